"""The inbox: what came in, when, and nothing lost."""
# ruff: noqa: E501 (mails stand here as they come)

import os
import subprocess
import sys
import time
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qvax_cli.channels import Reply, Unreachable
from qvax_cli.channels.mail.html_text import text_of
from qvax_cli.channels.mail.maildir_inbox import MaildirInbox
from qvax_cli.channels.mail.parsing import MOST_BYTES, read
from qvax_cli.rules.answer_text import Question, parted, read_answer

AT = 1617724920  # 6 April 2021, 18:02:00 in Brussels
NAME = "1617724999.M1P2.host"
PLAIN = b"From: Jeanne <Jeanne@Example.be>\nSubject: Re: Vaccin [K7P3X2Q4]\nMessage-ID: <r1@example.be>\n\nOui\n"


@pytest.fixture
def inbox(tmp_path: Path) -> MaildirInbox:
    inbox = MaildirInbox(tmp_path / "inbox")
    inbox.make()
    return inbox


def put(inbox: MaildirInbox, raw: bytes = PLAIN, name: str = f"new/{NAME}") -> Path:
    path = inbox.folder / name
    path.write_bytes(raw)
    os.utime(path, (AT + 1000, AT + 1000))
    return path


def only(inbox: MaildirInbox) -> Reply:
    (reply,) = inbox.replies()
    return reply


def test_a_reply_is_read_with_its_subject_words_and_sender(inbox: MaildirInbox) -> None:
    put(inbox, PLAIN.replace(b"\n\n", b"\nIn-Reply-To: <b@q>\nReferences: <a@q>\n <b@q>\n\n", 1))
    reply = only(inbox)
    assert (reply.subject, reply.body.strip(), reply.sender) == ("Re: Vaccin [K7P3X2Q4]", "Oui", "jeanne@example.be")
    assert reply.refs == ("<b@q>", "<a@q>")
    assert not reply.automatic


RECEIVED = b"Received: from phone (phone [10.0.0.1])\n\tby mx.namur.example; Tue, 06 Apr 2021 18:02:00 +0200 (CEST)\n"
EARLIER = b"Received: by phone; Tue, 06 Apr 2021 11:00:00 +0200\n"
DATE = b"Date: Tue, 06 Apr 2021 09:00:00 +0200\n"


@pytest.mark.parametrize(
    ("headers", "name", "moment"),
    [
        (RECEIVED + EARLIER + DATE, NAME, AT),
        (DATE + RECEIVED + EARLIER, NAME, AT),
        (b"Return-Path: <j@example.be>\nDelivery-date: Tue, 06 Apr 2021 18:02:05 +0200\n" + RECEIVED, NAME, AT + 5),
        (RECEIVED + b"Delivery-date: Tue, 06 Apr 2021 11:00:00 +0200\n", NAME, AT),
        (RECEIVED.replace(b"18:02:00 +0200 (CEST)", b"16:02:00 GMT"), NAME, AT),
        (DATE, NAME, 1617724999),
        (b"Received: nonsense\n" + EARLIER, NAME, 1617724999),
        (b"Received: x; Tue, 06 Apr 2021 18:02:00\n", NAME, 1617724999),
        (b"Received: x; Tue, 99 Apr 99999999 18:02:00 +0200\n", NAME, 1617724999),
        (b"Received: x; Tue, 06 Apr 2021 18:02:00 CEST\n", NAME, 1617724999),
        (b"Received: x; \n", NAME, 1617724999),
        (DATE, "reply.eml", AT + 1000),
        (DATE, "20210406.eml", AT + 1000),
        (b"", "1617724999", 1617724999),
    ],
)
def test_the_moment_of_receipt_is_the_servers_stamp_never_the_senders(
    inbox: MaildirInbox, headers: bytes, name: str, moment: int
) -> None:
    put(inbox, headers + PLAIN, f"new/{name}")
    assert only(inbox).received_at == moment


def test_a_reply_comes_again_with_the_same_key_until_it_is_done(inbox: MaildirInbox) -> None:
    file = put(inbox)
    first = only(inbox)
    assert only(inbox) == first
    file.rename(inbox.folder / "cur" / f"{NAME}:2,S")
    assert only(inbox) == first
    inbox.done(first)
    assert list(inbox.replies()) == []
    kept = list((inbox.folder / ".done").rglob(f"{NAME}*"))
    assert [path.name for path in kept] == [f"{NAME}:2,S"]
    assert kept[0].read_bytes() == PLAIN
    inbox.done(first)


def test_two_messages_with_one_message_id_are_two_replies(inbox: MaildirInbox) -> None:
    put(inbox)
    put(inbox, name="new/1617725000.M2P2.host")
    put(inbox, PLAIN + b"!", name="new/1617725001.M3P2.host")
    assert len({reply.key for reply in inbox.replies()}) == 3


def test_nothing_that_is_done_is_overwritten(inbox: MaildirInbox) -> None:
    for content in (PLAIN, PLAIN + b"again", PLAIN + b"and again"):
        put(inbox, content)
        inbox.done(only(inbox))
    assert len(list((inbox.folder / ".done" / "cur").iterdir())) == 3


def test_replies_come_in_the_order_of_delivery_from_both_folders(inbox: MaildirInbox) -> None:
    put(inbox, name="new/1617725002.c")
    put(inbox, name="cur/1617725001.b:2,S")
    put(inbox, name="cur/1617725000.a:2,RS")
    assert [reply.name for reply in inbox.replies()] == ["1617725000.a", "1617725001.b", "1617725002.c"]


def test_what_a_reader_deleted_or_drafted_is_left_alone(inbox: MaildirInbox) -> None:
    put(inbox, name=f"cur/{NAME}:2,ST")
    put(inbox, name="cur/1617725000.b:2,D")
    put(inbox, name="new/.hidden")
    (inbox.folder / "tmp" / "1617725000.c").write_bytes(PLAIN)
    assert list(inbox.replies()) == []


def test_a_message_that_moves_or_goes_while_we_read_is_no_error(inbox: MaildirInbox) -> None:
    files = [put(inbox, name=f"new/161772500{number}.a") for number in range(3)]
    replies = inbox.replies()
    first = next(replies)
    files[1].rename(inbox.folder / "cur" / f"{files[1].name}:2,S")
    files[2].unlink()
    assert [reply.name for reply in replies] == [files[1].name]
    files[0].unlink()
    inbox.done(first)


def test_what_cannot_be_read_at_all_comes_for_a_person_to_look_at(inbox: MaildirInbox) -> None:
    (inbox.folder / "new" / NAME).mkdir()
    reply = only(inbox)
    assert (reply.subject, reply.body) == ("", "")
    assert "it is a folder and no file" in reply.fault
    inbox.done(reply)
    assert list(inbox.replies()) == []


def test_an_inbox_that_is_not_there_holds_nothing_and_is_not_made(tmp_path: Path) -> None:
    assert list(MaildirInbox(tmp_path / "none").replies()) == []
    assert not (tmp_path / "none").exists()


def test_an_inbox_that_cannot_be_read_says_so(tmp_path: Path) -> None:
    (tmp_path / "new").write_text("")
    with pytest.raises(Unreachable, match="cannot be read"):
        list(MaildirInbox(tmp_path).replies())


def test_an_empty_inbox_costs_no_import_of_the_mail_parser(inbox: MaildirInbox) -> None:
    code = (
        "import sys; from pathlib import Path; from qvax_cli.channels.mail.maildir_inbox import MaildirInbox;"
        "assert not list(MaildirInbox(Path(sys.argv[1])).replies()); print('email' in sys.modules)"
    )
    shown = subprocess.run([sys.executable, "-c", code, inbox.folder], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "False"


def answer(raw: bytes) -> tuple[str | None, str]:
    """What a mail answers, and its first code."""
    mail = read(raw)
    return understood(mail.subject, mail.body)


def understood(subject: str, body: str) -> tuple[str | None, str]:
    written = parted(subject, body)
    question = Question("K7P3X2Q4", "Jeanne", window=(AT - 600, AT + 7200), received_at=AT)
    return read_answer(written, question).answer, (*written.codes(), *written.other_codes(), "")[0]


HEAD = b"From: j@example.be\r\nSubject: Re: Vaccin [K7P3X2Q4]\r\nMIME-Version: 1.0\r\n"


@pytest.mark.parametrize(
    "raw",
    [
        HEAD + b"\r\nOui\r\n",
        HEAD + b"Content-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
        b"Oui=2C =E0 tout de suite=\r\n, oui\r\n",
        HEAD + b"Content-Type: text/plain; charset=windows-1252\r\n\r\nOui, j\x92arrive\r\n",
        HEAD + b"Content-Type: text/plain; charset=us-ascii\r\n\r\nOui, \xc3\xa0 tout de suite\r\n",
        HEAD + b"Content-Type: text/plain; charset=no-such-charset\r\n\r\nOui\r\n",
        HEAD + b"Content-Type: text/plain; charset=punycode\r\n\r\nOui\r\n",
        HEAD + b"Content-Type: text/plain; charset=\"utf-16\"\r\nContent-Transfer-Encoding: base64\r\n\r\n//5PAHUAaQA=\r\n",
        HEAD + b"Content-Type: text/plain\r\nContent-Transfer-Encoding: base64\r\n\r\nT3Vp\r\n",
        HEAD + b"Content-Type: text/html; charset=utf-8\r\n\r\n<html><style>non</style><p>Oui&nbsp;!</p></html>\r\n",
        HEAD + b"Content-Type: nonsense\r\n\r\nOui\r\n",
        b"Subject: =?utf-8?b?T1VJIEs3UDNYMlE0?=\r\n\r\n",
        b"Subject: =?iso-8859-1?q?OUI_K7P3X2Q4_=E0_bient=F4t?=\r\n\r\n",
        b"Subject: OUI K7P3X2Q4 \xe9videmment\r\n\r\n",
        b"subject: OUI\r\n K7P3X2Q4\r\n\r\n",
    ],
)  # fmt: skip
def test_a_yes_is_read_in_every_encoding(raw: bytes) -> None:
    assert answer(raw) == ("yes", "K7P3X2Q4")


def test_bytes_that_are_no_text_are_for_a_person_to_read() -> None:
    raw = HEAD + b"Content-Type: text/plain; charset=utf-8\r\n\r\nOui \xff\xfe merci\r\n"
    assert answer(raw) == (None, "K7P3X2Q4")


def multipart(*parts: tuple[str, str], kind: str = "alternative") -> bytes:
    mail = EmailMessage()
    mail["Subject"] = "Re: Vaccin [K7P3X2Q4]"
    mail["From"] = "j@example.be"
    for subtype, text in parts:
        part = EmailMessage()
        part.set_content(text, subtype=subtype)
        if not mail.is_multipart():
            getattr(mail, f"make_{kind}")()
        mail.attach(part)
    return mail.as_bytes()


def test_the_text_part_is_preferred_to_the_html() -> None:
    assert answer(multipart(("plain", "Oui"), ("html", "<p>Non</p>")))[0] == "yes"


def test_an_empty_text_part_leaves_the_word_to_the_html() -> None:
    assert answer(multipart(("plain", " \n"), ("html", "<p>Non merci</p>")))[0] == "no"


def test_attached_texts_and_mails_are_somebody_elses_words() -> None:
    mail = EmailMessage()
    mail["Subject"] = "Re: [K7P3X2Q4]"
    mail.set_content("Bonjour")
    mail.add_attachment("Oui", filename="oui.txt")
    inner = EmailMessage()
    inner["Subject"] = "OUI"
    inner.set_content("Oui")
    mail.add_attachment(inner)
    assert answer(mail.as_bytes())[0] is None


def test_b7_a_text_that_is_attached_inline_is_nobodys_answer() -> None:
    for disposition in ("attachment", "inline"):
        mail = EmailMessage()
        mail["Subject"] = "Re: [K7P3X2Q4]"
        mail.set_content("Voir ci-joint.")
        mail.add_attachment("Oui", filename="oui.txt", disposition=disposition)
        assert answer(mail.as_bytes())[0] is None
    named = b"Subject: x\nContent-Type: text/plain; name=oui.txt\n\nOui\n"
    assert read(named).body == ""


def test_what_stands_below_a_picture_is_read_too() -> None:
    mail = EmailMessage()
    mail["Subject"] = "Re: [K7P3X2Q4]"
    mail.set_content("Oui")
    mail.add_attachment(b"x", maintype="image", subtype="png", filename="plan.png", disposition="inline")
    below = EmailMessage()
    below.set_content("mais seulement demain")
    mail.attach(below)
    assert read(mail.as_bytes()).body.split() == ["Oui", "mais", "seulement", "demain"]


def test_of_what_is_said_in_two_ways_one_is_read() -> None:
    page = EmailMessage()
    page.set_content("<p>Oui</p>", subtype="html")
    page.add_attachment(b"x", maintype="application", subtype="pdf", filename="plan.pdf")
    mail = EmailMessage()
    mail["Subject"] = "Re: [K7P3X2Q4]"
    mail.set_content("Oui, merci")
    mail.make_alternative()
    mail.attach(page)
    assert read(mail.as_bytes()).body.strip() == "Oui, merci"


def test_a_huge_attachment_is_not_read(inbox: MaildirInbox) -> None:
    mail = EmailMessage()
    mail["Subject"] = "Re: [K7P3X2Q4]"
    mail.set_content("Oui")
    mail.add_attachment(b"x" * (3 * MOST_BYTES), maintype="image", subtype="jpeg", filename="photo.jpg")
    put(inbox, mail.as_bytes())
    reply = only(inbox)
    assert understood(reply.subject, reply.body) == ("yes", "K7P3X2Q4")


@pytest.mark.parametrize(
    "header",
    [
        "Auto-Submitted: auto-replied", "Auto-Submitted: auto-generated (vacation)", "X-Autoreply: yes",
        "X-Autorespond: x", "Precedence: bulk", "Precedence: auto_reply", "Return-Path: <>",
        "Content-Type: multipart/report; report-type=delivery-status; boundary=x", "From: MAILER-DAEMON@mx.example",
        "Subject: Automatisch antwoord: Vaccin", "Subject: Réponse automatique : Vaccin", "Subject: Out of office",
        "Subject: Automatische Antwort: Impfung", "Subject: =?utf-8?q?R=C3=A9ponse_automatique?=",
    ],
)  # fmt: skip
def test_what_a_machine_wrote_is_automatic(header: str) -> None:
    assert read(f"{header}\nFrom: j@example.be\nSubject: Re: Vaccin\n\nOui\n".encode()).automatic


@pytest.mark.parametrize("header", ["Auto-Submitted: no", "Precedence: first-class", "Return-Path: <j@example.be>"])
def test_what_a_person_wrote_is_not(header: str) -> None:
    assert not read(f"{header}\nFrom: j@example.be\nSubject: Re: Vaccin\n\nOui\n".encode()).automatic


GMAIL = """<div dir="ltr">Oui, merci</div><br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">Le mar. 6 avr. 2021
 à 17:32, Centre &lt;<a href="mailto:r@n.example">r@n.example</a>&gt; a écrit&nbsp;:<br></div><blockquote class="gmail_quote">
Répondez&nbsp;:<br>OUI si vous venez<br>NON si vous ne venez pas</blockquote></div>"""
OUTLOOK = """<html><head><style>p {a: b}</style><!-- <p>non</p> --></head><body><p class="MsoNormal">Oui, merci<o:p></o:p></p>
<div id="appendonsend"></div><hr><div id="divRplyFwdMsg"><b>De&nbsp;:</b> Centre<br><b>Envoyé&nbsp;:</b> mardi<br></div>
<div>OUI si vous venez<br>NON si vous ne venez pas</div></body></html>"""
IPHONE = """<html><body dir="auto">Oui, merci<br><br><div dir="ltr">Envoyé de mon iPhone</div><div dir="ltr"><br><blockquote
 type="cite">Le 6 avr. 2021 à 17:32, Centre a écrit :<br><br></blockquote></div><blockquote type="cite"><div>OUI si vous
 venez<br>NON sinon</div></blockquote></body></html>"""


@pytest.mark.parametrize("html", [GMAIL, OUTLOOK, IPHONE])
def test_only_what_stands_above_the_quote_in_html_answers(html: str) -> None:
    assert answer(HEAD + b"Content-Type: text/html; charset=utf-8\r\n\r\n" + html.encode()) == ("yes", "K7P3X2Q4")
    unanswered = html.replace("Oui, merci", "")
    assert answer(HEAD + b"Content-Type: text/html; charset=utf-8\r\n\r\n" + unanswered.encode())[0] is None


def test_html_becomes_lines_as_they_are_seen() -> None:
    seen = text_of(
        "a < b<p>c  d<br>e &amp; &eacute;</p><ul><li>f<li>g</ul><script>no</script><blockquote>h<div>i</div></blockquote>j"
    ).text
    assert seen.splitlines() == ["a < b", "c d", "e & é", "f", "g", "> h", "> i", "j"]


HOSTILE = [
    b"", b"\n", b"\0" * 1000, b"Subject", b":\n:\n", b"Subject: =?utf-8?b?!!!?=\n\n", b"Subject: =?x?q?a?=\n\n",
    b"Subject: " + b"=?x?q?" * 150_000 + b"\n\n", b"From: " + b"(" * 100_000 + b"\n\n", b"Date: " + b"1" * 100_000,
    b"From: " + b'"' * 100_001 + b"\n\n", b"References: " + b"<" * 500_000 + b"\n\n", b"Received: ;" + b" 1" * 100_000,
    b"Content-Type: multipart/mixed\n\nx", b"Content-Type: multipart/mixed; boundary=a\n\n--a\n--a--\n",
    b"Content-Type: text/plain; charset*=x''%zz\n\nOui", b"Content-Type: text/plain; charset=idna\n\n" + b"a." * 300_000,
    b"Content-Type: text/html\n\n" + b"<a " * 300_000, b"Content-Type: text/html\n\n" + b"<!--" * 200_000,
    b"Content-Type: text/html\n\n" + b"<blockquote>" * 80_000, b"Content-Type: text/html\n\n<![CDATA[x" + b"</" * 300_000,
    b"Content-Transfer-Encoding: base64\n\n" + b"=" * 1000, b"Content-Transfer-Encoding: x-uuencode\n\nbegin 666 x\n!!!\n",
    b"Content-Type: message/rfc822\n" * 3000 + b"\n", b"Content-Type: message/rfc822\n\n" * 3000,
    b"".join(b'Content-Type: multipart/mixed; boundary="%d"\n\n--%d\n' % (n, n) for n in range(3000)),
    b"Content-Type: multipart/mixed; boundary=a\n\n" + b"--a\n\n" * 150_000, b"Oui\n" * 250_000, b"X: y\n" * 200_000,
]  # fmt: skip


@pytest.mark.parametrize("raw", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_mail_is_read_without_error_and_in_no_long_time(raw: bytes) -> None:
    start = time.process_time()
    mail = read(raw)
    understood(mail.subject, mail.body)
    assert time.process_time() - start < 30  # minutes, when something is quadratic


@settings(max_examples=settings().max_examples * 3 // 2)
@given(
    st.binary(),
    st.sampled_from([b"", b"Content-Type: text/html\n\n", HEAD, b"Subject: =?", b"Received: x;", b"From: "]),
)
def test_no_bytes_make_it_fail(raw: bytes, before: bytes) -> None:
    read(before + raw)
