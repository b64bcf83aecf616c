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
            raise Complaint("from", reason, "leave out --from, or say with --until when the last dose must be given")
        return
    text, end = until
    if end <= now:
        reason = f"{clock_text(end)} today is over" if is_bare_clock(text) else "that moment has passed"
        raise Complaint("until", reason, _later(text, "give the time by which the last dose must be used"))
    if end <= begin:
        raise Complaint("until", "the offer would end before it begins", _later(text, "give --until after --from"))


def _later(text: str, hint: str) -> str:
    """What to type instead; of a time without a day it may be the one of the coming night that was meant."""
    return f"after midnight it is tomorrow's: --until 'tomorrow {text.strip()}'" if is_bare_clock(text) else hint


def _hours(seconds: int) -> str:
    return f"{seconds / 3600:g} hour{'s' if seconds != 3600 else ''}"
