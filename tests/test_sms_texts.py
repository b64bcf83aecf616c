"""The messages as SMS: one of 160 signs, whatever the names in it are."""

import csv
import re
from datetime import datetime
from pathlib import Path
from string import Template

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qvax_cli import messages
from qvax_cli.files import bundled
from qvax_cli.messages import ASKING, KINDS, LANGUAGES, OF_THE_SITE, UNASKED, Facts
from qvax_cli.messages.names import person, place, shortened
from qvax_cli.messages.sms import render_sms
from qvax_cli.rules.answer_text import Question, parted, read_answer
from qvax_cli.rules.codes import found_in
from qvax_cli.rules.gsm import ONE_SMS, basic
from qvax_cli.rules.local_time import instant
from qvax_cli.rules.windows import Window
from tests.septets import TABLE, septets

NOW = instant(datetime(2021, 4, 6, 17, 40, 10))
FACTS = Facts(
    first_name="Jeanne",
    last_name="Delvaux",
    center_name="Centre majeur Namur",
    address="Namur Expo, 5000 Namur",
    code="K7P3X2Q4",
    platform="Doclr",
    from_at=NOW,
    until_at=instant(datetime(2021, 4, 6, 19, 40, 10)),
    deadline=NOW + 30 * 60,
    phone="081 12 34 56",
    hear_by=NOW + 30 * 60,
    answer_minutes=30,
    windows=(Window(NOW, NOW + 3600), Window(NOW + 24 * 3600, NOW + 26 * 3600)),
    vaccine="Pfizer",
    now=NOW,
)
TEXTS = Path(messages.__file__).parent / "sms_texts"
with bundled("centers.csv").open(encoding="utf-8-sig", newline="") as lines:
    CENTERS = list(csv.DictReader(lines))
BEFORE = {"fr": "avant", "nl": "ten laatste om", "de": "bis", "en": "before"}
SENDER = {"fr": "Vaccin", "nl": "Vaccin", "de": "Impfung", "en": "Vaccine"}
WARNING = {"fr": "effacées", "nl": "gewist", "de": "gelöscht", "en": "deleted"}

each_text = pytest.mark.parametrize(
    ("kind", "language"), [(kind, language) for kind in KINDS for language in LANGUAGES]
)


def _check(body: str) -> None:
    assert septets(body) <= ONE_SMS
    assert set(body) <= set(TABLE) - set("\n\r")
    assert not re.search(r"\$|None|  | \.|\(\)", body)


def test_an_invitation_says_all_that_is_needed_to_decide() -> None:
    assert render_sms("invitation", "fr", FACTS).body == (
        "Vaccin Namur: dose pour Jeanne Delvaux. Répondez OUI K7P3X2Q4 ou NON K7P3X2Q4 avant 18:10. "
        "Venez 17:40-19:40. Sans réponse: vos heures sont effacées."
    )


def test_there_is_a_text_for_every_kind_and_language_and_no_other() -> None:
    assert sorted(path.name for path in TEXTS.iterdir()) == sorted(
        f"{kind}.{language}.txt" for kind in KINDS + OF_THE_SITE for language in LANGUAGES
    )


@each_text
def test_a_text_uses_only_words_that_can_be_filled_in(kind: str, language: str) -> None:
    text = (TEXTS / f"{kind}.{language}.txt").read_text(encoding="utf-8")
    assert Template(text).is_valid()
    assert set(Template(text).get_identifiers()) <= {
        "name", "center", "address", "phone", "code", "platform", "vaccine", "window", "windows", "deadline",
        "hear_by", "answer_minutes", "week",
    }  # fmt: skip


@each_text
def test_the_longest_center_and_name_leave_room_for_what_is_needed(kind: str, language: str) -> None:
    center = max((row["name"] for row in CENTERS), key=len)
    facts = FACTS._replace(
        center_name=center, first_name="Marie-Thérèse Françoise", last_name="van der Straten Waillet"
    )
    body = render_sms(kind, language, facts).body
    _check(body)
    assert body.startswith(f"{SENDER[language]} ")
    assert "Marie" in body
    assert kind in UNASKED or "K7P3X2Q4" in body
    assert kind != "welcome" or "STOP" in body
    assert kind not in ("invitation", "again", "expired", "no_show", "welcome") or WARNING[language] in body


@each_text
def test_every_text_fits_at_every_center(kind: str, language: str) -> None:
    for center in CENTERS:
        address = ", ".join(part for part in (center["address"], f"{center['postcode']} {center['town']}") if part)
        facts = FACTS._replace(center_name=center["name"], address=address)
        body = render_sms(kind, language, facts).body
        _check(body)
        assert "Jeanne" in body
        assert body.startswith(f"{SENDER[language]} {shortened(place(basic(center['name'])), 24)[:6]}")
        assert ("K7P3X2Q4" in body) == (kind not in UNASKED)
        assert kind != "welcome" or "STOP" in body
        assert kind not in ("invitation", "again", "expired", "no_show", "welcome") or WARNING[language] in body


def _answer(body: str) -> str | None:
    return read_answer(parted("", body), Question("K7P3X2Q4")).answer


@each_text
def test_whoever_is_asked_reads_both_answers_and_a_text_of_ours_is_no_answer(kind: str, language: str) -> None:
    body = render_sms(kind, language, FACTS).body
    assert _answer(body) is None
    found = set(re.findall(r"\b(OUI|NON|JA|NEE|NEIN|YES|NO)\b", body))
    both = {"fr": {"OUI", "NON"}, "nl": {"JA", "NEE"}, "de": {"JA", "NEIN"}, "en": {"YES", "NO"}}[language]
    if kind in (*ASKING, "welcome"):
        assert found == both
    else:
        assert found <= both - {"OUI", "JA", "YES"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_asked_to_be_answered_is_understood(language: str) -> None:
    body = render_sms("invitation", language, FACTS).body
    found = re.search(r"\b(OUI|JA|YES) K7P3X2Q4 \w+ (NON|NEE|NEIN|NO) K7P3X2Q4", body)
    assert found
    assert [_answer(f"{word} K7P3X2Q4") for word in found.groups()] == ["yes", "no"]


NAMES = st.text(st.characters(categories=["L", "Cc", "Cf", "Zl", "Zs", "Po", "Sc", "Ps"]) | st.sampled_from("\r\n${}%"))
LONG = st.text("abcdeéçêô ’-(),.ABC", max_size=150)
MOMENTS = st.integers(NOW, NOW + 7 * 24 * 3600)


@given(
    st.sampled_from(KINDS),
    st.sampled_from(LANGUAGES),
    st.builds(
        Facts,
        first_name=NAMES | LONG,
        last_name=NAMES | LONG,
        phone=st.just("") | LONG,
        hear_by=MOMENTS,
        answer_minutes=st.just(30),
        windows=st.just(()) | st.builds(lambda start: (Window(start, start + 3600),) * 6, MOMENTS),
        week=st.just(()),
        center_name=st.sampled_from([center["name"] for center in CENTERS]) | LONG | NAMES,
        address=LONG,
        code=st.just("K7P3X2Q4"),
        platform=st.sampled_from(["Doclr", "Doctena"]) | LONG,
        from_at=st.none() | MOMENTS,
        until_at=MOMENTS,
        deadline=MOMENTS,
        vaccine=st.none() | st.sampled_from(["Vaxzevria (AstraZeneca)", "Comirnaty – Pfizer/BioNTech"]) | LONG,
        now=st.just(NOW),
    ),
)
def test_code_and_deadline_are_whole_whatever_the_names_are(kind: str, language: str, facts: Facts) -> None:
    body = render_sms(kind, language, facts).body
    assert septets(body) <= ONE_SMS
    assert set(body) <= set(TABLE) - set("\n\r")
    assert kind in UNASKED or "K7P3X2Q4" in found_in(body)
    if kind in ASKING:
        moment = r"(\d\d?[./]\d\d?\.? )?\d\d:\d\d"
        assert re.search(
            rf"\w K7P3X2Q4 \w+ \w+ K7P3X2Q4 {BEFORE[language]} {moment}\. \w+( \w+)? {moment}(-{moment})?\.", body
        )
        assert kind not in ("invitation", "again") or WARNING[language] in body


@pytest.mark.parametrize("kind", ASKING)
@pytest.mark.parametrize("language", LANGUAGES)
def test_who_is_asked_at_whatever_center_for_a_night_in_december_reads_the_answers_and_the_time(
    kind: str, language: str
) -> None:
    day = 24 * 3600
    december = NOW + 250 * day
    night = FACTS._replace(
        first_name="Maximiliaan-Alexander",
        last_name="Vandenbroeckhoven",
        phone="",
        now=december,
        from_at=december + day,
        until_at=december + 2 * day,
        deadline=december + day + 3600,
    )  # fmt: skip
    for center in CENTERS:
        body = render_sms(kind, language, night._replace(center_name=center["name"])).body
        assert septets(body) <= ONE_SMS
        assert len(re.findall(r"\b1\d[./]12\.? \d\d:\d\d", body)) == 3
        assert WARNING[language] in body


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_offer_around_midnight_in_a_town_with_a_long_name_says_everything(language: str) -> None:
    night = FACTS._replace(
        first_name="Leonard",
        last_name="",
        center_name="Vaccinatiecentrum Blankenberge",
        address="",
        phone="",
        from_at=NOW + 6 * 24 * 3600 + 6 * 3600, until_at=NOW + 6 * 24 * 3600 + 8 * 3600,
        deadline=NOW + 6 * 24 * 3600 + 7 * 3600,
    )  # fmt: skip
    body = render_sms("invitation", language, night).body
    assert WARNING[language] in body
    assert septets(body) <= ONE_SMS


def test_the_deadline_of_another_day_bears_its_date() -> None:
    tomorrow = FACTS._replace(deadline=NOW + 24 * 3600, from_at=NOW + 23 * 3600, until_at=NOW + 26 * 3600)
    assert "ten laatste om 7/4 17:40." in render_sms("invitation", "nl", tomorrow).body
    assert "7/4 16:40-19:40" in render_sms("invitation", "nl", tomorrow).body
    assert "bis 7.4. 17:40." in render_sms("invitation", "de", tomorrow).body


def test_somebody_whose_name_cannot_be_written_is_addressed_all_the_same() -> None:
    assert "dose pour vous." in render_sms("invitation", "fr", FACTS._replace(first_name="王", last_name="")).body


def test_a_name_that_looks_like_a_template_is_printed_as_it_stands() -> None:
    assert "pour $deadline Delvaux." in render_sms("invitation", "fr", FACTS._replace(first_name="$deadline")).body


@each_text
def test_without_times_a_text_still_names_the_code(kind: str, language: str) -> None:
    body = render_sms(kind, language, FACTS._replace(from_at=None, until_at=None, deadline=None, now=None)).body
    _check(body)
    assert kind in UNASKED or "K7P3X2Q4" in body


@pytest.mark.parametrize(
    ("first", "last", "short"),
    [
        ("Jeanne", "Delvaux", "Jeanne Delvaux"),
        ("Marie Thérèse Françoise", "Vandenbossche", "Marie Vandenbossche"),
        ("Marie-Thérèse", "van der Straten Waillet", "Marie-Thérèse"),
    ],
)
def test_a_long_name_keeps_what_a_person_is_called_by(first: str, last: str, short: str) -> None:
    assert person(first, last, 28) == short


def test_a_kind_or_language_that_does_not_exist_is_a_mistake_of_ours() -> None:
    for kind, language in (("invitation", "it"), ("../invitation", "fr")):
        with pytest.raises(ValueError, match="no text"):
            render_sms(kind, language, FACTS)


@given(LONG, st.integers(4, 40))
def test_what_is_shortened_is_never_longer_than_it_may_be(text: str, most: int) -> None:
    assert len(shortened(text, most)) <= most
