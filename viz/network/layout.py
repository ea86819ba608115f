"""Where each node stands, computed once and in order: officials left, items in blocks, departments right, office beside office."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, sqrt

from viz.network.blocks import STAGE, Box, Middle, middle, placed
from viz.network.offices import Office

TITLE = 74  # above an office
SIDE, LANE = 190, 170  # a column of names; the space that lines cross
APART = 140  # between offices
ROW, DENSE = 58, 46  # from one name to the next; where names stand in several columns
MOST_ROWS = 16  # names in a column, above which there are several
REST = 60  # below an office, where some of it is folded into one node
BESIDE_FACTS = 60  # between an office and the list of an item's facts
LONE = (300, 96)  # from one organization that is one node to the next


@dataclass(frozen=True, slots=True)
class OfficeLayout:
    """An office's box, those of its nodes by key, of its groups by letter, of what stands for the rest of each kind, where the list
    of an item's facts begins, and the number of its row of offices: those right of it step aside for facts.

    What is folded at first lies outside of the box, but within `room`.
    """

    box: Box
    room: Box
    nodes: dict[str, Box]
    groups: dict[str, Box]
    rests: dict[str, Box]
    facts: int
    row: int


@dataclass(frozen=True, slots=True)
class _Parts:
    """An office's measures: its items shown first and folded, and the columns of names: shown, all."""

    first: Middle
    later: Middle
    officials: tuple[int, int]
    departments: tuple[int, int]

    @property
    def box(self) -> tuple[int, int]:
        return SIDE * (self.officials[0] + self.departments[0]) + 2 * LANE + self.first.width, self.first.height

    @property
    def beside(self) -> tuple[int, int]:
        """Room for the names that are folded at first, at both sides."""
        return SIDE * (self.officials[1] - self.officials[0]), SIDE * (self.departments[1] - self.departments[0])


def arrange(offices: Sequence[Office]) -> list[OfficeLayout]:
    """One layout per office: offices stand in rows, as many beside each other as lets a usual screen show them largest."""
    parts = [_parts(office) for office in offices]
    sizes = [_size(office, part) for office, part in zip(offices, parts, strict=True)]
    widest = max((width for width, _ in sizes), default=0)
    rooms = [(widest + APART) * across for across in range(1, min(len(offices), 14) + 1)]
    rows = min((_in_rows(sizes, room) for room in rooms), key=lambda corners: _reduced(sizes, corners), default=[])
    return [_layout(office, part, *corner) for office, part, corner in zip(offices, parts, rows, strict=True)]


def arrange_lone(number: int, under: Sequence[OfficeLayout]) -> list[Box]:
    """Boxes for organizations that are one node each, in rows below the others."""
    top = max((layout.room.y + layout.room.height // 2 + APART for layout in under), default=0)
    right = max((layout.box.x + layout.box.width // 2 for layout in under), default=0)
    across = max(right // LONE[0], min(ceil(sqrt(number / 1.5)), 20), 1)
    return [
        Box(place % across * LONE[0] + LONE[0] // 2, top + place // across * LONE[1] + LONE[1] // 2, LONE[0] - 30, LONE[1] - 26)
        for place in range(number)
    ]


def _in_rows(sizes: Sequence[tuple[int, int]], room: int) -> list[tuple[int, int, int]]:
    """The row and the upper left corner of each size, set from left to right within a width."""
    corners, row, x, y, high = [], 0, 0, 0, 0
    for width, height in sizes:
        if x and x + width > room:
            row, x, y, high = row + 1, 0, y + high + APART, 0
        corners.append((row, x, y))
        x, high = x + width + APART, max(high, height)
    return corners


def _reduced(sizes: Sequence[tuple[int, int]], corners: Sequence[tuple[int, int, int]]) -> float:
    """How many times the whole must be made smaller to be seen at once."""
    right = max(x + width for (_, x, _), (width, _) in zip(corners, sizes, strict=True))
    bottom = max(y + height for (_, _, y), (_, height) in zip(corners, sizes, strict=True))
    return max(right / STAGE[0], bottom / STAGE[1])


def _parts(office: Office) -> _Parts:
    officials, departments, items = office.kept
    blocks = len(office.groups) + len(office.bundles)
    first = middle(office, slice(min(items, blocks)), slice(max(items - blocks, 0)))
    later = middle(office, slice(min(items, blocks), None), slice(max(items - blocks, 0), None))
    return _Parts(first, later, _columns(officials, len(office.officials)), _columns(departments, len(office.departments)))


def _columns(shown: int, names: int) -> tuple[int, int]:
    """Columns of names that are shown first, and of all."""
    first = max(ceil(shown / MOST_ROWS), 1)
    return first, first + ceil((names - shown) / MOST_ROWS)


def _height(office: Office, parts: _Parts) -> int:
    names = (_rows(shown, columns[0]) for shown, columns in zip(office.kept, (parts.officials, parts.departments), strict=False))
    return max(parts.first.height, 3 * ROW, *names)


def _rows(names: int, columns: int) -> int:
    """The height of some names in some columns."""
    return ceil(names / columns) * (ROW if columns == 1 else DENSE)


def _size(office: Office, parts: _Parts) -> tuple[int, int]:
    height = TITLE + _height(office, parts)
    rest = REST + (parts.later.height + REST if parts.later.height else 0) if office.crowded else 0
    beside = max(parts.first.width, parts.later.width) - parts.first.width + sum(parts.beside)
    return parts.box[0] + beside, height + rest


def _layout(office: Office, parts: _Parts, row: int, left: int, top: int) -> OfficeLayout:
    width, height, (before, after) = parts.box[0], _height(office, parts), parts.beside
    first, under = left + before, top + TITLE
    start, (officials, departments, _) = first + parts.officials[0] * SIDE + LANE, office.kept
    nodes, groups = placed(parts.first, start, under + (height - parts.first.height) // 2)
    later, folded = placed(parts.later, start, under + height + 2 * REST)
    nodes |= later | _names(office.officials, officials, first + parts.officials[0] * SIDE - SIDE // 2, under, height, -SIDE)
    nodes |= _names(office.departments, departments, start + parts.first.width + LANE + SIDE // 2, under, height, SIDE)
    rests = {
        "Official": Box(first + SIDE // 2, under + height + REST // 2, SIDE, 34),
        "Department": Box(first + width - SIDE // 2, under + height + REST // 2, SIDE, 34),
        "PowerItem": Box(start + parts.first.width // 2, under + height + REST // 2, SIDE + 30, 34),
    }
    wide, high = _size(office, parts)
    box = Box(first + width // 2, top + (TITLE + height + (REST if office.crowded else 0)) // 2, width,
              TITLE + height + (REST if office.crowded else 0))  # fmt: skip
    room = Box(left + wide // 2, top + high // 2, wide, high)
    return OfficeLayout(box, room, nodes, groups | folded, rests, left + before + width + after + BESIDE_FACTS, row)


def _names(keys: Sequence[str], shown: int, x: int, top: int, height: int, side: int) -> dict[str, Box]:
    """Names in columns from the items outwards: those shown first share the height, those that are folded stand further out."""
    columns = max(ceil(shown / MOST_ROWS), 1)
    rows = max(ceil(shown / columns), 1)
    return _column_by_column(keys[:shown], rows, x, top, height, side) | _column_by_column(
        keys[shown:], MOST_ROWS, x + columns * side, top, MOST_ROWS * DENSE, side
    )


def _column_by_column(keys: Sequence[str], rows: int, x: int, top: int, height: int, side: int) -> dict[str, Box]:
    step = height / max(min(rows, len(keys)), 1)
    return {key: Box(x + place // rows * side, round(top + step * (place % rows + 0.5)), SIDE, 34) for place, key in enumerate(keys)}
