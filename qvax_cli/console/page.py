"""A page of the documentation at a terminal: prose fills its lines, code and tables stay as they are. Pure."""

import re
import textwrap

#: What begins an item of a list, or a quotation.
_ITEM = re.compile(r"\s*(?:[-*>]|\d+\.)\s+")
_FENCE = "```"
#: Lines that are no prose.
_STANDING = ("#", "|", "<")


def filled(text: str, width: int) -> str:
    """The page with its prose broken between words into lines of that width."""
    done: list[str] = []
    open_: list[str] = []
    code = False
    for line in text.split("\n"):
        fence = line.lstrip().startswith(_FENCE)
        code = code != fence
        stands = code or fence or not line.strip() or line.startswith(_STANDING)
        if stands or _ITEM.match(line):
            done += _paragraph(open_, width)
            open_ = []
        if stands:
            done.append(line)
        else:
            open_.append(line)
    return "\n".join([*done, *_paragraph(open_, width)])


def _paragraph(lines: list[str], width: int) -> list[str]:
    """The lines as one paragraph; those after the first of an item stand below its text."""
    if not lines:
        return []
    first = lines[0]
    item, before = _ITEM.match(first), first[: len(first) - len(first.lstrip())]
    below = " " * len(item[0]) if item else before
    words = " ".join(line.strip() for line in lines)
    return textwrap.wrap(
        words,
        width,
        initial_indent=before,
        subsequent_indent=below,
        break_long_words=False,
        break_on_hyphens=False,
    )
