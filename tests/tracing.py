"""Steps in at every line of chosen functions of ours, to raise there or to see which lines there are."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

_PACKAGE = f"{Path(__file__).parents[1] / 'qvax_cli'}/"


@contextmanager
def traced(chosen: Callable[[str, str], bool], at: Callable[[FrameType], None]) -> Iterator[None]:
    """Calls `at` at each line that runs in a chosen function. chosen: by the file below the package, and the name."""

    def trace(frame: FrameType, event: str, _arg: object) -> Any:
        if not chosen(frame.f_code.co_filename.removeprefix(_PACKAGE), frame.f_code.co_name):
            return None
        if event == "line":
            at(frame)
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        yield
    finally:
        sys.settrace(before)
