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


@pytest.mark.parametrize("named", ["namur", "NAMUR", "Centre majeur Namur", "centre MAJEUR namur", "majeur namur"])
def test_a_center_is_found_by_whatever_names_it(cli: Cli, named: str) -> None:
    cli.people(1)
    assert cli.json("offer", "--center", named, "--doses", 1)["offer"]["center"] == "namur"


def test_a_postcode_and_a_town_name_a_center_with_or_without_accents(cli: Cli) -> None:
    words = ["--region", "wallonia", "--language", "fr"]
    cli("center", "add", "c1", "--name", "Salle des fêtes", "--town", "Éghezée-Bas", "--postcode", "9998", *words)
    for named in ("9998", "eghezee-bas", "ÉGHEZÉE BAS", "salle des fetes"):
        assert cli.json("center", "show", named)["center"]["code"] == "c1"


@pytest.mark.parametrize(
    ("named", "code"),
    [("Namen", "namur"), ("Bergen", "mons"), ("Lüttich", "liege"), ("Ypres", "ieper"), ("gand", "gent")],
)
def test_a_town_names_its_center_in_each_language_of_the_country(cli: Cli, named: str, code: str) -> None:
    assert cli.json("center", "show", named)["center"]["code"] == code


def test_a_town_with_several_centers_lists_them_and_does_nothing(cli: Cli) -> None:
    words = ["--town", "Dorpstad", "--postcode", "9997", "--region", "flanders", "--language", "nl"]
    for code in ("noord", "zuid"):
        cli("center", "add", code, "--name", f"Zaal {code}", *words)
    error = cli("offer", "--center", "dorpstad", "--doses", 1, "--json", code=3).error
    assert error["cause"] == "several_centers"
    assert "noord (Zaal noord), zuid (Zaal zuid)" in error["message"]
    assert cli.json("offers")["offers"] == []


def test_a_code_written_exactly_wins_over_a_town(cli: Cli) -> None:
    words = ["--town", "Namur", "--postcode", "5000", "--region", "wallonia", "--language", "fr"]
    cli("center", "add", "second", "--name", "Second centre", *words)
    assert cli.json("center", "show", "Namur")["center"]["code"] == "namur"


def test_a_slip_of_the_pen_is_answered_with_the_nearest_center(cli: Cli) -> None:
    assert "did you mean namur" in cli("offer", "--center", "namurr", "--doses", 1, code=3).err


def test_a_postcode_without_a_center_is_answered_with_the_nearest_one(cli: Cli) -> None:
    assert "did you mean namur (Centre majeur Namur)?" in cli("offer", "--center", "5004", "--doses", 1, code=3).err
    assert "did you mean" not in cli("offer", "--center", "50040", "--doses", 1, code=3).err


def test_the_only_center_with_people_needs_no_name_and_is_named(cli: Cli) -> None:
    cli("offer", "--doses", 1, code=2)
    cli.people(1)
    assert "Center: namur" in cli("select", "--doses", 1).err
    assert cli.json("offer", "--doses", 1)["offer"]["center"] == "namur"
    cli.register("1950-01-01", "Other", center="leuven")
    assert "--center" in cli("offer", "--doses", 1, code=2).err


def test_the_own_center_is_a_setting_that_the_option_overrules(cli: Cli) -> None:
    cli.people(1)
    cli.register("1950-01-01", "Other", center="leuven")
    cli.environ["QVAX_CENTER"] = "Leuven"
    assert cli.json("offer", "--doses", 1)["offer"]["center"] == "leuven"
    assert cli.json("offer", "--doses", 1, "--center", "namur")["offer"]["center"] == "namur"
    cli.environ["QVAX_CENTER"] = "nowhere"
    assert any("defaults.center" in one["finding"] for one in cli.json("doctor", code=5)["checks"])


def test_a_command_that_is_misspelt_is_answered_with_the_one_that_was_meant(cli: Cli) -> None:
    assert "Did you mean offer?" in cli("ofer", "--doses", 1, code=2).err
    assert "qvax --help" in cli("zzz", code=2).err
