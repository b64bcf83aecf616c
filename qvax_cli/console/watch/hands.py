"""What somebody at the keys has chosen and is being asked back. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

_YES = {"y", "o", "j"}
_STEPS = {"up": -1, "down": 1}


class Wish(NamedTuple):
    """what: "yes", "no" or "undo"; code: whose, "" for the last entry of all."""

    what: str
    code: str


@dataclass
class Hands:
    """chosen: the code of a row; asking: what is asked back, until Enter says that it is so."""

    chosen: str = ""
    asking: Wish | None = None

    def press(self, key: str, codes: Sequence[str]) -> Wish | None:
        """What is wished for good by now. codes: of the rows, in the order of their numbers."""
        if self.asking is not None:
            wish, self.asking = self.asking, None
            return wish if key == "enter" else None
        if key in _STEPS:
            self._step(_STEPS[key], codes)
        elif key.isdecimal():
            self.chosen = codes[int(key) - 1] if 0 < int(key) <= len(codes) else ""
        elif key == "escape":
            self.chosen = ""
        elif key == "u":
            self.asking = Wish("undo", self.chosen)
        elif self.chosen in codes and (key in _YES or key == "n"):
            self.asking = Wish("no" if key == "n" else "yes", self.chosen)
        return None

    def _step(self, step: int, codes: Sequence[str]) -> None:
        if codes:
            at = codes.index(self.chosen) + step if self.chosen in codes else (0 if step > 0 else -1)
            self.chosen = codes[at % len(codes)]
