"""The codes of invitations."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qvax_cli.rules.codes import found_in, new, normalise

CODES = st.builds(lambda _: new(), st.integers())


def test_a_code_has_8_signs_of_crockfords_alphabet() -> None:
    assert all(
        len(code) == 8 and set(code) <= set("0123456789ABCDEFGHJKMNPQRSTVWXYZ") for code in (new() for _ in range(500))
    )


def test_a_code_is_never_a_word_or_a_number() -> None:
    assert not any(code.isalpha() or code.isdigit() for code in (new() for _ in range(2000)))


def test_codes_do_not_repeat_and_use_every_sign_in_every_place() -> None:
    codes = {new() for _ in range(2000)}
    assert len(codes) == 2000
    assert all(len({code[place] for code in codes}) == 32 for place in range(8))


@pytest.mark.parametrize(
    "text",
    ["K7P3X2Q0", "k7p3x2q0", "K7P3-X2Q0", "k7p3 x2qo", " K7P3X2QO ", "[K7P3X2Q0]", "K7P3–X2Q0", "K 7 P 3 X 2 Q O"],
)
def test_a_code_is_read_in_every_spelling(text: str) -> None:
    assert normalise(text) == "K7P3X2Q0"


def test_letters_that_look_like_figures_are_figures() -> None:
    assert normalise("oOiIlLab") == "001111AB"


@pytest.mark.parametrize(
    "text",
    ["", "K7P3X2Q", "K7P3X2Q44", "K7P3X2QU", "K7P3X2Q!", "K7P3X2Qé", "ﬀK7P3X2", "K7P3X2Qß", "K7P3X2ß", "١٢٣٤٥٦٧٨"],
)
def test_what_is_no_code_is_none(text: str) -> None:
    assert normalise(text) is None


@given(CODES, st.sampled_from([str.upper, str.lower, str.title]))
def test_every_code_is_found_in_a_text_however_it_is_grouped(code: str, case: object) -> None:
    typed = case(code)  # type: ignore[operator]
    for written in (typed, f"{typed[:4]}-{typed[4:]}", f"[{typed}]", f"({typed}).", f"code:{typed}"):
        assert code in found_in(f"Bonjour, mon code {written} merci")


@given(st.text())
def test_finding_codes_never_fails_and_finds_codes_only(text: str) -> None:
    normalise(text)
    assert all(normalise(code) == code for code in found_in(text))


def test_codes_are_found_in_their_order_each_once() -> None:
    assert found_in("K7P3X2Q4, A1B2-C3D4 and k7p3 x2q4") == ["K7P3X2Q4", "A1B2C3D4"]


def test_the_word_before_a_grouped_code_does_not_swallow_half_of_it() -> None:
    assert "K7P3X2Q4" in found_in("code K7P3 X2Q4")


@pytest.mark.parametrize("text", ["AK7P3X2Q4", "K7P3X2Q45", "éK7P3X2Q4", "dans cent mots", "1234 5678", "K7P3 X2Q", ""])
def test_a_code_stands_alone(text: str) -> None:
    assert found_in(text) == []
