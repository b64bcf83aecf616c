"""Import of registrations: R6, R7, and a report that lets an admin repair the file."""

from pathlib import Path

import pytest

from qvax_cli.files import bundled
from tests.conftest import Cli

HEADER = "niss;last_name;first_name;email;center;available\n"


def _file(cli: Cli, *rows: str) -> Path:
    file = cli.db.with_name("people.csv")
    file.write_text(HEADER + "".join(f"{row}\n" for row in rows))
    return file


def test_the_sample_goes_in_whole_and_the_second_time_nothing_changes(cli: Cli) -> None:
    first = cli.json("import", bundled("sample_registrations.csv"))
    assert first["rejected"] == 0
    assert first["added"] == first["rows"] >= 300
    before = cli.json("reservist", "list", "--show-numbers")
    again = cli.json("import", bundled("sample_registrations.csv"))
    assert (again["added"], again["updated"], again["unchanged"]) == (0, 0, first["rows"])
    assert cli.json("reservist", "list", "--show-numbers") == before


def test_the_bad_file_is_reported_row_by_row_and_its_good_rows_go_in(cli: Cli) -> None:
    rejects = cli.db.with_name("rejects.csv")
    report = cli.json("import", bundled("bad_registrations.csv"), "--rejects", rejects, code=5)
    assert report["added"] == 2
    assert report["rejected"] == report["rows"] - 2 >= 20
    assert all(one["line"] > 1 and one["field"] and one["reason"] for one in report["rejects"])
    assert len(rejects.read_text("utf-8-sig").splitlines()) >= report["rejected"] + 1
    assert rejects.stat().st_mode & 0o077 == 0


def test_strict_is_all_or_nothing(cli: Cli) -> None:
    cli("import", bundled("bad_registrations.csv"), "--strict", code=4)
    assert cli.json("reservist", "list")["reservists"] == []
    cli("import", bundled("sample_registrations.csv"), "--strict")
    assert len(cli.json("reservist", "list")["reservists"]) >= 300


def test_a_dry_run_counts_and_changes_nothing(cli: Cli) -> None:
    report = cli.json("import", bundled("sample_registrations.csv"), "--dry-run")
    assert report["added"] == report["rows"]
    assert cli.json("reservist", "list")["reservists"] == []


def test_r6_a_changed_row_updates_the_person_and_nothing_else(cli: Cli) -> None:
    niss = cli.niss("1950-01-01")
    cli("import", _file(cli, f"{niss};Peeters;Ann;ann@example.org;namur;today 18:00-20:00"))
    (before,) = cli.json("reservist", "list")["reservists"]
    cli.pass_minutes(10)
    report = cli.json("import", _file(cli, f"{niss};Peeters;Ann;new@example.org;liege;"))
    assert (report["updated"], report["unchanged"]) == (1, 0)
    (after,) = cli.json("reservist", "list")["reservists"]
    assert (after["email"], after["center"]) == ("new@example.org", "liege")
    assert after["windows"] == before["windows"]
    assert after["registered_at"] == before["registered_at"]
    assert len(cli.json("offer", "--center", "liege", "--doses", 1)["invited"]) == 1


def test_two_rows_of_one_person_change_that_person_once_and_the_second_import_changes_nothing(cli: Cli) -> None:
    niss, other = cli.niss("1950-01-01"), cli.niss("1951-01-01")
    rows = [f"{niss};Peeters;Ann;{mail}@example.org;namur;" for mail in ("one", "two")]
    rows.insert(1, f"{other};Peeters;Jan;jan@example.org;namur;")
    file = _file(cli, *rows)
    report = cli.json("import", file)
    assert (report["rows"], report["added"], report["updated"], report["unchanged"]) == (3, 2, 0, 1)
    assert report["passed_over"] == 1
    said = "1 person comes more than once with different data, and the last row counts: line 2 and line 4"
    assert report["notices"] == [said]
    assert [one["email"] for one in cli.json("reservist", "list")["reservists"]] == [
        "two@example.org",
        "jan@example.org",
    ]
    before = cli.json("reservist", "list")
    again = cli.json("import", file)
    assert (again["added"], again["updated"], again["unchanged"]) == (0, 0, 3)
    assert cli.json("reservist", "list") == before


def test_a_wrong_row_of_a_person_leaves_the_right_one(cli: Cli) -> None:
    niss = cli.niss("1950-01-01")
    rows = [f"{niss};Peeters;Ann;ann@example.org;namur;", f"{niss};Peeters;Ann;nobody;namur;"]
    report = cli.json("import", _file(cli, *rows), code=5)
    assert (report["added"], report["rejected"], report["passed_over"]) == (1, 1, 0)


def test_the_same_row_twice_is_no_news(cli: Cli) -> None:
    row = f"{cli.niss('1950-01-01')};Peeters;Ann;ann@example.org;namur;"
    report = cli.json("import", _file(cli, row, row))
    assert (report["added"], report["unchanged"], report["notices"]) == (1, 1, [])


def test_r7_a_forgotten_person_is_not_put_back_by_an_import(cli: Cli) -> None:
    niss = cli.niss("1950-01-01")
    row = f"{niss};Peeters;Ann;ann@example.org;namur;"
    cli("import", _file(cli, row))
    cli("reservist", "forget", niss, "--yes")
    assert cli.json("import", _file(cli, row))["withdrawn"] == 1
    assert cli.json("reservist", "list")["reservists"] == []
    assert [one["state"] for one in cli.json("reservist", "list", "--state", "erased")["reservists"]] == ["erased"]
    words = ["--niss", niss, "--first-name", "Ann", "--last-name", "P", "--center", "namur", "--email", "a@example.org"]
    assert "--readmit" in cli("--json", "register", *words, code=4).error["hint"]
    cli("register", *words, "--readmit")
    assert cli.json("import", _file(cli, row))["updated"] == 1


def test_r18_importing_the_same_file_again_is_no_new_availability(cli: Cli) -> None:
    file = _file(cli, f"{cli.niss('1950-01-01')};Peeters;Ann;ann@example.org;namur;today 17:00-21:00")
    cli("import", file)
    cli("offer", "--center", "namur", "--doses", 1)
    cli.pass_minutes(31)
    cli("poll")
    assert cli.json("import", file)["unchanged"] == 1
    assert cli.json("availability", "show", 1)["windows"] == []


def test_the_same_number_is_never_two_people(cli: Cli) -> None:
    niss = cli.niss("1950-01-01")
    dotted = f"{niss[:2]}.{niss[2:4]}.{niss[4:6]}-{niss[6:9]}.{niss[9:]}"
    cli(
        "import",
        _file(cli, f"{niss};Peeters;Ann;ann@example.org;namur;", f"{dotted};Peeters;Ann;ann@example.org;namur;"),
    )
    assert len(cli.json("reservist", "list")["reservists"]) == 1


def test_an_import_reads_standard_input(cli: Cli) -> None:
    row = f"{cli.niss('1950-01-01')};Peeters;Ann;ann@example.org;;today 18:00-20:00\n"
    assert cli.json("import", "-", "--center", "namur", stdin=HEADER + row)["added"] == 1


@pytest.mark.parametrize("words", [["import", "-"], ["--json", "import", "-"]])
def test_r25_no_national_number_is_printed_of_a_bad_row(cli: Cli, words: list[str]) -> None:
    done = cli(*words, stdin=HEADER + "85073003329;Peeters;Ann;ann@example.org;namur;\n", code=5)
    assert "85073003329" not in done.out + done.err


def test_windows_that_are_over_are_left_out_and_counted_and_the_file_is_right_a_day_later(cli: Cli) -> None:
    one, two = cli.niss("1950-01-01"), cli.niss("1951-01-01")
    file = _file(
        cli,
        f"{one};Peeters;Ann;ann@example.org;namur;2021-04-06T18:00/20:00",
        f"{two};Peeters;Jan;jan@example.org;namur;today 08:00-09:00|2021-04-05T18:00/20:00|2021-04-07T18:00/20:00",
    )
    report = cli.json("import", file)
    assert (report["added"], report["notices"]) == (2, ["2 windows are over and were left out"])
    cli.pass_minutes(24 * 60 + 180)
    later = cli.json("import", file)
    assert (later["rejected"], later["notices"]) == (0, ["4 windows are over and were left out"])


def test_words_beside_a_mobile_are_left_out_and_said_and_two_numbers_are_a_rejected_row(cli: Cli) -> None:
    one, two, three, four = (cli.niss(f"195{n}-01-01") for n in range(4))
    rows = (
        f"{one};Peeters;Ann;0470 12 34 56 (fille);namur",
        f"{two};Peeters;Jan;0471123456;namur",
        f"{three};Peeters;Luc;0472 12 34 56 / 081 22 33 44;namur",
        f"{four};Peeters;Eva;gsm: 0473.12.34.56 na 18u;namur",
    )
    file = cli.db.parent / "people.csv"
    file.write_text("\n".join(("niss;last_name;first_name;mobile;center", *rows)) + "\n")
    report = cli.json("import", file, code=5)
    assert (report["added"], report["rejected"]) == (3, 1)
    assert [(one["line"], one["field"], one["reason"]) for one in report["rejects"]] == [
        (4, "mobile", "holds more than one number (give one: the mobile under which messages are read)")
    ]
    words = "words beside a mobile number were left out (lines 2, 5): whose it is stands in contact_name"
    assert report["notices"] == [words]
    mobiles = {one["name"]: one["mobile"] for one in cli.json("reservist", "list")["reservists"]}
    assert mobiles == {"Ann Peeters": "+32470123456", "Jan Peeters": "+32471123456", "Eva Peeters": "+32473123456"}
    assert cli.json("import", file, code=5)["unchanged"] == 3


def test_what_is_left_out_beside_a_mobile_is_said_with_the_name_of_its_list(cli: Cli) -> None:
    header, row = "niss;last_name;first_name;mobile;center", "Peeters;Ann;0470 12 34 56 (fille);namur"
    files = [cli.db.parent / "a.csv", cli.db.parent / "b.csv"]
    for file in files:
        file.write_text(f"{header}\n{cli.niss('1950-01-01')};{row}\n")
    notices = cli.json("import", *files)["notices"]
    assert [one.partition(" (")[0] for one in notices] == [
        "a.csv: words beside a mobile number were left out", "b.csv: words beside a mobile number were left out"
    ]  # fmt: skip


def test_a_national_number_beside_a_mobile_is_shown_nowhere(cli: Cli) -> None:
    number = cli.niss("1950-01-01")
    file = cli.db.parent / "people.csv"
    file.write_text(f"niss;last_name;first_name;mobile;center\n{number};Peeters;Ann;0470123456 NN {number};namur\n")
    done = cli("import", file, code=5)
    assert "holds more than one number" in done.out
    assert number not in done.out + done.err


def test_who_registers_somebody_reads_that_words_beside_the_mobile_were_left_out(cli: Cli) -> None:
    options = ["--niss", cli.niss("1950-01-01"), "--first-name", "Ann", "--last-name", "Peeters", "--center", "namur"]
    done = cli("register", *options, "--mobile", "0470 12 34 56 (fille)")
    assert "qvax reservist contact 1 --contact-name NAME" in done.err
    assert cli.json("reservist", "show", 1)["reservist"]["mobile"] == "+32470123456"
