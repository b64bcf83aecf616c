"""What an import tells: every row that has to be repaired, and what became of the others."""

from collections.abc import Iterator
from pathlib import Path

from qvax_cli.context import Qvax
from qvax_cli.hints import hint_for
from qvax_cli.imports.run import Outcome, Reject
from qvax_cli.rules.complaint import Complaint

_ON_SCREEN = 20


def show(qvax: Qvax, outcome: Outcome, *, several: bool, dry_run: bool, repair: str) -> None:
    """The report of the whole import. several: lists, so that each reject is named with its own."""
    if qvax.output.json:
        qvax.output.data(_shape(outcome, several))
        return
    if outcome.rejects:
        titles = (*(("File",) if several else ()), ">Line", "Field", "What is wrong")
        shown = outcome.rejects[:_ON_SCREEN]
        qvax.output.table(titles, [row for reject in shown for row in _table_rows(reject, several)])
    qvax.output.say(*map(_as_sentence, outcome.notices))
    if not outcome.refused:
        qvax.output.say(*_words(outcome, dry_run, repair))


def repair(outcome: Outcome, rejects: Path | None) -> str:
    """What to do about the rejected rows; "" when there are none."""
    if not outcome.rejected:
        return ""
    if rejects is None:
        return "To repair them: import again with --rejects FILE, correct that file, and import it."
    rows = "1 row is" if outcome.rejected == 1 else f"{outcome.rejected} rows are"
    them = "it" if outcome.rejected == 1 else "them"
    return f"{rows} in {rejects}: correct {them} there, then qvax import {rejects}"


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


def _table_rows(reject: Reject, several: bool) -> Iterator[tuple[object, ...]]:
    for number, fault in enumerate(reject.complaints):
        where = (reject.file, reject.line) if several else (reject.line,)
        yield (*(where if not number else ("",) * len(where)), fault.field, _sentence(fault))


def _words(outcome: Outcome, dry_run: bool, repair: str) -> list[str]:
    added, updated, unchanged, withdrawn, without_window = outcome.counts
    rows = "1 row" if outcome.rows == 1 else f"{outcome.rows} rows"
    words = [f"{rows}: {added} added, {updated} updated, {unchanged} unchanged, {outcome.rejected} rejected."]
    if without_window == 1:
        words.append("1 of those added has no window: nobody asks this person until there is one.")
    elif without_window:
        words.append(f"{without_window} of those added have no window: nobody asks them until they have one.")
    if withdrawn:
        words.append(f"{withdrawn} asked to be erased and were not put back.")
    if outcome.rejected > _ON_SCREEN:
        words.append(f"The first {_ON_SCREEN} rejected rows are shown.")
    if repair:
        words.append(repair)
    if dry_run:
        words.append("Nothing was changed.")
    return words


def _as_sentence(notice: str) -> str:
    return f"{notice[:1].upper()}{notice[1:]}."


def _sentence(fault: Complaint) -> str:
    hint = hint_for(fault)
    return f"{fault.reason} ({hint})" if hint else fault.reason


def _reasons(faults: list[Complaint]) -> str:
    if len(faults) == 1:
        return _sentence(faults[0])
    return "; ".join(f"{fault.field}: {_sentence(fault)}" for fault in faults)
