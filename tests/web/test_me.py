"""R43: one's own page, opened by a link that is sent. Nobody learns by asking for it who is on the list."""

import json
import re
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from qvax_cli.web.language import LANGUAGES, words
from tests.conftest import Cli
from tests.web.mails import HOST, URL, asked, bodies, everything


def ask(client: FlaskClient, address: str = "ann@example.org", **how: Any) -> TestResponse:
    return client.post("/link?lang=fr", data={"address": address}, **how)


def link(cli: Cli) -> str:
    """The path of the last link to a page that was sent."""
    cli("poll", code=None)
    found = [match[1] for body in bodies(cli) if (match := re.search(rf"{re.escape(URL)}(/me/\S+)", body))]
    return found[-1]


def enter(cli: Cli, client: FlaskClient, address: str = "ann@example.org") -> str:
    """The page of somebody, opened."""
    ask(client, address)
    assert client.post(link(cli)).status_code == 303
    return client.get("/me?lang=fr").text


def press(client: FlaskClient, do: str, **values: Any) -> TestResponse:
    """A button of the page."""
    form = _token(client.get("/me").text)
    return client.post("/me?lang=fr", data={"form": form, "do": do, **values})


def _token(page: str) -> str:
    form = re.search(r'name="form" value="([0-9a-f]+)"', page)
    return form[1] if form else ""


def them(cli: Cli, person: int = 1) -> dict[str, Any]:
    found: dict[str, Any] = cli.json("reservist", "show", person)["reservist"]
    return found


def test_the_link_opens_the_page_once_and_only_when_a_button_is_pressed(cli: Cli, client: FlaskClient) -> None:
    cli.register("1940-05-17")
    ask(client)
    path = link(cli)
    before = everything(cli)
    for method in ("GET", "HEAD", "GET"):
        assert client.open(path, method=method).status_code == 200
    assert client.get("/me").status_code == 303
    assert everything(cli) == before
    opened = client.post(path)
    cookie = opened.headers["Set-Cookie"]
    assert cookie.startswith("__Host-qvax=")
    assert all(word in cookie for word in ("Secure", "HttpOnly", "SameSite=Lax", "Path=/"))
    assert "Votre page, Ann" in client.get("/me?lang=fr").text
    assert client.get(path).status_code == client.post(path).status_code == 404


def test_a_link_is_good_for_half_an_hour_and_a_page_for_three_quarters(cli: Cli, client: FlaskClient) -> None:
    cli.register("1940-05-17")
    ask(client)
    path = link(cli)
    cli.pass_minutes(30)
    assert client.post(path).status_code == 404
    enter(cli, client)
    cli.pass_minutes(45)
    assert client.get("/me").status_code == 303


def test_who_asks_is_answered_the_same_whether_anybody_is_reached_there_or_not(cli: Cli, client: FlaskClient) -> None:
    cli.register("1940-05-17")
    known, unknown = ask(client), ask(client, "nobody@example.org")
    assert (known.status_code, known.text) == (unknown.status_code, unknown.text)
    assert ask(client, "ANN@example.org").text == known.text
    assert [ask(client).status_code for _ in range(3)] == [200] * 3
    assert [one["kind"] for one in cli.json("outbox", "list")["messages"]].count("link") == 3
    assert ask(client, "x@").status_code == 422


def test_the_link_opens_in_the_language_of_its_mail(cli: Cli, client: FlaskClient) -> None:
    cli.register("1940-05-17", language="nl")
    ask(client)
    assert '<html lang="nl">' in client.get(link(cli), headers={"Accept-Language": "fr"}).text


@pytest.mark.parametrize("center", ["1070", "anderlecht", "atlantis"])
def test_a_center_where_nobody_can_be_is_refused_beside_what_was_typed(
    cli: Cli, client: FlaskClient, center: str
) -> None:
    cli.register("1940-05-17")
    enter(cli, client)
    refused = press(client, "details", email="new@example.org", center=center)
    assert refused.status_code == 422
    assert words("fr")["error_center_choose"] in refused.text
    assert 'value="new@example.org"' in refused.text
    assert (them(cli)["center"], them(cli)["email"]) == ("namur", "ann@example.org")


@pytest.mark.parametrize("do", ["times", "details"])
def test_who_has_left_the_list_meanwhile_reads_that_it_cannot_be_done(cli: Cli, client: FlaskClient, do: str) -> None:
    cli.register("1940-05-17", available="today 18:00-20:00")
    enter(cli, client)
    cli("offer", "--center", "namur", "--doses", 1)
    for said in (("respond", "ann", "yes"), ("vaccinated", "ann")):
        cli(*said)
    before = everything(cli)
    refused = press(client, do, available=["2021-04-07T08:00/12:00"], language="nl")
    assert refused.status_code == 409
    assert words("fr")["changed_text"] in refused.text
    assert everything(cli) == before


def test_ten_links_an_hour_are_enough_for_a_network(cli: Cli, client: FlaskClient) -> None:
    del cli
    statuses = [ask(client, f"n{n}@example.org", environ_base={"REMOTE_ADDR": f"203.0.113.{n}"}) for n in range(11)]
    assert [one.status_code for one in statuses] == [200] * 10 + [429]


def test_times_and_the_week_are_changed(cli: Cli, client: FlaskClient) -> None:
    cli.register("1940-05-17", available="today 18:00-19:00")
    page = enter(cli, client)
    assert "2021-04-06T18:00/2021-04-06T19:00" in page
    press(client, "times", available=["2021-04-07T08:00/12:00", "jeudi 18h-19h"], repeat="yes")
    assert [one["start"] for one in them(cli)["windows"]] == ["2021-04-07T06:00:00Z", "2021-04-08T16:00:00Z"]
    assert them(cli)["repeat"] == ["wed 08:00-12:00", "thu 18:00-19:00"]
    assert 'value="2021-04-07T08:00/12:00" checked' in client.get("/me").text
    again = press(client, "times", available=["2021-04-09T08:00/12:00", "sometimes"])
    assert again.status_code == 422
    assert 'value="2021-04-09T08:00/12:00" checked' in again.text
    assert 'value="sometimes"' in again.text
    assert 'value="ann@example.org"' in again.text  # of the other form on the page
    press(client, "times", available=[])
    assert (them(cli)["windows"], them(cli)["repeat"]) == ([], [])


def test_another_address_counts_and_the_old_one_is_told(cli: Cli, client: FlaskClient) -> None:
    cli.register("1940-05-17")
    enter(cli, client)
    details = {"email": "new@example.org", "mobile": "", "contact_name": "", "language": "nl", "center": "namur"}
    assert press(client, "details", **details).status_code == 303
    assert (them(cli)["email"], them(cli)["language"]) == ("new@example.org", "nl")
    cli("poll", code=None)
    told = [file.read_text() for file in cli.spool if "ann@example.org" in file.read_text()]
    assert any("ander" in text and "To: " in text for text in told)
    wrong = press(client, "details", **{**details, "email": "x", "language": "de", "center": "liege"})
    assert wrong.status_code == 422
    assert 'href="#email"' in wrong.text
    assert all(f'value="{typed}"' in wrong.text for typed in ("x", "2021-04-06T17:00/21:00"))
    assert all(f'<option value="{chosen}" selected>' in wrong.text for chosen in ("de", "liege"))
    assert them(cli)["email"] == "new@example.org"


def test_several_behind_one_address_choose_by_first_name_and_initial(cli: Cli, client: FlaskClient) -> None:
    cli.register("1940-05-17", email="home@example.org")
    other = cli.register("1941-05-17", "Bea", email="Home@example.org")
    stranger = cli.register("1942-05-17", "Carl")
    page = enter(cli, client, "home@example.org")
    assert "Bea P." in page
    assert "Carl" not in page
    press(client, "choose", person=other)
    assert "Votre page, Bea" in client.get("/me?lang=fr").text
    press(client, "choose", person=stranger)
    assert "Votre page, Bea" in client.get("/me?lang=fr").text


def test_why_i_was_asked_is_told(cli: Cli, client: FlaskClient) -> None:
    asked(cli, 2)
    enter(cli, client, "p1@example.org")
    assert "plus âgée" in client.get("/me?lang=fr&why=1").text


def test_my_data_come_as_a_file(cli: Cli, client: FlaskClient) -> None:
    cli.register("1940-05-17")
    enter(cli, client)
    got = press(client, "file")
    assert got.headers["Content-Disposition"].startswith("attachment")
    data = json.loads(got.data)
    assert data["reservist"]["name"] == "Ann Peeters"
    assert data["log"][0]["what"] == "registered"


def test_whoever_leaves_is_asked_once_more_and_then_erased(cli: Cli, client: FlaskClient) -> None:
    cli.register("1940-05-17")
    enter(cli, client)
    assert "Ann P." in press(client, "forget").text
    assert them(cli)["state"] == "listed"
    assert words("fr")["heading_left"] in press(client, "forget", sure="yes").text
    assert them(cli)["state"] == "erased"
    assert client.get("/me").status_code == 303


def test_a_page_that_was_closed_stays_closed(cli: Cli, client: FlaskClient) -> None:
    cli.register("1940-05-17")
    enter(cli, client)
    held = client.get("/me").request.headers["Cookie"]
    thief = client.application.test_client(use_cookies=False)
    assert thief.get("/me", headers={"Host": HOST, "Cookie": held}).status_code == 200
    press(client, "end")
    assert thief.get("/me", headers={"Host": HOST, "Cookie": held}).status_code == 303


@pytest.mark.parametrize("form", ["", "0" * 32])
def test_a_button_without_the_token_of_the_page_changes_nothing(cli: Cli, client: FlaskClient, form: str) -> None:
    cli.register("1940-05-17")
    enter(cli, client)
    before = everything(cli)
    assert client.post("/me", data={"form": form, "do": "forget", "sure": "yes"}).status_code == 403
    assert press(client, "erase").status_code == 400
    assert everything(cli) == before


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_speaks_every_language_and_is_small(cli: Cli, client: FlaskClient, language: str) -> None:
    cli.register("1940-05-17")
    enter(cli, client)
    cli.register("1941-05-17", "Bea", email="ann@example.org")
    page = client.get(f"/me?lang={language}")
    assert words(language)["details"].replace("'", "&#39;") in page.text
    wrong = client.post(f"/me?lang={language}", data={"form": _token(page.text), "do": "times", "available": "xx"})
    assert wrong.status_code == 422
    assert max(len(page.data), len(wrong.data)) <= 10_000
    assert "<script" not in page.text


def test_after_silence_the_message_leads_to_where_times_are_given_again(cli: Cli, client: FlaskClient) -> None:
    cli.register("1940-05-17", available=None, repeat="tue 17:00-21:00")
    cli("offer", "--center", "namur", "--doses", 1)
    cli.pass_minutes(31)
    cli("poll", code=None)
    told = next(body for body in bodies(cli) if "effacées" in body and "Nous attendions" in body)
    assert "chaque semaine aussi : mardi, 17 h - 21 h" in told
    path = re.search(rf"{re.escape(URL)}(/a/\S+)", told)
    assert path
    assert words("fr")["back_again"] in client.get(path[1]).text
    given = {"do": "times", "available": ["2021-04-07T17:00/21:00"], "repeat": "yes"}
    assert client.post(path[1], data=given).status_code == 303
    assert them(cli)["repeat"] == ["wed 17:00-21:00"]
    assert client.post(path[1], data={"do": "times", "available": "never"}).status_code == 422
    assert cli.json("audit")["faults"] == []
