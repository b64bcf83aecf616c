"""Reads an answer: which codes it names, what it says, and which of its words to show to a person."""

import re
from collections.abc import Callable, Sequence
from functools import cache
from itertools import islice
from typing import Literal, NamedTuple

from qvax_cli.rules.answers import dutch, english, everyday, french, german, reasons
from qvax_cli.rules.answers.added import without_added
from qvax_cli.rules.answers.leave import asks_to_leave
from qvax_cli.rules.answers.moments import Window, marked
from qvax_cli.rules.answers.phrases import Book, Meaning, meanings
from qvax_cli.rules.answers.sign_off import Names, without_sign_off
from qvax_cli.rules.answers.spelling import GLAD, HAPPY, SAD, words
from qvax_cli.rules.answers.times import times
from qvax_cli.rules.codes import found_in, replaced
from qvax_cli.rules.local_time import Instant
from qvax_cli.rules.masked import masked
from qvax_cli.rules.quoted_text import fold, is_forwarded, part
from qvax_cli.rules.windows import Window as Span

Answer = Literal["yes", "no"]

# Longer texts are stories, for a person to read; but notices may be long.
_LONGEST = 3000
_LONGEST_READ = 20_000
_MOST_SHOWN = 300


class Written(NamedTuple):
    """A message, parted. titled: what the person wrote of the subject; own: of the body; added: what servers and
    programs added to it, and signatures; quoted: what it quotes."""

    subject: str
    titled: str
    own: str
    added: str
    quoted: str

    def codes(self) -> list[str]:
        """What could be codes of ours in what the person wrote, the likeliest first."""
        return found_in(f"{self.subject}\n{self.own}")

    def other_codes(self) -> list[str]:
        """What could be codes of ours in the rest."""
        return found_in(f"{self.added}\n{self.quoted}")


class Question(NamedTuple):
    """What an answer answers.

    code: of the invitation; person: who was asked; contact: who is written to for them; places: the center, its town;
    window: when the dose can be given, [from, until); received_at: when the answer came.
    """

    code: str = ""
    person: str = ""
    contact: str = ""
    places: Sequence[str] = ()
    window: tuple[Instant, Instant] | None = None
    received_at: Instant | None = None


class Reading(NamedTuple):
    """What an answer says. answer: None when a person has to read it; leave: it asks to be taken off the list."""

    answer: Answer | None
    leave: bool


Ours = Callable[[str], bool]


def _none(_: str) -> bool:
    return False


def parted(subject: str, body: str, is_ours: Ours = _none) -> Written:
    """Parts a message, given as its subject and its body in plain text. is_ours: whether we write such a subject."""
    own, signature, quoted = part(body)
    if is_forwarded(body):
        passed_on = [line for line in quoted.split("\n") if not line.startswith(">")]
        if not any(map(is_ours, passed_on)):  # somebody else's words, which belong to what is said
            own = "\n".join([own, *passed_on])
    added = ""
    if len(own) <= _LONGEST_READ:
        own, added = without_added(own)
    return Written(subject, _titled(subject, is_ours), own, f"{added}\n{signature}".strip("\n"), quoted)


def read_answer(written: Written, question: Question) -> Reading:
    """What a message says. It answers only when all of it is understood (R36): the words of the person, and the subject
    where it is theirs. What the body says counts before what the subject says; what is quoted answers nothing."""
    leave = asks_to_leave(fold(f"{written.titled}\n\n{written.own}"[:_LONGEST]))
    if len(written.own) > _LONGEST:
        return Reading(None, leave)
    reader = _Reader(question)
    body = reader.words(without_sign_off(written.own, reader.names))
    head = reader.words(written.titled)
    # Answer words in the subject count where the body has none.
    overruled = frozenset({"yes", "no"} if reader.answers(body) else ())
    answers = {
        _decided(said | (titled - overruled), reader.near)
        for said in reader.meanings(body)
        for titled in reader.meanings(head)
    }
    return Reading(answers.pop() if len(answers) == 1 else None, leave)


def read_times(written: Written, question: Question, language: str) -> tuple[Span, ...]:
    """When somebody can come, of the seven days after the message came; empty unless all of it is understood, and says
    nothing else (R36). language: of the person, whose short names of days they are."""
    text = f"{written.titled}\n\n{written.own}"
    if question.received_at is None or len(text) > _LONGEST or asks_to_leave(fold(text)):
        return ()
    reader = _Reader(question)
    own = without_sign_off(written.own, reader.names)
    found = times(reader.folded(f"{written.titled}\n{own}"), language, question.received_at)
    if found is None:
        return ()
    said = reader.meanings(reader.row(found.rest))
    return found.windows if said and all(meaning <= _BESIDE_TIMES for meaning in said) else ()


#: What can be said beside days and hours without being about anything else.
_BESIDE_TIMES = frozenset({"polite", "day", "coming", "glad"})


def _decided(meaning: Meaning, near: bool) -> Answer | None:
    """What phrases of these kinds come to."""
    yes, no = meaning & {"yes", "coming", "on_way"}, meaning & {"no", "not_coming"}
    if yes and not no and not meaning & {"sorry", "excuse", "leave", "unsure"}:
        # "Yes, received" may be about the message alone.
        sure = yes != {"yes"} or "received" not in meaning
        return "yes" if sure and (near or not meaning & {"on_way", "now"}) else None
    if no and not yes and not meaning & {"glad", "now", "at", "unsure", "received"}:
        # "No, this evening" may be meant as a wish.
        return "no" if "day" not in meaning or meaning & {"not_coming", "excuse"} else None
    return None


class _Reader:
    """Reads words by the book, and by what was question."""

    def __init__(self, question: Question) -> None:
        self.names = Names(question.person, question.contact, question.places, _book().words)
        self.code = question.code
        at = question.received_at
        self.window = None if question.window is None or at is None else Window(*question.window, at)
        self.near = self.window is None or self.window.near()

    def words(self, text: str) -> list[str]:
        return self.row(self.folded(text))

    def folded(self, text: str) -> str:
        return replaced(fold(text), self.code, " CODE ")

    def row(self, folded: str) -> list[str]:
        return words(marked(folded, self.window), _book().words | self.names.words)

    def meanings(self, row: Sequence[str]) -> frozenset[Meaning]:
        return meanings(_book(), row, self.names.signs(row))

    def answers(self, row: Sequence[str]) -> bool:
        """Whether a yes or a no stands in it, whatever else does."""
        return any(kind in ("yes", "no") for at in range(len(row)) for _, kind in _book().ends(row, at, {}))


@cache
def _book() -> Book:
    of_signs = {"polite": HAPPY, "glad": GLAD, "sorry": SAD}
    languages = (french.PHRASES, dutch.PHRASES, german.PHRASES, english.PHRASES)
    return Book(*languages, *everyday.PAGES, reasons.PHRASES, of_signs)


_PREFIX = r"(?:re|rep|antw|aw|tr|fwd?|wg|sv|vs|doorst|betr)\s?(?:\[\d+\]\s?)?:"
_TAG = r"(?i)\[(?:ext|extern|externe|external|spam|externer)[^\[\]]{0,12}\]|\*{2,}[^*]{1,20}\*{2,}"


def _titled(subject: str, is_ours: Ours) -> str:
    """What the person wrote of a subject: without what programs put before it and without a subject of ours."""
    bare = re.sub(_TAG, " ", subject[:_LONGEST])
    reply = re.search(rf"(?<!\w){_PREFIX}", bare, re.IGNORECASE)
    before, rest = (bare[: reply.start()], bare[reply.end() :]) if reply else ("", bare)
    rest = re.sub(rf"^(?:\s*{_PREFIX})+", "", rest, flags=re.IGNORECASE)
    # A subject of ours ends with the code in brackets, or holds none.
    ends = [found.end() for found in islice(re.finditer(r"\]|$", rest), 20)]
    ours = next((end for end in ends if is_ours(rest[:end])), 0)
    return f"{before}\n{rest[ours:]}".strip()


def shown(text: str) -> str:
    """A text for the list of those that a person has to read: on one line, shortened, without national numbers."""
    line = " ".join(masked(text[: 100 * _MOST_SHOWN], "[number]").split())
    return line if len(line) <= _MOST_SHOWN else line[: _MOST_SHOWN - 1] + "…"


def excerpt(written: Written, is_ours: Ours = _none) -> str:
    """What somebody wrote, to be shown. Where all of it counts as quoted, an answer stands at the end: below the last
    line of ours, else in the last paragraph."""
    if written.own.strip():
        return shown(written.own)
    lines = (written.quoted or written.added).rstrip()[-_LONGEST:].split("\n")
    below = next((at + 1 for at in reversed(range(len(lines) - 1)) if is_ours(lines[at])), 0)
    paragraph = next((at + 1 for at in reversed(range(len(lines))) if not lines[at].strip()), 0)
    return shown("\n".join(lines[below or paragraph :]))
