"""Real processes at the same moment: nothing is done twice, no dose is promised twice, and nobody waits in vain."""

import json
import os
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

import pytest

from qvax_cli.store import create_database
from qvax_cli.store.migrations import SCHEMA_VERSION
from qvax_cli.store.sqlite_files import APPLICATION_ID
from tests.conftest import Cli, machine
from tests.databases import opened
from tests.races import invariants
from tests.races.places import ROUNDS, again, folder
from tests.races.processes import Crowd, Outcome, Task
from tests.store.schema import schema

_MINUTE = 60
_SCHEMAS = sorted((Path(__file__).parent.parent / "schemas").glob("*.sql"))


@contextmanager
def _rounds(prepared: Cli, count: int) -> Iterator[Iterator[Cli]]:
    """The same machine again and again, each time as it was."""
    with folder(on_disk=True) as place:

        def twins() -> Iterator[Cli]:
            for number in range(ROUNDS or count):
                yield again(prepared, place / str(number))

        yield twins()


def nobody_was_busy(outcomes: list[Outcome]) -> None:
    for one in outcomes:
        assert one.code in (0, 4, 5), (one.words, one.code, one.err)
        assert not any(word in one.err.lower() for word in ("busy", "locked", "bug in qvax")), (one.words, one.err)


def _all_is_well(cli: Cli, now: int) -> None:
    invariants.check(cli.database, now)
    invariants.check_spool(cli.db)


def _asked(cli: Cli) -> Counter[int]:
    """How often each person was invited."""
    with opened(cli.database) as conn:
        rows = conn.execute("SELECT reservist_id FROM events WHERE what = 'invited'")
        return Counter(row[0] for row in rows)


def _log(cli: Cli) -> list[tuple[str, int | None]]:
    with opened(cli.database) as conn:
        return [tuple(row) for row in conn.execute("SELECT what, invitation_id FROM events ORDER BY id")]


def test_eight_times_yes_with_one_code_is_one_confirmation_and_seven_repeats(place: Path, crowd: Crowd) -> None:
    cli = machine(place)
    cli.people(2)
    cli("offer", "--center", "namur", "--doses", 1)
    code = cli.codes()["P0"]
    with _rounds(cli, 6) as twins:
        for twin in twins:
            done = crowd.at_once(twin.db, [(cli.now + _MINUTE, ["respond", code, "yes", "--json"])] * 8)
            nobody_was_busy(done)
            assert Counter(one.data["result"] for one in done) == {"confirmed": 1, "repeat": 7}
            assert invariants.spooled(twin.db) == {("invitation", code): 1, ("confirmation", code): 1}
            assert [what for what, _ in _log(twin)].count("confirmed") == 1
            _all_is_well(twin, cli.now)


def test_whatever_eight_processes_do_to_one_offer_the_rules_hold(place: Path, crowd: Crowd) -> None:
    """Answering, declining, cancelling, expiring, polling, and the rest of the evening, over one offer."""
    cli = machine(place)
    cli.people(16)
    cli("offer", "--center", "namur", "--doses", 5)
    codes = list(cli.codes().values())
    cli("respond", codes[0], "yes")
    with _rounds(cli, 12) as twins:
        for number, twin in enumerate(twins):
            dice = Random(number)
            twin.reply(codes[1], "oui", received=cli.now + 29 * _MINUTE)
            twin.reply(codes[2], "non", received=cli.now + 60)
            tasks = [*dice.sample(evening_of(codes, cli.now), 7), (cli.now + 31 * _MINUTE, ["cleanup"])]
            done = crowd.at_once(twin.db, tasks)
            nobody_was_busy(done)
            after = cli.now + 32 * _MINUTE
            invariants.check(twin.database, after)
            _nobody_is_confirmed_and_silent(twin)
            twin.now = after
            twin("poll", code=None)
            _all_is_well(twin, after)
            assert invariants.left_uncovered(twin.database, after) == []


def evening_of(codes: list[str], now: int) -> list[Task]:
    soon, last, over = now + 10 * _MINUTE, now + 30 * _MINUTE, now + 31 * _MINUTE
    return [
        *[(soon, ["respond", codes[3], "yes"])] * 2,
        *[(soon, ["respond", codes[3], "no"])] * 2,
        *[(last, ["respond", codes[4], "yes"])] * 2,
        *[(over, ["respond", codes[4], "yes"])] * 2,
        *[(soon, ["cancel", codes[0]])] * 2,
        *[(soon, ["respond", codes[0], "no"])] * 2,
        (soon, ["no-show", codes[0]]),
        (soon, ["vaccinated", codes[0]]),
        *[(soon, ["poll"])] * 3,
        *[(over, ["poll"])] * 5,
        *[(over, ["cleanup"])] * 2,
        (soon, ["doses", 1, 2]),
        (soon, ["doses", 1, 7]),
        (soon, ["offer", "--center", "namur", "--doses", 2]),
        (soon, ["reservist", "forget", 1, "--yes"]),
        (soon, ["reservist", "forget", 4, "--yes"]),
        (soon, ["availability", "clear", 6]),
        (soon, ["status", 1]),
    ]


def _nobody_is_confirmed_and_silent(cli: Cli) -> None:
    """Whoever is confirmed lost no windows for silence, and is not told of one any more."""
    with opened(cli.database) as conn:
        for (one,) in conn.execute("SELECT id FROM invitations").fetchall():
            told = invariants.history(conn, one)
            assert "expired" not in told[told.index("confirmed") :] if "confirmed" in told else True, told
        both = conn.execute(
            """SELECT i.code FROM invitations AS i JOIN messages AS m ON m.invitation_id = i.id
               WHERE i.state IN ('confirmed', 'vaccinated') AND m.kind = 'expired' AND m.state = 'queued'
               UNION SELECT i.code FROM invitations AS i JOIN withheld AS w ON w.invitation_id = i.id
               WHERE i.state IN ('confirmed', 'vaccinated')"""
        ).fetchall()
        assert both == []


def test_two_offers_and_two_polls_at_once_ask_nobody_twice_and_pass_nobody_over(place: Path, crowd: Crowd) -> None:
    cli = machine(place)
    cli.people(14)
    cli("offer", "--center", "namur", "--doses", 2)
    over = cli.now + 31 * _MINUTE
    offer = ["offer", "--center", "namur", "--doses", 3, "--json"]
    poll = ["poll", "--json"]
    readers: list[Task] = [(over, [word, "--json"]) for word in ("offers", "doctor", "status")]
    with _rounds(cli, 6) as twins:
        for twin in twins:
            done = crowd.at_once(twin.db, [(over, offer), (over, offer), (over, poll), (over, poll), *readers])
            nobody_was_busy(done)
            # The two silent ones have no windows left; the eight doses go to the eight oldest of the others.
            assert _asked(twin) == Counter(range(1, 11))
            assert {one["reservist"] for run in done[:4] for one in run.data["invited"]} == set(range(3, 11))
            assert sum(len(run.data["expired"]) for run in done[2:4]) == 2
            invited = {
                code: count for (kind, code), count in invariants.spooled(twin.db).items() if kind == "invitation"
            }
            assert set(invited.values()) == {1}
            assert len(invited) == 10
            twin.now = over
            _all_is_well(twin, over)
            assert [(o["doses"], o["pending"]) for o in twin.json("offers")["offers"]] == [(3, 3), (3, 3), (2, 2)]


def test_eight_polls_over_the_same_mails_apply_each_of_them_once(place: Path, crowd: Crowd) -> None:
    cli = machine(place)
    cli.people(14)
    cli("offer", "--center", "namur", "--doses", 6)
    codes = list(cli.codes().values())
    for number, code in enumerate(codes):
        cli.reply(code, "oui" if number % 2 else "nee", received=cli.now + number)
    cli.reply(codes[0], "Peut-être, je vous rappelle", received=cli.now + 9)
    with _rounds(cli, 4) as twins:
        for twin in twins:
            twin.now = cli.now + 5 * _MINUTE
            done = crowd.at_once(twin.db, [(twin.now, ["poll", "--json"])] * 8)
            nobody_was_busy(done)
            answers = Counter((one["code"], one["result"]) for run in done for one in run.data["answers"])
            assert answers == Counter((code, "confirmed" if n % 2 else "declined") for n, code in enumerate(codes))
            assert _asked(twin) == Counter(range(1, 10))
            # What nobody can understand stays there for a person to read.
            assert len(list(Path(f"{twin.db}-inbox").glob("new/*"))) <= 1
            _all_is_well(twin, twin.now)
            with opened(twin.database) as conn:
                assert conn.execute("SELECT count(*) FROM replies").fetchone()[0] == 7


def test_imports_and_offers_at_once_put_everybody_on_the_list_once(place: Path, crowd: Crowd) -> None:
    cli = machine(place)
    file = place / "list.csv"
    rows = [f"{cli.niss('1940-05-17')};Peeters;Ann;a{n}@example.org;namur;today 17:00-21:00" for n in range(300)]
    file.write_text("niss;last_name;first_name;email;center;available\n" + "\n".join(rows) + "\n")
    load: Task = (cli.now, ["import", file, "--json"])
    offer: Task = (cli.now, ["offer", "--center", "namur", "--doses", 3, "--json"])
    with _rounds(cli, 3) as twins:
        for twin in twins:
            done = crowd.at_once(twin.db, [load, load, load, load, offer, offer, (cli.now, ["cleanup"]), load])
            nobody_was_busy(done)
            added = [one.data["added"] for one in done if one.words[0] == "import"]
            assert sum(added) == 300, added
            twin("poll", code=None)
            _all_is_well(twin, cli.now)
            assert invariants.left_uncovered(twin.database, cli.now) == []
            with opened(twin.database) as conn:
                assert conn.execute("SELECT count(*), count(DISTINCT number) FROM reservists").fetchone()[:] == (
                    300,
                    300,
                )


def test_eight_real_commands_from_the_shell_confirm_once(place: Path) -> None:
    cli = machine(place)
    cli.people(2)
    cli("offer", "--center", "namur", "--doses", 1)
    code = cli.codes()["P0"]
    with _rounds(cli, 1) as twins:
        for twin in twins:
            words = [sys.executable, "-m", "qvax_cli", "--db", str(twin.db), "--json", "respond", code, "yes"]
            runs = [
                subprocess.Popen(
                    words, env=_environment(place), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
                )
                for _ in range(8)
            ]
            said = [run.communicate(timeout=60) for run in runs]
            assert [run.returncode for run in runs] == [0] * 8, said
            results = Counter(json.loads(out)["result"] for out, _ in said)
            assert results == {"confirmed": 1, "repeat": 7}
            _all_is_well(twin, cli.now)


def _environment(place: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("QVAX_", "XDG_"))}
    return {**kept, "HOME": str(place), "QVAX_NOW": "2021-04-06T17:45", "QVAX_OPERATOR": "ann"}


def test_a_file_that_an_init_left_half_made_is_made_whole_by_whoever_comes_first(place: Path, crowd: Crowd) -> None:
    for number in range(max(3, ROUNDS)):
        db = place / f"{number}.db"
        conn = sqlite3.connect(db)
        conn.execute("PRAGMA journal_mode = WAL")
        conn.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        conn.close()
        _upgraded_by_eight(db, crowd)


@pytest.mark.skipif(SCHEMA_VERSION == 1, reason="there is no older schema yet")
@pytest.mark.parametrize("dump", _SCHEMAS, ids=lambda path: path.stem)
def test_a_database_of_an_older_qvax_is_upgraded_once_by_eight_at_once(dump: Path, place: Path, crowd: Crowd) -> None:
    for number in range(max(3, ROUNDS)):
        db = place / f"{number}.db"
        conn = sqlite3.connect(db)
        conn.execute("PRAGMA journal_mode = WAL")
        conn.executescript(dump.read_text())
        conn.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        conn.execute(f"PRAGMA user_version = {dump.stem}")
        rows = conn.execute("SELECT count(*) FROM invitations").fetchone()
        conn.close()
        _upgraded_by_eight(db, crowd)
        with opened(db) as after:
            assert tuple(after.execute("SELECT count(*) FROM invitations").fetchone()) == rows


def _upgraded_by_eight(db: Path, crowd: Crowd) -> None:
    now = Cli(db.parent).now
    done = crowd.at_once(db, [(now, ["offers", "--json"])] * 4 + [(now, ["poll", "--json"])] * 4)
    nobody_was_busy(done)
    with opened(db) as conn:
        assert conn.execute("PRAGMA user_version").fetchone()[0] == SCHEMA_VERSION
        assert conn.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        assert conn.execute("PRAGMA foreign_key_check").fetchall() == []
    fresh = db.with_name("fresh.db")
    if not fresh.exists():
        create_database(fresh, "ann").close()
    assert schema(db) == schema(fresh)
