"""`doctor` tries the servers for real, and sends nothing unless it is asked to."""

import ssl
from typing import Any

import pytest

from tests.channels.mail import dovecot, smtp
from tests.channels.mail.conftest import Center
from tests.channels.mail.dovecot import Mailbox


def _findings(center: Center, *words: object, code: int = 0) -> dict[str, dict[str, Any]]:
    return {one["check"]: one for one in center.json("doctor", *words, code=code)["checks"]}


def test_it_greets_the_mail_server_and_sends_nothing(center: Center, server: smtp.Server) -> None:
    center.mail_by(server)
    found = _findings(center)["mail out"]
    assert found["state"] == "ok"
    assert found["finding"] == f"127.0.0.1:{server.port} answers: not encrypted, no login"
    assert (server.connections, server.taken) == (1, [])


def test_it_logs_in_by_starttls_with_the_certificate_of_the_center(center: Center) -> None:
    certificate = dovecot.certify(center.db.parent)
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate, certificate.with_name("key.pem"))
    server = smtp.Server()
    options = {"tls_context": context, "authenticator": smtp.login("ann", "secret"), "auth_required": True}
    with smtp.serving(server, **options):
        center.mail_by(server, tls="starttls", user="ann", password_file=str(center.secret("secret")))
        assert "certificate is not valid" in _findings(center, code=5)["mail out"]["finding"]
        center.configure("mail", ca_file=str(certificate))
        assert "encrypted by STARTTLS, logged in" in _findings(center)["mail out"]["finding"]
        center.ask(1, 1)
        assert server.to() == ["p0"]
        center.configure("mail", password_file=str(center.secret("wrong")))
        assert "refuses the user or the password" in _findings(center, code=5)["mail out"]["finding"]


def test_it_says_when_nothing_answers_and_since_when(center: Center) -> None:
    with smtp.serving(smtp.Server()) as server:
        center.mail_by(server)
    center.people(1)
    center("offer", "--center", "namur", "--doses", 1, code=5)
    center.pass_minutes(5)
    found = _findings(center, code=5)
    assert found["mail out"]["state"] == "wrong"
    assert "nothing answers at that port" in found["mail out"]["finding"]
    assert found["troubles"]["finding"].startswith("mail takes no messages since 06/04 17:40")


def test_a_test_message_goes_to_the_address_given(center: Center, server: smtp.Server) -> None:
    center.mail_by(server)
    found = _findings(center, "--send-test", "ann@example.org")
    assert found["test"]["finding"].startswith("handed over by mail: 250 2.0.0 Ok: queued as")
    (mail,) = server.taken
    assert (mail["To"], mail["Subject"]) == ("ann@example.org", "qvax: test")
    assert center.json("outbox", "list")["messages"] == []


def test_a_test_message_that_cannot_go_is_said(center: Center, server: smtp.Server) -> None:
    center.mail_by(server)
    server.says = {"RCPT": "550 5.1.1 no such user"}
    found = _findings(center, "--send-test", "ann@example.org", code=5)
    assert "there is no such mailbox" in found["test"]["finding"]
    assert "no channel can reach" in _findings(center, "--send-test", "0470 12 34 56", code=5)["test"]["finding"]
    center("doctor", "--send-test", "ann@", code=4)


@pytest.mark.dovecot
def test_it_logs_into_the_mailbox_and_looks_at_the_folders(
    center: Center, server: smtp.Server, mailbox: Mailbox
) -> None:
    center.mail_by(server)
    assert _findings(center)["mail in"]["state"] == "note"
    center.read_from(mailbox)
    assert "logged in, 1 folders; 0 mails in “INBOX”" in _findings(center)["mail in"]["finding"]
    center.configure("inbox", folder="Antworten")
    assert "opens no folder “Antworten”" in _findings(center, code=5)["mail in"]["finding"]
    center.configure("inbox", ca_file="/nowhere.pem")
    assert "there is no file" in center("--json", "doctor", code=7).error["message"]
