"""The seam for what comes from outside: safe text, bounded size, a believable moment; or set aside as it came (R38)."""

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TypeVar

from qvax_cli.channels import Reply, Report, Unreachable
from qvax_cli.ordinary import NotOrdinary, beginning
from qvax_cli.rules.local_time import Instant

_T = TypeVar("_T")

_MOST_TEXT = 200_000
_LONGEST_LINE = 2_000
_LONGEST_ANSWER = 200
_PERSONAL = re.compile(r"<[^<>]*>|\S+@\S+|\+?\d(?:[ ./-]{0,2}\d){6,}")
# Nothing that answers a message of ours is older.
_EARLIEST = 1_577_836_800  # 2020-01-01


class Unreadable(Exception):
    """One message cannot be read. why: in words, without anything that stands in it."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def read_each(
    place: str, names: Iterable[_T], read: Callable[[_T], Reply | None], called: Callable[[_T], str] = str
) -> Iterator[Reply]:
    """What is read under each of these names, in safe text; what cannot be read is set aside, and stays as it came.

    place: where it lies, for whoever has to look; read: None for nothing (yet); called: what the inbox knows it by.
    One that is gone by then is no error. Raises Unreachable: that is not about one message.
    """
    for name in names:
        try:
            reply = read(name)
            if reply is not None:
                yield safe(reply)
        except (FileNotFoundError, GeneratorExit):
            continue
        except Unreachable:
            raise
        except Unreadable as trouble:
            yield set_aside(place, called(name), trouble.why)
        except Exception as error:  # whatever a stranger's message can make us raise
            yield set_aside(place, called(name), f"qvax failed on it: {type(error).__name__}")


def set_aside(place: str, name: str, why: str) -> Reply:
    """A message that nobody could read, for a person to look at where it lies."""
    return Reply(
        key=_key(f"set aside {place} {name}"),
        received_at=0,
        subject="",
        body="",
        sender="",
        automatic=False,
        refs=(),
        name=name,
        fault=text(f"it cannot be read ({why}) and lies as it came in {place}", _LONGEST_LINE),
    )


def safe(reply: Reply) -> Reply:
    """A message whose texts can be stored and shown, whatever stood in them."""
    return reply._replace(
        key=_key(reply.key),
        subject=text(reply.subject, _LONGEST_LINE),
        body=text(reply.body),
        sender=text(reply.sender, _LONGEST_LINE),
        refs=tuple(text(ref, _LONGEST_LINE) for ref in reply.refs),
        report=reply.report and _safe_report(reply.report),
    )


def _key(key: str) -> str:
    """The key, or what stands for one that holds signs which cannot be stored: the name of a file, perhaps."""
    if key.isprintable():
        return key
    from hashlib import sha256

    return sha256(key.encode("utf-8", "surrogatepass")).hexdigest()


def _safe_report(report: Report) -> Report:
    return report._replace(
        code=text(report.code, _LONGEST_LINE),
        message_id=text(report.message_id, _LONGEST_LINE),
        reference=text(report.reference, _LONGEST_LINE),
        to=text(report.to, _LONGEST_LINE),
        why=text(report.why, _LONGEST_LINE),
    )


def text(value: str, most: int = _MOST_TEXT) -> str:
    """At most so many signs, without lone surrogates, which no file and no database takes, and without signs that
    steer a terminal."""
    whole = value[:most].encode("utf-8", "replace").decode("utf-8")
    return "".join(sign if sign.isprintable() or sign in "\n\t" else _instead_of(sign) for sign in whole)


def _instead_of(sign: str) -> str:
    # Line ends and spaces of all kinds part words; what is left has no shape at all.
    return "\n" if sign in "\r\v\f\u0085\u2028\u2029" else " " if sign.isspace() else ""


def server_words(said: str) -> str:
    """What a server said, on one short line that can be kept and shown, without an address or a number: it repeats what
    it was given, and more than that if it likes. The figures that it begins with stay."""
    line = " ".join("".join(sign if sign.isprintable() else " " for sign in text(said, _LONGEST_LINE)).split())
    figures = re.match(r"(?:\d{3}[ -](?:\d\.\d{1,3}\.\d{1,3}\b)?)?", line)
    begin = figures.end() if figures else 0
    return (line[:begin] + _PERSONAL.sub("…", line[begin:]))[:_LONGEST_ANSWER]


def believable(received_at: Instant, now: Instant) -> Instant:
    """A moment of receipt, or `now` for one that cannot be (R15): before there was anything to answer, or to come."""
    return received_at if _EARLIEST <= received_at <= now else now


def content(path: Path, most: int) -> tuple[bytes, Instant]:
    """The first bytes of an ordinary file, and when it was written. Raises FileNotFoundError, Unreadable."""
    try:
        return beginning(path, most)
    except NotOrdinary as trouble:
        raise Unreadable(trouble.reason) from None
