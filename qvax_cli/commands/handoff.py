"""`qvax handoff`: the second-dose list."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from qvax_cli.commands import options
from qvax_cli.console.columns import columns
from qvax_cli.console.json_shapes import moment
from qvax_cli.console.standard_output import deliver
from qvax_cli.context import Qvax
from qvax_cli.errors import DONE_IN_PART, Refused, Usage
from qvax_cli.files import spare, written
from qvax_cli.loop.handoffs import List
from qvax_cli.rules.local_time import Instant, day, local
from qvax_cli.second_doses import fhir, table
from qvax_cli.words import Words

app = typer.Typer(add_completion=False, no_args_is_help=True, help="The second-dose list.")

_STANDARD_OUTPUT = Path("-")


class Format(StrEnum):
    """How the list is written."""

    CSV = "csv"
    FHIR = "fhir"


@app.callback()
def handoff() -> None:
    """The second-dose list, for Doclr or the platform that a center is set to."""


@app.command()
def export(
    ctx: typer.Context,
    file: Annotated[
        Path | None, typer.Argument(help="The file to write, or - for standard output. [default: -]")
    ] = None,
    again: Annotated[
        int | None, typer.Option("--again", metavar="N", help="Write export N of the past once more; nothing changes.")
    ] = None,
    form: Annotated[
        Format, typer.Option("--format", help="csv, or fhir: a bundle of the profile be-vaccination.")
    ] = Format.CSV,
    show_numbers: options.ShowNumbers = False,
) -> None:
    """Write who was vaccinated since the last export. Each person counts in one export, exactly once.

    They count when the list is written. Of an export that failed or was killed, the people come again in the next,
    under the same number and with the same hand_over codes.
    """
    qvax: Qvax = ctx.obj
    if file is None and not qvax.output.json and sys.stdin.isatty() and sys.stdout.isatty():
        file = _ask(qvax)
    file = None if file == _STANDARD_OUTPUT else file
    _check(file, form, show_numbers)
    if again is not None:
        it = qvax.handoffs.again(again)
        _write(qvax, it, file, form, show_numbers)
    else:
        with qvax.handoffs.export(lambda: qvax.output.warn(qvax.words("export_runs"))) as it:
            _write(qvax, it, file, form, show_numbers)
    _say(qvax, it, file)
    if it.erased:
        raise typer.Exit(DONE_IN_PART)


@app.command("list")
def list_(ctx: typer.Context) -> None:
    """The exports of the past, the newest first, and how many people wait for the next."""
    qvax: Qvax = ctx.obj
    exports, waiting = qvax.handoffs.exports()
    if qvax.output.json:
        shapes = [{**one._asdict(), "exported_at": moment(one.exported_at)} for one in exports]
        qvax.output.data({"exports": shapes, "waiting": waiting})
        return
    words = qvax.words
    rows = [(one.batch, one.people, one.erased, _written(words, one.exported_at)) for one in exports]
    qvax.output.table(columns(words, (">export", ">people", ">erased_since", "written")), rows)
    qvax.output.say(words("wait_for_next", n=waiting) if waiting else words("nobody_waits_for_next"))


def _ask(qvax: Qvax) -> Path:
    """Where the list is to go, of somebody who would else have it on the screen alone."""
    name = f"{qvax.words('second_doses_file')}-{day(qvax.now())}.csv"
    typed = typer.prompt(qvax.words("ask_file"), default=name, err=True)
    return Path(typed)


def _check(file: Path | None, form: Format, show_numbers: bool) -> None:
    if form == Format.FHIR and show_numbers and file is None:
        raise Usage("a bundle with national numbers goes into a file, which only you can read", "name a file")
    if file is not None and file.is_file():
        raise Refused(f"{file} exists already", "give each export a name of its own", cause="file_exists")


def _write(qvax: Qvax, it: List, file: Path | None, form: Format, show_numbers: bool) -> None:
    """Puts the list where it is to go, for good."""
    if file is not None:
        spare(qvax.database, file)
        # The mark makes Excel read accents as they are.
        with written(file, encoding="utf-8-sig" if form == Format.CSV else "utf-8", new=True) as out:
            out.write(_text(it, form, show_numbers))
    elif qvax.output.json:
        deliver(_json({**_summary(it, None), **_content(it, form, show_numbers)}))
    else:
        deliver(_text(it, form, show_numbers))


def _text(it: List, form: Format, show_numbers: bool) -> str:
    if form == Format.FHIR:
        return _json(fhir.bundle(it.people, numbers=show_numbers))
    return table.as_csv(it.people, numbers=show_numbers)


def _content(it: List, form: Format, show_numbers: bool) -> dict[str, Any]:
    if form == Format.FHIR:
        return {"bundle": fhir.bundle(it.people, numbers=show_numbers)}
    return {"people": table.rows(it.people, numbers=show_numbers)}


def _summary(it: List, file: Path | None) -> dict[str, Any]:
    return {"batch": it.batch, "exported": len(it.people), "file": str(file) if file else None, "erased": it.erased}


def _json(data: dict[str, Any]) -> str:
    import json

    return json.dumps(data, ensure_ascii=False) + "\n"


def _say(qvax: Qvax, it: List, file: Path | None) -> None:
    if qvax.output.json and file is not None:
        qvax.output.data(_summary(it, file))
    words, key = qvax.words, "exported_to" if file else "exported"
    if it.batch is not None:
        qvax.output.say(words(key, n=len(it.people), number=it.batch, **({"file": file} if file else {})))
    else:
        qvax.output.say(words("nobody_to_export"), *([words("nobody_in_file", file=file)] if file else []))
    if it.erased:
        qvax.output.warn(words("exported_erased", n=it.erased))


def _written(words: Words, at: Instant | None) -> str:
    return f"{local(at):%d/%m/%Y %H:%M}" if at is not None else words("never_ended")
