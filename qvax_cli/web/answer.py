"""The page of an invitation: what is offered, and two buttons. Looking changes nothing; pressing answers (R15, R43)."""

from typing import Any

from flask import Blueprint, abort, g, redirect, request, url_for

from qvax_cli.loop import views
from qvax_cli.messages.moments import moment, span
from qvax_cli.rules.complaint import Complaint
from qvax_cli.rules.invitation import AWAITED
from qvax_cli.store.asked import Asked
from qvax_cli.web import times
from qvax_cli.web.guards import own_page
from qvax_cli.web.language import chosen
from qvax_cli.web.pages import page

routes = Blueprint("answer", __name__)

#: Who did not react, and lost their times by that (R18).
SILENT = ("expired", "no_show")


@routes.get("/a/<token>")
def show(token: str) -> Any:
    """The invitation as it stands now, whatever it is by now."""
    asked = _asked(token)
    return page("answer.html", **_facts(asked))


@routes.post("/a/<token>")
def give(token: str) -> Any:
    """Records the answer as received when the request came; the page is then shown anew, so that a reload does not
    answer again."""
    asked = _asked(token)
    if request.form.get("do") == "times":
        return _come_again(asked, token)
    answer = request.form.get("answer", "")
    if answer not in ("yes", "no"):
        abort(400)
    g.qvax.desk.respond(asked.invitation.code, answer, received_at=g.received_at)
    return redirect(url_for("answer.show", token=token, lang=request.args.get("lang")), 303)


def _come_again(asked: Asked, token: str) -> Any:
    """After silence people say here when they can come (R18): they are asked again."""
    if asked.invitation.state not in SILENT or asked.reservist.state != "listed":
        abort(400)
    try:
        windows = times.read(request.form.getlist("available"), g.qvax.now())
    except Complaint:
        typed = request.form.getlist("available")
        weekly = bool(request.form.get("repeat"))
        grid = times.shown_again(typed, weekly=weekly, language=g.language, now=g.qvax.now())
        return page("answer.html", status=422, **{**_facts(asked), "times": grid, "wrong": {"available": "available"}})
    own_page().set_times(asked.reservist.id, windows, weekly=bool(request.form.get("repeat")))
    return redirect(url_for("answer.show", token=token, lang=request.args.get("lang"), done=1), 303)


def _asked(token: str) -> Asked:
    links = g.qvax.links
    asked: Asked | None = links.asked(g.qvax.db, token) if links else None
    if asked is None or asked.reservist.state == "erased":
        abort(404)
    accepted = request.accept_languages.values()
    g.language = chosen(request.args.get("lang"), asked.reservist.language, accepted)
    return asked


def _times(asked: Asked, now: int) -> times.Times | None:
    if asked.reservist.state != "listed":
        return None
    them = views.person_of(g.qvax.db, asked.reservist)
    weekly = bool(them.repeat and them.repeat.runs)
    return times.shown(them.windows, weekly=weekly, language=g.language, now=now)


def _facts(asked: Asked) -> dict[str, Any]:
    now, language = g.qvax.now(), g.language
    invitation, offer, center = asked.invitation, asked.offer, asked.center
    open_ = invitation.state in AWAITED and invitation.expires_at is not None and now <= invitation.expires_at
    minutes = max(0, (invitation.expires_at or now) - now + 59) // 60
    hear_by = views.hears_by(g.qvax.db, asked, now=now) if invitation.state == "standby" else None
    return {
        "person": asked.reservist.first_name,
        "center": center.name,
        "address": ", ".join(part for part in (center.address, f"{center.postcode} {center.town}") if part),
        "phone": center.phone,
        "vaccine": offer.vaccine,
        "window": span(max(now, offer.from_at), offer.until_at, language) if now < offer.until_at else "",
        "deadline": moment(invitation.expires_at, language, now) if invitation.expires_at else "",
        "minutes": minutes,
        "open": open_,
        "state": "open" if open_ else _SHOWN.get(invitation.state, "over"),
        "can_give_back": invitation.state in ("confirmed", "standby") and now <= offer.until_at,
        "times": _times(asked, now) if invitation.state in SILENT else None,
        "wrong": {},
        "done": request.args.get("done"),
        "hear_by": moment(hear_by, language, now) if hear_by else "",
    }


#: What a page says of an invitation that is no longer open.
_SHOWN = {
    "confirmed": "confirmed",
    "vaccinated": "vaccinated",
    "standby": "standby",
    "declined": "declined",
    "expired": "expired",
    "released": "released",
}
