"""A database of every released schema is brought up to date as it is, with all that it holds."""

import sqlite3
from pathlib import Path

import pytest

from qvax_cli.store.migrations import SCHEMA_VERSION
from qvax_cli.store.sqlite_files import APPLICATION_ID
from tests.conftest import Cli
from tests.store.schema import schema

pytestmark = pytest.mark.sqlite("files that older versions have left")

SCHEMAS = Path(__file__).parent / "schemas"


def restored(cli: Cli, version: int) -> None:
    """The database that the qvax of then has left, on 6 April 2021 at 18:11, in the middle of an offer."""
    cli.db.unlink()
    conn = sqlite3.connect(cli.db)
    conn.executescript((SCHEMAS / f"{version}.sql").read_text())
    conn.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    conn.execute(f"PRAGMA user_version = {version}")
    conn.close()
    cli.db.chmod(0o600)
    cli.pass_minutes(31)


def test_there_is_a_database_of_every_earlier_schema() -> None:
    assert sorted(int(file.stem) for file in SCHEMAS.glob("*.sql")) == list(range(1, SCHEMA_VERSION))


@pytest.mark.parametrize("version", range(1, SCHEMA_VERSION))
def test_an_old_database_has_the_schema_of_a_new_one_afterwards(cli: Cli, version: int) -> None:
    fresh = schema(cli.db)
    restored(cli, version)
    cli("offers")
    assert schema(cli.db) == fresh
    conn = sqlite3.connect(cli.db)
    assert conn.execute("PRAGMA foreign_key_check").fetchall() == []
    assert conn.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    conn.close()


@pytest.mark.parametrize("version", range(1, SCHEMA_VERSION))
def test_an_offer_goes_on_where_it_was(cli: Cli, version: int) -> None:
    restored(cli, version)
    before = {"P0": "confirmed", "P1": "declined", "P2": "expired", "P3": "confirmed", "P4": "expired"}
    assert cli.states() == {**before, "P5": "sent", "P6": "sent"}
    messages = cli.json("outbox", "list")["messages"]
    assert [m["state"] for m in messages] == ["handed_over"] * 11
    assert len(cli.json("status")["to_read"]) == 1
    code = cli.codes()["P5"]
    cli.reply(code, "Oui")
    assert cli.json("poll")["answers"] == [{"code": code, "answer": "yes", "result": "confirmed"}]
    assert cli.json("doctor")["ok"]
