"""The mail channel, against a real SMTP server on loopback."""
# ruff: noqa: E501 (answers of servers are long)

import gc
import shutil
import socket
import ssl
import subprocess
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from qvax_cli.channels import Channel, Envelope, Rejected, TryLater, Unreachable
from qvax_cli.channels.mail.login import Login
from qvax_cli.channels.mail.smtp import Mail, Tls
from tests.channels.mail import smtp
from tests.channels.mail.smtp import Server

NOW = 1617723130
LOGIN = Login(user="namur", secret="secret")
SENDER = "Centre de Namur <reserve@namur.example>"
ENVELOPE = Envelope(
    key="12",
    to="jeanne@example.be",
    to_name="Jeanne Péter",
    subject="Vaccin : répondez [K7P3X2Q4]",
    body="Où ?\n.\nFrom here\n",
    language="fr",
    kind="invitation",
    code="K7P3X2Q4",
    created_at=NOW - 5,
)


@pytest.fixture
def port(server: Server) -> int:
    return server.port


def mail(port: int, **options: Any) -> Mail:
    every: dict[str, Any] = {"sender": SENDER, "host": "127.0.0.1", "port": port, "tls": "none", "timeout": 5}
    return Mail(**(every | options))


def test_several_mails_go_over_one_connection(server: Server, port: int) -> None:
    with mail(port) as channel:
        for number in range(5):
            mail_of_its_own = ENVELOPE._replace(key=str(number))
            assert channel.hand_over(mail_of_its_own, NOW + number) == (
                NOW + number,
                f"250 2.0.0 Ok: queued as {number + 1:X}",
                "",
            )
    assert server.connections == 1
    assert [mail["Message-ID"] for mail in server.taken] == [f"<{number}.qvax@namur.example>" for number in range(5)]


def test_the_mail_that_arrives_is_the_letter(server: Server, port: int) -> None:
    with mail(port) as channel:
        channel.hand_over(ENVELOPE, NOW)
    assert server.envelopes == [("reserve@namur.example", ["jeanne@example.be"])]
    (arrived,) = server.taken
    assert arrived["Subject"] == ENVELOPE.subject
    assert arrived["To"] == "Jeanne Péter <jeanne@example.be>"
    assert arrived.get_content().replace("\r\n", "\n") == ENVELOPE.body


def test_no_connection_is_made_before_it_is_needed(server: Server, port: int) -> None:
    with mail(port):
        pass
    assert server.connections == 0


def test_mail_is_a_channel_for_people_with_an_e_mail_address() -> None:
    channel: Channel = mail(25)
    assert channel.name == "mail"
    assert channel.takes("a@b.be", None) == "a@b.be"
    assert channel.takes(None, "+32470123456") is None


@pytest.mark.parametrize(
    ("command", "answer", "reason"),
    [
        ("RCPT", "550 5.1.1 <%>: no such user here", "the mail server refuses the message (550 5.1.1: there is no such mailbox)"),
        ("RCPT", "553 %: not here", "the mail server refuses the message (553)"),
        ("DATA", "554 5.7.1 looks like spam", "the mail server refuses the message (554 5.7.1: not allowed, or taken for spam)"),
    ],
)  # fmt: skip
def test_5xx_refuses_one_message_for_good_and_the_next_goes_on(
    server: Server, port: int, command: str, answer: str, reason: str
) -> None:
    server.says = {command: answer}
    with mail(port) as channel:
        with pytest.raises(Rejected) as refusal:
            channel.hand_over(ENVELOPE, NOW)
        assert refusal.value.reason == reason
        server.says = {}
        channel.hand_over(ENVELOPE, NOW)
    assert (len(server.taken), server.connections) == (1, 1)


@pytest.mark.parametrize("command", ["RCPT", "DATA"])
def test_4xx_makes_one_message_wait_and_the_next_goes_on(server: Server, port: int, command: str) -> None:
    server.says = {command: "451 4.7.1 greylisted, try later"}
    with mail(port) as channel:
        with pytest.raises(TryLater, match=r"cannot take the message now \(451 4.7.1") as trouble:
            channel.hand_over(ENVELOPE, NOW)
        assert not isinstance(trouble.value, Unreachable)
        server.says = {}
        channel.hand_over(ENVELOPE, NOW)
    assert (len(server.taken), server.connections) == (1, 1)


@pytest.mark.parametrize(
    ("says", "reason"),
    [
        ({"MAIL": "550 5.7.1 you may not send as this"}, "refuses us as a sender"),
        ({"MAIL": "451 4.3.0 not now"}, "refuses us as a sender"),
        ({"RCPT": "554 5.7.1 <%>: Relay access denied"}, "does not send to others for us without login"),
    ],
)
def test_a_refusal_that_concerns_us_costs_no_person_anything(
    server: Server, port: int, says: dict[str, str], reason: str
) -> None:
    server.says = says
    with mail(port) as channel, pytest.raises(Unreachable, match=reason) as trouble:
        channel.hand_over(ENVELOPE, NOW)
    assert "jeanne" not in trouble.value.reason


def test_a_server_that_takes_few_messages_on_one_connection_gets_another_one(server: Server, port: int) -> None:
    server.most_each = 2
    with mail(port) as channel:
        for _ in range(5):
            channel.hand_over(ENVELOPE, NOW)
    assert (len(server.taken), server.connections) == (5, 3)


def test_a_server_that_takes_none_at_all_is_not_asked_for_ever(server: Server, port: int) -> None:
    server.most_each = 0
    with mail(port) as channel, pytest.raises(Unreachable):
        channel.hand_over(ENVELOPE, NOW)


def test_a_connection_cut_in_the_middle_of_a_message_makes_it_wait(server: Server, port: int) -> None:
    server.cut = 1
    with mail(port) as channel:
        with pytest.raises(TryLater, match="the connection to the mail server broke: it closed the connection"):
            channel.hand_over(ENVELOPE, NOW)
        channel.hand_over(ENVELOPE, NOW)
    assert (len(server.taken), server.connections) == (1, 2)


def test_a_stopped_server_makes_everything_wait(server: Server) -> None:
    with smtp.serving(server):
        pass
    with mail(server.port) as channel:
        for _ in range(2):
            with pytest.raises(Unreachable, match="nothing answers at that port"):
                channel.hand_over(ENVELOPE, NOW)


def test_a_server_that_says_nothing_is_not_waited_for_longer_than_the_timeout() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        channel = mail(silent.getsockname()[1], timeout=0.2)
        with channel, pytest.raises(Unreachable, match="does not answer in time"):
            channel.hand_over(ENVELOPE, NOW)


@pytest.mark.parametrize(
    ("greeting", "reason"),
    [(b"554 no service\r\n", "it answers 554"), (b"", "it closed the connection"), (b"HTTP/1.1 400\r\n\r\n", "it ")],
)
def test_a_server_that_is_not_ready_makes_everything_wait(greeting: bytes, reason: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def serve() -> None:
            connection, _ = listener.accept()
            connection.sendall(greeting)
            connection.close()

        thread = threading.Thread(target=serve)
        thread.start()
        with mail(listener.getsockname()[1]) as channel, pytest.raises(Unreachable, match=reason):
            channel.hand_over(ENVELOPE, NOW)
        thread.join()


def test_a_host_that_does_not_exist_makes_everything_wait() -> None:
    with mail(25, host="mx.invalid") as channel, pytest.raises(Unreachable, match="its name is not known"):
        channel.hand_over(ENVELOPE, NOW)


def asking_for_login(server: Server) -> AbstractContextManager[Server]:
    return smtp.serving(server, authenticator=smtp.login("namur", "secret"), auth_require_tls=False)


def test_a_login_is_made_once_for_the_batch(server: Server) -> None:
    with asking_for_login(server), mail(server.port, login=LOGIN) as channel:
        channel.hand_over(ENVELOPE, NOW)
        channel.hand_over(ENVELOPE, NOW)
    # The name as it is configured: yagmail would have made namur@gmail.com of it.
    assert server.logins == [(b"namur", b"secret")]
    assert len(server.taken) == 2


@pytest.mark.parametrize("password", ["wrong", "sécret", ""])
def test_a_login_that_fails_makes_everything_wait_without_telling_the_password(server: Server, password: str) -> None:
    with (
        asking_for_login(server),
        mail(server.port, login=replace(LOGIN, secret=password)) as channel,
        pytest.raises(Unreachable) as trouble,
    ):
        channel.hand_over(ENVELOPE, NOW)
    assert "password" in trouble.value.reason
    assert not password or password not in trouble.value.reason


def test_a_server_without_login_says_that_it_lacks_it(port: int) -> None:
    with mail(port, login=LOGIN) as channel, pytest.raises(Unreachable, match="lacks the login"):
        channel.hand_over(ENVELOPE, NOW)


def test_a_sender_that_is_no_address_makes_everything_wait(port: int) -> None:
    with mail(port, sender="Namur") as channel, pytest.raises(Unreachable, match="in the configuration"):
        channel.hand_over(ENVELOPE, NOW)


def test_an_impossible_address_is_refused_before_anybody_is_asked(server: Server, port: int) -> None:
    with mail(port) as channel, pytest.raises(Rejected):
        channel.hand_over(ENVELOPE._replace(to="no address"), NOW)
    assert server.connections == 0


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A certificate for localhost that nobody vouches for, and its key."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("openssl is not installed, so there is no certificate to test with")
    folder = tmp_path_factory.mktemp("certificate")
    key, cert = folder / "key.pem", folder / "cert.pem"
    subprocess.run(
        [openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
         "-addext", "subjectAltName=DNS:localhost", "-keyout", key, "-out", cert],
        check=True, capture_output=True,
    )  # fmt: skip
    return cert, key


@pytest.fixture(params=["starttls", "ssl"])
def secured(
    request: pytest.FixtureRequest, server: Server, certificate: tuple[Path, Path]
) -> Iterator[tuple[int, Tls]]:
    """A server with TLS: its port and the way to ask for it."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate)
    immediate = request.param == "ssl"
    options = {"certified": context} if immediate else {"tls_context": context, "require_starttls": True}
    with smtp.serving(server, **options):
        yield server.port, request.param


def test_a_certificate_that_somebody_vouches_for_is_taken(
    server: Server, secured: tuple[int, Tls], certificate: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
    with mail(secured[0], tls=secured[1], host="localhost") as channel:
        channel.hand_over(ENVELOPE, NOW)
    assert len(server.taken) == 1


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1"])
def test_a_certificate_of_somebody_else_is_not_taken(
    server: Server, secured: tuple[int, Tls], certificate: tuple[Path, Path], host: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if host == "127.0.0.1":  # vouched for, but made out to another name
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
    channel = mail(secured[0], tls=secured[1], host=host)
    with channel, pytest.raises(Unreachable, match="its certificate is not valid"):
        channel.hand_over(ENVELOPE, NOW)
    assert server.taken == []


@pytest.mark.parametrize(("tls", "reason"), [("starttls", "encryption"), ("ssl", "encrypted")])
def test_a_server_without_encryption_gets_nothing_when_it_is_asked_for(
    server: Server, port: int, tls: Tls, reason: str
) -> None:
    with mail(port, tls=tls) as channel, pytest.raises(Unreachable, match=reason):
        channel.hand_over(ENVELOPE, NOW)
    assert server.taken == []


def test_nothing_is_printed_and_no_connection_stays_open(
    server: Server, port: int, capfd: pytest.CaptureFixture[str]
) -> None:
    server.cut = 1
    with mail(port) as channel, pytest.raises(TryLater):
        channel.hand_over(ENVELOPE, NOW)
    with mail(port, tls="ssl") as channel, pytest.raises(TryLater):
        channel.hand_over(ENVELOPE, NOW)
    gc.collect()
    assert capfd.readouterr() == ("", "")
