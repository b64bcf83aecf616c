"""The messages that people get: one text per kind and language, filled in with the facts.

The texts stand in `texts/KIND.LANGUAGE.txt`, to be edited by anyone. The first line is the subject. `$words`
are filled in; a line whose `$word` has nothing to say is left out, and a line `@PART` is replaced by the text
`parts/PART.LANGUAGE.txt`, which several messages share. `$windows` goes on below, a line each.
"""

import re
import unicodedata
from functools import cache
from pathlib import Path
from string import Template
from typing import NamedTuple

from qvax_cli.messages.moments import moment, span, spans, weekly
from qvax_cli.messages.names import shortened
from qvax_cli.rules.local_time import Instant
from qvax_cli.rules.week import Week
from qvax_cli.rules.windows import Window

#: About an invitation, in the order of an evening, then about a person's place on the list.
KINDS = (
    *("invitation", "again", "confirmation", "standby", "released", "declined", "freed", "too_late", "expired"),
    *("no_show", "cancelled", "taken_back", "corrected", "second_dose", "welcome", "noted"),
)
#: To visitors of the site, about no invitation.
OF_THE_SITE = ("apply", "link", "contact_changed", "known_already")
#: Those that ask for a yes or a no.
ASKING = ("invitation", "again")
#: Those that are about no invitation, and name no code.
UNASKED = ("welcome", "noted")
LANGUAGES = ("fr", "nl", "de", "en")

_LONGEST_FACT = 120
# Of a center's name in a subject, which is cut off on a phone's list.
_LONGEST_CENTER = 40


class Facts(NamedTuple):
    """What a message tells, as it is stored.

    contact_name: the reference person who reads the message, "" when it is the reservist; address: street,
    postcode and town; phone, email: of the center; platform: who plans second doses; from_at and until_at: when
    the dose is given; deadline: until when an answer counts; hear_by: until when somebody on standby hears;
    answer_minutes: how long somebody who is asked has to answer; windows: when the person can come; week: their hours
    of every week, once silence has ended it; answer_url, privacy_url, confirm_url, page_url, link_url: addresses of
    pages; figures: what confirms an application; host: of the site, where they are typed; head: the head of the log
    (R34); now: when the message is written (a deadline of the same day goes without its date).
    """

    first_name: str
    last_name: str
    center_name: str
    code: str = ""
    contact_name: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""
    platform: str = ""
    from_at: Instant | None = None
    until_at: Instant | None = None
    deadline: Instant | None = None
    hear_by: Instant | None = None
    vaccine: str | None = None
    answer_minutes: int | None = None
    windows: tuple[Window, ...] = ()
    week: Week = ()
    answer_url: str = ""
    confirm_url: str = ""
    page_url: str = ""
    link_url: str = ""
    figures: str = ""
    host: str = ""
    privacy_url: str = ""
    head: str = ""
    now: Instant | None = None


class Text(NamedTuple):
    """A message ready to send, in plain text; lines end with `\\n`."""

    subject: str
    body: str


def render(kind: str, language: str, facts: Facts) -> Text:
    """The message of a kind in a language, both of the lists above."""
    subject, lines = _template(kind, language)
    said = _said(facts, language)
    body = (_fill(line, said) for line in lines)
    text = "\n".join(line for line in body if line is not None)
    center = shortened(said["center"], _LONGEST_CENTER)
    return Text(
        _fill(subject, {**said, "center": center}) or f"[{said['code']}]",
        re.sub(r"\n{3,}", "\n\n", text).strip() + "\n",
    )


@cache
def _template(kind: str, language: str) -> tuple[str, list[str]]:
    if kind not in KINDS + OF_THE_SITE or language not in LANGUAGES:
        raise ValueError(f"no text for {kind} in {language}")
    subject, *lines = _lines(f"{kind}.{language}.txt")
    parts = (_lines(f"parts/{line[1:]}.{language}.txt") if line.startswith("@") else [line] for line in lines)
    return subject, [line for part in parts for line in part]


def _lines(name: str) -> list[str]:
    path = Path(__file__).parent / "texts" / name
    return [line.rstrip() for line in path.read_text(encoding="utf-8").splitlines()]


def _fill(line: str, said: dict[str, str]) -> str | None:
    """A line with its facts; None when one of them has nothing to say. A fact is never itself a template."""
    template = Template(line)
    if not all(said[name] for name in template.get_identifiers()):
        return None
    return template.substitute(said)


def _said(facts: Facts, language: str) -> dict[str, str]:
    """The facts in words, by the names that the texts use."""
    person, contact = _plain(f"{facts.first_name} {facts.last_name}"), _plain(facts.contact_name)
    return {
        "to": contact or person,
        "patient": person if contact and contact != person else "",
        "center": _plain(facts.center_name),
        "window": "" if facts.until_at is None else span(facts.from_at, facts.until_at, language),
        "deadline": _moment(facts.deadline, language, facts.now),
        "hear_by": _moment(facts.hear_by, language, facts.now),
        "windows": spans(facts.windows, language),
        "week": weekly(facts.week, language),
        "answer_minutes": str(facts.answer_minutes or ""),
        **{
            name: _plain(getattr(facts, name) or "")
            for name in ("address", "phone", "email", "code", "platform", "vaccine", "head")
        },
        # An address that is cut leads nowhere.
        **{
            name: getattr(facts, name)
            for name in ("answer_url", "privacy_url", "confirm_url", "page_url", "link_url", "figures")
        },
    }


def _moment(at: Instant | None, language: str, now: Instant | None) -> str:
    return "" if at is None else moment(at, language, now)


def _plain(text: str) -> str:
    """One line of visible signs: a name that holds line ends or control signs must not change the message."""
    visible = "".join(c if unicodedata.category(c)[0] != "C" else " " for c in text)
    return " ".join(visible.split())[:_LONGEST_FACT].rstrip()
