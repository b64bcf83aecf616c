"""What failed and what to do, in the reader's language: LANGUAGE.toml beside this, by the English sentence.

Whatever fails says so once, in English, where it fails: that is what programs are told too. The sentence is the key, as
with gettext; what stands in braces is what differs from one time to the next, and is put into the other sentence as it
is, or translated if it is a sentence itself. What is kept in English, as reasons and the log are, is shown in the
same way.
"""

import re
import tomllib
from functools import cache
from pathlib import Path

_PLACE = re.compile(r"\{(\w+)\}")


class Failures:
    """The sentences of one language; of English, which has no file, none."""

    def __init__(self, language: str) -> None:
        file = Path(__file__).parent / f"{language}.toml"
        self._texts: dict[str, str] = tomllib.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
        # What leaves least open is tried first.
        self._open = sorted((key for key in self._texts if "{" in key), key=lambda key: -len(_PLACE.sub("", key)))

    def __call__(self, sentence: str) -> str:
        """The sentence in this language; as it is where nobody has translated it."""
        if sentence in self._texts:
            return self._texts[sentence]
        for key in self._open:
            if found := _pattern(key).fullmatch(sentence):
                facts = {name: self(said) for name, said in found.groupdict().items()}
                return self._texts[key].format_map(facts)
        return sentence


@cache
def in_language(language: str) -> Failures:
    """The sentences of one of the four languages, read once."""
    return Failures(language)


@cache
def _pattern(key: str) -> re.Pattern[str]:
    """What a sentence with places looks like when they are filled, the same wherever a place stands again."""
    parts = _PLACE.split(key)
    shape = [re.escape(part) for part in parts]
    for n, name in enumerate(parts[1::2]):
        shape[2 * n + 1] = f"(?P={name})" if name in parts[1 : 2 * n + 1 : 2] else f"(?P<{name}>.+)"
    return re.compile("".join(shape), re.DOTALL)
