"""The examples of docs/reference/json.md: real commands on a small made-up list, on 6 April 2021 from 17:40 on."""

import inspect
import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from typer.testing import CliRunner

from qvax_cli.cli import app
from qvax_cli.console import json_shapes
from qvax_cli.context import Qvax
from qvax_cli.files import bundled
from qvax_cli.rules.local_time import parse_moment
from qvax_cli.rules.national_number import make

#: Codes are random; in the page they are always these, in the order of their appearance.
_CODES = ("K7P3X2Q4", "9EWJG3K8", "4M0TZ6RB", "H2C8VN5D", "T1Y9QF3A", "6BD4WX7M", "R8K0JP2E", "5NV3GS9C")
_MOST_SHOWN = 2

Example = tuple[str, str, Any]


class Machine:
    """A center's machine: a database in a folder that goes away, a clock, and the commands."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.now = parse_moment("2021-04-06T17:40", 0, "now")
        self.codes: dict[str, str] = {}
        self.examples: list[Example] = []

    def run(self, *words: str, title: str = "") -> Any:
        """Runs a command with --json; its data become an example when it has a title."""
        data = self._run(words)
        if title:
            line = " ".join(f"'{word}'" if " " in word else word for word in words)
            self.examples.append((title, f"qvax {self._tidy(line)} --json", json.loads(self._tidy(json.dumps(data)))))
        return data

    def _run(self, words: tuple[str, ...]) -> Any:
        environ = {"HOME": str(self.folder)}
        qvax = Qvax(db=self.folder / "qvax.db", operator="ann", now=lambda: self.now, environ=environ)
        done = CliRunner().invoke(app, [*words, "--json"], obj=qvax)
        qvax.close()
        if done.exception and not isinstance(done.exception, SystemExit):
            raise done.exception
        assert done.exit_code in (0, 3, 5), (words, done.output)
        data = json.loads(done.stdout or done.stderr)
        for code in re.findall(r'"code": "([0-9A-Z]{8})"', json.dumps(data)):
            self.codes.setdefault(code, _CODES[len(self.codes)])
        return data

    def _tidy(self, text: str) -> str:
        for real, shown in self.codes.items():
            text = text.replace(real, shown)
        text = text.replace(str(self.folder), "/home/ann").replace(f"{bundled('centers.csv').parent}/", "")
        text = re.sub(r'"head": "(\d+):\w+"', r'"head": "\1:2296b4002559"', text)  # salts are random
        return re.sub(r'"bytes": \d+', '"bytes": 249856', re.sub(r"\b\d+\.\d MB\b", "0.2 MB", text))

    def register(self, first: str, last: str, birth: str, *, title: str = "") -> None:
        """Somebody of Namur who can come this evening."""
        words = ["register", "--niss", make(date.fromisoformat(birth), 1), "--first-name", first, "--last-name", last]
        words += ["--center", "namur", "--email", f"{first.lower()}@example.org", "--available", "today 17:00-21:00"]
        self.run(*words, title=title)

    def reply(self, code: str, words: str) -> None:
        """A mail in the inbox, delivered now."""
        new = self.folder / "qvax.db-inbox" / "new"
        new.mkdir(parents=True, exist_ok=True)
        (new / f"{self.now}.{code}.mail").write_text(f"From: x@example.org\nSubject: Re: [{code}]\n\n{words}\n")


def json_page() -> str:
    """The page: the shapes that come again and again, then every command that prints JSON."""
    with TemporaryDirectory() as folder:
        machine = Machine(Path(folder))
        _evening(machine)
    parts = [_INTRODUCTION, "## Shapes"]
    parts += [_shape(name, function, machine.examples) for name, function in _SHAPES.items()]
    parts.append("## Commands")
    parts += [_example(*example) for example in machine.examples]
    return "\n\n".join(parts)


_INTRODUCTION = """\
# JSON

With `--json`, before or behind the command, a command prints one JSON object on standard output and no words.
(`poll --watch --json` and `offer --watch --json` print one object a line, whenever something happened.) A failure is
an object on standard error. Keys may be added, never changed or taken away.

Moments are RFC 3339 in UTC with `Z`, or null; dates are `yyyy-mm-dd`. National numbers are left out unless
`--show-numbers` asks for them. All that follows was printed by the commands themselves, on a made-up list; of longer
lists the first two elements are shown."""

#: How the contract names a shape, and the function that makes it.
_SHAPES: dict[str, Callable[..., Any]] = {
    "RESERVIST": json_shapes.reservist,
    "OFFER": json_shapes.offer,
    "INVITATION": json_shapes.invitation,
    "MESSAGE": json_shapes.message,
    "CENTER": json_shapes.center,
}
_WHERE = {
    "RESERVIST": ("Register a person", "reservist"),
    "OFFER": ("Announce spare doses", "offer"),
    "INVITATION": ("Announce spare doses", "invited"),
    "MESSAGE": ("List messages", "messages"),
    "CENTER": ("List the centers", "centers"),
}


def _shape(name: str, function: Callable[..., Any], examples: list[Example]) -> str:
    title, key = _WHERE[name]
    found = next(data for heading, _, data in examples if heading == title)[key]
    one = found[0] if isinstance(found, list) else found
    said = (inspect.getdoc(function) or "").removeprefix(f"{name}.").removeprefix(f"{name}; ").strip()
    said = f"{said[:1].upper()}{said[1:]}\n\n" if " " in said.removeprefix("A ") else ""
    return f"### {name}\n\n{said}```json\n{_pretty(one)}\n```"


def _example(title: str, line: str, data: Any) -> str:
    short = {key: value[:_MOST_SHOWN] if isinstance(value, list) else value for key, value in data.items()}
    return f"### {title}\n\n`{line}`\n\n```json\n{_pretty(short)}\n```"


def _pretty(data: Any) -> str:
    """Indented, with what has no inner lists or objects on one line where it fits."""
    text = json.dumps(data, ensure_ascii=False, indent=2)
    return re.sub(r"[\[{]\s+[^\[\]{}]*?[\]}]", _on_one_line, text)


def _on_one_line(found: re.Match[str]) -> str:
    line = re.sub(r"\s*\n\s*", " ", found[0])
    return line if len(line) < 100 else found[0]


def _evening(it: Machine) -> None:
    it.run("init", title="Create the database")
    _list(it)
    offer = it.run("offer", "--center", "namur", "--doses", "3", title="Announce spare doses")
    first, second, third = (one["code"] for one in offer["invited"])
    it.now += 4 * 60
    it.reply(second, "Oui, j'arrive !")
    it.run("poll", title="Read answers, expire, invite the next")
    it.run("respond", first, "yes", title="Record an answer")
    it.reply(third, "Peut-être, je vous rappelle.")
    it.run("poll")
    it.run("inbox", "list", title="List the messages to read")
    it.run("inbox", "done", "2", title="Take one off that list")
    it.now += 27 * 60
    it.run("poll")
    it.run("status", "1", title="One offer")
    it.run("status", title="All that is going on")
    it.run("offers", title="List the offers")
    it.run("cancel", first, title="A confirmed person cancels")
    it.run("sheet", "1", title="Who is coming, for the desk")
    it.run("no-show", second, title="A confirmed person does not come")
    it.run("undo", second, title="What was entered for the wrong person is taken back")
    it.run("no-show", second, title="And entered again")
    it.run("doses", "1", "2", title="Change the number of doses")
    _night(it)


def _list(it: Machine) -> None:
    it.run("center", "list", title="List the centers")
    it.run("center", "show", "namur", title="Show a center")
    it.run("center", "import", str(bundled("centers.csv")), title="Import centers")
    it.register("Jeanne", "Dubois", "1931-05-17", title="Register a person")
    people = (("Roger", "1934-02-02"), ("Colette", "1938-11-30"), ("Guy", "1942-07-08"), ("Nicole", "1950-03-21"))
    for name, birth in people:
        it.register(name, "Lambert", birth)
    it.run("reservist", "show", "1", "--show-numbers", title="Show a person")
    it.run("reservist", "list", "--limit", "2", title="List people")
    it.run("availability", "add", "2", "tomorrow 17:00-20:00", title="Change availability")
    file = it.folder / "list.csv"
    rows = ["niss,last_name,first_name,email,center", "41.03.08-122.36,Renard,Monique,monique@example.org,namur"]
    rows.append(f"{make(date(1947, 8, 15), 1)},Gilson,Andrée,andree@example.org,namur")
    file.write_text("\n".join(rows) + "\n", encoding="utf-8")
    it.run("import", str(file), title="Import registrations")
    it.run("select", "--center", "namur", "--doses", "2", title="Who would be asked")
    it.run("simulate", "--center", "namur", "--doses", "2", title="What an offer would come to")


def _night(it: Machine) -> None:
    came, *others = (one["code"] for one in it.run("status", "1")["invitations"] if one["state"] == "sent")
    it.run("respond", came, "yes")
    it.run("vaccinated", came, title="A confirmed person had the dose")
    it.run("vaccinated", came, "99", title="Several at once, of whom one is not known")
    it.run("handoff", "export", title="The second-dose list")
    it.run("stats", title="How the day went")
    it.run("explain", "5", "--language", "en", title="Why somebody was asked, or was not")
    it.run("audit", title="Whether every offer went by the rules")
    it.run("log", "--offer", "1", title="The log")
    it.run("close", "1", title="Cancel an offer")
    it.run("outbox", "list", title="List messages")
    it.run("outbox", "show", "1", title="Show a message")
    it.run("outbox", "retry", title="Try the waiting messages now")
    it.run("reservist", "forget", "3", "--yes", title="Erase a person")
    it.now += 8 * 24 * 3600
    it.run("cleanup", title="Clean up")
    it.run(
        "operator", "add", "bea", "--center", "namur", "--role", "coordinator", title="Let somebody work with the list"
    )
    it.run("operator", "list", title="Who works with the list")
    it.run("operator", "remove", "bea", title="Somebody works with it no more")
    it.run("operator", "remove", "ann")
    it.run("doctor", title="Check that everything is in order")
    it.run("config", "show", title="The settings")
    it.run("help", title="The pages of the documentation")
    it.run("backup", str(it.folder / "backup.db"), title="A copy of the database")
    it.run("restore", str(it.folder / "backup.db"), "--force", title="Put a copy in the place of the database")
    it.run("move", "--to", str(it.folder / "moved.db"), title="Copy the whole database to another place")
    words = ("--from", "+32470123456", "--text", f"OUI {came}", "--id", "7b8e8abf-1451-40d2")
    it.run("sms", "receive", *words, title="Take an SMS that a gateway brings")
    it.run("status", "99", title="A failure")
    config = it.folder / ".config" / "qvax" / "config.toml"
    config.parent.mkdir(parents=True)
    config.write_text(f'[database]\nkey_file = "{it.folder}/keys/database.key"\n', "utf-8")
    it.run("encrypt", title="Encrypt the database")
    assert others, "somebody was still being asked when the offer was cancelled"
