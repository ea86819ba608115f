"""What a responsibility cell names: slots and units."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Slot:
    """One official in one part. `start:end` are the name's code points in the cell; `name` is without the blanks inside.

    `kind` is person or post; `post` is what a post is called, without its unit. `printed_role` is empty where the cell gives
    the name alone. `aliases` are other names in brackets after it. `department_shared`: the department stands with another
    part of the same line.
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
    department_shared: bool = False
    post: str = ""


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit named at `start:end` of a cell, with other names in brackets after it."""

    name: str
    start: int
    end: int
    aliases: tuple[str, ...] = ()
