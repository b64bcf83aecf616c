"""What people see of offers, invitations and reservists: tables to be read aloud over the phone."""

from collections.abc import Callable, Iterable, Sequence

from qvax_cli.console import json_shapes
from qvax_cli.console.columns import columns
from qvax_cli.context import Qvax
from qvax_cli.loop import views
from qvax_cli.loop.views import AtCenter, Person
from qvax_cli.rules.forecast import Forecast
from qvax_cli.rules.local_time import Instant, day, local
from qvax_cli.rules.week import DAYS
from qvax_cli.rules.windows import Window
from qvax_cli.store.asked import Asked
from qvax_cli.store.centers import Center
from qvax_cli.store.offers import Offer
from qvax_cli.store.people import Reservist
from qvax_cli.store.repeats import Repeat
from qvax_cli.store.replies import ASKS_TO_LEAVE, ToRead
from qvax_cli.store.troubles import Trouble
from qvax_cli.words import Words

_BAR = 20  # characters
_MOST_NAMED = 12


def when(moment: Instant | None, now: Instant, words: Words | None = None) -> str:
    """A moment in Brussels: the time alone when it is today. Without words in English."""
    if moment is None:
        return ""
    return f"{local(moment):%H:%M}" if day(moment) == day(now) else with_day(moment, words)


def with_day(moment: Instant, words: Words | None) -> str:
    """A moment in Brussels with its day, to the minute."""
    wall = local(moment)
    if words is None or words.language == "en":
        return wall.strftime("%a %d %b %H:%M")
    return f"{words('weekdays').split()[wall.weekday()]} {wall:%d/%m %H:%M}"


def offer_line(words: Words, offer: Offer, center: Center, now: Instant) -> str:
    """An offer in one line."""
    terms = terms_of(words, offer, center, now)
    return words("offer_line", number=offer.id, terms=terms, state=words(f"state_{offer.state}"))


def rehearsed_line(words: Words, offer: Offer, center: Center, now: Instant) -> str:
    """An offer that was not made, in one line."""
    return words("rehearsed_line", terms=terms_of(words, offer, center, now))


def terms_of(words: Words, offer: Offer, center: Center, now: Instant) -> str:
    """What an offer is, without its number and its state."""
    what = words("doses", n=offer.doses)
    if offer.vaccine:
        what += f" {words('of_vaccine', vaccine=offer.vaccine)}"
    if offer.min_age is not None or offer.max_age is not None:
        what += f", {words('ages', low=offer.min_age or 0, high=offer.max_age or '…')}"
    start, end = when(offer.from_at, now, words), when(offer.until_at, now, words)
    return f"{center.name} · {what} · {words('start_to_end', start=start, end=end)}"


def counts_line(words: Words, offer: Offer) -> str:
    """Where the doses of an offer are, in one line."""
    parts = [words("confirmed", n=offer.confirmed), words("being_asked", n=offer.pending)]
    if offer.standby:
        parts.append(words("on_standby", n=offer.standby))
    if offer.state == "closed":
        parts = [words("placed", n=offer.confirmed), words("lost", n=offer.lost)]
    elif offer.state == "cancelled":
        parts = [words("placed", n=offer.confirmed), words("taken_off", n=offer.doses - offer.confirmed)]
    elif offer.uncovered:
        parts.append(words("nobody_asked_for", n=offer.uncovered))
    return words("counts", doses=words("doses", n=offer.doses), parts=", ".join(parts))


def offer_counts(words: Words, offer: Offer) -> str:
    """The same, with the number of the offer."""
    return words("offer_counts", number=offer.id, counts=counts_line(words, offer))


def forecast_line(words: Words, offer: Offer, expected: Forecast, now: Instant) -> str:
    """What can be expected of an offer, in one line (R32): `8 asked for 3 doses: 97 % that all are used, by 18:25`."""
    free = offer.doses - offer.confirmed
    said = {
        "n": offer.pending + offer.standby,
        "doses": words("doses", n=free),
        "chance": min(99, round(expected.used * 100)) if free else 100,
    }
    if expected.filled_by and free:
        return words("forecast_by", **said, at=when(expected.filled_by, now, words))
    return words("forecast", **said)


def bar(part: float, whole: float) -> str:
    """So much of a whole, to be seen at a glance."""
    full = round(_BAR * part / whole) if whole else 0
    return "█" * full + "░" * (_BAR - full)


def quiet_line(qvax: Qvax, offer: Offer, now: Instant) -> str:
    """Why nobody is asked for an offer just now, where that is because of the hour; else ""."""
    until = qvax.reach.quiet_until(offer.center_id, "invitation", now)
    if until is None or not offer.uncovered or not offer.invites(now):
        return ""
    key = "quiet" if offer.invites(until) else "quiet_too_late"
    return qvax.words(key, number=offer.id, at=when(until, now, qvax.words))


def trouble_line(words: Words, trouble: Trouble, now: Instant) -> str:
    """A channel or an inbox that is out of order."""
    key = "since_failed" if trouble.direction == "out" else "since_unread"
    return words(key, since=when(trouble.since, now, words), name=trouble.name, reason=words.reason(trouble.reason))


def _invitation_row(words: Words, asked: Asked, now: Instant) -> tuple[object, ...]:
    invitation, person = asked.invitation, asked.reservist
    live = invitation.state == "sent" and invitation.expires_at is not None
    left = max(0, (invitation.expires_at or now) - now + 59) // 60 if live else ""
    until = when(invitation.expires_at, now, words) if live else ""
    asked_by = invitation.channels.replace(",", ", ") or words("nothing_reaches")
    age = json_shapes.age_of(person, now)
    return invitation.code, name_of(asked), age, asked_by, words(f"state_{invitation.state}"), until, left


def would_be_asked(qvax: Qvax, shown: Iterable[Asked], now: Instant) -> None:
    """A table of people of a dry run: their codes will be others, and no clock runs."""
    rows = [_invitation_row(qvax.words, one, now)[1:4] for one in shown]
    qvax.output.table(columns(qvax.words, ("name", ">age", "asked_by")), rows)


def reachable(qvax: Qvax, shown: Iterable[Asked], now: Instant) -> None:
    """A table of invitations with where their people can be phoned, in the order given."""
    rows = []
    for one in shown:
        code, name, age, _, said, _, left = _invitation_row(qvax.words, one, now)
        rows.append((code, name, age, said, left, one.reservist.mobile, one.reservist.contact_name))
    names = ("code", "name", ">age", "state", ">left", "phone", "contact")
    qvax.output.table(columns(qvax.words, names), rows)


def invitation(qvax: Qvax, one: Asked, now: Instant) -> None:
    """All that can be needed of one person who was asked, in a table."""
    words = qvax.words
    code, name, age, asked_by, said, until, left = _invitation_row(words, one, now)
    person = one.reservist
    rows = (
        ("name", name), ("age", age), ("birth_date", person.birth_date), ("language", person.language),
        ("mobile", person.mobile), ("email", person.email), ("contact", person.contact_name), ("state", said),
        ("asked_by", asked_by), ("asked_at", when(one.invitation.sent_at, now, words)), ("answer_until", until),
        ("minutes_left", left),
    )  # fmt: skip
    shown = [(words(f"item_{title}"), value) for title, value in rows if value not in (None, "")]
    qvax.output.table((words("item_invitation"), str(code)), shown)


def invitations(qvax: Qvax, shown: Iterable[Asked], now: Instant) -> None:
    """A table of invitations, in the order given."""
    names = ("code", "name", ">age", "asked_by", "state", "answer_until", ">minutes_left")
    qvax.output.table(columns(qvax.words, names), [_invitation_row(qvax.words, one, now) for one in shown])


def offers(qvax: Qvax, shown: Iterable[AtCenter], now: Instant) -> None:
    """A table of offers, in the order given."""
    words = qvax.words
    names = (">offer", "center", ">doses", ">confirmed", ">being_asked", ">lost", "state", "start", "end")
    rows = [
        (
            *(it.id, center.code, it.doses, it.confirmed, it.pending, it.lost, words(f"state_{it.state}")),
            when(it.from_at, now, words),
            when(it.until_at, now, words),
        )
        for it, center in shown
    ]
    qvax.output.table(columns(words, names), rows)


def meant(qvax: Qvax, people: Iterable[Asked]) -> None:
    """Several people of whom one is meant."""
    now, words = qvax.now(), qvax.words
    rows = [
        (
            one.invitation.code,
            name_of(one),
            json_shapes.age_of(one.reservist, now),
            words(f"state_{one.invitation.state}"),
        )
        for one in people
    ]
    qvax.output.table(columns(words, ("code", "name", ">age", "state")), rows)


def to_read(qvax: Qvax, waiting: Sequence[ToRead]) -> None:
    """The messages that a person has to read, in a table."""
    now, words = qvax.now(), qvax.words
    rows = [
        (
            one.id,
            when(one.received_at, now, words),
            one.name or one.sender,
            one.code,
            one.excerpt or one.subject,
            words.reason(one.why or ""),
        )
        for one in waiting
    ]
    qvax.output.table(columns(words, (">to_read", "received", "from", "code", "says", "why")), rows)
    for one in waiting:
        if one.why == ASKS_TO_LEAVE:
            do = f"qvax reservist forget {one.reservist_id}" if one.name else "qvax reservist list --find …"
            do = do if views.may(qvax.db, "erase people") else words("a_coordinator_erases")
            qvax.output.say(words("asks_to_leave", who=one.name or one.sender or "", do=do, number=one.id))
    qvax.output.say(words("record_answer"))


def coming(qvax: Qvax, people: Iterable[dict[str, object]]) -> None:
    """The people of a sheet, in a table."""
    shown = {
        "code": "code", "name": "name", "born": "birth_date", ">age": "age", "language": "language",
        "phone": "mobile", "mail": "email", "contact": "contact_name", "state": "state",
    }  # fmt: skip
    states = [{**one, "state": qvax.words(f"state_{one['state']}")} for one in people]
    qvax.output.table(columns(qvax.words, tuple(shown)), [[one[key] for key in shown.values()] for one in states])


def reservist(qvax: Qvax, them: Person, *, number: bool = False) -> None:
    """One person: JSON as `register` promises it, or a table."""
    now, person, words = qvax.now(), them.reservist, qvax.words
    shape = json_shapes.reservist(them, now, number=number)
    if qvax.output.json:
        qvax.output.data({"reservist": shape})
        return
    windows = ", ".join(windows_text(them.windows, words)) or words("no_windows")
    shown = {
        **shape,
        "windows": windows,
        "repeat": week_text(them.repeat, words) or None,
        "state": words(f"state_{person.state}"),
        "registered_at": when(person.registered_at, now, words),
    }
    rows = [(words(f"item_{name}"), value) for name, value in shown.items() if name != "id" and value is not None]
    qvax.output.table((words("item_reservist"), str(person.id)), rows)


def week_text(repeat: Repeat | None, words: Words) -> str:
    """The week that repeats, as people say it; "" without one."""
    if repeat is None:
        return ""
    days = dict(zip(DAYS, words("weekdays").split(), strict=True))
    parts = (part.split(" ") for part in repeat.week.split("|"))
    week = ", ".join(f"{days[named]} {hours}" for named, hours in parts)
    return week if repeat.runs else words("week_ended", week=week)


def person_number(person: Reservist, words: Words) -> str:
    """A person by name, and by the number that can be typed."""
    return words("person_number", name=person.name or words("erased_name"), id=person.id)


def windows_text(windows: Iterable[Window], words: Words | None = None) -> list[str]:
    """Windows as people say them. Without words in English."""
    return [f"{with_day(start, words)}–{when(end, start, words)}" for start, end in windows]


def whose(reservist_id: int | None) -> str:
    """To whom a message is that is about no invitation: the id, as it can be typed, or nothing for an applicant."""
    return "–" if reservist_id is None else f"#{reservist_id}"


def named_with_mobile(asked: Asked) -> str:
    """The name of somebody who may have to be phoned, with the number if there is one."""
    person = asked.reservist
    return f"{person.name} ({person.mobile})" if person.mobile else f"{person.name}"


def name_of(asked: Asked) -> str:
    """The name of the person of an invitation."""
    return asked.reservist.name or "(erased)"


def called(asked: Asked) -> str:
    """A person by name, and by the code that they may name on the phone."""
    return f"{name_of(asked)} ({asked.invitation.code})"


def named(words: Words, people: Sequence[Asked], how: Callable[[Asked], str] = called) -> str:
    """People by name, with their codes or as `how` says; of many the first ones."""
    shown = ", ".join(map(how, people[:_MOST_NAMED]))
    more = len(people) - _MOST_NAMED
    return words("and_more", who=shown, n=more) if more > 0 else shown
