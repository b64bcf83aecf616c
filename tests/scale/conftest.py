"""A fresh database for every example, as a copy of one that was made once."""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from qvax_cli.store.sqlite import SQLite
from qvax_cli.store.sqlite_files import open_file
from tests.conftest import Cli


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty database with the bundled centers, in one file."""
    machine = Cli(tmp_path_factory.mktemp("template"))
    machine("init")
    with sqlite3.connect(machine.db) as conn:
        conn.execute("PRAGMA journal_mode = DELETE")
    conn.close()
    return machine.db


@pytest.fixture
def fresh(template: Path, tmp_path: Path) -> Iterator[Callable[[], SQLite]]:
    """Makes fresh databases, each of which ends the one before."""
    opened: list[SQLite] = []
    path = tmp_path / "fresh.db"

    def make() -> SQLite:
        close()
        shutil.copy(template, path)
        opened.append(open_file(path, "ann"))
        return opened[-1]

    def close() -> None:
        while opened:
            opened.pop().close()
        for file in tmp_path.glob("fresh.db*"):
            file.unlink()

    yield make
    close()
