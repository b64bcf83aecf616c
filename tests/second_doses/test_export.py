"""`qvax handoff`: everybody vaccinated counts in one export, and nobody is lost on the way to it."""

import csv
import io
import json
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from qvax_cli.errors import DatabaseFailure
from qvax_cli.store import handoffs
from tests.conftest import Cli
from tests.second_doses.conftest import vaccinate

DAY = 24 * 60


def read(file: Path) -> list[dict[str, str]]:
    """The rows of a list, as Excel reads it."""
    with file.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def codes_in(text: str) -> list[str]:
    return [row["hand_over"] for row in csv.DictReader(io.StringIO(text))]


def waits(cli: Cli) -> int:
    return int(cli.json("handoff", "list")["waiting"])


def test_a_list_is_in_the_order_of_names_whatever_their_accents_and_case(cli: Cli, tmp_path: Path) -> None:
    for number, name in enumerate(("Zoé", "émile", "Anne", "Eva")):
        cli.register(f"{1930 + number}-01-01", name, email=f"p{number}@example.org")
    offer = cli.json("offer", "--center", "namur", "--doses", 4, "--vaccine", "Pfizer", "--lot", "EM0477")["offer"]
    assert offer["lot"] == "EM0477"
    for code in cli.codes().values():
        cli("respond", code, "yes")
        cli("vaccinated", code)
    file = tmp_path / "list.csv"
    cli("handoff", "export", file)
    rows = read(file)
    assert [row["first_name"] for row in rows] == ["Anne", "émile", "Eva", "Zoé"]
    assert {(row["vaccine"], row["lot"], row["vaccinated_at"]) for row in rows} == {
        ("Pfizer", "EM0477", "2021-04-06T15:40:00Z")
    }
    assert file.read_bytes().startswith(b"\xef\xbb\xbf"), "Excel needs the mark to read accents"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_cells_that_a_spreadsheet_would_run_are_text(cli: Cli, tmp_path: Path) -> None:
    vaccinate(cli, 1, "--vaccine", "=HYPERLINK(0)", "--lot", "@SUM(1)", email="+x@example.org", mobile="0470123456")
    cli("handoff", "export", tmp_path / "list.csv")
    (row,) = read(tmp_path / "list.csv")
    assert (row["vaccine"], row["lot"], row["email"]) == ("'=HYPERLINK(0)", "'@SUM(1)", "'+x@example.org")
    assert row["mobile"] == "+32470123456"


@pytest.mark.usefixtures("waiting")
def test_exports_are_listed_and_written_again(cli: Cli, tmp_path: Path) -> None:
    assert cli.json("handoff", "list") == {"exports": [], "waiting": 3}
    cli("handoff", "export", tmp_path / "first.csv")
    listed = {"batch": 1, "people": 3, "erased": 0, "exported_at": "2021-04-06T15:40:00Z"}
    assert cli.json("handoff", "list") == {"exports": [listed], "waiting": 0}
    cli("handoff", "export", "--again", 1, tmp_path / "copy.csv")
    assert (tmp_path / "copy.csv").read_bytes() == (tmp_path / "first.csv").read_bytes()
    assert cli.json("handoff", "list")["exports"] == [listed]
    assert cli("--json", "handoff", "export", "--again", 2, code=3).error["cause"] == "no_such_export"
    assert "06/04/2021 17:40" in cli("handoff", "list").out


def test_an_export_written_again_says_whose_data_are_gone(cli: Cli, waiting: list[str], tmp_path: Path) -> None:
    cli("handoff", "export", tmp_path / "first.csv")
    cli("reservist", "forget", 1, "--yes")
    done = cli("handoff", "export", "--again", 1, tmp_path / "copy.csv", code=5)
    assert "The data of 1 person of this export have been erased" in done.err
    assert {row["hand_over"] for row in read(tmp_path / "copy.csv")} == set(waiting[1:])


def test_an_empty_export_takes_no_number(cli: Cli, tmp_path: Path) -> None:
    done = cli.json("handoff", "export", tmp_path / "empty.csv")
    assert (done["batch"], done["exported"]) == (None, 0)
    assert read(tmp_path / "empty.csv") == []
    vaccinate(cli, 1)
    assert cli.json("handoff", "export", tmp_path / "first.csv")["batch"] == 1


def test_somebody_erased_on_request_is_in_no_export_and_takes_no_number(cli: Cli) -> None:
    vaccinate(cli, 1)
    cli("reservist", "forget", 1, "--yes")
    assert cli.json("handoff", "list") == {"exports": [], "waiting": 0}
    assert cli.json("handoff", "export")["batch"] is None


def test_r22_who_waits_for_an_export_is_not_erased_by_retention(cli: Cli, waiting: list[str], tmp_path: Path) -> None:
    cli.pass_minutes(31 * DAY)
    foreseen = cli.json("cleanup", "--dry-run", code=5)
    swept = cli("cleanup", "--json", code=5)
    assert (swept.data["erased"], swept.data["kept"]) == (0, 3)
    assert foreseen == swept.data
    assert "qvax handoff export FILE" in swept.err
    cli("handoff", "export", tmp_path / "late.csv")
    assert {row["hand_over"] for row in read(tmp_path / "late.csv")} == set(waiting)
    swept = cli("cleanup", "--json")
    assert (swept.data["erased"], "kept" in swept.data) == (3, False)


_PROGRAM = "import sys; sys.argv[0] = 'qvax'; from qvax_cli.__main__ import main; main()"


def _shell(cli: Cli, script: str, *words: str) -> "subprocess.CompletedProcess[str]":
    """A command as somebody types it: `qvax handoff export` with whatever the script puts around "$@"."""
    environ = {
        "PATH": "/usr/bin:/bin",
        "HOME": str(cli.db.parent),
        "QVAX_DB": str(cli.database),
        "QVAX_NOW": "2021-04-06T17:41",
    }
    command = [sys.executable, "-c", _PROGRAM, *words, "handoff", "export"]
    return subprocess.run(
        ["bash", "-o", "pipefail", "-c", script, "bash", *command],
        env=environ, capture_output=True, text=True, check=False, timeout=60, cwd=Path(__file__).parents[2],
    )  # fmt: skip


@pytest.mark.parametrize(
    "script", ['"$@" >&-', '"$@" > /dev/full', '"$@" | true', '"$@" | sleep 1', '"$@" > /proc/version']
)
@pytest.mark.parametrize("words", [[], ["--json"]])
def test_who_could_not_be_written_down_waits_on(cli: Cli, waiting: list[str], script: str, words: list[str]) -> None:
    done = _shell(cli, script, *words)
    assert done.returncode != 0, (done.stdout, done.stderr)
    assert "Traceback" not in done.stderr
    assert waits(cli) == 3
    assert sorted(codes_in(cli("handoff", "export").out)) == sorted(waiting)


@pytest.mark.parametrize("words", [[], ["--json"]])
def test_a_reader_that_takes_all_has_the_list(cli: Cli, waiting: list[str], words: list[str]) -> None:
    done = _shell(cli, '"$@" | (sleep 0.3; cat)', *words)
    assert done.returncode == 0, done.stderr
    named: Any = json.loads(done.stdout)["people"] if words else csv.DictReader(io.StringIO(done.stdout))
    assert sorted(row["hand_over"] for row in named) == sorted(waiting)
    assert waits(cli) == 0


def test_a_head_that_stops_early_loses_nobody(cli: Cli, waiting: list[str]) -> None:
    _shell(cli, '"$@" | head -n 1')
    listed = cli.json("handoff", "list")
    text = cli("handoff", "export", *(["--again", 1] if not listed["waiting"] else [])).out
    assert sorted(codes_in(text)) == sorted(waiting)


@pytest.mark.usefixtures("waiting")
def test_a_file_that_cannot_be_written_changes_nothing(cli: Cli, tmp_path: Path) -> None:
    for name in ("no/such/folder.csv", "x" * 300):
        cli("handoff", "export", tmp_path / name, code=2)
    cli("handoff", "export", "/dev/full", code=2)
    (tmp_path / "there.csv").write_text("")
    cli("handoff", "export", tmp_path / "there.csv", code=4)
    assert waits(cli) == 3
    assert cli.json("handoff", "export", tmp_path / "list.csv")["batch"] == 1


@pytest.mark.usefixtures("waiting")
def test_a_list_that_was_written_and_could_not_be_noted_says_so(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise DatabaseFailure("the disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(handoffs, "finish", full)
        done = cli("--json", "handoff", "export", tmp_path / "list.csv", code=5)
    assert "was written" in done.error["message"]
    assert len(read(tmp_path / "list.csv")) == 3
    assert cli.json("handoff", "export", tmp_path / "again.csv")["exported"] == 3
