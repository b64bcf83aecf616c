"""One column that holds both names: where the last name ends, if anything tells."""

#: Small words that belong to the last name that follows them, in Dutch, French and German.
_WORDS = "van von vander vanden vande den der de du des d' l' la le les ter ten te zu zum zur vom 't in"
_PARTICLES = frozenset(_WORDS.split())
#: Of these, the ones with which a last name begins. The others are somebody's name where nothing stands before them.
_FIRST = _PARTICLES - frozenset(("la", "le", "les", "in", "l'", "te"))


def divide(text: str) -> tuple[str, str] | None:
    """(last name, first name) of a text such as “DUPONT Jean-Pierre”, “Jan Van den Berghe” or “De Smet, Jan”.

    A comma decides, else capitals, else the particles before a last name; None when none of them does, for nothing
    then tells which name is which.
    """
    before, comma, after = text.partition(",")
    if comma:
        last, first = before.strip(), after.strip()
        return (last, first) if last and first and "," not in first else None
    words = text.split()
    if len(words) < 2:
        return None
    return _by_capitals(words) or _by_particles(words)


def _by_capitals(words: list[str]) -> tuple[str, str] | None:
    """The last name is what is written in capitals, at the beginning or at the end, with its particles."""
    loud = [_is_loud(word) for word in words]
    if all(loud) or not any(loud):
        return None
    if loud[-1]:
        begin = len(words) - loud[::-1].index(False)
        while begin > 1 and _is_particle(words[begin - 1]):
            begin -= 1
        return None if any(loud[:begin]) else _named(words[begin:], words[:begin])
    begin = loud.index(True)
    if not all(_is_particle(word) for word in words[:begin]):
        return None
    end = begin + loud[begin:].index(False)
    return None if any(loud[end:]) else _named(words[:end], words[end:])


def _by_particles(words: list[str]) -> tuple[str, str] | None:
    """The last name is a particle and the word after it; it stands first, or last, beside one first name."""
    begin = next((at for at, word in enumerate(words[:2]) if _is_particle(word)), None)
    if begin is None:
        return None
    small = words[0].lower()
    if begin == 0 and small not in _FIRST and small[:2] != "d'":
        return None
    end = begin
    while end < len(words) and _is_particle(words[end]) and "'" not in words[end][1:-1]:
        end += 1
    end += 1
    if begin == 1:
        return _named(words[1:], words[:1]) if end == len(words) else None
    return _named(words[:end], words[end:]) if end == len(words) - 1 else None


def _is_loud(word: str) -> bool:
    """Whether a word is in capitals: DUPONT, McDONALD, d'HONDT; not an initial."""
    capitals = sum(char.isupper() for char in word)
    return capitals > 1 and capitals > sum(char.islower() for char in word)


def _is_particle(word: str) -> bool:
    small = word.lower().replace("’", "'")
    return small in _PARTICLES or small[:2] in ("d'", "l'")


def _named(last: list[str], first: list[str]) -> tuple[str, str] | None:
    return (" ".join(last), " ".join(first)) if last and first else None
