"""Keeps Python from looking for circles among the tuples of an import, of which it makes millions, in no circles."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

#: Things made until Python looks again; by itself it looks after some hundreds, a fifth of an import's time.
_MADE = 100_000


@contextmanager
def not_searched() -> Iterator[None]:
    """While this lasts, Python looks seldom, and not among what is there already."""
    before = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(_MADE)
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()
