"""Tables that run over pages: repeated headers, rows that a page end broke in two, merged cells that go on."""

from __future__ import annotations

from dataclasses import replace

from loaders.readers.grid import Cell, Note, Row
from loaders.readers.lines import labels_in
from loaders.readers.pdf_table import ENDED, FOOT, ended_before


def rejoined(rows: list[Row]) -> tuple[list[Row], list[Note]]:
    """The rows with the rest of a broken row put back, and a note for each; joined cells are inferred.

    The first row of a page (behind a repeated header) is a rest when it has as many columns as the row before it, its
    first cell is empty and every word in it has a cell above to go on from. Where the first cell is merged with rows
    above or below, rows that fill what the row before them fills are their own; merged cells show what they did before.
    """
    found: list[Row] = []
    notes: list[Note] = []
    header: Row | None = None
    last = -1  # where the last row of a table that is no header stands in `found`
    going_on: tuple[Row, str] | None = None  # the row before this page, while its merged cells go on here
    for k, row in enumerate(rows):
        before = found[last] if last >= 0 else None
        if row.section:
            found.append(row)
            continue
        if header is None or labels_in(row.texts) >= 3:
            header = header if header is not None and _same(row, header) else row
            last, going_on = (last, going_on) if _same(row, header) and header is not row else (-1, None)
            found.append(row)
            continue
        if before is not None and before.part != row.part and _is_rest(row, before):
            after = rows[k + 1] if k + 1 < len(rows) and rows[k + 1].part == row.part else None
            grouped = _in_group(before, after)
            going_on = (before, row.part) if grouped else None
            if not grouped or _fills_less(row, before):
                found[last] = _joined(before, row)
                notes.append(Note("row-rejoined", f"its rest stood on {row.part}, row {row.number}", before.part, before.number))
                continue
        elif going_on is not None and not (row.part == going_on[1] and row.cells[0].inferred and not row.cells[0].text):
            going_on = None
        found.append(_shown(row, going_on[0]) if going_on else row)
        last = len(found) - 1
    return found, notes


def _same(row: Row, other: Row) -> bool:
    return [_bare(text) for text in row.texts] == [_bare(text) for text in other.texts]


def _bare(text: str) -> str:
    return "".join(text.split())


def _is_rest(row: Row, before: Row) -> bool:
    if len(row.cells) != len(before.cells) or row.blank or row.cells[0].text or not before.cells[0].text:
        return False
    pairs = list(zip(row.cells, before.cells, strict=True))
    filled = [(rest, old) for rest, old in pairs if rest.text]
    return all(old.text for _, old in filled) and len(filled) < len(pairs)


def _in_group(before: Row, after: Row | None) -> bool:
    """Whether the first column is merged over rows at this place."""
    return before.cells[0].inferred or (after is not None and after.cells[0].inferred and not after.cells[0].text)


def _fills_less(row: Row, before: Row) -> bool:
    """Whether the row lacks words in a column of its own that the row before it fills."""
    return any(old.text and not old.inferred and not new.text for new, old in list(zip(row.cells, before.cells, strict=True))[1:])


def _shown(row: Row, before: Row) -> Row:
    """The row with its merged cells as the row on the page before shows them."""
    merged = [not cell.text and (k == 0 or cell.inferred or before.cells[k].inferred) for k, cell in enumerate(row.cells)]
    cells = (replace(old, inferred=True) if take else cell for cell, old, take in zip(row.cells, before.cells, merged, strict=True))
    return replace(row, cells=tuple(cells))


def _joined(before: Row, rest: Row) -> Row:
    cells = tuple(_cell(old, new) for old, new in zip(before.cells, rest.cells, strict=True))
    return replace(before, cells=cells)


def _cell(old: Cell, new: Cell) -> Cell:
    if not new.text:
        return old
    words, _, room = old.raw.partition(FOOT)
    ended = ENDED if room and ended_before(words, new.text, int(room) / 10) else ""
    return replace(old, raw=f"{words}{ended}\n{new.raw}", drop=new.drop, inferred=True)
