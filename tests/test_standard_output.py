"""A file named -: standard output where a command has it, and else refused before anything is done; never a file."""

from pathlib import Path

import pytest

from tests.conftest import Cli

INTO_A_FILE = [
    ["backup", "-"],
    ["audit", "--publish", "-"],
    ["stats", "--svg", "-"],
    ["sheet", "--html", "-"],
    ["import", "people.csv", "--rejects", "-"],
]


@pytest.fixture
def evening(cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Cli:
    """Somebody has had a dose; the folder in which commands are typed holds a list with a wrong row."""
    cli.people(2)
    cli("offer", "--center", "namur", "--doses", 1)
    cli("respond", cli.codes()["P0"], "yes")
    cli("vaccinated", cli.codes()["P0"])
    (folder := tmp_path / "here").mkdir()
    (folder / "people.csv").write_text(f"niss,last_name,first_name,center,email\n{cli.niss('1950-01-01')},A,,namur,\n")
    monkeypatch.chdir(folder)
    return cli


@pytest.mark.parametrize("words", INTO_A_FILE, ids=" ".join)
@pytest.mark.parametrize("as_json", [False, True])
def test_what_goes_into_a_file_is_not_written_to_standard_output_and_nothing_was_done(
    evening: Cli, words: list[str], as_json: bool
) -> None:
    before = evening.json("log")
    done = evening(*words, *["--json"] * as_json, code=2)
    assert "“-” means standard output" in done.err
    assert done.out == ""
    assert [file.name for file in Path().iterdir()] == ["people.csv"]
    assert evening.json("log") == before


def test_the_second_dose_list_named_so_goes_to_standard_output(evening: Cli) -> None:
    exported = evening("handoff", "export", "-").out
    assert "P0" in exported
    assert (
        evening("handoff", "export", "--again", 1, "-").out
        == exported
        == evening("handoff", "export", "--again", 1).out
    )
    assert evening.json("handoff", "export", "--again", 1, "-")["file"] is None
    assert [file.name for file in Path().iterdir()] == ["people.csv"]
