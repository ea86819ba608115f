"""Automatic numbers of OpenDocument lists: what a list item shows though its text does not hold it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml.etree import _Element

from loaders.readers.word_numbers import written

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_PATTERN = "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}num-list-format"
_ID = "{http://www.w3.org/XML/1998/namespace}id"
# the first number of a series -> Word's name of that series
_FORMS = {
    "1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman", "一": "chineseCounting",
    "①": "decimalEnclosedCircle", "壹": "chineseLegalSimplified", "甲": "ideographTraditional", "01": "decimalZero",
}  # fmt: skip


def text_tag(name: str) -> str:
    """A name of the text vocabulary."""
    return f"{_TEXT}{name}"


def table_tag(name: str) -> str:
    """A name of the table vocabulary."""
    return f"{_TABLE}{name}"


def office(name: str) -> str:
    """A name of the office vocabulary."""
    return f"{_OFFICE}{name}"


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    form: str
    pattern: str  # %1% stands for the number of level 1


@dataclass(slots=True)
class Lists:
    """The list styles of a document and where each list stands. Paragraphs must be asked for in document order."""

    styles: dict[str, dict[int, _Level]] = field(default_factory=dict)
    by_style: dict[str, dict[int, int]] = field(default_factory=dict)
    by_id: dict[str, dict[int, int]] = field(default_factory=dict)

    @classmethod
    def of(cls, *roots: _Element) -> Lists:
        """The list styles that a document's parts declare."""
        found = cls()
        for root in roots:
            for style in root.iter(text_tag("list-style")):
                levels = {int(level.get(text_tag("level"), "1")): _level(level) for level in style}
                found.styles[style.get(f"{_STYLE}name", "")] = levels
        return found

    def paragraphs(self, block: _Element) -> Iterator[tuple[str, _Element]]:
        """(number shown, paragraph) of a paragraph, or of each item of a list."""
        if block.tag != text_tag("list"):
            yield "", block
            return
        style = block.get(text_tag("style-name"), "")
        onward = block.get(text_tag("continue-list"), "")
        goes_on = block.get(text_tag("continue-numbering")) == "true"
        counts = self.by_id.get(onward) if onward else self.by_style.get(style) if goes_on else None
        counts = {} if counts is None else counts
        self.by_style[style] = self.by_id[block.get(_ID, "")] = counts
        yield from self._items(block, style, 1, counts)

    def _items(self, block: _Element, style: str, depth: int, counts: dict[int, int]) -> Iterator[tuple[str, _Element]]:
        for item in block:
            fresh = item.tag == text_tag("list-item")
            for child in item:
                if child.tag == text_tag("list"):
                    yield from self._items(child, child.get(text_tag("style-name"), style), depth + 1, counts)
                elif child.tag in (text_tag("p"), text_tag("h")):
                    yield (self._number(item, style, depth, counts) if fresh else ""), child
                    fresh = False

    def _number(self, item: _Element, style: str, depth: int, counts: dict[int, int]) -> str:
        levels = self.styles.get(style, {})
        if depth not in levels:
            return ""
        start = item.get(text_tag("start-value"), "")
        counts[depth] = int(start) if start.isdigit() else counts.get(depth, levels[depth].start - 1) + 1
        for deeper in [other for other in counts if other > depth]:
            del counts[deeper]
        return re.sub(r"%(\d+)%", lambda found: _shown(int(found[1]), levels, counts), levels[depth].pattern)


def _shown(depth: int, levels: dict[int, _Level], counts: dict[int, int]) -> str:
    level = levels.get(depth)
    return written(counts.get(depth, level.start), level.form) if level else ""


def _level(level: _Element) -> _Level:
    start = level.get(text_tag("start-value"), "1")
    series = level.get(f"{_STYLE}num-format", "").split(",")[0].strip()
    depth, shown = int(level.get(text_tag("level"), "1")), level.get(text_tag("display-levels"), "1")
    if level.tag != text_tag("list-level-style-number") or not series:
        return _Level(1, "", "")
    around = level.get(f"{_STYLE}num-prefix", ""), level.get(f"{_STYLE}num-suffix", "")
    numbers = ".".join(f"%{k}%" for k in range(depth - int(shown) + 1, depth + 1))
    return _Level(int(start), _FORMS.get(series, "decimal"), level.get(_PATTERN) or numbers.join(around))
