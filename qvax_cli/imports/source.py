"""What is imported, as bytes that can be read more than once: a CSV file, a workbook's sheet, what comes by a pipe."""

import io
import shutil
import stat
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, NamedTuple

from qvax_cli.errors import NotFound
from qvax_cli.imports.encoding import NotRegistrations
from qvax_cli.imports.workbook import as_csv, is_workbook

#: Bytes that tell a workbook.
_HEAD = 4096


class Source(NamedTuple):
    """A list of registrations.

    name: for sentences; path: the file named, None for standard input; content: the CSV itself, None where `path` is
    that; size in bytes: of the CSV, None for a pipe; notices: sentences about how it was found.
    """

    name: str
    path: Path | None
    content: BinaryIO | None
    size: int | None
    notices: tuple[str, ...] = ()

    @contextmanager
    def opened(self) -> Iterator[BinaryIO]:
        """Its bytes, from the beginning. NotRegistrations when they cannot be read any more."""
        if self.content is not None:
            self.content.seek(0)
            yield self.content
            return
        if self.path is None:
            raise ValueError("what is no file was kept")
        try:
            file = self.path.open("rb", buffering=0)
        except OSError as error:
            raise NotRegistrations(f"{self.path} cannot be read: {error.strerror}") from None
        with file:
            yield file

    def close(self) -> None:
        """Lets go of what was kept."""
        if self.content is not None:
            self.content.close()

    @property
    def is_file(self) -> bool:
        """Whether another process can open it too."""
        return self.content is None


def find(named: str | Path, sheet: str | None = None) -> Source:
    """The list of this name, "-" for standard input. sheet: which one of a workbook, by name or number.

    Raises NotFound, and NotRegistrations for what cannot be read.
    """
    if str(named) == "-":
        return _from_pipe(sys.stdin.buffer, "standard input", None, sheet)
    path = Path(named)
    try:
        with path.open("rb", buffering=0) as file:
            kind = path.stat().st_mode
            if stat.S_ISBLK(kind) or (stat.S_ISCHR(kind) and not file.isatty()):  # it may have no end
                raise NotRegistrations(f"{path} cannot be read: it is no ordinary file")
            if not stat.S_ISREG(kind):
                return _from_pipe(file, path.name, path, sheet)
            if is_workbook(file.read(_HEAD)):
                file.seek(0)
                return _from_workbook(file.read(), path.name, path, sheet)
            size = path.stat().st_size
    except FileNotFoundError:
        raise NotFound(
            f"there is no file {path}", "check the name, or use - for standard input", cause="no_such_file"
        ) from None
    except OSError as error:
        raise NotRegistrations(f"{path} cannot be read: {error.strerror}") from None
    _without_sheets(sheet, path.name)
    return Source(path.name, path, None, size or None)


def _from_pipe(pipe: BinaryIO, name: str, path: Path | None, sheet: str | None) -> Source:
    """Kept in a file without a name until the import ends: it is read once to see who comes in it twice."""
    kept = tempfile.TemporaryFile(prefix="qvax-")  # noqa: SIM115 (closed by `close`)
    shutil.copyfileobj(pipe, kept)
    kept.seek(0)
    if is_workbook(kept.read(_HEAD)):
        kept.seek(0)
        with kept:
            return _from_workbook(kept.read(), name, path, sheet)
    _without_sheets(sheet, name)
    return Source(name, path, kept, None)


def _from_workbook(content: bytes, name: str, path: Path | None, sheet: str | None) -> Source:
    csv, notices = as_csv(content, name, sheet)
    return Source(name, path, io.BytesIO(csv), len(csv), notices)


def _without_sheets(sheet: str | None, name: str) -> None:
    if sheet is not None:
        raise NotRegistrations(f"{name} is no workbook, so it has no sheet", "leave out --sheet")
