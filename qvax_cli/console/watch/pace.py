"""How often a watch makes a round."""

from qvax_cli.context import Qvax

#: Seconds; an answer shows within this time. Mail servers and gateways do not like to be asked every few seconds.
_PAUSE, _PAUSE_OF_SERVERS = 5.0, 20.0


def pause_of(qvax: Qvax) -> float:
    """Seconds between two rounds. Misconfigured."""
    by_server = qvax.settings["inbox.host"] or qvax.settings["sms.kind"] == "http"
    return _PAUSE_OF_SERVERS if by_server else _PAUSE
