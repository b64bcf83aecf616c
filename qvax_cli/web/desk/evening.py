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
from qvax_cli.web.desk.pages import desk_page

routes = Blueprint("evening", __name__)

#: The page is asked for anew after so many seconds. It has a link that stops that (WCAG 2.2.2).
_AGAIN = "20"


class Line(NamedTuple):
    """Somebody on the page. left: the minutes to answer; None where no clock runs."""

    code: str
    name: str
    age: int | None
    state: str
    phone: str | None
    contact: str | None
    left: int | None


class Block(NamedTuple):
    """An offer on the page: what is said of it, and its people."""

    number: int
    in_play: bool
    head: str
    told: Sequence[str]
    placed: Sequence[Line]
    awaited: Sequence[Line]
    standby: Sequence[Line]


@routes.get("")
def show() -> Any:
    """All that goes on at the center."""
    now, here = g.qvax.now(), g.at_work.center
    going = views.going_on(g.qvax.db, now=now)
    still = bool(request.args.get("still"))
    response = desk_page(
        "evening.html",
        offers=[_block(it.offer.id, now) for it, _ in going.offers if it.center.id == here.id],
        to_read=_to_read(),
        told=[*overdue(g.qvax, now), *(tables.trouble_line(g.qvax.words, one, now) for one in going.troubles)],
        at=clock_text(now),
        still=still,
    )
    if not still:
        response.headers["Refresh"] = _AGAIN
    return response


@routes.get("/read/<int:number>")
def read(number: int) -> Any:
    """A message that nobody understood."""
    one = _one_to_read(number)
    return desk_page("read.html", one=one, at=tables.when(one.received_at, g.qvax.now(), g.qvax.words))


@routes.post("/read/<int:number>")
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
    told += [why_short(g.qvax, offer, now) if offer.in_play(now) else ""]
    told += [folded(Watched(offer, center, asked, expected), words)]
    of = {state: [_line(one, now) for one in asked if one.invitation.state in state] for state in _GROUPS}
    return Block(
        number,
        offer.in_play(now),
        tables.offer_line(words, offer, center, now),
        [line for line in told if line],
        sorted(of[PLACED], key=lambda one: (one.state != "confirmed", one.name)),
        sorted(of[AWAITED], key=lambda one: (one.left is None, one.left)),
        of["standby",],
    )


_GROUPS: tuple[tuple[str, ...], ...] = (PLACED, AWAITED, ("standby",))


def _line(one: Asked, now: Instant) -> Line:
    it, person = one.invitation, one.reservist
    runs = it.state == "sent" and it.expires_at is not None
    left = max(0, (it.expires_at or now) - now + 59) // 60 if runs else None
    reached = person.mobile or person.email
    age = age_of(person, now)
    return Line(it.code, tables.name_of(one), age, it.state, reached, person.contact_name, left)


def _to_read() -> list[ToRead]:
    """What came in at this center, or from somebody who is not known."""
    return views.to_read(g.qvax.db)


def _one_to_read(number: int) -> ToRead:
    one = next((one for one in _to_read() if one.id == number), None)
    if one is None:
        abort(404)
    return one
