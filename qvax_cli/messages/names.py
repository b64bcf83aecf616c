"""Names where there is little room: of centers and people, shortened so that one still knows who is meant."""

# What center names begin with, in the order of looking: the town behind it says more.
_CENTER_WORDS = (
    *("centre majeur", "centre de proximité", "centre de vaccination", "vaccinatiecentrum", "impfzentrum"),
    *("vaccination center", "vaccination centre", "centre", "centrum", "center"),
)
_LINKS = ("de ", "d'", "des ", "du ", "van ", "in ", "of ")


def place(center: str) -> str:
    """A center's name without what all centers are called, nor what stands in brackets behind it:
    `Centre majeur Namur` as `Namur`."""
    bare = center
    for words in _CENTER_WORDS:
        if center.lower().startswith(f"{words} "):
            town = center[len(words) + 1 :]
            bare = next((town[len(link) :] for link in _LINKS if town.lower().startswith(link)), town)
            break
    return bare.partition(" (")[0]


def person(first_name: str, last_name: str, most: int) -> str:
    """First and last name; where that is too long only the first of several first names, then no last name."""
    short = first_name.partition(" ")[0]
    spelled = (f"{first_name} {last_name}", f"{short} {last_name}", first_name, short)
    return next((name.strip() for name in spelled if len(name) <= most), shortened(short, most))


def shortened(text: str, most: int) -> str:
    """A text in at most `most` signs, cut between words where that leaves half of it, else with a full stop."""
    if len(text) <= most:
        return text
    at = max(text.rfind(mark, 0, most + 1) for mark in " -/,(")
    if at >= most // 2:
        return text[:at].rstrip(" -/,(")
    return text[: max(most - 1, 0)].rstrip(" -/,(.") + "."
