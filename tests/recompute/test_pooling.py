"""Several offices and versions in one store: each is answered alone, never pooled."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from recompute.parsed import Listed, ask, hashable

from queries.card import catalogue as cards

CURRENT = ("yunxi_jiaotong_2024", "yunxi_shichang_2024", "yunxi_shuili_2024")
ALONE = sorted({card.code for card in cards().values()} - {"T1", "T2", "X1", "X2"})


def rows_with(place: dict[str, str], rows: list[dict[str, Any]]) -> list[Any]:
    return [hashable(place | row) for row in rows]


@pytest.mark.parametrize("code", ALONE)
def test_offices_are_answered_one_by_one(code: str, sample_store: Path, sampled: dict[str, Listed]) -> None:
    expected = []
    for stem in CURRENT:
        one = sampled[stem]
        expected += rows_with({"organization": dict(one.scope)["organization"]}, one.ask(code)["rows"])
    assert sorted(map(hashable, ask(sample_store, code)["rows"]), key=repr) == sorted(expected, key=repr)


@pytest.mark.parametrize("code", ALONE)
def test_versions_are_answered_one_by_one(code: str, sample_store: Path, sampled: dict[str, Listed]) -> None:
    expected = []
    for one in sampled.values():
        scope = dict(one.scope)
        expected += rows_with({"organization": scope["organization"], "form_date": scope["document"]}, one.ask(code)["rows"])
    assert sorted(map(hashable, ask(sample_store, code, all_versions=True)["rows"]), key=repr) == sorted(expected, key=repr)


def test_every_question_of_the_study_has_a_card(catalogue: dict[str, dict[str, str]]) -> None:
    assert set(catalogue) == {card.code for card in cards().values()}
