"""The rows of a list, checked and packed, a portion at a time."""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from qvax_cli.imports.nobody import is_filled_down, no_person
from qvax_cli.imports.packing import Packed, pack
from qvax_cli.imports.rows import Row, Rows, open_rows
from qvax_cli.imports.source import Source
from qvax_cli.registrations import Checker, Registration
from qvax_cli.rules.complaint import Complaint
from qvax_cli.rules.local_time import Instant, day
from qvax_cli.store.centers import Center

#: Rows in a portion: so many that it fits into a pipe (64 KiB), and does not wait there for the other process.
PORTION = 500


class Portion(NamedTuple):
    """So many rows of a list: some that are right, packed, and some others with all that is wrong.

    wrong: line, cells as they stand in the file, complaints, in the order of the file; taken: bytes of the source,
    until now; windows_over: windows of these rows that were over and left out; words_beside: lines whose words beside
    the mobile number were left out; filled_down: rows that held nobody, which are not counted.
    """

    rows: int
    right: list[Packed]
    wrong: list[tuple[int, list[str], list[Complaint]]]
    taken: int
    windows_over: int
    words_beside: list[int]
    filled_down: int


class Reading(NamedTuple):
    """How lists are read: against which centers, moment and age; default_center: of rows that name none."""

    centers: tuple[Center, ...]
    now: Instant
    min_age: int
    default_center: str | None

    def checker(self) -> Checker:
        """What checks their rows. Complaint when the default center cannot be used."""
        return Checker(
            self.centers,
            now=self.now,
            min_age=self.min_age,
            default_center=self.default_center,
            leave_out_over=True,
        )

    def of_list(self, source: Source) -> Iterator[Portion]:
        """All rows of a list, once."""
        with open_rows(source, center_given=self.default_center is not None) as rows:
            yield from self._portions(rows, lambda: rows.bytes_read, rows)

    def of_made_up_people(self, count: int) -> Iterator[Portion]:
        """So many people who do not exist, in all centers that take part; taken: people, instead of bytes."""
        from qvax_cli.registrations.columns import COLUMNS
        from qvax_cli.sample.people import people

        codes = [(center.code, center.language) for center in self.centers if center.takes_part]
        made = people(count, centers=codes, day=day(self.now), sorted_by_center=True)
        taken = 0

        def rows() -> Iterator[Row]:
            nonlocal taken
            for taken, person in enumerate(made, 1):
                yield taken, [], tuple(person.get(column, "") for column in COLUMNS)

        yield from self._portions(rows(), lambda: taken)

    def _portions(self, rows: Iterable[Row], taken: Callable[[], int], source: Rows | None = None) -> Iterator[Portion]:
        checker = self.checker()
        ids = {center.code: center.id for center in self.centers}
        right: list[Registration] = []
        wrong: list[tuple[int, list[str], list[Complaint]]] = []
        words_beside: list[int] = []
        over = beside = filled_down = 0

        def portion() -> Portion:
            count, left_out = len(right) + len(wrong), checker.windows_over - over
            return Portion(count, pack(right, ids), wrong, taken(), left_out, words_beside, filled_down)

        for line, cells, values in rows:
            checked = checker.check(values)
            if isinstance(checked, Registration):
                right.append(checked)
                if checker.words_beside > beside:
                    beside = checker.words_beside
                    words_beside.append(line)
            elif source and is_filled_down(source, cells):
                filled_down += 1
            else:
                nobody = no_person(source, cells) if source else None
                wrong.append((line, cells, [nobody] if nobody else checked))
            if len(right) + len(wrong) == PORTION:
                yield portion()
                right, wrong, words_beside, filled_down = [], [], [], 0
                over = checker.windows_over
        yield portion()
