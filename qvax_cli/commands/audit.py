"""`qvax audit`: whether every offer went by the rules, from the log alone."""

from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from qvax_cli.audit.ledger import verify as verify_ledger
from qvax_cli.audit.report import Report, audit, goes_through
from qvax_cli.commands import options
from qvax_cli.console import progress
from qvax_cli.context import Qvax
from qvax_cli.errors import NotFound, Refused, Usage
from qvax_cli.files import spare, written
from qvax_cli.loop import views
from qvax_cli.ordinary import NotOrdinary, text_of
from qvax_cli.rules.spoken import counted

#: Bytes of a ledger: some millions of people asked.
_LONGEST = 1_000_000_000

app = typer.Typer(add_completion=False)
#: Codes of more people are hidden in more than half a minute.
_MANY = 1_000


@app.command("audit")
def audit_offers(
    ctx: typer.Context,
    offers: Annotated[list[int] | None, typer.Argument(metavar="[OFFER]...", help="[default: all]")] = None,
    center: options.SomeCenter = None,
    head: Annotated[
        str | None, typer.Option(metavar="N:HASH", help="Whether the log still goes through this point.")
    ] = None,
    publish: Annotated[
        Path | None,
        typer.Option(metavar="FILE", callback=options.into_a_file, help="Write a ledger that anybody can check."),
    ] = None,
    verify: Annotated[Path | None, typer.Option(metavar="FILE", help="Check a ledger; needs no database.")] = None,
    code: Annotated[str | None, typer.Option(help="With --verify: what it says of the owner of this code.")] = None,
) -> None:
    """Play the log again and judge every offer by the rules: nobody passed over, nobody cut short, no dose twice."""
    qvax: Qvax = ctx.obj
    if verify is not None:
        _verify(qvax, verify, code)
        return
    if code is not None:
        raise Usage("--code goes with --verify FILE")
    if head is not None:
        _check_head(qvax, head)
    for number in offers or ():
        views.offer(qvax.db, number, task="audit")
    watch = partial(progress.steps, qvax, "codes hidden") if publish is not None else None
    at = views.center_for(qvax.db, "audit", center)
    report = audit(qvax.db, offers=offers or (), center=at, published=watch)
    if publish is not None:
        _publish(qvax, report, publish)
    _show(qvax, report)
    if report.faults:
        raise typer.Exit(Refused.exit_code)


def _publish(qvax: Qvax, report: Report, file: Path) -> None:
    spare(qvax.database, file)
    if report.asked > _MANY:
        qvax.output.say(f"{report.asked} codes are hidden so that nobody can guess them: this takes some minutes.")
    with written(file) as out:
        out.writelines(f"{line}\n" for line in report.ledger)
    qvax.output.say(f"Written to {file}: {_many(report.offers, 'offer')}, {counted(report.asked, 'person')} asked.")


def _verify(qvax: Qvax, file: Path, code: str | None) -> None:
    """A ledger, by itself: no database is opened."""
    try:
        text = text_of(file, _LONGEST)
    except FileNotFoundError:
        raise NotFound(f"there is no file {file}", cause="no_such_file") from None
    except NotOrdinary as trouble:
        raise Usage(f"{file} cannot be read: {trouble.reason}", "name a ledger") from None
    except UnicodeDecodeError:
        raise Usage(f"{file} is no ledger") from None
    found = verify_ledger(text.splitlines(), code)
    if qvax.output.json:
        qvax.output.data({**found._asdict(), "own": list(found.own)})
    qvax.output.say(*found.own, *found.problems)
    if found.problems:
        raise typer.Exit(Refused.exit_code)
    if code is not None and not found.own:
        raise NotFound(
            "no invitation of this ledger has that code",
            "it stands in the message that asked you",
            cause="no_such_code",
        )
    qvax.output.say(f"The ledger is whole: {_many(found.offers, 'offer')}, taken from the log at {found.head}.")


def _check_head(qvax: Qvax, head: str) -> None:
    number, _, signs = head.partition(":")
    if not number.isdecimal() or len(signs) < 8 or set(signs.lower()) - set("0123456789abcdef"):
        raise Usage(f"“{head}” is no head of a log", "it is the number of an event and its hash, as audit shows it")
    if not goes_through(qvax.db, int(number), signs):
        raise Refused(
            f"the log does not go through {head}: it is not the one that this was taken from, or it was changed",
            "look for a backup of then, and compare",
            cause="another_log",
        )
    qvax.output.say(f"The log goes through {head}.")


def _show(qvax: Qvax, report: Report) -> None:
    if qvax.output.json:
        names = ("event", "offer", "reservist", "rule", "message")
        faults = [{name: getattr(one, name) for name in names} for one in report.faults]
        counts = {"offers": report.offers, "checked": report.checked, "unchecked": report.unchecked}
        qvax.output.data({**counts, "faults": faults, "head": report.head, "since": report.since})
        return
    if report.faults:
        rows = [(one.event, one.offer, one.rule, one.message) for one in report.faults]
        qvax.output.table((">Event", ">Offer", "Rule", "Fault"), rows)
    qvax.output.say(*_words(report))


def _words(report: Report) -> list[str]:
    judged = f"{_many(report.offers, 'offer')} and {_many(report.checked, 'decision')} were played again: "
    words = [judged + (f"{_many(len(report.faults), 'fault')}." if report.faults else "all went by the rules.")]
    if report.unchecked:
        words.append(f"{_many(report.unchecked, 'decision')} cannot be checked any more: the people were erased.")
    if report.since > 1:
        words.append(f"The log is complete from event {report.since} on; what was before cannot be played again.")
    return [*words, f"The log ends at {report.head}."]


def _many(count: int, what: str) -> str:
    return f"{count} {what}{'s' * (count != 1)}"
