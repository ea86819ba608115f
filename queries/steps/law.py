"""Steps of the group law: subjects of items and laws, citations as printed."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from queries.likeness import subjects
from queries.steps.kinds import Row, Step


def subject_mismatch(rows: list[Row], params: Mapping[str, Any], denominator: Mapping[str, Any]) -> list[Row]:
    """Rows {item_serial, item, words, law, _item} to those where item and law have subjects, but none in common."""
    of_item = cache(lambda text: subjects(text, params["lexicon"]))
    of_law = cache(lambda text: subjects(text, params["lexicon"], narrow=True))
    return [
        {name: row[name] for name in ("item_serial", "item", "law")}
        | {"item_terms": sorted(item), "law_terms": sorted(law), "_items": [row["_item"]]}
        for row in rows for item, law in [(of_item(row["words"]), of_law(row["law"]))] if item and law and not item & law
    ]  # fmt: skip


def citations(rows: list[Row], params: Mapping[str, Any], denominator: Mapping[str, Any]) -> list[Row]:
    """Rows with `text` and the place `start`, `stop` in it (code points) to rows with the words there, each once per item."""
    found: dict[tuple[Any, ...], Row] = {}
    for row in rows:
        words = row["text"][row["start"] : row["stop"]]
        shown = {name: row[name] for name in ("item_serial", "item", "law", "article", "dangling")}
        found[row["_item"], words, row["law"], row["article"], row["dangling"]] = shown | {"citation": words, "_items": [row["_item"]]}
    return list(found.values())


STEPS: Mapping[str, Step] = {"subject_mismatch": subject_mismatch, "citations": citations}
