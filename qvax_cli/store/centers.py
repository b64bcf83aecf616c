"""The centers: known by code, and who of them takes part (R5)."""

from collections.abc import Collection, Iterable
from typing import NamedTuple

from qvax_cli.errors import NotFound, Refused
from qvax_cli.store.database import Database
from qvax_cli.store.rows import Row, columns, row_to


class Center(NamedTuple):
    """A vaccination center. `platform` is where second doses are booked (R22)."""

    id: int
    code: str
    name: str
    address: str
    postcode: str
    town: str
    province: str
    region: str
    language: str
    platform: str
    takes_part: bool
    phone: str = ""
    email: str = ""


_SELECT = f"SELECT {columns(Center)} FROM centers"
_as_stored = row_to(Center)


def _center(row: Row) -> Center:
    center = _as_stored(row)
    return center._replace(takes_part=bool(center.takes_part))


def every(db: Database) -> list[Center]:
    """All centers, by code."""
    return [_center(row) for row in db.all(f"{_SELECT} ORDER BY code")]


def by_ids(db: Database, ids: Iterable[int]) -> dict[int, Center]:
    """The centers with these ids, by id."""
    found = db.all(f"{_SELECT} WHERE id IN (:ids)", ids=list(ids))
    return {center.id: center for center in map(_center, found)}


def get(db: Database, code: str) -> Center:
    """The center with this code, in any case, else the one that this name, town or postcode means (R40). NotFound when
    there is none or more than one: the sentence names the nearest, or all of them."""
    row = db.one(f"{_SELECT} WHERE code = :code", code=code.strip().lower())
    if row is not None:
        return _center(row)
    from qvax_cli.rules.center_names import named_by, nearest, nearest_postcodes

    known = every(db)
    meant = named_by(code, known)
    if len(meant) == 1:
        return meant[0]
    harmless = code.replace("-", "").replace(" ", "").isalnum() and len(code) <= 40
    if meant:
        those = ", ".join(f"{one.code} ({one.name})" for one in meant)
        what = f"“{code}”" if harmless else "that"
        raise NotFound(f"{len(meant)} centers are meant by {what}: {those}", cause="several_centers")
    shown = f"the code “{code}”" if code.replace("-", "").isalpha() and len(code) <= 40 else "that code"
    near = nearest(code, known) or next(iter(nearest_postcodes(code, known, 1)), None)
    proposal = f"; did you mean {near.code} ({near.name})?" if near else ""
    raise NotFound(f"no center has {shown}{proposal}", cause="no_such_center")


def others_named(db: Database, center: Center, text: str) -> list[Center]:
    """The other centers that this text names too, by code."""
    from qvax_cli.rules.center_names import named_by

    return [one for one in named_by(text, every(db)) if one.id != center.id]


def by_id(db: Database, center_id: int) -> Center:
    """The center with this id, which a foreign key has promised."""
    return _center(db.row(f"{_SELECT} WHERE id = :id", id=center_id))


def taking_part(db: Database, code: str) -> Center:
    """The center with this code, if it works with qvax (R5). NotFound, Refused."""
    center = get(db, code)
    if not center.takes_part:
        raise Refused(not_taking_part(center), "use that system for this center", cause="not_taking_part")
    return center


def not_taking_part(center: Center) -> str:
    """Why nothing can be done for a center that does not take part."""
    where = " (centers of the Brussels region do)" if center.region == "brussels" else ""
    return f"{center.name} does not take part in qvax: it uses {center.platform}{where}"


def with_people(db: Database) -> list[Center]:
    """The centers for which somebody is on the list, by code."""
    return [
        _center(row)
        for row in db.all(
            f"""{_SELECT} WHERE EXISTS (SELECT 1 FROM reservists WHERE reservists.center_id = centers.id
                                        AND reservists.state = 'listed') ORDER BY code"""
        )
    ]


def put(db: Database, center: dict[str, object], known: Collection[str]) -> str:
    """Adds a center or brings it up to date, by code: "added", "updated" or "unchanged".

    known: the columns that the source has; of a center that is there already the others stay as they are.
    """
    row = db.one(f"{_SELECT} WHERE code = :code", code=center["code"])
    if row is None:
        db.run(
            """INSERT INTO centers (code, name, address, postcode, town, province, region, language, platform,
                                    takes_part, phone, email)
               VALUES (:code, :name, :address, :postcode, :town, :province, :region, :language, :platform,
                       :takes_part, :phone, :email)""",
            **center,
        )
        return "added"
    old = _as_stored(row)
    new = Center(**{**old._asdict(), **{name: value for name, value in center.items() if name in known}})
    if new == old:
        return "unchanged"
    db.run(
        """UPDATE centers SET name = :name, address = :address, postcode = :postcode, town = :town,
                  province = :province, region = :region, language = :language, platform = :platform,
                  takes_part = :takes_part, phone = :phone, email = :email
           WHERE id = :id""",
        **new._asdict(),
    )
    return "updated"
