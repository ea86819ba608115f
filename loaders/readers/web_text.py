"""The words of a web page's elements as a browser shows them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.etree import _Element

BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "center", "dd", "div", "dl", "dt", "fieldset", "figure", "footer", "form",
    "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "li", "main", "nav", "ol", "p", "pre", "section", "tr", "table", "ul",
))  # fmt: skip
_UNSEEN = frozenset((
    "script", "style", "noscript", "template", "head", "title", "select", "option", "textarea", "iframe", "object", "svg", "button",
    "input",
))  # fmt: skip
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
# a line break of the source is no blank between Chinese characters
_WRAP = re.compile(r"(?<=[⺀-鿿　-〿＀-￯])[ \t\f]*[\r\n]\s*(?=[⺀-鿿　-〿＀-￯])")
_BLANKS = re.compile(r"[ \t\r\n\f]+")
# code points that no text holds stand for what breaks lines while blanks are put together
_BREAK, _BLOCK, _CELL = "\ufdd0", "\ufdd1", "\ufdd2"
_BLOCKS = re.compile(f"{_BREAK}? ?{_BLOCK}[ {_BLOCK}]*")


def is_hidden(element: _Element) -> bool:
    """Whether a browser doesn't show the element: scripts, styles, controls, display:none."""
    return not isinstance(element.tag, str) or element.tag in _UNSEEN or bool(_HIDDEN.search(element.get("style") or ""))


def own_text(element: _Element) -> str:
    """The words an element shows, with marks where lines break; `lines_in` makes lines of it."""
    return "".join(_pieces(element))


def lines_in(text: str) -> list[str]:
    """The lines of words with marks: blanks put together, those of the source's own line breaks taken out."""
    shown = _BLOCKS.sub(_BREAK, _BLANKS.sub(" ", _WRAP.sub("", text))).strip(f" {_BREAK}")
    return [line.strip(" ").replace("\xa0", " ").replace(_CELL, "\t") for line in shown.split(_BREAK)]


def _pieces(element: _Element) -> Iterator[str]:
    block = element.tag in BLOCKS
    if block:
        yield _BLOCK
    yield element.text or ""
    for child in element:
        if child.tag == "br":
            yield _BREAK
        elif child.tag in ("td", "th"):
            yield from (_CELL, *_pieces(child)) if child.getprevious() is not None else _pieces(child)
        elif not is_hidden(child):
            yield from _pieces(child)
        yield child.tail or ""
    if block:
        yield _BLOCK
