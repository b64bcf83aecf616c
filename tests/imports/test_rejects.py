"""The file of rejected rows: repaired, it can be imported again."""

import csv
import stat
from pathlib import Path

import pytest

from qvax_cli.errors import Usage
from qvax_cli.imports.rejects import open_rejects
from qvax_cli.imports.rows import open_rows
from tests.imports.lists import (
    ANNE,
    DATA,
    GOOD,
    HEADER,
    checker,
    read,
    rows_of,
)

_DOTTED = f"{ANNE[:2]}.{ANNE[2:4]}.{ANNE[4:6]}-{ANNE[6:9]}.{ANNE[9:]}"


def rejects_of(content: bytes, path: Path) -> list[tuple[str, str, str]]:
    """Writes the rejects of a file; (line, field, reason) of what it then holds."""
    rows, checks = rows_of(content), checker()
    with open_rejects(path, [rows]) as rejects:
        for line, cells, values in rows:
            checked = checks.check(values)
            if isinstance(checked, list):
                rejects.add(rows.name, line, cells, checked)
    separator = rows.separator if rows.separator == "," else ";"
    with path.open(encoding="utf-8-sig", newline="") as file:
        written = list(csv.reader(file, delimiter=separator))
    assert written[0][:3] == ["line", "field", "reason"]
    return [(row[0], row[1], row[2]) for row in written[1:]]


def test_rejects_hold_the_row_as_a_spreadsheet_keeps_it_with_line_field_and_reason(tmp_path: Path) -> None:
    file = tmp_path / "rejects.csv"
    content = f"{HEADER};Remarques\r\n{ANNE};A;B;=1+1;nowhere;-x\r\n{GOOD};y\r\n".replace(",", ";").encode()
    rejects_of(content, file)
    assert file.read_bytes().decode("utf-8-sig").splitlines() == [
        "line;field;reason;niss;last_name;first_name;email;center;Remarques",
        "2;email, center;"
        '"email: is not an e-mail address: an email address must have an @-sign (check the address with the person); '
        'center: no center has the code “nowhere” (the codes are listed by: qvax center list)";'
        f"{_DOTTED};A;B;'=1+1;nowhere;'-x",
    ]
    assert file.read_bytes().startswith(b"\xef\xbb\xbf")


def test_rejects_are_for_their_owner_alone_even_over_an_older_file(tmp_path: Path) -> None:
    file = tmp_path / "rejects.csv"
    file.write_text("old\n" * 100, encoding="utf-8")
    file.chmod(0o666)
    assert rejects_of(f"{HEADER}\n".encode(), file) == []
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert "old" not in file.read_text(encoding="utf-8")


def test_rejects_never_overwrite_the_file_that_is_read(tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text(f"{HEADER}\n{GOOD}\n", encoding="utf-8")
    (tmp_path / "link.csv").symlink_to(file)
    for path in (file, tmp_path / "link.csv"):
        with (
            pytest.raises(Usage, match="is the file being read"),
            open_rows(file) as rows,
            open_rejects(path, [rows]),
        ):
            pass
    assert "Andrée" in file.read_text(encoding="utf-8")


def test_rejects_that_cannot_be_written_are_a_sentence(tmp_path: Path) -> None:
    with (
        pytest.raises(Usage, match="cannot be written"),
        open_rejects(tmp_path / "no" / "x", [rows_of(HEADER)]),
    ):
        pass


def test_repaired_rejects_can_be_imported(tmp_path: Path) -> None:
    file = tmp_path / "rejects.csv"
    assert rejects_of(f"{HEADER}\n{GOOD.replace('namur', 'Nmur')}\n{GOOD}\n".encode(), file)[0][1] == "center"
    repaired = file.read_bytes().replace(b"Nmur", b"namur")
    found, faults = read(repaired)
    assert (len(found), faults) == (1, [])
    assert rows_of(repaired).notices == []


def test_the_rejects_of_the_bad_sample_are_rejected_again_for_the_same_reasons(tmp_path: Path) -> None:
    first = rejects_of((DATA / "bad_registrations.csv").read_bytes(), tmp_path / "first.csv")
    again = rejects_of((tmp_path / "first.csv").read_bytes(), tmp_path / "again.csv")
    assert len(first) == len(again) == 41
    # What is left of a broken row shows another fault, but never goes in.
    assert all(old == new for (_, old, _), (_, new, _) in zip(first, again, strict=True) if old != "row")
