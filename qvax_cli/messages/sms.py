"""The same messages as an SMS: 160 signs of the GSM alphabet, whatever the names in it are.

The texts stand in `sms_texts/KIND.LANGUAGE.txt`, to be edited by anyone: sentences, one a line, that are put one
behind the other. A line that begins with `?` is left out when there is no room for it, and any line whose `$word` has
nothing to say. The code and the moments are always whole; names are shortened.
"""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from string import Template

from qvax_cli.messages import KINDS, LANGUAGES, Facts, Text
from qvax_cli.messages.moments import short_moment, short_span
from qvax_cli.rules.gsm import ONE_SMS, basic

# Enough to know a place or a person by; what is longer only takes the room of the rest.
_LONGEST = {"name": 16, "center": 44, "address": 60, "vaccine": 24, "platform": 30}
# For names in other scripts, of which nothing is left.
_YOU = {"fr": "vous", "nl": "u", "de": "Sie", "en": "you"}
_THERE = {"fr": "au centre", "nl": "in het centrum", "de": "ins Zentrum", "en": "to the center"}
# What center names begin with, in the order of looking: the town behind it says more.
_CENTER_WORDS = (
    *("centre majeur", "centre de proximité", "centre de vaccination", "vaccinatiecentrum", "impfzentrum"),
    *("vaccination center", "vaccination centre", "centre", "centrum", "center"),
)
_LINKS = ("de ", "d'", "des ", "du ", "van ", "in ", "of ")


def render_sms(kind: str, language: str, facts: Facts) -> Text:
    """The message of a kind in a language, both of the lists of `messages`, as one SMS without a subject.

    It begins with the code, and an invitation with code and deadline.
    """
    lines = _template(kind, language)
    said = _said(facts, language)
    bare = {**said, "center": _bare(said["center"])}
    # The name of the center without "vaccination center" can make room for a sentence more.
    fullest = max((_as_many(lines, words) for words in (said, bare)), key=lambda kept: [bool(one) for one in kept])
    if not fullest:
        fullest = next((kept for words in _ever_shorter(bare) if (kept := _as_many(lines, words))), lines[:0])
    text = " ".join(sentence for sentence in fullest if sentence)
    # Without the deadline the first line says nothing, but the code comes first all the same.
    return Text("", text if text.startswith(said["code"]) else f"{said['code']}: {text}"[:ONE_SMS])


def _as_many(lines: tuple[str, ...], said: dict[str, str]) -> tuple[str, ...]:
    """Each line as its sentence: those that are needed, and of the others, in their order, those there is room
    for, else "". Nothing at all when already those that are needed are too long."""
    sentences = [_sentence(line, said) for line in lines]
    kept = ["" if line.startswith("?") else sentence for line, sentence in zip(lines, sentences, strict=True)]
    room = ONE_SMS + 1 - sum(len(sentence) + 1 for sentence in kept if sentence)
    if room < 0:
        return ()
    for place, sentence in enumerate(sentences):
        if sentence and not kept[place] and len(sentence) + 1 <= room:
            kept[place] = sentence
            room -= len(sentence) + 1
    return tuple(kept)


@cache
def _template(kind: str, language: str) -> tuple[str, ...]:
    if kind not in KINDS or language not in LANGUAGES:
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
    window = "" if facts.until_at is None else short_span(facts.from_at, facts.until_at, language, facts.now)
    names = {
        "name": _first_name(facts.first_name) or _YOU[language],
        "center": _center(basic(facts.center_name)) or _THERE[language],
        "address": basic(facts.address),
        "vaccine": basic(facts.vaccine or ""),
        "platform": basic(facts.platform),
    }
    return {
        **{name: shortened(value, _LONGEST[name]) for name, value in names.items()},
        "code": basic(facts.code),
        "window": window,
        "deadline": "" if facts.deadline is None else short_moment(facts.deadline, language, facts.now),
    }


def _ever_shorter(said: dict[str, str]) -> Iterator[dict[str, str]]:
    """The facts, with shorter and shorter names; codes and moments stay."""
    for most in range(40, 7, -4):
        yield {
            **said,
            "center": shortened(said["center"], most),
            "name": shortened(said["name"], max(most // 2, 6)),
            "platform": shortened(said["platform"], most),
        }


def _first_name(name: str) -> str:
    """A first name: of several only the first, which is what people are called by."""
    plain = basic(name)
    return plain if len(plain) <= _LONGEST["name"] else plain.partition(" ")[0]


def _center(name: str) -> str:
    """A center's name; where it is long, without those words and without what stands in brackets behind it."""
    name = name if len(name) <= _LONGEST["center"] else _bare(name)
    return name if len(name) <= _LONGEST["center"] else name.partition(" (")[0]


def _bare(center: str) -> str:
    """A center's name without what all centers are called: `Centre majeur Namur` as `Namur`."""
    for words in _CENTER_WORDS:
        if center.lower().startswith(f"{words} "):
            town = center[len(words) + 1 :]
            return next((town[len(link) :] for link in _LINKS if town.lower().startswith(link)), town)
    return center


def shortened(text: str, most: int) -> str:
    """A text in at most `most` signs, cut between words where that leaves half of it, else with a full stop."""
    if len(text) <= most:
        return text
    at = max(text.rfind(mark, 0, most + 1) for mark in " -/,(")
    if at >= most // 2:
        return text[:at].rstrip(" -/,(")
    return text[: max(most - 1, 0)].rstrip(" -/,(.") + "."
