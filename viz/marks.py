"""What the marks of a chart stand for: kept once in Python, read by the page's script for tips, details, search and jumps."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from viz.grids import listed
from viz.linked import ALONE, Links, Named

Field = tuple[str, str, str]  # heading, text, and how it is set: "", quoted, placed or broad


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark: its title, the lines of its tip, the fields of its details, what search finds it by, where it leads, and whom it names.

    `leads_to` are (words, key) of other marks, `key` lets others lead to this one, `named` may have pages of their own.
    """

    title: str
    tip: tuple[str, ...] = ()
    fields: tuple[Field, ...] = ()
    names: tuple[str, ...] = ()
    serials: tuple[str, ...] = ()
    leads_to: tuple[tuple[str, str], ...] = ()
    key: str = ""
    named: tuple[Named, ...] = ()


@dataclass(slots=True)
class MarkBook:
    """Every mark of a page, by number; `keys` say where a lead goes: to a mark's number, or to what a CSS selector finds;
    `links` lead to other pages.
    """

    links: Links = ALONE
    marks: list[Mark] = field(default_factory=list)
    keys: dict[str, int | str] = field(default_factory=dict)

    def add(self, mark: Mark, *, key: str = "") -> int:
        """Keep the mark and give its number; the first of a key is what leads to it find."""
        self.marks.append(mark)
        if found := key or mark.key:
            self.keys.setdefault(found, len(self.marks) - 1)
        return len(self.marks) - 1

    def point(self, key: str, selector: str) -> None:
        """Let marks lead to something of the page that is no mark."""
        self.keys.setdefault(key, selector)

    def leads(self, *leads: tuple[str, str]) -> list[tuple[str, int | str]]:
        """Those of the (words, key) that lead somewhere, with where."""
        return [(text, self.keys[key]) for text, key in leads if key in self.keys]

    def data(self) -> dict[str, Any]:
        """What the script reads: every distinct text once, the marks as numbers of texts."""
        texts: dict[str, int] = {}

        def number(text: str) -> int:
            return texts.setdefault(text, len(texts))

        marks = [
            [number(mark.title), [number(line) for line in mark.tip],
             [[number(part) for part in entry] for entry in mark.fields if entry[1]],
             [number(name) for name in mark.names], number("\n".join(mark.serials)),
             [[number(text), target] for text, target in self.leads(*mark.leads_to)]]
            for mark in self.marks
        ]  # fmt: skip
        return {"texts": list(texts), "marks": marks}


def places(row: Mapping[str, Any], words: dict[str, str]) -> str:
    """Each place of a row's printed words on a line: row, column, code points."""
    found = zip(*(listed(row.get(name)) for name in ("part", "row", "column", "start", "end")), strict=False)
    lines = (words["place_of"].format(part=f"{part} " if part else "", row=line, column=column, start=start, end=end)
             for part, line, column, start, end in found)  # fmt: skip
    return "\n".join(dict.fromkeys(lines))


def quotes(rows: Iterable[Mapping[str, Any]], most: int = 6) -> str:
    """The distinct printed words of some rows, each on a line; of many only the first, and how many more."""
    lines = list(dict.fromkeys(str(quote) for row in rows for quote in listed(row.get("quote"))))
    return "\n".join([*lines[:most], *([f"… +{len(lines) - most}"] if len(lines) > most else [])])


def unique(values: Iterable[Any]) -> tuple[str, ...]:
    """The values as text, each once, in their order, empty ones left out."""
    return tuple(dict.fromkeys(str(value) for value in values if value not in (None, "")))


def serials_of(rows: Sequence[Mapping[str, Any]]) -> tuple[str, ...]:
    """The serials of the rows' items, each once, in the order of the list."""
    places = sorted({(row.get("ordinal") or 0, str(row["item_serial"])) for row in rows})
    return tuple(serial for _, serial in places)
