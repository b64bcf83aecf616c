"""What was erased is made unreadable, and it is said when that has to be done again."""

from qvax_cli.context import Qvax


def wiped(qvax: Qvax) -> bool:
    """Whether nothing of what was erased can be read any more, in any file of the database."""
    if qvax.db.wipe():
        return True
    qvax.output.warn(
        "What was erased is off the list, but its traces are still in the files of the database, which another command "
        "was reading. Run in a while: qvax cleanup"
    )
    return False
