"""Upkeep: R7, R23, R24, R25, backup, doctor, privacy."""

import stat
from pathlib import Path
from typing import Any

import pytest

from qvax_cli.channels.sms.folder_inbox import FolderInbox, put_in
from qvax_cli.files import bundled
from qvax_cli.home import beside
from tests.conftest import Cli
from tests.databases import Forbidden, opened
from tests.races.invariants import check

pytestmark = pytest.mark.shared

DAY = 24 * 60


def _events(cli: Cli) -> list[tuple[str, str, Any]]:
    with opened(cli.database) as conn:
        rows: list[tuple[str, str, Any]] = conn.execute(
            "SELECT what, operator, reservist_id FROM events ORDER BY id"
        ).fetchall()
    return rows


def test_r23_a_dry_run_prints_the_same_counts_and_changes_nothing(cli: Cli) -> None:
    cli.people(3)
    cli("offer", "--center", "namur", "--doses", 2)
    cli.pass_minutes(9 * DAY)
    dry = cli.json("cleanup", "--dry-run")
    assert cli.json("offers")["offers"][0]["state"] == "open"
    assert cli.json("cleanup") == dry == {"closed": 1, "expired": 2, "windows": 1, "erased": 0, "messages": 2}
    assert cli.json("cleanup") == {"closed": 0, "expired": 0, "windows": 0, "erased": 0, "messages": 0}


def test_r23_the_vaccinated_are_erased_after_30_days_and_the_silent_after_180(cli: Cli) -> None:
    cli.people(2)
    cli("offer", "--center", "namur", "--doses", 1)
    code = cli.codes()["P0"]
    cli("respond", code, "yes")
    cli("vaccinated", code)
    cli("handoff", "export")
    cli.pass_minutes(30 * DAY + 1)
    assert cli.json("cleanup")["erased"] == 1
    assert [p["state"] for p in cli.json("reservist", "list")["reservists"]] == ["listed"]
    cli.pass_minutes(150 * DAY)
    assert cli.json("cleanup")["erased"] == 1
    people = cli.json("reservist", "list", "--state", "erased")["reservists"]
    assert len(people) == 2
    assert all(p[key] is None for p in people for key in ("name", "birth_date", "email", "mobile", "contact_name"))
    assert cli.json("status", 1)["invitations"][0]["name"] is None


def test_r23_hundreds_are_erased_at_once_and_whoever_gave_a_sign_of_life_keeps_everything(cli: Cli) -> None:
    cli("import", bundled("sample_registrations.csv"))
    invited = {one["reservist"] for one in cli.json("offer", "--center", "namur", "--doses", 5)["invited"]}
    cli.pass_minutes(100 * DAY)
    cli("availability", "set", 7, "tomorrow 17:00-19:00")
    before = cli.json("reservist", "show", 7)["reservist"]
    cli.pass_minutes(81 * DAY)
    assert cli.json("cleanup")["erased"] == 299
    assert cli.json("reservist", "list")["reservists"] == [before | {"age": before["age"], "windows": []}]
    assert sorted(one for what, _, one in _events(cli) if what == "erased after retention") == [
        *range(1, 7),
        *range(8, 301),
    ]
    with opened(cli.database) as conn:
        (named,) = conn.execute(
            "SELECT count(*) FROM reservists WHERE coalesce(number, first_name, email, mobile) IS NOT NULL"
        ).fetchone()
        texts = conn.execute(
            """SELECT count(*) FROM messages AS m JOIN invitations AS i ON i.id = m.invitation_id
               WHERE i.reservist_id <> 7 AND coalesce(m.subject, m.body) IS NOT NULL"""
        ).fetchone()
        left = conn.execute("SELECT count(*) FROM windows").fetchone()
    assert (named, texts, left) == (1, (0,), (0,))
    assert invited - {7}
    check(cli.database, cli.now)


def test_r22_an_import_does_not_put_a_vaccinated_and_erased_person_back(cli: Cli) -> None:
    niss = cli.niss("1930-01-01")
    cli.register("1930-01-01", niss=niss)
    cli("offer", "--center", "namur", "--doses", 1)
    code = cli.codes()["Ann"]
    cli("respond", code, "yes")
    cli("vaccinated", code)
    row = f"niss,last_name,first_name,email,center\n{niss},Peeters,Ann,ann@example.org,namur\n"
    assert cli.json("import", "-", stdin=row)["unchanged"] == 1
    cli("handoff", "export")
    cli.pass_minutes(31 * DAY)
    cli("cleanup")
    assert cli.json("import", "-", stdin=row)["added"] == 0


def test_r23_cleanup_reads_answers_before_it_expires(cli: Cli) -> None:
    cli.people(1)
    cli("offer", "--center", "namur", "--doses", 1)
    cli.reply(cli.codes()["P0"], "oui", received=cli.now + 60)
    cli.pass_minutes(60)
    cli("cleanup")
    assert cli.states() == {"P0": "confirmed"}


def test_r24_every_change_names_its_operator_and_the_person_by_id(cli: Cli) -> None:
    cli.registered(1)
    cli("offer", "--center", "namur", "--doses", 1)
    cli("respond", cli.codes()["P0"], "yes")
    cli("reservist", "forget", 1, "--yes")
    assert {operator for _, operator, _ in _events(cli)} == {"ann"}
    whats = [what for what, _, reservist in _events(cli) if reservist == 1]
    assert whats[:4] == ["registered", "invited", "handed over", "confirmed"]
    assert whats[-1] == "erased on request"


def test_r24_the_log_is_append_only(cli: Cli) -> None:
    with opened(cli.database) as conn:
        for statement in ("DELETE FROM events", "UPDATE events SET what = 'x'"):
            with pytest.raises(Forbidden, match="append-only"):
                conn.execute(statement)


def test_r7_forgetting_leaves_no_personal_datum_in_the_database(cli: Cli) -> None:
    niss = cli.niss("1930-01-01")
    cli.register(
        "1930-01-01", "Zerlinda", niss=niss, last_name="Quasimodo", email="zq@example.org", mobile="0470123456"
    )
    cli("offer", "--center", "namur", "--doses", 1)
    cli("reservist", "forget", niss, "--yes")
    with opened(cli.database) as conn:
        everything = conn.everything()
    for datum in (niss, "Zerlinda", "Quasimodo", "zq@example.org", "470123456"):
        assert datum not in everything


def test_r7_where_a_file_cannot_be_erased_that_is_said_and_all_else_is_done(cli: Cli, tmp_path: Path) -> None:
    cli.people(1)
    gammu = tmp_path / "gammu"
    for name in ("inbox", "outbox", "sent", "error"):
        (gammu / name).mkdir(parents=True)
    (gammu / "inbox" / ".done").write_text("no folder")
    cli.environ |= {"QVAX_SMS_KIND": "gammu", "QVAX_SMS_FOLDER": str(gammu)}
    failed = cli("--json", "reservist", "forget", 1, "--yes", code=5).error
    assert f"files in {gammu / 'inbox'} that name them could not be erased" in failed["message"]
    assert cli.json("reservist", "list", "--state", "erased")["reservists"][0]["id"] == 1


def test_r7_forgetting_asks_first(cli: Cli) -> None:
    cli.people(1)
    cli("reservist", "forget", 1, code=2)
    assert cli.json("reservist", "show", 1)["reservist"]["state"] == "listed"


def test_r7_forgetting_a_person_being_asked_gives_the_dose_to_the_next(cli: Cli) -> None:
    cli.people(2)
    cli("offer", "--center", "namur", "--doses", 1)
    cli("reservist", "forget", 1, "--yes")
    assert [one["state"] for one in cli.json("status", 1)["invitations"]] == ["cancelled", "sent"]


def test_b14_forgetting_somebody_who_had_a_dose_says_that_it_is_free_and_who_is_asked(cli: Cli) -> None:
    cli.people(3)
    cli("offer", "--center", "namur", "--doses", 1)
    code = cli.codes()["P0"]
    cli("respond", code, "yes")
    said = cli("reservist", "forget", 1, "--yes")
    assert "Reservist 1 was erased. A dose of offer 1 was theirs: it is free again." in said.err
    assert "P1 Peeters" in said.out
    assert "Offer 1: 1 dose: 0 confirmed, 1 being asked." in said.err
    asked = cli.json("status", 1)["invitations"][1]["code"]
    told = cli.json("reservist", "forget", 2, "--yes")
    assert told["gave_up"] == asked
    assert [one["name"] for one in told["invited"]] == ["P2 Peeters"]
    assert "being asked for offer 1: that is taken back" in cli("reservist", "forget", 3, "--yes").err
    assert cli.json("reservist", "forget", 3, "--yes")["gave_up"] is None


def test_b14_forgetting_somebody_with_a_dose_of_an_offer_that_is_over_frees_none(cli: Cli) -> None:
    cli.people(2)
    cli("offer", "--center", "namur", "--doses", 1)
    cli("respond", cli.codes()["P0"], "yes")
    cli.pass_minutes(180)
    cli("poll")
    assert "A dose of offer 1 was theirs; the offer is over." in cli("reservist", "forget", 1, "--yes").err


def test_r25_numbers_are_shown_only_where_they_are_asked_for(cli: Cli) -> None:
    niss = cli.niss("1930-01-01")
    cli.register("1930-01-01", niss=niss)
    cli("offer", "--center", "namur", "--doses", 1)
    code = cli.codes()["Ann"]
    cli("respond", code, "yes")
    for words in (
        ["reservist", "show", 1], ["reservist", "list"], ["status", 1], ["outbox", "list"], ["outbox", "show", 1],
        ["reservist", "show", niss], ["select", "--center", "namur", "--doses", 1],
    ):  # fmt: skip
        for flags in ([], ["--json"]):
            done = cli(*flags, *words, code=None)
            assert niss not in done.out + done.err, words
    assert niss in cli("reservist", "show", 1, "--show-numbers").out
    assert niss in cli("--json", "reservist", "list", "--show-numbers").out
    cli("vaccinated", code)
    assert niss not in cli("handoff", "export").out
    for mail in cli.spool:
        assert niss not in mail.read_text() + mail.name


@pytest.mark.sqlite("the files of a database")
def test_every_file_is_for_its_owner_alone(cli: Cli) -> None:
    cli.people(1)
    cli("offer", "--center", "namur", "--doses", 1)
    cli("backup", cli.db.with_name("copy.db"))
    ours = [p for p in cli.db.parent.rglob("*") if p.is_file()]
    assert ours
    assert {stat.S_IMODE(p.stat().st_mode) for p in ours} == {0o600}


@pytest.mark.sqlite("a copy is a file that can be opened")
def test_a_backup_is_a_whole_database_and_replaces_nothing_unasked(cli: Cli, tmp_path: Path) -> None:
    cli.people(2)
    copy = tmp_path / "elsewhere.db"
    cli("backup", copy)
    cli("backup", copy, code=4)
    cli("backup", copy, "--force")
    cli("backup", cli.db, "--force", code=4)
    other = Cli(tmp_path)
    other.database = copy
    assert len(other.json("reservist", "list")["reservists"]) == 2


def test_doctor_is_content_with_a_fresh_database_and_says_what_is_missing(cli: Cli) -> None:
    assert cli.json("doctor")["ok"] is True
    cli.register("1930-01-01", email=None, mobile="0470123456")
    notes = {one["check"]: one for one in cli.json("doctor")["checks"]}
    assert "SMS" in notes["sms"]["finding"]
    if cli.database == cli.db:
        cli.db.chmod(0o644)
        assert cli.json("doctor", code=5)["ok"] is False


def test_an_interrupted_export_names_the_same_people_again(cli: Cli) -> None:
    cli.people(1)
    cli("offer", "--center", "namur", "--doses", 1)
    code = cli.codes()["P0"]
    cli("respond", code, "yes")
    cli("vaccinated", code)
    cli("handoff", "export", cli.db.parent / "no" / "such" / "folder.csv", code=2)
    file = cli.db.with_name("second.csv")
    cli("handoff", "export", file)
    assert code in file.read_text()
    assert len(cli("handoff", "export").out.splitlines()) == 1


def test_doctor_asks_what_became_of_confirmed_people_and_they_are_erased_in_the_end(cli: Cli) -> None:
    cli.people(1)
    cli("offer", "--center", "namur", "--doses", 1)
    code = cli.codes()["P0"]
    cli("respond", code, "yes")
    cli.pass_minutes(121)
    cli("poll")
    hints = {one["check"]: one["hint"] for one in cli.json("doctor")["checks"]}
    assert code in hints["outcomes"]
    cli.pass_minutes(181 * DAY)
    assert cli.json("cleanup")["erased"] == 1


def test_spool_and_inboxes_can_stand_in_a_folder_of_their_own_and_the_lock_stays_with_the_database(
    cli: Cli, tmp_path: Path
) -> None:
    home = tmp_path / "elsewhere"
    home.mkdir()
    cli.environ["QVAX_HOME"] = str(home)
    cli.people(1)
    cli("offer", "--center", "namur", "--doses", 1)
    assert {file.name for file in home.iterdir()} == {"spool"}
    # Whoever works on the same database waits for it, whatever home they have.
    assert Path(f"{cli.db}-hand-over").exists() == (cli.database == cli.db)
    assert not cli.spool


def test_r7_what_is_forgotten_is_in_no_folder_of_text_messages_either(cli: Cli, tmp_path: Path) -> None:
    number = "+32470123456"
    gammu = tmp_path / "gammu"
    for part in ("inbox", "outbox", "sent", "error"):
        (gammu / part).mkdir(parents=True)
    cli.environ |= {"QVAX_SMS_KIND": "gammu", "QVAX_SMS_FOLDER": str(gammu)}
    cli.register("1940-05-17", "Jeanne", mobile=number, email=None)
    folder = FolderInbox(beside(cli.db).sms_inbox)
    put_in(folder.folder, {"from": number, "text": "Oui, Jeanne"}, cli.now)
    put_in(folder.folder, {"from": "+32470999999", "text": "Oui"}, cli.now)
    cli("poll", code=None)
    for reply in folder.replies():
        folder.done(reply)
    (gammu / "inbox" / ".done").mkdir()
    (gammu / "inbox" / ".done" / f"IN20210406_174000_00_{number}_00.txt").write_text("Oui")
    (gammu / "sent" / f"OUTA20210406_174000_000_{number}_1.invitation.K7P3X2Q4.txt").write_text("x")
    cli("reservist", "forget", 1, "--yes")
    kept = [path for place in (folder.folder, gammu) for path in place.rglob("*") if path.is_file()]
    assert [path.parent.name for path in kept] == ["done"]
    assert number not in kept[0].read_text()


def test_doctor_counts_the_people_whom_nobody_asks_for_want_of_a_window(cli: Cli) -> None:
    cli.people(2)
    cli.register("1960-01-01", "Late", available=None)
    notes = {one["check"]: one for one in cli.json("doctor")["checks"]}
    assert notes["availability"]["state"] == "note"
    assert notes["availability"]["finding"].startswith("1 person on the list has no window to come")
    cli.pass_minutes(24 * 60)
    notes = {one["check"]: one for one in cli.json("doctor")["checks"]}
    assert notes["availability"]["finding"].startswith("3 people on the list have no window to come")
