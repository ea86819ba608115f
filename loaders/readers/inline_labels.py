"""Labels inside the lines, as 职权名称：… 风险点 … 责任人：…: one line per item, some labels once per stage."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from loaders.columns import synonyms
from loaders.readers.grid import Cell, Grid, Note, Row, assemble, section
from loaders.readers.lines import Line, lines_of

_STAGE = re.compile(r"(?:(?<=\s)|\A)\S{2,10}[：:]\s*\Z")
_MIN_LABELS = 3


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of a line: a label and its value, or words without a label."""

    label: str
    cell: Cell


def looks_like(text: str) -> bool:
    """Whether lines hold at least three known labels each, with colons."""
    return any(_is_record(line) for line in lines_of(text))


def read(text: str, encoding: str) -> Grid:
    """A row per item, or per stage where labels recur in a line: then the item's own cells repeat, marked inferred.

    Words before the first label and before a recurring group (受理：) stand in columns without a header.
    """
    lines = lines_of(text)
    records = {line.start: _pieces(line) for line in lines if _is_record(line)}
    opener = _group_opener(list(records.values()))
    records = {start: _with_stages(pieces, opener) for start, pieces in records.items()}
    columns = _columns(list(records.values()), opener)
    rows: list[Row] = []
    number = 0
    for line in lines:
        if line.start not in records:
            rows.append(section(line.raw, line.start))
            continue
        if not number:
            rows.append(_header(columns, records[line.start]))
        for row in _rows(records[line.start], columns, opener):
            number += 1
            rows.append(Row(row, number))
    notes = [Note("columns-from-labels", "the columns were recovered from labels inside the lines")]
    return assemble("text", rows, encoding=encoding, offsets=True, notes=notes)


@cache
def _pattern() -> re.Pattern[str]:
    words = sorted((word for word in synonyms() if len(word) > 1), key=len, reverse=True)
    return re.compile(rf"(?<!\S)(?P<label>{'|'.join(map(re.escape, words))})(?P<mark>\s*[：:]|\s+(?=\S))")


def _is_record(line: Line) -> bool:
    """Three different labels, two of them with a colon: a header line in running text has none."""
    found = list(_pattern().finditer(line.raw))
    colons = {match["label"] for match in found if match["mark"].strip()}
    return len({match["label"] for match in found}) >= _MIN_LABELS and len(colons) >= 2


def _pieces(line: Line) -> list[_Piece]:
    found = list(_pattern().finditer(line.raw))
    bounds = [match.start() for match in found] + [len(line.raw)]
    pieces = [_Piece("", Cell(line.raw[: bounds[0]], line.start))] if bounds[0] else []
    for match, stop in zip(found, bounds[1:], strict=True):
        raw = line.raw[match.start() : stop]
        pieces.append(_Piece(match["label"], Cell(raw, line.start + match.start(), skip=match.end() - match.start())))
    return pieces


def _group_opener(records: list[list[_Piece]]) -> str:
    """The label that opens a recurring group: the first one that stands twice in a line."""
    for pieces in records:
        labels = [piece.label for piece in pieces if piece.label]
        twice = [label for label in labels if labels.count(label) > 1]
        if twice:
            return twice[0]
    return ""


def _with_stages(pieces: list[_Piece], opener: str) -> list[_Piece]:
    """Cuts the word with a colon before each group off the value it trails (受理：): it belongs to the group."""
    found: list[_Piece] = []
    for k, piece in enumerate(pieces):
        nextone = pieces[k + 1].label if k + 1 < len(pieces) else ""
        stage = _STAGE.search(piece.cell.raw, piece.cell.skip) if opener and nextone == opener else None
        if stage is None:
            found.append(piece)
            continue
        raw, start = piece.cell.raw, piece.cell.start
        found.append(_Piece(piece.label, Cell(raw[: stage.start()], start, skip=piece.cell.skip)))
        found.append(_Piece("\n", Cell(raw[stage.start() :], start + stage.start())))
    return found


def _columns(records: list[list[_Piece]], opener: str) -> list[str]:
    """Labels in order of first appearance; "" is the column of leading words, a line break that of stages."""
    own: dict[str, None] = {}
    group: dict[str, None] = {}
    for pieces in records:
        inside = False
        for piece in pieces:
            inside = inside or (bool(opener) and piece.label in ("\n", opener))
            (group if inside else own).setdefault(piece.label)
    return [*own, *(label for label in group if label not in own)]


def _header(columns: list[str], first: list[_Piece]) -> Row:
    """The labels of the first record as headers; they stand in each record, so they are inferred."""
    starts = {piece.label: piece.cell.start for piece in reversed(first)}
    return Row(tuple(Cell(label.strip(), starts.get(label, 0), inferred=True) for label in columns))


def _rows(pieces: list[_Piece], columns: list[str], opener: str) -> Iterator[tuple[Cell, ...]]:
    opens = ("\n", opener) if any(piece.label == "\n" for piece in pieces) else (opener,)
    groups: list[dict[str, Cell]] = [{}]
    for piece in pieces:
        if opener and piece.label in opens and (piece.label == opens[0] or opens[0] not in groups[-1]):
            groups.append({})
        cells = groups[-1]
        cells[piece.label] = _joined(cells[piece.label], piece.cell) if piece.label in cells else piece.cell
    own, stages = groups[0], groups[1:] or [{}]
    for k, stage in enumerate(stages):
        shared = {label: Cell(c.raw, c.start, True, c.skip) for label, c in own.items()} if k else own
        cells = {**shared, **stage}
        yield tuple(cells.get(label, Cell("", pieces[-1].cell.start)) for label in columns)


def _joined(first: Cell, second: Cell) -> Cell:
    """A label that stands twice in one group: its cell runs on."""
    return Cell(first.raw + second.raw, first.start, skip=first.skip)
