"""The columns of tables by name: how they are called at the desk, and which give way on a narrow terminal."""

from collections.abc import Iterable

from qvax_cli.output.columns import Column
from qvax_cli.words import Words

#: What is cut there at so many signs, so that a person stays on one line.
_CUT = {"name": 14, "contact": 8, "from": 12, "email": 12, "mail": 12}
#: What is left out there, the first first: some readily, so that names are whole, the others where nothing else helps.
_READILY = (
    *("asked_by", "channel", "attempts", "written", "answer_until", "age", "email", "mail", "mobile", "received"),
    *("language", "start"),
)
_AT_LAST = ("being_asked", "center", "contact", "phone", "lost", "state")
_SPARE = (*_READILY, *_AT_LAST)


def columns(words: Words, names: Iterable[str], *, of: str = "table") -> list[Column]:
    """Those columns. names: “>” stands before those that are aligned to the right; of: what the keys of their titles
    begin with."""
    return [_column(words(f"{of}_{name.lstrip('>')}"), name) for name in names]


def _column(title: str, name: str) -> Column:
    plain = name.lstrip(">")
    spare = _SPARE.index(plain) + 1 if plain in _SPARE else 0
    return Column(f"{title[:1].upper()}{title[1:]}", name != plain, _CUT.get(plain, 0), spare, plain in _READILY)
