"""`qvax select`: who would be invited now, in order, with the reason."""

from typing import NamedTuple

import typer

from qvax_cli.commands import options
from qvax_cli.console import json_shapes, tables
from qvax_cli.console.center import center_meant
from qvax_cli.console.columns import columns
from qvax_cli.console.seen import note_list
from qvax_cli.console.terms import terms
from qvax_cli.context import Qvax
from qvax_cli.errors import DONE_IN_PART
from qvax_cli.rules.local_time import Instant
from qvax_cli.rules.windows import Window
from qvax_cli.store.people import Reservist
from qvax_cli.words import Words

app = typer.Typer(add_completion=False)


@app.command()
def select(
    ctx: typer.Context,
    doses: options.Doses,
    center: options.Center = None,
    from_: options.From = None,
    until: options.Until = None,
    vaccine: options.Vaccine = None,
    min_age: options.MinAge = None,
    max_age: options.MaxAge = None,
    policy: options.Policy = None,
    surplus: options.Surplus = None,
) -> None:
    """Show who would be invited now, in order, with the reason; changes nothing."""
    qvax: Qvax = ctx.obj
    at = center_meant(qvax, center)
    seen = qvax.desk.look(at.code, terms(qvax, doses, from_, until, vaccine, min_age, max_age, policy, surplus))
    reached = [
        _Candidate(one.reservist, windows)
        for one, windows in zip(seen.settled.invited, seen.availability, strict=True)
        if one.invitation.state != "undeliverable"
    ]
    note_list(qvax, "who would be asked", len(reached), at)
    short = seen.offer.uncovered
    if qvax.output.json:
        qvax.output.data({"candidates": [one.shape(seen.now) for one in reached], "short": short})
    else:
        words = qvax.words
        rows = [(n, *one.row(words, seen.now)) for n, one in enumerate(reached, 1)]
        qvax.output.table(columns(words, (">turn", "name", ">age", "born", "can_come")), rows)
        if missed := len(seen.settled.invited) - len(reached):
            qvax.output.say(words("passed_over", n=missed))
        if short:
            qvax.output.say(words("doses_for_nobody", n=short))
    if short:
        raise typer.Exit(DONE_IN_PART)


class _Candidate(NamedTuple):
    """Somebody who would be asked, and when they can come."""

    person: Reservist
    windows: tuple[Window, ...]

    def row(self, words: Words, now: Instant) -> tuple[object, ...]:
        can_come = ", ".join(tables.windows_text(self.windows, words))
        return self.person.name, json_shapes.age_of(self.person, now), self.person.birth_date, can_come

    def shape(self, now: Instant) -> json_shapes.Shape:
        return {
            "reservist": self.person.id,
            "name": self.person.name,
            "age": json_shapes.age_of(self.person, now),
            "birth_date": self.person.birth_date,
            "reason": f"born {self.person.birth_date}, can come {', '.join(tables.windows_text(self.windows))}",
        }
