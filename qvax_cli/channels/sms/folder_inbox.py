"""A folder of SMS that a gateway brought to us: each a small file, dropped whole and read by the next `poll`.

Nothing of this needs the database, so a reply is taken however busy that is.
"""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from qvax_cli.channels import Inbox, Reply, Report, Traces, Unreachable
from qvax_cli.channels.incoming import Unreadable, content, read_each
from qvax_cli.channels.kept import before, erase, naming
from qvax_cli.channels.sms.numbers import stored
from qvax_cli.channels.sms.timestamps import instant_of
from qvax_cli.files import make_folder, put
from qvax_cli.rules.local_time import Instant

_LONGEST_TEXT = 10_000
_DELIVERED = frozenset({"1", "delivered", "delivrd"})
_FAILED = frozenset(
    {"2", "16", "failed", "undelivered", "undeliv", "undeliverable", "rejected", "rejectd", "expired", "deleted"}
)
# What gateways call the same thing, in lower case.
_SPELLINGS = {
    "from": ("from", "sender", "msisdn"),
    "text": ("text", "body", "message"),
    "at": ("at", "received_at", "timestamp", "date"),
    "id": ("id", "messagesid", "message_id", "messageid"),
    "reference": ("reference",),
    "state": ("state", "status"),
}


# A text message and what stands around it; `drop` writes less.
_MOST_BYTES = 65_536


class Brought(NamedTuple):
    """What was brought: the name of its file, and whether it is a delivery report rather than a message."""

    name: str
    report: bool


def put_in(folder: Path, fields: Mapping[str, str], now: Instant) -> Brought | None:
    """Puts a message, or a report with `reference` and `state`, into the folder; None when it is neither.

    `at` is when the gateway took it, `now` where it does not say. The same `id` twice is one message.
    Raises OSError.
    """
    import json
    from hashlib import sha256

    known = {name: _value(fields, spellings) for name, spellings in _SPELLINGS.items()}
    report = bool(known["reference"] and known["state"]) and not known["text"]
    if not report and not (known["from"] or known["text"]):
        return None
    at = instant_of(known["at"], now)
    kept = {name: value for name, value in known.items() if name != "at"}
    kept["received_at"] = str(now if at is None else at)
    unique = known["id"] or json.dumps(kept)
    if report:
        unique = f"{known['reference']} {known['state']}"
    name = sha256(unique.encode(errors="replace")).hexdigest()[:32] + ".json"
    make(folder)
    if not (folder / "done" / name).exists():
        draft = folder / "tmp" / f"{name}.{os.getpid()}"
        # The gateway forgets the message once we have said that we have it.
        put(folder / "new" / name, json.dumps(kept).encode(), draft=draft)
    return Brought(name, report)


def make(folder: Path) -> None:
    """Makes the folders, for their owner only. Raises OSError."""
    for part in (folder, folder / "tmp", folder / "new", folder / "done"):
        make_folder(part)


def _value(fields: Mapping[str, str], spellings: tuple[str, ...]) -> str:
    named = {name.lower(): value for name, value in fields.items()}
    return next((named[name] for name in spellings if named.get(name)), "")[:_LONGEST_TEXT]


class FolderInbox(Inbox):
    """That folder as a way in."""

    name = "sms"

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def replies(self) -> Iterator[Reply]:
        """What is not done. A folder that is not there holds nothing. Raises Unreachable when it cannot be read."""
        try:
            names = sorted(path.name for path in (self.folder / "new").glob("*.json"))
        except OSError as error:
            raise Unreachable(f"the folder {self.folder} cannot be read: {error.strerror}") from error
        new = self.folder / "new"
        yield from read_each(str(new), names, lambda name: _reply(new / name))

    def done(self, reply: Reply) -> None:
        """Moves a reply to `done`. One that is gone already is no error.

        Raises Unreachable when it cannot be moved; then it comes again, with the same key.
        """
        try:
            make(self.folder)
            (self.folder / "new" / reply.name).rename(self.folder / "done" / reply.name)
        except FileNotFoundError:
            pass
        except OSError as error:
            raise Unreachable(f"the folder {self.folder} cannot be changed: {error.strerror}") from error

    def check(self) -> str:
        """Whether the folder can be used; in words. Raises Unreachable."""
        if self.folder.exists() and not os.access(self.folder, os.R_OK | os.W_OK | os.X_OK):
            raise Unreachable(f"you may not use the folder {self.folder}")
        return f"replies that a gateway brings are read from {self.folder}"

    def erase(self, traces: Traces) -> None:
        """In JSON a number or a code stands as it is."""
        for part, words in (("new", traces.codes), ("tmp", traces.codes), ("done", (*traces.codes, *traces.addresses))):
            erase((self.folder / part).glob("*"), naming(words))

    def erase_before(self, moment: Instant) -> None:
        for part in ("done", "tmp"):
            erase((self.folder / part).glob("*"), before(moment))


def _reply(path: Path) -> Reply:
    from qvax_cli.channels.sms.http_client import read_json

    raw, written_at = content(path, _MOST_BYTES + 1)
    if len(raw) > _MOST_BYTES:
        raise Unreadable("it is too long for a text message")
    found: Any = read_json(raw.decode("utf-8-sig", "replace"))
    known = {name: str(value) for name, value in found.items() if value is not None} if isinstance(found, dict) else {}
    report = bool(known.get("reference") and known.get("state")) and not known.get("text")
    at = instant_of(known.get("received_at", ""), written_at)
    return Reply(
        key=f"sms {path.name}",
        received_at=written_at if at is None else at,
        subject="",
        body=known.get("text", ""),
        sender=stored(known.get("from", "")),
        automatic=report,
        refs=(),
        name=path.name,
        report=_report(known["reference"], known["state"]) if report else None,
        fault="" if isinstance(found, dict) else f"it is no JSON object and lies as it came in {path}",
    )


def _report(reference: str, state: str) -> Report:
    """What Kannel (by a number) and others (by a word) say of a message."""
    word = state.strip().lower()
    if word in _FAILED:
        return Report(reference=reference, delivered=False, why="the SMS gateway could not deliver it")
    return Report(reference=reference, delivered=True if word in _DELIVERED else None)
