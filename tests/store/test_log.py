"""The log as a chain: checked here as docs/reference/log.md says, with nothing of the code that writes it (R33)."""

import ast
import re
import zlib
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from qvax_cli.rules.log_chain import facts_text
from qvax_cli.rules.log_words import EVENTS, FACTS
from qvax_cli.store.server import Server
from tests.conftest import Cli
from tests.databases import Forbidden, opened
from tests.test_upgrade import restored

PACKAGE = Path(__file__).parent.parent.parent / "qvax_cli"
#: Calls that write into the log, and the place of the words among their arguments.
WRITERS = {"record": 1, "record_people": 1, "note": 1}


def checked(database: Path | Server) -> list[dict[str, str]]:
    """The facts of all events, after the whole chain was found right."""
    with opened(database) as conn:
        rows = conn.execute("SELECT * FROM events ORDER BY id").fetchall()
        portions = {row[0]: row[1:] for row in conn.execute("SELECT * FROM portions")}
    before = bytes(32)
    told = []
    for number, row in enumerate(rows, 1):
        assert row[0] == number
        text = "\n".join("" if field is None else str(field) for field in row[:10])
        assert text.count("\n") == 9
        before = sha256(before + text.encode()).digest()
        assert row[10] == before
        facts = dict(fact.split("=") for fact in (row[9] or "").split())
        assert row[3] in EVENTS
        assert set(facts) <= set(EVENTS[row[3]])
        if "lines" in facts:
            lines, commitments = zlib.decompress(portions[number][0]), portions[number][1]
            assert sha256(lines).hexdigest() == facts["lines"]
            assert sha256(commitments).hexdigest() == facts["commitments"]
            assert lines.count(b"\n") == len(commitments) // 32 == int(facts["people"])
        told.append({"what": row[3], "reservist": row[7], **facts})
    return told


def bound(database: Path | Server) -> dict[int, bytes]:
    """What the log has bound last of everybody."""
    found: dict[int, bytes] = {}
    with opened(database) as conn:
        for reservist, facts in conn.execute("SELECT reservist_id, facts FROM events WHERE facts LIKE '%commitment=%'"):
            found[reservist] = bytes.fromhex(re.findall(r"commitment=(\w+)", facts)[0])
        for people, commitments in conn.execute("SELECT people, commitments FROM portions ORDER BY event_id"):
            for number, line in enumerate(zlib.decompress(people).splitlines()):
                found[int(line.split()[0])] = commitments[32 * number : 32 * number + 32]
    return found


def reckoned(database: Path | Server) -> dict[int, bytes]:
    """The same from birth date, lot and salt, of everybody who was not erased."""
    with opened(database) as conn:
        rows = conn.execute("SELECT id, birth_date, lot, salt FROM reservists WHERE salt IS NOT NULL").fetchall()
    return {row[0]: sha256(row[3] + f"{row[1]} {row[2]}".encode()).digest() for row in rows}


@pytest.fixture
def evening(cli: Cli) -> Cli:
    """An evening with a yes, a no, silence, a late yes, a cancellation, other doses, and somebody who leaves."""
    cli.registered(8)
    cli("offer", "--center", "namur", "--doses", 3)
    code = cli.codes()
    cli("respond", code["P0"], "yes")
    cli("respond", code["P1"], "no")
    cli.reply(code["P2"], "Oui", received=cli.now + 60)
    cli.pass_minutes(31)
    cli("doses", 1, 4)
    cli("poll", code=None)
    cli("respond", cli.codes()["P3"], "yes")
    cli("cancel", code["P0"])
    cli("availability", "set", 8, "today 18:00-20:00")
    cli("reservist", "forget", 5, "--yes", code=None)
    cli.pass_minutes(120)
    cli("poll", code=None)
    return cli


def test_the_chain_of_an_evening_is_whole(evening: Cli) -> None:
    told = [one["what"] for one in checked(evening.database)]
    assert set(told) >= {
        *("registered", "offer opened", "invited", "handed over", "confirmed", "declined", "expired", "cancelled"),
        *("doses changed", "availability withheld", "availability set", "erased on request", "offer closed"),
    }


def test_windows_taken_and_given_back_stand_in_the_log(cli: Cli) -> None:
    cli.registered(1)
    cli("offer", "--center", "namur", "--doses", 1)
    cli.pass_minutes(31)
    cli("poll", code=None)
    cli.reply(cli.codes()["P0"], "Oui", received=cli.now - 10 * 60)
    cli("poll", code=None)
    windows = [one["windows"] for one in checked(cli.database) if "windows" in one]
    assert len(windows) == 3
    assert windows[1] == ""
    start, end = windows[0].split("-")
    assert windows[2] == f"{start}-{end}"


def test_what_the_log_has_bound_is_what_stands_in_the_list(evening: Cli) -> None:
    theirs = reckoned(evening.database)
    assert {number: bound(evening.database)[number] for number in theirs} == theirs
    assert len(theirs) == 7


def test_of_an_erased_person_the_log_stays_whole_and_nothing_opens_it(evening: Cli) -> None:
    assert 5 in bound(evening.database)
    with opened(evening.database) as conn:
        assert conn.execute("SELECT salt FROM reservists WHERE id = 5").fetchone() == (None,)
        assert conn.execute("SELECT rank FROM invitations WHERE reservist_id = 5").fetchall() in ([], [(None,)])
    checked(evening.database)


def test_an_import_binds_its_people_in_portions(cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    births = [f"{1940 + year}-05-17" for year in range(5)]
    numbers = [cli.niss(birth) for birth in births]
    head = "niss;last_name;first_name;birth_date;email;center;available\n"
    rows = [f"{number};Peeters;Ann;{birth};a@example.org;namur;today 18:00-20:00\n"
            for number, birth in zip(numbers, births, strict=True)]  # fmt: skip
    file.write_text(head + "".join(rows))
    cli("import", file)
    file.write_text(head + rows[1].replace("18:00-20:00", "19:00-20:00") + rows[2].replace("namur", "liege"))
    cli("import", file)
    imported = [one for one in checked(cli.database) if one["what"] == "imported"]
    assert [one["people"] for one in imported] == ["5", "2"]
    assert reckoned(cli.database) == bound(cli.database)
    with opened(cli.database) as conn:
        (people,) = conn.execute("SELECT people FROM portions ORDER BY event_id DESC LIMIT 1").fetchone()
        centers = {row[0] for row in conn.execute("SELECT DISTINCT center_id FROM reservists")}
        sources = {row[0] for row in conn.execute("SELECT DISTINCT source FROM reservists")}
    assert {int(line.split()[1]) for line in zlib.decompress(people).splitlines()} == centers
    assert sources == {"import"}


@pytest.mark.sqlite("files that older versions have left")
@pytest.mark.parametrize("version", [1, 2, 3, 4])
def test_an_older_log_is_bound_and_completed_once(cli: Cli, version: int) -> None:
    restored(cli, version)
    cli("offers")
    told = checked(cli.database)
    completed = next(number for number, one in enumerate(told, 1) if one["what"] == "log completed")
    assert told[completed - 1]["from"] == str(completed)
    carried = [one["what"] for one in told[completed:]]
    assert carried == ["people carried over", "offer carried over", *["invitation carried over"] * 7]
    assert {one.get("state") for one in told[completed + 1 :]} == {"open", "confirmed", "declined", "expired", "sent"}
    assert bound(cli.database) == reckoned(cli.database)
    cli.pass_minutes(31)
    cli("poll", code=None)
    assert len(checked(cli.database)) > len(told)


def test_a_new_log_is_complete_from_its_first_event(cli: Cli) -> None:
    assert [one["what"] for one in checked(cli.database)] == ["created"]


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO events (id, at, operator, what) VALUES (2, 1, 'ann', 'created')",
        "INSERT INTO events (id, at, operator, what, hash) VALUES (3, 1, 'ann', 'created', zeroblob(32))",
        "INSERT INTO events (id, at, operator, what, hash) VALUES (1, 1, 'ann', 'created', zeroblob(32))",
        "UPDATE portions SET people = zeroblob(1)",
        "DELETE FROM portions",
        "UPDATE reservists SET state = 'erased', left_at = 1, number = NULL, first_name = NULL, last_name = NULL, "
        "birth_date = NULL, language = NULL, email = NULL, mobile = NULL, contact_name = NULL",
    ],
)
def test_the_database_keeps_the_log_without_gaps_and_what_it_binds(cli: Cli, statement: str) -> None:
    with opened(cli.database) as conn:
        conn.execute("INSERT INTO portions VALUES (1, zeroblob(1), zeroblob(32))")
        conn.execute(
            """INSERT INTO reservists (id, state, center_id, number, first_name, last_name, birth_date, language, email,
                                       lot, registered_at, seen_at, salt)
               VALUES (1, 'listed', 1, '85073003328', 'A', 'B', '1985-07-30', 'fr', 'a@b', 1, 1, 1, zeroblob(16))"""
        )
        with pytest.raises(Forbidden):
            conn.execute(statement)


def test_facts_are_single_words() -> None:
    facts = {"doses": 3, "surplus": 0.5, "none": None, "windows": ((1, 2), (3, 4)), "channels": ("mail", "sms")}
    assert facts_text(facts) == "doses=3 surplus=0.5 windows=1-2,3-4 channels=mail,sms"
    assert facts_text({"windows": (), "commitment": b"\xff"}) == "windows= commitment=ff"
    with pytest.raises(ValueError, match="one word"):
        facts_text({"name": "Jeanne Peeters"})


def _written() -> Iterator[str]:
    """The words of every event that the code names where it writes it."""
    for module in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(module.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                found = node.args[WRITERS[name] : WRITERS[name] + 1] if name in WRITERS else []
                found += [keyword.value for keyword in node.keywords if keyword.arg == "what" and name == "move"]
                yield from (part.value for one in found for part in ast.walk(one)
                            if isinstance(part, ast.Constant) and isinstance(part.value, str))  # fmt: skip


def test_the_reference_knows_every_event_and_every_fact() -> None:
    written = {what for what in _written() if what[-1].isalpha()}
    assert {"registered", "invited", "offer closed", "imported", "expired"} <= written <= set(EVENTS)
    assert {fact for facts in EVENTS.values() for fact in facts} == set(FACTS)
