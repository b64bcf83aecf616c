"""People are found as they are spoken of: by name, code, id or number; several at once; yes or no in words (R40)."""

from typing import Any

import pytest

from tests.conftest import Cli
from tests.databases import opened
from tests.terminal import at_terminal


@pytest.fixture
def evening(cli: Cli) -> Cli:
    """Three who are asked, the oldest first: Marie Renard, Jean Renard, Zoé Van den Berghe; Ben is not."""
    for year, first, last in (
        (1930, "Marie", "Renard"), (1935, "Jean", "Renard"), (1940, "Zoé", "Van den Berghe"), (1990, "Ben", "Benali"),
    ):  # fmt: skip
        email = f"{first[0].lower()}@example.org"
        cli.register(
            f"{year}-05-17", first, last_name=last, email=email, contact_name="Sophie" if year == 1930 else None
        )
    cli("offer", "--center", "namur", "--doses", 3)
    return cli


def test_r40_whoever_phones_is_found_by_a_part_of_their_name(evening: Cli) -> None:
    done = evening("respond", "zoe", "yes")
    assert f"Zoé Van den Berghe ({evening.codes()['Zoé']}) is confirmed" in done.err
    assert evening.json("respond", "RENARD marie", "no")["code"] == evening.codes()["Marie"]
    assert evening.json("cancel", "vandenberghe")["state"] == "cancelled"
    assert evening.json("undo", "berghe")["undone"] == "cancelled"
    assert evening.json("vaccinated", "van den berghe")["state"] == "vaccinated"
    assert evening.json("undo", "berghe")["state"] == "confirmed"


def test_r40_a_letter_with_a_stroke_is_found_by_the_one_without(cli: Cli) -> None:
    for year, first, last in ((1930, "Søren", "Đặng"), (1931, "Łucja", "Lecœur"), (1932, "Aydın", "Dang")):
        cli.register(f"{year}-05-17", first, last_name=last, email="a@example.org")
    cli("offer", "--center", "namur", "--doses", 3)
    codes = cli.codes()
    for word, first in (("soren", "Søren"), ("lucja", "Łucja"), ("LECOEUR", "Łucja"), ("aydin", "Aydın")):
        assert cli.json("respond", word, "yes")["code"] == codes[first]
    both = cli("--json", "respond", "dang", "no", code=3).error
    assert both["codes"] == [codes["Søren"], codes["Aydın"]]


def test_r40_an_id_and_a_national_number_find_the_invitation_too(cli: Cli) -> None:
    niss = cli.niss("1930-05-17")
    one = cli.register("1930-05-17", "Ann", niss=niss)
    other = cli.register("1990-05-17", "Ben")
    cli("offer", "--center", "namur", "--doses", 1)
    assert cli.json("respond", niss, "yes")["code"] == cli.codes()["Ann"]
    assert cli.json("vaccinated", one)["state"] == "vaccinated"
    assert cli("--json", "respond", other, "yes", code=3).error["cause"] == "no_such_invitation"


def test_r40_of_several_a_list_is_shown_and_nothing_happens(evening: Cli) -> None:
    before = evening.states()
    for words in (("respond", "renard", "yes"), ("availability", "clear", "Renard"), ("reservist", "show", "renard")):
        done = evening(*words, code=3)
        assert "2 people are meant" in done.err
        for shown in (*evening.codes().values(), "Marie Renard", "90", "Jean Renard", "85", "asked"):
            assert (shown in done.out) == (shown != evening.codes()["Zoé"])
    codes = evening("--json", "cancel", "renard", code=3).error["codes"]
    assert codes == [evening.codes()["Marie"], evening.codes()["Jean"]]
    assert evening.states() == before


def test_r40_whoever_holds_an_invitation_is_meant_before_those_with_whom_it_is_over(evening: Cli) -> None:
    evening("respond", evening.codes()["Jean"], "no")
    assert evening.json("respond", "renard", "yes")["code"] == evening.codes()["Marie"]
    assert evening.json("respond", "jean", "no")["result"] == "repeat"


def test_r40_a_name_that_reads_as_the_code_of_somebody_else_is_asked_back(evening: Cli) -> None:
    _rename(evening, "Jean", "Hendrick")
    _recode(evening, "Marie", "HENDR1CK")
    assert evening("--json", "respond", "hendrick", "yes", code=3).error["cause"] == "several_people"
    assert evening.json("respond", "hendr1ck", "yes")["code"] == "HENDR1CK"
    assert evening.states() == {"Marie": "confirmed", "Hendrick": "sent", "Zoé": "sent"}


def test_r40_who_was_not_asked_is_looked_for_on_the_list(evening: Cli) -> None:
    for words in (("respond", "benali", "yes"), ("reservist", "show", "benali"), ("log", "--person", "benali")):
        done = evening(*words, code=3)
        assert "nobody who was asked this evening is called so" in done.err
        assert done.out == ""
    assert "qvax reservist list --find NAME" in evening("reservist", "show", "benali", code=3).err


def test_r40_a_person_is_found_by_the_code_of_their_invitation(evening: Cli) -> None:
    code = evening.codes()["Marie"]
    assert evening.json("reservist", "show", code.lower())["reservist"]["name"] == "Marie Renard"
    assert evening.json("availability", "show", "marie")["reservist"] == 1
    assert "Marie Renard (reservist 1) can come" in evening("availability", "show", code).out
    assert evening.json("log", "--person", code)["events"]
    evening("reservist", "forget", "marie", "--yes")
    assert evening.json("reservist", "show", 1)["reservist"]["state"] == "erased"


def test_the_evening_ends_and_its_names_with_it(evening: Cli) -> None:
    evening("respond", "marie", "yes")
    evening.pass_minutes(24 * 60)
    evening("poll")
    assert evening.json("vaccinated", "marie")["state"] == "vaccinated"
    assert evening("--json", "respond", "jean", "yes", code=3).error["cause"] == "no_such_invitation"


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        (("CODE", "OUI"), "yes"),
        (("nee", "CODE"), "no"),
        (("CODE", "oui", "merci"), "yes"),
        (("marie", "renard", "non"), "no"),
        (("yes", "marie", "renard"), "yes"),
        (("CODE", "Ich komme leider nicht"), "no"),
    ],
)
def test_an_answer_is_taken_in_the_words_that_a_mail_takes(evening: Cli, words: tuple[str, ...], answer: str) -> None:
    code = evening.codes()["Marie"]
    done = evening.json("respond", *(code if word == "CODE" else word for word in words))
    assert (done["code"], done["answer"]) == (code, answer)


def test_what_is_neither_yes_nor_no_changes_nothing(evening: Cli) -> None:
    code = evening.codes()["Marie"]
    assert "“maybe” is neither yes nor no" in evening("respond", code, "maybe", code=2).err
    assert "qvax respond CODE yes" in evening("respond", code, code=2).err
    assert evening.states()["Marie"] == "sent"


def test_on_a_terminal_the_person_is_named_before_they_are_answered_for(evening: Cli) -> None:
    code, seen = at_terminal(evening, "respond", "zoé", answers=["perhaps", "oui"])
    assert code == 0, seen
    assert seen.count("Zoé Van den Berghe, 80. Yes or no?") == 2
    assert evening.states() == {"Marie": "sent", "Jean": "sent", "Zoé": "confirmed"}


def test_a_yes_that_came_too_late_is_told_from_one_for_which_no_dose_is_left(cli: Cli) -> None:
    cli.people(3)
    cli("offer", "--center", "namur", "--doses", 1)
    cli.pass_minutes(31)
    cli("poll")
    late = cli("respond", "P0", "yes")
    assert "answered too late: their time was over at 18:10" in late.err
    cli("respond", "P1", "no")
    cli("respond", "P2", "yes")
    full = cli("respond", "P1", "yes")
    assert "no dose is left for them" in full.err
    cli("close", 1)
    assert "the offer is cancelled" in cli("respond", "P1", "yes").err


def test_a_no_of_somebody_who_had_said_yes_says_that_a_dose_is_free(evening: Cli) -> None:
    evening("respond", "marie", "yes")
    assert "had said yes and does not come: the dose is free again" in evening("respond", "marie", "no").err


def test_several_outcomes_are_recorded_at_once(evening: Cli) -> None:
    for name in ("marie", "jean", "zoé"):
        evening("respond", name, "yes")
    done = evening("vaccinated", "marie", "jean", "zoé")
    assert done.err.count("was vaccinated") == 3
    assert set(evening.states().values()) == {"vaccinated"}


def test_one_bad_one_among_several_does_not_stop_the_others(evening: Cli) -> None:
    for name in ("marie", "zoé"):
        evening("respond", name, "yes")
    codes = evening.codes()
    done: Any = evening.json("no-show", "marie", "jean", "nobody", "zoé", code=4)
    assert [(one["code"], one.get("state")) for one in done["outcomes"]] == [
        (codes["Marie"], "no_show"), (codes["Jean"], None), (None, None), (codes["Zoé"], "no_show"),
    ]  # fmt: skip
    assert [one["error"]["cause"] for one in done["outcomes"] if "error" in one] == ["unanswered", "no_such_invitation"]
    assert [one["name"] for one in done["invited"]] == ["Ben Benali"]
    told = evening("cancel", "marie", "nobody", code=4).err
    assert "is no show, not confirmed" in told
    assert "nobody who was asked this evening is called so" in told


def test_where_one_name_of_several_is_not_clear_nothing_is_recorded(evening: Cli) -> None:
    for name in ("marie", "jean", "zoé"):
        evening("respond", name, "yes")
    before = evening.states()
    evening("vaccinated", "zoé", "renard", code=3)
    assert evening.states() == before


def test_a_dose_given_up_after_the_end_is_not_called_free(evening: Cli) -> None:
    evening("respond", "marie", "yes")
    evening.pass_minutes(24 * 60)
    evening("poll")
    told = evening("no-show", "marie").err
    assert "did not come: the offer is over" in told
    assert "free" not in told


def _rename(cli: Cli, first: str, new: str) -> None:
    _run(cli, "UPDATE reservists SET first_name = ? WHERE first_name = ?", new, first)


def _recode(cli: Cli, first: str, code: str) -> None:
    one = next(it["reservist"] for it in cli.json("status", 1)["invitations"] if it["name"].startswith(first))
    _run(cli, "UPDATE invitations SET code = ? WHERE reservist_id = ?", code, one)


def _run(cli: Cli, statement: str, *values: object) -> None:
    with opened(cli.database) as conn:
        conn.execute(statement, values)


def test_the_list_is_searched_by_name(evening: Cli) -> None:
    for text, found in (("benali", ["Ben Benali"]), ("renard", ["Marie Renard", "Jean Renard"]), ("nobody", [])):
        people = evening.json("reservist", "list", "--find", text)["reservists"]
        assert [one["name"] for one in people] == found
    limited = evening.json("reservist", "list", "--find", "renard", "--limit", 1)["reservists"]
    assert [one["name"] for one in limited] == ["Marie Renard"]


def test_on_a_terminal_a_long_list_comes_screen_by_screen(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    cli.people(12)
    monkeypatch.setenv("LINES", "10")
    code, seen = at_terminal(cli, "reservist", "list", answers=["", "q"])
    assert code == 0, seen
    assert [number for number in range(12) if f"P{number} Peeters" in seen] == list(range(10))
    assert seen.count("Enter for more, q to leave") == 2
    assert "P11 Peeters" in at_terminal(cli, "reservist", "list", "--limit", -1)[1]
