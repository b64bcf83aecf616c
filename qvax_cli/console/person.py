"""Whom a command is about, by what was typed: code, id, national number or name; several are listed (R40)."""

from collections.abc import Iterator
from contextlib import contextmanager

from qvax_cli.console import tables
from qvax_cli.context import Qvax
from qvax_cli.loop import views, who
from qvax_cli.loop.views import Person
from qvax_cli.store.asked import Asked


def invitation_meant(qvax: Qvax, named: str, *, settled: bool = False, task: str = "look at offers") -> Asked:
    """The invitation that is meant, for that task, as `who.invitation`. NotFound, Refused, SeveralPeople: then they are
    shown."""
    with _listing(qvax):
        return who.invitation(qvax.db, named, now=qvax.now(), settled=settled, task=task)


def person_meant(qvax: Qvax, named: str, *, task: str = "look at people") -> Person:
    """The person who is meant, for that task. NotFound, Refused, SeveralPeople: then they are shown."""
    with _listing(qvax):
        return views.person_of(qvax.db, who.person(qvax.db, named, now=qvax.now(), task=task))


@contextmanager
def _listing(qvax: Qvax) -> Iterator[None]:
    try:
        yield
    except who.SeveralPeople as several:
        if not qvax.output.json:
            tables.meant(qvax, several.meant)
        raise
