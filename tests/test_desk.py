"""The use cases as any other front would call them: without a command, and without handing over."""

from collections.abc import Iterator
from contextlib import closing

import pytest

from qvax_cli.context import Qvax
from qvax_cli.errors import DatabaseFailure
from qvax_cli.loop import views
from qvax_cli.store import open_database
from tests.conftest import Cli

pytestmark = pytest.mark.shared


@pytest.fixture
def front(cli: Cli) -> Iterator[Qvax]:
    """Another front on the same database, which does not wait long."""
    qvax = Qvax(db=cli.database, operator="page", now=lambda: cli.now, patience=0.05, environ=cli.environ)
    yield qvax
    qvax.close()


def test_what_is_changed_stands_in_the_outbox_until_somebody_hands_it_over(cli: Cli, front: Qvax) -> None:
    cli.people(2)
    cli("offer", "--center", "namur", "--doses", 1)
    left = len(cli.spool)
    done = front.desk.respond(cli.codes()["P0"], "no")
    assert [one.reservist.first_name for one in done.settled.invited] == ["P1"]
    assert len(cli.spool) == left
    assert cli.states() == {"P0": "declined", "P1": "queued"}
    assert views.messages_waiting(front.db) > 0
    cli("poll")
    assert cli.states()["P1"] == "sent"


def test_who_waits_for_the_lock_waits_as_long_as_the_front_allows(cli: Cli, front: Qvax) -> None:
    cli.people(1)
    cli("offer", "--center", "namur", "--doses", 1)
    code = cli.codes()["P0"]
    desk = front.desk
    other = open_database(cli.database, "bea")
    with closing(other), other.write(), pytest.raises(DatabaseFailure) as failure:
        desk.respond(code, "yes")
    assert failure.value.cause == "database_busy"
    assert cli.states() == {"P0": "sent"}
    assert desk.respond(code, "yes").result == "confirmed"


def test_r15_an_answer_counts_from_before_the_wait_for_the_lock(cli: Cli) -> None:
    cli.people(1)
    cli("offer", "--center", "namur", "--doses", 1)
    moments = iter([cli.now + 1800, cli.now + 1807])  # received in the last second, and recorded after it
    code = cli.codes()["P0"]
    qvax = Qvax(db=cli.database, operator="page", now=lambda: next(moments), environ=cli.environ)
    assert qvax.desk.respond(code, "yes").result == "confirmed"
    qvax.close()


def test_a_look_and_a_dry_run_leave_no_trace(cli: Cli, front: Qvax) -> None:
    from qvax_cli.loop.announce import Terms

    cli.people(2)
    terms = Terms(1, None, None, None, None, None)
    seen = front.desk.look("namur", terms)
    tried = front.desk.announce("namur", terms, dry_run=True)
    assert [one.reservist.id for one in seen.settled.invited] == [one.reservist.id for one in tried.settled.invited]
    assert len(seen.availability) == 1
    assert views.all_offers(front.db, center=None, state=None, limit=-1) == []
    assert cli.json("offer", "--center", "namur", "--doses", 1)["offer"]["id"] == 1
