"""What is shown of people is written down, and it is said when that cannot be done."""

from qvax_cli.context import Qvax
from qvax_cli.loop.seen import saw
from qvax_cli.loop.views import Person
from qvax_cli.rules.spoken import counted
from qvax_cli.store.centers import Center


def note_person(qvax: Qvax, them: Person, what: str) -> None:
    """One person was looked up."""
    done = saw(qvax.db, what, now=qvax.now(), center=them.reservist.center_id, person=them.reservist.id)
    _say(qvax, noted=done)


def note_list(qvax: Qvax, what: str, count: int, center: Center | None, offer: int | None = None) -> None:
    """A list of so many people was shown; of one center, or of all."""
    told = f"{what}, {counted(count, 'person')}"
    _say(qvax, noted=saw(qvax.db, told, now=qvax.now(), center=center and center.id, offer=offer))


def _say(qvax: Qvax, *, noted: bool) -> None:
    if not noted:
        qvax.output.warn(qvax.words("seen_not_noted"))
