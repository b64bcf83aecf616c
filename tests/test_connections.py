"""What a channel does wrong stays with that channel and that message."""

from pathlib import Path
from typing import Any

import pytest

from qvax_cli.channels import Channel, Envelope, Taken
from qvax_cli.context import Qvax
from tests.conftest import Cli


class _Channel(Channel):
    """A channel with a fault of its own, as none should be."""

    name, by = "mail", "email"

    def __init__(self, wrong: dict[str, Exception], entering: Exception | None = None) -> None:
        self.wrong, self.entering = wrong, entering
        self.taken: list[str] = []

    def __enter__(self) -> "_Channel":
        if self.entering:
            raise self.entering
        return self

    def hand_over(self, envelope: Envelope, now: int) -> Taken:
        if envelope.to in self.wrong:
            raise self.wrong[envelope.to]
        self.taken.append(envelope.to)
        return Taken(now - 60)


@pytest.fixture
def asked(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Runs an offer for three people by a channel."""

    def run(channel: _Channel) -> Any:
        monkeypatch.setattr(Qvax, "channels", {"mail": channel})
        cli.people(3)
        return cli("offer", "--center", "namur", "--doses", 3, code=None)

    return run


def test_a_fault_in_one_message_does_not_stop_the_others(cli: Cli, asked: Any) -> None:
    said = asked(_Channel({"p1@example.org": KeyError("p1@example.org")}))
    assert cli.states() == {"P0": "sent", "P1": "queued", "P2": "sent"}
    assert said.code == 5
    assert "it failed unexpectedly (KeyError)" in said.err
    assert "p1@example.org" not in said.err


def test_a_channel_that_cannot_be_opened_makes_its_messages_wait(cli: Cli, asked: Any) -> None:
    said = asked(_Channel({}, RuntimeError("no")))
    assert set(cli.states().values()) == {"queued"}
    assert "the channel failed unexpectedly (RuntimeError)" in said.err


def test_r13_what_a_channel_had_taken_before_counts_from_then(cli: Cli, asked: Any) -> None:
    asked(_Channel({}))
    assert {one["sent_at"] for one in cli.json("status", 1)["invitations"]} == {"2021-04-06T15:39:00Z"}


@pytest.mark.sqlite("about files")
def test_the_lock_of_the_hand_over_is_for_its_owner_alone(cli: Cli, asked: Any) -> None:
    asked(_Channel({}))
    assert Path(f"{cli.db}-hand-over").stat().st_mode & 0o077 == 0
