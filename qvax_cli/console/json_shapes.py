"""The JSON shapes that scripts rely on: keys may be added, never changed."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from qvax_cli.loop.views import Person, Sent
from qvax_cli.rules.age import age
from qvax_cli.rules.forecast import Forecast
from qvax_cli.rules.local_time import Instant, day, rfc3339
from qvax_cli.rules.windows import Window
from qvax_cli.store.asked import Asked
from qvax_cli.store.attempts import Attempt
from qvax_cli.store.centers import Center
from qvax_cli.store.log import Logged
from qvax_cli.store.offers import Offer
from qvax_cli.store.people import Reservist
from qvax_cli.store.repeats import Repeat
from qvax_cli.store.replies import ToRead
from qvax_cli.store.troubles import Trouble

if TYPE_CHECKING:
    from qvax_cli.loop.operators import Works

Shape = dict[str, Any]


def moment(instant: Instant | None) -> str | None:
    """RFC 3339 in UTC, or null."""
    return None if instant is None else rfc3339(instant)


def age_of(reservist: Reservist, now: Instant) -> int | None:
    """The person's age today; None once their data were erased."""
    if not reservist.birth_date:
        return None
    return age(date.fromisoformat(reservist.birth_date), day(now))


def windows(shown: Iterable[Window]) -> list[Shape]:
    """Windows, in order of time."""
    return [{"start": moment(start), "end": moment(end)} for start, end in shown]


def week(repeat: Repeat | None) -> list[str]:
    """The week that repeats, as it can be typed; none once silence has ended it."""
    return repeat.week.split("|") if repeat and repeat.runs else []


def reservist(them: Person, now: Instant, *, number: bool = False) -> Shape:
    """RESERVIST; the national number only where it was asked for (R25)."""
    person = them.reservist
    shape: Shape = {
        "id": person.id,
        "name": person.name,
        "birth_date": person.birth_date,
        "age": age_of(person, now),
        "center": them.center.code,
        "language": person.language,
        "email": person.email,
        "mobile": person.mobile,
        "contact_name": person.contact_name,
        "state": person.state,
        "windows": windows(them.windows),
        "registered_at": moment(person.registered_at),
        "source": person.source,
        "repeat": week(them.repeat),
    }
    return {**shape, "number": person.number} if number else shape


def offer(it: Offer, center: Center, expected: Forecast | None = None) -> Shape:
    """OFFER; expected: its forecast, null for one that is over."""
    return {
        "id": it.id,
        "center": center.code,
        "doses": it.doses,
        "confirmed": it.confirmed,
        "pending": it.pending,
        "lost": it.lost,
        "state": it.state,
        "opened_at": moment(it.opened_at),
        "from": moment(it.from_at),
        "until": moment(it.until_at),
        "vaccine": it.vaccine,
        "min_age": it.min_age,
        "max_age": it.max_age,
        "policy": it.policy,
        "surplus": it.surplus,
        "standby": it.standby,
        "forecast": None if expected is None else forecast(expected),
        "lot": it.lot,
    }


def forecast(it: Forecast) -> Shape:
    """The chance (0 to 1) that all doses are used, the yeses expected beyond them, and by when."""
    return {"used": it.used, "surplus": it.surplus, "filled_by": moment(it.filled_by)}


def invitation(asked: Asked, now: Instant) -> Shape:
    """INVITATION; name and age are null once the person's data were erased."""
    it, person = asked.invitation, asked.reservist
    return {
        "code": it.code,
        "offer": it.offer_id,
        "reservist": it.reservist_id,
        "name": person.name,
        "age": age_of(person, now),
        "state": it.state,
        "channels": it.channels.split(",") if it.channels else [],
        "created_at": moment(it.created_at),
        "sent_at": moment(it.sent_at),
        "expires_at": moment(it.expires_at),
        "answered_at": moment(it.answered_at),
    }


def reachable(asked: Asked, now: Instant) -> Shape:
    """INVITATION, and how its person can be phoned or written to."""
    person = asked.reservist
    reached = {"email": person.email, "mobile": person.mobile, "contact_name": person.contact_name}
    return {**invitation(asked, now), "language": person.language, **reached}


def event(it: Logged) -> Shape:
    """An event of the log: what it is about by code, number and id, never by name."""
    return {
        "id": it.id,
        "at": moment(it.at),
        "operator": it.operator,
        "what": it.what,
        "center": it.center,
        "offer": it.offer_id,
        "code": it.code,
        "reservist": it.reservist_id,
        "detail": it.detail,
    }


def message(sent: Sent) -> Shape:
    """A message of the outbox, by the code of its invitation; one that is about none, by whom it is to."""
    it = sent.message
    return {
        "id": it.id,
        "invitation": sent.code,
        "reservist": it.reservist_id,
        "kind": it.kind,
        "channel": it.channel,
        "state": it.state,
        "attempts": it.attempts,
        "created_at": moment(it.created_at),
        "handed_over_at": moment(it.handed_over_at),
        "error": it.error,
    }


def attempt(it: Attempt) -> Shape:
    """One time that a message was given to its channel."""
    return {
        "begun_at": moment(it.begun_at),
        "ended_at": moment(it.ended_at),
        "outcome": it.outcome,
        "answer": it.answer,
    }


def to_read(it: ToRead) -> Shape:
    """A message that a person has to read."""
    return {
        "id": it.id,
        "channel": it.channel,
        "received_at": moment(it.received_at),
        "from": it.sender,
        "subject": it.subject,
        "excerpt": it.excerpt,
        "invitation": it.code,
        "reservist": it.reservist_id,
        "name": it.name,
        "why": it.why,
    }


def trouble(it: Trouble) -> Shape:
    """A channel that takes nothing ("out"), or an inbox that cannot be read ("in")."""
    return {"channel": it.name, "direction": it.direction, "since": moment(it.since), "reason": it.reason}


def operator(one: "Works") -> Shape:
    """OPERATOR. center: null for all of them; role: coordinator, desk, admin or auditor."""
    return {"name": one.operator.name, "center": one.center and one.center.code, "role": one.operator.role}


def center(it: Center) -> Shape:
    """A center."""
    return {
        "code": it.code,
        "name": it.name,
        "town": it.town,
        "postcode": it.postcode,
        "region": it.region,
        "language": it.language,
        "platform": it.platform,
        "takes_part": it.takes_part,
        "phone": it.phone,
        "email": it.email,
    }
