"""The pages in a real Chromium: nobody is shut out, by eyes, keyboard, zoom or language (WCAG 2.2 AA)."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from flask.testing import FlaskClient

from qvax_cli.web.language import LANGUAGES
from tests.conftest import Cli
from tests.web import browser
from tests.web.mails import URL, asked, bodies, paths
from tests.web.test_desk import PASSWORD, add, code_of
from tests.web.test_me import ask, link
from tests.web.test_register import sent, typed

pytestmark = browser.needs_chromium

_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_AXE = """async (rules) => (await axe.run(document, {runOnly: rules})).violations.map(
    one => one.id + ": " + one.nodes.map(node => node.html).join(" "))"""


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    with browser.chromium() as started:
        yield started


@pytest.fixture
def site(cli: Cli, client: FlaskClient) -> Iterator[tuple[Cli, str]]:
    """The machine and the address of its site; client: so that messages hold links."""
    del client
    with browser.serving(cli) as address:
        yield cli, address


def _pages(cli: Cli, client: FlaskClient) -> list[str]:
    """Every page that can be looked at without a cookie, in the states that it can have."""
    cli("center", "set", "namur", "--phone", "081 12 34 56")
    invited = asked(cli, 4, 2)
    client.post(invited["P0"], data={"answer": "yes"})
    waiting = client.post("/register", data=typed()).headers["Location"].partition("?")[0]
    ask(client, "p3@example.org")
    opens = link(cli)
    return ["/", "/register", "/link", "/privacy", "/nowhere", waiting, opens, *invited.values()]


@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_on_any_page_in_light_and_dark_on_a_phone_and_a_screen(
    site: tuple[Cli, str], client: FlaskClient, chromium: Any, language: str
) -> None:
    cli, at = site
    page = chromium.new_page(bypass_csp=True)
    for path in _pages(cli, client):
        page.goto(f"{at}{path}?lang={language}")
        _look(page)
    page.goto(f"{at}/register?lang={language}")
    page.click("main button")
    page.wait_for_function("document.activeElement.getAttribute('role') == 'alert'")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.hash") == "#niss"
    _look(page)
    ask(client, "p1@example.org")
    page.goto(f"{at}{link(cli)}?lang={language}")
    page.click("main button")
    assert page.url.startswith(f"{at}/me?")
    _look(page)
    cli.pass_minutes(31)
    cli("poll", code=None)
    page.goto(f"{at}{paths(cli)['P1']}?lang={language}")
    assert page.locator("table").count() == 1
    _look(page)
    page.close()


def test_axe_finds_nothing_at_the_desk_and_the_keyboard_does_all(
    site: tuple[Cli, str], client: FlaskClient, chromium: Any
) -> None:
    del client
    cli, at = site
    cli.environ["QVAX_WEB_DESK"] = "true"
    cli.people(6)
    add(cli, "bea", "coordinator", "namur")
    page = chromium.new_page(bypass_csp=True)
    page.goto(f"{at}/desk?lang=fr")
    _look(page)
    for name, value in (("operator", "bea"), ("password", PASSWORD)):
        _tab_to(page, name)
        page.keyboard.type(value)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{at}/desk?*")
    _look(page)
    page.goto(f"{at}/desk/offer?lang=fr")
    _tab_to(page, "doses")
    page.keyboard.type("x")
    page.keyboard.press("Enter")
    page.wait_for_selector("[role=alert]")
    _look(page)
    _tab_to(page, "doses")
    page.keyboard.press("Control+a")
    page.keyboard.type("3")
    page.keyboard.press("Enter")
    page.wait_for_function("document.body.innerText.includes('P0 Peeters')")
    _look(page)
    page.click("main form button")
    page.wait_for_url(f"{at}/desk?*")
    assert len(cli.states()) == 3
    code = code_of(cli, "P0")
    for language in LANGUAGES:
        page.goto(f"{at}/desk?lang={language}&still=1")
        _look(page)
    for path in ("/o/1", "/o/1/asked", f"/i/{code}", "/stats", f"/i/{code}/yes"):
        page.goto(f"{at}/desk{path}?lang=nl")
        _look(page)
    page.focus("main form button")
    page.keyboard.press("Enter")
    page.wait_for_function("document.body.innerText.includes('bevestigd')")
    _look(page)
    assert cli.states()["P0"] == "confirmed"
    page.close()


def _look(page: Any) -> None:
    page.evaluate(browser.axe())
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme="light")
        assert page.evaluate(_AXE, _RULES) == []
        page.emulate_media(color_scheme="dark")
        assert (
            page.evaluate("async () => (await axe.run(document, {runOnly: ['color-contrast']})).violations.length") == 0
        )
    # 400 % zoom on a screen of 1280 pixels is one of 320.
    page.set_viewport_size({"width": 320, "height": 256})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_somebody_registers_confirms_and_answers_by_the_keyboard_alone(site: tuple[Cli, str], chromium: Any) -> None:
    cli, at = site
    page = chromium.new_page()
    page.goto(f"{at}/register?lang=nl")
    values = typed(language="nl")
    for name in ("niss", "first_name", "last_name", "center", "email"):
        _tab_to(page, name)
        page.keyboard.type(values[name])
    _tab_to(page, "available")
    page.keyboard.press("Space")
    _tab_to(page, "consent")
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/confirm/**")
    _, figures = sent(cli)
    _tab_to(page, "figures")
    page.keyboard.type(figures)
    page.keyboard.press("Enter")
    page.wait_for_function("!document.querySelector('form')")
    cli("offer", "--center", "namur", "--doses", 1, code=None)
    (invited,) = (match[1] for body in bodies(cli) if (match := re.search(rf"{re.escape(URL)}(/a/\S+)", body)))
    page.goto(f"{at}{invited}")
    _tab_to(page, "answer")
    page.keyboard.press("Enter")
    page.wait_for_function("document.body.innerText.includes('gereserveerd')")
    assert cli.states() == {"Jeanne": "confirmed"}
    page.close()


def _tab_to(page: Any, name: str) -> None:
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == name:
            return
    pytest.fail(f"the keyboard does not reach {name}")
