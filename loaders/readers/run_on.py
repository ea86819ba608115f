"""Run-on text: a table whose lines and borders were lost, so that only blanks part its cells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from loaders.readers.grid import Cell, Grid, Note, Row, assemble, section
from loaders.readers.lines import MARK, is_label

_WORD = re.compile(r"\S+")
_PAGE = re.compile(r"(?<=\s)[-—–]\s*\d{1,4}\s*[-—–](?=\s)")
_FIRST = re.compile(r"1[、.．](?!\d)")
_ONLY_NUMBER = re.compile(r"\d{1,4}")
_MAX_COLUMNS = 25


@dataclass(slots=True)
class _Table:
    """A header (its words `first` to before `stop`) and the word bounds of each row's cells."""

    first: int
    stop: int
    end: int = 0
    rows: list[list[int]] = field(default_factory=list)


def looks_like(text: str) -> bool:
    """Whether words in a row are headers that we know, followed by an item numbered 1."""
    return bool(_headers(_words(text)))


def read(text: str, encoding: str) -> Grid:
    """Rows recovered from blanks and numbers alone; a note says that their columns are inferred."""
    words = _words(text)
    tables = [_Table(a, b) for a, b in _headers(words)]
    for table, stop in zip(tables, [*(table.first for table in tables[1:]), len(words)], strict=True):
        _find_rows(words, table, stop)
    rows = list(_rows(text, words, tables))
    notes = [Note("columns-from-blanks", "the columns were recovered from blanks and numbers only")]
    notes += [
        Note("odd-row", f"{len(row.cells)} cells under {table.stop - table.first} headers", row.part, row.number)
        for k, table in enumerate(tables, 1) for row in rows
        if row.part == f"table {k}" and not row.section and len(row.cells) != table.stop - table.first
    ]  # fmt: skip
    return assemble("text", rows, encoding=encoding, offsets=True, notes=notes)


def _words(text: str) -> list[re.Match[str]]:
    """Words parted by blanks; page marks count as blanks."""
    return list(_WORD.finditer(_PAGE.sub(lambda found: " " * len(found[0]), text)))


def _headers(words: list[re.Match[str]]) -> list[tuple[int, int]]:
    """Runs of words from 序号 (or its like) to the first item, with at least three known headers."""
    found = []
    for k, word in enumerate(words):
        if word[0] not in ("序号", "编号", "序"):
            continue
        stop = next((n for n in range(k + 1, min(k + _MAX_COLUMNS, len(words))) if _opens(words[n][0], 1)), None)
        if stop and sum(is_label(other[0]) for other in words[k:stop]) >= 3:
            found.append((k, stop))
    return found


def _opens(word: str, number: int) -> bool:
    """Whether a word is, or begins with, the serial."""
    if word == str(number):
        return True
    return bool(_FIRST.match(word)) if number == 1 else word.startswith((f"{number}、", f"{number}.", f"{number}．"))


def _find_rows(words: list[re.Match[str]], table: _Table, stop: int) -> None:
    """The word at which each cell of each row begins; the table ends when its last row is full."""
    width = table.stop - table.first
    k = table.stop
    mark = words[k][0][1:2]
    while k < stop and _opens(words[k][0], len(table.rows) + 1):
        cells = [k]
        k += 1
        glued = not _ONLY_NUMBER.fullmatch(words[cells[0]][0])
        want = width - (1 if glued else 0)
        while k < stop and not (len(cells) >= want - 1 and _is_next(words[k][0], len(table.rows) + 2, mark)):
            clause = MARK.match(words[k][0]) and MARK.match(words[k - 1][0]) and len(cells) > 1
            if not clause and len(cells) < want:
                cells.append(k)
            elif not clause and len(cells) == want and (MARK.match(words[k][0]) is None):
                break
            k += 1
        table.rows.append(cells)
    table.end = k


def _is_next(word: str, number: int, mark: str) -> bool:
    return word == str(number) if not mark else word.startswith(f"{number}{mark}")


def _rows(text: str, words: list[re.Match[str]], tables: list[_Table]) -> Iterator[Row]:
    def at(k: int) -> int:
        return words[k].start() if k < len(words) else len(text)

    begin = 0
    for k, table in enumerate(tables, 1):
        if begin < at(table.first):
            yield section(text[begin : at(table.first)], begin)
        yield Row(tuple(_cell(text, at(n), at(n + 1)) for n in range(table.first, table.stop)), None, f"table {k}")
        for number, (cells, after) in enumerate(zip(table.rows, [*(row[0] for row in table.rows[1:]), table.end], strict=True), 1):
            bounds = [at(n) for n in (*cells, after)]
            first = words[cells[0]][0]
            found = MARK.match(first)
            if found and found.end() < len(first):
                bounds.insert(1, bounds[0] + found.end())
            yield Row(tuple(_cell(text, a, b) for a, b in pairwise(bounds)), number, f"table {k}")
        begin = at(table.end)
    if begin < len(text):
        yield section(text[begin:], begin)


def _cell(text: str, start: int, stop: int) -> Cell:
    """The cell of that stretch; a page mark at its end is layout."""
    raw = text[start:stop]
    marks = [found.start() for found in _PAGE.finditer(f"{raw} ") if not raw[found.end() :].strip()]
    return Cell(raw, start, drop=len(raw) - marks[0] if marks else 0)
