"""The day and the month as one picture (SVG) that needs nothing beside it. Pure: for a file, and for a page.

It is light or dark as its reader likes it, by CSS alone, and whoever sees no colours reads the numbers and the legend.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from html import escape
from typing import NamedTuple

from qvax_cli.loop.stats import Answers, Day
from qvax_cli.words import Words

_WIDTH, _HEIGHT = 760, 600
_LEFT, _RIGHT = 56, _WIDTH - 24
#: Top and height of the bar of the day, of the curve of answers and of the bars of the month.
_DAY, _CURVE, _MONTH = (96, 30), (206, 130), (428, 110)
#: Minutes that the curve shows at least.
_MINUTES = 30
_KINDS = ("placed", "lost", "cancelled", "open")
STYLE = """
text { font: 13px system-ui, sans-serif; fill: #1b1b1b } .title { font-size: 20px; font-weight: 600 }
.head { font-size: 15px; font-weight: 600 } .small { font-size: 11px; fill: #555 } .end { text-anchor: end }
.middle { text-anchor: middle } .ground { fill: #fff } .line { stroke: #ccc; stroke-width: 1 }
.placed { fill: #1a7f5a } .lost { fill: #c2410c } .cancelled { fill: #8a8a8a } .open { fill: #b9d7f2 }
.curve { fill: none; stroke: #1d5fa8; stroke-width: 2.5 }
@media (prefers-color-scheme: dark) { text { fill: #eee } .small { fill: #aaa } .ground { fill: #181a1b }
.line { stroke: #444 } .placed { fill: #3fbf8f } .lost { fill: #f08a4b } .open { fill: #3b6ea5 }
.curve { stroke: #7db4ee } }
"""


class Chart(NamedTuple):
    """title: whose it is; last: the day; days: of that day and of those before it, of one center or of several;
    answers: of the people who were asked that day."""

    title: str
    last: date
    days: Sequence[Day]
    answers: Answers


class _Doses(NamedTuple):
    """What became of doses."""

    placed: int
    lost: int
    cancelled: int
    open: int

    @property
    def all(self) -> int:
        return sum(self)


def drawn(it: Chart, words: Words, *, days: Sequence[date]) -> str:
    """The picture. days: those of the month, the last of them the day itself."""
    by_day = {on: _doses([one for one in it.days if one.day == on]) for on in days}
    today = by_day[it.last]
    title = f"{it.title} · {it.last:%d/%m/%Y}"
    told = words("chart_placed_of", n=today.all, placed=today.placed)
    parts = [
        f'<text class="title" x="{_LEFT}" y="40">{escape(title)}</text>',
        f'<text class="head" x="{_LEFT}" y="76">{escape(told)}</text>',
        *_bar_of_the_day(today, words),
        *_curve(it.answers, words),
        *_month(by_day, words),
    ]
    body = "\n".join(parts)
    return f"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}"
 role="img" lang="{words.language}">
<title>{escape(title)}</title>
<desc>{escape(told)}</desc>
<style>{STYLE}</style>
<rect class="ground" width="{_WIDTH}" height="{_HEIGHT}"/>
{body}
</svg>
"""


def _doses(days: Sequence[Day]) -> _Doses:
    return _Doses(*(sum(getattr(one, kind) for one in days) for kind in _KINDS))


def _bar_of_the_day(today: _Doses, words: Words) -> Iterator[str]:
    """One bar of all doses, and below it what its parts are, with their numbers."""
    top, height = _DAY
    x = float(_LEFT)
    for kind, count in zip(_KINDS, today, strict=True):
        width = (_RIGHT - _LEFT) * count / max(today.all, 1)
        yield _rect(kind, x, top, width, height, f"{words(f'stats_{kind}')}: {count}")
        x += width
    for n, (kind, count) in enumerate(zip(_KINDS, today, strict=True)):
        at = _LEFT + n * 170
        yield _rect(kind, at, top + height + 14, 12, 12, "")
        yield f'<text x="{at + 18}" y="{top + height + 25}">{escape(words(f"stats_{kind}"))}: {count}</text>'


def _curve(answers: Answers, words: Words) -> Iterator[str]:
    """How many had answered by each minute after the message, of those who were asked."""
    top, height = _CURVE
    bottom = top + height
    most = max([float(_MINUTES), *answers.minutes])
    yield f'<text class="head" x="{_LEFT}" y="{top - 14}">{escape(words("chart_answers", n=answers.asked))}</text>'
    yield from _scale(answers.asked, top, height)
    for minute in range(0, int(most) + 1, 10 if most <= 90 else 60):
        x = _across(minute, most)
        yield f'<text class="small middle" x="{x:.1f}" y="{bottom + 16}">{minute} min</text>'
    points: list[tuple[float, int]] = [(0, 0)]
    for n, at in enumerate(sorted(answers.minutes), 1):
        points += [(at, n - 1), (at, n)]
    points.append((most, len(answers.minutes)))
    path = " ".join(f"{_across(x, most):.1f},{bottom - height * y / max(answers.asked, 1):.1f}" for x, y in points)
    yield f'<polyline class="curve" points="{path}"/>'


def _across(minute: float, most: float) -> float:
    return _LEFT + (_RIGHT - _LEFT) * minute / most


def _month(by_day: dict[date, _Doses], words: Words) -> Iterator[str]:
    """A bar a day, of the doses placed and lost."""
    top, height = _MONTH
    bottom = top + height
    most = max(max(one.placed + one.lost for one in by_day.values()), 1)
    yield f'<text class="head" x="{_LEFT}" y="{top - 14}">{escape(words("chart_days", n=len(by_day)))}</text>'
    yield from _scale(most, top, height)
    step = (_RIGHT - _LEFT) / len(by_day)
    for n, (on, doses) in enumerate(by_day.items()):
        x, y = _LEFT + n * step + step * 0.15, float(bottom)
        for kind, count in (("placed", doses.placed), ("lost", doses.lost)):
            tall = height * count / most
            y -= tall
            yield _rect(kind, x, y, step * 0.7, tall, f"{on:%d/%m}: {words(f'stats_{kind}')} {count}")
        if (len(by_day) - 1 - n) % 5 == 0:
            yield f'<text class="small middle" x="{x + step * 0.35:.1f}" y="{bottom + 16}">{on:%d/%m}</text>'


def _scale(most: int, top: int, height: int) -> Iterator[str]:
    """Lines across, at nothing, half and all."""
    for value in sorted({0, most // 2, most}):
        y = top + height - height * value / max(most, 1)
        yield f'<line class="line" x1="{_LEFT}" y1="{y:.1f}" x2="{_RIGHT}" y2="{y:.1f}"/>'
        yield f'<text class="small end" x="{_LEFT - 8}" y="{y + 4:.1f}">{value}</text>'


def _rect(kind: str, x: float, y: float, width: float, height: float, title: str) -> str:
    """A piece of a bar; its title is read by whoever points at it, or has the picture read out."""
    told = f"<title>{escape(title)}</title>" if title else ""
    return f'<rect class="{kind}" x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}">{told}</rect>'
