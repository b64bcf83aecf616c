"""What `qvax doctor` looks at. Each check is a function that returns its findings; nothing is changed."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from qvax_cli.channels import configured
from qvax_cli.context import Qvax
from qvax_cli.store import handoffs, invitations, offers, outbox, people, replies


class Finding(NamedTuple):
    """`state` is "ok", "note" (nothing is wrong, but worth knowing) or "wrong"."""

    check: str
    state: str
    finding: str
    hint: str = ""


def examine(qvax: Qvax) -> list[Finding]:
    """Everything, in the order in which one would look. A database that cannot be opened raises its own error."""
    return [
        *_database(qvax),
        *_settings(qvax),
        *_mail(qvax),
        *_sms(qvax),
        *_waiting(qvax),
    ]


def _database(qvax: Qvax) -> Iterator[Finding]:
    from sqlite_utils import Database

    tables = Database(qvax.db.conn, execute_plugins=False)
    broken = [row[0] for row in tables.execute("PRAGMA quick_check(3)") if row[0] != "ok"]
    orphans = tables.execute("PRAGMA foreign_key_check").fetchall()
    if broken or orphans:
        yield Finding("database", "wrong", "the file is damaged", "restore a backup: docs/how-to/restore.md")
    else:
        size = qvax.db_path.stat().st_size / 1e6
        count = tables["reservists"].count_where("state = 'listed'")
        yield Finding("database", "ok", f"{qvax.db_path}, {size:.1f} MB, {count} people on the list")
    if qvax.db_path.stat().st_mode & 0o077:
        hint = f"chmod 600 {qvax.db_path}"
        yield Finding("privacy", "wrong", "other users of this machine can read the database", hint)
    else:
        yield Finding("privacy", "ok", "only its owner can read the database")


def _settings(qvax: Qvax) -> Iterator[Finding]:
    file = qvax.settings.file
    yield Finding("settings", "ok", str(file) if file else "no configuration file: defaults", "qvax config show")
    if "QVAX_NOW" in qvax.environ:
        yield Finding("clock", "wrong", "QVAX_NOW stops the clock: for rehearsals only", "unset QVAX_NOW")


def _mail(qvax: Qvax) -> Iterator[Finding]:
    if qvax.settings["mail.host"]:
        yield Finding("mail out", "ok", f"through {qvax.settings['mail.host']}")
    else:
        spool = configured.spool_folder(qvax.db_path)
        yield _folder("mail out", spool, "no mail server is set, so mails are put into")
    yield _folder("mail in", configured.inbox_folder(qvax.db_path), "answers are read from")


def _folder(check: str, folder: Path, what: str) -> Finding:
    if folder.exists() and not os.access(folder, os.R_OK | os.W_OK | os.X_OK):
        return Finding(check, "wrong", f"{what} {folder}, which you may not use", f"chmod 700 {folder}")
    return Finding(check, "ok", f"{what} {folder}")


def _sms(qvax: Qvax) -> Iterator[Finding]:
    unreachable = people.only_by_mobile(qvax.db)
    if unreachable and "sms" not in qvax.channels:
        found = f"{unreachable} people have only a mobile number, and there is no SMS channel: they cannot be asked"
        yield Finding("sms", "note", found, "ask them for an e-mail address, their own or a reference person's")


def _waiting(qvax: Qvax) -> Iterator[Finding]:
    overdue = [one for one in offers.in_play(qvax.db, None) if one.until_at < qvax.now()]
    if overdue:
        yield Finding("offers", "note", f"{len(overdue)} offers are over and not closed yet", "qvax poll")
    undecided = invitations.without_outcome(qvax.db)
    if undecided:
        found = f"{len(undecided)} confirmed people of past offers: did they come? Nobody has said so yet"
        yield Finding("outcomes", "note", found, f"qvax vaccinated {undecided[0]}, or qvax no-show {undecided[0]}")
    waiting = outbox.waiting(qvax.db)
    if waiting:
        yield Finding("outbox", "note", f"{waiting} messages wait to be handed over", "qvax poll")
    unread = replies.to_read(qvax.db)
    if unread:
        hint = f"read them in {configured.inbox_folder(qvax.db_path)}"
        yield Finding("answers", "note", f"{unread} messages could not be understood", hint)
    second = handoffs.waiting(qvax.db)
    if second:
        yield Finding("second doses", "note", f"{second} people wait for an export", "qvax handoff export FILE")
