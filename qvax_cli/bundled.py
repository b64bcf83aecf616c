"""The data files that come with qvax."""

from pathlib import Path

_HERE = Path(__file__).parent


def bundled(name: str) -> Path:
    """A file of data/: inside the installed package, or beside it in a source tree."""
    installed = _HERE / "data" / name
    return installed if installed.exists() else _HERE.parent / "data" / name
