"""`qvax inbox`: messages that came in and that a person has to read."""

from typing import Annotated

import typer

from qvax_cli.console import json_shapes, tables
from qvax_cli.context import Qvax
from qvax_cli.loop import views
from qvax_cli.loop.correspondence import Correspondence

app = typer.Typer(add_completion=False, no_args_is_help=True, help="Messages that a person has to read.")


@app.command("list")
def list_messages(ctx: typer.Context) -> None:
    """List the messages that qvax did not understand, the oldest first."""
    qvax: Qvax = ctx.obj
    unread = views.to_read(qvax.db)
    if qvax.output.json:
        qvax.output.data({"to_read": [json_shapes.to_read(one) for one in unread]})
    elif unread:
        tables.to_read(qvax, unread)
    else:
        qvax.output.say(qvax.words("nothing_to_read"))


@app.command()
def done(
    ctx: typer.Context,
    number: Annotated[list[int], typer.Argument(metavar="NUMBER…", help="The numbers in the list.")],
) -> None:
    """Take messages off the list, once they were read and acted on."""
    qvax: Qvax = ctx.obj
    Correspondence(qvax.db, qvax.now, qvax.patience).done(number)
    left = views.to_read(qvax.db)
    if qvax.output.json:
        qvax.output.data({"to_read": [json_shapes.to_read(one) for one in left]})
    else:
        qvax.output.say(qvax.words("read_done", n=len(left)))
