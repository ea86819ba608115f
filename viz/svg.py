"""SVG in small pieces: elements that escape what they are given, and text cut to a width."""

from __future__ import annotations

import re
import unicodedata

from markupsafe import Markup, escape

from graph.visible import visible
from viz.theme import FONTS, LIGHT

# What XML can't hold, and lone surrogates, which UTF-8 can't.
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
# Latin letters as the widest of the page's fonts sets them, in parts of the height
_EMS = {**dict.fromkeys("iljI|.,:;'! ", 0.3), **dict.fromkeys("frt()[]-/·", 0.4), **dict.fromkeys("mwMW%@", 0.92)}
_LONGEST = 120  # code points; also bounds a name made of combining marks, which take no width


def element(name: str, /, *children: str, **attributes: object) -> Markup:
    """An element; attribute names take `_` for `-` and a trailing one for a Python keyword; None is left out."""
    written = "".join(f' {_attribute(key)}="{escape(_number(value))}"' for key, value in attributes.items() if value is not None)
    inside = "".join(escape(child) for child in children)
    return Markup(f"<{name}{written}>{inside}</{name}>")  # noqa: S704 - values and children were escaped, names are our own


def drawing(width: float, height: float, *children: str, **attributes: object) -> Markup:
    """An SVG document of that size; its fonts are written in, so that it can be saved on its own."""
    size = {"viewBox": f"0 0 {width:g} {height:g}", "width": f"{width:g}", "height": f"{height:g}"}
    return element("svg", *children, xmlns="http://www.w3.org/2000/svg", font_family=FONTS, **size, **attributes)


def label(text: str, x: float, y: float, size: int, *, class_: str = "ink", anchor: str | None = None, **more: object) -> Markup:
    """One line of text standing on `y`; of its classes ink, muted or on gives the colour, strong the weight."""
    classes = class_.split()
    return element(
        "text", printable(text), x=float(x), y=float(y), font_size=size, class_=class_, text_anchor=anchor,
        fill=LIGHT[next((name for name in ("muted", "on") if name in classes), "ink")],
        font_weight=600 if "strong" in classes else None, **more,
    )  # fmt: skip


def block(kind: str, x: float, y: float, width: float, height: float, *, rx: float | None = None, **more: object) -> Markup:
    """A rectangle in the colour `kind` of the theme, its corners rounded by `rx`; `more` are further attributes."""
    place = {"x": float(x), "y": float(y), "width": float(width), "height": float(height), "rx": rx}
    return element("rect", class_=kind, fill=LIGHT[kind], **place, **more)


def role_mark(role: str, x: float, y: float, width: float, height: float) -> Markup:
    """A part played, told apart by shape as well as colour: full, rounded, slim, low."""
    if role == "head":
        return block(role, x, y, width, height, rx=min(width / 2, 6), data_kind=role)
    if role == "handler":
        return block(role, x + width * 0.25, y, width * 0.5, height, data_kind=role)
    if role == "other":
        return block(role, x, y + height * 0.4, width, height * 0.2, data_kind=role)
    return block(role, x, y, width, height, data_kind=role)


def printable(text: object) -> str:
    """The text without what no page can hold, which becomes U+FFFD, and with what reorders text made visible."""
    return visible(_UNPRINTABLE.sub("\ufffd", str(text)))


def text_width(text: str, size: float) -> float:
    """Pixels the text takes, about: a wide character is as wide as it is high, a narrow letter 0.3 of that, most others 0.59."""
    return sum(_em(character) for character in text) * size


def fit(text: str, width: float, size: float) -> str:
    """The text on one line, cut with … so that it takes no more than `width` pixels."""
    line = " ".join(printable(text).split())
    if text_width(line, size) <= width and len(line) <= _LONGEST:
        return line
    kept, used = "", size
    for character in line[:_LONGEST]:
        used += _em(character) * size
        if used > width:
            break
        kept += character
    return kept + "…"


def _em(character: str) -> float:
    if unicodedata.combining(character):
        return 0.0
    if unicodedata.east_asian_width(character) in "WF":
        return 1.0
    return _EMS.get(character, 0.68 if character.isupper() else 0.59)


def _attribute(name: str) -> str:
    return name.rstrip("_").replace("_", "-")


def _number(value: object) -> object:
    return f"{value:.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else printable(value)
