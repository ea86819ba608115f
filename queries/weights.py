"""Weights of risk types: checked against the names of queries/vocab/risk_weights.yml."""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from graph.errors import UsageError, unknown

FILE = Path(__file__).parent / "vocab" / "risk_weights.yml"


@cache
def known_names() -> frozenset[str]:
    """Codes of types and coarse types, and families, that may be weighted."""
    return frozenset(yaml.safe_load(FILE.read_text(encoding="utf-8")))


def checked_weights(entries: Mapping[str, Any], path: Path | None) -> dict[str, float]:
    """The weights, none below 0. Raises UsageError for an unknown name (with the nearest) or a weight that is no such number."""
    where = str(path) if path else ""
    for name, weight in entries.items():
        if name not in known_names():
            error = unknown("risk type", str(name), known_names())
            raise UsageError(error.what, where=where, do=error.do or "Use the codes of queries/vocab/risk_weights.yml.")
        if isinstance(weight, bool) or not isinstance(weight, (int, float)) or not (math.isfinite(weight) and weight >= 0):
            raise UsageError(f"the weight of {name} is {weight!r}", where=where, do="Give a number, 0 or more.")
    return dict(entries)
