"""What Cypher can't say: Python steps after a card's query, by name. A step gives the rows of the answer."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from itertools import combinations
from typing import Any

from queries import concentration

Row = dict[str, Any]
Step = Callable[[list[Row], Mapping[str, Any], Mapping[str, Any]], list[Row]]

MEASURES: Mapping[str, Callable[[list[int]], float]] = {
    "hhi": concentration.hhi,
    "normalized_hhi": concentration.normalized_hhi,
    "gini": concentration.gini,
    "cr1": lambda counts: concentration.concentration_ratio(counts, 1),
    "cr2": lambda counts: concentration.concentration_ratio(counts, 2),
    "cr3": lambda counts: concentration.concentration_ratio(counts, 3),
}


def concentration_indices(rows: list[Row], params: Mapping[str, Any], denominator: Mapping[str, Any]) -> list[Row]:
    """Rows {base, holder, count} to one row per base and measure."""
    bases: dict[str, list[int]] = defaultdict(list)
    items: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        bases[row["base"]].append(row["count"])
        items[row["base"]].update(row["_items"])
    wanted = bases if params["base"] == "all" else {params["base"]: bases[params["base"]]}
    return [
        {"base": base, "measure": name, "value": measure(counts), "n": len(counts),
         "effective_n": concentration.effective_number(counts), "_items": sorted(items[base])}
        for base, counts in wanted.items() if counts for name, measure in MEASURES.items()
    ]  # fmt: skip


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


STEPS: Mapping[str, Step] = {
    "concentration_indices": concentration_indices,
    "pairs_and_chains": pairs_and_chains,
    "templates": templates,
}


def template_summary(rows: list[Row]) -> dict[str, Any]:
    """How many templates there are, and how many equal ones would repeat as much (1 / sum of squared shares)."""
    sizes = [row["items"] for row in rows]
    return {"templates": len(sizes), "effective_templates": round(concentration.effective_number(sizes), 4)}


# what a step adds to the denominator
SUMMARIES: Mapping[str, Callable[[list[Row]], dict[str, Any]]] = {"templates": template_summary}
