"""What each role may do. A center's people do it at their center alone; docs/how-to/several-coordinators.md."""

ROLES = ("coordinator", "desk", "admin", "auditor")

_EVENING = frozenset({"coordinator", "desk"})
_COORDINATOR = frozenset({"coordinator"})
_ADMIN: frozenset[str] = frozenset()
#: Who may do what, but for an admin, who may do all. The words complete “… may not”.
TASKS = {
    "record answers": _EVENING,
    "record what became of people": _EVENING,
    "take back what was entered": _EVENING,
    "look at offers": _EVENING | {"auditor"},
    "look at people": _EVENING,
    "see who is coming": _EVENING,
    "register people": _EVENING,
    "change when people can come": _EVENING,
    "read messages": _EVENING,
    "make a round": _EVENING,
    "announce doses": _COORDINATOR,
    "change offers": _COORDINATOR,
    "see who would be asked": _COORDINATOR,
    "list people": _COORDINATOR,
    "change people": _COORDINATOR,
    "erase people": _COORDINATOR,
    "hand people on": _COORDINATOR,
    "see to the outbox": _COORDINATOR,
    "explain": _COORDINATOR | {"auditor"},
    "count": _COORDINATOR | {"auditor"},
    "read the log": _COORDINATOR | {"auditor"},
    "audit": frozenset({"auditor"}),
    "import lists": _ADMIN,
    "keep the centers": _ADMIN,
    "clean up": _ADMIN,
    "copy the database": _ADMIN,
    "replace the database": _ADMIN,
    "keep the operators": _ADMIN,
}


def may(role: str, task: str) -> bool:
    """Whether somebody in this role may do that at all."""
    return role in TASKS[task] or role == "admin"


def why_not_at(role: str, *, center: bool) -> str:
    """Why nobody can have this role with a center of their own, or without one; "" when they can."""
    if role in _EVENING and not center:
        return "belongs to a center"
    return "is for all centers" if role == "admin" and center else ""


def why_no_login(role: str, *, center: bool) -> str:
    """Why nobody in this role has a login of their own on a server; "" when they can have one."""
    if role == "admin":
        return "an admin connects as the owner of the tables"
    return "an auditor of one center has none: the log is checked as a whole" if role == "auditor" and center else ""
