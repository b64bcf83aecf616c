"""The door of the desk: who is at work, by name and password; nobody else sees a page behind it."""

import hmac
from contextlib import closing
from secrets import token_hex
from typing import Any, NamedTuple

from flask import Blueprint, Response, abort, g, redirect, request, url_for

from qvax_cli.loop import views
from qvax_cli.loop.operators import Operators
from qvax_cli.loop.seen import saw
from qvax_cli.rules import pace
from qvax_cli.rules.links import keyed
from qvax_cli.rules.local_time import Instant
from qvax_cli.rules.roles import may
from qvax_cli.store.centers import Center
from qvax_cli.store.operators import Operator
from qvax_cli.web.desk.pages import COOKIE, desk_page, form_here
from qvax_cli.web.guards import visitors
from qvax_cli.web.opening import anew

routes = Blueprint("door", __name__)

#: Whoever presses nothing for so long (seconds) logs in again. That the page looks again by itself is no press.
_IDLE = 4 * 3600
#: And whoever logged in so long ago, whatever they press: longer than any evening.
_LONGEST = 12 * 3600


class Session(NamedTuple):
    """What begins at a log-in and ends at a log-out; secret: what the browser holds of it, and nobody else knows."""

    operator: Operator
    began: Instant
    secret: str


class AtWork(NamedTuple):
    """Who is at work, at which center."""

    name: str
    role: str
    center: Center

    def may(self, task: str) -> bool:
        """Whether their role lets them do that: what it does not is not offered."""
        return may(self.role, task)


def let_in() -> Any:
    """Stands before every page of the desk. What follows is done by the operator who is logged in."""
    if not g.qvax.settings["web.desk"] or g.qvax.links is None:
        abort(404)
    g.qvax.language = g.language
    if request.endpoint in ("desk.door.ask", "desk.door.log_in"):
        return None
    session = _session()
    if session is None:
        return redirect(url_for("desk.door.ask"), 303)
    one = session.operator
    g.qvax.close()
    g.qvax = anew(g.qvax, one.name)
    g.qvax.language = g.language
    center = views.own_center(g.qvax.db)
    if center is None:
        abort(404)
    g.at_work, g.session = AtWork(one.name, one.role, center), session
    if request.method == "POST" and not hmac.compare_digest(request.form.get("form", ""), form_here()):
        abort(403)
    return None


def stay(response: Response) -> Response:
    """Whoever presses something stays for another while."""
    if request.method == "POST" and g.get("session"):
        _keep(response, g.session)
    return response


@routes.get("/login")
def ask() -> Any:
    """Where name and password are typed."""
    return desk_page("login.html", failed=False)


@routes.post("/login")
def log_in() -> Any:
    """The same answer after the same time for an unknown name and a wrong password."""
    visitors().count(pace.LOG_INS)
    name, password = request.form.get("operator", "").strip(), request.form.get("password", "")
    one = _operators().log_in(name, password)
    if one is None:
        return desk_page("login.html", status=422, failed=True)
    with closing(anew(g.qvax, one.name)) as theirs:  # the pages behind the door change nothing, so this is noted once
        saw(theirs.db, "the desk page, from this log-in on", now=g.qvax.now(), center=one.center_id)
    return _keep(redirect(url_for("desk.evening.show"), 303), Session(one, g.qvax.now(), token_hex(16)))


@routes.post("/logout")
def log_out() -> Any:
    """Ends the session, also where somebody has copied what the browser holds."""
    _operators().log_out(_known_by(g.session), _IDLE)
    g.session = None
    response = redirect(url_for("desk.door.ask"), 303)
    response.delete_cookie(COOKIE, path="/", secure=True, httponly=True, samesite="Strict")
    return response


def _keep(response: Any, session: Session) -> Any:
    """The browser holds who, since when, the moment, the secret, and a sign that only we can have made. Another
    password makes another sign."""
    now = g.qvax.now()
    said = f"{session.operator.id}.{session.began}.{now}.{session.secret}"
    held = f"{said}.{_sign(said, session.operator)}"
    lasts = min(_IDLE, session.began + _LONGEST - now)
    response.set_cookie(COOKIE, held, max_age=lasts, path="/", secure=True, httponly=True, samesite="Strict")
    return response


def _session() -> Session | None:
    """The session of which the browser holds the sign, while it lasts."""
    said, _, sign = request.cookies.get(COOKIE, "").rpartition(".")
    number, began, at, secret = (*said.split(".", 3), "", "", "", "")[:4]
    if not all(part.isascii() and part.isdecimal() and len(part) < 12 for part in (number, began, at)):
        return None
    one, now = _operators().at_desk(int(number)), g.qvax.now()
    if one is None or not (0 <= now - int(at) < _IDLE and now - int(began) < _LONGEST):
        return None
    if not hmac.compare_digest(sign.encode(), _sign(said, one).encode()):
        return None
    session = Session(one, int(began), secret)
    return None if _operators().is_out(_known_by(session)) else session


def _known_by(session: Session) -> bytes:
    return keyed(g.qvax.links.key, f"desk over:{session.secret}")


def _sign(said: str, one: Operator) -> str:
    return keyed(g.qvax.links.key, f"desk:{said}:{one.password_hash}").hex()


def _operators() -> Operators:
    return Operators(g.qvax.db, g.qvax.now, g.qvax.patience)
