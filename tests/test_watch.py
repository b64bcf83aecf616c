"""`--watch`: round after round, with a clock and pauses that the test makes, in lines and on a terminal."""

import io
import json
from collections.abc import Callable
from contextlib import nullcontext, redirect_stdout

import pytest
import typer

from qvax_cli.cli import app
from qvax_cli.console import rounds
from qvax_cli.context import Qvax
from qvax_cli.errors import DatabaseFailure
from qvax_cli.store.centers import Center
from tests.conftest import Cli

Step = Callable[[], object]


class Screen(io.StringIO):
    """A terminal that keeps what was written to it."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def screen(monkeypatch: pytest.MonkeyPatch) -> Screen:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "120")
    return Screen()


def _watch(cli: Cli, *words: object, steps: list[Step], screen: Screen | None = None) -> int:
    """Runs a command that stays, on a terminal if there is one; in each pause the next step happens. The exit code.

    Fails when it pauses once more than there are steps, or ends before.
    """
    left = list(steps)
    paused: list[float] = []

    def pause(seconds: float) -> None:
        paused.append(seconds)
        cli.now += round(seconds)
        left.pop(0)()

    qvax = Qvax(db=cli.db, operator="ann", now=lambda: cli.now, sleep=pause, environ=cli.environ)
    try:
        with redirect_stdout(screen) if screen else nullcontext():
            code = typer.main.get_command(app).main(list(map(str, words)), "qvax", obj=qvax, standalone_mode=False)
    finally:
        qvax.close()
    assert not left, "it ended before all of it had happened"
    assert set(paused) <= {5.0}
    return int(code or 0)


def _nothing() -> None:
    """A round in which nothing happens."""


def test_it_goes_on_until_the_offer_is_filled_and_tells_only_what_is_new(
    cli: Cli, capsys: pytest.CaptureFixture[str]
) -> None:
    cli.people(3)
    cli("offer", "--center", "namur", "--doses", 2)
    codes = cli.codes()
    steps: list[Step] = [
        _nothing,
        lambda: cli.reply(codes["P0"], "Oui"),
        _nothing,
        lambda: cli.reply(codes["P1"], "Non merci"),
        lambda: cli("respond", cli.codes()["P2"], "yes"),
    ]
    assert _watch(cli, "poll", "--watch", steps=steps) == 0
    said = capsys.readouterr()
    assert said.err.count(f"{codes['P0']} answered yes: confirmed.") == 1
    assert said.err.count(f"{codes['P1']} answered no: declined.") == 1
    assert said.out.count("P2 Peeters") == 1
    assert said.err.count("Offer 1: 2 doses") == 2  # a round without news is not told
    assert "Nothing new." not in said.err
    assert said.err.endswith("Filled or over: nothing more to watch.\n")
    assert cli.states() == {"P0": "confirmed", "P1": "declined", "P2": "confirmed"}


def test_for_scripts_every_round_with_news_is_a_line(cli: Cli, capsys: pytest.CaptureFixture[str]) -> None:
    cli.people(2)
    cli("offer", "--center", "namur", "--doses", 1)
    codes = cli.codes()
    steps: list[Step] = [_nothing, lambda: cli.pass_minutes(31), lambda: cli.reply(cli.codes()["P1"], "Ja")]
    assert _watch(cli, "--json", "poll", "--watch", "--center", "namur", steps=steps) == 0
    silent, answered = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert silent["expired"] == [codes["P0"]]
    assert [one["name"] for one in silent["invited"]] == ["P1 Peeters"]
    assert [one["result"] for one in answered["answers"]] == ["confirmed"]


def test_it_ends_when_the_time_of_the_offer_is_over(cli: Cli, capsys: pytest.CaptureFixture[str]) -> None:
    cli.people(1)
    steps: list[Step] = [lambda: cli.pass_minutes(31), lambda: cli.pass_minutes(120)]
    assert _watch(cli, "offer", "--center", "namur", "--doses", 1, "--watch", steps=steps) == 0
    said = capsys.readouterr().err
    assert "Offer 1 is over: 0 of 1 doses placed, 1 lost." in said
    assert said.endswith("Filled or over: nothing more to watch.\n")


def test_with_no_offer_open_there_is_nothing_to_watch(cli: Cli) -> None:
    assert _watch(cli, "poll", "--watch", steps=[]) == 0


def test_ctrl_c_loses_nothing_and_says_how_to_go_on(cli: Cli, capsys: pytest.CaptureFixture[str]) -> None:
    def interrupt() -> None:
        raise KeyboardInterrupt

    cli.people(1)
    cli("offer", "--center", "namur", "--doses", 1)
    assert _watch(cli, "poll", "--watch", steps=[_nothing, interrupt]) == 130
    assert "Nothing is lost; go on with: qvax poll --watch" in capsys.readouterr().err
    assert cli.states() == {"P0": "sent"}


def test_on_a_terminal_the_minutes_left_of_everybody_are_seen(cli: Cli, screen: Screen) -> None:
    cli.people(3)
    codes: dict[str, str] = {}
    seen: list[str] = []

    def look(then: Step) -> Step:
        def step() -> None:
            seen.append(screen.getvalue())
            screen.truncate(0)
            then()

        return step

    def answers() -> None:
        codes.update(cli.codes())
        cli.pass_minutes(10)
        cli.reply(codes["P0"], "Oui")

    steps = [look(_nothing), look(answers), look(lambda: cli("respond", cli.codes()["P1"], "yes"))]
    cli("offer", "--center", "namur", "--doses", 2)
    assert _watch(cli, "poll", "--watch", steps=steps, screen=screen) == 0
    first, second, third = seen
    assert all(part in first for part in ("P0 Peeters", "P1 Peeters", " 30 ", "Ctrl-C stops watching"))
    assert "answered" not in second
    assert f"{codes['P0']} answered yes: confirmed" in third
    assert " 20 " in third
    assert "2 confirmed" in screen.getvalue()


def test_on_a_terminal_a_passing_fault_is_shown_and_does_not_end_the_watch(
    cli: Cli, screen: Screen, monkeypatch: pytest.MonkeyPatch
) -> None:
    cli.people(1)
    cli("offer", "--center", "namur", "--doses", 1)
    busy = iter([False, True, False])

    def sometimes(qvax: Qvax, center: Center | None) -> rounds.Done:
        if next(busy):
            raise DatabaseFailure("the database stayed busy for 30 seconds")
        return rounds.one_round(qvax, center)

    monkeypatch.setattr("qvax_cli.console.watch.one_round", sometimes)
    steps: list[Step] = [_nothing, lambda: cli("respond", cli.codes()["P0"], "yes")]
    assert _watch(cli, "poll", "--watch", steps=steps, screen=screen) == 0
    assert screen.getvalue().count("stayed busy for 30 seconds") == 1
