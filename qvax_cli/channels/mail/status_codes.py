"""What the figures of a mail server mean (RFC 3463), as far as it helps a coordinator."""

_MEANINGS = {
    "1.1": "there is no such mailbox",
    "1.2": "there is no such mail domain",
    "1.3": "the address is not valid",
    "1.6": "the mailbox has moved",
    "1.10": "the domain takes no mail",
    "2.1": "the mailbox is closed",
    "2.2": "the mailbox is full",
    "2.3": "the message is too long for the mailbox",
    "4.1": "the mail server of the person does not answer",
    "4.4": "no route to the mail domain",
    "4.7": "it could not be delivered in time",
    "7.1": "not allowed, or taken for spam",
    "7.26": "the sender could not be proved",
}


def meaning(status: str) -> str:
    """In words, what `1.1` of a status 5.1.1 says; "" for what is not known."""
    return _MEANINGS.get(status, "")
