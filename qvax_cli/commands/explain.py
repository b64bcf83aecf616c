"""`qvax explain`: why somebody was asked for an offer, or was not."""

from enum import StrEnum
from typing import Annotated

import typer

from qvax_cli.audit.explain import explain
from qvax_cli.commands import options
from qvax_cli.console.explained import sentences
from qvax_cli.console.person import person_meant
from qvax_cli.console.seen import note_person
from qvax_cli.context import Qvax
from qvax_cli.loop import views

app = typer.Typer(add_completion=False)


class Language(StrEnum):
    """The languages of the list."""

    fr = "fr"
    nl = "nl"
    de = "de"
    en = "en"


@app.command("explain")
def explain_to(
    ctx: typer.Context,
    person: options.Person,
    offer: Annotated[
        int | None, typer.Option(help="The number of the offer. [default: the latest of their center]")
    ] = None,
    language: Annotated[Language | None, typer.Option(help="The language to say it in. [default: theirs]")] = None,
) -> None:
    """Why somebody was asked for an offer or was not, in sentences to read out to them, as it stood then."""
    qvax: Qvax = ctx.obj
    now = qvax.now()
    them = person_meant(qvax, person, task="explain")
    reservist = them.reservist
    about, center = views.offer_for(qvax.db, reservist, offer)
    told = explain(qvax.db, reservist.id, about.id, now=now)
    note_person(qvax, them, "why they were asked or not")
    said = sentences(told, center.name, language or reservist.language or "en", now=now)
    if qvax.output.json:
        qvax.output.data({"reservist": reservist.id, "offer": about.id, "reason": told.reason, "sentences": said})
    else:
        qvax.output.tell(*said)
