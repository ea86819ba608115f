"""Key-value blocks: per item a block of labels, each followed by its value on the same line or on the next lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from loaders.readers.grid import Cell, Grid, Note, Row, assemble, section
from loaders.readers.lines import Line, is_label, lines_of

_INLINE = re.compile(r"(?P<label>[^\s：:][^：:]{0,11}?)\s*[：:]")
_MAX_LABEL = 15


@dataclass(slots=True)
class _Block:
    """A block's labels in order, each with the cell of its value."""

    cells: dict[str, Cell] = field(default_factory=dict)
    last: str = ""


def looks_like(text: str) -> bool:
    """Whether three known labels stand on lines of their own (or with a colon) and values between them."""
    lines = [line for line in lines_of(text) if line.words]
    labels = _labels(lines)
    found = [k for k, line in enumerate(lines) if _label(line, labels)[0]]
    alone = [k for k in found if not _label(lines[k], labels)[1]]
    adjacent = sum(1 for a, b in pairwise(alone) if b == a + 1)
    known = {_label(lines[k], labels)[0] for k in found}
    return len([label for label in known if is_label(label)]) >= 3 and 3 * adjacent <= len(found)


def read(text: str, encoding: str) -> Grid:
    """A row per block under the labels as headers. The header row is inferred: its words stand in each block."""
    lines = lines_of(text)
    labels = _labels([line for line in lines if line.words])
    found: list[_Block | Row] = []
    for item in _pieces(lines, labels):
        _add(found, item)
    blocks = [piece for piece in found if isinstance(piece, _Block) and len(piece.cells) >= 2]
    headers: dict[str, Cell] = {}
    for block in blocks:
        for label, cell in block.cells.items():
            headers.setdefault(label, Cell(label, cell.start + cell.raw.index(label), inferred=True))
    rows = list(_rows(found, headers))
    return assemble("text", rows, encoding=encoding, offsets=True, notes=_notes(blocks, headers))


def _labels(lines: list[Line]) -> frozenset[str]:
    """Known headers, and short lines that recur once per block as those do."""
    counts = Counter(line.words for line in lines if len(line.words) <= _MAX_LABEL)
    inline = Counter(found["label"] for line in lines if (found := _INLINE.match(line.words)) and is_label(found["label"]))
    known = {text for text in counts if is_label(text)} | set(inline)
    blocks = max(((counts + inline)[text] for text in known), default=0)
    also = {text for text, count in counts.items() if count == blocks >= 3 and text[-1] not in "。；;，,"}
    return frozenset(known | also)


def _label(line: Line, labels: frozenset[str]) -> tuple[str, bool]:
    """The label a line begins with, and whether its value may follow on the line; empty for none."""
    if line.words in labels:
        return line.words, False
    found = _INLINE.match(line.words)
    return (found["label"], True) if found and found["label"] in labels else ("", False)


def _pieces(lines: list[Line], labels: frozenset[str]) -> Iterator[tuple[str, Cell]]:
    """(label, cell with its value), and ("", line) for lines before the first label or after a block."""
    label, start, skip, raw = "", 0, 0, ""
    for line in lines:
        new, inline = _label(line, labels)
        if not new and label:
            raw += line.raw
            continue
        if label:
            yield label, Cell(raw, start, skip=skip)
        label, start, raw = new, line.start, line.raw
        found = _INLINE.search(raw) if inline else None
        skip = found.end() if found else len(raw)
        if not new:
            yield "", Cell(raw, start)
    if label:
        yield label, Cell(raw, start, skip=skip)


def _add(found: list[_Block | Row], piece: tuple[str, Cell]) -> None:
    label, cell = piece
    if not label:
        found.append(Row((cell,), section=True))
        return
    block = found[-1] if found and isinstance(found[-1], _Block) else None
    if block is None or label in block.cells:
        if block is not None:
            found += _captions(block)
        block = _Block()
        found.append(block)
    block.cells[label], block.last = cell, label


def _captions(block: _Block) -> list[Row]:
    """Takes the lines behind a blank line off a block's last value: they are the next block's title."""
    cell = block.cells[block.last]
    lines = lines_of(cell.raw)
    gaps = [k for k, line in enumerate(lines) if k and not line.words]
    if not gaps:
        return []
    cut = lines[gaps[0]].start
    block.cells[block.last] = Cell(cell.raw[:cut], cell.start, skip=min(cell.skip, cut))
    return [section(line.raw, cell.start + line.start) for line in lines[gaps[0] :]]


def _rows(found: list[_Block | Row], headers: dict[str, Cell]) -> Iterator[Row]:
    number, opened = 0, False
    last = next((piece for piece in reversed(found) if isinstance(piece, _Block)), None)
    for piece in found:
        if isinstance(piece, Row):
            yield piece
        elif len(piece.cells) < 2:
            yield from (Row((Cell(cell.raw, cell.start),), section=True) for cell in piece.cells.values())
        else:
            tail = _captions(piece) if piece is last else []
            if not opened:
                yield Row(tuple(headers.values()))
                opened = True
            number += 1
            yield Row(tuple(piece.cells.get(label, Cell("")) for label in headers), number)
            yield from tail


def _notes(blocks: list[_Block], headers: dict[str, Cell]) -> list[Note]:
    lacking = [(k, [label for label in headers if label not in block.cells]) for k, block in enumerate(blocks, 1)]
    return [Note("missing-label", f"the block has no {'、'.join(labels)}", row=k) for k, labels in lacking if labels]
