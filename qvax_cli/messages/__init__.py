"""The messages that people get: one text per kind and language, filled in with the facts.

The texts stand in `texts/KIND.LANGUAGE.txt`, to be edited by anyone. The first line is the subject. `$words`
are filled in; a line whose `$word` has nothing to say is left out.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Template

from qvax_cli.messages.moments import moment, span
from qvax_cli.rules.local_time import Instant

KINDS = ("invitation", "confirmation", "too_late", "expired", "no_show", "cancelled", "second_dose")
LANGUAGES = ("fr", "nl", "de", "en")

_LONGEST_FACT = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What a message tells, as it is stored.

    address: street, postcode and town, or ""; platform: who plans second doses; from_at and until_at: when
    the dose is given; deadline: until when an answer counts; answer_address: where else an answer may be
    written; now: when the message is written (a deadline of the same day goes without its date).
    """

    first_name: str
    center_name: str
    address: str
    code: str
    platform: str
    from_at: Instant | None = None
    until_at: Instant | None = None
    deadline: Instant | None = None
    vaccine: str | None = None
    answer_address: str | None = None
    now: Instant | None = None


@dataclass(frozen=True, slots=True)
class Text:
    """A message ready to send, in plain text; lines end with `\\n`."""

    subject: str
    body: str


def render(kind: str, language: str, facts: Facts) -> Text:
    """The message of a kind in a language, both of the lists above."""
    subject, lines = _template(kind, language)
    said = _said(facts, language)
    body = (_fill(line, said) for line in lines)
    text = "\n".join(line for line in body if line is not None)
    return Text(_fill(subject, said) or f"[{said['code']}]", re.sub(r"\n{3,}", "\n\n", text).strip() + "\n")


@cache
def _template(kind: str, language: str) -> tuple[str, list[str]]:
    if kind not in KINDS or language not in LANGUAGES:
        raise ValueError(f"no text for {kind} in {language}")
    path = Path(__file__).parent / "texts" / f"{kind}.{language}.txt"
    subject, *lines = path.read_text(encoding="utf-8").splitlines()
    return subject, [line.rstrip() for line in lines]


def _fill(line: str, said: dict[str, str]) -> str | None:
    """A line with its facts; None when one of them has nothing to say. A fact is never itself a template."""
    template = Template(line)
    if not all(said[name] for name in template.get_identifiers()):
        return None
    return template.substitute(said)


def _said(facts: Facts, language: str) -> dict[str, str]:
    """The facts in words, by the names that the texts use."""
    window = "" if facts.until_at is None else span(facts.from_at, facts.until_at, language)
    deadline = "" if facts.deadline is None else moment(facts.deadline, language, facts.now)
    return {
        "first_name": _plain(facts.first_name),
        "center": _plain(facts.center_name),
        "address": _plain(facts.address),
        "code": _plain(facts.code),
        "platform": _plain(facts.platform),
        "vaccine": _plain(facts.vaccine or ""),
        "answer_address": _plain(facts.answer_address or ""),
        "window": window,
        "deadline": deadline,
    }


def _plain(text: str) -> str:
    """One line of visible signs: a name that holds line ends or control signs must not change the message."""
    visible = "".join(c if unicodedata.category(c)[0] != "C" else " " for c in text)
    return " ".join(visible.split())[:_LONGEST_FACT].rstrip()
