"""A registration asked for on a terminal: each answer is checked as it is given, and asked again until it is right."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

import typer

from qvax_cli.hints import hint_for
from qvax_cli.output import clean
from qvax_cli.registrations import COLUMNS, Checker
from qvax_cli.rules import national_number
from qvax_cli.rules.complaint import Complaint


class _Question(NamedTuple):
    """What is asked, and whether there may be no answer."""

    text: str
    optional: bool = True


_QUESTIONS: Mapping[str, _Question] = {
    "niss": _Question("National number", optional=False),
    "birth_date": _Question("Birth date (this number carries none)", optional=False),
    "first_name": _Question("First name", optional=False),
    "last_name": _Question("Last name", optional=False),
    "center": _Question("Center (code, name or town)", optional=False),
    "language": _Question("Language: fr, nl, de or en (empty: the center's)"),
    "email": _Question("E-mail (empty for none)"),
    "mobile": _Question("Mobile (empty for none)"),
    "contact_name": _Question("Whose e-mail or mobile it is (empty: their own)"),
    "available": _Question("When can they come? Such as: today 17:00-19:30|sat 9:00-12:00 (empty: later)"),
}


def complete(given: dict[str, str], checker: Checker, known: Callable[[str], object]) -> None:
    """Fills in what is missing in `given`, and what is there and wrong.

    known: gets the digits of the number as soon as it is right; raises an error for a person who cannot be registered.
    """
    for field, question in _QUESTIONS.items():
        if field == "birth_date" and not given[field] and not _lacks_birth_date(given["niss"]):
            continue
        _ask(field, question, given, checker)
        if field == "niss":
            known(_digits(given["niss"]))
        if field == "mobile" and not given["email"] and not given["mobile"]:
            _say(Complaint("email", "neither an e-mail address nor a mobile number is given", "give at least one"))
            while not given["email"] and not given["mobile"]:
                for contact in ("email", "mobile"):
                    _ask(contact, _QUESTIONS[contact], given, checker)


def _ask(field: str, question: _Question, given: dict[str, str], checker: Checker) -> None:
    """One value, until it is right; not at all when it was given and is."""
    asked = False
    while True:
        if given[field] and (complaint := _complaint(field, given, checker)):
            _say(complaint)
        elif given[field] or (asked and question.optional):
            return
        default = "" if question.optional else None
        given[field] = typer.prompt(question.text, default=default, show_default=False, err=True).strip()
        asked = True


def _complaint(field: str, given: dict[str, str], checker: Checker) -> Complaint | None:
    """What is wrong with an answer; a number that shows somebody too young is wrong too."""
    values = tuple(given[column] for column in COLUMNS)
    found = checker.about(field, values)
    if found is None and field == "niss" and not _lacks_birth_date(given["niss"]):
        found = checker.about("birth_date", values)
    return found


def _lacks_birth_date(niss: str) -> bool:
    try:
        national_number.read(niss.strip())
    except Complaint as complaint:
        return complaint.field == "birth_date"
    return False


def _digits(niss: str) -> str:
    return "".join(char for char in niss if char.isdecimal())


def _say(complaint: Complaint) -> None:
    hint = hint_for(complaint)
    more = f" ({hint})" if hint else ""
    typer.echo(clean(f"  {complaint.reason[:1].upper()}{complaint.reason[1:]}{more}."), err=True)
