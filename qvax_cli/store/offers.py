"""The offers: so many spare doses of a center, to be given before a moment (R9, R21)."""

from typing import NamedTuple

from qvax_cli.errors import NotFound
from qvax_cli.rules.allocation import Supply
from qvax_cli.rules.invitation import IN_PLAY
from qvax_cli.store.database import Database
from qvax_cli.store.rows import at_most, columns, row_to, texts

_IN_PLAY = texts(IN_PLAY)


class Offer(NamedTuple):
    """A row of offers. Moments are Instants, the policy numbers in force seconds.

    `confirmed` counts the doses promised or given, `pending` the invitations whose answer is awaited, `standby` the
    people who said yes and wait. `policy` is "strict" or "standby", `surplus` how many yeses beyond the doses are
    allowed for then (R26).
    """

    id: int
    center_id: int
    doses: int
    confirmed: int
    pending: int
    standby: int
    state: str
    opened_at: int
    from_at: int
    until_at: int
    vaccine: str | None
    lot: str | None
    min_age: int | None
    max_age: int | None
    policy: str
    surplus: float | None
    answer_seconds: int
    overlap_seconds: int
    last_call_seconds: int

    @property
    def uncovered(self) -> int:
        """Doses that are neither confirmed nor covered by a live invitation (R12); none where more people are asked
        than there are doses."""
        return max(0, self.doses - self.confirmed - self.pending - self.standby)

    @property
    def supply(self) -> Supply:
        """What the rules on who gets a dose have to know of it."""
        return Supply(
            doses=self.doses,
            confirmed=self.confirmed,
            until=self.until_at,
            answer_seconds=self.answer_seconds,
            last_call_seconds=self.last_call_seconds,
            surplus=None if self.policy == "strict" else self.surplus,
        )

    @property
    def lost(self) -> int:
        """Doses that were not placed when the time was over (R21)."""
        return self.doses - self.confirmed if self.state == "closed" else 0

    def in_play(self, now: int) -> bool:
        """Whether doses of this offer can still be given away."""
        return self.state in IN_PLAY and now <= self.until_at

    def invites(self, now: int) -> bool:
        """Whether there is time enough left to ask somebody (R12, R29)."""
        return self.in_play(now) and now <= self.supply.asks_until

    def honours(self, now: int) -> bool:
        """Whether a yes that came in time still counts when it is read now: until a little after the end (R15)."""
        return self.state != "cancelled" and now <= self.until_at + self.last_call_seconds


_COLUMNS = columns(Offer)
_SELECT = f"SELECT {_COLUMNS} FROM offers"
_offer = row_to(Offer)


def add(db: Database, offer: dict[str, object]) -> Offer:
    """A new offer, open."""
    row = db.row(
        f"""INSERT INTO offers (center_id, doses, opened_at, from_at, until_at, vaccine, lot, min_age, max_age,
                               policy, surplus, answer_seconds, overlap_seconds, last_call_seconds)
           VALUES (:center_id, :doses, :opened_at, :from_at, :until_at, :vaccine, :lot, :min_age, :max_age,
                   :policy, :surplus, :answer_seconds, :overlap_seconds, :last_call_seconds) RETURNING {_COLUMNS}""",
        **offer,
    )
    return _offer(row)


def get(db: Database, offer_id: int, within: int | None = None) -> Offer:
    """The offer with this number, of one center if need be. NotFound."""
    row = db.one(f"{_SELECT} WHERE id = :id", id=offer_id)
    if row is None or within not in (None, row["center_id"]):
        raise NotFound(f"there is no offer {offer_id}", cause="no_such_offer")
    return _offer(row)


def every(db: Database, *, center_id: int | None, state: str | None, limit: int) -> list[Offer]:
    """Offers, the newest first, at most `limit` (-1 for all)."""
    rows = db.all(
        f"""{_SELECT}
           WHERE (center_id = :center_id OR :center_id IS NULL) AND (state = :state OR :state IS NULL)
           ORDER BY id DESC LIMIT :limit""",
        center_id=center_id,
        state=state,
        limit=at_most(limit),
    )
    return [_offer(row) for row in rows]


def in_play(db: Database, center_id: int | None) -> list[Offer]:
    """Offers not yet closed or cancelled, the oldest first, of one center or of all."""
    rows = db.all(
        f"""{_SELECT} WHERE state IN {_IN_PLAY}
           AND (center_id = :center_id OR :center_id IS NULL) ORDER BY id""",
        center_id=center_id,
    )
    return [_offer(row) for row in rows]


def awaiting_people(db: Database, since: int) -> list[Offer]:
    """Offers that were not over at that moment and are now, or are cancelled, with people of whom nobody has said yet
    whether they came; the oldest first."""
    rows = db.all(
        f"""{_SELECT} AS o WHERE state NOT IN {_IN_PLAY} AND until_at >= :since
            AND EXISTS (SELECT 1 FROM invitations AS i WHERE i.offer_id = o.id AND i.state = 'confirmed')
            ORDER BY id""",
        since=since,
    )
    return [_offer(row) for row in rows]


def set_doses(db: Database, offer_id: int, doses: int) -> None:
    """Changes the number of doses; the database refuses fewer than are promised or asked for."""
    db.run("UPDATE offers SET doses = :doses WHERE id = :id", doses=doses, id=offer_id)


def close_past(db: Database, now: int, center_id: int | None) -> list[Offer]:
    """Offers whose time has passed, now closed (R21)."""
    rows = db.all(
        f"""UPDATE offers SET state = 'closed' WHERE state IN {_IN_PLAY} AND until_at < :now
           AND (center_id = :center_id OR :center_id IS NULL) RETURNING {_COLUMNS}""",
        now=now,
        center_id=center_id,
    )
    return [_offer(row) for row in rows]


def past(db: Database, now: int, center_id: int | None) -> list[Offer]:
    """Offers whose time has passed and that are not closed yet."""
    return [offer for offer in in_play(db, center_id) if offer.until_at < now]


def cancel(db: Database, offer_id: int) -> None:
    """The center takes the offer back (R20)."""
    db.run(f"UPDATE offers SET state = 'cancelled' WHERE id = :id AND state IN {_IN_PLAY}", id=offer_id)
