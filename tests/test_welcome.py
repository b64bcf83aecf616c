"""Messages to people whom nobody has asked for anything: the welcome, and what comes back of it."""

from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest

from qvax_cli.store import open_database, outbox
from tests.conftest import Cli


@pytest.fixture
def welcoming(cli: Cli) -> Cli:
    cli.environ["QVAX_TEXTS_WELCOME"] = "desk"
    return cli


def received(cli: Cli) -> list[tuple[str, str, str]]:
    """To whom, subject and text of the mails handed over."""
    mails = [message_from_bytes(path.read_bytes(), policy=default) for path in cli.spool]
    return [(str(mail["To"]), str(mail["Subject"]), mail.get_content()) for mail in mails]


def answer(cli: Cli, words: str, *more: str) -> Path:
    """A mail that answers the newest one."""
    sent = message_from_bytes(cli.spool[-1].read_bytes(), policy=default)
    file = Path(f"{cli.db}-inbox") / "new" / f"{cli.now}.{len(cli.spool)}.test"
    file.parent.mkdir(parents=True, exist_ok=True)
    lines = ["From: ann@example.org", f"Subject: Re: {sent['Subject']}", f"In-Reply-To: {sent['Message-ID']}", *more]
    file.write_text("\n".join([*lines, "", words]))
    return file


def test_whoever_is_put_on_the_list_by_hand_reads_so_at_once(welcoming: Cli) -> None:
    welcoming.register("1934-05-17", "Ann", contact_name="Sophie Collard", language="en")
    ((to, subject, text),) = received(welcoming)
    assert (to, subject) == ("Sophie Collard <ann@example.org>", "Centre majeur Namur: you are on the reserve list")
    assert "This message is about Ann Peeters." in text
    assert "30 minutes to answer" in text
    assert "You can come:\n- Tuesday 6 April, from 17:00 to 21:00\n" in text
    assert "To leave the list, reply STOP." in text


def test_a_welcome_is_sent_only_where_it_is_wanted(cli: Cli) -> None:
    cli.register("1934-05-17", "Ann")
    assert cli.json("outbox", "list")["messages"] == []


def test_a_message_without_an_invitation_is_listed_with_whom_it_is_to(welcoming: Cli) -> None:
    person = welcoming.register("1934-05-17", "Ann")
    (message,) = welcoming.json("outbox", "list")["messages"]
    assert (message["invitation"], message["reservist"], message["kind"]) == (None, person, "welcome")
    assert welcoming.json("outbox", "show", message["id"])["message"]["body"].startswith("Bonjour Ann Peeters,")
    assert f"#{person}" in welcoming("outbox", "list").out


def test_a_welcome_waits_for_the_morning_and_is_dropped_for_whoever_has_left(welcoming: Cli) -> None:
    welcoming.environ["QVAX_CHANNELS_QUIET_HOURS"] = "17:00-07:00"
    person = welcoming.register("1934-05-17", "Ann")
    (message,) = welcoming.json("outbox", "list")["messages"]
    assert (message["state"], message["error"]) == ("queued", "it waits for the end of the quiet hours")
    welcoming("reservist", "forget", person, "--yes")
    welcoming.pass_minutes(15 * 60)
    welcoming("poll")
    assert welcoming.spool == []
    assert welcoming.json("outbox", "list")["messages"][0]["state"] == "dropped"


def test_what_is_written_back_to_a_welcome_is_read_by_a_person_who_knows_from_whom_it_is(welcoming: Cli) -> None:
    person = welcoming.register("1934-05-17", "Ann")
    answer(welcoming, "Qui êtes-vous ?")
    (waiting,) = welcoming.json("poll")["to_read"]
    assert (waiting["invitation"], waiting["reservist"]) == (None, person)
    assert waiting["why"] == "it answers a message that asked nothing"


def test_a_welcome_that_comes_back_is_tried_by_another_channel_and_told(welcoming: Cli) -> None:
    welcoming.environ |= {"QVAX_SMS_KIND": "http", "QVAX_SMS_URL": "http://127.0.0.1:9/"}  # where nothing answers
    person = welcoming.register("1934-05-17", "Ann", mobile="+32470123456")
    report = answer(welcoming, "")
    number = welcoming.json("outbox", "list")["messages"][0]["id"]
    report.write_text(
        "From: MAILER-DAEMON@example.org\nReturn-Path: <>\nContent-Type: multipart/report; boundary=x\n\n"
        "--x\nContent-Type: message/delivery-status\n\nAction: failed\nStatus: 5.1.1\n\n"
        f"--x\nContent-Type: message/rfc822\n\nMessage-ID: <{number}.welcome.qvax@localhost>\n\n--x--\n"
    )
    polled = welcoming.json("poll", code=5)
    (back,) = polled["came_back"]
    assert (back["code"], back["reservist"], back["kind"], back["channel"]) == (None, person, "welcome", "mail")
    messages = welcoming.json("outbox", "list")["messages"]
    assert [(one["channel"], one["state"]) for one in messages] == [("sms", "queued"), ("mail", "bounced")]
    (event,) = [one for one in welcoming.json("log")["events"] if one["what"] == "came back"]
    assert (event["reservist"], event["detail"]) == (person, "welcome by mail")
    assert welcoming.json("audit")["faults"] == []


@pytest.mark.sqlite("the words are looked for in the file")
def test_whoever_is_forgotten_leaves_no_word_of_their_welcome(welcoming: Cli) -> None:
    person = welcoming.register("1934-05-17", "Anneliese")
    answer(welcoming, "Anneliese wants to know")
    welcoming("poll")
    welcoming("reservist", "forget", person, "--yes")
    message = welcoming.json("outbox", "show", 1)["message"]
    assert (message["subject"], message["body"]) == (None, None)
    assert welcoming.json("inbox", "list")["to_read"] == []
    assert welcoming.spool == []
    assert b"Anneliese" not in welcoming.db.read_bytes()


def test_an_applicant_who_is_not_on_the_list_yet_is_written_to_all_the_same(cli: Cli) -> None:
    typed = '{"first_name": "Jeanne", "last_name": "Delvaux", "center": "namur"}'
    db = open_database(cli.database, "web")
    with db.write():
        db.run(
            """INSERT INTO applications (id, seed, language, email, data, made_at, expires_at)
               VALUES (7, :seed, 'fr', 'jeanne@example.org', :data, :now, :expires)""",
            seed=b"x",
            data=typed,
            now=cli.now,
            expires=cli.now + 86400,
        )
        outbox.add_without_invitation(
            db, "welcome", "mail", application_id=7, occasion=0, now=cli.now, not_after=cli.now + 3600
        )
    db.close()
    cli("poll")
    ((to, _, text),) = received(cli)
    assert to == "Jeanne Delvaux <jeanne@example.org>"
    assert "Bonjour Jeanne Delvaux," in text


def test_an_import_welcomes_those_it_has_added_only_where_that_is_asked_for(cli: Cli, tmp_path: Path) -> None:
    cli.environ["QVAX_TEXTS_WELCOME"] = "desk"
    head = "niss,last_name,first_name,email,language,center,available\n"
    rows = [f"{cli.niss(f'193{n}-05-17')},Peeters,P{n},p{n}@example.org,en,namur,today 17:00-21:00\n" for n in range(3)]
    file = tmp_path / "list.csv"
    file.write_text(head + rows[0])
    cli("import", file)
    assert received(cli) == []
    file.write_text(head + "".join(rows))
    cli("import", file, "--welcome", "--dry-run")
    assert received(cli) == []
    cli("import", file, "--welcome")
    assert sorted(to for to, _, _ in received(cli)) == ["P1 Peeters <p1@example.org>", "P2 Peeters <p2@example.org>"]
    cli("import", file, "--welcome")
    assert len(received(cli)) == 2
