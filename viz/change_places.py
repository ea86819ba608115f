"""Where the words of a change between two versions stand: in the cells of the item that T1's evidence gives."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from graph.table import Column
from viz.offices import Row

PLACES = (Column("before_place", "前文位置", "Place before"), Column("after_place", "后文位置", "Place after"))
# kinds of T1 that are no column of a list -> the columns that state them
_FIELDS = {
    "official": ("leader", "head", "handler", "post", "responsible", "office"), "department": ("office", "responsible", "leader", "head"),
    "duty": ("duty", "duty_basis"),
}  # fmt: skip
Cell = Mapping[str, Any]


def place_of(row: Row, name: str, cells: Sequence[Cell], said: dict[str, str]) -> str:
    """Where the words `before` or `after` of a change stand in the cells of that version; empty where no cell holds them.

    The first cell that holds them is named by row, column and code points; what was put together of several places, by each of them.
    """
    words = str(row[name] or "")
    found = [_place(cell, part, said) for part in _parts(str(row["kind"]), words) for cell in _first(str(row["kind"]), part, cells)]
    return "\n".join(dict.fromkeys(found))


def _parts(kind: str, words: str) -> Iterator[str]:
    """An official is given with the department, several with 、 between."""
    if kind not in ("official", "department"):
        yield words
        return
    for each in words.split("、"):
        yield each.split(" (")[0]


def _first(kind: str, words: str, cells: Sequence[Cell]) -> list[Cell]:
    fields = _FIELDS.get(kind, (kind,))
    holding = [cell for cell in cells if words and words in cell["text"] and (kind == "law" or cell["field"] in fields)]
    return sorted(holding, key=lambda cell: fields.index(cell["field"]) if cell["field"] in fields else 0)[:1]


def _place(cell: Cell, words: str, said: dict[str, str]) -> str:
    cite, text = cell["cite"], cell["text"]
    whole_title = text.find(f"《{words}》") + 1  # not within the title of another law
    at = cite["start"] + (whole_title or text.index(words))
    part = f"{cite['part']} " if cite.get("part") else ""
    return said["place_of"].format(part=part, row=cite["row"], column=cite["column"], start=at, end=at + len(words))
