"""`qvax log`: who did what, when."""

from datetime import datetime, time
from typing import Annotated

import typer

from qvax_cli.commands import options
from qvax_cli.console import json_shapes, tables
from qvax_cli.console.columns import columns
from qvax_cli.console.log_words import sentence
from qvax_cli.console.person import person_meant
from qvax_cli.context import Qvax
from qvax_cli.errors import Usage
from qvax_cli.loop import logged
from qvax_cli.rules.complaint import Complaint
from qvax_cli.rules.day_words import past_day, tidy
from qvax_cli.rules.local_time import Instant, day, instant, parse_date, parse_moment
from qvax_cli.rules.log_words import EVENTS

app = typer.Typer(add_completion=False)


@app.command()
def log(
    ctx: typer.Context,
    since: Annotated[
        str | None, typer.Option(help="Only from then on: a day, or a time of today. [default: from the beginning]")
    ] = None,
    offer: Annotated[int | None, typer.Option(help="Only what concerns this offer.")] = None,
    person: Annotated[str | None, typer.Option(metavar="PERSON", help="Only what concerns this person.")] = None,
    center: options.SomeCenter = None,
    what: Annotated[
        str | None, typer.Option("--what", metavar="KIND", help="Only events of this kind, as seen: qvax help log.")
    ] = None,
    limit: options.Limit = -1,
) -> None:
    """Who did what, when: every change, the oldest first. The log names nobody who was erased."""
    qvax: Qvax = ctx.obj
    now = qvax.now()
    listed = logged.log(
        qvax.db,
        since=None if since is None else _moment(since, now),
        offer=offer,
        person=None if person is None else person_meant(qvax, person, task="read the log").reservist.id,
        center=center,
        what=_kind(what),
        limit=limit,
    )
    if qvax.output.json:
        qvax.output.data({"events": [json_shapes.event(one) for one in listed]})
    elif not listed:
        qvax.output.say(qvax.words("nothing_happened"))
    else:
        words = qvax.words
        rows = [(tables.when(one.at, now, words), one.operator, sentence(one, words.reason)) for one in listed]
        qvax.output.table(columns(words, ("when", "who", "happened")), rows)


def _kind(text: str | None) -> str | None:
    """A kind of event, as the log calls it. Usage."""
    named = text and text.strip().lower().replace("-", " ")
    if named is not None and named not in EVENTS:
        raise Usage(f"--what: there are no events of the kind “{text}”", "the kinds are listed by: qvax help log")
    return named


def _moment(text: str, now: Instant) -> Instant:
    """A day from its midnight on, or a moment; not one to come. Usage."""
    try:
        found = _midnight(text, now) or parse_moment(text, now, "since")
    except Complaint as complaint:
        hint = "write a day or a moment that was: yesterday, 06/04/2021, 19:30, 2021-04-06T19:30"
        raise Usage(f"--since: {complaint.reason}", hint) from None
    if found > now:
        raise Usage("--since is a moment to come; the log knows only what was")
    return found


def _midnight(text: str, now: Instant) -> Instant | None:
    try:
        named = past_day(tidy(text), day(now)) or parse_date(text.strip(), "since")
    except Complaint:
        return None
    return instant(datetime.combine(named, time.min))
