"""Renders a page in the reader's language."""

from typing import Any

from flask import Response, g, make_response, render_template

from qvax_cli.web.language import LANGUAGES, words


def page(template: str, *, status: int = 200, **values: Any) -> Response:
    """The page; `t` holds the words of the language."""
    language = g.get("language") or "fr"
    shown = {"t": words(language), **values}
    html = render_template(template, language=language, languages=LANGUAGES, **shown)
    return make_response(html, status)
