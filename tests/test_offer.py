"""An offer asks the right people: R9 to R14."""

import sqlite3
from contextlib import closing

import pytest

from qvax_cli.loop.candidates import candidates
from qvax_cli.rules.blocks import touching
from qvax_cli.rules.local_time import parse_moment
from qvax_cli.store import offers, open_database
from qvax_cli.store.sqlite import SQLite
from tests.conftest import Cli

pytestmark = pytest.mark.shared


def test_r11_the_oldest_available_are_asked_first(cli: Cli) -> None:
    cli.register("1960-01-01", "Young")
    cli.register("1930-01-01", "Oldest")
    cli.register("1940-01-01", "Second")
    done = cli.json("offer", "--center", "namur", "--doses", 2)
    assert [one["name"] for one in done["invited"]] == ["Oldest Peeters", "Second Peeters"]
    assert done["short"] == 0
    assert done["offer"]["pending"] == 2


def test_r11_equal_birth_dates_go_by_a_lot_that_never_changes(cli: Cli) -> None:
    for n in range(8):
        cli.register("1950-06-01", f"T{n}")
    first = cli.json("select", "--center", "namur", "--doses", 8)["candidates"]
    assert first == cli.json("select", "--center", "namur", "--doses", 8)["candidates"]
    assert [one["name"] for one in cli.json("offer", "--center", "namur", "--doses", 8)["invited"]] == [
        one["name"] for one in first
    ]


def test_r13_the_clock_starts_at_hand_over_and_stops_at_the_end_of_the_offer(cli: Cli) -> None:
    cli.people(1)
    (asked,) = cli.json("offer", "--center", "namur", "--doses", 1, "--until", "18:00")["invited"]
    assert asked["state"] == "sent"
    assert asked["sent_at"] == "2021-04-06T15:40:00Z"
    assert asked["expires_at"] == "2021-04-06T16:00:00Z"


def test_the_mail_tells_the_deadline_that_counts(cli: Cli) -> None:
    cli.people(1)
    (asked,) = cli.json("offer", "--center", "namur", "--doses", 1)["invited"]
    text = cli.spool[0].read_text()
    assert "18 h 10" in text or "18=C2=A0h=C2=A010" in text
    assert asked["code"] in text
    assert asked["expires_at"] == "2021-04-06T16:10:00Z"


def test_the_json_of_an_offer_is_the_contract(cli: Cli) -> None:
    cli.people(1)
    done = cli.json("offer", "--center", "namur", "--doses", 1, "--vaccine", "Pfizer", "--min-age", 60)
    assert list(done["offer"]) == [
        "id", "center", "doses", "confirmed", "pending", "lost", "state", "opened_at", "from", "until", "vaccine",
        "min_age", "max_age", "policy", "surplus", "standby", "forecast", "lot",
    ]  # fmt: skip
    assert list(done["invited"][0]) == [
        "code", "offer", "reservist", "name", "age", "state", "channels", "created_at", "sent_at", "expires_at",
        "answered_at",
    ]  # fmt: skip
    assert done["offer"]["until"] == "2021-04-06T17:40:00Z"
    assert done["offer"]["vaccine"] == "Pfizer"


def test_r10_only_who_can_come_for_a_quarter_of_an_hour_is_asked(cli: Cli) -> None:
    cli.register("1930-01-01", "Gone", available="today 12:00-17:54")
    cli.register("1931-01-01", "Late", available="today 19:26-21:00")
    cli.register("1932-01-01", "Just", available="today 12:00-17:55")
    cli.register("1933-01-01", "Tomorrow", available="tomorrow 12:00-18:00")
    cli.register("1934-01-01", "Also", available="today 19:25-21:00")
    done = cli.json("offer", "--center", "namur", "--doses", 5, code=5)
    assert [one["name"].split()[0] for one in done["invited"]] == ["Just", "Also"]
    assert done["short"] == 3


def test_r9_age_limits_are_inclusive_on_the_day_of_the_offer(cli: Cli) -> None:
    cli.register("1956-04-07", "Is64")
    cli.register("1956-04-06", "Is65")
    cli.register("1941-04-07", "Is79")
    cli.register("1941-04-06", "Is80")
    done = cli.json("select", "--center", "namur", "--doses", 4, "--min-age", 65, "--max-age", 79, code=5)
    assert [one["name"].split()[0] for one in done["candidates"]] == ["Is79", "Is65"]


def test_r14_a_person_is_asked_for_one_offer_at_a_time(cli: Cli) -> None:
    cli.people(3)
    cli("offer", "--center", "namur", "--doses", 2)
    second = cli.json("offer", "--center", "namur", "--doses", 2, code=5)
    assert [one["name"].split()[0] for one in second["invited"]] == ["P2"]
    assert second["short"] == 1


def test_r13_who_has_only_a_mobile_is_undeliverable_and_the_next_is_asked(cli: Cli) -> None:
    cli.register("1930-01-01", "Mobile", email=None, mobile="0470 12 34 56")
    cli.register("1940-01-01", "Mail")
    done = cli.json("offer", "--center", "namur", "--doses", 1)
    assert [one["name"].split()[0] for one in done["invited"]] == ["Mail"]
    assert cli.states() == {"Mobile": "undeliverable", "Mail": "sent"}
    said = cli("offer", "--center", "namur", "--doses", 1, code=5).err
    assert "SMS" in said
    assert cli.json("availability", "show", 1)["windows"] != []


def test_r12_nobody_is_invited_in_the_last_ten_minutes(cli: Cli) -> None:
    cli.people(2)
    assert cli.json("offer", "--center", "namur", "--doses", 1, "--until", "17:49", code=5)["invited"] == []
    cli.pass_minutes(0)
    assert len(cli.json("offer", "--center", "namur", "--doses", 1, "--until", "17:56")["invited"]) == 1


def test_a_dry_run_shows_the_same_people_and_changes_nothing(cli: Cli) -> None:
    cli.people(4)
    dry = cli.json("offer", "--center", "namur", "--doses", 3, "--dry-run")
    assert cli.json("offers")["offers"] == []
    assert cli.spool == []
    real = cli.json("offer", "--center", "namur", "--doses", 3)
    assert [one["name"] for one in dry["invited"]] == [one["name"] for one in real["invited"]]


def test_select_shows_who_an_offer_asks_with_the_reason(cli: Cli) -> None:
    cli.people(3)
    shown = cli.json("select", "--center", "namur", "--doses", 2)
    assert [one["reservist"] for one in shown["candidates"]] == [1, 2]
    assert shown["candidates"][0]["birth_date"] == "1930-05-17"
    assert "born 1930-05-17" in shown["candidates"][0]["reason"]
    assert shown["short"] == 0
    assert cli.json("offers")["offers"] == []


def test_a_screen_of_an_offer_says_who_was_asked_and_what_to_type_next(cli: Cli) -> None:
    cli.people(2)
    shown = cli("offer", "--center", "namur", "--doses", 3, code=5)
    assert "P0 Peeters" in shown.out
    assert "18:10" in shown.out
    assert "1 dose there is nobody to ask" in shown.err
    assert "qvax poll --watch" in shown.err


def test_r20_doses_can_be_added_and_taken_away(cli: Cli) -> None:
    cli.people(4)
    cli("offer", "--center", "namur", "--doses", 2)
    more = cli.json("doses", 1, 3)
    assert [one["name"].split()[0] for one in more["invited"]] == ["P2"]
    codes = cli.codes()
    cli("respond", codes["P1"], "yes")
    less = cli.json("doses", 1, 2)
    assert less["cancelled"] == [codes["P2"]]
    assert cli.states() == {"P0": "sent", "P1": "confirmed", "P2": "cancelled"}
    less = cli.json("doses", 1, 1)
    assert less["offer"]["state"] == "filled"
    assert cli("doses", 1, 0, code=4).err
    cli.json("doses", 1, 2)
    assert cli.states()["P3"] == "sent"


def test_r20_there_cannot_be_fewer_doses_than_are_promised(cli: Cli) -> None:
    cli.people(2)
    cli("offer", "--center", "namur", "--doses", 2)
    for code in cli.codes().values():
        cli("respond", code, "yes")
    refused = cli("--json", "doses", 1, 1, code=4).error
    assert refused["code"] == "refused"
    assert "promised" in refused["message"]


def test_r20_closing_tells_those_still_asked_and_keeps_the_confirmed(cli: Cli) -> None:
    cli.people(2)
    cli("offer", "--center", "namur", "--doses", 2)
    codes = cli.codes()
    cli("respond", codes["P0"], "yes")
    closed = cli.json("close", 1)
    assert closed["offer"]["state"] == "cancelled"
    assert closed["cancelled"] == [codes["P1"]]
    assert cli.states() == {"P0": "confirmed", "P1": "cancelled"}
    assert cli.json("respond", codes["P1"], "yes")["result"] == "too_late"
    released = cli.json("close", 1, "--release-confirmed")
    assert released["cancelled"] == [codes["P0"]]
    kinds = [m["kind"] for m in cli.json("outbox", "list")["messages"]]
    assert (kinds.count("cancelled"), kinds.count("taken_back")) == (1, 1)


def test_r21_what_was_not_placed_is_lost(cli: Cli) -> None:
    cli.people(1)
    cli("offer", "--center", "namur", "--doses", 3, code=5)
    cli("respond", cli.codes()["P0"], "yes")
    cli.pass_minutes(121)
    assert cli.json("poll")["closed"] == [1]
    (offer,) = cli.json("offers")["offers"]
    assert (offer["state"], offer["confirmed"], offer["lost"]) == ("closed", 1, 2)


@pytest.mark.parametrize(
    ("now", "words", "field", "said"),
    [
        ("2021-04-06T17:40", ["--from", "15:00"], "from", "usual 2 hours is over by now"),
        ("2021-04-06T23:30", ["--until", "01:00"], "until", "01:00 today is over"),
        ("2021-04-06T17:40", ["--from", "23:00", "--until", "23:00"], "until", "end before it begins"),
        ("2021-04-06T17:40", ["--until", "2021-04-05T18:00"], "until", "that moment has passed"),
    ],
)
def test_an_offer_that_would_be_over_is_refused_in_the_words_that_were_typed(
    cli: Cli, now: str, words: list[str], field: str, said: str
) -> None:
    cli.now = parse_moment(now, 0, "now")
    error = cli("--json", "offer", "--center", "namur", "--doses", 1, *words, code=4).error
    assert error["message"].startswith(field)
    assert said in error["message"]
    if words[-1] == "01:00":
        assert "tomorrow 01:00" in error["hint"]
    assert cli.json("offers")["offers"] == []


def test_an_offer_shorter_than_the_least_overlap_says_so(cli: Cli) -> None:
    cli.people(3)
    words = cli("offer", "--center", "namur", "--doses", 1, "--until", "+12m", code=5).err
    assert "lasts 12 minutes" in words
    assert "at least 15 minutes" in words
    assert "nobody else" not in words


@pytest.mark.sqlite("a statement takes only so many values there")
def test_thousands_who_cannot_be_asked_are_passed_over_some_at_a_time(cli: Cli) -> None:
    cli.people(1)
    cli("offer", "--center", "namur", "--doses", 1)
    with closing(open_database(cli.database, "ann")) as db, db.write(dry_run=True):
        offer = offers.get(db, 1)
        block, *_ = touching(offer.from_at + 3600, offer.from_at + 3600)
        others = [(offer.center_id, block, 2**40 + number, 100 + number) for number in range(5_000)]
        db.fill("available", ("center_id", "block", "rank", "reservist_id"), others)
        assert isinstance(db, SQLite)
        db.conn.setlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER, 1_100)
        assert not list(candidates(db, offer, now=cli.now))
