"""A yes or a no that is typed, in the words that a mail takes; asked for on a terminal (R36)."""

import sys
from collections.abc import Sequence

import typer

from qvax_cli.console import json_shapes, tables
from qvax_cli.context import Qvax
from qvax_cli.errors import Usage
from qvax_cli.store.asked import Asked
from qvax_cli.words import Words

#: What is typed most, so that the books of phrases need not be loaded for it.
_SHORT = {
    **dict.fromkeys(("yes", "y", "oui", "o", "ja", "j"), "yes"),
    **dict.fromkeys(("no", "n", "non", "nee", "nein"), "no"),
}
_WORDS = "the answer is yes or no, oui or non, ja, nee or nein"


def named_and_answer(words: Sequence[str]) -> tuple[str, str | None]:
    """Who is named, and "yes" or "no" of it; None where only somebody is named. The answer stands last, or first.

    Usage when what follows a code is neither.
    """
    if len(words) == 1:
        return words[0], None
    for answer, named in ((words[-1], words[:-1]), (words[0], words[1:])):
        if meaning := _meaning(answer):
            return " ".join(named), meaning
    if not any(sign.isdigit() for sign in words[0]):  # a name of several words
        return " ".join(words), None
    rest = " ".join(words[1:])
    if meaning := _meaning(rest):
        return words[0], meaning
    raise Usage(f"“{rest}” is neither yes nor no", _WORDS)


def asked_for(qvax: Qvax, asked: Asked) -> str:
    """The answer of somebody who is on the phone: "yes" or "no", asked for until it is understood. Usage where nobody
    can be asked."""
    who, age = tables.name_of(asked), json_shapes.age_of(asked.reservist, qvax.now())
    while True:
        typed = typer.prompt(qvax.words("ask_answer", who=who, age=age), prompt_suffix=" ", err=True)
        if meaning := _meaning(typed):
            return meaning
        qvax.output.say(qvax.words("answer_words"))


def confirmed(words: Words, question: str) -> bool:
    """Whether that is so, asked until it is understood; Enter alone is a no."""
    while True:
        typed = typer.prompt(f"{question} {words('yes_or_enter')}", default="n", show_default=False, err=True)
        if meaning := _meaning(typed):
            return meaning == "yes"


def check_can_ask(qvax: Qvax) -> None:
    """Usage where nobody sits at a terminal."""
    if qvax.output.json or not sys.stdin.isatty():
        raise Usage("yes or no?", "qvax respond CODE yes (or no)")


def _meaning(text: str) -> str | None:
    """ "yes" or "no", where all of the text is understood."""
    if short := _SHORT.get(text.strip().casefold()):
        return short
    from qvax_cli.rules.answer_text import Question, parted, read_answer

    return read_answer(parted("", text), Question()).answer
