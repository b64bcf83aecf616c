"""The alphabet of an SMS (GSM 03.38), and any text in its signs."""

import unicodedata
from functools import cache

#: The most signs of the alphabet that one SMS holds.
ONE_SMS = 160

_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§"
    "¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
# What taking the accents off does not bring into the alphabet.
_WRITTEN_AS = {
    **{"œ": "oe", "Œ": "OE", "ẞ": "SS", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ð": "d", "þ": "th", "Þ": "Th"},
    **{"ı": "i", "€": "EUR", "…": "...", "•": "-", "~": "-", "|": "/", "\\": "/", "^": "", "`": "'", "´": "'"},
    **dict.fromkeys("’‘‚ʼ′", "'"),
    **dict.fromkeys("“”„«»″", '"'),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    **dict.fromkeys("[{", "("),
    **dict.fromkeys("]}", ")"),
}


def basic(text: str) -> str:
    """A text in one line of the basic alphabet, one septet a sign: `Grâce à l’œuvre` as `Grace à l'oeuvre`.

    Signs of other scripts, which nobody could read in any other way, are left out.
    """
    plain = unicodedata.normalize("NFC", text)
    return " ".join("".join(map(_sign, plain)).split())


@cache
def _sign(sign: str) -> str:
    if sign.isspace():
        return " "
    if sign in _BASIC:
        return sign
    if sign in _WRITTEN_AS:
        return _WRITTEN_AS[sign]
    # With its accents taken off, and what then is left of it in the alphabet: `ê` as `e`, `ĳ` as `ij`.
    parts = unicodedata.normalize("NFKD", sign)
    return "".join(_WRITTEN_AS.get(part, part if part in _BASIC else "") for part in parts if not part.isspace())
