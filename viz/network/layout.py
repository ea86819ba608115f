"""Where each node stands, computed once and in order: officials left, items in blocks, departments right, office beside office."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, sqrt

from viz.network.offices import Office

CHIP = (46, 34)  # from one item to the next, across and down
HEAD, GAP = 38, 30  # a group's heading; between groups
TITLE = 74  # above an office
SIDE, LANE = 190, 170  # a column of names; the space that lines cross
FACTS = 470  # where an open item's risks, measures and laws are listed
APART = 140  # between offices
ROW = 58  # from one name to the next


@dataclass(frozen=True, slots=True)
class Box:
    """The centre of a node and its size, in the picture's units."""

    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class OfficeLayout:
    """An office's box, those of its nodes by key, of its groups in their order, and where the list of an item's facts begins."""

    box: Box
    nodes: dict[str, Box]
    groups: tuple[Box, ...]
    facts: int


def arrange(offices: Sequence[Office]) -> list[OfficeLayout]:
    """One layout per office: offices stand in rows, the whole about twice as wide as high."""
    sizes = [_size(office) for office in offices]
    room = sqrt(sum(width * height for width, height in sizes)) * 2.2
    layouts, x, y, high = [], 0, 0, 0
    for office, (width, height) in zip(offices, sizes, strict=True):
        if x and x + width > room:
            x, y, high = 0, y + high + APART, 0
        layouts.append(_layout(office, x, y))
        x, high = x + width + APART, max(high, height)
    return layouts


def _size(office: Office) -> tuple[int, int]:
    return 2 * SIDE + 2 * LANE + _columns(office) * CHIP[0] + FACTS, TITLE + _height(office)


def _columns(office: Office) -> int:
    return min(max(ceil(sqrt(office.items * 1.5)), 6), 60)


def _height(office: Office) -> int:
    return max(_blocks(office)[-1], ROW * len(office.officials), ROW * len(office.departments), 3 * ROW)


def _blocks(office: Office) -> list[int]:
    """The top of each group's block, of the block of single items, and the bottom of the last."""
    tops = [0]
    for group in office.groups:
        tops.append(tops[-1] + HEAD + _rows(group.items, office) * CHIP[1] + GAP)
    tops.append(tops[-1] + _rows(office.single, office) * CHIP[1] if office.single else max(tops[-1] - GAP, 0))
    return tops


def _rows(items: Sequence[str], office: Office) -> int:
    return ceil(len(items) / _columns(office))


def _layout(office: Office, left: int, top: int) -> OfficeLayout:
    wide, height, tops = _columns(office) * CHIP[0], _height(office), _blocks(office)
    start, under = left + SIDE + LANE, top + TITLE
    shift = under + (height - tops[-1]) // 2
    nodes = _chips(office.single, start, shift + tops[-2], _columns(office))
    boxes = []
    for group, upper in zip(office.groups, tops, strict=False):
        rows, width = _rows(group.items, office) * CHIP[1], max(min(len(group.items) * CHIP[0], wide), 5 * CHIP[0])
        boxes.append(Box(start + width // 2, shift + upper + (HEAD + rows) // 2, width, HEAD + rows))
        nodes |= _chips(group.items, start, shift + upper + HEAD, _columns(office))
    nodes |= _names(office.officials, left + SIDE // 2, under, height)
    nodes |= _names(office.departments, start + wide + LANE + SIDE // 2, under, height)
    whole = 2 * SIDE + 2 * LANE + wide
    box = Box(left + whole // 2, top + (TITLE + height) // 2, whole, TITLE + height)
    return OfficeLayout(box, nodes, tuple(boxes), left + whole + 110)


def _chips(items: Sequence[str], left: int, top: int, wide: int) -> dict[str, Box]:
    width, height = CHIP
    return {
        item: Box(left + place % wide * width + width // 2, top + place // wide * height + height // 2, width - 6, height - 8)
        for place, item in enumerate(items)
    }


def _names(keys: Sequence[str], x: int, top: int, height: int) -> dict[str, Box]:
    step = height / max(len(keys), 1)
    return {key: Box(x, round(top + step * (place + 0.5)), SIDE, 34) for place, key in enumerate(keys)}
