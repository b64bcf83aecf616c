"""A ledger tells who was asked in which order and names nobody; whoever has a code finds their own line (R34)."""

import json
import re
import signal
import time
from collections.abc import Callable
from hashlib import scrypt
from pathlib import Path

import pytest

from qvax_cli.audit.ledger import _hash, verify
from tests.conftest import Cli
from tests.screens import AtTerminal
from tests.terminal import at_terminal


@pytest.fixture
def ledger(cli: Cli, tmp_path: Path) -> Path:
    cli.people(10)
    cli("offer", "--center", "namur", "--doses", 3)
    cli("respond", cli.codes()["P1"], "yes")
    cli.pass_minutes(31)
    cli("poll", code=None)
    file = tmp_path / "ledger.jsonl"
    cli("audit", "--publish", file)
    return file


def test_a_ledger_is_checked_on_a_machine_without_a_database(cli: Cli, ledger: Path, tmp_path: Path) -> None:
    elsewhere = Cli(tmp_path / "elsewhere")
    (tmp_path / "elsewhere").mkdir()
    assert "The ledger is whole: 1 offer," in elsewhere("audit", "--verify", ledger).err
    assert not elsewhere.db.exists()
    assert cli.json("audit")["head"] in elsewhere("audit", "--verify", ledger).err


def test_it_names_nobody(cli: Cli, ledger: Path) -> None:
    text = ledger.read_text()
    assert not re.search(r"P\d|Peeters|example\.org|19\d\d-|05-17", text)
    assert not any(code in text for code in cli.codes().values())


def test_the_owner_of_a_code_sees_their_own_line(cli: Cli, ledger: Path) -> None:
    code = cli.codes()["P1"]
    said = cli("audit", "--verify", ledger, "--code", code.lower()).err
    assert "You were number 2 by age of 10 who were available" in said
    assert "5 were asked; the youngest asked was 86" in said
    assert "confirmed" in said
    refused = cli("--json", "audit", "--verify", ledger, "--code", "00000000", code=3).error
    assert refused["hint"] == "it stands in the message that asked you"
    cli("audit", "--code", code, code=2)


CHANGES: list[Callable[[list[str]], list[str]]] = [
    lambda lines: lines[:-1],
    lambda lines: lines[:-3],
    lambda lines: lines[:3] + lines[4:],
    lambda lines: [lines[0], lines[2], lines[1], *lines[3:]],
    lambda lines: [line.replace('"age": 9', '"age": 8') for line in lines],
    lambda lines: [line.replace('"doses": 3', '"doses": 4') for line in lines],
    lambda lines: [*lines, "no line"],
    lambda lines: ["[]", *lines],
]


@pytest.mark.parametrize("change", CHANGES)
def test_a_line_that_was_changed_left_out_or_put_in_shows(
    cli: Cli, ledger: Path, change: Callable[[list[str]], list[str]]
) -> None:
    ledger.write_text("\n".join(change(ledger.read_text().splitlines())) + "\n")
    assert cli.json("audit", "--verify", ledger, code=4)["problems"]


def test_what_is_no_ledger_is_refused(cli: Cli, tmp_path: Path) -> None:
    cli("audit", "--verify", tmp_path / "none", code=3)
    (tmp_path / "empty").touch()
    cli("audit", "--verify", tmp_path / "empty", code=4)
    for name in ("/dev/zero", tmp_path):
        assert "cannot be read" in cli("audit", "--verify", name, code=2).err
    (tmp_path / "bytes").write_bytes(b"\xff\xfe")
    cli("audit", "--verify", tmp_path / "bytes", code=2)


def test_a_code_is_hidden_by_a_hash_that_is_slow_to_guess(cli: Cli, ledger: Path) -> None:
    first, *lines = [json.loads(line) for line in ledger.read_text().splitlines()]
    code, salt = cli.codes()["P1"], bytes.fromhex(first["salt"])
    slow = scrypt(code.encode(), salt=salt, n=2**14, r=8, p=1, dklen=32).hex()
    assert [line["place"] for line in lines if line.get("code") == slow] == [2]
    other = ledger.with_name("again.jsonl")
    cli("audit", "--publish", other)
    assert slow not in other.read_text()


def test_the_codes_that_are_hidden_are_counted_on_a_terminal_and_nothing_of_it_stands_in_a_pipe(
    cli: Cli, ledger: Path
) -> None:
    code, shown = at_terminal(cli, "audit", "--publish", ledger.with_name("again.jsonl"), kind="xterm")
    assert code == 0
    assert "5 codes hidden" in shown
    said = cli("audit", "--publish", ledger)
    assert "codes hidden" not in said.err
    assert f"Written to {ledger}: 1 offer, 5 people asked." in said.err


def test_ctrl_c_while_codes_are_hidden_ends_it_at_once_and_leaves_nothing_half(
    cli: Cli, ledger: Path, tmp_path: Path
) -> None:
    cli.people(50)
    cli("offer", "--center", "namur", "--doses", 50, "--yes")
    (folder := tmp_path / "published").mkdir()
    old = folder / "ledger.jsonl"
    old.write_bytes(ledger.read_bytes())
    for file in (old, folder / "new.jsonl"):
        with AtTerminal(cli, "audit", "--publish", file) as at:
            at.sees("codes hidden")
            at.process.send_signal(signal.SIGINT)
            begun = time.monotonic()
            assert at.ends() in (130, -signal.SIGINT)  # the signal itself is what a shell calls 130
            assert time.monotonic() - begun < 10
    assert [file.name for file in folder.iterdir()] == ["ledger.jsonl"]
    assert old.read_bytes() == ledger.read_bytes()


def test_a_ledger_of_another_version_is_told_apart(cli: Cli, ledger: Path) -> None:
    ledger.write_text(ledger.read_text().replace('"version": 2', '"version": 1', 1))
    assert "of version 1; this qvax reads version 2" in cli.json("audit", "--verify", ledger, code=4)["problems"][0]


def test_a_ledger_written_anew_with_somebody_older_left_out_contradicts_itself(ledger: Path) -> None:
    lines = [json.loads(line) for line in ledger.read_text().splitlines()]
    kept = [line for line in lines if line.get("place") != 1]
    before, told = "", []
    for line in kept:
        line.pop("hash")
        if line["kind"] == "end":
            line["lines"] = len(kept) - 1
        before = _hash(before, line)
        told.append(json.dumps({**line, "hash": before}))
    assert verify(told).problems == ["offer 1: somebody older is missing"]
