"""Lines of a plain text and what the layouts of plain text have in common."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from loaders.columns import compact, synonyms
from loaders.readers.grid import Cell, Row

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")
SERIAL = re.compile(r"(?:表)?\d{1,19}(?:[-.．]\d{1,3}){0,3}[.．、]?")
# marks that number clauses or items
MARK = re.compile(r"(?:\d{1,2}[.．、)）]|[（(](?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）]|[一二三四五六七八九十]{1,3}、|[①-⑳])")
_PAGE_MARK = re.compile(r"第\s*\d{1,4}\s*页(?:\s*[,，/／]?\s*共\s*\d{1,4}\s*页)?|[-—–]\s*\d{1,4}\s*[-—–]|\d{1,4}(?:\s*/\s*\d{1,4})?")


@dataclass(frozen=True, slots=True)
class Line:
    """One line with its line end, and the code point where it begins."""

    raw: str
    start: int

    @property
    def words(self) -> str:
        """The line without the blanks around it."""
        return self.raw.strip()

    @property
    def end(self) -> int:
        """The code point behind its line end."""
        return self.start + len(self.raw)


def lines_of(text: str, start: int = 0) -> list[Line]:
    """The lines of a text; joined they are the text."""
    return [Line(found[0], start + found.start()) for found in _LINE.finditer(text)]


def line_ends(text: str) -> str:
    """A text with \\n for every line end: for formats whose offsets count within cells."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def is_label(text: str) -> bool:
    """Whether a text is exactly a header that we know."""
    return compact(text) in synonyms()


def labels_in(texts: Iterable[str]) -> int:
    """How many of the texts are exactly headers that we know."""
    return sum(is_label(text) for text in texts)


def is_page_mark(text: str) -> bool:
    """Whether a line is only a page number: - 2 -, 第2页, 2/7."""
    return _PAGE_MARK.fullmatch(text) is not None


def cut(text: str, bounds: Sequence[int], base: int = 0) -> list[Cell]:
    """Cells that tile `text` from the first bound to the last; bounds count in it, `base` is where it begins."""
    return [Cell(text[a:b], base + a) for a, b in pairwise(bounds)]


def mark_titles(rows: Sequence[Row]) -> list[Row]:
    """The rows, with those that only hold a title or what a form says of itself marked as sections.

    A title is one filled cell over the whole width. Above the header row a line of two (填报单位：…, 填表日期：…) is one too.
    """
    wide = max((_filled(row) for row in rows), default=0)
    head = next((k for k, row in enumerate(rows) if labels_in(row.texts) >= 3), None)
    first = head if head is not None else next((k for k, row in enumerate(rows) if _filled(row) >= max(3, wide // 2)), 0)
    table = wide if head is not None else wide - 2  # without a known header only a wide table is surely none of labels
    return [replace(row, section=True) if row.section or _is_title(row, k < first, table) else row for k, row in enumerate(rows)]


def _filled(row: Row) -> int:
    return sum(1 for cell in row.cells if cell.text and not cell.inferred)


def _is_title(row: Row, above: bool, wide: int) -> bool:
    """`wide` is how many columns the table surely has; below three it may be one of labels and values."""
    texts = [text for text in row.texts if text]
    if not texts or any(is_label(text) or SERIAL.fullmatch(text) or len(text) < 2 for text in texts):
        return False
    whole = len(row.cells) > 1 and row.cells[0].span == len(row.cells)
    if wide < 3 and not whole:
        return len(row.cells) == 1
    if above and len(texts) <= 2:
        return True
    alone = len(texts) == 1 and bool(row.cells[0].text) and not row.cells[0].inferred
    return alone and (whole or all(cell.span == 1 for cell in row.cells))
