"""The picture of a day and of the month before it, from what was counted."""

from datetime import date, datetime, time, timedelta

from qvax_cli.console.chart import Chart, drawn
from qvax_cli.loop.stats import answers, days
from qvax_cli.rules.local_time import Instant, instant
from qvax_cli.store.database import Database
from qvax_cli.words import Words

#: Days that a picture shows.
_MONTH = 30


def picture(db: Database, words: Words, title: str, center_id: int | None, last: date) -> str:
    """That day and the days before it, as SVG; of one center or of all. title: whose they are."""
    month = [last - timedelta(days=n) for n in range(_MONTH - 1, -1, -1)]
    first, end = midnight(month[0]), midnight(last + timedelta(days=1))
    chart = Chart(
        title,
        last,
        days(db, center_id=center_id, first=first, last=end),
        answers(db, center_id=center_id, first=midnight(last), last=end),
    )
    return drawn(chart, words, days=month)


def midnight(on: date) -> Instant:
    """When a day begins."""
    return instant(datetime.combine(on, time.min))
