"""Officials by items: items whose officials and parts are the same stand together as a group."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from string import ascii_uppercase
from typing import Any

from viz.words import ROLE_ORDER

Row = Mapping[str, Any]
MOST_ITEMS = 300  # of one list; above this a column is a group of items
MOST_GROUPS = 150  # columns that such a grid draws


@dataclass(frozen=True, slots=True)
class Cell:
    """One official in one item; `row` is its place in the matrix table, `bands` one role per time named."""

    row: int
    official: int
    bands: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """One power item and who is named on it; where one column stands for `size` alike items, each serial is a line of `serial`."""

    serial: str
    name: str
    cells: tuple[Cell, ...]
    size: int = 1

    @property
    def pattern(self) -> tuple[tuple[int, tuple[str, ...]], ...]:
        """Who is named in which part: equal for items of one group."""
        return tuple((cell.official, cell.bands) for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Block:
    """The items with one pattern, under a letter."""

    key: str
    items: tuple[Item, ...]

    @property
    def every_serial(self) -> list[str]:
        """The serials of all items that it stands for."""
        return [serial for item in self.items for serial in item.serial.split("\n")]

    @property
    def serials(self) -> str:
        """The items' serials, runs shortened: 1–8, 12."""
        return ranges(self.every_serial)

    @property
    def count(self) -> int:
        """Number of items it stands for."""
        return sum(item.size for item in self.items)


@dataclass(frozen=True, slots=True)
class Grid:
    """Officials by items of one list; `officials` are (name, kind, items named on), `others` the items of each group not drawn."""

    document: str
    officials: tuple[tuple[str, str, int], ...]
    blocks: tuple[Block, ...]
    others: tuple[int, ...] = ()

    @property
    def items(self) -> int:
        """Number of items, of groups not drawn too."""
        return sum(block.count for block in self.blocks) + sum(self.others)

    @property
    def groups(self) -> int:
        """Number of groups, drawn or not."""
        return len(self.blocks) + len(self.others)

    @property
    def alike(self) -> bool:
        """Whether a column stands for a group of items."""
        return any(item.size > 1 for block in self.blocks for item in block.items) or bool(self.others)

    @property
    def columns(self) -> int:
        """Number of columns: one per item, or per group of a long list."""
        return sum(len(block.items) for block in self.blocks)

    @property
    def doubled(self) -> int:
        """Number of cells in which one official is named more than once."""
        return sum(len(cell.bands) > 1 for cell in self.cells)

    @property
    def cells(self) -> Iterator[Cell]:
        """Every cell, group by group."""
        return (cell for block in self.blocks for item in block.items for cell in item.cells)


def ranges(serials: Iterable[str]) -> str:
    """Serials with runs shortened: 1, 2, 3, 7 gives 1–3, 7."""
    runs: list[list[str]] = []
    for serial in serials:
        if runs and _follows(runs[-1][-1], serial):
            runs[-1].append(serial)
        else:
            runs.append([serial])
    return ", ".join(run[0] if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)


def listed(value: Any) -> list[Any]:
    """The value as a list: a list as it is, None as empty, anything else alone."""
    if value is None:
        return []
    return list(value) if isinstance(value, (list, tuple)) else [value]


def grid(document: str, rows: Sequence[tuple[int, Row]], ranked: Sequence[str]) -> Grid:
    """The grid of one list: `rows` are the matrix rows with their places, `ranked` the officials in drawing order."""
    order = {official: place for place, official in reversed(list(enumerate(ranked)))}
    counts = Counter(_subject(row) for _, row in rows)
    subjects = sorted(counts, key=lambda subject: order.get(subject[0], len(order)))
    officials = tuple((name, kind, counts[name, kind]) for name, kind in subjects)
    drawn = Grid(document, officials, grouped(_items(rows, subjects)))
    return drawn if drawn.items <= MOST_ITEMS else _summed(drawn)


def _summed(every: Grid) -> Grid:
    """A column per group, the largest groups first and no more than `MOST_GROUPS`, and the officials who stand on these."""
    blocks = sorted(every.blocks, key=lambda block: -block.count)
    kept, others = blocks[:MOST_GROUPS], tuple(block.count for block in blocks[MOST_GROUPS:])
    standing = sorted({cell.official for block in kept for cell in block.items[0].cells})
    place = {official: index for index, official in enumerate(standing)}
    columns = [(_together(block, place),) for block in kept]
    drawn = tuple(Block(letters(index), items) for index, items in enumerate(columns))
    return Grid(every.document, tuple(every.officials[official] for official in standing), drawn, others)


def _together(block: Block, place: Mapping[int, int]) -> Item:
    """One column for a whole group; `place` gives the officials' new numbers."""
    first = block.items[0]
    cells = tuple(replace(cell, official=place[cell.official]) for cell in first.cells)
    return replace(first, serial="\n".join(block.every_serial), size=block.count, cells=cells)


def grouped(items: Iterable[Item]) -> tuple[Block, ...]:
    """The items in groups of one pattern, each under a letter, in the order of their first items."""
    groups: dict[Any, list[Item]] = {}
    for item in items:
        groups.setdefault(item.pattern, []).append(item)
    return tuple(Block(letters(index), tuple(group)) for index, group in enumerate(groups.values()))


def letters(index: int) -> str:
    """The letters of the group of that number, from 0: A … Z, AA …"""
    last = ascii_uppercase[index % 26]
    return last if index < 26 else letters(index // 26 - 1) + last


def row_order(row: Row) -> float:
    """Where the row's words stand in its list: the row number of the cell, last where none is given."""
    numbers = listed(row.get("row"))
    return float(numbers[0]) if numbers else float("inf")


def _subject(row: Row) -> tuple[str, str]:
    return str(row["official"]), str(row.get("kind") or "")


def _items(rows: Sequence[tuple[int, Row]], subjects: Sequence[tuple[str, str]]) -> list[Item]:
    place = {subject: index for index, subject in enumerate(subjects)}
    seen: Counter[tuple[object, ...]] = Counter()
    gathered: dict[tuple[object, ...], list[Cell]] = {}
    names: dict[tuple[object, ...], tuple[str, str]] = {}
    for index, row in sorted(rows, key=lambda pair: row_order(pair[1])):
        official, item = place[_subject(row)], (row.get("ordinal"), str(row["item_serial"]), str(row["item"]))
        seen[official, item] += 1  # two items may share serial and name: an official stands once in each
        key = (*item, seen[official, item])
        names[key] = item[1], item[2]
        gathered.setdefault(key, []).append(Cell(index, official, _bands(row)))
    return [Item(*names[key], tuple(sorted(cells, key=lambda cell: cell.official))) for key, cells in gathered.items()]


def _bands(row: Row) -> tuple[str, ...]:
    roles = [role if role in ROLE_ORDER else "other" for role in map(str, listed(row["roles"]))] or ["other"]
    roles.sort(key=ROLE_ORDER.index)
    return tuple(roles * max(1, len(listed(row.get("chains")))) if len(roles) == 1 else roles)


def _follows(last: str, serial: str) -> bool:
    short = len(last) < 10 and len(serial) < 10  # a longer one is no serial, and int() refuses the longest
    return short and last.isdecimal() and serial.isdecimal() and int(serial) == int(last) + 1
