"""The few words that are shown of a message to read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qvax_cli.rules.excerpt import excerpt


def test_what_is_quoted_is_left_out() -> None:
    assert (
        excerpt("Je ne sais pas\nencore.\n\nLe 6 avril 2021 à 17:40, Namur a écrit :\n> Oui ?")
        == "Je ne sais pas encore."
    )


def test_a_message_that_only_quotes_is_shown_all_the_same() -> None:
    assert excerpt("> Oui") == "> Oui"


@pytest.mark.parametrize(
    "number", ["85.07.30-033.28", "85073003328", "85 07 30 033 28", "85-07-30/033.28", "850730 033 28"]
)
def test_r25_a_national_number_is_not_shown(number: str) -> None:
    assert excerpt(f"Mon numéro est {number}, merci") == "Mon numéro est [number], merci"


def test_a_phone_number_is_shown() -> None:
    assert excerpt("Rappelez-moi au 0470 12 34 56") == "Rappelez-moi au 0470 12 34 56"


@given(st.text())
def test_it_is_one_short_line_of_anything(text: str) -> None:
    assert len(excerpt(text * 50)) <= 300
    assert "\n" not in excerpt(text)
