"""Things by items: which items bear which things, alike items side by side; a long list is drawn a column per group."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from viz.grids import MOST_GROUPS, MOST_ITEMS, Block, Cell, Grid, Item, letters
from viz.marks import Mark, MarkBook
from viz.matrix import Look, MatrixChart
from viz.offices import Office, Row
from viz.sections import Figure, all_dated, heading, serial_text


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the grid: its key in the answers, its name, the note beside it and its kind for the legend."""

    key: str
    name: str
    note: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Shape:
    """How a view draws its grid: `bands` of a row of the answer, the mark that stands for some alike rows, the mark of a band."""

    bands: Callable[[Row], tuple[str, ...]]
    describe: Callable[[Line, Sequence[Row]], Mark]
    draw: Callable[[str, float, float, float, float], Markup]
    key: str
    grid_words: str
    letters: bool = False


@dataclass(frozen=True)
class NamedChart:
    """A grid with the name that it is read out by."""

    chart: MatrixChart
    name: str

    def svg(self) -> Markup:
        """The chart."""
        return self.chart.svg(self.name)

    def label_svg(self) -> Markup:
        """The names alone."""
        return self.chart.label_svg()

    def slices(self) -> list[Markup]:
        """Parts for paper."""
        return self.chart.slices()


@dataclass(frozen=True, slots=True)
class Grids:
    """The figures of a section, and the letter of each item's group, by (organization, document, ordinal)."""

    figures: tuple[Figure, ...]
    letter_of: Mapping[tuple[str, str, int], str]


def grid_figures(
    office: Office, rows: Iterable[Row], lines: Sequence[Line], shape: Shape, book: MarkBook, said: dict[str, str], number: int,
) -> Grids:  # fmt: skip
    """One figure per list of the organization; `rows` are its answer's, one per item and thing. Chart ids count from `number`."""
    lists: dict[str, list[Row]] = {}
    for row in rows:
        lists.setdefault(str(row["document"]), []).append(row)
    figures: list[Figure] = []
    letter_of: dict[tuple[str, str, int], str] = {}
    for place, (document, found) in enumerate(lists.items()):
        items = _by_item(found)
        groups = _groups(items, shape)
        letter_of |= {(office.name, document, ordinal): letters(index) for index, group in enumerate(groups) for ordinal in group}
        title = f"{office.name} {document}" if len(lists) > 1 else heading(office)
        grid = _grid(document, items, groups, lines, shape, book)
        figures.append(_figure(office, title, grid, len(groups), lines, shape, said, number + place))
    return Grids(tuple(figures), letter_of)


def _by_item(rows: Iterable[Row]) -> dict[int, list[Row]]:
    items: dict[int, list[Row]] = {}
    for row in rows:
        items.setdefault(int(row["ordinal"]), []).append(row)
    return dict(sorted(items.items()))


def _groups(items: Mapping[int, Sequence[Row]], shape: Shape) -> list[list[int]]:
    """The places of items that bear the same things in the same way, in the order of the list; of a long one the largest first."""
    patterns: dict[tuple[tuple[str, tuple[str, ...]], ...], list[int]] = {}
    for ordinal, rows in items.items():
        pattern = tuple(sorted((str(row[shape.key]), shape.bands(row)) for row in rows))
        patterns.setdefault(pattern, []).append(ordinal)
    found = list(patterns.values())
    return sorted(found, key=len, reverse=True) if len(items) > MOST_ITEMS else found


def _grid(
    document: str, items: Mapping[int, Sequence[Row]], groups: Sequence[Sequence[int]], lines: Sequence[Line], shape: Shape, book: MarkBook
) -> Grid:
    place = {line.key: index for index, line in enumerate(lines)}
    alike = len(items) > MOST_ITEMS
    blocks = []
    for index, group in enumerate(groups[:MOST_GROUPS] if alike else groups):
        columns = [list(group)] if alike else [[ordinal] for ordinal in group]
        drawn = (_column([items[ordinal] for ordinal in column], place, lines, shape, book) for column in columns)
        blocks.append(Block(letters(index), tuple(drawn)))
    counts = Counter(str(row[shape.key]) for rows in items.values() for row in rows)
    return Grid(document, tuple((line.name, line.kind, counts[line.key]) for line in lines), tuple(blocks))


def _column(alike: Sequence[Sequence[Row]], place: Mapping[str, int], lines: Sequence[Line], shape: Shape, book: MarkBook) -> Item:
    """One column: an item, or items whose rows are alike."""
    cells = []
    for row in alike[0]:
        line = lines[place[str(row[shape.key])]]
        same = [other for rows in alike for other in rows if other[shape.key] == row[shape.key]]
        cells.append(Cell(book.add(shape.describe(line, same)), place[line.key], shape.bands(row)))
    cells.sort(key=lambda cell: cell.official)
    serials = "\n".join(str(rows[0]["item_serial"]) for rows in alike)
    return Item(serials, str(alike[0][0]["item"]), tuple(cells), len(alike))


def _figure(
    office: Office, title: str, grid: Grid, groups: int, lines: Sequence[Line], shape: Shape, said: dict[str, str], number: int
) -> Figure:
    alike = grid.items > grid.columns
    look = Look(
        shape.draw, row=27, high=24, gutter=20 if shape.letters else 7, size=13, names=220, counts=58, narrowest=30 if alike else 7,
        letters=shape.letters, data="mark", notes={index: line.note for index, line in enumerate(lines) if line.note},
    )  # fmt: skip
    chart = MatrixChart(grid, number, {**said, "grid_label": said[shape.grid_words]}, look)
    facts = [said["grid_facts"].format(items=grid.items, groups=groups)] + ([said["alike"]] if alike else [])
    if alike and groups > MOST_GROUPS:
        facts.append(said["alike_first"].format(n=MOST_GROUPS, all=groups))
    return Figure(
        title, all_dated(office.sources, said), said["space"].join(facts), chart=NamedChart(chart, title or office.name),
        groups=tuple(_group(block, said, chart) for block in grid.blocks),
    )  # fmt: skip


def _group(block: Block, said: dict[str, str], chart: MatrixChart) -> tuple[str, str, str]:
    """A group's letter, its items, and what they bear."""
    serials = serial_text(block.every_serial, said)
    names = said["list"].join(name for name, _ in chart.members(block))
    return block.key, said["group_items"].format(serials=serials, n=block.count), names
