"""Pure functions behind the questions on shared risk, law and quality, against independent values."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations, product
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import hypergeom

from queries.cooccurrence import closed_sets, holders, lift, pairs, pairs_against_trades, upper_tail
from queries.likeness import similar_pairs, subjects

PROFILES = {"1": frozenset("AB"), "2": frozenset("AB"), "3": frozenset("AC"), "4": frozenset("B"), "5": frozenset()}


@st.composite
def draws(draw: st.DrawFn) -> tuple[int, int, int, int]:
    """Population, a of a kind, b drawn, and how many of both there can be."""
    population = draw(st.integers(1, 400))
    a, b = draw(st.integers(0, population)), draw(st.integers(0, population))
    return population, a, b, draw(st.integers(max(0, a + b - population), min(a, b)))


@given(draws())
def test_the_tail_is_scipy_s(case: tuple[int, int, int, int]) -> None:
    population, a, b, both = case
    assert upper_tail(population, a, b, both) == pytest.approx(hypergeom.sf(both - 1, population, a, b), rel=1e-9, abs=1e-300)


def test_chance_of_pairs_where_both_degrees_are_kept() -> None:
    """Against every arrangement there is: 3 types on 4 items, each item with as many types and each type on as many items."""
    profiles = {"1": frozenset("AB"), "2": frozenset("AB"), "3": frozenset("C"), "4": frozenset("C")}
    kept = [rows for rows in product(*(list(combinations("ABC", len(own))) for own in profiles.values()))
            if all(sum(kind in row for row in rows) == 2 for kind in "ABC")]  # fmt: skip
    exact = sum(sum({"A", "B"} <= set(row) for row in rows) >= 2 for rows in kept) / len(kept)
    found = pairs_against_trades(profiles, 4000, 1)
    assert found["A", "B"] == pytest.approx(exact, abs=0.03)
    assert found["A", "C"] == 1.0  # nobody has both: any arrangement has as many


@given(draws())
def test_the_tail_is_the_sum_of_its_terms(case: tuple[int, int, int, int]) -> None:
    population, a, b, both = case
    terms = [Fraction(comb(a, k) * comb(population - a, b - k), comb(population, b)) for k in range(both, min(a, b) + 1)]
    assert upper_tail(population, a, b, both) == float(sum(terms))


def test_the_tail_by_hand() -> None:
    assert upper_tail(4, 2, 2, 2) == 1 / 6  # one of the six ways to draw two of four
    assert upper_tail(4, 2, 2, 1) == 5 / 6
    assert upper_tail(4, 2, 2, 0) == upper_tail(3, 3, 2, 2) == upper_tail(1, 1, 1, 1) == 1
    assert upper_tail(5000, 2500, 2500, 2500) < 1e-300  # beyond any float's binomials


def test_pairs_by_hand() -> None:
    ab, ac = pairs(PROFILES)  # B and C never meet
    assert (ab.first, ab.second, ab.holders) == ("A", "B", ("1", "2"))
    assert (ab.jaccard, ab.lift) == (2 / 4, 2 * 5 / (3 * 3))
    assert ab.p == 7 / 10  # of the ten ways to draw three of five only three hold fewer than two of a given three
    assert (ac.holders, ac.jaccard, ac.lift, ac.p) == (("3",), 1 / 3, 5 / 3, 3 / 5)


@pytest.mark.parametrize("profiles", [{}, {"1": frozenset()}, {"1": frozenset("A")}, {"1": frozenset("A"), "2": frozenset("B")}])
def test_no_pairs(profiles: dict[str, frozenset[str]]) -> None:
    assert list(pairs(profiles)) == []


def test_lift_of_independence_is_one() -> None:
    assert lift(10, 20, 50, 100) == 1


def test_closed_sets_by_hand() -> None:
    assert closed_sets(PROFILES.values()) == {frozenset(x) for x in ("AB", "AC", "B", "A", "")}
    assert closed_sets([frozenset("AB")]) == {frozenset("AB")}
    assert closed_sets([]) == set()


@given(st.lists(st.frozensets(st.sampled_from("ABCDE")), max_size=8))
def test_closed_sets_are_what_no_feature_can_join(profiles: list[frozenset[str]]) -> None:
    """The definition itself, tried on every subset of the features."""
    expected = set()
    for size in range(6):
        for chosen in combinations("ABCDE", size):
            having = [profile for profile in profiles if profile.issuperset(chosen)]
            if having and frozenset.intersection(*having) == frozenset(chosen):
                expected.add(frozenset(chosen))
    assert closed_sets(profiles) == expected


def test_holders() -> None:
    assert holders(PROFILES) == {"A": {"1", "2", "3"}, "B": {"1", "2", "4"}, "C": {"3"}}


LEXICON = {"计量": ["计量", "检定"], "检定人员": ["检定人员"], "食品": ["食品", "餐饮"]}


def test_subjects() -> None:
    assert subjects("餐 饮服务", LEXICON) == {"食品"}
    assert subjects("计量检定人员擅离岗位", LEXICON) == {"计量", "检定人员"}
    assert subjects("计量检定人员", LEXICON, narrow=True) == {"计量", "检定人员"}  # 计量 stands by itself too
    assert subjects("检定人员", LEXICON, narrow=True) == {"检定人员"}  # 检定 stands only inside the longer word
    assert subjects("行政处罚法", LEXICON) == subjects("", LEXICON) == frozenset()


def common_subsequence(a: str, b: str) -> int:
    rows = [0] * (len(b) + 1)
    for x in a:
        before = rows[:]
        for k, y in enumerate(b, 1):
            rows[k] = before[k - 1] + 1 if x == y else max(before[k], rows[k - 1])
    return rows[-1]


@given(st.lists(st.text("甲乙丙丁 ", min_size=1, max_size=8).filter(str.strip), max_size=6), st.sampled_from([0.3, 0.62, 1.0]))
def test_similar_pairs_are_those_of_the_definition(names: list[str], tau: float) -> None:
    expected = {}
    for (a, first), (b, second) in combinations(enumerate("".join(name.split()) for name in names), 2):
        likeness = 2 * common_subsequence(first, second) / (len(first) + len(second))
        if likeness >= tau - 1e-12:
            expected[a, b] = pytest.approx(likeness)
    assert {(a, b): likeness for a, b, likeness in similar_pairs(names, tau)} == expected
