"""SMTP sessions that hear no more of an answer than there can be: a server that never stops would fill the memory."""

import smtplib
from typing import Any

#: Bytes.
_MOST_OF_AN_ANSWER = 65_536


class _Ear:
    """What a server says, each line once. left: how many bytes more of this answer are heard."""

    def __init__(self, file: Any) -> None:
        self.left = _MOST_OF_AN_ANSWER
        self._file = file

    def readline(self, most: int) -> bytes:
        """A line. OSError when it is too much."""
        line: bytes = self._file.readline(most)
        self.left -= len(line)
        if self.left < 0:
            raise OSError("it says more than anybody reads")
        return line

    def close(self) -> None:
        self._file.close()


class _Measured:
    """A session with such an ear."""

    file: Any
    sock: Any

    def getreply(self) -> tuple[int, bytes]:
        """One answer."""
        if self.file is None:
            self.file = _Ear(self.sock.makefile("rb"))
        self.file.left = _MOST_OF_AN_ANSWER
        reply: tuple[int, bytes] = super().getreply()  # type: ignore[misc]
        return reply


class Plain(_Measured, smtplib.SMTP):
    """Without encryption, at first."""


class Encrypted(_Measured, smtplib.SMTP_SSL):
    """With encryption."""
