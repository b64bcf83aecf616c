"""Texts compared as people mean them: without regard to case, accents and signs."""

import unicodedata


def plain(text: str) -> str:
    """The letters and digits of a text in lower case without accents: “N° national” is “nnational”."""
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    return "".join(c for c in decomposed if c.isalnum())
