"""Param: a parameter of a question, and how a value typed for it is understood."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from graph.errors import UsageError, unknown
from queries.maps import CHECKS

# date: a day, kept as ISO text; document: a loaded document by title, file name, date or hash
PARAM_TYPES: Mapping[str, type] = {
    "str": str, "int": int, "float": float, "bool": bool, "list": list, "map": dict, "date": str, "document": str,
}  # fmt: skip
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the C one is eight times faster
INT64 = (-(2**63), 2**63 - 1)  # what both engines hold
_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")


@dataclass(frozen=True, slots=True)
class Param:
    """A parameter of a question. `choices` empty: any value (of a list, any part); `values`: Cypher that lists the valid ones;
    `range`: least and most, of a list's length too.

    `open`: one that is none of `values` is noted, not refused. `only`: values of other parameters without which this one counts for
    nothing. `file`: where a map's default stands in queries/vocab.
    """

    name: str
    type: str
    default: Any
    help: str
    choices: tuple[Any, ...] = ()
    values: str = ""
    range: tuple[float, float] | None = None
    file: str = ""
    open: bool = False
    only: Mapping[str, Any] = field(default_factory=dict)

    def convert(self, text: Any) -> Any:
        """A value as typed on a command line. Raises UsageError for one that does not fit."""
        value = _converted(self, text) if isinstance(text, str) else self._fitting(text)
        for part in (value if isinstance(value, list) else [value]) if self.choices and value is not None else ():
            if part not in self.choices:
                raise unknown(f"value for {self.name}", str(part), [str(choice) for choice in self.choices])
        limits = self.range or (INT64 if self.type == "int" else None)
        size = len(value) if isinstance(value, list) else value
        if limits and size is not None and not limits[0] <= size <= limits[1]:
            shown = f"{self.name} has {size} names" if isinstance(value, list) else f"{self.name} is {text}"
            raise UsageError(f"{shown}: give {limits[0]} to {limits[1]}", do=f"{self.help}.")
        return value

    def check_counts(self, bound: Mapping[str, Any]) -> None:
        """Raise UsageError where this parameter, which was given, counts for nothing beside the others' values."""
        for name, value in self.only.items():
            if bound[name] != value:
                needed, now = f"{name}={value}", f"{name}={bound[name]}"
                raise UsageError(f"{self.name} counts only with {needed}, and {now} is asked", do=f"Add {needed} or leave {self.name} out.")

    def _fitting(self, value: Any) -> Any:
        """A value given in Python. Raises UsageError for another type; None stands for a default of None."""
        if isinstance(value, datetime.date) and self.type == "date":
            return value.isoformat()[:10]
        kinds = (int, float) if self.type == "float" else PARAM_TYPES[self.type]
        wrong_bool = isinstance(value, bool) and self.type != "bool"
        wrong_part = isinstance(value, list) and not all(isinstance(part, str) for part in value)
        if (value is None and self.default is None) or (isinstance(value, kinds) and not wrong_bool and not wrong_part):
            return _checked_map(value, self.file, None) if self.file else value
        raise unknown(
            f"value for {self.name}", repr(value), [], see=f"It takes {'list of texts' if wrong_part else self.type}: {self.help}."
        )


def day(text: str) -> str:
    """A day as YYYY-MM-DD, from that or from 2024年5月6日. Raises UsageError for anything else."""
    found = _DAY.fullmatch("".join(unicodedata.normalize("NFKC", text).split()))
    try:
        if found:
            return datetime.date(*map(int, found.groups())).isoformat()
    except ValueError as error:
        raise UsageError(f"{text!r} is no day ({error})", do="Write it as 2024-05-06 or 2024年5月6日.") from error
    raise UsageError(f"{text!r} is no day", do="Write it as 2024-05-06 or 2024年5月6日.")


def read_map(path: Path, kind: str) -> dict[str, Any]:
    """A YAML file of names and values, checked as the file `kind` of queries/vocab is. Raises UsageError for one that is wrong."""
    try:
        text = path.read_text(encoding="utf-8")
        _check_twice(yaml.compose(text, Loader=LOADER), path)
        entries = yaml.load(text, Loader=LOADER)  # noqa: S506
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        why = getattr(error, "strerror", None) or " ".join(str(error).split())
        raise UsageError(f"can't be read ({why})", where=str(path), do="Give a YAML file of names and lists.") from error
    if not isinstance(entries, dict):
        raise UsageError("this holds no names and values", where=str(path), do="Give a YAML file of names and lists.")
    return _checked_map(entries, kind, path)


def _check_twice(root: yaml.Node | None, path: Path) -> None:
    """Raise UsageError for a name that stands twice in one mapping: YAML would silently take the last."""
    waiting, seen = [root], set[int]()  # a node may be named again inside itself
    while waiting:
        node = waiting.pop()
        if not isinstance(node, yaml.MappingNode) or id(node) in seen:
            continue
        seen.add(id(node))
        lines: dict[str, int] = {}
        for key, value in node.value:
            line = key.start_mark.line + 1
            if isinstance(key, yaml.ScalarNode) and key.value in lines:
                do = f"Put it together with line {lines[key.value]}."
                raise UsageError(f"{key.value} stands there again", where=f"{path}, line {line}", do=do)
            lines[str(key.value)] = line
            waiting.append(value)


def _checked_map(entries: Any, kind: str, path: Path | None) -> dict[str, Any]:
    return dict(CHECKS[kind](entries, path)) if kind in CHECKS else dict(entries)


def _converted(param: Param, text: str) -> Any:
    try:
        if param.type == "bool":
            return {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}[text.lower()]
        if param.type == "map":
            return read_map(Path(text), param.file)
        if param.type == "date":
            return day(text)
        if param.type == "list":
            return [part.strip() for part in re.split(r"[,，、]", text) if part.strip()]
        return PARAM_TYPES[param.type](text)
    except (KeyError, ValueError):
        raise unknown(f"value for {param.name}", text, [], see=f"It takes {param.type}: {param.help}.") from None
