"""A registration asked for on a terminal: each answer is checked as it is given, and asked again until it is right."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

import typer

from qvax_cli.console.failed import reason
from qvax_cli.output import clean
from qvax_cli.registrations import COLUMNS, Checker
from qvax_cli.rules import national_number
from qvax_cli.rules.complaint import Complaint
from qvax_cli.words import in_language


class _Question(NamedTuple):
    """The key of what is asked, and whether there may be no answer."""

    key: str
    optional: bool = True


_QUESTIONS: Mapping[str, _Question] = {
    "niss": _Question("ask_niss", optional=False),
    "birth_date": _Question("ask_birth_date", optional=False),
    "first_name": _Question("ask_first_name", optional=False),
    "last_name": _Question("ask_last_name", optional=False),
    "center": _Question("ask_center_of", optional=False),
    "language": _Question("ask_language"),
    "email": _Question("ask_email"),
    "mobile": _Question("ask_mobile"),
    "contact_name": _Question("ask_contact_name"),
    "available": _Question("ask_available"),
}


def complete(language: str, given: dict[str, str], checker: Checker, known: Callable[[str], object]) -> None:
    """Fills in what is missing in `given`, and what is there and wrong.

    language: that in which it is asked; known: gets the digits of the number as soon as it is right; raises an error
    for a person who cannot be registered.
    """
    dialogue = _Dialogue(language, given, checker)
    for field in _QUESTIONS:
        if field == "birth_date" and not given[field] and not _lacks_birth_date(given["niss"]):
            continue
        dialogue.ask(field)
        if field == "niss":
            known(_digits(given["niss"]))
        if field == "mobile" and not given["email"] and not given["mobile"]:
            neither = "neither an e-mail address nor a mobile number is given"
            dialogue.say(Complaint("email", neither, "give at least one"))
            while not given["email"] and not given["mobile"]:
                dialogue.ask("email")
                dialogue.ask("mobile")


class _Dialogue(NamedTuple):
    """One registration that is being asked for."""

    language: str
    given: dict[str, str]
    checker: Checker

    def ask(self, field: str) -> None:
        """One value, until it is right; not at all when it was given and is."""
        question, given, asked = _QUESTIONS[field], self.given, False
        while True:
            if given[field] and (complaint := self._complaint(field)):
                self.say(complaint)
            elif given[field] or (asked and question.optional):
                return
            default, text = "" if question.optional else None, in_language(self.language)(question.key)
            given[field] = typer.prompt(text, default=default, show_default=False, err=True).strip()
            asked = True

    def say(self, complaint: Complaint) -> None:
        """What is wrong with an answer."""
        said = reason(complaint, self.language)
        typer.echo(clean(f"  {said[:1].upper()}{said[1:]}."), err=True)

    def _complaint(self, field: str) -> Complaint | None:
        """What is wrong with an answer; a number that shows somebody too young is wrong too."""
        values = tuple(self.given[column] for column in COLUMNS)
        found = self.checker.about(field, values)
        if found is None and field == "niss" and not _lacks_birth_date(self.given["niss"]):
            found = self.checker.about("birth_date", values)
        return found


def _lacks_birth_date(niss: str) -> bool:
    try:
        national_number.read(niss.strip())
    except Complaint as complaint:
        return complaint.field == "birth_date"
    return False


def _digits(niss: str) -> str:
    return "".join(char for char in niss if char.isdecimal())
