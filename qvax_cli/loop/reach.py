"""How people are reached: by which channels, in turn or at once, and not at night. Each center has its own way."""

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import TYPE_CHECKING, NamedTuple, Protocol

from qvax_cli.channels import Channel
from qvax_cli.errors import Misconfigured
from qvax_cli.rules.local_time import Instant
from qvax_cli.rules.quiet_hours import QuietHours, parse
from qvax_cli.store.centers import Center

if TYPE_CHECKING:
    from qvax_cli.settings import Settings

#: What can wait until the morning. The others answer what somebody did just now, or are no use later.
_DISTURBING = frozenset({"invitation", "expired", "no_show", "second_dose", "welcome"})


class Person(Protocol):
    """Somebody who can be written to."""

    @property
    def center_id(self) -> int: ...
    @property
    def email(self) -> str | None: ...
    @property
    def mobile(self) -> str | None: ...


class ContactPolicy(NamedTuple):
    """A center's way: the channels in order; whether all are used at once; when nobody is disturbed."""

    order: tuple[str, ...]
    together: bool = False
    quiet: QuietHours | None = None


class Reach:
    """Which channels can reach a person, by name, in the order they are to be used; none: nobody can ask them.

    policy_of: the way of the center with this id.
    """

    def __init__(self, channels: Mapping[str, Channel], policy_of: Callable[[int], ContactPolicy]) -> None:
        self._channels = channels
        self._policy_of = policy_of

    @classmethod
    def of(cls, settings: "Settings", centers: Iterable[Center], channels: Mapping[str, Channel]) -> "Reach":
        """As the configuration says. Misconfigured where it names a center that does not exist, and, as soon as that
        center is concerned, where it gives one a channel that there is not."""
        codes = {center.id: center.code for center in centers}
        for code in settings.centers:
            if code not in codes.values():
                raise Misconfigured(f"[centers.{code}]: there is no such center", cause="no_such_center")
        return cls(channels, cache(lambda center_id: _policy(settings, codes[center_id], channels)))

    def __call__(self, person: Person) -> tuple[str, ...]:
        """The names, in order."""
        return tuple(
            name
            for name in self._policy_of(person.center_id).order
            if self._channels[name].takes(person.email, person.mobile) is not None
        )

    @property
    def names(self) -> frozenset[str]:
        """All channels that there are."""
        return frozenset(self._channels)

    def together(self, center_id: int) -> bool:
        """Whether a message goes by all channels at once, or by the next one where one has failed."""
        return self._policy_of(center_id).together

    def quiet_until(self, center_id: int, kind: str, now: Instant) -> Instant | None:
        """Until when a message of that kind is not handed over; None when it can be."""
        quiet = self._policy_of(center_id).quiet
        return quiet.over_at(now) if quiet and kind in _DISTURBING else None

    def at_any_hour(self) -> "Reach":
        """The same without quiet hours: for showing who would be asked."""
        return Reach(self._channels, lambda center_id: self._policy_of(center_id)._replace(quiet=None))


def _policy(settings: "Settings", code: str, channels: Mapping[str, Channel]) -> ContactPolicy:
    order, mode, quiet = (
        str(settings.of_center(code, f"channels.{name}")) for name in ("order", "mode", "quiet_hours")
    )
    names = tuple(order.split(", ")) if order else tuple(channels)
    if not set(names) <= set(channels):
        missing = ", ".join(sorted(set(names) - set(channels)))
        raise Misconfigured(
            f"the channels of {code} are {order}, but there is no channel {missing}",
            f"configure it in a section [{missing}], or take it out of the list",
        )
    return ContactPolicy(names, mode == "together", parse(quiet, "quiet_hours"))
