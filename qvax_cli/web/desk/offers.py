"""Offers of a center: announcing doses, another number of them, and cancelling; what cannot be taken back is asked."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, abort, g, redirect, request, url_for

from qvax_cli.console import sure, tables
from qvax_cli.console.short import why_short
from qvax_cli.console.terms import terms
from qvax_cli.errors import NotFound
from qvax_cli.loop import views
from qvax_cli.loop.announce import Terms
from qvax_cli.loop.views import AtCenter
from qvax_cli.rules.complaint import Complaint, Unreadable
from qvax_cli.web.desk.pages import NUMBER, desk_page
from qvax_cli.words.failures import in_language

routes = Blueprint("offers", __name__)

#: What is typed of an offer, by the names of the options of `qvax offer`.
_FIELDS = ("doses", "until", "vaccine", "policy")
_POLICIES = ("strict", "standby")


@routes.get("/offer")
def form() -> Any:
    """The empty form."""
    return _form({})


@routes.post("/offer")
def announce() -> Any:
    """Shows what it would come to; pressed there, it opens the offer."""
    here = g.at_work.center
    try:
        wanted = _terms()
        # Whoever pressed has seen these offers; one that has come since, as by pressing twice, is shown first. Two that
        # press at once do so one after the other.
        with g.qvax.desk.changing():
            going = ",".join(str(one.id) for one in views.offers_in_play(g.qvax.db, here.id))
            if request.form.get("seen") == going:
                g.qvax.desk.announce(here.code, wanted)
                return redirect(url_for("desk.evening.show"), 303)
        seen = g.qvax.desk.foresee(here.code, wanted)
    except Complaint as complaint:
        return _form(_said(complaint))
    words, offer = g.qvax.words, seen.offer
    told = [tables.terms_of(words, offer, here, seen.now)]
    if seen.expected and seen.settled.invited:
        told.append(tables.forecast_line(words, offer, seen.expected, seen.now))
    return desk_page(
        "foreseen.html",
        told=[*told, *filter(None, [why_short(g.qvax, offer, seen.now)])],
        doubts=[said for said, _ in sure.doubts(g.qvax, here, wanted)],
        seen=going,
        names=tables.named(words, seen.settled.invited, tables.name_of),
        values={name: request.form.get(name, "") for name in _FIELDS},
    )


@routes.get(f"/o/{NUMBER}")
def show(number: int) -> Any:
    """What can be changed of an offer."""
    return _change(offer_here(number), {})


@routes.post(f"/o/{NUMBER}")
def change(number: int) -> Any:
    """Another number of doses, or the end; whoever loses something by that is named first."""
    it = offer_here(number)
    try:
        return {"doses": _doses, "close": _close}[request.form.get("do", "")](it)
    except KeyError:
        abort(400)
    except Complaint as complaint:
        return _change(it, _said(complaint))


def _doses(it: AtCenter) -> Any:
    doses = _number("doses")
    lost = sure.lost_by(g.qvax.words, g.qvax.desk.change_doses(it.offer.id, doses, dry_run=True))
    if lost and not request.form.get("sure"):
        return desk_page("end.html", it=it, told=lost, do="doses", doses=doses)
    g.qvax.desk.change_doses(it.offer.id, doses)
    return redirect(url_for("desk.evening.show"), 303)


def _close(it: AtCenter) -> Any:
    release = bool(request.form.get("release"))
    if not request.form.get("sure"):
        seen = g.qvax.desk.close(it.offer.id, release_confirmed=release, dry_run=True)
        return desk_page("end.html", it=it, told=sure.ended_by(g.qvax.words, seen), do="close", release=release)
    g.qvax.desk.close(it.offer.id, release_confirmed=release)
    return redirect(url_for("desk.evening.show"), 303)


def _terms() -> Terms:
    """What was typed. Complaint."""
    typed = {name: request.form.get(name, "").strip() or None for name in _FIELDS}
    if typed["policy"] not in (None, *_POLICIES):
        abort(400)
    vaccine, policy = typed["vaccine"], typed["policy"]
    return terms(g.qvax, _number("doses"), None, typed["until"], vaccine, None, None, policy, None)


def _number(field: str) -> int:
    """A number of doses. Unreadable."""
    text = request.form.get(field, "").strip()
    if not (text.isascii() and text.isdecimal() and len(text) < 5):
        raise Unreadable(field, "is a number, 1 to 200")
    return int(text)


def _said(complaint: Complaint) -> dict[str, str]:
    """What is wrong with a field, in the language of the page."""
    return {complaint.field: in_language(g.language)(complaint.reason)}


def _form(wrong: Mapping[str, str]) -> Any:
    values = {name: request.form.get(name, "") for name in _FIELDS}
    return desk_page("offer.html", status=422 if wrong else 200, values=values, wrong=wrong, policies=_POLICIES)


def _change(it: AtCenter, wrong: Mapping[str, str]) -> Any:
    words, now = g.qvax.words, g.qvax.now()
    told = [tables.offer_line(words, it.offer, it.center, now), tables.counts_line(words, it.offer)]
    return desk_page("change.html", status=422 if wrong else 200, it=it, told=told, wrong=wrong)


def offer_here(number: int) -> AtCenter:
    """The offer of this center with that number, else the page of what is not there."""
    try:
        it = views.offer(g.qvax.db, number)
    except NotFound:
        abort(404)
    if it.center.id != g.at_work.center.id:
        abort(404)
    return it
