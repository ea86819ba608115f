"""Finds which cells a short row has left out, by what its neighbours hold."""

from __future__ import annotations

import re
from collections.abc import Sequence

from loaders.columns import ColumnMap
from loaders.extract.people_words import is_name, is_unit, role_at_end
from loaders.readers.grid import Cell

_GRADE = re.compile(r"(?:高|中|低|较高|一般|重大|较大|[一二三四]级|[ⅠⅡⅢⅣI]{1,3}级?|[A-D]级?)(?:风险)?\Z")
_LIST = re.compile(r"[；;。]|\d{1,2}[、.．]|[（(][一二三四五六七八九十\d][)）]")
_NEVER = -1000.0


def align(texts: Sequence[str], columns: Sequence[ColumnMap], full: Sequence[tuple[Cell, ...]]) -> list[int] | None:
    """For each text the column (from 0) it most probably stands under, in order; None where no placing is plausible.

    Longest-common-subsequence style dynamic programme over a score of how well a text fits a column.
    """
    seen = [{row[k].text for row in full if k < len(row)} for k in range(len(columns))]
    lengths = [_median([len(row[k].text) for row in full if k < len(row)]) for k in range(len(columns))]
    n, m = len(texts), len(columns)
    best = [[0.0] * (m + 1)] + [[_NEVER] * (m + 1) for _ in range(n)]
    for i in range(1, n + 1):
        for j in range(i, m + 1):
            fit = _fit(texts[i - 1], columns[j - 1], seen[j - 1], lengths[j - 1])
            best[i][j] = max(best[i][j - 1], best[i - 1][j - 1] + fit)
    if best[n][m] < 0:
        return None
    return _places(best, n, m)


def _places(best: list[list[float]], n: int, m: int) -> list[int]:
    places, j = [], m
    for i in range(n, 0, -1):
        while j > i and best[i][j] == best[i][j - 1]:
            j -= 1
        places.append(j - 1)
        j -= 1
    return places[::-1]


def _fit(text: str, column: ColumnMap, seen: set[str], length: float) -> float:
    if not text:
        return 0.0
    score = 2.0 if text in seen and column.field != "number" else 0.0
    score += _field_fit(text, column.field or "")
    if length:  # a text much longer or shorter than its neighbours in the column fits worse
        score -= min(3.0, abs(len(text) - length) / (length + 4))
    return score


def _field_fit(text: str, field: str) -> float:
    short, listed = len(text) <= 8, bool(_LIST.search(text))
    if field == "number":
        return 4.0 if re.fullmatch(r"\d{1,4}(?:[-.]\d{1,3})*[、.]?", text) else -6.0
    if field == "grade":
        return 4.0 if _GRADE.match(text) else -6.0
    if field in ("leader", "head", "handler", "responsible", "post"):
        return 2.0 if short and not listed and (is_name(text, expected=True) or bool(role_at_end(text)[0])) else -4.0
    if field == "office":
        return 3.0 if is_unit(text) else -4.0
    if field in ("risk", "measure", "duty", "basis"):
        return 1.5 if listed or len(text) > 12 else -2.0
    if field == "item":
        return 1.0 if 3 <= len(text) <= 60 and not listed else -2.0
    return 0.0 if short else -0.5


def _median(values: list[int]) -> float:
    return float(sorted(values)[len(values) // 2]) if values else 0.0
