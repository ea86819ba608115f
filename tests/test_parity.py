"""docs/parity.json: its embedded half is what the cards answer today."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import quanpu
from docs.parity import canonical_hash, recorded
from queries.card import catalogue

CODES = [card.code for card in catalogue().values()]


def test_every_card_is_on_record() -> None:
    assert list(recorded()) == CODES, "run `make parity`"


@pytest.mark.parametrize("code", CODES)
def test_the_embedded_half_is_fresh(code: str, sample_store: Path) -> None:
    with quanpu.Database(str(sample_store), must_exist=True) as database:
        rows = database.query(code).rows
    entry = recorded()[code]
    assert (entry["rows_on_samples"], entry["embedded"]) == (len(rows), canonical_hash(rows)), "rows have changed: run `make parity`"


@pytest.mark.parametrize("code", CODES)
def test_where_neo4j_was_asked_it_gave_the_same(code: str) -> None:
    entry = recorded()[code]
    assert entry["neo4j"] in (None, entry["embedded"])
    assert entry["same_on_real_list"] in (None, True)
    assert entry["neo4j_version"] is None or re.match(r"\d+\.\d+", entry["neo4j_version"])


def test_the_hash_sees_values_and_order_but_no_noise() -> None:
    rows = [{"a": 1, "b": [0.1 + 0.2]}, {"a": None, "b": "x"}]
    same = [{"b": [0.3], "a": 1}, {"b": "x", "a": None}]
    assert canonical_hash(rows) == canonical_hash(same)
    assert len({canonical_hash(found) for found in (rows, rows[::-1], rows[:1], [{"a": 1, "b": ["0.3"]}, rows[1]])}) == 4
