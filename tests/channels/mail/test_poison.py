"""R38: one thing that cannot be read or that dribbles never stops the others; it is set aside and shown."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qvax_cli.channels.incoming import believable, text
from tests.channels.mail import scripted, smtp
from tests.channels.mail.conftest import Center
from tests.conftest import Cli
from tests.tracing import traced

PACKAGE = str(Path(__file__).parents[3] / "qvax_cli")
CHARSETS = ["unicode_escape", "unicode-escape", "Unicode_Escape", "raw_unicode_escape", "raw-unicode-escape", "utf-7"]
CHARSETS += ["idna", "punycode", "undefined", "rot13", "hex", "base64", "zlib", "mbcs", "utf-16", "utf-32", "x" * 500]
NUMBER = "+32470123456"


def _asked(cli: Cli) -> str:
    """Somebody who is asked; the code."""
    cli.register("1930-05-17", "Jeanne", mobile=NUMBER)
    return str(cli.json("offer", "--center", "namur", "--doses", 1)["invited"][0]["code"])


def _sms(cli: Cli, name: str, content: str | bytes) -> Path:
    new = Path(f"{cli.db}-sms-inbox") / "new"
    new.mkdir(parents=True, exist_ok=True)
    file = new / name
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return file


def _shown(cli: Cli) -> list[Any]:
    return list(cli.json("inbox", "list")["to_read"])


def _yes_is_counted(cli: Cli, code: str) -> None:
    cli.pass_minutes(1)
    cli.reply(code, "Oui")
    assert [one["result"] for one in cli.json("poll", code=None)["answers"]] == ["confirmed"]
    assert cli.json("poll", code=None)["answers"] == []


@pytest.mark.parametrize("charset", CHARSETS)
def test_a1_a_charset_that_makes_lone_surrogates_stops_nobody(cli: Cli, charset: str) -> None:
    code = _asked(cli)
    poison = Path(f"{cli.db}-inbox") / "new" / "1617723700.poison.test"
    poison.write_bytes(
        f"From: =?{charset}?q?=5Cud800?= <x@y.be>\nSubject: =?{charset}?q?=5Cud800?=\n"
        f"Content-Type: text/plain; charset={charset}\n\n\\ud800 hello +2AA- \\x00\n".encode()
    )
    _yes_is_counted(cli, code)
    assert len(_shown(cli)) == 1
    cli("cleanup", code=None)


@pytest.mark.parametrize("encoding", ["8bit", "quoted-printable"])
@pytest.mark.parametrize(
    "named",
    [
        *(f"={name}" for name in CHARSETS if not name.startswith("utf-")),
        "=bz2",
        "=quopri",
        "*=utf-8''utf-8",
        "*=x''idna",
    ],
)
def test_a_mail_whose_charset_is_none_of_mails_is_read_all_the_same(cli: Cli, named: str, encoding: str) -> None:
    code = _asked(cli)
    cli.pass_minutes(1)
    mail = cli.reply(code, "")
    mail.write_bytes(
        f"From: x@example.org\nSubject: Re: [{code}]\nContent-Type: text/plain; charset{named}\n"
        f"Content-Transfer-Encoding: {encoding}\n\nOui, à tout de suite\n".encode()
    )
    assert [one["result"] for one in cli.json("poll", code=None)["answers"]] == ["confirmed"]
    assert _shown(cli) == []


@pytest.mark.parametrize("said", ['{"from": "%s", "text": "\\ud800 oui"}', '{"from": "\\ud800", "text": "oui"}'])
def test_a2_lone_surrogates_in_a_text_message_stop_nobody(cli: Cli, said: str) -> None:
    code = _asked(cli)
    _sms(cli, "poison.json", said.replace("%s", "+32499000000"))
    _sms(cli, os.fsdecode(b"\xff\xfe.json"), '{"from": "+32499000001", "text": "bonjour"}')
    _yes_is_counted(cli, code)
    assert len(_shown(cli)) == 2


@pytest.mark.parametrize(
    "moment",
    [
        "0001-01-01T00:00:00",
        "0001-01-01T00:00:00+14:00",
        "9999-12-31T23:59:59-14:00",
        "-5",
        "1",
        "99999999999999999999",
    ],
)
def test_a3_a_moment_that_cannot_be_is_the_moment_of_reading(cli: Cli, moment: str) -> None:
    code = _asked(cli)
    cli.pass_minutes(31)
    _sms(cli, "late.json", f'{{"from": "{NUMBER}", "text": "Oui {code}", "received_at": "{moment}"}}')
    assert [one["result"] for one in cli.json("poll", code=None)["answers"]] == ["too_late"]
    cli.json("inbox", "list")


@pytest.mark.parametrize("spelled", ["%Y-%m-%dT%H:%M:%S", "%a, %d %b %Y %H:%M:%S"])
def test_b8_a_moment_without_zone_that_could_be_in_utc_is_the_moment_of_reading(cli: Cli, spelled: str) -> None:
    code = _asked(cli)
    cli.pass_minutes(45)
    early = time.strftime(spelled, time.gmtime(cli.now - 30 * 60))
    _sms(cli, "late.json", f'{{"from": "{NUMBER}", "text": "Oui {code}", "received_at": "{early}"}}')
    assert [one["result"] for one in cli.json("poll", code=None)["answers"]] == ["too_late"]


@pytest.mark.sqlite("about files and where they are")
def test_a4_what_is_no_ordinary_file_stops_nobody(cli: Cli) -> None:
    code = _asked(cli)
    mails, texts = Path(f"{cli.db}-inbox") / "new", _sms(cli, "0.json", b"").parent
    for folder, ending in ((mails, ".test"), (texts, ".json")):
        (folder / f"1 folder{ending}").mkdir()
        (folder / f"2 loop{ending}").symlink_to(folder / f"2 loop{ending}")
        os.mkfifo(folder / f"3 pipe{ending}")
        with socket.socket(socket.AF_UNIX) as server:
            os.chdir(folder)  # the path of a socket has room for 108 signs
            server.bind(f"4 socket{ending}")
    with (texts / "5 huge.json").open("wb") as huge:
        huge.truncate(8 * 2**30)
    _yes_is_counted(cli, code)
    shown = _shown(cli)
    assert len(shown) >= 9
    aside = [one["why"] for one in shown if "no ordinary file" in one["why"] or "a folder and no file" in one["why"]]
    assert all(str(mails.parent) in why or str(texts) in why for why in aside)
    assert len(aside) == 4


def _stranded(folder: Path, ending: str) -> None:
    """What is no ordinary file, in a folder of messages."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"1 folder{ending}").mkdir()
    (folder / f"2 loop{ending}").symlink_to(folder / f"2 loop{ending}")
    (folder / f"3 nowhere{ending}").symlink_to(folder / "gone")
    os.mkfifo(folder / f"4 pipe{ending}")
    with (folder / f"5 huge{ending}").open("wb") as huge:
        huge.truncate(8 * 2**30)


def _folders(cli: Cli) -> list[tuple[Path, str]]:
    names = [("inbox/new", ".test"), ("inbox/.done/cur", ".test"), ("spool/new", ".eml"), ("sms-inbox/new", ".json")]
    return [(Path(f"{cli.db}-{name}"), ending) for name, ending in [*names, ("sms-inbox/done", ".json")]]


def test_a4_what_is_no_ordinary_file_keeps_nobody_from_being_forgotten(cli: Cli) -> None:
    code = _asked(cli)
    for folder, ending in _folders(cli):
        _stranded(folder, ending)
        (folder / f"9 theirs{ending}").write_text(f"From: Jeanne <JEANNE@Example.org>\n\n{NUMBER} {code}\n")
    cli("reservist", "forget", 1, "--yes")
    assert [path for folder, ending in _folders(cli) for path in folder.glob(f"9 theirs{ending}")] == []


def test_a4_what_was_set_aside_is_put_away_once_it_was_seen_and_erased_in_time(cli: Cli) -> None:
    _asked(cli)
    new = [
        (folder, ending) for folder, ending in _folders(cli) if folder.name == "new" and "spool" not in folder.parts[-2]
    ]
    for folder, ending in new:
        _stranded(folder, ending)
    cli("poll")
    shown = _shown(cli)
    assert len(shown) == 10
    for one in shown:
        cli("inbox", "done", one["id"])
    cli("poll")
    assert [list(folder.iterdir()) for folder, _ in new] == [[], []]
    cli.now = int(time.time()) + 30 * 86400
    cli("cleanup", code=None)
    assert [path for folder, _ in _folders(cli) for path in folder.glob("*") if folder.name != "new"] == []


@contextmanager
def _dribbling(greeting: bytes, drop: bytes) -> Iterator[int]:
    """A server that says a little each tenth of a second, and never an end; the port."""
    stop = threading.Event()
    server = socket.create_server(("127.0.0.1", 0))

    def serve(conn: socket.socket) -> None:
        with conn:
            try:
                conn.sendall(greeting)
                while not stop.wait(0.1):
                    conn.sendall(drop)
            except OSError:
                pass

    def accept() -> None:
        while True:
            try:
                conn, _ = server.accept()
            except OSError:
                return
            threading.Thread(target=serve, args=(conn,), daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()
    try:
        yield server.getsockname()[1]
    finally:
        stop.set()
        server.close()


def test_a5_a_mail_server_that_dribbles_is_left_in_time(center: Center) -> None:
    center.people(1)
    with _dribbling(b"220-wait\r\n", b"220-still\r\n") as port:
        center.configure("mail", **{"from": "x@namur.example", "host": "127.0.0.1", "port": port, "tls": "none"})
        center.configure("mail", timeout_seconds=0.3)
        begun = time.monotonic()
        said = center("offer", "--center", "namur", "--doses", 1, code=5)
        assert time.monotonic() - begun < 5
    assert "it takes longer than 0.9 seconds" in said.err
    assert center.states() == {"P0": "queued"}


def test_a5_a_mailbox_that_dribbles_holds_up_nothing_else(center: Center) -> None:
    center.people(1)
    center("offer", "--center", "namur", "--doses", 1)
    with _dribbling(b"* OK wait", b" .") as port:
        center.configure("inbox", host="127.0.0.1", port=port, tls="none", user="x", timeout_seconds=0.3)
        center.configure("inbox", password_file=str(center.secret("x")))
        begun = time.monotonic()
        said = center("poll", code=5)
        assert time.monotonic() - begun < 5
    assert "longer than 0.9 seconds" in said.err


@contextmanager
def _flooding(greeting: bytes, flood: bytes) -> Iterator[int]:
    """A server that talks as fast as it can, and never stops; the port."""
    server = socket.create_server(("127.0.0.1", 0))

    def serve(conn: socket.socket) -> None:
        with conn, suppress(OSError):
            conn.sendall(greeting)
            while True:
                conn.sendall(flood * 1000)

    def accept() -> None:
        with suppress(OSError):
            while True:
                threading.Thread(target=serve, args=(server.accept()[0],), daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()
    try:
        yield server.getsockname()[1]
    finally:
        server.close()


@pytest.mark.parametrize("flood", [b"220-still\r\n", b"x" * 100], ids=["lines", "a line"])
def test_a5_a_mail_server_that_never_stops_talking_is_left_before_it_fills_the_memory(
    center: Center, flood: bytes
) -> None:
    center.people(1)
    with _flooding(b"220-wait\r\n", flood) as port:
        center.configure("mail", **{"from": "x@namur.example", "host": "127.0.0.1", "port": port, "tls": "none"})
        center.configure("mail", timeout_seconds=10)
        said = center("offer", "--center", "namur", "--doses", 1, code=5)
    assert "it takes longer than" not in said.err
    assert center.states() == {"P0": "queued"}


@pytest.mark.parametrize(
    "flood",
    [
        b"* OK %s\r\n" % (b"x" * 2000),
        b"* SEARCH %s\r\n" % (b"1 " * 1000),
        b"* 1 FETCH (BODY[] {900000000}\r\n",
        b"x" * 100,
    ],
    ids=["words", "lists", "a huge mail", "a line"],
)
def test_a5_a_mailbox_that_never_stops_talking_is_left_before_it_fills_the_memory(center: Center, flood: bytes) -> None:
    center.people(1)
    center("offer", "--center", "namur", "--doses", 1)
    with _flooding(b"* OK wait\r\n", flood) as port:
        center.configure("inbox", host="127.0.0.1", port=port, tls="none", user="x", timeout_seconds=10)
        center.configure("inbox", password_file=str(center.secret("x")))
        said = center("poll", code=5)
    assert "it takes longer than" not in said.err
    assert flood == b"x" * 100 or "it says more than it was asked for" in said.err


@pytest.mark.parametrize(
    ("greeting", "flood"),
    [
        (b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
        (b"HTTP/1.1 200 OK\r\n", b"X: y\r\n"),
        (b"HTTP/1.1 200 OK\r\n\r\n", b"x" * 100),
    ],
    ids=["goes on", "headers", "a body"],
)
def test_a5_a_gateway_that_never_stops_talking_is_left_in_time(center: Center, greeting: bytes, flood: bytes) -> None:
    center.register("1930-05-17", "Jeanne", email=None, mobile=NUMBER)
    with _flooding(greeting, flood) as port:
        url = f"http://127.0.0.1:{port}/"
        center.configure("sms", kind="http", url=url, body="to={to}&text={text}", timeout_seconds=0.5)
        center.configure("sms", replies_url=url, list_id="/id", replies_sender="/from", replies_text="/text")
        center.configure("sms", replies_received="/at")
        begun = time.monotonic()
        center("offer", "--center", "namur", "--doses", 1, code=None)
        center("poll", code=5)
        assert time.monotonic() - begun < 20
        # Nothing goes on reading in a process that lives on, as that of --watch does.
        readers = [one for one in threading.enumerate() if one.name.endswith(("(_read)", "(_work)"))]
        for one in readers:
            one.join(10)
        assert [one for one in readers if one.is_alive()] == []


@pytest.mark.parametrize("greeting", [b"HTTP/1.1 200 OK\r\nX: ", b"HTTP/1.1 200 OK\r\n\r\n"])
def test_a5_a_gateway_that_dribbles_is_left_in_time(center: Center, greeting: bytes) -> None:
    center.register("1930-05-17", "Jeanne", email=None, mobile=NUMBER)
    with _dribbling(greeting, b".") as port:
        url = f"http://127.0.0.1:{port}/"
        center.configure("sms", kind="http", url=url, body="to={to}&text={text}", timeout_seconds=0.3)
        begun = time.monotonic()
        center("offer", "--center", "namur", "--doses", 1, code=5)
        assert center.states() == {"Jeanne": "queued"}
        center.configure("sms", replies_url=url, list_id="/id", replies_sender="/from", replies_text="/text")
        center.configure("sms", replies_received="/at")
        said = center("poll", code=5)
        assert time.monotonic() - begun < 10
    assert "it takes longer than 0.9 seconds" in said.err


def test_a5_one_ctrl_c_ends_a_command_that_waits_for_a_silent_server(center: Center) -> None:
    center.people(1)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        center.configure("mail", **{"from": "x@namur.example", "host": "127.0.0.1", "tls": "none"})
        center.configure("mail", port=silent.getsockname()[1], timeout_seconds=60)
        at = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(center.now))
        environ = {"HOME": str(center.db.parent), "PATH": os.environ["PATH"], "QVAX_NOW": at}
        command = [sys.executable, "-m", "qvax_cli", "--db", str(center.database)]
        words = [*command, "offer", "--center", "namur", "--doses", "1"]
        with subprocess.Popen(words, env=environ, cwd=Path(PACKAGE).parent, stderr=subprocess.DEVNULL) as process:
            silent.settimeout(30)
            conn, _ = silent.accept()  # it has connected, and waits for a greeting
            with conn:
                process.send_signal(signal.SIGINT)
                begun = time.monotonic()
                assert process.wait(20) == 130
    assert time.monotonic() - begun < 9
    assert center.states() == {"P0": "queued"}


@pytest.mark.sqlite("the lock of the hand-over is a file; tests/postgresql/test_server.py has its own")
def test_a5_who_finds_another_handing_over_says_so_and_does_not_wait_for_ever(
    cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("qvax_cli.loop.hand_over._PATIENCE", 2.5)  # two until it says so
    code = _asked(cli)
    lock = f"{cli.db}-hand-over"
    holder = subprocess.Popen(
        [sys.executable, "-c", f"import fcntl, sys; f = open({lock!r}, 'w'); fcntl.flock(f, 2); print(flush=True); "
         "sys.stdin.read()"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip
    assert holder.stdout is not None
    holder.stdout.readline()
    try:
        said = cli("respond", code, "yes", code=5)
    finally:
        holder.communicate()
    assert "Another qvax is handing over" in said.err
    assert "it will deliver this too" in said.err
    assert cli.states() == {"Jeanne": "confirmed"}


def test_a6_an_answer_too_long_to_be_read_is_not_about_the_person(center: Center, server: smtp.Server) -> None:
    center.mail_by(server)
    server.says["RCPT"] = "550 " + "x" * 9000
    center.people(1)
    center("offer", "--center", "namur", "--doses", 1, code=5)
    assert center.states() == {"P0": "queued"}


@pytest.mark.parametrize("answer", ["554 5.7.1 Refused", "550 Access denied", "554 Transaction failed", "521 no mail"])
def test_a6_a_server_that_refuses_everybody_burns_nobody(center: Center, server: smtp.Server, answer: str) -> None:
    center.mail_by(server)
    server.says["RCPT"] = answer
    center.people(12)
    said = center("offer", "--center", "namur", "--doses", 5, code=5)
    assert set(center.states().values()) == {"queued"}
    assert "it refuses everybody alike" in said.err
    server.says.clear()
    center.pass_minutes(1)
    center("poll")
    assert set(center.states().values()) == {"sent"}


def test_a6_addresses_that_are_wrong_hold_up_nobody(center: Center, server: smtp.Server) -> None:
    center.mail_by(server)
    server.says |= {f"p{n}": "550 User unknown" for n in range(4)}
    center.people(6)
    center("offer", "--center", "namur", "--doses", 2, code=None)
    for _ in range(6):
        center.pass_minutes(1)
        center("poll", code=None)
    assert center.states() == {**{f"P{n}": "undeliverable" for n in range(4)}, "P4": "sent", "P5": "sent"}


def test_a7_a_clock_that_was_set_back_makes_nothing_wait_and_is_noticed(center: Center, server: smtp.Server) -> None:
    center.mail_by(server)
    server.says["RCPT"] = "451 later"
    center.people(1)
    center("offer", "--center", "namur", "--doses", 1, "--until", "21:00", code=5)
    server.says.clear()
    center.pass_minutes(-50)
    said = center("poll", code=5)
    assert "before the newest event" in said.err
    assert center.states() == {"P0": "sent"}


def test_a7_a_limit_a_minute_does_not_count_what_was_before_the_clock_was_set_back(
    center: Center, server: smtp.Server
) -> None:
    center.mail_by(server, per_minute=2)
    center.people(4)
    center("offer", "--center", "namur", "--doses", 4, "--until", "21:00", code=5)
    assert len(server.taken) == 2
    center.pass_minutes(-50)
    center("poll", code=None)
    assert len(server.taken) == 4


@pytest.mark.parametrize("header", ["{2}\r\n\r\n", '""', "NIL"])
@pytest.mark.parametrize(
    "date",
    [
        *("31-Feb-2021 17:41:00 +0200", "06-Apr-2021 17:41:60 +0200", "06-Apr-2021 24:00:00 +0200"),
        *("01-Jan-0001 00:00:00 +1400", "31-Dec-9999 23:59:59 -1400", "06-Foo-2021 17:41:00 +0200", "", "06-Apr-2021"),
    ],
)
def test_a8_a_moment_that_a_mailbox_cannot_mean_hides_no_mail(center: Center, date: str, header: str) -> None:
    code = center.ask(1, 1)["P0"]
    center.pass_minutes(1)
    mails = {
        4: (date, b"From: x@example.org\r\nSubject: Facture\r\n\r\nBonjour\r\n"),
        9: ("06-Apr-2021 17:40:30 +0200", f"From: p0@example.org\r\nSubject: {code}\r\n\r\nOui\r\n".encode()),
    }
    with scripted.serving(mails, header) as port:
        center.configure("inbox", host="127.0.0.1", port=port, tls="none", user="x", timeout_seconds=5)
        center.configure("inbox", password_file=str(center.secret("x")), done_folder="done")
        polled = center.json("poll", code=None)
    assert [one["result"] for one in polled["answers"]] == ["confirmed"]
    assert [(one["subject"], one["received_at"]) for one in polled["to_read"]] == [("Facture", "2021-04-06T15:41:00Z")]


@pytest.mark.parametrize("length", ["9" * 5000, "-1", "1e5", ""])
def test_a9_a_gateway_that_sends_nonsense_gets_a_number_and_no_echo(cli: Cli, length: str, tmp_path: Path) -> None:
    from qvax_cli.channels.sms.receiver import Receiver

    receiver = Receiver(("127.0.0.1", 0), tmp_path / "sms", "s3cret", lambda: cli.now, lambda _: None)
    thread = threading.Thread(target=receiver.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        with socket.create_connection(receiver.server_address[:2], timeout=5) as conn:  # type: ignore[arg-type]
            conn.sendall(f"POST /take?from=+32470123456 HTTP/1.0\r\nContent-Length: {length}\r\n\r\n".encode())
            conn.shutdown(socket.SHUT_WR)
            answered = b"".join(iter(lambda: conn.recv(4096), b""))
        with socket.create_connection(receiver.server_address[:2], timeout=5) as conn:  # type: ignore[arg-type]
            conn.sendall(b"GET /<b>+32470123456 NONSENSE\r\n\r\n")
            echoed = b"".join(iter(lambda: conn.recv(4096), b""))
    finally:
        receiver.shutdown()
        receiver.server_close()
        thread.join()
    assert answered.startswith(b"HTTP/1.0 4")
    assert b"32470123456" not in answered + echoed


@pytest.mark.parametrize("kind", ["folder", "loop", "nowhere", "pipe", "huge"])
def test_a9_a_configuration_or_a_password_that_is_no_ordinary_file_is_a_sentence(cli: Cli, kind: str) -> None:
    _stranded(cli.db.parent / "strange", "")
    (file,) = (cli.db.parent / "strange").glob(f"* {kind}")
    cli.environ["QVAX_CONFIG"] = str(file)
    assert "cannot be read" in cli("poll", code=7).err
    del cli.environ["QVAX_CONFIG"]
    cli.environ |= {"QVAX_MAIL_HOST": "127.0.0.1", "QVAX_MAIL_FROM": "a@b.be", "QVAX_MAIL_PASSWORD_FILE": str(file)}
    assert "cannot be read" in cli("poll", code=7).err


def test_a9_a_number_of_five_thousand_digits_in_the_configuration_is_a_sentence(cli: Cli) -> None:
    file = cli.db.parent / "long.toml"
    file.write_text(f"[policy]\nanswer_minutes = {'9' * 5000}\n")
    cli.environ["QVAX_CONFIG"] = str(file)
    assert "far too long" in cli("poll", code=7).err


def test_a9_a_configuration_nested_a_thousand_deep_is_a_sentence(center: Center) -> None:
    file = center.db.parent / ".config" / "qvax" / "config.toml"
    file.parent.mkdir(parents=True)
    file.write_text("x = " + "[" * 3000 + "]" * 3000)
    assert "nested too deep" in center("doctor", code=7).err


@given(st.text(), st.integers(), st.integers(1_600_000_000, 2_000_000_000))
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_what_comes_in_is_made_of_signs_and_moments_that_everything_takes(said: str, at: int, now: int) -> None:
    text(said).encode()
    assert text(text(said)) == text(said)
    assert 0 <= believable(at, now) <= now


#: What one message runs through, from its bytes to what it comes to: whole modules, and functions of others.
_LOOP = ("loop/replies", "loop/match", "rules/answer", "rules/quoted", "rules/codes", "messages/own_lines")
_MAIL = ("channels/mail/parsing", "channels/mail/bounces", "channels/mail/html", *_LOOP)
_SMS = ("channels/sms/numbers", "channels/sms/timestamps")
_PARTS = ("maildir_inbox.py", "folder_inbox.py", "channels/incoming.py", "ordinary.py")
_FUNCTIONS = ("_read", "_reply", "_stamp", "content", "beginning", "safe", "text", "_instead_of")
#: What lists of all that was raised would grow to in one life is tried in so many.
_PARTS_OF_MAIL = 6
_FAULTS = (RuntimeError, MemoryError, RecursionError, UnicodeError, StopIteration, OSError)


def _reading(whole: tuple[str, ...]) -> Callable[[str, str], bool]:
    """What is ours and runs when one message is read."""
    return lambda file, function: file.startswith(whole) or (file.endswith(_PARTS) and function in _FUNCTIONS)


def _arrives(cli: Cli, kind: str, code: str, name: str, words: str = "Oui, je viens", ago: int = 1) -> None:
    """An answer that could not be clearer, from so many seconds ago."""
    if kind == "sms":
        moment = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(cli.now - ago))
        _sms(cli, f"{name}.json", f'{{"from": "{NUMBER}", "text": "{words} {code}", "received_at": "{moment}"}}')
        return
    file = cli.reply(code, f"{words}\n\n> cité", name=name, received=cli.now - ago)
    if kind == "html":
        head = file.read_text().partition("\n\n")[0]
        file.write_text(f"{head}\nContent-Type: text/html\n\n<p>{words}&nbsp;!</p><blockquote>cité</blockquote>")


@pytest.mark.parametrize(
    ("kind", "whole", "part"),
    [
        *(("mail", _MAIL, part) for part in range(_PARTS_OF_MAIL)),
        ("html", ("channels/mail/html",), 0),
        ("sms", _SMS, 0),
    ],
)
def test_r38_whatever_a_message_makes_us_raise_it_is_shown_and_the_next_one_is_read(
    cli: Cli, kind: str, whole: tuple[str, ...], part: int
) -> None:
    """At each line that reading a message runs through somebody raises; the good yes behind it counts in the same
    poll, and what raised is counted or listed."""
    for number in range(2):
        cli.register(f"{1930 + number}-05-17", f"P{number}", mobile=NUMBER)
    cli("offer", "--center", "namur", "--doses", 2)
    codes = cli.codes()
    lines: dict[tuple[str, int], None] = {}
    _arrives(cli, kind, codes["P0"], "imports")  # everything that it needs
    cli("poll")
    _arrives(cli, kind, codes["P0"], "first")
    with traced(_reading(whole), lambda frame: lines.setdefault((frame.f_code.co_filename, frame.f_lineno))):
        cli("poll")
    assert len(lines) > {"mail": 150, "html": 40, "sms": 40}[kind]
    listed: set[int] = set()
    for number, (file, line) in enumerate(list(lines)[part :: _PARTS_OF_MAIL if kind == "mail" else 1]):
        left = [(file, line)]

        def once(frame: FrameType, left: list[tuple[str, int]] = left, number: int = number) -> None:
            if (frame.f_code.co_filename, frame.f_lineno) in left:
                left.clear()
                raise _FAULTS[number % len(_FAULTS)]("injected")

        cli.pass_minutes(0.1)
        _arrives(cli, kind, codes["P0"], f"{number}.1")
        _arrives(cli, kind, codes["P1"], f"{number}.2", "Oui" if number % 2 else "Non", ago=0)
        with traced(_reading(whole), once):
            polled = cli.json("poll", code=None)
        assert left == [], (file, line)
        answered = {one["code"] for one in polled["answers"]}
        assert codes["P1"] in answered, (file, line)
        now_listed = {one["id"] for one in polled["to_read"]}
        assert codes["P0"] in answered or now_listed - listed, (file, line)
        listed = now_listed
