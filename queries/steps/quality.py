"""Steps of the group quality: likeness of names, what a form leaves blank."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from heapq import nsmallest
from itertools import count
from typing import Any

from queries.likeness import similar_pairs
from queries.steps.kinds import Row, Step, Summary


def similar_items(rows: list[Row], params: Mapping[str, Any], denominator: Mapping[str, Any]) -> list[Row]:
    """Rows {document, ordinal, serial, name, sub_item, _item} to the most alike pairs of one list's names."""
    lists: dict[str, list[Row]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: row["ordinal"]):
        lists[row["document"]].append(row | {"full": " ".join(filter(None, (row["name"], row["sub_item"])))})
    found = (
        (-likeness, items[a], items[b]) for items in lists.values()
        for a, b, likeness in similar_pairs([item["full"] for item in items], params["tau"])
    )  # fmt: skip
    number = count()
    best = nsmallest(params["most"], ((*pair, next(number)) for pair in found), key=lambda pair: (pair[0], pair[3]))
    total = next(number)
    return [
        {"item_a": a["serial"], "item_b": b["serial"], "similarity": -likeness, "name_a": a["full"], "name_b": b["full"],
         "_items": [a["_item"], b["_item"]], "_pairs": total}
        for likeness, a, b, _ in best
    ]  # fmt: skip


def unseen_pairs(rows: list[Row]) -> dict[str, Any]:
    """How many pairs there are in all and how many are not shown, where some are not."""
    total = rows[0]["_pairs"] if rows else 0
    return {"pairs": total, "not_shown": total - len(rows)} if total > len(rows) else {}


STEPS: Mapping[str, Step] = {"similar_items": similar_items}
SUMMARIES: Mapping[str, Summary] = {"similar_items": unseen_pairs}
