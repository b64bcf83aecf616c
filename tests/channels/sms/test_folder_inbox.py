"""SMS that a gateway brings: taken at once, whatever the database does, and read once."""

import json
import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import quote, urlencode
from urllib.request import urlopen

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qvax_cli.channels import Unreachable
from qvax_cli.channels.sms.folder_inbox import FolderInbox, put_in
from qvax_cli.channels.sms.query import fields_of
from qvax_cli.channels.sms.receiver import Receiver

NOW = 1617723600
SMS = {"from": "+32470123456", "text": "OUI K7P3X2Q4 ça va", "at": "1617723590", "id": "abc-1"}


@pytest.fixture
def spool(tmp_path: Path) -> FolderInbox:
    return FolderInbox(tmp_path / "sms")


def test_what_is_put_in_is_read_with_its_moment(spool: FolderInbox) -> None:
    brought = put_in(spool.folder, SMS, NOW)
    assert brought is not None
    assert not brought.report
    (reply,) = spool.replies()
    assert (reply.body, reply.sender, reply.received_at) == (SMS["text"], SMS["from"], NOW - 10)
    assert (reply.subject, reply.automatic, reply.report) == ("", False, None)
    (file,) = (spool.folder / "new").iterdir()
    assert file.stat().st_mode & 0o077 == spool.folder.stat().st_mode & 0o077 == 0


def test_the_same_message_twice_is_one_also_after_it_was_read(spool: FolderInbox) -> None:
    for _ in range(2):
        put_in(spool.folder, SMS, NOW)
    (reply,) = spool.replies()
    spool.done(reply)
    spool.done(reply)
    put_in(spool.folder, SMS, NOW + 60)
    assert list(spool.replies()) == []
    put_in(spool.folder, {**SMS, "id": "abc-2"}, NOW)
    assert len(list(spool.replies())) == 1


@pytest.mark.parametrize("at", ["", "yesterday", "2021"])
def test_without_a_moment_it_is_the_one_when_it_was_brought(spool: FolderInbox, at: str) -> None:
    put_in(spool.folder, {**SMS, "at": at}, NOW)
    assert [reply.received_at for reply in spool.replies()] == [NOW]


def test_messages_without_a_name_are_told_apart_by_what_they_say(spool: FolderInbox) -> None:
    for text in ("Oui", "Oui", "Non"):
        put_in(spool.folder, {"from": SMS["from"], "text": text}, NOW)
    assert sorted(reply.body for reply in spool.replies()) == ["Non", "Oui"]


@pytest.mark.parametrize(
    ("state", "delivered"),
    [("1", True), ("delivered", True), ("DELIVRD", True), ("2", False), ("16", False), ("Failed", False),
     ("undelivered", False), ("4", None), ("8", None), ("sent", None)],
)  # fmt: skip
def test_delivery_reports_are_read(spool: FolderInbox, state: str, delivered: bool | None) -> None:
    brought = put_in(spool.folder, {"reference": "12.invitation.K7P3X2Q4", "state": state, "from": "13013"}, NOW)
    assert brought is not None
    assert brought.report
    (reply,) = spool.replies()
    assert reply.automatic
    assert reply.report is not None
    assert (reply.report.reference, reply.report.delivered) == ("12.invitation.K7P3X2Q4", delivered)


def test_a_report_is_one_whatever_programs_write_around_it(spool: FolderInbox) -> None:
    put_in(spool.folder, {"reference": "12.invitation.K7P3X2Q4", "state": "2"}, NOW)
    (file,) = (spool.folder / "new").iterdir()
    fields = {**json.loads(file.read_text()), "text": None, "from": None}
    file.write_bytes(b"\xef\xbb\xbf" + json.dumps(fields).encode())
    (reply,) = spool.replies()
    assert reply.report is not None
    assert (reply.report.delivered, reply.body, reply.fault) == (False, "", "")


def test_every_state_of_a_message_is_a_report_of_its_own(spool: FolderInbox) -> None:
    for state in ("8", "1", "1"):
        put_in(spool.folder, {"reference": "x", "state": state}, NOW)
    assert len(list(spool.replies())) == 2


@pytest.mark.parametrize("fields", [{}, {"at": "1"}, {"id": "x"}, {"state": "1"}, {"reference": "x"}, {"From": ""}])
def test_what_holds_nothing_is_not_taken(spool: FolderInbox, fields: dict[str, str]) -> None:
    assert put_in(spool.folder, fields, NOW) is None
    assert not spool.folder.exists()


def test_the_spellings_of_other_gateways_are_known(spool: FolderInbox) -> None:
    put_in(spool.folder, {"From": "+32470123456", "Body": "Oui", "MessageSid": "SM1"}, NOW)
    assert [(reply.sender, reply.body) for reply in spool.replies()] == [("+32470123456", "Oui")]


def test_a_folder_that_is_not_there_holds_nothing(spool: FolderInbox) -> None:
    assert list(spool.replies()) == []


@pytest.mark.parametrize("content", [b"", b"{", b"[1]", b"\xff\xfe", b'{"text": 7, "received_at": null}'])
def test_a_damaged_file_is_left_to_a_person(spool: FolderInbox, content: bytes) -> None:
    put_in(spool.folder, SMS, NOW)
    (file,) = (spool.folder / "new").iterdir()
    file.write_bytes(content)
    os.utime(file, (NOW, NOW))
    (reply,) = spool.replies()
    assert (reply.received_at, reply.automatic) == (NOW, False)


def test_a_folder_that_cannot_be_used_says_so(spool: FolderInbox) -> None:
    put_in(spool.folder, SMS, NOW)
    (reply,) = spool.replies()
    done = spool.folder / "done"
    done.rmdir()
    done.write_text("a file where the folder should be")
    with pytest.raises(Unreachable, match="cannot be changed"):
        spool.done(reply)


def test_upkeep_erases_what_was_done_long_ago(spool: FolderInbox) -> None:
    for name in ("old", "new", "waits"):
        put_in(spool.folder, {**SMS, "id": name, "text": name}, NOW)
    for reply in spool.replies():
        if reply.body != "waits":
            spool.done(reply)
    for file in (spool.folder / "done").iterdir():
        at = NOW if json.loads(file.read_text())["text"] == "old" else NOW + 9 * 24 * 3600
        os.utime(file, (at, at))
    spool.erase_before(NOW + 3600)
    assert len(list((spool.folder / "done").iterdir())) == len(list(spool.replies())) == 1


# ---------------------------------------------------------------- queries


@pytest.mark.parametrize(
    "query",
    [
        "from=%2B32470123456&text=a'b%22c%3B+%C3%A9%E2%82%AC&charset=UTF-8",
        "from=%2B32470123456&text=a'b%22c%3B+%E9%80&charset=ISO-8859-1",
        "from=%2B32470123456&text=a'b%22c%3B+%E9%80&charset=windows-1252",
        "from=%2B32470123456&text=a'b%22c%3B+%E9%80",
        "?from=%2B32470123456&text=a'b\"c%3B éé€".replace("éé", "é"),
        "from=%2B32470123456&charset=UTF-16BE&text=" + quote("a'b\"c; é€".encode("utf-16-be")),
    ],
)
def test_a_query_is_read_in_the_alphabet_that_it_names(query: str) -> None:
    fields = fields_of(query)
    assert (fields["from"], fields["text"]) == ("+32470123456", "a'b\"c; é€")


@given(st.text() | st.binary().map(lambda raw: raw.decode("latin-1")))
def test_nothing_in_a_query_is_an_error(query: str) -> None:
    assert isinstance(fields_of(query), dict)


@given(st.text(), st.sampled_from(["utf-8", "UTF-16BE"]))
def test_every_text_comes_through(text: str, charset: str) -> None:
    raw = text.encode(charset, "replace")
    assert fields_of(urlencode({"text": raw, "charset": charset}))["text"] == raw.decode(charset)


# ---------------------------------------------------------------- the receiver


@pytest.fixture
def ask(spool: FolderInbox) -> Iterator[Callable[..., int]]:
    """Sends a request to a receiver; the status."""
    said: list[str] = []
    with Receiver(("127.0.0.1", 0), spool.folder, "sesame", lambda: NOW, said.append) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()

        def request(query: str, form: bytes | None = None) -> int:
            try:
                with urlopen(f"http://127.0.0.1:{server.server_address[1]}/x?{query}", form, 5) as response:
                    assert response.read() == b""
                    return int(response.status)
            except HTTPError as error:
                error.close()
                return error.code

        yield request
        server.shutdown()
        thread.join()
    assert not any("3247" in line or "K7P3" in line for line in said)


def test_a_gateway_brings_a_message_by_get_or_post(spool: FolderInbox, ask: Callable[..., int]) -> None:
    assert ask(urlencode({"secret": "sesame", **SMS})) == 200
    assert ask("secret=sesame", urlencode({**SMS, "id": "other"}).encode()) == 200
    assert [reply.body for reply in spool.replies()] == [SMS["text"]] * 2


def test_a_gateway_brings_a_delivery_report(spool: FolderInbox, ask: Callable[..., int]) -> None:
    assert ask("secret=sesame&reference=12.x.y&state=1&at=1617723590") == 200
    assert [reply.report.delivered for reply in spool.replies() if reply.report] == [True]


@pytest.mark.parametrize("query", ["", "secret=", "secret=Sesame", "secret=sesam%C3%A9"])
def test_without_the_secret_nothing_is_taken(spool: FolderInbox, ask: Callable[..., int], query: str) -> None:
    assert ask(f"{query}&from=1&text=Oui") == 403
    assert list(spool.replies()) == []


def test_what_holds_nothing_or_too_much_is_said_to_be_wrong(spool: FolderInbox, ask: Callable[..., int]) -> None:
    assert ask("secret=sesame&id=1") == 400
    assert ask("secret=sesame", b"x" * 70_000) == 413
    assert list(spool.replies()) == []


def test_when_the_disk_takes_nothing_the_gateway_is_told_to_come_again(
    spool: FolderInbox, ask: Callable[..., int]
) -> None:
    spool.folder.write_text("a file where the folder should be")
    assert ask(urlencode({"secret": "sesame", **SMS})) == 503
