"""Standby: more people are asked than there are doses, and by age all the same (R26 to R32)."""

from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Cli
from tests.databases import opened
from tests.races.invariants import check

pytestmark = pytest.mark.shared


def _offer(cli: Cli, people: int, doses: int, *more: object) -> dict[str, str]:
    """An offer with standby for people each a year younger than the one before; the codes by name."""
    cli.people(people)
    cli.json("offer", "--center", "namur", "--doses", doses, "--policy", "standby", *more, code=None)
    return cli.codes()


def _kinds(cli: Cli, code: str) -> list[str]:
    """What somebody was told, in order."""
    with opened(cli.database) as conn:
        rows = conn.execute(
            """SELECT m.kind FROM messages AS m JOIN invitations AS i ON i.id = m.invitation_id
               WHERE i.code = ? AND m.state = 'handed_over' ORDER BY m.id""",
            (code,),
        )
        return [row["kind"] for row in rows]


def _state(cli: Cli, name: str) -> str:
    return cli.states()[name]


def test_r27_more_people_are_asked_than_there_are_doses_and_the_round_says_why(cli: Cli) -> None:
    codes = _offer(cli, 30, 3)
    assert 5 <= len(codes) < 30
    assert sorted(codes) == sorted(f"P{n}" for n in range(len(codes)))
    with opened(cli.database) as conn:
        (row,) = conn.execute("SELECT asked, reckoning FROM rounds").fetchall()
    assert row["asked"] == len(codes)
    assert "rate=" in row["reckoning"]
    check(cli.database, cli.now)


def test_r26_a_strict_offer_asks_one_a_dose_and_stores_its_policy(cli: Cli) -> None:
    cli.people(10)
    offer = cli.json("offer", "--center", "namur", "--doses", 3)["offer"]
    assert (offer["policy"], offer["surplus"], offer["pending"]) == ("strict", None, 3)


def test_r26_the_policy_of_a_center_stands_in_the_configuration(cli: Cli) -> None:
    cli.environ |= {"QVAX_POLICY_POLICY": "standby", "QVAX_POLICY_SURPLUS": "0.25"}
    cli.people(10)
    offer = cli.json("offer", "--center", "namur", "--doses", 1)["offer"]
    assert (offer["policy"], offer["surplus"]) == ("standby", 0.25)
    strict = cli.json("offer", "--center", "namur", "--doses", 1, "--policy", "strict")["offer"]
    assert (strict["policy"], strict["surplus"]) == ("strict", None)


def test_r28_a_yes_is_confirmed_while_everybody_older_could_have_a_dose_and_else_waits(cli: Cli) -> None:
    codes = _offer(cli, 30, 3)
    assert cli.json("respond", codes["P2"], "yes")["result"] == "confirmed"  # two older, three doses
    younger = cli.json("respond", codes["P4"], "yes")
    assert younger["result"] == "standby"
    assert _kinds(cli, codes["P4"]) == ["invitation", "standby"]
    # P0 declines: of those older than P4 there are P1 and P3 left, for two doses.
    cli("respond", codes["P0"], "no")
    assert _state(cli, "P4") == "standby"
    cli("respond", codes["P1"], "no")
    assert _state(cli, "P4") == "confirmed"
    assert _kinds(cli, codes["P4"]) == ["invitation", "standby", "confirmation"]
    check(cli.database, cli.now)


def test_r28_an_older_yes_by_phone_of_somebody_who_was_not_reached_or_had_said_no_comes_first(cli: Cli) -> None:
    cli.register("1929-05-17", "Old", email=None, mobile="+32470123456")  # there is no channel for SMS
    codes = _offer(cli, 30, 2)
    assert _state(cli, "Old") == "undeliverable"
    cli.pass_minutes(5)
    assert cli.json("respond", codes["P5"], "yes")["result"] == "standby"
    assert cli.json("respond", codes["Old"], "yes")["result"] == "confirmed"
    cli("respond", codes["P0"], "no")
    assert _state(cli, "P5") == "standby"
    assert cli.json("respond", codes["P0"], "yes")["result"] == "confirmed"
    assert _state(cli, "P5") == "released"
    assert cli.json("audit")["faults"] == []
    check(cli.database, cli.now)


def test_r28_a_younger_yes_of_somebody_who_was_not_reached_waits_like_any_other(cli: Cli) -> None:
    cli.people(2)
    cli.register("1990-05-17", "Young", email=None, mobile="+32470123456")
    cli.json("offer", "--center", "namur", "--doses", 1, "--policy", "standby", code=None)
    codes = cli.codes()
    assert _state(cli, "Young") == "undeliverable"
    assert cli.json("respond", codes["Young"], "yes")["result"] == "standby"
    for name in ("P0", "P1"):
        cli("respond", codes[name], "no", code=None)
    assert _state(cli, "Young") == "confirmed"
    assert cli.json("audit")["faults"] == []


def test_r28_silence_of_the_older_ones_confirms_who_waits(cli: Cli) -> None:
    codes = _offer(cli, 30, 1)
    last = f"P{len(codes) - 1}"
    assert cli.json("respond", codes[last], "yes")["result"] == "standby"
    cli.pass_minutes(31)
    cli("poll", code=None)
    assert _state(cli, last) == "confirmed"


def test_r29_at_the_last_call_every_dose_goes_to_those_who_wait_oldest_first(cli: Cli) -> None:
    codes = _offer(cli, 30, 1, "--until", "+50m")
    names = sorted(codes, key=lambda name: int(name[1:]))
    youngest, older = names[-1], names[-2]
    for name in (youngest, older):
        assert cli.json("respond", codes[name], "yes")["result"] == "standby"
    cli.pass_minutes(40)
    cli("poll", code=None)
    assert (_state(cli, older), _state(cli, youngest)) == ("confirmed", "released")
    check(cli.database, cli.now)


def test_r29_nobody_has_time_beyond_the_last_call(cli: Cli) -> None:
    cli.people(10)
    done = cli.json("offer", "--center", "namur", "--doses", 1, "--policy", "standby", "--until", "+35m")
    assert {one["expires_at"] for one in done["invited"]} == {"2021-04-06T16:05:00Z"}


def test_r30_when_all_doses_are_confirmed_the_others_are_released_and_keep_their_windows(cli: Cli) -> None:
    codes = _offer(cli, 30, 1)
    assert cli.json("respond", codes["P0"], "yes")["result"] == "confirmed"
    assert set(cli.states().values()) == {"confirmed", "released"}
    assert _kinds(cli, codes["P1"]) == ["invitation", "released"]
    assert len(cli.json("availability", "show", 2)["windows"]) == 1
    check(cli.database, cli.now)


def test_r30_when_a_dose_comes_back_released_people_are_asked_first_and_once_more(cli: Cli) -> None:
    codes = _offer(cli, 30, 1)
    cli("respond", codes["P0"], "yes")
    asked = cli.json("cancel", codes["P0"])["invited"]
    assert [one["code"] for one in asked][:2] == [codes["P1"], codes["P2"]]
    assert _state(cli, "P1") == "sent"
    assert _kinds(cli, codes["P1"]) == ["invitation", "released", "again"]
    assert cli.json("respond", codes["P1"], "yes")["result"] == "confirmed"
    check(cli.database, cli.now)


def test_who_waits_can_say_no_or_be_cancelled_and_a_second_yes_changes_nothing(cli: Cli) -> None:
    codes = _offer(cli, 30, 1, "--surplus", 1)
    for name, command, state in (("P2", ("respond", "no"), "declined"), ("P3", ("cancel",), "cancelled")):
        assert cli.json("respond", codes[name], "yes")["result"] == "standby"
        assert cli.json("respond", codes[name], "yes")["result"] == "repeat"
        cli(command[0], codes[name], *command[1:])
        assert _state(cli, name) == state
    check(cli.database, cli.now)


def test_r14_somebody_on_standby_is_asked_by_no_other_offer(cli: Cli) -> None:
    codes = _offer(cli, 9, 1)
    cli("respond", codes["P1"], "yes")
    other = cli.json("offer", "--center", "namur", "--doses", 1, code=None)
    assert codes["P1"] not in {one["code"] for one in other["invited"]}
    assert {one["name"].split()[0] for one in other["invited"]}.isdisjoint(codes)


def test_fewer_doses_release_nobody_who_can_still_have_one_and_more_doses_ask_more(cli: Cli) -> None:
    codes = _offer(cli, 60, 3)
    cli("doses", 1, 1)
    assert set(cli.states().values()) == {"sent"}
    more = cli.json("doses", 1, 10)["invited"]
    assert len(more) > 5
    assert len(codes) + len(more) == len(cli.codes())
    check(cli.database, cli.now)


def test_r32_the_forecast_stands_in_a_line_and_in_json(cli: Cli) -> None:
    cli.people(30)
    said = cli("offer", "--center", "namur", "--doses", 3, "--policy", "standby")
    assert "asked for 3 doses: " in said.err
    assert "% that all are used, by about " in said.err
    forecast = cli.json("status", 1)["offer"]["forecast"]
    assert set(forecast) == {"used", "surplus", "filled_by"}
    assert 0.5 < forecast["used"] <= 1
    cli.pass_minutes(300)
    cli("poll", code=None)
    assert cli.json("status", 1)["offer"]["forecast"] is None


def test_the_center_learns_from_its_evenings(cli: Cli) -> None:
    codes = _offer(cli, 70, 3)
    first = len(codes)
    for name in sorted(codes, key=lambda name: int(name[1:])):
        cli("respond", codes[name], "no", code=None)
    cli.pass_minutes(300)
    cli("poll", code=None)
    cli.now += 24 * 3600
    for person in range(1, 71):
        cli("availability", "set", person, "today 17:00-24:00", code=None)
    cli.now -= cli.now % 86400 - 15 * 3600 - 2400
    again = cli.json("offer", "--center", "namur", "--doses", 3, "--policy", "standby", code=None)["invited"]
    assert len(again) > first


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--policy", "standby", "--surplus", "-1"), "between 0 and the doses"),
        (("--policy", "standby", "--surplus", "4"), "between 0 and the doses"),
        (("--policy", "standby", "--surplus", "nan"), "between 0 and the doses"),
        (("--surplus", "1"), "strict"),
        (("--policy", "lottery"), "lottery"),
    ],
)
def test_a_policy_that_cannot_be_is_refused_in_a_sentence(cli: Cli, words: tuple[Any, ...], said: str) -> None:
    cli.people(3)
    refused = cli("offer", "--center", "namur", "--doses", 3, *words, code=2 if "lottery" in words else 4)
    assert said in refused.err
    assert cli.json("offers")["offers"] == []


def test_r15_a_yes_in_time_that_is_read_a_little_after_the_end_counts(cli: Cli) -> None:
    cli.people(1)
    cli("offer", "--center", "namur", "--doses", 1, "--until", "+30m")
    code = cli.codes()["P0"]
    cli.pass_minutes(29)
    received = cli.now
    cli.pass_minutes(5)
    cli("poll")
    assert cli.json("status", 1)["offer"]["state"] == "closed"
    cli.reply(code, "Oui", received=received)
    assert cli.json("poll")["answers"] == [{"code": code, "answer": "yes", "result": "confirmed"}]
    assert cli.json("status", 1)["offer"]["lost"] == 0


def test_r15_a_yes_read_long_after_the_end_is_too_late_and_the_windows_stay(cli: Cli) -> None:
    cli.people(1)
    cli("offer", "--center", "namur", "--doses", 1, "--until", "+30m")
    cli.pass_minutes(29)
    received = cli.now
    cli.pass_minutes(12)
    cli("poll")
    cli.reply(cli.codes()["P0"], "Oui", received=received)
    assert cli.json("poll")["answers"][0]["result"] == "too_late"
    assert len(cli.json("availability", "show", 1)["windows"]) == 1


def test_r17_a_no_after_a_yes_that_came_too_late_gives_the_windows_back(cli: Cli) -> None:
    cli.people(1)
    cli("offer", "--center", "namur", "--doses", 1)
    code = cli.codes()["P0"]
    received = cli.now + 60
    cli.pass_minutes(31)
    assert cli.json("respond", code, "yes")["result"] == "too_late"
    assert cli.json("availability", "show", 1)["windows"] == []
    cli.reply(code, "Non", received=received)
    assert cli.json("poll")["answers"] == [{"code": code, "answer": "no", "result": "declined"}]
    assert len(cli.json("availability", "show", 1)["windows"]) == 1


def test_r15_an_answer_from_before_the_question_counts_when_it_is_read(cli: Cli) -> None:
    cli.people(1)
    cli("offer", "--center", "namur", "--doses", 1)
    code = cli.codes()["P0"]
    cli.pass_minutes(31)
    cli.reply(code, "Oui", received=cli.now - 3600)
    assert cli.json("poll")["answers"][0]["result"] == "too_late"


def test_r27_nobody_is_taken_for_silent_while_answers_cannot_be_read(cli: Cli) -> None:
    codes = _offer(cli, 40, 3)
    inbox = Path(f"{cli.db}-inbox")
    inbox.mkdir(exist_ok=True)
    inbox.rename(inbox.with_name("aside"))
    inbox.write_text("not a folder")
    cli.pass_minutes(1)
    asked = len(codes) + len(cli.json("poll", code=5)["invited"])
    cli.pass_minutes(18)
    assert len(cli.json("poll", code=5)["invited"]) <= 2  # less time is left, so more of the surplus is used
    inbox.unlink()
    inbox.with_name("aside").rename(inbox)
    cli.pass_minutes(1)
    assert len(cli.json("poll")["invited"]) > 2
    assert len(cli.codes()) > asked


def test_r41_a_yes_taken_back_gives_those_who_were_released_their_chance_again(cli: Cli) -> None:
    codes = _offer(cli, 8, 1, "--surplus", 0.9)
    cli("respond", "P0", "yes")
    assert set(cli.states().values()) == {"confirmed", "released"}
    told = cli("undo").err
    assert "“confirmed” is taken back; again asked" in told
    assert set(cli.states().values()) == {"sent"}
    assert _kinds(cli, codes["P0"])[-1] == "corrected"
    assert [_kinds(cli, codes[name])[-2:] for name in ("P1", "P4")] == [["released", "again"]] * 2
    cli("respond", "P1", "yes")
    assert cli.states()["P1"] == "standby"  # somebody older may still say yes
    cli("respond", "P0", "no")
    assert cli.states()["P1"] == "confirmed"
    cli("audit")


def test_r41_a_no_taken_back_leaves_the_dose_to_whom_it_was_promised_meanwhile(cli: Cli) -> None:
    _offer(cli, 8, 1, "--surplus", 0.9)
    cli("respond", "P1", "yes")
    cli("respond", "P0", "no")
    assert (cli.states()["P0"], cli.states()["P1"]) == ("declined", "confirmed")
    done = cli("undo", code=None)
    assert cli.states()["P1"] == "confirmed"
    assert (done.code, cli.states()["P0"]) == (0, "released"), done.err
    cli("audit")


def test_r41_a_yes_taken_back_asks_again_whoever_had_waited_and_was_let_go(cli: Cli) -> None:
    codes = _offer(cli, 8, 1, "--surplus", 0.9)
    cli("respond", "P1", "yes")
    cli("respond", "P0", "yes")
    assert (cli.states()["P0"], cli.states()["P1"]) == ("confirmed", "released")
    cli("undo")
    assert (cli.states()["P0"], cli.states()["P1"]) == ("sent", "sent")
    assert _kinds(cli, codes["P1"])[-2:] == ["released", "again"]
    cli("audit")


def test_r15_of_two_yeses_in_time_that_are_read_after_the_end_the_one_received_first_has_the_dose(cli: Cli) -> None:
    codes = _offer(cli, 8, 1, "--surplus", 0.9, "--until", "+30m")
    cli.pass_minutes(20)
    first = cli.now
    cli.pass_minutes(9)
    second = cli.now
    cli.pass_minutes(3)
    cli.reply(codes["P1"], "Oui", received=second)
    cli.reply(codes["P2"], "Oui", received=first)
    cli("poll", code=None)
    assert sorted(state for name, state in cli.states().items() if name in ("P1", "P2")).count("confirmed") == 1
    assert cli.json("status", 1)["offer"]["lost"] == 0
    assert cli.json("audit")["faults"] == []


@pytest.mark.parametrize("said", ["Non", "Nee, dank u", "Nein"])
def test_r17_a_no_in_time_read_after_a_late_yes_and_after_the_end_gives_the_windows_back(cli: Cli, said: str) -> None:
    cli.people(1)
    cli("offer", "--center", "namur", "--doses", 1, "--until", "+45m")
    code = cli.codes()["P0"]
    cli.pass_minutes(29)
    received = cli.now
    cli.pass_minutes(5)
    cli("poll", code=None)
    cli("respond", code, "yes", code=None)
    cli.pass_minutes(12)
    cli("poll", code=None)
    cli.reply(code, said, received=received)
    assert [one["result"] for one in cli.json("poll", code=None)["answers"]] == ["declined"]
    assert len(cli.json("availability", "show", 1)["windows"]) == 1
    assert cli.json("audit")["faults"] == []
