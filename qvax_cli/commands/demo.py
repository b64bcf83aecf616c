"""`qvax demo`: the whole loop on made-up people, in a temporary database, with a fast clock."""

import shlex
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import typer

from qvax_cli.bundled import bundled
from qvax_cli.context import Qvax
from qvax_cli.output import Output
from qvax_cli.rules.local_time import Instant, parse_moment

app = typer.Typer()


class _Rehearsal:
    """Runs the real commands on a temporary database, one after the other, at the times of a made-up evening."""

    def __init__(self, folder: Path, now: Instant) -> None:
        self.db = folder / "demo.db"
        self.now = now

    def tell(self, sentence: str) -> None:
        """What happens in the story."""
        sys.stdout.flush()
        print(f"\n— {sentence}", file=sys.stderr, flush=True)

    def run(self, line: str, *, aloud: bool = True) -> None:
        """One command, as a coordinator types it. Ends the demo if it fails."""
        if aloud:
            print(f"$ qvax {line}", file=sys.stderr, flush=True)
        from qvax_cli.cli import app as root

        qvax = self.qvax(Output(quiet=not aloud))
        try:
            code = typer.main.get_command(root).main(shlex.split(line), "qvax", obj=qvax, standalone_mode=False)
        finally:
            qvax.close()
        sys.stdout.flush()
        if code not in (None, 0, 5):
            raise typer.Exit(1)

    def qvax(self, output: Output) -> Qvax:
        """The demo's own world: no configuration, no operator, no clock of the user's."""
        return Qvax(
            db=self.db,
            operator="demo",
            output=output,
            now=lambda: self.now,
            environ={"HOME": str(self.db.parent)},
        )

    def asked(self, offer: int) -> list[str]:
        """The codes of those being asked, in the order they were asked."""
        from qvax_cli.store import invitations

        qvax = self.qvax(Output())
        try:
            return [one.code for one in invitations.live_of(qvax.db, offer)]
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
    """The whole loop on made-up people: an offer of 3, a yes, a no, a silence, a cancellation, cleanup."""
    del ctx
    with TemporaryDirectory(prefix="qvax-demo-") as folder:
        _evening(_Rehearsal(Path(folder), parse_moment("today 17:40", Qvax().now(), "now")))


def _evening(it: _Rehearsal) -> None:
    it.tell("In the morning the list is made: centers, and people who can come this week.")
    it.run("init")
    it.run(f"import {shlex.quote(str(bundled('sample_registrations.csv')))}")
    it.tell("17:40. Three doses are left in Namur, and the vial is open.")
    it.run("offer --center namur --doses 3")
    first, second, third = it.asked(1)
    it.now += 4 * 60
    it.tell("17:44. The second answers the mail: “Oui, j'arrive !” The first phones: no.")
    it.mail(second, "Oui, j'arrive !")
    it.run("poll")
    it.run(f"respond {first} no")
    it.now += 27 * 60
    it.tell("18:11. The third has been silent for more than 30 minutes.")
    it.run("poll")
    it.now += 60
    _, fifth = it.asked(1)
    it.tell("18:12. The two asked last say yes; one of the confirmed phones again: they cannot come after all.")
    for code in it.asked(1):
        it.run(f"respond {code} yes")
    it.run(f"cancel {fifth}")
    it.now += 5 * 60
    (last,) = it.asked(1)
    it.run(f"respond {last} yes")
    it.tell("19:00. All three came. Everybody is told where to book the second dose.")
    it.now += 43 * 60
    for code in (second, last):
        it.run(f"vaccinated {code}")
    it.run("status 1")
    it.run("handoff export")
    it.tell("At night, cron cleans up.")
    it.now += 7 * 3600
    it.run("cleanup")
    it.tell(f"{third} did not answer and will be asked again as soon as new availability is entered.")
