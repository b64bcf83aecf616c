"""Lists of registrations for the tests beside: two people, the bundled centers, and short ways to read."""

import csv
import io
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from qvax_cli.imports.encoding import NotRegistrations
from qvax_cli.imports.rows import Rows
from qvax_cli.registrations import COLUMNS, Checker, Registration
from qvax_cli.rules.complaint import Complaint
from qvax_cli.rules.national_number import make
from qvax_cli.store.centers import Center

DATA = Path(__file__).parents[2] / "data"
ANNE = make(date(1941, 3, 8), 122)
LUC = make(date(2001, 11, 5), 77)
HEADER = "niss,last_name,first_name,email,center"
GOOD = f"{ANNE},Lefèbvre,Andrée,andree@example.org,namur"


def instant(text: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=ZoneInfo("Europe/Brussels")).timestamp())


NOW = instant("2021-04-06T16:00")  # a Tuesday


def centers() -> Iterator[Center]:
    with (DATA / "centers.csv").open(encoding="utf-8", newline="") as file:
        for id_, row in enumerate(csv.DictReader(file), 1):
            brussels = row["region"] == "brussels"
            platform = "Doctena" if brussels else "Doclr"
            yield Center(id=id_, **row, platform=platform, takes_part=not brussels)


CENTERS = list(centers())


def rows_of(content: bytes | str, *, center_given: bool = False) -> Rows:
    data = content.encode() if isinstance(content, str) else content
    return Rows(io.BytesIO(data), "list.csv", size=len(data), center_given=center_given)


def checker(now: int = NOW, **options: Any) -> Checker:
    options.setdefault("leave_out_over", True)
    return Checker(CENTERS, now=now, min_age=18, **options)


def check(**given: str) -> Registration | list[Complaint]:
    plain = {"niss": ANNE, "last_name": "A", "first_name": "B", "email": "a@example.org", "center": "namur"}
    return checker().check(tuple((plain | given).get(column, "") for column in COLUMNS))


def right(**given: str) -> Registration:
    found = check(**given)
    assert isinstance(found, Registration), [(c.field, c.reason) for c in found]
    return found


def wrong(**given: str) -> list[tuple[str, str]]:
    found = check(**given)
    assert isinstance(found, list)
    return [(complaint.field, complaint.reason) for complaint in found]


def read(content: bytes | str, **options: Any) -> tuple[list[Registration], list[tuple[int, str]]]:
    """The registrations of a file, and (line, field) of what is wrong with it."""
    found, faults = [], []
    checks = checker(**options)
    for line, _, values in rows_of(content, center_given="default_center" in options):
        checked = checks.check(values)
        if isinstance(checked, Registration):
            found.append(checked)
        else:
            faults += [(line, complaint.field) for complaint in checked]
    return found, faults


@contextmanager
def refused(*words: str) -> Iterator[None]:
    with pytest.raises(NotRegistrations) as caught:
        yield
    for word in words:
        assert word in f"{caught.value.message}; {caught.value.hint}"
