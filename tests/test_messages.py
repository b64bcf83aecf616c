"""The texts that people get: every kind in every language, filled in with the facts."""

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
from qvax_cli.messages import ASKING, KINDS, LANGUAGES, OF_THE_SITE, UNASKED, Facts, render
from qvax_cli.messages.moments import moment, span
from qvax_cli.messages.names import shortened
from qvax_cli.rules.answer_text import Question, parted, read_answer
from qvax_cli.rules.local_time import instant
from qvax_cli.rules.windows import Window

NOW = instant(datetime(2021, 4, 6, 17, 32, 10))
HALF_AN_HOUR = 30 * 60
FACTS = Facts(
    first_name="Jeanne",
    last_name="Delvaux",
    center_name="Centre de vaccination de Namur",
    address="Avenue Sergent Vrithoff 2, 5000 Namur",
    code="K7P3X2Q4",
    platform="Doclr",
    from_at=NOW,
    until_at=instant(datetime(2021, 4, 6, 19, 32, 10)),
    deadline=NOW + HALF_AN_HOUR,
    vaccine="Pfizer",
    phone="081 12 34 56",
    email="reserve@namur.example",
    hear_by=NOW + HALF_AN_HOUR,
    windows=(Window(NOW, NOW + 3600),),
    answer_minutes=30,
    answer_url="https://qvax.example/a/x",
    privacy_url="https://qvax.example/privacy",
    head="812:0f3a9c21b7de",
    now=NOW,
)
ANSWERS = re.compile(r"\b(oui|non|ja|nee|neen|nein|yes|no)\b", re.IGNORECASE)
DEADLINE = {"fr": "18 h 02", "nl": "18.02 uur", "de": "18:02 Uhr", "en": "18:02"}
TEXTS = Path(messages.__file__).parent / "texts"

each_text = pytest.mark.parametrize(
    ("kind", "language"), [(kind, language) for kind in KINDS for language in LANGUAGES]
)


@each_text
def test_every_text_names_person_center_and_code_and_leaves_no_word_open(kind: str, language: str) -> None:
    text = render(kind, language, FACTS)
    for fact in ("Jeanne Delvaux", FACTS.center_name, FACTS.address, FACTS.code, FACTS.phone, FACTS.email):
        assert fact in text.body
    assert FACTS.center_name in text.subject
    assert not re.search(r"[${}]|None|\d{9}|^@\w+$", text.subject + text.body, re.MULTILINE)


@each_text
def test_a_subject_is_one_short_line_with_the_code_and_without_yes_or_no(kind: str, language: str) -> None:
    longest = FACTS._replace(now=None, center_name="x" * 500, deadline=instant(datetime(2021, 9, 29, 23, 59)))
    for facts in (FACTS, longest):
        subject = render(kind, language, facts).subject
        assert ("[K7P3X2Q4]" in subject) == (kind not in UNASKED)
        assert len(subject) <= 130
        assert not ANSWERS.search(subject)


@each_text
def test_whoever_is_asked_reads_both_answers_and_whoever_has_said_yes_how_to_take_it_back(
    kind: str, language: str
) -> None:
    found = {word.lower() for word in ANSWERS.findall(render(kind, language, FACTS).body)}
    yes_and_no = {"fr": ["oui", "non"], "nl": ["ja", "nee"], "de": ["ja", "nein"], "en": ["yes", "no"]}[language]
    says = yes_and_no if kind in ASKING else yes_and_no[1:] if kind in ("confirmation", "standby") else []
    assert found == set(says)


#: Who reads one of these has no dose, and no more than the subject may be seen.
_NO_DOSE = ("released", "freed", "too_late", "expired", "no_show", "cancelled", "taken_back")
_NO = {
    "fr": r"n'est plus|n'a pas|annulée|effacées|sont prises|à une autre personne",
    "nl": r"\bniet\b|geen dosissen|geannuleerd|gewist|naar iemand anders",
    "de": r"\bnicht\b|vergeben|gelöscht|an eine andere Person",
    "en": r"\bnot\b|cancelled|deleted|have been taken|to someone else",
}


@pytest.mark.parametrize("kind", _NO_DOSE)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_subject_is_no_good_news_where_there_is_no_dose(kind: str, language: str) -> None:
    assert re.search(_NO[language], render(kind, language, FACTS).subject)


@each_text
def test_a_text_of_ours_that_comes_back_is_no_answer(kind: str, language: str) -> None:
    # Whatever quotes us in a way that nobody recognises must not count.
    assert read_answer(parted("", render(kind, language, FACTS).body), Question(FACTS.code)).answer is None


@each_text
def test_a_contact_is_addressed_by_name_and_reads_whom_it_is_about(kind: str, language: str) -> None:
    body = render(kind, language, FACTS._replace(contact_name="Sophie Collard")).body
    assert "Sophie Collard" in body.splitlines()[0]
    assert "Jeanne Delvaux" in body.splitlines()[1]
    own = render(kind, language, FACTS).body
    assert own.count("Jeanne Delvaux") == 1


@each_text
def test_whoever_stays_on_the_list_reads_why_that_it_is_free_and_how_to_leave(kind: str, language: str) -> None:
    last = {"confirmation", "standby", "corrected", "second_dose"}  # other words are wanted there, or they have left
    body = render(kind, language, FACTS).body
    assert ("STOP" in body) == (FACTS.privacy_url in body) == (kind not in last)


@each_text
def test_the_longest_center_and_names_are_told_whole_in_a_mail(kind: str, language: str) -> None:
    with bundled("centers.csv").open(encoding="utf-8-sig", newline="") as lines:
        center = max((row["name"] for row in csv.DictReader(lines)), key=len)
    person, contact = (
        "Marie-Thérèse Françoise van der Straten Waillet",
        "Sophie Vandenbossche-de Montpellier",
    )
    first, last = person[:23], person[24:]
    facts = FACTS._replace(first_name=first, last_name=last, contact_name=contact, center_name=center)
    text = render(kind, language, facts)
    for fact in (person, contact, center, FACTS.phone, FACTS.email):
        assert fact in text.body
    assert text.subject.startswith(shortened(center, 40))
    assert len(text.subject) <= 130


@each_text
def test_lines_are_short_enough_for_a_phone(kind: str, language: str) -> None:
    _, *lines = (TEXTS / f"{kind}.{language}.txt").read_text(encoding="utf-8").splitlines()
    assert max(map(len, lines)) <= 62


@each_text
def test_a_text_uses_only_words_that_can_be_filled_in(kind: str, language: str) -> None:
    template = Template((TEXTS / f"{kind}.{language}.txt").read_text(encoding="utf-8"))
    assert template.is_valid()
    assert set(template.get_identifiers()) <= {
        "to", "patient", "center", "address", "phone", "email", "code", "platform", "vaccine", "window", "windows",
        "deadline", "hear_by", "answer_minutes", "answer_url", "privacy_url", "head", "week",
    }  # fmt: skip


def test_there_is_a_text_for_every_kind_and_language_and_no_other() -> None:
    assert sorted(path.name for path in TEXTS.glob("*.txt")) == sorted(
        f"{kind}.{language}.txt" for kind in KINDS + OF_THE_SITE for language in LANGUAGES
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_deadline_is_the_clock_in_brussels(language: str) -> None:
    for kind in ("invitation", "expired"):
        assert DEADLINE[language] in render(kind, language, FACTS).body
    assert DEADLINE[language] in render("invitation", language, FACTS).subject


@pytest.mark.parametrize(
    ("language", "today", "other"),
    [
        ("fr", "0 h 20", "le mercredi 7 avril à 0 h 20"),
        ("nl", "0.20 uur", "woensdag 7 april om 0.20 uur"),
        ("de", "0:20 Uhr", "Mittwoch, 7. April, 0:20 Uhr"),
        ("en", "00:20", "00:20 on Wednesday 7 April"),
    ],
)
def test_a_moment_of_another_day_comes_with_its_date(language: str, today: str, other: str) -> None:
    at = instant(datetime(2021, 4, 7, 0, 20))
    assert moment(at, language, now=at - 60) == today
    assert moment(at, language, now=at - HALF_AN_HOUR) == other
    assert moment(at, language) == other


@pytest.mark.parametrize(
    ("language", "one_day", "two_days", "no_start"),
    [
        (
            "fr",
            "le mardi 6 avril, entre 18 h et 19 h 32",
            "entre le mardi 6 avril à 18 h et le mercredi 7 avril à 1 h",
            "le mardi 6 avril, avant 19 h 32",
        ),
        (
            "nl",
            "op dinsdag 6 april, tussen 18 uur en 19.32 uur",
            "tussen dinsdag 6 april om 18 uur en woensdag 7 april om 1 uur",
            "op dinsdag 6 april, vóór 19.32 uur",
        ),
        (
            "de",
            "am Dienstag, 6. April, zwischen 18 Uhr und 19:32 Uhr",
            "zwischen Dienstag, 6. April, 18 Uhr und Mittwoch, 7. April, 1 Uhr",
            "am Dienstag, 6. April, bis 19:32 Uhr",
        ),
        (
            "en",
            "on Tuesday 6 April, between 18:00 and 19:32",
            "between 18:00 on Tuesday 6 April and 01:00 on Wednesday 7 April",
            "on Tuesday 6 April, before 19:32",
        ),
    ],
)
def test_people_read_on_which_day_and_between_which_hours_to_come(
    language: str, one_day: str, two_days: str, no_start: str
) -> None:
    start, end = instant(datetime(2021, 4, 6, 18)), instant(datetime(2021, 4, 6, 19, 32))
    assert span(start, end, language) == one_day
    assert span(start, instant(datetime(2021, 4, 7, 1)), language) == two_days
    assert span(None, end, language) == no_start
    assert one_day in render("confirmation", language, FACTS._replace(from_at=start, until_at=end)).body


def test_the_first_of_a_month_is_1er_in_french() -> None:
    assert moment(instant(datetime(2021, 5, 1, 9)), "fr") == "le samedi 1er mai à 9 h"


@each_text
def test_a_line_whose_fact_is_missing_is_left_out(kind: str, language: str) -> None:
    bare = FACTS._replace(address="", vaccine=None, email="", phone="", answer_url="", head="")
    full, less = (render(kind, language, facts).body for facts in (FACTS, bare))
    for fact in ("Vrithoff", "Pfizer", "reserve@", "081", "/a/x", "812:"):
        assert fact not in less
    assert set(less.splitlines()) <= set(full.splitlines())
    assert "\n\n\n" not in less
    assert less.endswith("\n")


@each_text
def test_without_times_a_text_still_reads(kind: str, language: str) -> None:
    text = render(kind, language, FACTS._replace(from_at=None, until_at=None, deadline=None, now=None))
    assert ("[K7P3X2Q4]" in text.subject) == (kind not in UNASKED)
    assert "$" not in text.body


def test_second_doses_are_planned_on_the_platform_of_the_center() -> None:
    for language in LANGUAGES:
        assert "MijnVaccin" in render("second_dose", language, FACTS._replace(platform="MijnVaccin")).body


def test_a_kind_or_language_that_does_not_exist_is_a_mistake_of_ours() -> None:
    for kind, language in (("invitation", "it"), ("../invitation", "fr")):
        with pytest.raises(ValueError, match="no text"):
            render(kind, language, FACTS)


NAMES = st.text(st.characters(categories=["L", "Cc", "Cf", "Zl", "Zs", "Po", "Sc", "Ps"]) | st.sampled_from("\r\n${}%"))


@given(NAMES, NAMES, st.sampled_from(KINDS), st.sampled_from(LANGUAGES))
def test_no_name_changes_anything_but_its_own_line(name: str, center: str, kind: str, language: str) -> None:
    plain, strange = (
        render(kind, language, FACTS._replace(first_name=first_name, center_name=center_name))
        for first_name, center_name in (("x", "x"), ("x" + name, "x" + center))
    )
    assert len(strange.subject) <= 130
    assert len(strange.body.split("\n")) == len(plain.body.split("\n"))
    assert all(line.isprintable() for line in strange.body.split("\n"))


def test_a_name_that_looks_like_a_template_is_printed_as_it_stands() -> None:
    text = render("invitation", "fr", FACTS._replace(first_name="${code} {code} %s $deadline"))
    assert "Bonjour ${code} {code} %s $deadline Delvaux," in text.body
