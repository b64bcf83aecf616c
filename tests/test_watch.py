"""`--watch`: round after round, with a clock and pauses that the test makes, in lines and drawn on a terminal."""

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

    qvax = Qvax(db=cli.database, operator="ann", now=lambda: cli.now, sleep=pause, environ=cli.environ)
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


def test_it_tells_how_it_stands_then_what_is_new_and_stays_when_the_offer_is_filled(
    cli: Cli, capsys: pytest.CaptureFixture[str]
) -> None:
    cli.people(4)
    cli("offer", "--center", "namur", "--doses", 2)
    codes = cli.codes()
    steps: list[Step] = [
        _nothing,
        lambda: cli.reply(codes["P0"], "Oui"),
        _nothing,
        lambda: cli.reply(codes["P1"], "Non merci"),
        lambda: cli.reply(cli.codes()["P2"], "Ja"),
        lambda: cli.reply(codes["P0"], "Non", name="again"),  # filled, and somebody gives the dose back
        lambda: cli.pass_minutes(121),
    ]
    assert _watch(cli, "poll", "--watch", steps=steps) == 0
    said = capsys.readouterr()
    assert said.err.index("Offer 1 · Centre majeur Namur") < said.err.index("answered yes")
    assert said.out.count("P0 Peeters") == 1  # of the start
    assert said.err.count("answered yes: confirmed.") == 2
    assert said.err.count("answered no: declined.") == 2
    assert "Nothing new." not in said.err
    assert said.err.endswith("Over: nothing more to watch.\n")
    assert cli.states() == {"P0": "declined", "P1": "declined", "P2": "confirmed", "P3": "expired"}


def test_in_lines_a_sign_of_life_comes_every_minute(cli: Cli, capsys: pytest.CaptureFixture[str]) -> None:
    cli.people(1)
    cli("offer", "--center", "namur", "--doses", 1)
    steps: list[Step] = [*[_nothing] * 24, lambda: cli.pass_minutes(150)]
    _watch(cli, "poll", "--watch", steps=steps)
    said = capsys.readouterr().err
    alive = [line for line in said.splitlines() if line.endswith("Offer 1: 1 dose: 0 confirmed, 1 being asked.")]
    assert [line[:5] for line in alive] == ["17:40", "17:41", "17:42"]


def test_for_scripts_the_state_at_the_start_every_round_with_news_and_a_sign_of_life_are_lines(
    cli: Cli, capsys: pytest.CaptureFixture[str]
) -> None:
    cli.people(2)
    cli("offer", "--center", "namur", "--doses", 1)
    codes = cli.codes()
    steps: list[Step] = [
        _nothing,
        lambda: cli.pass_minutes(31),
        lambda: cli.reply(cli.codes()["P1"], "Ja"),
        *[_nothing] * 12,
        lambda: cli.pass_minutes(121),
    ]
    assert _watch(cli, "--json", "poll", "--watch", "--center", "namur", steps=steps) == 0
    start, silent, answered, alive, over = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert [one["pending"] for one in start["offers"]] == [1]
    assert start["at"] == "2021-04-06T15:40:00Z"
    assert silent["expired"] == [codes["P0"]]
    assert [one["name"] for one in silent["invited"]] == ["P1 Peeters"]
    assert [one["result"] for one in answered["answers"]] == ["confirmed"]
    assert (alive["answers"], [one["state"] for one in alive["offers"]]) == ([], ["filled"])
    assert (over["closed"], over["offers"]) == ([1], [])


def test_it_ends_when_the_time_of_the_offer_is_over(cli: Cli, capsys: pytest.CaptureFixture[str]) -> None:
    cli.people(1)
    steps: list[Step] = [lambda: cli.pass_minutes(31), lambda: cli.pass_minutes(120)]
    assert _watch(cli, "offer", "--center", "namur", "--doses", 1, "--watch", steps=steps) == 0
    said = capsys.readouterr().err
    assert "Next: qvax poll --watch" not in said  # it is watching
    assert "Offer 1 is over: 0 of 1 doses placed, 1 lost." in said
    assert said.endswith("Over: nothing more to watch.\n")


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


def _looking(screen: Screen, seen: list[str]) -> Callable[[Step], Step]:
    """Keeps what the screen has drawn since the step before, and then does the step."""

    def look(then: Step) -> Step:
        def step() -> None:
            seen.append(screen.getvalue())
            screen.truncate(0)
            then()

        return step

    return look


def test_on_a_terminal_the_screen_shows_who_is_asked_what_happens_and_rings_when_somebody_answers(
    cli: Cli, screen: Screen
) -> None:
    cli.people(3)
    seen: list[str] = []
    look = _looking(screen, seen)
    cli("offer", "--center", "namur", "--doses", 2)
    codes = cli.codes()

    def answer() -> None:
        cli.pass_minutes(10)
        cli.reply(codes["P0"], "Oui")

    steps = [
        look(_nothing),
        look(answer),
        look(lambda: cli("respond", codes["P1"], "no")),  # at another terminal
        look(lambda: cli.pass_minutes(121)),
    ]
    assert _watch(cli, "poll", "--watch", steps=steps, screen=screen) == 0
    first, second, third, fourth = seen
    assert all(part in first for part in ("P0 Peeters, 90", "P1 Peeters", "30 min", "0 of 2 confirmed", "Ctrl-C stops"))
    assert "says" not in second
    assert f"P0 Peeters ({codes['P0']}) says yes: confirmed" in third
    assert "20 min" in third
    assert f"P1 Peeters ({codes['P1']}) says no" in fourth
    assert f"P2 Peeters ({cli.codes()['P2']}) is asked" in fourth
    assert "1 declined" in fourth
    assert [one.count("\a") for one in seen] == [0, 0, 1, 1]


def test_on_a_terminal_what_a_person_has_to_read_is_seen_with_what_can_be_typed(cli: Cli, screen: Screen) -> None:
    cli.people(1)
    cli("offer", "--center", "namur", "--doses", 1)
    code = cli.codes()["P0"]
    seen: list[str] = []
    look = _looking(screen, seen)
    steps = [look(lambda: cli.reply(code, "oui mais pas avant 19h30")), look(lambda: cli.pass_minutes(150))]
    _watch(cli, "poll", "--watch", steps=steps, screen=screen)
    assert f"P0 Peeters ({code}): “oui mais pas avant 19h30”" in seen[1]
    assert "qvax inbox done NUMBER" in seen[1]
    assert "\a" in seen[1]


def test_on_a_terminal_a_passing_fault_is_shown_and_does_not_end_the_watch(
    cli: Cli, screen: Screen, monkeypatch: pytest.MonkeyPatch
) -> None:
    cli.people(1)
    cli("offer", "--center", "namur", "--doses", 1)
    busy = iter([False, True, False])

    def sometimes(qvax: Qvax, center: Center | None, meanwhile: Callable[[], None]) -> rounds.Done:
        if next(busy):
            raise DatabaseFailure("the database stayed busy for 30 seconds")
        return rounds.one_round(qvax, center, meanwhile)

    monkeypatch.setattr("qvax_cli.console.watch.terminal.one_round", sometimes)
    steps: list[Step] = [_nothing, lambda: cli.pass_minutes(150)]
    assert _watch(cli, "poll", "--watch", steps=steps, screen=screen) == 0
    assert "stayed busy for 30 seconds" in screen.getvalue()
