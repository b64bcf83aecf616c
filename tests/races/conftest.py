"""What the hard tests share."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.races.places import folder
from tests.races.processes import Crowd


@pytest.fixture(scope="session")
def crowd() -> Iterator[Crowd]:
    """Eight processes that wait for something to do."""
    with Crowd() as found:
        yield found


@pytest.fixture
def place() -> Iterator[Path]:
    """An empty folder, on a disk: the time that a commit takes there is when the others have to wait."""
    with folder(on_disk=True) as made:
        yield made
