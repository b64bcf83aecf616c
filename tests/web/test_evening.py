"""A whole evening by the site, every part of it real: a browser without scripts, mails over SMTP, the terminal."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.channels.mail import smtp
from tests.channels.mail.conftest import server as server  # the mail server of the center, as a fixture
from tests.channels.sms.machines import listens, running, until
from tests.conftest import Cli
from tests.ports import free_ports
from tests.screens import AtTerminal
from tests.web import browser
from tests.web.mails import everything
from tests.web.test_register import NISS

pytestmark = browser.needs_chromium
_QVAX = [sys.executable, "-m", "qvax_cli"]


@pytest.fixture
def surroundings(cli: Cli, server: smtp.Server, tmp_path: Path) -> dict[str, str]:
    """The variables of the center's machine, for each of its processes."""
    (key := tmp_path / "key").write_text("a long random word\n")
    (port,) = free_ports(1)
    return {
        "QVAX_DB": str(cli.database), "QVAX_NOW": "2021-04-06T17:40", "QVAX_CENTER": "namur",
        "QVAX_WEB_URL": f"http://localhost:{port}", "QVAX_WEB_KEY_FILE": str(key),
        "QVAX_MAIL_FROM": "Namur <reserve@namur.example>", "QVAX_MAIL_HOST": "127.0.0.1",
        "QVAX_MAIL_PORT": str(server.port), "QVAX_MAIL_TLS": "none",
    }  # fmt: skip


@pytest.fixture
def site(surroundings: dict[str, str], tmp_path: Path) -> Iterator[str]:
    """`qvax serve` on its machine; where people find it."""
    address = surroundings["QVAX_WEB_URL"]
    port = address.rpartition(":")[2]
    with running([*_QVAX, "serve", "--port", port], tmp_path / "serve.log", env={**os.environ, **surroundings}):
        until(lambda: listens(int(port)), "the site")
        yield address


@pytest.fixture
def page(site: str) -> Iterator[Any]:
    """A page in a browser with the width of a phone, that runs no scripts."""
    del site
    with browser.chromium() as chromium:
        context = chromium.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740}, locale="nl")
        yield context.new_page()
        context.close()


def test_somebody_registers_in_dutch_is_asked_from_a_terminal_and_comes(
    cli: Cli, server: smtp.Server, surroundings: dict[str, str], site: str, page: Any, tmp_path: Path
) -> None:
    page.goto(site)
    page.get_by_role("link", name="Mij inschrijven").click()
    for label, value in (
        ("Rijksregisternummer (INSZ)", NISS),
        ("Voornaam", "Jeanne"),
        ("Naam", "Dubois"),
        ("Postcode of gemeente", "Namen"),
        ("E-mail", "jeanne@example.org"),
    ):
        page.get_by_label(label, exact=True).fill(value)
    page.get_by_label("Ik aanvaard").check()
    page.get_by_role("button", name="Inschrijven").click()
    _heading(page, "Nog één stap: bevestig")
    page.goto(_link(server, 1, f"{site}/confirm/"))
    page.get_by_role("button", name="Bevestigen").click()
    _heading(page, "Bevestigd")

    page.goto(site)
    page.get_by_role("link", name="Mijn pagina").click()
    page.get_by_label("E-mail of gsm").fill("jeanne@example.org")
    page.get_by_role("button", name="Stuur de link").click()
    _heading(page, "Kijk in uw berichten")
    page.goto(_link(server, 3, f"{site}/me/"))  # the second mail is the welcome
    page.get_by_role("button", name="Openen").click()
    _heading(page, "Uw pagina, Jeanne")
    page.get_by_label("dinsdag 6 april 17–21 u").check()
    page.get_by_role("button", name="Bewaren").first.click()
    page.get_by_text("Genoteerd.").wait_for()

    with AtTerminal(cli, "offer", "--doses", 1, "--watch", environ=surroundings, columns=120) as terminal:
        terminal.sees("Jeanne Dubois, 89")
        invitation = _link(server, 4, f"{site}/a/")
        until(lambda: cli.states() == {"Jeanne": "sent"}, "the hand-over to be recorded")
        before = everything(cli)
        for _ in range(2):
            page.goto(invitation)
            _heading(page, "Er is een dosis vaccin beschikbaar")
        assert everything(cli) == before
        page.get_by_role("button", name="Ja, ik kom").click()
        _heading(page, "De dosis is gereserveerd")
        terminal.sees("1 of 1 confirmed")
        terminal.press("q")
        assert terminal.ends() == 0

    sheet = tmp_path / "sheet.html"
    subprocess.run([*_QVAX, "sheet", "--html", str(sheet)], env={**os.environ, **surroundings}, check=True)
    page.goto(sheet.as_uri())
    page.get_by_text("Jeanne Dubois").wait_for()
    assert NISS not in page.content()
    assert all(NISS not in mail.get_content() for mail in server.taken)


def _heading(page: Any, text: str) -> None:
    page.get_by_role("heading", level=1, name=text, exact=True).wait_for()


def _link(server: smtp.Server, count: int, start: str) -> str:
    """The link in the last of so many mails that the server has taken."""
    until(lambda: len(server.taken) >= count, f"mail {count}")
    text = server.taken[count - 1].get_content()
    found = re.search(rf"{re.escape(start)}\S+", text)
    assert found, text
    return found[0]
