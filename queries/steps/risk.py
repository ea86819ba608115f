"""Steps of the group risk: what copied cells share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from queries import concentration
from queries.steps.kinds import Row, Step, Summary


def templates(rows: list[Row], params: Mapping[str, Any], denominator: Mapping[str, Any]) -> list[Row]:
    """Rows {_item, serial, ordinal, passage, fingerprint, risk_type} to groups of items with the same risk cells."""
    key_of = {"verbatim": "passage", "space": "fingerprint", "types": "risk_type"}[params["normalise"]]
    keys: dict[str, set[str]] = defaultdict(set)
    types: dict[str, set[str]] = defaultdict(set)
    serials: dict[str, tuple[str, int, str]] = {}
    for row in rows:
        keys[row["_item"]].add(row[key_of] or "")
        types[row["_item"]].update([row["risk_type"]] if row["risk_type"] else [])
        serials[row["_item"]] = (row["document"], row["ordinal"], row["serial"] or "")
    groups: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for item in sorted(keys, key=lambda item: serials[item]):
        groups[tuple(sorted(keys[item]))].append(item)
    ranked = sorted(groups.values(), key=lambda items: (-len(items), serials[items[0]]))
    return [
        {"template": number, "items": len(items), "share": len(items) / denominator["items"],
         "item_serials": [serials[item][2] for item in items], "risk_types": sorted(set().union(*(types[item] for item in items))),
         "_items": items}
        for number, items in enumerate(ranked, 1)
    ]  # fmt: skip


def template_summary(rows: list[Row]) -> dict[str, Any]:
    """How many templates there are, and how many equal ones would repeat as much (1 / sum of squared shares)."""
    sizes = [row["items"] for row in rows]
    return {"templates": len(sizes), "effective_templates": round(concentration.effective_number(sizes), 4)}


STEPS: Mapping[str, Step] = {"templates": templates}
SUMMARIES: Mapping[str, Summary] = {"templates": template_summary}
