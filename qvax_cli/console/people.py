"""People of the list in a table, on a terminal screen by screen."""

import shutil
import sys
from collections.abc import Callable, Sequence

import typer

from qvax_cli.console import json_shapes
from qvax_cli.console.columns import columns
from qvax_cli.context import Qvax
from qvax_cli.loop.views import Person

_COLUMNS = ("id", "name", "age", "birth_date", "center", "state", "email", "mobile")
#: Lines of a screen that are no people: the frame of the table and the question below it.
_FRAME = 5

#: So many people (-1 for all) after so many others.
Listed = Callable[[int, int], list[Person]]


def show(qvax: Qvax, listed: Listed, limit: int | None, *, numbers: bool) -> int:
    """A table of people: at most `limit` of them, without one all; how many were shown. On a terminal they come a
    screen at a time."""
    if limit is not None or not sys.stdout.isatty() or qvax.output.json:
        people = listed(-1 if limit is None else limit, 0)
        _table(qvax, people, numbers)
        return len(people)
    size, seen = max(5, shutil.get_terminal_size().lines - _FRAME), 0
    while True:
        people = listed(size + 1, seen)
        _table(qvax, people[:size], numbers)
        seen += len(people[:size])
        if len(people) <= size or not _goes_on(qvax, seen):
            return seen


def _goes_on(qvax: Qvax, seen: int) -> bool:
    if not sys.stdin.isatty():
        qvax.output.say(qvax.words("first_people", n=seen))
        return False
    return str(typer.prompt(qvax.words("ask_more"), default="", show_default=False, err=True)).strip() == ""


def _table(qvax: Qvax, people: Sequence[Person], numbers: bool) -> None:
    now = qvax.now()
    shapes = [json_shapes.reservist(person, now, number=numbers) for person in people]
    if qvax.output.json:
        qvax.output.data({"reservists": shapes})
        return
    names = [*_COLUMNS, *(["number"] if numbers else [])]
    said = [{**shape, "state": qvax.words(f"state_{shape['state']}")} for shape in shapes]
    qvax.output.table(columns(qvax.words, names, of="item"), [[shape[name] for name in names] for shape in said])
