"""What programs do to values on the way to us, undone where nothing is lost by it."""

import re

from qvax_cli.registrations.columns import COLUMNS, Values
from qvax_cli.rules import national_number

# Marks of the direction of writing, of a possible hyphen, of the beginning of a file: they come along from a phone's
# contacts or a web page, and nobody who looks for the fault can see them. The two joiners of some scripts are not among
# them, for they are part of the spelling.
_UNSEEN = dict.fromkeys(
    (
        0xAD,
        0x61C,
        0x180E,
        0x200B,
        0x200E,
        0x200F,
        *range(0x202A, 0x202F),
        *range(0x2060, 0x2070),
        0xFEFF,
        *range(0xFFF9, 0xFFFC),
    )
)
_APOSTROPHES = "'’"
#: An address as mail programs and spreadsheets copy it: `<anna@example.org>`, `mailto:anna@example.org`.
_LINK = re.compile(r"\A(?:mailto:)?<?([^<>\s]+@[^<>\s]+?)>?\Z", re.IGNORECASE)
_MAY_BE_EMPTY = ("birth_date", "email", "mobile")
#: What is written there by whoever leaves no place empty.
_NOTHING = re.compile(
    r"[-–—/.?]{1,3}|0|#?n/a|n\.a\.|nvt|n\.v\.t\.|null|nil|nihil|nan|none|no|unknown|geen|neen|onbekend|n[ée]ant|"
    r"aucune?|inconnue?|pas|keine?s?|unbekannt",
    re.IGNORECASE,
)


def without_harm(values: Values) -> Values:
    """The values without the harm that programs do: signs that cannot be seen, spaces around, ="…" or ' to keep a
    number from a spreadsheet, the mark of the end of a file, leading zeros lost, what makes a link of an address; and
    without a word for nothing where nothing may stand."""
    known = dict(zip(COLUMNS, map(_bare, values), strict=True))
    for column in _MAY_BE_EMPTY:
        if _NOTHING.fullmatch(known[column]):
            known[column] = ""
    known["email"] = _LINK.sub(r"\1", known["email"])
    known["niss"] = national_number.restore_lost_zeros(known["niss"])
    return tuple(known.values())


def _bare(value: str) -> str:
    value = value.translate(_UNSEEN).strip().strip("\x1a").strip()
    if value[:2] == '="' and value[-1:] == '"':
        value = value[2:-1]
    if value[:1] in _APOSTROPHES and value[1:2] and (value[1].isdigit() or value[1] in "+=-@("):
        value = value[1:]
    return value.strip()
