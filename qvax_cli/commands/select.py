"""`qvax select`: who would be invited now, in order, with the reason."""

from typing import NamedTuple

import typer

from qvax_cli.commands import options
from qvax_cli.console import json_shapes, tables
from qvax_cli.console.center import center_meant
from qvax_cli.console.seen import note_list
from qvax_cli.console.terms import terms
from qvax_cli.context import Qvax
from qvax_cli.errors import DONE_IN_PART
from qvax_cli.rules.local_time import Instant
from qvax_cli.rules.windows import Window
from qvax_cli.store.people import Reservist

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
        shapes = [one.shape(seen.now) for one in reached]
        rows = [(n, one["name"], one["age"], one["reason"]) for n, one in enumerate(shapes, 1)]
        qvax.output.table((">Turn", "Name", ">Age", "Why"), rows)
        missed = len(seen.settled.invited) - len(reached)
        if missed:
            qvax.output.say(f"Passed over, as no channel reaches them: {missed}.")
        if short:
            qvax.output.say(f"Doses for which there is nobody to ask: {short}.")
    if short:
        raise typer.Exit(DONE_IN_PART)


class _Candidate(NamedTuple):
    """Somebody who would be asked, and when they can come."""

    person: Reservist
    windows: tuple[Window, ...]

    @property
    def reason(self) -> str:
        return f"born {self.person.birth_date}, can come {', '.join(tables.windows_text(self.windows))}"

    def shape(self, now: Instant) -> json_shapes.Shape:
        return {
            "reservist": self.person.id,
            "name": self.person.name,
            "age": json_shapes.age_of(self.person, now),
            "birth_date": self.person.birth_date,
            "reason": self.reason,
        }
