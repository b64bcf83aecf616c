"""The hours in which nobody is disturbed: `22:00-07:00`, by the clock of Brussels."""

import re
from datetime import datetime, time, timedelta
from typing import NamedTuple

from qvax_cli.rules.complaint import Unreadable
from qvax_cli.rules.local_time import Instant, local, readings

_HOURS = r"([01]?\d|2[0-3])[:h.]([0-5]\d)\s*[-–]\s*([01]?\d|2[0-4])[:h.]([0-5]\d)"
_DAY = 24 * 60


class QuietHours(NamedTuple):
    """From `start` to `end`, in minutes since midnight; over midnight when the end comes first."""

    start: int
    end: int

    def over_at(self, moment: Instant) -> Instant | None:
        """When the quiet hours around that moment end; None when it is not in them."""
        wall = local(moment)
        minute = wall.hour * 60 + wall.minute
        over_night = self.end <= self.start
        quiet = minute >= self.start or minute < self.end if over_night else self.start <= minute < self.end
        if not quiet:
            return None
        day = wall.date() + timedelta(days=1 if over_night and minute >= self.start else 0)
        # In the hour that spring leaves out this is the moment at which it would have been over; in the doubled hour
        # of autumn the later one.
        return max(readings(datetime.combine(day, time()) + timedelta(minutes=self.end)))


def parse(text: str, field: str) -> QuietHours | None:
    """Quiet hours as a coordinator writes them; None for an empty text. Raises Unreadable."""
    if not text.strip():
        return None
    found = re.fullmatch(_HOURS, text.strip(), re.ASCII)
    if found:
        start, end = int(found[1]) * 60 + int(found[2]), int(found[3]) * 60 + int(found[4])
        if end <= _DAY and start != end % _DAY:
            return QuietHours(start, end % _DAY)
    raise Unreadable(field, "the quiet hours could not be read", "write them as 22:00-07:00")
