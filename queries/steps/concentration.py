"""Steps of the group concentration."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import Any

from queries import concentration
from queries.steps.kinds import Row, Step

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


STEPS: Mapping[str, Step] = {"concentration_indices": concentration_indices}
