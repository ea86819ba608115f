"""Cells parted by blanks, one row per line, under a header line: empty cells leave no mark."""

from __future__ import annotations

import re

from loaders.readers.grid import Cell, Grid, Note, Row, assemble, section
from loaders.readers.lines import Line, cut, is_page_mark, labels_in, lines_of

_SERIAL_LINE = re.compile(r"\s*(?P<serial>\d{1,19}(?:[-.．]\d{1,3}){0,3})[.、．]?(?=\s)")
_HEADING = re.compile(
    r"\s*(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[)）]|第[一二三四五六七八九十\d]+[章节部类]|附)"
)
_WIDE, _ANY = re.compile(r"\s{2,}|\t"), re.compile(r"\s+")


def looks_like(text: str) -> bool:
    """Whether a line of headers is followed by lines that begin with a serial and hold several words."""
    lines = [line for line in lines_of(text) if line.words]
    heads = [k for k, line in enumerate(lines) if _is_header(line)]
    return any(k + 1 < len(lines) and _SERIAL_LINE.match(lines[k + 1].raw) and len(lines[k + 1].words.split()) > 1 for k in heads)


def read(text: str, encoding: str) -> Grid:
    """Rows as printed: one with fewer cells than headers has lost empty ones, and a note says so."""
    rows: list[Row] = []
    notes: list[Note] = []
    part = width = number = 0
    gap = _ANY
    for line in lines_of(text):
        if _is_header(line):
            gap = _WIDE if labels_in(_WIDE.split(line.words)) >= 3 else _ANY
            rows.append(Row(tuple(_cells(line, gap, 0)), None, f"table {part + 1}"))
            part, width, number = part + 1, len(rows[-1].cells), 0
        elif width and _SERIAL_LINE.match(line.raw):
            number += 1
            rows.append(Row(tuple(_cells(line, gap, width)), number, f"table {part}"))
            if len(rows[-1].cells) < width:
                what = f"{len(rows[-1].cells)} cells under {width} headers: which ones are empty is not printed"
                notes.append(Note("short-row", what, rows[-1].part, number))
        elif width and number and _goes_on(line) and not rows[-1].section:
            rows[-1] = _longer(rows[-1], line)
        else:
            rows.append(section(line.raw, line.start))
            number = 0 if line.words else number
    return assemble("text", rows, encoding=encoding, offsets=True, notes=notes)


def _is_header(line: Line) -> bool:
    return labels_in(line.words.split()) >= 3 and len(line.words.split()) <= 30


def _cells(line: Line, gap: re.Pattern[str], width: int) -> list[Cell]:
    """The line's words as cells that tile it; words beyond the width stay in the last one."""
    indent = len(line.raw) - len(line.raw.lstrip())
    ends = [indent + found.end() for found in gap.finditer(line.words)]
    if width:
        ends = ends[: width - 1]
    return cut(line.raw, [0, *ends, len(line.raw)], line.start)


def _goes_on(line: Line) -> bool:
    """Whether a line without a serial may be the rest of the row before it: no heading and no page number."""
    words = line.words
    return bool(words) and not _HEADING.match(line.raw) and not is_page_mark(words) and words[-1] in "。；;，、" and "：" not in words[:12]


def _longer(row: Row, line: Line) -> Row:
    last = row.cells[-1]
    return Row((*row.cells[:-1], Cell(last.raw + line.raw, last.start)), row.number, row.part)
