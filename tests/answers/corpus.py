"""The corpus: answers as people write them, each with the reading that it should have.

A file holds a line `READING | TEXT` for each, where `\\n` is a new line and `{gmail}`, `{outlook}`, `{iphone}` our own
message, quoted as those do. READING is `yes`, `no` or `unclear`, and `leave` where it asks to be taken off the list. A
third, chosen by a hash of the text, was set aside before the grammar was written.
"""

from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from qvax_cli.messages import Facts, render
from qvax_cli.messages.own_lines import is_ours
from qvax_cli.rules.answer_text import Question, parted, read_answer
from qvax_cli.rules.local_time import instant

FILES = ("fr", "nl", "de", "en", "tomorrow", "mails")
CODE = "K7P3X2Q4"


def _at(day: int, hour: int, minute: int = 0) -> int:
    return instant(datetime(2021, 4, day, hour, minute))


_TONIGHT, _TOMORROW, _RECEIVED = (_at(6, 17, 40), _at(6, 19, 40)), (_at(7, 10), _at(7, 12)), _at(6, 17, 50)
_FRENCH = Question(CODE, "Jeanne Dubois", "Sophie Lambert", ("Centre majeur Namur", "Namur"), _TONIGHT, _RECEIVED)
_QUESTIONS = {
    "fr": _FRENCH,
    "nl": Question(CODE, "Jan Peeters", "An Wouters", ("Vaccinatiecentrum Gent", "Gent"), _TONIGHT, _RECEIVED),
    "de": Question(CODE, "Hans Müller", "Petra Schmitz", ("Impfzentrum Eupen", "Eupen"), _TONIGHT, _RECEIVED),
    "en": Question(CODE, "Mary Jones", "", ("Centre majeur Namur", "Namur"), _TONIGHT, _RECEIVED),
    "tomorrow": _FRENCH._replace(window=_TOMORROW),
    "mails": _FRENCH,
}


class Case(NamedTuple):
    """An answer, and how it should be read: "yes", "no" or None; leave: it asks to be taken off the list."""

    file: str
    text: str
    answer: str | None
    leave: bool

    @property
    def aside(self) -> bool:
        """Whether it was set aside."""
        return sha256(self.text.encode()).digest()[0] % 3 == 0


def cases(*files: str) -> list[Case]:
    """The answers of these files, or all."""
    found = []
    for file in files or FILES:
        for line in (Path(__file__).parent / f"{file}.txt").read_text(encoding="utf-8").splitlines():
            if line and not line.startswith("#"):
                reading, text = line.split(" | ", 1)
                answer, *leave = reading.split()
                found.append(Case(file, text, None if answer == "unclear" else answer, bool(leave)))
    return found


def read(case: Case) -> tuple[str | None, bool]:
    """How an answer is read: the answer, and whether it asks to be taken off the list."""
    reading = read_answer(parted(_subject(case), _body(case.text), is_ours), _QUESTIONS[case.file])
    return reading.answer, reading.leave


def _ours() -> tuple[str, str]:
    facts = Facts(
        first_name="Jeanne",
        last_name="Dubois",
        center_name="Centre majeur Namur",
        address="Namur Expo, 5000 Namur",
        code=CODE,
        platform="Doclr",
        from_at=_TONIGHT[0],
        until_at=_TONIGHT[1],
        deadline=_TONIGHT[0] + 1800,
        now=_TONIGHT[0],
    )
    text = render("invitation", "fr", facts)
    return text.subject, text.body


def _subject(case: Case) -> str:
    return f"Re: {_ours()[0]}" if case.file == "mails" else ""


def _body(text: str) -> str:
    subject, body = _ours()
    marked = "\n".join(f"> {line}" for line in body.splitlines())
    sent = "mardi 6 avril 2021 17:40"
    quotes = {
        "{gmail}": f"Le mar. 6 avr. 2021 à 17:40, Centre <reserve@namur.example> a écrit :\n\n{marked}",
        "{iphone}": f"> Le 6 avr. 2021 à 17:40, Centre <reserve@namur.example> a écrit :\n> \n{marked}",
        "{outlook}": f"De : Centre <reserve@namur.example>\nEnvoyé : {sent}\nÀ : Jeanne\nObjet : {subject}\n\n{body}",
    }
    text = text.replace("\\n", "\n")
    for name, quote in quotes.items():
        text = text.replace(name, quote)
    return text
