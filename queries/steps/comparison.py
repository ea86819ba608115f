"""Steps of the group comparison: offices beside each other, and beside chance."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain, combinations
from statistics import fmean, median
from typing import Any

from graph.errors import UsageError
from queries import concentration, nullmodel
from queries.alignment import align
from queries.patterns import jaccard
from queries.steps.kinds import Row, Step, Summary

MEASURES: Mapping[str, Callable[[Sequence[int]], float]] = {
    "hhi": concentration.hhi,
    "normalized_hhi": concentration.normalized_hhi,
    "gini": concentration.gini,
    "cr1": lambda counts: concentration.concentration_ratio(counts, 1),
}


def by_office(rows: list[Row]) -> dict[tuple[str, str], list[Row]]:
    """Rows by organization and label; where superseded versions take part, each version stands for itself, labelled with its date."""
    versions = {row["organization"] for row in rows if not row["current"]}
    found: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        dated = row["organization"] in versions and row["form_date"]
        label = f"{row['organization']} {row['form_date']}" if dated else row["organization"]
        found[row["organization"], label].append(row)
    return dict(sorted(found.items()))


# --- X1 ------------------------------------------------------------------------------------------------


def peers(rows: list[Row], params: Mapping[str, Any], denominator: Mapping[str, Any]) -> list[Row]:
    """Rows of holders, and one without a holder per item, to one row per office."""
    known = {row["organization"] for row in rows}
    for name in params["peers"]:
        if name not in known:  # the graph knows it: the runner has looked
            do = "Ask without the filter that leaves it out (organization, document, department, category), or leave it out of peers."
            raise UsageError(f"{name} is among the peers, but none of its items is among those asked about", do=do)
    offices = {label: own for (name, label), own in by_office(rows).items() if not params["peers"] or name in params["peers"]}
    return [_peer(label, own, params) for label, own in offices.items()]


def _peer(label: str, rows: list[Row], params: Mapping[str, Any]) -> Row:
    items = sorted({row["_item"] for row in rows})
    slots = [row for row in rows if row["holder"] is not None]
    counts = list(Counter(row["holder"] for row in slots).values())
    on = Counter(holder for holder, _ in {(row["holder"], row["_item"]) for row in slots})
    dealt = [concentration.normalized_hhi(nullmodel.slot_counts(draw, len(counts))) for draw in _dealt(counts, params)]
    chance = {"dealt_mean": round(fmean(dealt), 12), "dealt_p95": round(nullmodel.quantile(dealt, 0.95), 12)} if dealt else {}
    return {
        "organization": label, "items": len(items), "officials": len(counts),
        "normalized_hhi": concentration.normalized_hhi(counts) if counts else None,
        "cr1": concentration.concentration_ratio(counts, 1) if counts else None,
        "median_items_per_official": median(on.values()) if on else None, "same_head_share": _same_head_share(slots),
        "_items": items, "_part": {"items": len(items), "officials": len(counts), "slots": len(slots)} | chance,
    }  # fmt: skip


def _dealt(counts: list[int], params: Mapping[str, Any]) -> Iterator[Sequence[int]]:
    return nullmodel.deal(sum(counts), len(counts), params["draws"], params["seed"]) if counts else iter(())


def _same_head_share(slots: list[Row]) -> float | None:
    """Of the items with several chains, the share in which one official heads two or more of them."""
    chains: dict[str, set[int]] = defaultdict(set)
    heads: dict[str, set[tuple[str, int]]] = defaultdict(set)
    for slot in slots:
        chains[slot["_item"]].add(slot["chain"])
        if slot["role"] == "head":
            heads[slot["_item"]].add((slot["holder"], slot["chain"]))
    several = [item for item, found in chains.items() if len(found) > 1]
    same = [item for item in several if max(Counter(holder for holder, _ in heads[item]).values(), default=0) > 1]
    return len(same) / len(several) if several else None


def peer_parts(rows: list[Row]) -> dict[str, Any]:
    """How many offices there are and how many name anyone at the level; each one's own numbers, with what chance alone gives:
    its slots dealt at random to its officials."""
    named = sum(row["officials"] > 0 for row in rows)
    parts = {"organizations": {row["organization"]: row["_part"] for row in rows}} if rows else {}
    return {"organizations_compared": len(rows), "organizations_named": named} | parts


# --- X2 ------------------------------------------------------------------------------------------------


def same_items(rows: list[Row], params: Mapping[str, Any], denominator: Mapping[str, Any]) -> list[Row]:
    """Rows {what, _item, text} of items, their cells' fields and types to pairs of aligned items of two organizations."""
    offices = by_office(rows)
    items = {label: _by_category(own) for (_, label), own in offices.items()}
    types = {what: _types(rows, what) for what in ("risk", "measure")}
    stated = {(label, row["text"]) for (_, label), own in offices.items() for row in own if row["what"] == "field"}
    found = []
    for (name_a, a), (name_b, b) in combinations(offices, 2):
        for one, other, likeness in _pairs(items[a], items[b], params["tau"]) if name_a != name_b else ():
            agree = {
                what: jaccard(types[what][one["_item"]], types[what][other["_item"]]) if {(a, what), (b, what)} <= stated else None
                for what in types
            }
            found.append(
                {"item": one["text"], "organization_a": a, "organization_b": b, "similarity": likeness,
                 "risk_jaccard": agree["risk"], "measure_jaccard": agree["measure"], "_items": [one["_item"], other["_item"]]}
            )  # fmt: skip
    return found


def _by_category(rows: list[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in sorted((row for row in rows if row["what"] == "item"), key=lambda row: (row["ordinal"], row["_item"])):
        found[row["category"] or ""].append(row)
    return found


def _pairs(first: Mapping[str, list[Row]], second: Mapping[str, list[Row]], tau: float) -> Iterator[tuple[Row, Row, float]]:
    """Items of two offices, aligned within each category."""
    for category in sorted(first.keys() & second.keys()):
        a, b = first[category], second[category]
        for pair in align([row["text"] for row in a], [row["text"] for row in b], tau=tau):
            yield a[pair.a], b[pair.b], pair.similarity


def _types(rows: list[Row], what: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        if row["what"] == what:
            found[row["_item"]].add(row["text"])
    return found


# --- X3 ------------------------------------------------------------------------------------------------


def against_chance(rows: list[Row], params: Mapping[str, Any], denominator: Mapping[str, Any]) -> list[Row]:
    """Rows of holders to measures as observed and over random assignments of the same slots."""
    slots = sorted(rows, key=lambda row: (row["_item"], row["chain"], row["role"], row["holder"]))
    if not slots:
        return []
    number = {holder: k for k, holder in enumerate(sorted({row["holder"] for row in slots}))}
    owners = [number[row["holder"]] for row in slots]
    sizes = list(Counter(row["_item"] for row in slots).values())
    draws = _draws(owners, len(number), params)
    counted = [_counts(draw, len(number), sizes, params["base"]) for draw in chain([owners], draws)]
    items = sorted({row["_item"] for row in slots})
    return [_beside(name, [measure(counts) for counts in counted], params) | {"_items": items} for name, measure in MEASURES.items()]


def _draws(owners: list[int], holders: int, params: Mapping[str, Any]) -> Iterator[Sequence[int]]:
    if params["model"] == "deal":
        return nullmodel.deal(len(owners), holders, params["draws"], params["seed"])
    return nullmodel.shuffle(owners, params["draws"], params["seed"])


def _counts(draw: Sequence[int], holders: int, sizes: list[int], base: str) -> list[int]:
    return nullmodel.slot_counts(draw, holders) if base == "slots" else nullmodel.item_counts(draw, holders, sizes)


def _beside(name: str, values: list[float], params: Mapping[str, Any]) -> Row:
    observed, chance = values[0], values[1:]
    return {"measure": name, "observed": observed, "null_mean": fmean(chance), "null_p95": nullmodel.quantile(chance, 0.95),
            "null_max": max(chance), "draws": params["draws"], "seed": params["seed"]}  # fmt: skip


STEPS: Mapping[str, Step] = {"peers": peers, "same_items": same_items, "against_chance": against_chance}
SUMMARIES: Mapping[str, Summary] = {"peers": peer_parts}
