"""Steps of the group coverage: what an item's measures leave open."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from queries.maps import families
from queries.steps.kinds import Row, Step


def missing_families(rows: list[Row], params: Mapping[str, Any], denominator: Mapping[str, Any]) -> list[Row]:
    """Rows {item_serial, item, types} to the items with the families that none of their types belongs to."""
    found = []
    for row in rows:
        missing = sorted(family for family, codes in families().items() if not set(codes).intersection(row["types"]))
        if missing and params["family"] in ("any", *missing):
            found.append({name: row[name] for name in ("item_serial", "item", "_items")} | {"missing_families": missing})
    return found


STEPS: Mapping[str, Step] = {"missing_families": missing_families}
