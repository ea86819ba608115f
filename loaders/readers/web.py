"""Web pages (html, htm, mht): tables with rowspan and colspan, and the lines around them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from email import message_from_bytes, policy

from lxml import html
from lxml.etree import _Element

from graph.errors import SourceError
from loaders.readers.grid import Cell, Grid, Note, Row, assemble, section
from loaders.readers.label_tables import turned
from loaders.readers.limits import check_cells, foreign
from loaders.readers.lines import mark_titles
from loaders.readers.text import decode
from loaders.readers.web_text import BLOCKS, is_hidden, lines_in, own_text

_DECLARED = re.compile(rb"""charset\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE)
_XML = re.compile(r"\A\s*<\?xml[^>]*\?>")
_MAX_SPAN, _MAX_DEPTH = 1000, 3


@dataclass(slots=True)
class _Span:
    """A cell that still covers rows below: how many, and over how many columns."""

    cell: Cell
    rows: int


def read(data: bytes, name: str) -> Grid:
    """A page's tables and lines in document order; without a table of data, its lines by the layout of their text."""
    with foreign(name, "not readable as a web page", "Open it in a browser and save it again as .html."):
        body, charset = _page(data, name)
        text, encoding = _decoded(body, charset, name)
        parser = html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True)
        root = html.document_fromstring(_XML.sub("", text), parser=parser)
        count = [0]
        rows = list(_blocks(root, name, count))
    if not any(not row.section and len(row.cells) > 1 for row in rows):
        return _of_text(rows, encoding)
    note = Note("charset", f"declared {charset}, read as {encoding}")
    notes = [note] if charset and not _same(charset, encoding) else []
    return assemble("html", turned(rows), encoding=encoding, notes=notes)


def _page(data: bytes, name: str) -> tuple[bytes, str]:
    """The page's bytes and declared charset; of a web archive (mht) the first page in it."""
    if data.lstrip()[:1] != b"<" and b"multipart/" in data[:4096].lower():
        message = message_from_bytes(data, policy=policy.compat32)
        page = next((part for part in message.walk() if part.get_content_type() == "text/html"), None)
        payload = page.get_payload(decode=True) if page is not None else None
        if page is None or not isinstance(payload, bytes):
            raise SourceError("the web archive holds no page", where=name, do="Save the page as .html and load that.")
        return payload, page.get_content_charset() or ""
    found = _DECLARED.search(data[:8192])
    return data, found[1].decode("ascii", "replace") if found else ""


def _decoded(data: bytes, charset: str, name: str) -> tuple[str, str]:
    """What the bytes are goes before what they say they are: pages declare gb2312 and hold GB18030, or UTF-8."""
    try:
        return decode(data, name)
    except SourceError:
        if charset.lower() in ("", "gb2312", "gbk", "gb18030", "utf-8"):
            raise
    try:
        return data.decode(charset), charset.lower()
    except (LookupError, UnicodeDecodeError) as error:
        raise SourceError(f"not readable as {charset}, which it declares", where=name, do="Save it as UTF-8.") from error


def _same(charset: str, encoding: str) -> bool:
    return charset.lower().replace("-", "") == encoding.replace("-sig", "").replace("-", "")


def _of_text(rows: list[Row], encoding: str) -> Grid:
    from loaders.readers.plain import lay_out

    return replace(lay_out("\n".join(row.words for row in rows), encoding), format="html", offsets_in_document=False)


def _blocks(element: _Element, name: str, count: list[int]) -> Iterator[Row]:
    """Section rows for the lines outside tables of data, and the rows of those tables."""
    line: list[str] = [element.text or ""]
    for child in element:
        if (not is_hidden(child) and child.tag in (*BLOCKS, "br", "table")) or child.find(".//table") is not None:
            yield from _sections(line)
            line = []
            if child.tag == "table":
                yield from _table(child, name, count)
            elif not is_hidden(child):
                yield from _blocks(child, name, count)
        elif not is_hidden(child):
            line.append(own_text(child))
        line.append(child.tail or "")
    yield from _sections(line)


def _sections(line: list[str]) -> Iterator[Row]:
    yield from (section(text) for text in lines_in("".join(line)) if text)


def _table(table: _Element, name: str, count: list[int]) -> Iterator[Row]:
    """A table's rows, or, where it only lays out the page, what its cells hold."""
    rows = list(_own(table, "tr"))
    own = sum(1 for tr in rows for _ in _own(tr, "td", "th"))
    inner = sum(1 for _ in table.iter("td", "th")) - own
    if inner > own or own < 2:
        for cell in (cell for tr in rows for cell in _own(tr, "td", "th")):
            yield from _blocks(cell, name, count)
        return
    count[0] += 1
    part = f"table {count[0]}"
    for caption in _own(table, "caption"):
        yield from (section(text, part=part) for text in lines_in(own_text(caption)) if text)
    yield from mark_titles(list(_grid(rows, part, name)))


def _own(element: _Element, *tags: str) -> Iterator[_Element]:
    """The element's descendants with one of the tags, not those of tables inside it."""
    for child in element:
        if is_hidden(child):
            continue
        if child.tag in tags:
            yield child
        elif child.tag in ("thead", "tbody", "tfoot", "tr", "form", "div", "center", "font", "p", "span"):
            yield from _own(child, *tags)


def _grid(rows: list[_Element], part: str, name: str, depth: int = 0) -> Iterator[Row]:
    spans: dict[int, _Span] = {}
    total = 0
    for number, tr in enumerate(rows, 1):
        cells = _row(tr, spans, depth)
        total += len(cells)
        check_cells(total, name, part)
        if cells:
            yield Row(tuple(cells), number, part)


def _row(tr: _Element, spans: dict[int, _Span], depth: int) -> list[Cell]:
    """A row's cells by column: cells that reach down from above repeat, inferred."""
    cells: list[Cell] = []
    for td in (*_own(tr, "td", "th"), None):
        while span := spans.get(len(cells)):
            _repeat(cells, span, spans)
        if td is None:
            break
        wide, high = _span(td, "colspan"), _span(td, "rowspan")
        column, cell = len(cells), replace(_cell(td, depth), span=wide)
        cells += [cell, *(Cell("") for _ in range(wide - 1))]
        if high > 1:
            spans[column] = _Span(replace(cell, inferred=True), high - 1)
    for column in [column for column in spans if column > len(cells)]:
        cells += [Cell("") for _ in range(column - len(cells))]
        _repeat(cells, spans[column], spans)
    return cells


def _repeat(cells: list[Cell], span: _Span, spans: dict[int, _Span]) -> None:
    column = len(cells)
    cells += [span.cell, *(Cell("") for _ in range(span.cell.span - 1))]
    span.rows -= 1
    if not span.rows:
        del spans[column]


def _span(td: _Element, name: str) -> int:
    found = re.match(r"\s*(\d{1,5})", td.get(name) or "")
    return min(max(1, int(found[1])), _MAX_SPAN) if found else 1


def _cell(td: _Element, depth: int = 0) -> Cell:
    """A cell's lines; a table inside becomes lines with its cells parted by tabs, and `nested` rows (three deep)."""
    inner = (
        []
        if depth >= _MAX_DEPTH
        else [table for table in td.iter("table") if not any(up.tag == "table" and up is not table for up in _up(table, td))]
    )
    nested = tuple(row for table in inner for row in _grid(list(_own(table, "tr")), "nested", "", depth + 1))
    return Cell("\n".join(lines_in(own_text(td))), nested=nested)


def _up(element: _Element, stop: _Element) -> Iterator[_Element]:
    for up in element.iterancestors():
        if up is stop:
            return
        yield up
