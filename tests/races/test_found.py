"""Evenings in which these tests once found an error, told again so that they stay found."""

import csv
import io
from collections.abc import Callable
from pathlib import Path

from typer.testing import CliRunner

from qvax_cli.channels import Envelope, Taken
from qvax_cli.channels.mail.maildir_spool import Spool
from qvax_cli.cli import app
from qvax_cli.context import Qvax
from tests.conftest import Cli, machine
from tests.databases import opened
from tests.races import invariants
from tests.races.places import again, folder
from tests.races.test_kill import died_or_ended, to_try


def test_r17_a_no_that_the_poll_of_another_center_reads_asks_the_next_at_once(cli: Cli) -> None:
    cli.people(2)
    cli("offer", "--center", "namur", "--doses", 1)
    cli.reply(cli.codes()["P0"], "Non merci")
    done = cli.json("poll", "--center", "charleroi")
    assert [one["name"].split()[0] for one in done["invited"]] == ["P1"]
    assert cli.states() == {"P0": "declined", "P1": "sent"}


def test_r15_a_yes_that_is_read_after_a_later_no_by_phone_is_not_taken_for_a_change_of_mind(cli: Cli) -> None:
    cli.people(1)
    cli("offer", "--center", "namur", "--doses", 1)
    code = cli.codes()["P0"]
    cli.reply(code, "Oui", received=cli.now + 60)
    cli.pass_minutes(5)
    cli("respond", code, "no")
    assert [one["result"] for one in cli.json("poll")["answers"]] == ["repeat"]
    assert cli.states() == {"P0": "declined"}


def test_r15_a_no_that_is_read_after_a_later_yes_by_phone_takes_no_dose_away(cli: Cli) -> None:
    cli.people(1)
    cli("offer", "--center", "namur", "--doses", 1)
    code = cli.codes()["P0"]
    cli.reply(code, "Non", received=cli.now + 60)
    cli.pass_minutes(5)
    cli("respond", code, "yes")
    assert [one["result"] for one in cli.json("poll")["answers"]] == ["repeat"]
    assert cli.states() == {"P0": "confirmed"}


def _take_the_spool_away(cli: Cli) -> Path:
    spool = Path(f"{cli.db}-spool")
    kept = spool.rename(spool.with_name("kept"))
    spool.symlink_to(spool.with_name("not-mounted"))
    return kept


def _bring_it_back(cli: Cli, kept: Path) -> None:
    spool = Path(f"{cli.db}-spool")
    spool.unlink()
    kept.rename(spool)
    cli("outbox", "retry")


def test_nobody_who_is_confirmed_is_told_of_a_silence_that_was_none(cli: Cli) -> None:
    cli.people(1)
    cli("offer", "--center", "namur", "--doses", 1)
    code = cli.codes()["P0"]
    asked_at = cli.now
    kept = _take_the_spool_away(cli)
    cli.pass_minutes(31)
    cli("poll", code=5)
    assert cli.states() == {"P0": "expired"}
    cli.reply(code, "Oui", received=asked_at + 60)
    cli("poll", code=5)
    assert cli.states() == {"P0": "confirmed"}
    _bring_it_back(cli, kept)
    assert invariants.spooled(cli.db) == {("invitation", code): 1, ("confirmation", code): 1}


def test_who_says_yes_no_and_yes_again_while_mail_is_down_is_told_that_they_are_confirmed(cli: Cli) -> None:
    cli.people(1)
    cli("offer", "--center", "namur", "--doses", 1)
    code = cli.codes()["P0"]
    kept = _take_the_spool_away(cli)
    for answer in ("yes", "no", "yes"):
        cli.now += 1
        cli("respond", code, answer, code=None)
    _bring_it_back(cli, kept)
    assert cli.states() == {"P0": "confirmed"}
    assert invariants.spooled(cli.db) == {("invitation", code): 1, ("confirmation", code): 1}


def test_an_answer_of_somebody_who_was_erased_stops_nobody_elses_messages(cli: Cli) -> None:
    cli.people(2)
    cli("offer", "--center", "namur", "--doses", 1)
    code = cli.codes()["P0"]
    cli("reservist", "forget", 1, "--yes")
    assert cli.json("respond", code, "yes")["result"] == "too_late"
    cli("cleanup")
    assert cli.json("outbox", "list", "--state", "queued")["messages"] == []


def test_who_moved_to_another_center_after_a_cleanup_is_not_asked_by_the_old_one(cli: Cli) -> None:
    niss = cli.niss("1930-05-17")
    cli.register("1930-05-17", niss=niss, available="today 17:00-17:41")
    cli("availability", "add", 1, "today 17:45-21:00")
    cli.pass_minutes(2)
    cli("cleanup")
    file = io.StringIO()
    csv.writer(file).writerows(
        [
            ["niss", "last_name", "first_name", "email", "center", "available"],
            [niss, "Peeters", "Ann", "ann@example.org", "charleroi", "today 17:42-21:00"],
        ]
    )
    assert cli.json("import", "-", stdin=file.getvalue())["updated"] == 1
    invariants.check(cli.database, cli.now)
    assert cli.json("offer", "--center", "namur", "--doses", 1, code=5)["invited"] == []
    assert len(cli.json("offer", "--center", "charleroi", "--doses", 1)["invited"]) == 1


class _WhileItGoes(Spool):
    """A spool that is slow: something else happens while it takes a message."""

    def __init__(self, folder: Path, meanwhile: Callable[[], object]) -> None:
        super().__init__(folder)
        self._meanwhile = meanwhile

    def hand_over(self, envelope: Envelope, now: int) -> Taken:
        self._meanwhile()
        return super().hand_over(envelope, now)


def _offer_while(cli: Cli, meanwhile: Callable[[], object]) -> None:
    qvax = Qvax(db=cli.database, operator="ann", now=lambda: cli.now, environ=cli.environ)
    qvax.__dict__["channels"] = {"mail": _WhileItGoes(Path(f"{cli.db}-spool"), meanwhile)}
    CliRunner().invoke(app, ["offer", "--center", "namur", "--doses", "1"], obj=qvax)
    qvax.close()


def test_r7_who_is_erased_while_their_message_is_on_its_way_leaves_no_datum_in_the_database(cli: Cli) -> None:
    cli.register("1930-01-01", "Zerlinda", email="zq@example.org")
    _offer_while(cli, lambda: cli("reservist", "forget", 1, "--yes"))
    with opened(cli.database) as conn:
        everything = conn.everything()
    assert "Zerlinda" not in everything
    assert "zq@example.org" not in everything


def test_who_is_taken_back_while_their_message_is_on_its_way_is_told(cli: Cli) -> None:
    cli.people(1)
    done: list[object] = []

    def close() -> None:
        if not done:
            done.append(cli("close", 1, code=None))

    _offer_while(cli, close)
    cli("poll", code=None)
    (code,) = cli.codes().values()
    assert cli.states() == {"P0": "cancelled"}
    assert invariants.spooled(cli.db) == {("invitation", code): 1, ("cancelled", code): 1}


def test_r7_a_forgetting_that_was_killed_leaves_no_file_when_it_is_done_again(place: Path) -> None:
    number, forget = "32470123456", ["reservist", "forget", 1, "--yes"]
    cli = machine(place)
    cli.register("1940-05-17", "P0", email=None, mobile=f"+{number}")
    cli("sms", "receive", "--from", f"+{number}", "--text", "Bonjour")
    cli("poll", code=None)
    cli("inbox", "done", 1)
    cli("poll", code=None)
    assert _files_with(cli, number)
    with folder() as spot:
        points = died_or_ended(again(cli, spot / "whole"), forget, 0)
        for deadly in to_try(points or []):
            twin = again(cli, spot / str(deadly))
            assert died_or_ended(twin, forget, deadly) is None
            twin(*forget)
            assert not _files_with(twin, number), deadly


def _files_with(cli: Cli, number: str) -> list[Path]:
    """Those beside the database that hold a number, or are called by it."""
    files = [path for path in cli.db.parent.rglob("*") if path.is_file() and path.parent != cli.db.parent]
    return [path for path in files if number in path.name or number.encode() in path.read_bytes()]
