"""The alphabet of an SMS."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qvax_cli.rules.gsm import basic
from tests.septets import TABLE


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Grâce-Hollogne", "Grace-Hollogne"),
        ("Bièvre, été, où, à", "Bièvre, été, où, à"),
        ("François Noël", "Francois Noel"),
        ("La Louvière – Cœur d’or", "La Louvière - Coeur d'or"),
        ("« Hôpital »", '" Hopital "'),
        ("À l'État, Île", "A l'État, Ile"),
        ("Gîte … 5 €", "Gite ... 5 EUR"),
        ("[a] {b}~c|d\\e^", "(a) (b)-c/d/e"),
        ("Łódź, Čapek, Ĳzer", "Lodz, Capek, IJzer"),
        ("e\u0301te\u0301", "été"),
        ("Straße, ẞ, Ångström", "Straße, SS, Ångström"),
        ("deux\n\tmots\u00a0ici", "deux mots ici"),
        ("Юлия 王", ""),
    ],
)
def test_other_signs_are_written_with_those_there_are(text: str, plain: str) -> None:
    assert basic(text) == plain


@given(st.text())
def test_whatever_is_written_becomes_one_line_of_one_septet_a_sign(text: str) -> None:
    plain = basic(text)
    assert set(plain) <= set(TABLE) - set("\n\r")
    assert basic(plain) == plain
