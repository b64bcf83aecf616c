"""Nothing that can stand in a file makes the reader crash."""

import io
import string

from hypothesis import given
from hypothesis import strategies as st

from qvax_cli.imports.encoding import NotRegistrations
from qvax_cli.imports.rejects import Rejects
from qvax_cli.imports.rows import Row
from qvax_cli.registrations import Registration
from qvax_cli.rules.complaint import Complaint
from tests.imports.lists import ANNE, HEADER, LUC, checker, rows_of


def outcome(content: bytes) -> str:
    """What becomes of a file: never a crash."""
    try:
        rows = rows_of(content, center_given=True)
    except NotRegistrations:
        return "refused"
    checks = checker(default_center="namur")
    last = 0
    for line, cells, values in rows:
        assert line > last
        last = line
        checked = checks.check(values)
        assert isinstance(checked, Registration) or (checked and all(isinstance(c, Complaint) for c in checked))
        assert cells
    return "read"


@given(st.binary(max_size=400))
def test_no_bytes_make_the_reader_crash(content: bytes) -> None:
    outcome(content)


@given(st.binary(max_size=400))
def test_no_bytes_after_a_header_make_the_reader_crash(content: bytes) -> None:
    assert outcome(f"{HEADER},mobile,available,language,birth_date\n".encode() + content) in (
        "read",
        "refused",
    )


cells = st.text(st.sampled_from(string.ascii_letters + string.digits + ' éñ,;"\t\n\r|=-+@.0'), max_size=12)
mangled = st.one_of(
    cells,
    st.sampled_from([ANNE, LUC, "a@example.org", "0452 12 34 56", "namur", "today 17:00-19:00", '"', "\n", '",\n"']),
)


@given(st.lists(st.lists(mangled, min_size=1, max_size=7), max_size=6), st.sampled_from(",;\t"))
def test_no_mangled_rows_make_the_reader_crash(table: list[list[str]], separator: str) -> None:
    lines = [HEADER.replace(",", separator), *[separator.join(row) for row in table]]
    outcome("\r\n".join(lines).encode())


@given(st.lists(st.lists(cells, min_size=5, max_size=5), max_size=6), st.sampled_from(",;"))
def test_rejected_cells_come_back_as_they_were(table: list[list[str]], separator: str) -> None:
    source = rows_of(HEADER.replace(",", separator))
    file = io.StringIO(newline="")
    rejects = Rejects(file, [source])
    for line, row in enumerate(table, 2):
        rejects.add(source.name, line, row, [Complaint("row", "is not right")])
    again: list[Row] = list(rows_of(file.getvalue()))
    assert [row[1][3:] for row in again] == table
    assert [row[1][0] for row in again] == [str(line) for line in range(2, len(table) + 2)]
