"""The keys of a terminal, one by one as they are pressed."""

import os
import re
import select
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

#: Waits so many seconds for a key: "up", "down", "enter", "escape", a character; "" when none is pressed.
Listen = Callable[[float], str]

_KEY = re.compile(r"\x1b[\[O]([A-D])|(\x1b)(?![\[O])|(\r|\n)|([^\x00-\x1f\x7f])")
_ARROWS = {"A": "up", "B": "down"}


@contextmanager
def listening() -> Iterator[Listen | None]:
    """Inside, keys are read as they are pressed and not shown; None where nobody sits at a terminal.

    The terminal is as it was afterwards, also after Ctrl-C, a fault, and a signal to end. Ctrl-Z does nothing: the
    shell would find the screen as it is here.
    """
    if not sys.stdin.isatty():
        yield None
        return
    import termios

    terminal = sys.stdin.fileno()
    before = termios.tcgetattr(terminal)
    mode = termios.tcgetattr(terminal)
    mode[3] &= ~(termios.ICANON | termios.ECHO)
    mode[6][termios.VSUSP] = b"\0"
    came: list[int] = []

    def end(number: int, _frame: FrameType | None) -> None:
        came.append(number)
        _end(number)

    handlers = {number: signal.signal(number, end) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    try:
        termios.tcsetattr(terminal, termios.TCSADRAIN, mode)
        yield _listener(terminal, came)
    finally:
        termios.tcsetattr(terminal, termios.TCSADRAIN, before)
        for number, handler in handlers.items():
            signal.signal(number, handler)


def _end(number: int) -> None:
    if number == signal.SIGINT:
        raise KeyboardInterrupt
    raise SystemExit(128 + number)


def _listener(terminal: int, came: list[int]) -> Listen:
    pressed: list[str] = []

    def listen(seconds: float) -> str:
        if came:  # Python has lost what was raised, as it does while an object is being taken away
            _end(came[0])
        if not pressed and select.select([terminal], [], [], seconds)[0]:
            read = os.read(terminal, 1024)
            pressed.extend(keys_in(read.decode(errors="ignore")) if read else ["q"])  # the terminal has gone
        return pressed.pop(0) if pressed else ""

    return listen


def keys_in(text: str) -> list[str]:
    """The keys that a terminal has sent as this text; what is no key of ours is left out."""
    found = []
    for arrow, escape, enter, sign in _KEY.findall(text):
        key = _ARROWS.get(arrow, "") or (escape and "escape") or (enter and "enter") or sign.lower()
        found += [key] if key else []
    return found
