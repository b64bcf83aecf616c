"""Renders a page of the desk: its own words beside those of the site, and who is at work at which center."""

from typing import Any

from flask import Response, g

from qvax_cli.web.guards import form_token
from qvax_cli.web.language import words
from qvax_cli.web.pages import page

#: A number in an address: none is larger in either database.
NUMBER = "<int(max=2147483647):number>"
#: What a browser holds in which somebody is logged in.
COOKIE = "__Host-qvax-desk"


def form_here() -> str:
    """What a form of the desk carries in this browser, from log-in to log-out."""
    return form_token(f"desk:{g.session.secret}") if g.get("session") else ""


def desk_words() -> dict[str, str]:
    """What stands on the pages of the desk."""
    return {**words(g.language), **words(g.language, "desk")}


def desk_page(template: str, *, status: int = 200, **values: Any) -> Response:
    """The page; `t` holds the words of the desk, `w` those of the terminal."""
    shown = {"t": desk_words(), "w": g.qvax.words, "at_work": g.get("at_work"), "form": form_here(), **values}
    return page(f"desk/{template}", status=status, **shown)
