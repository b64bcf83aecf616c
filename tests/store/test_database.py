"""The seam: what the store may rely on, whatever database stands behind it."""

import gc
import sqlite3
import weakref
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest

from qvax_cli.errors import DatabaseFailure
from qvax_cli.store import create_database, events, exclusions, open_database
from qvax_cli.store.database import Database, Forbidden
from qvax_cli.store.rows import spread
from tests.conftest import Cli

COUNT = "SELECT count(*) FROM events"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "qvax.db"
    create_database(path, "ann").close()
    return path


@pytest.fixture
def db(file: Path) -> Iterator[Database]:
    with closing(open_database(file, "ann")) as database:
        yield database


@pytest.fixture
def other(file: Path) -> Iterator[Database]:
    """Somebody else who has the same database open."""
    with closing(open_database(file, "bea")) as database:
        yield database


def test_a_transaction_stands_whole_or_not_at_all(db: Database) -> None:
    with db.write():
        events.record(db, "one", 1)
    with suppress(KeyError), db.write():
        events.record(db, "two", 1)
        raise KeyError
    assert db.number(COUNT) == 1


def test_a_dry_run_leaves_nothing(db: Database) -> None:
    with db.write(dry_run=True):
        events.record(db, "one", 1)
        assert db.number(COUNT) == 1
    assert db.number(COUNT) == 0


def test_a_part_of_a_transaction_is_taken_back_alone(db: Database, other: Database) -> None:
    with db.write():
        events.record(db, "one", 1)
        with suppress(KeyError), db.write():
            events.record(db, "two", 1)
            with db.write():
                events.record(db, "three", 1)
            raise KeyError
        with db.write():
            events.record(db, "four", 1)
        with db.write(dry_run=True):
            events.record(db, "five", 1)
        assert other.number(COUNT) == 0
    assert [row["what"] for row in other.all("SELECT what FROM events ORDER BY id")] == ["one", "four"]


def test_a_part_goes_with_the_whole(db: Database) -> None:
    with suppress(KeyError), db.write():
        with db.write():
            events.record(db, "one", 1)
        raise KeyError
    assert db.number(COUNT) == 0
    with db.write():
        events.record(db, "two", 1)
    assert db.number(COUNT) == 1


def test_several_reads_see_one_moment(db: Database, other: Database) -> None:
    with db.read():
        with other.write():
            events.record(other, "one", 1)
        assert db.number(COUNT) == 0
        with db.read():
            assert db.number(COUNT) == 0
    assert db.number(COUNT) == 1


def test_what_has_begun_to_read_does_not_begin_to_write(db: Database) -> None:
    with db.read(), pytest.raises(RuntimeError), db.write():
        pass


def test_whoever_waits_too_long_for_the_others_is_told_so(db: Database, other: Database) -> None:
    with db.write(), pytest.raises(DatabaseFailure, match="stayed busy for 0 seconds"), other.write(patience=0):
        pass
    with other.write(patience=0):
        events.record(other, "one", 1)


def test_a_rule_of_the_database_is_named_when_it_forbids_something_and_no_value_is(db: Database) -> None:
    sql = "INSERT INTO offers (center_id, doses, opened_at, from_at, until_at, answer_seconds, overlap_seconds, " \
          "last_call_seconds) VALUES (:center, 77777, 1, 1, 2, 1, 1, 1)"  # fmt: skip
    with pytest.raises(Forbidden, match="CHECK constraint failed: doses") as caught, db.write():
        db.run(sql, center=1)
    assert "77777" not in str(caught.value)


def test_a_statement_that_is_none_is_a_failure_of_the_database(db: Database) -> None:
    with pytest.raises(DatabaseFailure, match="does not answer as it should"):
        db.all("SELECT nothing FROM nowhere WHERE niss = '85073003328'")


def test_a_list_of_values_stands_for_all_of_them(db: Database) -> None:
    with db.write():
        for what in ("one", "two", "three"):
            events.record(db, what, 1)
    sql = "SELECT what FROM events WHERE what IN (:them) AND at = :at ORDER BY id"
    assert [row["what"] for row in db.all(sql, them=["three", "one"], at=1)] == ["one", "three"]
    assert db.all(sql, them=[], at=1) == []
    assert list(db.stream(sql, them=["two"], at=1)) == [("two",)]
    assert spread("id IN (:ids) AND id_0 = :id", {"ids": [7, 8], "id": 9}) == (
        "id IN (:ids_0, :ids_1) AND id_0 = :id",
        {"ids_0": 7, "ids_1": 8, "id": 9},
    )


def test_streams_are_read_side_by_side_and_only_as_far_as_one_goes(db: Database) -> None:
    count = "WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n) SELECT n FROM n"
    one, two = db.stream(count), db.stream(count)
    assert [next(one), next(two), next(one)] == [(1,), (1,), (2,)]
    one.close()  # type: ignore[attr-defined]
    two.close()  # type: ignore[attr-defined]


def test_changes_of_others_are_noticed_and_own_ones_are_not(db: Database, other: Database) -> None:
    version = db.version()
    with db.write():
        events.record(db, "one", 1)
    assert not db.changed_since(version)
    with other.write():
        events.record(other, "two", 1)
    assert db.changed_since(version)


def test_a_closed_database_is_forgotten_with_its_key(file: Path) -> None:
    database = open_database(file, "ann")
    exclusions.add(database, "85073003328", "withdrawn")
    assert exclusions.why(database, "85073003328") == "withdrawn"
    trace = weakref.ref(database)
    database.close()
    del database
    gc.collect()
    assert trace() is None


def _readable(cli: Cli, words: str) -> list[str]:
    return sorted(file.name for file in cli.db.parent.glob("qvax.db*") if file.is_file() and words.encode() in
                  file.read_bytes())  # fmt: skip


@pytest.mark.sqlite("about files")
@pytest.mark.parametrize("command", [("reservist", "forget", 1, "--yes"), ("cleanup",)])
def test_what_was_erased_cannot_be_read_while_others_have_the_database_open(
    cli: Cli, command: tuple[object, ...]
) -> None:
    cli.register("1950-05-17", "Zephyrine")
    with closing(open_database(cli.db, "bea")) as watching:
        watching.number(COUNT)
        assert _readable(cli, "zephyrine")
        if command == ("cleanup",):
            cli.pass_minutes(181 * 24 * 60)
        cli(*command)
        assert cli.json("reservist", "show", 1)["reservist"]["state"] == "erased"
        assert _readable(cli, "zephyrine") == []


@pytest.mark.sqlite("about files")
def test_it_is_said_when_others_were_reading_what_was_erased(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    from qvax_cli.store.sqlite import SQLite

    cli.register("1950-05-17", "Zephyrine")
    wipe = SQLite.wipe
    monkeypatch.setattr(SQLite, "wipe", lambda db: wipe(db, patience=0.01))
    with closing(sqlite3.connect(cli.db, isolation_level=None)) as reading:
        reading.execute("BEGIN")
        reading.execute(COUNT).fetchall()
        done = cli("reservist", "forget", 1, "--yes", "--quiet", code=5)
        assert "qvax cleanup" in done.err
        assert _readable(cli, "zephyrine")
        reading.execute("ROLLBACK")
        cli("cleanup")
        assert _readable(cli, "zephyrine") == []


@pytest.mark.sqlite("about files")
def test_the_doctor_misses_a_rule_that_somebody_has_taken_out(cli: Cli) -> None:
    with closing(sqlite3.connect(cli.db)) as conn:
        conn.execute("DROP TRIGGER invitation_life")
        conn.execute("CREATE INDEX their_own ON reservists (last_name)")  # which takes no rule away
    findings = {one["check"]: one["finding"] for one in cli.json("doctor", code=5)["checks"]}
    assert "trigger invitation_life is missing" in findings["database"]
