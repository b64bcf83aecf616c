"""What to type next after a failure: for a terminal, where commands help. By the cause of the failure."""

from collections.abc import Callable

from qvax_cli.errors import QvaxError
from qvax_cli.rules.complaint import Complaint

#: By cause; in braces the facts of the failure. What stands here takes the place of the hint that suits anybody.
HINTS = {
    "already_listed": "see: qvax reservist show {reservist}; change when they can come with: "
    "qvax availability set {reservist} …",
    "center_exists": "bring it up to date with: qvax center import",
    "database_exists": "it was left as it is; name another with --db (for a move with --to)",
    "database_missing": "create it with: qvax init (or name another with --db PATH)",
    "database_failed": "run: qvax doctor",
    "database_newer": "install the newer qvax on this machine too",
    "database_strange": "create one with: qvax --db PATH init",
    "doses_promised": "take back a promise first: qvax cancel CODE",
    "ends_before_begin": "give --until after --from",
    "export_unfinished": "it is finished by: qvax handoff export FILE",
    "last_admin": "add another admin first: qvax operator add NAME --role admin",
    "left_on_request": "if they want to come back, add --readmit",
    "message_over": "see why: qvax outbox show {number}",
    "no_operator": "an admin adds them: qvax operator add '{name}' --role …; who is at work is said by --operator NAME",
    "no_such_center": "the codes are listed by: qvax center list",
    "no_such_export": "exports are listed by: qvax handoff list",
    "no_such_invitation": "see who was asked: qvax status; on the whole list: qvax reservist list --find NAME",
    "no_such_message": "messages are listed by: qvax outbox list",
    "no_such_operator": "they are listed by: qvax operator list",
    "no_such_offer": "offers are listed by: qvax offers",
    "no_such_person": "look on the whole list: qvax reservist list --find NAME",
    "no_such_reply": "they are listed by: qvax inbox list",
    "not_confirmed": "see what happened: qvax status {offer}",
    "offer_cancelled": "announce a new one with: qvax offer",
    "offer_over": "announce a new one with: qvax offer",
    "operator_exists": "to change the role: qvax operator remove '{name}', then add them again",
    "other_center": "leave out --center: the own one is meant",
    "overtaken": "nothing was changed; look with: qvax status",
    "several_centers": "name the one by its code",
    "several_people": "name the one by the code",
    "too_long_ago": "leave out --from, or say with --until when the last dose must be given",
    "tomorrow_meant": "after midnight it is tomorrow's: --until 'tomorrow {clock}'",
    "unanswered": "record the answer first: qvax respond {code} yes (or no)",
}

#: By cause, for whoever may not do a task (rules/roles.py): what else there is to type, "" for the hint of the failure.
FOR_OTHERS = {
    "no_such_invitation": ("list people", "see who was asked: qvax status"),
    "no_such_person": ("list people", "see who was asked: qvax status"),
    "offer_cancelled": ("announce doses", ""),
    "offer_over": ("announce doses", ""),
}


def hint_for(failure: QvaxError | Complaint, may: Callable[[str], bool] = lambda _: True) -> str:
    """What to do; "" where there is nothing to add. may: whether whoever reads it may do a task."""
    task, others = FOR_OTHERS.get(failure.cause, ("", ""))
    typed = others if task and not may(task) else HINTS.get(failure.cause, "")
    return typed.format(**failure.facts) if typed else failure.hint
