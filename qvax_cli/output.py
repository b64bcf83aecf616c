"""How qvax speaks: data to stdout (a table, or JSON), words to stderr."""

import sys
from collections.abc import Iterable, Sequence
from typing import Any


class Output:
    """One voice for all commands. `json`: data as one JSON object; `quiet`: no words but errors."""

    def __init__(self, *, json: bool = False, quiet: bool = False) -> None:
        self.json = json
        self.quiet = quiet

    def say(self, *sentences: str) -> None:
        """Words for the person at the terminal; silent with --quiet and --json."""
        if not self.quiet and not self.json:
            for sentence in sentences:
                print(clean(sentence, keep="\n"), file=sys.stderr)

    def data(self, data: dict[str, Any]) -> None:
        """The result, for scripts."""
        import json

        print(json.dumps(data, ensure_ascii=False))

    def table(self, columns: Sequence[str], rows: Iterable[Sequence[object]], title: str = "") -> None:
        """The result, for people. Columns whose title begins with ">" are aligned to the right."""
        from rich.console import Console

        terminal = sys.stdout.isatty()
        # Piped, nothing is cut: the console is as wide as the table wants to be.
        console = Console(width=None if terminal else 1000, highlight=False, markup=False, emoji=False)
        console.print(as_table(columns, rows, title, framed=terminal))

    def error(self, code: str, message: str, hint: str) -> None:
        """The one sentence of a failure, and what to do."""
        if self.json:
            import json

            error = {"code": code, "message": message, "hint": hint}
            print(json.dumps({"error": error}, ensure_ascii=False), file=sys.stderr)
            return
        print(clean(f"Error: {message[:1].upper()}{message[1:]}."), file=sys.stderr)
        if hint:
            print(clean(f"  → {hint[:1].upper()}{hint[1:]}"), file=sys.stderr)


def as_table(columns: Sequence[str], rows: Iterable[Sequence[object]], title: str = "", *, framed: bool) -> Any:
    """A rich table of plain text; without a frame where it is piped."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(
        title=Text(clean(title)) if title else None,
        title_justify="left",
        box=box.ROUNDED if framed else None,
        pad_edge=framed,
        header_style="bold",
    )
    for column in columns:
        table.add_column(Text(column.lstrip(">")), justify="right" if column.startswith(">") else "left")
    for row in rows:
        table.add_row(*(Text(clean("" if cell is None else str(cell))) for cell in row))
    return table


def clean(text: str, keep: str = "") -> str:
    """Text from data without control characters, which could drive a terminal."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() or c in keep else " " for c in text)
