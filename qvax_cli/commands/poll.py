"""`qvax poll`: answers, silence, the next invitations, closing."""

import typer

from qvax_cli.commands import options
from qvax_cli.console.rounds import one_round, say_round
from qvax_cli.context import Qvax
from qvax_cli.errors import DONE_IN_PART
from qvax_cli.loop import views

app = typer.Typer(add_completion=False)


@app.command()
def poll(ctx: typer.Context, center: options.SomeCenter = None, watch: options.Watch = False) -> None:
    """Read answers, expire, invite the next, close. Safe to run at any time, from cron every minute."""
    qvax: Qvax = ctx.obj
    at = views.center(qvax.db, center) if center else None
    if watch:
        from qvax_cli.console.watch.stay import watch as stay

        stay(qvax, at, None)
        return
    done = one_round(qvax, at)
    if qvax.output.json:
        qvax.output.data(done.shape())
    else:
        say_round(qvax, done)
    if done.troubles or done.delivery.failed:
        raise typer.Exit(DONE_IN_PART)
