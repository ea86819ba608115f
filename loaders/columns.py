"""Header texts to fields, and why: the longest and most exact match first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from graph.schema import FIELDS

MIN_KNOWN = 3  # a row with so many headers that we know is a header row


@dataclass(frozen=True, slots=True)
class ColumnMap:
    """A column (from 1) with its header and the field it holds; None for a column that nobody took.

    `why` is exact, synonym or contains WORD.
    """

    column: int
    header: str
    field: str | None
    why: str


def compact(header: str) -> str:
    """A header without its blanks and line breaks: 权力 / 类别 split over lines is 权力类别."""
    return "".join(header.split())


@cache
def synonyms() -> Mapping[str, str]:
    """Header text to field, from columns.yml."""
    table = yaml.safe_load(Path(__file__).with_suffix(".yml").read_text(encoding="utf-8"))
    unknown = set(table) - set(FIELDS)
    if unknown:
        raise ValueError(f"columns.yml names no field of the schema: {', '.join(sorted(unknown))}")
    return {text: field for field, texts in table.items() for text in texts}


def map_header(header: str, column: int) -> ColumnMap:
    """The field that a header names."""
    text = compact(header)
    known = synonyms()
    if text in known:
        return ColumnMap(column, header, known[text], "synonym")
    inside = max((word for word in known if len(word) > 1 and word in text), key=len, default="")
    if inside:
        return ColumnMap(column, header, known[inside], f"contains {inside}")
    return ColumnMap(column, header, None, "no known header text")


def map_columns(headers: Sequence[str]) -> tuple[ColumnMap, ...]:
    """One ColumnMap per header, numbered from 1."""
    return tuple(map_header(header, k) for k, header in enumerate(headers, 1))


def is_header_row(texts: Sequence[str]) -> bool:
    """Whether a row holds headers: exact ones for at least three fields, and hardly anything else."""
    filled = [compact(text) for text in texts if text.strip()]
    known = [text for text in filled if text in synonyms()]
    return len(known) >= MIN_KNOWN and 2 * len(known) > len(filled)
