"""`--watch` on a terminal: draws the evening each second, makes a round every few, and takes answers by keys."""

from collections.abc import Iterable
from typing import Any

from qvax_cli.console import tables
from qvax_cli.console.json_shapes import age_of
from qvax_cli.console.rounds import Done, one_round
from qvax_cli.console.watch.hands import Hands, Wish
from qvax_cli.console.watch.keys import Listen, listening
from qvax_cli.console.watch.look import Watched, look
from qvax_cli.console.watch.news import news, of_round
from qvax_cli.console.watch.pace import pause_of
from qvax_cli.console.watch.picture import picture
from qvax_cli.console.watch.rows import Line, rows_of
from qvax_cli.context import Qvax
from qvax_cli.errors import DatabaseFailure, QvaxError
from qvax_cli.loop import views
from qvax_cli.output import Output
from qvax_cli.rules.local_time import clock_text, local
from qvax_cli.store.centers import Center
from qvax_cli.times import stopwatch
from qvax_cli.words.failures import in_language

#: Lines of news that are kept, and that are left on the terminal when the screen goes.
_REMEMBERED, _LEFT_STANDING = 40, 5
#: Causes of failures after which the server of the database has to come back, and those of attempts that are too early.
_GONE = frozenset({"database_lost", "database_unreachable"})
_NOT_YET = _GONE | {"database_busy", "database_read_only"}
#: Seconds between two attempts.
_AGAIN = 3.0


def on_terminal(qvax: Qvax, center: Center | None, offer: int | None) -> bool:
    """Stays until the offers are over, then True; False when somebody left before."""
    from rich.console import Console

    console = Console(highlight=False, markup=False, emoji=False)
    evening = _Evening(qvax, center, offer, console)
    spoken, qvax.output = qvax.output, _Unheard()
    try:
        with listening() as evening.listen, console.screen() as evening.screen:
            return evening.stays()
    finally:
        qvax.output = spoken
        # The screen has gone, and what was on it last is worth having.
        spoken.say(*evening.told[-_LEFT_STANDING:], *(_standing(qvax, one) for one in evening.seen.offers))


def _standing(qvax: Qvax, it: Watched) -> str:
    return tables.offer_counts(qvax.words, it.offer)


class _Unheard(Output):
    """What is said while the screen stands would be written across it; the screen shows all of it in its own way."""

    def warn(self, *sentences: str) -> None:
        del sentences

    def say(self, *sentences: str) -> None:
        del sentences


class _Left(Exception):
    """Somebody at the keys has left."""


class _Evening:
    """The screen, what was seen last, and what somebody at the keys is doing."""

    screen: Any  # what rich draws on while it has the whole terminal
    listen: Listen | None = None

    def __init__(self, qvax: Qvax, center: Center | None, offer: int | None, console: Any) -> None:
        self.qvax, self.words, self.console = qvax, qvax.words, console
        self.watched = center, offer
        self.hands = Hands()
        self.done: Done | None = None
        self.told: list[str] = []
        self.gone = False
        self.seen = look(qvax, center, offer, None)

    def stays(self) -> bool:
        """True when the offers are over, False when somebody leaves."""
        try:
            while self.seen.offers:
                try:
                    self._turn()
                except DatabaseFailure as failure:
                    if failure.cause not in _GONE:
                        raise
                    self._come_back()
        except _Left:
            return False
        return True

    def _turn(self) -> None:
        self._draw()
        self._round()
        self._draw()
        if self.seen.offers:
            self._wait(pause_of(self.qvax))

    def _come_back(self) -> None:
        """Says that the database is gone, and tries until it is there again. Raises _Left for q."""
        self._tell([self.words("database_gone")])
        self.gone, self.hands.asking = True, None
        while self.gone:
            self._draw()
            self._wait(_AGAIN)
            try:
                self.qvax.open_anew()
                self._look()
                self.gone = False
            except DatabaseFailure as early:
                if early.cause not in _NOT_YET:
                    raise
        self._tell([self.words("database_back")])

    def _round(self) -> None:
        try:
            self.done = one_round(self.qvax, self.watched[0], lambda: self._listen(0.0))
        except QvaxError as error:  # a passing fault must not end the watch
            self._tell_failure(error)
        else:
            self._tell(of_round(self.done, self.seen, self.words))
        self._look(bell=True)

    def _look(self, *, bell: bool = False) -> None:
        before, self.seen = self.seen, look(self.qvax, *self.watched, self.done)
        new = news(before, self.seen, self.words)
        self._tell(new.lines)
        if bell and new.answered:
            self.console.bell()

    def _tell(self, lines: Iterable[str]) -> None:
        at = clock_text(self.qvax.now())
        self.told = [*self.told, *(f"{at} {one}" for one in lines)][-_REMEMBERED:]

    def _tell_failure(self, failure: QvaxError) -> None:
        """Raises it where nothing can be done until the database is there again."""
        if failure.cause in _GONE:
            raise failure
        self._tell([in_language(self.words.language)(failure.message)])

    def _wait(self, seconds: float) -> None:
        """Until the next round is due."""
        if self.listen is None:
            self.qvax.pause(seconds, self.watched[0])
            return
        passed = stopwatch()
        while passed() < seconds and not self.qvax.pause(0.0, self.watched[0]):
            self._listen(1.0)

    def _listen(self, seconds: float) -> None:
        """Waits so long for a key, does what it says, and shows what has become of it. Raises _Left for q."""
        key = self.listen(seconds) if self.listen else ""
        if key == "q" and self.hands.asking is None:
            raise _Left
        if key and not self.gone:
            self._press(key)
        self.seen = self.seen._replace(now=self.qvax.now())
        self._draw()

    def _press(self, key: str) -> None:
        codes = [row.asked.invitation.code for rows in rows_of(self.seen) for row in rows]
        wish = self.hands.press(key, codes)
        if wish is not None:
            self._do(wish)
        elif key in ("y", "n") and not self.hands.asking and not self.hands.chosen:
            self._tell([self.words("nobody_chosen")])

    def _do(self, wish: Wish) -> None:
        desk = self.qvax.desk
        try:
            if wish.what == "undo":
                settled = desk.undo(wish.code or None, within=self.qvax.settings.seconds("policy.undo_minutes")).settled
            else:
                done = desk.respond(wish.code, wish.what)
                settled = done.settled
                if done.result in ("repeat", "too_late"):
                    self._tell([self.words(f"result_{done.result}", who=tables.called(done.asked))])
            self.qvax.hand_over(settled.invited)
        except QvaxError as error:
            self._tell_failure(error)
        self._look()

    def _draw(self) -> None:
        from rich.console import Group
        from rich.control import Control
        from rich.text import Text

        size = self.console.size
        lines = picture(
            self.seen,
            self.words,
            width=size.width,
            height=size.height,
            chosen=self.hands.chosen,
            news=self.told,
            foot=self._foot(),
        )
        self.console.control(Control.home())
        self.screen.update(Group(*(Text(one.text, one.style, no_wrap=True, overflow="crop") for one in lines)))

    def _foot(self) -> Line:
        """The clock and what can be pressed; or the question that waits for Enter."""
        if self.hands.asking is None:
            at = local(self.seen.now).strftime("%H:%M:%S")
            if self.gone and self.listen:
                return Line(self.words("foot_gone", at=at), "bold red")
            return Line(self.words("foot" if self.listen else "foot_without_keys", at=at), "dim")
        return Line(self._question(self.hands.asking), "bold reverse")

    def _question(self, wish: Wish) -> str:
        if wish.what == "undo":
            entered = views.entered_last(self.qvax.db, wish.code or None)
            return self.words("ask_undo", who=tables.called(entered)) if entered else self.words("nothing_entered")
        (asked,) = (one for offer in self.seen.offers for one in offer.asked if one.invitation.code == wish.code)
        who = f"{tables.name_of(asked)}, {age_of(asked.reservist, self.seen.now)}"
        return self.words(f"ask_{wish.what}", who=who)
