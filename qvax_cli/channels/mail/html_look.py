"""Tells of each tag of an HTML mail whether its words are seen: not hidden by style, not struck through, not in the
colour that they stand on. What nobody sees is nothing that its writer says (R36)."""

import re
from collections.abc import Iterator, Mapping
from html import unescape
from typing import NamedTuple

#: Properties by name; of those that say the same the last counts.
Style = Mapping[str, str]

_ATTRIBUTE = re.compile(r"""([^\s"'=<>/]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+))?""")
_SIMPLE = re.compile(r"[a-z][a-z0-9]*|(?:[a-z][a-z0-9]*)?[.#][\w-]+")
_SIZE = re.compile(r"(?<![\w.#-])\d*\.?\d+(?:px|pt|r?em|%)?(?![\w.])")
_COLOUR = re.compile(r"#[0-9a-f]+|(?:rgb|hsl)a?\([^)]*\)|[a-z][a-z-]*")
_CLEAR = re.compile(r"transparent|#[0-9a-f]{3}0|#[0-9a-f]{6}00|rgba?\([^)]*[\s,/]0?(?:\.0+)?%?\s*\)")
_MOST_CLASSES, _MOST_SELECTORS = 10, 50
# Colours so near to each other, in each of three figures, are not told apart.
_NEAR = 24
# Smaller words are not read, in pixels or points.
_SMALLEST = 3.0
_FAR_OUT = -500.0
_STRUCK = frozenset({"s", "strike", "del"})
# What is shown only by what cannot show something else.
_ASIDE = frozenset({"template", "noembed", "noframes", "datalist", "audio", "video", "canvas", "iframe"})
_NAMED = {"white": "#ffffff", "black": "#000000", "snow": "#fffafa", "ivory": "#fffff0", "whitesmoke": "#f5f5f5"}
_NO_COLOUR = frozenset(
    {"transparent", "inherit", "initial", "unset", "none", "no-repeat", "repeat", "repeat-x", "repeat-y", "scroll"}
    | {"fixed", "center", "top", "bottom", "left", "right", "cover", "contain", "auto"}
)


class Look(NamedTuple):
    """How words inside a tag look. gone: nothing inside can be seen; small, veiled: not seen unless something inside
    says otherwise; colour, ground: in six figures, or as they are named."""

    gone: bool = False
    small: bool = False
    veiled: bool = False
    colour: str = "#000000"
    ground: str = "#ffffff"

    @property
    def seen(self) -> bool:
        """Whether the words can be read, and are not struck through."""
        return not (self.gone or self.small or self.veiled or _alike(self.colour, self.ground))


class Sheet:
    """The style sheets of a page, as far as they speak of a tag, a class or an id alone, and of every screen."""

    def __init__(self, html: str) -> None:
        self._rules: dict[str, dict[str, str]] = {}
        for selector, declared in _rules("\n".join(_sheets(html.lower()))):
            if _SIMPLE.fullmatch(selector):
                self._rules.setdefault(selector, {}).update(_declared(declared))

    def look(self, name: str, tag: str, outer: Look) -> Look:
        """How words inside a tag look, which stands where words look like `outer`. tag: all of it, from its name on."""
        found = _ATTRIBUTE.finditer(tag, len(name))
        attributes = {one[1].lower(): unescape((one[2] or "").strip("\"'")) for one in found}
        style = self._style(name, attributes)
        gone = name in _STRUCK | _ASIDE or "hidden" in attributes
        if style:
            return _styled(style, outer._replace(gone=outer.gone or gone))
        return outer._replace(gone=True) if gone else outer

    def _style(self, name: str, attributes: Mapping[str, str]) -> Style:
        style: dict[str, str] = {}
        if self._rules:
            selectors = [f".{one}" for one in attributes.get("class", "").lower().split()[:_MOST_CLASSES]]
            selectors += [f"#{attributes['id'].lower()}"] if "id" in attributes else []
            for selector in [name, *(prefix + one for one in selectors for prefix in ("", name))]:
                style.update(self._rules.get(selector, {}))
        given = {"color": attributes.get("color") or attributes.get("text"), "background": attributes.get("bgcolor")}
        style.update({key: value.lower() for key, value in given.items() if value})
        if "style" in attributes:
            style.update(_declared(attributes["style"]))
        return style


def _styled(style: Style, outer: Look) -> Look:
    size = style.get("font-size") or next(reversed(_SIZE.findall(style.get("font", "").partition("/")[0])), "")
    visible = style.get("visibility")
    colour = style.get("color", "inherit")
    return Look(
        gone=outer.gone or _hides(style),
        small=_is_small(size, outer.small),
        veiled=visible in ("hidden", "collapse") if visible else outer.veiled,
        colour=outer.colour if colour == "inherit" else _colour(colour),
        ground=_ground(style.get("background-color") or style.get("background", ""), outer.ground),
    )


def _hides(style: Style) -> bool:
    """Whether a style hides all inside, whatever that says of itself."""
    clipped = style.get("overflow", "").startswith(("hidden", "clip"))
    flat = any(_is_nothing(style.get(side, "")) for side in ("height", "max-height", "width", "max-width"))
    return (
        style.get("display") == "none"
        or style.get("mso-hide") == "all"
        or _is_nothing(style.get("opacity", ""))
        or (clipped and flat)
        or any(_figure(style.get(side, "")) < _FAR_OUT for side in ("text-indent", "left", "top", "margin-left"))
        or "line-through" in style.get("text-decoration", "") + style.get("text-decoration-line", "")
        or re.match(r"rect\(\s*[01](?:px)?[ ,]", style.get("clip", "")) is not None
    )


def _is_small(size: str, outer: bool) -> bool:
    """Whether words of that size are too small to be seen. outer: whether those around them are."""
    if _is_nothing(size):
        return True
    if size in ("", "inherit", "unset", "smaller", "larger") or (size.endswith(("em", "%")) and "rem" not in size):
        return outer
    return size[:1].isdigit() and "rem" not in size and _figure(size) < _SMALLEST


def _is_nothing(size: str) -> bool:
    return re.fullmatch(r"0+(?:\.0*)?(?:px|pt|r?em|%)?|\.0+(?:px|pt|r?em|%)?", size) is not None


def _figure(size: str) -> float:
    figures = re.match(r"-?(?:\d{1,9}(?:\.\d{0,9})?|\.\d{1,9})", size)
    return float(figures[0]) if figures else 0.0


def _ground(background: str, outer: str) -> str:
    if "url(" in background or "gradient" in background:
        return "a picture"
    named = (one for one in _COLOUR.findall(background) if one not in _NO_COLOUR and not _CLEAR.fullmatch(one))
    return _colour(next(named, outer))


def _colour(said: str) -> str:
    """A colour as `#rrggbb`, or as it was given."""
    said = _NAMED.get(said, said)
    mixed = re.match(r"rgba?\(\s*(\d{1,3})[\s,]+(\d{1,3})[\s,]+(\d{1,3})", said)
    if mixed and not _CLEAR.fullmatch(said):
        return "#" + "".join(f"{min(255, int(figure)):02x}" for figure in mixed.groups())
    if re.fullmatch(r"#[0-9a-f]{3}", said):
        return "#" + "".join(sign * 2 for sign in said[1:])
    return said


def _alike(colour: str, ground: str) -> bool:
    """Whether words of that colour cannot be seen on that ground."""
    if colour == ground or _CLEAR.fullmatch(colour):
        return True
    if not (re.fullmatch("#[0-9a-f]{6}", colour) and re.fullmatch("#[0-9a-f]{6}", ground)):
        return False
    return all(abs(int(colour[at : at + 2], 16) - int(ground[at : at + 2], 16)) <= _NEAR for at in (1, 3, 5))


def _declared(text: str) -> dict[str, str]:
    """The declarations of a style: `color: white !important; …`."""
    pairs = (one.partition(":") for one in _uncommented(text.lower()).split(";"))
    return {name.strip(): value.replace("!important", "").strip() for name, _, value in pairs}


def _uncommented(text: str) -> str:
    first, *others = text.split("/*")
    return " ".join([first, *(other.partition("*/")[2] for other in others)])


def _sheets(html: str) -> Iterator[str]:
    """What stands in the style tags of a page."""
    end = 0
    while (begin := html.find("<style", end)) >= 0 and (begin := html.find(">", begin)) >= 0:
        end = html.find("</style", begin)
        if end < 0:
            return
        yield html[begin + 1 : end].replace("<!--", " ").replace("-->", " ")


def _rules(sheet: str) -> Iterator[tuple[str, str]]:
    """Each selector with its declarations; not what is for some screens only."""
    depth, selectors, text = 0, "", ""
    for piece in re.split(r"([{}])", _uncommented(sheet)):
        if piece == "{":
            depth, selectors = depth + 1, text
        elif piece == "}":
            if depth == 1 and text.strip():
                yield from ((selector.strip(), text) for selector in selectors.split(",")[:_MOST_SELECTORS])
            depth, text = max(0, depth - 1), ""
        else:
            text = piece
