"""What is printed or looked at afterwards: the sheet for the nurse, and how the days went, as a table and a picture."""

from base64 import b64encode
from datetime import datetime, time, timedelta
from hashlib import sha256
from typing import Any

from flask import Blueprint, Response, g, make_response

from qvax_cli.console import sheet
from qvax_cli.console.chart import STYLE as STYLE_OF_PICTURE
from qvax_cli.console.stats_picture import midnight, picture
from qvax_cli.console.stats_tables import shape
from qvax_cli.loop import views
from qvax_cli.loop.stats import days, last_day
from qvax_cli.messages.moments import date
from qvax_cli.rules.local_time import day
from qvax_cli.web.desk.offers import offer_here
from qvax_cli.web.desk.pages import NUMBER, desk_page

routes = Blueprint("papers", __name__)

#: Days in the table.
_WEEK = 7
_COLUMNS = ("doses", "placed", "lost", "asked", "minutes_to_fill")


@routes.get(f"/o/{NUMBER}/sheet")
def print_sheet(number: int) -> Any:
    """The very page that `qvax sheet --html` writes."""
    offer_here(number)
    now = g.qvax.now()
    it, coming = views.coming(g.qvax.db, number)
    people = [sheet.person(one, now) for one in coming]
    html = sheet.as_page(g.qvax.words, it, people, views.head(g.qvax.db), now)
    return _styled(make_response(html), sheet.STYLE)


@routes.get("/stats")
def stats() -> Any:
    """The last days."""
    here, today = g.at_work.center, day(g.qvax.now())
    first, end = midnight(today - timedelta(days=_WEEK - 1)), midnight(today + timedelta(days=1))
    counted = days(g.qvax.db, center_id=here.id, first=first, last=end)
    named = [date(datetime.combine(one.day, time()), g.language) for one in counted]
    rows = [[name, *(shape(one)[key] for key in _COLUMNS)] for name, one in zip(named, counted, strict=True)]
    return desk_page("stats.html", rows=rows, columns=_COLUMNS)


@routes.get("/stats.svg")
def drawn() -> Any:
    """The last day with an offer, and the month before it."""
    here = g.at_work.center
    last = last_day(g.qvax.db, center_id=here.id) or day(g.qvax.now())
    svg = picture(g.qvax.db, g.qvax.words, here.name, here.id, last)
    return _styled(Response(svg, mimetype="image/svg+xml"), STYLE_OF_PICTURE)


def _styled(response: Response, style: str) -> Response:
    """A page that carries its own style, which the browser knows by its hash."""
    known = b64encode(sha256(style.encode()).digest()).decode()
    response.headers["Content-Security-Policy"] = f"default-src 'none'; style-src 'sha256-{known}'; base-uri 'none'"
    return response
