"""Reports about our mails, as the mail systems of this world write them (R37): known by what they carry."""

from collections import Counter
from collections.abc import Callable
from email import message_from_bytes
from email.message import EmailMessage
from random import Random
from typing import Any

import pytest
from flufl.bounce import all_failures

from tests.channels.mail import smtp
from tests.channels.mail.conftest import Center
from tests.channels.mail.corpus import REPORTS, filled, name_of


class Evening:
    """As many people as there are reports, and one more, who says yes; each report is about the mail of one of them."""

    def __init__(self, center: Center, server: smtp.Server, changed: Callable[[bytes], bytes] = bytes) -> None:
        center.mail_by(server)
        for number in range(len(REPORTS) + 1):
            center.register(f"{1930 + number % 60}-05-17", f"P{number}")
        center("offer", "--center", "namur", "--doses", len(REPORTS) + 1)
        self.names: dict[str, str] = {}
        self.sent: dict[str, bytes] = {}
        center.pass_minutes(1)
        for number, (path, mail) in enumerate(zip(REPORTS, server.taken, strict=False)):
            name, content = name_of(path), changed(filled(path, mail))
            self.names[_code(mail)], self.sent[name] = name, content
            (center.db.with_name("qvax.db-inbox") / "new" / f"{center.now}.{number}.test").write_bytes(content)
        center.reply(_code(server.taken[-1]), "Oui")
        self.polled: Any = center.json("poll", code=None)
        assert [one["code"] for one in self.polled["answers"]] == [_code(server.taken[-1])]

    def came(self) -> dict[str, str]:
        """What each report came to."""
        return {
            **dict.fromkeys(self.names.values(), "nothing"),
            **{self.names[one["code"]]: "failed" for one in self.polled["came_back"]},
            **{self.names[one["invitation"]]: "shown" for one in self.polled["to_read"] if one["invitation"]},
            **{self.names[one["code"]]: "late" for one in self.polled["notes"]},
        }


def _code(mail: EmailMessage) -> str:
    return str(mail["X-Qvax-Code"])


def test_r37_every_report_comes_to_what_it_says_and_a_yes_beside_them_counts(
    center: Center, server: smtp.Server
) -> None:
    evening = Evening(center, server)
    came = evening.came()
    for one in center.json("outbox", "list")["messages"]:
        if center.json("outbox", "show", one["id"])["message"]["delivered_at"]:
            came[evening.names[one["invitation"]]] = "delivered"
    assert {name: got for name, got in came.items() if got != name.partition("/")[0]} == {}
    assert [one["why"] for one in evening.polled["to_read"] if not one["invitation"]] == []
    assert sorted(evening.polled["undeliverable"]) == sorted(
        code for code, name in evening.names.items() if name.startswith("failed/")
    )
    print(Counter(came.values()))


@pytest.mark.parametrize("seed", range(3))
def test_r37_whatever_is_cut_off_or_changed_nothing_that_names_our_mail_goes_without_a_word(
    center: Center, server: smtp.Server, seed: int
) -> None:
    dice = Random(seed)

    def changed(content: bytes) -> bytes:
        mangled = bytearray(content)
        for _ in range(dice.randrange(8)):
            at = dice.randrange(len(mangled))
            mangled[at : at + dice.randrange(60)] = dice.randbytes(dice.randrange(4))
        return bytes(mangled[: dice.randrange(len(mangled) // 2, len(mangled) + 1)])

    evening = Evening(center, server, changed)
    silent = [name for name, got in evening.came().items() if got == "nothing"]
    codes = {name: code for code, name in evening.names.items()}
    traces = [(name, f"[{codes[name]}]", f"X-Qvax-Code: {codes[name]}") for name in silent]
    unknown = [one["why"] for one in evening.polled["to_read"] if not one["invitation"]]
    assert len(unknown) <= len(silent)
    vanished = [
        name
        for name, *named in traces
        if any(trace.encode() in evening.sent[name] for trace in named) and not name.startswith("delivered/")
    ]
    # What nobody can find the invitation of any more is shown too, without its code.
    assert len(vanished) <= len(unknown), vanished


def test_r37_where_flufl_bounce_knows_a_report_it_says_the_same() -> None:
    """Mailman's library gives the addresses for which a mail failed for good, or waits."""
    mail = EmailMessage()
    mail["To"], mail["Subject"] = "jan@example.org", "Vaccin [K7P3X2Q4]"
    mail["X-Qvax-Code"], mail["Message-ID"] = "K7P3X2Q4", "<7.invitation.K7P3X2Q4.qvax@namur.example>"
    mail.set_content("Répondez OUI ou NON.")
    said = {name_of(path): all_failures(message_from_bytes(filled(path, mail))) for path in REPORTS}
    failed, late = (
        {name.partition("/")[0] for name, (waits, fails) in said.items() if (waits, fails)[kind]} for kind in (1, 0)
    )
    assert (failed, late) == ({"failed", "shown"}, {"late"})
    assert sum(bool(fails) for _, fails in said.values()) > 40


def test_b9_a_yes_that_came_as_mails_of_machines_come_is_shown(center: Center, server: smtp.Server) -> None:
    center.mail_by(server)
    codes = center.ask(3, 3)
    for number, more in enumerate(("From: postmaster@commune.example", "Precedence: bulk", "Return-Path: <>")):
        file = center.reply(codes[f"P{number}"], "Oui", name=f".{number}")
        file.write_text(f"{more}\n{file.read_text()}")
    polled = center.json("poll")
    assert polled["answers"] == []
    assert sorted(one["invitation"] for one in polled["to_read"]) == sorted(codes.values())
    assert {one["excerpt"] for one in polled["to_read"]} == {"Oui"}


def _absent(center: Center, code: str, *, received: int | None = None) -> None:
    file = center.reply(code, "Ik ben afwezig tot maandag.", received=received)
    file.write_text(f"Auto-Submitted: auto-replied\n{file.read_text()}")


def test_r37_an_absence_of_somebody_who_has_not_answered_is_shown_and_is_no_silence(
    center: Center, server: smtp.Server
) -> None:
    center.mail_by(server)
    code = center.ask(2, 1)["P0"]
    _absent(center, code)
    polled = center.json("poll")
    assert [(one["invitation"], one["why"], one["excerpt"]) for one in polled["to_read"]] == [
        (code, "a program answered, so perhaps nobody has read the message", "Ik ben afwezig tot maandag.")
    ]
    assert f"A program answered for P0 Peeters ({code}), who may not have read the message" in center("log").out
    center.pass_minutes(31)
    center("poll")
    assert center.states() == {"P0": "expired", "P1": "sent"}
    assert center.json("availability", "show", 1)["windows"]


_NOT_UNDERSTOOD = "Return-Path: <>\nContent-Type: multipart/report; report-type=delivery-status; boundary=x"


@pytest.mark.parametrize("words", ["Peut-être, je vous rappelle", "Oui, mais demain", _NOT_UNDERSTOOD])
def test_r18_nobody_is_silent_of_whom_a_message_waits_to_be_read(
    center: Center, server: smtp.Server, words: str
) -> None:
    center.mail_by(server)
    code = center.ask(2, 1)["P0"]
    file = center.reply(code, "" if words == _NOT_UNDERSTOOD else words)
    if words == _NOT_UNDERSTOOD:
        file.write_text(f"{words}\n{file.read_text()}")
    assert len(center.json("poll")["to_read"]) == 1
    center.pass_minutes(31)
    said = center("--quiet", "poll")
    assert f"The time of P0 Peeters ({code}) is over; read their message. They keep their windows" in said.err
    assert center.states() == {"P0": "expired", "P1": "sent"}
    assert center.json("availability", "show", 1)["windows"]
    assert "no silence" in center("log").out
    assert center.json("audit")["faults"] == []
    assert [one["kind"] for one in center.json("outbox", "list")["messages"] if one["invitation"] == code] == [
        "invitation"
    ]


@pytest.mark.parametrize(("minutes", "kept"), [(29, 1), (31, 0)])
@pytest.mark.parametrize("words", ["Peut-être, je vous rappelle", _NOT_UNDERSTOOD])
def test_r18_nobody_was_silent_whose_unclear_message_came_in_time_and_is_read_too_late(
    center: Center, server: smtp.Server, words: str, minutes: int, kept: int
) -> None:
    center.mail_by(server)
    code, asked_at = center.ask(2, 1)["P0"], center.now
    center.pass_minutes(32)
    assert center.json("poll")["expired"] == [code]
    assert center.json("availability", "show", 1)["windows"] == []
    file = center.reply(code, "" if words == _NOT_UNDERSTOOD else words, received=asked_at + minutes * 60)
    if words == _NOT_UNDERSTOOD:
        file.write_text(f"{words}\n{file.read_text()}")
    assert [one["invitation"] for one in center.json("poll")["to_read"]] == [code]
    assert center.states() == {"P0": "expired", "P1": "sent"}
    assert len(center.json("availability", "show", 1)["windows"]) == kept
    assert center.json("audit")["faults"] == []


@pytest.mark.parametrize(("minutes", "kept"), [(29, 1), (31, 0)])
def test_r18_nobody_was_silent_for_whom_a_program_answered_in_time_though_it_is_read_too_late(
    center: Center, server: smtp.Server, minutes: int, kept: int
) -> None:
    center.mail_by(server)
    code, asked_at = center.ask(2, 1)["P0"], center.now
    center.pass_minutes(32)
    assert center.json("poll")["expired"] == [code]
    _absent(center, code, received=asked_at + minutes * 60)
    assert [one["invitation"] for one in center.json("poll")["to_read"]] == [code] * kept
    assert len(center.json("availability", "show", 1)["windows"]) == kept
    assert center.json("audit")["faults"] == []


def test_r18_whoever_is_silent_after_their_message_was_read_is_silent(center: Center, server: smtp.Server) -> None:
    center.mail_by(server)
    code = center.ask(2, 1)["P0"]
    center.reply(code, "Qui êtes-vous ?")
    center("inbox", "done", center.json("poll")["to_read"][0]["id"])
    center.pass_minutes(31)
    assert center.json("poll")["expired"] == [code]
    assert center.json("availability", "show", 1)["windows"] == []


def test_r37_an_absence_is_off_the_list_when_the_person_has_answered(center: Center, server: smtp.Server) -> None:
    center.mail_by(server)
    code = center.ask(1, 1)["P0"]
    _absent(center, code)
    center("poll")
    center("respond", code, "yes")
    assert center.json("poll")["to_read"] == []


def test_b5_an_absence_of_somebody_who_has_answered_is_told_and_stands_in_the_log(
    center: Center, server: smtp.Server
) -> None:
    center.mail_by(server)
    code = center.ask(1, 1)["P0"]
    center("respond", code, "yes")
    _absent(center, code)
    said = center("poll")
    assert f"({code}): a program answered, so perhaps nobody has read the message." in said.err
    assert center.json("poll")["notes"] == []
    assert f"A program answered for P0 Peeters ({code}), who may not have read the message" in center("log").out


def test_a_newsletter_is_nobodys_business(center: Center) -> None:
    center.ask(1, 1)
    inbox = center.db.with_name("qvax.db-inbox")
    (inbox / "new" / "1617723700.1.news").write_text(
        "From: news@shop.example\nPrecedence: bulk\nSubject: SPRING SALE\n\nEverything must go, also YESTERDAY.\n"
    )
    polled = center.json("poll")
    assert (polled["to_read"], polled["notes"], polled["came_back"]) == ([], [], [])
    assert list((inbox / ".done" / "cur").iterdir())
