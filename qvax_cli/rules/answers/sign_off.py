"""Takes off whom an answer greets and how it is signed: names, addresses, numbers, known by how they stand."""

import re
from collections.abc import Collection, Sequence
from functools import cache
from typing import NamedTuple

from qvax_cli.rules.answers.telling import TELLING
from qvax_cli.rules.quoted_text import fold

#: What stands in a book of phrases for the names of people, of the one who was asked alone, and of the center.
NAME, PERSON, PLACE = "NAME", "PERSON", "PLACE"

_MOST_NAMES = 4
_MOST_WORDS = 6
_LONGEST_LINE = 70
_PARTICLES = frozenset(("de", "du", "des", "la", "le", "van", "der", "den", "ter", "ten", "von", "zu", "d", "l", "op"))
_TITLES = frozenset(
    (
        "mr",
        "mme",
        "m",
        "mlle",
        "madame",
        "monsieur",
        "mevr",
        "mevrouw",
        "dhr",
        "heer",
        "herr",
        "frau",
        "mrs",
        "ms",
        "dr",
    )
)

_CLOSINGS = """
    bien cordialement|cordialement|cordiales salutations|tres cordialement|cdlt|cdt|bien a vous|bien a toi|bav|
    meilleures salutations|sinceres salutations|salutations distinguees|salutations|mes salutations|amicalement|
    respectueusement|bonne soiree|bonne journee|belle soiree|bises|bisous|
    met vriendelijke groeten|met vriendelijke groet|vriendelijke groeten|vriendelijke groet|met hartelijke groeten|
    hartelijke groeten|beste groeten|met beste groeten|groeten|groetjes|groet|mvg|vg|hoogachtend|liefs|
    fijne avond|prettige avond|nog een fijne avond|
    mit freundlichen grussen|mit freundlichem gruss|freundliche grusse|viele grusse|liebe grusse|beste grusse|
    herzliche grusse|schone grusse|mit besten grussen|mit freundlichen gruessen|freundliche gruesse|viele gruesse|
    liebe gruesse|mfg|lg|vg|gruss|grusse|gruesse|hochachtungsvoll|schonen abend|
    kind regards|kindest regards|best regards|warm regards|regards|best wishes|with best wishes|many regards|
    yours sincerely|yours faithfully|yours truly|sincerely|best|cheers|all the best|have a nice evening
"""
_GREETINGS = """
    bonjour|bonsoir|salut|cher|chere|bjr|dag|hallo|beste|geachte|goeiedag|goedendag|goedenavond|goeienavond|lieve|hey|hoi|
    guten tag|guten abend|guten morgen|liebe|lieber|sehr geehrte|sehr geehrter|hello|hi|dear|good evening
"""

_NUMBER = r"\+?\(?\d(?:[\s./()-]{0,3}\d){8,14}"
_ADDRESS = (
    r"<[^<>]{0,200}>|\S{1,100}@\S{1,200}|\b(?:https?://|www\.)\S+|"
    r"\b[\w-]{2,60}\.(?:be|com|eu|org|net|example|fr|nl|de)\b"
)
_LABEL = (
    r"(?i)\b(?:t[eé]l(?:[eé]phone)?|gsm|mob(?:iel|ile)?|phone|fax|portable|handy|telefoo?n|t|m|f|p|e|w|bureau|direct|"
    r"e-?mail|mail|web|site|website|adresse?|bte|bo[iî]te|bus|b|n°|nr)\b\.?\s?:?"
)
_STREET = (
    r"(?i)\b(?:rue|avenue|av\.?|chauss[eé]e|place|boulevard|bd|chemin|all[eé]e|square|quai|clos|route|impasse|dr[eè]ve|"
    r"cit[eé]|sentier|ruelle|r[eé]sidence|voie|am|an der|im|auf der)\s(?:[\w'’.-]+\s){0,4}[\w'’.-]+,?\s\d{1,4}"
    r"(?:\s?[a-z])?\b|"
    r"\b[\w'’.-]{0,40}(?:straat|laan|weg|plein|dreef|lei|kaai|baan|markt|hof|dijk|pad|singel|str\.?|stra(?:ss|ß)e|gasse|"
    r"platz|allee|ring|street|road|lane)\s\d{1,4}(?:\s?[a-z])?\b|"
    r"\b\d{1,4},?\s(?:rue|avenue|place|boulevard|chemin|route|quai)\s[\w'’. -]{2,40}"
)
_TOWN = r"\b(?:B\s?-?\s?)?\d{4}\s[A-ZÀ-ÖØ-Þ][\w'’()-]+(?:[\s-][A-ZÀ-ÖØ-Þa-z][\w'’()-]+){0,3}"


class _Word(NamedTuple):
    """A word, and where it stands in its line."""

    written: str
    folded: str
    begin: int
    end: int

    @property
    def capital(self) -> bool:
        return self.written[0].isupper()


class Name:
    """Names of one kind, and how they stand in a row of words."""

    def __init__(self, names: Sequence[str], taken: Collection[str]) -> None:
        """taken: words that have another meaning, and so are no name by themselves."""
        self.rows = [sorted(word.folded for word in _words(name)) for name in names]
        self.words = frozenset(word for row in self.rows for word in row)
        self._plain = {word for word in self.words if len(word) > 1 and word not in taken and word not in TELLING}
        self._first_letters = {word[0] for word in self.words}

    def run(self, words: Sequence[str]) -> bool:
        """Whether these words are one or more of these names, in any order, with first letters for some."""
        if not all(word in self.words or (len(word) == 1 and word in self._first_letters) for word in words):
            return False
        return any(word in self._plain for word in words) or sorted(words) in self.rows


class Names:
    """The names that an answer may hold. known: words that are never taken for a name that we do not know."""

    def __init__(self, person: str, contact: str, places: Sequence[str], known: Collection[str]) -> None:
        self._known = known
        self._signs = {
            PERSON: Name([person], known),
            NAME: Name([person, contact], known),
            PLACE: Name(places, known),
        }
        self._any = Name([person, contact, *places], known)
        self.words = self._any.words

    def signs(self, words: Sequence[str]) -> dict[int, list[tuple[str, int]]]:
        """Where these names stand in a row of words."""
        return {
            at: [
                (sign, end)
                for sign, name in self._signs.items()
                for end in range(at + 1, min(at + _MOST_WORDS, len(words)) + 1)
                if name.run(words[at:end])
            ]
            for at in range(len(words))
            if words[at] in self.words or len(words[at]) == 1
        }

    def line(self, words: Sequence[_Word]) -> bool:
        """Whether these words are somebody of ours: first one of these names, then perhaps unknown ones."""
        bare = [word for word in words if word.folded not in _TITLES]
        if not bare or len(bare) > _MOST_WORDS:
            return False
        begins = any(self._any.run([word.folded for word in bare[:end]]) for end in range(1, len(bare) + 1))
        return begins and all(self._part_of_name(word) for word in bare)

    def anybody(self, words: Sequence[_Word]) -> bool:
        """Whether these words look like somebody's name."""
        return 0 < len(words) <= _MOST_NAMES and words[0].capital and all(self._part_of_name(word) for word in words)

    def unknown(self, word: _Word) -> bool:
        """Whether a word may be a name, be it one that we do not know."""
        return word.folded in self.words or (
            word.capital and word.folded.isalpha() and word.folded not in self._known and word.folded not in TELLING
        )

    def _part_of_name(self, word: _Word) -> bool:
        return word.folded in _TITLES or word.folded in _PARTICLES or len(word.folded) == 1 or self.unknown(word)


def without_sign_off(text: str, names: Names) -> str:
    """The text without its signature, and without the name of whom it greets."""
    lines = text.split("\n")
    first = next((at for at, line in enumerate(lines) if line.strip()), 0)
    lines[first] = _without_greeted(lines[first], names)
    for at in range(len(lines)):
        before = _before_signature(lines[at:], names) if lines[at].strip() else None
        if before is not None:
            return "\n".join([*lines[:at], before])
    return "\n".join(lines)


def _without_greeted(line: str, names: Names) -> str:
    words = _words(line)
    begins = next((n for n in (3, 2, 1) if " ".join(word.folded for word in words[:n]) in _greetings()), 0)
    while begins and begins < len(words) and words[begins].folded in _TITLES:
        begins += 1
    ends = begins
    while begins and ends < len(words) and ends < begins + 3 and names.unknown(words[ends]):
        ends += 1
    if ends == begins:
        return line
    after = words[ends - 1].end
    closed = line[after : after + 1] in ("", ",", "!", ".")
    return f"{line[: words[begins - 1].end]},{line[after:]}" if closed or not line.isupper() else line


def _before_signature(lines: list[str], names: Names) -> str | None:
    """What stands in the first of these lines before a signature that goes on to the end; None when none does."""
    rest = [line for line in lines[1:] if line.strip()]
    words = _words(_without_contact(lines[0]))
    if names.line(words) and _goes_on(rest, names):
        return ""
    words = _words(lines[0])
    for at in range(len(words)):
        length = next((n for n in (4, 3, 2, 1) if " ".join(w.folded for w in words[at : at + n]) in _closings()), 0)
        if length:
            return _before_closing(lines[0], words, at, length, rest, names)
    return None


def _before_closing(line: str, words: list[_Word], at: int, length: int, rest: list[str], names: Names) -> str | None:
    signed = words[at + length :]
    if not signed and rest and names.anybody(_words(_without_contact(rest[0]))):
        signed, rest = _words(_without_contact(rest[0])), rest[1:]
    if not names.anybody(signed) or not _goes_on(rest, names):
        return None
    return line[: words[at].begin]


def _goes_on(lines: list[str], names: Names) -> bool:
    """Whether these lines go on with a signature: places and numbers, and between them what somebody is."""
    reached = [at for at, line in enumerate(lines) if _is_contact(line, names)]
    last = reached[-1] + 1 if reached else 0
    return last == len(lines) and all(at in reached or _is_calling(line) for at, line in enumerate(lines))


def _is_contact(line: str, names: Names) -> bool:
    left = _words(_without_contact(line))
    return len(left) < len(_words(line)) and (not left or names.line(left) or names.anybody(left)) and not _says(line)


def _without_contact(line: str) -> str:
    for pattern in (_ADDRESS, _NUMBER, _STREET, _TOWN):
        line = re.sub(pattern, " ", line)
    return re.sub(_LABEL, " ", line) if not re.search(r"\d", line) else line


def _is_calling(line: str) -> bool:
    """Whether a line may be what somebody is and for whom they work."""
    words = _words(line)
    return len(line) <= _LONGEST_LINE and 0 < len(words) <= _MOST_WORDS and words[0].capital and not _says(line)


def _says(line: str) -> bool:
    return any(word.folded in TELLING for word in _words(line)) or "?" in line


def _words(text: str) -> list[_Word]:
    found = re.finditer(r"[^\W_]+", text[:500])
    return [_Word(word[0], folded, *word.span()) for word in found if (folded := fold(word[0]))]


@cache
def _closings() -> frozenset[str]:
    return frozenset("".join(_CLOSINGS.split("\n    ")).strip().split("|"))


@cache
def _greetings() -> frozenset[str]:
    return frozenset("".join(_GREETINGS.split("\n    ")).strip().split("|"))
