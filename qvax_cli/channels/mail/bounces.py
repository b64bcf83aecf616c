"""Recognises a mail of ours that came back: what the mail systems of this world say when they cannot deliver it."""

from __future__ import annotations

import re
from functools import cache

from qvax_cli.channels import Report
from qvax_cli.channels.mail.parsing import Incoming
from qvax_cli.channels.mail.status_codes import meaning

_DAEMONS = frozenset({"mailer-daemon", "mailerdaemon", "mail-daemon", "postmaster", "mdaemon"})


@cache
def _patterns() -> dict[str, re.Pattern[bytes]]:
    """What is looked for in the bytes: a bounce is often broken mail, and its parts are not worth trusting."""
    lines = re.IGNORECASE | re.MULTILINE
    return {
        "kind": re.compile(rb"^content-type:\s*multipart/report\b", lines),
        "status_part": re.compile(rb"^content-type:\s*message/(?:global-)?delivery-status\b", lines),
        "action": re.compile(rb"^action:\s*([a-z]+)", lines),
        "status": re.compile(rb"^status:\s*([245])\.(\d{1,3}\.\d{1,3})", lines),
        "ours": re.compile(rb"<(\d{1,18}\.[a-z_]{1,20}\.[0-9A-Z]{8}@qvax\.invalid)>"),
        "code": re.compile(rb"^[> \t]*x-qvax-code:\s*([0-9A-Z]{8})\s*$", lines),
        # In the subject, which may be encoded.
        "subject": re.compile(rb"(?:\[|=5B)([0-9A-HJKMNP-TV-Z]{8})(?:\]|=5D)"),
        "failed": re.compile(rb"^x-failed-recipients:", lines),
    }


_GIVEN_UP = re.compile(
    r"undeliver|returned|failure|failed|rejected|could not be|not be delivered|non[ -]?(?:remis|distribu|délivr)|"
    r"échec|onbestelbaar|niet (?:afgeleverd|bezorgd)|mislukt|unzustellbar|nicht zugestellt|fehlgeschlagen",
    re.IGNORECASE,
)
_NOT_YET = re.compile(
    r"delayed|warning|retard|différé|vertraagd|verzögert|still being (?:retried|tried)", re.IGNORECASE
)


def report(raw: bytes, mail: Incoming) -> Report | None:
    """What a mail (its bytes, and what was read in them) tells of a message of ours; None when it is no report.

    A report without any trace of our message has an empty code: somebody has to look at it. What only says
    that a mail is late, or was delivered, is a report too, and not about a failure.
    """
    if not mail.automatic:
        return None
    find = _patterns()
    if find["kind"].search(raw) and find["status_part"].search(raw):
        delivered, why = _by_status(raw)
    elif _from_a_daemon(mail):
        if not (find["failed"].search(raw) or _GIVEN_UP.search(mail.subject)):
            return None
        late = _NOT_YET.search(mail.subject) is not None
        delivered, why = (None, "") if late else (False, "the mail came back")
    else:
        return None
    ours, code = find["ours"].search(raw), find["code"].search(raw) or find["subject"].search(raw)
    return Report(
        message_id=f"<{ours[1].decode()}>" if ours else "",
        code=code[1].decode().upper() if code else "",
        delivered=delivered,
        why=why,
    )


def _from_a_daemon(mail: Incoming) -> bool:
    return mail.sender.partition("@")[0] in _DAEMONS


def _by_status(raw: bytes) -> tuple[bool | None, str]:
    """What a delivery status notification (RFC 3464) says."""
    find = _patterns()
    actions = {action.lower() for action in find["action"].findall(raw)}
    if b"failed" not in actions:
        return (True, "") if b"delivered" in actions else (None, "")
    found = find["status"].search(raw)
    if found is None:
        return False, "the mail came back"
    status = found[2].decode()
    words = meaning(status)
    return False, f"the mail came back ({found[1].decode()}.{status}{': ' + words if words else ''})"
