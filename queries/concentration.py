"""Measures of concentration on plain numbers; no store, no names."""

from __future__ import annotations

from collections.abc import Sequence
from operator import mul


def hhi(counts: Sequence[float]) -> float:
    """Herfindahl-Hirschman index, the sum of squared shares: 1/n when even, 1 when one holds all. 0 for no counts.

    O. C. Herfindahl (1950), Concentration in the U.S. Steel Industry; A. O. Hirschman (1945).
    """
    total = sum(counts)
    return sum(map(mul, counts, counts)) / total**2 if total else 0.0


def normalized_hhi(counts: Sequence[float]) -> float:
    """(HHI - 1/n) / (1 - 1/n): 0 when even, 1 when one of several holds all; 1 for a single holder, 0 for none."""
    n = len(counts)
    if n < 2:
        return float(n)
    return (hhi(counts) - 1 / n) / (1 - 1 / n)


def effective_number(counts: Sequence[float]) -> float:
    """1 / HHI: how many equal holders would be as concentrated (M. Laakso and R. Taagepera 1979). 0 for no counts."""
    index = hhi(counts)
    return 1 / index if index else 0.0


def gini(counts: Sequence[float]) -> float:
    """Gini coefficient, sum of (2i - n - 1) x_i over n times the total, x sorted upwards: 0 when even. 0 for no counts."""
    values = sorted(counts)
    n, total = len(values), sum(values)
    return sum(map(mul, range(1 - n, n, 2), values)) / (n * total) if total else 0.0


def concentration_ratio(counts: Sequence[float], k: int) -> float:
    """CR_k: share of the k largest. 0 for no counts."""
    total = sum(counts)
    return sum(sorted(counts, reverse=True)[:k]) / total if total else 0.0
