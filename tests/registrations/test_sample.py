"""The made-up people, and the sample files made of them."""

import io
from datetime import date

import pytest

from qvax_cli.imports.rows import open_rows
from qvax_cli.registrations import Checker, Registration
from qvax_cli.rules.age import age
from qvax_cli.sample.people import CENTERS, FIRST_DAY, _birth, people, write
from tests.imports.lists import CENTERS as KNOWN
from tests.imports.lists import DATA, instant

SAMPLE = DATA / "sample_registrations.csv"


def registrations(now: str) -> list[Registration]:
    checker = Checker(KNOWN, now=instant(now), min_age=18, leave_out_over=True)
    with open_rows(SAMPLE) as rows:
        checked = [checker.check(values) for _, _, values in rows]
    found = [one for one in checked if isinstance(one, Registration)]
    assert len(found) == len(checked)
    return found


def test_the_sample_file_is_what_the_generator_writes() -> None:
    file = io.StringIO(newline="")
    write(file, 300)
    assert SAMPLE.read_bytes().decode() == file.getvalue()


@pytest.mark.parametrize(
    "now",
    ["2021-04-06T16:30", "2026-11-23T00:00", "2026-11-24T20:59", "2027-03-28T23:59", "2030-10-27T02:30"],
)
def test_everybody_in_the_sample_is_right_whenever_it_is_loaded(now: str) -> None:
    found = registrations(now)
    assert len({one.number for one in found}) == 300


def test_the_sample_shows_what_a_list_holds() -> None:
    found = registrations("2021-04-06T16:30")
    assert {one.language for one in found} == {"fr", "nl", "de", "en"}
    assert len({one.center for one in found}) >= 8
    namur = [one for one in found if one.center == "namur"]
    assert len(namur) >= 60
    evening = instant("2021-04-06T17:00"), instant("2021-04-06T21:00")
    assert sum(any((w.start, w.end) == evening for w in one.windows or ()) for one in namur) >= 5
    assert sum(any(w.start < evening[1] and w.end > evening[0] for w in one.windows or ()) for one in namur) >= 20
    assert 0.05 < sum(one.email is None for one in found) / 300 < 0.15
    assert any(one.mobile and not one.mobile.startswith("+32") for one in found)
    assert any(int(one.number[2:4]) > 12 for one in found)
    assert any(one.birth_date.year >= 2000 for one in found)
    contacts = [(one.email, one.mobile) for one in found if one.contact_name]
    assert len(set(contacts)) < len(contacts)


def test_many_people_have_numbers_of_their_own_and_the_right_age() -> None:
    today = date(2026, 11, 23)
    many = list(people(20_000, seed=7, centers=[("gent", "nl")], day=today))
    assert len({one["niss"] for one in many}) == 20_000
    ages = [age(date.fromisoformat(one["birth_date"]), today) for one in many]
    assert (min(ages), max(ages)) == (18, 100)
    assert 0.05 < sum(years >= 80 for years in ages) / 20_000 < 0.1


def test_fewer_people_are_the_first_of_more() -> None:
    assert list(people(50)) == list(people(200))[:50]
    assert list(people(50)) != list(people(50, seed=1))


def test_a_day_with_no_number_left_lends_the_day_before() -> None:
    given: dict[int, int] = {}
    born = [_birth(FIRST_DAY.toordinal(), given) for _ in range(1000)]
    assert len(set(born)) == 1000
    assert all(1 <= serial <= 997 for _, serial in born)
    assert len({day for day, _ in born}) == 2


def test_the_centers_of_the_sample_take_part() -> None:
    taking_part = {(center.code, center.language) for center in KNOWN if center.takes_part}
    assert set(CENTERS) <= taking_part
