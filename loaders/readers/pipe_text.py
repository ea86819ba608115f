"""Cells between bars: Markdown tables, pipe tables with line breaks inside their cells, and tables of box-drawing lines."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from loaders.readers.box_text import BORDER, box_rows
from loaders.readers.grid import Cell, Grid, Note, Row, assemble, section
from loaders.readers.label_tables import turned
from loaders.readers.lines import Line, lines_of, mark_titles

_BAR = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r"\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*")
_HEADING = re.compile(r"\s*(?:#{1,6}|>)\s*")
_CODED = re.compile(r"<br\s*/?>|\\\||&(?:[a-z]+|#\d+);", re.IGNORECASE)
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Style:
    """How a table is drawn: rows begin with a bar, end with one, and blank lines stand between rows."""

    leading: bool
    trailing: bool
    spaced: bool


def looks_like(text: str) -> bool:
    """Whether at least two lines hold two bars each, or the text draws a table with box lines."""
    lines = text.splitlines()
    return sum(len(_BAR.findall(line)) >= 2 for line in lines) >= 2 or any(BORDER.match(line) for line in lines)


def read(text: str, encoding: str) -> Grid:
    """Rows of all tables in the text, with the lines between them as sections.

    Offsets count in the document unless a cell must be decoded (<br>, an escaped bar, an entity) or lines be joined (boxes).
    """
    lines = lines_of(text)
    rows: list[Row] = []
    tables = k = 0
    while k < len(lines):
        stop = _box_end(lines, k) or _pipe_end(lines, k)
        if stop is None:
            skip = found.end() if (found := _HEADING.match(lines[k].raw)) else 0
            rows.append(section(lines[k].raw, lines[k].start, skip=skip))
            k += 1
            continue
        tables += 1
        part = f"table {tables}"
        boxed = BORDER.match(lines[k].raw)
        rows += mark_titles(list(box_rows(lines[k:stop], part) if boxed else _pipe_rows(lines[k:stop], part)))
        k = stop
    return _grid(text, encoding, rows)


def _grid(text: str, encoding: str, rows: list[Row]) -> Grid:
    drawn = any(BORDER.match(line) for line in text.splitlines())
    coded = any(_CODED.search(cell.raw) for row in rows for cell in row.cells if not row.section)
    if coded:
        rows = [replace(row, cells=tuple(_decoded(cell) for cell in row.cells)) for row in rows]
    form = "markdown" if any(_RULE.fullmatch(line) and "|" in line for line in text.splitlines()) else "text"
    notes = [Note("offsets-in-cell", "cells were decoded or joined: citations count within the cell")] if coded or drawn else []
    if drawn and not coded:
        rows = turned([replace(row, cells=tuple(Cell(cell.text) for cell in row.cells)) for row in rows])
    return assemble(form, rows, encoding=encoding, offsets=not (coded or drawn), notes=notes)


def _decoded(cell: Cell) -> Cell:
    return Cell(html.unescape(_BREAK.sub("\n", cell.text)).replace("\\|", "|"))


def _box_end(lines: list[Line], k: int) -> int | None:
    if not BORDER.match(lines[k].raw):
        return None
    while k < len(lines) and (BORDER.match(lines[k].raw) or lines[k].words[:1] in "│┃║|") and lines[k].words:
        k += 1
    return k


def _pipe_end(lines: list[Line], k: int) -> int | None:
    """Where the pipe table that begins at line k ends: after its last line with bars that no open cell runs over."""
    if len(_BAR.findall(lines[k].raw)) < 2:
        return None
    leading = lines[k].words.startswith("|")
    last = k
    for n in range(k, len(lines)):
        words = lines[n].words
        if _BAR.search(words):
            if leading and words.endswith("|") and not words.startswith("|") and lines[last].words.endswith("|") and n > last + 1:
                break
            last = n
        elif _closed(lines, last, n, leading):
            break
    return last + 1


def _closed(lines: list[Line], last: int, n: int, leading: bool) -> bool:
    """Whether the table ended before line n, which has no bar: behind a closed row comes no rest of a cell."""
    if not lines[n].words:
        return False
    if lines[last].words.endswith("|"):
        return True
    rest = next((line for line in lines[n:] if _BAR.search(line.raw)), None)
    return rest is None or not (leading or rest.words.endswith("|"))


def _style(lines: list[Line]) -> _Style:
    text = "".join(line.raw for line in lines)
    gaps = re.findall(r"\|[^\S\n]*(\n\s*)\|", text)
    spaced = sum(gap.count("\n") > 1 for gap in gaps) * 2 > len(gaps)
    first = lines[0].words
    return _Style(first.startswith("|"), first.endswith("|") or (not first.startswith("|") and _ends_with_bar(lines)), spaced)


def _ends_with_bar(lines: list[Line]) -> bool:
    barred = [line for line in lines if _BAR.search(line.raw)]
    return 2 * sum(line.words.endswith("|") for line in barred) > len(barred)


def _pipe_rows(lines: list[Line], part: str) -> Iterator[Row]:
    style = _style(lines)
    number = 0
    row: Row | None = None
    for group in _groups(lines, style):
        raw = "".join(line.raw for line in group)
        if _RULE.fullmatch(raw) and row is not None:
            last = row.cells[-1]
            row = replace(row, cells=(*row.cells[:-1], replace(last, raw=last.raw + raw, drop=last.drop + len(raw))))
            continue
        if row is not None:
            yield row
        number += 1
        row = Row(tuple(_cells(raw, group[0].start, style)), number, part)
    if row is not None:
        yield row


def _groups(lines: list[Line], style: _Style) -> Iterator[list[Line]]:
    """Lines by row."""
    group: list[Line] = []
    for k, line in enumerate(lines):
        if group and line.words and _opens_row(lines, k, style):
            yield group
            group = []
        group.append(line)
    yield group


def _opens_row(lines: list[Line], k: int, style: _Style) -> bool:
    before = next(line for line in reversed(lines[:k]) if line.words)
    if style.leading:
        closed = before.words.endswith("|") and lines[k].words.startswith("|")
        return closed and (not style.spaced or not lines[k - 1].words)
    return before.words.endswith("|") if style.trailing else bool(_BAR.search(lines[k].raw))


def _cells(raw: str, start: int, style: _Style) -> Iterator[Cell]:
    """The cells of a row's text, which they tile; the bars are layout."""
    bars = [found.start() for found in _BAR.finditer(raw)]
    if style.leading and bars and not raw[: bars[0]].strip():
        bounds = [0, *bars[1:], len(raw)]
        heads = [bars[0] + 1] + [1] * len(bars)
        tails = [0] * len(bounds)
    else:
        bounds = [0, *(bar + 1 for bar in bars), len(raw)]
        heads, tails = [0] * len(bounds), [1] * len(bars) + [0]
    cells = [
        Cell(raw[a:b], start + a, skip=min(head, b - a), drop=min(tail, b - a))
        for a, b, head, tail in zip(bounds, bounds[1:], heads, tails, strict=False)
    ]
    if len(cells) > 1 and not cells[-1].text and (style.trailing or style.leading):
        rest, last = cells.pop().raw, cells[-1]
        cells[-1] = replace(last, raw=last.raw + rest, drop=last.drop + len(rest))
    yield from cells
