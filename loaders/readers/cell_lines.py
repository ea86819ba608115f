"""One cell per line, as a table whose borders were lost: headers, then rows that begin with a serial."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from loaders.columns import map_header
from loaders.readers.grid import Cell, Grid, Note, Row, assemble, section
from loaders.readers.lines import Line, is_label, lines_of

_MAX_HEADER, _MAX_COLUMNS = 16, 30
_SENTENCE = "。；;，,《》"


@dataclass(frozen=True, slots=True)
class _Head:
    """The lines of a header, from `first` to before `stop` (which holds the first serial); `serial` has a header of its own."""

    first: int
    stop: int
    lines: tuple[int, ...]
    serial: bool


def looks_like(text: str) -> bool:
    """Whether lines of headers, one each, are followed by a line that is the serial 1."""
    return bool(_heads(lines_of(text)))


def read(text: str, encoding: str) -> Grid:
    """Rows of the header's width. An extra blank line is an empty cell; lines too many belong to the last cell."""
    lines = lines_of(text)
    heads = _heads(lines)
    rows: list[Row] = [section(line.raw, line.start) for line in lines[: heads[0].first]]
    notes: list[Note] = []
    stops = [head.first for head in heads[1:]] + [len(lines)]
    for k, (head, stop) in enumerate(zip(heads, stops, strict=True), 1):
        part = f"table {k}"
        rows.append(_header_row(lines, head, part))
        rows += _table(lines, head, stop, part, notes)
    return assemble("text", rows, encoding=encoding, offsets=True, notes=notes)


def _heads(lines: list[Line]) -> list[_Head]:
    found: list[_Head] = []
    for k, line in enumerate(lines):
        if line.words in ("1", "1、", "1.", "（一）", "一、") and (head := _head_above(lines, k, found[-1].stop if found else 0)):
            found.append(head)
    return found


def _head_above(lines: list[Line], stop: int, floor: int) -> _Head | None:
    """The run of header lines right above line `stop`, down to `floor`."""
    at: list[int] = []
    k = stop - 1
    while k >= floor and len(at) < _MAX_COLUMNS:
        words = lines[k].words
        if words and not _may_be_header(lines, k):
            break
        if words:
            at.insert(0, k)
        k -= 1
    at = _without_titles(lines, at)
    known = [n for n in at if map_header(lines[n].words, 0).field or lines[n].words in ("-", "—")]
    exact = [n for n in at if is_label(lines[n].words)]
    if len(known) < 3 or not exact or 2 * len(known) < len(at):
        return None
    own = lines[at[0]].words in ("-", "—") or map_header(lines[at[0]].words, 1).field == "number"
    return _Head(at[0], stop, tuple(at), own)


def _may_be_header(lines: list[Line], k: int) -> bool:
    """A short line without a sentence's marks, followed by a blank line as the header's other lines are, or by a header."""
    words = lines[k].words
    return len(words) <= _MAX_HEADER and not any(mark in words for mark in _SENTENCE) and not words.isdigit()


def _without_titles(lines: list[Line], at: list[int]) -> list[int]:
    """Cuts lines off the top that are titles: indented, or before the first known header and followed by nothing like one."""
    for k, n in enumerate(at):
        words = lines[n].words
        if words in ("-", "—") or (map_header(words, 0).field and not lines[n].raw[:1].isspace()):
            return at[k:]
    return []


def _header_row(lines: list[Line], head: _Head, part: str) -> Row:
    bounds = [lines[n].start for n in head.lines] + [lines[head.stop].start]
    cells = [Cell("".join(line.raw for line in lines if a <= line.start < b), a) for a, b in pairwise(bounds)]
    first = [] if head.serial else [Cell("", bounds[0])]
    return Row((*first, *cells), None, part)


def _table(lines: list[Line], head: _Head, stop: int, part: str, notes: list[Note]) -> Iterator[Row]:
    width = len(head.lines) + (not head.serial)
    starts = _serials(lines, head.stop, stop)
    end = _end_of_table(lines, starts[-1], stop, width)
    for number, (a, b) in enumerate(zip(starts, [*starts[1:], end], strict=True), 1):
        cells = _cells(lines[a:b], width)
        filled = sum(1 for line in lines[a:b] if line.words)
        if filled > width:
            notes.append(Note("lines-joined", f"{filled} lines for {width} columns: the last ones were put together", part, number))
        yield Row(tuple(cells), number, part)
    yield from (section(line.raw, line.start) for line in lines[end:stop])


def _serials(lines: list[Line], start: int, stop: int) -> list[int]:
    """The lines that hold the serials 1, 2, 3 … in this order."""
    found, wanted = [start], 2
    for k in range(start + 1, stop):
        if lines[k].words.rstrip("、.．") == str(wanted):
            found.append(k)
            wanted += 1
    return found


def _end_of_table(lines: list[Line], last: int, stop: int, width: int) -> int:
    """Where the last row ends: behind its width of lines; what follows a further gap is no part of it."""
    filled = 0
    for k in range(last, stop):
        words = lines[k].words
        gap = k > last + 1 and not lines[k - 1].words and not lines[k - 2].words
        if words and (filled >= width or (gap and (lines[k].raw[:1].isspace() or "：" in words[:8]))):
            return k
        filled += bool(words)
    return stop


def _cells(lines: list[Line], width: int) -> list[Cell]:
    """A row's lines as cells: blank lines belong to the cell before them, a second blank line is an empty cell."""
    groups: list[list[Line]] = []
    blanks = 0
    for line in lines:
        if line.words:
            groups.append([line])
            blanks = 0
            continue
        blanks += 1
        if blanks > 1 and len(groups) < width:
            groups.append([line])
        else:
            groups[-1].append(line)
    over = [line for group in groups[width - 1 :] for line in group]
    groups = [*groups[: width - 1], over] if len(groups) > width else groups
    cells = [Cell("".join(line.raw for line in group), group[0].start) for group in groups]
    end = lines[-1].end
    return cells + [Cell("", end)] * (width - len(cells))
