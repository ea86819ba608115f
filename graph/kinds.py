"""The words schema.py is written in: node kinds, edge kinds and properties, checked when declared."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

PropType = Literal["str", "int", "float", "bool", "list[str]"]
PYTHON_TYPES: dict[PropType, type | tuple[type, ...]] = {
    "str": str, "int": int, "float": (float, int), "bool": bool, "list[str]": (list, tuple),
}  # fmt: skip
FORBIDDEN_NAMES = frozenset({"type", "title", "id", "labels"})
_SNAKE = re.compile(r"[a-z][a-z0-9_]*\Z", re.ASCII)
_PASCAL = re.compile(r"[A-Z][A-Za-z0-9]*\Z", re.ASCII)
_UPPER_SNAKE = re.compile(r"[A-Z][A-Z0-9_]*\Z", re.ASCII)


@dataclass(frozen=True, slots=True)
class Prop:
    """One property: its ASCII name, its type, what it means, and the values it may take if few."""

    name: str
    type: PropType
    description: str
    choices: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        _require(bool(_SNAKE.match(self.name)), f"property {self.name!r} is not ASCII snake_case")
        _require(self.name not in FORBIDDEN_NAMES, f"property name {self.name!r} is reserved")
        _require(bool(self.description.strip()), f"property {self.name!r} has no description")
        _require(self.type in PYTHON_TYPES, f"property {self.name!r} has unknown type {self.type!r}")

    def accepts(self, value: object) -> bool:
        """Whether `value` may be stored here; None always may (it means: not stated)."""
        if value is None:
            return True
        if isinstance(value, bool) and self.type != "bool":
            return False
        if self.type == "list[str]":
            return isinstance(value, (list, tuple)) and all(isinstance(part, str) for part in value)
        return isinstance(value, PYTHON_TYPES[self.type]) and (not self.choices or value in self.choices)


@dataclass(frozen=True, slots=True)
class NodeKind:
    """A label with its key and properties. Every node also has `id` (hash of its key) and `name`."""

    label: str
    description: str
    key: tuple[str, ...]
    props: tuple[Prop, ...]
    color: str = "#888888"

    def __post_init__(self) -> None:
        _require(bool(_PASCAL.match(self.label)), f"label {self.label!r} is not ASCII PascalCase")
        _require(bool(self.description.strip()), f"{self.label} has no description")
        names = [prop.name for prop in self.props]
        _require(len(names) == len(set(names)), f"{self.label} declares a property twice")
        _require("name" in names, f"{self.label} declares no name")
        _require(bool(self.key) and set(self.key) <= set(names), f"{self.label} has a key that is no property")

    def prop(self, name: str) -> Prop | None:
        """The property of that name, or None."""
        return next((prop for prop in self.props if prop.name == name), None)


@dataclass(frozen=True, slots=True)
class EdgeKind:
    """A relationship that reads left to right. `key` names the properties that, with both ends, identify it."""

    name: str
    description: str
    source: NodeKind
    targets: tuple[NodeKind, ...]
    props: tuple[Prop, ...] = ()
    key: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        _require(bool(_UPPER_SNAKE.match(self.name)), f"edge {self.name!r} is not ASCII UPPER_SNAKE")
        _require(bool(self.description.strip()), f"{self.name} has no description")
        _require(bool(self.targets), f"{self.name} has no target")
        names = {prop.name for prop in self.props}
        _require(len(names) == len(self.props), f"{self.name} declares a property twice")
        _require(set(self.key) <= names, f"{self.name} has a key that is no property")

    def prop(self, name: str) -> Prop | None:
        """The property of that name, or None."""
        return next((prop for prop in self.props if prop.name == name), None)


def _require(condition: bool, message: str) -> None:
    if not condition:
        raise ValueError(message)
