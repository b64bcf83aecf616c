"""People who had their first dose, and wait for the second-dose list."""

from typing import Any

import pytest

from tests.conftest import Cli


def vaccinate(cli: Cli, count: int, *terms: object, **options: Any) -> list[str]:
    """So many people come and have the dose of an offer with these terms; their codes."""
    for number in range(count):
        cli.register(f"{1930 + number}-01-01", f"P{number}", **options)
    offer = cli.json("offer", "--center", "namur", "--doses", count, *terms, code=None)["offer"]["id"]
    codes = list(cli.codes(offer).values())
    for code in codes:
        cli("respond", code, "yes")
        cli("vaccinated", code)
    return codes


@pytest.fixture
def waiting(cli: Cli) -> list[str]:
    """Three people who wait for the list; their codes."""
    return vaccinate(cli, 3)
