"""What is read in an evening, in the reader's language: LANGUAGE.toml beside this, the same keys in each.

The files are TOML of the plainest kind, a text in quotes on a line. They are read as such lines, because every command
of the evening reads one and a parser would be felt; the tests see that TOML reads the same.
"""

from functools import cache
from pathlib import Path

#: Where none is one person, as in French, nothing is counted like one thing.
_ALSO_ONE = {"fr": (0, 1)}


class Words:
    """The words of a language: `words("asked", n=2)` is the text with that key and these facts.

    Where the key has a form for one (`asked_one`), that is said for an `n` of one.
    """

    def __init__(self, language: str) -> None:
        self.language = language
        file = Path(__file__).parent / f"{language}.toml"
        lines = file.read_text(encoding="utf-8").splitlines()
        pairs = (line.split(" = ", 1) for line in lines if line[:1].isalpha())
        self._texts = {key: text[1:-1] for key, text in pairs}

    def __call__(self, key: str, **facts: object) -> str:
        one = self._texts.get(f"{key}_one") if facts.get("n") in _ALSO_ONE.get(self.language, (1,)) else None
        return (one or self._texts[key]).format_map(facts)

    def number(self, value: float) -> str:
        """A number with one place behind the point, which is a comma except in English."""
        said = f"{value:.1f}"
        return said if self.language == "en" else said.replace(".", ",")

    def reason(self, said: str) -> str:
        """Why something failed or has to be read, which is kept in English."""
        if self.language == "en":
            return said
        from qvax_cli.words.failures import in_language as failures

        return failures(self.language)(said)

    def widest(self, beginning: str) -> int:
        """How wide the widest text is whose key begins like this, for a column: `{n}` stands for a number."""
        return max(len(text) for key, text in self._texts.items() if key.startswith(beginning))


@cache
def in_language(language: str) -> Words:
    """The words of one of the four languages, read once."""
    return Words(language)
