"""A database on a server that an older qvax made is brought up to date as it is, or left as it was."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psycopg
import pytest

from qvax_cli.store.migrations import SCHEMA_VERSION
from qvax_cli.store.server import Server
from tests.conftest import Cli
from tests.databases import Databases
from tests.postgresql.cluster import missing

pytestmark = [pytest.mark.postgresql, pytest.mark.skipif(bool(missing()), reason=missing())]

SCHEMAS = Path(__file__).parent.parent / "schemas" / "postgresql"
FIRST = 9
_VERSION = "SELECT version FROM qvax_schema"
_DATA = """INSERT INTO centers (code, name, postcode, town, region, language, platform, takes_part)
           VALUES ('namur', 'Namur Expo', '5000', 'Namur', 'wallonia', 'fr', 'Doclr', 1);
           INSERT INTO reservists (state, center_id, number, first_name, last_name, birth_date, language, email, lot,
                                   registered_at, seen_at, salt)
           VALUES ('listed', 1, '31051700185', 'Jeanne', 'Dubois', '1931-05-17', 'fr', 'j@example.org', 7, 1, 1,
                   '0123456789abcdef');
           INSERT INTO secrets VALUES ('fingerprint', 'x')"""
_PARTS = """SELECT 'column', table_name, column_name, data_type, is_nullable FROM information_schema.columns
            WHERE table_schema = 'public'
            UNION ALL SELECT 'index', tablename, indexname, indexdef, '' FROM pg_indexes WHERE schemaname = 'public'
            UNION ALL SELECT 'trigger', '', tgname, pg_get_triggerdef(oid), '' FROM pg_trigger WHERE NOT tgisinternal
            UNION ALL SELECT 'rule', CAST(CAST(conrelid AS regclass) AS TEXT), '', pg_get_constraintdef(oid), ''
            FROM pg_constraint WHERE contype = 'c' AND connamespace = CAST('public' AS regnamespace)
            UNION ALL SELECT 'policy', tablename, policyname, concat(qual, ' ', with_check), cmd FROM pg_policies
            UNION ALL SELECT 'function', '', proname, pg_get_functiondef(oid), CAST(proconfig AS TEXT) FROM pg_proc
            WHERE pronamespace = CAST('public' AS regnamespace) AND proname <> 'zeroblob'
            UNION ALL SELECT 'table', relname, '', CAST(relrowsecurity AS TEXT), '' FROM pg_class
            WHERE relkind = 'r' AND relnamespace = CAST('public' AS regnamespace)"""


@pytest.fixture(params=range(FIRST, SCHEMA_VERSION))
def older(request: pytest.FixtureRequest, databases: Databases) -> Iterator[Server]:
    """A database with that schema."""
    name = f"{databases.worker}_older"
    databases.cluster.sql(f"CREATE DATABASE {name} TEMPLATE template0 LOCALE 'C'")
    server = Server(databases.cluster.url(name))
    _run(server, (SCHEMAS / f"{request.param}.sql").read_text("utf-8"))
    _run(server, f"INSERT INTO qvax_schema VALUES ({request.param}); {_DATA}")
    yield server
    databases.cluster.sql(f"DROP DATABASE {name} WITH (FORCE)")


def _run(server: Server, sql: str) -> None:
    with closing(psycopg.connect(server.url, autocommit=True)) as conn:
        conn.execute(sql.encode())


def _found(server: Server, sql: str) -> list[tuple[str, ...]]:
    with closing(psycopg.connect(server.url, autocommit=True)) as conn:
        return sorted(conn.execute(sql.encode()).fetchall())


def test_there_is_a_schema_of_every_earlier_version() -> None:
    assert sorted(int(file.stem) for file in SCHEMAS.glob("*.sql")) == list(range(FIRST, SCHEMA_VERSION))


def test_an_older_database_has_todays_schema_afterwards_and_all_that_it_held(
    older: Server, databases: Databases, tmp_path: Path
) -> None:
    version = _found(older, _VERSION)[0][0]
    cli = Cli(tmp_path, older)
    done = cli("reservist", "list")
    assert f"was brought up to date, schema {version} to {SCHEMA_VERSION}" in done.err
    assert "Jeanne Dubois" in done.out
    assert "brought up to date" not in cli("reservist", "list").err
    fresh = databases.take()
    assert _found(older, _PARTS) == _found(fresh, _PARTS)
    databases.give_back(fresh)


def test_whoever_may_not_bring_it_up_to_date_reads_who_does(
    older: Server, databases: Databases, tmp_path: Path
) -> None:
    login = f"{databases.worker}_guest"
    _run(older, f"CREATE ROLE {login} LOGIN; GRANT SELECT ON qvax_schema TO {login}")
    guest = Server(older.url.replace("postgres@", f"{login}@", 1))
    refused = Cli(tmp_path, guest)("offers", "--json", code=6).error
    _run(older, f"DROP OWNED BY {login}; DROP ROLE {login}")
    assert refused["cause"] == "database_denied"
    assert "older" in refused["message"]
    assert "whoever owns its tables" in refused["hint"]


def test_what_cannot_be_brought_up_to_date_is_left_as_it_was(older: Server, tmp_path: Path) -> None:
    _run(older, "CREATE POLICY named ON exclusions USING (true)")  # somebody's own, in the way of the newest schema
    version, before = _found(older, _VERSION), _found(older, _PARTS)
    assert Cli(tmp_path, older)("offers", "--json", code=6).error["cause"] == "database_failed"
    assert _found(older, _PARTS) == before
    assert _found(older, _VERSION) == version
