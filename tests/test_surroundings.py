"""What stands around qvax: who is logged in, a full disk, files that others can read, an older database."""

import grp
import os
import stat
import subprocess
import sys
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from qvax_cli.context import Qvax
from tests.conftest import Cli, machine
from tests.races.places import folder
from tests.test_upgrade import restored


def test_whoever_came_by_sudo_is_the_operator_and_not_the_account_they_use() -> None:
    assert Qvax(environ={"SUDO_USER": "ann"}).operator == "ann"
    assert Qvax(environ={"SUDO_USER": "ann", "QVAX_OPERATOR": "bea"}).operator == "bea"
    assert Qvax(environ={"SUDO_USER": "ann"}, operator="cis").operator == "cis"


@pytest.mark.parametrize("at_once", [{}, {"PYTHONUNBUFFERED": "1"}])
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
def test_a_result_that_cannot_be_written_is_a_sentence(cli: Cli, at_once: dict[str, str]) -> None:
    cli.people(1)
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "qvax_cli", "--db", str(cli.database), "reservist", "list"],
            env={"HOME": str(cli.db.parent), "PATH": os.environ["PATH"], **at_once},
            cwd=Path(__file__).parents[1], stdout=full, stderr=subprocess.PIPE, text=True, timeout=60,
        )  # fmt: skip
    assert done.returncode == 5
    assert done.stderr == "Error: The result could not be written: No space left on device. What was done stands.\n"


@pytest.mark.parametrize(
    ("streams", "code"),
    [(">&-", 5), ("2>&-", 0), ("<&-", 0), (">&- 2>&- <&-", 5), ("2>/dev/full", 0), (">/dev/full 2>&1", 5), ("| :", 0)],
)
@pytest.mark.parametrize("words", ["offers", "--version", "offer --center namur --doses 1 --json", "doctor --help"])
def test_streams_that_are_closed_or_full_end_no_command_half_way(cli: Cli, streams: str, code: int, words: str) -> None:
    cli.people(2)
    where = str(getattr(cli.database, "url", cli.database))
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", f"{sys.executable} -m qvax_cli {words} {streams}"],
        env={"HOME": str(cli.db.parent), "QVAX_DB": where, "QVAX_NOW": "2021-04-06T17:40"},
        cwd=Path(__file__).parents[1], capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == code, done.stderr
    assert not any(word in done.stderr for word in ("bug", "Exception", "Traceback"))
    assert ("qvax status" in done.stderr or "could not be written" in done.stderr) or code == 0 or "2>&" in streams
    if words.startswith("offer "):
        assert cli.states() == {"P0": "sent"}


def test_doctor_finds_a_center_that_there_is_not_and_a_password_that_others_can_read(cli: Cli) -> None:
    config = cli.db.parent / "config.toml"
    password = cli.db.parent / "password"
    password.write_text("word\n")
    password.chmod(0o644)
    config.write_text(f'[centers.namurr]\nquiet_hours = "22:00-07:00"\n[mail]\npassword_file = "{password}"\n')
    cli.environ["QVAX_CONFIG"] = str(config)
    found = {one["finding"]: one["state"] for one in cli.json("doctor", code=5)["checks"]}
    assert found["there is no center namurr: [centers.namurr] has no effect"] == "wrong"
    assert found[f"other users of this machine can read {password}"] == "note"
    config.write_text(config.read_text().replace("namurr", "namur"))
    password.chmod(0o640)
    assert str(password) not in cli("doctor").out


@pytest.mark.sqlite("about files")
def test_bringing_a_database_up_to_date_is_said_once(cli: Cli) -> None:
    restored(cli, 2)
    assert "was brought up to date, schema 2 to" in cli("--quiet", "offers").err
    assert "brought up to date" not in cli("offers").err


NOBODY = 65534
only_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can be two people")


@pytest.fixture
def of_another() -> Iterator[Cli]:
    """A machine whose files are not root's; the commands have been loaded."""
    with folder() as place:
        cli = machine(place)
        cli.people(3)
        cli("offers")
        cli("doctor")
        for path in (place, *place.rglob("*")):
            os.chown(path, NOBODY, NOBODY)
        yield cli


def _as_nobody(do: Callable[[], object]) -> None:
    """Does it in a process of somebody who is not root."""
    child = os.fork()
    if child == 0:
        failed = 1
        try:
            os.setgroups([])
            os.setgid(NOBODY)
            os.setuid(NOBODY)
            do()
            failed = 0
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(failed)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


@only_root
def test_one_command_of_root_s_does_not_lock_out_the_owner(of_another: Cli) -> None:
    cli = of_another
    cli("offer", "--center", "namur", "--doses", 1)
    cli("respond", cli.codes()["P0"], "no")
    assert {path.stat().st_uid for path in cli.db.parent.rglob("*")} == {NOBODY}
    code = cli.codes()["P1"]
    _as_nobody(lambda: (cli("respond", code, "no"), cli("doctor")))
    assert cli.states()["P2"] == "sent"


@only_root
def test_a_lock_that_cannot_be_used_is_said_after_what_was_done_and_found_by_doctor(of_another: Cli) -> None:
    cli = of_another
    lock = Path(f"{cli.db}-hand-over")
    lock.unlink()
    lock.touch(mode=0o600)  # as an older qvax left it, run by root

    def evening() -> None:
        said = cli("offer", "--center", "namur", "--doses", 1, code=5).err
        assert f"the lock {lock} cannot be used: Permission denied" in said
        checks = cli.json("doctor", code=5)["checks"]
        assert [one["check"] for one in checks if one["state"] == "wrong"] == ["hand-over"]

    _as_nobody(evening)
    assert cli.states() == {"P0": "queued"}


@only_root
def test_c6_a_database_in_a_folder_of_another_is_a_sentence(of_another: Cli) -> None:
    cli = of_another
    closed = cli.db.parent / "closed"
    closed.mkdir(mode=0o700)
    cli.db = cli.database = closed / "list.db"

    def refused() -> None:
        for words in (["init"], ["offers"]):
            assert "Permission denied" in cli("--json", *words, code=6).error["message"]

    _as_nobody(refused)


def test_a_group_shares_a_database(tmp_path: Path) -> None:
    place = tmp_path / "shared"
    place.mkdir()
    cli = Cli(place)
    cli("init", "--group", grp.getgrgid(os.getgid()).gr_name)
    cli.people(1)
    cli("offer", "--center", "namur", "--doses", 1)
    for path in (place, *place.rglob("*")):
        wanted = 0o2770 if path.is_dir() else 0o660
        assert stat.S_IMODE(path.stat().st_mode) == wanted, path
    assert cli.json("doctor")["ok"]


def test_a_folder_that_holds_other_things_is_not_opened_to_a_group(tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()
    cli = Cli(tmp_path)
    cli("init", "--group", grp.getgrgid(os.getgid()).gr_name, code=4)
    cli("init", "--group", "no-such-group", code=2)
    assert not cli.db.exists()


@pytest.mark.parametrize("url", ["mysql://ann:hunter2@db/qvax", "sqlite:///qvax.db", "https://example.org/qvax"])
def test_a_server_of_another_kind_is_no_file_of_that_name(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, url: str
) -> None:
    (here := tmp_path / "here").mkdir()
    monkeypatch.chdir(here)
    refused = cli("move", "--to", url, code=7).err
    assert "a server of another kind" in refused
    assert "hunter2" not in refused
    assert list(here.iterdir()) == []
