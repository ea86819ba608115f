"""What is in force while a responsibility cell is read, and how a slot is added to those found."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from loaders.extract.people_tokens import Token
from loaders.extract.people_words import is_generic_unit, role_at_end
from loaders.extract.slots import Slot


@dataclass(slots=True)
class Reader:
    """The walk over a cell's tokens: the role and unit in force, and the slots found."""

    text: str
    tokens: list[Token]
    default_role: str
    posts: bool
    role: Token | None = None  # label or role that the next names belong to
    label_open: bool = False  # a colon stands after it and no name yet
    unit: Token | None = None
    unit_place: int = 0
    names_first: bool = False  # 张三 科长: the post follows the name
    slots: list[Slot] = field(default_factory=list)
    bare: set[tuple[str, str]] = field(default_factory=set)  # names without a role, and their unit


def add_post(reader: Reader, token: Token) -> None:
    """A post of which no name is given; its part is the label's or the column's where these say one."""
    label = reader.role if reader.label_open else None
    role = label.role if label and label.role not in ("", "other") else token.role
    if reader.default_role != "other" and label is None:
        role = reader.default_role
    unit = _unit_of(reader, token, label)
    printed = label.words if label else token.words
    start = token.unit_start if token.unit and token.unit_end >= token.start else token.start
    name = _compact(reader.text[start : token.end])
    reader.slots.append(Slot(name, "post", role, printed, unit[0], start, token.end, *unit[1:], post=token.words))
    reader.label_open = False
    reader.role = None if label is None else reader.role


def _compact(name: str) -> str:
    return " ".join(name.split()) if name.isascii() else "".join(name.split())


def _unit_of(reader: Reader, token: Token, label: Token | None) -> tuple[str, int, int]:
    for role in (token, label):
        if role and role.unit:
            return role.unit, role.unit_start, role.unit_end
    unit = reader.unit
    if unit is None or token.role == "leader" or is_generic_unit(unit.words):
        return "", 0, 0
    return unit.words, unit.start, unit.end


def give_role(reader: Reader, token: Token) -> None:
    """张三 科长: the post after the name; only where the name has no part of its own yet."""
    last = reader.slots[-1]
    if last.kind != "person" or role_at_end(last.printed_role)[0]:
        return
    role = token.role if reader.default_role == "other" else reader.default_role
    unit = (token.unit, token.unit_start, token.unit_end) if token.unit else (last.department, last.department_start, last.department_end)
    reader.slots[-1] = replace(
        last, role=role, printed_role=token.words, department=unit[0], department_start=unit[1], department_end=unit[2]
    )


def add_person(reader: Reader, token: Token) -> None:
    """A person in the part that the label before it says, else in that of a bare name."""
    label = reader.role
    role = label.role if label and label.kind == "role" else ""
    role = role if role and (role != "other" or reader.default_role == "other") else reader.default_role
    unit = _unit_of(reader, Token("word", "", 0, 0, role=role), label if label and label.kind == "role" else None)
    name = _compact(reader.text[token.start : token.end])
    if label is None and (name, unit[0]) in reader.bare:
        return  # the same bare name again is the same official
    reader.bare |= {(name, unit[0])} if label is None else set()
    reader.slots.append(Slot(name, "person", role, label.words if label else "", unit[0], token.start, token.end, *unit[1:]))
    reader.label_open = False


def give_unit(reader: Reader, token: Token) -> None:
    """张三 法规股: the unit after the name."""
    if not reader.slots[-1].department:
        reader.slots[-1] = replace(reader.slots[-1], department=token.words, department_start=token.start, department_end=token.end)


def add_unit(reader: Reader, token: Token) -> None:
    """负责人：竹篾股 names no person, yet somebody: whoever holds the unit's post."""
    label = reader.role
    if label is None or label.kind != "role":
        return
    unit = ("", 0, 0) if label.role == "leader" else (token.words, token.start, token.end)
    name = _compact(reader.text[token.start : token.end])
    reader.slots.append(Slot(name, "post", label.role, label.words, unit[0], token.start, token.end, *unit[1:], post=token.words))
    reader.label_open = False
