"""R38, R15: more of what servers, gateways and clocks say that cannot be meant; nobody is lost by it."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

from qvax_cli.rules.national_number import may_be
from tests.channels.mail import scripted, smtp
from tests.channels.mail.conftest import Center
from tests.conftest import Cli

NUMBER = "+32470123456"


@pytest.mark.parametrize(
    ("command", "answer"),
    [
        ("RCPT", "\r\n".join(["550-5.7.1 " + "policy " * 60] * 30 + ["550 5.7.1 end"])),
        ("MAIL", "550 5.7.60 SMTP; Client does not have permissions to send as this sender"),
        ("MAIL", "553 5.7.1 Sender address rejected: not owned by user"),
        ("RCPT", "550 5.7.1 Service unavailable, client host [1.2.3.4] blocked using zen.spamhaus.org"),
        ("RCPT", "571 Delivery not authorized, message refused"),
        ("DATA", "554 5.7.1 Message rejected due to content"),
    ],
)
def test_a6_what_a_server_says_to_everybody_burns_nobody(
    center: Center, server: smtp.Server, command: str, answer: str
) -> None:
    center.mail_by(server)
    server.says[command] = answer
    center.people(8)
    center("offer", "--center", "namur", "--doses", 4, code=5)
    assert set(center.states().values()) == {"queued"}
    server.says.clear()
    center.pass_minutes(2)
    center("poll")
    assert list(center.states().values()) == ["sent"] * 4


@pytest.mark.parametrize("minutes", [-3 * 24 * 60, -1, -90])
def test_a7_however_far_a_clock_was_set_back_what_waits_goes_out(
    center: Center, server: smtp.Server, minutes: int
) -> None:
    center.mail_by(server)
    server.says["MAIL"] = "421 try later"
    center.people(1)
    center("offer", "--center", "namur", "--doses", 1, "--until", "21:00", code=5)
    for _ in range(4):  # until it waits for long
        center.pass_minutes(10)
        center("poll", code=5)
    server.says.clear()
    center.pass_minutes(minutes)
    said = center("poll", code=None)
    assert center.states() in ({"P0": "sent"}, {"P0": "queued"}), said.err
    center.pass_minutes(16)
    center("poll", code=None)
    assert center.states() == {"P0": "sent"}


@pytest.mark.parametrize(
    "date",
    [
        "29-Feb-2021 10:00:00 +0200",
        "06-Apr-2021 17:41:30 +9999", " 6-Apr-2021 25:61:61 +0000", "06-Apr-2021T17:41:00Z",
        "00-Apr-2021 17:41:00 +0200", "06-Apr-21 17:41:00 +0200", "06-Apr-2021 17:41:00", "06-Apr-2021 17:41:00 CEST",
    ],
)  # fmt: skip
def test_a8_other_moments_that_a_mailbox_cannot_mean_hide_no_mail(center: Center, date: str) -> None:
    code = center.ask(1, 1)["P0"]
    center.pass_minutes(1)
    mails = {
        3: (date, b"From: y@example.org\r\nSubject: Kermis\r\n\r\nHallo\r\n"),
        5: ("06-Apr-2021 17:40:30 +0200", f"From: p0@example.org\r\nSubject: {code}\r\n\r\nJa\r\n".encode()),
    }
    with scripted.serving(mails) as port:
        center.configure("inbox", host="127.0.0.1", port=port, tls="none", user="x", timeout_seconds=5)
        center.configure("inbox", password_file=str(center.secret("x")), done_folder="done")
        polled = center.json("poll", code=None)
    assert [one["result"] for one in polled["answers"]] == ["confirmed"]
    assert [one["subject"] for one in polled["to_read"]] == ["Kermis"]


@pytest.mark.parametrize(
    "text",
    [
        "x = " + "{a = " * 2000 + "1" + "}" * 2000, "[" + ".".join("a" * 1 for _ in range(5000)) + "]\nx = 1",
        "[[" * 900, "x = '''", 'x = "\\ud800"', "[policy]\nanswer_minutes = 1e999", "[policy]\nanswer_minutes = nan",
        "[policy]\nanswer_minutes = 2021-04-06", "\0", "[policy]\nanswer_minutes = 0x" + "f" * 400,
        "a" + ".a" * 40_000 + " = 1", '[sms]\nkind = "gammu"\nfolder = "/a\\u0000"', '[web]\nurl = "https://["',
        '[sms]\nkind = "http"\nurl = "http://[::1/{to}{text}"', '[sms]\nkind = "gammu"\nfolder = "~nobody99/x"',
        '[sms]\nkind = "http"\nurl = "http://127.0.0.1:99999/{to}{text}"',
        '[mail]\nfrom = "a@example.org"\nhost = "x"\nuser = "x"\npassword_file = "~nobody99/x"',
    ],
)  # fmt: skip
def test_a9_a_configuration_that_no_qvax_has_written_is_a_sentence(center: Center, text: str) -> None:
    file = center.db.parent / "c.toml"
    file.write_text(text)
    center.environ["QVAX_CONFIG"] = str(file)
    for command in ("poll", "doctor"):
        said = center(command, code=None)
        assert said.code == 7 or command == "doctor", said.err
        assert "bug" not in said.err + said.out


def test_what_is_to_be_written_into_the_configuration_is_shown_as_it_is_written(center: Center) -> None:
    center.configure("channels", order="fax")
    assert '→ order = ["mail"]' in center("poll", code=7).err


def test_a_user_without_a_home_is_told_to_name_the_database(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "qvax_cli", "status"]
    ended = subprocess.run(
        command,
        env={"HOME": "~nobody99", "PYTHONPATH": str(Path(__file__).parents[3])},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ended.returncode, list(tmp_path.iterdir())) == (7, []), ended.stderr
    assert "--db FILE" in ended.stderr


@pytest.mark.parametrize(
    "spelled",
    ["%Y-%m-%d %H:%M:%S", "%d/%m/%Y %H:%M", "%Y%m%dT%H%M%S", "%a %b %d %H:%M:%S %Y", "%Y-%m-%dT%H:%M:%S.123456"],
)
def test_b8_other_moments_without_zone_make_no_late_answer_timely(cli: Cli, spelled: str) -> None:
    cli.register("1930-05-17", "P0", mobile=NUMBER)
    cli("offer", "--center", "namur", "--doses", 1)
    code = cli.codes()["P0"]
    cli.pass_minutes(100)
    inbox = Path(f"{cli.db}-sms-inbox") / "new"
    early = time.strftime(spelled, time.gmtime(cli.now - 95 * 60))
    inbox.mkdir(parents=True, exist_ok=True)
    (inbox / "late.json").write_text(f'{{"from": "{NUMBER}", "text": "Oui {code}", "received_at": "{early}"}}')
    done = cli.json("poll", code=None)
    assert [one["result"] for one in done["answers"]] == ["too_late"]


def test_r25_an_address_that_holds_a_national_number_is_listed_without_it(cli: Cli) -> None:
    cli.people(1)
    cli("offer", "--center", "namur", "--doses", 1)
    number = cli.niss("1950-01-01")
    new = Path(f"{cli.db}-inbox") / "new"
    new.mkdir(parents=True, exist_ok=True)
    (new / "1.x").write_text(f"From: {number}@example.org\nSubject: [{cli.codes()['P0']}]\n\nPeut-être\n")
    cli.pass_minutes(1)
    polled = cli("--json", "poll")
    assert [one["from"] for one in polled.data["to_read"]] == ["[number]@example.org"]
    for done in (polled, cli("status"), cli("inbox", "list"), cli("inbox", "list", "--json")):
        assert number not in done.out + done.err


def test_a_mobile_that_looks_like_a_national_number_is_listed_whole(cli: Cli) -> None:
    mobile = next(one for one in (f"+32470{n:06}" for n in range(100_000, 200_000)) if may_be(one[1:]))
    cli("sms", "receive", "--from", mobile, "--text", "Rappelez-moi")
    cli("poll")
    assert [one["from"] for one in cli.json("status")["to_read"]] == [mobile]
