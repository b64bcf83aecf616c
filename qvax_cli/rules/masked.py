"""Takes national numbers out of what is shown or kept (R25), however their digits are parted."""

import re
from functools import cache

_BETWEEN = "[ \u00a0\u202f./_\u2010-\u2015\u2212-]{0,3}"


def masked(text: str, instead: str) -> str:
    """The text with `instead` for whatever has eleven digits, as a national number; what begins with + is a phone."""
    return _eleven_digits().sub(instead, text) if sum(sign.isdigit() for sign in text) >= 11 else text


@cache
def _eleven_digits() -> re.Pattern[str]:
    return re.compile(rf"(?<![\d+])\d(?:{_BETWEEN}\d){{10}}(?!\d)")
