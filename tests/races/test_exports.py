"""The second-dose list, by several at once and killed at any point: everybody counts once, and nobody is lost."""

import csv
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.conftest import machine
from tests.races.places import again, folder
from tests.races.processes import Crowd
from tests.races.test_kill import died_or_ended
from tests.second_doses.conftest import vaccinate


def _codes(lines: Iterable[str]) -> list[str]:
    return sorted(row["hand_over"] for row in csv.DictReader(lines))


def test_two_exports_to_one_file_at_once_lose_nobody(place: Path, crowd: Crowd) -> None:
    cli = machine(place)
    codes = vaccinate(cli, 3)
    file = place / "same.csv"
    done = crowd.at_once(cli.db, [(cli.now, ["handoff", "export", file])] * 8)
    assert sorted(one.code for one in done) == [0] + [4] * 7
    assert _codes(file.read_text("utf-8-sig").splitlines()) == sorted(codes)
    assert cli.json("handoff", "list")["waiting"] == 0
    assert [one["people"] for one in cli.json("handoff", "list")["exports"]] == [3]


@pytest.mark.parametrize("words", [["--format", "csv"], ["--format", "fhir"]])
def test_an_export_killed_at_any_point_loses_nobody_and_leaves_no_half_of_a_file(place: Path, words: list[str]) -> None:
    cli = machine(place)
    codes = sorted(vaccinate(cli, 2))
    with folder() as spot:
        deadly, ended = 1, False
        while not ended:
            twin = again(cli, spot / str(deadly))
            file = twin.db.with_name("list")
            ended = died_or_ended(twin, ["handoff", "export", file, *words], deadly) is not None
            left = {path.name for path in twin.db.parent.iterdir() if "list" in path.name or "unfinished" in path.name}
            assert left in (set(), {"list"})
            listed = twin.json("handoff", "list")
            if not left:
                assert listed["waiting"] == 2
            again_named = _codes(twin("handoff", "export").out.splitlines())
            assert again_named == (codes if listed["waiting"] else [])
            assert [one["batch"] for one in twin.json("handoff", "list")["exports"]] == [1]
            deadly += 1
    assert deadly > 20
