"""An encrypted database: nothing in it can be read without its key, and every command works with it."""

import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from tests.backups.conftest import pair
from tests.conftest import Cli, machine
from tests.races.places import again, folder
from tests.races.test_kill import died_or_ended, to_try

pytestmark = pytest.mark.sqlite("a key opens a database in a file")
WRONG = "ab" * 32


def configure(cli: Cli, *lines: str) -> None:
    """The lines of [database], in a configuration that nobody else can write to."""
    file = cli.db.parent / "config.toml"
    file.write_text("\n".join(["[database]", *lines]) + "\n")
    file.chmod(0o600)
    cli.environ["QVAX_CONFIG"] = str(file)


def key_file(cli: Cli) -> Path:
    return cli.db.parent / "keys" / "database.key"


@pytest.fixture
def secret(cli: Cli) -> Cli:
    """A machine whose database was encrypted when three people were on the list."""
    cli.people(3)
    configure(cli, f'key_file = "{key_file(cli)}"')
    cli("encrypt")
    return cli


def everything_on_the_disk(cli: Cli) -> bytes:
    return b"".join(file.read_bytes() for file in cli.db.parent.glob("qvax.db*") if file.is_file())


def test_strings_finds_no_name_in_an_encrypted_database_nor_in_its_log(cli: Cli) -> None:
    cli.people(1)
    assert b"Peeters" in everything_on_the_disk(cli)
    configure(cli, f'key_file = "{key_file(cli)}"')
    cli("encrypt")
    with closing(sqlite3.connect(cli.db)) as other:  # whoever holds it open keeps the log there
        with pytest.raises(sqlite3.DatabaseError):
            other.execute("SELECT count(*) FROM reservists")
        cli.register("1950-05-17", "Zacharie")
        found = everything_on_the_disk(cli)
    assert b"Peeters" not in found
    assert b"Zacharie" not in found
    assert b"example.org" not in found
    assert b"SQLite format" not in found


def test_where_the_key_is_lost_no_new_one_takes_its_place(secret: Cli) -> None:
    key_file(secret).unlink()
    assert "cannot be read" in secret("--json", "encrypt", code=7).error["message"]
    assert not key_file(secret).exists()


def test_an_evening_goes_as_it_does_in_the_clear(secret: Cli) -> None:
    secret("offer", "--center", "namur", "--doses", 1)
    code = secret.codes()["P0"]
    secret.reply(code, "Non")
    secret("poll")
    secret("respond", secret.codes()["P1"], "yes")
    assert secret.states() == {"P0": "declined", "P1": "confirmed"}
    secret("vaccinated", secret.codes()["P1"])
    assert secret.json("audit")["faults"] == []
    secret("reservist", "forget", 1, "--yes")
    secret("cleanup")
    assert secret.json("doctor")["ok"]
    assert secret.json("stats")


def test_init_makes_one_and_shows_the_new_key_once(tmp_path: Path) -> None:
    cli = Cli(tmp_path)
    configure(cli, f'key_file = "{key_file(cli)}"')
    said = cli("--quiet", "init", "--encrypt").err
    key = key_file(cli).read_text().strip()
    assert key in said.replace(" ", "")
    assert "without it nobody can open the database" in said
    assert key_file(cli).stat().st_mode & 0o777 == 0o600
    assert b"SQLite format" not in cli.db.read_bytes()
    cli.people(1)
    for words in (["doctor"], ["config", "show"], ["log"], ["reservist", "list"]):
        done = cli(*words)
        assert key not in done.out + done.err


def test_a_key_that_is_there_is_used(cli: Cli) -> None:
    configure(cli, f'key_file = "{key_file(cli)}"')
    key_file(cli).parent.mkdir()
    key_file(cli).write_text(" ".join([WRONG[:32], WRONG[32:]]) + "\n")
    cli("encrypt")
    assert key_file(cli).read_text().replace(" ", "") == WRONG + "\n"
    assert cli.json("reservist", "list") == {"reservists": []}


def test_the_key_comes_from_a_command_or_from_systemd(secret: Cli) -> None:
    configure(secret, f'key_command = ["cat", "{key_file(secret)}"]')
    assert len(secret.json("reservist", "list")["reservists"]) == 3
    credentials = secret.db.parent / "credentials"
    credentials.mkdir()
    shutil.copy(key_file(secret), credentials / "qvax.key")
    configure(secret)
    secret.environ["CREDENTIALS_DIRECTORY"] = str(credentials)
    assert len(secret.json("reservist", "list")["reservists"]) == 3


@pytest.mark.parametrize(
    ("line", "code", "sentence"),
    [
        ("", 7, "nothing says where its key is"),
        ('key_file = "/nowhere/key"', 7, "database.key_file: the file /nowhere/key cannot be read"),
        ('key_command = ["false"]', 7, "database.key_command: the command false fails (1)"),
        ('key_command = ["echo", "word"]', 7, "is no key of 64 hexadecimal digits"),
        (f'key_command = ["echo", "{WRONG}"]', 6, "the key that is set does not open the database"),
        (f'key_file = "x"\nkey_command = ["echo", "{WRONG}"]', 7, "are both set"),
    ],
)
def test_a_missing_and_a_wrong_key_are_each_one_sentence(
    secret: Cli, capfd: pytest.CaptureFixture[str], line: str, code: int, sentence: str
) -> None:
    before = secret.db.read_bytes()
    configure(secret, line)
    for words in (["offers"], ["doctor"], ["backup", secret.db.with_name("copy.db")]):
        error = secret("--json", *words, code=code).error
        assert sentence in error["message"]
        assert WRONG not in str(error)
    assert secret.db.read_bytes() == before
    assert capfd.readouterr().err == ""  # SQLCipher would say more by itself


def test_without_the_extra_the_sentence_names_it(secret: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sqlcipher3", None)
    monkeypatch.delitem(sys.modules, "sqlcipher3.dbapi2", raising=False)
    refused = secret("--json", "offers", code=7)
    assert refused.error["hint"] == "install it with: pip install 'qvax[cipher]'"


def test_nothing_is_encrypted_while_nothing_says_where_the_key_is_kept_or_somebody_is_at_work(cli: Cli) -> None:
    assert "nothing says where the key" in cli("--json", "encrypt", code=7).error["message"]
    configure(cli, f'key_file = "{key_file(cli)}"')
    with _somebody_at_work(cli.db):
        assert "others have the database" in cli("--json", "encrypt", code=6).error["message"]
    assert cli.db.read_bytes().startswith(b"SQLite format 3\0")
    cli("encrypt")
    assert cli("--json", "encrypt", code=4).error["cause"] == "is_encrypted"


@contextmanager
def _somebody_at_work(db: Path) -> Iterator[None]:
    """Another process that has the database open."""
    script = (
        "import sqlite3, sys; db = sqlite3.connect(sys.argv[1]); db.execute('SELECT count(*) FROM events').fetchone();"
        "print('ready', flush=True); sys.stdin.read()"
    )
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen([sys.executable, "-c", script, db], **pipes) as process:  # type: ignore[call-overload]
        assert process.stdout.readline() == b"ready\n"
        yield
        process.communicate()


def test_a_copy_of_it_is_as_secret_and_comes_back_with_the_same_key(secret: Cli, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    secret("backup", copy)
    assert b"Peeters" not in copy.read_bytes()
    secret.people(1)
    secret("restore", copy, "--force")
    assert len(secret.json("reservist", "list")["reservists"]) == 3
    keys = pair(tmp_path)
    configure(secret, f'key_file = "{key_file(secret)}"', "[backup]", f'recipient = ["{keys.public}"]')
    secret("backup", tmp_path / "copy.age")
    secret.pass_minutes(1)
    secret("restore", tmp_path / "copy.age", "--force", "--identity", keys.private)
    assert len(secret.json("reservist", "list")["reservists"]) == 3
    configure(secret)
    assert secret("--json", "restore", copy, "--force", code=7).error["message"].startswith("the database is encrypted")


def test_doctor_says_what_is_protected_and_what_is_not(cli: Cli) -> None:
    def found() -> dict[str, str]:
        return next(one for one in cli.json("doctor", code=None)["checks"] if one["check"] == "encryption")

    assert found()["finding"].startswith("not by qvax")
    configure(cli, f'key_file = "{key_file(cli)}"')
    cli("encrypt")
    assert "exports and their like are not" in found()["finding"]
    shutil.move(key_file(cli), cli.db.with_name("database.key"))
    configure(cli, f'key_file = "{cli.db.with_name("database.key")}"')
    assert found()["state"] == "wrong"


def test_wherever_encrypting_dies_the_database_is_whole() -> None:
    with folder() as place:
        cli = machine(place / "before")
        cli.people(2)
        points = died_or_ended(_ready(again(cli, place / "whole")), ["encrypt"], 0)
        assert points is not None
        for deadly in to_try(points):
            twin = _ready(again(cli, place / str(deadly)))
            died_or_ended(twin, ["encrypt"], deadly)
            assert len(twin.json("reservist", "list")["reservists"]) == 2, points[deadly - 3 : deadly]
            if twin.db.read_bytes().startswith(b"SQLite"):
                twin("encrypt")
            assert len(twin.json("reservist", "list")["reservists"]) == 2
            assert b"Peeters" not in everything_on_the_disk(twin)
            assert not list(twin.db.parent.glob(".*unfinished*"))


def _ready(cli: Cli) -> Cli:
    configure(cli, f'key_file = "{key_file(cli)}"')
    return cli
