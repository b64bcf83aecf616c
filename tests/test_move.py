"""The whole database to another place: all of it or nothing, and the one that is copied stays as it was."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from qvax_cli.store.server import Server
from tests.conftest import Cli
from tests.databases import Databases, opened
from tests.postgresql.cluster import missing
from tests.races.invariants import check

pytestmark = [pytest.mark.postgresql, pytest.mark.skipif(bool(missing()), reason=missing())]


@pytest.fixture
def empty(databases: Databases) -> Iterator[Server]:
    """A database on a server with nothing in it."""
    name = f"{databases.worker}_empty"
    databases.cluster.sql(f"CREATE DATABASE {name} TEMPLATE template0 LOCALE 'C'")
    yield Server(databases.cluster.url(name))
    databases.cluster.sql(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def evening(cli: Cli) -> Cli:
    """In the middle of an evening: a yes, a no, somebody asked, somebody erased, and people who were imported."""
    cli.people(8)
    file = cli.db.with_name("list.csv")
    file.write_text(
        "niss,last_name,first_name,birth_date,email,center,available\n"
        f"{cli.niss('1950-01-02')},Peeters,Ann,1950-01-02,ann@example.org,namur,tomorrow 17:00-19:00\n"
    )
    cli("import", file)
    cli("offer", "--center", "namur", "--doses", 3)
    cli("respond", cli.codes()["P0"], "yes")
    cli("respond", cli.codes()["P1"], "no")
    cli("reservist", "forget", 8, "--yes", code=None)
    return cli


def _everything(cli: Cli) -> str:
    with opened(cli.database) as conn:
        return "\n".join(
            str([tuple(row) for row in conn.execute(f"SELECT * FROM {table} ORDER BY 1, 2")])
            for table in ("events", "secrets", "windows", "withheld")
        )


@pytest.mark.sqlite("from a file, and back")
def test_an_evening_goes_on_where_it_was_on_a_server_and_back_in_a_file(evening: Cli, empty: Server) -> None:
    was, told = sha256(_everything(evening).encode()).hexdigest(), evening.json("status", 1)
    moved = evening.json("move", "--to", empty.url)
    assert (moved["people"], moved["head"]) == (9, evening.json("audit")["head"])
    assert sha256(_everything(evening).encode()).hexdigest() == was
    evening.database = empty
    assert evening.json("status", 1) == told
    assert evening.json("audit")["faults"] == []
    check(empty, evening.now)
    evening("respond", evening.codes()["P2"], "yes")
    assert evening.register("1960-05-17", "New") == 10
    back = evening.db.with_name("back.db")
    evening("move", "--to", back)
    evening.database = back
    assert evening.states()["P2"] == "confirmed"
    assert evening.json("audit")["faults"] == []
    assert evening.register("1961-05-17", "Newer") == 11
    check(back, evening.now)
    assert not [file for file in back.parent.iterdir() if "unfinished" in file.name]


@pytest.mark.sqlite("from a file")
def test_what_holds_something_is_left_alone(evening: Cli, empty: Server) -> None:
    evening("move", "--to", empty.url)
    assert evening("move", "--to", empty.url, "--json", code=6).error["cause"] == "database_exists"
    assert evening("move", "--to", evening.db, "--json", code=6).error["cause"] == "database_exists"
    evening("move", "--to", "postgresql://ann:hunter2@host/qvax", code=7)


@pytest.mark.sqlite("from a file")
@pytest.mark.parametrize("after", [0.0, 0.15, 0.4])
def test_killed_in_the_middle_it_leaves_nothing_there_and_can_be_done_again(
    evening: Cli, empty: Server, tmp_path: Path, after: float
) -> None:
    was = _everything(evening)
    words = [sys.executable, "-m", "qvax_cli", "--db", str(evening.database), "move", "--to", empty.url]
    environ = {**os.environ, "HOME": str(tmp_path), "QVAX_NOW": "2021-04-06T17:45"}
    running = subprocess.Popen(words, env=environ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    with opened(empty) as conn:
        others = (
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'qvax'"
        )
        while conn.execute(others).fetchone() == (0,) and running.poll() is None:
            time.sleep(0.002)
        time.sleep(after)
        running.send_signal(signal.SIGKILL)
        done = running.wait() == 0
        assert after or not done, "it was over before it was killed"
        while conn.execute(others).fetchone() != (0,):
            time.sleep(0.01)
        tables = "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"
        # It may die when all is there, before it can say so.
        there = conn.execute(tables).fetchone() != (0,)
    assert _everything(evening) == was
    if not there:
        assert not done
        evening("move", "--to", empty.url)
    evening.database = empty
    assert _everything(evening) == was
    check(empty, evening.now)
