"""Names of risk and measure types in both languages, for answers whose rows hold codes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

import yaml

from graph.stores.base import Reader
from graph.table import Column

KINDS = ("risk_type", "measure_type")  # kinds of columns that hold codes of types
FILE = Path(__file__).parent / "vocab" / "type_names.yml"
NAMES = """MATCH (t:RiskType) RETURN 'risk_type' AS kind, t.code AS code, t.name AS zh, t.name_en AS en
UNION ALL
MATCH (t:MeasureType) RETURN 'measure_type' AS kind, t.code AS code, t.name AS zh, t.name_en AS en"""
Names = Mapping[str, Mapping[str, Mapping[str, str]]]  # kind -> code -> language -> name


@cache
def known_names() -> Names:
    """The names of our own vocabularies."""
    names: Names = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return names


def names_for(store: Reader, columns: Iterable[Column]) -> Names:
    """The names that columns of types need: the graph's own (its vocabulary may be an edited one), ours for types that it lacks."""
    wanted = {column.kind for column in columns}.intersection(KINDS)
    if not wanted:
        return {}
    names = {kind: dict(known_names()[kind]) for kind in wanted}
    for row in store.read(NAMES).rows:
        if row["kind"] in wanted:
            names[row["kind"]][row["code"]] = {"zh": row["zh"] or row["code"], "en": row["en"] or row["code"]}
    return names
