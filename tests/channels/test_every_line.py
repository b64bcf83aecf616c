"""R38: whatever reading one message makes us raise, at whatever line, it is set aside and the next one is read."""

import json
import os
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from types import FrameType
from zoneinfo import ZoneInfo

import pytest

from qvax_cli.channels import Inbox
from qvax_cli.channels.mail.imap import Imap
from qvax_cli.channels.mail.login import Login
from qvax_cli.channels.sms.gammu_inbox import GammuInbox
from qvax_cli.channels.sms.http_client import Gateway
from qvax_cli.channels.sms.http_inbox import ListInbox, Listing
from tests.channels.mail import scripted
from tests.channels.sms import gateways
from tests.tracing import traced

NOW = 1617723600  # 6 April 2021, 17:40 in Brussels
FAULTS = (RuntimeError, MemoryError, RecursionError, ZeroDivisionError, LookupError, AssertionError)
#: Where a message is read alone: functions by module. What lists them and what speaks to a server is about all.
ALONE = {
    "mail/imap.py": ("_reply", "_bare", "_one"),
    "mail/imap_fetch.py": ("listed", "content_of", "_moment"),
    "sms/gammu_inbox.py": ("_reply", "_text", "_detail", "received_at"),
    "sms/http_inbox.py": ("_reply", "_told", "_report"),
    "sms/timestamps.py": ("instant_of",),
    "sms/numbers.py": ("stored",),
}


def _imap(stack: ExitStack, _: Path) -> Inbox:
    mail = b"From: x@example.org\r\nSubject: %d\r\n\r\nOui\r\n"
    mails = {number: ("06-Apr-2021 17:30:00 +0200", mail % number) for number in (4, 9)}
    port = stack.enter_context(scripted.serving(mails))
    return Imap("127.0.0.1", port, "none", Login(user="x", secret="x"), "INBOX", "done", tuple, lambda: NOW)


def _gammu(_: ExitStack, folder: Path) -> Inbox:
    (folder / "inbox").mkdir()
    for number in (4, 9):
        file = folder / "inbox" / f"IN20210406_17300{number}_00_+3247012345{number}_00.txt"
        file.write_text("Oui")
        os.utime(file, (NOW, NOW))
    return GammuInbox(folder, (ZoneInfo("Europe/Brussels"),))


def _gateway_list(stack: ExitStack, *, sent: bool) -> Inbox:
    items = [
        {
            "id": str(number),
            "from": f"+3247012345{number}",
            "text": "Oui",
            "at": "2021-04-06T15:30:00Z",
            "state": "gone",
        }
        for number in (4, 9)
    ]
    server = stack.enter_context(gateways.running())
    server.answer = lambda _: (200, json.dumps(items))
    listing = Listing(
        url=server.url, items="", id="/id", sender="/from", text="/text", received="/at", state="/state", failed="gone"
    )
    replies, ours = (None, listing) if sent else (listing, None)
    return ListInbox(Gateway(timeout=5), replies, ours, lambda: NOW)


INBOXES: dict[str, Callable[[ExitStack, Path], Inbox]] = {
    "imap": _imap,
    "gammu": _gammu,
    "replies in a list": lambda stack, _: _gateway_list(stack, sent=False),
    "ours in a list": lambda stack, _: _gateway_list(stack, sent=True),
}


def _alone(file: str, function: str) -> bool:
    """Whether it reads a message alone."""
    return function in ALONE.get(file.removeprefix("channels/"), ())


@pytest.mark.parametrize("kind", INBOXES)
def test_r38_whatever_a_message_makes_an_inbox_raise_it_is_set_aside_and_the_next_one_is_read(
    kind: str, tmp_path: Path
) -> None:
    with ExitStack() as stack:
        inbox = INBOXES[kind](stack, tmp_path)
        stack.callback(inbox.close)
        assert [one.fault for one in inbox.replies()] == ["", ""]  # everything is imported now
        lines: dict[tuple[str, int], None] = {}
        with traced(_alone, lambda frame: lines.setdefault((frame.f_code.co_filename, frame.f_lineno))):
            whole = list(inbox.replies())
        assert len(lines) > 8
        for number, line in enumerate(lines):
            left = [line]

            def once(frame: FrameType, left: list[tuple[str, int]] = left, number: int = number) -> None:
                if (frame.f_code.co_filename, frame.f_lineno) in left:
                    left.clear()
                    raise FAULTS[number % len(FAULTS)]("injected")

            with traced(_alone, once):
                found = list(inbox.replies())
            assert left == [], line
            assert len(found) == 2, line
            assert "qvax failed on it" in found[0].fault, line
            assert found[1] == whole[1], line
