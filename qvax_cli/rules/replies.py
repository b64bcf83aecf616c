"""Understands a reply: which codes it names, and whether it says yes or no."""

from typing import Literal, NamedTuple

from qvax_cli.rules.answer_words import verdict
from qvax_cli.rules.codes import found_in
from qvax_cli.rules.quoted_text import part

Answer = Literal["yes", "no"]

# Each is looked up in the database: a mail of a megabyte of words must not mean as many look-ups.
_MOST_CODES = 100


class Reading(NamedTuple):
    """What a reply says.

    codes: what could be codes, the likeliest first; answer: None when a person has to read it.
    """

    codes: tuple[str, ...]
    answer: Answer | None


def understand(subject: str, body: str) -> Reading:
    """Reads a reply, given as its subject and its body in plain text.

    Codes are taken from the subject, then from what the person wrote, then from what they quote. The
    answer is what the person wrote in the body; the subject counts when the body holds neither a yes nor
    a no. Quoted text, signatures and our own subject never answer.
    """
    parts = part(body)
    codes = [code for text in (subject, parts.own, parts.signature, parts.quoted) for code in found_in(text)]
    said = verdict(parts.own)
    if said == "nothing":
        # Together with the body, which may take back what the subject says.
        said = verdict(subject + "\n" + parts.own)
    return Reading(tuple(dict.fromkeys(codes))[:_MOST_CODES], said if said in ("yes", "no") else None)
