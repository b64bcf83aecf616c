"""The evening at a center: who is coming, who is being asked, what a person has to read. It looks again by itself."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from flask import Blueprint, abort, g, redirect, request, url_for

from qvax_cli.console import tables
from qvax_cli.console.json_shapes import age_of
from qvax_cli.console.overdue import overdue
from qvax_cli.console.short import why_short
from qvax_cli.console.watch.look import Watched
from qvax_cli.console.watch.rows import folded
from qvax_cli.loop import views
from qvax_cli.loop.correspondence import Correspondence
from qvax_cli.loop.forecast import forecast_of
from qvax_cli.rules.invitation import AWAITED, PLACED
from qvax_cli.rules.local_time import Instant, clock_text
from qvax_cli.store.asked import Asked
from qvax_cli.store.replies import ToRead
from qvax_cli.web.desk.offers import offer_here
from qvax_cli.web.desk.pages import NUMBER, desk_page

routes = Blueprint("evening", __name__)

#: The page is asked for anew after so many seconds. It has a link that stops that (WCAG 2.2.2).
_AGAIN = "20"
#: So many people are on a page, and so many messages that a person has to read: it stays within 10 kB.
_LINES, _TO_READ = 18, 5
#: Who is shown together, by what became of their invitation.
_GROUPS: dict[str, tuple[str, ...]] = {"coming": PLACED, "asked": AWAITED, "standby": ("standby",)}


class Line(NamedTuple):
    """Somebody on the page. left: the minutes to answer; None where no clock runs."""

    code: str
    name: str
    age: int | None
    state: str
    phone: str | None
    contact: str | None
    left: int | None


class Group(NamedTuple):
    """People of an offer, of whom the same is said. number: of the offer; lines: of some; total: how many they are."""

    number: int
    name: str
    lines: Sequence[Line]
    total: int


class Block(NamedTuple):
    """An offer on the page: what is said of it, and its people."""

    number: int
    in_play: bool
    head: str
    told: Sequence[str]
    groups: Sequence[Group]


@routes.get("")
def show() -> Any:
    """All that goes on at the center."""
    now, here = g.qvax.now(), g.at_work.center
    going = views.going_on(g.qvax.db, now=now)
    still = bool(request.args.get("still"))
    response = desk_page(
        "evening.html",
        offers=_folded([_block(it.offer.id, now) for it, _ in going.offers if it.center.id == here.id]),
        to_read=views.to_read(g.qvax.db),
        most_to_read=_TO_READ,
        told=[*overdue(g.qvax, now), *(tables.trouble_line(g.qvax.words, one, now) for one in going.troubles)],
        at=clock_text(now),
        still=still,
    )
    if not still:
        response.headers["Refresh"] = _AGAIN
    return response


@routes.get(f"/o/{NUMBER}/<any({', '.join(_GROUPS)}):name>")
def everybody(number: int, name: str) -> Any:
    """All of a group, a page after the other; from: so many stand on the pages before."""
    offer_here(number)
    _, asked = views.offer_with_invitations(g.qvax.db, number)
    lines = _lines(asked, name, g.qvax.now())
    start = max(0, min(request.args.get("from", 0, int), len(lines) - 1)) // _LINES * _LINES
    shown = Group(number, name, lines[start : start + _LINES], len(lines))
    following = start + _LINES if start + _LINES < len(lines) else None
    return desk_page("everybody.html", group=shown, start=start, following=following, before=max(0, start - _LINES))


@routes.get(f"/read/{NUMBER}")
def read(number: int) -> Any:
    """A message that nobody understood."""
    one = _one_to_read(number)
    return desk_page("read.html", one=one, at=tables.when(one.received_at, g.qvax.now(), g.qvax.words))


@routes.post(f"/read/{NUMBER}")
def done(number: int) -> Any:
    """It was read, and acted on."""
    one = _one_to_read(number)
    Correspondence(g.qvax.db, g.qvax.now, g.qvax.patience).done([one.id])
    return redirect(url_for("desk.evening.show"), 303)


def _block(number: int, now: Instant) -> Block:
    (offer, center), asked = views.offer_with_invitations(g.qvax.db, number)
    words, expected = g.qvax.words, forecast_of(g.qvax.db, offer, now=now)
    told = [tables.counts_line(words, offer)]
    if expected and offer.pending + offer.standby:
        told.append(tables.forecast_line(words, offer, expected, now))
    if offer.in_play(now):
        told.append(why_short(g.qvax, offer, now))
    told.append(folded(Watched(offer, center, asked, expected), words))
    groups = [Group(number, name, lines, len(lines)) for name in _GROUPS if (lines := _lines(asked, name, now))]
    return Block(
        number,
        offer.in_play(now),
        tables.offer_line(words, offer, center, now),
        [line for line in told if line],
        groups,
    )


def _folded(offers: Sequence[Block]) -> list[Block]:
    """With the first people of each group, as far as a page has room: what small groups leave is for large ones."""
    groups = sorted((group for offer in offers for group in offer.groups), key=lambda group: group.total)
    room, kept = _LINES, {}
    for place, group in enumerate(groups):
        kept[group.number, group.name] = lines = group.lines[: max(1, room // (len(groups) - place))]
        room -= len(lines)
    return [
        offer._replace(groups=[one._replace(lines=kept[one.number, one.name]) for one in offer.groups])
        for offer in offers
    ]


def _lines(asked: Sequence[Asked], name: str, now: Instant) -> list[Line]:
    """The people of a group: those who have to be phoned first, and those who still come."""
    lines = [_line(one, now) for one in asked if one.invitation.state in _GROUPS[name]]
    by_name = sorted(lines, key=lambda one: one.name if one.left is None else "")
    return sorted(by_name, key=lambda one: (one.state == "vaccinated", one.left is None, one.left or 0))


def _line(one: Asked, now: Instant) -> Line:
    it, person = one.invitation, one.reservist
    runs = it.state == "sent" and it.expires_at is not None
    left = max(0, (it.expires_at or now) - now + 59) // 60 if runs else None
    reached = person.mobile or person.email
    age = age_of(person, now)
    return Line(it.code, tables.name_of(one), age, it.state, reached, person.contact_name, left)


def _one_to_read(number: int) -> ToRead:
    one = next((one for one in views.to_read(g.qvax.db) if one.id == number), None)
    if one is None:
        abort(404)
    return one
