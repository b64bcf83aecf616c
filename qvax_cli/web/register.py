"""Registering: a form, what was wrong with it, and the link or the figures that confirm it (R43)."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, abort, g, redirect, request, url_for
from werkzeug.datastructures import MultiDict

from qvax_cli.loop import views
from qvax_cli.registrations import COLUMNS, Checker, Registration
from qvax_cli.rules import pace
from qvax_cli.rules.center_names import named_by, nearest_postcodes
from qvax_cli.rules.complaint import Complaint
from qvax_cli.rules.links import seed_text
from qvax_cli.rules.week import week_of, week_text
from qvax_cli.rules.windows import window_text
from qvax_cli.store.applications import Application
from qvax_cli.store.centers import Center
from qvax_cli.web import times
from qvax_cli.web.guards import visitors
from qvax_cli.web.language import chosen
from qvax_cli.web.pages import page

routes = Blueprint("register", __name__)

#: What is typed in a field of its own, in the order of the form.
FIELDS = ("niss", "birth_date", "first_name", "last_name", "center", "email", "mobile", "contact_name")


@routes.get("/register")
def form() -> Any:
    """The empty form."""
    return _form(MultiDict({"language": g.language}), {})


@routes.post("/register")
def send() -> Any:
    """Keeps what is right, and writes to the address; else the form again with what was wrong."""
    visitors().count(pace.REGISTRATIONS)
    typed = request.form
    center, choices = _center(typed.getlist("center"))
    checked = _checked(typed, center)
    wrong = checked if isinstance(checked, dict) else {}
    if choices:
        wrong["center"] = "center_choose" if len(choices) > 1 else "center_elsewhere"
    if not typed.get("consent"):
        wrong["consent"] = "consent"
    if not wrong and isinstance(checked, Registration):
        try:
            seed = visitors().apply(checked)
            return redirect(url_for("register.waiting", token=seed_text(seed), lang=g.language), 303)
        except Complaint as complaint:
            wrong = {complaint.field: "unreachable"}
    return _form(typed, wrong, choices)


@routes.get("/confirm/<token>")
def waiting(token: str) -> Any:
    """Where to look, and a field for the figures; with the link that was sent a button in place of it."""
    asked, one = visitors(), _application(token)
    return page("confirm.html", token=token, by_link=asked.confirms(one, token), wrong="")


@routes.post("/confirm/<token>")
def confirm(token: str) -> Any:
    """Puts the person on the list."""
    _application(token)
    asked = visitors()
    if not asked.confirm(token, request.form.get("figures", ""), _checker()):
        asked.count(pace.WRONG)
        return page("confirm.html", status=422, token=token, by_link=False, wrong="figures")
    return page("confirmed.html")


def _application(token: str) -> Application:
    """The application that waits there, else the page of what is not there."""
    one = visitors().application(token)
    if one is None:
        abort(404)
    g.language = chosen(request.args.get("lang"), one.language, request.accept_languages.values())
    return one


def _form(typed: "MultiDict[str, str]", wrong: Mapping[str, str], choices: list[Center] | None = None) -> Any:
    now = g.qvax.now()
    weekly = bool(typed.get("repeat"))
    grid = times.shown_again(typed.getlist("available"), weekly=weekly, language=g.language, now=now)
    values = {name: typed.get(name, "") for name in (*FIELDS, "language", "consent")}
    return page(
        "register.html",
        status=422 if wrong else 200,
        values=values,
        wrong={name: wrong[name] for name in (*FIELDS, "language", "available", "consent") if name in wrong},
        choices=choices or [],
        times=grid,
        min_age=g.qvax.settings["policy.min_age"],
    )


def _checked(typed: "MultiDict[str, str]", center: str) -> Registration | dict[str, str]:
    """What was typed, or what is wrong with it: the key of a sentence, by field."""
    now, wrong = g.qvax.now(), {}
    values = {name: typed.get(name, "").strip() for name in COLUMNS} | {"center": center, "available": "", "repeat": ""}
    try:
        windows = times.read(typed.getlist("available"), now)
        values["available"] = "|".join(map(window_text, windows))
        values["repeat"] = week_text(week_of(windows)) if typed.get("repeat") else ""
    except Complaint:
        wrong["available"] = "available"
    checked = _checker().check(tuple(values[column] for column in COLUMNS))
    if isinstance(checked, Registration) and not wrong:
        return checked
    for complaint in checked if isinstance(checked, list) else ():
        wrong.setdefault(complaint.field, complaint.field)
    if wrong.get("birth_date") and not values["birth_date"]:
        wrong["birth_date"] = "birth_date_needed" if _carries_none(checked) else "birth_date"
    return wrong


def _carries_none(checked: object) -> bool:
    return isinstance(checked, list) and any(one.field == "birth_date" and "missing" in one.reason for one in checked)


def _center(typed: list[str]) -> tuple[str, list[Center]]:
    """The code of the center that was meant, or those to choose from; one alone that people register elsewhere for."""
    text = next((one.strip() for one in reversed(typed) if one.strip()), "")
    known = views.all_centers(g.qvax.db)
    found = named_by(text, known) or nearest_postcodes(text, known)
    if found and not found[0].takes_part:
        return "", found[:1]
    open_ = [one for one in found if one.takes_part]
    sure = len(open_) == 1 and named_by(text, known)
    return (open_[0].code, []) if sure else ("", open_)


def _checker() -> Checker:
    min_age = g.qvax.settings["policy.min_age"]
    return Checker(views.all_centers(g.qvax.db), now=g.qvax.now(), min_age=min_age, leave_out_over=True)
