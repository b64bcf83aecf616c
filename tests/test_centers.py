"""The centers at the desk: how people reach them, and how they are named on the command line (R40)."""

import pytest

from tests.conftest import Cli


def test_a_center_gets_a_phone_and_an_address_and_every_message_names_them(cli: Cli) -> None:
    shown = cli.json("center", "set", "namur", "--phone", "+32 (0)81/12.34.56", "--email", "Namur@Example.BE")
    assert (shown["center"]["phone"], shown["center"]["email"]) == ("081 12 34 56", "Namur@example.be")
    listed = {one["code"]: one for one in cli.json("center", "list")["centers"]}
    assert listed["namur"]["phone"] == "081 12 34 56"
    cli.people(1)
    cli("offer", "--center", "namur", "--doses", 1)
    assert "081 12 34 56" in cli("outbox", "show", 1).out


def test_an_empty_phone_takes_it_away_and_leaves_the_address(cli: Cli) -> None:
    cli("center", "set", "namur", "--phone", "081123456", "--email", "namur@example.be")
    shown = cli.json("center", "set", "namur", "--phone", "")
    assert (shown["center"]["phone"], shown["center"]["email"]) == ("", "namur@example.be")


@pytest.mark.parametrize("number", ["081 12 34", "call us", "081 12 34 56, 081 12 34 57"])
def test_what_is_no_phone_number_changes_no_center(cli: Cli, number: str) -> None:
    before = cli.json("center", "show", "namur")
    error = cli("center", "set", "namur", "--phone", number, "--json", code=4).error
    assert (error["field"], number in error["message"]) == ("phone", False)
    assert cli.json("center", "show", "namur") == before


def test_a_center_is_changed_only_where_there_is_one_and_something_to_change(cli: Cli) -> None:
    cli("center", "set", "nowhere", "--phone", "081123456", code=3)
    cli("center", "set", "namur", code=2)
    cli("center", "set", "namur", "--name", " ", code=2)


def test_a_new_center_and_a_list_of_centers_bring_their_phones(cli: Cli) -> None:
    words = ["--name", "Dorp", "--town", "Dorp", "--postcode", "9999", "--region", "flanders", "--language", "nl"]
    added = cli.json("center", "add", "dorp", *words, "--phone", "0470 12 34 56", "--email", "dorp@example.be")
    assert (added["center"]["phone"], added["center"]["email"]) == ("0470 12 34 56", "dorp@example.be")
    file = cli.db.with_name("centers.csv")
    file.write_text("code,name,postcode,town,region,language,phone\ndorp,Dorp,9999,Dorp,flanders,nl,09 210 10 10\n")
    cli("center", "import", file)
    assert cli.json("center", "show", "dorp")["center"]["phone"] == "09 210 10 10"
    file.write_text("code,name,postcode,town,region,language,phone\ndorp,Dorp,9999,Dorp,flanders,nl,none\n")
    assert "Line 2, phone" in cli("center", "import", file, code=4).err


def test_doctor_warns_of_centers_with_people_that_nobody_can_reach(cli: Cli) -> None:
    assert "center" not in {one["check"] for one in cli.json("doctor")["checks"]}
    cli.people(1)
    found = {one["check"]: one for one in cli.json("doctor")["checks"]}
    assert "phone" in found["center"]["finding"]
    cli("center", "set", "namur", "--email", "namur@example.be")
    assert "center" not in {one["check"] for one in cli.json("doctor")["checks"]}


def test_every_mail_of_an_invitation_names_the_page_on_privacy(cli: Cli) -> None:
    cli.environ["QVAX_TEXTS_PRIVACY_URL"] = "https://example.be/privacy"
    cli.people(1)
    cli("offer", "--center", "namur", "--doses", 1)
    assert "https://example.be/privacy" in cli("outbox", "show", 1).out


def test_a_page_on_privacy_is_an_address(cli: Cli) -> None:
    cli.environ["QVAX_TEXTS_PRIVACY_URL"] = "example"
    assert "https://" in cli("config", "show", code=7).err
