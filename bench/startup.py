"""Target 1: what a coordinator feels, whole commands against `python -c pass` and `sqlite-utils --version`."""

import shutil
from pathlib import Path

from bench import lists
from bench.measure import BIN, PYTHON, QVAX, in_turn, milliseconds, run
from bench.report import Table


def measure(folder: Path, times: int) -> Table:
    """Start-up, on the sample list."""
    table = Table(
        "Start-up",
        "Each command as a user runs it, piped. `offer` asks 3 people among 2,000, commits, hands their mails to the "
        "spool and prints the table.",
        ("Command", "Median", "of `python -c pass`", "of `sqlite-utils --version`"),
    )
    base = lists.spread(folder, 2_000)
    fresh = folder / "fresh"

    def offer() -> float:
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir()
        shutil.copy(base, fresh / "q.db")
        return run(QVAX, "--db", fresh / "q.db", "offer", "--center", "namur", "--doses", 3, env=lists.ENV)

    completion = {**lists.ENV, "_QVAX_COMPLETE": "complete_bash", "COMP_WORDS": "qvax off", "COMP_CWORD": "1"}
    nothing, peer, version, status, usage, tab, whole = in_turn(
        times,
        lambda: run(PYTHON, "-c", "pass"),
        lambda: run(BIN / "sqlite-utils", "--version"),
        lambda: run(QVAX, "--version", env=lists.ENV),
        lambda: run(QVAX, "--db", base, "status", "--json", env=lists.ENV),
        lambda: run(QVAX, "--help", env=lists.ENV),
        lambda: run(QVAX, env=completion),
        offer,
    )
    for name, seconds, limit in (
        ("`qvax --version`", version, 2),
        ("`qvax --help`", usage, 7.5),
        ("shell completion", tab, 8),
        ("`qvax status --json`", status, 8),
    ):
        ratio = table.ratio(f"{name} of `python -c pass`", seconds / nothing, limit)
        table.row(name, milliseconds(seconds), ratio, f"{seconds / peer:.2f} ×")
    ratio = table.ratio("`qvax offer` of `sqlite-utils --version`", whole / peer, 1)
    table.row("`qvax offer`", milliseconds(whole), f"{whole / nothing:.2f} ×", ratio)
    table.row("`sqlite-utils --version`", milliseconds(peer), f"{peer / nothing:.2f} ×", "1.00 ×")
    table.row("`python -c pass`", milliseconds(nothing), "1.00 ×", f"{nothing / peer:.2f} ×")
    return table
