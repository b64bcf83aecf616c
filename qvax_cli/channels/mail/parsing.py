"""Reads a mail that came in, whatever its shape: nothing in it is an error, and nothing in it is believed."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from qvax_cli.channels.mail.html_text import text_of
from qvax_cli.rules.local_time import Instant

if TYPE_CHECKING:
    from email.message import Message

#: No more of a mail than this is looked at: what somebody wrote stands before what they attached.
MOST_BYTES = 1_048_576

# What the parser can be made to raise, by parts in parts a thousand deep for one.
_BROKEN = (ValueError, LookupError, RecursionError, TypeError, AttributeError, AssertionError)
_MOST_TEXT = 200_000
_LONGEST_HEADER = 2000
_LONGEST_ADDRESS = 320
_MOST_PARTS = 200
_MOST_REFS = 50
# Names that say little: mails labelled ASCII or Latin-1 hold what Windows or a phone wrote as often as not,
# and no honest mail uses the others, some of which take very long on hostile bytes.
_NOT_BELIEVED = frozenset(
    {"ascii", "iso8859-1", "idna", "punycode", "unicode-escape", "raw-unicode-escape", "undefined", "utf-7"}
)
_ZONED = re.compile(r"\d\d:\d\d(?::\d\d)? (?:[+-]\d{4}|UTC?|GMT|Z)\b")
_WRITTEN_BY_MACHINE = re.compile(
    r"\s*(automatic reply|auto(?:matic)? ?reply|autoreply|out of office|réponse automatique|absence du bureau|"
    r"automatisch antwoord|afwezigheid|automatische antwort|abwesenheit|abwesend|delivery status notification|"
    r"undeliver|mail delivery|returned mail|non remis|onbestelbaar|unzustellbar)",
    re.IGNORECASE,
)


class Incoming(NamedTuple):
    """What a mail says of itself.

    delivered_at: the moment in its topmost trace header, the one that the server which took it put there;
    None without one that can be read; parsed: the mail itself. The others as in `Reply`.
    """

    delivered_at: Instant | None
    subject: str
    body: str
    sender: str
    automatic: bool
    autoreply: bool
    refs: tuple[str, ...]
    parsed: Message


def read(raw: bytes) -> Incoming:
    """Reads the bytes of a mail, or their beginning. Never raises; what cannot be made out is empty."""
    from email.parser import BytesParser
    from email.policy import compat32

    raw = raw[:MOST_BYTES]
    try:
        mail = BytesParser(policy=compat32).parsebytes(raw)
        body = _body(mail)
    except _BROKEN:
        mail, body = BytesParser(policy=compat32).parsebytes(raw, headersonly=True), ""
    subject = _words(mail, "Subject")
    return Incoming(
        delivered_at=_delivered_at(mail),
        subject=subject,
        body=body,
        sender=_sender(mail),
        automatic=_autoreply(mail) or _automatic(mail, subject),
        autoreply=_autoreply(mail),
        refs=_refs(mail),
        parsed=mail,
    )


def header(mail: Message, name: str) -> str:
    """A header as it stands, on one line."""
    return " ".join(str(mail.get(name, "")).split())


def _words(mail: Message, name: str) -> str:
    """A header with its encoded words decoded."""
    from email.errors import HeaderParseError
    from email.header import decode_header

    raw = mail.get(name, "")
    try:
        pieces = decode_header(raw[:_LONGEST_HEADER] if isinstance(raw, str) else raw)
    except HeaderParseError:
        pieces = [(str(raw), None)]
    said = "".join(piece if isinstance(piece, str) else _decoded(piece, charset) for piece, charset in pieces)
    return " ".join(said.split())[:_LONGEST_HEADER]


def _decoded(content: bytes, charset: str | None) -> str:
    """Bytes as text by the charset they claim, as far as that can be believed; never raises."""
    import codecs

    try:
        name = codecs.lookup(charset or "ascii").name.replace("_", "-")
        if name not in _NOT_BELIEVED:
            return content.decode(name, "replace")
    except (LookupError, ValueError):
        pass
    for attempt in ("utf-8", "cp1252"):
        try:
            return content.decode(attempt)
        except UnicodeDecodeError:
            continue
    return content.decode("latin-1")


def _body(mail: Message) -> str:
    """What the mail says: all its parts of text that are no files, for around a picture there is one above and one
    below; of those that say the same in two ways the plain one, else the HTML as text. Where that hides or strikes
    through some of its words the plain one holds them as well, and is not what the person sees."""
    said = []
    for _, same in groupby(_leaves(mail), key=lambda leaf: id(leaf.one_of or leaf.part)):
        texts: dict[str, list[str]] = {"text/plain": [], "text/html": []}
        for part, _ in same:
            kind = part.get_content_type()
            if kind in texts and not _is_a_file(part):
                texts[kind].append(words_of(part))
        plain, pages = "\n".join(texts["text/plain"]), [text_of(page) for page in texts["text/html"]]
        believed = plain.strip() and not any(page.conceals for page in pages)
        said.append(plain if believed else "\n".join(page.text for page in pages))
    return "\n".join(text for text in said if text.strip())[:_MOST_TEXT]


def _is_a_file(part: Message) -> bool:
    """Whether a part is something attached, whether programs show it at once or not: what has the name of a file was
    not typed by whoever wrote the mail."""
    return part.get_content_disposition() == "attachment" or part.get_filename() is not None


def words_of(part: Message) -> str:
    """The text of a part; "" for one that holds none."""
    payload = part.get_payload(decode=True)
    return _decoded(payload, part.get_content_charset())[:_MOST_TEXT] if isinstance(payload, bytes) else ""


def inside(part: Message) -> list[Message]:
    """The parts that stand in a part; none where it holds text. Text is not asked for in this way: Python would decode
    it by whatever codec its charset names, and fails where that is `idna` or no word alone."""
    held = part.get_payload() if part.is_multipart() else []
    return [below for below in held if not isinstance(below, str)]


class _Leaf(NamedTuple):
    """A part that holds no others; one_of: the parts that say the same in several ways, and this is one of."""

    part: Message
    one_of: Message | None


def parts(mail: Message) -> list[Message]:
    """The parts of a mail in order, without going into mails attached to it: those are somebody else's words."""
    return [leaf.part for leaf in _leaves(mail)]


def _leaves(mail: Message) -> list[_Leaf]:
    found: list[_Leaf] = []
    waiting = [_Leaf(mail, None)]
    while waiting and len(found) < _MOST_PARTS:
        part, one_of = waiting.pop()
        if part.get_content_maintype() == "multipart" and part.is_multipart():
            within = part if part.get_content_subtype() == "alternative" else one_of
            waiting += (_Leaf(below, within) for below in reversed(inside(part)))
        else:
            found.append(_Leaf(part, one_of))
    return found


def _delivered_at(mail: Message) -> Instant | None:
    """The moment in the first trace header that stands in the file (R15)."""
    from email.utils import mktime_tz, parsedate_tz

    for name, value in mail.items():
        if name.lower() in ("delivery-date", "received"):
            stamp = " ".join(str(value).rpartition(";")[2].split())[:_LONGEST_HEADER]
            # Without a zone the moment is not known. Lower down stands what others wrote: that is not asked.
            if not _ZONED.search(stamp):
                return None
            try:
                date = parsedate_tz(stamp)
                return None if date is None else max(mktime_tz(date), 0) or None
            except (ValueError, OverflowError, IndexError, TypeError):
                return None
    return None


def _sender(mail: Message) -> str:
    from email.utils import parseaddr

    # The address stands last; the parser goes one call deeper for each bracket it meets.
    return parseaddr(_words(mail, "From")[-_LONGEST_ADDRESS:])[1].lower()


def _autoreply(mail: Message) -> bool:
    """Whether a program says of itself that it answers for somebody (RFC 3834, and what came before it)."""
    if header(mail, "Auto-Submitted").partition(";")[0].strip().lower() not in ("", "no"):
        return True
    if any(name in mail for name in ("X-Autoreply", "X-Autorespond", "X-Autoresponder", "X-Auto-Reply")):
        return True
    return header(mail, "Precedence").lower() == "auto_reply"


def _automatic(mail: Message, subject: str) -> bool:
    """Whether a mail came as mails of programs, lists and mail systems come."""
    if header(mail, "Precedence").lower() in ("bulk", "junk"):
        return True
    if header(mail, "Return-Path") == "<>" or mail.get_content_type() == "multipart/report":
        return True
    who = _sender(mail).partition("@")[0]
    return who in ("mailer-daemon", "postmaster") or _WRITTEN_BY_MACHINE.match(subject) is not None


def _refs(mail: Message) -> tuple[str, ...]:
    """The messages that this one answers, the nearest first."""
    nearest = re.findall(r"<[^<>\s]+>", header(mail, "In-Reply-To"))
    thread = re.findall(r"<[^<>\s]+>", header(mail, "References"))
    return tuple(dict.fromkeys([*nearest, *reversed(thread)]))[:_MOST_REFS]
