"""Restore: looked through before anything is replaced, the old one kept, whole or not at all whenever it dies."""

import shutil
import sqlite3
import subprocess
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from qvax_cli.store.migrations import SCHEMA_VERSION
from tests.backups.conftest import Keys
from tests.conftest import Cli, machine
from tests.races.places import again, folder
from tests.races.test_kill import died_or_ended, to_try
from tests.test_upgrade import restored

pytestmark = pytest.mark.sqlite("restore is for a database in a file")


def names(cli: Cli) -> list[str]:
    return [one["name"] for one in cli.json("reservist", "list")["reservists"]]


def sql(file: Path, *statements: str) -> None:
    with closing(sqlite3.connect(file, isolation_level=None)) as conn:
        for statement in statements:
            conn.execute(statement)


@pytest.fixture
def copy(cli: Cli, tmp_path: Path) -> Path:
    """A plain copy of a list of two."""
    cli.registered(2)
    file = tmp_path / "copy.db"
    cli("backup", file)
    return file


def test_a_lost_database_comes_back_on_another_machine(cli: Cli, keys: Keys, tmp_path: Path) -> None:
    cli.people(5)
    cli("offer", "--center", "namur", "--doses", 2)
    before, states = names(cli), cli.states()
    cli("backup", tmp_path / "copy.age")
    elsewhere = tmp_path / "elsewhere" / "new"
    other = Cli(elsewhere)
    done = other.json("restore", tmp_path / "copy.age", "--identity", keys.private)
    assert (done["people"], done["offers"], done["kept"], done["upgraded"]) == (5, 1, None, None)
    assert done["last_event"]["what"] == "handed over"
    assert (names(other), other.states()) == (before, states)
    other.environ["QVAX_CONFIG"] = cli.environ["QVAX_CONFIG"]  # which wants a copy every night
    assert other.json("doctor")["ok"]
    assert other.json("audit")["faults"] == []
    assert "The database was put back from the copy that ends here." in other("log").out
    assert other.db.stat().st_mode & 0o777 == 0o600
    assert not list(elsewhere.glob(".*"))
    other.reply(other.codes()["P0"], "Oui")
    other("poll", code=None)
    assert other.states()["P0"] == "confirmed"


def test_it_ends_by_saying_what_is_in_it(cli: Cli, copy: Path) -> None:
    said = cli("restore", copy, "--force").err
    assert "people on the list: 2, offers: 0" in said
    assert "Its last event, 06/04/2021 17:40: P1 Peeters was put on the list." in said


def test_a_database_is_replaced_only_when_asked_and_kept_beside(cli: Cli, copy: Path) -> None:
    cli.people(1)
    assert "there is a database already" in cli("--json", "restore", copy, code=4).error["message"]
    assert len(names(cli)) == 3
    kept = Path(cli.json("restore", copy, "--force")["kept"])
    assert len(names(cli)) == 2
    assert kept.parent == cli.db.parent
    cli.database = kept
    assert len(names(cli)) == 3


def test_r7_whoever_was_erased_since_the_copy_was_made_is_erased_in_it_too(cli: Cli, copy: Path) -> None:
    other = cli.niss("1935-05-05")
    cli.register("1935-05-05", "Odile", niss=other)
    cli("reservist", "forget", 1, "--yes")
    cli("reservist", "forget", 3, "--yes")
    said = cli("restore", copy, "--force").err
    assert "people on the list: 1, offers: 0" in said
    assert "Its last event, 06/04/2021 17:40: P1 Peeters was put on the list." in said
    assert "1 person was erased again, who had asked for it since then." in said
    assert "P0" not in str(names(cli))
    assert cli.json("audit")["faults"] == []
    file = copy.with_name("list.csv")  # whom the copy has never known does not come back either
    file.write_text(f"niss,last_name,first_name,email,center\n{other},Peeters,Odile,o@example.org,namur\n")
    assert cli.json("import", file)["withdrawn"] == 1


def test_whoever_came_back_stays_when_a_newer_copy_takes_the_place_of_an_older_one(cli: Cli, tmp_path: Path) -> None:
    older, newer, niss = tmp_path / "older.db", tmp_path / "newer.db", cli.niss("1935-05-05")
    cli("reservist", "forget", cli.register("1935-05-05", "Odile", niss=niss), "--yes")
    cli("backup", older)
    cli.register("1935-05-05", "Odile", "--readmit", niss=niss)
    cli("backup", newer)
    cli("restore", older, "--force")
    cli.pass_minutes(1)
    assert cli.json("restore", newer, "--force")["erased_again"] == 0
    assert names(cli) == ["Odile Peeters"]
    file = tmp_path / "list.csv"
    file.write_text(f"niss,last_name,first_name,email,center\n{niss},Peeters,Odile,new@example.org,namur\n")
    assert cli.json("import", file)["updated"] == 1


def test_doctor_knows_of_what_was_replaced_until_it_is_deleted(cli: Cli, copy: Path) -> None:
    def found() -> list[str]:
        return [one["hint"] for one in cli.json("doctor")["checks"] if one["check"] == "replaced"]

    assert found() == []
    kept = Path(cli.json("restore", copy, "--force")["kept"])
    assert found() == [f"once you are sure: rm {kept}"]
    kept.unlink()
    assert found() == []


def test_whoever_was_vaccinated_since_is_named(cli: Cli, copy: Path) -> None:
    cli("offer", "--center", "namur", "--doses", 1)
    code = cli.codes()["P0"]
    cli("respond", code, "yes")
    cli("vaccinated", code)
    done = cli("--json", "restore", copy, "--force")
    assert (done.data["erased_again"], done.data["vaccinated_since"]) == (0, [1])
    assert "on the list again (qvax help restore): reservist 1." in done.err


def test_where_nobody_can_tell_who_was_erased_that_is_said(cli: Cli, copy: Path, tmp_path: Path) -> None:
    cli.db.write_bytes(b"nothing like a database" * 100)
    for machine_of_theirs in (cli, Cli(tmp_path / "elsewhere")):
        done = machine_of_theirs("--json", "restore", copy, "--force")
        assert (done.data["erased_again"], done.data["vaccinated_since"]) == (None, None)
        assert "erase them again, qvax reservist forget PERSON" in done.err


def test_whoever_is_at_work_in_the_old_database_is_not_left_behind(cli: Cli, copy: Path) -> None:
    with closing(sqlite3.connect(cli.db)) as other:
        other.execute("SELECT count(*) FROM events").fetchone()
        refused = cli("--json", "restore", copy, "--force", code=6).error
    assert "others have the database" in refused["message"]
    assert "--watch" in refused["hint"]
    assert not list(cli.db.parent.glob("*.replaced-*"))
    cli("restore", copy, "--force")


def test_a_damaged_database_is_kept_as_it_is_with_its_log(cli: Cli, copy: Path) -> None:
    damaged = b"nothing like a database" * 100
    cli.db.write_bytes(damaged)
    log = cli.db.with_name("qvax.db-wal")
    log.write_bytes(b"the newest part")
    kept = Path(cli.json("restore", copy, "--force")["kept"])
    assert kept.read_bytes() == damaged
    assert kept.with_name(f"{kept.name}-wal").read_bytes() == b"the newest part"
    assert len(names(cli)) == 2


def test_a_log_without_its_database_is_not_taken_for_that_of_the_new_one(cli: Cli, copy: Path) -> None:
    cli.db.unlink()
    cli.db.with_name("qvax.db-wal").write_bytes(b"left behind")
    cli("restore", copy, code=4)
    cli("restore", copy, "--force")
    assert len(names(cli)) == 2
    (left,) = cli.db.parent.glob("*.replaced-*-wal")
    assert left.read_bytes() == b"left behind"


def _cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def _flipped(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)


@pytest.mark.parametrize(
    ("harm", "code", "sentence"),
    [
        (lambda file: file.unlink(), 3, "there is no file"),
        (lambda file: file.write_bytes(b""), 6, "is not a database of qvax"),
        (lambda file: file.write_bytes(b"some words" * 1000), 6, "is damaged or no database at all"),
        (lambda file: sql(file, "PRAGMA application_id = 0"), 6, "is not a database of qvax"),
        (_cut, 6, "damaged"),
        (lambda file: sql(file, "DROP TRIGGER events_stay"), 6, "is damaged: trigger events_stay"),
        (lambda file: sql(file, f"PRAGMA user_version = {SCHEMA_VERSION + 1}"), 6, "made by a newer qvax"),
        (
            lambda file: sql(
                file,
                *_without_triggers(file, "UPDATE events SET operator = 'eve' WHERE id = 2"),
            ),
            6,
            "the log in the backup",
        ),
        (lambda file: file.with_name(f"{file.name}-wal").write_bytes(b"log"), 4, "is a database in use and no backup"),
    ],
)
def test_a_copy_that_is_none_replaces_nothing(
    cli: Cli, copy: Path, harm: Callable[[Path], object], code: int, sentence: str
) -> None:
    harm(copy)
    cli.people(1)
    before = sorted(cli.db.parent.iterdir())
    refused = cli("--json", "restore", copy, "--force", code=code).error
    assert sentence in refused["message"]
    assert "unfinished" not in refused["message"]
    assert len(names(cli)) == 3
    assert sorted(cli.db.parent.iterdir()) == before


def _without_triggers(file: Path, statement: str) -> list[str]:
    """A statement that the triggers on events forbid, run without them: they are there again afterwards."""
    with closing(sqlite3.connect(file)) as conn:
        triggers = conn.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'events'")
        found = triggers.fetchall()
    return [*(f"DROP TRIGGER {name}" for name, _ in found), statement, *(text for _, text in found)]


@pytest.mark.parametrize("harm", [_cut, _flipped])
def test_an_encrypted_copy_that_was_changed_replaces_nothing(
    cli: Cli, keys: Keys, tmp_path: Path, harm: Callable[[Path], object]
) -> None:
    cli("backup", tmp_path / "copy.age")
    harm(tmp_path / "copy.age")
    cli.people(1)
    refused = cli("--json", "restore", tmp_path / "copy.age", "--identity", keys.private, "--force", code=2).error
    assert "is not as it was written" in refused["message"]
    assert len(names(cli)) == 1
    assert not list(tmp_path.glob(".*unfinished*"))


@pytest.mark.usefixtures("keys")
def test_a_key_that_is_none_is_said(cli: Cli, tmp_path: Path) -> None:
    cli("backup", tmp_path / "copy.age")
    words = ("--json", "restore", tmp_path / "copy.age", "--force")
    assert "name the file of the private key" in cli(*words, code=2).error["hint"]
    assert "there is no file" in cli(*words, "--identity", tmp_path / "nowhere", code=3).error["message"]
    (tmp_path / "words").write_text("no key")
    assert "holds no private key" in cli(*words, "--identity", tmp_path / "words", code=2).error["message"]
    assert "it is a folder and no file" in cli(*words, "--identity", tmp_path, code=2).error["message"]


@pytest.mark.parametrize("version", range(1, SCHEMA_VERSION))
def test_a_copy_of_an_older_qvax_is_brought_up_to_date_and_said(cli: Cli, tmp_path: Path, version: int) -> None:
    restored(cli, version)
    old = tmp_path / "old.db"
    shutil.move(cli.db, old)
    done = cli.json("restore", old)
    assert (done["upgraded"], done["people"] > 0) == ([version, SCHEMA_VERSION], True)
    assert cli.json("doctor")["ok"]
    with closing(sqlite3.connect(old)) as conn:  # the copy stays what it was
        assert conn.execute("PRAGMA user_version").fetchone() == (version,)


def test_wherever_it_dies_there_is_a_whole_database() -> None:
    with folder() as place:
        cli = machine(place / "before")
        cli.people(2)
        cli("backup", cli.db.with_name("copy.db"))
        cli.people(1)
        points = died_or_ended(again(cli, place / "whole"), _restore(place / "whole"), 0)
        assert points is not None
        for deadly in to_try(points):
            twin = again(cli, place / str(deadly))
            assert died_or_ended(twin, _restore(twin.db.parent), deadly) is None
            found = len(names(twin))
            assert found in (2, 3), points[deadly - 3 : deadly]
            if found == 2:
                (kept,) = twin.db.parent.glob("*.replaced-*Z")
                assert len(names(_of(twin, kept))) == 3
            twin.pass_minutes(1)
            twin(*_restore(twin.db.parent))
            assert len(names(twin)) == 2
            assert not list(twin.db.parent.glob(".*unfinished*"))


def _restore(place: Path) -> list[object]:
    return ["restore", place / "copy.db", "--force"]


def _of(cli: Cli, db: Path) -> Cli:
    other = Cli(db.parent)
    other.database, other.now = db, cli.now
    return other


def test_the_program_age_opens_a_copy_too(cli: Cli, keys: Keys, tmp_path: Path) -> None:
    age = shutil.which("age")
    if age is None:
        pytest.skip("age is not installed (Debian: apt install age)")
    cli.people(1)
    cli("backup", tmp_path / "copy.age")
    subprocess.run([age, "-d", "-i", keys.private, "-o", tmp_path / "plain.db", tmp_path / "copy.age"], check=True)
    with closing(sqlite3.connect(tmp_path / "plain.db")) as conn:
        assert conn.execute("SELECT count(*) FROM reservists").fetchone() == (1,)
