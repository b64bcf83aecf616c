"""The same messages as an SMS: 160 signs of the GSM alphabet, whatever the names in it are.

The texts stand in `sms_texts/KIND.LANGUAGE.txt`, to be edited by anyone: sentences, one a line, that are put one
behind the other; one that begins with `@` stands on a line of its own, for phones that fill in the figures of the site
that it names. A line that begins with `?` is left out when there is no room for it, and any line whose `$word` has
nothing to say. The code and the moments are always whole; names are shortened.
"""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from string import Template

from qvax_cli.messages import KINDS, LANGUAGES, OF_THE_SITE, UNASKED, Facts, Text
from qvax_cli.messages.moments import short_moment, short_span, short_week
from qvax_cli.messages.names import person, place, shortened
from qvax_cli.rules.gsm import ONE_SMS, basic
from qvax_cli.rules.local_time import Instant

# Enough to know a place or a person by; what is longer only takes the room of the rest.
_LONGEST = {"name": 28, "center": 24, "address": 60, "vaccine": 24, "platform": 30, "phone": 20, "windows": 110}
#: The line that names the site has no room for a longer name, and none of it can be left out.
_LONGEST_HOST = 60
# For names in other scripts, of which nothing is left.
_YOU = {"fr": "vous", "nl": "u", "de": "Sie", "en": "you"}
_THERE = {"fr": "au centre", "nl": "in het centrum", "de": "im Zentrum", "en": "at the centre"}


def render_sms(kind: str, language: str, facts: Facts) -> Text:
    """The message of a kind in a language, both of the lists of `messages`, as one SMS without a subject.

    It begins with whom it comes from, and holds the code where there is one.
    """
    lines = _template(kind, language)
    said = _said(facts, language)
    kept = _as_many(lines, said) or next(
        (kept for words in _ever_shorter(said) if (kept := _as_many(lines, words))), ()
    )
    text = "".join(("\n" if sentence[0] == "@" else " ") + sentence for sentence in kept if sentence).lstrip()
    if kind in UNASKED or said["code"] in text:
        return Text("", text)
    # Without its moments a sentence says nothing and is left out, but what is answered is always named.
    return Text("", f"{said['code']}: {text}"[:ONE_SMS])


def _as_many(lines: tuple[str, ...], said: dict[str, str]) -> tuple[str, ...]:
    """Each line as its sentence: those that are needed, and of the others, in their order, those there is room
    for, else "". Nothing at all when already those that are needed are too long."""
    sentences = [_sentence(line, said) for line in lines]
    kept = ["" if line.startswith("?") else sentence for line, sentence in zip(lines, sentences, strict=True)]
    room = ONE_SMS + 1 - sum(len(sentence) + 1 for sentence in kept if sentence)
    if room < 0:
        return ()
    for number, sentence in enumerate(sentences):
        if sentence and not kept[number] and len(sentence) + 1 <= room:
            kept[number] = sentence
            room -= len(sentence) + 1
    return tuple(kept)


@cache
def _template(kind: str, language: str) -> tuple[str, ...]:
    if kind not in KINDS + OF_THE_SITE or language not in LANGUAGES:
        raise ValueError(f"no text for {kind} in {language}")
    path = Path(__file__).parent / "sms_texts" / f"{kind}.{language}.txt"
    return tuple(basic(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip())


def _sentence(line: str, said: dict[str, str]) -> str:
    """A line with its facts; "" when one of them has nothing to say. A fact is never itself a template."""
    template = Template(line.removeprefix("?").strip())
    if not all(said[name] for name in template.get_identifiers()):
        return ""
    return template.substitute(said).replace("..", ".")


def _said(facts: Facts, language: str) -> dict[str, str]:
    """The facts in words, by the names that the texts use."""
    names = {
        "center": place(basic(facts.center_name)) or _THERE[language],
        "address": basic(facts.address),
        "phone": basic(facts.phone),
        "vaccine": basic(facts.vaccine or ""),
        "platform": basic(facts.platform),
        "windows": ", ".join(short_span(*window, language, facts.now) for window in facts.windows),
    }
    window = "" if facts.until_at is None else short_span(facts.from_at, facts.until_at, language, facts.now)
    return {
        **{name: shortened(value, _LONGEST[name]) for name, value in names.items()},
        "name": person(basic(facts.first_name), basic(facts.last_name), _LONGEST["name"]) or _YOU[language],
        "code": basic(facts.code),
        "window": window,
        "deadline": _moment(facts.deadline, language, facts.now),
        "hear_by": _moment(facts.hear_by, language, facts.now),
        "week": short_week(facts.week, language),
        **{name: getattr(facts, name) for name in ("page_url", "link_url", "figures")},
        "host": facts.host if len(facts.host) <= _LONGEST_HOST else "",
        "answer_minutes": str(facts.answer_minutes or ""),
    }


def _moment(at: Instant | None, language: str, now: Instant | None) -> str:
    return "" if at is None else short_moment(at, language, now)


def _ever_shorter(said: dict[str, str]) -> Iterator[dict[str, str]]:
    """The facts, with shorter and shorter names; codes and moments stay."""
    for most in range(24, 1, -2):
        yield {
            **said,
            "center": shortened(said["center"], most + 6),
            "name": shortened(said["name"], most),
            "platform": shortened(said["platform"], most),
            "windows": shortened(said["windows"], most * 2),
        }
