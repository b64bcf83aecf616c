"""Operators: each does what the role allows, at their center, and sees nothing of the others."""

import shlex
from pathlib import Path
from typing import Any

import pytest

from qvax_cli.rules.roles import ROLES, TASKS, may
from tests.conftest import Cli
from tests.databases import opened

pytestmark = pytest.mark.shared

#: A command for each task, for somebody of Namur; {code}: of the first who was asked there.
COMMANDS = {
    "record answers": "respond {code} yes",
    "record what became of people": "cancel {code}",
    "take back what was entered": "undo",
    "look at offers": "status",
    "look at people": "reservist show 1",
    "see who is coming": "sheet",
    "register people": "register --niss 85073003328 --first-name A --last-name B --email a@example.org --center namur",
    "change when people can come": "availability set 1 'today 18:00-20:00'",
    "read messages": "inbox list",
    "make a round": "poll",
    "announce doses": "offer --doses 1",
    "change offers": "doses 1 3",
    "see who would be asked": "select --doses 1",
    "list people": "reservist list",
    "change people": "reservist contact 1 --language nl",
    "erase people": "reservist forget 3 --yes",
    "hand people on": "handoff list",
    "see to the outbox": "outbox list",
    "explain": "explain 2 --offer 1",
    "count": "stats",
    "read the log": "log",
    "audit": "audit",
    "import lists": "import -",
    "keep the centers": "center set namur --phone '081 12 34 56'",
    "clean up": "cleanup",
    "copy the database": "backup {folder}/another",
    "replace the database": "restore {folder}/copy --force",
    "keep the operators": "operator list",
}
HEADER = "niss,last_name,first_name,email,center\n"


@pytest.fixture
def centers(cli: Cli) -> Cli:
    """Two centers with three people and an offer each, with somebody in every role; ann is admin."""
    cli.people(3)
    for n in range(3):
        cli.register(f"{1931 + n}-06-01", f"L{n}", center="liege")
    cli("offer", "--center", "namur", "--doses", 2)
    cli("offer", "--center", "liege", "--doses", 2)
    for center in ("namur", "liege"):
        cli("operator", "add", f"coordinator-{center}", "--center", center, "--role", "coordinator")
        cli("operator", "add", f"desk-{center}", "--center", center, "--role", "desk")
    cli("operator", "add", "auditor", "--role", "auditor")
    cli("operator", "add", "auditor-namur", "--center", "namur", "--role", "auditor")
    return cli


def _cause(cli: Cli, *words: object, code: int) -> str:
    return str(cli(*words, "--json", code=code).error["cause"])


def test_without_operators_everybody_may_do_everything(cli: Cli) -> None:
    cli.people(2)
    somebody = cli.by("somebody")
    assert somebody.json("operator", "list") == {"operators": []}
    assert somebody("offer", "--center", "namur", "--doses", 1).code == 0


def test_the_first_one_makes_an_admin_of_whoever_adds_them_and_says_so(cli: Cli) -> None:
    done = cli("operator", "add", "bea", "--center", "namur", "--role", "desk")
    assert "ann, who is at work here, is an admin" in done.err
    assert cli.json("operator", "list")["operators"] == [
        {"name": "ann", "center": None, "role": "admin"},
        {"name": "bea", "center": "namur", "role": "desk"},
    ]
    logged = cli.json("log")["events"][-2:]
    assert [(one["operator"], one["what"], one["detail"]) for one in logged] == [
        ("ann", "operator added", "ann, admin"),
        ("ann", "operator added", "bea, desk"),
    ]


def test_whoever_is_at_work_can_only_be_an_admin_first(cli: Cli) -> None:
    assert _cause(cli, "operator", "add", "Ann", "--center", "namur", "--role", "desk", code=4) == "last_admin"
    done = cli("operator", "add", "Ann", "--role", "admin", "--json")
    assert done.data == {"operator": {"name": "Ann", "center": None, "role": "admin"}}
    assert "at work here" not in done.err
    assert cli("offers").code == 0  # in any case of letters


def test_roles_end_with_the_last_operator_and_the_last_admin_stays_as_long_as_there_are_others(cli: Cli) -> None:
    cli("operator", "add", "bea", "--center", "namur", "--role", "desk")
    assert _cause(cli, "operator", "remove", "ann", code=4) == "last_admin"
    removed = cli.json("operator", "remove", "BEA")
    assert removed == {"operator": {"name": "bea", "center": "namur", "role": "desk"}}
    assert _cause(cli, "operator", "remove", "bea", code=3) == "no_such_operator"
    assert cli.by("bea")("offers", code=4).err.startswith("Error: No operator of this list is called bea")
    cli("operator", "remove", "ann")
    assert cli.by("bea")("offers").code == 0


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("bea", "--role", "desk"), 2),
        (("bea", "--role", "coordinator"), 2),
        (("bea", "--role", "admin", "--center", "namur"), 2),
        (("bea", "--role", "nurse"), 2),
        (("bea", "--role", "admin", "--login"), 2),
        (("", "--role", "admin"), 4),
        (("85.07.30-033.28", "--role", "admin"), 4),
        (("bea", "--role", "desk", "--center", "nowhere"), 3),
        (("bea", "--role", "desk", "--center", "pacheco"), 4),
    ],
)
def test_what_cannot_be_is_refused_and_nobody_becomes_an_admin(cli: Cli, words: tuple[str, ...], code: int) -> None:
    said = cli("operator", "add", *words, code=code)
    assert "85.07.30" not in said.err
    assert cli.json("operator", "list") == {"operators": []}


def test_nobody_is_added_twice(cli: Cli) -> None:
    cli("operator", "add", "bea", "--center", "namur", "--role", "desk")
    assert _cause(cli, "operator", "add", "Bea", "--role", "auditor", code=4) == "operator_exists"


def test_every_task_has_a_command_here() -> None:
    assert COMMANDS.keys() == TASKS.keys()


@pytest.mark.sqlite("on a server tests/postgresql/test_logins.py does the same")
@pytest.mark.parametrize("role", [*ROLES, "nobody"])
def test_each_role_does_its_tasks_and_no_others(centers: Cli, role: str, tmp_path: Path) -> None:
    code = centers.codes()["P0"]
    centers("backup", tmp_path / "copy")
    name = {"admin": "ann", "nobody": "cis", "auditor": "auditor"}.get(role, f"{role}-namur")
    for task, command in COMMANDS.items():
        allowed = role != "nobody" and may(role, task)
        words = shlex.split(command.format(code=code, folder=tmp_path))
        if role not in ("coordinator", "desk") and task in ("announce doses", "see who would be asked"):
            words += ["--center", "namur"]
        if role == "admin" and task == "see who is coming":
            words += ["1"]
        before = centers.json("log")["events"] if not allowed else []
        done = centers.by(name)("--json", *words, code=None, stdin=HEADER)
        cause = done.error.get("cause") if done.err.startswith("{") else ""
        assert (cause in ("role_forbids", "no_operator")) != allowed, (task, done.out, done.err)
        assert (done.code == 4) or allowed, task
        if not allowed:
            assert done.out == ""
            assert centers.json("log")["events"] == before, task


@pytest.mark.parametrize("role", ["coordinator", "desk"])
def test_a_person_offer_and_code_of_another_center_are_as_if_they_did_not_exist(centers: Cli, role: str) -> None:
    mine = centers.by(f"{role}-namur")
    theirs = centers.codes(2)["L0"]
    number = centers.json("reservist", "show", 4, "--show-numbers")["reservist"]["number"]

    def alike(*words: Any, there: object, nowhere: object) -> None:
        one, other = ([str(word).format(it=it) for word in words] for it in (there, nowhere))
        found, missing = mine("--json", *one, code=3), mine("--json", *other, code=3)
        assert found.err.replace(str(there), "") == missing.err.replace(str(nowhere), "")

    for command in ("respond {it} yes", "cancel {it}", "vaccinated {it}", "no-show {it}", "undo {it}", "status {it}"):
        alike(*command.split(), there=theirs, nowhere="ZZZZZZZ9")
        alike(*command.split(), there="L0", nowhere="Nobody")
    for command in ("reservist show {it}", "availability show {it}", "availability clear {it}"):
        alike(*command.split(), there=4, nowhere=99)
        alike(*command.split(), there=number, nowhere="85073003328")
        alike(*command.split(), there=theirs, nowhere="ZZZZZZZ9")
    alike("status", "{it}", there=2, nowhere=99)
    alike("sheet", "{it}", there=2, nowhere=99)
    if role == "coordinator":
        for command in ("doses {it} 3", "close {it}", "explain 1 --offer {it}", "log --offer {it}"):
            alike(*command.split(), there=2, nowhere=99)
        for command in ("explain {it}", "reservist forget {it} --yes", "log --person {it}"):
            alike(*command.split(), there=4, nowhere=99)
        alike("reservist", "contact", "{it}", "--language", "nl", there=4, nowhere=99)
        alike("outbox", "show", "{it}", there=centers.json("outbox", "list")["messages"][0]["id"], nowhere=99)


def test_lists_of_all_centers_hold_the_own_one_alone(centers: Cli) -> None:
    mine = centers.by("coordinator-namur")
    assert [one["id"] for one in mine.json("offers")["offers"]] == [1]
    assert {one["name"].split()[0] for one in mine.json("status")["invitations"]} == {"P0", "P1"}
    assert {one["center"] for one in mine.json("reservist", "list")["reservists"]} == {"namur"}
    assert {one["center"] for one in mine.json("log")["events"]} == {"namur"}
    assert {one["center"] for one in mine.json("stats")["days"]} == {"namur"}
    assert len(mine.json("outbox", "list")["messages"]) == 2
    assert mine.json("status")["messages_waiting"] == 0
    assert centers.by("auditor-namur").json("audit")["offers"] == 1
    assert centers.by("auditor").json("audit")["offers"] == 2


def test_an_auditor_reads_no_messages_beside_the_offers(centers: Cli) -> None:
    centers.reply(centers.codes()["P0"], "Appelez ma voisine")
    centers("poll")
    for name, count in (("desk-namur", 1), ("desk-liege", 0), ("auditor-namur", 0), ("auditor", 0)):
        seen = centers.by(name)("status", "--json")
        assert (len(seen.data["to_read"]), "voisine" in seen.out) == (count, bool(count))


def test_to_name_another_center_is_refused_and_the_own_one_is_the_default(centers: Cli) -> None:
    mine = centers.by("coordinator-namur")
    for words in ("offers", "reservist list", "log", "stats", "poll", "select --doses 1", "offer --doses 1"):
        assert _cause(mine, *words.split(), "--center", "liege", code=4) == "other_center"
    assert _cause(mine, "reservist", "contact", 1, "--center", "liege", code=4) == "other_center"
    assert mine.json("offer", "--doses", 1)["offer"]["center"] == "namur"


def test_a_number_on_the_list_of_another_center_tells_only_that(centers: Cli) -> None:
    number = centers.json("reservist", "show", 4, "--show-numbers")["reservist"]["number"]
    words = ("register", "--niss", number, "--first-name", "A", "--last-name", "B", "--email", "a@example.org")
    error = centers.by("desk-namur")(*words, "--json", code=4).error
    assert error == {
        "code": "refused",
        "message": "this national number is on a list already",
        "hint": "",
        "cause": "listed_elsewhere",
    }
    assert "show 4" in centers.by("desk-liege")(*words, code=4).err


def test_a_round_of_one_center_hears_all_answers_and_tells_its_own(centers: Cli) -> None:
    """Both read the one inbox: whoever is first takes in what came, and is told of their own people."""
    mine, theirs = centers.codes(1)["P0"], centers.codes(2)["L0"]
    centers.reply(mine, "oui")
    centers.reply(theirs, "non")
    centers.reply(centers.codes(2)["L1"], "Je ne sais pas")
    done = centers.by("desk-namur").json("poll")
    assert [one["code"] for one in done["answers"]] == [mine]
    assert done["invited"] == done["to_read"] == []
    assert centers.states(2) == {"L0": "declined", "L1": "sent", "L2": "sent"}
    assert len(centers.by("desk-liege").json("inbox", "list")["to_read"]) == 1


def test_undo_takes_back_what_was_entered_last_at_the_own_center(centers: Cli) -> None:
    centers("respond", centers.codes(1)["P0"], "yes")
    centers.by("desk-liege")("respond", "L0", "yes")
    centers.by("desk-namur")("undo")
    assert (centers.states(1)["P0"], centers.states(2)["L0"]) == ("sent", "confirmed")


def test_each_center_hands_on_its_own_people_exactly_once(centers: Cli) -> None:
    for offer, name in ((1, "P0"), (2, "L0")):
        centers("respond", centers.codes(offer)[name], "yes")
        centers("vaccinated", centers.codes(offer)[name])

    def named(cli: Cli) -> list[str]:
        return [one["first_name"] for one in cli.json("handoff", "export")["people"]]

    mine = centers.by("coordinator-namur")
    assert mine.json("handoff", "list")["waiting"] == 1
    assert named(mine) == ["P0"]
    assert named(mine) == []
    assert named(centers) == ["L0"]
    assert [one["batch"] for one in mine.json("handoff", "list")["exports"]] == [1]
    mine("handoff", "export", "--again", 2, code=3)


def test_a_citizen_needs_no_role_on_the_site(centers: Cli) -> None:
    from qvax_cli.context import Qvax
    from qvax_cli.web.opening import anew

    opened = Qvax(db=centers.database, operator="ann", now=lambda: centers.now, environ=centers.environ)
    site = anew(opened)
    code = centers.codes(1)["P0"]
    assert site.desk.respond(code, "yes", received_at=centers.now).result == "confirmed"
    site.close()
    assert _cause(centers.by("site"), "respond", code, "yes", code=4) == "no_operator"


def _seen(cli: Cli) -> list[tuple[str, str | None, int | None, str]]:
    events = cli.json("log", "--what", "seen")["events"]
    return [(one["operator"], one["center"], one["reservist"], one["detail"]) for one in events]


def test_the_log_says_who_saw_whose_data_and_can_be_asked_for_that_alone(centers: Cli) -> None:
    centers.by("desk-namur")("reservist", "show", 1)
    centers.by("desk-namur")("availability", "show", 2)
    centers.by("desk-namur")("availability", "repeat", 3)
    centers.by("coordinator-liege")("reservist", "list", "--show-numbers")
    centers("respond", centers.codes()["P0"], "yes")
    centers.by("desk-namur")("sheet")
    centers("reservist", "list")
    centers.by("auditor")("explain", 5)
    assert _seen(centers) == [
        ("desk-namur", "namur", 1, "as they are on the list"),
        ("desk-namur", "namur", 2, "when they can come"),
        ("desk-namur", "namur", 3, "when they can come"),
        ("coordinator-liege", "liege", None, "the list with national numbers, 3 people"),
        ("desk-namur", "namur", None, "the sheet, 1 person"),
        ("ann", None, None, "the list, 6 people"),
        ("auditor", "liege", 5, "why they were asked or not"),
    ]
    assert "Data of P0 Peeters were seen: as they are on the list." in centers("log", "--person", 1).out
    assert "Data of several people were seen: the sheet, 1 person." in centers("log", "--offer", 1).out
    assert centers.json("audit")["faults"] == []
    assert "no events of the kind" in centers("log", "--what", "looked", code=2).err


def test_without_operators_nobody_writes_down_who_looks(cli: Cli) -> None:
    cli.people(1)
    before = cli.json("log")["events"]
    cli("reservist", "show", 1)
    cli("reservist", "list")
    assert cli.json("log")["events"] == before


def test_a_look_succeeds_where_it_cannot_be_written_down_which_is_said(centers: Cli) -> None:
    def busy(*words: object) -> str:
        with opened(centers.database) as other:
            other.execute("BEGIN IMMEDIATE" if other.of_a_file else "BEGIN")
            if not other.of_a_file:
                other.execute("SELECT pg_advisory_xact_lock(1903583608, 1)")  # that of all who write
            done = centers.by("desk-namur")(*words)
            assert "P0 Peeters" in done.out
            return done.err

    assert "could not be written into the log" in busy("reservist", "show", 1)
    assert _seen(centers) == []


@pytest.mark.sqlite("restore is for a database in a file")
def test_whoever_may_not_replace_the_database_leaves_it_and_no_copy_of_it(centers: Cli, tmp_path: Path) -> None:
    centers("backup", tmp_path / "copy")
    before = sorted(centers.db.parent.iterdir())
    cause = _cause(centers.by("coordinator-namur"), "restore", tmp_path / "copy", "--force", code=4)
    assert cause == "role_forbids"
    assert sorted(centers.db.parent.iterdir()) == before
    assert len(centers.json("offers")["offers"]) == 2
    centers("restore", tmp_path / "copy", "--force")


def _found(cli: Cli, check: str) -> list[tuple[str, str]]:
    findings = cli.json("doctor", code=None)["checks"]
    return [(one["finding"], one["hint"]) for one in findings if one["check"] == check]


@pytest.mark.parametrize(
    ("operator", "people"),
    [("ann", "7 people"), ("coordinator-namur", "3 people"), ("desk-liege", "4 people"), ("auditor", "7 people")],
)
def test_doctor_counts_the_people_of_ones_own_center(centers: Cli, operator: str, people: str) -> None:
    centers.register("1950-05-17", "New", center="liege", available=None, email=None, mobile="0470123456")
    mine = centers.by(operator)
    assert people in _found(mine, "database")[0][0]
    there = operator != "coordinator-namur"
    assert bool(_found(mine, "availability")) == there
    assert bool(_found(mine, "sms")) == there
    towns = {"ann": 2, "auditor": 2, "coordinator-namur": 1, "desk-liege": 1}
    assert len(_found(mine, "center")) == towns[operator]


def test_doctor_names_no_code_of_another_center_and_counts_what_waits_in_ones_own(centers: Cli) -> None:
    code = centers.codes(2)["L0"]
    centers("respond", code, "yes")
    centers.reply(centers.codes(2)["L1"], "Peut-être")
    centers.pass_minutes(180)
    centers("poll", code=None)
    assert code in _found(centers.by("desk-liege"), "outcomes")[0][1]
    assert _found(centers.by("desk-namur"), "outcomes") == []
    assert _found(centers.by("desk-liege"), "answers")
    assert _found(centers.by("desk-namur"), "answers") == []
    assert code not in str(centers.by("desk-namur").json("doctor", code=None))


def test_doctor_tells_somebody_who_is_no_operator_of_no_people(centers: Cli) -> None:
    checks = centers.by("passer-by").json("doctor", code=None)["checks"]
    assert not [one for one in checks if "person" in one["finding"] or "people" in one["finding"]]
    assert not [one for one in checks if one["check"] in ("center", "availability", "outcomes", "outbox")]


def test_doctor_names_only_commands_that_the_role_may_use(centers: Cli) -> None:
    code = centers.codes(1)["P0"]
    centers("respond", code, "yes")
    centers("vaccinated", code)
    hints = {name: _found(centers.by(name), "second doses")[0][1] for name in ("coordinator-namur", "desk-namur")}
    assert hints == {"coordinator-namur": "qvax handoff export FILE", "desk-namur": "ask an admin"}
    assert _found(centers.by("desk-namur"), "center")[0][1] == "ask an admin"
    assert _found(centers, "center")[0][1].startswith("qvax center set")


@pytest.mark.parametrize("words", [("respond", "nobody-there", "yes"), ("vaccinated", "ABCDEFGH", "nobody-there")])
def test_a_hint_names_the_whole_list_only_to_whoever_may_list_it(centers: Cli, words: tuple[str, ...]) -> None:
    assert "qvax reservist list --find" in centers.by("coordinator-namur")(*words, code=3).err
    for desk in (centers.by("desk-namur"), centers.by("desk-liege")):
        done = desk(*words, code=3)
        assert "qvax status" in done.err
        assert "reservist list" not in done.err
        assert "reservist list" not in desk(*words, "--json", code=3).err


def test_whoever_may_erase_nobody_is_told_who_does_when_somebody_asks_to_leave(centers: Cli) -> None:
    centers.reply(centers.codes(1)["P0"], "STOP, retirez-moi de la liste svp")
    centers.pass_minutes(1)
    centers("poll", code=None)
    assert "asks to leave the list: qvax reservist forget" in centers.by("coordinator-namur")("status").err
    told = centers.by("desk-namur")("status").err
    assert "asks to leave the list: a coordinator erases them, then" in told
