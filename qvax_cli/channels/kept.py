"""Gives up files that a channel keeps (R7, R23): one that cannot be read or deleted stops none of the others."""

import shutil
from collections.abc import Callable, Collection, Iterable
from contextlib import suppress
from pathlib import Path

from qvax_cli.channels import Keeper
from qvax_cli.ordinary import NotOrdinary, beginning
from qvax_cli.rules.local_time import Instant

#: No mail system takes a mail that is longer.
_MOST_BYTES = 64_000_000


def erase(paths: Iterable[Path], wanted: Callable[[Path], bool]) -> int:
    """Deletes those that are wanted; how many. Raises the first OSError, after the others were tried."""
    erased = 0
    trouble: OSError | None = None
    for path in paths:
        try:
            if wanted(path):
                _delete(path)
                erased += 1
        except FileNotFoundError:
            pass  # somebody was faster
        except OSError as error:
            trouble = trouble or error
    if trouble is not None:
        raise trouble
    return erased


def of_each(keepers: Iterable[Keeper], give_up: Callable[[Keeper], None]) -> None:
    """Lets all of them give something up. Raises the first OSError, after the others were tried."""
    trouble: OSError | None = None
    for keeper in keepers:
        try:
            give_up(keeper)
        except OSError as error:
            trouble = trouble or error
    if trouble is not None:
        raise trouble


def naming(words: Collection[str]) -> Callable[[Path], bool]:
    """Whether a file holds one of these words, in upper or lower case. What is no ordinary file holds none."""
    wanted = [word.upper().encode() for word in words]

    def names(path: Path) -> bool:
        with suppress(NotOrdinary, FileNotFoundError):
            content = beginning(path, _MOST_BYTES)[0].upper()
            return any(word in content for word in wanted)
        return False

    return names


def before(moment: Instant) -> Callable[[Path], bool]:
    """Whether a file was written before that moment."""
    return lambda path: path.lstat().st_mtime < moment


def _delete(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink()
