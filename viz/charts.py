"""Bars as an SVG that stands alone: light colours are written in, a page's CSS may change them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise

from markupsafe import Markup

from viz.panels import Bar, Panel
from viz.svg import block, drawing, element, fit, label, text_width

_STRIP = 6  # rows that stay together on paper
_TOTAL, _PART, _STEP = 16, 7, 17  # heights of the thick and the thin bar, and from one thin bar to the next


@dataclass(frozen=True, slots=True)
class BarLayout:
    """Widths in pixels: the whole, where bars start, the bar of all items; and whether the name stands above."""

    width: int
    start: int
    track: int
    stacked: bool


WIDE = BarLayout(1080, 200, 710, stacked=False)
NARROW = BarLayout(350, 0, 232, stacked=True)


@dataclass(frozen=True, slots=True)
class Part:
    """A thin bar: its colour, how much of the track it takes (0 to 1), the words at its end, and its kind for the legend's filter."""

    kind: str
    share: float
    text: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class BarRow:
    """A thick bar with its names, number, share of the track and thin bars; `data` are its attributes, `said` its label."""

    name: str
    below: str
    number: str
    share: float
    parts: tuple[Part, ...]
    said: str
    data: Mapping[str, object] = field(default_factory=dict)
    kind: str = "total"
    ratio: str | None = None

    def height(self, layout: BarLayout) -> float:
        """Pixels the row takes."""
        return (42 if layout.stacked else 22) + max(_TOTAL + 8 + _STEP * len(self.parts), 40)


@dataclass(frozen=True, slots=True)
class Drawn:
    """One chart drawn for a wide page, for a narrow one, and in strips for paper where it is long."""

    wide: Markup
    narrow: Markup
    strips: tuple[Markup, ...] = ()


def bars_drawn(panel: Panel, words: dict[str, str]) -> Drawn:
    """One group per official: all items as a thick bar on the ground of the whole list, each part as a thin one."""
    name = words["bars_label"].format(name=fit(panel.organization, 900, 15))
    return rows_drawn([_official(bar, panel.total, words) for bar in panel.bars], name)


def rows_drawn(rows: Sequence[BarRow], name: str) -> Drawn:
    """Rows of bars in every form."""
    return Drawn(rows_svg(rows, name, layout=wide_for(rows)), rows_svg(rows, name, layout=NARROW), _strips(rows))


def rows_svg(rows: Sequence[BarRow], name: str, *, layout: BarLayout = WIDE) -> Markup:
    """Rows of bars under each other; `name` says what they are to those who can't see them."""
    groups, top = [], 0.0
    for row in rows:
        height = row.height(layout)
        groups.append(element(
            "g", _hit_area(layout.width, height), *_row(row, layout), class_="bar", transform=f"translate(0 {top:g})", role="button",
            tabindex=0, aria_label=row.said, **row.data,
        ))  # fmt: skip
        top += height
    whole = element("g", *groups, id=_rows_id(rows) if rows and not layout.stacked else None)
    return drawing(layout.width, top, whole, role="group", aria_label=name)


def _strips(rows: Sequence[BarRow]) -> tuple[Markup, ...]:
    """The wide rows for paper, drawn by reference: a few to a picture, so that sheets can end between them; none where they are few."""
    layout = wide_for(rows)
    tops = [0.0, *accumulate(row.height(layout) for row in rows)]
    cuts = [*range(0, len(rows), _STRIP), len(rows)]
    if len(rows) <= _STRIP:
        return ()
    use = element("use", href=f"#{_rows_id(rows)}")
    return tuple(
        drawing(layout.width, tops[end] - tops[start], element("g", use, transform=f"translate(0 {-tops[start]:g})"), aria_hidden="true")
        for start, end in pairwise(cuts)
    )


def _rows_id(rows: Sequence[BarRow]) -> str:
    return "-".join(("rows", *(str(value) for row in rows[:1] for value in row.data.values() if value is not None)))


def wide_for(rows: Sequence[BarRow]) -> BarLayout:
    """The wide layout with as much room for names as the longest of them wants, within limits."""
    start = min(max(max((text_width(row.name, 16) for row in rows), default=0) + 32, WIDE.start), 380)
    return BarLayout(WIDE.width, round(start), WIDE.track + WIDE.start - round(start), stacked=False)


def percent(share: float | None) -> str:
    """A share of 0 to 1 as a percentage with one digit; a dash where there is none."""
    return "–" if share is None else f"{share:.1%}"


def _official(bar: Bar, total: int, words: dict[str, str]) -> BarRow:
    named = words["named"].format(items=bar.items, total=total)
    parts = tuple(Part(part, count / max(total, 1), f"{words[part]} {count}") for part, count in bar.parts if count)
    return BarRow(
        bar.official, _first_of(bar.departments, words), words["of_items"].format(items=bar.items, total=total),
        bar.items / max(total, 1), parts, f"{fit(bar.official, 900, 15)}{words['join']}{named} {percent(bar.share)}",
        {"data_show": "coverage", "data_row": bar.row}, ratio=percent(bar.share),
    )  # fmt: skip


def _first_of(names: Sequence[str], words: dict[str, str], room: float = WIDE.start - 24) -> str:
    """The names on one line; where it has no room for all, as many as fit and how many there are."""
    for kept in range(len(names), 1, -1):
        line = words["join"].join(names[:kept]) + ("" if kept == len(names) else words["and_more"].format(n=len(names)))
        if text_width(line, 12) <= room:
            return line
    more = words["and_more"].format(n=len(names)) if len(names) > 1 else ""
    return fit("".join(names[:1]), room - text_width(more, 12), 12) + more


def _hit_area(width: float, height: float) -> Markup:
    return Markup("").join((
        element("rect", class_="hit", x=-8, y=3, width=width + 16, height=height - 4, rx=3, fill="none", pointer_events="all"),
        element("path", class_="rule", d=f"M0 0.5H{width}", fill="none", stroke="#dad7cf"),
    ))  # fmt: skip


def _row(row: BarRow, layout: BarLayout) -> list[Markup]:
    top = 36.0 if layout.stacked else 14.0
    end = layout.start + layout.track + 14
    pieces = [*_name(row, layout), block("track", layout.start, top, layout.track, _TOTAL),
              block(row.kind, layout.start, top, min(row.share, 1) * layout.track, _TOTAL, data_kind=row.kind)]  # fmt: skip
    pieces.append(label(row.number, end, top + 13, 15, class_="ink strong"))
    ratio = percent(row.share) if row.ratio is None else row.ratio
    pieces.append(label(ratio, layout.width, 24 if layout.stacked else top + 13, 14, class_="muted", anchor="end"))
    for line, part in enumerate(row.parts):
        y = top + _TOTAL + 6 + line * _STEP
        width = part.share * layout.track
        pieces.append(block(part.kind, layout.start, y + 2, width, _PART, data_kind=part.key or part.kind))
        pieces.append(label(part.text, layout.start + width + 8, y + 9.5, 12, class_="muted", data_kind=part.key or part.kind))
    return pieces


def _name(row: BarRow, layout: BarLayout) -> list[Markup]:
    if layout.stacked:
        return [label(fit(row.name, layout.width - 70, 16), 0, 24, 16, class_="ink strong")]
    room = layout.start - 24
    return [
        label(fit(row.name, room, 16), 0, 27, 16, class_="ink strong"),
        label(fit(row.below, room, 12), 0, 46, 12, class_="muted"),
    ]
