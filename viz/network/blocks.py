"""The middle of an office: its items as blocks, one per group of them, in as many columns as show them largest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil, sqrt

from viz.network.offices import Office

CHIP = (46, 34)  # from one item to the next, across and down
FEW, BAR = 24, 230  # single items up to which each has a line of its own, with its name; how wide it is then
HEAD, GAP = 38, 30  # a group's heading; between groups
BUNDLE = (276, 50)  # a bundle of items that are summed up
STAGE = (1216, 660)  # the picture on a usual screen
BESIDE = 760  # what stands beside the items


@dataclass(frozen=True, slots=True)
class Box:
    """The centre of a node and its size, in the picture's units."""

    x: int
    y: int
    width: int
    height: int

    def moved(self, right: int, down: int) -> Box:
        """The same box elsewhere."""
        return Box(self.x + right, self.y + down, self.width, self.height)


@dataclass(frozen=True, slots=True)
class Block:
    """Items that stand together: a group under its heading, a bundle that is one node, or items of their own; its size,
    and how many items stand side by side.
    """

    key: str
    items: tuple[str, ...]
    head: int
    width: int
    height: int
    across: int = 1


@dataclass(frozen=True, slots=True)
class Middle:
    """Blocks by the numbers of their columns, and the size of the whole."""

    columns: tuple[tuple[Block, ...], ...]
    width: int
    height: int


def middle(office: Office, groups: slice, single: slice) -> Middle:
    """Some of an office's groups or bundles, then some of its single items, in columns of about the same height.

    A few single items stay in one column with the groups as long as that can be read: lines to the one would else run
    behind the other.
    """
    tries = [_middle(office, groups, single, columns) for columns in range(1, 13)]
    if 0 < len(office.single[single]) <= FEW and tries[0].height <= 2 * STAGE[1]:
        return tries[0]
    return min(tries, key=lambda one: max((one.width + BESIDE) / STAGE[0], one.height / STAGE[1]))


def placed(middle: Middle, left: int, top: int) -> tuple[dict[str, Box], dict[str, Box]]:
    """The boxes of items and bundles, and those of groups by their letters."""
    nodes: dict[str, Box] = {}
    groups: dict[str, Box] = {}
    step = (middle.width + GAP) // max(len(middle.columns), 1)
    for place, column in enumerate(middle.columns):
        upper = top + (middle.height - _height(column)) // 2
        for block in column:
            box = Box(left + place * step + block.width // 2, upper + block.height // 2, block.width, block.height)
            if not block.items:
                nodes[block.key] = box
            elif block.key:
                groups[block.key] = box
            nodes |= _chips(block, left + place * step, upper + block.head)
            upper += block.height + _gap(block)
    return nodes, groups


def _middle(office: Office, groups: slice, single: slice, columns: int) -> Middle:
    across = max(ceil(_across(office) / columns), 6)
    blocks = list(_blocks(office, groups, single, across))
    whole = sum(block.height + _gap(block) for block in blocks)
    filled: list[list[Block]] = [[]]
    for block in blocks:
        if filled[-1] and _height([*filled[-1], block]) > whole / columns + block.height / 2:
            filled.append([])
        filled[-1].append(block)
    step = max((block.width for block in blocks), default=0) + GAP
    height = max(_height(column) for column in filled)
    return Middle(tuple(map(tuple, filled)), len(filled) * step - GAP, height)


def _across(office: Office) -> int:
    return min(max(ceil(sqrt((office.items - office.summed) * 1.5)), 6), 60)


def _blocks(office: Office, groups: slice, single: slice, across: int) -> Iterator[Block]:
    for key in office.bundles[groups]:
        yield Block(key, (), 0, *BUNDLE)
    for group in office.groups[groups]:
        width = min(max(len(group.items), 5), across) * CHIP[0]
        yield Block(group.key, group.items, HEAD, width, HEAD + ceil(len(group.items) / across) * CHIP[1], across)
    alone = office.single[single]
    if 0 < len(alone) <= FEW:
        yield Block("", alone, 0, BAR, len(alone) * CHIP[1])
    elif alone:
        yield Block("", alone, 0, min(len(alone), across) * CHIP[0], ceil(len(alone) / across) * CHIP[1], across)


def _gap(block: Block) -> int:
    return GAP if block.items else GAP // 2


def _height(column: Sequence[Block]) -> int:
    return sum(block.height + _gap(block) for block in column) - (_gap(column[-1]) if column else 0)


def _chips(block: Block, left: int, top: int) -> dict[str, Box]:
    (width, height), wide = (BAR if block.across == 1 else CHIP[0], CHIP[1]), block.across
    return {
        item: Box(left + place % wide * width + width // 2, top + place // wide * height + height // 2, width - 6, height - 8)
        for place, item in enumerate(block.items)
    }
