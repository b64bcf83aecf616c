"""A database on a server: what it takes to work there, and what is said where it cannot (exit code 6 or 7)."""

import os
import shutil
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg
import pytest
from typer.testing import CliRunner

from qvax_cli.backups.age import unseal
from qvax_cli.cli import app
from qvax_cli.context import Qvax
from qvax_cli.loop import views
from qvax_cli.rules.national_number import make
from qvax_cli.store.postgresql import connecting
from qvax_cli.store.server import Server
from tests.backups.conftest import configure, pair
from tests.conftest import Cli
from tests.databases import Databases, opened
from tests.postgresql.cluster import GUARDED, USER, Cluster, missing
from tests.postgresql.cluster import cluster as private_cluster
from tests.screens import AtTerminal

pytestmark = [pytest.mark.postgresql, pytest.mark.skipif(bool(missing()), reason=missing())]


@pytest.fixture
def server(databases: Databases) -> Iterator[Server]:
    one = databases.take()
    yield one
    databases.give_back(one)


@pytest.fixture
def cluster(databases: Databases) -> Cluster:
    return databases.cluster


@pytest.fixture
def cli(tmp_path: Path, server: Server) -> Cli:
    return Cli(tmp_path, server)


@contextmanager
def _made(cluster: Cluster, name: str, how: str) -> Iterator[Server]:
    """Another database on the server, which the other processes that test use too."""
    name = f"{name}_{os.getpid()}"
    cluster.sql(f"CREATE DATABASE {name} TEMPLATE template0 {how}")
    yield Server(cluster.url(name))
    cluster.sql(f"DROP DATABASE {name} WITH (FORCE)")


def _change(cli: Cli, sql: str) -> None:
    assert isinstance(cli.database, Server)
    with closing(psycopg.connect(cli.database.url, autocommit=True)) as conn:
        conn.execute(sql.encode())


def _cause(cli: Cli, *words: str, code: int = 6) -> str:
    error = cli(*words, "--json", code=code).error
    assert error["message"].count("\n") == 0
    return str(error["cause"])


def _named(cli: Cli, named: str | None, *words: str, code: int) -> str:
    """All that a command says, with a database that is named by --db, or by the settings."""
    qvax = Qvax(db=named, environ=cli.environ, now=lambda: cli.now)
    done = CliRunner().invoke(app, list(words), obj=qvax)
    qvax.close()
    assert done.exit_code == code, done.output
    return done.output


def test_an_evening_goes_as_on_a_file(cli: Cli) -> None:
    cli.people(8)
    cli("offer", "--center", "namur", "--doses", 2)
    code = cli.codes()
    assert cli.json("respond", code["P0"], "yes")["result"] == "confirmed"
    cli.reply(code["P1"], "Non")
    cli("poll")
    assert cli.states() == {"P0": "confirmed", "P1": "declined", "P2": "sent"}
    assert cli.json("audit")["faults"] == []
    assert len(cli.spool) >= 3


def test_init_makes_the_database_where_there_is_none(cluster: Cluster, tmp_path: Path) -> None:
    cli = Cli(tmp_path, Server(cluster.url("made_by_init")))
    assert _cause(cli, "offers") == "database_missing"
    cli("init")
    assert cli.register("1950-05-17") == 1
    assert _cause(cli, "init") == "database_exists"
    cluster.sql("DROP DATABASE made_by_init")


def test_init_fills_an_empty_database_and_leaves_that_of_something_else_alone(cluster: Cluster, tmp_path: Path) -> None:
    with _made(cluster, "filled", "LOCALE 'C'") as server:
        cli = Cli(tmp_path, server)
        assert _cause(cli, "offers") == "database_missing"
        cli("init")
        assert len(cli.json("center", "list")["centers"]) > 90
    with _made(cluster, "strange", "LOCALE 'C'") as server:
        cli = Cli(tmp_path, server)
        _change(cli, "CREATE TABLE patients (id BIGINT)")
        assert _cause(cli, "offers") == _cause(cli, "init") == "database_strange"


@pytest.mark.parametrize("how", ["ENCODING 'LATIN1' LOCALE 'C'", "ICU_LOCALE 'en' LOCALE_PROVIDER icu LOCALE 'C'"])
def test_another_encoding_or_order_of_text_is_refused(cluster: Cluster, tmp_path: Path, how: str) -> None:
    with _made(cluster, "unsuitable", how) as server:
        assert _cause(Cli(tmp_path, server), "init") == "database_unsuitable"


def test_an_older_server_is_refused(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connecting, "OLDEST", 99)
    assert _cause(cli, "offers") == "database_unsuitable"


@pytest.mark.parametrize(("version", "cause"), [("version + 1", "database_newer"), ("8", "database_older")])
def test_the_schema_of_another_version_is_left_alone(cli: Cli, version: str, cause: str) -> None:
    _change(cli, f"UPDATE qvax_schema SET version = {version}")
    assert _cause(cli, "offers") == cause


def test_no_server_answers(cli: Cli, tmp_path: Path) -> None:
    cli.database = Server(f"postgresql://somebody@/qvax?host={tmp_path}")
    assert _cause(cli, "offers") == "database_unreachable"
    cli.database = Server("postgresql://somebody@127.0.0.1:1/qvax?connect_timeout=2")
    assert _cause(cli, "offers") == "database_unreachable"


def test_a_wrong_password_and_the_right_one_from_a_file(cli: Cli, cluster: Cluster, tmp_path: Path) -> None:
    assert isinstance(cli.database, Server)
    url = cli.database.url.replace("postgres@", f"{GUARDED}@", 1)
    cluster.sql(f"CREATE ROLE {GUARDED} LOGIN SUPERUSER PASSWORD 'right'")
    config, secret = tmp_path / "config.toml", tmp_path / "password"
    config.write_text(f'[database]\nurl = "{url}"\npassword_file = "{secret}"\n')
    cli.environ["QVAX_CONFIG"] = str(config)
    secret.write_text("wrong\n")
    assert "does not take this user and password" in _named(cli, None, "offers", code=6)
    secret.write_text("right\n")
    assert "Traceback" not in _named(cli, None, "offers", code=0)
    cluster.sql(f"DROP ROLE {GUARDED}")


@pytest.mark.parametrize("url", ["postgresql://ann:hunter2@host/qvax", "postgresql://host/qvax?password=hunter2"])
def test_a_password_in_the_url_is_refused_and_shown_nowhere(cli: Cli, url: str) -> None:
    commands = (("offers",), ("config", "show"), ("init",))
    said = [_named(cli, url, *words, code=7) for words in commands]
    cli.environ["QVAX_DATABASE_URL"] = url
    said += [_named(cli, None, *words, code=7) for words in commands]
    assert all("password stands in the URL" in one and "hunter2" not in one for one in said)


def test_a_user_without_rights_is_told_so(cli: Cli, cluster: Cluster) -> None:
    assert isinstance(cli.database, Server)
    cluster.sql("CREATE ROLE stranger LOGIN")
    cli.database = Server(cli.database.url.replace("postgres@", "stranger@", 1))
    assert _cause(cli, "offers") == "database_denied"
    cli.database = Server(cluster.url("not_there", "stranger"))
    assert "may not make one" in cli("init", code=6).err
    cluster.sql("DROP ROLE stranger")


def test_a_server_that_nobody_may_write_to_can_be_read(cli: Cli) -> None:
    assert isinstance(cli.database, Server)
    cli.database = Server(f"{cli.database.url}&options=-cdefault_transaction_read_only%3Don")
    cli("offers")
    assert _cause(cli, "offer", "--center", "namur", "--doses", "1") == "database_read_only"
    cli.database = Server(f"{cli.database.url}&target_session_attrs=read-write")
    assert _cause(cli, "offers") == "database_read_only"


def _server(cli: Cli, code: int = 0) -> list[tuple[str, str]]:
    checks = cli.json("doctor", code=code)["checks"]
    return [(one["state"], one["finding"]) for one in checks if one["check"] == "server"]


def test_doctor_knows_the_server_and_what_one_may_do_there(cli: Cli) -> None:
    ((state, found),) = _server(cli)
    assert state == "ok"
    assert "UTF8, text in the order of C" in found
    assert isinstance(cli.database, Server)
    _change(cli, "CREATE ROLE reader LOGIN; GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader")
    cli.database = Server(cli.database.url.replace("postgres@", "reader@", 1))
    (found,) = [found for state, found in _server(cli, code=5) if state == "wrong"]
    assert found.startswith("this user may not read and change applications")
    cli.database = Server(cli.database.url.replace("reader@", "postgres@", 1))
    _change(cli, "DROP OWNED BY reader; DROP ROLE reader")


@pytest.mark.parametrize(
    ("statement", "part"),
    [
        ("DROP TRIGGER events_stay ON events", "trigger events_stay"),
        ("DROP POLICY by_name ON events", "policy by_name ON events"),
        ("ALTER TABLE visits DISABLE ROW LEVEL SECURITY", "policy own ON visits"),
    ],
)
def test_doctor_misses_a_rule_that_somebody_has_taken_out(
    cluster: Cluster, tmp_path: Path, statement: str, part: str
) -> None:
    with _made(cluster, "spoilt", "LOCALE 'C'") as server:
        cli = Cli(tmp_path, server)
        cli("init")
        assert cli.json("doctor")["ok"]
        _change(cli, statement)
        damaged = [one for one in cli.json("doctor", code=5)["checks"] if one["check"] == "database"]
        assert f"{part} is missing" in damaged[0]["finding"]


@pytest.mark.skipif(shutil.which("pg_dump") is None, reason="pg_dump is not installed")
def test_a_backup_is_what_pg_restore_reads(cli: Cli, cluster: Cluster, tmp_path: Path) -> None:
    cli.people(3)
    cli("offer", "--center", "namur", "--doses", 1)
    file = tmp_path / "qvax.dump"
    head = cli.json("audit")["head"]
    cli("backup", file)
    cli("backup", file, code=4)
    assert file.stat().st_mode & 0o777 == 0o600
    _expect_restored(cli, cluster, file, head)


@pytest.mark.skipif(shutil.which("pg_dump") is None, reason="pg_dump is not installed")
def test_an_encrypted_backup_is_one_that_pg_restore_reads_once_it_is_opened(
    cli: Cli, cluster: Cluster, tmp_path: Path
) -> None:
    cli.people(3)
    keys = pair(tmp_path)
    configure(cli, keys.public)
    sealed, opened = tmp_path / "qvax.dump.age", tmp_path / "qvax.dump"
    head = cli.json("audit")["head"]
    assert cli.json("backup", sealed)["encrypted"]
    with opened.open("wb") as out:
        unseal(sealed, out, keys.private)
    assert b"Peeters" not in sealed.read_bytes()
    _expect_restored(cli, cluster, opened, head)


@pytest.mark.skipif(shutil.which("pg_dump") is None, reason="pg_dump is not installed")
def test_a_backup_that_fails_half_way_leaves_no_file(cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    configure(cli, pair(tmp_path).public)
    cli("status")
    program = tmp_path / "bin" / "pg_dump"
    program.parent.mkdir()
    program.write_text("#!/bin/sh\necho half of it\necho 'the disk is full' >&2\nexit 1\n")
    program.chmod(0o700)
    monkeypatch.setenv("PATH", f"{program.parent}:{os.environ['PATH']}")
    for name in ("qvax.dump", "qvax.dump.age"):
        assert (
            "could not be copied: the disk is full" in cli("--json", "backup", tmp_path / name, code=6).error["message"]
        )
    assert not list(tmp_path.glob("*qvax.dump*"))


def test_the_password_stands_in_no_list_of_processes_and_in_no_variable_while_a_copy_is_made(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cli("status")
    listed, program = tmp_path / "listed", tmp_path / "bin" / "pg_dump"
    program.parent.mkdir()
    look = f"cat /proc/[0-9]*/cmdline /proc/[0-9]*/environ > {listed} 2>/dev/null"
    program.write_text(f'#!/bin/sh\n{look}\nstat -L -c %a "$PGPASSFILE"\ncat "$PGPASSFILE"\n')
    program.chmod(0o700)
    monkeypatch.setenv("PATH", f"{program.parent}:{os.environ['PATH']}")
    monkeypatch.setenv("PGPASSWORD", "of somebody else")
    assert isinstance(cli.database, Server)
    cli.database = Server(cli.database.url, r"hunter2:of\the-server")
    cli("backup", tmp_path / "copy")
    assert (tmp_path / "copy").read_text() == "600\n" + r"*:*:*:*:hunter2\:of\\the-server" + "\n"  # it was told
    assert b"pg_dump" in listed.read_bytes()
    assert b"PGPASSFILE=/dev/fd/" in listed.read_bytes()
    assert b"hunter2" not in listed.read_bytes()


@pytest.mark.skipif(shutil.which("pg_dump") is None, reason="pg_dump is not installed")
def test_a_server_that_wants_a_password_is_copied_with_it(cli: Cli, cluster: Cluster, tmp_path: Path) -> None:
    assert isinstance(cli.database, Server)
    cluster.sql(rf"CREATE ROLE {GUARDED} LOGIN SUPERUSER PASSWORD 'r:i\ght'")
    try:
        url = cli.database.url.replace("postgres@", f"{GUARDED}@", 1)
        cli.database = Server(url, r"r:i\ght")
        cli("backup", tmp_path / "copy")
        assert (tmp_path / "copy").read_bytes().startswith(b"PGDMP")
    finally:
        cluster.sql(f"DROP ROLE {GUARDED}")


def _expect_restored(cli: Cli, cluster: Cluster, dump: Path, head: str) -> None:
    with _made(cluster, "restored", "LOCALE 'C'") as server:
        _restore(dump, server)
        cli.database = server
        report = cli.json("audit")
        assert (report["head"], report["faults"]) == (head, [])


def _restore(dump: Path, server: Server) -> None:
    command = ["pg_restore", "--no-owner", f"--dbname={server.url}", str(dump)]
    subprocess.run(command, check=True, capture_output=True)


@pytest.mark.skipif(shutil.which("pg_dump") is None, reason="pg_dump is not installed")
def test_doctor_knows_when_a_backup_came_back_into_another_order_of_text(
    cli: Cli, cluster: Cluster, tmp_path: Path
) -> None:
    cli("backup", tmp_path / "qvax.dump")
    with _made(cluster, "disordered", "ICU_LOCALE 'en' LOCALE_PROVIDER icu LOCALE 'C'") as server:
        _restore(tmp_path / "qvax.dump", server)
        cli.database = server
        (found,) = [found for state, found in _server(cli, code=5) if state == "wrong"]
        assert "an order of its own" in found


def test_without_pg_dump_it_says_how(cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    refused = cli("backup", tmp_path / "qvax.dump", "--json", code=4).error
    assert refused["cause"] == "no_such_program"
    assert "pg_dump" in refused["hint"]
    assert list(tmp_path.glob("*.dump")) == []


@pytest.mark.parametrize(("center", "at_once"), [("namur", True), ("liege", False)])
def test_whoever_watches_sees_at_once_what_others_change_in_their_center(cli: Cli, center: str, at_once: bool) -> None:
    cli.people(2)
    cli("offer", "--center", "namur", "--doses", 1)
    with closing(Qvax(db=cli.database, operator="bob", now=lambda: cli.now, environ=cli.environ)) as bob:
        watched = views.center(bob.db, center)
        assert not bob.pause(0.0, watched)
        answered = threading.Timer(0.3, lambda: cli("respond", cli.codes()["P0"], "no"))
        answered.start()
        began = time.monotonic()
        assert bob.pause(3.0, watched) == at_once
        assert (time.monotonic() - began < 2.0) == at_once
        answered.join()
        while bob.pause(0.0, watched):
            pass  # the hand-over to the next person
        bob.desk.respond(cli.codes()["P1"], "yes")
        assert not bob.pause(0.0, watched)  # what one does oneself is no news


def test_a_watch_shows_an_answer_given_elsewhere_long_before_its_next_round(cli: Cli) -> None:
    cli.people(1)
    cli("offer", "--center", "namur", "--doses", 1)
    with AtTerminal(cli, "poll", "--watch", "--center", "namur") as at:
        at.sees("0 of 1 confirmed")
        time.sleep(0.5)  # its round is over
        began = time.monotonic()
        cli("respond", cli.codes()["P0"], "yes")
        at.sees("1 of 1 confirmed")
        assert time.monotonic() - began < 3  # of five seconds


def test_a_disk_that_is_full_on_the_server_leaves_nothing_half_done(tmp_path: Path) -> None:
    with private_cluster() as one:
        cli = Cli(tmp_path, Server(one.url("qvax")))
        cli("init")
        one.let_files_grow_to(2**20 + 4096)  # what the server keeps of changes is in files of 2**20
        failed = cli("import", "-", "--json", stdin=_list(1, 150), code=5)
        assert "the disk of its server is full or failing" in failed.error["message"]
        here = len(cli.json("reservist", "list")["reservists"])
        assert 0 < here < 9000
        with opened(cli.database) as conn:
            before = conn.everything()
        assert cli("import", "-", "--json", stdin=_list(201, 250), code=6).error["cause"] == "database_full"
        with opened(cli.database) as conn:
            assert conn.everything() == before
        assert cli.json("audit")["faults"] == []
        one.let_files_grow_to(None)
        again = cli.json("import", "-", stdin=_list(1, 150))
        assert (again["unchanged"], again["added"]) == (here, 9000 - here)
        assert cli.json("audit")["faults"] == []


def _list(first: int, last: int) -> str:
    """Sixty people with each of these serial numbers, as they are imported."""
    rows = [
        f"{make(date(1930 + n, 5, 17), serial)},P{n},Peeters,namur,p{serial}@example.org"
        for serial in range(first, last + 1)
        for n in range(60)
    ]
    return "\n".join(("niss,first_name,last_name,center,email", *rows))


def test_a_watch_says_that_the_server_has_gone_and_goes_on_when_it_is_back(tmp_path: Path) -> None:
    with private_cluster() as one:
        cli = Cli(tmp_path, Server(one.url("qvax")))
        cli("init")
        cli.people(1)
        cli("offer", "--center", "namur", "--doses", 1)
        with AtTerminal(cli, "poll", "--watch", "--center", "namur") as at:
            at.sees("0 of 1 confirmed")
            one.kill()
            at.sees("The connection to the database was lost.")
            at.press("1y\r")  # nothing comes of what is pressed meanwhile
            at.sees("no connection to the database, trying again")
            one.start()
            at.sees("The database is there again.")
            assert cli.states() == {"P0": "sent"}
            cli("respond", "P0", "yes")
            at.sees("1 of 1 confirmed")
            one.kill()
            at.sees("no connection to the database, trying again")
            at.press("q")
            assert at.ends() == 0
            assert at.is_as_before


@pytest.mark.skipif(shutil.which("pgbouncer") is None, reason="pgbouncer is not installed")
def test_through_a_pooler_that_shares_connections_out_an_evening_goes_on(cli: Cli, cluster: Cluster) -> None:
    cli.people(8)
    direct = cli.database
    assert isinstance(direct, Server)
    with _pooler(cluster) as folder:
        cli.database = Server(direct.url.replace(str(cluster.folder), f"{folder}&port=6432"))
        cli("offer", "--center", "namur", "--doses", 6)  # so many that statements come again and again
        with closing(Qvax(db=cli.database, operator="bob", now=lambda: cli.now, environ=cli.environ)) as bob:
            assert not bob.pause(0.0, None)
            cli("respond", cli.codes()["P0"], "yes")
            assert not bob.pause(0.0, None)  # nothing is told there
        cli("poll")
        assert cli.json("audit")["faults"] == []


@contextmanager
def _pooler(cluster: Cluster) -> Iterator[Path]:
    """The folder of the socket of a pgbouncer, which gives every transaction one of two connections."""
    with TemporaryDirectory(prefix="qvax-pool-", dir="/tmp") as name:
        folder = Path(name)
        (folder / "ini").write_text(
            f"[databases]\n* = user={USER} host={cluster.folder}\n[pgbouncer]\nlisten_addr =\n"
            f"unix_socket_dir = {folder}\n"
            "listen_port = 6432\nauth_type = any\npool_mode = transaction\ndefault_pool_size = 2\n"
            "ignore_startup_parameters = extra_float_digits\n"
        )
        command = ["pgbouncer", "-q", str(folder / "ini")]
        if os.getuid() == 0:
            shutil.chown(folder, USER, USER)
            command = ["setpriv", f"--reuid={USER}", "--clear-groups", *command]
        pooler = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        try:
            for _ in range(100):
                if (folder / ".s.PGSQL.6432").exists():
                    break
                time.sleep(0.05)
            yield folder
        finally:
            pooler.terminate()
            pooler.wait()
