"""`qvax audit`: honest evenings give no alarm, and what was tampered with is named with its event (R34).

Six evenings a policy by default; QVAX_ROUNDS=500 for as many as you like.
"""

import os
import random
import sqlite3
from collections.abc import Callable
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Cli
from tests.databases import opened
from tests.test_upgrade import restored

ROUNDS = int(os.environ.get("QVAX_ROUNDS") or 6)
_COLUMNS = "id, at, operator, what, center_id, offer_id, invitation_id, reservist_id, detail, facts"


def evening(cli: Cli, policy: str, seed: int, people: int = 14) -> None:
    """An evening on which people answer as they like, are cancelled, do not come, and doses come and go; slips are
    taken back, and sometimes there is another offer for the same people."""
    chance = random.Random(seed)
    for number in range(people):
        hours = chance.choice(("today 17:00-21:00", "today 18:00-20:30"))
        cli.register(f"{1930 + number}-05-17", f"P{number}", available=hours)
    cli("offer", "--center", "namur", "--doses", 3, "--policy", policy, "--until", "20:00", code=None)
    for _ in range(14):
        cli.pass_minutes(chance.choice((3, 8, 12)))
        _answers(cli, chance)
        if chance.random() < 0.2:
            cli("doses", 1, chance.randint(1, 5), code=None)
        if chance.random() < 0.15:
            cli("availability", "set", chance.randint(1, people), "today 18:30-20:30", code=None)
        if chance.random() < 0.05:
            cli("undo", code=None)
        if chance.random() < 0.05:
            cli("offer", "--center", "namur", "--doses", 2, "--until", "20:10", code=None)
        if chance.random() < 0.1:
            cli("reservist", "forget", chance.randint(1, people), "--yes", code=None)
        cli("poll", code=None)


def _answers(cli: Cli, chance: random.Random) -> None:
    offers = [one["id"] for one in cli.json("offers")["offers"]]
    for one in [one for number in offers for one in cli.json("status", number)["invitations"]]:
        if one["state"] == "confirmed" and chance.random() < 0.15:
            cli(chance.choice(("cancel", "no-show", "vaccinated")), one["code"], code=None)
        elif one["state"] in ("sent", "standby", "expired") and chance.random() < 0.2:
            if chance.random() < 0.5:
                cli("respond", one["code"], chance.choice(("yes", "yes", "no")), code=None)
            else:
                received = cli.now - chance.choice((0, 60, 600))
                cli.reply(one["code"], chance.choice(("Oui", "Non")), received=received, name=str(chance.random()))


def faults(cli: Cli, code: int = 4) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = cli.json("audit", code=code)["faults"]
    return found


@pytest.mark.parametrize("policy", ["strict", "standby"])
@pytest.mark.parametrize("seed", range(ROUNDS))
def test_an_honest_evening_gives_no_alarm(cli: Cli, policy: str, seed: int) -> None:
    evening(cli, policy, seed)
    report = cli.json("audit", code=None)
    assert report["faults"] == []
    assert report["offers"] == len(cli.json("offers")["offers"])
    assert report["checked"] > 3


class Log:
    """A log that somebody writes anew, chain and all: what they changed shows in what it tells."""

    def __init__(self, path: Path) -> None:
        with closing(sqlite3.connect(path)) as conn:
            self.rows = [list(row) for row in conn.execute(f"SELECT {_COLUMNS} FROM events ORDER BY id")]

    def of(self, what: str, number: int = 0) -> list[Any]:
        return [row for row in self.rows if row[3] == what][number]

    def fact(self, row: list[Any], name: str) -> int:
        return int(dict(fact.split("=") for fact in row[9].split())[name])

    def tell(self, row: list[Any], **changed: object) -> None:
        facts = dict(fact.split("=") for fact in row[9].split()) | {name: str(value) for name, value in changed.items()}
        row[9] = " ".join(f"{name}={value}" for name, value in facts.items())

    def write(self, path: Path) -> None:
        with closing(sqlite3.connect(path)) as conn:
            for trigger in ("events_stay", "events_are_kept", "events_follow"):
                conn.execute(f"DROP TRIGGER {trigger}")
            conn.execute("DELETE FROM events")
            before = bytes(32)
            for number, row in enumerate(self.rows, 1):
                row[0] = number
                text = "\n".join("" if field is None else str(field) for field in row)
                before = sha256(before + text.encode()).digest()
                conn.execute(f"INSERT INTO events ({_COLUMNS}, hash) VALUES (?{', ?' * 10})", (*row, before))
            conn.commit()


def _older_left_out(log: Log) -> None:
    log.rows.remove(log.of("invited"))


def _wrong_order(log: Log) -> None:
    one, two = log.of("invited", 0), log.of("invited", 1)
    one[6:8], two[6:8] = two[6:8], one[6:8]


def _cut_short(log: Log) -> None:
    row = log.of("handed over")
    log.tell(row, expires=log.fact(row, "expires") - 1)


def _longer(log: Log) -> None:
    row = log.of("handed over")
    log.tell(row, expires=log.fact(row, "expires") + 60)


def _silent_too_early(log: Log) -> None:
    log.of("expired")[1] -= 1200


def _yes_moved(log: Log) -> None:
    row = log.of("confirmed")
    log.tell(row, received=row[1] + 7200)


def _fewer_doses(log: Log) -> None:
    log.tell(log.of("offer opened"), doses=1)


def _another_age(log: Log) -> None:
    log.tell(log.of("offer opened"), max_age=50)


def _another_end(log: Log) -> None:
    row = log.of("offer opened")
    log.tell(row, until=row[1] + 900)


def _never_available(log: Log) -> None:
    log.tell(log.of("registered", 0), windows="")


def _changed_window(log: Log) -> None:
    log.tell(log.of("registered", 13), windows="1617724800-1617735600")


def _another_person(log: Log) -> None:
    log.of("invited", 0)[7] = 14


def _asked_twice(log: Log) -> None:
    row = list(log.of("invited", 0))
    row[6] = 99
    log.rows.insert(log.rows.index(log.of("invited", 1)), row)


def _another_state(log: Log) -> None:
    log.tell(log.of("expired"), state="declined")


def _yes_left_out(log: Log) -> None:
    log.rows.remove(log.of("confirmed"))


def _asked_too_late(log: Log) -> None:
    log.of("invited", 0)[1] += 7200


def _wrong_count(log: Log) -> None:
    row = log.of("round")
    log.tell(row, people=log.fact(row, "people") + 1)


def _put_in_twice(log: Log) -> None:
    row = log.of("handed over")
    log.rows.insert(log.rows.index(row), [*row[:9], row[9] + " received=no"])


def _registered_later(log: Log) -> None:
    row = log.of("registered", 0)
    log.rows.remove(row)
    log.rows.append(row)


REWRITTEN: list[tuple[Callable[[Log], None], str]] = [
    (_older_left_out, "R11"),
    (_wrong_order, "R11"),
    (_cut_short, "R13"),
    (_longer, "R13"),
    (_silent_too_early, "R18"),
    (_yes_moved, "R15"),
    (_fewer_doses, "R31"),
    (_another_age, "R10"),
    (_another_end, "R13"),
    (_never_available, "R10"),
    (_changed_window, "R8"),
    (_another_person, "R11"),
    (_asked_twice, "R14"),
    (_another_state, "R24"),
    (_yes_left_out, "R24"),
    (_asked_too_late, "R12"),
    (_wrong_count, "R27"),
    (_put_in_twice, "R33"),
]


@pytest.fixture
def strict(cli: Cli) -> Cli:
    """Three asked, one yes, silence, the next."""
    cli.registered(14)
    cli("offer", "--center", "namur", "--doses", 3)
    cli("respond", cli.codes()["P1"], "yes")
    cli.pass_minutes(31)
    cli("poll", code=None)
    return cli


@pytest.mark.sqlite("the log is written anew past what keeps it")
@pytest.mark.parametrize(("change", "rule"), REWRITTEN, ids=lambda one: getattr(one, "__name__", ""))
def test_a_log_that_was_rewritten_with_its_chain_contradicts_the_rules(
    strict: Cli, change: Callable[[Log], None], rule: str
) -> None:
    assert faults(strict, code=0) == []
    log = Log(strict.db)
    change(log)
    log.write(strict.db)
    found = faults(strict)
    assert rule in {one["rule"] for one in found}
    assert all(one["event"] > 0 and one["message"] for one in found)


@pytest.mark.sqlite("the log is written anew past what keeps it")
def test_somebody_whose_registration_was_moved_behind_the_offer_cannot_be_checked(strict: Cli) -> None:
    log = Log(strict.db)
    _registered_later(log)
    log.write(strict.db)
    assert strict.json("audit", code=None)["unchecked"] == 1


@pytest.fixture
def standby(cli: Cli) -> Cli:
    """One dose, several asked: the third says yes and waits, then the first says no and the second yes."""
    cli.people(14)
    cli("offer", "--center", "namur", "--doses", 1, "--policy", "standby")
    codes = cli.codes()
    for name, said in (("P2", "yes"), ("P0", "no"), ("P1", "yes")):
        cli("respond", codes[name], said, code=None)
    return cli


def _out_of_turn(log: Log) -> None:
    waits, has = log.of("on standby"), log.of("confirmed")
    log.rows.remove(has)
    log.rows = [row for row in log.rows if row[3] != "released" or row[6] != waits[6]]
    waits[3], waits[9] = "confirmed", waits[9].replace("state=standby", "state=confirmed")


def _let_go_forgotten(log: Log) -> None:
    last = log.rows[-1]
    row = [*log.of("invited")]
    row[1], row[6], row[7] = last[1], 99, 13
    log.rows.append(row)


@pytest.mark.sqlite("the log is written anew past what keeps it")
@pytest.mark.parametrize(("change", "rule"), [(_out_of_turn, "R28"), (_let_go_forgotten, "R30")])
def test_a_log_of_standby_that_was_rewritten_contradicts_the_rules(
    standby: Cli, change: Callable[[Log], None], rule: str
) -> None:
    assert faults(standby, code=0) == []
    log = Log(standby.db)
    change(log)
    log.write(standby.db)
    assert rule in {one["rule"] for one in faults(standby)}


BROKEN = [
    "UPDATE events SET operator = 'bea' WHERE id = 5",
    "UPDATE events SET at = at + 1 WHERE id = 5",
    "UPDATE events SET facts = facts || '1' WHERE id = 5",
    "UPDATE events SET hash = zeroblob(32) WHERE id = 5",
    "DELETE FROM events WHERE id = 5",
    "UPDATE events SET id = 1000 WHERE id = 5",
    "UPDATE events SET detail = 'x' WHERE what = 'handed over'",
]


@pytest.mark.sqlite("the log is written anew past what keeps it")
@pytest.mark.parametrize("statement", BROKEN)
def test_an_event_that_was_changed_left_out_or_moved_breaks_the_chain(strict: Cli, statement: str) -> None:
    _spoil(strict, "DROP TRIGGER events_stay", "DROP TRIGGER events_are_kept", statement)
    assert "R33" in {one["rule"] for one in faults(strict)}


def _spoil(cli: Cli, *statements: str) -> None:
    with opened(cli.database) as conn:
        for statement in statements:
            conn.execute(statement)


CONTRADICTED = [
    ("UPDATE invitations SET state = 'declined' WHERE state = 'sent'", "R24"),
    ("UPDATE offers SET doses = 7 WHERE id = 1", "R24"),
    ("UPDATE windows SET ends_at = ends_at - 60 WHERE reservist_id = 14", "R8"),
    ("DELETE FROM windows WHERE reservist_id = 14", "R8"),
]


@pytest.mark.parametrize(("statement", "rule"), CONTRADICTED)
def test_what_the_database_says_otherwise_than_the_log_is_a_fault(strict: Cli, statement: str, rule: str) -> None:
    _spoil(strict, statement)
    assert {one["rule"] for one in faults(strict)} == {rule}


def test_another_birth_date_does_not_open_what_the_log_has_bound(strict: Cli) -> None:
    _spoil(strict, "UPDATE reservists SET birth_date = '1999-05-17' WHERE id = 1")
    assert strict.json("audit")["unchecked"] == 1


def test_of_an_erased_person_it_is_counted_what_cannot_be_checked_any_more(strict: Cli) -> None:
    before = strict.json("audit")
    strict("reservist", "forget", 1, "--yes", code=None)
    after = strict.json("audit")
    assert (before["unchecked"], after["unchecked"], after["faults"]) == (0, 1, [])
    assert "cannot be checked any more" in strict("audit").err


def test_the_log_goes_through_its_own_heads_and_no_other(strict: Cli) -> None:
    head = strict.json("audit")["head"]
    strict("availability", "set", 14, "today 19:00-21:00")
    assert f"The log goes through {head}" in strict("audit", "--head", head).err
    other = head[:-1] + ("0" if head[-1] != "0" else "1")
    assert "does not go through" in strict("--json", "audit", "--head", other, code=4).error["message"]
    strict("audit", "--head", "what", code=2)
    strict("audit", 77, code=3)


def test_offers_of_one_center_or_by_number_alone_are_judged_and_counted(strict: Cli) -> None:
    other = strict.json("offer", "--center", "namur", "--doses", 2, code=None)["offer"]["id"]
    strict("reservist", "forget", 1, "--yes", code=None)
    one, two, both = (strict.json("audit", *numbers) for numbers in ((1,), (other,), ()))
    assert (one["offers"], two["offers"], both["offers"]) == (1, 1, 2)
    assert (one["checked"], two["checked"], both["checked"]) == (4, 2, 6)
    assert (one["unchecked"], two["unchecked"], both["unchecked"]) == (1, 0, 1)
    elsewhere = strict.json("audit", "--center", "liege")
    assert (elsewhere["offers"], elsewhere["checked"]) == (0, 0)
    assert strict.json("audit", "--center", "namur") == both


@pytest.mark.sqlite("files that older versions have left")
def test_an_offer_of_before_the_complete_log_is_not_said_to_be_right(cli: Cli) -> None:
    restored(cli, 4)
    cli("close", 1, code=None)
    log = Log(cli.db)
    log.rows = [row for row in log.rows if not row[3].endswith("carried over") or row[3].startswith("people")]
    log.write(cli.db)
    assert cli("--json", "audit", 1, code=4).error["cause"] == "before_the_log"


@pytest.mark.sqlite("files that older versions have left")
@pytest.mark.parametrize("version", [1, 2, 3, 4])
def test_of_an_older_database_it_says_from_where_on_it_can_check(cli: Cli, version: int) -> None:
    restored(cli, version)
    cli.pass_minutes(31)
    cli("poll", code=None)
    report = cli.json("audit")
    assert report["faults"] == []
    assert report["since"] > 1
    assert "The log is complete from event" in cli("audit").err
