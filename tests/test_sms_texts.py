"""The messages as SMS: one of 160 signs, whatever the names in it are."""

import csv
import re
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from string import Template

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qvax_cli import messages
from qvax_cli.files import bundled
from qvax_cli.messages import KINDS, LANGUAGES, Facts
from qvax_cli.messages.sms import render_sms, shortened
from qvax_cli.rules.answer_words import verdict
from qvax_cli.rules.codes import found_in
from qvax_cli.rules.gsm import ONE_SMS, septets
from qvax_cli.rules.local_time import instant
from tests.rules.test_gsm import TABLE

NOW = instant(datetime(2021, 4, 6, 17, 40, 10))
FACTS = Facts(
    first_name="Jeanne",
    center_name="Centre majeur Namur",
    address="Namur Expo, 5000 Namur",
    code="K7P3X2Q4",
    platform="Doclr",
    from_at=NOW,
    until_at=instant(datetime(2021, 4, 6, 19, 40, 10)),
    deadline=NOW + 30 * 60,
    vaccine="Pfizer",
    now=NOW,
)
TEXTS = Path(messages.__file__).parent / "sms_texts"
with bundled("centers.csv").open(encoding="utf-8-sig", newline="") as lines:
    CENTERS = list(csv.DictReader(lines))
BEFORE = {"fr": "avant", "nl": "voor", "de": "bis", "en": "before"}

each_text = pytest.mark.parametrize(
    ("kind", "language"), [(kind, language) for kind in KINDS for language in LANGUAGES]
)


def _check(body: str) -> None:
    assert septets(body) <= ONE_SMS
    assert set(body) <= set(TABLE) - set("\n\r")
    assert body.startswith("K7P3X2Q4")
    assert not re.search(r"\$|None|  | \.|\(\)", body)


def test_an_invitation_says_all_that_is_needed_to_decide() -> None:
    assert render_sms("invitation", "fr", FACTS).body == (
        "K7P3X2Q4 avant 18:10: dose de vaccin pour Jeanne. Répondez OUI K7P3X2Q4 ou NON K7P3X2Q4. "
        "Venez 17:40-19:40, Centre majeur Namur. Sans réponse: dispos effacées."
    )


def test_there_is_a_text_for_every_kind_and_language_and_no_other() -> None:
    assert sorted(path.name for path in TEXTS.iterdir()) == sorted(
        f"{kind}.{language}.txt" for kind in KINDS for language in LANGUAGES
    )


@each_text
def test_a_text_uses_only_words_that_can_be_filled_in(kind: str, language: str) -> None:
    text = (TEXTS / f"{kind}.{language}.txt").read_text(encoding="utf-8")
    assert Template(text).is_valid()
    assert set(Template(text).get_identifiers()) <= {
        "name", "center", "address", "code", "platform", "vaccine", "window", "deadline",
    }  # fmt: skip


@each_text
def test_every_text_fits_at_every_center(kind: str, language: str) -> None:
    for center in CENTERS:
        address = ", ".join(part for part in (center["address"], f"{center['postcode']} {center['town']}") if part)
        facts = replace(FACTS, center_name=center["name"], address=address)
        body = render_sms(kind, language, facts).body
        _check(body)
        assert "Jeanne" in body


@each_text
def test_only_the_invitation_holds_answers_and_it_holds_both(kind: str, language: str) -> None:
    # Sent back to us as it is, an invitation says neither yes nor no.
    body = render_sms(kind, language, FACTS).body
    assert verdict(body) in ("unclear", "nothing")
    found = re.findall(r"\b(OUI|NON|JA|NEE|NEIN|YES|NO)\b", body)
    both = {"fr": ["OUI", "NON"], "nl": ["JA", "NEE"], "de": ["JA", "NEIN"], "en": ["YES", "NO"]}
    assert found == (both[language] if kind == "invitation" else [])


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_asked_to_be_answered_is_understood(language: str) -> None:
    body = render_sms("invitation", language, FACTS).body
    found = re.search(r"\b(OUI|JA|YES) K7P3X2Q4 \w+ (NON|NEE|NEIN|NO) K7P3X2Q4", body)
    assert found
    assert [verdict(f"{word} K7P3X2Q4") for word in found.groups()] == ["yes", "no"]


NAMES = st.text(st.characters(categories=["L", "Cc", "Cf", "Zl", "Zs", "Po", "Sc", "Ps"]) | st.sampled_from("\r\n${}%"))
LONG = st.text("abcdeéçêô ’-(),.ABC", max_size=150)
MOMENTS = st.integers(NOW, NOW + 7 * 24 * 3600)


@given(
    st.sampled_from(KINDS),
    st.sampled_from(LANGUAGES),
    st.builds(
        Facts,
        first_name=NAMES | LONG,
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
def test_code_and_deadline_are_whole_and_in_front_whatever_the_names_are(
    kind: str, language: str, facts: Facts
) -> None:
    body = render_sms(kind, language, facts).body
    assert septets(body) <= ONE_SMS
    assert set(body) <= set(TABLE) - set("\n\r")
    assert body.startswith("K7P3X2Q4")
    assert found_in(body)[0] == "K7P3X2Q4"
    if kind == "invitation":
        moment = r"(\d\d?[./]\d\d?\.? )?\d\d:\d\d"
        assert re.match(rf"K7P3X2Q4 {BEFORE[language]} {moment}: ", body)
        assert re.search(rf"{moment}(-{moment})?", body.partition(": ")[2])
        assert body.count("K7P3X2Q4") == 3


def test_the_deadline_of_another_day_bears_its_date() -> None:
    tomorrow = replace(FACTS, deadline=NOW + 24 * 3600, from_at=NOW + 23 * 3600, until_at=NOW + 26 * 3600)
    assert render_sms("invitation", "nl", tomorrow).body.startswith("K7P3X2Q4 voor 7/4 17:40: ")
    assert "7/4 16:40-19:40" in render_sms("invitation", "nl", tomorrow).body
    assert render_sms("invitation", "de", tomorrow).body.startswith("K7P3X2Q4 bis 7.4. 17:40: ")


def test_somebody_whose_name_cannot_be_written_is_addressed_all_the_same() -> None:
    assert "dose de vaccin pour vous." in render_sms("invitation", "fr", replace(FACTS, first_name="王")).body


def test_a_name_that_looks_like_a_template_is_printed_as_it_stands() -> None:
    assert "pour $deadline." in render_sms("invitation", "fr", replace(FACTS, first_name="$deadline")).body


@each_text
def test_without_times_a_text_still_begins_with_the_code(kind: str, language: str) -> None:
    _check(render_sms(kind, language, replace(FACTS, from_at=None, until_at=None, deadline=None, now=None)).body)


def test_a_kind_or_language_that_does_not_exist_is_a_mistake_of_ours() -> None:
    for kind, language in (("invitation", "it"), ("../invitation", "fr")):
        with pytest.raises(ValueError, match="no text"):
            render_sms(kind, language, FACTS)


@given(LONG, st.integers(4, 40))
def test_what_is_shortened_is_never_longer_than_it_may_be(text: str, most: int) -> None:
    assert len(shortened(text, most)) <= most
