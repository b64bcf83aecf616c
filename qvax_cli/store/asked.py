"""Invitations with all that they stand in, in one look-up: the offer, the person, the center."""

from collections.abc import Collection
from itertools import islice
from typing import NamedTuple

from qvax_cli.errors import NotFound
from qvax_cli.rules.codes import normalise
from qvax_cli.rules.invitation import HOLDS, LIVE
from qvax_cli.store.centers import Center
from qvax_cli.store.database import Database
from qvax_cli.store.invitations import Invitation
from qvax_cli.store.offers import Offer
from qvax_cli.store.people import Reservist
from qvax_cli.store.rows import Row, texts


class Asked(NamedTuple):
    """Somebody who was asked: the invitation, of which offer, to whom, by which center; each as it was when read."""

    invitation: Invitation
    offer: Offer
    reservist: Reservist
    center: Center


_PARTS: tuple[tuple[str, type[NamedTuple]], ...] = (("i", Invitation), ("o", Offer), ("r", Reservist), ("c", Center))
_COLUMNS = ", ".join(f"{table}.{name} AS {table}_{name}" for table, kind in _PARTS for name in kind._fields)
_SELECT = f"""SELECT {_COLUMNS} FROM invitations AS i JOIN offers AS o ON o.id = i.offer_id
              JOIN reservists AS r ON r.id = i.reservist_id JOIN centers AS c ON c.id = o.center_id"""


def _asked(row: Row) -> Asked:
    """The columns come in the order in which the statement names them: that of the parts and their fields."""
    values = iter(row)
    invitation, offer, reservist, center = (tuple(islice(values, len(kind._fields))) for _, kind in _PARTS)
    at = Center._make(center)
    return Asked(
        Invitation._make(invitation),
        Offer._make(offer),
        Reservist._make(reservist),
        at._replace(takes_part=bool(at.takes_part)),
    )


def by_code(db: Database, code: str, within: int | None = None) -> Asked:
    """The invitation with this code, in any spelling that Crockford allows, of one center if need be. NotFound."""
    normal = normalise(code)
    row = normal and db.one(f"{_SELECT} WHERE i.code = :code", code=normal)
    if not row or within not in (None, row["c_id"]):
        raise NotFound("no invitation has that code", "a code has 8 letters and figures", cause="no_such_invitation")
    return _asked(row)


def of_codes(db: Database, codes: Collection[str]) -> list[Asked]:
    """The invitations that have one of these codes, in the order of the codes."""
    if not codes:
        return []
    wanted = list(dict.fromkeys(codes))
    found = {row["i_code"]: _asked(row) for row in db.all(f"{_SELECT} WHERE i.code IN (:wanted)", wanted=wanted)}
    return [found[code] for code in wanted if code in found]


def by_id(db: Database, invitation_id: int) -> Asked:
    """The invitation with this id, which a foreign key has promised."""
    return _asked(db.row(f"{_SELECT} WHERE i.id = :id", id=invitation_id))


def by_ids(db: Database, ids: Collection[int]) -> list[Asked]:
    """The invitations with these ids, in that order."""
    if not ids:
        return []
    found = {row["i_id"]: _asked(row) for row in db.all(f"{_SELECT} WHERE i.id IN (:ids)", ids=list(ids))}
    return [found[one] for one in ids]


def of_offer(db: Database, offer_id: int) -> list[Asked]:
    """All invitations of an offer, in the order they were made."""
    return [_asked(row) for row in db.all(f"{_SELECT} WHERE i.offer_id = :id ORDER BY i.id", id=offer_id)]


def of_evening(db: Database, since: int, within: int | None = None) -> list[Asked]:
    """All invitations of offers that were not over at that moment, and those that people hold of others still, in the
    order they were made; of one center if need be."""
    rows = db.all(
        f"""{_SELECT} WHERE (o.until_at >= :since OR i.state IN {texts(HOLDS)})
            AND (o.center_id = :within OR :within IS NULL) ORDER BY i.id""",
        since=since,
        within=within,
    )
    return [_asked(row) for row in rows]


def live_of_offer(db: Database, offer_id: int) -> list[Asked]:
    """The live invitations of an offer, in the order they were made."""
    rows = db.all(f"{_SELECT} WHERE i.offer_id = :id AND i.state IN {texts(LIVE)} ORDER BY i.id", id=offer_id)
    return [_asked(row) for row in rows]


def held_of_offer(db: Database, offer_id: int) -> list[Asked]:
    """Who has a dose of an offer or may get one: first the confirmed, then who is being asked, as they were asked."""
    rows = db.all(
        f"""{_SELECT} WHERE i.offer_id = :id AND i.state IN {texts(HOLDS)}
            ORDER BY CASE i.state WHEN 'confirmed' THEN 0 ELSE 1 END, i.id""",
        id=offer_id,
    )
    return [_asked(row) for row in rows]


def held_by(db: Database, reservist_id: int) -> Asked | None:
    """The one live or confirmed invitation that a person may hold (R10, R14)."""
    row = db.one(f"{_SELECT} WHERE i.reservist_id = :id AND i.state IN {texts(HOLDS)}", id=reservist_id)
    return None if row is None else _asked(row)


def held_by_mobile(db: Database, number: str) -> list[Asked]:
    """The invitations that the people with this number hold, which families share: those that are live, else those that
    are confirmed."""
    rows = db.all(f"{_SELECT} WHERE i.state IN {texts(HOLDS)} AND r.mobile = :number ORDER BY i.id", number=number)
    held = [_asked(row) for row in rows]
    return [one for one in held if one.invitation.state in LIVE] or held


def live_by_email(db: Database, address: str) -> list[Asked]:
    """The live invitations of the people with this address, in any case."""
    rows = db.all(
        f"{_SELECT} WHERE i.state IN {texts(LIVE)} AND lower(r.email) = lower(:address) ORDER BY i.id", address=address
    )
    return [_asked(row) for row in rows]


def silent(db: Database, now: int, center_id: int | None) -> list[Asked]:
    """Invitations whose time ran out without an answer (R18)."""
    rows = db.all(
        f"""{_SELECT} WHERE i.state = 'sent' AND i.expires_at < :now
            AND (o.center_id = :center_id OR :center_id IS NULL) ORDER BY i.expires_at, i.id""",
        now=now,
        center_id=center_id,
    )
    return [_asked(row) for row in rows]


def never_sent(db: Database, now: int, center_id: int | None) -> list[Asked]:
    """Invitations that no channel took and that make no sense any more (R13)."""
    rows = db.all(
        f"""{_SELECT} WHERE i.state = 'queued'
            AND o.until_at - o.last_call_seconds * CASE o.policy WHEN 'strict' THEN 1 ELSE 2 END < :now
            AND (o.center_id = :center_id OR :center_id IS NULL) ORDER BY i.id""",
        now=now,
        center_id=center_id,
    )
    return [_asked(row) for row in rows]
