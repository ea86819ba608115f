"""Chance to compare with: the same numbers as Python's generator, and what theory expects."""

from __future__ import annotations

from collections import Counter
from itertools import combinations, islice, product
from random import Random
from statistics import fmean, quantiles

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import chisquare

from queries import concentration, nullmodel


@pytest.mark.parametrize("holders", [1, 2, 3, 4, 6, 7, 8, 200, 255, 256, 300])
def test_dealt_as_randrange_deals(holders: int) -> None:
    random = Random(7)
    expected = [[random.randrange(holders) for _ in range(50)] for _ in range(300)]
    assert [list(draw) for draw in nullmodel.deal(50, holders, 300, 7)] == expected


def test_more_slots_than_one_batch_of_random_numbers() -> None:
    random = Random(3)
    expected = [[random.randrange(6) for _ in range(9000)] for _ in range(3)]
    assert [list(draw) for draw in nullmodel.deal(9000, 6, 3, 3)] == expected


def test_the_published_figures() -> None:
    """332 slots to 6 officials, 5,000 draws, seed 1: mean .1692, 95th percentile .1721, largest .1802."""
    values = [concentration.hhi(nullmodel.slot_counts(draw, 6)) for draw in nullmodel.deal(332, 6, 5000, 1)]
    assert [round(value, 4) for value in (fmean(values), nullmodel.quantile(values, 0.95), max(values))] == [0.1692, 0.1721, 0.1802]
    assert fmean(values) == pytest.approx(1 / 6 + (1 - 1 / 6) / 332, rel=1e-3)  # expectation of a multinomial's HHI


def test_a_shuffle_keeps_what_each_holds() -> None:
    owners = [0, 0, 0, 1, 1, 2]
    draws = list(nullmodel.shuffle(owners, 200, 1))
    assert {tuple(nullmodel.slot_counts(draw, 3)) for draw in draws} == {(3, 2, 1)}
    assert len({tuple(draw) for draw in draws}) > 30
    assert draws == list(nullmodel.shuffle(owners, 200, 1)) != list(nullmodel.shuffle(owners, 200, 2))


def test_items_count_once_for_each_holder() -> None:
    assert nullmodel.item_counts([0, 0, 1, 0, 2, 2], 4, [3, 1, 2]) == [2, 1, 1, 0]
    assert nullmodel.item_counts(bytes([0, 0, 1]), 2, [2, 1]) == [1, 1]


@given(st.lists(st.integers(min_value=-99, max_value=99), min_size=2))
def test_quantiles_are_those_of_the_standard_library(values: list[int]) -> None:
    expected = quantiles(values, n=20, method="inclusive")
    assert [nullmodel.quantile(values, k / 20) for k in range(1, 20)] == pytest.approx(expected)


def test_the_quantile_of_one_value() -> None:
    assert nullmodel.quantile([4.0], 0.95) == 4.0


def test_up_to_eight_holders_are_counted_as_more_are() -> None:
    for holders in (1, 2, 6, 8, 9):
        for draw in nullmodel.deal(40, holders, 20, 5):
            assert nullmodel.slot_counts(draw, holders) == [list(draw).count(holder) for holder in range(holders)]


SETS = [0b000111, 0b001011, 0b110001, 0b100000, 0b000000]


def members(sets: list[int]) -> list[int]:
    """In how many of the sets each element is."""
    return [sum(one >> place & 1 for one in sets) for place in range(6)]


def test_a_trade_keeps_both_degrees() -> None:
    draws = list(nullmodel.trade(SETS, 300, 1))
    assert {tuple(one.bit_count() for one in draw) for draw in draws} == {(3, 3, 3, 1, 0)}
    assert {tuple(members(draw)) for draw in draws} == {tuple(members(SETS))}
    assert draws == list(nullmodel.trade(SETS, 300, 1)) != list(nullmodel.trade(SETS, 300, 2))


def test_trades_reach_every_arrangement_equally_often() -> None:
    sizes, degrees = [one.bit_count() for one in SETS], members(SETS)
    choices = [[sum(1 << place for place in chosen) for chosen in combinations(range(6), size)] for size in sizes]
    possible = {arranged for arranged in product(*choices) if members(list(arranged)) == degrees}
    draws = islice(nullmodel.trade(SETS, 300 * len(possible), 3), 0, None, 10)  # one after another they resemble each other
    seen = Counter(tuple(draw) for draw in draws)
    assert seen.keys() == possible
    assert chisquare([seen[arranged] for arranged in sorted(possible)]).pvalue > 0.001
