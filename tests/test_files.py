"""Files are whole or absent: killed at any point, on a full disk, on disks that know no files without a name."""

import errno
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from qvax_cli import files
from qvax_cli.errors import Usage

_WRITE = """
import os, signal, sys
from pathlib import Path
from qvax_cli import files

deadly, seen = int(sys.argv[2]), 0

def audited(event, given):
    global seen
    if event in ("open", "os.link", "os.rename", "os.remove", "os.chmod"):
        seen += 1
        if seen == deadly:
            os.kill(os.getpid(), signal.SIGKILL)

if sys.argv[3] == "named":
    del os.O_TMPFILE
sys.addaudithook(audited)
files.put(Path(sys.argv[1]), b"names\\n" * 100_000)
sys.addaudithook(lambda *_: None)
"""


def _killed_at(file: Path, point: int, way: str) -> bool:
    code = subprocess.run([sys.executable, "-c", _WRITE, file, str(point), way], check=False).returncode
    assert code in (0, -9)
    return code == -9


@pytest.fixture
def disk_with_names_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """Answers as NFS and FAT do, where a file cannot be without a name."""
    opened = os.open

    def refused(path: Path, flags: int, *rest: int) -> int:
        if flags & os.O_TMPFILE == os.O_TMPFILE:
            raise OSError(errno.EOPNOTSUPP, os.strerror(errno.EOPNOTSUPP), str(path))
        return opened(path, flags, *rest)

    monkeypatch.setattr(os, "open", refused)


def test_a_process_killed_at_any_point_leaves_the_whole_file_or_nothing_at_all(tmp_path: Path) -> None:
    point, whole = 1, 0
    while _killed_at(tmp_path / "list", point, "nameless"):
        left = list(tmp_path.iterdir())
        assert left in ([], [tmp_path / "list"])
        for file in left:
            assert file.stat().st_size == 600_000
            file.unlink()
            whole += 1
        point += 1
    assert point > 3
    assert whole


def test_a_draft_with_a_name_that_a_killed_process_left_is_swept_away_by_the_next(tmp_path: Path) -> None:
    left = set()
    for point in range(1, 40):
        if not _killed_at(tmp_path / f"list-{point}", point, "named"):
            break
        left |= {file.name for file in tmp_path.glob(".*")}
    assert left, "a draft was there to be swept"
    assert not list(tmp_path.glob(".*"))


@pytest.mark.usefixtures("disk_with_names_only")
def test_a_draft_that_somebody_is_writing_is_not_swept_away(tmp_path: Path) -> None:
    with files.whole(tmp_path / "slow") as slow:
        files.put(tmp_path / "quick", b"quick")
        slow.write(b"slow")
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == {"quick": b"quick", "slow": b"slow"}


@pytest.fixture(params=["nameless", "named"])
def any_disk(request: pytest.FixtureRequest) -> None:
    if request.param == "named":
        request.getfixturevalue("disk_with_names_only")


@pytest.mark.usefixtures("any_disk")
def test_an_older_file_is_replaced_with_its_rights_unless_the_file_has_to_be_new(tmp_path: Path) -> None:
    file = tmp_path / "list"
    file.write_bytes(b"old")
    file.chmod(0o666)
    with pytest.raises(FileExistsError), files.whole(file, new=True) as out:
        out.write(b"new")
    assert file.read_bytes() == b"old"
    files.put(file, b"new")
    assert (file.read_bytes(), stat.S_IMODE(file.stat().st_mode)) == (b"new", 0o600)
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.usefixtures("any_disk")
def test_what_fails_while_it_is_written_leaves_the_older_file_as_it_was(tmp_path: Path) -> None:
    file = tmp_path / "list"
    file.write_bytes(b"old")
    with pytest.raises(ZeroDivisionError), files.whole(file) as out:
        out.write(b"half" * (1 // 0))
    assert [(path, path.read_bytes()) for path in tmp_path.iterdir()] == [(file, b"old")]


def test_rights_are_those_asked_for_whatever_the_umask(tmp_path: Path) -> None:
    before = os.umask(0o077)
    try:
        files.put(tmp_path / "shared", b"", mode=0o660)
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "shared").stat().st_mode) == 0o660


def test_a_file_of_a_person_is_written_behind_its_link(tmp_path: Path) -> None:
    target, link = tmp_path / "target", tmp_path / "link"
    link.symlink_to(target)
    with files.written(link) as out:
        out.write("é\n")
    assert link.is_symlink()
    assert target.read_bytes() == "é\n".encode()


@pytest.mark.parametrize("name", ["", "folder/file", "no/such/file", "x" * 300, "/dev/full", "/proc/file"])
def test_a_file_of_a_person_that_cannot_be_written_is_a_sentence(tmp_path: Path, name: str) -> None:
    (tmp_path / "folder").write_text("")
    with pytest.raises(Usage, match=r"cannot be written|no ordinary file"), files.written(tmp_path / name) as out:
        out.write("x")
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]
