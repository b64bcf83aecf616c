"""Finds the invitation that a reply answers: by the message it replies to, then by the code that stands in it."""

from typing import NamedTuple

from qvax_cli.channels import Reply
from qvax_cli.rules import contact, message_id
from qvax_cli.rules.answer_text import Written
from qvax_cli.rules.complaint import Complaint
from qvax_cli.rules.invitation import LIVE
from qvax_cli.rules.message_id import Named
from qvax_cli.store import asked as store
from qvax_cli.store import outbox, people
from qvax_cli.store.asked import Asked
from qvax_cli.store.database import Database
from qvax_cli.store.people import Reservist

# Each is looked up in the database: a mail of a megabyte of words must not mean as many look-ups.
_MOST_CODES = 100
_NONE = "it holds no code of ours"
_UNASKED = "it answers a message that asked nothing"


class Match(NamedTuple):
    """The invitation that is meant; without one, why a person has to look. ours: whether any of ours is named; person:
    who it is from, where that is known and no invitation is meant."""

    asked: Asked | None
    why: str = ""
    ours: bool = True
    person: Reservist | None = None


def match(db: Database, reply: Reply, written: Written, channel: str) -> Match:
    """Whom a reply is from. Nothing is guessed: where two invitations could be meant, none is."""
    refs = [ours for ref in reply.refs if (ours := message_id.read(ref))]
    answered = _of_codes(db, [ref.code for ref in refs if ref.code])
    own = _of_codes(db, written.codes())
    if answered:
        return _replied(answered[0], own)
    named = own or _of_codes(db, written.other_codes())
    if not named and (person := _person(db, refs)):
        return Match(None, _UNASKED, person=person)
    if not named:
        return _by_number(db, reply.sender) if channel == "sms" else Match(None, _NONE, ours=False)
    return _named(db, named, reply.sender)


def _of_codes(db: Database, codes: list[str]) -> list[Asked]:
    """The invitations with these codes, in that order."""
    return store.of_codes(db, codes[:_MOST_CODES])


def _person(db: Database, refs: list[Named]) -> Reservist | None:
    """Who got the first message of these that is about no invitation."""
    for ref in refs[:_MOST_CODES]:
        message = outbox.find(db, ref.number)
        if message and message.kind == ref.kind and message.reservist_id is not None:
            return people.by_id(db, message.reservist_id)
    return None


def _replied(answered: Asked, written: list[Asked]) -> Match:
    """It replies to a message of ours. Other codes in it may be earlier ones of the same person, no one else's."""
    if any(other.reservist.id != answered.reservist.id for other in written):
        return Match(None, "it replies to one invitation and names the code of another")
    return Match(answered)


def _named(db: Database, named: list[Asked], sender: str) -> Match:
    """It names codes. Several of one person mean the one that is going on, else the first."""
    if len({one.reservist.id for one in named}) > 1:
        return Match(None, "it names the codes of several people")
    meant = next((one for one in named if one.invitation.state in LIVE), named[0])
    # Anybody may answer for somebody else, but who was asked themselves may have mistaken the code.
    others = store.live_by_email(db, sender) if "@" in sender else []
    own = (meant.reservist.email or "").lower() == sender
    if others and not own:
        return Match(None, "it comes from somebody who was asked themselves, with the code of somebody else")
    return Match(meant)


def _by_number(db: Database, sender: str) -> Match:
    """Without a code the number must do, where only one person who uses it is being asked, or has a dose."""
    try:
        number = contact.mobile(sender)
    except Complaint:
        return Match(None, _NONE, ours=False)
    held = store.held_by_mobile(db, number)
    if len(held) == 1:
        return Match(held[0])
    several = "several people are asked at that number" if held else "nobody is being asked at that number"
    person = None if held else people.only_one_with_mobile(db, number)
    return Match(None, f"{_NONE}, and {several}", ours=False, person=person)
