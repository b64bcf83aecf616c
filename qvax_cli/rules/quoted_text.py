"""Parts the body of a reply: what the person wrote, their signature, and what they quote of our message."""

import re
import unicodedata
from functools import cache
from typing import NamedTuple

# A mail program breaks lines that grew past some 70 signs by its own marks: what then follows a quoted line
# at least this long, without a mark, is still quoted.
_MAY_BE_BROKEN = 60
_LONGEST_ATTRIBUTION = 5
_HEADERS_LOOKED_AT = 6


class Parts(NamedTuple):
    """The three parts of a body, each in the order of its lines."""

    own: str
    signature: str
    quoted: str


def fold(text: str) -> str:
    """A text for comparing: without case, accents and invisible signs, with plain spaces and apostrophes. What is
    struck through stays so: it is not what it was."""
    plain = unicodedata.normalize("NFKD", text.translate(_PLAIN)).casefold()
    if plain.isascii():
        return plain
    return "".join(c for c in plain if c in _KEPT or unicodedata.category(c) not in ("Mn", "Cf", "Cc"))


# A new line, and the strokes that are laid over a letter.
_KEPT = "\n\u0335\u0336\u0337\u0338"
_PLAIN = str.maketrans({"’": "'", "‘": "'", "´": "'", "`": "'", "ʼ": "'", "\u00a0": " ", "\u202f": " ", "\t": " "})


@cache
def _attribution() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """How a mail program introduces a quote: a line that may begin it, and the whole, on one line, folded."""
    verb = r"\b(?:a ecrit|ecrivait|schreef|geschreven|schrieb|geschrieben|wrote)\b"
    begin = r"^(?:le|op|am|on|em)\b.{0,60}?\d"
    return re.compile(begin), re.compile(rf"^(?=.*[\d@]).*{verb}.*:$")


@cache
def _divider() -> re.Pattern[str]:
    """A line under which everything is quoted, folded."""
    names = (
        "original message|message d'origine|message original|message initial|mail original|e-mail d'origine|"
        "message transfere|message reexpedie|courriel original|oorspronkelijk bericht|"
        "oorspronkelijke e-?mail|origineel bericht|doorgestuurd bericht|ursprungliche nachricht|"
        "originalnachricht|original-nachricht|urspr\\. nachricht|weitergeleitete nachricht|forwarded message"
    )
    apple = (
        "begin forwarded message|debut du message (?:transfere|reexpedie)|begin doorgestuurd bericht|"
        "anfang der weitergeleiteten nachricht"
    )
    return re.compile(rf"^(?:[-_=* ]{{2,}}(?:{names})[-_=* ]*|(?:{apple}) ?:|_{{5,}}|-{{20,}})$")


@cache
def _header() -> re.Pattern[str]:
    """A line of the headers that Outlook and others put above a quote, folded: who (1) or what else (2)."""
    who = "de|van|von|from|expediteur|afzender|absender"
    what = "envoye(?: le)?|date|a|cc|objet|sujet|verzonden|datum|aan|onderwerp|gesendet|an|betreff|sent|to|subject"
    return re.compile(rf"^[*_ ]*(?:({who})|({what}))[*_]* ?:")


def part(body: str) -> Parts:
    """Parts a body of plain text.

    Quoted are lines with `>`, what stands under `Le … a écrit :` and its like in French, Dutch, German
    and English, under a row of headers (`De : … Envoyé : …`), and under `-----Original Message-----` or
    `_____`. A signature is what follows `-- `.
    """
    return _Parting(body).parts()


def is_forwarded(body: str) -> bool:
    """Whether a body passes on another message, as mail programs mark it."""
    return _forwarded().search(fold(body)) is not None


@cache
def _forwarded() -> re.Pattern[str]:
    names = (
        "forwarded message|message transfere|message reexpedie|doorgestuurd bericht|weitergeleitete nachricht|"
        "begin forwarded message|debut du message (?:transfere|reexpedie)|begin doorgestuurd bericht|"
        "anfang der weitergeleiteten nachricht"
    )
    return re.compile(rf"(?m)^[-_=* ]*(?:{names})[-_=* :]*$")


class _Parting:
    """One pass over the lines of a body."""

    def __init__(self, body: str) -> None:
        self.lines = [line.strip("\ufeff\u200b\u200e\u200f \t\u00a0\r") for line in body.splitlines()]
        self.folded = [fold(line[:500]).strip() for line in self.lines]
        self.own: list[str] = []
        self.signature: list[str] = []
        self.quoted: list[str] = []
        self.into = self.own

    def parts(self) -> Parts:
        at = 0
        broken = False
        while at < len(self.lines):
            marked = self.lines[at].startswith(">")
            if marked or (broken and self.lines[at]):
                self.quoted.append(self.lines[at].lstrip("> "))
                broken = marked and len(self.lines[at]) >= _MAY_BE_BROKEN
                self.into = self.own
                at += 1
                continue
            broken = False
            introduced = self._introduced_by(at)
            if introduced and not self._marked_after(at + introduced):
                introduced = len(self.lines) - at
            if introduced or self._all_quoted_from(at):
                after = at + (introduced or len(self.lines) - at)
                self.quoted += self.lines[at:after]
                at = after
                continue
            self._written(at)
            at += 1
        return Parts("\n".join(self.own), "\n".join(self.signature), "\n".join(self.quoted))

    def _introduced_by(self, at: int) -> int:
        """How many lines from here introduce a quote; 0 for none. Long ones are broken over several lines."""
        begin, whole = _attribution()
        if whole.match(self.folded[at]):
            return 1
        if not begin.match(self.folded[at]):
            return 0
        joined = self.folded[at]
        for more in range(1, _LONGEST_ATTRIBUTION):
            line = self.folded[at + more] if at + more < len(self.folded) else ""
            if not line or begin.match(line):
                return 0
            joined += " " + line
            if whole.match(joined):
                return more + 1
        return 0

    def _marked_after(self, at: int) -> bool:
        """Whether the next words are quoted by marks: then what follows without marks is not quoted."""
        following = next((line for line in self.lines[at:] if line), "")
        return following.startswith(">")

    def _all_quoted_from(self, at: int) -> bool:
        if _divider().match(self.folded[at]):
            return True
        if not _header().match(self.folded[at]):
            return False
        headers = set()
        for line in [line for line in self.folded[at : at + 2 * _HEADERS_LOOKED_AT] if line][:_HEADERS_LOOKED_AT]:
            if found := _header().match(line):
                headers.add("who" if found[1] else found[2])
        return "who" in headers and len(headers) > 1

    def _written(self, at: int) -> None:
        if self.lines[at] == "--":
            self.into = self.signature
        self.into.append(self.lines[at])
