"""The desk: an evening on a tablet, by operators with a password. What the command line refuses, it refuses."""

import re
import signal
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from qvax_cli.loop.passwords import is_right
from qvax_cli.web.language import LANGUAGES, words
from tests.conftest import Cli
from tests.databases import opened
from tests.screens import AtTerminal
from tests.web.mails import HOST, everything

PASSWORD = "four plain dry words"  # noqa: S105 (of a test)


@pytest.fixture
def desk(cli: Cli, client: FlaskClient) -> FlaskClient:
    """A browser in which the coordinator of Namur is logged in, and six people on the list."""
    cli.environ["QVAX_WEB_DESK"] = "true"
    cli.people(6)
    add(cli, "bea", "coordinator", "namur")
    assert log_in(client, "bea").status_code == 303
    return client


def add(cli: Cli, name: str, role: str, center: str) -> None:
    cli("operator", "add", name, "--role", role, "--center", center)
    cli("operator", "password", name, "--stdin", stdin=f"{PASSWORD}\n")


def log_in(client: FlaskClient, name: str, password: str = PASSWORD) -> TestResponse:
    return client.post("/desk/login?lang=fr", data={"operator": name, "password": password})


def press(client: FlaskClient, path: str, **values: Any) -> TestResponse:
    """A button of that page, which carries what the page gave it."""
    hidden = re.search(r'name="form" value="([0-9a-f]+)"', client.get("/desk?lang=fr").text)
    assert hidden
    return client.post(f"{path}?lang=fr", data={"form": hidden[1], **values})


def code_of(cli: Cli, name: str) -> str:
    shown = cli.json("status", 1)["invitations"]
    return str(next(one["code"] for one in shown if one["name"].startswith(f"{name} ")))


def test_without_the_setting_there_is_no_desk(cli: Cli, client: FlaskClient) -> None:
    cli.people(1)
    for path in ("/desk", "/desk/login", "/desk/offer", "/desk/stats"):
        assert client.get(path).status_code == 404


def test_whoever_is_not_logged_in_sees_nothing(cli: Cli, desk: FlaskClient) -> None:
    cli("offer", "--center", "namur", "--doses", 2)
    code = code_of(cli, "P0")
    before = everything(cli)
    pages = ("/desk", "/desk/offer", "/desk/o/1", "/desk/o/1/sheet", f"/desk/i/{code}", f"/desk/i/{code}/yes")
    other = desk.application.test_client(use_cookies=False)  # so that it sends those that it is given
    for path in (*pages, "/desk/stats", "/desk/stats.svg", "/desk/read/1", "/desk/nowhere"):
        for cookie in ("", "__Host-qvax-desk=1.1617723600." + "0" * 32, "__Host-qvax-desk=x", "__Host-qvax-desk=9.9.é"):
            headers = {"Host": "reserve.example.be", "Cookie": cookie.encode("utf-8").decode("latin-1")}
            for method in ("GET", "POST"):
                got = other.open(path, method=method, headers=headers)
                assert got.status_code in (303, 404, 405)
                assert "Peeters" not in got.text
    assert everything(cli) == before


def test_a_session_ends_twelve_hours_after_the_log_in_whatever_is_pressed(cli: Cli, desk: FlaskClient) -> None:
    for _ in range(5):
        cli.pass_minutes(143)
        assert press(desk, "/desk/offer", doses="x").status_code == 422
        assert desk.get("/desk").status_code == 200
    cli.pass_minutes(4)
    assert desk.get("/desk").status_code == 200
    cli.pass_minutes(1)
    assert desk.get("/desk").status_code == 303


def test_an_unknown_name_and_a_wrong_password_look_the_same_and_are_counted(cli: Cli, desk: FlaskClient) -> None:
    cli("operator", "add", "dan", "--role", "desk", "--center", "namur")  # and no password
    wrong = [log_in(desk, "bea", "wrong"), log_in(desk, "nobody"), log_in(desk, "ann"), log_in(desk, "dan", "")]
    assert {one.status_code for one in wrong} == {422}
    assert len({one.text for one in wrong}) == 1
    assert [log_in(desk, "bea", "wrong").status_code for _ in range(16)][-1] == 429


def test_a_session_ends_by_idle_hours_by_logging_out_by_another_password_and_with_the_operator(
    cli: Cli, desk: FlaskClient
) -> None:
    cookie = log_in(desk, "bea").headers["Set-Cookie"]
    assert cookie.startswith("__Host-qvax-desk=")
    assert all(word in cookie for word in ("Secure", "HttpOnly", "SameSite=Strict", "Path=/"))
    cli.pass_minutes(239)
    assert desk.get("/desk").status_code == 200
    cli.pass_minutes(1)
    assert desk.get("/desk").status_code == 303
    log_in(desk, "bea")
    press(desk, "/desk/logout")
    assert desk.get("/desk").status_code == 303
    log_in(desk, "bea")
    cli("operator", "password", "bea", "--stdin", stdin="another plain dry word\n")
    assert desk.get("/desk").status_code == 303
    log_in(desk, "bea", "another plain dry word")
    cli("operator", "remove", "bea")
    assert desk.get("/desk").status_code == 303


def test_whoever_has_copied_a_session_has_nothing_once_it_is_logged_out(cli: Cli, desk: FlaskClient) -> None:
    copied = _held(desk)
    cli.pass_minutes(30)
    press(desk, "/desk/offer", doses="x")  # whoever presses something holds another sign, of the same session
    later = _held(desk)
    assert later != copied
    thief = desk.application.test_client(use_cookies=False)
    assert thief.get("/desk", headers={"Host": HOST, "Cookie": copied}).status_code == 200
    elsewhere = desk.application.test_client()
    elsewhere.environ_base |= desk.environ_base
    assert log_in(elsewhere, "bea").status_code == 303
    press(desk, "/desk/logout")
    for passed in (0, 60, 149):  # for as long as the signs would have been good
        cli.pass_minutes(passed)
        cli("cleanup", code=None)
        for cookie in (copied, later):
            assert thief.get("/desk", headers={"Host": HOST, "Cookie": cookie}).status_code == 303
        press(elsewhere, "/desk/offer", doses="x")
        assert elsewhere.get("/desk").status_code == 200  # what is logged in elsewhere stays


def test_who_logs_in_at_the_desk_is_written_down_as_having_seen_it(cli: Cli, desk: FlaskClient) -> None:
    log_in(desk, "bea", "something else")
    desk.get("/desk")
    (seen,) = cli.json("log", "--what", "seen")["events"]
    assert (seen["operator"], seen["center"], seen["detail"]) == ("bea", "namur", "the desk page, from this log-in on")


def _held(browser: FlaskClient) -> str:
    """What a browser holds, to be sent by another."""
    return str(browser.get("/desk?still=1").request.headers["Cookie"])


def test_an_offer_is_foreseen_then_announced_and_pressing_twice_asks_once(cli: Cli, desk: FlaskClient) -> None:
    typed = {"doses": "2", "until": "19h", "vaccine": "", "policy": "strict"}
    before = everything(cli)
    seen = press(desk, "/desk/offer", **typed)
    assert "2 personnes invitées pour 2 doses" in seen.text
    assert "P0 Peeters, P1 Peeters" in seen.text
    assert everything(cli) == before
    assert press(desk, "/desk/offer", **typed, seen="").status_code == 303
    again = press(desk, "/desk/offer", **typed, seen="")
    assert "est ouverte ici depuis" in again.text
    assert len(cli.json("offers")["offers"]) == 1
    evening = desk.get("/desk?lang=fr")
    assert "personnes invitées pour 2 doses" in evening.text
    assert evening.headers["Refresh"]
    assert "Refresh" not in desk.get("/desk?still=1").headers
    assert [one["operator"] for one in cli.json("log", "--offer", 1)["events"] if one["what"] == "offer opened"] == [
        "bea"
    ]


def at_once(browser: FlaskClient, path: str, **values: Any) -> list[int]:
    """What four presses of the same button come to, at the same moment."""
    hidden = re.search(r'name="form" value="([0-9a-f]+)"', browser.get("/desk").text)
    assert hidden
    headers = {"Host": HOST, "Cookie": _held(browser)}

    def one(_: int) -> int:
        other = browser.application.test_client(use_cookies=False)
        return other.post(path, data={"form": hidden[1], **values}, headers=headers).status_code

    with ThreadPoolExecutor(4) as pool:
        return sorted(pool.map(one, range(4)))


def test_an_offer_that_is_announced_at_the_same_moment_twice_is_opened_once(cli: Cli, desk: FlaskClient) -> None:
    typed = {"doses": "1", "until": "19h", "vaccine": "", "policy": "strict"}
    assert at_once(desk, "/desk/offer", **typed, seen="") == [200, 200, 200, 303]
    assert len(cli.json("offers")["offers"]) == 1


def test_what_is_taken_back_at_the_same_moment_twice_is_what_was_seen(cli: Cli, desk: FlaskClient) -> None:
    cli("offer", "--center", "namur", "--doses", 1)
    code = code_of(cli, "P0")
    press(desk, f"/desk/i/{code}/yes")
    press(desk, f"/desk/i/{code}/vaccinated")
    assert at_once(desk, f"/desk/i/{code}/undo", state="vaccinated") == [200, 409, 409, 409]
    assert cli.states()["P0"] == "confirmed"


@pytest.mark.parametrize(
    ("field", "value"), [("doses", "x"), ("doses", "201"), ("until", "never"), ("vaccine", "a\nb")]
)
def test_what_is_wrong_with_an_offer_stands_beside_its_field(
    cli: Cli, desk: FlaskClient, field: str, value: str
) -> None:
    before = everything(cli)
    got = press(desk, "/desk/offer", **{"doses": "2", field: value})
    assert got.status_code == 422
    assert f'href="#{field}"' in got.text
    assert f'id="{field}-error"' in got.text
    assert everything(cli) == before


def test_answers_and_outcomes_are_asked_back_by_name_and_done_by_the_operator(cli: Cli, desk: FlaskClient) -> None:
    cli("offer", "--center", "namur", "--doses", 1)
    code = code_of(cli, "P0")
    before = everything(cli)
    for act in ("yes", "no", "undo"):
        assert "P0 Peeters" in desk.get(f"/desk/i/{code}/{act}?lang=fr").text
    assert everything(cli) == before
    assert "confirmé" in press(desk, f"/desk/i/{code}/yes").text
    assert "P0 Peeters" in desk.get("/desk/o/1/sheet").text
    assert press(desk, f"/desk/i/{code}/undo", state="sent").status_code == 409  # something else was seen
    assert "est annulé" in press(desk, f"/desk/i/{code}/undo", state="confirmed").text
    assert "P1 Peeters" in press(desk, f"/desk/i/{code}/no").text  # who is asked next
    other = code_of(cli, "P1")
    press(desk, f"/desk/i/{other}/yes")
    press(desk, f"/desk/i/{other}/vaccinated")
    assert cli.states()["P1"] == "vaccinated"
    press(desk, f"/desk/i/{other}/undo", state="vaccinated")
    press(desk, f"/desk/i/{other}/no_show")
    assert cli.states()["P1"] == "no_show"
    by = {one["operator"] for one in cli.json("log", "--offer", 1)["events"] if one["what"] in ("confirmed", "no show")}
    assert by == {"bea"}
    assert cli.json("audit")["faults"] == []


def test_what_the_command_line_refuses_the_page_refuses_in_the_same_sentence(cli: Cli, desk: FlaskClient) -> None:
    cli("offer", "--center", "namur", "--doses", 1)
    code = code_of(cli, "P0")
    before = everything(cli)
    cli.environ["QVAX_LANGUAGE"] = "fr"
    said = cli("vaccinated", code, code=4).err.partition(" : ")[2].splitlines()[0]
    got = press(desk, f"/desk/i/{code}/vaccinated")
    assert got.status_code == 409
    assert said.replace("'", "&#39;") in got.text
    assert everything(cli) == before


def test_fewer_doses_and_an_end_name_whom_it_costs_the_dose_before_they_happen(cli: Cli, desk: FlaskClient) -> None:
    cli("offer", "--center", "namur", "--doses", 2)
    before = everything(cli)
    assert "P1 Peeters" in press(desk, "/desk/o/1", do="doses", doses="1").text
    assert "P0 Peeters" in press(desk, "/desk/o/1", do="close").text
    assert press(desk, "/desk/o/1", do="doses", doses="0").status_code == 422
    assert press(desk, "/desk/o/1", do="else").status_code == 400
    assert everything(cli) == before
    press(desk, "/desk/o/1", do="doses", doses="1", sure="yes")
    assert cli.json("status", 1)["offer"]["doses"] == 1
    press(desk, "/desk/o/1", do="close", sure="yes")
    assert cli.json("status", 1)["offer"]["state"] == "cancelled"


def test_a_message_that_nobody_understood_is_read_and_dealt_with(cli: Cli, desk: FlaskClient) -> None:
    cli("offer", "--center", "namur", "--doses", 1)
    cli.reply(code_of(cli, "P0"), "oui mais pas avant 19h30")
    cli("poll", code=None)
    path = re.search(r"/desk/read/\d+", desk.get("/desk").text)
    assert path
    assert all(said in desk.get(f"{path[0]}?lang=fr").text for said in ("pas avant 19h30", "ni un oui clair"))
    press(desk, path[0])
    assert cli.json("inbox", "list")["to_read"] == []
    assert desk.get(path[0]).status_code == 404


def test_another_centers_offers_and_people_are_not_there(cli: Cli, desk: FlaskClient) -> None:
    cli.register("1930-06-01", "Luc", center="liege")
    cli("offer", "--center", "liege", "--doses", 1)
    code = code_of(cli, "Luc")
    before = everything(cli)
    for path in ("/desk/o/1", "/desk/o/1/sheet", f"/desk/i/{code}", f"/desk/i/{code}/yes"):
        assert desk.get(path).status_code == 404
    for path in ("/desk/o/1", f"/desk/i/{code}/yes"):
        assert press(desk, path, do="close", sure="yes").status_code == 404
    assert "Luc" not in desk.get("/desk").text
    assert everything(cli) == before


@pytest.mark.parametrize("number", ["7", "-1", "0x1", "2147483648", "9" * 30])
def test_what_no_offer_or_message_is_called_is_not_there(desk: FlaskClient, number: str) -> None:
    for path in (f"/desk/o/{number}", f"/desk/o/{number}/sheet", f"/desk/o/{number}/asked", f"/desk/read/{number}"):
        assert desk.get(path).status_code == 404
    for path in (f"/desk/o/{number}", f"/desk/read/{number}"):
        assert press(desk, path, do="close", sure="yes").status_code in (404, 405)


def test_a_role_is_offered_what_it_may_and_refused_the_rest(cli: Cli, desk: FlaskClient) -> None:
    add(cli, "dan", "desk", "namur")
    cli("offer", "--center", "namur", "--doses", 1)
    log_in(desk, "dan")
    page = desk.get("/desk?lang=fr").text
    assert "/desk/offer" not in page
    assert "/desk/stats" not in page
    before = everything(cli)
    assert press(desk, "/desk/offer", doses="1").status_code == 409
    assert press(desk, "/desk/o/1", do="close", sure="yes").status_code == 409
    assert everything(cli) == before
    assert press(desk, f"/desk/i/{code_of(cli, 'P0')}/yes").status_code == 200


@pytest.mark.parametrize("headers", [{"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}, {}])
def test_a_form_of_another_site_does_nothing(cli: Cli, desk: FlaskClient, headers: dict[str, str]) -> None:
    cli("offer", "--center", "namur", "--doses", 1)
    code = code_of(cli, "P0")
    before = everything(cli)
    got = desk.post(f"/desk/i/{code}/yes", data={"form": "0" * 32}, headers=headers)
    assert got.status_code == 403
    assert everything(cli) == before


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_of_the_desk_is_small_and_speaks_every_language(cli: Cli, desk: FlaskClient, language: str) -> None:
    cli("offer", "--center", "namur", "--doses", 5)
    code = code_of(cli, "P0")
    for path in ("", "/offer", "/o/1", f"/i/{code}", f"/i/{code}/yes", "/stats", "/o/1/sheet", "/login"):
        got = desk.get(f"/desk{path}?lang={language}")
        assert got.status_code == 200
        assert f'<html lang="{language}"' in got.text
        assert len(got.data) <= 10_000
        assert "<script" not in got.text
    assert words(language, "desk").keys() == words("en", "desk").keys()
    assert desk.get("/desk/stats.svg").mimetype == "image/svg+xml"


def test_a_very_large_evening_shows_the_first_of_each_and_the_others_page_after_page(
    cli: Cli, desk: FlaskClient
) -> None:
    columns = "niss,first_name,last_name,center,email,contact_name,available"
    more = f"Van Den Broeck-Delvaux,namur,{'long.' * 6}name@example.org,Marie-Antoinette Delvaux,today 17:00-21:00"
    rows = [f"{cli.niss(f'1940-{n % 12 + 1:02}-05')},Anne{n},{more}" for n in range(320)]
    cli("import", "-", stdin="\n".join((columns, *rows)))
    foreseen = press(desk, "/desk/offer", doses="140", policy="standby")
    assert "P0 Peeters" in foreseen.text
    assert len(foreseen.data) <= 10_000
    cli("offer", "--center", "namur", "--doses", 140, "--policy", "standby", code=None)
    assert len(press(desk, "/desk/o/1", do="close").data) <= 10_000
    cli.json("respond", code_of(cli, "P0"), "yes")
    for number in range(8):
        cli.reply(code_of(cli, f"P{number % 5 + 1}"), f"oui mais {number} " + "et encore " * 20, name=str(number))
    cli.pass_minutes(3)
    cli("poll", code=None)
    names = {one["name"]: one["state"] for one in cli.json("status", 1)["invitations"]}
    assert len(names) > 300
    evening = desk.get("/desk?lang=fr")
    assert len(evening.data) <= 10_000
    assert "P0 Peeters" in evening.text
    assert f"Invités ({len(names) - 1})" in evening.text
    assert evening.text.count("/desk/read/") == 5  # of eight: the others come when these are dealt with
    seen, following = "", re.search(r'href="/desk/o/1/asked(\?lang=fr)"', evening.text)
    while following:
        page = desk.get(f"/desk/o/1/asked{following[1]}&lang=fr")
        assert len(page.data) <= 10_000
        seen += page.text
        following = re.search(r'href="(\?from=\d+)[^"]*">Suivants', page.text)
    assert {name for name, state in names.items() if state == "sent"} == set(re.findall(r">([^<]+), \d+</a>", seen))
    assert desk.get("/desk/o/1/asked?from=9999").status_code == desk.get("/desk/o/1/asked?from=-x").status_code == 200
    assert desk.get("/desk/o/2/asked").status_code == desk.get("/desk/o/1/queued").status_code == 404


def test_a_password_comes_by_standard_input_and_is_kept_as_a_hash(cli: Cli) -> None:
    cli("operator", "add", "bea", "--role", "desk", "--center", "namur")
    cli("operator", "password", "bea", code=2)
    cli("operator", "password", "bea", "--stdin", stdin="short\n", code=4)
    cli("operator", "password", "ann", "--stdin", stdin=f"{PASSWORD}\n", code=4)  # an admin has no desk
    cli("operator", "password", "zoe", "--stdin", stdin=f"{PASSWORD}\n", code=3)
    cli("operator", "password", "bea", "--stdin", stdin=f"{PASSWORD}\n")
    kept = _kept(cli)
    assert kept.startswith("$argon2id$")
    assert PASSWORD not in kept


_AT_THE_TERMINAL = ("--operator", "ann", "operator", "password", "bea")


def test_at_a_terminal_a_password_is_asked_for_twice_and_never_shown(cli: Cli) -> None:
    cli("operator", "add", "bea", "--role", "desk", "--center", "namur")
    with AtTerminal(cli, *_AT_THE_TERMINAL) as at:
        at.hides("Password of bea")
        at.press(f"{PASSWORD}\n")
        at.hides("The same again")
        at.press("something else\n")
        at.sees("do not match")
        for question in ("Password of bea", "The same again"):
            at.hides(question)
            at.press(f"{PASSWORD}\n")
        assert at.ends() == 0
        at.sees("bea logs in with that password from now on")
        assert PASSWORD not in at.all
        assert "something else" not in at.all
        assert at.is_as_before
    assert is_right(PASSWORD, _kept(cli))


def test_ctrl_c_while_a_password_is_asked_for_sets_none_and_gives_the_terminal_back(cli: Cli) -> None:
    cli("operator", "add", "bea", "--role", "desk", "--center", "namur")
    with AtTerminal(cli, *_AT_THE_TERMINAL) as at:
        at.hides("Password of bea")
        at.press(f"{PASSWORD}\n")
        at.hides("The same again")
        at.process.send_signal(signal.SIGINT)
        assert at.ends() in (130, -signal.SIGINT)  # the signal itself is what a shell calls 130
        assert at.is_as_before
    assert _kept(cli) is None


def _kept(cli: Cli) -> Any:
    with opened(cli.database) as conn:
        return conn.execute("SELECT password_hash FROM operators WHERE name = 'bea'").fetchone()[0]
