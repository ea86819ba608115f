"""Officials by items as an SVG that stands alone: a row per official, a column per item, equal columns side by side."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from markupsafe import Markup

from viz.grids import Block, Cell, Grid
from viz.svg import block as rectangle
from viz.svg import drawing, element, fit, label, role_mark, text_width

ROOM = 1080  # width in which a list of ordinary length is to fit without scrolling
_HEAD, _ROW, _HIGH, _GUTTER = 52, 36, 30, 20  # header; row to row; height of a cell; left of a group, for its letters
_NARROWEST, _WIDEST = 9, 22  # from one column to the next
_SLICE = 700  # what a sheet of A4 holds of the columns in a legible size


@dataclass(frozen=True)
class MatrixChart:
    """The drawing of one grid; `number` sets its ids apart from those of other grids on the page."""

    grid: Grid
    number: int
    words: dict[str, str]

    @cached_property
    def label_width(self) -> float:
        """Width of the column of names, by the longest of them within limits."""
        widest = max((text_width(name, 15) for name, _, _ in self.grid.officials), default=0)
        return min(max(widest, 48), 132) + 66

    @cached_property
    def pitch(self) -> float:
        """Pixels from one column to the next."""
        free = ROOM - self.label_width - _GUTTER * len(self.grid.blocks)
        return min(max(free // max(self.grid.items, 1), _NARROWEST), _WIDEST)

    @cached_property
    def placed(self) -> list[tuple[Block, float, int]]:
        """Each group with where its cells start and how many columns stand before it."""
        placed, x, column = [], self.label_width, 0
        for block in self.grid.blocks:
            placed.append((block, x + _GUTTER, column))
            x, column = x + _GUTTER + len(block.items) * self.pitch, column + len(block.items)
        return placed

    @property
    def width(self) -> float:
        """Width of the whole."""
        return self.label_width + _GUTTER * len(self.grid.blocks) + self.pitch * self.grid.items

    @property
    def height(self) -> float:
        """Height of the whole."""
        return _HEAD + _ROW * len(self.grid.officials)

    def svg(self, name: str) -> Markup:
        """The whole chart; `name` says whose it is."""
        heads = element("g", *(piece for block, x, _ in self.placed for piece in self._head(block, x)), aria_hidden="true")
        rows = [self._row(index) for index in range(len(self.grid.officials))]
        cells = element("g", heads, *rows, id=f"cells-{self.number}", role="presentation")
        said = self.words["grid_label"].format(name=fit(name, 900, 15))
        return drawing(
            self.width, self.height, self._labels(), cells, role="grid", aria_label=said,
            aria_rowcount=len(self.grid.officials), aria_colcount=self.grid.items, class_="grid",
        )  # fmt: skip

    def members(self, block: Block) -> list[tuple[str, str]]:
        """Who is named on a group's items, and in which parts, in words."""
        return [(self.grid.officials[cell.official][0], roles_said(cell.bands, self.words)) for cell in block.items[0].cells]

    def label_svg(self) -> Markup:
        """The names alone, drawn by reference: it stays in view while the chart scrolls beneath."""
        return drawing(self.label_width, self.height, self._use("labels"), aria_hidden="true", class_="names")

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
            if end > start + _SLICE and x - _GUTTER > start:
                yield (start := x - _GUTTER)
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
            y = _HEAD + index * _ROW + 20
            clipped = fit(name, self.label_width - 64, 15)
            pieces.append(element("g", label(clipped, 0, y, 15), class_="who", data_official=name, data_kind=kind))
            number = self.words["items_count"].format(n=count)
            pieces.append(label(number, self.label_width - 12, y, 12, class_="muted", anchor="end"))
        return element("g", *pieces, id=f"labels-{self.number}", aria_hidden="true")

    def _head(self, block: Block, x: float) -> Iterator[Markup]:
        width = len(block.items) * self.pitch
        yield label(block.key, x, 15, 14, class_="ink strong")
        count, indent = self.words["items_count"].format(n=len(block.items)), text_width(block.key, 14) + 8
        if text_width(count, 12) + indent <= width + 6:
            yield label(count, x + indent, 15, 12, class_="muted")
        if text_width(block.serials[:4], 11) <= width:
            yield label(fit(block.serials, width, 11), x, 32, 11, class_="muted")
        yield element("path", class_="bracket", d=f"M{x:g} 44V40H{x + width - 1:g}V44", fill="none", stroke="#5b5f66")

    def _row(self, official: int) -> Markup:
        y = _HEAD + official * _ROW
        pieces: list[Markup] = []
        for block, x, column in self.placed:
            pieces.append(rectangle("track", x, y, len(block.items) * self.pitch - 1, _HIGH))
            pieces += self._letters(block, official, x - 6, y)
            for place, item in enumerate(block.items):
                cells = (cell for cell in item.cells if cell.official == official)
                pieces += [self._cell(cell, item.serial, x + place * self.pitch, y, column + place + 1) for cell in cells]
        return element("g", *pieces, role="row", aria_rowindex=official + 1)

    def _letters(self, block: Block, official: int, x: float, y: float) -> list[Markup]:
        bands = next((cell.bands for cell in block.items[0].cells if cell.official == official), ())
        letters = [self.words[f"letter_{role}"] for role in bands]
        if len(letters) > 2:
            letters = [letters[0], f"×{len(letters)}" if len(set(letters)) == 1 else f"+{len(letters) - 1}"]
        lines = [y + 19] if len(letters) == 1 else [y + 12, y + 26]
        return [label(letter, x, line, 12, anchor="end") for letter, line in zip(letters, lines, strict=False)]

    def _cell(self, cell: Cell, serial: str, x: float, y: float, column: int) -> Markup:
        name = fit(self.grid.officials[cell.official][0], 400, 15)
        height = (_HIGH - 3 * (len(cell.bands) - 1)) / len(cell.bands)
        bands = [role_mark(role, x, y + index * (height + 3), self.pitch - 1, height) for index, role in enumerate(cell.bands)]
        if cell.bands not in (("leader",), ("head",)):  # these fill the cell; of others the gaps must answer a pointer too
            whole = element("rect", x=x, y=y, width=self.pitch - 1, height=_HIGH, fill="none", pointer_events="all", class_="hit")
            bands.insert(0, whole)
        said = self.words["cell_label"].format(official=name, serial=fit(serial, 200, 15), roles=roles_said(cell.bands, self.words))
        return element(
            "g", *bands, class_="cell twice" if len(cell.bands) > 1 else "cell", role="gridcell", tabindex=-1,
            aria_colindex=column, aria_label=said, data_show="matrix", data_row=cell.row,
        )  # fmt: skip


def roles_said(bands: tuple[str, ...], words: dict[str, str]) -> str:
    """The parts in words; one part more than once as Head ×2."""
    counts = {role: bands.count(role) for role in bands}
    return words["join"].join(words[role] if n == 1 else words["times"].format(role=words[role], n=n) for role, n in counts.items())
