"""How often a use case waits for its server, and what becomes of a change for which nobody waits."""

from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from itertools import islice
from pathlib import Path
from tempfile import TemporaryFile
from time import sleep

import pytest

from qvax_cli.context import Qvax
from qvax_cli.loop.announce import Terms
from qvax_cli.rules.blocks import touching
from qvax_cli.sample.people import write
from qvax_cli.store import availability, open_database
from qvax_cli.store.database import Database, Forbidden
from qvax_cli.store.postgresql import PostgreSQL
from tests.conftest import Cli
from tests.databases import Databases
from tests.postgresql.cluster import missing

pytestmark = [pytest.mark.postgresql, pytest.mark.skipif(bool(missing()), reason=missing())]

#: Known to be forbidden only when the server has run it.
_FORBIDDEN = "UPDATE centers SET language = :language"


@pytest.fixture
def cli(tmp_path: Path, databases: Databases) -> Iterator[Cli]:
    server = databases.take()
    yield Cli(tmp_path, server)
    databases.give_back(server)


@pytest.fixture
def db(cli: Cli) -> Iterator[Database]:
    with closing(open_database(cli.database, "ann")) as one:
        yield one


def _troubles(db: Database) -> int:
    return db.number("SELECT count(*) FROM troubles")


def _put(db: Database, name: str) -> None:
    db.run("INSERT INTO troubles VALUES (:name, 'out', 0, 1, 0, 'it is down')", name=name)


def _change_too_much(db: Database) -> None:
    with db.write():
        _put(db, "mail")
        db.run(_FORBIDDEN, language="it")
        _put(db, "sms")


def test_a_change_that_is_forbidden_is_told_at_the_end_at_the_latest_and_nothing_stands(db: Database) -> None:
    with pytest.raises(Forbidden):
        _change_too_much(db)
    assert _troubles(db) == 0
    assert db.commits == 0
    with db.write():
        _put(db, "mail")
    assert _troubles(db) == 1


def test_a_part_that_is_forbidden_is_told_in_the_part_and_alone_taken_back(db: Database) -> None:
    with db.write():
        _put(db, "mail")
        with pytest.raises(Forbidden), db.write():
            db.run(_FORBIDDEN, language="it")
        _put(db, "sms")
    assert _troubles(db) == 2


def test_a_rehearsal_tells_it_too(db: Database) -> None:
    with pytest.raises(Forbidden), db.write(dry_run=True):
        db.run(_FORBIDDEN, language="it")


def test_whatever_is_asked_sees_every_change_before_it(db: Database) -> None:
    with db.write():
        for number in range(150):
            _put(db, f"inbox {number}")
        assert _troubles(db) == 150
        _put(db, "mail")
        assert db.many("UPDATE troubles SET failures = 2 WHERE name = ?", [("mail",), ("sms",)]) == 1
        _put(db, "sms")
        assert len(list(db.stream("SELECT name FROM troubles"))) == 152


def test_a_list_of_texts_of_any_kind_stands_for_each_of_them(db: Database) -> None:
    names = ["mail", "7", "NULL", "", "a,b", "{a}", 'a"b', "a\\b", "é"]
    with db.write():
        for name in names:
            _put(db, name)
        found = "SELECT name FROM troubles WHERE name IN (:names)"
        assert sorted(name for (name,) in db.stream(found, names=names)) == sorted(names)
        assert all(list(db.stream(found, names=["x", name])) == [(name,)] for name in names)
        assert list(db.stream("SELECT since FROM troubles WHERE since IN (:these)", these=[-1, 2**40])) == []


def test_people_of_a_file_are_looked_up_without_reading_the_list_from_end_to_end(cli: Cli, tmp_path: Path) -> None:
    file, people = tmp_path / "list.csv", 2_000
    with file.open("w", encoding="utf-8") as out:
        write(out, people)
    cli("import", file)
    before = _read_from_end_to_end(cli)
    assert cli.json("import", file)["unchanged"] == people
    assert _read_from_end_to_end(cli) - before < people


def _read_from_end_to_end(cli: Cli) -> int:
    """So many rows of people were met by statements that read all; known when who ran them has gone."""
    with closing(open_database(cli.database, "ann")) as db:
        others = """SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()
                    AND pid <> pg_backend_pid() AND backend_type = 'client backend'"""
        while db.number(others):
            sleep(0.01)
        return db.number("SELECT seq_tup_read FROM pg_stat_user_tables WHERE relname = 'reservists'")


def test_the_first_who_can_come_are_found_without_reading_all_who_can(db: Database) -> None:
    blocks, people = touching(0, 7200), 20_000
    some = [(6, block, rank, rank) for block in blocks[:2] for rank in range(people)]
    with db.write(dry_run=True):
        db.fill("available", ("center_id", "block", "rank", "reservist_id"), some)
        db.run("ANALYZE available")
        found = availability.in_order(db, 6, blocks, (0, people))
        assert list(islice(found, 90)) == list(range(90))
        read = db.number(
            """SELECT seq_tup_read + idx_tup_fetch FROM pg_stat_xact_user_tables WHERE relname = 'available'"""
        )
        assert read < people / 10


def test_what_an_exception_has_taken_back_is_not_sent_later(db: Database) -> None:
    with suppress(ZeroDivisionError), db.write():
        _put(db, "mail")
        raise ZeroDivisionError
    assert _troubles(db) == 0


def test_what_is_said_to_be_done_stands_on_the_disk(cli: Cli) -> None:
    cli.people(2)
    cli("offer", "--center", "namur", "--doses", 1)
    with closing(Qvax(db=cli.database, operator="ann", now=lambda: cli.now, environ=cli.environ)) as ann:
        before = ann.db.row("SELECT CAST(pg_current_wal_insert_lsn() AS TEXT) AS at")["at"]
        ann.desk.respond(cli.codes()["P0"], "yes")
        flushed = "SELECT CAST(pg_wal_lsn_diff(pg_current_wal_flush_lsn(), CAST(:before AS pg_lsn)) AS BIGINT)"
        assert ann.db.number(flushed, before=before) > 0


def test_an_answer_and_an_offer_wait_for_their_server_few_times(cli: Cli) -> None:
    cli.people(30)
    cli("offer", "--center", "namur", "--doses", 3)
    codes = cli.codes()
    with closing(Qvax(db=cli.database, operator="ann", now=lambda: cli.now, environ=cli.environ)) as ann:
        ann.desk.respond(codes["P2"], "yes")  # so that all is connected
        assert _waits(ann, lambda: ann.desk.respond(codes["P0"], "yes")) <= 8
        assert _waits(ann, lambda: ann.desk.respond(codes["P1"], "no")) <= 13
        few, many = (_waits(ann, lambda doses=doses: _announce(ann, doses)) for doses in (3, 20))  # type: ignore[misc]
        assert many - few <= 20 - 2


def _announce(ann: Qvax, doses: int) -> None:
    ann.desk.announce("namur", Terms(doses, None, None, None, None, None))


def _waits(ann: Qvax, work: Callable[[], object]) -> int:
    """How often that waits for its server."""
    assert isinstance(ann.db, PostgreSQL)
    with TemporaryFile("w+") as trace:
        ann.db.conn.pgconn.trace(trace.fileno())
        work()
        ann.db.conn.pgconn.untrace()
        trace.seek(0)
        return sum(line.split()[2:5:2] in (["F", "Query"], ["F", "Sync"]) for line in trace)
