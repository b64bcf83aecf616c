"""Twelve lists as practices and town halls send them: each goes in, or is answered so that one repair is enough."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from qvax_cli.rules.national_number import make
from tests.conftest import Cli
from tests.imports.workbooks import Cell, ods, xlsx

NUMBERS = [make(date(1930 + year, 1 + year % 12, 1 + year), 100 + year) for year in range(12)]
DOTTED = [f"{n[:2]}.{n[2:4]}.{n[4:6]}-{n[6:9]}.{n[9:]}" for n in NUMBERS]
YOUNG = make(date(2000, 3, 7), 45)


def reject(report: Any, line: int) -> str:
    (found,) = [one["reason"] for one in report["rejects"] if one["line"] == line]
    return str(found)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "lists").mkdir()
    return tmp_path / "lists"


def test_01_a_workbook_of_excel_with_numbers_as_numbers(cli: Cli, folder: Path) -> None:
    titles: list[Cell] = ["INSZ", "Naam", "Voornaam", "Geboortedatum", "GSM", "Centrum"]
    rows: list[list[Cell]] = [
        [int(NUMBERS[n]), "Peeters", f"Jan {n}", date(1930 + n, 1 + n % 12, 1 + n), 470123400 + n, "Gent"]
        for n in range(4)
    ]
    rows.append([int(YOUNG), "Maes", "Lien", date(2000, 3, 7), "0470/12.34.99", "gent"])
    report = cli.json("import", xlsx(folder / "lijst.xlsx", {"Blad1": [titles, *rows]}))
    assert (report["added"], report["rejected"], report["without_window"]) == (5, 0, 5)


def test_02_a_sheet_of_libreoffice(cli: Cli, folder: Path) -> None:
    rows: list[list[Cell]] = [
        ["N° national", "Nom", "Prénom", "Courriel", "Centre"], [DOTTED[0], "Noël", "Zoé", "z@example.org", "Namur"],
    ]  # fmt: skip
    assert cli.json("import", ods(folder / "liste.ods", {"Feuille1": rows}))["added"] == 1


def test_03_a_list_in_windows_1252_without_a_center_asks_for_one(cli: Cli, folder: Path) -> None:
    file = folder / "lijst.csv"
    titles = "Rijksregisternummer;Naam;Voornaam;GSM;E-mail;Geboortedatum"
    text = f"{titles}\r\n{DOTTED[0]};Desmedt;Zoë;0470123456;;01/01/1930\r\n"
    file.write_bytes(text.encode("cp1252"))
    error = cli("--json", "import", file, code=2).error
    assert "lacks the column center" in error["message"]
    assert "--center CODE" in error["hint"]
    assert cli.json("import", file, "--center", "gent")["added"] == 1


def test_04_both_names_in_one_column_beside_telephones_at_home(cli: Cli, folder: Path) -> None:
    file = folder / "liste.csv"
    file.write_text(
        "N° national;Nom et prénom;Téléphone;Courriel;Centre\n"
        f"{DOTTED[0]};DUPONT Jean-Pierre;081 22 33 44;jp@example.org;namur\n"
        f"{DOTTED[1]};Marie de la Tour;0470 12 34 56;;namur\n"
        f"{DOTTED[2]};Lambert Claude;0470 12 34 57;;namur\n"
        f"{DOTTED[3]};LEROY Anne;;;namur\n"
    )
    report = cli.json("import", file, code=5)
    assert (report["added"], report["rejected"]) == (1, 3)
    assert "landline" in reject(report, 2)
    assert "one column holds both names" in reject(report, 4)
    assert "neither an e-mail address nor a mobile" in reject(report, 5)


def test_05_columns_that_nobody_asked_for_empty_lines_and_a_total(cli: Cli, folder: Path) -> None:
    file = folder / "lijst.csv"
    file.write_text(
        "Nr;INSZ;Naam;Voornaam;E-mail;Centrum;Opmerking\n"
        f"1;{DOTTED[0]};Maes;An;an@example.org;gent;diabetes\n\n;;;;;;\n"
        f"2;{DOTTED[1]};Wouters;Jo;jo@example.org;gent;\n"
        ";Totaal;2;;;;\n"
    )
    report = cli.json("import", file, code=5)
    assert (report["rows"], report["added"]) == (3, 2)
    assert report["rejects"] == [
        {"line": 6, "field": "row", "reason": "no person: a total, a title or a remark (leave the line out)"}
    ]
    assert report["notices"] == ["these columns are not used: “Nr”, “Opmerking”"]


def test_06_a_title_above_the_header(cli: Cli, folder: Path) -> None:
    file = folder / "liste.csv"
    file.write_text(
        "Liste de réserve – cabinet du Dr Simon – 04/2021;;;;\n;;;;\nNISS;Nom;Prénom;Courriel;Centre\n"
        f"{DOTTED[0]};Simon;Luc;luc@example.org;namur\n"
    )
    report = cli.json("import", file)
    assert report["added"] == 1
    assert report["notices"] == ["the header is in line 3; what stands above it was not read"]


def test_07_what_spreadsheets_do_to_values(cli: Cli, folder: Path) -> None:
    file, rejects = folder / "liste.csv", folder / "wrong.csv"
    rows = [
        f"{YOUNG.lstrip('0')};Petit;Léa;0470123456;07/03/2000",
        "8,5073E+10;Petit;Luc;0470123456;",
        f"{DOTTED[1]};Petit;Ann;4,70123E+08;",
        f"{DOTTED[2]};#N/A;Ann;0470123456;",
        f"{DOTTED[3]};NULL;Ann;0470123456;",
        f"{DOTTED[4]};Petit;FranÃ§oise;0470123456;",
        f"{DOTTED[5]};Petit;Ann;'+32470123456;1935-06-06 00:00:00",
        f"\u202a{DOTTED[6]}\u202c;Petit;Ann;\u2066+32 470 12 34 56\u2069;",
        f"{NUMBERS[7]};Petit;Ann;=HYPERLINK(0);14000",
    ]
    file.write_text("\n".join(["NISS;Nom;Prénom;GSM;Date de naissance", *rows, "\x1a"]))
    report = cli.json("import", file, "--center", "namur", "--rejects", rejects, code=5)
    assert (report["rows"], report["added"], report["rejected"]) == (9, 3, 6)
    assert "spreadsheet" in reject(report, 3)
    assert "day number, which is how a spreadsheet keeps dates" in reject(report, 10)
    kept = rejects.read_text("utf-8-sig")
    assert f"{DOTTED[7]};Petit;Ann;'=HYPERLINK(0);14000" in kept
    assert kept.count("\n") == 7


def test_08_month_and_day_exchanged_words_for_days_and_the_same_person_twice(cli: Cli, folder: Path) -> None:
    number = make(date(1947, 12, 25), 77)
    file = folder / "lijst.csv"
    file.write_text(
        "niss;naam;voornaam;e-mail;geboortedatum;centrum;beschikbaar\n"
        f"{number};Claes;An;an@example.org;12/25/1947;gent;\n"
        f"{DOTTED[1]};Claes;Jo;jo@example.org;;gent;elke avond\n"
        f"{DOTTED[2]};Claes;Lo;lo@example.org;;gent;today 18:00-20:00\n"
        f"{NUMBERS[2]};Claes;Lo;lo2@example.org;;gent;today 18:00-20:00\n"
    )
    report = cli.json("import", file, code=5)
    assert "month and day exchanged? The number says 25/12/1947" in reject(report, 2)
    assert "the window" in reject(report, 3)
    assert (report["added"], report["unchanged"], report["passed_over"]) == (1, 1, 1)
    assert "line 4 and line 5" in report["notices"][0]
    again = cli.json("import", file, code=5)
    assert (again["added"], again["updated"], again["unchanged"]) == (0, 0, 2)


def test_09_a_title_with_a_line_break_and_another_telephone(cli: Cli, folder: Path) -> None:
    file = folder / "lijst.csv"
    file.write_text(
        '"Rijksregister-\nnummer";Naam;Voornaam;GSM nummer;Telefoon thuis;Centrum\n'
        f"{DOTTED[0]};Maes;An;0470 12 34 56;09 222 33 44;gent\n"
    )
    report = cli.json("import", file)
    assert (report["added"], report["notices"]) == (1, ["this column is not used: “Telefoon thuis”"])


def test_10_no_header_at_all_is_a_sentence_with_an_example(cli: Cli, folder: Path) -> None:
    file = folder / "liste.csv"
    file.write_text(f"{DOTTED[0]};Maes;An;an@example.org;gent\n{DOTTED[1]};Maes;Jo;jo@example.org;gent\n")
    error = cli("--json", "import", file, code=2).error
    assert "has no header line" in error["message"]
    assert "niss, last_name, first_name" in error["hint"]


def test_11_utf_16_with_tabs_and_both_names_in_one_column(cli: Cli, folder: Path) -> None:
    file = folder / "lijst.txt"
    rows = [
        f"{DOTTED[n]}\t{name}\tx{n}@example.org\tgent"
        for n, name in enumerate(("MAES An", "Jo Van Acker", "De Wit, Lo"))
    ]
    file.write_bytes("\r\n".join(["INSZ\tNaam en voornaam\tE-mail\tCentrum", *rows]).encode("utf-16"))
    assert cli.json("import", file)["added"] == 3
    names = {one["name"] for one in cli.json("reservist", "list")["reservists"]}
    assert names == {"An MAES", "Jo Van Acker", "Lo De Wit"}


def test_12_a_header_in_the_middle_a_count_and_the_day_of_printing(cli: Cli, folder: Path) -> None:
    header = "INSZ;Naam;Voornaam;E-mail;Centrum;Taal"
    file = folder / "lijst.csv"
    filled = [";;;;gent;nl"] * 200
    file.write_text(
        "\n".join([
            header,
            f"{DOTTED[0]};Maes;An;an@example.org;gent;nl",
            header.upper(),
            f"{DOTTED[1]};Maes;Jo;jo@example.org;gent;nl",
            "Aantal: 2;;;;;",
            "Afgedrukt op 06/04/2021 om 17:12;;;;gent;",
            "Totaal;2;;;;",
            *filled,
        ])
    )  # fmt: skip
    report = cli.json("import", file, code=5)
    assert (report["rows"], report["added"], report["rejected"]) == (6, 2, 4)
    assert {one["reason"].split(" (")[0] for one in report["rejects"]} == {
        "no person: the header once more", "no person: a total, a title or a remark",
    }  # fmt: skip
    assert report["notices"] == ["200 rows hold nobody and were left out: only a center or the like was filled down"]


def test_several_lists_go_in_at_once_and_a_reject_is_named_with_its_list(cli: Cli, folder: Path) -> None:
    one, two, rejects = folder / "een.csv", folder / "deux.xlsx", folder / "wrong.csv"
    one.write_text(
        "INSZ;Naam;Voornaam;E-mail;Centrum;Opmerking\n"
        f"{DOTTED[0]};Maes;An;an@example.org;gent;x\n{DOTTED[1]};Maes;Jo;jo@;gent;y\n"
    )
    rows: list[list[Cell]] = [
        ["Nom", "Prénom", "NISS", "Courriel", "Centre"],
        ["Petit", "Luc", int(NUMBERS[2]), "luc@example.org", "atlantis"],
        ["Maes", "An", int(NUMBERS[0]), "an.maes@example.org", "namur"],
    ]
    report = cli.json("import", one, xlsx(two, {"A": rows}), "--rejects", rejects, code=5)
    assert (report["rows"], report["added"], report["unchanged"], report["rejected"]) == (4, 1, 1, 2)
    assert [(r["file"], r["line"], r["field"]) for r in report["rejects"]] == [
        ("een.csv", 3, "email"), ("deux.xlsx", 2, "center"),
    ]  # fmt: skip
    assert report["notices"][-1].endswith("the last row counts: een.csv, line 2 and deux.xlsx, line 3")
    assert [r["center"] for r in cli.json("reservist", "list")["reservists"]] == ["namur"]
    text = rejects.read_text("utf-8-sig")
    assert text.splitlines()[0] == "file;line;field;reason;INSZ;Naam;Voornaam;E-mail;Centrum;Opmerking"
    rejects.write_text(text.replace("jo@;", "jo@example.org;").replace("atlantis", "namur"), "utf-8-sig")
    repaired = cli.json("import", rejects)
    assert (repaired["added"], repaired["notices"]) == (2, ["this column is not used: “Opmerking”"])


def test_one_list_that_cannot_be_read_stops_all_before_anything_is_changed(cli: Cli, folder: Path) -> None:
    good, bad = folder / "good.csv", folder / "bad.csv"
    good.write_text(f"niss;naam;voornaam;e-mail;centrum\n{DOTTED[0]};Maes;An;an@example.org;gent\n")
    bad.write_text("nothing of the kind\n")
    assert "bad.csv" in cli("--json", "import", good, bad, code=2).error["message"]
    assert cli.json("reservist", "list")["reservists"] == []


def test_two_lists_of_one_name_are_told_apart_by_their_folders(cli: Cli, folder: Path) -> None:
    text = "niss;naam;voornaam;e-mail;centrum\n{};Maes;An;{};gent\n"
    for number, where in enumerate(("a", "b")):
        (folder / where).mkdir()
        (folder / where / "list.csv").write_text(text.format(DOTTED[number], "nobody"))
    files = [folder / "a" / "list.csv", folder / "b" / "list.csv"]
    report = cli.json("import", *files, "--rejects", folder / "wrong.csv", code=5)
    assert [one["file"] for one in report["rejects"]] == [str(file) for file in files]
    assert len((folder / "wrong.csv").read_text("utf-8-sig").splitlines()) == 3


def test_strict_names_the_file_of_the_rows_to_repair_and_changes_nothing(cli: Cli, folder: Path) -> None:
    file, rejects = folder / "lijst.csv", folder / "wrong.csv"
    file.write_text(
        f"niss;naam;voornaam;e-mail;centrum\n{DOTTED[0]};Maes;An;nobody;gent\n{DOTTED[1]};Maes;Jo;jo@example.org;gent\n"
    )
    done = cli("import", file, "--strict", "--rejects", rejects, code=4)
    assert f"1 row is in {rejects}: correct it there, then qvax import {rejects}" in done.err
    assert len(rejects.read_text("utf-8-sig").splitlines()) == 2
    assert "0 added" not in done.err
    assert cli.json("reservist", "list")["reservists"] == []


@pytest.mark.parametrize("language", ["fr", "nl", "de"])
def test_the_report_is_in_the_language_of_the_desk_and_names_what_repairs_all_of_it(
    cli: Cli, tmp_path: Path, language: str
) -> None:
    cli.environ["LANG"] = f"{language}_BE.UTF-8"
    file, rejects = tmp_path / "lijst.csv", tmp_path / "fout.csv"
    head = "Lijst van de praktijk\nniss;naam en voornaam;email;arts\n"
    rows = f"{cli.niss('1940-05-17')};Claude Martin;cm@example.org;Roi\n{cli.niss('1941-05-17')};MAES Jef;jef;Roi\n"
    file.write_text(f"{head}{rows}Totaal: 2;;;\n")
    said = cli("import", file, "--center", "namur", "--rejects", rejects, code=5)
    english = r"\b(?:line|lines|are|the|rows|added|rejected|address|out|there|correct|used)\b"
    assert not re.search(english, re.sub(r"\S*\.csv|qvax import", "", said.out + said.err), re.IGNORECASE), said
    assert f"qvax import {rejects} --center namur" in said.err
    assert "niss" in cli("import", file, code=2).err
    assert not re.search(english, re.sub(r"\S*\.csv", "", cli("import", file, code=2).err), re.IGNORECASE)
