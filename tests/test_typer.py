"""What cli.py relies on inside Typer, which carries its own Click: when Typer moves it, this says what to look at."""

from inspect import Parameter, signature
from typing import Any

import pytest
import typer
from typer.core import TyperGroup, TyperOption
from typer.exceptions import TyperException

from qvax_cli.cli import Commands, app
from tests.conftest import Cli


def _taken(function: Any) -> list[tuple[str, Any]]:
    """The parameters that can be given by their place, and how."""
    return [(name, one.kind) for name, one in signature(function).parameters.items() if one.default is Parameter.empty]


@pytest.mark.parametrize(
    "method", ["list_commands", "get_command", "format_commands", "shell_complete", "make_context", "invoke"]
)
def test_what_the_root_does_its_own_way_is_still_asked_of_it(method: str) -> None:
    ours, theirs = getattr(Commands, method), getattr(TyperGroup, method)
    assert ours is not theirs
    assert [kind for _, kind in _taken(ours)] == [kind for _, kind in _taken(theirs)]


def test_a_proposal_of_the_tab_key_is_a_value_and_its_help() -> None:
    from typer._click.shell_completion import CompletionItem

    item = CompletionItem("offer", help="Announce spare doses.")
    assert (item.value, item.help, item.type) == ("offer", "Announce spare doses.", "plain")


def test_being_asked_for_nothing_is_told_from_other_faults_by_its_name() -> None:
    with pytest.raises(TyperException) as asked:
        typer.main.get_command(app).make_context("qvax", [])
    assert type(asked.value).__name__ == "NoArgsIsHelpError"


def test_a_fault_of_usage_says_at_which_command(cli: Cli) -> None:
    done = cli("reservist", "list", "--nonsense", code=2)
    assert done.err.rstrip().endswith("reservist list --help")
    assert "No such option" in done.err


def test_a_context_holds_what_the_root_reads_from_it() -> None:
    with typer.main.get_command(app).make_context("qvax", ["--json", "status", "7"], obj=None) as ctx:
        assert ctx.obj is None
        assert ctx.params["json"] is True
        assert "--json" not in ctx.args
        assert ctx.command_path == "qvax"


def test_help_is_written_in_sections_of_names_and_what_they_do() -> None:
    context = typer.Context(typer.main.get_command(app))
    formatter = context.make_formatter()
    with formatter.section("Commands"):
        formatter.write_dl([("offer", "Announce spare doses.")])
    assert formatter.getvalue() == "Commands:\n  offer  Announce spare doses.\n"


def test_an_option_can_be_added_to_a_command_that_is_made_already() -> None:
    said: list[bool] = []
    option = TyperOption(
        param_decls=["--loud"], is_flag=True, default=False, expose_value=False, callback=lambda *of: said.append(of[2])
    )
    command = typer.main.get_command(typer.Typer(callback=lambda: None, invoke_without_command=True))
    command.params.append(option)
    command.main(["--loud"], "try", standalone_mode=False)
    assert said == [True]


def test_typer_needs_no_click_of_its_own() -> None:
    from importlib.metadata import requires

    assert not [text for text in requires("typer") or [] if text.startswith("click")]
