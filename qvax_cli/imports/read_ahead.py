"""Works ahead: another process makes what comes next while this one deals with what it has."""

import gc
import os
import pickle
import queue
import signal
import threading
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

_Item = TypeVar("_Item")
#: Items that may wait: so many that neither process stands still while the other one has a longer piece of work.
_MOST_WAITING = 256


def ahead(items: Iterator[_Item], first: int) -> Iterator[_Item]:
    """The same items in the same order; those after the `first` ones are made by another process.

    Few items do not pay for a process, nor does a machine with one processor. Items must be picklable. An exception of
    `items` is raised here in its place; closing this iterator ends the process.
    """
    yield from islice(items, first)
    if _processors() == 1:
        yield from items
        return
    for item in items:
        yield item
        break
    else:  # there are no more
        return
    yield from _by_another_process(items)


def _processors() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _by_another_process(items: Iterator[_Item]) -> Iterator[_Item]:
    from multiprocessing.connection import Pipe

    receiver, sender = Pipe(duplex=False)
    # A copy of this process goes on exactly where this one stands, in the middle of a pipe if need be.
    process = os.fork()
    if process == 0:
        try:
            receiver.close()
            _send_all(items, sender)
        finally:
            os._exit(0)  # at once: what this process has open is not the copy's to close
    sender.close()
    inbox = _Inbox(receiver)
    try:
        while True:
            kind, content = inbox.get()
            if kind == "end":
                return
            if kind == "error":
                raise content
            yield content
    finally:
        os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)
        inbox.close()


def _send_all(items: Iterator[Any], sender: "Connection") -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the other process is interrupted too, and ends this one
    # What is made here is many small tuples in no circles: looking through them for circles all the time is a tenth of
    # the work.
    gc.freeze()
    gc.set_threshold(100_000)
    try:
        for item in items:
            sender.send(("item", item))
        sender.send(("end", None))
    except BrokenPipeError:
        pass
    except Exception as error:
        sender.send(("error", _sendable(error)))


def _sendable(error: Exception) -> Exception:
    try:
        pickle.loads(pickle.dumps(error))
    except Exception:
        return RuntimeError(f"the process that reads ahead met {type(error).__name__}")
    return error


class _Inbox:
    """Takes in what the other process sends while this one is busy, up to a limit."""

    def __init__(self, receiver: "Connection") -> None:
        self._receiver = receiver
        self._waiting: queue.Queue[bytes | None] = queue.Queue(_MOST_WAITING)
        self._thread = threading.Thread(target=self._take_in, daemon=True)
        self._thread.start()

    def _take_in(self) -> None:
        try:
            while True:
                self._waiting.put(self._receiver.recv_bytes())
        except (EOFError, OSError):
            self._waiting.put(None)

    def get(self) -> tuple[str, Any]:
        """What came next: its kind, and the item or error."""
        content = self._waiting.get()
        if content is None:
            return "error", RuntimeError("the process that reads ahead has died")
        kind, item = pickle.loads(content)
        return kind, item

    def close(self) -> None:
        """Ends the thread, once nothing is sent any more."""
        while self._thread.is_alive():
            try:
                self._waiting.get(timeout=0.01)
            except queue.Empty:
                continue
        self._receiver.close()
