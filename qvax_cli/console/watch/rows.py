"""Who has a line on the screen, in which order, and what it says. Pure."""

from collections import Counter
from typing import NamedTuple

from qvax_cli.console.json_shapes import age_of
from qvax_cli.console.tables import name_of
from qvax_cli.console.watch.look import Look, Watched
from qvax_cli.output.columns import cut
from qvax_cli.rules.invitation import LIVE, PLACED
from qvax_cli.rules.local_time import Instant
from qvax_cli.store.asked import Asked
from qvax_cli.words import Words

#: From so many seconds on the time is short.
_SHORT = 5 * 60
#: The widths at which a line has room for the mobile number, and for the moment by which an answer counts.
_WITH_MOBILE, _WITH_MOMENT = 74, 96


class Line(NamedTuple):
    """A line of the screen; style: as rich calls it."""

    text: str
    style: str = ""


class Row(NamedTuple):
    """Somebody on the screen. number: by which they are chosen; to_phone: they may have answered."""

    number: int
    asked: Asked
    to_phone: bool


def rows_of(look: Look) -> list[list[Row]]:
    """The people of each offer who have a line: first who is being asked, by the time left, then who has a dose."""
    number = 0
    found = []
    for watched in look.offers:
        shown = [one for one in watched.asked if one.invitation.state in (*LIVE, *PLACED)]
        shown.sort(key=lambda one: _order(one, one.invitation.code in look.to_phone))
        people = [Row(number + n, one, one.invitation.code in look.to_phone) for n, one in enumerate(shown, 1)]
        number += len(people)
        found.append(people)
    return found


def _order(one: Asked, to_phone: bool) -> tuple[int, int, str]:
    it = one.invitation
    places = {"sent": 1, "queued": 2, "standby": 3}
    first = 0 if to_phone else places.get(it.state, 4)
    return first, it.expires_at or 0, one.reservist.last_name or ""


def folded(watched: Watched, words: Words) -> str:
    """Those without a line, counted by what became of them: “2 declined, 1 cancelled”."""
    states = Counter(one.invitation.state for one in watched.asked)
    return ", ".join(
        words(f"folded_{state}", n=count) for state, count in states.items() if state not in (*LIVE, *PLACED)
    )


def line(row: Row, words: Words, now: Instant, *, width: int, chosen: bool) -> Line:
    """The line of a person, of that width."""
    sign, style, what = _state(row, words, now)
    head = f"{row.number:>2} {sign} {row.asked.invitation.code} "
    tail = f"  {what:<{words.widest('row_')}}"
    if width >= _WITH_MOBILE:
        tail += f"  {row.asked.reservist.mobile or '':<13}"
    if width >= _WITH_MOMENT:
        tail += f"  {_answer_until(row.asked, words)}"
    age = age_of(row.asked.reservist, now)
    name = name_of(row.asked) if age is None else f"{name_of(row.asked)}, {age}"
    room = max(0, width - len(head) - len(tail.rstrip()))
    return Line(cut(f"{head}{cut(name, room):<{room}}{tail.rstrip()}", width), "reverse" if chosen else style)


def _state(row: Row, words: Words, now: Instant) -> tuple[str, str, str]:
    """A sign, a style, and the words; the sign says what the colour does."""
    it = row.asked.invitation
    if row.to_phone:
        return "!", "bold red", words("row_phone")
    if it.state != "sent":
        sign, style = {"standby": ("+", "cyan"), "queued": ("·", "dim")}.get(it.state, ("✓", "green"))
        return sign, style, words(f"row_{it.state}")
    left = (it.expires_at or now) - now
    if left < 0:
        return "!", "yellow", words("row_over")
    short = left <= _SHORT
    said = words("row_minutes", n=-(-left // 60)) if left >= 60 else words("row_seconds", n=left)
    return "!" if short else "?", "yellow" if short else "", said


def _answer_until(one: Asked, words: Words) -> str:
    from qvax_cli.rules.local_time import clock_text

    it = one.invitation
    return words("until", at=clock_text(it.expires_at)) if it.state == "sent" and it.expires_at is not None else ""
