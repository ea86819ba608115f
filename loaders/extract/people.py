"""Who is named in a responsibility cell: role, name, unit, and which of the parallel lines it belongs to."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from loaders.vocab import vocabulary

_LINE = re.compile(r"[^\n\r；;]+")
_NAME_SPLIT = re.compile(r"[、，,／/]|\s{2,}|(?<=[㐀-鿿]{2})\s+(?=[㐀-鿿]{2})")
_HAN_NAME = re.compile(r"[㐀-鿿𠀀-𯨟]{2,4}(?:[·•．][㐀-鿿𠀀-𯨟]{1,8})*\Z")
_SPACED_NAME = re.compile(r"\A([㐀-鿿𠀀-𯨟])[ 　\t]+([㐀-鿿𠀀-𯨟])\Z")
_TRIMMED = " \t　\xa0：:。，,、"


@dataclass(frozen=True, slots=True)
class Slot:
    """One official in one part. `start:end` are the name's code points in the cell; `name` is printed there.

    `kind` is person or post; `printed_role` is empty where the cell gives the name alone.
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


@cache
def find_slots(text: str, default_role: str = "other") -> tuple[Slot, ...]:
    """The slots of a cell in printed order, numbered by chain: a new line of responsibility starts with each leader."""
    slots: list[Slot] = []
    for line in _LINE.finditer(text):
        slots += _line_slots(text, line.start(), line.end(), default_role)
    return tuple(number_chains(slots))


def number_chains(slots: list[Slot]) -> list[Slot]:
    """Number the parallel lines: one starts at a leader who follows a head or handler, or at a repeated part of another unit."""
    chain, seen = 1, set[str]()
    numbered: list[Slot] = []
    for slot in slots:
        leader_again = slot.role == "leader" and seen - {"leader"}
        other_unit = bool(slot.department) and slot.department != _last_unit(numbered, chain)
        if leader_again or (slot.role == "head" and "head" in seen and other_unit):
            chain, seen = chain + 1, set()
        seen.add(slot.role)
        numbered.append(replace(slot, chain=chain))
    return _share_departments(numbered)


def _last_unit(slots: list[Slot], chain: int) -> str:
    return next((slot.department for slot in reversed(slots) if slot.chain == chain and slot.department), "")


def _share_departments(slots: list[Slot]) -> list[Slot]:
    """The leader of a line leads the unit that its head heads."""
    units: dict[int, Slot] = {}
    for slot in slots:
        if slot.department:
            units.setdefault(slot.chain, slot)
    return [
        slot if slot.department or slot.chain not in units
        else replace(slot, department=units[slot.chain].department, department_start=units[slot.chain].department_start,
                     department_end=units[slot.chain].department_end)
        for slot in slots
    ]  # fmt: skip


def _line_slots(text: str, start: int, end: int, default_role: str) -> list[Slot]:
    colon = re.compile(r"[：:]").search(text, start, end)
    if colon is None:
        return _bare_slots(text, start, end, default_role)
    label_start, label_end = _trim(text, start, colon.start())
    label = text[label_start:label_end]
    role, words = role_named(label)
    if not role:
        return _bare_slots(text, colon.end(), end, default_role)
    unit_end = label_start + len(label) - len(words)
    unit_start, unit_end = _trim(text, label_start, unit_end)
    unit = text[unit_start:unit_end]
    return [Slot(text[a:b], kind_of(text[a:b]), role, words, unit, a, b, unit_start, unit_end) for a, b in _names(text, colon.end(), end)]


def _bare_slots(text: str, start: int, end: int, default_role: str) -> list[Slot]:
    slots = []
    for a, b in _names(text, start, end):
        words = text[a:b]
        role, printed = role_named(words)
        unit = words[: len(words) - len(printed)] if printed and _is_unit(words[: len(words) - len(printed)]) else ""
        kind = kind_of(words)
        slots.append(
            Slot(words, kind, role or default_role, printed, unit, a, b, a, a + len(unit)) if kind == "post"
            else Slot(words, kind, default_role, "", "", a, b)
        )  # fmt: skip
    return slots


def _names(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Names of a list 张三、李四; 王 五 with a blank inside stays one."""
    a, b = _trim(text, start, end)
    if _SPACED_NAME.match(text[a:b]):
        return [(a, b)]
    spans = []
    for found in _NAME_SPLIT.finditer(text, a, b):
        spans.append(_trim(text, a, found.start()))
        a = found.end()
    spans.append(_trim(text, a, b))
    return [(a, b) for a, b in spans if a < b and re.search(r"[㐀-鿿𠀀-𯨟A-Za-z]", text[a:b])]


def role_named(words: str) -> tuple[str, str]:
    """The part that a label ends with, and its printed words: 标准计量股负责人 gives ("head", "负责人"); ("", "") for none."""
    for role, word in _role_words():
        if words.endswith(word):
            return role, word
    return "", ""


def kind_of(name: str) -> str:
    """person for a name, post for the name of a post or unit."""
    vocab = vocabulary("roles")
    compact = re.sub(r"\s", "", name)
    if compact.endswith(tuple(vocab["post_endings"])) or _is_unit(compact):
        return "post"
    return "person" if _HAN_NAME.match(compact) or not re.search(r"[㐀-鿿]", compact) else "post"


def _is_unit(words: str) -> bool:
    return bool(words) and words.endswith(tuple(vocabulary("roles")["unit_endings"]))


@cache
def _role_words() -> list[tuple[str, str]]:
    words = [(role, word) for role, words in vocabulary("roles")["roles"].items() for word in words]
    return sorted(words, key=lambda pair: -len(pair[1]))


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _TRIMMED:
        start += 1
    while end > start and text[end - 1] in _TRIMMED:
        end -= 1
    return start, end
