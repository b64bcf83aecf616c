"""Data that must not be lost on their way to standard output: a full disk, a closed pipe, a reader that goes away."""

import os
import sys
from contextlib import suppress
from errno import EBADF, EDQUOT, EFBIG, EIO, ENOSPC
from io import UnsupportedOperation

from qvax_cli.errors import Usage

#: What a file says that takes no more, or a closed stream.
_OF_WRITING = (ENOSPC, EDQUOT, EFBIG, EIO, EBADF)


def deliver(text: str) -> None:
    """Writes a text to standard output, and waits until whoever reads a pipe has taken it all. Usage if it cannot be
    written, or is not taken."""
    try:
        sys.stdout.flush()
        handle = sys.stdout.fileno()
    except UnsupportedOperation:  # somebody's buffer, which takes everything
        sys.stdout.write(text)
        return
    except OSError as error:
        raise _lost(error) from None
    try:
        _write(handle, text.encode())
        _wait_until_taken(handle)
    except OSError as error:
        raise _lost(error) from None


def abandoned(error: Exception) -> bool:
    """Whether it is standard output that could not be written, as on a full disk; then it is not tried again when the
    process ends, which would fail once more."""
    if not isinstance(error, OSError) or error.filename or error.errno not in _OF_WRITING:
        return False
    with suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return True


def _write(handle: int, content: bytes) -> None:
    # Not by way of Python's buffer: what could not be written would stay in it, to fail once more at the end.
    while content:
        content = content[os.write(handle, content) :]


def _wait_until_taken(handle: int) -> None:
    """A pipe holds some thousand bytes that its reader may never read: `qvax … | true`. OSError when it has gone."""
    import fcntl
    import select
    import stat
    import struct
    import termios

    if not stat.S_ISFIFO(os.fstat(handle).st_mode):
        return
    gone = select.poll()
    gone.register(handle, select.POLLERR)
    while struct.unpack("i", fcntl.ioctl(handle, termios.FIONREAD, b"\0" * 4))[0]:
        if gone.poll(20):  # milliseconds
            raise BrokenPipeError(0, "whoever was to read it has gone away")


def _lost(error: OSError) -> Usage:
    if error.errno == EBADF:
        return Usage("standard output is closed, so nothing can be written to it", "name a file")
    return Usage(f"standard output cannot be written: {error.strerror}", "nothing was lost; name a file")
