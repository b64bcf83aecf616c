"""What a failure of the server means, in a sentence: by the code that SQL gives it, never with what it was about."""

import psycopg

from qvax_cli.errors import DatabaseFailure
from qvax_cli.store.database import Forbidden
from qvax_cli.store.server import Server

#: Beginnings of SQLSTATE, the longest first.
_LOST = ("08", "57P", "25P03")
_FULL = ("53100", "53200", "58030")
_BUSY = ("55P03", "53300", "57014")
_COLLIDED = ("40001", "40P01")
_DENIED = ("42501", "28")
_FORBIDDEN = ("23", "P0001")
_DAMAGED = ("XX001", "XX002")


def explained(error: psycopg.Error, server: Server, *, patience: float = 0) -> DatabaseFailure:
    """The failure of a statement. patience: for how long its lock was waited for (seconds)."""
    file, state = f"the database {server}", error.sqlstate or ""
    if state.startswith(_FORBIDDEN):  # the first line names the rule, and no value
        said = error.diag.message_primary
        return Forbidden(f"{file} forbids this change: {said}", "nothing was changed", cause="overtaken")
    if state in _COLLIDED:
        return DatabaseFailure(f"{file} had to choose between two changes", "try again", cause="database_busy")
    if state in _BUSY:
        waited = f" for {patience:.0f} seconds" if patience >= 1 else ""
        hint = "nothing was changed; try again in a moment"
        return DatabaseFailure(f"{file} stayed busy{waited}", hint, cause="database_busy")
    if state == "25006":
        return read_only(server)
    if state.startswith(_DENIED):
        hint = "whoever looks after the server gives it the rights of the owner of the tables"
        return DatabaseFailure(f"{file} does not let this user do that", hint, cause="database_denied")
    if state in _FULL:
        why = f"{file} cannot be written: the disk of its server is full or failing"
        return DatabaseFailure(why, "free some space there", cause="database_full")
    if state in _DAMAGED:
        return DatabaseFailure(f"{file} is damaged", "restore it from a backup", cause="database_damaged")
    if state.startswith(_LOST) or (not state and isinstance(error, psycopg.OperationalError)):
        return lost(server)
    return DatabaseFailure(f"{file} does not answer as it should", cause="database_failed")


def lost(server: Server) -> DatabaseFailure:
    """The connection has ended in the middle. The server takes back what was not committed."""
    return DatabaseFailure(
        f"the connection to the database {server} was lost",
        "nothing is left half done; look at what was done before you try again",
        cause="database_lost",
    )


def read_only(server: Server, hint: str = "") -> DatabaseFailure:
    """The server only follows another one, or lets nobody write."""
    return DatabaseFailure(
        f"the database {server} cannot be written to: its server is a standby, or read-only",
        hint or "name the server that takes changes; with several in the URL: target_session_attrs=read-write",
        cause="database_read_only",
    )


def not_connected(error: psycopg.Error, server: Server) -> DatabaseFailure:
    """Why there is no connection. The driver has no code for it, only the words of libpq and of the server, which hold
    hosts, users and names of databases, and never a password."""
    words = " ".join(str(error).split())
    _, answered, said = words.rpartition("FATAL: ")
    if "session is read-only" in words:  # of those in the URL none takes changes, which is asked of them there
        return read_only(server, "start the server that takes changes, or promote a standby")
    if "password" in said or (error.pgconn is not None and error.pgconn.needs_password):
        why = f"the database {server} does not take this user and password"
        hint = "put the password into a file, and name that: [database] password_file"
        return DatabaseFailure(why, hint, cause="database_denied")
    if not answered or "the database system is" in said:  # starting up, shutting down
        why = f"no PostgreSQL server answers for the database {server}"
        return DatabaseFailure(why, "check the address, and whether the server runs", cause="database_unreachable")
    if said.strip().startswith("database") and "does not exist" in said:
        return missing(server)
    if "too many" in said or "reserved for" in said:
        why = f"the database {server} has no connection left"
        return DatabaseFailure(why, "try again in a moment", cause="database_busy")
    why = f"the database {server} lets nobody in: {said.strip()}"
    return DatabaseFailure(why, "ask whoever looks after the server", cause="database_denied")


def missing(server: Server) -> DatabaseFailure:
    """There is no database of that name, or nothing in it yet."""
    return DatabaseFailure(f"there is no qvax database at {server}", cause="database_missing")
