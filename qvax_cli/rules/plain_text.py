"""Texts compared as people mean them: without regard to case, accents and signs."""

import unicodedata

#: Letters whose stroke, dot or bond Unicode does not take apart as it does accents, and how they are typed without it.
_PLAIN = str.maketrans({"đ": "d", "ð": "d", "ł": "l", "ø": "o", "ħ": "h", "ŧ": "t", "ı": "i", "æ": "ae", "œ": "oe"})


def plain(text: str) -> str:
    """The letters and digits of a text in lower case without accents: “N° national” is “nnational”."""
    decomposed = unicodedata.normalize("NFKD", text).casefold().translate(_PLAIN)
    return "".join(c for c in decomposed if c.isalnum())
