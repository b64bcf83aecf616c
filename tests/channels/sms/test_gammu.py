"""SMS through the folders of gammu-smsd: sent once, never late, and found again after a crash."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qvax_cli.channels import Envelope, Rejected, Taken, TryLater, Unreachable
from qvax_cli.channels.sms.gammu import FOLDERS, Gammu
from qvax_cli.channels.sms.gammu_inbox import GammuInbox, received_at
from qvax_cli.rules.local_time import brussels, instant

NOW = instant(datetime(2021, 4, 6, 17, 40))
KEY = "12.invitation.K7P3X2Q4"
LETTER = Envelope(
    key=KEY,
    to="+32470123456",
    to_name="Jeanne",
    subject="",
    body="K7P3X2Q4 avant 18:10: été\n",
    language="fr",
    kind="invitation",
    code="K7P3X2Q4",
    created_at=NOW,
)
NAME = f"OUTA20210406_154000_000_+32470123456_{KEY}.txt"


class Modem:
    """What gammu-smsd does to the folders, a step at every `sleep` of the channel."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.slept = 0
        self.does: Iterator[str] = iter(())
        for name in FOLDERS:
            (folder / name).mkdir()

    def __call__(self, _seconds: float) -> None:
        """Moves the first waiting file to the folder that comes next: "" does nothing, "gone" deletes."""
        self.slept += 1
        target = next(self.does, "")
        waiting = self.files("outbox")
        if target == "gone":
            (self.folder / "outbox" / waiting[0]).unlink()
        elif target and waiting:
            (self.folder / "outbox" / waiting[0]).rename(self.folder / target / waiting[0])

    def files(self, name: str) -> list[str]:
        return sorted(path.name for path in (self.folder / name).glob("OUT*"))

    def everywhere(self) -> list[str]:
        return [name for folder in ("outbox", "sent", "error") for name in self.files(folder)]


@pytest.fixture
def modem(tmp_path: Path) -> Modem:
    return Modem(tmp_path)


@pytest.fixture
def gammu(modem: Modem) -> Gammu:
    return Gammu(modem.folder, patience=2, sleep=modem)


def test_a_message_is_handed_over_once_the_modem_has_sent_it(modem: Modem, gammu: Gammu) -> None:
    modem.does = iter(["", "", "sent"])
    with gammu:
        assert gammu.hand_over(LETTER, NOW) == Taken(NOW, "sent by the modem")
    assert modem.everywhere() == modem.files("sent") == [NAME]
    content = (modem.folder / "sent" / NAME).read_bytes()
    assert content == b"\xfe\xff" + "K7P3X2Q4 avant 18:10: été".encode("utf-16-be")
    assert [path.name for path in (modem.folder / "outbox").iterdir()] == []


def test_the_longest_name_of_a_file_has_room_in_gammu_smsd() -> None:
    # smsd/services/files.c: char FileName[100]
    key = f"{10**9}.confirmation.K7P3X2Q4"
    assert len(f"OUTB20210406_154000_000_+{'9' * 15}_{key}.txt") < 100


def test_a_message_that_was_sent_before_a_crash_is_not_sent_again(modem: Modem, gammu: Gammu) -> None:
    modem.does = iter(["sent"])
    gammu.hand_over(LETTER, NOW)
    sent = modem.folder / "sent" / NAME
    written = sent.stat().st_ctime - 7  # the modem took seven seconds
    os.utime(sent, (written, written))
    assert gammu.hand_over(LETTER, NOW + 300) == Taken(NOW + 7, "sent by the modem")
    assert modem.everywhere() == [NAME]


def test_a_message_that_still_waits_after_a_crash_is_waited_for(modem: Modem, gammu: Gammu) -> None:
    (modem.folder / "outbox" / NAME).write_text("x")
    modem.does = iter(["sent"])
    assert gammu.hand_over(LETTER, NOW + 1).at == NOW
    assert modem.everywhere() == [NAME]


def test_a_message_left_behind_is_written_anew_with_the_deadline_of_now(modem: Modem, gammu: Gammu) -> None:
    (modem.folder / "outbox" / NAME).write_text("avant 18:10")
    modem.does = iter(["sent"])
    gammu.hand_over(LETTER._replace(body="avant 18:25"), NOW + 900)
    (sent,) = modem.everywhere()
    assert sent.startswith("OUTA20210406_155500_")
    assert b"2\x005" in (modem.folder / "sent" / sent).read_bytes()


def test_what_a_dead_modem_does_not_send_is_taken_back(modem: Modem, gammu: Gammu) -> None:
    with pytest.raises(Unreachable, match="has sent nothing for 2 seconds"):
        gammu.hand_over(LETTER, NOW)
    assert modem.slept == 8
    assert modem.everywhere() == []


def test_a_message_that_is_sent_while_it_is_taken_back_counts(modem: Modem) -> None:
    class Quick(Gammu):
        def _take_back(self, path: Path) -> None:
            path.rename(modem.folder / "sent" / path.name)
            super()._take_back(path)

    assert Quick(modem.folder, 1, modem).hand_over(LETTER, NOW).at == NOW


def test_nobody_gives_up_while_the_modem_sends_others(modem: Modem, gammu: Gammu) -> None:
    for number in range(5):
        (modem.folder / "outbox" / f"OUTA20210406_15395{number}_000_+3247000000{number}_x.txt").write_text("x")
    modem.does = iter(([""] * 6 + ["sent"]) * 6)
    assert gammu.hand_over(LETTER, NOW).at == NOW
    assert modem.slept == 42


def test_a_message_that_fails_is_tried_again_under_another_name(modem: Modem, gammu: Gammu) -> None:
    modem.does = iter(["error", "sent"])
    with pytest.raises(TryLater, match="the modem could not send"):
        gammu.hand_over(LETTER, NOW)
    gammu.hand_over(LETTER, NOW + 60)
    assert modem.files("error") == [NAME]
    assert modem.files("sent") == [f"OUTA20210406_154100_001_+32470123456_{KEY}.txt"]


def test_a_message_that_fails_again_and_again_while_others_are_sent_is_refused(modem: Modem, gammu: Gammu) -> None:
    modem.does = iter(["error"] * 4 + ["sent"])
    for attempt in range(4):  # a SIM card without credit fails for everybody
        with pytest.raises(TryLater):
            gammu.hand_over(LETTER, NOW + 60 * attempt)
    gammu.hand_over(LETTER._replace(key="13.invitation.K7P3X2Q5"), NOW + 250)
    with pytest.raises(Rejected, match="4 times"):
        gammu.hand_over(LETTER, NOW + 300)
    assert modem.files("outbox") == []


def test_without_a_folder_for_what_was_sent_the_message_counts_when_it_is_gone(modem: Modem, gammu: Gammu) -> None:
    modem.does = iter(["", "", "", "gone"])
    assert gammu.hand_over(LETTER, NOW).at == NOW + 1


def test_a_number_that_no_modem_could_use_is_refused(gammu: Gammu) -> None:
    for number in ("", "0470123456", "+32470123456_x", "../etc", "+3247012345²"):
        with pytest.raises(Rejected):
            gammu.hand_over(LETTER._replace(to=number), NOW)


def test_a_folder_that_is_missing_stops_the_channel_not_the_message(tmp_path: Path) -> None:
    with pytest.raises(Unreachable, match="No such file"), Gammu(tmp_path / "none") as gammu:
        gammu.hand_over(LETTER, NOW)
    with pytest.raises(Unreachable, match="missing"):
        Gammu(tmp_path / "none").check()


def test_the_channel_takes_whoever_has_a_mobile(gammu: Gammu) -> None:
    assert gammu.takes("a@example.org", "+32470123456") == "+32470123456"
    assert gammu.takes("a@example.org", None) is None


def test_invitations_are_sent_before_everything_else(modem: Modem, gammu: Gammu) -> None:
    for kind in ("expired", "confirmation", "invitation"):
        modem.does = iter(["sent"])
        gammu.hand_over(LETTER._replace(key=f"1.{kind}.K7P3X2Q4", kind=kind), NOW)
    assert [name.rsplit(".")[-3] for name in modem.files("sent")] == ["invitation", "confirmation", "expired"]


def test_what_a_killed_qvax_left_in_the_outbox_is_not_sent_hours_later(modem: Modem, gammu: Gammu) -> None:
    ours, theirs = modem.folder / "outbox" / NAME, modem.folder / "outbox" / "OUT+32470123456.txt"
    for path in (ours, theirs):
        path.write_text("x")
        os.utime(path, (1, 1))
    with pytest.raises(Unreachable, match="is gammu-smsd running"):
        gammu.check()
    with gammu:
        pass
    assert not ours.exists()
    assert theirs.exists()


def test_the_check_says_what_waits_and_changes_nothing(modem: Modem, gammu: Gammu) -> None:
    (modem.folder / "outbox" / NAME).write_text("x")
    assert "1 SMS wait" in gammu.check()
    assert sorted(path.name for path in (modem.folder / "outbox").iterdir()) == [NAME]


ONE_HAND_OVER = f"""
import sys
from pathlib import Path
from qvax_cli.channels import Envelope
from qvax_cli.channels.sms.gammu import Gammu
with Gammu(Path(sys.argv[1]), patience=5) as gammu:
    print("ready", flush=True)
    gammu.hand_over({LETTER!r}, {NOW})
"""


@pytest.mark.parametrize("seed", range(5))
def test_a_process_killed_at_any_point_never_sends_a_message_twice(modem: Modem, seed: int) -> None:
    random = Random(seed)
    # Most die within a few milliseconds, where the file is written and renamed; the last one may finish.
    for patience in [*(random.choice([0.0003, 0.001, 0.003, 0.01, 0.3]) for _ in range(6)), 10]:
        command = [sys.executable, "-c", ONE_HAND_OVER, str(modem.folder)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=Path(__file__).parents[3]) as process:
            assert process.stdout is not None
            process.stdout.readline()
            if random.random() < 0.3 or patience == 10:
                modem.does = iter(["sent"])
                while patience == 10 and process.poll() is None and not modem.files("outbox"):
                    pass
                modem(0)
            try:
                process.wait(patience)
            except subprocess.TimeoutExpired:
                process.kill()
    assert process.returncode == 0
    assert len(modem.everywhere()) == len(modem.files("sent")) == 1


# ---------------------------------------------------------------- in


@pytest.fixture
def inbox(modem: Modem) -> GammuInbox:
    return GammuInbox(modem.folder, (brussels(),))


@pytest.fixture
def arrives(modem: Modem) -> Callable[..., Path]:
    def write(name: str, content: bytes | str, *, at: int = NOW + 65) -> Path:
        path = modem.folder / "inbox" / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        os.utime(path, (at, at))
        return path

    return write


DETAIL = """; This file format was designed for Gammu and is compatible with Gammu+
; See <http://www.gammu.org> for more info
; Saved 20261123T172853 (Mon Nov 23 17:28:53 2026)

[SMSBackup000]
; OUI
SMSC = "+32475161616"
PDU = {pdu}
DateTime = 20210406T174100
Number = "+32470123456"
UDH = 0500037F0201
Text00 = {first}
Coding = Default_No_Compression

[SMSBackup001]
; rest
PDU = {pdu}
Text00 = {second}
Coding = Default_No_Compression
"""


def _hex(text: str) -> str:
    return text.encode("utf-16-be").hex().upper()


@pytest.mark.parametrize(
    "content",
    [
        b"Oui \xc3\xa7a va",
        b"Oui \xe7a va",
        b"\xfe\xff" + "Oui ça va".encode("utf-16-be"),
        # What gammu-smsd 1.42 writes: as many signs as the text has bytes in UTF-8.
        b"\xfe\xff" + "Oui ça va\0§".encode("utf-16-be"),
        DETAIL.format(pdu="Deliver", first=_hex("Oui "), second=_hex("ça va")),
        DETAIL.format(pdu="Deliver", first=_hex("Oui "), second=_hex("ça va")).replace("\n", "\r\n"),
    ],
)
def test_a_message_is_read_in_every_format(arrives: Callable[..., Path], inbox: GammuInbox, content: bytes) -> None:
    arrives("IN20210406_174100_00_+32470123456_00.txt", content)
    (reply,) = inbox.replies()
    assert (reply.body, reply.sender, reply.received_at) == ("Oui ça va", "+32470123456", NOW + 60)
    assert (reply.subject, reply.automatic, reply.refs, reply.report) == ("", False, (), None)


def test_the_parts_of_a_long_message_are_one(arrives: Callable[..., Path], inbox: GammuInbox) -> None:
    for part, text in enumerate(("Oui, ", "mais ", "demain")):
        arrives(f"IN20210406_174100_00_+32470123456_{part:02}.txt", text)
    arrives("IN20210406_174100_01_+32470123456_00.txt", "Non")
    assert [reply.body for reply in inbox.replies()] == ["Oui, mais demain", "Non"]


def test_a_message_that_is_being_written_is_left_alone(modem: Modem, inbox: GammuInbox) -> None:
    path = modem.folder / "inbox" / "IN20210406_174100_00_+32470123456_00.txt"
    path.write_text("Oui")
    assert list(inbox.replies()) == []
    assert [path.name for path in (modem.folder / "inbox").iterdir()] == [path.name]


def test_what_is_done_is_put_away_and_never_overwritten(arrives: Callable[..., Path], inbox: GammuInbox) -> None:
    keys = []
    for text in ("Oui", "Non"):  # gammu-smsd gives the name again once it is free
        path = arrives("IN20210406_174100_00_+32470123456_00.txt", text)
        arrives("IN20210406_174100_00_+32470123456_01.txt", "!")
        (reply,) = inbox.replies()
        keys.append(reply.key)
        inbox.done(reply)
        inbox.done(reply)
    assert list(inbox.replies()) == []
    assert len(set(keys)) == 2
    assert len(list((path.parent / ".done").iterdir())) == 4
    assert path.parent.joinpath(".done").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("sender", "stored"),
    [("0470123456", "+32470123456"), ("32470123456", "+32470123456"), ("Proximus", "Proximus"), ("8850", "8850"),
     ("My_Co_1", "My_Co_1")],
)  # fmt: skip
def test_senders_are_written_as_people_s_numbers_are(
    arrives: Callable[..., Path], inbox: GammuInbox, sender: str, stored: str
) -> None:
    arrives(f"IN20210406_174100_00_{sender}_00.txt", "Oui")
    assert [reply.sender for reply in inbox.replies()] == [stored]


@pytest.mark.parametrize(("text", "delivered"), [("Delivered", True), ("Failed", False), ("Pending", None)])
def test_delivery_reports_are_no_answers(
    arrives: Callable[..., Path], inbox: GammuInbox, text: str, delivered: bool | None
) -> None:
    detail = DETAIL.format(pdu="Status_Report", first=_hex(text), second="")
    for content in (text, detail, detail.replace("\n", "\r\n")):
        arrives("IN20210406_174100_00_+32470123456_00.txt", content)
        (reply,) = inbox.replies()
        assert reply.automatic
        assert reply.report is not None
        assert (reply.report.to, reply.report.delivered) == ("+32470123456", delivered)


def test_a_message_that_came_back_is_sent_again_when_somebody_asks_for_it(
    modem: Modem, gammu: Gammu, inbox: GammuInbox, arrives: Callable[..., Path]
) -> None:
    for key in ("11.invitation.K7P3X2Q4", KEY):
        modem.does = iter(["sent"])
        gammu.hand_over(LETTER._replace(key=key), NOW + int(key[:2]))
    arrives("IN20210406_174100_00_+32470123456_00.txt", "Failed")
    for reply in inbox.replies():
        inbox.done(reply)
    assert [name.endswith(f"{KEY}.txt") for name in modem.files("error")] == [True]
    modem.does = iter(["sent"])
    gammu.hand_over(LETTER, NOW + 300)
    assert [name for name in modem.files("sent") if "155000" in name or "_001_" in name] == [
        f"OUTA20210406_154500_001_+32470123456_{KEY}.txt"
    ]


def test_a_message_that_only_looks_like_a_report_is_read_by_somebody(
    arrives: Callable[..., Path], inbox: GammuInbox
) -> None:
    arrives("IN20210406_174100_00_+32470123456_00.txt", "PDU = Status_Report\nDelivered")
    assert [reply.automatic for reply in inbox.replies()] == [False]


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xfe\x00", b"\xfe\xff\xd8", DETAIL.encode(), b"; This file format was "]
)
def test_nothing_in_a_file_is_an_error(arrives: Callable[..., Path], inbox: GammuInbox, content: bytes) -> None:
    arrives("IN20210406_174100_00_+32470123456_00.txt", content)
    arrives("IN20210406_999999_00_+32470123456_00.bin", content)
    arrives("strange", content)
    assert len(list(inbox.replies())) == 2


def test_an_inbox_that_is_missing_says_so(tmp_path: Path) -> None:
    with pytest.raises(Unreachable, match="cannot be read"):
        list(GammuInbox(tmp_path / "none", ()).replies())


@pytest.mark.parametrize(
    ("stamp", "zones", "written", "expected"),
    [
        ("20210406_174000", "Europe/Brussels", NOW + 8, NOW),
        ("20210406_154000", "UTC", NOW + 8, NOW),
        ("20210406_174000", "Europe/Brussels UTC", NOW + 8, NOW),
        ("20210406_154000", "Europe/Brussels UTC", NOW + 8, NOW),
        ("20210406_174000", "Europe/Brussels", NOW + 5 * 3600, NOW),  # the modem was off
        ("20210406_174030", "Europe/Brussels", NOW + 8, NOW + 8),  # the clock of the network is ahead
        ("20210406_174000", "UTC", NOW + 8, NOW + 8),  # the wrong zone: in the future
        ("20210320_174000", "Europe/Brussels", NOW, NOW),  # no network keeps a message so long
        ("20210231_174000", "Europe/Brussels", NOW, NOW),
        ("20211031_023000", "Europe/Brussels", 1635640500, 1635640200),  # 02:35 of summer
        ("20211031_023000", "Europe/Brussels", 1635644100, 1635643800),  # 02:35 of winter
    ],
)
def test_the_stamp_of_the_network_counts_where_it_can_be_right(
    stamp: str, zones: str, written: int, expected: int
) -> None:
    assert received_at(stamp, tuple(map(ZoneInfo, zones.split())), written) == expected


@given(st.integers(0, 2**31), st.integers(-(10**6), 10**6))
def test_a_message_is_never_received_after_it_was_there(written: int, offset: int) -> None:
    stamp = datetime.fromtimestamp(max(written + offset, 0), brussels()).strftime("%Y%m%d_%H%M%S")
    found = received_at(stamp, (brussels(),), written)
    assert written - 7 * 24 * 3600 <= found <= written


def test_upkeep_erases_our_old_messages_and_no_others(modem: Modem) -> None:
    names = {"old": NAME, "new": NAME.replace("20210406", "20210413"), "theirs": "OUT+32470123456.txt"}
    for folder in ("sent", "error"):
        for name in names.values():
            (modem.folder / folder / name).write_text("x")
    done = modem.folder / "inbox" / ".done"
    done.mkdir()
    for name, at in (("old", NOW), ("new", NOW + 9 * 24 * 3600)):
        (done / name).touch()
        os.utime(done / name, (at, at))
    Gammu(modem.folder).erase_before(NOW + 24 * 3600)
    GammuInbox(modem.folder, ()).erase_before(NOW + 24 * 3600)
    assert modem.everywhere() == sorted([names["theirs"], names["new"]]) * 2
    assert [path.name for path in done.iterdir()] == ["new"]
