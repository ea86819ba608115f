"""Sets that recur, as an UpSet: a column of joined dots per set, its items and templates as bars above.

A. Lex, N. Gehlenborg and others (2014), UpSet: Visualization of Intersecting Sets.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from viz.matrix import ROOM, names_class
from viz.svg import block, drawing, element, fit, label, text_width
from viz.theme import LIGHT

_BARS, _ROW = 130, 26  # height of the bars; row to row
_NARROWEST, _WIDEST = 30, 36  # column to column
_STEPS = (0.1, 0.2, 0.4, 0.6, 0.8, 1.0)  # where the axis of the bars may end


@dataclass(frozen=True, slots=True)
class Combination:
    """One set: the rows it joins, its shares of all items and all templates with the numbers printed above, its mark."""

    members: frozenset[int]
    items: tuple[float, str]
    templates: tuple[float, str]
    mark: int
    said: str


@dataclass(frozen=True)
class UpSet:
    """The drawing; `rows` are the names of the members with a note each, `number` sets its ids apart."""

    rows: Sequence[tuple[str, str, str]]  # name, note, kind
    columns: Sequence[Combination]
    number: int
    name: str

    @property
    def label_width(self) -> float:
        """Width of the rows' names."""
        widest = max((text_width(name, 14) for name, _, _ in self.rows), default=48) + 4
        return min(widest, max(220, ROOM - 60 - _NARROWEST * len(self.columns))) + 52

    @property
    def pitch(self) -> int:
        """Pixels from one column to the next: fewer where the whole would else be wider than the page."""
        return int(min(max((ROOM - 8 - self.label_width) // max(len(self.columns), 1), _NARROWEST), _WIDEST))

    @property
    def top(self) -> float:
        """The share at the end of the axis: the first step that no bar exceeds."""
        most = max((share for column in self.columns for share, _ in (column.items, column.templates)), default=1.0)
        return next((step for step in _STEPS if step >= most), 1.0)

    @property
    def width(self) -> float:
        """Width of the whole."""
        return self.label_width + self.pitch * len(self.columns) + 8

    @property
    def height(self) -> float:
        """Height of the whole."""
        return _BARS + 26 + _ROW * len(self.rows)

    def svg(self) -> Markup:
        """The chart: each column is one stop for the keyboard."""
        stripes = (block("track", self.label_width - 4, _BARS + 14 + place * _ROW, self.width - self.label_width, _ROW - 2, opacity=0.6)
                   for place in range(0, len(self.rows), 2))  # fmt: skip
        columns = element("g", *(self._column(place) for place in range(len(self.columns))), role="row", aria_rowindex=1)
        return drawing(self.width, self.height, *stripes, *self._axis(), self._labels(), columns, role="grid", class_="grid",
                       aria_label=self.name, aria_rowcount=1, aria_colcount=len(self.columns))  # fmt: skip

    def label_svg(self) -> Markup:
        """The rows' names alone, drawn by reference."""
        use = element("use", href=f"#labels-{self.number}")
        return drawing(self.label_width, self.height, use, aria_hidden="true", class_=names_class(self.label_width))

    def slices(self) -> list[Markup]:
        """On paper the chart is scaled, not cut."""
        return []

    def _axis(self) -> Iterator[Markup]:
        """A line at none, half and all of the axis; the shares themselves stand with the names, which stay in view."""
        for part in (0.0, 0.5, 1.0):
            yield element(
                "path",
                class_="rule",
                d=f"M{self.label_width - 4:g} {self._level(part) + 0.5:g}H{self.width:g}",
                fill="none",
                stroke=LIGHT["rule"],
            )

    def _level(self, part: float) -> float:
        return _BARS - part * (_BARS - 22)

    def _labels(self) -> Markup:
        pieces = [label(f"{part * self.top:.3g}%", self.label_width - 12, self._level(part / 100) + 4, 11, class_="muted", anchor="end")
                  for part in (0, 50, 100)]  # fmt: skip
        for place, (name, note, kind) in enumerate(self.rows):
            y = _BARS + 31 + place * _ROW
            texts = (
                label(fit(name, self.label_width - 48, 14), 0, y, 14),
                label(note, self.label_width - 12, y, 12, class_="muted", anchor="end"),
            )
            pieces.append(element("g", *texts, data_kind=kind or None))
        return element("g", *pieces, id=f"labels-{self.number}", aria_hidden="true")

    def _column(self, place: int) -> Markup:
        column, x = self.columns[place], self.label_width + place * self.pitch
        ys = {row: _BARS + 26 + row * _ROW for row in range(len(self.rows))}
        inside, middle = sorted(column.members), self.pitch / 2 - 1
        holes = (_dot(x + middle, y, filled=False) for row, y in ys.items() if not inside[0] < row < inside[-1] and row not in inside)
        dots = (_dot(x + middle, ys[row], filled=True) for row in inside)
        line = element("path", class_="bracket", d=f"M{x + middle:g} {ys[inside[0]]}V{ys[inside[-1]]}", fill="none", stroke="#4b4f56",
                       stroke_width=2.5) if len(inside) > 1 else Markup("")  # fmt: skip
        hit = element("rect", class_="hit", x=x, y=0, width=self.pitch - 4, height=self.height, fill="none", pointer_events="all", rx=3)
        return element(
            "g", hit, *self._bars(column, x), *holes, line, *dots, class_="cell column", role="gridcell", tabindex=-1,
            aria_colindex=place + 1, aria_label=column.said, data_mark=column.mark,
        )  # fmt: skip

    def _bars(self, column: Combination, x: float) -> list[Markup]:
        pieces, wide = [], self.pitch / 2 - 4
        for kind, (share, text), left in (("first", column.items, x + 2), ("second", column.templates, x + self.pitch / 2)):
            high = share / self.top * (_BARS - 22)
            pieces.append(block(kind, left, _BARS - high, wide, high, data_kind=kind))
            pieces.append(label(text, left + wide / 2, _BARS - high - 4, 11, class_="muted", anchor="middle", data_kind=kind))
        return pieces


def _dot(x: float, y: float, *, filled: bool) -> Markup:
    kind, colour, radius = ("total", LIGHT["total"], 6.0) if filled else ("hole", LIGHT["rule"], 2.5)
    return element("circle", class_=kind, cx=x, cy=y, r=radius, fill=colour)
