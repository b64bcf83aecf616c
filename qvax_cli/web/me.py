"""One's own page: opened by a link that is sent, and what people see and change of themselves there (R43)."""

import hmac
import json
import secrets
from collections import Counter
from hashlib import sha256
from typing import Any

from flask import Blueprint, Response, abort, g, redirect, request, url_for

from qvax_cli.audit.explain import explain
from qvax_cli.console import json_shapes
from qvax_cli.console.explained import sentences
from qvax_cli.errors import NotFound, QvaxError, Refused
from qvax_cli.forgetting import forget
from qvax_cli.loop import logged, views
from qvax_cli.loop.details import Details
from qvax_cli.rules import pace
from qvax_cli.rules.complaint import Complaint
from qvax_cli.rules.plain_text import plain
from qvax_cli.store.log import Logged
from qvax_cli.store.people import Reservist
from qvax_cli.store.visits import Visit
from qvax_cli.web import times
from qvax_cli.web.guards import form_token, own_page, visitors
from qvax_cli.web.language import LANGUAGES, chosen
from qvax_cli.web.pages import page

routes = Blueprint("me", __name__)

#: A page stays open for so long (seconds).
_LASTS = 45 * 60
_COOKIE = "__Host-qvax"
#: A center that there is not, or not any more since the page was shown.
_NO_CENTER = ("no_such_center", "several_centers", "not_taking_part")


@routes.get("/link")
def ask() -> Any:
    """Where a link to one's page is asked for."""
    return page("link.html", values={}, wrong={})


@routes.post("/link")
def send_link() -> Any:
    """The same answer, whoever asks."""
    visitors().count(pace.LINKS)
    address = request.form.get("address", "").strip()
    try:
        visitors().ask_for_link(address)
    except Complaint:
        return page("link.html", status=422, values={"address": address}, wrong={"address": "address"})
    return page("link_sent.html")


@routes.get("/me/<token>")
def look(token: str) -> Any:
    """A button: programs that look into mails press none."""
    language = visitors().link(token)
    if language is None:
        abort(404)
    g.language = chosen(request.args.get("lang"), language, request.accept_languages.values())
    return page("open.html", token=token)


@routes.post("/me/<token>")
def open_page(token: str) -> Any:
    """Opens the page in this browser, and by this link in no other."""
    secret = secrets.token_urlsafe(24)
    if visitors().open_page(token, _hash(secret), _LASTS) is None:
        visitors().count(pace.WRONG)
        abort(404)
    response = redirect(url_for("me.show", lang=request.args.get("lang")), 303)
    response.set_cookie(_COOKIE, secret, max_age=_LASTS, path="/", secure=True, httponly=True, samesite="Lax")
    return response


@routes.get("/me")
def show() -> Any:
    """All of it."""
    visit = _visit()
    if visit is None:
        return redirect(url_for("me.ask", lang=request.args.get("lang")), 303)
    return _page(own_page().whose(visit), {})


@routes.post("/me")
def change() -> Any:
    """What a button of the page says."""
    visit = _visit()
    if visit is None:
        return redirect(url_for("me.ask", lang=request.args.get("lang")), 303)
    if not hmac.compare_digest(request.form.get("form", ""), _form_token()):
        abort(403)
    what = _CHANGES.get(request.form.get("do", ""))
    if what is None:
        abort(400)
    whose = own_page().whose(visit)
    try:
        done = what(visit, whose[0])
    except Complaint as complaint:
        return _page(whose, {complaint.field: complaint.field})
    except (NotFound, Refused) as refused:
        if refused.cause not in _NO_CENTER:
            raise
        return _page(whose, {"center": "center_choose"})
    return done or redirect(url_for("me.show", lang=request.args.get("lang"), done=1), 303)


def _page(whose: list[Reservist], wrong: dict[str, str]) -> Response:
    them = views.person_of(g.qvax.db, whose[0])
    now = g.qvax.now()
    g.language = chosen(request.args.get("lang"), them.reservist.language, request.accept_languages.values())
    return page(
        "me.html",
        status=422 if wrong else 200,
        them=them,
        others=[(one.id, _short(one)) for one in whose[1:]],
        times=_times(them, now, again="available" in wrong),
        ended=bool(them.repeat and not them.repeat.runs),
        why=_why(them.reservist, now) if request.args.get("why") else None,
        form=_form_token(),
        all_languages=LANGUAGES,
        centers=_centers(),
        wrong=wrong,
        # The page has several forms, of which one was sent.
        values={**them.reservist._asdict(), "center": them.center.code, **(request.form if wrong else {})},
        done=request.args.get("done"),
    )


def _times(them: views.Person, now: int, *, again: bool) -> times.Times:
    """The form of their times; again: as it was sent, with what was wrong."""
    if again:
        typed, weekly = request.form.getlist("available"), bool(request.form.get("repeat"))
        return times.shown_again(typed, weekly=weekly, language=g.language, now=now)
    weekly = bool(them.repeat and them.repeat.runs)
    return times.shown(them.windows, weekly=weekly, language=g.language, now=now)


def _centers() -> list[tuple[str, str]]:
    """The centers to choose from, code and town, by town: a list in which one can type."""
    open_ = [one for one in views.all_centers(g.qvax.db) if one.takes_part]
    times_named = Counter(one.town for one in open_)
    named = [(one.code, one.town if times_named[one.town] == 1 else f"{one.town}: {one.name}") for one in open_]
    return sorted(named, key=lambda one: plain(one[1]))


def _why(reservist: Reservist, now: int) -> list[str]:
    """Why they were asked or not at the latest offer of their center, in sentences (R35)."""
    try:
        offer, center = views.offer_for(g.qvax.db, reservist, None)
        return sentences(explain(g.qvax.db, reservist.id, offer.id, now=now), center.name, g.language, now=now)
    except QvaxError:
        return []


def _set_times(_: Visit, person: Reservist) -> None:
    windows = times.read(request.form.getlist("available"), g.qvax.now())
    own_page().set_times(person.id, windows, weekly=bool(request.form.get("repeat")))


def _set_details(_: Visit, person: Reservist) -> None:
    given = {name: request.form.get(name) for name in Details._fields}
    own_page().change_details(person.id, Details(**{name: one and one.strip() for name, one in given.items()}))


def _choose(visit: Visit, _: Reservist) -> None:
    number = request.form.get("person", "")
    own_page().choose(visit, int(number) if number.isascii() and number.isdecimal() and len(number) < 12 else 0)


def _file(_: Visit, person: Reservist) -> Response:
    """All that is kept of them, as a file; their own number too, which they know."""
    them = views.person_of(g.qvax.db, person)
    told = {
        "reservist": json_shapes.reservist(them, g.qvax.now(), number=True),
        "log": [json_shapes.event(one) for one in _log(person)],
    }
    response = Response(json.dumps(told, ensure_ascii=False, indent=1), mimetype="application/json")
    response.headers["Content-Disposition"] = 'attachment; filename="qvax.json"'
    return response


def _log(person: Reservist) -> list[Logged]:
    return logged.log(g.qvax.db, since=None, offer=None, person=person.id, center=None, limit=-1)


def _forget(visit: Visit, person: Reservist) -> Response | None:
    """Off the list; asked once more, as nothing brings it back."""
    if not request.form.get("sure"):
        return page("leave.html", form=_form_token(), person=_short(person))
    forget(g.qvax, person)
    own_page().leave(visit)
    response = page("left.html")
    response.delete_cookie(_COOKIE, path="/", secure=True, httponly=True, samesite="Lax")
    return response


def _end(visit: Visit, _: Reservist) -> Any:
    own_page().leave(visit)
    response = redirect(url_for("start", lang=request.args.get("lang")), 303)
    response.delete_cookie(_COOKIE, path="/", secure=True, httponly=True, samesite="Lax")
    return response


_CHANGES: dict[str, Any] = {
    "times": _set_times,
    "details": _set_details,
    "choose": _choose,
    "file": _file,
    "forget": _forget,
    "end": _end,
}


def _visit() -> Visit | None:
    secret = request.cookies.get(_COOKIE, "")
    return own_page().visit(_hash(secret)) if secret else None


def _hash(secret: str) -> bytes:
    return sha256(secret.encode()).digest()


def _form_token() -> str:
    return form_token(request.cookies.get(_COOKIE, ""))


def _short(person: Reservist) -> str:
    """First name and initial: enough to choose by, where several share an address."""
    return f"{person.first_name} {person.last_name[:1]}."
