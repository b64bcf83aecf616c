"""Kannel from its package, with its fakesmsc as the network and the configuration that the how-to shows."""

import re
import shlex
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.channels.sms import machines
from tests.channels.sms.machines import answers, by_mobile, configure, listens, running, shown, to_read, until
from tests.conftest import Cli
from tests.ports import free_ports

BEARERBOX = shutil.which("bearerbox", path="/usr/sbin:/usr/local/sbin:/usr/bin:/usr/local/bin")
FAKESMSC = Path("/usr/lib/kannel/test/fakesmsc")
pytestmark = [
    pytest.mark.kannel,
    pytest.mark.skipif(
        BEARERBOX is None or not FAKESMSC.exists(),
        reason="Kannel or its fakesmsc is not installed (Debian: apt install kannel kannel-extras)",
    ),
]
QVAX = [sys.executable, "-m", "qvax_cli"]


@dataclass
class Kannel:
    """A gateway, and the network behind it."""

    folder: Path
    network: int
    environ: dict[str, str]
    receiver: int
    phases: int = field(default=0)

    @contextmanager
    def phones(self, *said: str, sender: str = "+32470123456") -> Iterator[Path]:
        """The network with its phones, one of which says something; what they get is in the file."""
        self.phases += 1
        output = self.folder / f"phones.{self.phases}"
        words = [f"{sender} 8850 text {text}" for text in said] or [f"{sender} 8850 text "]
        where = ["-H", "127.0.0.1", "-r", str(self.network)]
        command = [str(FAKESMSC), *where, "-i", "0.2", "-m", str(len(said)), *words]
        until(lambda: listens(self.network), "the network port of Kannel")
        with running(command, output):
            yield output

    @contextmanager
    def receiving(self) -> Iterator[None]:
        """`qvax sms serve`, as the how-to has systemd run it."""
        serve = [*QVAX, "sms", "serve", "--port", str(self.receiver)]
        with running(serve, self.folder / "serve.out", env=self.environ):
            until(lambda: listens(self.receiver), "qvax sms serve")
            yield


def _texts(output: Path) -> list[str]:
    """What the phones got."""
    return re.findall(r"Got message \d+: <8850 \+32470123456 text (.*)>", output.read_text(errors="replace"))


def _configured(text: str, ports: dict[str, int]) -> str:
    return re.sub(r"(?<!\d)(13000|13001|13013|13088)(?!\d)", lambda found: str(ports[found[0]]), text)


@pytest.fixture
def kannel(request: pytest.FixtureRequest, cli: Cli, tmp_path: Path) -> Iterator[Kannel]:
    """Both boxes of Kannel; the parameter is a service group in place of the one that the how-to shows first."""
    network, *others = free_ports(5)
    ports = dict(zip(("13000", "13001", "13013", "13088"), others, strict=True))
    conf, other_service = (_configured(block, ports) for block in shown("kannel", "text"))
    fake = f"group = smsc\nsmsc = fake\nsmsc-id = network\nhost = 127.0.0.1\nport = {network}\n\n"
    conf = re.sub(r"group = smsc\n.*?\n\n", fake, conf, flags=re.DOTALL)
    conf = conf.replace("/var/spool/kannel.store", str(tmp_path / "store"))
    conf = conf.replace("http-queue-delay = 15", "http-queue-delay = 1")
    if getattr(request, "param", "") == "exec":
        command = " ".join(map(shlex.quote, [*QVAX, "--db", str(cli.database)]))
        other_service = other_service.replace("sudo -n -u ann /usr/local/bin/qvax", command)
        conf = re.sub(r"get-url = .*\n", lambda _: other_service, conf)
    (tmp_path / "kannel.conf").write_text(conf)
    for name, word in (("kannel-password", "a-long-random-word"), ("sms-secret", "a-second-random-word")):
        (tmp_path / name).write_text(word + "\n")
    (toml,) = shown("kannel", "toml")
    configure(cli, _configured(toml, ports).replace("/home/ann/.config/qvax", str(tmp_path)))
    boxes = [Path(str(BEARERBOX)), Path(str(BEARERBOX)).with_name("smsbox")]
    machine = machines.environment(cli)  # also what smsbox runs is run by a user of that machine
    with running([boxes[0], tmp_path / "kannel.conf"], tmp_path / "bearerbox.out"):
        until(lambda: listens(ports["13001"]), "bearerbox")
        with running([boxes[1], tmp_path / "kannel.conf"], tmp_path / "smsbox.out", env=machine):
            until(lambda: listens(ports["13013"]), "smsbox")
            yield Kannel(tmp_path, network, machine, ports["13088"])


def test_an_offer_goes_out_by_kannel_and_the_answer_confirms_it(cli: Cli, kannel: Kannel) -> None:
    by_mobile(cli, "1940-05-17", "Hélène")
    with kannel.receiving():
        with kannel.phones() as phones:
            (invited,) = cli.json("offer", "--center", "namur", "--doses", 1)["invited"]
            code = invited["code"]
            (text,) = until(lambda: _texts(phones), "the SMS at the phone")
        assert text.startswith("Vaccin Namur: dose pour Hélène")
        assert f"NON {code} avant " in text
        with kannel.phones(f"OUI {code}") as phones:
            assert answers(cli) == [{"code": code, "answer": "yes", "result": "confirmed"}]
            (text,) = until(lambda: _texts(phones), "the confirmation at the phone")
        assert text.startswith("Vaccin Namur: dose réservée pour Hélène")
        until(lambda: _delivered(cli) == {"invitation", "confirmation"}, "the delivery reports")
    assert cli.states() == {"Hélène": "confirmed"}


def _delivered(cli: Cli) -> set[str]:
    cli.now = int(time.time())
    cli("poll", code=None)
    told = [cli.json("outbox", "show", one["id"])["message"] for one in cli.json("outbox", "list")["messages"]]
    return {one["kind"] for one in told if one["delivered_at"]}


def test_a_reply_without_a_code_from_a_shared_number_is_for_a_person_to_read(cli: Cli, kannel: Kannel) -> None:
    by_mobile(cli, "1940-05-17", "Jeanne")
    by_mobile(cli, "1942-05-17", "Paul")
    with kannel.receiving():
        with kannel.phones() as phones:
            cli("offer", "--center", "namur", "--doses", 2)
            until(lambda: len(_texts(phones)) == 2, "both SMS at the phone")
        with kannel.phones("Oui"):
            (unread,) = to_read(cli)
    assert (unread["excerpt"], unread["from"]) == ("Oui", "+32470123456")
    assert "several people" in unread["why"]
    assert cli.states() == {"Jeanne": "sent", "Paul": "sent"}


def test_a_reply_waits_in_kannel_while_the_receiver_is_down_and_keeps_its_moment(cli: Cli, kannel: Kannel) -> None:
    by_mobile(cli, "1940-05-17", "Jeanne")
    with kannel.phones() as phones:
        (invited,) = cli.json("offer", "--center", "namur", "--doses", 1)["invited"]
        until(lambda: _texts(phones), "the SMS at the phone")
    with kannel.phones(f"OUI {invited['code']}"):
        log = kannel.folder / "smsbox.out"
        until(lambda: "Retrying request" in log.read_text(errors="replace"), "Kannel to try again")
    with kannel.receiving():
        spool = Path(f"{cli.db}-sms-inbox") / "new"
        # The delivery report waits there too, and may come first.
        until(lambda: any("OUI" in path.read_text() for path in spool.glob("*.json")), "the reply in the folder")
    cli.now = int(time.time()) + 31 * 60
    answered = cli.json("poll", code=None)["answers"]
    assert [one["result"] for one in answered] == ["confirmed"]


@pytest.mark.parametrize("kannel", ["exec"], indirect=True)
def test_kannel_can_run_a_command_whatever_signs_the_reply_holds(cli: Cli, kannel: Kannel) -> None:
    by_mobile(cli, "1940-05-17", "Jeanne")
    with kannel.phones() as phones:
        (invited,) = cli.json("offer", "--center", "namur", "--doses", 1)["invited"]
        until(lambda: _texts(phones), "the SMS at the phone")
    evil = f"""oui {invited["code"]} 'c'est "bon"' $(touch {kannel.folder}/evil) `id`; & | (été) *!~"""
    with kannel.phones(evil):
        (unread,) = to_read(cli)
    assert (unread["invitation"], unread["excerpt"]) == (invited["code"], evil)
    assert not (kannel.folder / "evil").exists()


def test_a_wrong_password_stops_the_channel_and_nobody_loses_anything(cli: Cli, kannel: Kannel) -> None:
    by_mobile(cli, "1940-05-17", "Jeanne")
    (kannel.folder / "kannel-password").write_text("wrong\n")
    said = cli("offer", "--center", "namur", "--doses", 1, code=5)
    assert "the SMS gateway does not allow us this (403)" in said.err
    assert cli.states() == {"Jeanne": "queued"}
