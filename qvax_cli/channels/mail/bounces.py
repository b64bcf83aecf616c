"""Recognises what mail systems say about a mail of ours, by what their mails carry (R37): a delivery report, what they
return of our mail, the figures of a server. Not by subject or sender, which every mail system makes up for itself."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from qvax_cli.channels import Report
from qvax_cli.channels.mail.delivery_words import GIVEN_UP, NOT_YET
from qvax_cli.channels.mail.parsing import Incoming, header, inside, parts, words_of
from qvax_cli.channels.mail.status_codes import meaning
from qvax_cli.rules.message_id import PATTERN as OURS
from qvax_cli.rules.quoted_text import fold

if TYPE_CHECKING:
    from email.message import Message

_FORMAL = frozenset({"multipart/report", "message/delivery-status", "message/global-delivery-status"})
_CODE = "[0-9A-HJKMNP-TV-Z]{8}"


class _Fate(NamedTuple):
    """What became of a mail: as in `Report`."""

    delivered: bool | None
    why: str = ""


_FAILED, _LATE, _DELIVERED = _Fate(False, "the mail came back"), _Fate(None, "the mail is late"), _Fate(True)
_PASSED_ON = _Fate(None, "the mail was passed on to a system that reports no more")
_ACTIONS = {"failed": _FAILED, "delayed": _LATE, "relayed": _PASSED_ON, "expanded": _PASSED_ON, "delivered": _DELIVERED}
_CLASSES = {"2": _DELIVERED, "4": _LATE, "5": _FAILED}


def report(raw: bytes, mail: Incoming) -> Report | None:
    """What a mail (its bytes, and what was read in them) tells of a message of ours; None when it is no report.

    A report without any trace of our message has an empty code: somebody has to look at it.
    """
    if header(mail.parsed, "X-Qvax-Code"):
        return None  # a mail of ours that came to ourselves
    held = raw.decode("latin-1") + "".join(map(_encoded, parts(mail.parsed)))
    message_id, code = _message_id(held, mail), _code(held, mail)
    formal = not _FORMAL.isdisjoint(part.get_content_type() for part in [mail.parsed, *parts(mail.parsed)])
    returned = _patterns()["returned"].search(held) is not None
    # What answers for somebody who is away comes from nobody too, and names what it answers (RFC 3834).
    alone = header(mail.parsed, "Return-Path") == "<>" and not mail.refs
    fate = _by_fields(held) if formal else None
    if fate is None and (returned or formal or mail.automatic):
        fate = _by_words(mail, certain=formal or (mail.automatic and (returned or alone)))
    hidden = mail.automatic and bool(message_id or code) and not _shows(mail, code)
    if fate is None and not (returned or formal or hidden):
        return None  # somebody's answer, or a program's, or nothing of ours
    return Report(
        message_id=message_id,
        code=code,
        delivered=fate and fate.delivered,
        why=fate.why if fate else "",
        understood=fate is not None,
    )


def _shows(mail: Incoming, code: str) -> bool:
    """Whether a mail names ours where whoever reads it as an answer looks too."""
    ours = _patterns()["ours"]
    return (code != "" and code in f"{mail.subject}\n{mail.body}") or any(ours.search(ref) for ref in mail.refs)


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    """What is looked for in all that a mail holds: a report is often broken mail, whose parts cannot be trusted."""
    lines = re.IGNORECASE | re.MULTILINE
    return {
        # Headers of our mail, wherever a mail system puts them: into a part, or under its own words.
        "returned": re.compile(rf"message-id:\s*(?:<|&lt;)?{OURS}|x-qvax-code:\s*{_CODE}\b", re.IGNORECASE),
        "message_id": re.compile(rf"message-id:\s*(?:<|&lt;)?({OURS})", re.IGNORECASE),
        "ours": re.compile(rf"(?<![\w.])({OURS})"),
        "code": re.compile(rf"x-qvax-code:\s*({_CODE})\b", re.IGNORECASE),
        "subject": re.compile(rf"(?:\[|=5B)({_CODE})(?:\]|=5D)"),
        "action": re.compile(r"^action:\s*([a-z]+)", lines),
        "status": re.compile(r"^status:[^\n]*?(?<![\d.])([245])\.(\d{1,3}\.\d{1,3})(?![\d.])", lines),
        # RFC 3463 knows eight subjects: 4.94.2 is the version of a program, and four figures are an address.
        "enhanced": re.compile(r"(?<![\d.])([45])\.([0-7]\.\d{1,3})(?![\d.]*\d)"),
        "reply": re.compile(r"(?<![\d.])([45])[0-5]\d(?:[ -]+#?\d\.\d+\.\d+|[ -]+(?=[a-z<\"']))"),
    }


def _encoded(part: Message) -> str:
    """What a part holds that cannot be seen in its bytes."""
    if header(part, "Content-Transfer-Encoding").lower() not in ("base64", "quoted-printable"):
        return ""
    if not part.is_multipart():
        return "\n" + words_of(part)
    # A report or a mail must not be encoded. Some are, and the parser looks for headers in what it takes for text.
    from base64 import b64decode
    from contextlib import suppress

    held = [below.get_payload(decode=True) for below in inside(part)]
    with suppress(ValueError):
        return "\n" + b64decode(b"".join(text for text in held if isinstance(text, bytes))).decode("latin-1")
    return ""


def _by_fields(held: str) -> _Fate | None:
    """What the fields of a delivery status notification (RFC 3464) say; where they have no action that is known, by
    the status. None where they do not agree: a mail to one person has one fate."""
    find = _patterns()
    fates = {_ACTIONS[action.lower()] for action in find["action"].findall(held) if action.lower() in _ACTIONS}
    fates = fates or {_CLASSES[kind] for kind, _ in find["status"].findall(held)}
    return _because(fates.pop(), find["status"].search(held)) if len(fates) == 1 else None


def _by_words(mail: Incoming, certain: bool) -> _Fate | None:
    """What the words of a mail system say: by the figures of a server in them, and where it is certain that they are
    about a mail, by what they mean. None where that is not clear. A subject can only raise doubts."""
    find, subject = _patterns(), f"{fold(mail.subject)}\n"
    own = find["returned"].split(fold(mail.body), maxsplit=1)[0]
    kinds = {found[1] for name in ("enhanced", "reply") for found in find[name].finditer(own)}
    failed = "5" in kinds or "X-Failed-Recipients" in mail.parsed or (certain and GIVEN_UP.search(own) is not None)
    late = (kinds == {"4"} and not failed) or ((certain or failed) and NOT_YET.search(subject + own) is not None)
    if failed == late:
        return None
    return _because(_FAILED if failed else _LATE, find["enhanced"].search(own))


def _because(fate: _Fate, status: re.Match[str] | None) -> _Fate:
    """With the reason in figures, and in words where they are known."""
    if fate.delivered or status is None:
        return fate
    words = meaning(status[2])
    return fate._replace(why=f"{fate.why} ({status[1]}.{status[2]}{': ' + words if words else ''})")


def _message_id(held: str, mail: Incoming) -> str:
    """Of the mail that is returned; else of the one that this answers; else the first of ours that is named."""
    find = _patterns()
    answered = next((ref[1:-1] for ref in mail.refs if find["ours"].fullmatch(ref[1:-1])), None)
    returned, named = find["message_id"].search(held), find["ours"].search(held)
    found = (returned and returned[1]) or answered or (named and named[1])
    return f"<{found}>" if found else ""


def _code(held: str, mail: Incoming) -> str:
    find = _patterns()
    found = find["code"].search(held) or find["subject"].search(mail.subject) or find["subject"].search(held)
    return found[1].upper() if found else ""
