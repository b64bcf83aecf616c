"""What stands around qvax: who is logged in, a full disk, files that others can read, an older database."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from qvax_cli.context import Qvax
from tests.conftest import Cli
from tests.test_upgrade import restored


def test_whoever_came_by_sudo_is_the_operator_and_not_the_account_they_use() -> None:
    assert Qvax(environ={"SUDO_USER": "ann"}).operator == "ann"
    assert Qvax(environ={"SUDO_USER": "ann", "QVAX_OPERATOR": "bea"}).operator == "bea"
    assert Qvax(environ={"SUDO_USER": "ann"}, operator="cis").operator == "cis"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
def test_a_result_that_cannot_be_written_is_a_sentence(cli: Cli) -> None:
    cli.people(1)
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "qvax_cli", "--db", str(cli.db), "reservist", "list"],
            env={"HOME": str(cli.db.parent), "PATH": os.environ["PATH"]},
            cwd=Path(__file__).parents[1], stdout=full, stderr=subprocess.PIPE, text=True, timeout=60,
        )  # fmt: skip
    assert done.returncode == 5
    assert done.stderr == "Error: The result could not be written: No space left on device. What was done stands.\n"


def test_doctor_finds_a_center_that_there_is_not_and_a_password_that_others_can_read(cli: Cli) -> None:
    config = cli.db.parent / "config.toml"
    password = cli.db.parent / "password"
    password.write_text("word\n")
    password.chmod(0o644)
    config.write_text(f'[centers.namurr]\nquiet_hours = "22:00-07:00"\n[mail]\npassword_file = "{password}"\n')
    cli.environ["QVAX_CONFIG"] = str(config)
    wrong = [one["finding"] for one in cli.json("doctor", code=5)["checks"] if one["state"] == "wrong"]
    assert wrong == [
        "there is no center namurr: [centers.namurr] has no effect",
        f"other users of this machine can read {password}",
    ]
    config.write_text(config.read_text().replace("namurr", "namur"))
    password.chmod(0o640)
    assert cli.json("doctor")["ok"]


def test_bringing_a_database_up_to_date_is_said_once(cli: Cli) -> None:
    restored(cli, 2)
    assert "was brought up to date, schema 2 to" in cli("--quiet", "offers").err
    assert "brought up to date" not in cli("offers").err
