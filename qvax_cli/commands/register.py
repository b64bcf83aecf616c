"""`qvax register`: one person onto the list."""

import sys
from functools import partial
from typing import Annotated

import typer

from qvax_cli.commands import options
from qvax_cli.console import registration, tables
from qvax_cli.console.center import own_center
from qvax_cli.console.invited import say_invited
from qvax_cli.context import Qvax
from qvax_cli.errors import DONE_IN_PART, Usage
from qvax_cli.loop import views
from qvax_cli.registrations import COLUMNS, Checker
from qvax_cli.rules.complaint import Complaint, Unreadable

app = typer.Typer(add_completion=False)

_NEEDED = ("niss", "first_name", "last_name", "center")


@app.command()
def register(
    ctx: typer.Context,
    niss: Annotated[str | None, typer.Option(help="The national number, NISS or BIS.")] = None,
    first_name: Annotated[str | None, typer.Option()] = None,
    last_name: Annotated[str | None, typer.Option()] = None,
    center: options.Center = None,
    email: Annotated[str | None, typer.Option(help="E-mail, the person's or a reference person's.")] = None,
    mobile: Annotated[str | None, typer.Option(help="Mobile number, Belgian or with +.")] = None,
    contact_name: Annotated[str | None, typer.Option(help="Whose e-mail or mobile it is, if not their own.")] = None,
    birth_date: Annotated[
        str | None, typer.Option(help="yyyy-mm-dd or dd/mm/yyyy; needed if the number has none.")
    ] = None,
    language: Annotated[str | None, typer.Option(help="fr, nl, de or en. [default: the center's]")] = None,
    available: Annotated[
        list[str] | None,
        typer.Option(
            metavar="WINDOW",
            help="'today 17:00-19:30', 'tue 17:00-19:30', 2021-04-06T17:00/19:30. May be repeated.",
        ),
    ] = None,
    repeat: Annotated[
        list[str] | None,
        typer.Option(metavar="WEEK", help="Every week again: 'tue thu 17:00-20:00'. May be repeated."),
    ] = None,
    readmit: Annotated[bool, typer.Option("--readmit", help="Put back somebody who asked to be erased.")] = False,
) -> None:
    """Put one person on the reserve list. Asks for what is missing, on a terminal."""
    qvax: Qvax = ctx.obj
    given = {
        "niss": niss, "first_name": first_name, "last_name": last_name, "center": center, "email": email,
        "mobile": mobile, "contact_name": contact_name, "birth_date": birth_date, "language": language,
        "available": "|".join(available or []),
        "repeat": "|".join(repeat or []),
    }  # fmt: skip
    answers = {field: value or "" for field, value in given.items()}
    if not center and (own := own_center(qvax)):
        answers["center"] = own.code
        qvax.output.say(qvax.words("own_center", code=own.code, name=own.name))
    now = qvax.now()
    checker = Checker(views.all_centers(qvax.db), now=now, min_age=qvax.settings["policy.min_age"])
    missing = _missing(answers)
    if missing and not sys.stdin.isatty():
        raise Usage(f"missing: {', '.join(missing)}", "see: qvax register --help")
    if missing:
        registration.complete(qvax.language, answers, checker, partial(qvax.registry.refuse_known, readmit=readmit))
    else:
        answers["center"] = views.center_taking_part(qvax.db, answers["center"]).code
    checked = checker.check(tuple(answers[column] for column in COLUMNS))
    if isinstance(checked, list):
        raise _all_of(checked)
    welcome = qvax.reach if qvax.settings["texts.welcome"] != "none" else None
    reservist = qvax.registry.register(checked, readmit=readmit, welcome=welcome)
    tables.reservist(qvax, views.person_of(qvax.db, reservist))
    said = "registered" if checked.windows or checked.repeat else "registered_when"
    qvax.output.say(*(qvax.words(key, id=reservist.id) for key in (said, *["words_beside"] * checker.words_beside)))
    if welcome:
        _send(qvax)


def _send(qvax: Qvax) -> None:
    """Hands the welcome over; exit 5 where it waits, or cannot reach them."""
    delivery = qvax.hand_over()
    if not qvax.output.json:
        say_invited(qvax, delivery)
    if delivery.troubles or delivery.failed:
        raise typer.Exit(DONE_IN_PART)


def _missing(answers: dict[str, str]) -> list[str]:
    """The options without which nobody can be registered, and that were not given."""
    names = [f"--{name.replace('_', '-')}" for name in _NEEDED if not answers[name]]
    return names if answers["email"] or answers["mobile"] else [*names, "--email or --mobile"]


def _all_of(complaints: list[Complaint]) -> Complaint:
    """All faults in one sentence, so that one more try is enough."""
    first, *others = complaints
    if not others:
        return first
    reason = "; ".join([first.reason, *(f"{other.field.replace('_', '-')}: {other.reason}" for other in others)])
    kind = Unreadable if all(isinstance(one, Unreadable) for one in complaints) else Complaint
    return kind(first.field, reason, first.hint)
