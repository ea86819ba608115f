"""A grid to records: which rows are headers, which cells stand under which header, what was left out and taken from above."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from loaders.align import align
from loaders.columns import ColumnMap, apply_reviewed, is_header_row, known_headers, map_columns
from loaders.extract.stage_words import stages_named
from loaders.readers.grid import Cell, Grid, Row
from loaders.sections import Section, read_section, unit_of_part

SERIAL = re.compile(r"(?:表)?\d{1,4}(?:[-—.．]\d{1,4}){0,3}[、.．]?\Z")
BLANK, HEADER, SECTION = "blank template row", "header row", "title, caption or remark"


@dataclass(frozen=True, slots=True)
class Record:
    """A row of a table with its columns and what the titles above it say. `number` is its row for citations.

    `columns[k]` says what `cells[k]` holds. `follows` marks a row that goes on with the item above it.
    """

    cells: tuple[Cell, ...]
    columns: tuple[ColumnMap, ...]
    number: int
    part: str
    section: Section
    follows: bool
    aligned: bool = False

    def text(self, field_name: str) -> str:
        """The first text under a field, empty where there is none."""
        return next((cell.text for cell, column in self.under(field_name) if cell.text), "")

    def under(self, field_name: str) -> Iterator[tuple[Cell, ColumnMap]]:
        """The cells under a field, with their columns."""
        return ((cell, column) for cell, column in zip(self.cells, self.columns, strict=True) if column.field == field_name)


@dataclass(frozen=True, slots=True)
class Skip:
    """A row that is no record, and why."""

    number: int
    part: str
    why: str
    words: str = ""


@dataclass(slots=True)
class _Reading:
    """Where the reading of a grid stands."""

    reviewed: Mapping[str, str]
    parted_by_blanks: bool
    headers: Row | None = None
    columns: tuple[ColumnMap, ...] = ()
    second_possible: bool = False
    above: tuple[Cell, ...] = ()
    full: list[tuple[Cell, ...]] = field(default_factory=list)
    section: Section = field(default_factory=Section)
    part: str = ""
    count: int = 0


def records(grid: Grid, reviewed: Mapping[str, str] | None = None) -> Iterator[Record | Skip]:
    """Every row of the grid, in order, as a record or as skipped with a reason."""
    at = _Reading(reviewed or {}, any(note.code in ("short-row", "columns-from-blanks") for note in grid.notes))
    for row in grid.lead:
        at.section = read_section(row, 0, at.section)
    for row in grid.rows:
        yield _read(row, at)


def _read(row: Row, at: _Reading) -> Record | Skip:
    number = row.number if row.number is not None else at.count + 1
    if row.part != at.part:
        at.part, at.above = row.part, ()
        unit = unit_of_part(row.part)
        at.section = replace(at.section, department=unit, alias="", department_words=None) if unit else at.section
    if row.section:
        at.section, at.above = read_section(row, number, at.section), ()
        return Skip(number, row.part, SECTION, row.words)
    if is_header_row(row.texts, at.reviewed):
        return _header(row, number, at)
    if at.second_possible and _is_second_header(row, at):
        return _second_header(row, number, at)
    at.second_possible = False
    at.count = number
    return _record(row, number, at)


def _header(row: Row, number: int, at: _Reading) -> Skip:
    if at.second_possible and at.headers is not None and _is_second_header(row, at):
        return _second_header(row, number, at)
    at.headers, at.second_possible, at.above, at.full = row, True, (), []
    at.columns = apply_reviewed(map_columns(row.texts), at.reviewed)
    return Skip(number, row.part, HEADER)


def _is_second_header(row: Row, at: _Reading) -> bool:
    """A row under a header whose own words stand where the header left room or spans several columns."""
    if at.headers is None or len(row.cells) != len(at.headers.cells) or len(row.cells) < 3:
        return False
    above = at.headers.cells
    own = [(k, cell) for k, cell in enumerate(row.cells) if cell.text and not cell.inferred]
    if not own or row.texts == at.headers.texts or any(SERIAL.match(cell.text) or len(cell.text) > 16 for _, cell in own):
        return False
    spanned = [k for k, _ in own if not above[k].text or above[k].span > 1 or (k + 1 < len(above) and not above[k + 1].text)]
    return bool(spanned) and len(own) - len(spanned) <= 1


def _second_header(row: Row, number: int, at: _Reading) -> Skip:
    first = at.headers.cells if at.headers else ()
    parents, spanning = [], ""
    for above in first:
        spanning = above.text or spanning
        parents.append(spanning)
    texts = [cell.text if cell.text and not cell.inferred else "" for cell in row.cells]
    headers = [text or above.text for text, above in zip(texts, first, strict=True)]
    over = [parent if text else "" for parent, text in zip(parents, texts, strict=True)]
    at.columns = apply_reviewed(map_columns(headers, over), at.reviewed)
    at.second_possible = False
    return Skip(number, row.part, HEADER)


def _record(row: Row, number: int, at: _Reading) -> Record | Skip:
    if row.blank:
        return Skip(number, row.part, BLANK)
    if not at.columns:
        return Skip(number, row.part, "no header row before it")
    cells, aligned, why = _fitted(row, at)
    if why:
        return Skip(number, row.part, why, row.words)
    at.columns = _with_number(at.columns, cells)
    record = Record(cells, at.columns, number, row.part, at.section, _follows(cells, at), aligned)
    at.above = cells
    if not aligned:
        at.full.append(cells)
    return record


def _fitted(row: Row, at: _Reading) -> tuple[tuple[Cell, ...], bool, str]:
    """The row's cells, one per column: trailing blanks go, left-out cells are found again."""
    cells, width = row.cells, len(at.columns)
    while len(cells) > width and not cells[-1].text:
        cells = cells[:-1]
    if len(cells) == width:
        return cells, False, ""
    if len(cells) > width:
        return cells, False, f"{len(cells)} cells under {width} headers"
    if at.parted_by_blanks:
        return _padded(cells, width), True, ""
    if not at.above:
        return cells, False, f"{len(cells)} cells under {width} headers"
    places = align([cell.text for cell in cells], at.columns, at.full[-20:])
    if places is None:
        return cells, False, f"{len(cells)} cells under {width} headers, and no telling which are left out"
    found = dict(zip(places, cells, strict=True))
    return tuple(found.get(k) or replace(at.above[k], inferred=True) for k in range(width)), True, ""


def _padded(cells: tuple[Cell, ...], width: int) -> tuple[Cell, ...]:
    end = cells[-1].start + len(cells[-1].raw) if cells else 0
    return (*cells, *(Cell("", end) for _ in range(width - len(cells))))


def _with_number(columns: tuple[ColumnMap, ...], cells: tuple[Cell, ...]) -> tuple[ColumnMap, ...]:
    """A column without a header that holds a serial is the column of serials; one that holds a stage is that of stages."""
    fields = {column.field for column in columns}
    changed = list(columns)
    for k, (column, cell) in enumerate(zip(columns, cells, strict=True)):
        unnamed = column.field is None and not re.search(r"[㐀-鿿A-Za-z]", column.header)
        if unnamed and "number" not in fields and "code" not in fields and SERIAL.match(cell.text):
            changed[k] = replace(column, field="number", why="content: serials under no header")
        elif unnamed and "category" not in fields and _names_category(cell.text):
            changed[k] = replace(column, field="category", why="content: categories under no header")
        elif unnamed and "stage" not in fields and stages_named(cell.text.rstrip("：:"), ""):
            changed[k] = replace(column, field="stage", why="content: stages under no header")
    return tuple(changed)


def _names_category(text: str) -> bool:
    from loaders.sections import category_titled

    return category_titled(text) is not None


def _follows(cells: tuple[Cell, ...], at: _Reading) -> bool:
    """Whether the row goes on with the item above: its serial (or, without serials, its code or name) is a merged cell's."""
    for name in ("number", "code", "item"):
        found = [cell for cell, column in zip(cells, at.columns, strict=True) if column.field == name and cell.text]
        if found:
            return found[0].inferred and bool(at.above)
    return False


def looks_like_headers(texts: list[str]) -> bool:
    """For readers of running text: whether words are mostly headers."""
    return known_headers(texts) >= 3
