"""`qvax operator`: who works with the list, in which role."""

import sys
from enum import StrEnum
from typing import Annotated

import typer

from qvax_cli.console import completion, json_shapes
from qvax_cli.context import Qvax
from qvax_cli.errors import Usage
from qvax_cli.loop.operators import Operators, Works

app = typer.Typer(add_completion=False, no_args_is_help=True, help="Who works with the list, in which role.")

_Name = Annotated[str, typer.Argument(metavar="NAME", help="The login name, or what --operator says.")]


class Role(StrEnum):
    """What somebody may do (rules/roles.py)."""

    coordinator = "coordinator"
    desk = "desk"
    admin = "admin"
    auditor = "auditor"


@app.command()
def add(
    ctx: typer.Context,
    name: _Name,
    role: Annotated[Role, typer.Option("--role", help="What they may do: qvax help several-coordinators.")],
    center: Annotated[
        str | None,
        typer.Option(
            "--center", "--centre", autocompletion=completion.centers, help="Their center; an admin has none."
        ),
    ] = None,
    login: Annotated[
        bool, typer.Option("--login", help="On a server: make their login, which opens no other center.")
    ] = False,
) -> None:
    """Let somebody work with the list. With the first one roles begin to count, and whoever adds them is an admin."""
    qvax: Qvax = ctx.obj
    done = Operators(qvax.db, qvax.now, qvax.patience).add(name, role.value, center, login=login)
    if qvax.output.json:
        qvax.output.data({"operator": json_shapes.operator(done.added)})
    if done.first:
        name = done.first.operator.name
        qvax.output.say(f"From now on whoever is no operator is refused. {name}, who is at work here, is an admin.")
    qvax.output.say(f"{_said(done.added)}.")


@app.command("list")
def list_operators(ctx: typer.Context) -> None:
    """List the operators."""
    qvax: Qvax = ctx.obj
    listed = Operators(qvax.db, qvax.now, qvax.patience).every()
    if qvax.output.json:
        qvax.output.data({"operators": [json_shapes.operator(one) for one in listed]})
    elif not listed:
        qvax.output.say("There is no operator: everybody may do everything.")
    else:
        rows = [(one.operator.name, one.operator.role, one.center.code if one.center else "all") for one in listed]
        qvax.output.table(("Name", "Role", "Center"), rows)


@app.command()
def password(
    ctx: typer.Context,
    name: _Name,
    stdin: Annotated[bool, typer.Option("--stdin", help="Read it from the first line of standard input.")] = False,
) -> None:
    """Set the password with which somebody of a center logs in at the desk page of the site. It is asked for twice."""
    qvax: Qvax = ctx.obj
    if not stdin and not sys.stdin.isatty():
        raise Usage("nobody is there to type a password", "pass it on with --stdin, never as an argument")
    said = sys.stdin.readline().rstrip("\r\n") if stdin else _typed(name)
    done = Operators(qvax.db, qvax.now, qvax.patience).set_password(name, said)
    if qvax.output.json:
        qvax.output.data({"operator": json_shapes.operator(done)})
    qvax.output.say(f"{done.operator.name} logs in with that password from now on.")


def _typed(name: str) -> str:
    return str(typer.prompt(f"Password of {name}", hide_input=True, confirmation_prompt="The same again", err=True))


@app.command()
def remove(ctx: typer.Context, name: _Name) -> None:
    """Somebody works with the list no more. The last admin stays as long as there are others."""
    qvax: Qvax = ctx.obj
    done = Operators(qvax.db, qvax.now, qvax.patience).remove(name)
    if qvax.output.json:
        qvax.output.data({"operator": json_shapes.operator(done)})
    qvax.output.say(f"{done.operator.name} is no operator any more.")


def _said(one: Works) -> str:
    where = f" at {one.center.name}" if one.center else ""
    return f"{one.operator.name} is {one.operator.role}{where}"
