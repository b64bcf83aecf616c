"""Reads the SMS that gammu-smsd received, each until it is done, and keeps what is done in `inbox/.done`.

Its files are called `IN20210406_174000_00_+32470123456_00.txt`, the last figures being the part of a long message.
All values of InboxFormat are read: `standard`, `unicode` and `detail`.
"""

import os
import re
from collections.abc import Iterator
from datetime import datetime, tzinfo
from itertools import groupby
from pathlib import Path
from threading import get_ident
from typing import Any

from qvax_cli.channels import Inbox, Reply, Report, Traces, Unreachable
from qvax_cli.channels.incoming import Unreadable, content, read_each
from qvax_cli.channels.kept import before, erase
from qvax_cli.channels.sms.gammu import came_back
from qvax_cli.channels.sms.numbers import stored
from qvax_cli.rules.local_time import Instant

_NAME = re.compile(r"(IN(\d{8}_\d{6})_(\d\d)_(.*))_(\d\d)\.(txt|bin)", re.ASCII)
# Files are written bit by bit, the parts of a long message one after the other.
_SETTLED = 2
# What a network keeps for a modem that is switched off, usually.
_OLDEST = 7 * 24 * 3600
_MOST_BYTES = 100_000
# The whole text of a delivery report, where DeliveryReport = sms.
_PENDING: dict[str, Any] = {"delivered": None}
_REPORTS: dict[str, dict[str, Any]] = {
    "Delivered": {"delivered": True},
    "Failed": {"delivered": False, "why": "the network could not deliver the SMS"},
    "Pending": _PENDING,
    "Unknown": _PENDING,
}


class GammuInbox(Inbox):
    """The inbox folder of gammu-smsd. zones: those that the times which the network puts on messages can be in."""

    name = "sms"

    def __init__(self, folder: Path, zones: tuple[tzinfo, ...]) -> None:
        self.folder = folder / "inbox"
        self._zones = zones

    def replies(self) -> Iterator[Reply]:
        """What is not done and wholly written, in the order of the names, which begin with the moment.

        Raises Unreachable when the folder cannot be read.
        """
        try:
            now = self._clock()
            names = sorted(path.name for path in self.folder.iterdir() if _NAME.fullmatch(path.name))
        except OSError as error:
            raise Unreachable(f"the inbox {self.folder} cannot be read: {error.strerror}") from error
        messages = [tuple(parts) for _, parts in groupby(names, key=lambda name: name.rpartition("_")[0])]
        yield from read_each(str(self.folder), messages, lambda files: self._reply(files, now), "/".join)

    def done(self, reply: Reply) -> None:
        """Moves the files of a reply to `.done`. Those that are gone already are no error.

        Raises Unreachable when they cannot be moved; then it comes again, with the same key.
        """
        put_away = self.folder / ".done"
        failed = reply.report is not None and reply.report.delivered is False
        try:
            put_away.mkdir(mode=0o700, exist_ok=True)
            for name in reply.name.split("/"):
                path = self.folder / name
                if path.exists():
                    path.rename(_free(put_away, name))
                    if failed:
                        # Else it would be found among the sent ones when somebody tries it again.
                        came_back(self.folder.parent, reply.sender)
        except FileNotFoundError:
            pass  # put away by another process meanwhile
        except OSError as error:
            raise Unreachable(f"the inbox {self.folder} cannot be changed: {error.strerror}") from error

    def check(self) -> str:
        """Whether the folder can be used; in words. Raises Unreachable."""
        if not os.access(self.folder, os.R_OK | os.W_OK | os.X_OK):
            raise Unreachable(f"the inbox {self.folder} is missing, or you may not use it")
        return f"replies are read from {self.folder}"

    def erase(self, traces: Traces) -> None:
        """The name of a file holds the number of its sender."""
        erase(
            self._done(),
            lambda path: any(address in path.name for address in traces.addresses) or _names(path, traces.codes),
        )

    def erase_before(self, moment: Instant) -> None:
        erase(self._done(), before(moment))

    def _done(self) -> list[Path]:
        put_away = self.folder / ".done"
        return list(put_away.iterdir()) if put_away.exists() else []

    def _clock(self) -> float:
        """The time by the clock of the disk, which is the one that files are dated by."""
        probe = self.folder / f".qvax.clock.{os.getpid()}.{get_ident()}"
        probe.touch()
        try:
            return probe.stat().st_mtime
        finally:
            probe.unlink(missing_ok=True)

    def _reply(self, files: tuple[str, ...], now: float) -> Reply | None:
        """The message in these files; None while it is being written."""
        from hashlib import sha256

        read = [content(self.folder / name, _MOST_BYTES) for name in files]
        contents, written = [raw for raw, _ in read], [at for _, at in read]
        if max(written) > now - _SETTLED:
            return None
        (found,) = _NAME.finditer(files[0])
        text = "".join(map(_text, contents))
        sender = stored(found[4])
        report = b"\nPDU = Status_Report\n" in contents[0].replace(b"\r", b"") or text.strip() in _REPORTS
        return Reply(
            # With the content, because gammu-smsd gives the same name again once we have moved the file.
            key=sha256(b"\n".join([found[1].encode(errors="surrogateescape"), *contents])).hexdigest(),
            received_at=received_at(found[2], self._zones, min(written)),
            subject="",
            body="" if report else text,
            sender=sender,
            automatic=report,
            refs=(),
            name="/".join(files),
            report=Report(to=sender, **_REPORTS.get(text.strip(), _PENDING)) if report else None,
        )


def received_at(stamp: str, zones: tuple[tzinfo, ...], written_at: Instant) -> Instant:
    """When the network took a message: its stamp (`20210406_174000`, a wall time in one of the zones), if that can be.

    It cannot be later than the file was written, nor much earlier; else that moment counts. Of several readings, in
    the doubled hour of autumn too, the last that can be is taken: what is read too early would make late answers be
    in time.
    """
    try:
        wall = datetime.strptime(stamp, "%Y%m%d_%H%M%S")  # noqa: DTZ007 (which zone is asked below)
        readings = {int(wall.replace(tzinfo=zone, fold=fold).timestamp()) for zone in zones for fold in (0, 1)}
    except (ValueError, OverflowError):
        return written_at
    likely = [reading for reading in readings if written_at - _OLDEST <= reading <= written_at]
    return max(likely, default=written_at)


def _text(raw: bytes) -> str:
    """What a file of gammu-smsd says, in whichever of its formats."""
    if raw.startswith(b"\xfe\xff"):
        # As many signs are written as the text has bytes in another encoding: behind the text stands anything.
        return raw[2:].decode("utf-16-be", "replace").partition("\0")[0]
    if raw.startswith(b"; This file format was designed for Gammu"):
        return _detail(raw.decode("utf-8", "replace").replace("\r\n", "\n"))
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")


def _detail(written: str) -> str:
    """The text in a file of the format `detail`, which holds all parts of a message."""
    parts = []
    for _, section in re.findall(r"^\[(SMSBackup\w*)\]$(.*?)(?=^\[|\Z)", written, re.MULTILINE | re.DOTALL):
        if not re.search(r"^Coding = 8bit", section, re.MULTILINE):
            digits = "".join(re.findall(r"^Text\d\d = ([0-9A-F]*)$", section, re.MULTILINE))
            parts.append(bytes.fromhex(digits[: len(digits) // 4 * 4]).decode("utf-16-be", "replace"))
    return "".join(parts)


def _free(folder: Path, name: str) -> Path:
    """A name in a folder that no file has, so that nothing is ever overwritten."""
    path = folder / name
    number = 1
    while path.exists():
        number += 1
        path = folder / f"{name}.{number}"
    return path


def _names(path: Path, codes: tuple[str, ...]) -> bool:
    """Whether a message names one of these codes."""
    try:
        text = _text(content(path, _MOST_BYTES)[0]).upper()
    except Unreadable:
        return False
    return any(code in text for code in codes)
