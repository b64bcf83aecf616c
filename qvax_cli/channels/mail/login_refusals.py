"""What providers say when they refuse us, whoever the mail is for: what that means, and what to do about it."""

import re
from functools import cache
from typing import NamedTuple

_PAGE = "qvax help gmail"


class About(NamedTuple):
    """A refusal that is about us, in words: what it means, and what to do."""

    meaning: str
    hint: str


_TAKES_NO_PASSWORD = About("it takes no passwords any more", f'set auth = "xoauth2": {_PAGE}')
_SWITCHED_OFF = About(
    "log-in for sending is switched off for this mailbox",
    f"the administrator can switch on “Authenticated SMTP”: {_PAGE}",
)
_APP_PASSWORD = About("it wants an app password, not that of the account", f"make one: {_PAGE}")
_NOT_OUR_ADDRESS = About(
    "this mailbox may not send with the address in mail.from", "mail.from is the address of the mailbox"
)
_BLOCKED = About("the provider has blocked this mailbox for sending", "ask the administrator, or the provider")
_ENOUGH = About("it takes no more mails from this mailbox today", "the mails wait; see how many the provider allows")

#: In the words of Exchange Online and Gmail (November 2026), the narrower ones first.
_KNOWN = {
    r"5\.7\.30\b|basic authentication is (not supported|disabled)": _TAKES_NO_PASSWORD,
    r"SmtpClientAuthentication is disabled": _SWITCHED_OFF,
    r"authenticated but not connected": About(
        "IMAP is switched off for this mailbox", f"the administrator can switch it on: {_PAGE}"
    ),
    r"5\.7\.(9|14)\b|application-specific password|log in (via|with) your web browser": _APP_PASSWORD,
    r"5\.7\.60\b|5\.2\.252\b|SendAsDenied": _NOT_OUR_ADDRESS,
    r"5\.1\.8\b.*outbound sender|5\.7\.50[1-3]\b": _BLOCKED,
    r"5\.4\.5\b": _ENOUGH,
    r"5\.7\.57\b": About("it wants a login", f"set user, and a password or a token: {_PAGE}"),
}


@cache
def _patterns() -> dict[re.Pattern[str], About]:
    return {re.compile(pattern, re.IGNORECASE | re.DOTALL): about for pattern, about in _KNOWN.items()}


def about_us(answer: str) -> About | None:
    """What a server's answer says of us; None for one that is not known to."""
    return next((about for pattern, about in _patterns().items() if pattern.search(answer)), None)
