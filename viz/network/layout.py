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
BUNDLE = (300, 66)  # from one bundle of items to the next, across and down
LONE = (300, 96)  # from one organization that is one node to the next
STAGE = (1216, 660)  # the picture on a usual screen


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
    """One layout per office: offices stand in rows, as many beside each other as lets a usual screen show them largest."""
    sizes = [_size(office) for office in offices]
    widest = max((width for width, _ in sizes), default=0)
    rooms = [widest * across for across in range(1, min(len(offices), 12) + 1)]
    rows = min((_in_rows(sizes, room) for room in rooms), key=lambda corners: _reduced(sizes, corners), default=[])
    return [_layout(office, x, y) for office, (x, y) in zip(offices, rows, strict=True)]


def arrange_lone(number: int, under: Sequence[OfficeLayout]) -> list[Box]:
    """Boxes for organizations that are one node each, in rows below the others."""
    top = max((layout.box.y + layout.box.height // 2 + APART for layout in under), default=0)
    right = max((layout.box.x + layout.box.width // 2 for layout in under), default=0)
    across = max(right // LONE[0], min(ceil(sqrt(number / 1.5)), 20), 1)
    return [
        Box(place % across * LONE[0] + LONE[0] // 2, top + place // across * LONE[1] + LONE[1] // 2, LONE[0] - 30, LONE[1] - 26)
        for place in range(number)
    ]


def _in_rows(sizes: Sequence[tuple[int, int]], room: int) -> list[tuple[int, int]]:
    """The upper left corner of each size, set from left to right within a width."""
    corners, x, y, high = [], 0, 0, 0
    for width, height in sizes:
        if x and x + width > room:
            x, y, high = 0, y + high + APART, 0
        corners.append((x, y))
        x, high = x + width + APART, max(high, height)
    return corners


def _reduced(sizes: Sequence[tuple[int, int]], corners: Sequence[tuple[int, int]]) -> float:
    """How many times the whole must be made smaller to be seen at once; the room for facts at its right is not seen at first."""
    right = max(x + width - FACTS for (x, _), (width, _) in zip(corners, sizes, strict=True))
    bottom = max(y + height for (_, y), (_, height) in zip(corners, sizes, strict=True))
    return max(right / STAGE[0], bottom / STAGE[1])


def _size(office: Office) -> tuple[int, int]:
    return 2 * SIDE + 2 * LANE + _columns(office) * CHIP[0] + FACTS, TITLE + _height(office)


def _columns(office: Office) -> int:
    if office.bundles:
        return ceil(_across(office) * BUNDLE[0] / CHIP[0])
    return min(max(ceil(sqrt(office.items * 1.5)), 6), 60)


def _across(office: Office) -> int:
    return 1 if len(office.bundles) <= 8 else ceil(sqrt(len(office.bundles) / 3))


def _height(office: Office) -> int:
    bundles = ceil(len(office.bundles) / _across(office)) * BUNDLE[1]
    return max(_blocks(office)[-1], bundles, ROW * len(office.officials), ROW * len(office.departments), 3 * ROW)


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
    nodes = _bundles(office, start, under, height) if office.bundles else _chips(office.single, start, shift + tops[-2], _columns(office))
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


def _bundles(office: Office, left: int, top: int, height: int) -> dict[str, Box]:
    across, (width, step) = _across(office), BUNDLE
    first = top + (height - ceil(len(office.bundles) / across) * step) // 2
    return {
        key: Box(left + place % across * width + width // 2, first + place // across * step + step // 2, width - 24, step - 16)
        for place, key in enumerate(office.bundles)
    }


def _names(keys: Sequence[str], x: int, top: int, height: int) -> dict[str, Box]:
    step = height / max(len(keys), 1)
    return {key: Box(x, round(top + step * (place + 0.5)), SIDE, 34) for place, key in enumerate(keys)}
