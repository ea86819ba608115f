"""Officials by items as an SVG that stands alone: a row per official, a column per item, equal columns side by side."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from markupsafe import Markup

from viz.grids import Block, Cell, Grid
from viz.svg import drawing, element, fit, label, role_mark, text_width
from viz.theme import LIGHT

ROOM = 1080  # width in which a list of ordinary length is to fit without scrolling
_HEAD = 52  # height of the header
_NARROWEST, _WIDEST = 9, 30  # from one column to the next
_SLICE = 700  # what a sheet of A4 holds of the columns in a legible size


@dataclass(frozen=True)
class Look:
    """How a grid is drawn: the mark of a band, heights of a row and a cell, room left of a group, for names and for counts.

    Names have `names` pixels and, where the columns leave some of the page's width, up to as many again.

    `letters`: whether a group's row begins with letters that stand for its bands; `data`: the attribute that says what a cell
    shows; `notes`: what stands beside a row's name, by its number, in place of its count of items.
    """

    mark: Callable[[str, float, float, float, float], Markup] = role_mark
    row: int = 36
    high: int = 30
    gutter: int = 20
    size: int = 15
    names: int = 132
    counts: int = 66
    narrowest: int = _NARROWEST
    letters: bool = True
    data: str = "row"
    notes: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True)
class MatrixChart:
    """The drawing of one grid; `number` sets its ids apart from those of other grids on the page."""

    grid: Grid
    number: int
    words: dict[str, str]
    look: Look = field(default_factory=Look)

    @cached_property
    def label_width(self) -> float:
        """Width of the column of names, by the longest of them within limits."""
        widest = max((text_width(name, self.look.size) for name, _, _ in self.grid.officials), default=0) + 4
        spare = ROOM - self.look.counts - self.look.gutter * len(self.grid.blocks) - self.look.narrowest * self.grid.columns
        return min(max(widest, 48), min(max(self.look.names, spare), 2 * self.look.names)) + self.look.counts

    @cached_property
    def pitch(self) -> float:
        """Pixels from one column to the next."""
        free = ROOM - self.label_width - self.look.gutter * len(self.grid.blocks)
        return min(max(2 * free // max(self.grid.columns, 1) / 2, self.look.narrowest), max(_WIDEST, self.look.narrowest))

    @cached_property
    def placed(self) -> list[tuple[Block, float, int]]:
        """Each group with where its cells start and how many columns stand before it."""
        placed, x, column = [], self.label_width, 0
        for block in self.grid.blocks:
            placed.append((block, x + self.look.gutter, column))
            x, column = x + self.look.gutter + len(block.items) * self.pitch, column + len(block.items)
        return placed

    @property
    def width(self) -> float:
        """Width of the whole; the last group's count may stand out a little."""
        return self.label_width + self.look.gutter * len(self.grid.blocks) + self.pitch * self.grid.columns + 6

    @property
    def height(self) -> float:
        """Height of the whole."""
        return _HEAD + self.look.row * len(self.grid.officials)

    def svg(self, name: str) -> Markup:
        """The whole chart; `name` says whose it is."""
        heads = element("g", *(piece for block, x, _ in self.placed for piece in self._head(block, x)), aria_hidden="true")
        rows = [self._row(index) for index in range(len(self.grid.officials))]
        cells = element("g", heads, *rows, id=f"cells-{self.number}", role="presentation")
        said = self.words["grid_label"].format(name=fit(name, 900, 15))
        return drawing(
            self.width, self.height, self._labels(), cells, role="grid", aria_label=said,
            aria_rowcount=len(self.grid.officials), aria_colcount=self.grid.columns, class_="grid",
        )  # fmt: skip

    def members(self, block: Block) -> list[tuple[str, str]]:
        """Who is named on a group's items, and in which parts, in words."""
        return [(self.grid.officials[cell.official][0], roles_said(cell.bands, self.words)) for cell in block.items[0].cells]

    def label_svg(self) -> Markup:
        """The names alone, drawn by reference: it stays in view while the chart scrolls beneath."""
        return drawing(self.label_width, self.height, self._use("labels"), aria_hidden="true", class_=names_class(self.label_width))

    def slices(self) -> list[Markup]:
        """A chart too wide for a sheet, cut between columns, each part with the names: drawn by reference, for paper."""
        if self.width <= ROOM + 40:
            return []
        return [self._slice(start, end) for start, end in pairwise(self._cuts())]

    def _slice(self, start: float, end: float) -> Markup:
        part = element("svg", self._use("cells"), viewBox=f"{start:g} 0 {end - start:g} {self.height:g}",
                       x=self.label_width, width=end - start, height=self.height)  # fmt: skip
        return drawing(self.label_width + _SLICE, self.height, self._use("labels"), part, aria_hidden="true")

    def _cuts(self) -> Iterator[float]:
        start = self.label_width
        yield start
        for block, x, _ in self.placed:
            end = x + len(block.items) * self.pitch
            if end > start + _SLICE and x - self.look.gutter > start:
                yield (start := x - self.look.gutter)
            while end > start + _SLICE:
                start = x + (start + _SLICE - x) // self.pitch * self.pitch
                yield start
        if start < self.width:
            yield self.width

    def _use(self, what: str) -> Markup:
        return element("use", href=f"#{what}-{self.number}")

    def _labels(self) -> Markup:
        pieces = []
        for index, (name, kind, count) in enumerate(self.grid.officials):
            y = _HEAD + index * self.look.row + self.look.high / 2 + 5
            clipped = fit(name, self.label_width - self.look.counts + 2, self.look.size)
            pieces.append(element("g", label(clipped, 0, y, self.look.size), class_="who", data_official=name, data_kind=kind))
            number = self.look.notes.get(index) or self.words["items_count"].format(n=count)
            pieces.append(label(number, self.label_width - 12, y, 12, class_="muted", anchor="end"))
        return element("g", *pieces, id=f"labels-{self.number}", aria_hidden="true")

    def _head(self, block: Block, x: float) -> Iterator[Markup]:
        width = len(block.items) * self.pitch
        yield label(block.key, x, 15, 14, class_="ink strong")
        count, indent = self.words["items_count"].format(n=block.count), text_width(block.key, 14) + 8
        if block.count > 1 and text_width(count, 12) + indent <= width + 6:
            yield label(count, x + indent, 15, 12, class_="muted")
        if block.count > len(block.items):  # a column that stands for several items says how many
            yield label(fit(str(block.count), self.look.gutter + width, 11), x, 32, 11, class_="muted")
        elif text_width(serials := _short(block.serials, width + 2), 11) <= width + 2:
            yield label(serials, x, 32, 11, class_="muted")
        yield element("path", class_="bracket", d=f"M{x:g} 44V40H{x + width - 1:g}V44", fill="none", stroke="#5b5f66")

    def _row(self, official: int) -> Markup:
        y = _HEAD + official * self.look.row
        pieces: list[Markup] = []
        tracks = "".join(f"M{x:g} {y:g}h{len(block.items) * self.pitch - 1:g}v{self.look.high}H{x:g}z" for block, x, _ in self.placed)
        pieces.append(element("path", class_="track", d=tracks, fill=LIGHT["track"]))
        for block, x, column in self.placed:
            if self.look.letters:
                pieces += self._letters(block, official, x - 6, y)
            for place, item in enumerate(block.items):
                cells = (cell for cell in item.cells if cell.official == official)
                pieces += [
                    self._cell(cell, block.serials if item.size > 1 else item.serial, x + place * self.pitch, y, column + place + 1)
                    for cell in cells
                ]
        return element("g", *pieces, role="row", aria_rowindex=official + 1)

    def _letters(self, block: Block, official: int, x: float, y: float) -> list[Markup]:
        bands = next((cell.bands for cell in block.items[0].cells if cell.official == official), ())
        letters = [self.words[f"letter_{role}"] for role in bands]
        if len(letters) > 2:
            letters = [letters[0], f"×{len(letters)}" if len(set(letters)) == 1 else f"+{len(letters) - 1}"]
        lines = [y + 19] if len(letters) == 1 else [y + 12, y + 26]
        kinds = bands if len(letters) == len(bands) else ("",) * 2
        return [label(letter, x, line, 12, anchor="end", data_kind=kind or None)
                for letter, line, kind in zip(letters, lines, kinds, strict=False)]  # fmt: skip

    def _cell(self, cell: Cell, serial: str, x: float, y: float, column: int) -> Markup:
        name = fit(self.grid.officials[cell.official][0], 400, 15)
        height = (self.look.high - 3 * (len(cell.bands) - 1)) / len(cell.bands)
        bands = [self.look.mark(role, x, y + index * (height + 3), self.pitch - 1, height) for index, role in enumerate(cell.bands)]
        if cell.bands not in (("leader",), ("head",)):  # these fill the cell; of others the gaps must answer a pointer too
            whole = element("rect", x=x, y=y, width=self.pitch - 1, height=self.look.high, fill="none", pointer_events="all", class_="hit")
            bands.insert(0, whole)
        said = self.words["cell_label"].format(official=name, serial=fit(serial, 200, 15), roles=roles_said(cell.bands, self.words))
        return element(
            "g", *bands, class_="cell twice" if len(cell.bands) > 1 else "cell", role="gridcell", tabindex=-1,
            aria_colindex=column, aria_label=said, **self._data(cell),
        )  # fmt: skip

    def _data(self, cell: Cell) -> dict[str, object]:
        """What the page's script is to show for a cell: a row of the matrix, or a mark with its kind."""
        if self.look.data == "row":
            return {"data_show": "matrix", "data_row": cell.row}
        return {"data_mark": cell.row, "data_kind": self.grid.officials[cell.official][1]}


def _short(serials: str, room: float) -> str:
    """The serials; where they have no room, the first of them."""
    return serials if text_width(serials, 11) <= room else f"{re.split('[–,]', serials)[0][:9]}…"


def names_class(width: float) -> str:
    """The class of a column of names that stays in view; where it would leave a telephone no room, it does not."""
    return "names" if width <= 230 else "names broad"


def roles_said(bands: tuple[str, ...], words: dict[str, str]) -> str:
    """The parts in words; one part more than once as Head ×2."""
    counts = {role: bands.count(role) for role in bands}
    return words["join"].join(words[role] if n == 1 else words["times"].format(role=words[role], n=n) for role, n in counts.items())
