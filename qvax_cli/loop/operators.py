"""The use cases of operators: who works with the list, in which role. With the first of them roles begin to count."""

from typing import NamedTuple

from qvax_cli.errors import NotFound, Refused
from qvax_cli.loop import passwords
from qvax_cli.loop.use_cases import UseCases
from qvax_cli.rules.complaint import Complaint, Unreadable
from qvax_cli.rules.local_time import Instant
from qvax_cli.rules.masked import masked
from qvax_cli.rules.pace import hour_of
from qvax_cli.rules.roles import may, why_no_login, why_not_at
from qvax_cli.store import centers, events, operators, tallies
from qvax_cli.store.centers import Center
from qvax_cli.store.database import Database
from qvax_cli.store.operators import Operator, allowed

_LONGEST = 60
_HINT = "coordinator and desk have a center, admin has none, auditor may have one"


class Works(NamedTuple):
    """An operator and their center, None for all of them."""

    operator: Operator
    center: Center | None


class Added(NamedTuple):
    """The one who was added; first: whoever is at work, where they became an admin by it."""

    added: Works
    first: Works | None


class Operators(UseCases):
    """Who works with the list."""

    def add(self, name: str, role: str, center: str | None, *, login: bool = False) -> Added:
        """One more operator. With the very first whoever is at work becomes an admin, so that nobody is locked out; if
        that is the one who is added, they can be nothing else. login: the server lets them in by that name, and shows
        them no more than their center. Complaint, NotFound, Refused."""
        name = _checked(name)
        if login and (reason := why_no_login(role, center=bool(center))):
            raise Unreadable("login", reason, "add them without a login")
        with self.changing() as now:
            allowed(self.db, "keep the operators")
            at = centers.taking_part(self.db, center) if center else None
            if reason := why_not_at(role, center=at is not None):
                raise Unreadable("center", f"somebody in the role {role} {reason}", _HINT)
            if operators.named(self.db, name):
                raise Refused(
                    f"the operator {name} is there already", "remove them first", cause="operator_exists", name=name
                )
            itself = name.lower() == self.db.operator.lower()
            first = None
            if not operators.every(self.db):
                if itself and role != "admin":
                    raise Refused(
                        f"whoever is at work, {name}, would be the first operator: that has to be an admin",
                        "be one yourself first",
                        cause="last_admin",
                    )
                first = None if itself else self._add(self.db.operator, "admin", None, now)
            added = self._add(name, role, at, now)
            if login:
                self.db.let_in(name, role)
            return Added(added, first)

    def remove(self, name: str) -> Works:
        """This one works here no more. NotFound; Refused for the last admin while there are others."""
        with self.changing() as now:
            allowed(self.db, "keep the operators")
            one = operators.named(self.db, name)
            if one is None:
                raise NotFound("there is no operator of that name", cause="no_such_operator")
            others = [other for other in operators.every(self.db) if other.id != one.id]
            if others and not any(other.role == "admin" for other in others):
                raise Refused(
                    f"the operator {one.name} is the last admin, and there are others",
                    "add another admin, or remove the others first",
                    cause="last_admin",
                )
            operators.remove(self.db, one.id)
            self.db.shut_out(one.name)
            events.record(self.db, "operator removed", now, center=one.center_id, detail=f"{one.name}, {one.role}")
            return works(self.db, one)

    def set_password(self, name: str, password: str) -> Works:
        """With which password somebody of a center logs in at the desk page; who is logged in with another one is not
        any more. Complaint, NotFound, Refused."""
        if not passwords.LEAST <= len(password) <= passwords.MOST:
            raise Complaint("password", f"has {passwords.LEAST} to {passwords.MOST} signs", "several words are best")
        kept = passwords.hashed(password)
        with self.changing() as now:
            allowed(self.db, "keep the operators")
            one = operators.named(self.db, name)
            if one is None:
                raise NotFound("there is no operator of that name", cause="no_such_operator")
            if not _works_at_a_desk(one):
                raise Refused(
                    f"the operator {one.name} belongs to no desk: their role is {one.role}",
                    "a coordinator or desk of one center logs in there",
                    cause="role_forbids",
                )
            operators.set_password(self.db, one.id, kept)
            events.record(self.db, "operator password set", now, center=one.center_id, detail=one.name)
            return works(self.db, one)

    def log_in(self, name: str, password: str) -> Operator | None:
        """The operator of that name and password, None for anybody else; all take the same time."""
        one = operators.named(self.db, name)
        right = passwords.is_right(password, one.password_hash if one else None)
        return one if one and right and _works_at_a_desk(one) else None

    def at_desk(self, number: int) -> Operator | None:
        """The operator of that number, if they log in at a desk."""
        one = operators.by_id(self.db, number)
        return one if one and one.password_hash and _works_at_a_desk(one) else None

    def log_out(self, session: bytes, lasts: int) -> None:
        """What begins at a log-in is over, in whatever browser it was copied to. session: a keyed hash of it; lasts:
        seconds for which it could have gone on, and the end has to be known."""
        with self.changing() as now:
            tallies.add(self.db, session, hour_of(now + lasts))

    def is_out(self, session: bytes) -> bool:
        """Whether that session was ended."""
        return tallies.counted(self.db, session)

    def every(self) -> list[Works]:
        """All operators, by name."""
        allowed(self.db, "keep the operators")
        return [works(self.db, one) for one in operators.every(self.db)]

    def _add(self, name: str, role: str, at: Center | None, now: Instant) -> Works:
        one = operators.add(self.db, name, role, at and at.id, now)
        events.record(self.db, "operator added", now, center=one.center_id, detail=f"{name}, {role}")
        return Works(one, at)


def _works_at_a_desk(one: Operator) -> bool:
    """Whether they see the evening of one center."""
    return one.center_id is not None and may(one.role, "see who is coming")


def works(db: Database, one: Operator) -> Works:
    """An operator with their center."""
    return Works(one, None if one.center_id is None else centers.by_id(db, one.center_id))


def _checked(name: str) -> str:
    """A name as the log can hold it. Complaint."""
    name = " ".join(name.split())
    if not name or len(name) > _LONGEST or not name.isprintable() or masked(name, "") != name:
        raise Complaint("name", "cannot be read as the name of an operator", "give the login name: ann")
    return name
