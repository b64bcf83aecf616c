"""Real processes at the same moment on one server, and processes, servers and lines that die in the middle."""

import os
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from random import Random

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict

from qvax_cli.store.server import Server
from tests.conftest import Cli, machine
from tests.databases import Databases, opened
from tests.postgresql.cluster import Cluster, cluster, missing, standby
from tests.postgresql.proxy import cut_after
from tests.races import invariants
from tests.races.processes import Crowd
from tests.races.test_races import evening_of, nobody_was_busy

pytestmark = [pytest.mark.postgresql, pytest.mark.skipif(bool(missing()), reason=missing())]

_MINUTE = 60
#: A command that dies when it has sent so many statements.
_DYING = """
import os, signal, sys
from qvax_cli.store.postgresql import PostgreSQL
left = int(sys.argv.pop(1))
def dying(call):
    def wrapped(*words, **named):
        global left
        left -= 1
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return call(*words, **named)
    return wrapped
for name in ("_execute", "_control", "many"):
    setattr(PostgreSQL, name, dying(getattr(PostgreSQL, name)))
sys.argv[0] = "qvax"
from qvax_cli.__main__ import main
main()
"""


@contextmanager
def _machine(databases: Databases, folder: Path) -> Iterator[Cli]:
    server = databases.take()
    folder.mkdir(exist_ok=True)
    yield machine(folder, server)
    databases.give_back(server)


@pytest.fixture
def cli(databases: Databases, tmp_path: Path) -> Iterator[Cli]:
    with _machine(databases, tmp_path / "machine") as one:
        yield one


def _home(cli: Cli) -> Path:
    return Path(cli.environ["HOME"])


def _environ(cli: Cli) -> dict[str, str]:
    return {**os.environ, **cli.environ, "QVAX_DB": str(cli.database), "QVAX_NOW": "2021-04-06T17:40"}


def _all_is_well(cli: Cli) -> None:
    """After the next round, what died in the middle is as if it had been done, or never begun."""
    cli("poll", code=None)
    invariants.check(cli.database, cli.now)
    assert invariants.left_uncovered(cli.database, cli.now) == []
    assert cli.json("audit")["faults"] == []


def test_eight_times_yes_with_one_code_is_one_confirmation_and_seven_repeats(cli: Cli, crowd: Crowd) -> None:
    cli.people(4)
    cli("offer", "--center", "namur", "--doses", 4)
    for code in cli.codes().values():
        task = (cli.now + _MINUTE, ["respond", code, "yes", "--json"])
        done = crowd.at_once(cli.database, [task] * 8, _home(cli))
        nobody_was_busy(done)
        assert Counter(one.data["result"] for one in done) == {"confirmed": 1, "repeat": 7}
    cli.now += _MINUTE
    _all_is_well(cli)


@pytest.mark.parametrize("seed", range(4))
def test_whatever_eight_processes_do_to_one_offer_the_rules_hold(cli: Cli, crowd: Crowd, seed: int) -> None:
    cli.people(16)
    cli("offer", "--center", "namur", "--doses", 5)
    codes = list(cli.codes().values())
    cli("respond", codes[0], "yes")
    cli.reply(codes[1], "oui", received=cli.now + 29 * _MINUTE)
    cli.reply(codes[2], "non", received=cli.now + 60)
    tasks = [*Random(seed).sample(evening_of(codes, cli.now), 7), (cli.now + 31 * _MINUTE, ["cleanup"])]
    nobody_was_busy(crowd.at_once(cli.database, tasks, _home(cli)))
    cli.now += 32 * _MINUTE
    _all_is_well(cli)


def test_eight_offers_at_once_ask_nobody_twice(cli: Cli, crowd: Crowd) -> None:
    cli.people(12)
    task = (cli.now, ["offer", "--center", "namur", "--doses", 2, "--json"])
    done = crowd.at_once(cli.database, [task] * 8, _home(cli))
    nobody_was_busy(done)
    with opened(cli.database) as conn:
        asked = Counter(row[0] for row in conn.execute("SELECT reservist_id FROM events WHERE what = 'invited'"))
    assert sorted(asked) == list(range(1, 13))
    assert set(asked.values()) == {1}
    _all_is_well(cli)


@pytest.mark.parametrize("statements", [1, 4, 8, 13, 20, 30, 45])
def test_an_offer_that_is_killed_is_whole_or_was_never_begun(cli: Cli, statements: int) -> None:
    cli.people(6)
    words = [sys.executable, "-c", _DYING, str(statements), "offer", "--center", "namur", "--doses", "3"]
    died = subprocess.run(words, env=_environ(cli), capture_output=True, timeout=60).returncode
    assert died == -signal.SIGKILL
    _all_is_well(cli)
    with opened(cli.database) as conn:
        states = Counter(row[0] for row in conn.execute("SELECT state FROM invitations"))
        offers = conn.execute("SELECT count(*) FROM offers").fetchone()[0]
    assert states == ({"sent": 3} if offers else {})
    assert len(cli.spool) == (3 if offers else 0)


def test_at_whatever_message_the_line_is_cut_nothing_is_half_done(cli: Cli, databases: Databases) -> None:
    cli.people(6)
    whole = cli.database
    assert isinstance(whole, Server)
    name, socket = conninfo_to_dict(whole.url)["dbname"], databases.cluster.folder / ".s.PGSQL.5432"
    seen = set()
    for messages in range(1, 40, 2):
        with cut_after(messages, socket) as port:
            cli.database = Server(f"postgresql://postgres@127.0.0.1:{port}/{name}?sslmode=disable&gssencmode=disable")
            seen.add(cli("offer", "--center", "namur", "--doses", 1, code=None).code)
        cli.database = whole
        invariants.check(whole, cli.now)
    assert {6} <= seen <= {0, 5, 6}
    assert cli.json("offers")["offers"]
    _all_is_well(cli)


@pytest.fixture
def own(tmp_path: Path) -> Iterator[tuple[Cluster, Cli]]:
    """A server that may be killed, and a machine on it."""
    with cluster() as one:
        (tmp_path / "own").mkdir()
        cli = machine(tmp_path / "own", Server(one.url("qvax")))
        cli("init")
        cli.people(6)
        yield one, cli


def test_a_server_that_is_killed_in_the_middle_of_an_offer_knows_nothing_of_it(own: tuple[Cluster, Cli]) -> None:
    server, cli = own
    words = [sys.executable, "-m", "qvax_cli", "offer", "--center", "namur", "--doses", "3"]
    assert isinstance(cli.database, Server)
    with closing(psycopg.connect(cli.database.url)) as other, opened(cli.database) as looking:
        other.execute("LOCK TABLE events IN EXCLUSIVE MODE")  # nobody else can write into the log
        running = subprocess.Popen(words, env=_environ(cli), stderr=subprocess.PIPE, text=True)
        waits = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND application_name = 'qvax'"
        while looking.execute(waits).fetchone() == (0,):
            assert running.poll() is None
        server.kill()
    said = running.communicate()[1]
    assert running.returncode == 6
    assert "was lost" in said
    server.start()
    assert cli.json("offers") == {"offers": []}
    cli("offer", "--center", "namur", "--doses", 3)
    _all_is_well(cli)
    assert len(cli.spool) == 3


def test_an_evening_goes_on_when_the_first_server_dies_and_its_standby_takes_over(own: tuple[Cluster, Cli]) -> None:
    first, cli = own
    with standby(first) as second:
        cli.database = Server(
            f"postgresql://postgres@/qvax?host={first.folder},{second.folder}&target_session_attrs=read-write"
        )
        cli("offer", "--center", "namur", "--doses", 3)
        codes = cli.codes()
        cli("respond", codes["P0"], "yes")
        assert "standby servers that follow it: 1, 0 s behind" in cli("doctor").out
        first.kill()
        assert "promote a standby" in cli("respond", codes["P1"], "yes", code=6).err
        follower = cli.by("ann")
        follower.database = Server(second.url("qvax"))
        assert follower.states() == {"P0": "confirmed", "P1": "sent", "P2": "sent"}
        refused = follower("respond", codes["P1"], "yes", "--json", code=6)
        assert refused.error["cause"] == "database_read_only"
        second.promote()
        assert cli.states() == {"P0": "confirmed", "P1": "sent", "P2": "sent"}
        cli("respond", codes["P1"], "yes")
        cli("respond", codes["P2"], "no")
        assert cli.states() == {"P0": "confirmed", "P1": "confirmed", "P2": "declined", "P3": "sent"}
        _all_is_well(cli)
        with opened(Server(second.url("qvax"))) as conn:
            asked = Counter(row[0] for row in conn.execute("SELECT reservist_id FROM events WHERE what = 'invited'"))
        assert asked == {1: 1, 2: 1, 3: 1, 4: 1}
