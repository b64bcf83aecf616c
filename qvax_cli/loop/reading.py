"""Reads an inbox within its time, whatever its server does (R38)."""

import threading
from collections.abc import Callable, Iterable
from queue import Empty, SimpleQueue

from qvax_cli.channels import Inbox, NotHandedOver, Reply
from qvax_cli.times import stopwatch

#: How soon whoever waits for a reading is heard, in seconds.
_HEARD = 0.2


def read_in_time(inbox: Inbox, meanwhile: Callable[[], None] | None = None) -> tuple[list[Reply], str, bool]:
    """What it holds, why not all of it could be read (or ""), and whether the reading has ended.

    meanwhile: called again and again while it is waited for; what it raises ends the waiting.

    A server that says a little now and then keeps a reading for ever, and no library ends it. So it goes on in a
    thread, which is left to itself when its time is over: what has been read by then counts.
    """
    read: SimpleQueue[Reply | str] = SimpleQueue()
    try:
        replies = inbox.replies()
    except NotHandedOver as error:
        return [], error.reason, True
    if inbox.time_limit is None:
        _read(replies, read)
    else:
        threading.Thread(target=_read, args=(replies, read), daemon=True).start()
    held: list[Reply] = []
    seconds = stopwatch()
    while True:
        left = None if inbox.time_limit is None else max(0.0, inbox.time_limit - seconds())
        try:
            found = read.get(timeout=left if meanwhile is None or left is None else min(left, _HEARD))
        except Empty:
            if meanwhile and left:
                meanwhile()
                continue
            return held, f"it takes longer than {inbox.time_limit:g} seconds to read it", False
        if isinstance(found, str):
            return held, found, True
        held.append(found)


def _read(replies: Iterable[Reply], read: "SimpleQueue[Reply | str]") -> None:
    """Puts one after the other into the queue, and at the end why there are no more, or ""."""
    trouble = ""
    try:
        # One by one: what came before the rest could not be read is an answer all the same.
        for reply in replies:
            read.put(reply)
    except NotHandedOver as error:
        trouble = error.reason
    except Exception as error:
        trouble = f"qvax failed on it ({type(error).__name__})"
    finally:
        read.put(trouble)
