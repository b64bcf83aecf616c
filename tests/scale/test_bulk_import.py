"""The import in batches against its own definition, row by row: R6, R7, R18."""

import sqlite3
from collections.abc import Callable
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qvax_cli.imports import plan
from qvax_cli.imports.batches import Entry, batches
from qvax_cli.imports.packing import pack
from qvax_cli.loop import register
from qvax_cli.loop.availability import take_away
from qvax_cli.loop.forget import forget
from qvax_cli.registrations import Registration
from qvax_cli.rules.blocks import cover, touching
from qvax_cli.rules.national_number import make
from qvax_cli.rules.rank import rank
from qvax_cli.rules.windows import Window, merge
from qvax_cli.store import asked, availability, centers, exclusions, invitations, offers, people
from qvax_cli.store.sqlite import SQLite
from qvax_cli.store.sqlite_files import open_file

NOW = 1_617_723_600
HOUR = 3600
CENTERS = ("namur", "liege")
BIRTHS = [date(1930 + year, 5, 17) for year in range(8)]
NUMBERS = [make(birth, 1) for birth in BIRTHS]

Fresh = Callable[[], SQLite]

windows = st.lists(
    st.builds(lambda start, length: Window(NOW + start * HOUR // 2, NOW + (start + length) * HOUR // 2),
              st.integers(0, 12), st.integers(1, 6)),
    max_size=3,
).map(merge)  # fmt: skip
rows = st.builds(
    lambda who, first, center, email, windows: Registration(
        NUMBERS[who], first, "Peeters", BIRTHS[who], "fr", center, email, None if email else "+32470123456", None,
        windows or None,
    ),
    st.integers(0, 7), st.sampled_from(("Ann", "Bea")), st.sampled_from(CENTERS),
    st.sampled_from((None, "a@example.org")), windows,
)  # fmt: skip


@dataclass
class Person:
    """What the list says of somebody, in the words of a row."""

    row: Registration
    windows: tuple[Window, ...]
    withheld: set[Window] = field(default_factory=set)
    state: str = "listed"


class Model:
    """The rules of an import, one row after the other, as plainly as they can be written."""

    def __init__(self) -> None:
        self.people: dict[str, Person] = {}
        self.left: dict[str, str] = {}
        self.counts = dict.fromkeys(("added", "updated", "unchanged", "withdrawn"), 0)

    def put(self, row: Registration) -> None:
        self.counts[self._put(row)] += 1

    def _put(self, row: Registration) -> str:
        person = self.people.get(row.number)
        if person is None:
            if row.number in self.left:
                return "withdrawn" if self.left[row.number] == "withdrawn" else "unchanged"
            self.people[row.number] = Person(row, row.windows or ())
            return "added"
        if person.state != "listed":
            return "unchanged"
        held = tuple(window for window in person.windows if window.end > NOW)
        wanted = held if row.windows is None else row.windows
        if not held and wanted and set(wanted) <= person.withheld:
            wanted = held
        if wanted == held and row._replace(windows=None) == person.row._replace(windows=None):
            return "unchanged"
        person.row, person.windows = row, wanted
        return "updated"


def _begin(db: SQLite, model: Model, before: list[Registration], fates: list[str]) -> None:
    """People who are on the list already, and what has become of some of them."""
    for row, fate in zip({row.number: row for row in before}.values(), fates, strict=False):
        with db.write():
            model.put(row)
            reservist = register.register(db, row, readmit=False, now=NOW - 10 * HOUR)
            person = model.people[row.number]
            if fate == "has a window that is over":
                person.windows = (Window(NOW - 5 * HOUR, NOW - 4 * HOUR), *person.windows)
                availability.replace(db, reservist, person.windows)
            elif fate == "was silent":
                person.withheld, person.windows = set(person.windows), ()
                take_away(db, _asked(db, reservist), now=NOW)
            elif fate == "was vaccinated":
                person.state, person.windows = "vaccinated", ()
                availability.drop(db, reservist)
                exclusions.add(db, reservist.number, "vaccinated")
                people.vaccinated(db, reservist.id, NOW)
            elif fate == "withdrew":
                del model.people[row.number]
                model.left[row.number] = "withdrawn"
                forget(db, reservist, now=NOW)
    model.counts = dict.fromkeys(model.counts, 0)


def _asked(db: SQLite, reservist: people.Reservist) -> asked.Asked:
    offer = offers.add(
        db,
        {
            "center_id": reservist.center_id, "doses": 1, "opened_at": NOW, "from_at": NOW, "until_at": NOW + HOUR,
            "vaccine": None, "lot": None, "min_age": None, "max_age": None, "answer_seconds": 60, "overlap_seconds": 60,
            "last_call_seconds": 60, "policy": "strict", "surplus": None,
        },
    )  # fmt: skip
    return asked.by_id(db, invitations.add(db, offer.id, reservist, "mail", now=NOW).id)


def _put(db: SQLite, file: list[Registration]) -> dict[str, int]:
    """As an import does: portions of three rows, packed and cut into batches."""
    portions = (pack(file[start : start + 3], _ids(db)) for start in range(0, len(file), 3))
    counts = plan.Counts()
    for batch in batches(portions):
        counts += plan.put(db, batch, db.write, now=NOW)
    return {name: count for name, count in counts._asdict().items() if name != "without_window"}


def _ids(db: SQLite) -> dict[str, int]:
    return {center.code: center.id for center in centers.every(db)}


def _batch(db: SQLite, file: list[Registration]) -> list[Entry]:
    (only,) = batches([pack(file, _ids(db))])
    return only


def _listed(db: SQLite) -> dict[str, tuple[Any, ...]]:
    """What the database says of everybody whose number it holds."""
    codes = {center.id: center.code for center in centers.every(db)}
    found = {}
    for row in db.all("SELECT * FROM reservists WHERE number IS NOT NULL"):
        person = people.by_id(db, row["id"])
        held = availability.of(db, person.id)
        place = rank(date.fromisoformat(person.birth_date), person.lot)
        cells = {(r["center_id"], r["block"], r["rank"]) for r in db.all(
            "SELECT * FROM available WHERE reservist_id = :id", id=person.id)}  # fmt: skip
        assert cells == {(person.center_id, cell, place) for cell in cover(held)}
        key = person.first_name, codes[person.center_id], person.email, person.mobile, person.state, held
        found[person.number] = key
    return found


def _expected(model: Model) -> dict[str, tuple[Any, ...]]:
    return {
        number: (it.row.first_name, it.row.center, it.row.email, it.row.mobile, it.state, it.windows)
        for number, it in model.people.items()
    }


FATES = ("", "", "has a window that is over", "was silent", "was vaccinated", "withdrew")


@settings(
    max_examples=settings().max_examples * 3 // 2,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    deadline=None,
)
@given(
    before=st.lists(rows, max_size=6),
    fates=st.lists(st.sampled_from(FATES), min_size=6, max_size=6),
    file=st.lists(rows, max_size=24),
)
def test_r6_batches_do_what_their_rows_do_one_after_the_other(
    fresh: Fresh, before: list[Registration], fates: list[str], file: list[Registration]
) -> None:
    db, model = fresh(), Model()
    _begin(db, model, before, fates)
    counts = _put(db, file)
    for row in file:
        model.put(row)
    assert counts == model.counts
    assert _listed(db) == _expected(model)
    assert _put(db, list({row.number: row for row in file}.values()))["added"] == 0
    assert _listed(db) == _expected(model)


def _row(who: int, **changes: Any) -> Registration:
    row = Registration(
        NUMBERS[who], "Ann", "Peeters", BIRTHS[who], "fr", "namur", "a@example.org", None, None,
        (Window(NOW + HOUR, NOW + 3 * HOUR),),
    )  # fmt: skip
    return row._replace(**changes)


def test_a_batch_is_one_transaction_and_one_event_that_names_people_by_ranges(fresh: Fresh) -> None:
    db = fresh()
    taken: list[bool] = []

    @contextmanager
    def write() -> Any:
        taken.append(True)
        with db.write():
            yield

    plan.put(db, _batch(db, [_row(who) for who in range(6)]), write, now=NOW)
    plan.put(db, _batch(db, [_row(who, first_name="Bea") for who in (1, 2, 4)]), write, now=NOW)
    details = [row["detail"] for row in db.all("SELECT detail FROM events WHERE what = 'imported'")]
    assert details == ["added 1-6; updated nobody", "added nobody; updated 2-3, 5"]
    assert len(taken) == 2


def test_a_batch_in_which_nothing_differs_never_takes_the_write_lock(fresh: Fresh) -> None:
    db = fresh()
    _put(db, [_row(who) for who in range(6)])
    with closing(sqlite3.connect(db.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert _put(db, [_row(who) for who in range(6)])["unchanged"] == 6
        other.execute("ROLLBACK")


def test_what_was_worked_out_is_worked_out_again_when_somebody_else_writes_before_the_lock(fresh: Fresh) -> None:
    """The same person, registered at the desk in the moment between the look at the list and the lock."""
    db = fresh()
    with closing(open_file(db.path, "ann")) as others:

        @contextmanager
        def write() -> Any:
            with others.write():
                register.register(others, _row(3, first_name="Bea"), readmit=False, now=NOW)
            with db.write():
                yield

        counts = plan.put(db, _batch(db, [_row(who) for who in range(6)]), write, now=NOW)
    assert counts == plan.Counts(added=5, updated=1)
    assert len(_listed(db)) == 6


def test_neighbours_of_an_index_come_together_whatever_the_order_of_the_file(fresh: Fresh) -> None:
    file = [
        _row(who, center=CENTERS[who % 2], windows=None if who < 2 else _row(who).windows) for who in (7, 2, 5, 0, 3, 1)
    ]
    of_centers = [(data[1], data[0]) for data, *_ in _batch(fresh(), file)]
    without, with_windows = of_centers[:2], of_centers[2:]
    assert [number for _, number in without] == [NUMBERS[0], NUMBERS[1]]
    assert with_windows == sorted(with_windows)


def test_batches_end_at_so_many_rows_and_windows() -> None:
    def sizes(rows: int, windows: int) -> list[int]:
        times = tuple(Window(NOW + number * HOUR, NOW + number * HOUR + 1800) for number in range(windows))
        file = [_row(0, number=f"{number:011}", windows=times or None) for number in range(rows)]
        return [len(batch) for batch in batches([pack(file, {"namur": 1})])]

    assert sizes(17_500, 0) == [7_000, 7_000, 3_500]
    assert sizes(2_000, 6) == [1_000, 1_000]


def test_of_two_rows_of_one_person_the_later_one_comes_in_a_later_batch(fresh: Fresh) -> None:
    file = [_row(1, first_name="Zoe"), _row(0), _row(1, first_name="Bea", windows=None), _row(1, first_name="Ann")]
    cut = list(batches([pack(file, _ids(fresh()))]))
    assert [[data[2] for data, *_ in batch] for batch in cut] == [["Ann", "Zoe"], ["Bea"], ["Ann"]]


def test_everybody_found_by_an_offer_after_an_import_is_in_the_order_of_r11(fresh: Fresh) -> None:
    db = fresh()
    _put(db, [_row(who) for who in (5, 2, 7, 0, 6, 1, 3, 4)])
    center = centers.get(db, "namur")
    span = touching(NOW + HOUR, NOW + 2 * HOUR)
    found = availability.in_order(db, center.id, span, (0, 2**62))
    assert [people.by_id(db, one).birth_date for one in found] == [birth.isoformat() for birth in BIRTHS]
