"""What people see of offers, invitations and reservists: tables to be read aloud over the phone."""

from collections.abc import Iterable, Sequence

from qvax_cli.console import json_shapes
from qvax_cli.context import Qvax
from qvax_cli.loop.views import Person
from qvax_cli.rules.forecast import Forecast
from qvax_cli.rules.local_time import Instant, day, local
from qvax_cli.rules.spoken import counted
from qvax_cli.rules.windows import Window
from qvax_cli.store.asked import Asked
from qvax_cli.store.centers import Center
from qvax_cli.store.offers import Offer
from qvax_cli.store.repeats import Repeat
from qvax_cli.store.replies import ToRead

_BAR = 20  # characters
_MOST_NAMED = 12
COLUMNS = ("Code", "Name", ">Age", "Asked by", "State", "Answer until", ">Minutes left")


def when(moment: Instant | None, now: Instant) -> str:
    """A moment in Brussels: the time alone when it is today."""
    if moment is None:
        return ""
    return local(moment).strftime("%H:%M" if day(moment) == day(now) else "%a %d %b %H:%M")


def state(name: str) -> str:
    """A state, as words."""
    return name.replace("_", " ")


def offer_line(offer: Offer, center: Center, now: Instant) -> str:
    """An offer in one line."""
    return f"Offer {offer.id} · {_terms(offer, center, now)} · {offer.state}"


def rehearsed_line(offer: Offer, center: Center, now: Instant) -> str:
    """An offer that was not made, in one line."""
    return f"Dry run · {_terms(offer, center, now)}"


def _terms(offer: Offer, center: Center, now: Instant) -> str:
    ages = (
        "" if offer.min_age is None and offer.max_age is None else f", ages {offer.min_age or 0}–{offer.max_age or '…'}"
    )
    doses = counted(offer.doses, "dose")
    vaccine = f" of {offer.vaccine}" if offer.vaccine else ""
    return f"{center.name} · {doses}{vaccine}{ages} · {when(offer.from_at, now)} to {when(offer.until_at, now)}"


def counts_line(offer: Offer) -> str:
    """Where the doses of an offer are, in one line."""
    parts = [f"{offer.confirmed} confirmed", f"{offer.pending} being asked"]
    if offer.standby:
        parts.append(f"{offer.standby} on standby")
    if offer.state == "closed":
        parts = [f"{offer.confirmed} placed", f"{offer.lost} lost"]
    elif offer.state == "cancelled":
        parts = [f"{offer.confirmed} placed", f"{offer.doses - offer.confirmed} cancelled"]
    elif offer.uncovered:
        parts.append(f"{offer.uncovered} for which nobody is being asked")
    return f"{counted(offer.doses, 'dose')}: {', '.join(parts)}."


def forecast_line(offer: Offer, expected: Forecast, now: Instant) -> str:
    """What can be expected of an offer, in one line (R32): `8 asked for 3 doses: 97 % that all are used, by 18:25`."""
    asked = offer.pending + offer.standby
    free = offer.doses - offer.confirmed
    chance = min(99, round(expected.used * 100)) if free else 100
    doses = counted(free, "dose")
    by = f", by about {when(expected.filled_by, now)}" if expected.filled_by and free else ""
    return f"{asked} asked for {doses}: {chance} % that all are used{by}."


def bar(part: float, whole: float) -> str:
    """So much of a whole, to be seen at a glance."""
    full = round(_BAR * part / whole) if whole else 0
    return "█" * full + "░" * (_BAR - full)


def quiet_line(qvax: Qvax, offer: Offer, now: Instant) -> str:
    """Why nobody is asked for an offer just now, where that is because of the hour; else ""."""
    until = qvax.reach.quiet_until(offer.center_id, "invitation", now)
    if until is None or not offer.uncovered or not offer.invites(now):
        return ""
    over = "" if offer.invites(until) else ", and then it is too late for this offer: phone people"
    return f"Offer {offer.id}: nobody is asked in the quiet hours until {when(until, now)}{over}."


def invitation_row(asked: Asked, now: Instant) -> tuple[object, ...]:
    """The cells of COLUMNS."""
    invitation, person = asked.invitation, asked.reservist
    live = invitation.state == "sent" and invitation.expires_at is not None
    left = max(0, (invitation.expires_at or now) - now + 59) // 60 if live else ""
    until = when(invitation.expires_at, now) if live else ""
    asked_by = invitation.channels.replace(",", ", ") or "nothing reaches them"
    name = person.name or "(erased)"
    age = json_shapes.age_of(person, now)
    return invitation.code, name, age, asked_by, state(invitation.state), until, left


def would_be_asked(qvax: Qvax, shown: Iterable[Asked], now: Instant) -> None:
    """A table of people of a dry run: their codes will be others, and no clock runs."""
    rows = [invitation_row(one, now)[1:4] for one in shown]
    qvax.output.table(COLUMNS[1:4], rows)


def reachable(qvax: Qvax, shown: Iterable[Asked], now: Instant) -> None:
    """A table of invitations with where their people can be phoned, in the order given."""
    rows = []
    for one in shown:
        code, name, age, _, said, _, left = invitation_row(one, now)
        rows.append((code, name, age, said, left, one.reservist.mobile, one.reservist.contact_name))
    qvax.output.table(("Code", "Name", ">Age", "State", ">Left", "Phone", "Contact"), rows)


def invitation(qvax: Qvax, one: Asked, now: Instant) -> None:
    """All that can be needed of one person who was asked, in a table."""
    code, name, age, asked_by, said, until, left = invitation_row(one, now)
    person = one.reservist
    rows = (
        ("name", name), ("age", age), ("birth date", person.birth_date), ("language", person.language),
        ("mobile", person.mobile), ("email", person.email), ("contact", person.contact_name), ("state", said),
        ("asked by", asked_by), ("asked at", when(one.invitation.sent_at, now)), ("answer until", until),
        ("minutes left", left),
    )  # fmt: skip
    qvax.output.table(("Invitation", str(code)), [row for row in rows if row[1] not in (None, "")])


def invitations(qvax: Qvax, shown: Iterable[Asked], now: Instant) -> None:
    """A table of invitations, in the order given."""
    qvax.output.table(COLUMNS, [invitation_row(one, now) for one in shown])


def meant(qvax: Qvax, people: Iterable[Asked]) -> None:
    """Several people of whom one is meant."""
    now = qvax.now()
    rows = [
        (one.invitation.code, name_of(one), json_shapes.age_of(one.reservist, now), state(one.invitation.state))
        for one in people
    ]
    qvax.output.table(("Code", "Name", ">Age", "State"), rows)


def to_read(qvax: Qvax, waiting: Iterable[ToRead]) -> None:
    """The messages that a person has to read, in a table."""
    now = qvax.now()
    rows = [
        (one.id, when(one.received_at, now), one.sender, one.code, one.excerpt or one.subject, one.why)
        for one in waiting
    ]
    qvax.output.table((">To read", "Received", "From", "Code", "It says", "Why"), rows)
    qvax.output.say("Record an answer with: qvax respond CODE yes (or no). Anything else: qvax inbox done NUMBER")


def reservist(qvax: Qvax, them: Person, *, number: bool = False) -> None:
    """One person: JSON as `register` promises it, or a table."""
    now, person = qvax.now(), them.reservist
    shape = json_shapes.reservist(them, now, number=number)
    if qvax.output.json:
        qvax.output.data({"reservist": shape})
        return
    windows = ", ".join(windows_text(them.windows)) or "none"
    shown = {
        **shape,
        "windows": windows,
        "repeat": week_text(them.repeat) or None,
        "registered_at": when(person.registered_at, now),
    }
    rows = [(name.replace("_", " "), value) for name, value in shown.items() if name != "id" and value is not None]
    qvax.output.table(("Reservist", str(person.id)), rows)


def week_text(repeat: Repeat | None) -> str:
    """The week that repeats, as people say it; "" without one."""
    if repeat is None:
        return ""
    hours = repeat.week.replace("|", ", ")
    return hours if repeat.runs else f"ended, no answer came ({hours})"


def windows_text(windows: Iterable[Window]) -> list[str]:
    """Windows as people say them."""
    return [
        f"{local(start):%a %d %b %H:%M}–{local(end):{'%H:%M' if day(start) == day(end) else '%a %d %b %H:%M'}}"
        for start, end in windows
    ]


def whose(reservist_id: int | None) -> str:
    """To whom a message is that is about no invitation: the id, as it can be typed, or nothing for an applicant."""
    return "–" if reservist_id is None else f"#{reservist_id}"


def named_with_mobile(asked: Asked) -> str:
    """The name of somebody who may have to be phoned, with the number if there is one."""
    person = asked.reservist
    return f"{person.name} ({person.mobile})" if person.mobile else f"{person.name}"


def called(asked: Asked) -> str:
    """A person by name, and by the code that they may name on the phone."""
    return f"{name_of(asked)} ({asked.invitation.code})"


def name_of(asked: Asked) -> str:
    """The name of the person of an invitation."""
    return asked.reservist.name or "(erased)"


def named(people: Sequence[Asked]) -> str:
    """People by name, with their codes; of many the first ones."""
    shown = [called(one) for one in people[:_MOST_NAMED]]
    more = f" and {len(people) - _MOST_NAMED} more" if len(people) > _MOST_NAMED else ""
    return ", ".join(shown) + more
