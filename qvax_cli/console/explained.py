"""Why somebody was asked or not, in sentences that can be read out to them in their language (R35).

The sentences stand in `explain_texts/LANGUAGE.toml`, by their reason.
"""

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from qvax_cli.audit.explain import ASKED, Explained
from qvax_cli.messages.moments import at_moment, moment, span
from qvax_cli.rules.local_time import Instant


def sentences(told: Explained, center: str, language: str, *, now: Instant) -> list[str]:
    """What to say to the person: first what it is about. center: the name of the center that had the doses."""
    offer = told.offer
    said: dict[str, object] = {
        "center": center,
        "window": span(offer.from_at, offer.until, language),
        "asked": at_moment(told.asked, language, offer.from_at) if told.asked is not None else "",
        "due": moment(told.due, language, offer.from_at) if told.due is not None else "",
        "until": moment(offer.answers_until - offer.last_call, language, now),
        "minutes": offer.overlap // 60,
        **{name: getattr(offer, name) for name in ("min_age", "max_age")},
        **{name: getattr(told, name) for name in ("older", "born")},
    }
    texts = words(language)
    return [texts[key].format_map(said) for key in ("about", *_keys(told))]


@cache
def words(language: str) -> dict[str, str]:
    """The sentences of a language, by their keys."""
    file = Path(__file__).parent / "explain_texts" / f"{language}.toml"
    return {key: str(value) for key, value in tomllib.loads(file.read_text(encoding="utf-8")).items()}


def _keys(told: Explained) -> Iterator[str]:
    """Which sentences are said, in order."""
    if told.reason == "age_limits":
        limits = told.offer.min_age, told.offer.max_age
        yield "age_between" if None not in limits else "age_from" if limits[1] is None else "age_to"
        return
    if told.reason in ASKED.values() and told.reason not in ("queued", "not_reached"):
        yield "asked_at" if told.due is None else "asked_until"
    if told.older:
        yield "older_first" if told.older > 1 else "older_first_one"
    if told.reason != "older_first":
        yield told.reason
    if told.born is not None:
        yield "last_born"
    if told.goes_on:
        yield "goes_on"
