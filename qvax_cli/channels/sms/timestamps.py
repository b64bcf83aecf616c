"""Reads the moments that SMS gateways write, in any of their spellings."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from qvax_cli.rules.local_time import Instant

if TYPE_CHECKING:
    from datetime import datetime

_LATEST = 4_102_444_800  # 2100: what is greater was counted in thousandths


def instant_of(text: str, now: Instant) -> Instant | None:
    """The moment of `1617723600` (seconds or thousandths since 1970), `2021-04-06T15:40:00Z` or
    `Tue, 06 Apr 2021 15:40:00 +0000`.

    Without a zone it is Brussels time where it could not have been said in UTC by `now`. None for anything else.
    """
    from datetime import UTC

    from qvax_cli.rules.complaint import Complaint
    from qvax_cli.rules.local_time import instant

    said = text.strip()
    if said.isascii() and said.isdecimal() and 9 <= len(said) <= 13:
        seconds = int(said)
        return seconds if seconds < _LATEST else seconds // 1000
    with suppress(ValueError, OverflowError, IndexError, TypeError, Complaint):
        moment = _spelled(said)
        if moment.tzinfo:
            return int(moment.timestamp())
        # Many gateways write UTC and do not say so: what may be two hours younger is no moment to judge by (R15).
        return instant(moment) if moment.replace(tzinfo=UTC).timestamp() > now else None
    return None


def _spelled(said: str) -> datetime:
    """The moment in either spelling; naive where it has no zone. ValueError and more for what cannot be."""
    from datetime import datetime
    from email.utils import parsedate_to_datetime

    with suppress(ValueError):
        return datetime.fromisoformat(said)
    # What says that its zone is not known is in UTC all the same (RFC 5322).
    return parsedate_to_datetime(f"{said.removesuffix('-0000')}+0000" if said.endswith("-0000") else said)
