"""`qvax demo`: the whole loop on made-up people, in a temporary database, with a fast clock."""

import shlex
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import typer

from qvax_cli.context import Qvax
from qvax_cli.files import bundled
from qvax_cli.output import Output
from qvax_cli.rules.local_time import Instant, parse_moment

app = typer.Typer(add_completion=False)


class _Rehearsal:
    """Runs the real commands on a temporary database, one after the other, at the times of a made-up evening."""

    def __init__(self, folder: Path, now: Instant, output: Output) -> None:
        self.db = folder / "demo.db"
        self.began = self.now = now
        # One voice for all of it: what is true all evening is said once.
        self.output = Output(json=output.json, quiet=output.quiet)
        # Where somebody watches, they are given the time to read.
        self.pause = 0.45 if sys.stdout.isatty() else 0.0

    def tell(self, sentence: str) -> None:
        """What happens in the story."""
        sys.stdout.flush()
        if not self.output.quiet:
            print(f"\n— {sentence}", file=sys.stderr, flush=True)

    def run(self, line: str) -> None:
        """One command, as a coordinator types it. Ends the demo if it fails."""
        time.sleep(self.pause)
        if not self.output.quiet:
            print(f"$ qvax {line}", file=sys.stderr, flush=True)
        from qvax_cli.cli import app as root

        qvax = self.qvax()
        try:
            code = typer.main.get_command(root).main(shlex.split(line), "qvax", obj=qvax, standalone_mode=False)
        finally:
            qvax.close()
        sys.stdout.flush()
        if code not in (None, 0, 5):
            raise typer.Exit(1)

    def qvax(self) -> Qvax:
        """The demo's own world: no configuration, no operator, no clock of the user's."""
        return Qvax(
            db=self.db,
            operator="demo",
            output=self.output,
            now=lambda: self.now,
            environ={"HOME": str(self.db.parent)},
        )

    def codes(self, state: str) -> list[str]:
        """The codes of the invitations in a state, in the order in which people were asked."""
        from qvax_cli.loop import views

        qvax = self.qvax()
        try:
            return [
                one.invitation.code
                for one in views.offer_with_invitations(qvax.db, 1)[1]
                if one.invitation.state == state
            ]
        finally:
            qvax.close()

    def named(self, code: str) -> str:
        """The person with that code, by name."""
        from qvax_cli.console.tables import called
        from qvax_cli.loop import views

        qvax = self.qvax()
        try:
            return called(views.of_codes(qvax.db, [code])[0])
        finally:
            qvax.close()

    def mail(self, code: str, words: str) -> None:
        """A reply arrives in the inbox."""
        folder = Path(f"{self.db}-inbox") / "new"
        folder.mkdir(parents=True, exist_ok=True)
        text = f"From: someone@example.org\nSubject: Re: [{code}]\n\n{words}\n"
        (folder / f"{self.now}.{code}.demo").write_text(text)


@app.command()
def demo(ctx: typer.Context) -> None:
    """The whole loop on made-up people: an offer of 3, a yes, a no, a silence, a cancellation, cleanup.

    With --json every command prints its own object, each on a line.
    """
    qvax: Qvax = ctx.obj
    with TemporaryDirectory(prefix="qvax-demo-") as folder:
        _evening(_Rehearsal(Path(folder), parse_moment("today 17:40", Qvax().now(), "now"), qvax.output))


def _evening(it: _Rehearsal) -> None:
    it.tell("In the morning the list is made: centers, and people who can come this week.")
    it.run("init")
    it.run(f"import {shlex.quote(str(bundled('sample_registrations.csv')))}")
    it.tell("17:40. Three doses are left in Namur, and the vial is open.")
    it.run("offer --center namur --doses 3")
    first, second, third = it.codes("sent")
    _answers(it, first, second)
    it.tell("19:00. All three came. They are told where to book the second dose.")
    it.now = it.began + 80 * 60
    for code in it.codes("confirmed"):
        it.run(f"vaccinated {code}")
    it.run("status 1")
    it.run("handoff export")
    it.tell("At night, cron cleans up.")
    it.now += 7 * 3600
    it.run("cleanup")
    silent = it.named(third)
    it.tell(f"Every dose was used. {silent} did not answer, and is asked again once new availability is entered.")


def _answers(it: _Rehearsal, first: str, second: str) -> None:
    it.now += 4 * 60
    it.tell("17:44. The second answers the mail: “Oui, j'arrive !” The first phones: no.")
    it.mail(second, "Oui, j'arrive !")
    it.run("poll")
    it.run(f"respond {first} no")
    it.now += 27 * 60
    it.tell("18:11. The third has been silent for more than 30 minutes.")
    it.run("poll")
    it.now += 60
    it.tell("18:12. Both asked last say yes; then one of them phones again: they cannot come after all.")
    fourth, fifth = it.codes("sent")
    it.run(f"respond {fourth} yes")
    it.run(f"respond {fifth} yes")
    it.run(f"cancel {fifth}")
    it.now += 5 * 60
    it.tell("18:17. The next one, asked at once, says yes.")
    (sixth,) = it.codes("sent")
    it.run(f"respond {sixth} yes")
