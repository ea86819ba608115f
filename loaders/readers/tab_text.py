"""Tab-cell text, as a Word table pasted into a text file: a new cell starts at a line of blanks and a tab."""

from __future__ import annotations

import re

from loaders.readers.grid import Cell, Grid, Row

CELL_START = re.compile(r"^ *\t", re.MULTILINE)
# the header cell that opens a table and thereby tells how wide its rows are
_FIRST_HEADER = re.compile(r"\A(序号|编号|序 号)\Z")
# a line to be signed; 审核人 alone may be a part that an official plays
_SIGNATURE = re.compile(
    r"^[^\n\t]*(?:(?:盖章|签字|签名)[^\n]*[:：]|(?:填表人|审核人)[^\n]*[:：][^\n]*(?:填表人|审核人|联系电话|日期)[^\n]*[:：])", re.MULTILINE
)


def looks_like(text: str) -> bool:
    """Whether the text is laid out this way: at least a header row and one row of cells."""
    return len(CELL_START.findall(text)) >= 4


def read(text: str, encoding: str) -> Grid:
    """Cells that tile the text: `before`, every cell's `raw` and `after` joined give it back."""
    starts = [found.start() for found in CELL_START.finditer(text)]
    cells = [Cell(text[a:b], a) for a, b in zip(starts, [*starts[1:], len(text)], strict=True)]
    cells, after = _cut_signature(cells)
    rows = [Row(tuple(cells[a:b])) for a, b in _row_bounds([cell.text for cell in cells])]
    return Grid("text", rows, text[: starts[0]], after, encoding, offsets_in_document=True)


def _cut_signature(cells: list[Cell]) -> tuple[list[Cell], str]:
    """The signature line trails the last cell of the last row: it stands after the table, not in it."""
    last = cells[-1]
    found = _SIGNATURE.search(last.raw)
    if found is None:
        return cells, ""
    kept = Cell(last.raw[: found.start()], last.start)
    return [*cells[:-1], kept], last.raw[found.start() :]


def _row_bounds(texts: list[str]) -> list[tuple[int, int]]:
    """Rows by the width of the header; a header that comes early (a short row before it) starts a new row."""
    headers = [k for k, text in enumerate(texts) if _FIRST_HEADER.match(text)]
    width = _width(texts, headers)
    bounds: list[tuple[int, int]] = []
    starts = sorted({0, *headers})
    for start, stop in zip(starts, [*starts[1:], len(texts)], strict=True):
        bounds += [(k, min(k + width, stop)) for k in range(start, stop, width)]
    return bounds


def _width(texts: list[str], headers: list[int]) -> int:
    """Cells per row: from the header to the first cell that starts an item, else to the next header."""
    if not headers:
        return max(1, _period(texts))
    first = headers[0]
    for k in range(first + 1, min(first + 40, len(texts))):
        if re.fullmatch(r"\d{1,4}", texts[k]):
            return k - first
    return (headers[1] - first) if len(headers) > 1 else max(1, len(texts) - first)


def _period(texts: list[str]) -> int:
    """Without a header: the distance between the serials 1 and 2."""
    ones = [k for k, text in enumerate(texts) if text == "1"]
    twos = [k for k, text in enumerate(texts) if text == "2"]
    return twos[0] - ones[0] if ones and twos and twos[0] > ones[0] else len(texts)
