"""What is folded at first: items with one chain into a group, and in a crowded office all but the busiest into one node."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from viz.network.layout import Box, OfficeLayout
from viz.network.offices import Office

MOST = 150  # nodes visible before anything is opened
_MOST_OFFICIALS, _MOST_DEPARTMENTS = 45, 26  # of them; more than MANY, so that the busiest stand first, where an office alone has more


@dataclass(frozen=True, slots=True)
class Fold:
    """A node that stands for its members until it is opened; `of` says which kind they are, `office` where it is inside of one."""

    kind: Literal["Group", "Rest", "Offices"]
    key: str
    label: str
    office: str
    members: tuple[str, ...]
    box: Box
    of: str
    serials: str = ""


def folds(office: Office, layout: OfficeLayout) -> Iterator[Fold]:
    """The groups of an office, and where it would show more than `MOST` nodes the rest of each column."""
    names = [f"{office.key} group {group.key}" for group in office.groups]
    for name, group, box in zip(names, office.groups, layout.groups, strict=True):
        yield Fold("Group", name, group.key, office.key, group.items, box, "PowerItem", group.serials)
    if office.shown <= MOST:
        return
    boxes = layout.nodes | dict(zip(names, layout.groups, strict=True))
    officials, departments = min(len(office.officials), _MOST_OFFICIALS), min(len(office.departments), _MOST_DEPARTMENTS)
    room = MOST - 4 - officials - departments  # the office itself and three nodes for the rest
    for of, members, kept in (
        ("Official", office.officials, officials),
        ("Department", office.departments, departments),
        ("PowerItem", (*names, *office.single, *office.bundles), room),
    ):
        rest = members[kept:]
        if rest:
            yield Fold("Rest", f"{office.key} rest {of}", str(len(rest)), office.key, rest, _around([boxes[key] for key in rest]), of)


def folded_lone(keys: Sequence[str], boxes: Sequence[Box], room: int) -> Iterator[Fold]:
    """The organizations that are one node each beyond those for which there is room, as one that opens."""
    rest = keys[room - 1 :] if len(keys) > room else ()
    if rest:
        yield Fold("Offices", "rest Organization", str(len(rest)), "", tuple(rest), _around(boxes[room - 1 :]), "Organization")


def starts_open(offices: Sequence[Office], lone: int = 0) -> bool:
    """Whether every office can be open at first, beside `lone` others, without showing more than `MOST` nodes."""
    return sum(min(office.shown, MOST) for office in offices) + lone <= MOST


def _around(boxes: Sequence[Box]) -> Box:
    left, right = min(b.x - b.width // 2 for b in boxes), max(b.x + b.width // 2 for b in boxes)
    top, bottom = min(b.y - b.height // 2 for b in boxes), max(b.y + b.height // 2 for b in boxes)
    return Box((left + right) // 2, (top + bottom) // 2, right - left, bottom - top)
