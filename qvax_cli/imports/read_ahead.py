"""Reads a long list ahead: another process checks what comes next while this one writes what it has.

The other process is a new Python, not a copy of this one: a process with threads cannot be copied safely. It opens the
file itself, and ends when nobody takes what it sends. A list that a person made by hand is done before such a process
has started, so it is for long files alone.
"""

import os
import pickle
import queue
import struct
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import IO, Any, cast

from qvax_cli.imports.portions import Portion
from qvax_cli.imports.tuples import not_searched

#: Portions that may wait: so many that neither process stands still while the other one has a longer piece of work.
_MOST_WAITING = 256
_LENGTH = struct.Struct(">Q")
# What the other process begins with. It finds modules where this one does, and never in the folder where it stands.
_BEGIN = """import pickle, sys
sys.path[:] = pickle.load(sys.stdin.buffer)
from qvax_cli.imports.read_ahead import work
work(sys.stdin.buffer, sys.stdout.buffer)
"""


@contextmanager
def ahead(make: Callable[[], Iterator[Portion]], *, long: bool) -> Iterator[Iterator[Portion]]:
    """The portions that `make` makes, in their order; when they are `long`, another process begins with them at once.

    make: picklable. What it raises is raised here in its place; leaving the context ends the other process.
    """
    if not long or _processors() == 1:
        yield make()
        return
    process = subprocess.Popen(  # noqa: S603 (this Python, and words of our own)
        [sys.executable, "-P", "-c", _BEGIN],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        process_group=0,  # Ctrl-C is for this process, which then ends the other one
    )
    job, results = cast("IO[bytes]", process.stdin), cast("IO[bytes]", process.stdout)
    inbox = _Inbox(results)
    try:
        with suppress(BrokenPipeError), job:  # one that has died is noticed by what it does not send
            job.write(pickle.dumps(sys.path) + pickle.dumps(make))
        yield inbox.portions()
    finally:
        process.kill()
        process.wait()
        inbox.close()


def work(job: IO[bytes], out: IO[bytes]) -> None:
    """What the other process does: takes what makes the portions, and sends them."""
    make = pickle.load(job)
    with not_searched(), suppress(BrokenPipeError):  # nobody listens any more
        try:
            for portion in make():
                _send(out, ("portion", portion))
            _send(out, ("end", None))
        except BrokenPipeError:
            raise
        except Exception as error:
            _send(out, ("error", _sendable(error)))
        out.flush()
    os._exit(0)  # at once: there is nothing to tidy up


def _processors() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _send(out: IO[bytes], item: tuple[str, Any]) -> None:
    content = pickle.dumps(item, pickle.HIGHEST_PROTOCOL)
    out.write(_LENGTH.pack(len(content)) + content)


def _sendable(error: Exception) -> Exception:
    try:
        pickle.loads(pickle.dumps(error))
    except Exception:
        return RuntimeError(f"the process that reads ahead met {type(error).__name__}")
    return error


class _Inbox:
    """Takes in what the other process sends while this one is busy, up to a limit."""

    def __init__(self, pipe: IO[bytes]) -> None:
        self._pipe = pipe
        self._waiting: queue.Queue[bytes | None] = queue.Queue(_MOST_WAITING)
        self._thread = threading.Thread(target=self._take_in, daemon=True)
        self._thread.start()

    def _take_in(self) -> None:
        try:
            while head := self._pipe.read(_LENGTH.size):
                (length,) = _LENGTH.unpack(head)
                content = self._pipe.read(length)
                if len(content) < length:
                    break
                self._waiting.put(content)
        except (OSError, ValueError, struct.error):
            pass
        self._waiting.put(None)

    def portions(self) -> Iterator[Portion]:
        """All that come, once; an error in its place. RuntimeError when the other process has died."""
        while content := self._waiting.get():
            kind, item = pickle.loads(content)
            if kind == "end":
                return
            if kind == "error":
                raise item
            yield item
        raise RuntimeError("the process that reads ahead has died")

    def close(self) -> None:
        """Ends the thread, once nothing is sent any more."""
        while self._thread.is_alive():
            with suppress(queue.Empty):
                self._waiting.get(timeout=0.01)
        self._pipe.close()
