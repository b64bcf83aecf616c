"""What `qvax doctor` looks at. Each check is a function that returns its findings; nothing is changed."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from qvax_cli.channels import Channel, Envelope, Inbox, NotHandedOver
from qvax_cli.context import Qvax
from qvax_cli.errors import NotFound
from qvax_cli.files import Occupied, is_shared
from qvax_cli.home import expanded
from qvax_cli.rules.local_time import Instant, local
from qvax_cli.rules.spoken import counted
from qvax_cli.store import centers, handoffs, invitations, offers, outbox, people, replies, troubles
from qvax_cli.store.operators import kept_to, may_do

_TEST = "This is a test message of qvax. You do not have to do anything.\nMessage d'essai de qvax : rien à faire.\n"


#: Whoever may do that is told how many people there are, and what waits.
_LOOK = "look at offers"
_AVAILABILITY = "qvax availability set PERSON 'today 17:00-19:30'"
#: A night can take an hour longer than the one before.
_HOURS_BETWEEN_BACKUPS = 25


class Finding(NamedTuple):
    """`state` is "ok", "note" (nothing is wrong, but worth knowing), "warning" (it works, but not for real people) or
    "wrong"."""

    check: str
    state: str
    finding: str
    hint: str = ""


def examine(qvax: Qvax) -> list[Finding]:
    """Everything, in the order in which one would look; of people and offers what one's own center is about.

    A database that cannot be opened raises its own error.
    """
    evening = (_people, _centers, _waiting) if may_do(qvax.db, _LOOK) else ()
    return [
        *_database(qvax),
        *_settings(qvax),
        *_backups(qvax),
        *_mail_out(qvax),
        *_mail_in(qvax),
        *_sms(qvax),
        *(one for check in evening for one in check(qvax, kept_to(qvax.db))),
    ]


def _database(qvax: Qvax) -> Iterator[Finding]:
    if damage := qvax.db.check():
        yield Finding("database", "wrong", f"it is damaged: {damage[0]}", "restore a backup: qvax help restore")
    else:
        found = f"{qvax.database}, {qvax.db.size() / 1e6:.1f} MB"
        if may_do(qvax.db, _LOOK):
            found += f", {counted(people.on_the_list(qvax.db, kept_to(qvax.db)), 'person')} on the list"
        yield Finding("database", "ok", found)
    for state, found in qvax.db.facts():
        yield Finding("server", state, found, "" if state == "ok" else "qvax help postgresql")
    if isinstance(qvax.database, Path):
        yield _privacy(qvax.database)
        yield _encryption(qvax, qvax.database)
        yield from _replaced(qvax.database)
    try:
        with qvax.db.alone("hand-over", patience=0):
            pass
    except Occupied:
        pass  # somebody is at it, so it can be used
    except OSError as error:
        found = f"nothing can be handed over: {error.filename} cannot be used ({error.strerror})"
        yield Finding("hand-over", "wrong", found, "remove it: it is made again")


def _encryption(qvax: Qvax, file: Path) -> Finding:
    """What is protected when somebody gets the file, and what is not."""
    if not qvax.db.encrypted:
        found = (
            "not by qvax: who gets the file or a plain copy can read it; whether the disk is encrypted is not seen here"
        )
        return Finding("encryption", "ok", found, "qvax help encryption")
    key = qvax.settings["database.key_file"]
    if key and expanded(key).absolute().parent == file.absolute().parent:
        found = "the key lies beside the database: who takes the folder has both"
        return Finding("encryption", "wrong", found, "move it, and say so in database.key_file")
    found = (
        "the database and new copies of it are encrypted; older ones, mails beside it, exports and their like are not"
    )
    return Finding("encryption", "ok", found, "qvax help encryption")


def _replaced(file: Path) -> Iterator[Finding]:
    """What restores have kept, with whoever was erased since (R7)."""
    for one in sorted(file.parent.glob(f"{file.name}.replaced-*Z")):
        found = f"{one.name} is kept since a restore, with all the people who were in it"
        yield Finding("replaced", "note", found, f"once you are sure: rm {one}")


def _privacy(file: Path) -> Finding:
    shared = is_shared(file.parent)
    if file.stat().st_mode & (0o007 if shared else 0o077):
        return Finding("privacy", "wrong", "other users of this machine can read the database", f"chmod 600 {file}")
    who = f"the group of {file.parent}" if shared else "its owner"
    return Finding("privacy", "ok", f"only {who} can read the database")


def _settings(qvax: Qvax) -> Iterator[Finding]:
    file = qvax.settings.file
    yield Finding("settings", "ok", str(file) if file else "no configuration file: defaults", "qvax config show")
    for code in sorted(qvax.settings.centers.keys() - {center.code for center in centers.every(qvax.db)}):
        found = f"there is no center {code}: [centers.{code}] has no effect"
        yield Finding("settings", "wrong", found, "qvax center list")
    if said := str(qvax.settings["defaults.center"]):
        try:
            centers.get(qvax.db, said)
        except NotFound as unknown:
            yield Finding("settings", "wrong", f"defaults.center: {unknown.message}", "qvax center list")
    yield from _secrets(qvax)
    if "QVAX_NOW" in qvax.environ:
        yield Finding("clock", "wrong", "QVAX_NOW stops the clock: for rehearsals only", "unset QVAX_NOW")


def _backups(qvax: Qvax) -> Iterator[Finding]:
    """Whether a copy was made in time: of those who have ever made one, or said for whom. Who has named a recipient
    wants one every night; who made one by hand may have wanted no more."""
    wanted, last = bool(qvax.settings["backup.recipient"]), qvax.backups.last()
    hint = _typed(qvax, "copy the database", "qvax backup FOLDER --keep 14, every night: qvax help restore")
    if last is None and wanted:
        yield Finding("backups", "wrong", "no copy of the database was ever made", hint)
    elif last is not None:
        hours = (qvax.now() - last) / 3600
        late = "" if hours <= _HOURS_BETWEEN_BACKUPS else "wrong" if wanted else "note"
        found = f"the last copy of the database is of {local(last).strftime('%d/%m/%Y %H:%M')}"
        yield Finding("backups", late or "ok", found, hint if late else "")


def _secrets(qvax: Qvax) -> Iterator[Finding]:
    """Files of passwords that others can read. What a group may read is its owner's choice."""
    for path in (
        "mail.password_file",
        "inbox.password_file",
        "sms.password_file",
        "sms.secret_file",
        "database.key_file",
    ):
        file = expanded(qvax.settings[path] or os.devnull)
        if file.is_file() and file.stat().st_mode & 0o007:
            yield Finding("privacy", "note", f"other users of this machine can read {file}", f"chmod 600 {file}")


def _mail_out(qvax: Qvax) -> Iterator[Finding]:
    if qvax.settings["mail.host"]:
        yield tried("mail out", qvax.channels["mail"], "check [mail] in the configuration: qvax help mail")
    else:
        found = _folder(
            "mail out", qvax.home.spool, "no mail server is set, and nobody receives the mails: they lie in"
        )
        hint = "set [mail] in the configuration: qvax help mail"
        yield found._replace(state="warning", hint=hint) if found.state == "ok" and qvax.rehearses else found


def _mail_in(qvax: Qvax) -> Iterator[Finding]:
    if qvax.settings["inbox.host"]:
        inbox = next(inbox for inbox in qvax.inboxes if inbox.name == "mail")
        yield tried("mail in", inbox, "check [inbox] in the configuration: qvax help mail")
        return
    yield _folder("mail in", qvax.home.inbox, "answers are read from")
    if qvax.settings["mail.host"]:
        found = "mails are sent by a server, and answers are read from a folder into which something must deliver"
        yield Finding("mail in", "note", found, "set [inbox] to read the mailbox: qvax help mail")


def tried(check: str, way: Channel | Inbox, hint: str) -> Finding:
    """A channel or an inbox, tried for real, without any message."""
    try:
        return Finding(check, "ok", way.check())
    except NotHandedOver as trouble:
        return Finding(check, "wrong", trouble.reason, trouble.hint or hint)


def send_test(qvax: Qvax, address: str) -> list[Finding]:
    """One message to this address or number, by every channel that can reach it. Complaint for an impossible one."""
    from qvax_cli.rules import codes, contact

    email, mobile = (contact.email(address), None) if "@" in address else (None, contact.mobile(address))
    found = []
    for name, channel in qvax.channels.items():
        to = channel.takes(email, mobile)
        if to is not None:
            key = f"{qvax.now()}.test.{codes.new()}"
            letter = Envelope(
                key=key,
                to=to,
                to_name="",
                subject="qvax: test",
                body=_TEST,
                language="en",
                kind="test",
                code=None,
                created_at=qvax.now(),
            )
            found.append(_sent(name, channel, letter, qvax.now()))
    return found or [Finding("test", "wrong", "no channel can reach that address", "qvax config show")]


def _sent(name: str, channel: Channel, letter: Envelope, now: Instant) -> Finding:
    try:
        with channel:
            taken = channel.hand_over(letter, now)
    except NotHandedOver as trouble:
        return Finding("test", "wrong", f"{name}: {trouble.reason}", "see the other findings")
    return Finding(
        "test", "ok", f"handed over by {name}" + (f": {taken.answer}" if taken.answer else ""), "see whether it arrives"
    )


def _folder(check: str, folder: Path, what: str) -> Finding:
    if folder.exists() and not os.access(folder, os.R_OK | os.W_OK | os.X_OK):
        return Finding(check, "wrong", f"{what} {folder}, which you may not use", f"chmod 700 {folder}")
    return Finding(check, "ok", f"{what} {folder}")


def _sms(qvax: Qvax) -> Iterator[Finding]:
    if "sms" in qvax.channels:
        hint = "check [sms] in the configuration: qvax help lists the ways"
        yield tried("sms out", qvax.channels["sms"], hint)
        yield tried("sms in", next(inbox for inbox in qvax.inboxes if inbox.name == "sms"), hint)
        if qvax.channels["sms"].in_the_clear:
            yield Finding("sms out", "wrong", "messages and password go over the network in the clear", "use https://")
        return
    unreachable = people.only_by_mobile(qvax.db, kept_to(qvax.db))
    if unreachable and may_do(qvax.db, _LOOK):
        who = counted(unreachable, "person", "has", "have")
        found = f"{who} only a mobile number, and there is no SMS channel to ask them by"
        yield Finding(
            "sms", "note", found, "set up [sms] (qvax help lists the ways), or ask them for an e-mail address"
        )


def _people(qvax: Qvax, within: int | None) -> Iterator[Finding]:
    """Who is on the list and cannot be asked. An empty list is nothing to tell."""
    unasked = people.without_window(qvax.db, qvax.now(), within)
    if unasked:
        who = counted(unasked, "person", "on the list has", "on the list have")
        found = f"{who} no window to come, and nobody asks them until they have one"
        yield Finding("availability", "note", found, _typed(qvax, "change when people can come", _AVAILABILITY))


def _centers(qvax: Qvax, within: int | None) -> Iterator[Finding]:
    """Centers whose people are told to contact them, and not where."""
    for center in centers.with_people(qvax.db):
        if within in (None, center.id) and not center.phone and not center.email:
            found = f"no message says how to reach {center.name}: it has neither phone nor e-mail address"
            command = f"qvax center set {center.code} --phone '081 12 34 56'"
            yield Finding("center", "note", found, _typed(qvax, "keep the centers", command))


def _waiting(qvax: Qvax, within: int | None) -> Iterator[Finding]:
    a_round = _typed(qvax, "make a round", "qvax poll")
    overdue = [one for one in offers.in_play(qvax.db, within) if one.until_at < qvax.now()]
    if overdue:
        yield Finding(
            "offers", "note", f"{counted(len(overdue), 'offer', 'is', 'are')} over and not closed yet", a_round
        )
    undecided = invitations.without_outcome(qvax.db, within)
    if undecided:
        found = f"{counted(len(undecided), 'confirmed person')} of past offers: did they come? Nobody has said so yet"
        commands = f"qvax vaccinated {undecided[0]}, or qvax no-show {undecided[0]}"
        yield Finding("outcomes", "note", found, _typed(qvax, "record what became of people", commands))
    waiting = outbox.waiting(qvax.db, within)
    if waiting:
        yield Finding("outbox", "note", f"{counted(waiting, 'message', 'waits', 'wait')} to be handed over", a_round)
    unread = len(replies.to_read(qvax.db, within))
    if unread:
        found = f"{counted(unread, 'message')} could not be understood"
        yield Finding("answers", "note", found, _typed(qvax, "read messages", "qvax inbox list"))
    for trouble in troubles.every(qvax.db):
        way = "takes no messages" if trouble.direction == "out" else "could not be read"
        since = local(trouble.since).strftime("%d/%m %H:%M")
        yield Finding("troubles", "note", f"{trouble.name} {way} since {since}: {trouble.reason}", a_round)
    second = handoffs.waiting(qvax.db, within)
    if second:
        days = (qvax.now() - (handoffs.longest_wait(qvax.db, within) or 0)) / 86400
        late = days > float(qvax.settings["retention.vaccinated_days"]) - 7
        who = counted(second, "person", "waits", "wait")
        found = f"{who} for the second-dose list, the first for {counted(round(days), 'day')}"
        hint = _typed(qvax, "hand people on", "qvax handoff export FILE")
        yield Finding("second doses", "wrong" if late else "note", found, hint)


def _typed(qvax: Qvax, task: str, command: str) -> str:
    """What to type, for whoever may; the others know whom to ask."""
    return command if may_do(qvax.db, task) else "ask an admin"
