"""What an import tells: every row that has to be repaired, and what became of the others."""

from collections.abc import Iterator
from pathlib import Path

from qvax_cli.console.columns import columns
from qvax_cli.console.failed import reason
from qvax_cli.context import Qvax
from qvax_cli.hints import hint_for
from qvax_cli.imports.run import Outcome, Reject
from qvax_cli.rules.complaint import Complaint
from qvax_cli.words import Words

_ON_SCREEN = 20


def show(qvax: Qvax, outcome: Outcome, *, several: bool, dry_run: bool, repair: str) -> None:
    """The report of the whole import. several: lists, so that each reject is named with its own."""
    if qvax.output.json:
        qvax.output.data(_shape(outcome, several))
        return
    if outcome.rejects:
        names = (*(("file",) if several else ()), ">line", "field", "wrong")
        shown = outcome.rejects[:_ON_SCREEN]
        rows = [row for reject in shown for row in _table_rows(reject, several, qvax.language)]
        qvax.output.table(columns(qvax.words, names), rows)
    qvax.output.say(*(_as_sentence(qvax.words.reason(notice)) for notice in outcome.notices))
    if not outcome.refused:
        qvax.output.say(*_said(qvax.words, outcome, dry_run, repair))


def repair(outcome: Outcome, rejects: Path | None, center: str | None) -> str:
    """What to do about the rejected rows; "" when there are none. center: of rows that name none."""
    if not outcome.rejected:
        return ""
    if rejects is None:
        return "to repair them: import again with --rejects FILE, correct that file, and import it"
    rows = "1 row is" if outcome.rejected == 1 else f"{outcome.rejected} rows are"
    them = "it" if outcome.rejected == 1 else "them"
    again = f"qvax import {rejects}{f' --center {center}' if center else ''}"
    return f"{rows} in {rejects}: correct {them} there, then {again}"


def _shape(outcome: Outcome, several: bool) -> dict[str, object]:
    rejects = [
        {
            **({"file": reject.file} if several else {}),
            "line": reject.line,
            "field": reject.complaints[0].field,
            "reason": _reasons(reject.complaints),
        }
        for reject in outcome.rejects
    ]
    counts = {"rows": outcome.rows, **outcome.counts._asdict(), "rejected": outcome.rejected}
    return {**counts, "passed_over": outcome.passed_over, "rejects": rejects, "notices": outcome.notices}


def _table_rows(reject: Reject, several: bool, language: str) -> Iterator[tuple[object, ...]]:
    for number, fault in enumerate(reject.complaints):
        where = (reject.file, reject.line) if several else (reject.line,)
        yield (*(where if not number else ("",) * len(where)), fault.field, reason(fault, language))


def _said(words: Words, outcome: Outcome, dry_run: bool, repair: str) -> list[str]:
    counts = outcome.counts
    said = [words("imported", n=outcome.rows, rejected=outcome.rejected, **counts._asdict())]
    if counts.without_window:
        said.append(words("added_without_window", n=counts.without_window))
    if counts.withdrawn:
        said.append(words("import_withdrawn", n=counts.withdrawn))
    if outcome.rejected > _ON_SCREEN:
        said.append(words("import_first", n=_ON_SCREEN))
    if repair:
        repaired = words.reason(repair)
        said.append(f"{repaired[:1].upper()}{repaired[1:]}")
    if dry_run:
        said.append(words("nothing_changed"))
    return said


def _as_sentence(notice: str) -> str:
    return f"{notice[:1].upper()}{notice[1:]}."


def _sentence(fault: Complaint) -> str:
    hint = hint_for(fault)
    return f"{fault.reason} ({hint})" if hint else fault.reason


def _reasons(faults: list[Complaint]) -> str:
    if len(faults) == 1:
        return _sentence(faults[0])
    return "; ".join(f"{fault.field}: {_sentence(fault)}" for fault in faults)
