"""A center whose backups are encrypted for one key."""

from pathlib import Path
from typing import NamedTuple

import pyrage
import pytest

from tests.conftest import Cli


class Keys(NamedTuple):
    """A pair of keys of age: the public one, and the file of the private one."""

    public: str
    private: Path


def pair(folder: Path, name: str = "key") -> Keys:
    """A new pair; the file is as `age-keygen` writes it."""
    made = pyrage.x25519.Identity.generate()
    file = folder / name
    file.write_text(f"# public key: {made.to_public()}\n{made}\n")
    file.chmod(0o600)
    return Keys(str(made.to_public()), file)


def configure(cli: Cli, *recipients: str) -> None:
    """Names whom backups are for."""
    file = cli.db.parent / "config.toml"
    file.parent.mkdir(exist_ok=True)
    listed = ", ".join(f'"{one}"' for one in recipients)
    file.write_text(f"[backup]\nrecipient = [{listed}]\n")
    file.chmod(0o600)
    cli.environ["QVAX_CONFIG"] = str(file)


@pytest.fixture
def keys(cli: Cli) -> Keys:
    """The center's pair, to which it encrypts."""
    made = pair(cli.db.parent)
    configure(cli, made.public)
    return made
