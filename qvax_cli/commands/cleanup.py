"""`qvax cleanup`: the nightly upkeep."""

from collections.abc import Sequence

import typer

from qvax_cli.channels.from_settings import files
from qvax_cli.channels.kept import of_each
from qvax_cli.commands import options
from qvax_cli.console.invited import say_not_told
from qvax_cli.console.rounds import say_unread
from qvax_cli.console.wiped import wiped
from qvax_cli.context import Qvax
from qvax_cli.errors import DONE_IN_PART
from qvax_cli.loop.poll import Round, fetch, poll
from qvax_cli.loop.upkeep import Retention, Swept, foresee, sweep
from qvax_cli.rules.local_time import Instant
from qvax_cli.rules.spoken import counted

app = typer.Typer(add_completion=False)


@app.command()
def cleanup(ctx: typer.Context, dry_run: options.DryRun = False) -> None:
    """Close what is over, expire, drop past windows, erase what is past its retention. Safe at any moment."""
    qvax: Qvax = ctx.obj
    now = qvax.now()
    keep = Retention(
        vaccinated=qvax.settings.seconds("retention.vaccinated_days"),
        silent=qvax.settings.seconds("retention.silent_days"),
        message=qvax.settings.seconds("retention.message_days"),
    )
    delivery, whole, held, fetched = None, True, [], fetch(qvax.inboxes, qvax.now)
    if dry_run:
        with qvax.db.write(dry_run=True):
            done = poll(qvax.db, fetched, qvax.reach, now=now, rehearsal=True, task="clean up")
            swept = foresee(qvax.db, keep, now=now)
    else:
        # Answers first: nobody is to be told of a silence that was none (R15).
        done = poll(qvax.db, fetched, qvax.reach, now=now, task="clean up")
        delivery = qvax.hand_over(done.settled.invited)
        swept = sweep(qvax.db, keep, now=now)
        qvax.db.optimise()
        whole = wiped(qvax)
        held = _erase_files(qvax, now - keep.message)
    troubles = [*done.unread.values(), *done.troubles, *(delivery.troubles if delivery else ()), *held]
    _show(qvax, done, swept, troubles, dry_run)
    if not qvax.output.json:
        say_unread(qvax, done)
        if delivery:
            say_not_told(qvax, delivery)
        qvax.output.warn(*held)
    _say_kept(qvax, swept.kept)
    if troubles or swept.kept or not whole or (delivery and delivery.failed):
        raise typer.Exit(DONE_IN_PART)


def _erase_files(qvax: Qvax, before: Instant) -> list[str]:
    """Erases what channels keep from before that moment; what is to be said of a file that stays."""
    try:
        of_each(files(qvax.settings, qvax.home), lambda keeper: keeper.erase_before(before))
    except OSError as error:
        return [f"{error.filename} is past its time and could not be deleted: {error.strerror}. Then: qvax cleanup"]
    return []


def _show(qvax: Qvax, done: Round, swept: Swept, troubles: Sequence[str], dry_run: bool) -> None:
    counts = {"closed": len(done.ended.closed), "expired": len(done.ended.expired), **swept._asdict()}
    if not swept.kept:
        del counts["kept"]  # what is out of the ordinary is named when it is there
    if qvax.output.json:
        qvax.output.data({**counts, **({"troubles": troubles} if troubles else {})})
        return
    names = (
        "Offers closed",
        "Invitations expired",
        "Past windows dropped",
        "People erased",
        "Message texts erased",
        "People kept for the second-dose list",
    )
    qvax.output.table(("Cleanup", ">Count"), list(zip(names, counts.values(), strict=False)))
    if dry_run:
        qvax.output.say("This was a dry run: nothing was changed.")


def _say_kept(qvax: Qvax, kept: int) -> None:
    if kept:
        who = f"{counted(kept, 'vaccinated person', 'is', 'are')} kept though their time is over"
        qvax.output.warn(f"{who}: no second-dose list has named them yet. Write it: qvax handoff export FILE")
