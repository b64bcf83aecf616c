"""The screen of the evening, as lines: what gets how much room when there is little of it. Pure."""

from collections.abc import Sequence

from qvax_cli.console.tables import when
from qvax_cli.console.watch.look import Look, Watched
from qvax_cli.console.watch.rows import Line, Row, folded, line, rows_of
from qvax_cli.output import clean
from qvax_cli.output.columns import cut
from qvax_cli.rules.invitation import LIVE
from qvax_cli.rules.local_time import Instant, clock_text
from qvax_cli.words import Words

#: Most messages to read, troubles and lines of news on the screen.
_MOST_TO_READ, _MOST_TROUBLES, _MOST_NEWS, _LEAST_NEWS = 3, 2, 8, 2
#: A longer name would leave no room for what the person wrote.
_LONGEST_NAME = 20


def picture(
    look: Look, words: Words, *, width: int, height: int, chosen: str | None, news: Sequence[str], foot: Line
) -> list[Line]:
    """The lines, at most `height` of them, none wider than `width`.

    Every offer has its headline and its totals, whatever else there is; the foot is there always. What a person has to
    do comes before what they can look at: messages to read, then people, then what happened. chosen: a code.
    """
    heads = [_head(watched, words, look.now, width) for watched in look.offers]
    room = height - 1 - sum(map(len, heads))
    if room < 0:
        heads = [[Line(cut(f"{head[0].text} · {head[1].text}", width), "bold")] for head in heads]
        heads = heads[: height - 1]
        room = height - 1 - len(heads)
    above = _to_do(look, words, width, max(0, room * 2 // 3))
    room -= len(above)
    people = rows_of(look)
    folds = [folded(watched, words) for watched in look.offers]
    wanted = [len(rows) + bool(fold) for rows, fold in zip(people, folds, strict=True)][: len(heads)]
    kept_for_news = min(len(news), _LEAST_NEWS, max(0, room - len(heads)))
    shares = shared(room - kept_for_news, wanted)
    shown: list[Line] = []
    for head, rows, fold, share in zip(heads, people, folds, shares, strict=False):
        shown += head
        shown += _people(rows, fold, words, look.now, share=share, width=width, chosen=chosen)
    left = height - 1 - len(above) - len(shown)
    told = [Line(cut(clean(one), width), "dim") for one in news[-min(_MOST_NEWS, left) :]] if left > 0 else []
    return [*above, *shown, *told, foot._replace(text=cut(foot.text, width))]


def _head(watched: Watched, words: Words, now: Instant, width: int) -> list[Line]:
    """The headline of an offer, and where its doses are, in as few lines as that takes."""
    offer = watched.offer
    of = f" {words('of_vaccine', vaccine=clean(offer.vaccine))}" if offer.vaccine else ""
    after = f" · {words('doses', n=offer.doses)}{of} · {words('until', at=when(offer.until_at, now))}"
    before = f"{words('offer', number=offer.id)} · "
    center = cut(watched.center.name, max(8, width - len(before) - len(after)))
    parts = [words("confirmed_of", n=offer.confirmed, doses=offer.doses), words("being_asked", n=offer.pending)]
    if offer.standby:
        parts.append(words("on_standby", n=offer.standby))
    if offer.uncovered:
        parts.append(words("nobody_asked_for", n=offer.uncovered))
    if watched.expected and offer.confirmed < offer.doses and offer.pending + offer.standby:
        chance = min(99, round(watched.expected.used * 100))
        by = watched.expected.filled_by
        parts.append(words("chance_by", chance=chance, at=when(by, now)) if by else words("chance", chance=chance))
    return [Line(cut(before + center + after, width), "bold"), *(Line(one) for one in wrapped(parts, width))]


def wrapped(parts: Sequence[str], width: int) -> list[str]:
    """The parts side by side, on further lines what does not fit."""
    lines: list[str] = []
    for part in parts:
        if lines and len(f"{lines[-1]} · {part}") <= width:
            lines[-1] += f" · {part}"
        else:
            lines.append(cut(part, width))
    return lines


def _to_do(look: Look, words: Words, width: int, most: int) -> list[Line]:
    """What somebody has to know or to do: the rehearsal, what is out of order, messages to read."""
    lines = [Line(f"! {words('rehearsal')}", "yellow")] if look.rehearsal else []
    for trouble in look.troubles[:_MOST_TROUBLES]:
        key = "trouble_out" if trouble.direction == "out" else "trouble_in"
        since = clock_text(trouble.since)
        lines.append(
            Line(f"! {words(key, name=trouble.name, since=since, reason=words.reason(trouble.reason))}", "bold red")
        )
    names = {one.invitation.code: one for watched in look.offers for one in watched.asked}
    for waiting in look.to_read[:_MOST_TO_READ]:
        known = names.get(waiting.code or "")
        who = f"{cut(known.reservist.name or '', _LONGEST_NAME)} ({waiting.code})" if known else waiting.sender or "?"
        said = waiting.excerpt or waiting.subject or ""
        at = clock_text(waiting.received_at)
        lines.append(Line(f"! {words('to_read', number=waiting.id, at=at, who=who, said=said)}", "bold yellow"))
    if look.to_read:
        more = len(look.to_read) - _MOST_TO_READ
        hint = words("to_read_more", n=more) if more > 0 else words("to_read_hint")
        lines.append(Line(f"  {hint}", "yellow"))
    return [one._replace(text=cut(clean(one.text), width)) for one in lines[:most]]


def _people(
    rows: Sequence[Row], fold: str, words: Words, now: Instant, *, share: int, width: int, chosen: str | None
) -> list[Line]:
    """The lines of an offer's people in so much room; who has no line of their own is counted in the last."""
    if len(rows) + bool(fold) <= share:
        shown, hidden = list(rows), []
    else:
        at = next((n for n, row in enumerate(rows) if row.asked.invitation.code == chosen), None)
        size = max(share - 1, 0 if at is None else min(share, 1))
        at = at or 0
        start = max(0, min(at - size + 1, len(rows) - size))
        shown, hidden = list(rows[start : start + size]), [*rows[:start], *rows[start + size :]]
    lines = [line(row, words, now, width=width, chosen=row.asked.invitation.code == chosen) for row in shown]
    live = sum(row.asked.invitation.state in LIVE for row in hidden)
    more = [words("more_asked", n=live)] if live else []
    if len(hidden) > live:
        placed = ", ".join(
            str(row.asked.reservist.last_name) for row in hidden if row.asked.invitation.state not in LIVE
        )
        more.append(f"✓ {words('more_confirmed', n=len(hidden) - live)}: {placed}")
    more += [fold] if fold else []
    if more and len(lines) < share:
        lines.append(Line(cut(f"   {' · '.join(more)}", width), "dim" if not hidden else ""))
    return lines


def shared(room: int, wanted: Sequence[int]) -> list[int]:
    """Lines for each of several that want so many: as they want while there is room, else evenly."""
    given = [0] * len(wanted)
    for _ in range(max(0, room)):
        hungry = [n for n, want in enumerate(wanted) if given[n] < want]
        if not hungry:
            break
        given[min(hungry, key=lambda n: given[n])] += 1
    return given
