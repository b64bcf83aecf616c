"""A national number is found in any text, however it is typed; what is none stays."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qvax_cli.rules.masked import masked
from qvax_cli.rules.national_number import make

_PARTED = st.text(alphabet=" .-/_:,;'()\t\u00a0\u2013\u200b\u2060\u180e", max_size=3)
_DIGITS = st.text(alphabet="0123456789", max_size=4)
_NUMBERS = st.builds(
    make, st.dates(date(1901, 1, 1), date(2021, 1, 1)), st.integers(1, 998), st.sampled_from([0, 20, 40])
)


@given(number=_NUMBERS, before=_DIGITS, after=_DIGITS, data=st.data())
def test_no_number_is_left_whatever_stands_between_and_around_its_digits(
    number: str, before: str, after: str, data: st.DataObject
) -> None:
    typed = before + "".join(digit + data.draw(_PARTED) for digit in number) + after
    shown = masked(f"reservist “{typed}” is not there", "(a number)")
    assert number not in "".join(sign for sign in shown if sign.isdecimal())
    assert shown.startswith("reservist “")


@pytest.mark.parametrize(
    "text",
    [
        "+32 475 12 34 56", "0032475123456", "0475/12.34.56", "2021-04-06T17:40:00Z", "from 2021-04-06 17:40 to 19:40",
        "+32475123456, +32470112233", "offer 1 of 3: 12 asked, 10 silent", "/srv/qvax/2021-04-06/0001.eml",
    ],
)  # fmt: skip
def test_what_is_no_number_stays(text: str) -> None:
    assert masked(text, "(a number)") == text


@pytest.mark.parametrize(
    "text", ["085073003328", "850730033280", "+85073003328", "+32 85.07.30-033.28", "85:07:30:033:28"]
)
def test_a_digit_too_many_or_another_sign_hides_nothing(text: str) -> None:
    shown = masked(text, "(a number)")
    assert "(a number)" in shown
    assert "3328" not in "".join(sign for sign in shown if sign.isdecimal())
