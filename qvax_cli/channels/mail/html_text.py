"""Turns the HTML of a mail into text as a person sees it, with what is quoted marked by `>`.

Not by html.parser: on hostile input it takes minutes for 100 KB. Here every sign is looked at a fixed number
of times, and nothing is an error.
"""

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

from qvax_cli.channels.mail.html_look import Look, Sheet

_UNSEEN = frozenset({"head", "style", "script", "title"})
_BLOCKS = frozenset(
    {"p", "div", "tr", "table", "ul", "ol", "li", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "body", "blockquote"}
)
_EMPTY = frozenset({"br", "hr", "img", "meta", "link", "input", "base", "col", "area", "wbr"})
_TAG = re.compile(r"(/?)([a-z][a-z0-9]*)\b")
# What mail programs call the block with the quoted message, and what stands above it.
_QUOTE = re.compile(
    r"gmail_quote|yahoo_quoted|protonmail_quote|moz-cite-prefix|mail-editor-reference-message", re.IGNORECASE
)
_DIVIDER = re.compile(r"appendonsend|divrplyfwdmsg|ms-outlook-mobile-reference-message", re.IGNORECASE)
_LONGEST_TAG = 2000
_DEEPEST_MATCH = 50


class Seen(NamedTuple):
    """The text that is seen. conceals: whether there are words too that are not."""

    text: str
    conceals: bool


def text_of(html: str) -> Seen:
    """The text. A rule, and what Outlook puts above a quote, become a line of `_` as Outlook writes in text."""
    page = _Page(Sheet(html))
    words, *pieces = "".join(_outside_comments(html)).split("<")
    page.say(words)
    for piece in pieces:
        page.read(piece)
    return Seen(page.text(), page.conceals)


def _outside_comments(html: str) -> Iterator[str]:
    at = 0
    while (begin := html.find("<!--", at)) >= 0:
        yield html[at:begin]
        end = html.find("-->", begin)
        if end < 0:
            return
        at = end + 3
    yield html[at:]


class _Open(NamedTuple):
    """A tag that is open. quotes: whether what is in it is quoted; look: of the words in it."""

    name: str
    quotes: bool
    look: Look


class _Page:
    """The text so far, and the tags that are open."""

    def __init__(self, sheet: Sheet) -> None:
        self.conceals = False
        self._sheet = sheet
        self._lines: list[str] = []
        self._line: list[str] = []
        self._open: list[_Open] = []
        self._quoting = 0
        self._unseen: str | None = None

    def text(self) -> str:
        self._line_end()
        return re.sub(r"\n{3,}", "\n\n", "\n".join(self._lines)).strip("\n")

    def say(self, words: str) -> None:
        """Words as they stand between tags."""
        if self._unseen:
            return
        said = unescape(words)
        if self._look.seen:
            self._line.append(said)
        elif said.strip():
            self.conceals = True

    @property
    def _look(self) -> Look:
        return self._open[-1].look if self._open else Look()

    def read(self, piece: str) -> None:
        """One tag without its `<`, and the words up to the next one."""
        inside, _, words = piece.partition(">")
        tag = _TAG.match(inside[:_LONGEST_TAG].lower())
        if tag is None:
            self.say(words if inside[:1] in ("!", "?", "/") else "<" + piece)
            return
        closes, name = tag[1] == "/", tag[2]
        if name == "body" or (closes and name == self._unseen):
            self._unseen = None
        if not self._unseen:
            if closes:
                self._end(name)
            else:
                self._start(name, inside[:_LONGEST_TAG])
            self.say(words)

    def _line_end(self, always: bool = False) -> None:
        """Ends the line; an empty one counts only when asked for."""
        words = " ".join("".join(self._line).split())
        self._line.clear()
        if words or always:
            self._lines.append(("> " if self._quoting else "") + words)

    def _start(self, name: str, tag: str) -> None:
        if name == "br":
            self._line_end(always=True)
        if name in _BLOCKS or name == "hr":
            self._line_end()
        if name == "hr" or _DIVIDER.search(tag):
            self._line_end()
            self._lines.append("_" * 32)
        if name in _UNSEEN:
            self._unseen = name
        elif name not in _EMPTY:
            quotes = name == "blockquote" or _QUOTE.search(tag) is not None
            if quotes:
                self._line_end()
            if name in _BLOCKS and self._open and self._open[-1].name == "p" and not self._open[-1].quotes:
                self._open.pop()  # its end need not be written
            self._open.append(_Open(name, quotes, self._sheet.look(name, tag, self._look)))
            self._quoting += quotes

    def _end(self, name: str) -> None:
        if name in _BLOCKS:
            self._line_end(always=name == "p")
        if not any(opened.name == name for opened in self._open[-_DEEPEST_MATCH:]):
            return
        while self._open:
            opened = self._open.pop()
            if opened.quotes:
                self._line_end()
                self._quoting -= 1
            if opened.name == name:
                break
