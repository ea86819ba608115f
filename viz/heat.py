"""A table of counts as coloured fields: rows by columns, the number printed in each, darker where the share is greater."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from viz.matrix import ROOM, names_class
from viz.svg import block, drawing, element, fit, label, text_width

_SIZE, _TURN, _LONGEST = 13, 0.7071, 300  # of the headings: their height and greatest length in pixels; they lean by 45 degrees
_NARROWEST, _WIDEST = 30, 44  # from one column to the next


@dataclass(frozen=True, slots=True)
class Field:
    """One field: what is printed, the share that colours it (0 to 1; None: hollow), its mark's number, its label."""

    text: str
    share: float | None
    mark: int
    said: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Head:
    """A row or column: its name, the note beside it, and its kind for the legend's filter."""

    name: str
    note: str = ""
    kind: str = ""


@dataclass(frozen=True)
class HeatChart:
    """Rows by columns; `fields` by (row, column). `number` sets its ids apart from those of other charts on the page."""

    rows: Sequence[Head]
    columns: Sequence[Head]
    fields: Mapping[tuple[int, int], Field]
    number: int
    name: str
    high: int = 30
    names: int = 220
    notes: int = 56

    @property
    def label_width(self) -> float:
        """Width of the rows' names."""
        widest = max((text_width(row.name, 14) for row in self.rows), default=0) + 4
        spare = ROOM - self.notes - self.head - _WIDEST * len(self.columns)
        return min(max(widest, 48), max(self.names, spare)) + self.notes

    @property
    def pitch(self) -> int:
        """Pixels from one column to the next: fewer where the whole would else be wider than the page."""
        fitting = (pitch for pitch in range(_WIDEST, _NARROWEST, -1) if self._across(pitch) <= ROOM)
        return next(fitting, _NARROWEST)

    @property
    def head(self) -> float:
        """Height of the leaning headings."""
        widest = max(map(self._length, self.columns), default=0)
        return widest * _TURN + (34 if any(column.note for column in self.columns) else 18)

    @property
    def width(self) -> float:
        """Width of the whole; a long heading leans over the edge."""
        return self._across(self.pitch)

    def _across(self, pitch: int) -> float:
        """Width of the whole with columns of that pitch, as far as the last of them or of the headings reaches."""
        ends = ((place + 0.5) * pitch + (self._length(column) + _SIZE / 2) * _TURN for place, column in enumerate(self.columns))
        return self.label_width + max(pitch * len(self.columns), *ends, 0)

    def _length(self, column: Head) -> float:
        return min(text_width(column.name, _SIZE), _LONGEST)

    @property
    def height(self) -> float:
        """Height of the whole."""
        return self.head + (self.high + 3) * len(self.rows) + 4

    def svg(self) -> Markup:
        """The chart."""
        heads = element("g", *(self._heading(place) for place in range(len(self.columns))), aria_hidden="true")
        rows = [self._row(place) for place in range(len(self.rows))]
        return drawing(
            self.width, self.height, self._labels(), heads, *rows, role="grid", class_="grid", aria_label=self.name,
            aria_rowcount=len(self.rows), aria_colcount=len(self.columns), data_head=round(self.head),
        )  # fmt: skip

    def label_svg(self) -> Markup:
        """The rows' names alone, drawn by reference: they stay in view while the chart scrolls beneath."""
        use = element("use", href=f"#labels-{self.number}")
        return drawing(self.label_width, self.height, use, aria_hidden="true", class_=names_class(self.label_width))

    def slices(self) -> list[Markup]:
        """On paper the chart is scaled, not cut."""
        return []

    def _labels(self) -> Markup:
        pieces = []
        for place, row in enumerate(self.rows):
            y = self.head + place * (self.high + 3) + self.high / 2 + 5
            name = label(fit(row.name, self.label_width - self.notes, 14), 0, y, 14)
            note = label(row.note, self.label_width - 10, y, 12, class_="muted", anchor="end")
            pieces.append(element("g", name, note, data_kind=row.kind or None))
        return element("g", *pieces, id=f"labels-{self.number}", aria_hidden="true")

    def _heading(self, place: int) -> Markup:
        column, x = self.columns[place], self.label_width + place * self.pitch + self.pitch / 2
        bottom = self.head - (24 if any(each.note for each in self.columns) else 8)
        name = label(fit(column.name, _LONGEST, _SIZE), 0, 0, _SIZE, transform=f"translate({x:g} {bottom:g}) rotate(-45)")
        note = label(column.note, x - 2, self.head - 7, 11, class_="muted", anchor="middle") if column.note else Markup("")
        return element("g", name, note, data_kind=column.kind or None)

    def _row(self, row: int) -> Markup:
        y = self.head + row * (self.high + 3)
        pieces = []
        for column in range(len(self.columns)):
            x = self.label_width + column * self.pitch
            drawn = self.fields.get((row, column))
            if drawn is None:
                pieces.append(element("g", block("track", x, y, self.pitch - 3, self.high, opacity=0.45),
                                      data_kind=self._kinds(row, column)))  # fmt: skip
            else:
                pieces.append(self._field(drawn, row, column, x, y))
        return element("g", *pieces, role="row", aria_rowindex=row + 1)

    def _field(self, drawn: Field, row: int, column: int, x: float, y: float) -> Markup:
        width, step = self.pitch - 3, heat_step(drawn.share)
        if drawn.share == 0:  # nothing of something: apart from a little of it
            ground = block("track", x, y, width, self.high)
        elif step:
            ground = block(f"heat{step}", x, y, width, self.high)
        else:
            place = {"x": x + 0.5, "y": y + 0.5, "width": width - 1, "height": self.high - 1}
            ground = element("rect", class_="hollow", fill="none", stroke="#80868f", stroke_dasharray="3 3", pointer_events="all", **place)
        ink = "on" if step and step > 3 else "ink"
        number = label(drawn.text, x + width / 2, y + self.high / 2 + 4.5, 12 if self.pitch > 34 else 11, class_=ink, anchor="middle")
        return element(
            "g", ground, number, class_="cell", role="gridcell", tabindex=-1, aria_colindex=column + 1, aria_label=drawn.said,
            data_mark=drawn.mark, data_kind=drawn.kind or self._kinds(row, column),
        )  # fmt: skip

    def _kinds(self, row: int, column: int) -> str | None:
        return self.rows[row].kind or self.columns[column].kind or None


def heat_step(share: float | None) -> int:
    """Which of the five colours a share of 0 to 1 takes, by fifths; 0 where there is none."""
    return 0 if share is None else min(int(share * 5) + 1, 5)
