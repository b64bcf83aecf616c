"""Who is coming, who is being asked, and where each of them can be phoned."""

import os
import pty
import subprocess
import sys

import pytest

from tests.conftest import Cli


@pytest.fixture
def evening(cli: Cli) -> Cli:
    """Two are asked for two doses, Marie by way of Sophie."""
    cli.register("1930-05-17", "Marie", mobile="0470 12 34 56", contact_name="Sophie Collard")
    cli.register("1935-05-17", "Jean")
    cli("offer", "--center", "namur", "--doses", 2)
    return cli


def test_the_confirmed_stand_first_with_their_phone_and_stay_when_the_offer_is_filled(evening: Cli) -> None:
    evening("respond", "jean", "yes")
    rows = evening("status").out.splitlines()[1:]
    assert [(row.split()[1], row.split()[4]) for row in rows] == [("Jean", "confirmed"), ("Marie", "asked")]
    assert rows[1].endswith("30  +32470123456  Sophie Collard")
    evening("respond", "marie", "yes")
    assert evening.json("offers")["offers"][0]["state"] == "filled"
    assert [one["name"] for one in evening.json("status")["invitations"]] == ["Marie Peeters", "Jean Peeters"]


def test_whoever_is_still_to_come_is_shown_after_the_end_until_it_is_said_that_they_came(evening: Cli) -> None:
    evening("respond", "jean", "yes")
    evening("close", 1)
    told = evening("status")
    assert "Jean Peeters" in told.out
    assert "No offer is open." in told.err
    evening("vaccinated", "jean")
    assert evening("status").out == ""


def test_one_offer_and_one_person_show_how_people_are_reached(evening: Cli) -> None:
    assert "+32470123456  Sophie Collard" in evening("status", 1).out
    for named in (evening.codes()["Marie"], "marie"):
        shown = dict(line.split("  ", 1) for line in evening("status", named).out.splitlines()[1:])
        shown = {key: value.strip() for key, value in shown.items()}
        assert (shown["mobile"], shown["contact"]) == ("+32470123456", "Sophie Collard")
        assert (shown["birth date"], shown["answer until"]) == ("1930-05-17", "18:10")
        (one,) = evening.json("status", named)["invitations"]
        assert (one["mobile"], one["email"], one["contact_name"]) == (
            "+32470123456", "marie@example.org", "Sophie Collard",
        )  # fmt: skip


def test_at_80_columns_code_and_phone_are_whole(evening: Cli) -> None:
    master, theirs = pty.openpty()
    environ = {**os.environ, "QVAX_NOW": "2021-04-06T17:40", "TERM": "dumb", "COLUMNS": "80"}
    command = [sys.executable, "-m", "qvax_cli", "--db", str(evening.database), "status", "1"]
    subprocess.run(command, stdout=theirs, stderr=subprocess.DEVNULL, env=environ, check=True)
    seen = os.read(master, 65536).decode()
    assert "+32470123456" in seen
    assert evening.codes()["Marie"] in seen
    assert max(map(len, seen.splitlines())) <= 80


def test_poll_names_people_as_respond_does(evening: Cli) -> None:
    codes = evening.codes()
    evening.reply(codes["Marie"], "oui")
    assert f"Marie Peeters ({codes['Marie']}) answered yes: confirmed." in evening("poll").err
    evening.pass_minutes(31)
    assert f"Jean Peeters ({codes['Jean']}) did not answer in time" in evening("poll").err


def test_a_dry_run_shows_neither_codes_nor_an_offer_that_is_open(evening: Cli) -> None:
    evening.register("1940-05-17", "Ben")
    told = evening("offer", "--doses", 1, "--dry-run")
    assert told.out.split() == ["Name", "Age", "Asked", "by", "Ben", "Peeters", "80", "mail"]
    assert "Dry run · Centre majeur Namur · 1 dose · 17:40 to 19:40\n" in told.err
    assert "open\n" not in told.err


def test_one_is_not_called_many(evening: Cli) -> None:
    evening("respond", "marie", "yes")
    evening("vaccinated", "marie")
    assert "1 person waits for the next." in evening("handoff", "list").err
    assert "1 person in export 1" in evening("handoff", "export").err
    evening.register("1940-05-17", "Ben")
    evening("offer", "--doses", 1)
    log = evening("log").out
    assert "opened: 1 dose." in log
    assert "export 1, 1 person" in log
    for told in (log, evening("doctor", code=None).out):
        for wrong in ("1 people", "1 doses", "1 messages", "1 offers", "(s)"):
            assert wrong not in told
