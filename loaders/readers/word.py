"""Word documents (docx): tables with merged, nested and numbered cells, and the paragraphs around them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from io import BytesIO
from zipfile import ZipFile

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE
from docx.opc.part import PartFactory
from docx.oxml.ns import qn
from docx.package import Package
from docx.parts.document import DocumentPart
from lxml.etree import _Element

from loaders.readers.grid import Cell, Grid, Note, Row, assemble, section
from loaders.readers.label_tables import turned
from loaders.readers.limits import MAX_NESTED, check_zip, foreign
from loaders.readers.lines import mark_titles
from loaders.readers.word_numbers import Numbering
from loaders.readers.word_text import boxed_text, children, paragraph_text

_P, _TBL, _TR, _TC = qn("w:p"), qn("w:tbl"), qn("w:tr"), qn("w:tc")
_DO = "Open it in Word, save it again as .docx and load that."


@dataclass(slots=True)
class _Reading:
    """What goes along while a document is read: its automatic numbers and how many were met."""

    numbering: Numbering
    tables: int = 0
    numbered: dict[tuple[str, int], int] = field(default_factory=dict)


def read(data: bytes, name: str) -> Grid:
    """Tables and paragraphs in document order; without a table, the paragraphs by the layout of their text."""
    with foreign(name, "not readable as a Word document", _DO):
        with ZipFile(BytesIO(data)) as archive:
            check_zip(archive, data, name)
        document = _opened(data)
        reading = _Reading(Numbering.of(document))
        rows = list(_blocks(document.element.body, reading))
    if all(row.section for row in rows):
        return _of_text(rows)
    notes = [
        Note("auto-number", f"{count} numbers come from Word's automatic numbering, they are not in the text", part, None, column)
        for (part, column), count in reading.numbered.items()
    ]
    return assemble("docx", turned(rows), notes=notes)


def _opened(data: bytes) -> Document:
    """The document of a package; templates and those with macros (which are never run) are documents too."""
    for kind in ("document.macroEnabled", "template.macroEnabledTemplate"):
        PartFactory.part_type_for.setdefault(f"application/vnd.ms-word.{kind}.main+xml", DocumentPart)
    PartFactory.part_type_for.setdefault(CONTENT_TYPE.WML_DOCUMENT_MAIN.replace("document.main", "template.main"), DocumentPart)
    part = Package.open(BytesIO(data)).main_document_part
    if not isinstance(part, DocumentPart):
        raise ValueError(f"its main part is {part.content_type}")
    document: Document = part.document
    return document


def _of_text(rows: list[Row]) -> Grid:
    from loaders.readers.plain import lay_out

    text = "\n".join(row.words for row in rows)
    return replace(lay_out(text, ""), format="docx", offsets_in_document=False)


def _blocks(parent: _Element, reading: _Reading) -> Iterator[Row]:
    """Rows of tables and lines of paragraphs below a body."""
    for block in children(parent, _P, _TBL):
        if block.tag == _TBL:
            reading.tables += 1
            yield from mark_titles(_table(block, f"table {reading.tables}", reading))
            continue
        words = reading.numbering.label(block) + paragraph_text(block)
        for text in (*words.split("\n"), *boxed_text(block)):
            if text.strip():
                yield section(text)


def _table(table: _Element, part: str, reading: _Reading) -> list[Row]:
    if part.count("nested") > MAX_NESTED:
        raise ValueError("tables stand in tables, too deep to be a list")
    rows: list[Row] = []
    above: list[Cell] = []
    for number, tr in enumerate((tr for tr in children(table, _TR) if tr.find(f"{qn('w:trPr')}/{qn('w:del')}") is None), 1):
        above = list(_row(tr, above, part, reading))
        rows.append(Row(tuple(above), number, part))
    return rows


def _row(tr: _Element, above: list[Cell], part: str, reading: _Reading) -> Iterator[Cell]:
    """A row's cells by grid column: a vertical merge repeats the cell above, the columns that a cell covers are empty."""
    column = 0
    for _ in range(_value(tr, "w:trPr", "w:gridBefore")):
        yield Cell("")
        column += 1
    for tc in children(tr, _TC):
        span = max(1, _value(tc, "w:tcPr", "w:gridSpan", 1))
        merge = tc.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
        goes_on = merge is not None and merge.get(qn("w:val"), "continue") == "continue"
        if goes_on and column < len(above):
            _content(tc, part, column, reading)
            yield replace(above[column], inferred=True, span=span)
        else:
            yield replace(_content(tc, part, column, reading), span=span)
        yield from (Cell("") for _ in range(span - 1))
        column += span


def _value(parent: _Element, properties: str, name: str, default: int = 0) -> int:
    found = parent.find(f"{qn(properties)}/{qn(name)}")
    value = found.get(qn("w:val")) if found is not None else None
    return min(int(value), 200) if value and value.isdigit() else default


def _content(tc: _Element, part: str, column: int, reading: _Reading) -> Cell:
    """A cell's paragraphs as lines; a table inside becomes lines with its cells parted by tabs, and `nested` rows."""
    lines: list[str] = []
    nested: list[Row] = []
    for block in children(tc, _P, _TBL):
        if block.tag == _TBL:
            rows = _table(block, f"{part}, nested", reading)
            nested += rows
            lines += ["\t".join(text.replace("\n", " ") for text in row.texts) for row in rows]
            continue
        label = reading.numbering.label(block)
        if label:
            place = (part, column + 1)
            reading.numbered[place] = reading.numbered.get(place, 0) + 1
        lines += [label + paragraph_text(block), *boxed_text(block)]
    return Cell("\n".join(lines), nested=tuple(nested))
