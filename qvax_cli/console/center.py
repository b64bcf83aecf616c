"""Which center a command is about: the one that was named, else the own one (R40)."""

import sys

from qvax_cli.console.answer import confirmed
from qvax_cli.context import Qvax
from qvax_cli.errors import Declined, Usage
from qvax_cli.loop import views
from qvax_cli.store.centers import Center


def center_meant(qvax: Qvax, named: str | None) -> Center:
    """The center. On a terminal, a code that other centers go by too is asked back.

    Usage when none is named and no center is the own one; NotFound, Declined.
    """
    if not named:
        return _own(qvax)
    center = views.center(qvax.db, named)
    others = views.others_named(qvax.db, center, named) if sys.stdin.isatty() and not qvax.output.json else []
    if others:
        qvax.output.say(qvax.words("may_also_mean", named=named, others=_listed(others)))
        if not confirmed(qvax.words, qvax.words("ask_center", center=center.name)):
            raise Declined("nothing was done", "name the other center by its code")
    return center


def own_center(qvax: Qvax) -> Center | None:
    """That of whoever is at work, else $QVAX_CENTER, else [defaults] center, else the only center with people; None
    when there is no such one."""
    if own := views.own_center(qvax.db):
        return own
    if said := str(qvax.settings["defaults.center"]):
        return views.center(qvax.db, said)
    with_people = views.centers_with_people(qvax.db)
    return with_people[0] if len(with_people) == 1 else None


def _own(qvax: Qvax) -> Center:
    center = own_center(qvax)
    if center is None:
        raise Usage("which center?", "name it with --center, or once for all as [defaults] center in the configuration")
    qvax.output.say(qvax.words("own_center", code=center.code, name=center.name))
    return center


def _listed(centers: list[Center]) -> str:
    return ", ".join(f"{one.code} ({one.name})" for one in centers)
