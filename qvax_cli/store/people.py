"""The reservists: who is on the list, and who has left it."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from qvax_cli.errors import UnknownPerson
from qvax_cli.rules.rank import rank
from qvax_cli.store.database import Database
from qvax_cli.store.rows import at_most, columns, row_to


class Reservist(NamedTuple):
    """A row of the list. `birth_date` is ISO text; the personal fields are None once `state` is "erased". `source` is
    where somebody came from ("desk", "import", "site"), None where that was not kept yet."""

    id: int
    state: str
    center_id: int
    number: str
    first_name: str
    last_name: str
    birth_date: str
    language: str
    email: str | None
    mobile: str | None
    contact_name: str | None
    lot: int
    registered_at: int
    seen_at: int
    left_at: int | None
    source: str | None = None

    @property
    def name(self) -> str | None:
        """First and last name; None for a person whose data were erased."""
        return f"{self.first_name} {self.last_name}" if self.first_name is not None else None

    @property
    def rank(self) -> int:
        """The place by age, and by lot among those of one day (R11)."""
        return rank(date.fromisoformat(self.birth_date), self.lot)


class Called(NamedTuple):
    """What somebody is called, and what their place on the list is told by: little, for lists of millions."""

    id: int
    first_name: str | None
    last_name: str | None
    birth_date: str | None
    lot: int


class Person(NamedTuple):
    """What the list holds of somebody as they gave it, in the forms in which it is stored."""

    number: str
    center_id: int
    first_name: str
    last_name: str
    birth_date: str
    language: str
    email: str | None
    mobile: str | None
    contact_name: str | None


_PERSON = columns(Person)
_VALUES = ", ".join(f":{field}" for field in Person._fields)
_COLUMNS = columns(Reservist)
_SELECT = f"SELECT {_COLUMNS} FROM reservists"
_reservist = row_to(Reservist)
#: The people of a list; the erased only where that state is asked for.
_OF_A_LIST = """(center_id = :center_id OR :center_id IS NULL)
                AND state IN (coalesce(:state, 'listed'), coalesce(:state, 'vaccinated'))"""
#: So many people are looked up by one statement.
_TOGETHER = 1_000


def by_id(db: Database, reservist_id: int) -> Reservist:
    """The person with this id, which a foreign key has promised."""
    return _reservist(db.row(f"{_SELECT} WHERE id = :id", id=reservist_id))


def by_number(db: Database, number: str) -> Reservist | None:
    """The person with this national number (11 digits)."""
    row = db.one(f"{_SELECT} WHERE number = :number", number=number)
    return None if row is None else _reservist(row)


def only_one_with_mobile(db: Database, number: str) -> Reservist | None:
    """The person on the list with this number; None also where a family shares it."""
    rows = db.all(f"{_SELECT} WHERE mobile = :number AND state = 'listed' LIMIT 2", number=number)
    return _reservist(rows[0]) if len(rows) == 1 else None


def newest_id(db: Database) -> int:
    """The id of whoever was put on the list last; 0 before anybody was."""
    return db.number("SELECT coalesce(max(id), 0) FROM reservists")


def imported_after(db: Database, reservist_id: int, limit: int) -> list[Reservist]:
    """The first people on the list whom an import has put there after that id."""
    rows = db.all(
        f"{_SELECT} WHERE id > :id AND source = 'import' AND state = 'listed' ORDER BY id LIMIT :limit",
        id=reservist_id,
        limit=limit,
    )
    return [_reservist(row) for row in rows]


def find(db: Database, person: str, within: int | None = None) -> Reservist:
    """PERSON of the contract: an id, or a national number in any spelling; at one center if need be. NotFound; names
    no number (R25)."""
    digits = "".join(c for c in person if c.isdecimal())
    row = None
    if len(digits) == 11:
        row = db.one(f"{_SELECT} WHERE number = :number", number=digits)
    elif digits == person.strip().lstrip("#") and digits and len(digits) < 11:
        row = db.one(f"{_SELECT} WHERE id = :id", id=int(digits))
    if row is None or within not in (None, row["center_id"]):
        raise UnknownPerson("nobody on the list has that id or national number", cause="no_such_person")
    return _reservist(row)


def every(db: Database, *, center_id: int | None, state: str | None, limit: int, skip: int = 0) -> list[Reservist]:
    """People in the order of R11, after the first `skip` at most `limit` (-1 for all); the erased only where that state
    is asked for."""
    rows = db.all(
        f"{_SELECT} WHERE {_OF_A_LIST} ORDER BY birth_date, lot, id LIMIT :limit OFFSET :skip",
        center_id=center_id,
        state=state,
        limit=at_most(limit),
        skip=skip,
    )
    return [_reservist(row) for row in rows]


def called(db: Database, *, center_id: int | None, state: str | None) -> Iterator[Called]:
    """What the same people are called, in no order."""
    rows = db.stream(f"SELECT {columns(Called)} FROM reservists WHERE {_OF_A_LIST}", center_id=center_id, state=state)
    return map(Called._make, rows)


def by_ids(db: Database, ids: Sequence[int]) -> list[Reservist]:
    """The people with these ids, in the same order."""
    found: dict[int, Reservist] = {}
    for start in range(0, len(ids), _TOGETHER):
        rows = db.all(f"{_SELECT} WHERE id IN (:ids)", ids=list(ids[start : start + _TOGETHER]))
        found |= {row["id"]: _reservist(row) for row in rows}
    return [found[one] for one in ids]


def add(db: Database, person: Person, *, source: str, lot: int, salt: bytes, now: int) -> Reservist:
    """Puts somebody on the list. source: "desk", "import" or "site"; salt: what hides their facts in the log."""
    row = db.row(
        f"""INSERT INTO reservists (state, source, lot, salt, registered_at, seen_at, {_PERSON})
            VALUES ('listed', :source, :lot, :salt, :now, :now, {_VALUES})
            RETURNING {_COLUMNS}""",
        **person._asdict(),
        source=source,
        lot=lot,
        salt=salt,
        now=now,
    )
    return _reservist(row)


def at_address(db: Database, *, email: str | None = None, mobile: str | None = None) -> list[Reservist]:
    """Those on the list who are reached at this e-mail address, in any case, or at this mobile number."""
    if email is not None:
        rows = db.all(
            f"{_SELECT} WHERE lower(email) = :email AND state = 'listed' ORDER BY id LIMIT 50", email=email.lower()
        )
    else:
        rows = db.all(f"{_SELECT} WHERE mobile = :mobile AND state = 'listed' ORDER BY id LIMIT 50", mobile=mobile)
    return list(map(_reservist, rows))


def change(db: Database, reservist: Reservist) -> None:
    """Brings how a listed person is reached, their language and their center up to date."""
    db.run(
        """UPDATE reservists SET center_id = :center, language = :language, email = :email, mobile = :mobile,
                  contact_name = :contact_name WHERE id = :id AND state = 'listed'""",
        center=reservist.center_id,
        language=reservist.language,
        email=reservist.email,
        mobile=reservist.mobile,
        contact_name=reservist.contact_name,
        id=reservist.id,
    )


def salt(db: Database, reservist_id: int) -> bytes:
    """What hides the facts of somebody on the list in the log."""
    row = db.row("SELECT salt FROM reservists WHERE id = :id", id=reservist_id)
    return bytes(row["salt"])


def seen(db: Database, reservist_id: int, at: int) -> None:
    """A sign of life, which keeps the person's data from being erased (R23)."""
    db.run(
        "UPDATE reservists SET seen_at = CASE WHEN seen_at > :at THEN seen_at ELSE :at END WHERE id = :id",
        id=reservist_id,
        at=at,
    )


def vaccinated(db: Database, reservist_id: int, now: int) -> None:
    """The person leaves the list for good (R22)."""
    db.run(
        "UPDATE reservists SET state = 'vaccinated', left_at = :now WHERE id = :id AND state = 'listed'",
        id=reservist_id,
        now=now,
    )


def listed_again(db: Database, reservist_id: int) -> None:
    """The person did not have the dose after all (R41)."""
    db.run(
        "UPDATE reservists SET state = 'listed', left_at = NULL WHERE id = :id AND state = 'vaccinated'",
        id=reservist_id,
    )


def erase(db: Database, ids: Sequence[int], now: int) -> None:
    """Takes every personal datum out of the rows; the ids stay, for the log."""
    db.run(
        """UPDATE reservists SET state = 'erased', left_at = coalesce(left_at, :now), number = NULL,
                   first_name = NULL, last_name = NULL, birth_date = NULL, language = NULL, email = NULL,
                   mobile = NULL, contact_name = NULL, salt = NULL
            WHERE id IN (:ids)""",
        ids=list(ids),
        now=now,
    )


_WITHIN = "(r.center_id = :within OR :within IS NULL)"


def on_the_list(db: Database, within: int | None = None) -> int:
    """How many people are on the list; of one center if need be."""
    return db.number(f"SELECT count(*) FROM reservists AS r WHERE state = 'listed' AND {_WITHIN}", within=within)


def without_window(db: Database, now: int, within: int | None = None) -> int:
    """How many listed people, of one center if need be, have no window that is still to come: nobody asks them."""
    return db.number(
        f"""SELECT count(*) FROM reservists AS r WHERE state = 'listed' AND {_WITHIN}
           AND NOT EXISTS (SELECT 1 FROM windows AS w WHERE w.reservist_id = r.id AND w.ends_at > :now)""",
        now=now,
        within=within,
    )


def only_by_mobile(db: Database, within: int | None = None) -> int:
    """How many listed people, of one center if need be, have a mobile number and no e-mail address."""
    return db.number(
        f"SELECT count(*) FROM reservists AS r WHERE state = 'listed' AND email IS NULL AND {_WITHIN}", within=within
    )
