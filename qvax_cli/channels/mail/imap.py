"""Reads answers from a folder of an IMAP mailbox, and moves what is done to another."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from qvax_cli.channels import Inbox, Reply, Unreachable
from qvax_cli.channels.incoming import read_each
from qvax_cli.channels.mail.imap_connection import errors, hang_up, logged_in, words_of
from qvax_cli.channels.mail.imap_fetch import Item, Listed, content_of, items, listed, uid_of
from qvax_cli.channels.mail.login import Login
from qvax_cli.rules.local_time import Instant

if TYPE_CHECKING:
    from imap_tools import BaseMailBox

#: Older mail is left alone: an offer ends within 7 days, and a mailbox may hold years of letters when qvax first looks.
_DAYS_BACK = 8
#: New mails that one reading fetches: a flood must not use up its time, after which nothing could be put away.
_MOST = 300
_DAY = 86_400
_CHUNK = 200
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class Imap(Inbox):
    """A folder of a mailbox as a way in.

    tls: "none", "starttls" or "ssl", the two with the server's certificate checked; ca_file: certificates to trust
    instead of the system's; timeout: seconds for every step; known: gives the keys of what was read before: it is
    not fetched again; clock: the time now. All of the folder is read, seen or not, so a person who looks in
    before us hides nothing. A mail counts by its INTERNALDATE, the moment when the server took it (R15).
    """

    name = "mail"

    def __init__(
        self,
        host: str,
        port: int,
        tls: str,
        login: Login,
        folder: str,
        done_folder: str,
        known: Callable[[], Container[str]],
        clock: Callable[[], Instant],
        ca_file: str = "",
        timeout: float = 20,
    ) -> None:
        self._host, self._port, self._tls = host, port, tls
        self._login = login
        self._folder, self._done_folder = folder, done_folder
        self._known, self._clock = known, clock
        self._ca_file, self._timeout = ca_file, timeout
        self.time_limit = 3 * timeout + login.time_limit
        self._mailbox: BaseMailBox | None = None
        self._done: list[str] = []
        self._fetched = 0

    def replies(self) -> Iterator[Reply]:
        """What is in the folder, in the order of arrival; of what is known only the key.

        Raises Unreachable, at any point, when the rest cannot be read, or is left for the next reading.
        """
        self._fetched = 0
        return self._replies(self._known())

    def _replies(self, known: Container[str]) -> Iterator[Reply]:
        try:
            mailbox = self._open()
            where = f"the folder “{self._folder}” of the mailbox"
            validity = _text(mailbox.client.response("UIDVALIDITY")[1])
            listing = self._listing(mailbox)
            yield from read_each(where, listing, lambda item: self._one(mailbox, listed(validity, item), known), uid_of)
        except errors() as error:
            self._hang_up()
            raise self._unreadable(words_of(error)) from None

    def _one(self, mailbox: BaseMailBox, one: Listed | None, known: Container[str]) -> Reply | None:
        """A mail of the listing; None when there is none (any more). Raises Unreachable."""
        if one is None or one.key in known:
            return one and self._bare(one)
        self._fetched += 1
        if self._fetched > _MOST:
            raise Unreachable(f"the inbox at {self._host} holds more than {_MOST} new mails; the next round reads on")
        try:
            answer = self._fetch(mailbox, one.uid)
        except errors() as error:
            self._hang_up()
            raise self._unreadable(words_of(error)) from None
        return self._reply(one, answer)

    def done(self, reply: Reply) -> None:
        """Remembers it for `close`, which moves all that is done at once."""
        if reply.name:
            self._done.append(reply.name)

    def close(self) -> None:
        """Moves what is done to its folder, which is made when it is missing, and logs out.

        Raises Unreachable when that fails: then it stays where it is and comes again, as known.
        """
        try:
            if self._mailbox is not None and self._done:
                self._put_away(self._mailbox)
        except errors() as error:
            what = f"answers were read, but could not be moved to the folder “{self._done_folder}”"
            raise Unreachable(f"{what}: {words_of(error)}") from None
        finally:
            self._done.clear()
            self._hang_up()

    def check(self) -> str:
        """Logs in and looks at the folders; what was found. Raises Unreachable."""
        try:
            mailbox = self._open()
            folders = {folder.name for folder in mailbox.folder.list()}
            there = "is there" if self._done_folder in folders else "will be made"
            count = len(mailbox.numbers("ALL", charset=None))
        except errors() as error:
            raise self._unreadable(words_of(error)) from None
        finally:
            self._hang_up()
        where = f"{self._host}:{self._port} answers: logged in, {len(folders)} folders"
        return f"{where}; {count} mails in “{self._folder}”, “{self._done_folder}” {there}"

    def _open(self) -> BaseMailBox:
        """A connection, logged in, with the folder chosen."""
        import imaplib

        from imap_tools import ImapToolsError

        self._hang_up()
        try:
            self._mailbox = mailbox = logged_in(
                self._login, self._host, self._port, self._tls, self._ca_file, self._timeout
            )
        except Unreachable as trouble:
            raise self._unreadable(trouble.reason, trouble.hint) from None
        try:
            mailbox.folder.set(self._folder)
        except imaplib.IMAP4.abort:
            raise
        except (imaplib.IMAP4.error, ImapToolsError):
            self._hang_up()
            raise self._unreadable(f"it opens no folder “{self._folder}”") from None
        return mailbox

    def _unreadable(self, why: str, hint: str = "") -> Unreachable:
        return Unreachable(f"the inbox at {self._host} cannot be read: {why}", hint=hint)

    def _listing(self, mailbox: BaseMailBox) -> Iterator[Item]:
        from datetime import UTC, datetime

        since = datetime.fromtimestamp(self._clock() - _DAYS_BACK * _DAY, UTC)
        day = f"{since.day}-{_MONTHS[since.month - 1]}-{since.year}"
        uids = mailbox.uids(f"UNDELETED SINCE {day}", charset=None)
        for chunk in _chunks(uids):
            parts = "(UID INTERNALDATE BODY.PEEK[HEADER.FIELDS (MESSAGE-ID)])"
            yield from items(_ok(mailbox.client.uid("FETCH", ",".join(chunk), parts)))

    def _fetch(self, mailbox: BaseMailBox, uid: str) -> list[Any]:
        """What the server answers when asked for the beginning of a mail, which holds what was written."""
        from qvax_cli.channels.mail.parsing import MOST_BYTES

        return _ok(mailbox.client.uid("FETCH", uid, f"(BODY.PEEK[]<0.{MOST_BYTES}>)"))

    def _reply(self, one: Listed, answer: list[Any]) -> Reply | None:
        """The mail; None for one that somebody has just taken away."""
        from qvax_cli.channels.mail.bounces import report
        from qvax_cli.channels.mail.parsing import read

        raw = content_of(answer)
        if raw is None:
            return None
        mail = read(raw)
        return self._bare(one)._replace(
            subject=mail.subject,
            body=mail.body,
            sender=mail.sender,
            automatic=mail.automatic,
            autoreply=mail.autoreply,
            refs=mail.refs,
            report=report(raw, mail),
        )

    def _bare(self, one: Listed) -> Reply:
        """One that was read before, or its outside."""
        return Reply(
            key=one.key,
            received_at=self._clock() if one.received_at is None else one.received_at,
            subject="",
            body="",
            sender="",
            automatic=False,
            refs=(),
            name=one.uid,
        )

    def _put_away(self, mailbox: BaseMailBox) -> None:
        from imap_tools import MailMessageFlags

        if not mailbox.folder.exists(self._done_folder):
            mailbox.folder.create(self._done_folder)
            mailbox.folder.subscribe(self._done_folder, True)
        # What servers can do they tell in full only after the login, which imaplib does not ask again.
        capabilities = mailbox.client.capabilities = tuple(_text(mailbox.client.capability()[1]).upper().split())
        for chunk in _chunks(self._done):
            uids = ",".join(chunk)
            _ok(mailbox.client.uid("STORE", uids, "+FLAGS.SILENT", f"({MailMessageFlags.SEEN})"))
            if "MOVE" in capabilities:
                mailbox.move(chunk, self._done_folder)
                continue
            mailbox.copy(chunk, self._done_folder)
            # Not imap_tools' own way, whose EXPUNGE would also delete what others have marked.
            _ok(mailbox.client.uid("STORE", uids, "+FLAGS.SILENT", f"({MailMessageFlags.DELETED})"))
            if "UIDPLUS" in capabilities:
                _ok(mailbox.client.uid("EXPUNGE", uids))

    def _hang_up(self) -> None:
        mailbox, self._mailbox = self._mailbox, None
        if mailbox is not None:
            hang_up(mailbox)


def _chunks(uids: Sequence[str]) -> Iterator[list[str]]:
    for start in range(0, len(uids), _CHUNK):
        yield list(uids[start : start + _CHUNK])


def _ok(answer: tuple[str, list[Any]]) -> list[Any]:
    """The data of an answer of the server. imaplib.IMAP4.error when it is no OK."""
    import imaplib

    if answer[0] != "OK":
        raise imaplib.IMAP4.error("the server refuses a command")
    return answer[1]


def _text(data: list[Any]) -> str:
    return next((one.decode("ascii", "replace") for one in data if isinstance(one, bytes)), "")
