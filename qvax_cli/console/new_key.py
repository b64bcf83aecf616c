"""The key of a database that is encrypted now: shown with what losing it means."""

from qvax_cli.context import Qvax
from qvax_cli.database_key import key_for_new as found_or_made
from qvax_cli.database_key import shown
from qvax_cli.errors import Usage


def key_for_new(qvax: Qvax) -> str:
    """The key that the configuration names, or a new one in the file that it names. Misconfigured, Usage; Refused for a
    database on a server."""
    path = qvax.db_path
    try:
        return found_or_made(qvax.settings, qvax.environ)
    except OSError as error:
        where = error.filename or qvax.settings["database.key_file"]
        why = f"the key of {path} cannot be kept in {where}: {error.strerror}"
        raise Usage(why, "see database.key_file in the configuration") from None


def show(qvax: Qvax, key: str) -> None:
    """Shows the key, once the database is encrypted with it; one that a program or systemd keeps is known there."""
    if where := qvax.settings["database.key_file"]:
        qvax.output.warn(
            f"This is the key of {qvax.db_path}. It stands in {where}, and is shown this once:",
            f"  {shown(key)}",
            "Write it down twice, and keep it where the machine is not: without it nobody can open the database or a "
            "copy of it, ever again.",
        )
