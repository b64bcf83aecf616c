"""Mails that come back (R13): the person loses nothing, and somebody else is asked."""

import pytest

from tests.channels.mail import letters, smtp
from tests.channels.mail.conftest import Center


def _arrives(center: Center, mail: str, minutes: float = 0) -> None:
    """Something arrives in the folder beside the database, so many minutes ago."""
    folder = center.db.with_name("qvax.db-inbox") / "new"
    count = len(list(folder.iterdir()))
    (folder / f"{center.now - round(minutes * 60)}.{count}.test").write_text(mail)


def _message(center: Center, number: int) -> dict[str, object]:
    shown: dict[str, object] = center.json("outbox", "show", number)["message"]
    return shown


@pytest.mark.parametrize("kind", ["notification", "plain", "rewritten", "bare"])
def test_r13_a_mail_that_came_back_frees_the_dose_for_the_next(center: Center, server: smtp.Server, kind: str) -> None:
    center.mail_by(server)
    codes = center.ask(2, 1)
    mail = server.taken[0]
    plain = letters.plain_bounce(mail, rewritten=kind == "rewritten", bare=kind == "bare")
    _arrives(center, letters.notification(mail) if kind == "notification" else plain)
    center.pass_minutes(1)
    polled = center.json("poll")
    assert polled["undeliverable"] == [codes["P0"]]
    assert [one["name"] for one in polled["invited"]] == ["P1 Peeters"]
    assert [(one["code"], one["kind"], one["channel"]) for one in polled["came_back"]] == [
        (codes["P0"], "invitation", "mail")
    ]
    assert (polled["to_read"], polled["answers"]) == ([], [])
    assert center.states() == {"P0": "undeliverable", "P1": "sent"}
    assert len(center.json("availability", "show", 1)["windows"]) == 1
    assert _message(center, 1)["state"] == "bounced"
    assert center.json("poll")["came_back"] == []


def test_the_reason_is_told_without_the_address(center: Center, server: smtp.Server) -> None:
    center.mail_by(server)
    center.ask(1, 1)
    _arrives(center, letters.notification(server.taken[0], status="5.2.2"))
    said = center("poll", code=None)
    assert "the mail came back (5.2.2: the mailbox is full)" in said.err
    assert "p0@example.org" not in said.out + said.err


def test_r18_who_never_got_the_mail_was_not_silent_even_when_that_is_known_too_late(
    center: Center, server: smtp.Server
) -> None:
    center.mail_by(server)
    codes = center.ask(2, 1)
    center.pass_minutes(31)
    assert center.json("poll")["expired"] == [codes["P0"]]
    assert center.json("availability", "show", 1)["windows"] == []
    _arrives(center, letters.notification(server.taken[0], action="failed", status="5.4.7"))
    assert center.json("poll")["undeliverable"] == [codes["P0"]]
    assert center.states() == {"P0": "undeliverable", "P1": "sent"}
    assert len(center.json("availability", "show", 1)["windows"]) == 1


def test_an_answer_by_phone_stands_whatever_came_back(center: Center, server: smtp.Server) -> None:
    center.mail_by(server)
    codes = center.ask(2, 1)
    center("respond", codes["P0"], "yes")
    _arrives(center, letters.notification(server.taken[0]))
    polled = center.json("poll")
    assert (polled["undeliverable"], polled["invited"]) == ([], [])
    assert center.states() == {"P0": "confirmed"}


def test_a_confirmation_that_came_back_is_shown_to_the_coordinator(center: Center, server: smtp.Server) -> None:
    center.mail_by(server)
    codes = center.ask(1, 1)
    center("respond", codes["P0"], "yes")
    _arrives(center, letters.notification(server.taken[1]))
    assert f"({codes['P0']}): the confirmation by mail did not arrive" in center("poll").err
    assert center.states() == {"P0": "confirmed"}


@pytest.mark.parametrize(
    ("action", "status", "subject"),
    [
        ("delayed", "4.4.1", "Delayed Mail (still being retried)"),
        ("delivered", "2.0.0", "Successful Mail Delivery Report"),
    ],
)
def test_a_notification_that_reports_no_failure_changes_nothing(
    center: Center, server: smtp.Server, action: str, status: str, subject: str
) -> None:
    center.mail_by(server)
    center.ask(1, 1)
    _arrives(center, letters.notification(server.taken[0], action=action, status=status, subject=subject))
    polled = center.json("poll")
    assert (polled["came_back"], polled["to_read"]) == ([], [])
    assert center.states() == {"P0": "sent"}
    assert (_message(center, 1)["delivered_at"] is not None) == (action == "delivered")


def test_a_warning_that_a_mail_is_late_changes_nothing(center: Center, server: smtp.Server) -> None:
    center.mail_by(server)
    center.ask(1, 1)
    late = letters.plain_bounce(server.taken[0]).replace("Mail delivery failed: returning", "Warning: delayed")
    _arrives(center, late)
    assert center.json("poll")["came_back"] == []


def test_an_out_of_office_note_is_no_bounce_and_no_answer(center: Center, server: smtp.Server) -> None:
    center.mail_by(server)
    center.ask(1, 1)
    _arrives(center, letters.absence(server.taken[0]))
    polled = center.json("poll")
    assert (polled["came_back"], polled["answers"]) == ([], [])
    assert [one["why"] for one in polled["to_read"]] == ["a program answered, so perhaps nobody has read the message"]
    assert center.states() == {"P0": "sent"}


def test_a_bounce_that_names_nothing_of_ours_is_for_a_person_to_read(center: Center, server: smtp.Server) -> None:
    center.mail_by(server)
    center.ask(1, 1)
    bare = letters.plain_bounce(server.taken[0]).partition("------")[0]
    _arrives(center, bare)
    (unread,) = center.json("poll")["to_read"]
    assert unread["why"] == "a message came back, and it is not clear which"
    assert center.states() == {"P0": "sent"}


def test_a_code_that_was_never_given_out_brings_nothing_back(center: Center, server: smtp.Server) -> None:
    center.mail_by(server)
    codes = center.ask(1, 1)
    _arrives(center, letters.plain_bounce(server.taken[0]).replace(codes["P0"], "0000000A"))
    assert center.json("poll")["came_back"] == []
    assert center.states() == {"P0": "sent"}
