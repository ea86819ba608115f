"""Bars of items per official, as an SVG that stands alone: light colours are written in, a page's CSS may change them."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from viz.panels import Bar, Panel
from viz.svg import block, drawing, element, fit, label

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


def bars_svg(panel: Panel, words: dict[str, str], *, layout: BarLayout = WIDE) -> Markup:
    """One group per official: all items as a thick bar on the ground of the whole list, each part as a thin one."""
    groups, top = [], 0.0
    for bar in panel.bars:
        height = _height(bar, layout)
        inside = _bar(bar, panel.total, words, layout)
        named = words["named"].format(items=bar.items, total=panel.total)
        groups.append(element(
            "g", _hit_area(layout.width, height), *inside, class_="bar", transform=f"translate(0 {top:g})", role="button",
            tabindex=0, data_show="coverage", data_row=bar.row,
            aria_label=f"{fit(bar.official, 900, 15)}{words['join']}{named} {percent(bar.share)}",
        ))  # fmt: skip
        top += height
    name = words["bars_label"].format(name=fit(panel.organization, 900, 15))
    return drawing(layout.width, top, *groups, role="group", aria_label=name)


def percent(share: float | None) -> str:
    """A share of 0 to 1 as a percentage with one digit; a dash where there is none."""
    return "–" if share is None else f"{share:.1%}"


def _height(bar: Bar, layout: BarLayout) -> float:
    lines = sum(count > 0 for _, count in bar.parts)
    return (42 if layout.stacked else 22) + max(_TOTAL + 8 + _STEP * lines, 40)


def _hit_area(width: float, height: float) -> Markup:
    return Markup("").join((
        element("rect", class_="hit", x=-8, y=3, width=width + 16, height=height - 4, rx=3, fill="none", pointer_events="all"),
        element("path", class_="rule", d=f"M0 0.5H{width}", fill="none", stroke="#dad7cf"),
    ))  # fmt: skip


def _bar(bar: Bar, total: int, words: dict[str, str], layout: BarLayout) -> list[Markup]:
    scale = layout.track / max(total, 1)
    top = 36.0 if layout.stacked else 14.0
    end = layout.start + layout.track + 14
    pieces = [*_name(bar, words, layout), block("track", layout.start, top, layout.track, _TOTAL),
              block("total", layout.start, top, min(bar.items * scale, layout.track), _TOTAL)]  # fmt: skip
    number = words["of_items"].format(items=bar.items, total=total)
    pieces.append(label(number, end, top + 13, 15, class_="ink strong"))
    pieces.append(label(percent(bar.share), layout.width, 24 if layout.stacked else top + 13, 14, class_="muted", anchor="end"))
    for line, (part, count) in enumerate((part, count) for part, count in bar.parts if count):
        y = top + _TOTAL + 6 + line * _STEP
        pieces.append(block(part, layout.start, y + 2, count * scale, _PART))
        pieces.append(label(f"{words[part]} {count}", layout.start + count * scale + 8, y + 9.5, 12, class_="muted"))
    return pieces


def _name(bar: Bar, words: dict[str, str], layout: BarLayout) -> list[Markup]:
    if layout.stacked:
        return [label(fit(bar.official, layout.width - 70, 16), 0, 24, 16, class_="ink strong")]
    room = layout.start - 24
    units = words["join"].join(bar.departments)
    return [
        label(fit(bar.official, room, 16), 0, 27, 16, class_="ink strong"),
        label(fit(units, room, 12), 0, 46, 12, class_="muted"),
    ]
