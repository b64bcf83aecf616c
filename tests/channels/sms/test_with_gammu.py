"""gammu-smsd from its package, with its dummy modem and the configuration that the how-to shows."""

import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from qvax_cli.rules.local_time import local
from tests.channels.sms import machines
from tests.channels.sms.machines import answers, by_mobile, configure, shown, to_read, until
from tests.conftest import Cli
from tests.septets import septets

SMSD = shutil.which("gammu-smsd")
pytestmark = [
    pytest.mark.gammu,
    pytest.mark.skipif(SMSD is None, reason="gammu-smsd is not installed (Debian: apt install gammu-smsd)"),
]


@dataclass
class Modem:
    """The dummy modem: what it was given to send, and what it is made to receive."""

    spool: Path
    process: "subprocess.Popen[bytes]"
    received: int = field(default=0)

    def sent(self) -> list[str]:
        """The texts that went out, in order."""
        return [path.read_bytes()[2:].decode("utf-16-be") for path in sorted((self.spool / "sent").iterdir())]

    def waiting(self) -> list[str]:
        return [path.name for path in (self.spool / "outbox").glob("OUT*")]

    def receive(self, text: str, number: str = "+32470123456", pdu: str = "Deliver") -> None:
        """An SMS reaches the SIM card, stamped by the network now."""
        self.received += 1
        stamp = local(int(time.time())).strftime("%Y%m%dT%H%M%S")
        folder = self.spool.parent / "modem" / "sms" / "1"
        draft = folder / "draft"
        draft.write_text(
            f"[SMSBackup000]\nPDU = {pdu}\nDateTime = {stamp}\nSent = {stamp}\nState = UnRead\n"
            f'Number = "{number}"\nNumberUnicode = {number.encode("utf-16-be").hex().upper()}\n'
            f"Text00 = {text.encode('utf-16-be').hex().upper()}\nCoding = Default\nFolder = 1\nClass = -1\n"
        )
        draft.rename(folder / str(self.received))


@pytest.fixture
def modem(cli: Cli, tmp_path: Path) -> Iterator[Modem]:
    spool = tmp_path / "spool"
    for name in ("inbox", "outbox", "sent", "error"):
        (spool / name).mkdir(parents=True)
    (ini,) = shown("usb-modem-with-gammu", "ini")
    ini = ini.replace("/var/spool/gammu", str(spool)).replace("= syslog", f"= {tmp_path / 'smsd.log'}")
    ini = re.sub(
        r"device = .*\nconnection = .*", f"device = {tmp_path / 'modem'}\nmodel = dummy\nconnection = none", ini
    )
    ini = re.sub(r"(commtimeout|receivefrequency) = .*", r"\1 = 1", ini)
    (tmp_path / "modem").mkdir()
    (tmp_path / "smsdrc").write_text(ini)
    (toml,) = shown("usb-modem-with-gammu", "toml")
    configure(cli, toml.replace("/var/spool/gammu", str(spool)) + "wait_seconds = 5\n")
    assert SMSD is not None
    with machines.running([SMSD, "-c", tmp_path / "smsdrc"], tmp_path / "smsd.out") as process:
        until((tmp_path / "modem" / "sms" / "1").exists, "gammu-smsd")
        yield Modem(spool, process)


def test_an_offer_goes_out_by_sms_and_the_answer_confirms_it(cli: Cli, modem: Modem) -> None:
    assert {one["check"]: one["state"] for one in cli.json("doctor")["checks"]}["sms out"] == "ok"
    by_mobile(cli, "1940-05-17", "Jeanne")
    offer = cli.json("offer", "--center", "namur", "--doses", 1)
    (invited,) = offer["invited"]
    code = invited["code"]
    assert (invited["state"], invited["channels"]) == ("sent", ["sms"])
    (text,) = modem.sent()
    assert septets(text) <= 160
    assert text.startswith("Vaccin Namur: dose pour Jeanne")
    assert f"OUI {code} ou NON {code} avant " in text
    modem.receive(f"OUI {code}")
    assert answers(cli) == [{"code": code, "answer": "yes", "result": "confirmed"}]
    assert cli.states() == {"Jeanne": "confirmed"}
    assert modem.sent()[1].startswith("Vaccin Namur: dose réservée pour Jeanne")
    assert f"({code})" in modem.sent()[1]
    assert {one["state"] for one in cli.json("outbox", "list")["messages"]} == {"handed_over"}
    assert cli.json("poll")["answers"] == []


def test_without_a_code_the_number_must_belong_to_one_person_who_is_asked(cli: Cli, modem: Modem) -> None:
    by_mobile(cli, "1940-05-17", "Jeanne")
    by_mobile(cli, "1942-05-17", "Paul")
    cli("offer", "--center", "namur", "--doses", 2)
    modem.receive("Oui")
    (unread,) = to_read(cli)
    assert "several people are asked at that number" in unread["why"]
    assert cli.states() == {"Jeanne": "sent", "Paul": "sent"}
    modem.receive(f"non {cli.codes()['Paul'].lower()}")
    assert [one["result"] for one in answers(cli)] == ["declined"]
    modem.receive("Oui, merci !")
    assert [one["code"] for one in answers(cli)] == [cli.codes()["Jeanne"]]
    assert cli.states() == {"Jeanne": "confirmed", "Paul": "declined"}


def test_delivery_reports_are_stored_and_a_failed_invitation_counts_for_nothing(cli: Cli, modem: Modem) -> None:
    by_mobile(cli, "1940-05-17", "Jeanne", "+32470123456")
    by_mobile(cli, "1942-05-17", "Paul", "+32470654321")
    cli("offer", "--center", "namur", "--doses", 2)
    modem.receive("Delivered", pdu="Status_Report")
    modem.receive("Failed", "+32470654321", pdu="Status_Report")

    def told() -> bool:
        cli.now = int(time.time())
        cli("poll", code=None)
        return cli.states() == {"Jeanne": "sent", "Paul": "undeliverable"}

    until(told, "the reports")
    shown_ = {one["invitation"]: one for one in cli.json("outbox", "list")["messages"]}
    assert shown_[cli.codes()["Jeanne"]]["state"] == "handed_over"
    assert shown_[cli.codes()["Paul"]]["state"] == "bounced"
    story = cli.json("outbox", "show", shown_[cli.codes()["Jeanne"]]["id"])["message"]
    assert story["delivered_at"] is not None


def test_an_unplugged_modem_lets_nobody_s_time_run(cli: Cli, modem: Modem) -> None:
    by_mobile(cli, "1940-05-17", "Jeanne")
    modem.process.send_signal(signal.SIGSTOP)
    said = cli("offer", "--center", "namur", "--doses", 1, code=5)
    assert "gammu-smsd has sent nothing for 5 seconds" in said.err
    assert cli.states() == {"Jeanne": "queued"}
    assert modem.waiting() == []
    modem.process.send_signal(signal.SIGCONT)
    cli.pass_minutes(20)
    cli("poll")
    (invited,) = cli.json("status", 1)["invitations"]
    assert invited["state"] == "sent"
    (text,) = modem.sent()
    found = re.search(r"avant (?:\d\d/\d\d )?(\d\d):(\d\d)\.", text)  # with its day, where midnight lies between
    assert found
    assert local(cli.now + 1800).strftime("%H:%M") == f"{found[1]}:{found[2]}"


def test_a_process_killed_while_the_modem_sends_asks_nobody_twice(cli: Cli, modem: Modem) -> None:
    by_mobile(cli, "1940-05-17", "Jeanne")
    modem.process.send_signal(signal.SIGSTOP)
    command = [sys.executable, "-m", "qvax_cli", "offer", "--center", "namur", "--doses", "1"]
    with machines.running(command, cli.db.parent / "offer.out", env=machines.environment(cli)) as process:
        until(modem.waiting, "the SMS in the outbox")
        process.kill()
    assert cli.states() == {"Jeanne": "queued"}
    modem.process.send_signal(signal.SIGCONT)
    until(modem.sent, "the SMS to be sent")
    cli.now = int(time.time()) + 90
    cli("poll")
    (invited,) = cli.json("status", 1)["invitations"]
    assert invited["state"] == "sent"
    assert len(modem.sent()) == 1
