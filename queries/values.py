"""Values that name things in the graph: which there are, and what becomes of one that names none."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graph.errors import nearest, unknown
from graph.stores.base import Reader
from queries.card import QueryCard
from queries.params import Param

Note = Mapping[str, str]  # language -> text


def ask_values(store: Reader, param: Param) -> list[str]:
    """The valid values of a parameter that names things in the graph, sorted; empty where it takes any."""
    rows = store.read(param.values).rows if param.values else []
    return sorted({str(row["value"]) for row in rows if row["value"] is not None})


def check_values(store: Reader, card: QueryCard, bound: Mapping[str, Any], given: Mapping[str, Any]) -> list[Note]:
    """What to say of given values that the graph does not hold, where the parameter is open. Raises UsageError where it is not."""
    notes = []
    for param in card.params:
        value = bound[param.name]
        if param.values and param.name in given and value is not None:
            known = ask_values(store, param)
            for wanted in map(str, value if isinstance(value, list) else [value]):
                if wanted not in known and not param.open:
                    raise unknown(f"value for {param.name}", wanted, known)
                if wanted not in known:
                    notes.append(_unheld(param.name, wanted, nearest(wanted, known)))
    return notes


def _unheld(param: str, wanted: str, near: list[str]) -> Note:
    en, zh = f"; nearest: {', '.join(near)}" if near else "", f"，相近的有：{'、'.join(near)}" if near else ""
    return {"en": f"{param}: nothing in the graph is named {wanted}{en}.", "zh": f"{param}：图中没有“{wanted}”{zh}。"}
