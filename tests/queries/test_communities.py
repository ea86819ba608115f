"""Communities of profiles against every way to divide them, and modularity against its definition over items."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest

from graph.errors import DataError
from queries import communities as made
from queries.communities import Division, communities
from queries.cooccurrence import Profile
from queries.patterns import jaccard

PROFILES = {
    frozenset("ABCD"): 4, frozenset("ABC"): 2, frozenset("ABCE"): 1, frozenset("XYZ"): 3, frozenset("WXYZ"): 1, frozenset("XZ"): 1,
    frozenset("AX"): 1,
}  # fmt: skip


def divisions(profiles: Sequence[Profile]) -> Iterator[list[frozenset[Profile]]]:
    """Every way to divide the profiles."""
    if not profiles:
        yield []
        return
    for rest in divisions(profiles[1:]):
        yield [frozenset(profiles[:1]), *rest]
        for place, group in enumerate(rest):
            yield [*rest[:place], group | {profiles[0]}, *rest[place + 1 :]]


def modularity(groups: Sequence[frozenset[Profile]], tau: float) -> float:
    """Sum over pairs of items of one group of w_ij - k_i k_j / 2m, over 2m: items one by one, as Newman and Girvan define it."""
    items = [profile for profile, number in PROFILES.items() for _ in range(number)]
    place = {profile: number for number, group in enumerate(groups) for profile in group}

    def weight(i: int, j: int) -> float:
        likeness = jaccard(items[i], items[j]) or 0.0
        return likeness if i != j and likeness >= tau else 0.0

    degree = [sum(weight(i, j) for j in range(len(items))) for i in range(len(items))]
    both = sum(degree)
    pairs = ((i, j) for i in range(len(items)) for j in range(len(items)) if place[items[i]] == place[items[j]])
    return sum(weight(i, j) - degree[i] * degree[j] / both for i, j in pairs) / both


@pytest.mark.parametrize("tau", [0.0, 0.3, 0.5, 0.7])
def test_no_other_division_has_more_modularity(tau: float) -> None:
    division = communities(PROFILES, tau=tau, seed=1)
    found, reached = division.groups, division.modularity
    assert sorted(map(sorted, (profile for group in found for profile in group))) == sorted(map(sorted, PROFILES))
    assert modularity(found, tau) == pytest.approx(reached)
    assert max(modularity(groups, tau) for groups in divisions(list(PROFILES))) == pytest.approx(reached)


def test_two_families_stand_apart() -> None:
    found = communities(PROFILES, tau=0.5, seed=1).groups
    assert {frozenset(map("".join, map(sorted, group))) for group in found} == {
        frozenset({"ABCD", "ABC", "ABCE"}), frozenset({"XYZ", "WXYZ", "XZ"}), frozenset({"AX"})}  # fmt: skip


def test_where_nothing_is_linked_each_stands_alone() -> None:
    assert communities({}, tau=0.5, seed=1) == Division([])
    division = communities({frozenset("A"): 1, frozenset("B"): 1}, tau=0.5, seed=1)
    assert (len(division.groups), division.modularity, division.of_profiles) == (2, 0.0, 0.0)


def test_copies_raise_modularity_and_profiles_counted_once_do_not() -> None:
    """Three profiles of which no two are alike, each copied: over items each is a community of its own, over profiles there is none."""
    division = communities({frozenset("AB"): 5, frozenset("CD"): 5, frozenset("EF"): 5}, tau=0.5, seed=1)
    assert division.modularity == pytest.approx(1 - 3 * (1 / 3) ** 2)
    assert division.of_profiles == 0.0


def test_too_many_profiles_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(made, "MOST_PROFILES", 2)
    with pytest.raises(DataError, match="3 different profiles are too many"):
        communities({frozenset(name): 1 for name in "ABC"}, tau=0.5, seed=1)
