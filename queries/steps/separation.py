"""Steps of the group separation: people who recur together."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from itertools import combinations
from typing import Any

from queries.steps.kinds import Row, Step


def pairs_and_chains(rows: list[Row], params: Mapping[str, Any], denominator: Mapping[str, Any]) -> list[Row]:
    """Rows {_item, official, role, chain, department} to recurring pairs (with lift) and leader, unit, head chains."""
    people: dict[str, set[str]] = defaultdict(set)
    lines: dict[tuple[str, int], list[Row]] = defaultdict(list)
    for row in rows:
        people[row["_item"]].add(row["official"])
        lines[row["_item"], row["chain"]].append(row)
    found = [*_pairs(people, denominator["items"]), *_chain_types(lines)]
    return [row for row in found if row["items"] >= params["min_support"]]


def _pairs(people: Mapping[str, set[str]], total: int) -> list[Row]:
    alone = Counter(name for names in people.values() for name in names)
    together: dict[tuple[str, str], list[str]] = defaultdict(list)
    for item, names in people.items():
        for pair in combinations(sorted(names), 2):
            together[pair].append(item)
    return [
        {"kind": "pair", "first": a, "department": None, "second": b, "items": len(items),
         "lift": len(items) * total / (alone[a] * alone[b]), "_items": items}
        for (a, b), items in together.items()
    ]  # fmt: skip


def _chain_types(lines: Mapping[tuple[str, int], list[Row]]) -> list[Row]:
    found: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for (item, _), slots in lines.items():
        leaders = sorted({slot["official"] for slot in slots if slot["role"] == "leader"}) or [""]
        heads = sorted({slot["official"] for slot in slots if slot["role"] == "head"}) or [""]
        units = sorted({slot["department"] for slot in slots if slot["department"]}) or [""]
        for leader in leaders:
            for unit in units:
                for head in heads:
                    found[leader, unit, head].add(item)
    return [
        {"kind": "chain", "first": leader or None, "department": unit or None, "second": head or None, "items": len(items),
         "lift": None, "_items": sorted(items)}
        for (leader, unit, head), items in found.items() if leader or head
    ]  # fmt: skip


STEPS: Mapping[str, Step] = {"pairs_and_chains": pairs_and_chains}
