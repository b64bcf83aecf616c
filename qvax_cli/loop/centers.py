"""Keeps the centers: one is added, or many are brought up to date."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping

from qvax_cli.errors import Refused
from qvax_cli.loop.use_cases import UseCases
from qvax_cli.store import centers, events
from qvax_cli.store.centers import Center
from qvax_cli.store.operators import allowed

_TASK = "keep the centers"


class Centers(UseCases):
    """Where the centers are kept. A center is given as the columns of its table."""

    def begin_with(self, given: Collection[Mapping[str, object]], known: Collection[str]) -> None:
        """The centers of a new database, and the first event of its log. known: as for `bring_up_to_date`."""
        with self.changing() as now:
            for center in given:
                centers.put(self.db, dict(center), known)
            events.record(self.db, "created", now, detail=f"{len(given)} centers")

    def add(self, center: Mapping[str, object]) -> Center:
        """A new center. Refused when there is one with that code."""
        code = str(center["code"])
        with self.changing() as now:
            allowed(self.db, _TASK)
            if any(known.code == code for known in centers.every(self.db)):
                raise Refused(f"there is a center “{code}” already", cause="center_exists")
            centers.put(self.db, dict(center), center)
            added = centers.get(self.db, code)
            events.record(self.db, "center added", now, center=added.id)
            return added

    def change(self, code: str, given: Mapping[str, object]) -> Center:
        """The center with these of its columns changed. NotFound."""
        with self.changing() as now:
            allowed(self.db, _TASK)
            center = centers.get(self.db, code)
            if centers.put(self.db, {"code": center.code, **given}, given) == "unchanged":
                return center
            events.record(self.db, "center updated", now, center=center.id)
            return centers.get(self.db, center.code)

    def bring_up_to_date(self, given: Iterable[Mapping[str, object]], known: Collection[str]) -> Counter[str]:
        """Adds centers or brings them up to date; how many were "added", "updated" and "unchanged".

        known: the columns that the source has; of a center that is there already the others stay as they are.
        """
        became: Counter[str] = Counter()
        with self.changing() as now:
            allowed(self.db, _TASK)
            for center in given:
                what = centers.put(self.db, dict(center), known)
                became[what] += 1
                if what != "unchanged":
                    its = centers.get(self.db, str(center["code"]))
                    events.record(self.db, f"center {what}", now, center=its.id)
        return became
