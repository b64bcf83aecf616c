"""Files that are whole or absent whatever happens while they are written; locks; and the files that come with qvax."""

import errno
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from glob import escape
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
#: Of a folder in which all of a group work, whatever is new in it is the group's.
_SHARED = stat.S_ISGID | stat.S_IRWXG
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
                if mode == 0o600 and group is None:
                    belong(handle, file.parent)
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
def written(file: Path, *, encoding: str = "utf-8", new: bool = False) -> Iterator[TextIO]:
    """A text file for people, as `whole` writes it, for its owner alone. Usage if it cannot be written."""
    with named_by_a_person(file) as path, whole(path, new=new) as out:
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


def spare(database: object, file: Path) -> None:
    """Refused for a file to write that is the database, or what SQLite keeps beside it. A server has no such file."""
    if not isinstance(database, Path):
        return
    path, itself = Path(os.path.realpath(file)), Path(os.path.realpath(database))
    beside = (itself.with_name(f"{itself.name}{end}") for end in ("", "-wal", "-shm", "-journal"))
    if path in beside or (path.exists() and itself.exists() and path.samefile(itself)):
        raise Refused(f"{file} is the database itself", "name another file", cause="file_exists")


class Occupied(Exception):
    """Another process holds the lock for longer than we wait."""


@contextmanager
def alone(lock: Path, *, patience: float | None = None, waiting: Callable[[], None] | None = None) -> Iterator[None]:
    """Waits until no other process holds this lock; a process that dies makes way at once.

    patience: seconds, None for any number; waiting: called once, when it has taken two seconds. OSError when it cannot
    be made, Occupied when patience ends.
    """
    try:
        handle = os.open(lock, os.O_CREAT | os.O_EXCL | os.O_RDONLY, 0o600)
        belong(handle, lock.parent)
    except FileExistsError:
        handle = os.open(lock, os.O_RDONLY)  # whoever may read it can hold it
    try:
        _take(handle, patience, waiting)
        yield
    finally:
        os.close(handle)


def make_folder(folder: Path) -> None:
    """Makes a folder where there is none, and those above it: for its owner only, or for the group of a shared one."""
    if not folder.exists():
        make_folder(folder.parent)
        folder.mkdir(mode=0o700, exist_ok=True)
        handle = os.open(folder, os.O_RDONLY)
        try:
            belong(handle, folder.parent)
        finally:
            os.close(handle)


def make_new(file: Path) -> None:
    """Makes an empty file, like everything new here. FileExistsError when there is one."""
    handle = os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    try:
        belong(handle, file.parent)
    finally:
        os.close(handle)


def share(folder: Path, group: str) -> None:
    """Makes a folder, or takes an empty one, for all of a group to work in. Usage, Refused."""
    import grp

    try:
        number = grp.getgrnam(group).gr_gid
    except KeyError:
        raise Usage(f"there is no group {group} on this machine", f"make it first: sudo groupadd {group}") from None
    if folder.is_dir() and any(folder.iterdir()) and not is_shared(folder):
        reason = f"{folder} holds other files, which the group would be let into"
        raise Refused(reason, "name another with --db", cause="folder_in_use")
    try:
        make_folder(folder)
        os.chown(folder, -1, number)
        folder.chmod(0o2770)
    except OSError as error:
        raise Usage(f"{folder} cannot be given to the group {group}: {error.strerror}", "be one of them") from None


def is_shared(folder: Path) -> bool:
    """Whether all of a group work in a folder: 2770."""
    return folder.stat().st_mode & _SHARED == _SHARED


def belong(handle: int, folder: Path) -> None:
    """What is new in a folder belongs to whom the folder belongs, also when root has made it; in a shared folder its
    group may use it."""
    owner = folder.stat()
    if os.geteuid() == 0 and owner.st_uid:
        os.fchown(handle, owner.st_uid, owner.st_gid)
    if owner.st_mode & _SHARED == _SHARED:
        os.fchmod(handle, 0o2770 if stat.S_ISDIR(os.fstat(handle).st_mode) else 0o660)


def bundled(name: str) -> Path:
    """A file of data/: inside the installed package, or beside it in a source tree."""
    installed = _HERE / "data" / name
    return installed if installed.exists() else _HERE.parent / "data" / name


def manual() -> dict[str, Path]:
    """The pages of the documentation that are for users, by name: what is to be done first, then what is looked up."""
    installed = _HERE / "data" / "docs"
    folder = installed if installed.is_dir() else _HERE.parent / "docs"
    parts = (folder, folder / "how-to", folder / "reference")
    return {page.stem: page for part in parts for page in sorted(part.glob("*.md"))}


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
            for beside in folder.glob(f"{escape(draft.name)}-*"):  # what SQLite had beside one that it looked at
                beside.unlink()
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
