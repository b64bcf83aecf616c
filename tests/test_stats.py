"""`qvax stats` counts what a center asks at the end of a day."""

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.conftest import Cli
from tests.screens import AtTerminal


def test_a_day_is_counted(cli: Cli) -> None:
    cli.people(5)
    cli("offer", "--center", "namur", "--doses", 2)
    codes = cli.codes()
    cli.pass_minutes(4)
    cli("respond", codes["P0"], "yes")
    cli.pass_minutes(5)
    cli("respond", codes["P1"], "no")
    cli.pass_minutes(20)
    cli("respond", cli.codes()["P2"], "yes")
    cli("offer", "--center", "namur", "--doses", 1)
    cli.pass_minutes(200)
    cli("poll")
    (day,) = cli.json("stats")["days"]
    assert day == {
        "center": "namur",
        "day": "2021-04-06",
        "offers": 2,
        "doses": 3,
        "placed": 2,
        "lost": 1,
        "cancelled": 0,
        "open": 0,
        "asked": 4,
        "answered_within_5": 1,
        "answered_within_10": 2,
        "answered_within_30": 3,
        "minutes_to_fill": 29.0,
        "last_age": 89,
    }


def test_days_and_centers_can_be_chosen(cli: Cli) -> None:
    cli.people(1)
    cli("offer", "--center", "namur", "--doses", 1)
    assert cli.json("stats", "--center", "liege")["days"] == []
    cli.pass_minutes(24 * 60)
    assert cli.json("stats", "--since", "today")["days"] == []
    assert len(cli.json("stats", "--since", "2021-04-01")["days"]) == 1
    assert len(cli.json("stats", "--until", "06/04/2021", "--since", "06/04/2021")["days"]) == 1
    cli("stats", "--since", "2021-04-08", "--until", "2021-04-07", code=2)


def test_stats_are_csv_or_a_table_too(cli: Cli) -> None:
    cli.people(1)
    cli("offer", "--center", "namur", "--doses", 1)
    header, row = cli("stats", "--csv").out.splitlines()
    assert header.startswith("center,day,offers,doses,placed,lost")
    assert row.startswith("namur,2021-04-06,1,1,0,0")
    assert "Minutes to fill" in cli("stats").out
    assert cli("stats", "--center", "liege").out == ""


def test_without_a_day_the_last_one_with_an_offer_is_shown(cli: Cli) -> None:
    cli.people(1)
    cli("offer", "--center", "namur", "--doses", 1)
    cli.pass_minutes(3 * 24 * 60)
    assert [one["day"] for one in cli.json("stats")["days"]] == ["2021-04-06"]


@pytest.mark.parametrize("word", ["yesterday", "Hier", "gisteren", "gestern"])
def test_yesterday_is_a_day_in_every_language(cli: Cli, word: str) -> None:
    cli.people(1)
    cli("offer", "--center", "namur", "--doses", 1)
    cli.pass_minutes(24 * 60)
    (day,) = cli.json("stats", "--since", word, "--until", word)["days"]
    assert day["day"] == "2021-04-06"


def test_the_doses_add_up_also_where_an_offer_was_cancelled_or_goes_on(cli: Cli) -> None:
    cli.people(2)
    cli("offer", "--center", "namur", "--doses", 1)
    cli("respond", cli.codes()["P0"], "yes")
    cli("offer", "--center", "namur", "--doses", 3, code=5)
    cli("close", 2)
    cli("offer", "--center", "namur", "--doses", 2, code=None)
    (day,) = cli.json("stats")["days"]
    assert (day["doses"], day["placed"], day["lost"], day["cancelled"], day["open"]) == (6, 1, 0, 3, 2)


def _texts(picture: Path) -> list[str]:
    root = ElementTree.fromstring(picture.read_text("utf-8"))  # noqa: S314 – our own
    return [one.text or "" for one in root.iter("{http://www.w3.org/2000/svg}text")]


def test_the_day_and_the_month_are_drawn_as_one_picture_for_its_owner_alone(cli: Cli, tmp_path: Path) -> None:
    cli.people(4)
    cli("offer", "--center", "namur", "--doses", 3)
    cli.pass_minutes(7)
    cli("respond", cli.codes()["P0"], "yes")
    cli.pass_minutes(200)
    cli("poll")
    picture = tmp_path / "day.svg"
    assert cli("stats", "--center", "namur", "--svg", picture).err.endswith(f"Written to {picture}.\n")
    texts = _texts(picture)
    for text in ("Centre majeur Namur · 06/04/2021", "1 of 3 doses placed", "Placed: 1", "Lost: 2", "06/04"):
        assert text in texts
    assert picture.stat().st_mode & 0o777 == 0o600
    drawing = picture.read_text("utf-8")
    assert not re.search(r"<script|href|url\(|@import", drawing)
    assert "prefers-color-scheme: dark" in drawing


def test_a_picture_of_a_day_without_an_offer_is_empty_and_whole(cli: Cli, tmp_path: Path) -> None:
    cli("stats", "--svg", tmp_path / "none.svg")
    assert "0 of 0 doses placed" in _texts(tmp_path / "none.svg")


def test_a_picture_is_in_the_language_of_the_desk(cli: Cli, tmp_path: Path) -> None:
    cli.environ["LANG"] = "fr_BE.UTF-8"
    cli("stats", "--svg", tmp_path / "jour.svg")
    assert "Tous les centres · 06/04/2021" in _texts(tmp_path / "jour.svg")


def test_on_a_terminal_of_80_columns_nothing_is_cut(cli: Cli) -> None:
    cli.people(1)
    cli("offer", "--center", "namur", "--doses", 1)
    with AtTerminal(cli, "stats") as at:
        assert at.ends() == 0
        assert any("Minutes to fill" in line for line in at.screen.lines)
        assert any("Age of the last" in line and "90" in line for line in at.screen.lines)
    cli.pass_minutes(24 * 60)
    cli("offer", "--center", "namur", "--doses", 1, code=5)
    with AtTerminal(cli, "stats", "--since", "2021-04-06", environ={"QVAX_NOW": "2021-04-07T17:40"}) as at:
        assert at.ends() == 0
        assert "…" not in at.all
        assert any("2021-04-06" in line for line in at.screen.lines)
        assert any("2021-04-07" in line for line in at.screen.lines)
