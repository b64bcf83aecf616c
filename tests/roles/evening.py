"""The same evening at two centers, whose people are known by everything about them; played once, begun again often."""

import re
from datetime import date
from typing import NamedTuple

from qvax_cli.rules.national_number import make
from tests.conftest import Cli

OWN, OTHER = "namur", "liege"
#: Who is at work, by name: the role, and whether it is for the center OWN alone.
AT_WORK = {
    "coordinator": ("coordinator", True),
    "desk": ("desk", True),
    "ann": ("admin", False),
    "auditor": ("auditor", False),
    "auditor-namur": ("auditor", True),
    "nobody": ("", False),
}
_FIRST_NAMES = {
    OWN: ("Pauline", "Quirin", "Romain", "Sabine", "Theo"),
    OTHER: ("Zephyrine", "Xaverine", "Yolandine", "Walburga", "Valburge"),
}
_LAST_NAME, _YEAR = {OWN: "Peeters", OTHER: "Outremeuse"}, {OWN: 1930, OTHER: 1908}


class Things(NamedTuple):
    """What a command can name of a center, each in the ways in which it can be named."""

    center: tuple[str, ...]
    person: tuple[str, ...]
    asked: tuple[str, ...]
    confirmed: tuple[str, ...]
    offer: tuple[str, ...]
    export: tuple[str, ...]
    message: tuple[str, ...]
    letter: tuple[str, ...]


#: What is nobody's and nowhere's, in the same ways.
NOWHERE = Things(
    center=("nowhere",),
    person=("999", "85073003328", "ZZZZZZZ9", "Nobody"),
    asked=("ZZZZZZZ9", "Nobody"),
    confirmed=("ZZZZZZZ9", "Nobody"),
    offer=("999",),
    export=("999",),
    message=("999",),
    letter=("999",),
)


class Center(NamedTuple):
    """What there is at a center, and the words by which one would know its people."""

    things: Things
    traces: tuple[str, ...]

    def traces_in(self, text: str, typed: str = "") -> list[str]:
        """Those of the words that stand in a text, but for what was typed."""
        return [
            one
            for one in self.traces
            if one.lower() not in typed.lower() and re.search(rf"(?<![0-9a-z]){re.escape(one)}", text, re.IGNORECASE)
        ]


def play(cli: Cli, suffix: str = "") -> dict[str, Center]:
    """Each center has somebody who had the dose and was handed on, somebody who has one, somebody who is asked and has
    written what a person has to read, somebody whose message waits, and somebody else. suffix: that of the names of
    operators, who then have logins of their own where they can."""
    rows = [_row(center, n) for center in (OWN, OTHER) for n in range(5)]
    cli("import", "-", stdin="\n".join(("niss,first_name,last_name,center,email,mobile,contact_name,available", *rows)))
    for number, center in enumerate((OWN, OTHER), 1):
        cli("offer", "--center", center, "--doses", 3, "--vaccine", f"of {_LAST_NAME[center]}")
        had, has, asked = _FIRST_NAMES[center][:3]
        code = cli.codes(number)
        cli("respond", code[had], "yes")
        cli("vaccinated", code[had])
        cli("respond", code[has], "yes")
        cli.reply(code[asked], f"Demandez au voisin {_LAST_NAME[center]}")
    cli("poll")
    unreachable = cli.by(cli.operator)
    unreachable.environ = {
        **cli.environ,
        "QVAX_MAIL_HOST": "127.0.0.1",
        "QVAX_MAIL_PORT": "1",
        "QVAX_MAIL_FROM": "a@b.be",
    }
    for number in (1, 2):
        unreachable("doses", number, 4, code=5)
    for name, (role, kept) in AT_WORK.items():
        if role and name != cli.operator:  # who becomes an admin by adding the first
            at = ("--center", OWN) if kept else ()
            has_login = suffix and not (kept and role == "auditor")
            cli("operator", "add", name + suffix, "--role", role, *at, *(("--login",) if has_login else ()))
    cli("operator", "add", OTHER + suffix, "--role", "coordinator", "--center", OTHER)
    for name in ("coordinator", OTHER):
        cli.by(name + suffix)("handoff", "export")
    return {
        center: Center(_things(cli, number, center), _traces(cli, number, center))
        for number, center in enumerate((OWN, OTHER), 1)
    }


def _row(center: str, n: int) -> str:
    first, last = _FIRST_NAMES[center][n], _LAST_NAME[center]
    reached = f"{first}@{last}.example,{_mobile(center)}0{n},Hilarion {last}"
    return f"{_number(center, n)},{first},{last},{center},{reached},today 17:00-21:00"


def _number(center: str, n: int) -> str:
    return make(date(_YEAR[center], n + 1, 17), n + 1)


def _mobile(center: str) -> str:
    return f"+32470{_YEAR[center]}"


def _things(cli: Cli, number: int, center: str) -> Things:
    code, (_, has, asked, *_) = cli.codes(number), _FIRST_NAMES[center]
    listed = cli.json("reservist", "list", "--show-numbers")["reservists"]
    (them,) = (one for one in listed if one["name"].startswith(asked))
    (letter,) = (one for one in cli.json("inbox", "list")["to_read"] if one["invitation"] == code[asked])
    message = cli.json("outbox", "list", "--offer", number)["messages"][0]
    return Things(
        center=(center,),
        person=(str(them["id"]), them["number"], code[asked], asked),
        asked=(code[asked], asked),
        confirmed=(code[has], has),
        offer=(str(number),),
        export=(str(number),),
        message=(str(message["id"]),),
        letter=(str(letter["id"]),),
    )


def _traces(cli: Cli, number: int, center: str) -> tuple[str, ...]:
    """Names (the last one is in addresses, too), year of birth, national numbers, mobiles and codes, as they are
    shown."""
    numbers = [_number(center, n) for n in range(5)]
    dotted = [f"{it[:2]}.{it[2:4]}.{it[4:6]}-{it[6:9]}.{it[9:]}" for it in numbers]
    year, codes = str(_YEAR[center]), cli.codes(number).values()
    mobiles = (_mobile(center), f"0470{year}", f"0470 {year[:2]}", f"+32 470 {year[:2]}")
    return (*_FIRST_NAMES[center], _LAST_NAME[center], year, *numbers, *dotted, *mobiles, *codes)
