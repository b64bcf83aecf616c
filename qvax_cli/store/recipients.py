"""Whom a message is for: somebody who was asked, somebody on the list, or somebody who has applied to be on it."""

import json
from typing import NamedTuple

from qvax_cli.store import asked, centers, people
from qvax_cli.store.asked import Asked
from qvax_cli.store.centers import Center
from qvax_cli.store.database import Database
from qvax_cli.store.outbox import Message
from qvax_cli.store.people import Reservist


class Recipient(NamedTuple):
    """Whom a message is for, as they were when it was read. asked: what they were asked, for a message about that;
    reservist: who they are on the list; both None for an applicant."""

    language: str
    first_name: str
    last_name: str
    contact_name: str
    email: str | None
    mobile: str | None
    center: Center
    reservist: Reservist | None = None
    asked: Asked | None = None

    @property
    def center_id(self) -> int:
        return self.center.id

    @property
    def code(self) -> str:
        """Of the invitation; "" when it is about none."""
        return self.asked.invitation.code if self.asked else ""

    @property
    def erased(self) -> bool:
        """Whether nobody is left to be told."""
        return self.reservist is not None and self.reservist.state == "erased"


def of(db: Database, message: Message) -> Recipient:
    """Whom this message is for, which foreign keys have promised."""
    if message.invitation_id is not None:
        return of_asked(asked.by_id(db, message.invitation_id))
    if message.reservist_id is not None:
        reservist = people.by_id(db, message.reservist_id)
        to = of_reservist(reservist, centers.by_id(db, reservist.center_id))
        return to._replace(email=message.address, mobile=message.address) if message.address else to
    return _applicant(db, message.application_id)


def of_asked(one: Asked) -> Recipient:
    """Somebody who was asked, by the center of the offer."""
    return of_reservist(one.reservist, one.center)._replace(asked=one)


def of_reservist(one: Reservist, center: Center) -> Recipient:
    """Somebody on the list of that center."""
    return Recipient(
        language=one.language,
        first_name=one.first_name,
        last_name=one.last_name,
        contact_name=one.contact_name or "",
        email=one.email,
        mobile=one.mobile,
        center=center,
        reservist=one,
    )


def _applicant(db: Database, application_id: int | None) -> Recipient:
    """Somebody who is not on the list yet; `data` holds what they typed, by the names of the CSV columns."""
    row = db.row("SELECT language, email, mobile, data FROM applications WHERE id = :id", id=application_id)
    typed = json.loads(row["data"])
    return Recipient(
        language=row["language"],
        first_name=typed["first_name"],
        last_name=typed["last_name"],
        contact_name=typed.get("contact_name", ""),
        email=row["email"],
        mobile=row["mobile"],
        center=centers.get(db, typed["center"]),
    )
