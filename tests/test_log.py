"""`qvax log`: who did what, when (R24)."""

import re

import pytest

from qvax_cli.console.log_words import sentence
from qvax_cli.rules.log_words import EVENTS
from qvax_cli.store.log import Logged
from qvax_cli.words import in_language
from tests.conftest import Cli
from tests.test_upgrade import restored


@pytest.fixture
def evening(cli: Cli) -> Cli:
    """Two offers, one of them in another center; a yes and a no."""
    cli.people(3)
    cli.register("1950-05-17", "Luc", center="liege")
    cli("offer", "--center", "namur", "--doses", 2)
    cli("offer", "--center", "liege", "--doses", 1)
    cli.pass_minutes(3)
    cli("respond", cli.codes()["P0"], "yes")
    cli.pass_minutes(1)
    cli("respond", cli.codes()["P1"], "no")
    return cli


def test_the_log_says_in_sentences_who_did_what_when(evening: Cli) -> None:
    told = evening("log").out
    codes = evening.codes()
    assert f"P0 Peeters ({codes['P0']}) said yes and has a dose of offer 1." in told
    assert f"P1 Peeters ({codes['P1']}) said no to offer 1." in told
    lines = [line for line in told.splitlines() if "said" in line]
    assert [line.split()[:2] for line in lines] == [["17:43", "ann"], ["17:44", "ann"]]


def test_its_json_is_that_of_the_contract_and_names_nobody(evening: Cli) -> None:
    events = evening.json("log")["events"]
    assert [one["id"] for one in events] == sorted(one["id"] for one in events)
    assert events[0]["what"] == "created"
    (yes,) = [one for one in events if one["what"] == "confirmed"]
    assert yes == {
        "id": yes["id"],
        "at": "2021-04-06T15:43:00Z",
        "operator": "ann",
        "what": "confirmed",
        "center": "namur",
        "offer": 1,
        "code": evening.codes()["P0"],
        "reservist": 1,
        "detail": yes["detail"],
    }
    assert "Peeters" not in str(events)


def test_it_can_be_asked_for_one_offer_person_or_center_and_from_a_moment_on(evening: Cli) -> None:
    def told(*words: object) -> list[dict[str, object]]:
        return list(evening.json("log", *words)["events"])

    assert {one["offer"] for one in told("--offer", 2)} == {2}
    assert {one["reservist"] for one in told("--person", 2)} == {2}
    assert {one["center"] for one in told("--center", "liege")} == {"liege"}
    assert told("--since", "17:44")[0]["what"] == "declined"
    assert told("--since", "2021-04-06") == told("--since", "2021-04-06T00:00") == told("--since", "today") == told()
    assert told("--since", "Hier") == told()
    assert told("--limit", 2) == told()[-2:]
    evening.pass_minutes(1)
    assert evening("log", "--since", "17:45").err == "Nothing happened.\n"


@pytest.mark.parametrize(
    ("words", "code"),
    [(["--offer", 9], 3), (["--person", 99], 3), (["--center", "nowhere"], 3), (["--since", "tomorrow 10:00"], 2),
     (["--since", "some day"], 2)],
)  # fmt: skip
def test_what_there_is_not_is_said(evening: Cli, words: list[object], code: int) -> None:
    evening("log", *words, code=code)


def test_a_moment_that_cannot_be_read_is_said_with_some_that_can(evening: Cli) -> None:
    refused = evening("--json", "log", "--since", "2 hours ago", code=2).error
    assert refused["message"] == "--since: the time could not be read"
    assert "yesterday" in refused["hint"]


def test_who_was_erased_is_known_by_id_alone(evening: Cli) -> None:
    evening("reservist", "forget", 1, "--yes")
    told = evening("log", "--offer", 1).out
    assert "P0 Peeters" not in told
    assert "Reservist 1 (" in told
    assert "said yes" in told


@pytest.mark.sqlite("older schemas are those of files")
def test_what_was_noted_when_the_log_was_completed_is_told_in_sentences(cli: Cli) -> None:
    restored(cli, 4)
    told = cli("log").out
    assert "From here on the log holds all that decisions came from." in told
    assert "Who was on the list then was noted in it." in told
    assert "carried over" not in told


def test_there_is_a_sentence_for_every_kind_of_event() -> None:
    for what in EVENTS:
        event = Logged(1, 0, "ann", what, "namur", 1, "AP15X6DQ", 1, "1 dose", "Ann Peeters")
        assert not sentence(event).startswith(what), what


def test_every_event_of_an_evening_is_told_as_a_sentence(evening: Cli) -> None:
    evening.pass_minutes(40)
    evening("poll", code=None)
    evening("cleanup")
    told = [line[line.index("ann") + 3 :].strip() for line in evening("log").out.splitlines() if " ann " in line]
    assert len(told) > 15
    for line in told:
        assert line[0].isupper(), line
        assert line.endswith("."), line
        assert "None" not in line


@pytest.mark.parametrize("language", ["fr", "nl", "de"])
def test_the_log_is_told_in_the_language_of_the_desk(cli: Cli, language: str) -> None:
    words = in_language(language)
    for what in EVENTS:
        event = Logged(1, 0, "ann", what, "namur", 1, "AP15X6DQ", 1, "mail", "Ann Peeters")
        assert sentence(event, words.reason) != sentence(event), what
    cli.people(2)
    cli("offer", "--center", "namur", "--doses", 1)
    cli("respond", cli.codes()["P0"], "no")
    cli.environ["LANG"] = f"{language}_BE.UTF-8"
    told = cli("log").out
    assert not re.findall(r"\b(?:the|said|chosen|offer|taken|centers|added|nobody)\b", told), told
    assert "P0 Peeters" in told
    assert cli.json("log")["events"][0]["what"] == "created"
