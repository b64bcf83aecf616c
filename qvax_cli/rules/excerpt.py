"""A few words of a message, for the list of those that a person has to read."""

import re

from qvax_cli.rules.quoted_text import part

_MOST = 300
# Eleven digits in the usual grouping, or in any: a national number is never shown (R25).
_NUMBER = re.compile(r"(?<!\d)(?:\d[ .\-/]{0,2}){10}\d(?!\d)")


def excerpt(text: str) -> str:
    """What somebody wrote, without what they quote, on one line, shortened; long numbers are left out."""
    own = part(text[: 100 * _MOST]).own.strip() or text[: 100 * _MOST]
    words = " ".join(_NUMBER.sub("[number]", own).split())
    return words if len(words) <= _MOST else words[: _MOST - 1] + "…"
