"""What lists have beside a mobile number: whose it is, when to call. `0470 12 34 56 (fille)`, `Marie: 0470 …`."""

import re

from qvax_cli.rules.complaint import Complaint

_LONGEST = 120
#: Digits in groups, in which no letter stands and none touches.
_NUMBER = re.compile(r"(?:\+|\(\+?)?\d+(?!\w)(?:[\s./()\u2010-\u2015\u2212-]+\d+(?!\w))*")
_LEAST_DIGITS, _MOST_IN_WORDS = 8, 4
#: Words that may say that a number is not, or not any more, the one to write to.
_DOUBT = re.compile(
    r"""\?|\b(?:
        ancien|ancienne|vieux|plus|pas|ne|faux|fausse|mauvais|incorrect|erron[ée]e?|invalide|hors|inactif|fax|poste|
        oude?|niet|meer|geen|fout|foute|foutief|verkeerd|ongeldig|toestel|
        alte?|nicht|keine?|mehr|falsch|ung[üu]ltig|
        old|not|never|wrong|invalid|ext|extension
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)


def number_alone(text: str) -> str:
    """The number of a text that holds one number and words; any other text as it is.

    Raises Complaint on "mobile" when the words hold another number, or may say that this one is not to be used.
    """
    if len(text) > _LONGEST or not text.isprintable() or not any(map(str.isalpha, text)):
        return text
    numbers = [found for found in _NUMBER.finditer(text) if _digits(found[0]) >= _LEAST_DIGITS]
    if not numbers:
        return text
    first, *others = numbers
    beside = f"{text[: first.start()]} {text[first.end() :]}"
    if others or any(len(digits) > _MOST_IN_WORDS for digits in re.findall(r"\d+", beside)):
        raise more_than_one()
    if _DOUBT.search(beside):
        reason = "stands beside words that may say that it is not to be used"
        raise Complaint("mobile", reason, "leave the number alone in its place if it is right, or leave it out")
    return first[0]


def more_than_one() -> Complaint:
    """What is wrong with a text in which two numbers stand."""
    return Complaint("mobile", "holds more than one number", "give one: the mobile under which messages are read")


def _digits(text: str) -> int:
    return sum(map(str.isdigit, text))
