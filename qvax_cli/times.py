"""The clock of a command: the system's, or a moment given for rehearsals and tests."""

import time
from collections.abc import Callable, Mapping

from qvax_cli.errors import Misconfigured
from qvax_cli.rules.complaint import Complaint
from qvax_cli.rules.local_time import Instant, parse_moment

Clock = Callable[[], Instant]


def system_clock() -> Instant:
    """The present second."""
    return int(time.time())


def clock(environ: Mapping[str, str]) -> Clock:
    """The system's clock, or one that stands still at $QVAX_NOW. Misconfigured if that is no moment."""
    text = environ.get("QVAX_NOW")
    if not text:
        return system_clock
    try:
        moment = parse_moment(text, system_clock(), "QVAX_NOW")
    except Complaint as complaint:
        raise Misconfigured(f"QVAX_NOW: {complaint.reason}", complaint.hint) from None
    return lambda: moment


def stopwatch() -> Callable[[], float]:
    """Starts one; it gives the seconds that have passed, whatever happens to the clock."""
    began = time.monotonic()
    return lambda: time.monotonic() - began
