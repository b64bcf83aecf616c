"""Workbooks are read directly: numbers whole, dates as dates, the right sheet, hidden rows said."""

import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from qvax_cli.errors import NotFound
from qvax_cli.imports.encoding import NotRegistrations
from qvax_cli.imports.source import find
from qvax_cli.rules.national_number import make
from tests.conftest import Cli
from tests.imports.workbooks import Cell, Sheets, ods, xlsx

TITLES: list[Cell] = ["Rijksregisternummer", "Naam", "Voornaam", "Geboortedatum", "GSM", "E-mail", "Centrum"]
OLD, YOUNG = make(date(1941, 3, 8), 122), make(date(2001, 11, 5), 77)
PEOPLE: list[list[Cell]] = [
    TITLES,
    [int(OLD), "Lefèbvre", "Andrée", date(1941, 3, 8), 470123456, "", "namur"],
    [int(YOUNG), "Noël & zoon", "Loïc", "05/11/2001", "0470 12 34 57", "loic@example.org", "Gent"],
]
MAKERS = [pytest.param(xlsx, id="xlsx"), pytest.param(ods, id="ods")]


@pytest.mark.parametrize("make_", MAKERS)
def test_numbers_are_whole_and_dates_are_dates(cli: Cli, tmp_path: Path, make_: Callable[..., Path]) -> None:
    file = make_(tmp_path / "list", {"Blad1": PEOPLE})
    report = cli.json("import", file)
    assert (report["rows"], report["added"], report["notices"]) == (2, 2, [])
    one, two = cli.json("reservist", "list", "--show-numbers")["reservists"]
    assert (one["number"], one["name"], one["birth_date"], one["mobile"]) == (
        OLD, "Andrée Lefèbvre", "1941-03-08", "+32470123456",
    )  # fmt: skip
    assert (two["number"], two["name"], two["center"]) == (YOUNG, "Loïc Noël & zoon", "gent")
    assert cli.json("import", file)["unchanged"] == 2


def test_an_old_xls_is_read_too(cli: Cli) -> None:
    """Its numbers are numbers, a lost zero and all, and its dates are dates; the people stand in the second sheet."""
    file = Path(__file__).parent / "files" / "list.xls"
    report = cli.json("import", file)
    assert (report["rows"], report["added"]) == (4, 4)
    assert report["notices"] == ["the sheet “Patients” was read, and not “Info”"]
    people = cli.json("reservist", "list")["reservists"]
    assert [(one["name"], one["birth_date"], one["mobile"]) for one in people] == [
        ("Marie Renard", "1940-05-17", "+32470123456"),
        ("Abdel Benali", "1941-05-17", "+32470123457"),
        ("Paul Caché", "1942-05-17", None),
        ("Chantal Noël", "1943-05-17", "+32470123459"),
    ]
    assert cli.json("import", file, "--sheet", "patients")["unchanged"] == 4
    assert "its sheets are “Info”, “Patients”" in cli("import", file, "--sheet", "Nope", code=2).err.replace(
        "Its", "its"
    )


def test_a_workbook_with_a_password_is_called_that(cli: Cli) -> None:
    file = Path(__file__).parent / "files" / "protected.xlsx"
    assert "is protected by a password" in cli("--json", "import", file, code=2).error["message"]


def test_a_line_of_the_report_is_the_row_of_the_sheet(cli: Cli, tmp_path: Path) -> None:
    wrong: list[Cell] = [int(OLD), "Peeters", "Jan", "", "", "nobody", "namur"]
    file = xlsx(tmp_path / "list.xlsx", {"A": [["Onze lijst"], [], TITLES, PEOPLE[1], [], wrong]})
    report = cli.json("import", file, code=5)
    assert [(one["line"], one["field"]) for one in report["rejects"]] == [(6, "email")]
    assert report["notices"] == ["the header is in line 3; what stands above it was not read"]


@pytest.mark.parametrize("make_", MAKERS)
def test_the_sheet_that_holds_people_is_found_and_the_others_are_named(
    cli: Cli, tmp_path: Path, make_: Callable[..., Path]
) -> None:
    sheets: Sheets = {"Uitleg": [["Lees mij"]], "Leden": PEOPLE, "Extra": [TITLES, PEOPLE[1]]}
    file = make_(tmp_path / "list", sheets)
    report = cli.json("import", file)
    assert report["added"] == 2
    assert report["notices"] == [
        "the sheet “Leden” was read, and not “Uitleg”, “Extra”; “Extra” holds people too: import it with --sheet"
    ]
    assert cli.json("import", file, "--sheet", "extra")["unchanged"] == 1
    assert cli.json("import", file, "--sheet", 2)["unchanged"] == 2
    assert (
        "its sheets are “Uitleg”, “Leden”, “Extra”"
        in cli("--json", "import", file, "--sheet", "x", code=2).error["hint"]
    )


def test_a_hidden_sheet_is_read_only_when_it_is_named(cli: Cli, tmp_path: Path) -> None:
    file = xlsx(
        tmp_path / "list.xlsx", {"Oud": [TITLES, PEOPLE[1]], "Nieuw": [TITLES, PEOPLE[2]]}, hidden_sheets=["Oud"]
    )
    assert cli.json("import", file)["notices"] == ["the sheet “Nieuw” was read, and not “Oud”"]
    assert cli.json("import", file, "--sheet", "Oud")["added"] == 1


@pytest.mark.parametrize("make_", MAKERS)
def test_rows_that_the_program_hides_are_read_and_said(cli: Cli, tmp_path: Path, make_: Callable[..., Path]) -> None:
    file = make_(tmp_path / "list", {"A & B": PEOPLE, "C": []}, hidden_rows=[3])
    report = cli.json("import", file, "--sheet", "A & B")
    assert report["added"] == 2
    assert report["notices"] == ["1 row is hidden in the sheet and read like the others: 3"]


def test_a_workbook_comes_by_a_pipe_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = xlsx(tmp_path / "list.xlsx", {"A": PEOPLE})
    with file.open(encoding="latin-1") as stdin:
        monkeypatch.setattr("sys.stdin", stdin)
        source = find("-")
        assert source.content is not None
        assert b"Lef\xc3\xa8bvre" in source.content.read()


def test_the_rejects_of_a_workbook_are_a_csv_that_can_be_repaired(cli: Cli, tmp_path: Path) -> None:
    wrong: list[Cell] = [int(YOUNG), "Peeters", "Jan", "", 470123456, "", "nowhere"]
    file, rejects = xlsx(tmp_path / "list.xlsx", {"A": [TITLES, wrong]}), tmp_path / "wrong.csv"
    words = cli("import", file, "--rejects", rejects, code=5).err
    assert f"1 row is in {rejects}: correct it there, then qvax import {rejects}" in words
    rejects.write_text(rejects.read_text("utf-8-sig").replace("nowhere", "namur"), "utf-8-sig")
    assert cli.json("import", rejects)["added"] == 1


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"PK\x03\x04....xl/workbook.xml", "is a damaged workbook or archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0", "cannot be read as a workbook"),
    ],
)
def test_what_is_no_workbook_is_refused_in_a_sentence(tmp_path: Path, content: bytes, words: str) -> None:
    file = tmp_path / "list.xlsx"
    file.write_bytes(content)
    with pytest.raises(NotRegistrations) as caught:
        find(file)
    assert words in caught.value.message


@pytest.mark.parametrize(
    ("members", "words"),
    [(["list.csv"], "is a zip archive, not a list"), (["word/document.xml"], "is a text document")],
)
def test_other_archives_are_refused_in_a_sentence(tmp_path: Path, members: list[str], words: str) -> None:
    file = tmp_path / "list.zip"
    with zipfile.ZipFile(file, "w") as archive:
        for member in members:
            archive.writestr(member, "x")
    with pytest.raises(NotRegistrations) as caught:
        find(file)
    assert words in caught.value.message


def test_a_csv_has_no_sheets_and_a_folder_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text("niss\n")
    with pytest.raises(NotRegistrations, match="no workbook"):
        find(tmp_path / "list.csv", "1")
    with pytest.raises(NotRegistrations, match="cannot be read"):
        find(tmp_path)
    with pytest.raises(NotFound):
        find(tmp_path / "none.xlsx")
