"""The options that several commands take, spelled once."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from qvax_cli.console import completion
from qvax_cli.errors import Usage


def into_a_file(named: Path | None) -> Path | None:
    """The file that somebody named to be written. Usage for standard output: it may be cut off, and looks whole."""
    if named is not None and str(named) == "-":
        raise Usage("“-” means standard output, and this goes into a file, which is whole or absent", "name a file")
    return named


#: As it is spelled on either side of the sea.
_CENTER = ("--center", "--centre")
Center = Annotated[
    str | None,
    typer.Option(
        *_CENTER,
        autocompletion=completion.centers,
        help="The center, by code, name, town or postcode. [default: the own one]",
    ),
]
SomeCenter = Annotated[
    str | None,
    typer.Option(
        *_CENTER, autocompletion=completion.centers, help="Only this center, by code, name, town or postcode."
    ),
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Show what would happen; change nothing.")]
Doses = Annotated[int, typer.Option("--doses", help="How many doses, 1 to 200.")]
DosesOrAsked = Annotated[
    int | None, typer.Option("--doses", help="How many doses, 1 to 200. [default: asked for, on a terminal]")
]
From = Annotated[
    str | None,
    typer.Option("--from", help="When giving begins: 18:00, 'tue 18:00', 2021-04-06T18:00. [default: now]"),
]
Until = Annotated[
    str | None,
    typer.Option("--until", help="When the last dose must be given, or +90m. [default: 2 h after --from]"),
]
Vaccine = Annotated[str | None, typer.Option("--vaccine", help="The vaccine, as people are told.")]
Lot = Annotated[str | None, typer.Option("--lot", metavar="LOT", help="The lot of the vial, for the second-dose list.")]
MinAge = Annotated[int | None, typer.Option("--min-age", help="Youngest age asked, inclusive.")]
MaxAge = Annotated[int | None, typer.Option("--max-age", help="Oldest age asked, inclusive.")]


class PolicyName(StrEnum):
    """How many people are asked (R26)."""

    strict = "strict"
    standby = "standby"


Policy = Annotated[
    PolicyName | None,
    typer.Option("--policy", help="How many are asked: one a dose, or more with standby. [default: the center's]"),
]
Surplus = Annotated[
    float | None,
    typer.Option("--surplus", help="With standby: yeses expected beyond the doses. [default: the center's]"),
]
Watch = Annotated[bool, typer.Option("--watch", help="Stay, show the minutes left, and go on by itself.")]
Person = Annotated[
    str,
    typer.Argument(
        metavar="PERSON",
        autocompletion=completion.people,
        help="Code, id, national number, or a name of the evening.",
    ),
]
Codes = Annotated[
    list[str],
    typer.Argument(metavar="CODE…", autocompletion=completion.people, help="Codes, names or ids of the people."),
]
Yes = Annotated[bool, typer.Option("--yes", help="Do not ask before doing it.")]
OfferNumber = Annotated[
    int, typer.Argument(metavar="OFFER", autocompletion=completion.offers, help="The number of the offer.")
]
ShowNumbers = Annotated[bool, typer.Option("--show-numbers", help="Show national numbers.")]
Limit = Annotated[int, typer.Option("--limit", help="At most so many; -1 for all.")]
