"""Who is needed on what: by hand, and against trying every group."""

from __future__ import annotations

from itertools import combinations
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import DataError
from queries import patterns

HELD = {"i1": frozenset("a"), "i2": frozenset("ab"), "i3": frozenset("bc"), "i4": frozenset(), "i5": frozenset("a")}
profiles = st.lists(st.frozensets(st.sampled_from("abcdefg"), min_size=1, max_size=4), max_size=9)


def test_lost_without_one() -> None:
    assert patterns.lost_without(HELD, 1) == {frozenset("a"): ["i1", "i5"]}


def test_lost_without_two_counts_what_either_alone_loses() -> None:
    assert patterns.lost_without(HELD, 2) == {frozenset("ab"): ["i1", "i2", "i5"], frozenset("bc"): ["i3"]}


def test_an_item_without_anyone_is_lost_to_no_one() -> None:
    assert "i4" not in patterns.without(HELD, frozenset("abc"))
    assert patterns.lost_without({"i4": frozenset()}, 1) == {}


def by_trial(groups: list[frozenset[str]]) -> set[frozenset[str]]:
    members = sorted(set().union(*groups)) if groups else []
    for size in range(1, len(members) + 1):
        found = {frozenset(chosen) for chosen in combinations(members, size) if all(set(chosen) & group for group in groups)}
        if found:
            return found
    return set()


@settings(deadline=None, max_examples=60)
@given(profiles)
def test_all_smallest_groups_are_found(groups: list[frozenset[str]]) -> None:
    assert set(patterns.minimum_covers(groups, 1000)) == by_trial(groups)


@settings(deadline=None, max_examples=30)
@given(profiles, st.integers(min_value=1, max_value=3))
def test_the_first_are_those_named_most(groups: list[frozenset[str]], most: int) -> None:
    def named(cover: frozenset[str]) -> int:
        return sum(len(cover & group) for group in groups)

    best = sorted(by_trial(groups), key=lambda cover: -named(cover))[:most]
    assert [named(cover) for cover in patterns.minimum_covers(groups, most)] == [named(cover) for cover in best]


def test_equal_groups_come_by_name() -> None:
    groups = [frozenset("ab"), frozenset("cd")]
    assert [sorted(cover) for cover in patterns.minimum_covers(groups, 9)] == [["a", "c"], ["a", "d"], ["b", "c"], ["b", "d"]]


def test_one_on_everything() -> None:
    assert patterns.minimum_covers([frozenset("ab"), frozenset("a"), frozenset("abc")], 9) == [frozenset("a")]


def test_nothing_to_cover() -> None:
    assert patterns.minimum_covers([], 9) == []


def test_a_larger_office_is_exact_and_quick() -> None:
    """The five by five rook's graph as profiles of rows and columns: any cover needs five."""
    groups = [frozenset(f"{row}{column}" for column in range(5)) for row in range(5)]
    groups += [frozenset(f"{row}{column}" for row in range(5)) for column in range(5)]
    found = patterns.minimum_covers(groups, 3)
    assert [len(cover) for cover in found] == [5, 5, 5]
    assert len(set(found)) == 3


def test_an_office_too_tangled_to_solve_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patterns, "SECONDS", 0.001)
    random = Random(3)
    groups = [frozenset(f"p{k}" for k in random.sample(range(90), 4)) for _ in range(400)]
    with pytest.raises(DataError, match="--department"):
        patterns.minimum_covers(groups, 1)


@pytest.mark.parametrize(
    ("first", "second", "expected"), [("ab", "bc", 1 / 3), ("ab", "ab", 1.0), ("a", "b", 0.0), ("", "a", 0.0), ("", "", None)]
)
def test_jaccard_by_hand(first: str, second: str, expected: float | None) -> None:
    assert patterns.jaccard(set(first), set(second)) == expected
