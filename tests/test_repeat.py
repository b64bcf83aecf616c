"""A week that repeats: windows of the coming week are made from it, until silence ends it (R8, R18)."""

from pathlib import Path

import pytest

from qvax_cli.rules.complaint import Complaint, Unreadable
from qvax_cli.rules.local_time import local, parse_moment
from qvax_cli.rules.week import made, parse_week, week_text
from tests.conftest import Cli
from tests.databases import opened

A_DAY = 24 * 60
NISS = "31051700178"


def starts(cli: Cli, person: int) -> list[str]:
    """When the windows of somebody begin."""
    windows = cli.json("availability", "show", person)["windows"]
    return [f"{local(parse_moment(one['start'], 0, 'start')):%a %d %H:%M}" for one in windows]


def week(cli: Cli, person: int) -> list[str]:
    return list(cli.json("availability", "show", person)["repeat"])


@pytest.mark.parametrize(
    ("text", "means"),
    [
        ("tue thu 17:00-20:00", "tue 17:00-20:00|thu 17:00-20:00"),
        ("mardi et jeudi de 17h à 20h", "tue 17:00-20:00|thu 17:00-20:00"),
        ("di 17:00-20:00", None),
        ("zaterdag, zondag 9u-12u30", "sat 09:00-12:30|sun 09:00-12:30"),
        ("Freitag 22:00-02:00", "fri 22:00-02:00"),
        ("mon 9:00-24:00", "mon 09:00-24:00"),
        ("tue 17:00-20:00 thu", None),
        ("17:00-20:00", None),
        ("today 17:00-20:00", None),
        ("tue 2021-04-06T17:00/19:00", None),
        ("tue 20:00-17:00", None),
        ("tue 17:00-17:10", None),
        ("tue", None),
        ("", None),
    ],
)
def test_a_week_is_read_in_any_of_the_languages(text: str, means: str | None) -> None:
    if means is None:
        with pytest.raises((Complaint, Unreadable)):
            parse_week([text])
    else:
        assert week_text(parse_week([text])) == means
        assert parse_week(means.split("|")) == parse_week([text])


def test_hours_that_touch_are_one() -> None:
    assert week_text(parse_week(["tue 9:00-12:00", "tue 12:00-14:00", "tue 10:00-11:00"])) == "tue 09:00-14:00"


def test_the_clock_on_the_wall_counts_on_the_nights_when_it_is_changed() -> None:
    nights = parse_week(["sun 1:00-4:00"])
    spring, autumn = (parse_moment(text, 0, "now") for text in ("2021-03-27T12:00", "2021-10-30T12:00"))
    lengths = [window.end - window.start for at in (spring, autumn) for window in made(nights, at, at + 86_400)]
    assert lengths == [2 * 3600, 4 * 3600]
    left_out = parse_week(["sun 2:00-3:00"])
    assert not made(left_out, spring, spring + 86_400)


def test_windows_of_the_coming_week_are_there_at_once_and_go_on_with_every_poll(cli: Cli) -> None:
    person = cli.register("1940-05-17", available="today 20:00-21:00")
    cli("availability", "repeat", person, "tue thu 17:00-20:00")
    assert starts(cli, person) == ["Tue 06 17:00", "Thu 08 17:00", "Tue 13 17:00"]
    for _ in range(7):
        cli.pass_minutes(A_DAY)
        cli("poll")
    assert starts(cli, person)[-2:] == ["Thu 15 17:00", "Tue 20 17:00"]
    assert [one["what"] for one in cli.json("log", "--person", person)["events"]] == [
        "registered",
        "repeat set",
        "windows repeated",
        "windows repeated",
    ]


def test_cleanup_makes_them_too_and_a_dry_run_makes_none(cli: Cli) -> None:
    person = cli.register("1940-05-17", available=None, repeat="thu 17:00-20:00")
    assert starts(cli, person) == ["Thu 08 17:00"]
    cli.pass_minutes(3 * A_DAY)
    cli("cleanup", "--dry-run")
    assert starts(cli, person) == ["Thu 08 17:00"]
    cli("cleanup")
    assert starts(cli, person) == ["Thu 15 17:00"]


def test_a_day_that_was_taken_out_by_hand_is_not_made_again(cli: Cli) -> None:
    person = cli.register("1940-05-17", available=None, repeat="thu 17:00-20:00")
    cli("availability", "clear", person)
    cli("poll")
    assert starts(cli, person) == []
    cli.pass_minutes(2 * A_DAY)
    cli("poll")
    assert starts(cli, person) == ["Thu 15 17:00"]


def test_another_week_takes_the_place_of_the_one_before_and_clear_ends_it(cli: Cli) -> None:
    person = cli.register("1940-05-17", available="today 20:00-21:00", repeat="thu 17:00-20:00")
    cli("availability", "repeat", person, "fri 9:00-12:00", "sat 9:00-12:00")
    assert starts(cli, person) == ["Tue 06 20:00", "Fri 09 09:00", "Sat 10 09:00"]
    assert week(cli, person) == ["fri 09:00-12:00", "sat 09:00-12:00"]
    assert "Fri 09:00-12:00, Sat 09:00-12:00" in cli("reservist", "show", person).out
    cli("availability", "repeat", person, "--clear")
    assert starts(cli, person) == ["Tue 06 20:00"]
    assert week(cli, person) == []


def test_r18_silence_ends_the_week_until_it_is_set_anew(cli: Cli) -> None:
    person = cli.register("1940-05-17", available=None, repeat="tue 17:00-21:00")
    cli("offer", "--center", "namur", "--doses", 1)
    cli.pass_minutes(31)
    cli("poll", code=None)
    assert cli.states() == {"Ann": "expired"}
    assert week(cli, person) == []
    assert "ended, no answer came" in cli("reservist", "show", person).out
    cli.pass_minutes(7 * A_DAY)
    cli("poll", code=None)
    assert starts(cli, person) == []
    cli("availability", "repeat", person, "tue 17:00-21:00")
    assert week(cli, person) == ["tue 17:00-21:00"]
    assert starts(cli, person) == ["Tue 13 17:00", "Tue 20 17:00"]
    assert cli.json("audit")["faults"] == []


def test_a_week_goes_on_when_the_answer_had_come_in_time(cli: Cli) -> None:
    person = cli.register("1940-05-17", available=None, repeat="tue 17:00-21:00")
    cli("offer", "--center", "namur", "--doses", 1)
    cli.pass_minutes(31)
    cli("poll", code=None)
    cli.reply(cli.codes()["Ann"], "Non", received=cli.now - 600)
    cli("poll", code=None)
    assert week(cli, person) == ["tue 17:00-21:00"]
    assert starts(cli, person) == ["Tue 06 17:00", "Tue 13 17:00"]


def test_a_no_show_that_is_taken_back_has_ended_nothing(cli: Cli) -> None:
    person = cli.register("1940-05-17", available=None, repeat="tue 17:00-21:00")
    cli("offer", "--center", "namur", "--doses", 1)
    code = cli.codes()["Ann"]
    cli("respond", code, "yes")
    cli("no-show", code, code=None)
    assert week(cli, person) == []
    cli("undo", code, code=None)
    assert week(cli, person) == ["tue 17:00-21:00"]
    assert cli.json("audit")["faults"] == []


def test_an_import_brings_a_week_and_the_same_file_again_changes_nothing(cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text(
        "niss;last_name;first_name;email;center;available;Chaque semaine\n"
        f"{NISS};Dubois;Jeanne;jeanne@example.org;namur;2021-04-06T20:00/21:00;mardi jeudi 17h-20h\n"
    )
    assert cli.json("import", file)["added"] == 1
    assert starts(cli, 1) == ["Tue 06 17:00", "Thu 08 17:00", "Tue 13 17:00"]
    assert cli.json("import", file)["unchanged"] == 1
    cli.pass_minutes(A_DAY)
    cli("poll")
    file.write_text(file.read_text().replace("mardi jeudi", "vendredi"))
    assert cli.json("import", file)["updated"] == 1
    assert week(cli, 1) == ["fri 17:00-20:00"]
    file.write_text(file.read_text().replace("vendredi 17h-20h", "parfois"))
    assert cli.json("import", file, code=5)["rejects"][0]["field"] == "repeat"


def test_the_same_file_again_does_not_set_a_week_anew_that_silence_has_ended(cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    row = f"{NISS};Dubois;Jeanne;jeanne@example.org;namur;tue 17:00-21:00\n"
    file.write_text(f"niss;last_name;first_name;email;center;repeat\n{row}")
    cli("import", file)
    cli("offer", "--center", "namur", "--doses", 1)
    cli.pass_minutes(31)
    cli("poll", code=None)
    assert cli.json("import", file)["unchanged"] == 1
    assert week(cli, 1) == []


def test_windows_from_a_week_that_had_ended_are_a_fault_for_the_audit(cli: Cli) -> None:
    cli.register("1940-05-17", available=None, repeat="tue 17:00-21:00")
    cli("offer", "--center", "namur", "--doses", 1)
    cli.pass_minutes(31)
    cli("poll", code=None)
    with opened(cli.database) as conn:
        conn.execute("UPDATE repeats SET ended_by = NULL")
    cli.pass_minutes(7 * A_DAY)
    cli("poll", code=None)
    found = cli.json("audit", code=4)["faults"]
    assert ("R18", 1) in {(one["rule"], one["reservist"]) for one in found}


def test_whoever_is_erased_has_no_week_left(cli: Cli) -> None:
    person = cli.register("1940-05-17", available=None, repeat="tue 17:00-21:00")
    cli("reservist", "forget", person, "--yes")
    with opened(cli.database) as conn:
        assert conn.execute("SELECT count(*) FROM repeats").fetchone() == (0,)


def test_what_is_no_week_changes_nothing(cli: Cli) -> None:
    person = cli.register("1940-05-17", available=None, repeat="tue 17:00-21:00")
    assert "tue thu 17:00-20:00" in cli("availability", "repeat", person, "sometimes", code=2).err
    cli("availability", "repeat", person, "tue 17:00-17:10", code=4)
    cli("availability", "repeat", person, "tue 17:00-20:00", "--clear", code=2)
    assert week(cli, person) == ["tue 17:00-21:00"]
