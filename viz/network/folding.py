"""What is folded at first: items with one chain into a group, and in a crowded office all but the busiest into one node."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from viz.network.blocks import Box
from viz.network.layout import OfficeLayout
from viz.network.offices import MOST, Office


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
    for name, group in zip(names, office.groups, strict=True):
        yield Fold("Group", name, group.key, office.key, group.items, layout.groups[group.key], "PowerItem", group.serials)
    if not office.crowded:
        return
    officials, departments, room = office.kept
    for of, members, kept in (
        ("Official", office.officials, officials),
        ("Department", office.departments, departments),
        ("PowerItem", (*names, *office.single, *office.bundles), room),
    ):
        rest = members[kept:]
        if rest:
            yield Fold("Rest", f"{office.key} rest {of}", str(len(rest)), office.key, rest, layout.rests[of], of)


def folded_lone(keys: Sequence[str], boxes: Sequence[Box], room: int) -> Iterator[Fold]:
    """The organizations that are one node each beyond those for which there is room, as one that opens."""
    rest = keys[room - 1 :] if len(keys) > room else ()
    if rest:
        yield Fold("Offices", "rest Organization", str(len(rest)), "", tuple(rest), boxes[room - 1], "Organization")


def first_shown(offices: Sequence[Office], lone: int) -> tuple[bool, int]:
    """Whether all offices are open at first, and room for how many nodes of those that are one node is then left of `MOST`."""
    opened = sum(min(office.shown, MOST) for office in offices)
    if opened + min(lone, 1) <= MOST:
        return True, MOST - opened
    return False, MOST - len(offices)
