"""Answers from a real IMAP server: what is read, what is moved, what is left, and what goes wrong."""

from dataclasses import replace

import pytest

from qvax_cli.channels import Reply, Unreachable
from qvax_cli.channels.from_settings import Known
from qvax_cli.channels.mail.imap import Imap
from qvax_cli.channels.mail.login import Login
from tests.channels.mail import letters, smtp
from tests.channels.mail.conftest import Center
from tests.channels.mail.dovecot import PASSWORD, USER, Mailbox
from tests.databases import opened

pytestmark = pytest.mark.dovecot
NOW = 1617723600
LOGIN = Login(user=USER, secret=PASSWORD)


def imap(mailbox: Mailbox, known: Known = frozenset, **changes: object) -> Imap:
    given: dict[str, object] = {
        "host": "127.0.0.1",
        "port": mailbox.tls_port,
        "tls": "ssl",
        "login": LOGIN,
        "folder": "INBOX",
        "done_folder": "qvax-done",
        "ca_file": str(mailbox.certificate),
        "timeout": 5,
        **changes,
    }
    return Imap(known=known, clock=lambda: NOW, **given)  # type: ignore[arg-type]


def read(inbox: Imap) -> list[Reply]:
    found = list(inbox.replies())
    inbox.close()
    return found


@pytest.mark.parametrize(("tls", "port"), [("ssl", "tls_port"), ("starttls", "port"), ("none", "port")])
def test_a_mail_counts_by_the_moment_at_which_the_server_took_it(mailbox: Mailbox, tls: str, port: str) -> None:
    mailbox.put(
        "Date: Mon, 1 Jan 2001 00:00:00 +0000\nSubject: x\nReceived: by y; Mon, 1 Jan 2001 00:00:00\n\nOui", NOW - 5
    )
    (reply,) = read(imap(mailbox, tls=tls, port=getattr(mailbox, port)))
    assert (reply.received_at, reply.subject, reply.body.strip()) == (NOW - 5, "x", "Oui")


def test_what_somebody_has_looked_at_is_read_all_the_same_and_stays_as_it_was(mailbox: Mailbox) -> None:
    mailbox.put("Subject: a\n\nOui", NOW, flags=r"(\Seen)")
    mailbox.put("Subject: b\n\nNon", NOW)
    mailbox.put("Subject: c\n\nNon", NOW, flags=r"(\Deleted)")
    assert [reply.subject for reply in read(imap(mailbox))] == ["a", "b"]
    assert mailbox.count("INBOX", "UNSEEN") == 2
    assert mailbox.count("INBOX", "SEEN") == 1


def test_a_mail_has_the_same_key_at_every_reading_and_another_than_its_copy(mailbox: Mailbox) -> None:
    for _ in range(2):
        mailbox.put("Subject: a\nMessage-ID: <1@example.org>\n\nOui", NOW)
    first, second = ([reply.key for reply in read(imap(mailbox))] for _ in range(2))
    assert first == second
    assert len(set(first)) == 2


class _Everything:
    """What somebody knows who has read every message."""

    def __contains__(self, key: object) -> bool:
        return True


def test_what_is_known_is_not_fetched_again(mailbox: Mailbox) -> None:
    mailbox.put("Subject: a\n\n" + "x" * 100_000, NOW)
    (reply,) = read(imap(mailbox, known=_Everything))
    assert (reply.subject, reply.body) == ("", "")


def test_old_mail_is_left_alone(mailbox: Mailbox) -> None:
    mailbox.put("Subject: old\n\nOui", NOW - 10 * 86_400)
    assert read(imap(mailbox)) == []
    assert mailbox.count() == 1


def test_20_megabytes_attached_are_not_fetched(mailbox: Mailbox) -> None:
    attached = "\n".join(["QUJD" * 19] * 260_000)
    mail = (
        'Subject: Re: [K7P3X2Q4]\nContent-Type: multipart/mixed; boundary="b"\n\n'
        "--b\nContent-Type: text/plain\n\nOui, j'arrive\n--b\nContent-Type: application/pdf\n"
        f"Content-Transfer-Encoding: base64\nContent-Disposition: attachment\n\n{attached}\n--b--\n"
    )
    assert len(mail) > 20_000_000
    mailbox.put(mail, NOW)
    (reply,) = read(imap(mailbox))
    assert reply.body.strip() == "Oui, j'arrive"


def test_done_mail_is_moved_and_the_folder_made(mailbox: Mailbox) -> None:
    for number in range(3):
        mailbox.put(f"Subject: {number}\n\nOui", NOW)
    inbox = imap(mailbox, done_folder="elsewhere")
    first, _, third = list(inbox.replies())
    inbox.done(first)
    inbox.done(third)
    inbox.close()
    assert (mailbox.count(), mailbox.count("elsewhere"), mailbox.count("elsewhere", "UNSEEN")) == (1, 2, 0)


def test_what_others_have_marked_as_deleted_is_not_deleted_by_us(mailbox: Mailbox) -> None:
    mailbox.put("Subject: theirs\n\nx", NOW, flags=r"(\Deleted)")
    mailbox.put("Subject: ours\n\nOui", NOW)
    inbox = imap(mailbox)
    (reply,) = list(inbox.replies())
    inbox.done(reply)
    inbox.close()
    assert (mailbox.count(), mailbox.count("qvax-done")) == (1, 1)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"login": replace(LOGIN, secret="wrong")}, "refuses the user or the password"),
        ({"login": replace(LOGIN, secret="é")}, "refuses the user or the password"),
        ({"folder": "Nowhere"}, "opens no folder “Nowhere”"),
        ({"ca_file": ""}, "its certificate is not valid"),
        ({"port": 1}, "nothing answers at that port"),
        ({"host": "imap.invalid"}, "its name is not known"),
        ({"tls": "starttls", "timeout": 0.3}, "it does not answer in time"),
    ],
)
def test_what_is_wrong_is_said(mailbox: Mailbox, changes: dict[str, object], words: str) -> None:
    for inbox in (imap(mailbox, **changes), imap(mailbox, **changes)):  # type: ignore[arg-type]
        with pytest.raises(Unreachable, match=words):
            read(inbox)
    with pytest.raises(Unreachable, match=words) as failure:
        imap(mailbox, **changes).check()  # type: ignore[arg-type]
    assert PASSWORD not in str(failure.value)


def test_the_check_looks_at_the_folders_and_makes_none(mailbox: Mailbox) -> None:
    mailbox.put("Subject: a\n\nOui", NOW)
    said = imap(mailbox).check()
    assert "logged in" in said
    assert "1 mails in “INBOX”, “qvax-done” will be made" in said
    assert mailbox.count("qvax-done") == -1


@pytest.fixture
def asked(center: Center, server: smtp.Server, mailbox: Mailbox) -> Center:
    center.mail_by(server)
    center.read_from(mailbox)
    center.ask(3, 2)
    return center


def test_a_mail_is_applied_once_when_the_process_dies_before_it_is_moved(
    asked: Center, server: smtp.Server, mailbox: Mailbox
) -> None:
    """The answer is in the database; the folder it is to be moved to cannot be made."""
    mailbox.put(letters.reply(server.taken[0], "Non merci"), asked.now)
    asked.configure("inbox", done_folder="a//b")
    polled = asked.json("poll", code=5)
    assert [one["result"] for one in polled["answers"]] == ["declined"]
    assert "could not be moved" in polled["troubles"][0]
    assert mailbox.count() == 1
    asked.configure("inbox", done_folder="qvax-done")
    polled = asked.json("poll")
    assert polled["answers"] == []
    assert (mailbox.count(), mailbox.count("qvax-done")) == (0, 1)


def test_what_a_person_has_to_read_stays_unread_in_the_mailbox_until_they_have(
    asked: Center, server: smtp.Server, mailbox: Mailbox
) -> None:
    codes = asked.codes()
    mailbox.put(letters.reply(server.taken[0], "Peut-être, 85.07.30-033.28, je vous rappelle"), asked.now)
    mailbox.put("From: a@b.example\nSubject: Facture 123\n\nVeuillez payer.", asked.now + 1)
    asked.pass_minutes(1)
    first, second = asked.json("poll")["to_read"]
    assert (first["invitation"], first["why"]) == (codes["P0"], "it says neither a clear yes nor a clear no")
    assert first["excerpt"] == "Peut-être, [number], je vous rappelle"
    assert (second["invitation"], second["why"]) == (None, "it holds no code of ours")
    assert mailbox.count("INBOX", "UNSEEN") == 2
    assert len(asked.json("status")["to_read"]) == 2
    assert "je vous rappelle" in asked("poll").out
    asked("respond", codes["P0"], "yes")
    assert [one["subject"] for one in asked.json("inbox", "list")["to_read"]] == ["Facture 123"]
    assert asked.json("inbox", "done", second["id"])["to_read"] == []
    asked("inbox", "done", second["id"], code=3)
    asked("poll")
    assert (mailbox.count(), mailbox.count("qvax-done")) == (0, 2)


def test_a_clear_answer_after_an_unclear_one_takes_it_off_the_list(
    asked: Center, server: smtp.Server, mailbox: Mailbox
) -> None:
    mailbox.put(letters.reply(server.taken[0], "Hm"), asked.now)
    assert len(asked.json("poll")["to_read"]) == 1
    asked.pass_minutes(1)
    mailbox.put(letters.reply(server.taken[0], "Oui !"), asked.now)
    assert asked.json("poll")["to_read"] == []


def test_the_words_of_mails_to_read_are_erased_after_their_retention_and_with_the_person(
    asked: Center, server: smtp.Server, mailbox: Mailbox
) -> None:
    mailbox.put(letters.reply(server.taken[0], "Zerlinda ne sait pas"), asked.now)
    mailbox.put(letters.reply(server.taken[1], "Quasimodo ne sait pas", sender="p1@example.org"), asked.now)
    assert len(asked.json("poll")["to_read"]) == 2
    asked("reservist", "forget", 2, "--yes")

    def everything() -> str:
        with opened(asked.database) as conn:
            return conn.everything()

    assert "Quasimodo" not in everything()
    assert "Zerlinda" in everything()
    asked.pass_minutes(8 * 24 * 60)
    asked("cleanup", code=None)
    assert "Zerlinda" not in everything()
    assert asked.json("status")["to_read"] == []


def test_a_mailbox_of_many_is_read_in_rounds_that_end_in_time(
    asked: Center, server: smtp.Server, mailbox: Mailbox
) -> None:
    for number in range(310):
        mailbox.put(f"Subject: offer of the day {number}\nFrom: shop@example.org\n\nBuy now", asked.now)
    mailbox.put(letters.reply(server.taken[0], "Oui, merci"), asked.now)
    asked.pass_minutes(31)
    first = asked.json("poll", code=5)
    assert "more than 300 new mails; the next round reads on" in first["troubles"][0]
    assert (first["answers"], first["expired"]) == ([], [])  # nobody is silent while mails are unread
    second = asked.json("poll")
    assert [one["result"] for one in second["answers"]] == ["confirmed"]
    assert len(second["expired"]) == 1
