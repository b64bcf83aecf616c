"""The words of an answer as a book of phrases spells them: without apostrophes, smileys as a word, slips mended."""

import re
from collections.abc import Collection, Iterator
from functools import cache

from qvax_cli.rules.answers.phrases import BREAK

#: Longer answers are stories: they are for a person to read.
MOST_WORDS = 150

HAPPY, GLAD, SAD = "HAPPY", "GLAD", "SAD"
_SMILEYS = {
    HAPPY: "😊🙂😀😃😄😁😉☺🤗🙏❤♥💙💚💛🧡💜🤍🌹🌸🌷💐🌺🌻😘🥰😍👋🍀☀🌞✨🤝😇🫶💕💖😌🌼💌",
    GLAD: "👍👌✅✔☑🎉🥳💪🙌👏💯🤩🏃🚗🚶🚴🚙💉🎊🆗👊✌🤙🚘😎🍾🥂",
    SAD: "👎❌✖🚫🙅😢😞😔😕🙁☹😭😟😥😓😿🥺😣😩😫💔🤷⛔🛑",
}
_MEANS = {sign: kind for kind, signs in _SMILEYS.items() for sign in signs}
# What only colours or joins the sign before it.
_COLOURS = "[\U0001f3fb-\U0001f3ff\ufe0e\ufe0f\u200d\u20e3♀♂]"
_TYPED = (
    (r"(?<!\w)[:;=]-?[)\]dp*]+(?!\w)|\^\^|<3|(?<!\w)x?d{2,}(?!\w)", HAPPY),
    (r"(?<!\w)[:;=]'?-?[(\[]+(?!\w)|:'\(|(?<!\w)[:;]-?[/|](?!\w)", SAD),
)
_SHORT_FORM = r"\b[a-z](?:\.[a-z])+\b\.?"
_FIRST_MARK = r"(?m)^[ \t]*(?:[-*•–·]|\d[.)])[ \t]+"
_WORD = r"[^\W_]+|[^\w\s]|_"
# Between the words of one phrase, and between two phrases.
_INSIDE = frozenset("'-")
_BETWEEN = frozenset(',.!;:()[]"«»“”„*_…·•–—&')
_SHORTEST_MENDED = 5


def words(text: str, known: Collection[str]) -> list[str]:
    """The words of a folded text, with BREAK for what stands between phrases. Those that are not known, not even as
    misspellings, stay as they are, and so does a sign that says something, as `?`."""
    found: list[str] = []
    for word in _raw(text):
        if word in _INSIDE:
            continue
        if word in _BETWEEN:
            if found and found[-1] != BREAK:
                found.append(BREAK)
        else:
            found.append(word if word in known or word.isupper() else mended(word, known) or word)
        if len(found) > MOST_WORDS:
            break
    return found


def _raw(text: str) -> Iterator[str]:
    text = re.sub(_SHORT_FORM, lambda found: found[0].replace(".", ""), re.sub(_FIRST_MARK, "", text))
    text = re.sub(_COLOURS, "", text)
    for pattern, kind in _TYPED:
        text = re.sub(pattern, f" {kind} ", text)
    # A dash between words stands for a comma, between letters it makes one word of two.
    text = re.sub(r"(?<=\s)-+(?=\s)|--+", ",", text)
    for found in re.finditer(_WORD, text):
        yield _MEANS.get(found[0], found[0])


def mended(word: str, known: Collection[str]) -> str | None:
    """The one known word that is meant by an unknown one; None when it is none, or several."""
    for candidates in (_without_umlauts(word), _without_repeats(word)):
        if right := next((candidate for candidate in candidates if candidate in known), None):
            return right
    if len(word) < _SHORTEST_MENDED or not word.isalpha():
        return None
    meant = {candidate for candidate in _one_slip(word) if candidate in known and len(candidate) >= _SHORTEST_MENDED}
    return meant.pop() if len(meant) == 1 else None


def _without_umlauts(word: str) -> tuple[str, ...]:
    return (word.replace("ae", "a").replace("oe", "o").replace("ue", "u"),)


def _without_repeats(word: str) -> tuple[str, ...]:
    """`jaaaa`, `ouiii`: a letter held down too long."""
    return (
        re.sub(r"(.)\1{2,}", r"\1\1", word),
        re.sub(r"(.)\1{2,}", r"\1", word),
        re.sub(r"(.)\1+$", r"\1", word),
    )


@cache
def _letters() -> str:
    return "abcdefghijklmnopqrstuvwxyz"


def _one_slip(word: str) -> Iterator[str]:
    """What a word may have been before two letters changed places, or one was left out or typed too many."""
    for at in range(len(word)):
        yield word[:at] + word[at + 1 :]
        if at:
            yield word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :]
            for letter in _letters():
                yield word[:at] + letter + word[at:]
    for letter in _letters():
        yield word + letter
