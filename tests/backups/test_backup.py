"""Backups: encrypted for those who keep the key, dated and counted in a folder, missed when there is none."""

import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from qvax_cli.store import open_database
from qvax_cli.store.database import Database
from tests.backups.conftest import configure, pair
from tests.conftest import Cli

HOUR = 60


pytestmark = pytest.mark.sqlite("how a file is copied; a server is tried in tests/postgresql")


def finding(cli: Cli, code: int = 0) -> dict[str, Any] | None:
    checks = cli.json("doctor", code=code)["checks"]
    return next((one for one in checks if one["check"] == "backups"), None)


@pytest.mark.usefixtures("keys")
def test_an_encrypted_copy_shows_nothing_and_is_alone(cli: Cli, tmp_path: Path) -> None:
    cli.people(3)
    place = tmp_path / "usb"
    place.mkdir()
    made = cli.json("backup", place / "copy.db.age")
    assert (made["encrypted"], made["removed"]) == (True, [])
    (copy,) = place.iterdir()
    assert (copy.name, copy.stat().st_mode & 0o777, copy.stat().st_size) == ("copy.db.age", 0o600, made["bytes"])
    content = copy.read_bytes()
    assert content.startswith(b"age-encryption.org/v1\n")
    assert b"Peeters" not in content
    assert b"SQLite" not in content


@pytest.mark.skipif(not shutil.which("strace"), reason="strace is not installed")
@pytest.mark.usefixtures("keys")
def test_nothing_is_written_in_the_clear_on_the_way(cli: Cli, tmp_path: Path) -> None:
    cli.people(1)
    traced = tmp_path / "traced"
    subprocess.run(
        ["strace", "-f", "-e", "trace=write,pwrite64,writev", "-s", "100000", "-o", traced, sys.executable, "-m",
         "qvax_cli", "--db", cli.db, "backup", tmp_path / "copy.age"],
        env={**os.environ, **cli.environ}, cwd=Path(__file__).parents[2], check=True, capture_output=True,
    )  # fmt: skip
    assert "age-encryption.org" in traced.read_text()
    assert "Peeters" not in traced.read_text()


def test_only_its_own_key_opens_it_whichever_of_two(cli: Cli, tmp_path: Path) -> None:
    one, two, stranger = pair(tmp_path, "one"), pair(tmp_path, "two"), pair(tmp_path, "three")
    configure(cli, one.public, two.public)
    cli.register("1930-05-17", "Zoé")
    cli("backup", tmp_path / "copy.age")
    refused = cli("--json", "restore", tmp_path / "copy.age", "--identity", stranger.private, "--force", code=2)
    assert "is encrypted for another key" in refused.error["message"]
    for keys in (one, two):
        cli("restore", tmp_path / "copy.age", "--identity", keys.private, "--force")
        assert cli.json("reservist", "list")["reservists"][0]["name"].startswith("Zoé")
        cli.pass_minutes(1)


@pytest.mark.skipif(not shutil.which("ssh-keygen"), reason="ssh-keygen is not installed")
def test_a_key_of_ssh_does_as_well_unless_it_has_a_passphrase(cli: Cli, tmp_path: Path) -> None:
    for name, phrase in (("open", ""), ("shut", "word")):
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", phrase, "-f", tmp_path / name], check=True)
    configure(cli, *((tmp_path / f"{name}.pub").read_text().strip() for name in ("open", "shut")))
    cli("backup", tmp_path / "copy.age")
    refused = cli("--json", "restore", tmp_path / "copy.age", "--identity", tmp_path / "shut", "--force", code=2)
    assert "has a passphrase" in refused.error["message"]
    cli("restore", tmp_path / "copy.age", "--identity", tmp_path / "open", "--force")


@pytest.mark.parametrize(
    ("recipient", "sentence"),
    [
        ('["age1nonsense"]', "“age1nonsense” is no public key"),
        ('["ssh-ed25519 AAAA"]', "is no public key"),
        ('"age1nonsense"', "is a list of texts"),
        ("[1]", "is a list of texts"),
        ("[]", "backup.recipient is not set"),
    ],
)
def test_a_recipient_that_cannot_be_used_is_a_sentence_and_leaves_no_file(
    cli: Cli, tmp_path: Path, recipient: str, sentence: str
) -> None:
    configure(cli)
    (tmp_path / "config.toml").write_text(f"[backup]\nrecipient = {recipient}\n")
    assert sentence in cli("--json", "backup", tmp_path / "copy.age", code=7).error["message"]
    assert not list(tmp_path.glob("*copy*"))


@pytest.mark.usefixtures("keys")
def test_without_the_extra_the_sentence_names_it(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyrage", None)
    refused = cli("--json", "backup", cli.db.with_name("copy.age"), code=7)
    assert refused.error["hint"] == "install it with: pip install 'qvax[age]'"
    cli("backup", cli.db.with_name("copy.db"))  # a plain one needs none


@pytest.mark.usefixtures("keys")
def test_a_plain_copy_is_warned_of_where_a_recipient_is_set(cli: Cli) -> None:
    assert "this copy is not encrypted" in cli("backup", cli.db.with_name("copy.db")).err


@pytest.mark.usefixtures("keys")
def test_a_folder_keeps_the_newest_and_nothing_of_others_is_removed(cli: Cli, tmp_path: Path) -> None:
    place = tmp_path / "night"
    place.mkdir()
    others = {"qvax-2020-01-01.db", "other-2020-01-01T000000Z.db", "qvax-2020-01-01T000000Z.db.txt"}
    for name in others:
        (place / name).touch()
    (place / "qvax-2020-01-02T000000Z.db").mkdir()
    removed = []
    for _ in range(4):
        removed += cli.json("backup", place, "--keep", 2)["removed"]
        cli.pass_minutes(24 * HOUR)
    left = {file.name for file in place.iterdir() if file.is_file()} - others
    assert left == {"qvax-2021-04-08T154000Z.db.age", "qvax-2021-04-09T154000Z.db.age"}
    assert [Path(name).name for name in removed] == ["qvax-2021-04-06T154000Z.db.age", "qvax-2021-04-07T154000Z.db.age"]
    assert others <= {file.name for file in place.iterdir()}
    configure(cli)
    assert cli.json("backup", place)["file"].endswith("qvax-2021-04-10T154000Z.db")


def test_keep_wants_a_folder(cli: Cli, tmp_path: Path) -> None:
    cli("backup", tmp_path / "copy.db", "--keep", 3, code=2)
    cli("backup", tmp_path, "--keep", 0, code=2)
    assert not (tmp_path / "copy.db").exists()


def test_doctor_misses_a_copy_of_whoever_wants_one_every_night(cli: Cli, tmp_path: Path) -> None:
    assert finding(cli) is None
    configure(cli, pair(tmp_path).public)
    assert "no copy of the database was ever made" in (finding(cli, code=5) or {})["finding"]
    cli("backup", tmp_path / "copy.age")
    assert finding(cli) == {
        "check": "backups", "state": "ok", "finding": "the last copy of the database is of 06/04/2021 17:40", "hint": ""
    }  # fmt: skip
    cli.pass_minutes(26 * HOUR)
    assert (finding(cli, code=5) or {})["state"] == "wrong"
    configure(cli)
    assert (finding(cli) or {})["state"] == "note"  # made by hand, once


@pytest.mark.usefixtures("keys")
def test_the_log_says_who_has_made_a_copy(cli: Cli, tmp_path: Path) -> None:
    cli("--operator", "bea", "backup", tmp_path / "copy.age")
    assert "The database was copied, encrypted." in cli("log").out
    assert cli.json("audit")["faults"] == []


def test_a_copy_that_cannot_be_noted_was_made_all_the_same(cli: Cli, tmp_path: Path) -> None:
    with closing(sqlite3.connect(cli.db, isolation_level=None)) as other:
        other.execute("CREATE TRIGGER full BEFORE INSERT ON events BEGIN SELECT RAISE(ABORT, 'no'); END")
    said = cli("--json", "backup", tmp_path / "copy.db", code=5).error["message"]
    assert "was written to" in said
    assert (tmp_path / "copy.db").exists()


@pytest.fixture
def small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("qvax_cli.store.sqlite._PIECE", 4096)


@pytest.mark.usefixtures("small_pieces")
def test_others_go_on_writing_while_the_pieces_are_read_and_are_not_in_them(cli: Cli, tmp_path: Path) -> None:
    cli.people(2)
    copy = tmp_path / "copy.db"
    with closing(open_database(cli.db, "ann")) as db, copy.open("wb") as out:
        pieces = db.pieces()
        out.write(next(pieces))
        cli.people(30)
        with closing(sqlite3.connect(cli.db, timeout=0)) as other:
            assert other.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0] == 1  # busy: the file stays as it is
        out.writelines(pieces)
    with closing(sqlite3.connect(copy)) as held:
        assert held.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert held.execute("SELECT count(*) FROM reservists").fetchone() == (2,)
    assert len(cli.json("reservist", "list")["reservists"]) == 32


@pytest.mark.skipif(not Path("/proc/locks").exists(), reason="the locks are not told here")
def test_reading_the_file_ends_no_lock_of_the_connection(cli: Cli) -> None:
    def locks() -> int:
        inode = cli.db.stat().st_ino
        lines = Path("/proc/locks").read_text().splitlines()
        return sum(line.split()[4] == str(os.getpid()) and line.split()[5].endswith(f":{inode}") for line in lines)

    db: Database
    with closing(open_database(cli.db, "ann")) as db:
        db.number("SELECT count(*) FROM events")
        before = locks()
        assert before
        assert b"".join(db.pieces())
        assert locks() == before


_WRITERS = ("backup --force #", "sheet 1 --html #", "stats --svg #", "audit --publish #", "import list.csv --rejects #")


@pytest.mark.sqlite("a database in a file has files beside it")
@pytest.mark.parametrize("end", ["", "-wal", "-shm", "-journal"])
@pytest.mark.parametrize("words", _WRITERS)
def test_no_file_takes_the_place_of_the_database_or_of_what_is_beside_it(cli: Cli, words: str, end: str) -> None:
    cli.people(1)
    cli("offer", "--center", "namur", "--doses", 1)
    (cli.db.parent / "list.csv").write_text("niss;first_name;last_name;center\nx;A;B;namur\n")
    given = words.replace("list.csv", str(cli.db.parent / "list.csv")).replace("#", f"{cli.db}{end}").split()
    assert "is the database itself" in cli("--json", *given, code=4).error["message"]
    assert list(cli.states()) == ["P0"]


@pytest.mark.sqlite("a database in a file has files beside it")
@pytest.mark.parametrize("end", ["-wal", "-shm", "-journal"])
def test_no_second_dose_list_lies_where_sqlite_keeps_what_is_beside_the_database(cli: Cli, end: str) -> None:
    cli.people(1)
    cli("offer", "--center", "namur", "--doses", 1)
    (code,) = cli.codes().values()
    cli("respond", code, "yes")
    cli("vaccinated", code)
    assert "is the database itself" in cli("--json", "handoff", "export", f"{cli.db}{end}", code=4).error["message"]
    assert cli.json("handoff", "list")["waiting"] == 1
