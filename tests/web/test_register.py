"""R43: registering on the site. Nobody is on the list before they confirm, and nothing tells who is on it already."""

import re
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from qvax_cli.loop.upkeep import LAST_MESSAGES
from qvax_cli.messages import OF_THE_SITE, Facts, render
from qvax_cli.messages.sms import render_sms
from qvax_cli.rules.gsm import ONE_SMS
from qvax_cli.rules.links import seed_text
from qvax_cli.web.language import LANGUAGES, words
from tests.conftest import Cli
from tests.databases import opened
from tests.septets import septets
from tests.web.mails import HOST, URL, bodies, everything

NISS = "31051700178"


def typed(**changes: object) -> dict[str, Any]:
    """The form as Jeanne fills it in."""
    return {
        "niss": NISS,
        "first_name": "Jeanne",
        "last_name": "Dubois",
        "birth_date": "",
        "center": "namur",
        "email": "jeanne@example.org",
        "mobile": "",
        "contact_name": "",
        "language": "fr",
        "available": ["2021-04-06T17:00/21:00", "jeudi 18h-19h30"],
        "consent": "yes",
        **changes,
    }


def apply(client: FlaskClient, **changes: object) -> TestResponse:
    return client.post("/register?lang=fr", data=typed(**changes))


def sent(cli: Cli) -> tuple[str, str]:
    """The path and the figures of the last mail that asks to confirm."""
    cli("poll", code=None)
    body = next(body for body in reversed(list(bodies(cli))) if "/confirm/" in body)
    link, figures = re.search(rf"{re.escape(URL)}(/confirm/\S+)", body), re.search(r"\b(\d{6})\b", body)
    assert link
    assert figures
    return link[1], figures[1]


def listed(cli: Cli) -> list[dict[str, Any]]:
    return list(cli.json("reservist", "list")["reservists"])


def kinds(cli: Cli) -> list[str]:
    return [one["kind"] for one in reversed(cli.json("outbox", "list", "--limit", "-1")["messages"])]


def test_nobody_is_on_the_list_before_the_link_in_the_mail_is_confirmed(cli: Cli, client: FlaskClient) -> None:
    assert apply(client).status_code == 303
    path, _ = sent(cli)
    assert listed(cli) == []
    before = everything(cli)
    for method in ("GET", "HEAD", "GET"):
        assert client.open(path, method=method).status_code == 200
    assert everything(cli) == before
    assert client.post(path).status_code == 200
    (person,) = listed(cli)
    assert (person["name"], person["source"], person["center"]) == ("Jeanne Dubois", "site", "namur")
    assert [one["start"] for one in person["windows"]] == ["2021-04-06T15:00:00Z", "2021-04-08T16:00:00Z"]
    assert kinds(cli) == ["apply", "welcome"]
    assert client.post(path).status_code == 404


def test_the_figures_do_as_well_and_five_wrong_ones_are_enough(cli: Cli, client: FlaskClient) -> None:
    page = apply(client).headers["Location"]
    _, figures = sent(cli)
    assert client.get(page).status_code == 200
    wrong = client.post(page, data={"figures": f"{(int(figures) + 1) % 1_000_000:06}"})
    assert wrong.status_code == 422
    assert words("fr")["error_figures"].replace("'", "&#39;") in wrong.text
    for _ in range(4):
        client.post(page, data={"figures": "12"})
    assert client.post(page, data={"figures": figures}).status_code == 422
    assert listed(cli) == []
    page = apply(client).headers["Location"]
    _, figures = sent(cli)
    assert client.post(page, data={"figures": f"{figures[:3]} {figures[3:]}"}).status_code == 200
    assert len(listed(cli)) == 1


def test_every_week_again_is_a_week_that_repeats(cli: Cli, client: FlaskClient) -> None:
    apply(client, repeat="yes")
    client.post(sent(cli)[0])
    (person,) = listed(cli)
    assert person["repeat"] == ["tue 17:00-21:00", "thu 18:00-19:30"]


def test_a_number_that_is_known_or_has_left_looks_like_any_other(cli: Cli, client: FlaskClient) -> None:
    known = cli.register("1931-05-17", "Jeanne", niss=NISS)
    gone = cli.register("1932-05-17", "Luc")
    number = cli.json("reservist", "show", gone, "--show-numbers")["reservist"]["number"]
    cli("reservist", "forget", gone, "--yes")
    seen = []
    for niss in (NISS, number, cli.niss("1933-05-17")):
        answered = apply(client, niss=niss, email="other@example.org")
        page = client.get(answered.headers["Location"])
        path, _ = sent(cli)
        done = client.post(path)
        said = re.sub(r"[0-9A-Z]{26}", "", answered.headers["Location"] + page.text + done.text)
        seen.append((answered.status_code, page.status_code, done.status_code, said))
    assert seen[0] == seen[1] == seen[2]
    them = cli.json("reservist", "show", known)["reservist"]
    assert them["email"] == "jeanne@example.org"  # nothing of whoever is on the list can be changed like that
    assert kinds(cli).count("known_already") == 1
    cli("poll", code=None)
    told = next(body for body in bodies(cli) if "rien n'a été modifié" in body)
    assert f"{URL}/link" in told
    assert [one["what"] for one in cli.json("log")["events"]].count("readmitted") == 1


def test_nobody_confirms_what_they_were_not_sent(cli: Cli, client: FlaskClient) -> None:
    page = apply(client).headers["Location"].partition("?")[0]
    path, _ = sent(cli)
    for other in (f"{page}.{'0' * 16}", f"{path[:-1]}{'0' if path[-1] != '0' else '1'}"):
        assert client.post(other).status_code == 422
    for other in ("/confirm/x", f"/confirm/{'0' * 26}", f"/confirm/{'0' * 26}.{'0' * 16}", "/confirm/" + "Z" * 26):
        assert client.get(other).status_code == 404
        assert client.post(other, data={"figures": "123456"}).status_code == 404
    assert listed(cli) == []


@pytest.mark.parametrize(
    ("field", "value", "key"),
    [
        ("niss", "31051700179", "niss"),
        ("niss", "", "niss"),
        ("niss", "10051700128", "niss"),
        ("first_name", " ", "first_name"),
        ("last_name", "", "last_name"),
        ("birth_date", "1.1.1950", "birth_date"),
        ("email", "x", "email"),
        ("email", "", "email"),
        ("mobile", "081 22 33 44", "mobile"),
        ("language", "la", "language"),
        ("available", ["sometimes"], "available"),
        ("center", "", "center"),
        ("center", "Atlantis", "center"),
        ("center", "5100", "center_choose"),
        ("center", "1050", "center_elsewhere"),
        ("center", "Brussel", "center_elsewhere"),
        ("consent", "", "consent"),
    ],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_wrong_stands_beside_its_field_and_above_and_what_was_typed_stays(
    cli: Cli, client: FlaskClient, field: str, value: object, key: str, language: str
) -> None:
    before = everything(cli)
    got = client.post(f"/register?lang={language}", data=typed(**{field: value}))
    assert got.status_code == 422
    said = words(language)[f"error_{key}"].split("{", 1)[0].replace("'", "&#39;")
    assert got.text.count(said) >= 2
    assert f'href="#{field}"' in got.text
    assert 'value="Jeanne"' in got.text or field == "first_name"
    assert len(got.data) <= 10_000
    assert everything(cli) == before


def test_a_number_without_birth_date_asks_for_it(cli: Cli, client: FlaskClient) -> None:
    del cli
    got = apply(client, niss="00000100128")
    assert words("fr")["error_birth_date_needed"] in got.text or words("fr")["error_niss"].split("'")[0] in got.text


def test_a_center_can_be_chosen_among_the_nearest(cli: Cli, client: FlaskClient) -> None:
    first = apply(client, center="5100")
    offered = re.findall(r'type="radio" name="center" value="([^"]+)"', first.text)
    assert len(offered) == 3
    assert len(re.findall(r", 5\d{3} ", first.text)) == 3  # of the same province
    assert apply(client, center=["5100", offered[0]]).status_code == 303
    client.post(sent(cli)[0])
    assert listed(cli)[0]["center"] == offered[0]


def test_whoever_gives_a_mobile_where_no_sms_are_sent_is_asked_for_an_email(cli: Cli, client: FlaskClient) -> None:
    before = everything(cli)
    got = apply(client, email="", mobile="0470 12 34 56")
    assert got.status_code == 422
    assert "SMS" in got.text
    assert everything(cli) == before


def test_what_nobody_confirms_is_erased_within_a_day(cli: Cli, client: FlaskClient) -> None:
    apply(client)
    path, _ = sent(cli)
    cli.pass_minutes(24 * 60 - LAST_MESSAGES // 60)
    assert client.post(path).status_code == 404
    cli.pass_minutes(LAST_MESSAGES // 60)
    cli("cleanup", code=None)
    with opened(cli.database) as conn:
        assert NISS not in conn.everything()


def test_neither_number_nor_secret_stands_in_the_outbox(cli: Cli, client: FlaskClient) -> None:
    apply(client)
    path, figures = sent(cli)
    kept = cli.json("outbox", "show", 1)["message"]
    assert figures not in kept["body"]
    assert path not in kept["body"]
    assert all(NISS not in body for body in bodies(cli))


def test_more_registrations_than_anybody_needs_are_put_off_also_after_a_restart(cli: Cli, client: FlaskClient) -> None:
    statuses = [apply(client, niss="x").status_code for _ in range(21)]
    assert statuses == [422] * 20 + [429]
    put_off = client.post("/register", data=typed())
    assert 0 < int(put_off.headers["Retry-After"]) <= 3600
    elsewhere = client.post("/register", data=typed(), environ_base={"REMOTE_ADDR": "203.0.113.9"})
    assert elsewhere.status_code == 303
    cli.pass_minutes(60)
    assert apply(client).status_code == 303


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_opens_the_link_in_the_mail_reads_the_language_of_the_mail(
    cli: Cli, client: FlaskClient, language: str
) -> None:
    apply(client, language=language)
    path, _ = sent(cli)
    assert f'<html lang="{language}">' in client.get(path, headers={"Accept-Language": "pt, fr;q=0.5"}).text
    assert f'<html lang="{language}">' in client.post(path).text


def test_an_address_is_written_to_three_times_an_hour_and_the_page_is_the_same(cli: Cli, client: FlaskClient) -> None:
    assert [apply(client).status_code for _ in range(5)] == [303] * 5
    assert kinds(cli) == ["apply"] * 3


@pytest.mark.parametrize("kind", OF_THE_SITE)
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_visitors_are_written_says_what_it_is_for_and_fits_one_sms(kind: str, language: str) -> None:
    token = f"{seed_text(bytes(16))}.{16 * '0'}"
    facts = Facts(
        first_name="Jeanne",
        last_name="Van Den Broeck-Delvaux",
        center_name="Centre majeur Ronquières (Braine-le-Comte)",
        phone="081 12 34 56",
        figures="012345",
        host=HOST,
        confirm_url=f"{URL}/confirm/{token}",
        page_url=f"{URL}/me/{token}",
        link_url=f"{URL}/link",
    )
    mail, sms = render(kind, language, facts), render_sms(kind, language, facts).body
    wanted = {
        "apply": ("012345",),
        "link": (facts.page_url,),
        "contact_changed": ("Jeanne",),
        "known_already": ("Jeanne",),
    }
    assert all(word in mail.body and word in sms for word in wanted[kind])
    assert kind not in ("apply", "known_already") or token in mail.body or facts.link_url in mail.body
    assert "$" not in mail.subject + mail.body + sms
    assert kind != "apply" or sms.endswith(f"\n@{HOST} #012345")  # as browsers know whose figures they are
    assert septets(sms) <= ONE_SMS
    assert max(map(len, mail.subject.splitlines())) <= 130
