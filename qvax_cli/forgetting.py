"""Takes a person off the list on their request, and out of the files that channels keep (R7)."""

from contextlib import suppress
from pathlib import Path

from qvax_cli.channels import Traces
from qvax_cli.channels.from_settings import files
from qvax_cli.channels.kept import of_each
from qvax_cli.context import Qvax
from qvax_cli.errors import DoneInPart
from qvax_cli.loop.desk import Forgotten
from qvax_cli.store.people import Reservist


def forget(qvax: Qvax, reservist: Reservist) -> Forgotten:
    """Erases a person. Misconfigured; DoneInPart where files could not be erased, once all else is done."""
    addresses = tuple(address for address in (reservist.email, reservist.mobile) if address)
    keepers = files(qvax.settings, qvax.home)

    def give_up(named: tuple[str, ...]) -> None:
        of_each(keepers, lambda keeper: keeper.erase(Traces(named, addresses)))

    # Before the commit too: after a process that died between the two nobody would know the addresses.
    foreseen = qvax.desk.forget(reservist.id, dry_run=True)
    with suppress(OSError):  # told below
        give_up(foreseen.named)
    done = qvax.desk.forget(reservist.id)
    try:
        give_up(done.named)
    except OSError as error:  # a name of a file can hold what is not to be shown
        where = Path(error.filename).parent if error.filename else "a folder of messages"
        raise DoneInPart(
            f"files in {where} that name them could not be erased: {error.strerror}",
            "delete there what bears their number or a code of theirs; the nightly upkeep does after message_days",
        ) from None
    return done
