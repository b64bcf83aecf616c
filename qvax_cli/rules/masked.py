"""Takes national numbers out of what is shown or kept (R25), however their digits are parted."""

import re
from functools import cache

_BETWEEN = "[ \u00a0\u202f./_\u2010-\u2015\u2212-]{0,3}"
_DIGITS = 11


def masked(text: str, instead: str) -> str:
    """The text with `instead` for whatever has eleven digits, as a national number; what begins with + is a phone.

    Also for a longer run of digits, whatever parts them, in which a right national number stands: with a digit too
    many, after a +, among other numbers.
    """
    if sum(sign.isdigit() for sign in text) < _DIGITS:
        return text
    return _runs().sub(lambda run: instead if _holds_number(run[0]) else run[0], _eleven_digits().sub(instead, text))


def _holds_number(run: str) -> bool:
    from qvax_cli.rules.national_number import may_be

    digits = "".join(str(int(sign)) for sign in run if sign.isdecimal())
    return any(may_be(digits[n : n + _DIGITS]) for n in range(len(digits) - _DIGITS + 1))


@cache
def _eleven_digits() -> re.Pattern[str]:
    return re.compile(rf"(?<![\d+])\d(?:{_BETWEEN}\d){{10}}(?!\d)")


@cache
def _runs() -> re.Pattern[str]:
    return re.compile(rf"\d(?:[\W_]{{0,3}}\d){{{_DIGITS - 1},}}")
