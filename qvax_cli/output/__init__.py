"""How qvax speaks: data to stdout (a table, or JSON), words to stderr."""

import os
import sys
from collections.abc import Iterable, Sequence
from typing import Any, TextIO

from qvax_cli.output.columns import Column, column, cut, fitted
from qvax_cli.rules.masked import masked


class Output:
    """One voice for all commands. `json`: data as one JSON object; `quiet`: no words but errors."""

    def __init__(self, *, json: bool = False, quiet: bool = False) -> None:
        self.json = json
        self.quiet = quiet
        self._said_once: set[str] = set()

    def say(self, *sentences: str) -> None:
        """Words for the person at the terminal; silent with --quiet and --json."""
        if not self.quiet and not self.json:
            for sentence in sentences:
                _words(clean(sentence, keep="\n"))

    def warn(self, *sentences: str) -> None:
        """Words that nothing silences: what was done stands, and something has still to be done."""
        for sentence in sentences:
            _words(clean(_masked(sentence), keep="\n"))

    def heard(self) -> bool:
        """Whether all words since it was asked last were taken: a full disk or a closed pipe takes none."""
        taken = getattr(getattr(sys.stderr, "buffer", None), "raw", None)
        lost = getattr(taken, "lost", False)
        if lost:
            taken.lost = False  # type: ignore[union-attr]
        return not lost

    def once(self, sentence: str) -> None:
        """Words that are true of all that is done here, said the first time; also beside JSON, silent with --quiet."""
        if not self.quiet and sentence not in self._said_once:
            self._said_once.add(sentence)
            self.warn(sentence)

    def tell(self, *sentences: str) -> None:
        """The result, in sentences."""
        for sentence in sentences:
            _words(clean(sentence), sys.stdout)

    def data(self, data: dict[str, Any]) -> None:
        """The result, for scripts."""
        import json

        print(json.dumps(data, ensure_ascii=False))

    def table(self, columns: Sequence[Column | str], rows: Iterable[Sequence[object]]) -> None:
        """The result, for people: framed and fitted into a terminal; plain columns in a pipe, where nothing is ever cut
        or left out.

        Columns whose title begins with ">" are aligned to the right.
        """
        if not sys.stdout.isatty():
            print(*plain_table(columns, rows), sep="\n")
            return
        from rich.console import Console

        console = Console(highlight=False, markup=False, emoji=False)
        console.print(as_table(columns, rows, console.width))

    def error(self, failed: str, message: str, hint: str) -> None:
        """The one sentence of a failure, and what to do; national numbers in what was typed are masked (R25).

        failed: what stands before the sentence.
        """
        message, hint = _masked(message), _masked(hint)
        _words(clean(f"{failed}{_sentence(message)}{'' if message.endswith('?') else '.'}"))
        if hint:
            _words(clean(f"  → {_sentence(hint)}"))

    def error_as_json(self, code: str, message: str, hint: str, more: dict[str, object]) -> None:
        """A failure for a program. more: what else it is told; masked like `error`."""
        import json

        error = {"code": code, "message": _masked(message), "hint": _masked(hint), **more}
        print(json.dumps({"error": error}, ensure_ascii=False), file=sys.stderr)


def plain_table(columns: Sequence[Column | str], rows: Iterable[Sequence[object]]) -> list[str]:
    """The lines of a table without frame or colour. It spares a script the loading of rich."""
    every = [column(one) for one in columns]
    table = [[one.title for one in every], *([_cell(cell) for cell in row] for row in rows)]
    widths = [max(len(row[n]) for row in table) for n in range(len(every))]
    aligned = [str.rjust if one.right else str.ljust for one in every]
    return [
        "  ".join(align(cell, width) for align, cell, width in zip(aligned, row, widths, strict=True)).rstrip()
        for row in table
    ]


def as_table(columns: Sequence[Column | str], rows: Iterable[Sequence[object]], width: int) -> Any:
    """A framed rich table, fitted into so many columns of a terminal; every cell is plain text, never markup."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    every = [column(one) for one in columns]
    cells = [[_cell(cell) for cell in row] for row in rows]
    fit = fitted(every, cells, width)
    table = Table(box=box.ROUNDED, header_style="bold")
    for n, wide in zip(fit.shown, fit.widths, strict=True):
        justify: Any = "right" if every[n].right else "left"
        table.add_column(Text(every[n].title), justify=justify, width=wide, overflow="fold")
    for row in cells:
        shown = zip(fit.shown, fit.widths, strict=True)
        table.add_row(*(Text(cut(row[n], wide) if every[n].cut else row[n]) for n, wide in shown))
    return table


def _words(text: str, stream: TextIO | None = None) -> None:
    """Prints words, to stderr if no stream is named; on a terminal no word is parted at the end of a line."""
    stream = stream or sys.stderr
    if stream.isatty():
        import shutil
        import textwrap

        width = shutil.get_terminal_size().columns
        lines = (
            textwrap.wrap(line, width, break_long_words=False, break_on_hyphens=False) for line in text.split("\n")
        )
        text = "\n".join("\n".join(line) for line in lines)
    print(text, file=stream)


def _sentence(text: str) -> str:
    """With a capital, unless it begins with the name of a file, a command or a setting that is given a value."""
    first, _, rest = text.partition(" ")
    first = first.rstrip(",:;")
    named = first == "qvax" or rest.startswith("= ") or os.path.lexists(first)
    a_word = first.replace("-", "").replace("'", "").isalpha()
    return text[:1].upper() + text[1:] if a_word and not named else text


def _masked(text: str) -> str:
    return masked(text, "(a national number)")


def _cell(value: object) -> str:
    return "" if value is None else clean(str(value))


def clean(text: str, keep: str = "") -> str:
    """Text from data without control characters, which could drive a terminal."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() or c in keep else " " for c in text)
