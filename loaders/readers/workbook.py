"""Spreadsheets (xlsx, xls, xlsb): each sheet's rows, merged cells filled, numbers as they are shown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from io import BytesIO
from zipfile import ZipFile

from python_calamine import CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from loaders.columns import map_header
from loaders.readers.detect import OLE
from loaders.readers.grid import Cell, Grid, Note, Row, assemble
from loaders.readers.label_tables import turned
from loaders.readers.limits import check_cells, check_zip, foreign
from loaders.readers.lines import line_ends, mark_titles
from loaders.readers.merges import Merge, fill

Value = int | float | str | bool | time | date | datetime | timedelta
_DO = "Open it in Excel, save it again as .xlsx and load that."
_SURE = 10**15  # a spreadsheet keeps 15 digits of a number
# a cell with a value, whose address the sheet's own dimension may not tell
_ADDRESS = re.compile(rb'<(?:\w+:)?c [^>]*?\br="([A-Z]{1,3})(\d{1,7})"[^>/]*>\s*<(?:\w+:)?(?:v|is|f)\b')
_CHUNK = 1 << 20


def read(data: bytes, name: str) -> Grid:
    """All visible sheets, one after the other; a row's part is its sheet, its number the sheet's own."""
    with foreign(name, "not readable as a spreadsheet", _DO):
        old = data.startswith(OLE)
        if not old:
            _check_extent(data, name)
        rows: list[Row] = []
        notes: list[Note] = []
        with CalamineWorkbook.from_filelike(BytesIO(data)) as book:
            for sheet in book.sheets_metadata:
                if sheet.typ != SheetTypeEnum.WorkSheet:
                    continue
                if sheet.visible != SheetVisibleEnum.Visible:
                    notes.append(Note("hidden-sheet", "the sheet is hidden: it was not read", sheet.name))
                    continue
                rows += _sheet(book.get_sheet_by_name(sheet.name), name, notes)
    return assemble("xls" if old else "xlsx", turned(rows), notes=notes)


def _check_extent(data: bytes, name: str) -> None:
    """Refuses a sheet whose cells stand so far apart that the table between them would fill memory."""
    with ZipFile(BytesIO(data)) as archive:
        check_zip(archive, data, name)
        for member in archive.namelist():
            if not re.fullmatch(r"xl/worksheets/[^/]+\.xml", member):
                continue
            right = bottom = 0
            with archive.open(member) as stream:
                tail = b""
                while chunk := stream.read(_CHUNK):
                    text = tail + chunk
                    for letters, digits in _ADDRESS.findall(text):
                        right, bottom = max(right, _column(letters)), max(bottom, int(digits))
                    tail = text[-400:]
            check_cells(right * bottom, name, member)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _sheet(sheet: CalamineSheet, name: str, notes: list[Note]) -> list[Row]:
    if sheet.start is None or sheet.end is None:
        return []
    check_cells((sheet.end[0] - sheet.start[0] + 1) * (sheet.end[1] + 1), name, sheet.name)
    top, left = sheet.start
    table = [["" for _ in range(left)] + list(line) for line in sheet.iter_rows()]
    doubts = dict(_doubts(table))
    cells = [
        [Cell(shown(value), doubt=doubts[(r, c)].code if (r, c) in doubts else "") for c, value in enumerate(line)]
        for r, line in enumerate(table)
    ]
    merges = [Merge(a[0] - top, a[1], b[0] - top, b[1]) for a, b in sheet.merged_cell_ranges or ()]
    for (r, c), doubt in sorted(doubts.items()):
        notes.append(Note(doubt.code, doubt.text, sheet.name, top + r + 1, c + 1, doubt.suggestion))
    rows = [Row(tuple(line), top + r + 1, sheet.name) for r, line in enumerate(fill(cells, merges))]
    return mark_titles(rows)


def shown(value: Value) -> str:
    """A value as a spreadsheet shows it without a format: integers without .0, 15 digits at most, ISO dates."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        digits = Decimal(f"{value:.15g}")
        return f"{digits:f}" if abs(value) < 1e22 else str(digits)
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    return value.isoformat(" ") if isinstance(value, datetime) else line_ends(str(value))


def _doubts(table: list[list[Value]]) -> Iterator[tuple[tuple[int, int], Note]]:
    """Numbers too long to be kept, and dates in a column of serials or codes."""
    numbered = _number_columns(table)
    for r, line in enumerate(table):
        for c, value in enumerate(line):
            if isinstance(value, (int, float)) and not isinstance(value, bool) and abs(value) >= _SURE:
                yield (r, c), Note("long-number", f"{shown(value)}: only the first 15 digits of a number are kept by a spreadsheet")
            elif isinstance(value, date) and c in numbered:
                likely = f"{value.month}-{value.day}"
                yield (r, c), Note("date-serial", f"the date {shown(value)} stands in a column of numbers", suggestion=likely)


def _number_columns(table: list[list[Value]]) -> frozenset[int]:
    """Columns under a header for serials or codes, and columns that hold more numbers than dates."""
    found = set()
    for c in range(max(map(len, table), default=0)):
        column = [line[c] for line in table if c < len(line)]
        dates = sum(isinstance(value, date) for value in column)
        if not dates:
            continue
        heads = [value for value in column if isinstance(value, str) and value.strip()][:5]
        labelled = any(map_header(head, 1).field in ("number", "code") for head in heads if len(head) < 12)
        numbers = sum(isinstance(value, (int, float)) and not isinstance(value, bool) for value in column)
        if labelled or numbers > dates:
            found.add(c)
    return frozenset(found)
