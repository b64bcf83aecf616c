"""Every command as somebody types it, and the task that it is; a word in braces is a thing of a center (evening.py)."""

from typing import NamedTuple


class Line(NamedTuple):
    """What is typed. task: of rules/roles.py, None for everybody; code: how it ends where the role allows it (0 and 5
    are both done); stdin: what is typed after it."""

    words: str
    task: str | None
    code: int = 0
    stdin: str = ""


_NEW = "--niss 85073003328 --first-name A --last-name B --email a@example.org"
_HEADER = "niss,last_name,first_name,email,center\n"
_PEOPLE, _OFFERS, _WINDOWS = "look at people", "look at offers", "change when people can come"
_OUTCOME, _OUTBOX, _ON = "record what became of people", "see to the outbox", "hand people on"
_CENTER, _OPERATOR = "keep the centers", "keep the operators"

LINES: dict[str, tuple[Line, ...]] = {
    "init": (Line("init", None, 6),),
    "center list": (Line("center list", None),),
    "center show": (Line("center show liege", None),),
    "center add": (Line("center add x --name X --town X --postcode 5000 --region wallonia --language fr", _CENTER),),
    "center set": (Line("center set {center} --phone '081 12 34 56'", _CENTER),),
    "center import": (Line("center import {list}", _CENTER),),
    "register": (Line(f"register {_NEW} --center {{center}}", "register people"),),
    "import": (Line("import -", "import lists", stdin=_HEADER),),
    "availability set": (Line("availability set {person} 'today 18:00-20:00'", _WINDOWS),),
    "availability add": (Line("availability add {person} 'tomorrow 18:00-20:00'", _WINDOWS),),
    "availability clear": (Line("availability clear {person}", _WINDOWS),),
    "availability show": (Line("availability show {person}", _PEOPLE),),
    "availability repeat": (Line("availability repeat {person} 'tue 17:00-20:00'", _WINDOWS),),
    "reservist show": (Line("reservist show {person} --show-numbers", _PEOPLE),),
    "reservist list": (
        Line("reservist list --show-numbers", "list people"),
        Line("reservist list --find peters", "list people"),
        Line("reservist list --center {center}", "list people"),
    ),
    "reservist contact": (
        Line("reservist contact {person} --language nl", "change people"),
        Line("reservist contact {person} --email a@example.org", "change people"),
    ),
    "reservist forget": (Line("reservist forget {person} --yes", "erase people"),),
    "offer": (
        Line("offer --doses 1 --center {center} --yes", "announce doses"),
        Line("offer --doses 1 --center {center} --dry-run", "announce doses"),
    ),
    "select": (Line("select --doses 1 --center {center}", "see who would be asked"),),
    "simulate": (Line("simulate --doses 1 --center {center}", "see who would be asked"),),
    "poll": (Line("poll", "make a round"), Line("poll --center {center}", "make a round")),
    "respond": (Line("respond {asked} no", "record answers"),),
    "cancel": (Line("cancel {confirmed}", _OUTCOME),),
    "no-show": (Line("no-show {confirmed}", _OUTCOME),),
    "vaccinated": (Line("vaccinated {confirmed}", _OUTCOME),),
    "undo": (Line("undo {confirmed}", "take back what was entered"),),
    "offers": (Line("offers", _OFFERS), Line("offers --center {center}", _OFFERS)),
    "status": (Line("status", _OFFERS), Line("status {offer}", _OFFERS), Line("status {asked}", _OFFERS)),
    "sheet": (
        Line("sheet {offer}", "see who is coming"),
        Line("sheet {offer} --csv", "see who is coming"),
        Line("sheet {offer} --html {file}", "see who is coming"),
    ),
    "doses": (Line("doses {offer} 4 --yes", "change offers"),),
    "close": (Line("close {offer} --release-confirmed --yes", "change offers"),),
    "log": (
        Line("log", "read the log"),
        Line("log --center {center}", "read the log"),
        Line("log --offer {offer}", "read the log"),
        Line("log --person {person}", "read the log"),
    ),
    "audit": (
        Line("audit", "audit"),
        Line("audit {offer}", "audit"),
        Line("audit --center {center}", "audit"),
        Line("audit --publish {file}", "audit"),
    ),
    "explain": (Line("explain {person}", "explain"), Line("explain {person} --offer {offer}", "explain")),
    "stats": (Line("stats", "count"), Line("stats --center {center}", "count"), Line("stats --svg {file}", "count")),
    "handoff export": (
        Line("handoff export --show-numbers", _ON),
        Line("handoff export {file}", _ON),
        Line("handoff export --again {export}", _ON),
    ),
    "handoff list": (Line("handoff list", _ON),),
    "outbox list": (Line("outbox list", _OUTBOX), Line("outbox list --offer {offer}", _OUTBOX)),
    "outbox show": (Line("outbox show {message}", _OUTBOX),),
    "outbox retry": (Line("outbox retry", _OUTBOX), Line("outbox retry {message}", _OUTBOX)),
    "inbox list": (Line("inbox list", "read messages"),),
    "inbox done": (Line("inbox done {letter}", "read messages"),),
    "sms receive": (Line("sms receive --from +32470000000 --text oui", None),),
    "sms serve": (Line("sms serve", None, 7),),
    "serve": (Line("serve", None, 7),),
    "cleanup": (Line("cleanup", "clean up"), Line("cleanup --dry-run", "clean up")),
    "operator add": (Line("operator add dora --role auditor", _OPERATOR),),
    "operator list": (Line("operator list", _OPERATOR),),
    "operator password": (Line("operator password desk --stdin", _OPERATOR, stdin="eight words are best\n"),),
    "operator remove": (Line("operator remove desk", _OPERATOR),),
    "doctor": (Line("doctor", None),),
    "config show": (Line("config show", None),),
    "backup": (Line("backup {file}", "copy the database"),),
    "help": (Line("help several-coordinators", None),),
    "move": (Line("move --to {file}", "copy the database"),),
    "encrypt": (Line("encrypt", "replace the database", 7),),
    "restore": (Line("restore {copy} --force", "replace the database"),),
    "demo": (),  # people of its own, in a database of its own
}
