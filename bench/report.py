"""The page of a run: machine, date, and a table for every target, met or not."""

import os
import platform
import sqlite3
from dataclasses import dataclass, field
from datetime import UTC, datetime


@dataclass
class Table:
    """One target: what was measured, and whether each row that has a limit keeps it."""

    title: str
    said: str
    columns: tuple[str, ...]
    rows: list[tuple[object, ...]] = field(default_factory=list)
    verdicts: list[tuple[str, bool]] = field(default_factory=list)

    def row(self, *cells: object) -> None:
        """A row of the table."""
        self.rows.append(cells)

    def ratio(self, what: str, value: float, limit: float, unit: str = "×") -> str:
        """A value that is to stay under a limit; kept for the verdicts."""
        self.verdicts.append((f"{what}: {value:.2f} {unit} (limit {limit:g} {unit})", value <= limit))
        return f"{value:.2f} {unit}"


def page(tables: list[Table], size: str, seconds: float) -> str:
    """The whole page, in Markdown."""
    met = sum(good for table in tables for _, good in table.verdicts)
    every = sum(len(table.verdicts) for table in tables)
    parts = [
        "# Benchmarks",
        f"Written by `make bench SIZE={size}`; nothing on this page is typed by hand. Ratios hold, seconds are "
        "those of this machine.",
        _machine(size, seconds),
        f"**{met} of {every} limits kept.**",
    ]
    return "\n\n".join((*parts, *map(section, tables))) + "\n"


def section(table: Table) -> str:
    """One table with its title, its limits under it, in Markdown."""
    parts = [f"## {table.title}", table.said, *([_grid(table)] if table.rows else [])]
    if table.verdicts:
        parts.append("\n".join(f"- {'met' if good else '**not met**'}: {what}" for what, good in table.verdicts))
    return "\n\n".join(parts)


def _machine(size: str, seconds: float) -> str:
    today = datetime.now(UTC).date().isoformat()
    return (
        f"{today}, size {size}, {seconds / 60:.0f} minutes in all. {os.cpu_count()} cores, {platform.machine()}, "
        f"{platform.system()} {platform.release().split('-')[0]}, Python {platform.python_version()}, "
        f"SQLite {sqlite3.sqlite_version}."
    )


def _grid(table: Table) -> str:
    rows = [table.columns, tuple("---" for _ in table.columns), *table.rows]
    return "\n".join("| " + " | ".join(str(cell) for cell in row) + " |" for row in rows)
