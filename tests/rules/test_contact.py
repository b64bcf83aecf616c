"""Names, e-mail addresses and mobile numbers (R1, R4), held against email-validator and phonenumbers."""

import sys
from collections.abc import Callable
from subprocess import run
from unicodedata import is_normalized

import email_validator
import phonenumbers
import pytest
from email_validator.rfc_constants import CASE_INSENSITIVE_MAILBOX_NAMES
from hypothesis import example, given
from hypothesis import strategies as st

from qvax_cli.rules.complaint import Complaint
from qvax_cli.rules.contact import email, mobile, name

MOBILE = "+32470123456"


def refusal_of_email(text: str) -> Complaint:
    with pytest.raises(Complaint) as caught:
        email(text)
    assert caught.value.field == "email"
    return caught.value


def refusal_of_mobile(text: str) -> Complaint:
    with pytest.raises(Complaint) as caught:
        mobile(text)
    assert caught.value.field == "mobile"
    return caught.value


def refusal_of_name(text: str) -> Complaint:
    with pytest.raises(Complaint) as caught:
        name(text, "last_name")
    assert caught.value.field == "last_name"
    return caught.value


def email_or_none(text: str) -> str | None:
    try:
        return email(text)
    except Complaint:
        return None


def mobile_or_none(text: str) -> str | None:
    try:
        return mobile(text)
    except Complaint:
        return None


def library_email(text: str) -> str | None:
    try:
        return email_validator.validate_email(text.strip(), check_deliverability=False).normalized
    except email_validator.EmailNotValidError:
        return None


def library_mobile(text: str) -> str | None:
    try:
        number = phonenumbers.parse(text.strip(), "BE")
    except phonenumbers.NumberParseException:
        return None
    kinds = (phonenumbers.PhoneNumberType.MOBILE, phonenumbers.PhoneNumberType.FIXED_LINE_OR_MOBILE)
    if not phonenumbers.is_valid_number(number) or phonenumbers.number_type(number) not in kinds:
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


# e-mail

atoms = st.text("abzABZ059_+-", min_size=1, max_size=8)
labels = st.text("abzABZ059-", min_size=1, max_size=8)
endings = st.sampled_from(
    ["be", "Com", "EU", "x", "b3", "vlaanderen", "test", "LOCAL", "invalid", "xn--p1ai", "localtest", "be."]
)
plain_looking = st.builds(
    lambda local, domain, ending: f"{'.'.join(local)}@{'.'.join([*domain, ending])}",
    st.lists(atoms, min_size=1, max_size=4),
    st.lists(labels, min_size=1, max_size=4),
    endings,
)


@given(plain_looking)
@example("info@example.be")
@example("A-b@XN--caf-dma.be")
@example("a@a--b.be")
@example("a@-b.be")
@example("a@b-.be")
@example("a@" + "b" * 64 + ".be")
@example("a" * 80 + "@example.be")
@example("A@B.BE")
def test_an_address_is_judged_as_the_library_judges_it(text: str) -> None:
    assert email_or_none(text) == library_email(text)


@given(st.text("aZ0@.-_+'\"<>()[], \\éß\u0308", max_size=14))
def test_any_text_is_an_address_exactly_when_the_library_says_so(text: str) -> None:
    assert email_or_none(text) == library_email(text)


@given(st.emails())
def test_any_rfc_address_is_judged_as_the_library_judges_it(text: str) -> None:
    assert email_or_none(text) == library_email(text)


@pytest.mark.parametrize("ending", email_validator.SPECIAL_USE_DOMAIN_NAMES)
@pytest.mark.parametrize("change", [str.lower, str.upper, str.title])
def test_an_address_in_a_reserved_domain_is_refused(ending: str, change: Callable[[str], str]) -> None:
    refusal_of_email(change(f"anna@mail.{ending}"))


@pytest.mark.parametrize("local", CASE_INSENSITIVE_MAILBOX_NAMES)
def test_the_names_that_have_no_case_are_made_lower_case(local: str) -> None:
    assert email(f"{local.upper()}@Example.be") == f"{local}@example.be"


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("anna@example.be", "anna@example.be"),
        ("  Anna.Peeters@Example.BE\n", "Anna.Peeters@example.be"),
        ("anna+vaccin@mail.example.be", "anna+vaccin@mail.example.be"),
        ("o'brien@example.be", "o'brien@example.be"),
        ("anna@MÜNCHEN.de", "anna@münchen.de"),
        ("anna@xn--mnchen-3ya.de", "anna@münchen.de"),
        ("he\u0301le\u0300ne@example.be", "hélène@example.be"),
    ],
)
def test_an_address_is_stored_in_its_normal_form(text: str, normal: str) -> None:
    assert email(text) == normal
    assert email(normal) == normal


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("", "is missing"),
        ("   ", "is missing"),
        ("anna", "must have an @-sign"),
        ("anna@", "something after the @-sign"),
        ("@example.be", "something before the @-sign"),
        ("anna@example", "should have a period"),
        ("anna..peeters@example.be", "two periods in a row"),
        ("anna@localhost.localhost", "reserved name"),
        ("anna peeters@example.be", "holds a space"),
        ("anna@example.be jan@example.be", "holds a space"),
        ("Anna <anna@example.be>", "holds a space"),
        ("<anna@example.be>", "is not an e-mail address"),
        ("anna@example.be;jan@example.be", "invalid characters"),
        ("anna@example.be\nBcc: all@example.be", "line break"),
        ("anna@example.be\rx", "line break"),
        ("an\x00na@example.be", "cannot be seen"),
        ("anna\u202e@example.be", "cannot be seen"),
        ("anna\udc80@example.be", "cannot be seen"),
        ("anna@[127.0.0.1]", "is not an e-mail address"),
        ("a" * 250 + "@example.be", "more than 254"),
    ],
)
def test_a_wrong_address_is_refused_with_the_reason(text: str, part: str) -> None:
    complaint = refusal_of_email(text)
    assert part in complaint.reason
    assert complaint.hint
    assert "anna" not in complaint.reason
    assert complaint.reason[0].islower()
    assert not complaint.reason.endswith((".", ":", " "))


# mobile


@pytest.mark.parametrize("prefix", ["0", "+32", "0032"])
def test_every_belgian_range_is_judged_as_the_library_judges_it(prefix: str) -> None:
    for block in range(1000):
        text = f"{prefix}4{block:03}12345"
        assert mobile_or_none(text) == library_mobile(text), text


def test_the_belgian_mobiles_are_045_to_049() -> None:
    ranges = {text[:3] for text in (f"04{block:02}123456" for block in range(100)) if mobile_or_none(text)}
    assert ranges == {"045", "046", "047", "048", "049"}


@given(st.sampled_from(["04", "+324", "00324", "324", "4", "+32(0)4"]), st.integers(0, 10**8 - 1), st.data())
def test_a_belgian_mobile_grouped_anyhow_is_read_as_the_library_reads_it(
    prefix: str, rest: int, data: st.DataObject
) -> None:
    text = f"{prefix}{rest:08}"
    for char in data.draw(st.lists(st.sampled_from(" ./-()"), max_size=6)):
        place = data.draw(st.integers(0, len(text)))
        text = text[:place] + char + text[place:]
    assert mobile_or_none(text) == library_mobile(text)


@given(st.text("0123456789+ ./-()", max_size=18))
@example("0470123456/")
@example("/0470123456")
@example("++32470123456")
@example("+ 32470123456")
@example("(0470123456")
@example("0470+123456")
@example("+320470123456")
def test_any_text_of_a_phone_is_read_as_the_library_reads_it(text: str) -> None:
    assert mobile_or_none(text) == library_mobile(text)


@given(st.sampled_from(["+33", "+352", "+49", "+31", "+44", "+1", "+39"]), st.integers(10**6, 10**11))
def test_a_foreign_number_is_read_as_the_library_reads_it(country: str, rest: int) -> None:
    assert mobile_or_none(f"{country} {rest}") == library_mobile(f"{country}{rest}")


@pytest.mark.parametrize(
    "text",
    [
        "0470123456",
        "0470 12 34 56",
        "0470/12.34.56",
        "0470-12-34-56",
        "(0470) 12 34 56",
        "+32470123456",
        "+32 470 12 34 56",
        "+32 (0)470 12 34 56",
        "0032470123456",
        "00 32 470/12.34.56",
        "32470123456",
        "470123456",
        " 0470123456\n",
        "0470\u00a012\u00a034\u00a056",
        "0470\u202f12\u202f34\u202f56",
        "0470–12–34–56",
        "０４７０１２３４５６",
    ],
)
def test_a_belgian_mobile_in_any_usual_spelling_is_stored_as_e164(text: str) -> None:
    assert mobile(text) == MOBILE


@pytest.mark.parametrize(
    ("text", "e164"),
    [
        ("+33 6 12 34 56 78", "+33612345678"),
        ("0033 6 12 34 56 78", "+33612345678"),
        ("+352 621 123 456", "+352621123456"),
        ("+49 1512 3456789", "+4915123456789"),
        ("+31 6 12345678", "+31612345678"),
        ("+44 7911 123456", "+447911123456"),
        ("+39 320 1234567", "+393201234567"),
        ("+1 212 555 0123", "+12125550123"),
    ],
)
def test_a_foreign_mobile_is_stored_as_e164(text: str, e164: str) -> None:
    assert mobile(text) == e164


@pytest.mark.parametrize("text", ["04 221 23 45", "04/221.23.45", "+32 4 221 23 45", "043434343", "02 234 56 78"])
def test_a_landline_is_refused_and_called_a_landline(text: str) -> None:
    assert "is a landline" in refusal_of_mobile(text).reason


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("", "is missing"),
        ("  ", "is missing"),
        ("0470 12 34 5", "a digit is missing or wrong"),
        ("0470 12 34 567", "a digit is missing or wrong"),
        ("0440 12 34 56", "a digit is missing or wrong"),
        ("06 12 34 56 78", "a digit is missing or wrong"),
        ("12", "is not a phone number"),
        ("+999 470 12 34 56", "is not a phone number"),
        ("0800 12345", "is a service number"),
        ("070 222222", "is a service number"),
        ("0470123456 / 0471123456", "more than one number"),
        ("0470 12 34 56 ext 4", "something else"),
        ("0470ABCDEF", "something else"),
        ("tel:0470123456;ext=1", "something else"),
        ("0470 12 34 56 (fille)", "something else"),
        ("0470123456 Anna", "something else"),
        ("0470\n123456", "something else"),
        ("0470123456\n0471123456", "more than one number"),
        ("0470\x00123456", "something else"),
        ("0" * 300, "something else"),
        ("4,70123E+08", "spreadsheet"),
        ("4.70123E+08", "spreadsheet"),
        ("3,2470E+10", "spreadsheet"),
    ],
)
def test_a_wrong_mobile_is_refused_with_the_reason(text: str, part: str) -> None:
    complaint = refusal_of_mobile(text)
    assert part in complaint.reason
    assert complaint.hint
    assert not any(char.isdigit() for char in complaint.reason)


# names


@pytest.mark.parametrize(
    ("text", "stored"),
    [
        ("Anna", "Anna"),
        ("  Jean-Pierre \n", "Jean-Pierre"),
        ("Van  der\tElst", "Van der Elst"),
        ("De\u00a0Smet", "De Smet"),
        ("He\u0301le\u0300ne", "Hélène"),
        ("d'Ursel", "d'Ursel"),
        ("Мария", "Мария"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("x" * 100, "x" * 100),
        ("e\u0301" * 100, "é" * 100),
    ],
)
def test_a_name_is_trimmed_folded_and_composed(text: str, stored: str) -> None:
    assert name(text, "last_name") == stored


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("", "is missing"),
        (" \t\n", "is missing"),
        ("\u200d", "is missing"),
        ("An\x00na", "cannot be seen"),
        ("Anna\x1b[31m", "cannot be seen"),
        ("Anna\nBcc: x", "line break"),
        ("Anna\r\nPeeters", "line break"),
        ("Anna\u2028Peeters", "line break"),
        ("Anna\x85Peeters", "line break"),
        ("An\u202ena", "cannot be seen"),
        ("An\ufeffna", "cannot be seen"),
        ("An\udc80na", "cannot be seen"),
        ("x" * 101, "100 is the most"),
    ],
)
def test_a_wrong_name_is_refused_with_the_reason(text: str, part: str) -> None:
    assert part in refusal_of_name(text).reason


@given(st.text(max_size=120))
def test_a_name_that_passes_can_be_stored_printed_and_passed_again(text: str) -> None:
    try:
        stored = name(text, "first_name")
    except Complaint:
        return
    assert 1 <= len(stored) <= 100
    assert stored == stored.strip()
    assert is_normalized("NFC", stored)
    assert stored.replace("\u200c", "").replace("\u200d", "").isprintable()
    assert "  " not in stored
    assert name(stored, "first_name") == stored
    stored.encode()


def test_plain_values_are_judged_without_loading_the_libraries() -> None:
    script = (
        "import sys\n"
        "from datetime import date\n"
        "from qvax_cli.rules import age, contact, national_number\n"
        "contact.email('Anna.P@Example.be'), contact.mobile('0470 12 34 56'), contact.name('Anna', 'x')\n"
        "national_number.read('85.07.30-033.28')\n"
        "age.age(date(1985, 7, 30), date(2021, 4, 6))\n"
        "sys.exit(any(x in sys.modules for x in ('email_validator', 'phonenumbers', 'stdnum', 'dateutil')))\n"
    )
    assert run([sys.executable, "-c", script], check=False).returncode == 0


@pytest.mark.parametrize(
    "text",
    [
        "#N/A", "#REF!", "#NAAM?", "#VALEUR!", "NULL", "null", "(null)", "[NULL]", "None", "nan", "NaN", "n/a", "N/A",
        "\\N", "undefined", "?", "???", ".", "...", "-", "—", "…", "123", "2", "FranÃ§oise", "NoÃ«l",
        "Zoé RenÃ©e", "inconnu", "ONBEKEND", "(vide)", "[leer]", "xxx", "&eacute;lise", "Ren&#233;", "&nbsp;",
        "d’Ursel".encode().decode("cp1252"),
        "GenÃ¨ve", "＝1+1", "＋32", "＠sum", "a=b", "Anna|Jan", "{name}", "${first}", "%s", "04 70 12 34",
        "85.07.30-033.28", "Fran?oise", "D?Hondt", "Zo¿", "Err:502", "#VERW!", "anna@example.org", "TBD", "xx",
        "à compléter", "In te vullen", "Niet gekend", "N.N.", "Ann🙂", "\u2212Ann", "Jan ★", "AnneÂ\u00a0Marie",
        *(word.encode().decode(old) for word in ("Françoise", "Zoë", "MÜLLER", "Loïc", "André")
          for old in ("cp1250", "mac-roman", "cp850", "cp437")),
        "Fran\ufffdoise".encode().decode("mac-roman"),
    ],
)  # fmt: skip
def test_what_a_program_left_is_nobodys_name(text: str) -> None:
    with pytest.raises(Complaint):
        name(text, "last_name")


@pytest.mark.parametrize(
    "text",
    [
        "Null", "Nan", "Jean 2", "Pharmacie 2000", "Home 24-26", "O", "Ng", "d’Ursel", "D`Hondt", "Çelik", "Ångström",
        "João", "KRÍŽ", "Müller-Lüdenscheidt", "Ann & Jan", "Peeters (dochter)", "M. Dupont", "Jan, bakker", "Đặng",
        "Şahin", "Ãlvares", "SÃO", "Zoë", "ÉÎ", "李小龙", "שרה", "Nonet", "Nilsson", "'t Kint", "Mª",
        "BĂŞESCU", "Băşescu", "Ţăranu", "Škvorecký", "ŁĄCKA", "Ćwiąkalski", "Résidence n° 3", "Øster", "Xu", "Ô",
    ],
)  # fmt: skip
def test_what_people_are_called_is_a_name(text: str) -> None:
    assert name(text, "last_name") == text


@pytest.mark.parametrize(
    "text",
    [
        "tel:+32470123456", "tel:+32 470 12 34 56", "TEL +32470123456", "GSM: 0470 12 34 56", "Mob. 0470/12.34.56",
        "Tél : 00 32 470 12 34 56", "callto:0470123456", "00 32 (0)470 12 34 56",
    ],
)  # fmt: skip
def test_a_label_before_a_number_is_not_part_of_it(text: str) -> None:
    assert mobile(text) == "+32470123456"
