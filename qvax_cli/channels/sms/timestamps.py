"""Reads the moments that SMS gateways write, in any of their spellings."""

from contextlib import suppress

from qvax_cli.rules.local_time import Instant

_LATEST = 4_102_444_800  # 2100: what is greater was counted in thousandths


def instant_of(text: str, now: Instant) -> Instant | None:
    """The moment of `1617723600` (seconds or thousandths since 1970), `2021-04-06T15:40:00Z` or
    `Tue, 06 Apr 2021 15:40:00 +0000`.

    Without a zone it is Brussels time where it could not have been said in UTC by `now`. None for anything else.
    """
    from datetime import UTC, datetime
    from email.utils import mktime_tz, parsedate_tz

    from qvax_cli.rules.complaint import Complaint
    from qvax_cli.rules.local_time import instant

    said = text.strip()
    if said.isascii() and said.isdecimal() and 9 <= len(said) <= 13:
        seconds = int(said)
        return seconds if seconds < _LATEST else seconds // 1000
    with suppress(ValueError, OverflowError, Complaint):
        moment = datetime.fromisoformat(said)
        if moment.tzinfo:
            return int(moment.timestamp())
        # Many gateways write UTC and do not say so: what may be two hours younger is no moment to judge by (R15).
        return instant(moment) if moment.replace(tzinfo=UTC).timestamp() > now else None
    with suppress(ValueError, OverflowError, IndexError, TypeError):
        spelled = parsedate_tz(said)
        return None if spelled is None else mktime_tz((*spelled[:9], spelled[9] or 0))
    return None
