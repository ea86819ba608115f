"""CSV and TSV, and text pasted from a spreadsheet: cells parted by commas, tabs or semicolons."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO

from graph.errors import SourceError
from loaders.readers.grid import Cell, Grid, Note, Row, assemble
from loaders.readers.limits import MAX_CELL
from loaders.readers.lines import labels_in, line_ends, lines_of, mark_titles
from loaders.readers.text import decode

_DELIMITERS = ("\t", ",", ";", "|")
_SAMPLE = 200


def read(data: bytes, name: str) -> Grid:
    """A CSV or TSV file. Offsets count within cells: a quoted cell's text is not what stands in the file."""
    text, encoding = decode(data, name)
    return read_text(text, encoding, name)


def looks_like(text: str) -> bool:
    """Whether a line, parted by one of the delimiters, holds at least three headers that we know."""
    lines = lines_of(text[:100_000])[:_SAMPLE]
    return any(labels_in(line.raw.replace('"', "").split(mark)) >= 3 for mark in _DELIMITERS[:3] for line in lines)


def read_text(text: str, encoding: str, name: str = "") -> Grid:
    """The records of a delimited text; a row's number is its record's, as a spreadsheet counts."""
    named = text[4:5] if text[:4].lower() == "sep=" else ""
    mark = named or sniff(text)
    rows = mark_titles(list(_rows(text, mark, name)))[1 if named else 0 :]
    notes = [] if mark in ",\t" else [Note("delimiter", f"cells are parted by {mark!r}")]
    return assemble("tsv" if mark == "\t" else "csv", rows, encoding=encoding, notes=notes)


def sniff(text: str) -> str:
    """The delimiter of the line that parts best into known headers, else the most frequent one."""
    lines = [line.raw.replace('"', "") for line in lines_of(text[:100_000])[:_SAMPLE]]
    known = {mark: max((labels_in(line.split(mark)) for line in lines), default=0) for mark in _DELIMITERS}
    count = {mark: sum(line.count(mark) for line in lines) for mark in _DELIMITERS}
    return max(_DELIMITERS, key=lambda mark: (known[mark] if known[mark] >= 2 else 0, count[mark]))


def _rows(text: str, mark: str, name: str) -> Iterator[Row]:
    before = csv.field_size_limit(MAX_CELL)
    try:
        for number, record in enumerate(csv.reader(StringIO(text, newline=""), delimiter=mark), 1):
            yield Row(tuple(Cell(line_ends(text)) for text in record) or (Cell(""),), number)
    except csv.Error as error:
        raise SourceError(f"not readable as CSV ({error})", where=name, do="Save it again as CSV UTF-8.") from error
    finally:
        csv.field_size_limit(before)
