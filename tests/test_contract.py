"""The JSON that scripts rely on: every key that RULES promises is there, under that name."""

from typing import Any

import pytest

from tests.conftest import Cli

OFFER = {
    "id", "center", "doses", "confirmed", "pending", "lost", "state", "opened_at", "from", "until", "vaccine",
    "min_age", "max_age",
}  # fmt: skip
INVITATION = {
    "code", "offer", "reservist", "name", "age", "state", "channels", "created_at", "sent_at", "expires_at",
    "answered_at",
}  # fmt: skip
RESERVIST = {
    "id", "name", "birth_date", "age", "center", "language", "email", "mobile", "contact_name", "state", "windows",
}  # fmt: skip


@pytest.fixture
def evening(cli: Cli) -> Cli:
    """Four people, an offer of two, one confirmed."""
    cli.people(4)
    cli("offer", "--center", "namur", "--doses", 2)
    cli("respond", cli.codes()["P0"], "yes")
    return cli


def _has(shape: Any, keys: set[str]) -> bool:
    return isinstance(shape, dict) and keys <= shape.keys()


def test_register_and_reservist(evening: Cli) -> None:
    shown = evening.json("reservist", "show", 1)["reservist"]
    assert _has(shown, RESERVIST)
    assert _has(shown["windows"][0], {"start", "end"})
    assert all(_has(one, RESERVIST) for one in evening.json("reservist", "list")["reservists"])
    assert _has(evening.json("availability", "show", 1), {"reservist", "windows"})


def test_offers_and_status(evening: Cli) -> None:
    assert all(_has(one, OFFER) for one in evening.json("offers")["offers"])
    status = evening.json("status", 1)
    assert _has(status["offer"], OFFER)
    assert all(_has(one, INVITATION) for one in status["invitations"])


def test_offer_select_and_poll(evening: Cli) -> None:
    offered = evening.json("offer", "--center", "namur", "--doses", 1)
    assert _has(offered, {"offer", "invited", "short"})
    assert _has(offered["invited"][0], INVITATION)
    selected = evening.json("select", "--center", "namur", "--doses", 1)
    assert _has(selected, {"candidates", "short"})
    assert _has(selected["candidates"][0], {"reservist", "name", "age", "birth_date"})
    evening.reply(evening.codes()["P1"], "oui")
    polled = evening.json("poll")
    assert _has(polled, {"answers", "expired", "invited", "closed", "undeliverable"})
    assert polled["answers"] == [{"code": evening.codes()["P1"], "answer": "yes", "result": "confirmed"}]


def test_respond_and_what_became_of_people(evening: Cli) -> None:
    code = evening.codes()["P0"]
    assert _has(evening.json("respond", code, "yes"), {"code", "answer", "result"})
    for command, state in (("cancel", "cancelled"),):
        done = evening.json(command, code)
        assert _has(done, {"code", "state", "invited"})
        assert done["state"] == state
    assert _has(evening.json("doses", 1, 3, code=None), {"offer", "invited", "cancelled"})
    assert _has(evening.json("close", 1), {"offer", "invited", "cancelled"})


def test_explain_and_audit(evening: Cli) -> None:
    told = evening.json("explain", 4)
    assert told.keys() == {"reservist", "offer", "reason", "sentences"}
    assert all(isinstance(sentence, str) for sentence in told["sentences"])
    assert _has(evening.json("audit"), {"offers", "checked", "unchecked", "faults"})


def test_centers_messages_cleanup_and_import(evening: Cli) -> None:
    center = {"code", "name", "town", "postcode", "region", "language", "platform", "takes_part"}
    assert all(_has(one, center) for one in evening.json("center", "list")["centers"])
    message = {"id", "invitation", "kind", "channel", "state", "attempts", "created_at", "handed_over_at", "error"}
    assert all(_has(one, message) for one in evening.json("outbox", "list")["messages"])
    assert evening.json("cleanup").keys() == {"closed", "expired", "windows", "erased", "messages"}
    rows = "niss,last_name,first_name,email,center\nx,P,A,a@example.org,namur\n"
    report = evening.json("import", "-", stdin=rows, code=5)
    assert _has(report, {"rows", "added", "updated", "unchanged", "rejected", "withdrawn", "rejects"})
    assert _has(report["rejects"][0], {"line", "field", "reason"})


def test_operators(evening: Cli) -> None:
    operator = {"name", "center", "role"}
    assert _has(evening.json("operator", "add", "bea", "--center", "namur", "--role", "desk")["operator"], operator)
    assert all(_has(one, operator) for one in evening.json("operator", "list")["operators"])
    assert _has(evening.json("operator", "remove", "bea")["operator"], operator)


def test_an_error_is_one_object_on_stderr(evening: Cli) -> None:
    done = evening("--json", "status", 99, code=3)
    assert done.out == ""
    assert done.error.keys() == {"code", "message", "hint", "cause"}


def test_json_is_taken_before_and_after_the_command(evening: Cli) -> None:
    assert evening("--json", "offers").out == evening("offers", "--json").out


def test_words_go_to_stderr_and_data_to_stdout(evening: Cli) -> None:
    done = evening("status", 1)
    assert "P0 Peeters" in done.out
    assert "doses" not in done.out
    assert "2 doses" in done.err
