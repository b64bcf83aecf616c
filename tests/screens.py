"""A program at a real terminal of so many columns and rows, and what can be seen there."""

import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Mapping
from types import MappingProxyType, TracebackType
from typing import Self

from tests.conftest import Cli

#: Seconds that anything may take to be seen.
_PATIENCE = 30.0
_PIECES = re.compile(r"\x1b\[(\??)([\d;]*)([A-Za-z])|\x1b[=>]|([^\x1b])", re.DOTALL)


class Screen:
    """What a terminal shows of what it is sent: as much of its language as rich speaks."""

    def __init__(self, columns: int, rows: int) -> None:
        self.columns, self.rows = columns, rows
        self.alternate = False
        self.bells = 0
        self.colours: set[str] = set()
        #: Whether anything ran over the right edge or the last row.
        self.overrun = False
        self._clear()

    def _clear(self) -> None:
        self._cells = [[" "] * self.columns for _ in range(self.rows)]
        self._x = self._y = 0

    def feed(self, text: str) -> None:
        """Draws what was sent."""
        for mark, numbers, command, sign in _PIECES.findall(text):
            if sign:
                self._put(sign)
            elif (command == "h" and mark and numbers == "1049") or (command == "l" and mark and numbers == "1049"):
                self.alternate = command == "h"
                self._clear()
            elif command == "H":
                self._x = self._y = 0
            elif command == "m":
                self.colours |= {one for one in numbers.split(";") if one.startswith("3") and len(one) == 2}

    def _put(self, sign: str) -> None:
        if sign == "\a":
            self.bells += 1
        elif sign == "\r":
            self._x = 0
        elif sign == "\n":
            self._x, self._y = 0, self._y + 1
        elif self._x >= self.columns or self._y >= self.rows:
            self.overrun = self.overrun or self.alternate
        else:
            self._cells[self._y][self._x] = sign
            self._x += 1

    @property
    def lines(self) -> list[str]:
        """What stands there, without empty lines."""
        return [line for cells in self._cells if (line := "".join(cells).rstrip())]


class AtTerminal:
    """A command that runs at a terminal until it ends or the test does."""

    def __init__(
        self,
        cli: Cli,
        *words: object,
        columns: int = 80,
        rows: int = 24,
        environ: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        self.screen = Screen(columns, rows)
        self.all = ""
        self._ours, self._theirs = pty.openpty()
        self.resize(columns, rows)
        self._before = termios.tcgetattr(self._theirs)
        surroundings = {"QVAX_NOW": "2021-04-06T17:40", "TERM": "xterm-256color", **environ}
        surroundings |= {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES", "TERM")}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "qvax_cli", "--db", str(cli.database), *map(str, words)],
            stdin=self._theirs,
            stdout=self._theirs,
            stderr=self._theirs,
            env=surroundings,
            start_new_session=True,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.process.kill()
        self.process.wait()
        os.close(self._ours)
        os.close(self._theirs)

    def resize(self, columns: int, rows: int) -> None:
        """Gives the terminal another size; what stands on it is lost."""
        self.screen = Screen(columns, rows)
        fcntl.ioctl(self._theirs, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def press(self, keys: str) -> None:
        """Types."""
        os.write(self._ours, keys.encode())

    def sees(self, text: str) -> list[str]:
        """Waits until the text can be read on the screen; all lines then."""
        end = time.monotonic() + _PATIENCE
        while not any(text in line for line in self.screen.lines):
            assert time.monotonic() < end, f"{text} was not seen among {self.screen.lines}"
            self._read()
        return self.screen.lines

    def hides(self, question: str) -> None:
        """Waits until this is asked in the last line and nothing typed is shown: earlier it would be, and be lost."""
        end = time.monotonic() + _PATIENCE
        while question not in "".join(self.screen.lines[-1:]) or termios.tcgetattr(self._theirs)[3] & termios.ECHO:
            assert time.monotonic() < end, f"{question} was not asked, or is answered in the open: {self.screen.lines}"
            self._read()

    def ends(self) -> int:
        """Waits for the end; the exit code."""
        end = time.monotonic() + _PATIENCE
        while self.process.poll() is None:
            assert time.monotonic() < end, self.screen.lines
            self._read()
        self._read()
        return self.process.returncode

    @property
    def is_as_before(self) -> bool:
        """Whether the terminal's settings are those it had, and the ordinary screen is back."""
        return termios.tcgetattr(self._theirs) == self._before and not self.screen.alternate

    def _read(self) -> None:
        if select.select([self._ours], [], [], 0.1)[0]:
            text = os.read(self._ours, 65536).decode(errors="replace")
            self.all += text
            self.screen.feed(text)
