"""The desk: the evening of one center on a tablet. Off unless `[web] desk` says otherwise."""

from typing import Any

from flask import Blueprint, g, request

from qvax_cli.errors import NotFound, QvaxError, Refused
from qvax_cli.rules.complaint import Complaint
from qvax_cli.web.desk import door, evening, offers, papers, people
from qvax_cli.web.desk.pages import desk_page
from qvax_cli.web.language import LANGUAGES
from qvax_cli.words.failures import in_language

desk = Blueprint("desk", __name__, url_prefix="/desk")
for _pages in (door, evening, offers, papers, people):
    desk.register_blueprint(_pages.routes)
desk.before_request(door.let_in)
desk.after_request(door.stay)


@desk.errorhandler(Refused)
@desk.errorhandler(NotFound)
def refused(error: QvaxError) -> Any:
    """What the command line refuses, in the same sentence."""
    return _told(error.message, error.hint)


@desk.errorhandler(Complaint)
def complained(error: Complaint) -> Any:
    """The same, of a value."""
    return _told(error.reason, error.hint)


def _told(*sentences: str) -> Any:
    known = in_language(g.language)
    said = [known(one) for one in sentences if one]
    return desk_page("refused.html", status=409, told=[f"{one[:1].upper()}{one[1:]}." for one in said])


@desk.url_defaults
def keep_language(_: str, values: dict[str, Any]) -> None:
    """The language that was chosen goes along from page to page."""
    if (chosen := request.args.get("lang")) in LANGUAGES:
        values.setdefault("lang", chosen)
