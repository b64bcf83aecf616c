"""What a row of a file, or a form, comes to once it is right."""

from datetime import date
from typing import NamedTuple

from qvax_cli.rules.windows import Window
from qvax_cli.store.people import Person


class Registration(NamedTuple):
    """A row that may go onto the list, in the forms in which it is stored.

    number: 11 digits; center: a code; email, mobile, contact_name: None where not given; windows: merged, in
    order of time, or None when the row says nothing about coming days: what is known of them is to stay; repeat: the
    week that repeats, as rules/week.py writes it, or None likewise.
    """

    number: str
    first_name: str
    last_name: str
    birth_date: date
    language: str
    center: str
    email: str | None
    mobile: str | None
    contact_name: str | None
    windows: tuple[Window, ...] | None
    repeat: str | None = None


def as_person(registration: Registration, center_id: int) -> Person:
    """The person of a registration as the list stores it. center_id: of its center."""
    number, first, last, birth, language, _, email, mobile, contact_name, *_ = registration
    return Person(number, center_id, first, last, birth.isoformat(), language, email, mobile, contact_name)
