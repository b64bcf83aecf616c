"""The alphabet of an SMS."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qvax_cli.rules.gsm import basic, septets

# Written out from table 6.2.1 of GSM 03.38, apart from the one in the code.
TABLE = (
    "@£$¥èéùìòÇ\nØø\rÅå"
    "Δ_ΦΓΛΩΠΨΣΘΞÆæßÉ"
    " !\"#¤%&'()*+,-./"
    "0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNO"
    "PQRSTUVWXYZÄÖÑÜ§"
    "¿abcdefghijklmno"
    "pqrstuvwxyzäöñüà"
)


def test_the_alphabet_has_127_signs_of_one_septet_and_ten_of_two() -> None:
    assert len(set(TABLE)) == 127
    assert all(septets(sign) == 1 for sign in TABLE)
    assert all(septets(sign) == 2 for sign in "\f^{}\\[~]|€")


@pytest.mark.parametrize("sign", "çêîôëâûïœ’“–…Àžłđ\u00a0\t")
def test_a_sign_that_would_make_it_a_dear_sms_of_70_is_refused(sign: str) -> None:
    with pytest.raises(ValueError, match="GSM"):
        septets(sign)


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
    assert septets(plain) == len(plain)
    assert basic(plain) == plain
