"""Nothing that can stand in a file makes the reader crash."""

import io
import string

from hypothesis import given
from hypothesis import strategies as st

from qvax_cli.imports import repeated
from qvax_cli.imports.encoding import NotRegistrations
from qvax_cli.imports.packing import number, unpack
from qvax_cli.imports.portions import Reading
from qvax_cli.imports.rejects import Rejects
from qvax_cli.imports.rows import Row
from qvax_cli.imports.source import Source
from qvax_cli.registrations import Registration
from qvax_cli.rules.complaint import Complaint
from tests.conftest import Cli
from tests.imports.lists import ANNE, CENTERS, HEADER, LUC, NOW, checker, rows_of


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


def whole_way(content: bytes) -> None:
    """Through portions and packing, and back: every row is right, wrong or nobody's."""
    reading = Reading(tuple(CENTERS), NOW, 18, "namur")
    source = Source("list.csv", None, io.BytesIO(content), len(content))
    try:
        found = list(reading.of_list(source))
        again = repeated.find([source], center_given=True)
    except NotRegistrations:
        return
    for portion in found:
        assert portion.rows == len(portion.right) + len(portion.wrong)
        assert all(unpack(line)[0].number == number(line) for line in portion.right)
        assert all(complaints and cells for _, cells, complaints in portion.wrong)
    packed = [line for portion in found for line in portion.right]
    once = {number(line) for line in packed} - again.numbers
    assert len(once) == sum(number(line) in once for line in packed)


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
    whole_way("\r\n".join(lines).encode())


@given(st.lists(st.sampled_from([ANNE, LUC, f"{ANNE[:6]}-{ANNE[6:]}", "", "x"]), max_size=8), st.sampled_from("\r\n\t"))
def test_who_comes_twice_is_found_however_the_number_is_written(numbers: list[str], end: str) -> None:
    rows = [
        f'"{n}",A,B,a@example.org,namur' if place % 2 else f"{n},A,B,a@example.org,namur"
        for place, n in enumerate(numbers)
    ]
    whole_way(("\r\n" if end == "\t" else end).join([HEADER, *rows]).encode())


@given(st.binary(max_size=400))
def test_no_bytes_make_the_import_crash(content: bytes) -> None:
    whole_way(content)
    whole_way(f"{HEADER},mobile,available,language,birth_date\n".encode() + content)


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


def test_a_device_without_an_end_is_no_list(cli: Cli) -> None:
    assert "/dev/zero cannot be read: it is no ordinary file" in cli("import", "/dev/zero", code=2).err
    assert "/dev/zero is no" in cli("center", "import", "/dev/zero", code=2).err
