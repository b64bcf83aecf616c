"""The codes of invitations: 8 characters of Crockford base 32, random, easy to read aloud and to type."""

import os
import re
from functools import cache

LENGTH = 8
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_READ_AS = str.maketrans("OIL", "011")
_SPACES_AND_DASHES = dict.fromkeys(map(ord, " \t\u00a0\u202f-\u2010\u2011\u2012\u2013\u2014"))


def new() -> str:
    """A fresh code, from the random source of the operating system.

    It always holds a letter and a figure, so that it can never be a word or a number that people write
    for another reason.
    """
    while True:
        bits = int.from_bytes(os.urandom(5))
        code = "".join(ALPHABET[bits >> 5 * place & 31] for place in range(LENGTH))
        if not code.isalpha() and not code.isdigit():
            return code


def normalise(text: str) -> str | None:
    """The code that somebody typed, as it is stored; None when it is no code.

    Upper or lower case, with `O` for 0 and `I` or `L` for 1, with spaces and dashes anywhere, and in the
    square brackets that it has in our subjects.
    """
    bare = text.translate(_SPACES_AND_DASHES).strip("[]\r\n")
    if len(bare) != LENGTH or not bare.isascii():
        return None
    code = bare.upper().translate(_READ_AS)
    return code if all(sign in ALPHABET for sign in code) else None


@cache
def _token() -> re.Pattern[str]:
    # Looked ahead at, not consumed: in "code K7P3 X2Q4" the word before the code must not swallow half of it.
    four = "[0-9A-TV-Za-tv-z]{4}"
    between = "[ \u00a0\u202f\\-\u2010\u2011\u2012\u2013]?"
    return re.compile(rf"(?<![^\W_])(?=({four}{between}{four})(?![^\W_]))")


def found_in(text: str) -> list[str]:
    """What could be a code in a text, each once, normalised, in order: `K7P3X2Q4`, `k7p3-x2q4`, `K7P3 X2Q4`.

    Ordinary words of 8 letters are among them: whether a code exists is for the database to say. Two
    words of 4 letters are not: a code in two halves must hold a figure and a letter.
    """
    found: dict[str, None] = {}
    for match in _token().finditer(text):
        token = match[1]
        code = normalise(token)
        mixed = any(map(str.isdigit, token)) and any(map(str.isalpha, token))
        if code and (len(token) == LENGTH or mixed):
            found[code] = None
    return list(found)


def replaced(text: str, code: str, by: str) -> str:
    """The text with that code, in whatever spelling, replaced."""
    kept, at = [], 0
    for match in _token().finditer(text):
        if match.start() >= at and normalise(match[1]) == code:
            kept += [text[at : match.start()], by]
            at = match.end(1)
    return "".join([*kept, text[at:]])
