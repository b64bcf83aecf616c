"""Files that are whole or absent whatever happens while they are written; locks; and the files that come with qvax."""

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from io import TextIOWrapper
from pathlib import Path
from time import sleep
from typing import BinaryIO, TextIO

from qvax_cli.errors import Refused, Usage

#: What a disk answers that knows no files without a name (NFS, FAT, an old kernel).
_ONLY_WITH_NAMES = (errno.EOPNOTSUPP, errno.EISDIR, errno.ENOENT, errno.EINVAL)
_DESCRIPTORS = Path("/proc/self/fd")
_UNFINISHED = ".qvax-unfinished"
#: How long somebody who waits for a lock sleeps between two tries (seconds), and after how many we say so.
_KNOCK = 0.02
_A_WORD_AFTER = 100
_HERE = Path(__file__).parent


@contextmanager
def whole(
    file: Path,
    *,
    draft: Path | None = None,
    mode: int = 0o600,
    group: int | None = None,
    new: bool = False,
    named: bool = False,
) -> Iterator[BinaryIO]:
    """A file that appears under its name when it is complete and on the disk, in place of an older one.

    Until then it has no name, so that a process that dies leaves nothing behind; where the disk cannot do that, or the
    writer needs a name (`named`), it is called `draft`, on the same disk. mode: these rights, whatever the umask;
    group: its id; both if we may. new: FileExistsError when the name is taken by then. Raises OSError.
    """
    draft = draft or draft_of(file)
    draft.unlink(missing_ok=True)
    handle, nameless = _opened(file.parent, draft, named=named)
    try:
        with os.fdopen(handle, "wb") as out:
            with suppress(PermissionError):  # a disk without rights, or a group that is not ours
                os.fchmod(handle, mode)
                os.fchown(handle, -1, -1 if group is None else group)
            yield out
            out.flush()
            os.fsync(handle)
            _name(handle if nameless else None, draft, file, new=new)
        sync(file.parent)
    except BaseException:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
        raise


def put(file: Path, content: bytes, *, draft: Path | None = None, mode: int = 0o600, group: int | None = None) -> None:
    """A file with this content, as `whole` writes it. Raises OSError."""
    with whole(file, draft=draft, mode=mode, group=group) as out:
        out.write(content)


def draft_of(file: Path) -> Path:
    """What a file is called until it is complete, where it needs a name."""
    return file.with_name(f".{file.name}.{os.getpid()}{_UNFINISHED}")


def sync(folder: Path) -> None:
    """Makes the names in a folder outlive a power cut. Raises OSError."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def written(file: Path, *, encoding: str = "utf-8") -> Iterator[TextIO]:
    """A text file for people, as `whole` writes it, for its owner alone. Usage if it cannot be written."""
    with named_by_a_person(file) as path, whole(path) as out:
        text = TextIOWrapper(out, encoding=encoding, newline="")
        yield text
        text.flush()
        text.detach()  # `whole` has more to do with the file than to close it


@contextmanager
def named_by_a_person(file: Path) -> Iterator[Path]:
    """Where to write a file that somebody named, behind its links.

    Refused when a file that has to be new is there; Usage for no ordinary file and every other OSError within: both
    with the name as it was typed.
    """
    try:
        path = Path(os.path.realpath(file))
        if path.exists() and not path.is_file():
            raise Usage(f"{file} is no ordinary file", "name another file")
        yield path
    except FileExistsError:
        raise Refused(f"{file} exists already", "name another file", cause="file_exists") from None
    except OSError as error:
        raise Usage(f"{file} cannot be written: {error.strerror}", "name another file") from None


class Occupied(Exception):
    """Another process holds the lock for longer than we wait."""


@contextmanager
def alone(lock: Path, *, patience: float | None = None, waiting: Callable[[], None] | None = None) -> Iterator[None]:
    """Waits until no other process holds this lock; a process that dies makes way at once.

    patience: seconds, None for any number; waiting: called once, when it has taken two seconds. OSError when it cannot
    be made, Occupied when patience ends.
    """
    handle = os.open(lock, os.O_CREAT | os.O_RDWR, 0o600)
    try:
        _take(handle, patience, waiting)
        yield
    finally:
        os.close(handle)


def bundled(name: str) -> Path:
    """A file of data/: inside the installed package, or beside it in a source tree."""
    installed = _HERE / "data" / name
    return installed if installed.exists() else _HERE.parent / "data" / name


def _opened(folder: Path, draft: Path, *, named: bool) -> tuple[int, bool]:
    """A new file open for writing, and whether it has no name yet."""
    if not named and hasattr(os, "O_TMPFILE") and _DESCRIPTORS.exists():
        try:
            return os.open(folder, os.O_TMPFILE | os.O_WRONLY, 0o600), True
        except OSError as error:
            if error.errno not in _ONLY_WITH_NAMES:
                raise
    _sweep(draft.parent)
    handle = os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    _lock(handle)  # as long as it is held, the draft is not swept away
    return handle, False


def _name(nameless: int | None, draft: Path, file: Path, *, new: bool) -> None:
    """Gives a complete file its name: `draft`, or an open one without a name."""
    if nameless is not None:
        try:
            return _link(nameless, file)
        except FileExistsError:
            if new:
                raise
        _link(nameless, draft)
    elif new and os.path.lexists(file):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(file))
    draft.replace(file)
    return None


def _link(handle: int, name: Path) -> None:
    # Naming a folder, which an absolute path ignores, is what makes Python follow the link of /proc.
    folder = os.open(name.parent, os.O_RDONLY)
    try:
        os.link(_DESCRIPTORS / str(handle), name.name, src_dir_fd=folder, dst_dir_fd=folder, follow_symlinks=True)
    finally:
        os.close(folder)


def _sweep(folder: Path) -> None:
    """Removes the drafts of processes that died, in a folder where drafts need names: they hold people's data."""
    for draft in folder.glob(f".*{_UNFINISHED}"):
        with suppress(OSError), draft.open("rb") as left:
            _lock(left.fileno())
            draft.unlink()


def _take(handle: int, patience: float | None, waiting: Callable[[], None] | None) -> None:
    tries = 0
    while True:
        try:
            return _lock(handle)
        except BlockingIOError:
            tries += 1
        if patience is not None and tries * _KNOCK >= patience:
            raise Occupied
        if waiting is not None and tries == _A_WORD_AFTER:
            waiting()
        sleep(_KNOCK)


def _lock(handle: int) -> None:
    """BlockingIOError when another process holds it."""
    import fcntl

    fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
