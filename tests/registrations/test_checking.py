"""The values of a registration, and all that may be wrong with them."""

from datetime import date

import pytest

from qvax_cli.registrations import COLUMNS, Checker, Registration
from qvax_cli.rules.complaint import Complaint
from qvax_cli.rules.national_number import make
from qvax_cli.rules.windows import Window
from tests.imports.lists import (
    ANNE,
    CENTERS,
    DATA,
    GOOD,
    HEADER,
    LUC,
    NOW,
    check,
    checker,
    instant,
    read,
    right,
    rows_of,
    wrong,
)


def test_a_canonical_row_becomes_a_registration() -> None:
    values = {"mobile": "+32452123456", "contact_name": "Élise", "language": "nl", "birth_date": "1941-03-08"}
    assert right(last_name="Lefèbvre", first_name="Andrée", available="today 17:00-19:30", **values) == Registration(
        number=ANNE,
        first_name="Andrée",
        last_name="Lefèbvre",
        birth_date=date(1941, 3, 8),
        language="nl",
        center="namur",
        email="a@example.org",
        mobile="+32452123456",
        contact_name="Élise",
        windows=(Window(instant("2021-04-06T17:00"), instant("2021-04-06T19:30")),),
    )


@pytest.mark.parametrize(
    "spelling",
    ["fr", "FR", "Français", "FRANCAIS", "french", "Frans", "Französisch", "F", "fr-BE", "fr_be", " fr "],
)
def test_a_language_is_known_by_its_names(spelling: str) -> None:
    assert right(language=spelling, center="gent").language == "fr"


def test_an_empty_language_is_that_of_the_center() -> None:
    assert [right(center=code).language for code in ("namur", "gent", "eupen")] == ["fr", "nl", "de"]


@pytest.mark.parametrize(
    ("spelling", "code"),
    [
        ("Namur", "namur"),
        (" NAMUR ", "namur"),
        ("Centre majeur Namur", "namur"),
        ("Liège", "liege"),
        ("La Louvière", "la-louviere"),
        ("libramont-chevigny", "libramont-chevigny"),
        ("Libramont-Chevigny", "libramont-chevigny"),
        ("Gent", "gent"),
        ("Sankt Vith", "sankt-vith"),
    ],
)
def test_a_center_is_known_by_code_name_and_town(spelling: str, code: str) -> None:
    assert right(center=spelling).center == code


def test_a_town_with_two_centers_names_neither() -> None:
    two = [CENTERS[5]._replace(code=code, name=code, town="Dinant") for code in ("dinant-nord", "dinant-sud")]
    checks = Checker(two, now=NOW, min_age=18)
    values = {"niss": ANNE, "last_name": "A", "first_name": "B", "email": "a@example.org"}
    for place, ok in (("dinant", False), ("Dinant Sud", True)):
        checked = checks.check(tuple((values | {"center": place}).get(c, "") for c in COLUMNS))
        assert isinstance(checked, Registration) == ok


@pytest.mark.parametrize("spelling", ["heysel", "Heizel", "Schaarbeek", "PACHECO"])
def test_a_center_of_brussels_is_refused_with_the_name_of_its_system(spelling: str) -> None:
    [(field, reason)] = wrong(center=spelling)
    assert field == "center"
    assert "Doctena" in reason


def test_an_unknown_center_is_named_only_when_it_looks_like_a_code() -> None:
    assert wrong(center="atlantis") == [("center", "no center has the code “atlantis”")]
    for text in (ANNE, "a@example.org", "x" * 41):
        assert wrong(center=text) == [("center", "no center has that code")]


def test_a_default_center_serves_the_rows_that_name_none() -> None:
    content = f"{HEADER}\n{GOOD}\n{ANNE},A,B,a@example.org,\n"
    assert [one.center for one in read(content, default_center="Gent")[0]] == ["namur", "gent"]
    found, _ = read(f"niss,nom,prenom,email\n{ANNE},A,B,a@example.org\n", default_center="gent")
    assert found[0].center == "gent"
    for code in ("heysel", "atlantis"):
        with pytest.raises(Complaint):
            checker(default_center=code)


@pytest.mark.parametrize("spelling", ["1941-03-08", "08/03/1941", "8.3.1941", "08-03-1941", "8/3/41", ""])
def test_a_birth_date_may_be_written_in_every_usual_way(spelling: str) -> None:
    assert right(birth_date=spelling).birth_date == date(1941, 3, 8)


def test_the_national_number_decides_the_century_of_each_row() -> None:
    young, old = make(date(2001, 11, 5), 77), make(date(1901, 11, 5), 77)
    for number in (young, old, young):
        born = right(niss=number, birth_date="05/11/01").birth_date
        assert born.year == (2001 if number == young else 1901)


def test_a_two_digit_year_beside_a_wrong_number_is_no_second_fault() -> None:
    assert [field for field, _ in wrong(niss="41030812236", birth_date="08/03/41")] == ["niss"]
    assert [field for field, _ in wrong(niss="41030812236", birth_date="31/02/41")] == ["niss", "birth_date"]


def test_what_a_spreadsheet_did_to_numbers_is_repaired_or_told() -> None:
    assert LUC.startswith("0")
    assert right(niss=LUC[1:]).number == LUC
    assert right(niss=f'="{LUC}"', mobile='="0452123456"').mobile == "+32452123456"
    [(field, reason)] = wrong(niss="8,5073E+10")
    assert field == "niss"
    assert "spreadsheet" in reason


def test_white_space_around_values_and_in_empty_ones_does_not_matter() -> None:
    found = right(niss=f" {ANNE} ", email="a@example.org ", mobile="  ", contact_name=" ", available=" ")
    assert (found.email, found.mobile, found.contact_name, found.windows) == (
        "a@example.org",
        None,
        None,
        None,
    )


def test_email_or_mobile_is_needed() -> None:
    assert wrong(email="")[0][0] == "email"
    assert right(email="", mobile="0452 12 34 56").email is None


def test_who_is_not_of_age_is_refused_and_the_birthday_is_enough() -> None:
    assert isinstance(check(niss=make(date(2003, 4, 6), 1)), Registration)
    assert wrong(niss=make(date(2003, 4, 7), 1))[0][0] == "birth_date"


def test_windows_are_merged_and_those_over_are_left_out_of_a_file() -> None:
    found = right(available="today 17:00-19:00|tue 18:30-20:00 | today 08:00-09:00|")
    assert found.windows == ((instant("2021-04-06T17:00"), instant("2021-04-06T20:00")),)
    assert right(available="today 08:00-09:00").windows is None


def test_windows_over_are_counted_or_refused_as_the_caller_wants() -> None:
    values = ("today 08:00-09:00|today 17:00-19:00", "today 08:00-09:00", "today 17:00-19:00")
    lenient, strict = checker(), checker(leave_out_over=False)
    plain = {"niss": ANNE, "last_name": "A", "first_name": "B", "email": "a@example.org", "center": "namur"}
    rows = [tuple((plain | {"available": v}).get(c, "") for c in COLUMNS) for v in values for _ in range(2)]
    assert all(isinstance(lenient.check(row), Registration) for row in rows)
    assert lenient.windows_over == 4
    assert [isinstance(strict.check(row), Registration) for row in rows] == [False] * 4 + [True] * 2


def test_a_window_that_is_over_never_rejects_a_row_however_it_is_written() -> None:
    for over in ("2021-04-05T17:00/19:00", "05/04/2021 17:00-19:00", "today 08:00-09:00", "2021-04-06T08:00/08:10"):
        assert right(available=over).windows is None
        assert right(available=f"{over}|today 17:00-19:00").windows is not None


@pytest.mark.parametrize(
    "sign", ["\u180e", "\u202a", "\u202c", "\u2066", "\u2069", "\u200e", "\ufeff", "\u200b", "\xad"]
)
def test_signs_that_cannot_be_seen_do_no_harm_wherever_they_stand(sign: str) -> None:
    for field, text in (
        ("mobile", "+32470123456"), ("mobile", "0470 12 34 56"), ("niss", ANNE), ("email", "a@example.org"),
        ("birth_date", "08/03/1941"), ("language", "fr"), ("center", "namur"), ("last_name", "Peeters"),
        ("available", "today 17:00-19:00"),
    ):  # fmt: skip
        for around in (f"{sign}{text}{sign}", text[:2] + sign + text[2:]):
            assert right(**{field: around}) == right(**{field: text})


@pytest.mark.parametrize(
    "written", ["'+32470123456", "'0470123456", '="+32470123456"', "’0470 12 34 56", "0470123456\x1a"]
)
def test_what_keeps_a_number_from_a_spreadsheet_is_no_part_of_it(written: str) -> None:
    assert right(mobile=written).mobile == "+32470123456"
    assert right(niss=f"'{ANNE}").number == ANNE
    assert right(last_name="'t Kint").last_name == "'t Kint"


@pytest.mark.parametrize("born", ["12/25/1947", "12-25-1947", "12/25/47"])
def test_month_and_day_exchanged_is_called_so_with_the_date_of_the_number(born: str) -> None:
    number = make(date(1947, 12, 25), 77)
    expected = ("birth_date", "month and day exchanged? The number says 25/12/1947")
    assert wrong(niss=number, birth_date=born) == [expected]
    other = make(date(1940, 3, 8), 77)
    assert wrong(niss=other, birth_date="03/08/1940")[0][1].endswith("The number says 08/03/1940")
    assert "exchanged" not in wrong(niss=other, birth_date="03/09/1940")[0][1]


def test_r38_a_row_that_makes_the_code_stumble_is_a_reject_like_others(monkeypatch: pytest.MonkeyPatch) -> None:
    def stumble(text: str) -> str:
        raise ZeroDivisionError(text)

    monkeypatch.setattr("qvax_cli.registrations.checking.contact.email", stumble)
    assert wrong() == [("row", "qvax could not read this row (ZeroDivisionError)")]


def test_what_is_remembered_stays_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("qvax_cli.registrations.checking._MOST_WORDS", 60)
    monkeypatch.setattr("qvax_cli.registrations.checking._MOST_DATES", 10)
    checks = checker()
    plain = {"niss": ANNE, "last_name": "A", "first_name": "B", "email": "a@example.org", "center": "namur"}
    for minute in range(59):
        row = plain | {
            "available": f"today 17:{minute:02}-20:00",
            "birth_date": "1941-03-08",
            "language": "FR",
        }
        assert isinstance(checks.check(tuple(row.get(c, "") for c in COLUMNS)), Registration)
    for day in range(1, 29):
        number = make(date(1950, 1, day), 1)
        row = plain | {"niss": number, "birth_date": f"{day:02}/01/1950"}
        assert isinstance(checks.check(tuple(row.get(c, "") for c in COLUMNS)), Registration)
    assert len(checks._windows) <= 60
    assert len(checks._births) <= 10


def test_all_faults_of_a_row_come_at_once_in_the_order_of_the_columns() -> None:
    row = {
        "niss": "12345",
        "last_name": "",
        "birth_date": "31/04/1984",
        "email": "x",
        "mobile": "064 12 34 56",
    }
    rest = {
        "first_name": " ",
        "language": "klingon",
        "center": "pacheco",
        "available": "never",
        "repeat": "never",
        "contact_name": "\a",
    }
    assert [field for field, _ in wrong(**row, **rest)] == list(COLUMNS)


BAD = (
    [(4, "niss"), (5, "niss"), (6, "niss"), (7, "niss"), (8, "niss"), (9, "niss"), (10, "niss"), (11, "niss")]
    + [(line, "birth_date") for line in range(12, 20)]
    + [(20, "last_name"), (21, "first_name"), (22, "last_name"), (24, "first_name")]
    + [(25, "email"), (26, "email"), (27, "email")]
    + [(28, "mobile"), (29, "mobile"), (30, "mobile"), (31, "mobile"), (32, "email")]
    + [(33, "language"), (34, "center"), (35, "center"), (36, "center")]
    + [(line, "available") for line in range(37, 42)]
    + [(42, "row"), (43, "row"), (44, "row")]
    + [(45, field) for field in COLUMNS if field not in ("first_name", "contact_name", "repeat")]
)


@pytest.mark.parametrize("now", ["2021-04-06T16:00", "2021-04-06T23:59", "2026-11-23T09:00", "2031-03-30T02:59"])
def test_the_bad_sample_has_two_right_rows_and_every_fault_on_its_line(now: str) -> None:
    found, faults = read((DATA / "bad_registrations.csv").read_bytes(), now=instant(now))
    assert faults == BAD
    assert [(one.last_name, one.first_name) for one in found] == [("Lefèbvre", "Andrée"), ("Noël", "Loïc")]


def test_no_complaint_about_the_bad_sample_holds_a_national_number() -> None:
    checks = checker()
    for _, cells, values in rows_of((DATA / "bad_registrations.csv").read_bytes()):
        checked = checks.check(values)
        for complaint in checked if isinstance(checked, list) else ():
            said = "".join(c for c in f"{complaint.field} {complaint.reason}" if c.isdigit())
            digits = "".join(c for c in cells[0] if c.isdigit())
            assert len(digits) < 5 or digits not in said


@pytest.mark.parametrize(
    "text",
    [
        "0470 12 34 56 (fille)", "0470123456 - Marie", "gsm: 0470 12 34 56 (dochter)", "Marie: 0470/12.34.56",
        "0470 12 34 56 (na 18u)", "0470.12.34.56 après 17h30", "+32 (0)470 12 34 56 (sa fille Anne)",
        "0470 12 34 56 [Mme. Dupont-Leroy]", "0470 12 34 56 (2e gsm)", "00 32 470 12 34 56, Tochter",
        "0470123456(zoon)",
    ],
)  # fmt: skip
def test_words_beside_a_mobile_number_are_left_out(text: str) -> None:
    assert right(mobile=text).mobile == "+32470123456"


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("0470 12 34 56 / 081 22 33 44", "more than one number"),
        ("0470123456, 0471123456", "more than one number"),
        ("0470 12 34 56 (fils), 081223344", "more than one number"),
        ("fille 0470 12 34 56, fils 0471 12 34 56", "more than one number"),
        ("0470 12 34 56 (NN 85.07.30-033.28)", "more than one number"),
        ("0470 12 34 56 fille 850730 03328", "more than one number"),
        ("85.07.30-033.28 fille", "a digit is missing or wrong"),
        ("0470 12 34 56 (ancien numéro)", "may say that it is not to be used"),
        ("0470 12 34 56 niet meer in gebruik", "may say that it is not to be used"),
        ("0470 12 34 56 (fille?)", "may say that it is not to be used"),
        ("0470 12 34 56 ext 4", "may say that it is not to be used"),
        ("081 22 33 44 (thuis)", "is a landline"),
        ("0470 12 34 5 (fille)", "a digit is missing or wrong"),
        ("0470 12 34 56\nfille", "something else"),
        ("demander à la fille", "something else"),
    ],
)
def test_where_words_leave_a_doubt_the_row_is_refused_and_no_digit_is_said(text: str, part: str) -> None:
    ((field, reason),) = wrong(mobile=text)
    assert field == "mobile"
    assert part in reason
    assert not any(char.isdigit() for char in reason)


@pytest.mark.parametrize(
    "nothing", ["-", "/", "?", "0", "geen", "Néant", "aucune", "n/a", "N.V.T.", "keine", "NULL", " -- "]
)
def test_a_word_for_nothing_is_nothing_where_nothing_may_stand(nothing: str) -> None:
    assert right(mobile=nothing, birth_date=nothing).mobile is None
    assert right(mobile="0470123456", email=nothing).email is None
    assert wrong(email=nothing, mobile=nothing) == [("email", "neither an e-mail address nor a mobile number is given")]


@pytest.mark.parametrize("text", ["idem", "dito", "même", "x", "voir fille"])
def test_what_means_something_else_is_not_taken_for_nothing(text: str) -> None:
    assert wrong(mobile=text)[0][0] == "mobile"


@pytest.mark.parametrize("text", ["mailto:anna@example.org", "<anna@example.org>", "MAILTO:anna@example.org"])
def test_an_address_copied_as_a_link_is_that_address(text: str) -> None:
    assert right(email=text).email == "anna@example.org"


@pytest.mark.parametrize("text", ["Anna <anna@example.org>", "a@example.org, b@c.be", "<a@example.org> <b@c.be>"])
def test_an_address_beside_others_or_a_name_is_refused(text: str) -> None:
    assert wrong(email=text)[0][0] == "email"
