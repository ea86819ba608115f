"""Steps of the group quality: likeness of names, what a form leaves blank."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from queries.likeness import similar_pairs
from queries.steps.kinds import Row, Step


def similar_items(rows: list[Row], params: Mapping[str, Any], denominator: Mapping[str, Any]) -> list[Row]:
    """Rows {document, ordinal, serial, name, sub_item, _item} to pairs of one list with nearly the same name."""
    lists: dict[str, list[Row]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: row["ordinal"]):
        lists[row["document"]].append(row | {"full": " ".join(filter(None, (row["name"], row["sub_item"])))})
    return [
        {"item_a": items[a]["serial"], "item_b": items[b]["serial"], "similarity": likeness, "name_a": items[a]["full"],
         "name_b": items[b]["full"], "_items": [items[a]["_item"], items[b]["_item"]]}
        for items in lists.values() for a, b, likeness in similar_pairs([item["full"] for item in items], params["tau"])
    ]  # fmt: skip


STEPS: Mapping[str, Step] = {"similar_items": similar_items}
