"""Who is named in a responsibility cell: role, name, unit, and which of the parallel lines it belongs to."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from loaders.extract.chains import number_chains
from loaders.extract.people_tokens import tokens
from loaders.extract.people_walk import walk
from loaders.extract.people_words import is_generic_unit, is_unit, kind_of, role_at_end
from loaders.extract.slots import Slot, Unit

__all__ = ["Slot", "Unit", "find_slots", "find_units", "kind_of", "number_chains", "role_named"]


@cache
def find_slots(text: str, default_role: str = "other", *, posts: bool = False) -> tuple[Slot, ...]:
    """The slots of a cell in printed order, numbered by chain; `default_role` is the part that a bare name plays.

    In a column of `posts` words that name no one are the name of a post. A department is given where the cell prints it
    with the slot; `number_chains` shares it along the line.
    """
    slots = walk(text, default_role, posts=posts)
    chains = [slot.chain for slot in number_chains(slots)]
    return tuple(replace(slot, chain=chain) for slot, chain in zip(slots, chains, strict=True))


def find_units(text: str) -> tuple[Unit, ...]:
    """The units named in a cell, for columns that name offices: 商务科（招商中心） has an alias."""
    found: list[Unit] = []
    for token in tokens(text):
        if token.kind == "unit" and not is_generic_unit(token.words):
            found.append(Unit(token.words, token.start, token.end))
        elif token.kind == "role" and token.unit:
            found.append(Unit(token.unit, token.unit_start, token.unit_end))
        elif token.kind == "bracket" and found and found[-1].end == token.start and is_unit(token.words[1:-1]):
            last = found.pop()
            found.append(Unit(last.name, last.start, last.end, (*last.aliases, token.words[1:-1])))
    return tuple(found)


def role_named(words: str) -> tuple[str, str]:
    """The part that a label ends with, and its printed words: 标准计量股负责人 gives ("head", "负责人"); ("", "") for none."""
    return role_at_end(words)
