"""OpenDocument text (odt), and what LibreOffice makes of doc, wps and rtf: tables and the paragraphs around them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from io import BytesIO
from zipfile import ZipFile

from lxml import etree
from lxml.etree import _Element

from graph.errors import SourceError
from loaders.readers.grid import Cell, Grid, Note, Row, assemble, section
from loaders.readers.label_tables import turned
from loaders.readers.limits import MAX_NESTED, check_cells, check_zip, foreign
from loaders.readers.lines import mark_titles
from loaders.readers.open_numbers import Lists, office, table_tag, text_tag

_BLANKS = re.compile(r"[ \t\r\n]+")
_P, _LIST, _TABLE = (text_tag("p"), text_tag("h")), text_tag("list"), table_tag("table")
_CELL, _COVERED = table_tag("table-cell"), table_tag("covered-table-cell")
_GROUPS = (table_tag("table-header-rows"), table_tag("table-rows"), table_tag("table-row-group"))
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
# not words of the paragraph they stand in
_ASIDE = (text_tag("note"), office("annotation"), text_tag("ruby-text"), text_tag("number"), text_tag("tracked-changes"))
_MAX_REPEAT = 100


@dataclass(slots=True)
class _Reading:
    """What goes along while a document is read: its lists, how many tables and numbers were met."""

    lists: Lists
    name: str
    tables: int = 0
    cells: int = 0
    numbered: dict[tuple[str, int], int] = field(default_factory=dict)


@dataclass(slots=True)
class _Span:
    """A cell that still covers rows below."""

    cell: Cell
    rows: int


def read(data: bytes, name: str) -> Grid:
    """Tables and paragraphs in document order; without a table, the paragraphs by the layout of their text."""
    with foreign(name, "not readable as an OpenDocument text", "Open it in LibreOffice, save it again and load that."):
        with ZipFile(BytesIO(data)) as archive:
            check_zip(archive, data, name)
            members = archive.namelist()
            if "META-INF/manifest.xml" in members and b"encryption-data" in archive.read("META-INF/manifest.xml"):
                raise SourceError("the file is protected by a password", where=name, do="Save it without the password and load that.")
            content = _parsed(archive.read("content.xml"))
            styles = _parsed(archive.read("styles.xml")) if "styles.xml" in members else content
        body = content.find(f"{office('body')}/{office('text')}")
        reading = _Reading(Lists.of(styles, content), name)
        rows = list(_blocks(body, reading)) if body is not None else []
    if all(row.section for row in rows):
        return _of_text(rows)
    notes = [
        Note("auto-number", f"{count} numbers come from automatic numbering, they are not in the text", part, None, column)
        for (part, column), count in reading.numbered.items()
    ]
    return assemble("odt", turned(rows), notes=notes)


def _parsed(data: bytes) -> _Element:
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))


def _of_text(rows: list[Row]) -> Grid:
    from loaders.readers.plain import lay_out

    return replace(lay_out("\n".join(row.words for row in rows), ""), format="odt", offsets_in_document=False)


def _blocks(parent: _Element, reading: _Reading) -> Iterator[Row]:
    for block in parent:
        if block.tag == _TABLE:
            reading.tables += 1
            yield from mark_titles(_table(block, f"table {reading.tables}", reading))
        elif block.tag in (*_P, _LIST):
            lines, _ = _words(block, reading)
            yield from (section(line) for text in lines for line in text.split("\n") if line.strip())
        elif isinstance(block.tag, str) and block.tag not in _ASIDE:
            yield from _blocks(block, reading)


def _table(table: _Element, part: str, reading: _Reading) -> list[Row]:
    if part.count("nested") > MAX_NESTED:
        raise ValueError("tables stand in tables, too deep to be a list")
    rows: list[Row] = []
    spans: dict[int, _Span] = {}
    for tr in _table_rows(table):
        cells = list(_row(tr, spans, part, reading))
        reading.cells += len(cells)
        check_cells(reading.cells, reading.name, part)
        rows.append(Row(tuple(cells), len(rows) + 1, part))
    return rows


def _table_rows(table: _Element) -> Iterator[_Element]:
    for child in table:
        if child.tag == table_tag("table-row"):
            yield child
        elif child.tag in _GROUPS:
            yield from _table_rows(child)


def _row(tr: _Element, spans: dict[int, _Span], part: str, reading: _Reading) -> Iterator[Cell]:
    """A row's cells by column: a covered cell repeats what reaches down to it, inferred, or is empty."""
    column = 0
    for td in tr:
        for _ in range(_count(td, "number-columns-repeated") if td.tag in (_CELL, _COVERED) else 0):
            span = spans.get(column) if td.tag == _COVERED else None
            if span is not None:
                yield span.cell
                span.rows -= 1
                if not span.rows:
                    del spans[column]
            elif td.tag == _CELL:
                wide, high = _count(td, "number-columns-spanned"), _count(td, "number-rows-spanned")
                cell = replace(_content(td, part, column, reading), span=wide)
                if high > 1:
                    spans[column] = _Span(replace(cell, inferred=True), high - 1)
                yield cell
            else:
                yield Cell("")
            column += 1


def _count(td: _Element, name: str) -> int:
    value = td.get(table_tag(name), "1")
    limit = _MAX_REPEAT if name != "number-rows-spanned" else 100_000
    return min(max(1, int(value)), limit) if value.isdigit() else 1


def _content(td: _Element, part: str, column: int, reading: _Reading) -> Cell:
    """A cell's paragraphs as lines; a table inside becomes lines with its cells parted by tabs, and `nested` rows."""
    lines: list[str] = []
    nested: list[Row] = []
    for block in td:
        if block.tag == _TABLE:
            rows = _table(block, f"{part}, nested", reading)
            nested += rows
            lines += ["\t".join(text.replace("\n", " ") for text in row.texts) for row in rows]
        elif block.tag in (*_P, _LIST):
            found, numbers = _words(block, reading)
            lines += found
            if numbers:
                place = (part, column + 1)
                reading.numbered[place] = reading.numbered.get(place, 0) + numbers
    return Cell("\n".join(lines), nested=tuple(nested))


def _words(block: _Element, reading: _Reading) -> tuple[list[str], int]:
    """The lines of a paragraph or list with those of text boxes in it, and how many automatic numbers they begin with."""
    lines: list[str] = []
    numbers = 0
    for label, paragraph in reading.lists.paragraphs(block):
        lines.append(label + "".join(_pieces(paragraph)))
        numbers += bool(label)
        boxes = [inner for box in paragraph.iter(f"{_DRAW}text-box") for inner in box.iter(*_P)]
        lines += [line for line in ("".join(_pieces(inner)) for inner in boxes) if line.strip()]
    return lines, numbers


def _pieces(element: _Element) -> Iterator[str]:
    yield _BLANKS.sub(" ", element.text or "")
    for child in element:
        if child.tag == text_tag("s"):
            yield " " * min(int(child.get(text_tag("c"), "1")), 1000)
        elif child.tag == text_tag("tab"):
            yield "\t"
        elif child.tag == text_tag("line-break"):
            yield "\n"
        elif isinstance(child.tag, str) and child.tag not in _ASIDE and not child.tag.startswith(_DRAW):
            yield from _pieces(child)
        yield _BLANKS.sub(" ", child.tail or "")
