"""Numbers the parallel responsibility lines of an item."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from loaders.extract.slots import Slot


def number_chains(slots: Sequence[Slot], columns: Sequence[int] = ()) -> list[Slot]:
    """Number the parallel lines: one starts where the part that began the line comes again, or a part again with another unit.

    `columns` tells the column of each slot. Where several columns name equally many officials, two or more, the first of
    each make the first line, the second of each the second.
    """
    if aligned := _aligned(slots, columns):
        return _share_departments(aligned)
    chain = 1
    parts: list[str] = []
    numbered: list[Slot] = []
    for slot in slots:
        begins_again = len(set(parts)) > 1 and slot.role == parts[0]
        other_unit = slot.role in parts and bool(slot.department) and slot.department != _last_unit(numbered, chain)
        if begins_again or other_unit:
            chain, parts = chain + 1, []
        parts.append(slot.role)
        numbered.append(replace(slot, chain=chain))
    return _share_departments(numbered)


def _aligned(slots: Sequence[Slot], columns: Sequence[int]) -> list[Slot]:
    """Slots numbered by their place in their column; empty where the columns do not run side by side."""
    sizes = Counter(columns)
    if len(sizes) < 2 or set(sizes.values()) in ({1}, set()) or len(set(sizes.values())) > 1:
        return []
    if any(len({slot.role for slot, column in zip(slots, columns, strict=True) if column == one}) > 1 for one in sizes):
        return []
    place = Counter[int]()
    numbered = []
    for slot, column in zip(slots, columns, strict=True):
        place[column] += 1
        numbered.append(replace(slot, chain=place[column]))
    return numbered


def _last_unit(slots: Sequence[Slot], chain: int) -> str:
    return next((slot.department for slot in reversed(slots) if slot.chain == chain and slot.department), "")


def _share_departments(slots: Sequence[Slot]) -> list[Slot]:
    """The leader of a line leads the unit that its head heads."""
    units: dict[int, Slot] = {}
    for slot in slots:
        if slot.department:
            units.setdefault(slot.chain, slot)
    return [_in_unit(slot, units.get(slot.chain)) for slot in slots]


def _in_unit(slot: Slot, other: Slot | None) -> Slot:
    if slot.department or other is None:
        return slot
    return replace(
        slot, department=other.department, department_start=other.department_start, department_end=other.department_end,
        department_shared=True,
    )  # fmt: skip
