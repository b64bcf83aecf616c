"""Where the machines of these tests stand: in memory where there is a folder for that, so that no commit waits."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.conftest import Cli

#: How often the tests of chance are repeated; the hard gate asks for 50.
ROUNDS = int(os.environ.get("QVAX_ROUNDS") or 0)

_MEMORY = Path("/dev/shm")  # noqa: S108 (folders of random names are made in it)
_BASE = str(_MEMORY) if os.access(_MEMORY, os.W_OK) else None


@contextmanager
def folder(*, on_disk: bool = False) -> Iterator[Path]:
    """An empty folder, gone afterwards."""
    base = None if on_disk else _BASE
    with TemporaryDirectory(prefix="qvax-test-", dir=base, ignore_cleanup_errors=True) as made:
        yield Path(made)


def again(prepared: Cli, at: Path) -> Cli:
    """A machine in the very state of another one that is at rest."""
    shutil.copytree(prepared.db.parent, at, dirs_exist_ok=True)
    twin = Cli(at)
    twin.now = prepared.now
    return twin
