"""How days went, for people and for spreadsheets: one day as a sheet, several as a table a center."""

import csv
import io
import sys
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

from qvax_cli.console import tables
from qvax_cli.context import Qvax
from qvax_cli.loop.stats import WITHIN, Day
from qvax_cli.output.columns import Column
from qvax_cli.words import Words

_NAMES = (
    *("center", "day", "offers", "doses", "placed", "lost", "cancelled", "open", "asked"),
    *(f"answered_within_{most}" for most in WITHIN),
    *("minutes_to_fill", "last_age"),
)
#: What is left out of a table where it is nowhere but 0; and what goes first where a terminal is too narrow for all.
_SELDOM = ("cancelled", "open")
_DISPENSABLE = ("offers", "answered_within_5", "answered_within_10", "last_age", "minutes_to_fill", "open", "cancelled")


def shape(it: Day) -> dict[str, Any]:
    """A day of `stats` of the contract."""
    within = {f"answered_within_{most}": n for most, n in zip(WITHIN, it.answered, strict=True)}
    plain = {name: getattr(it, name) for name in _NAMES if name not in within}
    values = {**plain, **within, "day": it.day.isoformat()}
    return {name: values[name] for name in _NAMES}


def as_csv(days: Iterable[Day]) -> str:
    """A line a day."""
    text = io.StringIO()
    writer = csv.DictWriter(text, _NAMES, lineterminator="\n")
    writer.writeheader()
    writer.writerows(map(shape, days))
    return text.getvalue()


def show(qvax: Qvax, days: Sequence[Day]) -> None:
    """One day upright; several in rows, on a terminal a table for each center."""
    words = qvax.words
    shapes = [shape(one) for one in days]
    if not sys.stdout.isatty():
        _rows(qvax, shapes, _NAMES)
    elif len(shapes) == 1:
        _upright(qvax, shapes[0], words)
    else:
        for center, of_center in groupby(shapes, key=lambda one: one["center"]):
            qvax.output.say(str(center))
            theirs = list(of_center)
            nowhere = ("center", *(name for name in _SELDOM if not any(one[name] for one in theirs)))
            _rows(qvax, theirs, [name for name in _NAMES if name not in nowhere])


def _rows(qvax: Qvax, shapes: Sequence[dict[str, Any]], names: Sequence[str]) -> None:
    columns = [_column(qvax.words, name) for name in names]
    qvax.output.table(columns, [[one[name] for name in names] for one in shapes])


def _column(words: Words, name: str) -> Column:
    spare = _DISPENSABLE.index(name) + 1 if name in _DISPENSABLE else 0
    return Column(words(f"stats_{name}"), right=name not in ("center", "day"), spare=spare)


def _upright(qvax: Qvax, it: dict[str, Any], words: Words) -> None:
    rows = [(words(f"stats_{name}"), it[name]) for name in _NAMES[2:] if it[name] or name not in _SELDOM]
    rows.append((words("stats_placed"), tables.bar(it["placed"], it["doses"])))
    qvax.output.table((it["center"], it["day"]), rows)
