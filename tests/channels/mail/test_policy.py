"""Which channels, in which order or both at once, and when nobody is disturbed; each center its own way."""

from collections.abc import Iterator

import pytest

from qvax_cli.rules.local_time import parse_moment
from tests.channels.mail import letters, smtp
from tests.channels.mail.conftest import Center
from tests.channels.sms.gateways import Gateway, running
from tests.databases import opened

_LEARNED = "SELECT channel, yes, silent, seconds FROM past_answers"


@pytest.fixture
def gateway() -> Iterator[Gateway]:
    with running() as one:
        yield one


@pytest.fixture
def both(center: Center, server: smtp.Server, gateway: Gateway) -> Center:
    """A center with mail and SMS, and two people who have both."""
    center.mail_by(server)
    center.configure("sms", kind="http", url=gateway.url + "/?to={to_digits}", body="text={text}")
    center.register("1930-01-01", "Ann", mobile="0470 00 00 01")
    center.register("1931-01-01", "Bea", mobile="0470 00 00 02")
    return center


def _channels(center: Center, name: str) -> dict[str, str]:
    """The state of somebody's invitation by channel."""
    code = center.codes()[name]
    found = center.json("outbox", "list")["messages"]
    return {m["channel"]: m["state"] for m in found if m["invitation"] == code and m["kind"] == "invitation"}


def test_in_turn_the_second_channel_is_used_only_when_the_first_refuses(
    both: Center, server: smtp.Server, gateway: Gateway
) -> None:
    server.says = {"ann": "550 5.1.1 no such user"}
    both("offer", "--center", "namur", "--doses", 2)
    assert _channels(both, "Ann") == {"mail": "refused", "sms": "handed_over"}
    assert _channels(both, "Bea") == {"mail": "handed_over"}
    assert [asked.query["to"] for asked in gateway.asked] == ["32470000001"]
    assert set(both.states().values()) == {"sent"}


def test_what_a_center_learns_of_a_channel_comes_from_those_whom_it_reached(both: Center, server: smtp.Server) -> None:
    server.says = {"ann": "550 5.1.1 no such user"}
    both("offer", "--center", "namur", "--doses", 2)
    both.pass_minutes(5)
    both("respond", both.codes()["Ann"], "yes")
    both.pass_minutes(120)
    both("poll", code=None)
    with opened(both.database) as conn:
        learned = {row["channel"]: (row["yes"], row["silent"], row["seconds"]) for row in conn.execute(_LEARNED)}
    assert learned == {"sms": (1, 0, 300), "mail": (0, 1, 0)}


def test_the_order_is_the_center_s(both: Center, server: smtp.Server) -> None:
    both.configure("channels", order=["sms", "mail"])
    both("offer", "--center", "namur", "--doses", 1)
    assert _channels(both, "Ann") == {"sms": "handed_over"}
    assert both.json("status", 1)["invitations"][0]["channels"] == ["sms", "mail"]
    both.configure("centers.namur", channels="mail")
    both("doses", 1, 2)
    assert _channels(both, "Bea") == {"mail": "handed_over"}
    assert server.to() == ["bea"]


def test_together_both_go_out_and_one_is_enough(both: Center, server: smtp.Server, gateway: Gateway) -> None:
    both.configure("centers.namur", mode="together")
    server.says = {"ann": "550 5.1.1 no such user"}
    both("offer", "--center", "namur", "--doses", 2)
    assert _channels(both, "Ann") == {"mail": "refused", "sms": "handed_over"}
    assert _channels(both, "Bea") == {"mail": "handed_over", "sms": "handed_over"}
    assert set(both.states().values()) == {"sent"}
    both("respond", both.codes()["Bea"], "yes")
    told = {m["channel"] for m in both.json("outbox", "list")["messages"] if m["kind"] == "confirmation"}
    assert told == {"mail", "sms"}
    assert len(gateway.asked) == 3


def test_together_nobody_is_undeliverable_before_both_have_refused(
    both: Center, server: smtp.Server, gateway: Gateway
) -> None:
    both.configure("channels", mode="together")
    server.says = {"ann": "550 5.1.1 no such user"}
    gateway.answer = lambda asked: (400, "bad number") if "00001" in asked.path else (200, "")
    both("offer", "--center", "namur", "--doses", 1)
    assert both.states() == {"Ann": "undeliverable", "Bea": "sent"}


def test_together_the_half_hour_is_that_of_the_first_that_took_it(both: Center, server: smtp.Server) -> None:
    both.configure("channels", mode="together")
    server.says = {"ann": "451 4.7.1 later"}
    both("offer", "--center", "namur", "--doses", 1, code=5)
    (before,) = both.json("status", 1)["invitations"]
    both.pass_minutes(10)
    server.says = {}
    both("poll")
    (after,) = both.json("status", 1)["invitations"]
    assert before["expires_at"] == after["expires_at"] == "2021-04-06T16:10:00Z"
    assert _channels(both, "Ann") == {"mail": "handed_over", "sms": "handed_over"}


def test_a_mail_that_came_back_is_followed_by_an_sms_with_a_half_hour_of_its_own(
    both: Center, server: smtp.Server
) -> None:
    both("offer", "--center", "namur", "--doses", 1)
    both.pass_minutes(7)
    file = both.db.with_name("qvax.db-inbox") / "new" / f"{both.now}.test"
    file.write_text(letters.notification(server.taken[0]))
    polled = both.json("poll")
    assert polled["undeliverable"] == []
    assert _channels(both, "Ann") == {"mail": "bounced", "sms": "handed_over"}
    (one,) = both.json("status", 1)["invitations"]
    assert (one["state"], one["sent_at"], one["expires_at"]) == ("sent", "2021-04-06T15:47:00Z", "2021-04-06T16:17:00Z")
    both("respond", one["code"], "yes")
    assert "sms" in {m["channel"] for m in both.json("outbox", "list")["messages"] if m["kind"] == "confirmation"}


def test_r15_nobody_expires_while_the_second_channel_has_not_taken_what_came_back_from_the_first(
    both: Center, server: smtp.Server, gateway: Gateway
) -> None:
    gateway.answer = lambda _: (503, "later")
    both("offer", "--center", "namur", "--doses", 1)
    both.pass_minutes(5)
    file = both.db.with_name("qvax.db-inbox") / "new" / f"{both.now}.test"
    file.write_text(letters.notification(server.taken[0]))
    both("poll", code=5)
    assert both.states() == {"Ann": "queued"}
    both.pass_minutes(40)
    assert both.json("poll", code=5)["expired"] == []
    both.pass_minutes(120)
    assert both.json("poll", code=None)["undeliverable"] == [both.codes()["Ann"]]
    assert len(both.json("availability", "show", 1)["windows"]) == 1


def test_a_channel_that_is_not_configured_any_more_is_not_out_of_order(both: Center, gateway: Gateway) -> None:
    gateway.answer = lambda _: (401, "who are you")
    both.configure("channels", order="sms")
    both("offer", "--center", "namur", "--doses", 1, code=5)
    assert [one["channel"] for one in both.json("status")["troubles"]] == ["sms"]
    del both.sections["sms"]
    both.configure("channels", order="mail")
    assert "sms: this channel is not configured any more" in both.json("poll", code=5)["troubles"]
    assert both.json("status")["troubles"] == []


def test_one_channel_does_not_wait_for_another(both: Center, server: smtp.Server, gateway: Gateway) -> None:
    """The mail server is out of order; the SMS go all the same."""
    both.configure("channels", mode="together")
    both.configure("mail", port=1)
    both("offer", "--center", "namur", "--doses", 2, code=5)
    assert set(both.states().values()) == {"sent"}
    assert len(gateway.asked) == 2
    assert server.taken == []


def test_in_quiet_hours_nobody_is_asked_and_the_order_is_made_in_the_morning(
    center: Center, server: smtp.Server
) -> None:
    center.mail_by(server)
    center.configure("channels", quiet_hours="22:00-07:00")
    center.now = parse_moment("2021-04-06T21:50", 0, "now")
    for name in ("Ann", "Bea"):
        center.register("1930-01-01" if name == "Ann" else "1931-01-01", name, available="tomorrow 00:00-12:00")
    center("offer", "--center", "namur", "--doses", 1, "--from", "tomorrow 07:00", "--until", "tomorrow 12:00")
    assert center.states() == {"Ann": "sent"}
    center.pass_minutes(31)
    polled = center.json("poll")
    assert (len(polled["expired"]), polled["invited"]) == (1, [])
    assert server.to() == ["ann"]  # that she was silent she hears in the morning
    assert len(center.json("select", "--center", "namur", "--doses", 1, "--until", "tomorrow 12:00")["candidates"]) == 1
    center.now = parse_moment("2021-04-07T06:59", 0, "now")
    assert center.json("poll")["invited"] == []
    center.pass_minutes(1)
    assert [one["name"] for one in center.json("poll")["invited"]] == ["Bea Peeters"]
    assert sorted(server.to()) == ["ann", "ann", "bea"]


def test_in_quiet_hours_answers_are_confirmed_all_the_same(center: Center, server: smtp.Server) -> None:
    center.mail_by(server)
    center.configure("channels", quiet_hours="17:41-23:00")
    codes = center.ask(1, 1)
    center.pass_minutes(2)
    center("respond", codes["P0"], "yes")
    assert server.to() == ["p0", "p0"]


def test_an_offer_made_in_quiet_hours_says_why_nobody_is_asked(center: Center, server: smtp.Server) -> None:
    center.mail_by(server)
    center.configure("centers.namur", quiet_hours="17:00-23:00")
    center.people(1)
    said = center("offer", "--center", "namur", "--doses", 1, code=5)
    assert "nobody is asked in the quiet hours until 23:00, and then it is too late for this offer" in said.err
    assert center.states() == {}
    assert server.taken == []


def test_what_waited_for_a_server_does_not_go_out_at_night(center: Center, server: smtp.Server) -> None:
    center.mail_by(server, port=1)
    center.configure("channels", quiet_hours="18:00-19:00")
    center.people(1)
    center("offer", "--center", "namur", "--doses", 1, "--until", "18:50", code=5)
    center.configure("mail", port=server.port)
    center.pass_minutes(25)
    assert center.json("poll")["undeliverable"] == [center.codes()["P0"]]
    assert server.taken == []
    assert len(center.json("availability", "show", 1)["windows"]) == 1


@pytest.mark.parametrize(
    ("section", "values", "words"),
    [
        ("channels", {"order": ["pigeon"]}, "is a list of mail and sms, each once"),
        ("channels", {"order": "mail, mail"}, "each once"),
        ("channels", {"order": "sms"}, "there is no channel sms"),
        ("channels", {"mode": "never"}, "is one of in_turn, together"),
        ("channels", {"quiet_hours": "at night"}, "the quiet hours could not be read"),
        ("channels", {"quiet_hours": "22:00-22:00"}, "the quiet hours could not be read"),
        ("centers.namur", {"colour": "red"}, "has no key “colour”"),
        ("centers.namur", {"mode": 3}, "is a text in quotes"),
        ("centers.atlantis", {"mode": "together"}, "there is no such center"),
        ("centers", {"mode": "together"}, "stands in a section of its own"),
    ],
)
def test_a_policy_that_cannot_be_is_refused(
    center: Center, section: str, values: dict[str, object], words: str
) -> None:
    center.people(1)
    center.configure(section, **values)
    error = center("--json", "offer", "--center", "namur", "--doses", 1, code=7).error
    assert words in error["message"]
    center.sections.clear()
    center.configure("channels")
    assert center.json("offers")["offers"] == []


def test_whoever_follows_a_forgotten_person_is_not_told_in_silence_that_they_wait(center: Center) -> None:
    """The next person is asked, and their mail does not leave: done in part, as after any other change."""
    with smtp.serving(smtp.Server()) as server:
        center.mail_by(server)
        center.people(2)
        center("offer", "--center", "namur", "--doses", 1)
    told = center("reservist", "forget", 1, "--yes", code=5)
    assert "Reservist 1 was erased." in told.err
    assert "Not handed over yet, tried again by the next qvax poll" in told.err
    assert "P1" in told.out
