"""R43: the page of an invitation. Looking changes nothing; pressing a button answers."""

import re
import socket
import subprocess
import sys
import tomllib
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from string import Formatter
from urllib.request import urlopen

import pytest
from flask.testing import FlaskClient

from qvax_cli.store import open_database
from qvax_cli.store.migrations import SCHEMA_VERSION
from qvax_cli.web.language import LANGUAGES, words
from tests.conftest import Cli
from tests.databases import opened
from tests.web.mails import URL, asked, everything, paths


def test_the_mail_holds_a_link_and_the_outbox_does_not(cli: Cli, client: FlaskClient) -> None:
    (path,) = asked(cli).values()
    assert client.get(path).status_code == 200
    kept = cli.json("outbox", "show", 1)["message"]["body"]
    assert f"{URL}/a/…" in kept
    assert path not in kept


def test_looking_changes_nothing_however_often_and_by_whatever(cli: Cli, client: FlaskClient) -> None:
    (path,) = asked(cli).values()
    before = everything(cli)
    for method in ("GET", "HEAD", "GET", "OPTIONS"):
        client.open(path, method=method)
    client.get(path, headers={"User-Agent": "OneOutlook", "Sec-Purpose": "prefetch"})
    assert everything(cli) == before


def test_a_yes_is_confirmed_and_a_second_one_changes_nothing(cli: Cli, client: FlaskClient) -> None:
    (path,) = asked(cli).values()
    answered = client.post(path, data={"answer": "yes"})
    assert answered.status_code == 303
    assert cli.states() == {"P0": "confirmed"}
    page = client.get(answered.headers["Location"]).text
    assert "La dose est réservée" in page
    again = everything(cli)
    client.post(path, data={"answer": "yes"})
    assert everything(cli) == again


def test_a_no_asks_the_next_and_a_confirmed_dose_can_be_given_back(cli: Cli, client: FlaskClient) -> None:
    path = asked(cli)["P0"]
    client.post(path, data={"answer": "no"})
    cli("poll", code=None)
    assert cli.states() == {"P0": "declined", "P1": "sent"}
    other = paths(cli)["P1"]
    client.post(other, data={"answer": "yes"})
    assert "libérer la dose" in client.get(other).text
    client.post(other, data={"answer": "no"})
    assert cli.states()["P1"] == "declined"


def test_r15_an_answer_counts_by_the_moment_at_which_it_came(cli: Cli, client: FlaskClient) -> None:
    (path,) = asked(cli, 1).values()
    cli.pass_minutes(30)
    client.post(path, data={"answer": "yes"})
    assert cli.states() == {"P0": "confirmed"}


def test_too_late_is_said_kindly_on_the_same_page(cli: Cli, client: FlaskClient) -> None:
    path = asked(cli)["P0"]
    cli.pass_minutes(31)
    page = client.post(path, data={"answer": "yes"}, follow_redirects=True)
    assert page.status_code == 200
    assert "n&#39;est plus disponible" in page.text
    assert "<form" not in page.text


def test_somebody_on_standby_reads_until_when_they_hear(cli: Cli, client: FlaskClient) -> None:
    paths = asked(cli, 30, 1, "--policy", "standby")
    last = max(paths, key=lambda name: int(name[1:]))
    page = client.post(paths[last], data={"answer": "yes"}, follow_redirects=True).text
    assert "Votre accord est noté" in page
    assert "avant 18\u00a0h\u00a010" in page  # no line ends within it


def test_the_center_is_called_by_pressing_its_number_which_stands_on_one_line(cli: Cli, client: FlaskClient) -> None:
    cli("center", "set", "namur", "--phone", "081 12 34 56")
    (path,) = asked(cli).values()
    assert '<a href="tel:081123456">081\u00a012\u00a034\u00a056</a>' in client.get(path).text


@pytest.mark.parametrize("answer", [{}, {"answer": "maybe"}, {"answer": ""}])
def test_what_is_no_answer_changes_nothing(cli: Cli, client: FlaskClient, answer: dict[str, str]) -> None:
    (path,) = asked(cli).values()
    before = everything(cli)
    assert client.post(path, data=answer).status_code == 400
    assert everything(cli) == before


def test_nobody_gets_in_without_the_very_link(cli: Cli, client: FlaskClient) -> None:
    paths = asked(cli, 3, 2)
    code = paths["P0"].removeprefix("/a/").partition(".")[0]
    other = paths["P1"].partition(".")[2]
    before = everything(cli)
    pages = set()
    for token in (code, f"{code}.{other}", f"{code}.{'0' * 16}", "x" * 5000, "..", "%00", f"ZZZZZZZ9.{other}"):
        for method in ("GET", "POST"):
            got = client.open(f"/a/{token}", method=method, data={"answer": "yes"})
            assert got.status_code == 404
            pages.add(got.text)
    assert len(pages) == 1
    assert everything(cli) == before


def test_a_form_of_another_site_and_a_host_that_is_not_ours_are_refused(cli: Cli, client: FlaskClient) -> None:
    (path,) = asked(cli).values()
    before = everything(cli)
    for headers in (
        {"Origin": "https://evil.example"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Origin": "null"},
        {"Origin": "http://[::1"},
    ):
        assert client.post(path, data={"answer": "yes"}, headers=headers).status_code == 403
    assert client.post(path, data={"answer": "yes"}, headers={"Host": "evil.example"}).status_code == 400
    assert client.post(path, data={"answer": "yes", "x": "y" * 100_000}).status_code == 413
    assert client.put(path).status_code == 405
    assert everything(cli) == before
    same = client.post(path, data={"answer": "yes"}, headers={"Origin": URL, "Sec-Fetch-Site": "same-origin"})
    assert same.status_code == 303


def test_every_page_says_that_it_is_kept_and_told_nowhere(cli: Cli, client: FlaskClient) -> None:
    (path,) = asked(cli).values()
    for got in (client.get(path), client.get("/"), client.get("/nowhere"), client.get("/privacy")):
        assert got.headers["Cache-Control"] == "no-store"
        assert got.headers["Referrer-Policy"] == "same-origin"
        assert got.headers["Content-Security-Policy"].startswith("default-src 'none'")
        assert got.headers["Strict-Transport-Security"]
        assert len(got.data) <= 10_000
        assert "<script" not in got.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_speaks_the_language_that_is_asked_for(cli: Cli, client: FlaskClient, language: str) -> None:
    (path,) = asked(cli).values()
    page = client.get(f"{path}?lang={language}").text
    assert f'<html lang="{language}">' in page
    assert words(language)["yes"] in page
    assert "{" not in page


def test_the_language_is_that_of_the_person_before_that_of_the_browser(cli: Cli, client: FlaskClient) -> None:
    cli.register("1930-05-17", "Jan", language="nl")
    cli("offer", "--center", "namur", "--doses", 1)
    from email import message_from_bytes
    from email.policy import default

    mail = message_from_bytes(cli.spool[0].read_bytes(), policy=default).get_content()
    found = re.search(rf"{re.escape(URL)}(/a/\S+)", mail)
    assert found
    assert "Ja, ik kom" in client.get(found[1], headers={"Accept-Language": "de"}).text
    assert "Liste" in client.get("/", headers={"Accept-Language": "xx, fr"}).text


def test_all_languages_say_the_same_things() -> None:
    folder = Path(sys.modules["qvax_cli.web.language"].__file__ or "").parent / "texts"
    texts = {language: tomllib.loads((folder / f"{language}.toml").read_text("utf-8")) for language in LANGUAGES}
    places = {
        language: {
            key: sorted(name or "" for _, name, _, _ in Formatter().parse(text)) for key, text in text_of.items()
        }
        for language, text_of in texts.items()
    }
    assert all(set(of) == set(places["fr"]) for of in places.values())
    for key, names in places["fr"].items():
        assert {tuple(sorted(set(of[key]))) for of in places.values()} == {tuple(sorted(set(names)))}


def test_a_busy_database_is_a_page_that_says_when_to_come_back(cli: Cli, client: FlaskClient) -> None:
    (path,) = asked(cli).values()
    client.application.config["TESTING"] = True
    with closing(open_database(cli.database, "bea")) as other, other.write():
        got = client.post(path, data={"answer": "yes"})
    assert got.status_code == 503
    assert got.headers["Retry-After"]
    assert cli.states() == {"P0": "sent"}


@pytest.mark.sqlite("its number of the schema stands in the file; a server's is tried in tests/postgresql")
def test_while_a_newer_qvax_has_the_database_every_page_says_that_the_site_is_renewed(
    cli: Cli, client: FlaskClient
) -> None:
    (path,) = asked(cli).values()
    cli.environ["QVAX_WEB_DESK"] = "true"
    with opened(cli.database) as conn:
        conn.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    for language in LANGUAGES:
        heading = words(language)["renewed"]
        for got in (
            client.get(f"{path}?lang={language}"),
            client.post(f"{path}?lang={language}", data={"answer": "yes"}),
            client.post(f"/link?lang={language}", data={"address": "ann@example.org"}),
            client.post(f"/desk/login?lang={language}", data={"operator": "ann", "password": "x"}),
        ):
            assert got.status_code == 503
            assert got.headers["Retry-After"]
            assert heading in got.text


def test_many_presses_at_once_confirm_once(cli: Cli, client: FlaskClient) -> None:
    (path,) = asked(cli).values()
    app = client.application

    def press(_: int) -> int:
        with app.test_client() as other:
            return other.post(path, data={"answer": "yes"}, headers={"Host": "reserve.example.be"}).status_code

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(press, range(16))) == {303}
    with opened(cli.database) as conn:
        assert conn.execute("SELECT count(*) FROM events WHERE what = 'confirmed'").fetchone()[0] == 1


def test_the_page_on_data_names_the_notice_that_messages_name(cli: Cli, client: FlaskClient) -> None:
    cli.environ["QVAX_TEXTS_PRIVACY_URL"] = "https://www.example.be/privacy"
    assert 'href="https://www.example.be/privacy"' in client.get("/privacy").text


def test_serve_says_what_it_lacks(cli: Cli) -> None:
    assert "web.url" in cli("serve", code=7).err


@pytest.mark.parametrize("words", [("--host", "no..where"), ("--socket", "/none/site.sock")])
def test_an_address_that_cannot_be_used_is_said(cli: Cli, client: FlaskClient, words: tuple[str, str]) -> None:
    del client
    environ = {**cli.environ, "QVAX_DB": str(cli.database), "PATH": "/usr/bin:/bin"}
    command = [sys.executable, "-m", "qvax_cli", "serve", *words]
    ended = subprocess.run(command, env=environ, capture_output=True, text=True, timeout=30)
    assert ended.returncode == 2
    assert "cannot be used" in ended.stderr


def test_a_socket_is_for_the_group_of_its_folder_too(cli: Cli, client: FlaskClient, tmp_path: Path) -> None:
    del client
    environ = {**cli.environ, "QVAX_DB": str(cli.database), "PATH": "/usr/bin:/bin"}
    path = tmp_path / "site.sock"
    command = [sys.executable, "-m", "qvax_cli", "serve", "--socket", str(path)]
    with subprocess.Popen(command, env=environ, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        assert str(path) in process.stderr.readline()
        assert path.stat().st_mode & 0o777 == 0o660
        with socket.socket(socket.AF_UNIX) as asking:
            asking.connect(str(path))
            asking.sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n")
            assert asking.recv(1000).startswith(b"HTTP/1.1 200 OK")
        process.terminate()


def test_the_site_runs_and_hands_over_what_an_answer_brings_about(cli: Cli, client: FlaskClient) -> None:
    del client
    path = asked(cli)["P0"]
    environ = {**cli.environ, "QVAX_DB": str(cli.database), "QVAX_NOW": "2021-04-06T17:45", "PATH": "/usr/bin:/bin"}
    command = [sys.executable, "-m", "qvax_cli", "serve", "--port", "0"]
    with subprocess.Popen(command, env=environ, stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stderr is not None
            at = re.search(r"http://127\.0\.0\.1:\d+", process.stderr.readline())
            assert at
            with urlopen(f"{at[0]}/healthz", timeout=10) as answered:  # noqa: S310 (this machine)
                assert answered.read() == b"ok"
            with urlopen(f"{at[0]}{path}", data=b"answer=no", timeout=10) as answered:  # noqa: S310
                assert "vous ne venez pas" in answered.read().decode()
            assert _sent_soon(cli, "P1")
        finally:
            process.terminate()


def _sent_soon(cli: Cli, name: str) -> bool:
    import time

    for _ in range(100):
        if cli.states().get(name) == "sent":
            return True
        time.sleep(0.1)
    return False
