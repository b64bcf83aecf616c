"""`qvax reservist`: people on the list."""

import sys
from typing import Annotated

import typer

from qvax_cli.commands import options
from qvax_cli.console import people, tables
from qvax_cli.console.answer import confirmed
from qvax_cli.console.invited import delivery_shapes, say_invited, say_settled, settled_shapes
from qvax_cli.console.person import person_meant
from qvax_cli.console.seen import note_list, note_person
from qvax_cli.console.wiped import wiped
from qvax_cli.context import Qvax
from qvax_cli.errors import DONE_IN_PART, Declined, Usage
from qvax_cli.loop import views
from qvax_cli.loop.desk import Forgotten
from qvax_cli.loop.details import Details
from qvax_cli.loop.views import Person
from qvax_cli.words import Words

app = typer.Typer(add_completion=False, no_args_is_help=True, help="People on the list.")


@app.command()
def show(ctx: typer.Context, person: options.Person, show_numbers: options.ShowNumbers = False) -> None:
    """Show one person."""
    qvax: Qvax = ctx.obj
    them = person_meant(qvax, person)
    note_person(qvax, them, "with national number" if show_numbers else "as they are on the list")
    tables.reservist(qvax, them, number=show_numbers)


@app.command("list")
def list_people(
    ctx: typer.Context,
    center: options.SomeCenter = None,
    state: Annotated[str | None, typer.Option(help="listed, vaccinated or erased.")] = None,
    find: Annotated[
        str | None, typer.Option(metavar="NAME", help="Only who is called so, by a part of the name.")
    ] = None,
    limit: Annotated[
        int | None,
        typer.Option(help="At most so many; -1 for all. [default: all, screen by screen on a terminal]"),
    ] = None,
    show_numbers: options.ShowNumbers = False,
) -> None:
    """List people, in the order in which they are asked."""
    qvax: Qvax = ctx.obj
    if state not in (None, "listed", "vaccinated", "erased"):
        raise Usage(f"--state: there is no state “{state}”", "the states are listed, vaccinated and erased")

    def listed(limit: int, skip: int) -> list[Person]:
        return views.all_people(qvax.db, center=center, state=state, find=find, limit=limit, skip=skip)

    count = people.show(qvax, listed, limit, numbers=show_numbers)
    at = views.center(qvax.db, center) if center else views.own_center(qvax.db)
    note_list(qvax, "the list with national numbers" if show_numbers else "the list", count, at)


@app.command()
def contact(
    ctx: typer.Context,
    person: options.Person,
    email: Annotated[str | None, typer.Option(help="E-mail; '' takes it away.")] = None,
    mobile: Annotated[str | None, typer.Option(help="Mobile number, Belgian or with +; '' takes it away.")] = None,
    contact_name: Annotated[str | None, typer.Option(help="Whose e-mail or mobile it is; '' for their own.")] = None,
    language: Annotated[str | None, typer.Option(help="fr, nl, de or en.")] = None,
    center: Annotated[str | None, typer.Option(help="The center where they are asked.")] = None,
) -> None:
    """Change how a person is reached, their language, or their center: with the identity card in hand."""
    qvax: Qvax = ctx.obj
    given = Details(email, mobile, contact_name, language, center)
    if not any(value is not None for value in given):
        raise Usage("nothing to change was given", "see: qvax reservist contact --help")
    them = person_meant(qvax, person, task="change people")
    tables.reservist(qvax, views.person_of(qvax.db, qvax.registry.change_details(them.reservist.id, given)))


@app.command()
def forget(
    ctx: typer.Context,
    person: options.Person,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
) -> None:
    """Erase a person's data on their request; a later import does not put them back."""
    from qvax_cli.forgetting import forget as forget_person

    qvax: Qvax = ctx.obj
    reservist = person_meant(qvax, person, task="erase people").reservist
    if not yes:
        if not sys.stdin.isatty():
            raise Usage("nothing was erased: nobody is there to be asked", "add --yes to erase without asking")
        if not confirmed(qvax.words, qvax.words("ask_forget", who=tables.person_number(reservist, qvax.words))):
            raise Declined("nothing was erased")
    done = forget_person(qvax, reservist)
    delivery = qvax.hand_over(done.settled.invited)
    whole = wiped(qvax)
    if qvax.output.json:
        shape = {"reservist": reservist.id, "state": "erased", "gave_up": done.gave_up and done.gave_up.invitation.code}
        qvax.output.data({**shape, **delivery_shapes(delivery), **settled_shapes(done.settled)})
    else:
        qvax.output.say(f"{qvax.words('forgotten', id=reservist.id)}{_given_up(qvax.words, done)}")
        say_settled(qvax, done.settled)
        say_invited(qvax, delivery)
        if done.offer:
            offer = views.offer(qvax.db, done.offer.id).offer
            qvax.output.say(tables.offer_counts(qvax.words, offer))
    if not whole or delivery.troubles:
        raise typer.Exit(DONE_IN_PART)


def _given_up(words: Words, done: Forgotten) -> str:
    if done.gave_up is None or done.offer is None:
        return ""
    if done.gave_up.invitation.state != "confirmed":
        return f" {words('forgotten_asked', number=done.offer.id)}"
    key = "forgotten_dose_free" if done.offer.in_play(done.now) else "forgotten_dose_over"
    return f" {words(key, number=done.offer.id)}"
