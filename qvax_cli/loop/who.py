"""Whom somebody means who names a person: by code, id, national number, or a name among those of the evening (R40)."""

from collections.abc import Sequence

from qvax_cli.errors import NotFound, UnknownPerson
from qvax_cli.rules.codes import normalise
from qvax_cli.rules.invitation import HOLDS
from qvax_cli.rules.local_time import Instant
from qvax_cli.rules.person_names import named_by
from qvax_cli.store import asked as store
from qvax_cli.store import people
from qvax_cli.store.asked import Asked
from qvax_cli.store.database import Database
from qvax_cli.store.operators import allowed
from qvax_cli.store.people import Reservist

#: An offer that was over by then is of no evening that people speak of.
EVENING = 12 * 3600


class SeveralPeople(NotFound):
    """More than one person is meant; their invitations."""

    for_the_desk = True

    def __init__(self, meant: Sequence[Asked], *, cause: str) -> None:
        codes = [one.invitation.code for one in meant]
        super().__init__(f"{len(meant)} people are meant by that, so nothing was done", cause=cause, codes=codes)
        self.meant = meant


def invitation(db: Database, text: str, *, now: Instant, settled: bool = False, task: str = "look at offers") -> Asked:
    """The invitation that is meant: of somebody who is being asked, is on standby or has a dose, else of anybody of the
    evening; with `settled` of all of them alike. NotFound, SeveralPeople."""
    within = allowed(db, task)
    if not _is_number(text):
        if found := _meant(db, text, now, settled=settled, within=within):
            return found
        why = "no invitation has that code, and nobody who was asked this evening is called so"
        raise NotFound(why, cause="no_such_invitation")
    them = people.find(db, text, within)
    theirs = [one for one in _evening(db, now, within) if one.reservist.id == them.id]
    if not theirs:
        raise NotFound(f"reservist {them.id} was not asked this evening", cause="no_such_invitation")
    return theirs[0]


def person(db: Database, text: str, *, now: Instant, task: str = "look at people") -> Reservist:
    """The person who is meant. UnknownPerson, SeveralPeople."""
    within = allowed(db, task)
    if _is_number(text):
        return people.find(db, text, within)
    if found := _meant(db, text, now, settled=True, within=within):
        return found.reservist
    why = "nobody has that id, national number or code, and nobody who was asked this evening is called so"
    raise UnknownPerson(why, cause="no_such_person")


def holding(db: Database, *, now: Instant) -> list[Asked]:
    """Everybody who is being asked, is on standby or has a dose, as they were asked."""
    within = allowed(db, "look at offers")
    return [one for one in _evening(db, now, within) if one.invitation.state in HOLDS]


def _is_number(text: str) -> bool:
    """Whether it is an id or a national number, in whatever spelling, rather than a code or a name."""
    return not any(sign.isalpha() for sign in text)


def _meant(db: Database, text: str, now: Instant, *, settled: bool, within: int | None) -> Asked | None:
    """Whom a code or a name means. Letters alone may be somebody's name and, with O for 0, the code of somebody else:
    then both are meant."""
    code = normalise(text)
    by_code = [one for one in store.of_codes(db, [code]) if within in (None, one.center.id)] if code else []
    if by_code and any(sign.isdigit() for sign in text):
        return by_code[0]
    by_name = _named(text, _evening(db, now, within), settled=settled)
    found = {one.reservist.id: one for one in (*by_name, *by_code)}
    if len(found) > 1:
        raise SeveralPeople(list(found.values()), cause="several_people")
    return next(iter(found.values()), None)


def _named(text: str, evening: Sequence[Asked], *, settled: bool) -> list[Asked]:
    called = {one.id for one in named_by(text, [one.reservist for one in evening])}
    named = [one for one in evening if one.reservist.id in called]
    holding = [one for one in named if one.invitation.state in HOLDS]
    return named if settled else holding or named


def _evening(db: Database, now: Instant, within: int | None) -> list[Asked]:
    """The people of the evening, each with the invitation that they hold, else the last one."""
    of_person: dict[int, Asked] = {}
    for one in store.of_evening(db, now - EVENING, within):
        before = of_person.get(one.reservist.id)
        if before is None or before.invitation.state not in HOLDS:
            of_person[one.reservist.id] = one
    return list(of_person.values())
