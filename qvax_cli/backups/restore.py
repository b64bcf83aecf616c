"""Puts a backup in the place of a database: looked through before anything is replaced, and what was there is kept."""

import shutil
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO, NamedTuple

from qvax_cli.audit.report import faults_of_the_log
from qvax_cli.backups import age
from qvax_cli.errors import DatabaseFailure, Misconfigured, NotFound, Refused, Usage
from qvax_cli.files import draft_of, make_folder, named_by_a_person, whole
from qvax_cli.loop.backups import Backups, Content
from qvax_cli.ordinary import NotOrdinary
from qvax_cli.rules.local_time import Instant
from qvax_cli.store import open_database, to_oneself
from qvax_cli.store.database import Key, Upgraded

_UNTOUCHED = "nothing was replaced; take another copy"


class Restored(NamedTuple):
    """A backup is in its place. kept: where the database that was there is now, None for none; upgraded: from which
    schema the backup was brought up to date."""

    content: Content
    kept: Path | None
    upgraded: Upgraded | None


def restore(
    file: Path, database: Path, *, operator: str, key: Key, now: Instant, identity: Path | None, force: bool
) -> Restored:
    """Puts the backup in `file` where the database is. Whoever was erased on request in the one that it replaces, is
    erased in it, too (R7).

    key: of an encrypted database; identity: the file of the private key, for an encrypted backup. Refused when there
    is a database and no `force`, or the backup is none; DatabaseFailure when it is damaged, of a newer qvax, or the
    database is in use; NotFound, Usage, Misconfigured. However it ends, there is a whole database in the place, or what
    was there before.
    """
    sealed = _looked_at(file, database)
    if sealed and identity is None:
        raise Usage(f"{file} is encrypted", "name the file of the private key with --identity")
    there = [place for place in (database, _log_of(database)) if place.exists()]
    if there and not force:
        raise Refused(
            f"there is a database already, {database}",
            "replace it with --force; it is kept beside the new one",
            cause="file_exists",
        )
    kept = _beside(database, now) if there else None
    with named_by_a_person(database) as place, ExitStack() as held:
        make_folder(place.parent)
        draft = draft_of(place)
        with whole(place, draft=draft, new=kept is None, named=True) as out:
            _unpack(file, out, identity if sealed else None)
            out.flush()
            upgraded = _looked_through(draft, file, operator, key)
            if kept is not None:
                held.enter_context(_kept(place, kept, key))
            with closing(open_database(draft, operator, key)) as db:
                content = _noted(Backups(db, lambda: now), kept, key)
    return Restored(content, kept, upgraded)


def _looked_at(file: Path, database: Path) -> bool:
    """Whether the file is encrypted; NotFound, Usage or Refused for one that is no backup."""
    try:
        sealed = age.is_sealed(file)
    except FileNotFoundError:
        raise NotFound(f"there is no file {file}", "check the path", cause="no_such_file") from None
    except NotOrdinary as trouble:
        raise Usage(f"{file} cannot be read: {trouble.reason}", "name a file that qvax backup has written") from None
    if database.exists() and file.samefile(database):
        raise Refused(f"{file} is the database itself", "name a backup", cause="file_exists")
    log = _log_of(file)
    if log.exists() and log.stat().st_size:
        raise Refused(
            f"{file} is a database in use and no backup: its newest part is in {log.name}",
            "make a backup of it: qvax --db FILE backup COPY",
            cause="no_backup",
        )
    return sealed


def _unpack(file: Path, out: BinaryIO, identity: Path | None) -> None:
    if identity is not None:
        age.unseal(file, out, identity)
        return
    with file.open("rb") as source:
        shutil.copyfileobj(source, out)


def _looked_through(draft: Path, file: Path, operator: str, key: Key) -> Upgraded | None:
    """Opens what the backup holds, which brings it up to date, and checks all of it. DatabaseFailure."""
    try:
        db = open_database(draft, operator, key)
    except DatabaseFailure as failure:
        told = failure.message.replace(str(draft), str(file))
        hint = failure.hint if failure.cause == "database_newer" else _UNTOUCHED
        raise DatabaseFailure(told, hint, cause=failure.cause) from None
    try:
        damage = db.check()
        if damage:
            raise DatabaseFailure(f"the backup {file} is damaged: {damage[0]}", _UNTOUCHED, cause="database_damaged")
        faults = faults_of_the_log(db)
        if faults:
            why = f"the log in the backup {file} is not as it was written: {faults[0].message}"
            raise DatabaseFailure(why, _UNTOUCHED, cause="database_damaged")
        return db.upgraded
    finally:
        db.close()


@contextmanager
def _kept(database: Path, kept: Path, key: Key) -> Iterator[None]:
    """What is in the place is copied, and nobody is at work in it until the context ends. A damaged database is kept
    with its log, as it is. DatabaseFailure when somebody has it open, OSError."""
    log, kept_log = _log_of(database), _log_of(kept)
    with ExitStack() as held:
        if log.exists():
            _copy(log, kept_log)  # before SQLite looks at it, which throws away what it cannot use
        try:
            held.enter_context(to_oneself(database, key))
            kept_log.unlink(missing_ok=True)  # it was folded into the file
        except DatabaseFailure as failure:
            if failure.cause == "database_busy":
                kept_log.unlink(missing_ok=True)
                raise
        if database.exists():
            _copy(database, kept)
        log.unlink(missing_ok=True)  # the new database would take it for its own
        try:
            yield
        except BaseException:
            if not kept_log.exists():  # of a damaged database its log is there alone
                kept.unlink(missing_ok=True)
            raise


def _noted(copy: Backups, kept: Path | None, key: Key) -> Content:
    """What is in the copy, once it says of itself that it was put back, and lacks who left what it replaces. Refused to
    whom that does not allow it."""
    # One that is kept with its log is damaged, and SQLite would throw away what it cannot use.
    if kept is not None and not _log_of(kept).exists():
        with suppress(DatabaseFailure, Misconfigured), closing(open_database(kept, copy.db.operator, key)) as replaced:
            return copy.restored(replaced)
    return copy.restored(None)


def _copy(file: Path, copy: Path) -> None:
    with file.open("rb") as source, whole(copy, new=True) as out:
        shutil.copyfileobj(source, out)


def _log_of(database: Path) -> Path:
    return database.with_name(f"{database.name}-wal")


def _beside(database: Path, now: Instant) -> Path:
    moment = datetime.fromtimestamp(now, UTC).strftime("%Y-%m-%dT%H%M%SZ")
    return database.with_name(f"{database.name}.replaced-{moment}")
