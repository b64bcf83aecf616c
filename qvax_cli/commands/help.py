"""`qvax help`: the pages of the documentation, where qvax was installed without them."""

import shutil
import sys
from pathlib import Path
from typing import Annotated

import typer

from qvax_cli.console.page import filled
from qvax_cli.context import Qvax
from qvax_cli.errors import NotFound
from qvax_cli.files import manual

app = typer.Typer(add_completion=False)


@app.command("help")
def show_page(
    ctx: typer.Context,
    topic: Annotated[str | None, typer.Argument(help="The page, or a part of its name.")] = None,
) -> None:
    """Print a page of the documentation; without a topic, what pages there are."""
    qvax: Qvax = ctx.obj
    pages = manual()
    if topic is not None:
        name = _meant(topic, pages)
        text = pages[name].read_text(encoding="utf-8")
        if qvax.output.json:
            qvax.output.data({"topic": name, "text": text})
        else:
            columns = shutil.get_terminal_size().columns
            typer.echo(filled(text, columns) if sys.stdout.isatty() else text, nl=False)
        return
    titles = {name: _title(page) for name, page in pages.items()}
    if qvax.output.json:
        qvax.output.data({"topics": [{"topic": name, "title": title} for name, title in titles.items()]})
    else:
        qvax.output.table(("Topic", "What it tells"), titles.items())
        qvax.output.say("Read one: qvax help TOPIC. What a command takes: qvax COMMAND --help.")


def _meant(topic: str, pages: dict[str, Path]) -> str:
    """The page of that name, else the only one whose name holds it. NotFound."""
    wanted = topic.lower()
    found = [wanted] if wanted in pages else [name for name in pages if wanted in name]
    if len(found) == 1:
        return found[0]
    if found:
        raise NotFound(f"several pages are called so: {', '.join(found)}", "name one", cause="no_such_page")
    raise NotFound("there is no such page", "pages are listed by: qvax help", cause="no_such_page")


def _title(page: Path) -> str:
    lines = page.read_text(encoding="utf-8").splitlines()
    return next((line[2:] for line in lines if line.startswith("# ")), "")
