"""Mailboxes that are entered with a token of OAuth2, which a command gives: SMTP and IMAP, against real servers."""

import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.channels.mail import smtp
from tests.channels.mail.conftest import Center
from tests.channels.mail.dovecot import USER, Mailbox

GOOD, OLD = "ya29.good", "ya29.old"
#: As long as those of Microsoft, which do not fit into one line of a command.
LONG = "ya29." + "aB3-_." * 300
METHODS = ["xoauth2", "oauthbearer"]


@pytest.fixture
def tokens_only() -> Iterator[smtp.TokenServer]:
    server = smtp.TokenServer(USER)
    with smtp.serving(server, auth_require_tls=False):
        server.tokens = {GOOD, LONG}
        yield server


def mail_by(center: Center, server: smtp.TokenServer, command: list[str], auth: str = "xoauth2") -> None:
    center.mail_by(server, user=USER, auth=auth, password_command=command)


def read_from(center: Center, mailbox: Mailbox, command: list[str], auth: str = "xoauth2") -> None:
    center.configure("inbox", host="127.0.0.1", port=mailbox.port, tls="starttls", ca_file=str(mailbox.certificate))
    center.configure("inbox", user=USER, auth=auth, password_command=command)


def finding(center: Center, check: str, code: int = 5) -> dict[str, Any]:
    return next(one for one in center.json("doctor", code=code)["checks"] if one["check"] == check)


@pytest.mark.parametrize("token", [GOOD, LONG])
@pytest.mark.parametrize("auth", METHODS)
def test_mails_go_out_with_a_token_that_is_asked_for_once_a_connection(
    center: Center, tokens_only: smtp.TokenServer, auth: str, token: str
) -> None:
    mail_by(center, tokens_only, center.tokens(token), auth)
    center.ask(3, 3)
    assert tokens_only.to() == ["p0", "p1", "p2"]
    assert tokens_only.shown == [token]
    assert center.runs == 1


@pytest.mark.parametrize("auth", METHODS)
def test_a_token_that_has_run_out_is_renewed_once(center: Center, tokens_only: smtp.TokenServer, auth: str) -> None:
    mail_by(center, tokens_only, center.tokens(OLD, GOOD), auth)
    center.ask(1, 1)
    assert tokens_only.shown == [OLD, GOOD]
    assert tokens_only.to() == ["p0"]


@pytest.mark.parametrize("auth", METHODS)
def test_a_token_that_is_refused_makes_the_mails_wait_and_costs_nobody_anything(
    center: Center, tokens_only: smtp.TokenServer, auth: str
) -> None:
    mail_by(center, tokens_only, center.tokens(OLD, OLD + "er"), auth)
    center.people(2)
    said = center("offer", "--center", "namur", "--doses", 1, code=5)
    assert tokens_only.shown == [OLD, OLD + "er"]
    assert "it refuses the user or the token (535 5.7.3)" in said.err
    assert center.states() == {"P0": "queued"}
    assert OLD not in said.out + said.err + center("outbox", "show", 1).out + center("doctor", code=5).out
    # As soon as somebody has logged in in the browser again, the mail leaves, and the half hour begins.
    center.configure("mail", password_command=center.command(f"echo {GOOD}"))
    center.pass_minutes(2)
    center("poll")
    assert (center.states(), tokens_only.to()) == ({"P0": "sent"}, ["p0"])


def test_the_same_token_is_not_shown_twice(center: Center, tokens_only: smtp.TokenServer) -> None:
    mail_by(center, tokens_only, center.tokens(OLD))
    assert "refuses the user or the token" in finding(center, "mail out")["finding"]
    assert (tokens_only.shown, center.runs) == ([OLD], 2)


def test_a_password_may_come_from_a_command_too_and_is_not_asked_for_again(center: Center) -> None:
    server = smtp.Server()
    with smtp.serving(server, authenticator=smtp.login("ann", "secret"), auth_require_tls=False):
        center.mail_by(server, user="ann", password_command=center.tokens("wrong", "secret"))
        assert "it refuses the user or the password (535 5.7.8)" in finding(center, "mail out")["finding"]
        assert "logged in" in finding(center, "mail out", code=0)["finding"]
    assert {password for _, password in server.logins} == {b"wrong", b"secret"}
    assert center.runs == 2


def test_a_server_that_takes_no_tokens_is_told_apart_from_one_that_refuses_ours(
    center: Center, server: smtp.Server
) -> None:
    mail_by(center, server, center.tokens(GOOD))  # type: ignore[arg-type]
    assert "it takes no XOAUTH2" in finding(center, "mail out")["finding"]


@pytest.mark.parametrize(
    ("script", "reason"),
    [
        ("echo 'no account ann' >&2; exit 3", r"fails (3): no account ann"),
        ("echo 'Bearer eyJ0eXAiOiJKV1QiLCJhbGciOiJSUzI1NiIsImtpZCI6' >&2; exit 1", r"fails (1): Bearer …"),
        ("sleep 60", "has not ended after 0.3 seconds"),
        ("sleep 60 & echo; exec sleep 60", "has not ended after 0.3 seconds"),
        ("true", "prints no password"),
        ("echo; echo token", "prints no password"),
        (r"printf '\377\376\n'", "prints no password"),
        (r"printf 'a\033[2Jb\n'", "prints no password"),
        ("yes", "prints far more than a password"),
        ("echo Please log in again", "what stands for the token is none"),
        ("printf 'tökén'", "what stands for the token is none"),
    ],
)
def test_a_command_that_gives_no_token_is_a_trouble_of_the_channel_in_one_sentence(
    center: Center,
    tokens_only: smtp.TokenServer,
    monkeypatch: pytest.MonkeyPatch,
    script: str,
    reason: str,
) -> None:
    if "sleep" in script:
        monkeypatch.setattr("qvax_cli.secret_command.PATIENCE", 0.3)
    mail_by(center, tokens_only, center.command(script))
    center.people(1)
    began = time.monotonic()
    said = center("offer", "--center", "namur", "--doses", 1, code=5).err
    assert time.monotonic() - began < 10
    assert reason in said
    assert center.states() == {"P0": "queued"}
    assert tokens_only.shown == []


def test_a_command_that_is_not_there_or_no_program_is_said(center: Center, tokens_only: smtp.TokenServer) -> None:
    mail_by(center, tokens_only, ["/nowhere/oama", "access"])
    assert "the command oama cannot be run: No such file or directory" in finding(center, "mail out")["finding"]
    mail_by(center, tokens_only, [str(center.secret("no program"))])
    assert "cannot be run: Permission denied" in finding(center, "mail out")["finding"]


def test_no_shell_reads_a_command_and_nothing_is_left_of_one_that_took_too_long(
    center: Center, tokens_only: smtp.TokenServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("qvax_cli.secret_command.PATIENCE", 0.3)
    mail_by(center, tokens_only, ["echo", "$HOME;`id`"])
    finding(center, "mail out")
    assert tokens_only.shown == ["$HOME;`id`"]
    own = center.db.parent / "pid"
    mail_by(center, tokens_only, center.command(f"sleep 61 & echo $! > {own}; wait"))
    assert "has not ended" in finding(center, "mail out")["finding"]
    assert not _running(int(own.read_text()))


def _running(process: int) -> bool:
    for _ in range(50):  # whoever takes the dead away may be slow
        status = Path(f"/proc/{process}/status")
        if not status.exists() or re.search(r"^State:\s+Z", status.read_text(), re.MULTILINE):
            return False
        time.sleep(0.02)
    return True


@pytest.mark.sqlite("about files and where they are")
def test_a_configuration_that_names_a_command_is_written_to_by_its_owner_alone(
    center: Center, tokens_only: smtp.TokenServer
) -> None:
    mail_by(center, tokens_only, center.tokens(GOOD))
    file = center.db.parent / ".config" / "qvax" / "config.toml"
    for mode in (0o620, 0o602):
        file.chmod(mode)
        refused = center("--json", "doctor", code=7).error
        assert "names a command (mail.password_command), and others can write to it" in refused["message"]
        assert refused["hint"] == f"run: chmod go-w {file}"
    assert center.runs == 0
    file.chmod(0o644)
    center("doctor")


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"password_command": "oama access"}, "is a list: the program, then its arguments"),
        ({"password_command": [""]}, "begins with the name of a program"),
        ({"auth": "oauth2"}, "is one of password, xoauth2, oauthbearer"),
        ({"password_command": ["oama"], "password_file": "x"}, "are both set, and there is one password"),
    ],
)
def test_what_the_configuration_cannot_mean_is_refused(
    center: Center, server: smtp.Server, given: dict[str, object], sentence: str
) -> None:
    if "password_file" in given:
        given["password_file"] = str(center.secret("x"))
    center.mail_by(server, user="ann", **given)
    assert sentence in center("--json", "doctor", code=7).error["message"]


@pytest.mark.parametrize(
    ("answer", "meaning", "hint"),
    [
        ("550 5.7.30 Basic authentication is not supported for Client Submission", "no passwords any more", "xoauth2"),
        ("535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant",
         "switched off for this mailbox", "Authenticated SMTP"),
        ("534 5.7.9 Application-specific password required", "wants an app password", "make one"),
    ],
)  # fmt: skip
def test_what_a_provider_says_of_our_login_gets_a_hint_of_its_own(
    center: Center, tokens_only: smtp.TokenServer, answer: str, meaning: str, hint: str
) -> None:
    tokens_only.refusal = answer
    mail_by(center, tokens_only, center.tokens(OLD))
    found = finding(center, "mail out")
    assert meaning in found["finding"]
    assert hint in found["hint"]


@pytest.mark.parametrize(
    ("says", "meaning"),
    [
        ({"MAIL": "530 5.7.57 Client not authenticated to send mail"}, "it wants a login"),
        ({"RCPT": "535 5.7.3 Authentication unsuccessful"}, "refuses us as a sender (535 5.7.3)"),
        ({"DATA": "554 5.2.252 SendAsDenied; reserve@namur.example not allowed to send as"}, "address in mail.from"),
        ({"DATA": "550 5.1.8 Access denied, bad outbound sender"}, "has blocked this mailbox"),
        ({"RCPT": "550 5.4.5 Daily user sending limit exceeded"}, "no more mails from this mailbox today"),
    ],
)
def test_what_a_provider_has_against_us_in_the_middle_is_nobodys_fault(
    center: Center, tokens_only: smtp.TokenServer, says: dict[str, str], meaning: str
) -> None:
    mail_by(center, tokens_only, center.tokens(GOOD))
    tokens_only.says = says
    center.people(3)
    said = center("offer", "--center", "namur", "--doses", 1, code=5).err
    assert meaning in said
    assert center.states() == {"P0": "queued"}


@pytest.mark.dovecot
@pytest.mark.parametrize("auth", METHODS)
def test_answers_are_read_with_a_token_and_one_that_has_run_out_is_renewed_once(
    center: Center, tokens_only: smtp.TokenServer, mailbox: Mailbox, auth: str
) -> None:
    mail_by(center, tokens_only, center.command(f"echo {GOOD}"))
    mailbox.take(GOOD)
    read_from(center, mailbox, center.tokens(OLD, GOOD), auth)
    codes = center.ask(1, 1)
    mailbox.put(f"Subject: Re: [{codes['P0']}]\n\nOui", center.now)
    center("poll")
    assert center.states() == {"P0": "confirmed"}
    assert (center.runs, mailbox.count("qvax-done")) == (2, 1)


@pytest.mark.dovecot
@pytest.mark.parametrize("auth", METHODS)
def test_while_a_mailbox_refuses_the_token_nobody_is_silent(
    center: Center, tokens_only: smtp.TokenServer, mailbox: Mailbox, auth: str
) -> None:
    mail_by(center, tokens_only, center.command(f"echo {GOOD}"))
    mailbox.take(GOOD)
    read_from(center, mailbox, center.tokens(OLD, OLD + "er", OLD), auth)
    center.ask(1, 1)
    center.pass_minutes(31)
    said = center("poll", code=5).err
    assert "it refuses the user or the token" in said
    assert OLD not in said
    assert center.states() == {"P0": "sent"}
    assert center.runs == 2
    center.configure("inbox", password_command=["false"])
    assert "the command false fails (1)" in center("poll", code=5).err
    center.configure("inbox", password_command=center.command(f"echo {GOOD}"))
    center("poll", code=None)
    assert center.states() == {"P0": "expired"}


@pytest.mark.dovecot
def test_doctor_enters_the_mailbox_with_the_token(center: Center, mailbox: Mailbox) -> None:
    mailbox.take(GOOD)
    read_from(center, mailbox, center.tokens(GOOD))
    assert "logged in, 1 folders" in finding(center, "mail in", code=0)["finding"]
