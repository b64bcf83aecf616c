"""Whom somebody means who says a name."""

from typing import NamedTuple

import pytest

from qvax_cli.rules.person_names import named_by


class Person(NamedTuple):
    first_name: str
    last_name: str


PEOPLE = [
    Person("Marie-Thérèse", "Renard"),
    Person("Marie", "Renardy"),
    Person("Jan", "Van den Berghe"),
    Person("Jan", "Peeters"),
    Person("Jeanne", "Peeters"),
    Person("Zoé", "D’Hondt"),
    Person("Li", "Xu"),
]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("peeters jan", ["Jan Peeters"]),
        ("PEETERS, Jeanne", ["Jeanne Peeters"]),
        ("Peeters", ["Jan Peeters", "Jeanne Peeters"]),
        ("peet je", ["Jeanne Peeters"]),
        ("therese", ["Marie-Thérèse Renard"]),
        ("mariethérèse", ["Marie-Thérèse Renard"]),
        ("The\u0301re\u0300se", ["Marie-Thérèse Renard"]),
        ("renard", ["Marie-Thérèse Renard", "Marie Renardy"]),
        ("vandenberghe", ["Jan Van den Berghe"]),
        ("berghe", ["Jan Van den Berghe"]),
        ("van den berghe jan", ["Jan Van den Berghe"]),
        ("dhondt", ["Zoé D’Hondt"]),
        ("d'hondt zoe", ["Zoé D’Hondt"]),
        ("xu", ["Li Xu"]),
        ("j", []),
        ("eters", []),
        ("--", []),
        ("", []),
    ],
)
def test_a_person_is_found_by_the_beginnings_of_their_names(text: str, meant: list[str]) -> None:
    assert [f"{one.first_name} {one.last_name}" for one in named_by(text, PEOPLE)] == meant


def test_who_is_called_exactly_so_is_meant_and_not_who_only_begins_so() -> None:
    people = [Person("An", "Peeters"), Person("Annie", "Peetersen")]
    assert named_by("an peeters", people) == people[:1]
    assert named_by("an peet", people) == people
