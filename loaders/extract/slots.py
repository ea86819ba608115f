"""What a responsibility cell names: slots and units."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Slot:
    """One official in one part. `start:end` are the name's code points in the cell; `name` is without blanks inside.

    `kind` is person or post; `printed_role` is empty where the cell gives the name alone. `aliases` are other names in
    brackets after it.
    """

    name: str
    kind: str
    role: str
    printed_role: str
    department: str
    start: int
    end: int
    department_start: int = 0
    department_end: int = 0
    chain: int = 1
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit named at `start:end` of a cell, with other names in brackets after it."""

    name: str
    start: int
    end: int
    aliases: tuple[str, ...] = ()
