"""Hands SMS over to gammu-smsd, which sends them by a modem: one file a message in its outbox folder.

gammu-smsd (service `files`) takes a file out of `outbox/`, sends it, and moves it to `sent/` or `error/`. An SMS is
handed over when the modem has sent it, not when its file was written: an unplugged modem must not let anybody's
30 minutes run (R13). So we wait, and what is not sent is taken out of the outbox again.
"""

import os
import re
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import get_ident
from typing import NamedTuple, Self

from qvax_cli.channels import Channel, Envelope, Rejected, Taken, Traces, TryLater, Unreachable
from qvax_cli.channels.kept import erase
from qvax_cli.files import put
from qvax_cli.rules.local_time import Instant

#: What gammu-smsd knows the folders by: OutboxPath, SentSMSPath, ErrorSMSPath, InboxPath.
FOLDERS = ("outbox", "sent", "error", "inbox")

# OUT<priority><date>_<time>_<serial>_<recipient>_<note>.<ext>: the note is our key. gammu-smsd takes the files in
# the order of their names and has room for 99 signs.
_NAME = re.compile(r"OUT[A-Z](\d{8}_\d{6})_(\d{3})_(\+?\d+)_(\d+\.\w+\.\w+)\.txt")
_PRIORITIES = {"invitation": "A", "confirmation": "B", "cancelled": "B"}
_STEP = 0.25
_MOST_ERRORS = 3
# A file that a killed qvax left in the outbox: nobody waits that long, and its deadline is not true any more.
_LEFT_BEHIND = 600


class Gammu(Channel):
    """The spool folders of gammu-smsd as a channel. folder: where `outbox`, `sent`, `error` and `inbox` are.

    patience: seconds to wait while the modem sends nothing. `sleep` takes seconds. The name of a file holds the key
    of its message, so it is found again after a crash, wherever gammu-smsd has moved it, and never sent twice.
    """

    name, by = "sms", "mobile"
    # The modem sends one at a time: so many wait for it, that it never waits for us.
    connections = 8

    def __init__(
        self,
        folder: Path,
        patience: float = 60,
        sleep: Callable[[float], None] = time.sleep,
        per_minute: int = 0,
    ) -> None:
        self.per_minute = per_minute
        self.folder = folder
        self._outbox, self._sent, self._error, _ = (folder / name for name in FOLDERS)
        self._patience = patience
        self.time_limit = 3 * patience
        self._sleep = sleep

    def __enter__(self) -> Self:
        with suppress(OSError):
            self._sweep()
        return self

    def hand_over(self, envelope: Envelope, now: Instant) -> Taken:
        """Has the modem send the message, unless it has done so before; the moment when it did.

        Raises TryLater when the modem tried in vain, Rejected when it did so again and again while it sent others,
        Unreachable when the folders cannot be used or nothing at all is sent.
        """
        if not re.fullmatch(r"\+\d{6,15}", envelope.to):
            raise Rejected("the mobile number cannot be used to send an SMS", personal=True)
        try:
            return self._hand_over(envelope, now)
        except OSError as error:
            raise Unreachable(f"the spool {self.folder} of gammu-smsd cannot be used: {error.strerror}") from error

    def check(self) -> str:
        """Whether the folders can be used and gammu-smsd looks at them; in words. Raises Unreachable."""
        try:
            for name in FOLDERS:
                if not os.access(self.folder / name, os.R_OK | os.W_OK | os.X_OK):
                    raise Unreachable(f"{self.folder / name} is missing, or you may not use it")
            now = self._clock()
            waiting = [now - (self._outbox / name).stat().st_mtime for name in _listed(self._outbox)]
        except OSError as error:
            raise Unreachable(f"the spool {self.folder} of gammu-smsd cannot be used: {error.strerror}") from error
        if waiting and max(waiting) > _LEFT_BEHIND:
            minutes = round(max(waiting) / 60)
            raise Unreachable(f"an SMS waits in {self._outbox} since {minutes} minutes: is gammu-smsd running?")
        return f"the spool {self.folder} of gammu-smsd, where {len(waiting)} SMS wait"

    def erase(self, traces: Traces) -> None:
        """The name of a file holds the number and the code, so nothing has to be read."""
        erase(self._kept(), lambda path: any(trace in path.name for trace in (*traces.codes, *traces.addresses)))

    def erase_before(self, moment: Instant) -> None:
        """What is not ours in the folders stays."""
        erase(self._kept(), lambda path: _stamp(path) < moment)

    def _kept(self) -> list[Path]:
        """Our messages that were sent or failed."""
        folders = [folder for folder in (self._sent, self._error) if folder.exists()]
        return [folder / name for folder in folders for name in _listed(folder) if _NAME.fullmatch(name)]

    def _hand_over(self, envelope: Envelope, now: Instant) -> Taken:
        found = self._find(envelope.key)
        if found.waiting is not None and now - _stamp(found.waiting) >= self._patience:
            # From a run that died. It bears the deadline of then, so it is written anew.
            self._take_back(found.waiting)
            found = self._find(envelope.key)
        if found.sent is not None:
            return Taken(_sent_at(found.sent), "sent by the modem")
        self._give_up(found.errors)
        path = found.waiting or self._write(envelope, now, len(found.errors))
        waited = self._wait(path)
        found = self._find(envelope.key)
        if found.waiting is not None:
            self._take_back(found.waiting)
            found = self._find(envelope.key)
            if found.sent is None:
                raise Unreachable(f"gammu-smsd has sent nothing for {self._patience:g} seconds")
        if found.sent is not None:
            return Taken(_sent_at(found.sent), "sent by the modem")
        if path.name in (error.name for error in found.errors):
            self._give_up(found.errors)
            raise TryLater("the modem could not send the SMS")
        # Without SentSMSPath gammu-smsd deletes what it has sent.
        return Taken(now + round(waited), "taken by gammu-smsd, which keeps nothing that it has sent")

    def _find(self, key: str) -> "_Found":
        """Where the message is. The outbox is looked at first, because files only ever leave it."""
        waiting, sent, errors = (
            [folder / name for name in _listed(folder) if (known := _NAME.fullmatch(name)) and known[4] == key]
            for folder in (self._outbox, self._sent, self._error)
        )
        return _Found(next(iter(waiting), None), next(iter(sent), None), errors)

    def _write(self, envelope: Envelope, now: Instant, serial: int) -> Path:
        from datetime import UTC, datetime

        stamp = datetime.fromtimestamp(now, UTC).strftime("%Y%m%d_%H%M%S")
        priority = _PRIORITIES.get(envelope.kind, "C")
        path = self._outbox / f"OUT{priority}{stamp}_{serial:03}_{envelope.to}_{envelope.key}.txt"
        draft = self._outbox / f".qvax.{envelope.key}"  # gammu-smsd passes over hidden files
        # Other encodings are read by the locale of gammu-smsd, which a service often does not have.
        content = b"\xfe\xff" + envelope.body.strip().encode("utf-16-be")
        # gammu-smsd does not always run as root: Debian's folders belong to its group.
        put(path, content, draft=draft, mode=0o660, group=self._outbox.stat().st_gid)
        return path

    def _wait(self, path: Path) -> float:
        """Waits until gammu-smsd has dealt with a file, as long as it deals with any at all; the seconds."""
        waited = quiet = 0.0
        before = set(_listed(self._outbox))
        while path.name in before and quiet < self._patience:
            self._sleep(_STEP)
            now = set(_listed(self._outbox))
            waited, quiet = waited + _STEP, 0.0 if before - now else quiet + _STEP
            before = now
        return waited

    def _take_back(self, path: Path) -> None:
        with suppress(FileNotFoundError):  # just now moved by gammu-smsd
            path.unlink()

    def _give_up(self, errors: list[Path]) -> None:
        """Refuses a message that failed too often, if the modem sends others: else it is not about this one."""
        if len(errors) >= _MOST_ERRORS:
            first = min(error.stat().st_ctime for error in errors)
            if self._sent.stat().st_mtime > first:
                raise Rejected(f"the modem could not send the SMS, {len(errors)} times", personal=True)

    def _sweep(self) -> None:
        """Takes what a killed qvax left behind out of the outbox."""
        now = self._clock()
        for name in _listed(self._outbox):
            path = self._outbox / name
            if _NAME.fullmatch(name) and now - path.stat().st_mtime > _LEFT_BEHIND:
                self._take_back(path)

    def _clock(self) -> float:
        """The time by the clock of the disk, which is the one that files are dated by."""
        probe = self._outbox / f".qvax.clock.{os.getpid()}.{get_ident()}"
        probe.touch()
        try:
            return probe.stat().st_mtime
        finally:
            probe.unlink(missing_ok=True)


class _Found(NamedTuple):
    """The files of a message: the one that waits, the one that was sent, those that failed."""

    waiting: Path | None
    sent: Path | None
    errors: list[Path]


def _listed(folder: Path) -> list[str]:
    """The names of the messages in a folder."""
    with os.scandir(folder) as found:
        return [file.name for file in found if file.name.startswith("OUT")]


def _stamp(path: Path) -> Instant:
    """The moment at which we wrote a message, from its name."""
    from datetime import UTC, datetime

    written = _NAME.sub(r"\1", path.name)
    return int(datetime.strptime(written, "%Y%m%d_%H%M%S").replace(tzinfo=UTC).timestamp())


def _sent_at(path: Path) -> Instant:
    """When a message was sent: how long after it was written its file was moved, by the clock of the disk."""
    file = path.stat()
    return _stamp(path) + max(0, round(file.st_ctime - file.st_mtime))


def came_back(folder: Path, number: str) -> None:
    """The network could not deliver the last message to that number: it is as one that failed. Raises OSError."""
    sent = [name for name in _listed(folder / "sent") if (known := _NAME.fullmatch(name)) and known[3] == number]
    if sent:
        last = max(sent, key=lambda name: _stamp(Path(name)))
        (folder / "sent" / last).rename(folder / "error" / last)
