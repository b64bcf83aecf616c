"""Renders a page in the reader's language."""

import re
from typing import Any

from flask import Response, g, make_response, render_template

from qvax_cli.web.language import LANGUAGES, words

_TOGETHER = re.compile(r"\b\d[^\s,;:]* (?:h (?=\d))?| (?=·)")


def page(template: str, *, status: int = 200, **values: Any) -> Response:
    """The page; `t` holds the words of the language."""
    language = g.get("language") or "fr"
    shown = {"t": words(language), **values}
    html = render_template(template, language=language, languages=LANGUAGES, **shown)
    return make_response(html, status)


def unbroken(text: str) -> str:
    """The same text, in which no line ends between a number and what it counts or goes on with (18 h 10, 6 April), and
    none begins with a dot that parts two things."""
    return _TOGETHER.sub(lambda found: found[0].replace(" ", "\u00a0"), text)
