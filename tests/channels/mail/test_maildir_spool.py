"""The spool: every message there exactly once, whatever happens."""

import os
import signal
import stat
import subprocess
import sys
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest

from qvax_cli.channels import Channel, Envelope, Rejected, Taken, Unreachable
from qvax_cli.channels.mail.maildir_spool import Spool

NOW = 1617723130
ENVELOPE = Envelope(
    key="12.invitation.K7P3X2Q4",
    to="jeanne@example.be",
    to_name="Jeanne Péter",
    subject="Vaccin [K7P3X2Q4]",
    body="Bonjour\n",
    language="fr",
    kind="invitation",
    code="K7P3X2Q4",
    created_at=NOW - 5,
)
NAME = "1617723125.12.invitation.K7P3X2Q4.qvax.eml"


@pytest.fixture
def spool(tmp_path: Path) -> Spool:
    return Spool(tmp_path / "spool")


def everything(spool: Spool) -> list[str]:
    return sorted(str(path.relative_to(spool.folder)) for path in spool.folder.rglob("*") if path.is_file())


def test_a_message_becomes_one_file_for_its_owner_only(spool: Spool) -> None:
    with spool:
        assert spool.hand_over(ENVELOPE, NOW) == Taken(NOW)
    assert everything(spool) == [f"new/{NAME}"]
    file = spool.folder / "new" / NAME
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    for folder in (spool.folder, *(spool.folder / part for part in ("tmp", "new", "cur"))):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    mail = message_from_bytes(file.read_bytes(), policy=default)
    assert (mail["Message-ID"], mail["To"]) == (
        "<12.invitation.K7P3X2Q4.qvax@localhost>",
        "Jeanne Péter <jeanne@example.be>",
    )


def test_a_spool_is_a_channel_for_people_with_an_e_mail_address(spool: Spool) -> None:
    channel: Channel = spool
    assert channel.name == "mail"
    assert channel.takes("a@b.be", "+32470123456") == "a@b.be"
    assert channel.takes(None, "+32470123456") is None
    assert channel.takes("", None) is None


@pytest.mark.parametrize("where", [f"new/{NAME}", f"cur/{NAME}", f"cur/{NAME}:2,S", f"cur/{NAME}:2,ST"])
def test_a_message_handed_over_before_keeps_its_moment_and_is_not_written_again(spool: Spool, where: str) -> None:
    spool.hand_over(ENVELOPE, NOW)
    (spool.folder / "new" / NAME).rename(spool.folder / where)
    content = (spool.folder / where).read_bytes()
    assert spool.hand_over(ENVELOPE._replace(body="later"), NOW + 600) == Taken(NOW)
    assert everything(spool) == [where]
    assert (spool.folder / where).read_bytes() == content


def test_a_message_whose_date_was_damaged_counts_from_the_time_of_its_file(spool: Spool) -> None:
    spool.hand_over(ENVELOPE, NOW)
    file = spool.folder / "new" / NAME
    file.write_bytes(b"Subject: x\n\n")
    os.utime(file, (NOW + 7, NOW + 7))
    assert spool.hand_over(ENVELOPE, NOW + 600) == Taken(NOW + 7)


def test_what_a_killed_process_left_half_written_is_replaced(spool: Spool) -> None:
    spool.hand_over(ENVELOPE._replace(key="other"), NOW)
    (spool.folder / "tmp" / NAME).write_bytes(b"Date: half")
    assert spool.hand_over(ENVELOPE, NOW) == Taken(NOW)
    assert f"new/{NAME}" in everything(spool)
    assert not list((spool.folder / "tmp").iterdir())
    assert b"Bonjour" in (spool.folder / "new" / NAME).read_bytes()


def test_an_address_that_cannot_be_is_refused_and_leaves_nothing(spool: Spool) -> None:
    with pytest.raises(Rejected):
        spool.hand_over(ENVELOPE._replace(to="no address"), NOW)
    assert everything(spool) == []


@pytest.mark.parametrize(("sender", "reply_to"), [("nobody", None), ("a\0@b.be", None), ("a@b.be", "x y@b.be")])
def test_a_sender_that_cannot_be_makes_the_message_wait_and_is_named(
    tmp_path: Path, sender: str, reply_to: str | None
) -> None:
    spool = Spool(tmp_path / "spool", sender, reply_to)
    with pytest.raises(Unreachable, match="the sender or reply address in the configuration is no e-mail address"):
        spool.hand_over(ENVELOPE, 0)
    assert everything(spool) == []


def test_a_folder_that_cannot_be_used_makes_the_message_wait(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(Unreachable, match="cannot be used: Not a directory"):
        Spool(tmp_path / "file" / "spool").hand_over(ENVELOPE, NOW)


_HAND_OVER = """
import sys
from pathlib import Path
from qvax_cli.channels import Envelope, Unreachable
from qvax_cli.channels.mail.maildir_spool import Spool

spool, moment = Spool(Path(sys.argv[1])), int(sys.argv[2])
{before}
print("ready", flush=True)
for number in range({count}):
    envelope = Envelope(
        key=f"m{{number}}", to="jeanne@example.be", to_name="J", subject="s",
        body="x" * {size}, language="fr", kind="invitation", code=None, created_at=1617723125,
    )
    try:
        print(number, spool.hand_over(envelope, moment).at, flush=True)
    except Unreachable as trouble:
        print(trouble.reason)
"""


def hand_over(
    folder: Path, moment: int, *, before: str = "", count: int = 40, size: int = 5000
) -> "subprocess.Popen[str]":
    """Another process that hands over messages m0, m1, … at that moment."""
    code = _HAND_OVER.format(before=before, count=count, size=size)
    return subprocess.Popen([sys.executable, "-c", code, folder, str(moment)], stdout=subprocess.PIPE, text=True)


def finish(process: "subprocess.Popen[str]") -> list[str]:
    """Its lines, when it has ended."""
    return process.communicate(timeout=30)[0].splitlines()


def test_a_folder_without_permission_makes_the_message_wait(spool: Spool) -> None:
    spool.folder.mkdir(mode=0o500)
    # Root may write everywhere, until it gives that up.
    lines = finish(hand_over(spool.folder, NOW, before="import os; os.geteuid() or os.setuid(65534)", count=1))
    assert lines[1:] == [f"the spool {spool.folder} cannot be written to: no permission, or a read-only disk"]


def test_a_full_disk_makes_the_message_wait_and_leaves_nothing_behind(spool: Spool) -> None:
    limit = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (3000, 3000))"
    lines = finish(hand_over(spool.folder, NOW, before=limit, count=1))
    assert lines[1:] == [f"the disk is full, so the spool {spool.folder} takes no more messages"]
    assert everything(spool) == []


def test_a_process_killed_at_any_point_leaves_each_message_whole_or_not_at_all(spool: Spool) -> None:
    for moment in range(NOW, NOW + 6):
        process = hand_over(spool.folder, moment)
        assert process.stdout is not None
        for _ in range(1 + 3 * (moment - NOW)):
            process.stdout.readline()
        process.send_signal(signal.SIGKILL)
        process.communicate()
    recorded = {}
    for file in (spool.folder / "new").iterdir():
        mail = message_from_bytes(file.read_bytes(), policy=default)
        assert mail.get_content().strip() == "x" * 5000
        recorded[mail["Message-ID"]] = int(mail["Date"].datetime.timestamp())
    assert recorded
    lines = finish(hand_over(spool.folder, NOW + 600))[1:]
    assert [int(line.split()[1]) for line in lines] == [
        recorded.get(f"<m{number}.qvax@localhost>", NOW + 600) for number in range(40)
    ]
    assert everything(spool) == sorted(f"new/1617723125.m{number}.qvax.eml" for number in range(40))


def test_processes_side_by_side_write_each_message_once_and_agree_on_its_moment(spool: Spool) -> None:
    processes = [hand_over(spool.folder, NOW + number) for number in range(4)]
    answers = [finish(process)[1:] for process in processes]
    assert all(answer == answers[0] for answer in answers)
    assert len(everything(spool)) == 40
