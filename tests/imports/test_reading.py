"""The file of registrations: its encoding, header, rows and lines."""

import csv
import os
import sys
from pathlib import Path

import pytest

from qvax_cli.errors import NotFound
from qvax_cli.imports.encoding import HEAD, NotRegistrations
from qvax_cli.imports.rows import open_rows
from qvax_cli.registrations import COLUMNS
from qvax_cli.registrations.columns import column_of
from qvax_cli.rules.complaint import Complaint
from tests.imports.lists import (
    ANNE,
    GOOD,
    HEADER,
    LUC,
    read,
    refused,
    rows_of,
    wrong,
)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_separator_encoding_and_line_end_gives_the_same_people(separator: str, encoding: str, end: str) -> None:
    text = f"{HEADER}\n{GOOD}\n{LUC},Noël,Loïc,loic@example.org,namur\n"
    found, faults = read(text.replace(",", separator).replace("\n", end).encode(encoding))
    assert [(one.last_name, one.first_name) for one in found] == [("Lefèbvre", "Andrée"), ("Noël", "Loïc")]
    assert faults == []


def test_the_first_accent_of_windows_1252_may_stand_in_the_last_line_of_a_long_file() -> None:
    plain = GOOD.replace("è", "e").replace("é", "e")
    text = "\n".join([HEADER, *[plain] * 3000, GOOD])
    assert len(text) > 2 * HEAD
    found, faults = read(text.encode("cp1252"))
    assert (found[0].last_name, found[-1].last_name, faults) == ("Lefebvre", "Lefèbvre", [])


def test_a_file_of_both_encodings_is_read_line_by_line_as_it_is() -> None:
    found, _ = read(f"{HEADER}\n{GOOD}\n".encode() + GOOD.encode("cp1252"))
    assert [one.first_name for one in found] == ["Andrée", "Andrée"]


@pytest.mark.parametrize(
    "header",
    [
        "NISS;Nom;Prénom;Courriel;Centre",
        "numéro national;nom de famille;prénom;e-mail;centre de vaccination",
        "N° national;NOM;PRENOM;Adresse e-mail;CENTRE",
        "INSZ;Naam;Voornaam;E-mail;Centrum",
        "Rijksregisternummer;Achternaam;Voornaam;E-mailadres;Vaccinatiecentrum",
        "Nationalregisternummer;Nachname;Vorname;E-Mail;Zentrum",
        "national_number;surname;given name;mail;vaccination center",
        "\ufeffniss ; last-name;First Name*;email (facultatif);center code",
    ],
)
def test_headers_in_four_languages_are_understood(header: str) -> None:
    found, faults = read(f"{header}\n{GOOD.replace(',', ';')}\n")
    assert (len(found), faults) == (1, [])


@pytest.mark.parametrize(
    ("title", "column"),
    [
        ("date de naissance (jj/mm/aaaa)", "birth_date"),
        ("Geboortedatum", "birth_date"),
        ("Geburtsdatum", "birth_date"),
        ("Né(e) le", "birth_date"),
        ("GSM", "mobile"),
        ("téléphone mobile", "mobile"),
        ("GSM-nummer", "mobile"),
        ("Handynummer", "mobile"),
        ("Téléphone", "telephone"),
        ("langue", "language"),
        ("Taal", "language"),
        ("Sprache", "language"),
        ("personne de contact", "contact_name"),
        ("Contactpersoon", "contact_name"),
        ("Kontaktperson", "contact_name"),
        ("disponibilités", "available"),
        ("Beschikbaarheid", "available"),
        ("verfügbar", "available"),
        ("VERFUEGBAR", "available"),
        ("Chaque semaine", "repeat"),
        ("elke week", "repeat"),
        ("wöchentlich", "repeat"),
        ("remarques", None),
        ("", None),
        *[(column, column) for column in COLUMNS],
    ],
)
def test_a_title_means_a_column(title: str, column: str | None) -> None:
    assert column_of(title) == column


def test_columns_may_come_in_any_order_and_unknown_ones_are_named() -> None:
    rows = rows_of(f"Remarques;center;email;first_name;last_name;niss;;line\nx;namur;a@example.org;A;B;{ANNE};;\n")
    [(line, cells, values)] = rows
    assert (line, cells[0]) == (2, "x")
    assert values == (ANNE, "B", "A", "", "a@example.org", "", "", "", "namur", "", "")
    assert rows.notices == ["this column is not used: “Remarques”"]


def test_a_telephone_column_is_the_mobile_only_where_no_other_is() -> None:
    start = f"{HEADER},Téléphone"
    alone, _ = read(f"{start}\n{GOOD},0452 12 34 56\n")
    beside, faults = read(f"{start},GSM\n{GOOD},04 223 45 67,0453 12 34 56\n")
    assert (alone[0].mobile, beside[0].mobile, faults) == ("+32452123456", "+32453123456", [])


def test_an_instruction_to_excel_before_the_header_is_followed() -> None:
    found, faults = read(f"sep=;\r\n{HEADER}\r\n{GOOD}\r\n".replace(",", ";"))
    assert (len(found), faults) == (1, [])


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "list.csv is empty"),
        (b"\xef\xbb\xbf\r\n \r\n", "list.csv is empty"),
        (b"\n;;;\n", "list.csv is empty"),
        (b"%PDF-1.7\n%\xe2\xe3", "is a PDF, not a CSV file; "),
        (b"\x1f\x8b\x08\0", "is a compressed file (gzip)"),
        (b"SQLite format 3\0", "is a database"),
        (b"<!DOCTYPE html><html>", "is a web page or XML"),
        (b'[{"niss": 1}]', "is JSON"),
        (b"\x89PNG\r\n\x1a\n\0\0", "is not a text file"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "is not a text file"),
        ("niss,nom".encode("utf-16-le"), "is not a text file"),
        (
            b"Dear all,\nplease find attached\n",
            "has no header line of registrations; one of the first 10 lines must name",
        ),
        (GOOD.encode(), "has no header line of registrations"),
        (b"niss,first_name,last_name,center\n", "lacks the column email or mobile (found: niss, "),
        (b"niss;nom;gsm\n", "lacks the columns first_name, center"),
        (
            b"niss;nom;prenom;gsm\n",
            "lacks the column center (found: niss, last_name, first_name, mobile); add it",
        ),
        (b"niss;insz;nom;prenom;gsm;centre\n", "more than one column for niss: “niss”, “insz”"),
    ],
)
def test_a_file_that_is_no_list_is_refused_in_a_sentence(content: bytes, words: str) -> None:
    with refused(words):
        rows_of(content)


def test_a_refused_header_shows_no_national_number() -> None:
    with pytest.raises(NotRegistrations) as caught:
        rows_of(f"{ANNE};{ANNE};nom;nom\n")
    assert ANNE not in f"{caught.value.message} {caught.value.hint}"
    rows = rows_of(f"{HEADER},{ANNE},x@example.org\n")
    assert rows.notices == ["these columns are not used: column 6, column 7"]


def test_a_missing_file_and_a_folder_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="there is no file"), open_rows(tmp_path / "none.csv"):
        pass
    with refused("cannot be read"), open_rows(tmp_path):
        pass


def test_standard_input_is_read_from_a_pipe_and_stays_open(monkeypatch: pytest.MonkeyPatch) -> None:
    reading, writing = os.pipe()
    os.write(writing, f"{HEADER}\n{GOOD}\n".encode("cp1252"))
    os.close(writing)
    with open(reading, encoding="utf-8") as stdin:  # noqa: PTH123
        monkeypatch.setattr(sys, "stdin", stdin)
        with open_rows("-") as rows:
            assert [values[1] for _, _, values in rows if isinstance(values, tuple)] == ["Lefèbvre"]
            assert (rows.size, rows.path, rows.bytes_read > 0) == (None, None, True)
        assert not stdin.buffer.closed


def test_bytes_read_grow_from_nothing_to_the_size_of_the_file(tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text("\n".join([HEADER, *[GOOD] * 5000]), encoding="utf-8")
    with open_rows(file) as rows:
        seen = [rows.bytes_read for _ in rows]
        assert rows.size == seen[-1] == file.stat().st_size
    assert seen == sorted(seen)
    assert seen[0] < seen[-1]


def lines_of(content: str) -> list[tuple[int, str]]:
    """(line, last name, or what is wrong) of each row."""
    found = []
    for line, _, values in rows_of(content):
        found.append((line, values.reason if isinstance(values, Complaint) else values[1]))
    return found


def test_a_row_has_the_line_on_which_an_editor_shows_its_beginning() -> None:
    quoted = f'{LUC},"No\r\nël",Loïc,"a\nb",namur'
    assert lines_of(f"\r\n{HEADER}\r\n{GOOD}\r\n\r\n{quoted}\r\n,,,,\r\n  \r\n{GOOD}") == [
        (3, "Lefèbvre"),
        (5, "No\r\nël"),
        (10, "Lefèbvre"),
    ]


def test_an_unquoted_comma_spoils_its_row_and_no_other() -> None:
    found = lines_of(f"{HEADER}\n{ANNE},Lefèbvre, veuve Noël,Andrée,a@example.org,namur\n{GOOD}\n{ANNE},A\n")
    assert found == [
        (2, "this row has 6 cells, the header 5"),
        (3, "Lefèbvre"),
        (4, "this row has 2 cells, the header 5"),
    ]


def test_empty_cells_that_a_spreadsheet_leaves_out_or_adds_are_no_fault() -> None:
    found = lines_of(f"{HEADER},language,available\n{GOOD}\n{GOOD},fr\n{GOOD},fr,,\n")
    assert [line for line, name in found if name == "Lefèbvre"] == [2, 3, 4]


def test_a_shifted_row_whose_last_cell_is_empty_is_told_as_one() -> None:
    row = f"{ANNE},Noël, veuve Lefèbvre,Andrée,a@example.org,namur,,"
    assert lines_of(f"{HEADER},language,available\n{row}\n") == [(2, "this row has 8 cells, the header 7")]


def test_a_stray_quotation_mark_spoils_its_line_and_no_other() -> None:
    stray = f'{LUC},"Noël,Loïc,loic@example.org,namur'
    problem = "a quotation mark is opened on this line and not closed"
    good = [GOOD] * 200
    content = "\n".join([HEADER, GOOD, stray, GOOD, stray, GOOD, *good, stray, f'{GOOD[:-5]}"namur"', stray])
    found = lines_of(content)
    assert [line for line, what in found if what == problem] == [3, 5, 207, 209]
    assert [line for line, what in found if what == "Lefèbvre"] == [2, 4, *range(6, 207), 208]


def test_a_cell_beyond_all_measure_spoils_its_line_and_no_other() -> None:
    found = lines_of(f"{HEADER}\n{ANNE},{'x' * 40_000},A,a@example.org,namur\n{GOOD}\n")
    assert [line for line, _ in found] == [2, 3]
    long = "x" * (csv.field_size_limit() + 10)
    found = lines_of(f'{HEADER}\n{ANNE},"{long}",A,a@example.org,namur\n{GOOD}\n')
    assert found[-1][1] == "Lefèbvre"
    assert all(isinstance(what, str) for _, what in found)


def test_a_nul_byte_spoils_its_row_and_no_other() -> None:
    found, faults = read(f"{HEADER}\n{GOOD}\n{GOOD}\n".replace("Lef", "Le\0f", 1) + GOOD)
    assert (len(found), faults) == (2, [(2, "last_name")])


def test_a_letter_that_was_lost_before_is_a_fault() -> None:
    assert wrong(first_name="Fran\ufffdois")[0][0] == "first_name"
    assert read(f"{HEADER}\n".encode() + GOOD.encode("cp1252").replace(b"\xe8", b"\x81"))[1] == [(2, "last_name")]


def test_a_title_above_the_header_is_passed_over_and_said_so() -> None:
    rows = rows_of(f"Liste de réserve du mois;;;;\n\n;;;;\n{HEADER.replace(',', ';')}\n{GOOD.replace(',', ';')}\n")
    assert [line for line, *_ in rows] == [5]
    assert rows.notices == ["the header is in line 4; what stands above it was not read"]


def test_the_header_is_looked_for_in_the_first_ten_lines_that_hold_something() -> None:
    for above, found in ((9, True), (10, False)):
        content = "".join(f"Remark {n},\n\n" for n in range(above)) + f"{HEADER}\n{GOOD}\n"
        if found:
            assert len(list(rows_of(content))) == 1
        else:
            with refused("has no header line"):
                rows_of(content)


def test_a_stray_quotation_mark_above_the_header_hides_nothing() -> None:
    rows = rows_of(f'The list of 5" screens,\n{HEADER}\n{GOOD}\n')
    assert [values[1] for _, _, values in rows if isinstance(values, tuple)] == ["Lefèbvre"]


@pytest.mark.parametrize("title", ["Nom et prénom", "Naam en voornaam", "NOM, Prénom", "Name und Vorname", "Full name"])
def test_both_names_in_one_column_are_divided_or_the_row_is_told_so(title: str) -> None:
    names = ["DUPONT Jean-Pierre", "Jan Van den Berghe", '"De Smet, Ann"', "Peeters Jan", ""]
    lines = [f"{ANNE};{name};a@example.org;namur" for name in names]
    content = "\n".join([f"niss;{title};email;center", *lines])
    found, faults = read(content)
    assert [(one.last_name, one.first_name) for one in found] == [
        ("DUPONT", "Jean-Pierre"), ("Van den Berghe", "Jan"), ("De Smet", "Ann"),
    ]  # fmt: skip
    assert faults == [(5, "first_name"), (6, "last_name"), (6, "first_name")]


def test_a_column_of_both_names_does_not_matter_beside_a_column_of_each() -> None:
    rows = rows_of(f"{HEADER},Nom et prénom\n{GOOD},x\n")
    assert rows.notices == ["this column is not used: “Nom et prénom”"]
    assert [values[1] for _, _, values in rows if isinstance(values, tuple)] == ["Lefèbvre"]


@pytest.mark.parametrize("end", ["\x1a", "\n\x1a", "\r\n\x1a\r\n", "\n\ufeff\n"])
def test_the_mark_of_the_end_of_a_file_is_no_row(end: str) -> None:
    found, faults = read(f"{HEADER}\n{GOOD}{end}")
    assert (len(found), faults) == (1, [])
