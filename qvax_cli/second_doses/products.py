"""The vaccines that centers have, by the names that people give them: data/vaccines.csv."""

import csv
from functools import cache
from typing import NamedTuple

from qvax_cli.files import bundled
from qvax_cli.rules.quoted_text import fold


class Product(NamedTuple):
    """A vaccine as it is sold. atc: its code in the classification of the WHO."""

    name: str
    atc: str


#: A vaccine against covid-19 that is not in the table.
ANY = Product("", "J07BN")


def product(name: str | None) -> Product:
    """The product that somebody means, whatever case and accents; ANY when it is not known."""
    return _by_name().get(fold(name or "").strip(), ANY)


@cache
def _by_name() -> dict[str, Product]:
    with bundled("vaccines.csv").open(encoding="utf-8", newline="") as file:
        return {
            fold(spelling): Product(row["name"], row["atc"])
            for row in csv.DictReader(file)
            for spelling in (row["name"], *row["also"].split("|"))
        }
