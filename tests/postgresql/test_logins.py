"""A login of an operator opens their center alone, with psql as with qvax, and the whole evening works by it."""

import shlex
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg
import pytest

from qvax_cli.rules.roles import may
from qvax_cli.store.server import Server
from tests.conftest import Cli
from tests.databases import Databases
from tests.postgresql.cluster import missing
from tests.test_operators import COMMANDS

pytestmark = [pytest.mark.postgresql, pytest.mark.skipif(bool(missing()), reason=missing())]

CENTERS = ("namur", "liege")


@pytest.fixture
def owner(databases: Databases, tmp_path: Path) -> Iterator[Cli]:
    """The owner's machine: two centers with people and an offer each, a login for the coordinator of each."""
    server = databases.take()
    cli = Cli(tmp_path, server)
    cli.people(4)
    for n in range(3):
        cli.register(f"{1931 + n}-06-01", f"L{n}", center="liege")
    cli("offer", "--center", "liege", "--doses", 2)
    logins = [f"{center}_{databases.worker}" for center in CENTERS]  # those of a server are those of all its databases
    for login, center in zip(logins, CENTERS, strict=True):
        cli("operator", "add", login, "--center", center, "--role", "coordinator", "--login")
    yield cli
    with closing(psycopg.connect(server.url, autocommit=True)) as conn:
        conn.execute("".join(f"DROP OWNED BY {login}; DROP ROLE {login};" for login in logins).encode())
    databases.give_back(server)


def _as(cli: Cli, center: str) -> Cli:
    """The same machine, connected by the login of that center, whatever name is typed."""
    assert isinstance(cli.database, Server)
    login = f"{center}_{cli.database.url.partition('@/')[2].partition('_')[0]}"
    other = cli.by("ann")
    other.database = Server(cli.database.url.replace("postgres@", f"{login}@", 1))
    return other


def _login(cli: Cli) -> str:
    assert isinstance(cli.database, Server)
    return cli.database.url.removeprefix("postgresql://").partition("@")[0]


def _sql(cli: Cli, statement: str) -> list[tuple[Any, ...]]:
    """What any program sees that connects like this."""
    assert isinstance(cli.database, Server)
    with closing(psycopg.connect(cli.database.url, autocommit=True)) as conn:
        done = conn.execute(statement.encode())
        return done.fetchall() if done.description else []


def test_a_login_sees_the_people_offers_and_invitations_of_its_center_alone(owner: Cli) -> None:
    namur, liege = (_as(owner, center) for center in CENTERS)
    assert _sql(namur, "SELECT first_name FROM reservists ORDER BY 1") == [("P0",), ("P1",), ("P2",), ("P3",)]
    assert _sql(liege, "SELECT first_name FROM reservists ORDER BY 1") == [("L0",), ("L1",), ("L2",)]
    counts = {"offers": 1, "invitations": 2, "messages": 2, "rounds": 1, "attempts": 2}
    for table, count in counts.items():
        assert _sql(namur, f"SELECT count(*) FROM {table}") == [(0,)], table
        assert _sql(liege, f"SELECT count(*) FROM {table}") == [(count,)], table
    for table in ("windows", "available"):
        assert (
            0 < _sql(liege, f"SELECT count(*) FROM {table}")[0][0] < _sql(owner, f"SELECT count(*) FROM {table}")[0][0]
        )
    assert _sql(namur, "SELECT DISTINCT center_id FROM events") == _sql(
        owner, "SELECT id FROM centers WHERE code = 'namur'"
    )
    assert _sql(namur, "SELECT name FROM operators") == [(_login(namur),)]
    for table in ("applications", "portions", "visits", "page_links", "handoffs", "replies", "withheld", "repeats"):
        assert _sql(namur, f"SELECT count(*) FROM {table}") == [(0,)], table


@pytest.mark.parametrize(
    "statement",
    [
        """INSERT INTO reservists (state, center_id, number, first_name, last_name, birth_date, language, email, lot,
                                   registered_at, seen_at)
           SELECT 'listed', id, '85073003328', 'A', 'B', '1985-07-30', 'fr', 'a@example.org', 1, 1, 1
           FROM centers WHERE code = 'liege'""",
        """INSERT INTO offers (center_id, doses, opened_at, from_at, until_at, answer_seconds, overlap_seconds,
                               last_call_seconds) SELECT id, 1, 1, 1, 9, 1, 1, 1 FROM centers WHERE code = 'liege'""",
        "INSERT INTO windows VALUES (5, 1, 2)",
        "DELETE FROM offers",
        "DELETE FROM invitations",
        "UPDATE invitations SET offer_id = 1",
        "UPDATE invitations SET reservist_id = 5",
        "UPDATE events SET operator = 'somebody'",
        "DELETE FROM events",
        "INSERT INTO operators (name, role, created_at) VALUES ('x', 'admin', 1)",
        "UPDATE operators SET center_id = NULL, role = 'admin'",
        "UPDATE centers SET email = 'x@example.org'",
        "ALTER TABLE reservists DISABLE ROW LEVEL SECURITY",
        "INSERT INTO events (id, at, operator, what, hash) SELECT id + 1, 1, 'bob', 'seen', hash FROM log_end()",
        "DROP TRIGGER events_stay ON events",
        "SET ROLE postgres",
    ],
)
def test_what_would_reach_further_is_refused_by_the_server(owner: Cli, statement: str) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        _sql(_as(owner, "namur"), statement)


def test_changes_of_another_center_change_nothing(owner: Cli) -> None:
    before = _sql(owner, "SELECT * FROM reservists ORDER BY id"), _sql(owner, "SELECT * FROM offers ORDER BY id")
    namur = _as(owner, "namur")
    for statement in (
        "UPDATE reservists SET email = NULL WHERE id > 4",
        "DELETE FROM windows WHERE reservist_id > 4",
    ):
        _sql(namur, statement)
    assert (
        _sql(owner, "SELECT * FROM reservists ORDER BY id"),
        _sql(owner, "SELECT * FROM offers ORDER BY id"),
    ) == before
    assert _sql(owner, "SELECT count(*) FROM windows") == [(7,)]


def test_a_whole_evening_goes_by_the_login(owner: Cli) -> None:
    namur = _as(owner, "namur")
    assert namur("doctor", code=None).code == 0
    asked = namur.json("offer", "--doses", 2)
    assert [one["name"].split()[0] for one in asked["invited"]] == ["P0", "P1"]
    codes = {one["name"].split()[0]: one["code"] for one in asked["invited"]}
    assert namur.json("respond", codes["P0"], "yes")["result"] == "confirmed"
    namur.reply(codes["P1"], "non")
    polled = namur.json("poll")
    assert [one["name"].split()[0] for one in polled["invited"]] == ["P2"]
    assert [one["name"] for one in namur.json("sheet")["people"]] == ["P0 Peeters"]
    namur("undo")
    namur("respond", codes["P0"], "yes")
    namur("vaccinated", codes["P0"])
    assert [one["first_name"] for one in namur.json("handoff", "export")["people"]] == ["P0"]
    namur.register("1960-01-01", "New")
    namur("availability", "set", 2, "today 18:00-20:00")
    namur("reservist", "forget", 4, "--yes")
    namur.pass_minutes(40)
    assert namur.json("poll", code=None)["expired"] != []
    assert {one["operator"] for one in namur.json("log")["events"]} == {"ann", _login(namur)}
    assert owner.json("audit")["faults"] == []
    assert owner.json("doctor")["ok"]
    assert owner.json("log", "--what", "offer opened")["events"][-1]["operator"] == _login(namur)


def test_a_number_of_another_center_is_listed_and_nothing_more_is_known(owner: Cli) -> None:
    (number,) = _sql(owner, "SELECT number FROM reservists WHERE id = 5")[0]
    words = ("register", "--niss", number, "--first-name", "A", "--last-name", "B", "--email", "a@example.org")
    error = _as(owner, "namur")(*words, "--json", code=4).error
    assert (error["cause"], error["message"]) == ("listed_elsewhere", "this national number is on a list already")


def test_somebody_who_is_asked_elsewhere_is_not_asked_twice(owner: Cli) -> None:
    """L0 is asked at Liege, and moves to Namur meanwhile."""
    owner("reservist", "contact", 5, "--center", "namur")
    namur, liege = (_as(owner, center) for center in CENTERS)
    asked = namur.json("offer", "--doses", 4, code=None)["invited"]
    assert [one["name"].split()[0] for one in asked] == ["P0", "P1", "P2", "P3"]
    assert [one["name"].split()[0] for one in liege.json("status", 1)["invitations"]] == ["L0", "L1"]
    assert liege.json("respond", "L0", "yes")["result"] == "confirmed"
    assert owner.json("audit")["faults"] == []


def test_what_somebody_gives_up_at_another_center_is_counted_there(owner: Cli) -> None:
    """L0 is asked at Liege, moves to Namur, and asks there to be erased."""
    owner("reservist", "contact", 5, "--center", "namur")
    namur, liege = (_as(owner, center) for center in CENTERS)
    assert namur.json("reservist", "forget", 5, "--yes")["gave_up"] is not None
    assert _sql(owner, "SELECT pending, confirmed FROM offers") == [(1, 0)]
    assert [one["name"].split()[0] for one in liege.json("poll")["invited"]] == ["L2"]
    assert owner.json("audit")["faults"] == []


@pytest.mark.parametrize("role", ["coordinator", "desk", "auditor"])
def test_a_login_does_all_that_its_role_allows(owner: Cli, databases: Databases, role: str, tmp_path: Path) -> None:
    name = f"{role}_{databases.worker}"
    at = () if role == "auditor" else ("--center", "liege")
    owner("operator", "add", name, *at, "--role", role, "--login")
    assert isinstance(owner.database, Server)
    theirs = owner.by("ann")
    theirs.database = Server(owner.database.url.replace("postgres@", f"{name}@", 1))
    code = owner.codes()["L0"]
    for task, command in COMMANDS.items():
        if may(role, task):
            words = shlex.split(command.replace("namur", "liege").format(code=code, folder=tmp_path))
            place = {"reservist": 2, "availability": 2, "explain": 1}.get(words[0])
            if place and words[place : place + 1] and words[place].isdecimal():
                words[place] = str(int(words[place]) + 4)
            done = theirs("--json", *words, code=None)
            if task == "explain" and at:  # a center's login opens no more than its part of the log
                assert done.error["cause"] == "role_forbids"
            else:
                assert done.code in (0, 5), (task, done.err)
    with closing(psycopg.connect(owner.database.url, autocommit=True)) as conn:
        conn.execute(f"DROP OWNED BY {name}; DROP ROLE {name}".encode())


def test_only_who_may_make_logins_makes_them_and_an_admin_has_none(owner: Cli) -> None:
    owner("operator", "add", "bea", "--role", "admin", "--login", code=2)
    owner("operator", "add", "bea", "--center", "namur", "--role", "auditor", "--login", code=2)
    _sql(owner, "CREATE ROLE weak LOGIN")
    _sql(owner, "GRANT ALL ON ALL TABLES IN SCHEMA public TO weak")
    _sql(owner, "INSERT INTO operators (name, role, created_at) VALUES ('weak', 'admin', 1)")
    weak = owner.by("ann")
    assert isinstance(owner.database, Server)
    weak.database = Server(owner.database.url.replace("postgres@", "weak@", 1))
    words = ("operator", "add", "carl", "--center", "namur", "--role", "desk", "--login")
    assert weak(*words, "--json", code=4).error["cause"] == "database_denied"
    assert "carl" not in [one["name"] for one in owner.json("operator", "list")["operators"]]
    _sql(owner, "DROP OWNED BY weak; DROP ROLE weak")


def test_the_login_of_somebody_who_is_no_operator_any_more_opens_nothing(owner: Cli) -> None:
    namur = _as(owner, "namur")
    owner("operator", "remove", _login(namur))
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        _sql(namur, "SELECT count(*) FROM reservists")
    assert namur("offers", "--json", code=6).error["cause"] == "database_denied"


def test_the_login_of_somebody_who_was_removed_can_be_dropped(owner: Cli, databases: Databases) -> None:
    name = f"gone_{databases.worker}"
    owner("operator", "add", name, "--center", "namur", "--role", "desk", "--login")
    owner("operator", "remove", name)
    _sql(owner, f"DROP ROLE {name}")


def test_an_event_that_somebody_makes_up_with_a_login_is_found_by_audit(owner: Cli) -> None:
    last = _sql(owner, "SELECT max(id) FROM events")[0][0]
    _sql(
        _as(owner, "namur"),
        "INSERT INTO events (id, at, operator, what, hash) SELECT id + 1, 1, session_user, 'seen', hash FROM log_end()",
    )
    faults = owner.json("audit", code=4)["faults"]
    assert [(one["event"], one["rule"]) for one in faults] == [(last + 1, "R33")]


def test_of_those_who_have_left_a_login_sees_and_takes_back_only_whom_it_can_name(owner: Cli) -> None:
    (number,) = _sql(owner, "SELECT number FROM reservists WHERE id = 5")[0]
    owner("reservist", "forget", 5, "--yes")
    owner("reservist", "forget", 6, "--yes")
    left = _sql(owner, "SELECT fingerprint, why FROM exclusions ORDER BY 1")
    namur = _as(owner, "namur")
    assert _sql(namur, "SELECT * FROM exclusions") == []
    for statement in ("DELETE FROM exclusions", "UPDATE exclusions SET why = 'vaccinated'"):
        _sql(namur, statement)
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        _sql(namur, "INSERT INTO exclusions SELECT CAST('0123456789abcdef' AS BYTEA), 'withdrawn'")
    assert _sql(owner, "SELECT fingerprint, why FROM exclusions ORDER BY 1") == left
    words = ("register", "--niss", number, "--first-name", "A", "--last-name", "B", "--email", "a@example.org")
    assert namur(*words, "--json", code=4).error["cause"] == "left_on_request"
    namur(*words, "--readmit")
    assert len(_sql(owner, "SELECT * FROM exclusions")) == 1
    namur("reservist", "forget", 8, "--yes")
    assert _sql(owner, "SELECT fingerprint, why FROM exclusions ORDER BY 1") == left


def test_a_login_puts_no_channel_of_the_others_off_for_long(owner: Cli) -> None:
    _sql(
        _as(owner, "namur"),
        """INSERT INTO troubles (name, direction, since, failures, next_try_at, reason)
           VALUES ('mail', 'out', 1, 9, 99999999999, 'made up')""",
    )
    asked = owner.json("offer", "--center", "liege", "--doses", 1)["invited"]
    assert [one["state"] for one in asked] == ["sent"]
    assert owner.json("doctor", code=None)["ok"]


def test_numbers_that_were_taken_back_do_not_fall_on_those_of_other_centers(owner: Cli) -> None:
    namur = _as(owner, "namur")
    namur("offer", "--doses", 1, "--dry-run")
    assert namur.json("offer", "--doses", 1)["offer"]["id"] == 2


def test_a_login_without_an_operator_sees_nobody(owner: Cli) -> None:
    namur = _as(owner, "namur")
    _sql(owner, f"DELETE FROM operators WHERE name = '{_login(namur)}'")
    for table in ("reservists", "windows", "offers", "invitations", "messages", "replies", "events", "operators"):
        assert _sql(namur, f"SELECT count(*) FROM {table}") == [(0,)], table
    assert namur("offers", "--json", code=4).error["cause"] == "no_operator"


def test_no_login_is_made_where_it_could_put_functions_of_its_own_among_ours(owner: Cli) -> None:
    _sql(owner, "GRANT CREATE ON SCHEMA public TO PUBLIC")
    words = ("operator", "add", "carl", "--center", "namur", "--role", "desk", "--login")
    assert "REVOKE CREATE ON SCHEMA public FROM PUBLIC" in owner(*words, code=4).err
    assert _sql(owner, "SELECT count(*) FROM pg_roles WHERE rolname = 'carl'") == [(0,)]
    _sql(owner, "REVOKE CREATE ON SCHEMA public FROM PUBLIC")
