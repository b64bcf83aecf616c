"""The standard mail of an envelope."""

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qvax_cli.channels import Envelope, Rejected
from qvax_cli.channels.mail.mime import address, letter

NOW = 1617723130
SENDER = "Centre de réserve (Namur) <reserve@namur.example>"
ENVELOPE = Envelope(
    key="12.invitation.K7P3X2Q4",
    to="jeanne@example.be",
    to_name="Jeanne Péter",
    subject="Vaccin : répondez avant 18 h 02 [K7P3X2Q4]",
    body="Bonjour Jeanne,\n\nOù ?\n.\nFrom here\n",
    language="fr",
    kind="invitation",
    code="K7P3X2Q4",
    created_at=NOW - 5,
)


def arrived(mail: EmailMessage) -> EmailMessage:
    """The mail as the other side reads it."""
    return message_from_bytes(mail.as_bytes(), policy=default)


def test_a_letter_bears_everything_that_mail_programs_look_at() -> None:
    mail = arrived(letter(ENVELOPE, SENDER, NOW))
    assert mail["Message-ID"] == "<12.invitation.K7P3X2Q4.qvax@namur.example>"
    assert mail["Date"] == "Tue, 06 Apr 2021 15:32:10 +0000"
    assert mail["From"] == "Centre de réserve Namur <reserve@namur.example>"
    assert "Reply-To" not in mail
    assert mail["To"] == "Jeanne Péter <jeanne@example.be>"
    assert mail["Subject"] == ENVELOPE.subject
    assert mail["Content-Language"] == "fr"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["X-Qvax-Code"] == "K7P3X2Q4"
    assert mail.get_content_type() == "text/plain"
    assert mail.get_content_charset() == "utf-8"
    assert mail.get_content() == ENVELOPE.body


def test_a_letter_passes_servers_that_take_seven_bits() -> None:
    assert letter(ENVELOPE, SENDER, NOW).as_bytes().isascii()


def test_answers_can_go_elsewhere_and_a_code_may_be_missing() -> None:
    mail = letter(ENVELOPE._replace(code=None), SENDER, NOW, reply_to="answers@namur.example")
    assert mail["Reply-To"] == "answers@namur.example"
    assert "X-Qvax-Code" not in mail


@given(st.text(), st.text(), st.text())
def test_no_name_and_no_subject_makes_a_header_or_an_address_of_its_own(name: str, subject: str, rest: str) -> None:
    evil = f"{name}\r\nBcc: x@evil.example\n\n{rest}, <y@evil.example>"
    mail = arrived(
        letter(ENVELOPE._replace(to_name=evil, subject=f"{subject}\r\nBcc: x@evil.example\r\n\r\n{rest}"), SENDER, NOW)
    )
    assert sorted(mail.keys()) == sorted(letter(ENVELOPE, SENDER, NOW).keys())
    assert [to.addr_spec for to in mail["To"].addresses] == ["jeanne@example.be"]
    assert mail.get_content() == ENVELOPE.body


def test_a_domain_with_accents_travels_in_ascii() -> None:
    mail = letter(ENVELOPE._replace(to="jeanne@exämple.be"), SENDER, NOW)
    assert mail["To"].addresses[0].addr_spec == "jeanne@xn--exmple-cua.be"


@pytest.mark.parametrize(
    "to",
    ["", "x", "x@", "@example.be", "a b@example.be", "a@b.be, c@d.be", "a@b.be\r\nBcc: c@d.be", "<a@b.be>", "a@-.",
     "é@example.be", "a,b@example.be", "a@é" * 2],
)  # fmt: skip
def test_an_impossible_address_is_refused_without_naming_it(to: str) -> None:
    with pytest.raises(Rejected) as refusal:
        letter(ENVELOPE._replace(to=to), SENDER, NOW)
    assert "@example" not in refusal.value.reason


@pytest.mark.parametrize("text", ["", "Namur", "Namur <>", "<a@b.be> x"])
def test_an_impossible_sender_is_no_address(text: str) -> None:
    with pytest.raises(ValueError, match="address"):
        address(text)
