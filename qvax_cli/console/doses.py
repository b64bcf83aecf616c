"""How many doses are announced, where nobody has said so yet: asked for on a terminal."""

import sys

import typer

from qvax_cli.context import Qvax
from qvax_cli.errors import Usage


def check_can_ask(qvax: Qvax) -> None:
    """Usage where nobody sits at a terminal."""
    if qvax.output.json or not sys.stdin.isatty():
        raise Usage("Missing option '--doses'", "see: qvax offer --help")


def asked_for(qvax: Qvax) -> int:
    """The number, asked for until it is one; whether an offer can have so many is not judged here."""
    while True:
        typed = str(typer.prompt(qvax.words("ask_doses"), prompt_suffix=" ", err=True)).strip()
        if typed.isdecimal() and len(typed) <= 9:
            return int(typed)
