"""How many statements the commands of an evening send to the database: another machine may hold it, in a next room."""

import sqlite3
from collections.abc import Callable
from typing import Any

import pytest

from tests.conftest import Cli

pytestmark = pytest.mark.sqlite("counted where SQLite takes them; they are the same on both")

#: An offer of so many doses, a dose; what it takes before the first and after the last is shared by all.
A_DOSE = 15


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> Callable[..., int]:
    """How many statements a command sends; those of triggers are not sent."""
    statements: list[str] = []
    connect = sqlite3.connect

    class Counting(sqlite3.Connection):
        def execute(self, sql: str, *values: Any) -> sqlite3.Cursor:
            statements.append(sql)
            return super().execute(sql, *values)

        def executemany(self, sql: str, *values: Any) -> sqlite3.Cursor:
            statements.append(sql)
            return super().executemany(sql, *values)

        def cursor(self, *_: Any) -> sqlite3.Cursor:  # type: ignore[override]
            statements.append("by a cursor of its own")
            return super().cursor()

    def counted(*where: Any, **how: Any) -> sqlite3.Connection:
        made: sqlite3.Connection = connect(*where, factory=Counting, **how)
        return made

    def send(cli: Cli, *words: object, code: int = 0) -> int:
        with monkeypatch.context() as patch:
            patch.setattr(sqlite3, "connect", counted)
            statements.clear()
            cli(*words, code=code)
            return len(statements)

    return send


def test_an_offer_sends_at_most_fifteen_statements_a_dose(cli: Cli, sent: Callable[..., int]) -> None:
    cli.people(40)
    twenty = sent(cli, "offer", "--center", "namur", "--doses", 20)
    assert 5 * 20 < twenty <= A_DOSE * 20
    three = sent(cli, "offer", "--center", "namur", "--doses", 3)
    # Who is at work, opening, looking, the round, the forecast (a moment of its own: 3), closing.
    assert three <= A_DOSE * 3 + 40
    assert twenty - three <= A_DOSE * (20 - 3)


def test_the_number_of_people_does_not_count(cli: Cli, sent: Callable[..., int]) -> None:
    cli.people(5)
    few = sent(cli, "offer", "--center", "namur", "--doses", 2)
    cli.people(20)
    assert sent(cli, "offer", "--center", "namur", "--doses", 2) == few


def test_an_answer_and_a_look_send_few(cli: Cli, sent: Callable[..., int]) -> None:
    cli.people(6)
    cli("offer", "--center", "namur", "--doses", 3)
    codes = cli.codes()
    assert sent(cli, "respond", codes["P0"], "yes") <= 49  # who is at work, too
    assert sent(cli, "respond", codes["P1"], "no") <= 68  # an entry by hand, the round of the next one, and two mails
    assert sent(cli, "poll") <= 29
    assert sent(cli, "status", 1) <= 17
