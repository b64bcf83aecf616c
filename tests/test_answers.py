"""Answers count by the moment they were received: R15 to R19, R22."""

import pytest

from tests.conftest import Cli


def _asked(cli: Cli, people: int, doses: int) -> dict[str, str]:
    cli.people(people)
    cli("offer", "--center", "namur", "--doses", doses, code=None)
    return cli.codes()


def test_the_evening_of_the_issue(cli: Cli) -> None:
    codes = _asked(cli, 6, 3)
    assert cli.json("respond", codes["P1"], "yes")["result"] == "confirmed"
    declined = cli.json("respond", codes["P0"], "no")
    assert declined["result"] == "declined"
    assert [one["name"].split()[0] for one in declined["invited"]] == ["P3"]
    cli.pass_minutes(20)
    assert cli.json("respond", cli.codes()["P3"], "yes")["result"] == "confirmed"
    cli.pass_minutes(11)
    polled = cli.json("poll")
    assert polled["expired"] == [codes["P2"]]
    assert polled["invited"][0]["name"] == "P4 Peeters"
    assert cli.json("availability", "show", 3)["windows"] == []


def test_r15_a_yes_at_30_00_counts_and_at_30_01_does_not_whenever_it_is_read(cli: Cli) -> None:
    codes = _asked(cli, 3, 2)
    asked_at = cli.now
    cli.reply(codes["P0"], "Oui", received=asked_at + 1800)
    cli.reply(codes["P1"], "Oui", received=asked_at + 1801)
    cli.pass_minutes(45)
    answers = cli.json("poll")["answers"]
    assert {one["code"]: one["result"] for one in answers} == {codes["P0"]: "confirmed", codes["P1"]: "too_late"}
    assert cli.states() == {"P0": "confirmed", "P1": "too_late", "P2": "sent"}
    kinds = [m["kind"] for m in cli.json("outbox", "list")["messages"]]
    assert "expired" not in kinds


def test_r15_by_phone_the_last_second_counts_and_the_next_does_not(cli: Cli) -> None:
    codes = _asked(cli, 2, 2)
    cli.pass_minutes(30)
    assert cli.json("respond", codes["P0"], "yes")["result"] == "confirmed"
    cli.now += 1
    assert cli.json("respond", codes["P1"], "yes")["result"] == "too_late"


def test_r16_a_yes_in_time_but_read_late_is_honoured_and_the_youngest_gives_way(cli: Cli) -> None:
    codes = _asked(cli, 4, 2)
    asked_at = cli.now
    cli.pass_minutes(31)
    cli.json("poll")
    assert cli.states() == {"P0": "expired", "P1": "expired", "P2": "sent", "P3": "sent"}
    assert cli.json("availability", "show", 1)["windows"] == []
    cli.reply(codes["P0"], "JA", received=asked_at + 1799)
    assert [one["result"] for one in cli.json("poll")["answers"]] == ["confirmed"]
    assert cli.states() == {"P0": "confirmed", "P1": "expired", "P2": "sent", "P3": "cancelled"}
    assert len(cli.json("availability", "show", 1)["windows"]) == 1
    told = {m["invitation"] for m in cli.json("outbox", "list")["messages"] if m["kind"] == "cancelled"}
    assert told == {cli.codes()["P3"]}


def test_r16_a_yes_in_time_but_read_when_all_is_full_is_too_late_and_the_windows_come_back(cli: Cli) -> None:
    codes = _asked(cli, 2, 1)
    asked_at = cli.now
    cli.pass_minutes(31)
    cli.json("poll")
    cli("respond", cli.codes()["P1"], "yes")
    cli.reply(codes["P0"], "yes", received=asked_at + 60)
    assert [one["result"] for one in cli.json("poll")["answers"]] == ["too_late"]
    assert len(cli.json("availability", "show", 1)["windows"]) == 1


def test_r16_yes_twice_is_a_repeat(cli: Cli) -> None:
    codes = _asked(cli, 1, 1)
    assert cli.json("respond", codes["P0"], "yes")["result"] == "confirmed"
    assert cli.json("respond", codes["P0"].lower(), "yes")["result"] == "repeat"
    assert cli.json("offers")["offers"][0]["confirmed"] == 1


def test_r17_who_declines_keeps_availability_and_is_not_asked_again_for_this_offer(cli: Cli) -> None:
    codes = _asked(cli, 1, 1)
    cli("respond", codes["P0"], "no")
    assert len(cli.json("availability", "show", 1)["windows"]) == 1
    assert cli.json("poll")["invited"] == []
    assert cli.json("offer", "--center", "namur", "--doses", 1)["short"] == 0


def test_r17_a_late_no_is_never_silence(cli: Cli) -> None:
    codes = _asked(cli, 1, 1)
    asked_at = cli.now
    cli.pass_minutes(31)
    cli.json("poll")
    cli.reply(codes["P0"], "non merci", received=asked_at + 1900)
    assert [one["result"] for one in cli.json("poll")["answers"]] == ["declined"]
    assert len(cli.json("availability", "show", 1)["windows"]) == 1


def test_a_confirmed_person_who_says_no_sets_the_dose_free(cli: Cli) -> None:
    codes = _asked(cli, 2, 1)
    cli("respond", codes["P0"], "yes")
    said = cli.json("respond", codes["P0"], "no")
    assert said["result"] == "declined"
    assert [one["name"].split()[0] for one in said["invited"]] == ["P1"]


def test_r19_cancelling_reopens_a_filled_offer_and_asks_the_next(cli: Cli) -> None:
    codes = _asked(cli, 2, 1)
    cli("respond", codes["P0"], "yes")
    assert cli.json("offers")["offers"][0]["state"] == "filled"
    done = cli.json("cancel", codes["P0"])
    assert (done["state"], [one["name"].split()[0] for one in done["invited"]]) == ("cancelled", ["P1"])
    assert cli.json("offers")["offers"][0]["state"] == "open"
    assert len(cli.json("availability", "show", 1)["windows"]) == 1


def test_r19_a_no_show_loses_availability(cli: Cli) -> None:
    codes = _asked(cli, 2, 1)
    cli("respond", codes["P0"], "yes")
    done = cli.json("no-show", codes["P0"])
    assert (done["state"], len(done["invited"])) == ("no_show", 1)
    assert cli.json("availability", "show", 1)["windows"] == []


def test_only_a_confirmed_person_can_cancel(cli: Cli) -> None:
    codes = _asked(cli, 1, 1)
    assert cli("--json", "cancel", codes["P0"], code=4).error["code"] == "refused"


def test_r22_a_vaccinated_person_leaves_the_list_and_is_handed_off_exactly_once(cli: Cli) -> None:
    codes = _asked(cli, 1, 1)
    cli("respond", codes["P0"], "yes")
    assert cli.json("vaccinated", codes["P0"])["state"] == "vaccinated"
    assert cli.json("vaccinated", codes["P0"])["state"] == "vaccinated"
    assert cli.json("reservist", "show", 1)["reservist"]["state"] == "vaccinated"
    first = cli("handoff", "export").out.splitlines()
    assert len(first) == 2
    assert codes["P0"] in first[1]
    assert len(cli("handoff", "export").out.splitlines()) == 1
    assert cli.json("outbox", "list")["messages"][0]["kind"] == "second_dose"


def test_an_answer_in_a_mail_is_applied_once_and_the_mail_put_away(cli: Cli) -> None:
    codes = _asked(cli, 2, 1)
    file = cli.reply(codes["P0"], "Nee, dank u")
    assert [one["result"] for one in cli.json("poll")["answers"]] == ["declined"]
    assert not file.exists()
    assert cli.json("poll")["answers"] == []


def test_a_mail_that_nobody_understands_is_left_for_the_coordinator(cli: Cli) -> None:
    codes = _asked(cli, 1, 1)
    cli.reply(codes["P0"], "Peut-être, je vous rappelle")
    polled = cli.json("poll")
    assert polled["answers"] == []
    (unread,) = polled["to_read"]
    assert (unread["invitation"], unread["excerpt"]) == (codes["P0"], "Peut-être, je vous rappelle")
    assert cli.states() == {"P0": "sent"}


def test_r18_the_silent_one_is_asked_again_once_new_availability_is_entered(cli: Cli) -> None:
    _asked(cli, 1, 1)
    cli.pass_minutes(31)
    cli.json("poll")
    assert cli.json("offer", "--center", "namur", "--doses", 1, code=5)["short"] == 1
    cli("availability", "set", 1, "today 18:00-20:00")
    cli("poll")
    assert cli.states(2) == {"P0": "sent"}


def test_r15_an_older_mail_does_not_undo_what_was_said_later_on_the_phone(cli: Cli) -> None:
    codes = _asked(cli, 2, 2)
    written_at = cli.now + 60
    cli.pass_minutes(5)
    cli("respond", codes["P0"], "yes")
    cli("respond", codes["P1"], "no")
    cli.reply(codes["P0"], "Non", received=written_at)
    cli.reply(codes["P1"], "Oui", received=written_at)
    assert {one["result"] for one in cli.json("poll")["answers"]} == {"repeat"}
    assert cli.states() == {"P0": "confirmed", "P1": "declined"}


def test_r16_a_mail_in_time_is_honoured_after_a_phone_call_that_came_too_late(cli: Cli) -> None:
    codes = _asked(cli, 1, 1)
    cli.reply(codes["P0"], "Oui", received=cli.now + 60)
    cli.pass_minutes(31)
    assert cli.json("respond", codes["P0"], "yes")["result"] == "too_late"
    assert [one["result"] for one in cli.json("poll")["answers"]] == ["confirmed"]
    assert len(cli.json("availability", "show", 1)["windows"]) == 1


def test_an_answer_of_a_person_who_was_erased_harms_nobody(cli: Cli) -> None:
    codes = _asked(cli, 2, 2)
    cli("reservist", "forget", 1, "--yes")
    cli.reply(codes["P0"], "Oui")
    assert [one["result"] for one in cli.json("poll")["answers"]] == ["too_late"]
    assert cli.json("respond", codes["P1"], "yes")["result"] == "confirmed"


def test_r14_who_has_a_dose_after_all_is_not_told_to_stay_away_from_another(cli: Cli) -> None:
    codes = _asked(cli, 1, 1)
    asked_at = cli.now
    cli.pass_minutes(31)
    cli("poll")
    cli("availability", "set", 1, "today 17:00-21:00")
    cli("offer", "--center", "namur", "--doses", 1, code=None)
    cli("poll")
    cli.reply(codes["P0"], "Oui", received=asked_at + 60)
    cli("poll")
    kinds = [m["kind"] for m in cli.json("outbox", "list")["messages"]]
    assert "confirmation" in kinds
    assert "cancelled" not in kinds


@pytest.mark.parametrize(
    "words", ["Oui jeudi", "Oui, uniquement Pfizer", "oui je renonce", "yes 👎", "Non, je ne comprends pas", "Oui ?"]
)
def test_r36_an_answer_with_more_beside_it_is_for_a_person_to_read(cli: Cli, words: str) -> None:
    codes = _asked(cli, 1, 1)
    cli.reply(codes["P0"], words)
    polled = cli.json("poll")
    assert (polled["answers"], [one["excerpt"] for one in polled["to_read"]]) == ([], [words])
    assert cli.states() == {"P0": "sent"}


@pytest.mark.parametrize(
    "words",
    [
        "Bonjour,\n\nOui, je serai là à 18h30.\n\nCordialement,\nP0 Peeters\nRue Haute 12, 5000 Namur\n081 22 33 44",
        "Oui, j'arrive à Namur dans un quart d'heure",
        "CAUTION: This email originated from outside of the organization. Do not click links.\n\nOui merci",
        "Dag, ja ik ben onderweg! Mvg P0 Peeters\n\nVerzonden vanaf mijn iPhone",
    ],
)
def test_r36_what_changes_nothing_beside_a_yes_is_understood(cli: Cli, words: str) -> None:
    codes = _asked(cli, 1, 1)
    cli.reply(codes["P0"], words)
    assert [one["result"] for one in cli.json("poll")["answers"]] == ["confirmed"]


def test_r36_a_time_counts_when_it_lies_in_the_offer(cli: Cli) -> None:
    codes = _asked(cli, 2, 2)
    cli.reply(codes["P0"], "Oui, à 19h")
    cli.reply(codes["P1"], "Oui, à 21h")
    assert [one["code"] for one in cli.json("poll")["answers"]] == [codes["P0"]]
    assert cli.states() == {"P0": "confirmed", "P1": "sent"}


def test_r36_a_request_to_leave_is_shown_though_the_no_counts_and_until_it_is_done(cli: Cli) -> None:
    codes = _asked(cli, 1, 1)
    file = cli.reply(codes["P0"], "Non merci, retirez-moi de la liste")
    polled = cli.json("poll")
    assert [one["result"] for one in polled["answers"]] == ["declined"]
    cli.reply(codes["P0"], "Non", name="2")
    cli("poll")
    (unread,) = cli.json("inbox", "list")["to_read"]
    assert (unread["excerpt"], unread["why"]) == (
        "Non merci, retirez-moi de la liste",
        "it asks to be taken off the list",
    )
    assert file.exists()
    cli("inbox", "done", unread["id"])
    cli("poll")
    assert not file.exists()


def test_r36_a_yes_with_a_request_to_leave_counts_for_nothing_and_is_shown_as_what_it_is(cli: Cli) -> None:
    codes = _asked(cli, 1, 1)
    cli.reply(codes["P0"], "Oui, désinscrivez-moi")
    (unread,) = cli.json("poll")["to_read"]
    assert unread["why"] == "it asks to be taken off the list"
    assert cli.states() == {"P0": "sent"}


@pytest.mark.parametrize(
    ("word", "result"), [("OUI", "confirmed"), ("ja", "confirmed"), ("nee", "declined"), ("Nein", "declined")]
)
def test_what_people_say_on_the_phone_is_taken_as_a_mail_takes_it(cli: Cli, word: str, result: str) -> None:
    cli.people(1)
    cli("offer", "--center", "namur", "--doses", 1)
    said = cli.json("respond", cli.codes()["P0"], word)
    assert (said["answer"], said["result"]) == ("yes" if result == "confirmed" else "no", result)


def test_what_the_center_took_back_cannot_be_cancelled_by_the_person(cli: Cli) -> None:
    cli.people(1)
    cli("offer", "--center", "namur", "--doses", 1)
    cli("close", 1)
    assert "not confirmed" in cli("cancel", cli.codes()["P0"], code=4).err
