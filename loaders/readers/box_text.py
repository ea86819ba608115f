"""Tables drawn with box lines (┌─┬─┐ │ └─┴─┘): a row's lines between two borders are its cells' lines."""

from __future__ import annotations

import re
from collections.abc import Iterator

from loaders.readers.grid import Cell, Row
from loaders.readers.lines import Line

BORDER = re.compile(r"\s*[┌├└┏┣┗╔╠╚┍┝┕+](?=[─━═┄┈\-+=┬┼┴┳╋┻╦╬╩┯┿┷]{2,})")
_WALL = re.compile(r"[│┃║|]")


def box_rows(lines: list[Line], part: str) -> Iterator[Row]:
    """The rows of one drawn table; several lines of a cell are joined by line breaks."""
    number = 0
    group: list[list[str]] = []
    for line in [*lines, None]:
        if line is not None and not BORDER.match(line.raw):
            group.append([piece.strip() for piece in _WALL.split(line.words)[1:-1]])
            continue
        if group:
            number += 1
            yield Row(tuple(map(Cell, _columns(group))), number, part)
            group = []


def _columns(group: list[list[str]]) -> list[str]:
    width = max(len(pieces) for pieces in group)
    padded = [pieces + [""] * (width - len(pieces)) for pieces in group]
    return ["\n".join(piece for piece in column if piece) for column in zip(*padded, strict=True)]
