"""`qvax select`: who would be invited now, in order, with the reason."""

import typer

from qvax_cli.commands import options
from qvax_cli.commands.terms import terms
from qvax_cli.console import json_shapes, tables
from qvax_cli.context import Qvax
from qvax_cli.errors import DONE_IN_PART
from qvax_cli.loop.invite import announce
from qvax_cli.store import availability, centers, people
from qvax_cli.store.invitations import Invitation

app = typer.Typer(add_completion=False)


@app.command()
def select(
    ctx: typer.Context,
    center: options.Center,
    doses: options.Doses,
    from_: options.From = None,
    until: options.Until = None,
    vaccine: options.Vaccine = None,
    min_age: options.MinAge = None,
    max_age: options.MaxAge = None,
) -> None:
    """Show who would be invited now, in order, with the reason; changes nothing."""
    qvax: Qvax = ctx.obj
    wanted = terms(qvax, doses, from_, until, vaccine, min_age, max_age)
    at = centers.taking_part(qvax.db, center)
    # The very code of an offer, rolled back: what is shown here cannot differ from what an offer does.
    with qvax.write(dry_run=True):
        offer, made = announce(qvax.db, at, wanted, qvax.policy, qvax.reach.at_any_hour(), now=qvax.now())
        found = [_candidate(qvax, one) for one in made]
    chosen = [one for one in found if one.pop("reached")]
    if qvax.output.json:
        qvax.output.data({"candidates": chosen, "short": offer.uncovered})
    else:
        rows = [(n, one["name"], one["age"], one["reason"]) for n, one in enumerate(chosen, 1)]
        qvax.output.table((">Turn", "Name", ">Age", "Why"), rows)
        missed = len(found) - len(chosen)
        if missed:
            qvax.output.say(f"Passed over, as no channel reaches them: {missed}.")
        if offer.uncovered:
            qvax.output.say(f"Doses for which there is nobody to ask: {offer.uncovered}.")
    if offer.uncovered:
        raise typer.Exit(DONE_IN_PART)


def _candidate(qvax: Qvax, invitation: Invitation) -> json_shapes.Shape:
    person = people.by_id(qvax.db, invitation.reservist_id)
    windows = json_shapes.windows(availability.of(qvax.db, person.id))
    now = qvax.now()
    return {
        "reservist": person.id,
        "name": person.name,
        "age": json_shapes.age_of(person, now),
        "birth_date": person.birth_date,
        "reason": f"born {person.birth_date}, can come {', '.join(tables.windows_text(windows))}",
        "reached": invitation.state != "undeliverable",
    }
