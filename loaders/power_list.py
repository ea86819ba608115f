"""Records to power items: what each item's cells say, which category, units and people belong to it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from graph.errors import DataError
from graph.facts import Cite
from loaders.columns import ColumnMap, compact, names_agencies, without_noise
from loaders.document import DocumentInfo
from loaders.extract.people import Slot, find_units, number_chains
from loaders.extract.people_words import is_unit
from loaders.extract.stages import family_of
from loaders.findings import find_all
from loaders.passages import CLAUSE_FIELDS, PEOPLE_FIELDS, lines_without_names, read_passage
from loaders.readers.grid import Grid
from loaders.reading import CellReading, ChainSlot, ItemReading, ListReading, Skipped, UnitRef
from loaders.sections import Words, category_in_title, standard_category
from loaders.table_findings import find_in_table
from loaders.tables import BLANK, HEADER, SECTION, SERIAL, Record, Skip, records

_TEMPLATE = re.compile(r"□|《\s*》|第\s+条")  # what a form prints for the hand to fill in
_TOTAL_ROW = re.compile(r"\A\s*(?:合\s*计|总\s*计|小\s*计|共计)")
_LEVEL = re.compile(r"(?:国家|省|市|县|区|旗|乡镇|镇|乡|街道)级(?:[、和及](?:省|市|县|区|乡镇)级)*\Z")
_UNIT_SPLIT = re.compile(r"[、，,；;\n\r]+")
ONLY_SERIAL, TEMPLATE = "only a serial", "form text, not filled in"


@dataclass(slots=True)
class _Progress:
    """What has been read so far."""

    items: list[list[Record]] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    columns: tuple[ColumnMap, ...] = ()


def read_list(grid: Grid, document: DocumentInfo, reviewed: Mapping[str, str] | None = None) -> ListReading:
    """Understand a grid as a power list. Raises DataError where it is none, is blank, or its columns are scrambled."""
    _refuse_agencies(grid, document)
    progress = _Progress()
    for entry in records(grid, reviewed):
        if isinstance(entry, Skip):
            progress.skipped.append(Skipped(entry.number, entry.why, entry.part))
        else:
            _take(entry, progress)
    if not progress.items:
        raise DataError(_why_empty(progress), where=document.file_name, do="Nothing was loaded.")
    _refuse_scrambled(progress, document)
    items = tuple(_item(rows, ordinal, document, grid) for ordinal, rows in enumerate(progress.items, 1))
    findings = (*find_all(document, items, grid), *find_in_table(document, grid, items, progress.items, progress.columns))
    notes = tuple(str(note) for note in grid.notes)
    continued = sum(len(rows) - 1 for rows in progress.items)
    return ListReading(document, progress.columns, items, findings, tuple(progress.skipped), len(grid.rows), notes, continued)


def _take(record: Record, progress: _Progress) -> None:
    progress.columns = record.columns if len(record.columns) >= len(progress.columns) else progress.columns
    why = _why_not(record)
    if why:
        progress.skipped.append(Skipped(record.number, why, record.part))
    elif record.follows and progress.items:
        progress.items[-1].append(record)
    else:
        progress.items.append([record])


def _why_not(record: Record) -> str:
    filled = [(cell.text, column.field) for cell, column in zip(record.cells, record.columns, strict=True) if cell.text]
    own = [(text, name) for text, name in filled if name != "number"]
    if not own:
        return ONLY_SERIAL
    if all(_TEMPLATE.search(text) or not re.search(r"[㐀-鿿A-Za-z]", text) for text, _ in own):
        return TEMPLATE
    if any(_TOTAL_ROW.match(text) for text, _ in filled[:2]):
        return "a total"
    if not record.text("item"):
        return "no column names a power item" if not any(c.field == "item" for c in record.columns) else "no name of a power item"
    number = record.text("number")
    if number and not SERIAL.match(number) and not re.search(r"\d", number):
        return "no serial"
    return ""


def _why_empty(progress: _Progress) -> str:
    reasons = Counter(entry.why for entry in progress.skipped)
    if not progress.columns and not reasons.get(HEADER):
        return "no table with the columns of a power list was found"
    form = {BLANK, ONLY_SERIAL, TEMPLATE, "a total"}
    rows = [why for why in reasons if why not in (HEADER, SECTION)]
    if all(why in form for why in rows):
        return "a blank form: headers, but no row is filled in"
    worst = "; ".join(f"{count} x {why}" for why, count in reasons.most_common() if why not in (HEADER, SECTION))
    return f"not a power list: no row could be read as a power item ({worst})"


def _refuse_agencies(grid: Grid, document: DocumentInfo) -> None:
    if any(names_agencies(row.texts) for row in grid.rows[:6] if not row.section):
        raise DataError(
            "not a power list: its rows are agencies (a list of agencies, 执法主体名录), not powers",
            where=document.file_name, do="Nothing was loaded.",
        )  # fmt: skip


def _refuse_scrambled(progress: _Progress, document: DocumentInfo) -> None:
    """Columns came out in the wrong order when serials are words or names are numbers in most rows."""
    rows = [rows[0] for rows in progress.items]
    odd = [row for row in rows if _is_odd(row)]
    if len(rows) >= 3 and 2 * len(odd) > len(rows):
        raise DataError(
            f"its columns came out scrambled: {len(odd)} of {len(rows)} rows don't hold what their headers say",
            where=document.file_name, do="Nothing was loaded. Map them in a columns.yml beside the file, or load another format.",
        )  # fmt: skip


def _is_odd(record: Record) -> bool:
    number, name, grade = record.text("number"), record.text("item"), record.text("grade")
    return (
        (bool(number) and not re.search(r"\d", number))
        or not re.search(r"[㐀-鿿A-Za-z]{2}", name)
        or len(grade) > 12
    )  # fmt: skip


def _item(rows: list[Record], ordinal: int, document: DocumentInfo, grid: Grid) -> ItemReading:
    first = rows[0]
    printed, cite, inferred = _category(first, document)
    category = standard_category(printed) if printed else ""
    cells = tuple(cell for row in rows for cell in _cells(row, family_of(category), row is first))
    name, parent = _name(first, cells)
    units = tuple(_units(first, cells, document))
    beside = tuple(unit for cell in cells for unit in _units_alone(cell, document))
    serial = _sure(first, "number", grid).strip("、.． ") or None
    return ItemReading(
        ordinal, serial, _sure(first, "code", grid) or None, parent, category, name, cells, _slots(rows, cells, units),
        category_printed=printed, category_cite=cite, category_inferred=inferred, units=units + beside,
    )  # fmt: skip


def _sure(record: Record, field_name: str, grid: Grid) -> str:
    """A serial or code as printed; where the file format has spoilt it, the likely reading, or nothing."""
    for cell, column in record.under(field_name):
        if cell.text and cell.doubt:
            place = (cell.doubt, record.part, record.number, column.column)
            return next((n.suggestion for n in grid.notes if (n.code, n.part, n.row, n.column) == place), "")
        if cell.text:
            return cell.text
    return ""


def _name(first: Record, cells: tuple[CellReading, ...]) -> tuple[CellReading, str | None]:
    """Under 主项 and 子项 the sub-item is what is done: it is the item, and the main item its parent."""
    item = next(cell for cell in cells if cell.passage.field == "item")
    sub = next((cell for cell in cells if cell.passage.field == "sub_item" and cell.row == item.row), None)
    if sub and "主项" in compact(item.header):
        return sub, item.passage.text
    return item, None


def _category(record: Record, document: DocumentInfo) -> tuple[str, Cite, bool]:
    """Printed category, where it stands, and whether it was taken from a title or a merged cell."""
    for cell, column in record.under("category"):
        if cell.text:
            end = cell.text_start + len(cell.text)
            return cell.text, Cite(document.sha256, record.number, column.column, cell.text_start, end, record.part), cell.inferred
    words = record.section.category_words
    if words:
        return words.text, _words_cite(document, words), True
    titled = category_in_title(document.name)
    if titled:
        at = max(document.name.find(titled[1]), 0)
        return titled[1], Cite(document.sha256, 0, 0, at, at + len(titled[1])), True
    return "", Cite(document.sha256, 0, 0, 0, 0), True


def _words_cite(document: DocumentInfo, words: Words) -> Cite:
    return Cite(document.sha256, words.row, 0, words.start, words.start + len(words.text), words.part)


def _cells(record: Record, family: str, first: bool) -> Iterator[CellReading]:
    """The record's cells as readings; a row that goes on with the item above adds only what is its own."""
    stage = record.text("stage").rstrip("：:")
    for cell, column in zip(record.cells, record.columns, strict=True):
        if not cell.text or (not first and cell.inferred):
            continue
        name = _field_by_content(column.field, cell.text) or "note"
        context = f"{family}/{stage}" if stage and name in CLAUSE_FIELDS else family if name in CLAUSE_FIELDS else ""
        passage = read_passage(name, context, cell.text)
        yield CellReading(column.column, column.header, record.number, record.part, cell.text_start, cell.inferred, passage)


def _field_by_content(field_name: str | None, text: str) -> str | None:
    """责任主体 may hold a unit (人事科), 行使主体 a level (市级): the words decide."""
    if field_name == "body" and is_unit(text) and not re.search(r"(?:局|委|厅|政府|办)\Z", text):
        return "office"
    if field_name == "body" and _LEVEL.match(text):
        return "level"
    return field_name


def _units(record: Record, cells: tuple[CellReading, ...], document: DocumentInfo) -> Iterator[UnitRef]:
    """Departments that handle the item: of its office column, else of the title or sheet above it."""
    found = False
    for cell in cells:
        if cell.passage.field == "office":
            for start, end in _parts(cell.passage.text):
                found = True
                name = without_noise(cell.passage.text[start:end])
                yield UnitRef(name, cell.cite(document.sha256, start, end), cell.column, start, end, cell.inferred)
    section = record.section
    if not found and section.department:
        words = section.department_words
        cite = _words_cite(document, words) if words else Cite(document.sha256, record.number, 0, 0, 0, record.part)
        yield UnitRef(section.department, cite, 0, cite.start, cite.end, True, section.alias)


def _units_alone(cell: CellReading, document: DocumentInfo) -> Iterator[UnitRef]:
    """Units that a cell of people gives on lines of their own: 承办科室：巡查大队."""
    for start, end in lines_without_names(cell.passage):
        for unit in find_units(cell.passage.text[start:end]):
            a, b = start + unit.start, start + unit.end
            yield UnitRef(unit.name, cell.cite(document.sha256, a, b), cell.column, a, b, cell.inferred)


def _parts(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for found in [*_UNIT_SPLIT.finditer(text), None]:
        end = found.start() if found else len(text)
        a, b = start, end
        while a < b and text[a].isspace():
            a += 1
        while b > a and text[b - 1].isspace():
            b -= 1
        if a < b:
            yield a, b
        start = found.end() if found else end


def _slots(rows: list[Record], cells: tuple[CellReading, ...], units: tuple[UnitRef, ...]) -> tuple[ChainSlot, ...]:
    """The item's responsibility lines: one cell numbers its own; several columns make one line per row."""
    found: list[tuple[Slot, CellReading]] = [
        (slot, cell) for cell in cells if cell.passage.field in PEOPLE_FIELDS for slot in cell.passage.slots
    ]
    lines = list(dict.fromkeys(cell.row for _, cell in found))
    if any(row.text("stage") for row in rows):  # one row per stage of one line, not lines side by side
        numbered = [replace(slot, chain=1) for slot, _ in found]
    elif len(rows) > 1:
        numbered = [replace(slot, chain=lines.index(cell.row) + 1) for slot, cell in found]
    else:
        numbered = number_chains([slot for slot, _ in found], [cell.column for _, cell in found])
    placed = zip(numbered, found, strict=True)
    return tuple(_of_unit(ChainSlot(slot, slot.chain, cell), units) for slot, (_, cell) in placed)


def _of_unit(entry: ChainSlot, units: tuple[UnitRef, ...]) -> ChainSlot:
    """Where the cell names no unit and the row names exactly one in a column of its own, that is the line's."""
    if entry.slot.department or len(units) != 1:
        return entry
    return replace(entry, slot=replace(entry.slot, department=units[0].name), unit=units[0])
