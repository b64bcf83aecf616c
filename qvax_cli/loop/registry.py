"""The use cases of the list: people come onto it, and say when they can come. Nobody is asked by them."""

from collections.abc import Iterable

from qvax_cli.loop import details, register, repeat
from qvax_cli.loop.details import Details
from qvax_cli.loop.notify import write
from qvax_cli.loop.reach import Reach
from qvax_cli.loop.use_cases import UseCases
from qvax_cli.registrations import Registration
from qvax_cli.rules.week import Week
from qvax_cli.rules.windows import Window
from qvax_cli.store import centers, people
from qvax_cli.store.operators import allowed
from qvax_cli.store.people import Reservist

#: So many people are written to in a transaction.
_TOGETHER = 500


class Registry(UseCases):
    """Where the list is kept."""

    def register(self, registration: Registration, *, readmit: bool = False, welcome: Reach | None = None) -> Reservist:
        """Adds one person (R6), and writes to them that they are on the list, by the ways of `welcome` if any. Refused
        when the number is on the list or has left it."""
        with self.changing() as now:
            allowed(self.db, "register people", centers.get(self.db, registration.center).id)
            reservist = register.register(self.db, registration, readmit=readmit, now=now)
            if welcome:
                write(self.db, reservist, "welcome", welcome, now=now)
            return reservist

    def newest_id(self) -> int:
        """The id of whoever was put on the list last."""
        return people.newest_id(self.db)

    def welcome_imported(self, after: int, ways: Reach) -> int:
        """Writes to whoever an import has put on the list after that id that they are on it, some hundreds in a
        transaction; to how many."""
        allowed(self.db, "import lists")
        written = 0
        while some := people.imported_after(self.db, after, _TOGETHER):
            with self.changing() as now:
                for one in some:
                    write(self.db, one, "welcome", ways, now=now)
            after = some[-1].id
            written += len(some)
        return written

    def refuse_known(self, number: str, *, readmit: bool = False) -> None:
        """Refused when `register` would refuse this number."""
        allowed(self.db, "register people")
        register.refuse_known(self.db, number, readmit=readmit)

    def set_availability(
        self, reservist_id: int, windows: Iterable[Window], *, add: bool
    ) -> tuple[Reservist, tuple[Window, ...]]:
        """Replaces the person's windows, or adds to them (R8); the windows that they have then. Refused."""
        with self.changing() as now:
            reservist = self._person(reservist_id, "change when people can come")
            return reservist, register.set_availability(self.db, reservist, windows, add=add, now=now)

    def set_repeat(self, reservist_id: int, week: Week) -> Reservist:
        """From now on the person can come in this week, every week again; in none if it is empty. Refused."""
        with self.changing() as now:
            reservist = self._person(reservist_id, "change when people can come")
            repeat.set_repeat(self.db, reservist, week, now=now)
            return reservist

    def change_details(self, reservist_id: int, given: Details) -> Reservist:
        """How the person is reached, in which language, and at which center they are asked. Complaint, NotFound,
        Refused."""
        with self.changing() as now:
            person = self._person(reservist_id, "change people")
            after = details.change_details(self.db, person, given, now=now)
            allowed(self.db, "change people", after.center_id)
            return after

    def _person(self, reservist_id: int, task: str) -> Reservist:
        person = people.by_id(self.db, reservist_id)
        allowed(self.db, task, person.center_id)
        return person
