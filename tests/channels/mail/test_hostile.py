"""Mails as people, programs and fools send them: nothing breaks, and nothing false is counted."""

from collections.abc import Callable

import pytest

from tests.channels.mail import letters, smtp
from tests.channels.mail.conftest import Center
from tests.channels.mail.dovecot import Mailbox
from tests.databases import opened

pytestmark = pytest.mark.dovecot


@pytest.fixture
def asked(center: Center, server: smtp.Server, mailbox: Mailbox) -> Center:
    center.mail_by(server)
    center.read_from(mailbox)
    center.ask(3, 3)
    return center


def _polled(center: Center, mailbox: Mailbox, mail: str | bytes) -> tuple[dict[str, str], list[str]]:
    """The answers that a mail came to, and why it is to be read."""
    mailbox.put(mail, center.now)
    polled = center.json("poll")
    return {one["code"]: one["result"] for one in polled["answers"]}, [one["why"] for one in polled["to_read"]]


def test_html_alone_is_read(asked: Center, server: smtp.Server, mailbox: Mailbox) -> None:
    page = (
        "<html><head><style>p { content: 'oui' }</style></head><body><p>Non,&nbsp;merci&nbsp;!</p>"
        '<div class="gmail_quote">Répondez OUI si vous venez</div></body></html>'
    )
    mail = letters.reply(server.taken[0], page).replace("text/plain", "text/html")
    assert _polled(asked, mailbox, mail) == ({asked.codes()["P0"]: "declined"}, [])


def test_quoted_printable_in_latin_1_is_read(asked: Center, server: smtp.Server, mailbox: Mailbox) -> None:
    mail = letters.reply(server.taken[1], "Non, d=E9sol=E9e. =C0 bient=F4t")
    mail = mail.replace("charset=utf-8", "charset=iso-8859-1").replace("Encoding: 8bit", "Encoding: quoted-printable")
    assert _polled(asked, mailbox, mail) == ({asked.codes()["P1"]: "declined"}, [])


def test_a_reply_that_only_quotes_our_own_instructions_is_no_answer(
    asked: Center, server: smtp.Server, mailbox: Mailbox
) -> None:
    ours = server.taken[0].get_content()
    quoted = "\n".join(f"> {line}" for line in ours.splitlines())
    for words in (quoted, f"\n\n-----Original Message-----\nFrom: Namur\nSubject: Vaccin\n\n{ours}", ours):
        answers, _ = _polled(asked, mailbox, letters.reply(server.taken[0], words))
        assert answers == {}
    assert asked.states()["P0"] == "sent"


def test_an_out_of_office_note_is_no_answer(asked: Center, server: smtp.Server, mailbox: Mailbox) -> None:
    assert _polled(asked, mailbox, letters.absence(server.taken[0])) == (
        {},
        ["a program answered, so perhaps nobody has read the message"],
    )
    assert asked.states()["P0"] == "sent"


def test_a_reply_to_one_invitation_with_the_code_of_another_is_for_a_person(
    asked: Center, server: smtp.Server, mailbox: Mailbox
) -> None:
    words = f"Oui, mon code est {asked.codes()['P1']}"
    answers, why = _polled(asked, mailbox, letters.reply(server.taken[0], words))
    assert (answers, why) == ({}, ["it replies to one invitation and names the code of another"])
    assert set(asked.states().values()) == {"sent"}


def test_somebody_who_was_asked_with_the_code_of_somebody_else_is_for_a_person(
    asked: Center, server: smtp.Server, mailbox: Mailbox
) -> None:
    mail = letters.reply(server.taken[1], "Oui", sender="Ann <P0@Example.org>", refs=False)
    answers, why = _polled(asked, mailbox, mail)
    assert (answers, why) == ({}, ["it comes from somebody who was asked themselves, with the code of somebody else"])


def test_two_codes_of_two_people_are_for_a_person(asked: Center, mailbox: Mailbox) -> None:
    codes = asked.codes()
    mail = f"From: x@example.org\nSubject: {codes['P0']}\n\nOui pour {codes['P0']} et {codes['P1']}\n"
    assert _polled(asked, mailbox, mail) == ({}, ["it names the codes of several people"])


def test_an_address_that_two_people_share_answers_for_the_one_whose_code_it_names(
    center: Center, server: smtp.Server, mailbox: Mailbox
) -> None:
    center.mail_by(server)
    center.read_from(mailbox)
    center.register("1930-01-01", "Jan", email="home@example.org")
    center.register("1931-01-01", "Mia", email="home@example.org")
    center("offer", "--center", "namur", "--doses", 2)
    codes = center.codes()
    mail = f"From: home@example.org\nSubject: {codes['Mia'].lower()}\n\nJa\n"
    assert _polled(center, mailbox, mail) == ({codes["Mia"]: "confirmed"}, [])
    assert center.states() == {"Jan": "sent", "Mia": "confirmed"}


@pytest.mark.parametrize(
    "mail",
    [
        b"\r\n",
        b"\x01\xff\xfe",
        b"Subject: =?utf-8?B?////?=\nFrom: <<<<>>>@@\n\n\xff",
        b"Content-Type: multipart/mixed; boundary=b\n\n--b\n" * 300,
        b"Content-Type: multipart/report; report-type=delivery-status\n\nAction: failed\nStatus: 5.0.0\n",
        b"In-Reply-To: <1.invitation.AAAAAAA1.qvax@namur.example>\nSubject: oui\n\noui",
        b"In-Reply-To: <99999999999999999999.invitation.AAAAAAA1.qvax@namur.example>\n\noui",
        b"X-Qvax-Code: AAAAAAA1\nAuto-Submitted: auto-replied\n\nAction: failed",
    ],
)
def test_broken_mails_break_nothing(asked: Center, mailbox: Mailbox, mail: bytes) -> None:
    answers, _ = _polled(asked, mailbox, mail)
    assert answers == {}
    assert set(asked.states().values()) == {"sent"}


def test_a_mail_that_qvax_fails_on_is_for_a_person_and_the_others_are_read(
    asked: Center, server: smtp.Server, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    from qvax_cli.loop import replies
    from qvax_cli.rules.answer_text import parted

    def failing(subject: str, body: str, is_ours: Callable[[str], bool]) -> object:
        return 1 / 0 if "bug" in body else parted(subject, body, is_ours)

    monkeypatch.setattr(replies, "parted", failing)
    mailbox.put(letters.reply(server.taken[0], "Oui, bug"), asked.now)
    mailbox.put(letters.reply(server.taken[1], "Oui"), asked.now)
    polled = asked.json("poll")
    assert [one["why"] for one in polled["to_read"]] == ["qvax failed on it (ZeroDivisionError)"]
    assert polled["answers"] == [{"code": asked.codes()["P1"], "answer": "yes", "result": "confirmed"}]
    assert asked.states() == {"P0": "sent", "P1": "confirmed", "P2": "sent"}


@pytest.mark.sqlite("no text of PostgreSQL holds a NUL")
def test_names_do_not_become_headers(center: Center, server: smtp.Server) -> None:
    """`register` refuses such names; here they stand in the database all the same."""
    center.mail_by(server)
    center.people(4)
    evil = ("X\r\nBcc: evil@example.org", "a, <evil@example.org>", "\u2028Bcc: evil@example.org\x00\x1b[2J", "é" * 5000)
    with opened(center.database) as conn:
        for who, name in enumerate(evil, 1):
            conn.execute("UPDATE reservists SET first_name = ?, contact_name = ? WHERE id = ?", (name, name, who))
        conn.execute("UPDATE centers SET name = ? WHERE code = 'namur'", (evil[0],))
    center("offer", "--center", "namur", "--doses", 4)
    assert len(server.taken) == 4
    for mail in server.taken:
        assert mail["Bcc"] is None
        (to,) = mail["To"].addresses
        assert to.addr_spec.startswith("p")
        assert all("evil" not in str(value) for name, value in mail.items() if name not in ("To", "Subject"))
