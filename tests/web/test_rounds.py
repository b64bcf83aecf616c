"""What the pages bring about is handed over round after round, whatever happens in one."""

from threading import Event

import pytest

from qvax_cli.context import Qvax
from qvax_cli.errors import Misconfigured
from qvax_cli.web import server


def test_a_round_that_fails_is_told_and_the_next_one_comes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "_ROUND", 0.0)
    over, told = Event(), list[str]()
    failures = [Misconfigured("the file cannot be read", cause="unreadable_setting"), KeyError("0470")]

    def opened() -> Qvax:
        failure = failures.pop(0)
        if not failures:
            over.set()
        raise failure

    server._hand_over(opened, over, told.append)
    assert told == ["Not handed over: the file cannot be read.", "Not handed over: qvax failed on it (KeyError)."]
