"""When an offer may begin and end, said in the words that were typed (R9)."""

from qvax_cli.rules.complaint import Complaint
from qvax_cli.rules.local_time import Instant, clock_text, is_bare_clock


def check(from_: tuple[str, Instant] | None, until: tuple[str, Instant] | None, default: int, now: Instant) -> None:
    """Refuses an offer that would be over before it is made, naming the option that was typed.

    from_, until: each as typed, and the instant that it means; None where it was not typed. default: how long an offer
    lasts that does not say until when, in seconds. Raises Complaint on "from" or "until".
    """
    begin = from_[1] if from_ else now
    if until is None:
        if begin + default <= now:
            reason = f"{clock_text(begin)} is so long ago that an offer of the usual {_hours(default)} is over by now"
            hint = "leave out when it begins, or say when the last dose must be given"
            raise Complaint("from", reason, hint, cause="too_long_ago")
        return
    text, end = until
    if end <= now:
        reason = f"{clock_text(end)} today is over" if is_bare_clock(text) else "that moment has passed"
        raise _later(text, reason) or Complaint("until", reason, "give the time by which the last dose must be used")
    if end <= begin:
        reason = "the offer would end before it begins"
        raise _later(text, reason) or Complaint("until", reason, cause="ends_before_begin")


def _later(text: str, reason: str) -> Complaint | None:
    """Of a time without a day it may be the one of the coming night that was meant."""
    if not is_bare_clock(text):
        return None
    clock = text.strip()
    hint = f"after midnight it is tomorrow's: tomorrow {clock}"
    return Complaint("until", reason, hint, cause="tomorrow_meant", clock=clock)


def _hours(seconds: int) -> str:
    return f"{seconds / 3600:g} hour{'s' if seconds != 3600 else ''}"
