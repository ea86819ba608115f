"""PDF with ruled tables: cells by their lines, rows that a page end broke put together again."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from io import BytesIO

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfplumber.page import Page
from pdfplumber.utils.exceptions import PdfminerException

from graph.errors import SourceError
from loaders.readers.grid import Grid, Note, Row, assemble, section
from loaders.readers.label_tables import turned
from loaders.readers.limits import foreign
from loaders.readers.lines import is_page_mark, mark_titles
from loaders.readers.pdf_guard import bounded_streams
from loaders.readers.pdf_pages import rejoined
from loaders.readers.pdf_table import FOOT, join_lines, table_rows, text_of, within

MAX_PAGES = 3_000
_UNMAPPED = "(cid:"


def read(data: bytes, name: str) -> Grid:
    """The tables of all pages and the lines between them; without ruled tables, the lines by the layout of their text."""
    rows: list[Row] = []
    notes: list[Note] = []
    pictures = 0
    broken = "Open it in a PDF reader, print it to PDF again and load that."
    with foreign(name, "not readable as PDF", broken), _complaints() as said, bounded_streams(name):
        try:
            with pdfplumber.open(BytesIO(data), unicode_norm=None) as document:
                _check(len(document.pages), name)
                for page in document.pages:
                    found = list(_page(page))
                    pictures += not found and bool(page.images)
                    rows += found
                    page.close()
        except (PDFPasswordIncorrect, PdfminerException) as error:
            if "PDFPasswordIncorrect" not in f"{type(error).__name__} {error!r}":
                raise
            raise SourceError("the PDF is protected by a password", where=name, do="Save it without the password.") from error
    _check_words(rows, pictures, name)
    notes += [Note("damaged", f"the PDF is damaged, words may be missing: {what}") for what in said]
    if pictures:
        notes.append(Note("picture-page", f"{pictures} pages hold only a picture, and text in pictures is not read"))
    if all(row.section for row in rows):
        return _of_text(rows, notes)
    joined, more = rejoined(rows)
    return assemble("pdf", turned(mark_titles([_unwrapped(row) for row in joined])), notes=[*notes, *more])


class _Collector(logging.Handler):
    """Keeps the first few different warnings."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keeps one warning."""
        words = record.getMessage()[:120]
        if words not in self.said and len(self.said) < 3:
            self.said.append(words)


@contextmanager
def _complaints() -> Iterator[list[str]]:
    """What the PDF library logs about a damaged file: it goes on without the damaged part, and we must tell."""
    logger, collector = logging.getLogger("pdfminer"), _Collector()
    propagate, logger.propagate = logger.propagate, False
    logger.addHandler(collector)
    try:
        yield collector.said
    finally:
        logger.removeHandler(collector)
        logger.propagate = propagate


def _check(pages: int, name: str) -> None:
    if pages > MAX_PAGES:
        raise SourceError(f"the PDF has {pages} pages, more than {MAX_PAGES}", where=name, do="Split it.")


def _check_words(rows: list[Row], pictures: int, name: str) -> None:
    """Refuses scans, and text in fonts that don't tell which characters their signs are."""
    words = "".join(text for row in rows for text in row.texts)
    if not words.strip():
        what = "the PDF holds pictures of pages, no text" if pictures else "the PDF holds no text"
        raise SourceError(what, where=name, do="Run OCR over it and load the result.")
    if words.count(_UNMAPPED) * 10 > len(words) / 5:
        do = "Ask for the Word file, or run OCR over it."
        raise SourceError("its fonts don't tell which characters they print, so the text can't be read", where=name, do=do)


def _of_text(rows: list[Row], notes: list[Note]) -> Grid:
    from loaders.readers.plain import lay_out

    grid = lay_out("\n".join(row.words for row in rows), "")
    notes = [Note("no-ruled-table", "the PDF draws no table: its lines were read as text"), *notes, *grid.notes]
    return replace(grid, format="pdf", offsets_in_document=False, notes=notes)


def _page(page: Page) -> Iterator[Row]:
    """A page's tables from top to bottom with the lines over, between and under them; page numbers are left out."""
    part = f"page {page.page_number}"
    tables = sorted((table for table in page.find_tables() if len(table.cells) > 1), key=lambda table: table.bbox[1])
    top, number = float(page.bbox[1]), 0
    for table in tables:
        yield from _lines(page, top, table.bbox[1], part)
        for cells in table_rows(page, table):
            number += 1
            yield Row(tuple(cells), number, part)
        top = max(top, table.bbox[3])
    yield from _lines(page, top, float(page.bbox[3]), part)


def _lines(page: Page, top: float, bottom: float, part: str) -> Iterator[Row]:
    text = text_of(within(page.chars, (page.bbox[0], top, page.bbox[2], bottom)))
    yield from (section(line, part=part) for line in text.splitlines() if line.strip() and not is_page_mark(line.strip()))


def _unwrapped(row: Row) -> Row:
    return replace(row, cells=tuple(replace(cell, raw=join_lines(cell.raw.partition(FOOT)[0]), drop=0) for cell in row.cells))
