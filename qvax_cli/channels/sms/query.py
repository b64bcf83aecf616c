"""Reads the query string (or the form) with which a gateway hands us an SMS."""

import codecs
from urllib.parse import parse_qsl

# Kannel names the alphabet of the text as `charset`, and sends the bytes as they are.
_CHARSETS = {
    "utf-8": "utf-8",
    "utf-16-be": "utf-16-be",
    "utf-16": "utf-16-be",
    "iso8859-1": "cp1252",
    "cp1252": "cp1252",
}
_MOST_FIELDS = 50


def fields_of(query: str) -> dict[str, str]:
    """The fields by name, the last one of a name; nothing in it is an error."""
    # As bytes in the guise of Latin-1, because the alphabet stands in the query itself.
    raw = query.encode(errors="replace").decode("latin-1").removeprefix("?")
    try:
        pairs = parse_qsl(raw, keep_blank_values=True, encoding="latin-1", max_num_fields=_MOST_FIELDS)
    except ValueError:
        return {}
    fields = {name: value.encode("latin-1") for name, value in pairs}
    charset = _charset(fields.get("charset", b""))
    return {name: _decoded(value, charset if name == "text" else "utf-8") for name, value in fields.items()}


def _charset(name: bytes) -> str:
    try:
        return _CHARSETS.get(codecs.lookup(name.decode("ascii", "replace")).name, "utf-8")
    except (LookupError, ValueError):
        return "utf-8"


def _decoded(value: bytes, charset: str) -> str:
    for attempt in (charset, "utf-8"):
        try:
            return value.decode(attempt)
        except UnicodeDecodeError:
            continue
    return value.decode("cp1252", "replace")
