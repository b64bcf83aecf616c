"""How often visitors of the site may ask for something in an hour, each and all together."""

from ipaddress import ip_address, ip_network
from typing import NamedTuple

from qvax_cli.rules.local_time import Instant

HOUR = 3600


class Pace(NamedTuple):
    """At most so many in an hour. what: the name under which they are counted."""

    what: str
    most: int


#: Of one address (e-mail or mobile), whether anybody is reached there or not.
TO_ADDRESS = Pace("to", 3)
#: Of one network.
REGISTRATIONS = Pace("register", 20)
LINKS = Pace("link", 10)
WRONG = Pace("wrong", 30)
LOG_INS = Pace("desk", 20)
#: Of everybody: more is no evening of a center. Each SMS costs money.
EVERYBODY = Pace("all", 400)
SMS = Pace("sms", 60)


def hour_of(now: Instant) -> int:
    """The hour in which something is counted."""
    return now // HOUR


def until_next(now: Instant) -> int:
    """The seconds until it may be asked for again."""
    return HOUR - now % HOUR


def network(remote: str) -> str:
    """Whom an address of the internet belongs to, as far as one can tell: its /24, or its /64."""
    try:
        address = ip_address(remote)
    except ValueError:
        return ""
    return str(ip_network((address, 24 if address.version == 4 else 64), strict=False))
