"""A provider on the internet, by the configuration that the how-to shows, against a gateway on loopback."""

import tomllib
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import pytest

from qvax_cli.channels.from_settings import incoming, outgoing
from qvax_cli.home import Home
from qvax_cli.settings import load
from tests.channels.sms import gateways
from tests.channels.sms.gateways import Asked, Gateway
from tests.channels.sms.machines import shown
from tests.conftest import Cli
from tests.septets import septets

OURS = "+32460000001"


@pytest.fixture
def gateway() -> Iterator[Gateway]:
    with gateways.running() as found:
        yield found


class Provider:
    """What Twilio holds: every message, ours and those of people."""

    def __init__(self, cli: Cli, gateway: Gateway, config: str) -> None:
        self.cli, self.gateway = cli, gateway
        self.messages: list[dict[str, Any]] = []
        self.down = False
        twilio = gateways.twilio(self.messages)
        gateway.answer = lambda asked: (503, "") if self.down else twilio(asked)
        (cli.db.parent / "config.toml").write_text(config)
        cli.environ["QVAX_CONFIG"] = str(cli.db.parent / "config.toml")

    def receive(self, text: str, sender: str = "+32470123456", *, at: int | None = None) -> None:
        stamp = format_datetime(datetime.fromtimestamp(self.cli.now if at is None else at, UTC))
        self.messages.append(
            {"sid": f"IN{len(self.messages)}", "from": sender, "to": OURS, "body": text, "direction": "inbound",
             "status": "received", "date_created": stamp, "date_sent": None}
        )  # fmt: skip

    def sent(self) -> list[dict[str, Any]]:
        return [one for one in self.messages if one["from"] == OURS]


@pytest.fixture
def twilio(cli: Cli, gateway: Gateway, tmp_path: Path) -> Provider:
    (tmp_path / "twilio-token").write_text("s3cret\n")
    toml = shown("http-sms-provider", "toml")[0]
    toml = toml.replace("https://api.twilio.com", gateway.url).replace("/home/ann/.config/qvax", str(tmp_path))
    return Provider(cli, gateway, toml.replace("AC0123456789abcdef0123456789abcdef", "AC123"))


def _asked(cli: Cli, *names: str, mobile: str = "+32470123456") -> dict[str, str]:
    for number, name in enumerate(names):
        cli.register(f"{1940 + number}-05-17", name, email=None, mobile=mobile)
    cli("offer", "--center", "namur", "--doses", len(names))
    return cli.codes()


def test_the_whole_loop_by_a_provider(cli: Cli, twilio: Provider) -> None:
    codes = _asked(cli, "Jeanne")
    (sent,) = twilio.sent()
    assert sent["to"] == "+32470123456"
    assert septets(sent["body"]) <= 160
    assert sent["body"].startswith("Vaccin Namur: dose pour Jeanne")
    assert f"NON {codes['Jeanne']} avant 18:10." in sent["body"]
    cli.pass_minutes(5)
    twilio.receive("Oui, j'arrive !")
    sent["status"] = "delivered"
    assert cli.json("poll")["answers"] == [{"code": codes["Jeanne"], "answer": "yes", "result": "confirmed"}]
    assert cli.json("poll")["answers"] == []
    assert [one["body"].split(" pour ")[0] for one in twilio.sent()] == [
        "Vaccin Namur: dose",
        "Vaccin Namur: dose réservée",
    ]
    assert all(codes["Jeanne"] in one["body"] for one in twilio.sent())
    told = cli.json("outbox", "show", 1)["message"]
    assert told["delivered_at"] is not None
    assert told["reference"] == sent["sid"]
    assert told["history"][0]["answer"].startswith('201 {"sid": "SM')
    assert "…" in told["history"][0]["answer"]


def test_r15_an_answer_counts_by_the_moment_when_the_provider_took_it(cli: Cli, twilio: Provider) -> None:
    codes = _asked(cli, "P0", "P1")
    asked_at = cli.now
    twilio.receive(f"oui {codes['P0']}", at=asked_at + 1799)
    twilio.receive(f"oui {codes['P1']}", at=asked_at + 1801)
    cli.pass_minutes(45)
    answers = {one["code"]: one["result"] for one in cli.json("poll")["answers"]}
    assert answers == {codes["P0"]: "confirmed", codes["P1"]: "too_late"}


def test_while_the_list_cannot_be_read_nobody_is_told_that_they_were_silent(cli: Cli, twilio: Provider) -> None:
    codes = _asked(cli, "P0")
    twilio.receive("oui", at=cli.now + 60)
    twilio.down = True
    cli.pass_minutes(45)
    assert cli.json("poll", code=None)["expired"] == []
    twilio.down = False
    cli.pass_minutes(20)
    assert cli.json("poll", code=None)["answers"] == [{"code": codes["P0"], "answer": "yes", "result": "confirmed"}]


def test_what_the_provider_could_not_deliver_counts_for_nothing_and_the_next_is_asked(
    cli: Cli, twilio: Provider
) -> None:
    _asked(cli, "P0")
    cli.register("1950-05-17", "P1", email=None, mobile="+32470654321")
    twilio.sent()[0]["status"] = "undelivered"
    cli.pass_minutes(2)
    cli("poll")
    assert cli.states() == {"P0": "undeliverable", "P1": "sent"}


def test_a_refused_number_is_undeliverable_at_once(cli: Cli, twilio: Provider) -> None:
    cli.register("1940-05-17", "P0", email=None, mobile="+32470000000")
    cli.register("1950-05-17", "P1", email=None, mobile="+32470654321")
    said = cli("offer", "--center", "namur", "--doses", 1, code=None)
    assert cli.states() == {"P0": "undeliverable", "P1": "sent"}
    assert "SMS channel" not in said.err
    assert len(twilio.sent()) == 1


def test_a_wrong_token_is_about_us_and_not_about_the_people(cli: Cli, twilio: Provider, tmp_path: Path) -> None:
    (tmp_path / "twilio-token").write_text("old\n")
    assert not twilio.messages
    cli.register("1940-05-17", "P0", email=None, mobile="+32470123456")
    said = cli("offer", "--center", "namur", "--doses", 1, code=5)
    assert "does not accept our login (401)" in said.err
    assert cli.states() == {"P0": "queued"}
    checks = {one["check"]: one for one in cli.json("doctor", code=5)["checks"]}
    assert checks["sms in"]["state"] == "wrong"
    assert "old" not in str(checks)


def test_a_gateway_elsewhere_without_encryption_is_said_to_be_wrong(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text('[sms]\nkind = "http"\nurl = "http://gateway.invalid/"\n')
    cli.environ["QVAX_CONFIG"] = str(tmp_path / "config.toml")
    assert "in the clear" in str(cli.json("doctor", code=5)["checks"])


def test_a_test_message_is_sent_when_asked_for(cli: Cli, twilio: Provider) -> None:
    checks = {one["check"]: one["state"] for one in cli.json("doctor", "--send-test", "0470 12 34 56")["checks"]}
    assert (checks["sms out"], checks["sms in"], checks["test"]) == ("ok", "ok", "ok")
    assert [one["to"] for one in twilio.sent()] == ["+32470123456"]
    assert septets(twilio.sent()[0]["body"]) <= 160


def test_a_person_with_both_is_asked_by_mail_first_and_by_sms_where_the_center_wants_it(
    cli: Cli, twilio: Provider
) -> None:
    cli.register("1940-05-17", "P0", mobile="+32470123456")
    cli("offer", "--center", "namur", "--doses", 1)
    assert not twilio.sent()
    assert len(cli.spool) == 1
    config = Path(cli.environ["QVAX_CONFIG"])
    config.write_text(config.read_text() + '\n[centers.namur]\nchannels = ["sms", "mail"]\n')
    cli.register("1939-05-17", "P1", mobile="+32470654321")
    cli("offer", "--center", "namur", "--doses", 1)
    assert [one["to"] for one in twilio.sent()] == ["+32470654321"]
    assert len(cli.spool) == 1


def test_a_provider_that_speaks_json_is_a_configuration(cli: Cli, gateway: Gateway, tmp_path: Path) -> None:
    (tmp_path / "sms-token").write_text("t0ken\n")
    toml = shown("http-sms-provider", "toml")[1]
    toml = toml.replace("https://sms.provider.example", gateway.url).replace("/home/ann/.config/qvax", str(tmp_path))
    (tmp_path / "config.toml").write_text(toml)
    cli.environ["QVAX_CONFIG"] = str(tmp_path / "config.toml")
    gateway.answer = lambda _: (201, '{"id": "m-77", "status": "accepted"}')
    codes = _asked(cli, "P0")
    (asked,) = gateway.asked
    assert asked.headers["Authorization"] == "Bearer t0ken"
    assert asked.headers["Idempotency-Key"] == f"1.invitation.{codes['P0']}"
    assert '"recipients": ["32470123456"], "text": "Vaccin Namur: ' in asked.body
    assert codes["P0"] in asked.body


@pytest.mark.parametrize("page", ["usb-modem-with-gammu", "kannel", "http-sms-provider"])
def test_every_configuration_that_is_shown_can_be_used(page: str, tmp_path: Path) -> None:
    for toml in shown(page, "toml"):
        for file in ("kannel-password", "sms-secret", "twilio-token", "sms-token"):
            (tmp_path / file).write_text("x\n")
        (tmp_path / "config.toml").write_text(toml.replace("/home/ann/.config/qvax", str(tmp_path)))
        settings = load(tmp_path / "config.toml", {})
        assert list(outgoing(settings, Home(tmp_path))) == ["mail", "sms"]
        names = [inbox.name for inbox in incoming(settings, Home(tmp_path), frozenset, lambda: 0)]
        assert names == ["mail", "sms"]
        assert set(tomllib.loads(toml)) == {"sms"}


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("", "sms.url is not set"),
        ('url = "ftp://x/"', "does not begin with"),
        ('url = "https://{user}/"', "does not begin with"),
        ('url = "https://ann:pw@x/{to}"', "sms.url holds a login name or password"),
        ('url = "https://x/"\nreports_url = "https://{user}:{password}@x/"', "sms.reports_url holds a login"),
        ('url = "https://x/{tex}"', "nothing is called {tex}"),
        ('url = "https://x/"\nbody = "{since}"', "nothing is called {since}"),
        ('url = "https://x/"\naccepted = "("', "is no regular expression"),
        ('url = "https://x/"\nreference = "id"', "neither a JSON Pointer nor"),
        ('url = "https://x/"\nreplies_url = "https://x/"', "so sms.list_id is needed"),
        ('url = "https://x/"\nreports_url = "https://x/"\nlist_id = "sid"\nreports_state = "/s"\n'
         'reports_delivered = "d"', "sms.list_id is a JSON Pointer"),
        ('url = "https://x/"\npassword_file = "/nowhere"', "cannot be read"),
        ('url = "https://x/"\nkind = "gammu"\nfolder = "spool"', "the whole path"),
        ('url = "https://x/"\nkind = "gammu"\nzone = "Namur"', "no time zone"),
        ('url = "https://x/"\nkind = "gammu"\nzone = "../../etc/passwd"', "no time zone"),
        ('url = "https://x/"\nkind = "fax"', "is one of gammu, http"),
    ],
)  # fmt: skip
def test_a_configuration_that_cannot_work_is_said_at_once(cli: Cli, tmp_path: Path, line: str, complaint: str) -> None:
    kind = "" if "kind" in line else 'kind = "http"\n'
    (tmp_path / "config.toml").write_text(f"[sms]\n{kind}{line}\n")
    cli.environ["QVAX_CONFIG"] = str(tmp_path / "config.toml")
    assert complaint in cli("--json", "poll", code=7).error["message"]


def test_without_a_channel_for_sms_the_sentence_says_what_is_missing(cli: Cli) -> None:
    cli.register("1940-05-17", "P0", email=None, mobile="+32470123456")
    said = cli("offer", "--center", "namur", "--doses", 1, code=None)
    assert "need an SMS channel" in said.err
    assert "no SMS channel" in str(cli.json("doctor")["checks"])


def test_a_reply_that_a_gateway_brought_is_read_even_without_a_channel_for_sms(cli: Cli) -> None:
    cli.people(1)
    cli("offer", "--center", "namur", "--doses", 1)
    taken = cli.json("sms", "receive", "--from", "+32470123456", "--text", f"OUI {cli.codes()['P0']}")
    assert taken["report"] is False
    assert [one["result"] for one in cli.json("poll")["answers"]] == ["confirmed"]


def test_receiving_needs_neither_the_database_nor_the_settings(tmp_path: Path, cli: Cli) -> None:
    cli.environ["QVAX_CONFIG"] = str(tmp_path / "missing.toml")
    cli.database = cli.db = tmp_path / "elsewhere.db"
    cli("sms", "receive", "--query", "from=%2B32470123456&text=Oui")
    assert len(list((tmp_path / "elsewhere.db-sms-inbox" / "new").iterdir())) == 1
    assert not cli.db.exists()
    assert cli("--json", "sms", "receive", code=2).error["code"] == "usage"


def test_receiving_works_as_a_cgi_program(cli: Cli) -> None:
    cli.environ |= {"GATEWAY_INTERFACE": "CGI/1.1", "REQUEST_METHOD": "GET", "QUERY_STRING": "From=1&Body=Oui"}
    assert cli("sms", "receive").out == "Content-Type: text/plain\n\n"


def test_the_receiver_does_not_start_without_a_secret(cli: Cli) -> None:
    assert "sms.secret_file" in cli("--json", "sms", "serve", code=7).error["message"]


def test_upkeep_erases_replies_that_were_read(cli: Cli) -> None:
    cli.people(1)
    cli("offer", "--center", "namur", "--doses", 1)
    cli("sms", "receive", "--text", f"OUI {cli.codes()['P0']}")
    cli("poll")
    done = Path(f"{cli.db}-sms-inbox") / "done"
    assert len(list(done.iterdir())) == 1
    cli.now = 4_000_000_000
    cli("cleanup", code=None)
    assert list(done.iterdir()) == []


def test_nothing_about_people_is_asked_of_the_gateway_but_what_the_message_needs(cli: Cli, twilio: Provider) -> None:
    _asked(cli, "Jeanne")
    asked: list[Asked] = twilio.gateway.asked
    assert {name for one in asked if one.method == "POST" for name in one.form} == {"To", "From", "Body"}
