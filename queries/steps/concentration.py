"""Steps of the group concentration."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from itertools import chain
from typing import Any

from queries import concentration, network, patterns
from queries.steps.kinds import Row, Step, Summary

MEASURES: Mapping[str, Callable[[list[int]], float]] = {
    "hhi": concentration.hhi,
    "normalized_hhi": concentration.normalized_hhi,
    "gini": concentration.gini,
    "cr1": lambda counts: concentration.concentration_ratio(counts, 1),
    "cr2": lambda counts: concentration.concentration_ratio(counts, 2),
    "cr3": lambda counts: concentration.concentration_ratio(counts, 3),
}
PARTS = ("leader", "head", "any")


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


def risk_exposure(rows: list[Row], params: Mapping[str, Any], denominator: Mapping[str, Any]) -> list[Row]:
    """Rows of holders, and rows without a holder that name a risk type of an item, to each holder's exposure."""
    weights = params["weights"]
    types: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        if row["holder"] is None:
            types[row["_item"]].add(row["official"])
    exposure = {item: sum(weights.get(kind, 1) for kind in sorted(kinds)) for item, kinds in types.items()}
    total = sum(exposure.values())
    names, found = _names(rows), []
    for holder, items in _items_of(rows).items():
        own = sum(exposure.get(item, 0) for item in items)
        found.append(
            {"official": names[holder], "exposure": own, "share": own / total if total else None,
             "mean_per_item": own / len(items) if total else None,
             "risk_types": len(set(chain.from_iterable(types.get(item, ()) for item in items))), "_items": items, "_total": total}
        )  # fmt: skip
    return found


def _items_of(rows: list[Row]) -> dict[str, list[str]]:
    """Each holder's items, in the order of the holders' ids (their names may be equal)."""
    items: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        if row["holder"] is not None:
            items[row["holder"]].add(row["_item"])
    return {holder: sorted(items[holder]) for holder in sorted(items)}


def _names(rows: list[Row]) -> dict[str, str]:
    return {row["holder"]: row["official"] for row in rows}


def holders_by_item(rows: list[Row], role: str = "any") -> dict[str, frozenset[str]]:
    """Who holds a slot in that part, by item."""
    held: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        if role in ("any", row["role"]):
            held[row["_item"]].add(row["holder"])
    return {item: frozenset(held[item]) for item in sorted(held)}


def dependency(rows: list[Row], params: Mapping[str, Any], denominator: Mapping[str, Any]) -> list[Row]:
    """Rows of holders to the groups of k on whom items depend, with what is lost in each part that was asked for."""
    names = _names(rows)
    asked = [part for part in PARTS if params["role"] in ("any", part)] or ["any"]  # rows of another part hold nobody else
    held = {part: holders_by_item(rows, part) for part in asked}
    groups = set(chain.from_iterable(patterns.lost_without(held[part], params["k"]) for part in asked))
    found = []
    for group in sorted(groups, key=sorted):
        lost = {part: patterns.without(held[part], group) for part in asked}
        counts = {part: len(lost[part]) if part in lost else None for part in PARTS}
        found.append(
            {"official": "、".join(sorted(names[holder] for holder in group)), "items_without_leader": counts["leader"],
             "items_without_head": counts["head"], "items_without_anyone": counts["any"],
             "_items": sorted(set(chain.from_iterable(lost.values())))}
        )  # fmt: skip
    return found


def minimum_cover(rows: list[Row], params: Mapping[str, Any], denominator: Mapping[str, Any]) -> list[Row]:
    """Rows of holders to the smallest groups that are named on every item on which anyone is."""
    names, held = _names(rows), holders_by_item(rows)
    by_name = [frozenset((names[holder], holder) for holder in holders) for holders in held.values()]
    covers = patterns.minimum_covers(by_name, params["most"])
    return [
        {"rank": rank, "officials": [name for name, _ in sorted(cover)], "size": len(cover), "_items": sorted(held)}
        for rank, cover in enumerate(covers, 1)
    ]  # fmt: skip


def centrality(rows: list[Row], params: Mapping[str, Any], denominator: Mapping[str, Any]) -> list[Row]:
    """Rows of holders to each one's place in the network of those who share items."""
    graph = network.projection(holders_by_item(rows).values(), min_weight=params["min_weight"])
    wanted = [measure for measure in network.MEASURES if params["measure"] in ("all", measure)]
    places = network.positions(graph, wanted, weighted=params["weighted"])
    names, items = _names(rows), _items_of(rows)
    empty = dict.fromkeys(network.MEASURES)
    return [{"official": names[node], **empty, **places[node], "_items": items[node]} for node in sorted(places)]


def centralizations(rows: list[Row]) -> dict[str, Any]:
    """How far the whole network is from a star (1) and from a ring (0), for the measures that have such a bound."""
    found = {}
    for measure, of in (("degree", network.degree_centralization), ("betweenness", network.betweenness_centralization)):
        values = [row[measure] for row in rows if row[measure] is not None]
        value = of(values) if values else None
        found[f"{measure}_centralization"] = None if value is None else round(value, 12)
    return found


def total_exposure(rows: list[Row]) -> dict[str, Any]:
    """The sum over all items, named or not: what the shares are out of."""
    return {"exposure": round(rows[0]["_total"], 12) if rows else 0}


STEPS: Mapping[str, Step] = {
    "concentration_indices": concentration_indices, "risk_exposure": risk_exposure, "dependency": dependency,
    "minimum_cover": minimum_cover, "centrality": centrality,
}  # fmt: skip
SUMMARIES: Mapping[str, Summary] = {"centrality": centralizations, "risk_exposure": total_exposure}
