"""Writes the pages of docs/reference/ from the code: `make docs`. With --check it only says which are not fresh."""

import inspect
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from textwrap import dedent
from typing import Any

import typer

os.environ["COLUMNS"] = "80"  # help is wrapped at the width of the terminal: here always the same
FOLDER = Path(__file__).parent / "reference"
NOTE = "<!-- Written by docs/generate.py from the code; `make docs` writes it anew. -->\n\n"


def main() -> int:
    """Writes the pages that changed, or with --check names them; the exit code."""
    check = sys.argv[1:] == ["--check"]
    stale = [name for name, text in pages().items() if not _is_fresh(name, text)]
    left_over = [page for page in FOLDER.iterdir() if page.name not in pages()]
    if check:
        for name in [*stale, *(page.name for page in left_over)]:
            print(f"docs/reference/{name} is not what the code says: run make docs", file=sys.stderr)
        return 1 if stale or left_over else 0
    FOLDER.mkdir(exist_ok=True)
    for name in stale:
        (FOLDER / name).write_text(pages()[name], encoding="utf-8")
    for page in left_over:
        page.unlink()
    print(f"{len(stale)} of {len(pages())} pages written anew.", file=sys.stderr)
    return 0


def _is_fresh(name: str, text: str) -> bool:
    page = FOLDER / name
    return page.exists() and page.read_text(encoding="utf-8") == text


_made: dict[str, str] = {}


def pages() -> dict[str, str]:
    """Every reference page by file name."""
    if not _made:
        from examples import json_page
        from man_page import man_page

        made = {
            "cli.md": cli_page(),
            "exit-codes.md": exit_codes_page(),
            "settings.md": settings_page(),
            "json.md": json_page(),
            "schema.md": schema_page(),
            "log.md": log_page(),
        }
        _made.update({name: NOTE + text.strip() + "\n" for name, text in made.items()})
        _made["qvax.1"] = man_page(commands(), VARIABLES)
    return _made


def table(titles: tuple[str, ...], rows: list[tuple[object, ...]]) -> str:
    """A table in Markdown."""
    lines = [titles, tuple("---" for _ in titles), *rows]
    return "\n".join("| " + " | ".join(str(cell).replace("|", "\\|") for cell in line) + " |" for line in lines) + "\n"


# ---------------------------------------------------------------- commands


def commands() -> Iterator[tuple[str, Any]]:
    """Every command line that has a help page, with the command behind it."""
    from qvax_cli.cli import COMMANDS, app

    root: Any = typer.main.get_command(app)
    yield "qvax", root
    for name in COMMANDS:
        command = root.get_command(typer.Context(root), name)
        yield f"qvax {name}", command
        for below in getattr(command, "commands", {}):
            yield f"qvax {name} {below}", command.commands[below]


def cli_page() -> str:
    """The help of every command."""
    from typer.testing import CliRunner

    from qvax_cli.cli import app

    parts = [
        "# Commands",
        "What `qvax … --help` prints. Options before the command (`--db`, `--json` …) belong to all commands; `--json` "
        "may also stand behind. Results go to standard output, words to standard error.",
    ]
    for line, _ in commands():
        done = CliRunner().invoke(app, [*line.split()[1:], "--help"], prog_name="qvax", env={"TERM": "dumb"})
        assert done.exit_code == 0, (line, done.output)
        depth = "##" if line.count(" ") < 2 else "###"
        parts.append(f"{depth} {line}\n\n```text\n" + re.sub(r" +\n", "\n", done.stdout).strip("\n") + "\n```")
    return "\n\n".join(parts)


# ---------------------------------------------------------------- exit codes


def exit_codes_page() -> str:
    """The exit codes, from qvax_cli/errors.py."""
    from qvax_cli import errors

    others = {
        errors.DONE: "Done.",
        errors.DONE_IN_PART: "Done in part: fewer people than doses, rejected rows, messages not handed over yet; "
        "`doctor` found something wrong.",
        errors.INTERRUPTED: "Stopped with Ctrl-C. What was done until then is whole.",
    }
    rows: list[tuple[object, ...]] = [(code, "", meaning) for code, meaning in others.items()]
    kinds: list[type[errors.QvaxError]] = [errors.QvaxError, *errors.QvaxError.__subclasses__()]
    for kind in kinds:
        meaning = "A bug in qvax." if kind is errors.QvaxError else (inspect.getdoc(kind) or "").partition("\n")[0]
        rows.append((kind.exit_code, f"`{kind.code}`", meaning))
    rows.sort(key=lambda row: (int(str(row[0])), str(row[1])))
    return (
        dedent("""\
        # Exit codes

        Scripts can rely on these. “In JSON” is `error.code` of what a failure prints on standard error with `--json`:
        `{"error": {"code": "refused", "message": "…", "hint": "…", "cause": "offer_over"}}`.

        """)
        + table(("Code", "In JSON", "Meaning"), rows)
        + dedent("""\

        `error.cause` tells apart what has the same code; it is left out where the code says all. Causes may be added.
        Where `cause` is `invalid`, or another fault of a value, `error.field` names the value; where it is
        `several_people`, `error.codes` are those of their invitations.

        """)
        + table(("Cause", "Meaning"), [(f"`{cause}`", meaning) for cause, meaning in errors.CAUSES.items()])
    )


# ---------------------------------------------------------------- settings

#: Variables that are no settings of the file.
VARIABLES = {
    "QVAX_DB": "The database, where `--db` does not name it. Default: `$XDG_DATA_HOME/qvax/qvax.db`, which is "
    "`~/.local/share/qvax/qvax.db` where that variable is not set.",
    "QVAX_CONFIG": "The configuration file, where `--config` does not name it. Default: "
    "`$XDG_CONFIG_HOME/qvax/config.toml`, which is `~/.config/qvax/config.toml` where that variable is not set. "
    "The default file may be missing; one that is named must exist.",
    "QVAX_HOME": "Folder of spool and inboxes. Default: beside the database, named after it.",
    "QVAX_OPERATOR": "Who is at work, for the log, where `--operator` does not say it. Default: the login name,"
    " behind `sudo` that of whoever came.",
    "QVAX_NOW": "Stops the clock at this moment, for rehearsals and examples: `2021-04-06T17:40`. `doctor` complains "
    "about it. Never set it on a machine that is in use.",
    "QVAX_DEBUG": "When set, a bug shows where it happened. That can hold personal data.",
}


def settings_page() -> str:
    """Every setting, from settings.KEYS."""
    from qvax_cli.settings import KEYS

    parts = [
        dedent("""\
        # Settings

        A setting is taken from its variable, else from the configuration file, else it has its default; where a
        command has an option for the same thing, the option wins. `qvax config show` tells the value in force and
        where it comes from. The file is TOML; a key that qvax does not know is an error that lists those it knows.
        Passwords stand in files of their own, or are printed by a command that is named, and never stand in the
        configuration or in a variable. A configuration that names a command must be writable by its owner alone.

        ```toml
        [policy]
        answer_minutes = 20

        [mail]
        from = "Centre de vaccination <reserve@example.org>"
        host = "smtp.example.org"
        ```
        """)
    ]
    for section in dict.fromkeys(key.section for key in KEYS):
        rows: list[tuple[object, ...]] = [
            (f"`{key.name}`", _shown(key.default), _allowed(key), f"`{key.variable}`", key.help)
            for key in KEYS
            if key.section == section
        ]
        parts.append(f"## [{section}]\n\n" + table(("Key", "Default", "Allowed", "Variable", "Meaning"), rows))
    parts.append(_of_a_center())
    variables: list[tuple[object, ...]] = [(f"`{name}`", meaning) for name, meaning in VARIABLES.items()]
    parts.append("## Other variables\n\n" + table(("Variable", "Meaning"), variables))
    return "\n".join(parts)


def _of_a_center() -> str:
    """What can be different in one center, from settings.OF_A_CENTER."""
    from qvax_cli.settings import OF_A_CENTER

    rows: list[tuple[object, ...]] = [(f"`{name}`", f"`{path}`") for name, path in OF_A_CENTER.items()]
    return (
        "## [centers.CODE]\n\nWhat is different in one center, for example `[centers.namur]`; only in the file.\n\n"
        + table(("Key", "In place of"), rows)
    )


def _shown(value: object) -> str:
    return f"`{value}`" if value not in ("", ()) else ""


def _allowed(key: Any) -> str:
    if key.kind == "choice":
        return ", ".join(f"`{choice}`" for choice in key.choices)
    if key.kind == "number":
        return f"{key.low:,g} to {key.high:,.0f}"
    if key.kind == "names":
        return "a list of " + ", ".join(f"`{choice}`" for choice in key.choices)
    kinds = {
        "file": "a path",
        "hours": "`HH:MM-HH:MM`",
        "texts": "a list of texts",
        "command": "a list: the program, its arguments",
    }
    return kinds.get(key.kind, "text")


# ---------------------------------------------------------------- log


def log_page() -> str:
    """What the log holds and how it is checked, from rules/log_words.py."""
    from qvax_cli.rules.log_words import EVENTS, FACTS

    events: list[tuple[object, ...]] = [
        (f"`{what}`", ", ".join(f"`{fact}`" for fact in facts)) for what, facts in EVENTS.items()
    ]
    return LOG.strip().format(
        events=table(("Event", "Facts that it can hold"), events),
        facts=table(("Fact", "What it is"), [(f"`{name}`", meaning) for name, meaning in FACTS.items()]),
    )


LOG = """
# The log

Everything that changes is an event in the table `events` (R24), and every event is bound to the one before: whoever
knows the hash of the newest event can tell whether anything older was changed, left out or put in. This page says
how, so that it can be checked in any language.

## An event

| Column | What it holds |
| --- | --- |
| `id` | 1, 2, 3 … without a gap |
| `at` | when it happened: seconds since 1970-01-01 UTC |
| `operator` | who did it |
| `what` | what happened, in the words below |
| `center_id`, `offer_id`, `invitation_id`, `reservist_id` | what and whom it is about, where it is about one |
| `detail` | words for people |
| `facts` | what decisions are played again from: `name=value`, single spaces between, nothing else |
| `hash` | 32 bytes, see below |

No event holds a name, a number, an address or a birth date.

## How events are bound

The **text** of an event are its columns from `id` to `facts`, in this order, one a line: numbers in decimal,
nothing for NULL, lines joined by one line feed (U+000A), none at the end, in UTF-8. No column holds a line feed.
Its **hash** is

    SHA-256(hash of the event before, 32 bytes, followed by the text)

and 32 zero bytes stand before the first event.

## How a person's facts are bound

The order of R11 comes from birth date and lot. They stand in `reservists`, beside 16 random bytes, `salt`, and not
in the log. The log has their **commitment**, in hexadecimal:

    SHA-256(salt, followed by the text "YYYY-MM-DD LOT")

with one space between, the lot in decimal. When a person is erased (R7, R23) so is the salt: the log stays whole,
and nobody can find out any more what was bound.

## Many people in one event

An import tells of its people in portions. Then `facts` has `people`, `lines` and `commitments`, and the table
`portions`, by the id of the event, holds the people: `people` is zlib-compressed text with a line for each, ended
by a line feed,

    RESERVIST_ID CENTER_ID WINDOWS

and `commitments` their commitments in the same order, 32 bytes each. `lines` and `commitments` in the facts are the
SHA-256 of the text and of the bytes. A line says where the person is and when they can come from now on; the
commitment is the one that counts from now on.

Windows are `start-end` in seconds, with commas between, in order of time; nothing where there are none.

## What a log tells that began before it was complete

A database of before schema 5 has events that were bound afterwards and hold no facts. `log completed` says with
`from` from which event on decisions can be checked. Behind it stands once what had come about until then: `people
carried over` (everybody on the list, in portions), `offer carried over`, `invitation carried over`.

## A ledger

`audit --publish` writes what of offers can be shown to anybody: one JSON object a line, told apart by `kind`. The first
(`ledger`) has the `version`, the `head` of the log and a `salt`; then comes for each offer its terms (`offer`), a line
for everybody who was asked (`asked`), and one for everybody who could come, was not asked, and is older than the last
who was (`not asked`): with their `place` by age among those who could come when the offer was opened, and their age in
years. The last line (`end`) has the number of `lines` before it. Each line has a `hash`, in hexadecimal:

    SHA-256(hash of the line before, in hexadecimal, a line feed, and the line without its hash as JSON)

with the keys sorted, no spaces, and only ASCII (others as `\\u….`); nothing stands before the first. The `code` of
somebody who was asked is scrypt of the code in capitals, with N = 16384, r = 8, p = 1, 32 bytes, in hexadecimal, and
the salt of the ledger, written there in hexadecimal, too.

## Events

{events}
## Facts

Moments are seconds since 1970-01-01 UTC, lengths of time seconds. Whoever was silent has no windows any more
(`availability withheld`, R18), and gets back those that have not passed if they were not (`availability given back`,
R16). A person whose invitation is `vaccinated`, or who is `erased`, is on the list no more.

{facts}"""


# ---------------------------------------------------------------- schema

#: What cannot happen, whatever runs at the same time, and what in the schema sees to it.
INVARIANTS = (
    ("A national number stands once on the list (R1).", "`reservists.number UNIQUE`"),
    ("A person on the list has a number, a name, a birth date, a language, and an e-mail address or a mobile (R1).",
     "CHECK of `reservists`"),
    ("Of an erased person no personal datum is left in the list (R7, R23).", "CHECK of `reservists`"),
    ("No center of the Brussels region takes part (R5).", "CHECK of `centers`"),
    ("Nobody holds two live or confirmed invitations, over all offers (R14).", "index `one_invitation_a_person`"),
    ("Nobody is asked twice for one offer (R10).", "`invitations UNIQUE (offer_id, reservist_id)`"),
    ("No dose is promised to two people (R14, R31).", "CHECK of `offers`, with counts that triggers keep"),
    ("In a strict offer no more people are asked or confirmed together than there are doses (R12, R31).",
     "CHECK of `offers`, with counts that triggers keep"),
    ("An offer on standby says how many yeses beyond its doses are allowed for (R26).", "CHECK of `offers`"),
    ("An offer has 1 to 200 doses and ends after it begins (R9).", "CHECKs of `offers`"),
    ("An offer is filled exactly while all its doses are confirmed, until it is closed or cancelled (R21).",
     "triggers `doses_changed`, `invitation_counted`, `invitation_recounted`"),
    ("An invitation goes only from one state to those that may follow.", "trigger `invitation_life`"),
    ("Whoever expired was asked before: the clock starts at the hand-over (R13).", "CHECK of `invitations`"),
    ("A message of one kind is written once for an invitation, occasion and channel.",
     "`messages UNIQUE (invitation_id, kind, channel, occasion)`"),
    ("A message is about an invitation, or to one person, or to somebody who applies.", "CHECK of `messages`"),
    ("A message is never given to its channel twice at the same time.", "index `attempts_under_way`"),
    ("A reply is applied once.", "`replies.key UNIQUE`"),
    ("Of a reply the words are kept only where a person has to read them.", "CHECK of `replies`"),
    ("The log is neither changed nor shortened (R24).",
     "triggers `events_stay`, `events_are_kept`, `portions_stay`, `portions_are_kept`"),
    ("The log has no gaps, and each event is bound to the one before (R33).",
     "trigger `events_follow`, `events.hash`; checked from outside, [log](log.md)"),
    ("Once a person is erased, nothing opens again what the log has bound (R33).", "CHECK of `reservists.salt`"),
)  # fmt: skip


def schema_page() -> str:
    """The schema as SQLite has it, after all migrations."""
    from sqlite_utils import Database

    from qvax_cli.store import create_database
    from qvax_cli.store.migrations import SCHEMA_VERSION

    with TemporaryDirectory() as folder:
        path = Path(folder) / "qvax.db"
        create_database(path, "docs").close()
        tables = Database(path, execute_plugins=False)
        found = list(tables.query("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL"))
        tables.close()
    why = _reasons()
    parts = [_schema_introduction(SCHEMA_VERSION)]
    for kind, title in (("table", "Tables"), ("index", "Indexes"), ("trigger", "Triggers")):
        parts.append(f"## {title}")
        for row in (row for row in found if row["type"] == kind):
            parts += [f"### {row['name']}", *([why[row["name"]]] if row["name"] in why else [])]
            parts.append("```sql\n" + dedent(_unindented(row)).strip() + "\n```")
    return "\n\n".join(parts)


def _reasons() -> dict[str, str]:
    """What the migrations say about a table, in the comment above it; the latest word counts."""
    from qvax_cli.store import migrations

    files = sorted(Path(migrations.__file__).parent.glob("m*.sql"))
    found = re.findall(r"((?:-- .*\n)+)CREATE TABLE (\w+)", "".join(file.read_text("utf-8") for file in files))
    return {name.removeprefix("new_"): comment.replace("-- ", "").replace("\n", " ").strip() for comment, name in found}


def _unindented(row: dict[str, Any]) -> str:
    """Statements stand indented in the source, all but their first line."""
    first, *others = str(row["sql"]).split("\n")
    return "\n".join([first, *dedent("\n".join(others)).split("\n")]) if row["type"] != "table" else str(row["sql"])


def _schema_introduction(version: int) -> str:
    rows: list[tuple[object, ...]] = list(INVARIANTS)
    return (
        dedent(f"""\
        # Schema

        Version {version}, kept in `PRAGMA user_version`; `PRAGMA application_id` is `0x71766178`, “qvax”. An older
        database is brought up to date by the first command that opens it, a newer one is refused.

        Moments are whole seconds since 1970-01-01 UTC, birth dates ISO text, durations seconds. `lot` is the random
        lot of a person; `rank` is birth date and lot in one number, the order in which people are asked
        ([decision 1](../decisions/0001-one-order-number-and-blocks.md)).

        ## What cannot happen

        """)
        + table(("What the database guarantees", "By"), rows).rstrip()
    )


if __name__ == "__main__":
    sys.exit(main())
