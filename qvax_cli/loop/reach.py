"""How people are reached: by which channels, in turn or at once, and not at night. Each center has its own way."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from qvax_cli.channels import Channel
from qvax_cli.rules.local_time import Instant
from qvax_cli.rules.quiet_hours import QuietHours
from qvax_cli.store.people import Reservist

#: What can wait until the morning. The others answer what somebody did just now, or are no use later.
_DISTURBING = frozenset({"invitation", "expired", "no_show", "second_dose"})


class Manner(NamedTuple):
    """A center's way: the channels in order; whether all are used at once; when nobody is disturbed."""

    order: tuple[str, ...]
    together: bool = False
    quiet: QuietHours | None = None


class Reach:
    """Which channels can reach a person, by name, in the order they are to be used; none: nobody can ask them.

    manner_of: the way of the center with this id.
    """

    def __init__(self, channels: Mapping[str, Channel], manner_of: Callable[[int], Manner]) -> None:
        self._channels = channels
        self._manner_of = manner_of

    def __call__(self, reservist: Reservist) -> tuple[str, ...]:
        """The names, in order."""
        return tuple(
            name
            for name in self._manner_of(reservist.center_id).order
            if self._channels[name].takes(reservist.email, reservist.mobile) is not None
        )

    @property
    def names(self) -> frozenset[str]:
        """All channels that there are."""
        return frozenset(self._channels)

    def together(self, center_id: int) -> bool:
        """Whether a message goes by all channels at once, or by the next one where one has failed."""
        return self._manner_of(center_id).together

    def quiet_until(self, center_id: int, kind: str, now: Instant) -> Instant | None:
        """Until when a message of that kind is not handed over; None when it can be."""
        quiet = self._manner_of(center_id).quiet
        return quiet.over_at(now) if quiet and kind in _DISTURBING else None

    def at_any_hour(self) -> "Reach":
        """The same without quiet hours: for showing who would be asked."""
        return Reach(self._channels, lambda center_id: self._manner_of(center_id)._replace(quiet=None))
