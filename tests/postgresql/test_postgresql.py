"""The shared schema on a real PostgreSQL, and the statements of an evening (R14, R21, R31, R33)."""

from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest

from qvax_cli.rules.invitation import NEXT, OFFER_STATES
from qvax_cli.store import create_database
from tests.conftest import Cli
from tests.postgresql.cluster import Cluster, cluster, missing
from tests.postgresql.statements import SCHEMA, collected, collecting, of_postgresql

pytestmark = [pytest.mark.postgresql, pytest.mark.skipif(bool(missing()), reason=missing())]


@pytest.fixture(scope="module")
def server() -> Iterator[Cluster]:
    with cluster() as one:
        one.sql(SCHEMA.read_text("utf-8"))
        one.sql(
            """INSERT INTO centers (id, code, name, postcode, town, region, language, platform, takes_part)
               VALUES (1, 'namur', 'Namur', '5000', 'Namur', 'wallonia', 'fr', 'Doclr', 1);
               INSERT INTO reservists (id, state, center_id, number, first_name, last_name, birth_date, language, email,
                                       lot, registered_at, seen_at)
               SELECT n, 'listed', 1, 10000000000 + n, 'A', 'B', '1950-05-17', 'fr', 'a@b', 1, 1, 1
               FROM generate_series(1, 500) AS n;
               INSERT INTO offers (id, center_id, doses, opened_at, from_at, until_at, answer_seconds, overlap_seconds,
                                   last_call_seconds)
               VALUES (1, 1, 1, 1, 1, 9, 1, 1, 1), (2, 1, 200, 1, 1, 9, 1, 1, 1);"""
        )
        yield one


def _invite(number: int, offer: int, state: str) -> str:
    return f"""INSERT INTO invitations (id, code, offer_id, reservist_id, state, channels, created_at, asked_at,
                                        sent_at, expires_at)
               VALUES ({number}, '{number:08}', {offer}, {number}, '{state}', 'mail', 1, 1, 1, 2);"""


def test_both_databases_have_the_same_columns(server: Cluster, tmp_path: Path) -> None:
    db = create_database(tmp_path / "qvax.db", "ann")
    ours = {
        (row["name"], column["name"])
        for row in db.all("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
        for column in db.all(f"PRAGMA table_info({row['name']})")
    }
    indexes = {row["name"] for row in db.all("SELECT name FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL")}
    db.close()
    found = server.sql("SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public'")
    assert {tuple(line.split("|")) for line in found.splitlines()} == ours | {("qvax_schema", "version")}
    assert indexes <= set(server.sql("SELECT indexname FROM pg_indexes WHERE schemaname = 'public'").splitlines())


def test_it_knows_the_states_and_what_follows_what(server: Cluster) -> None:
    for number, (old, new) in enumerate(product(NEXT, NEXT), 100):
        change = (
            f"BEGIN; {_invite(number, 2, old)} UPDATE invitations SET state = '{new}' WHERE id = {number}; ROLLBACK;"
        )
        if new == old or new in NEXT[old]:
            server.sql(change)
    forbidden = [(old, new) for old, new in product(NEXT, NEXT) if new != old and new not in NEXT[old]]
    for old, new in forbidden[::7]:
        with pytest.raises(RuntimeError, match="cannot change like this"):
            server.sql(f"BEGIN; {_invite(99, 2, old)} UPDATE invitations SET state = '{new}' WHERE id = 99; ROLLBACK;")
    for state in OFFER_STATES:
        server.sql(f"BEGIN; UPDATE offers SET state = '{state}' WHERE id = 2; ROLLBACK;")


def test_counts_follow_and_no_dose_is_promised_twice(server: Cluster) -> None:
    counted = "SELECT pending, standby, confirmed, state FROM offers WHERE id = 1"
    asked = f"BEGIN; {_invite(1, 1, 'queued')}"
    assert server.sql(f"{asked} {counted}; ROLLBACK;") == "1|0|0|open\n"
    yes = "UPDATE invitations SET state = 'confirmed' WHERE id = 1;"
    assert server.sql(f"{asked} {yes} {counted}; ROLLBACK;") == "0|0|1|filled\n"
    with pytest.raises(RuntimeError, match="offers_check"):
        server.sql(f"{asked} {_invite(2, 1, 'queued')} ROLLBACK;")
    with pytest.raises(RuntimeError, match="one_invitation_a_person"):
        server.sql(f"{asked} {_invite(1, 2, 'queued').replace('(1,', '(3,').replace('00000001', '00000003')} ROLLBACK;")


@pytest.mark.parametrize(
    "change", ["UPDATE events SET what = 'b'", "DELETE FROM events", "UPDATE portions SET people = ''"]
)
def test_the_log_is_append_only(server: Cluster, change: str) -> None:
    event = f"""BEGIN; INSERT INTO events (id, at, operator, what, hash) VALUES (1, 1, 'ann', 'a', '{"x" * 32}');
                INSERT INTO portions VALUES (1, 'a', 'b');"""
    server.sql(f"{event} ROLLBACK;")
    with pytest.raises(RuntimeError, match="append-only"):
        server.sql(f"{event} {change}; ROLLBACK;")
    with pytest.raises(RuntimeError, match="no gaps"):
        server.sql(f"{event.replace('VALUES (1, 1', 'VALUES (7, 1')} ROLLBACK;")


@pytest.mark.sqlite("statements are collected where SQLite takes them")
def test_it_takes_every_statement_of_an_evening(server: Cluster, cli: Cli, tmp_path: Path) -> None:
    """The gate asks it about the statements of all tests."""
    with collecting(tmp_path / "statements"):
        cli.people(8)
        cli("offer", "--center", "namur", "--doses", 2, "--policy", "standby")
        code = cli.codes()
        cli("respond", code["P1"], "yes")
        cli("respond", code["P2"], "no")
        cli.reply(code["P3"], "Oui", received=cli.now)
        cli("poll", code=None)
        cli("availability", "add", 8, "tomorrow 18:00-20:00")
        cli("reservist", "forget", 7, "--yes", code=None)
        for words in (
            ("status",),
            ("offers",),
            ("stats",),
            ("outbox", "list"),
            ("reservist", "list"),
            ("inbox", "list"),
        ):
            cli(*words)
        cli.pass_minutes(150)
        cli("poll", code=None)
        cli("cleanup", code=None)
    found = collected(tmp_path / "statements")
    assert len(found) > 60
    assert server.refused([of_postgresql(sql) for sql in found]) == {}
    assert list(server.refused(["SELECT $1 FROM nowhere"])) == ["SELECT $1 FROM nowhere"]
