"""What occurs together: Jaccard, lift, exact hypergeometric tails, closed sets; on plain sets and counts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from math import comb

from queries.nullmodel import trade

Profile = frozenset[str]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two features that occur together: the holders of both, and the chance of so many or more (`p`)."""

    first: str
    second: str
    holders: tuple[str, ...]
    jaccard: float
    lift: float
    p: float


def pairs(profiles: Mapping[str, Profile]) -> Iterator[Pair]:
    """Each pair of features that some holder has both of; all holders are the population."""
    having = holders(profiles)
    for first, second in combinations(sorted(having), 2):
        a, b = having[first], having[second]
        if both := a & b:
            yield Pair(
                first, second, tuple(sorted(both)), len(both) / len(a | b), lift(len(both), len(a), len(b), len(profiles)),
                upper_tail(len(profiles), len(a), len(b), len(both)),
            )  # fmt: skip


def pairs_against_trades(profiles: Mapping[str, Profile], draws: int, seed: int) -> dict[tuple[str, str], float]:
    """For each pair of features in order, the chance that as many or more hold both where every holder keeps the number of its
    features and every feature that of its holders: (1 + draws as extreme) / (1 + draws), a Monte Carlo test along a Markov chain
    (J. Besag and P. Clifford 1989). No chance is below 1 / (1 + draws), and each depends a little on the seed.
    """
    having = holders(profiles)
    bit = {holder: 1 << place for place, holder in enumerate(sorted(profiles))}
    features = sorted(having)
    observed = [sum(bit[holder] for holder in having[feature]) for feature in features]
    places = list(combinations(range(len(features)), 2))
    least = [(observed[a] & observed[b]).bit_count() for a, b in places]
    extreme = [0] * len(places)
    for drawn in trade(observed, draws, seed):
        for place, (a, b) in enumerate(places):
            extreme[place] += (drawn[a] & drawn[b]).bit_count() >= least[place]
    return {(features[a], features[b]): (1 + extreme[place]) / (1 + draws) for place, (a, b) in enumerate(places)}


def lift(both: int, a: int, b: int, population: int) -> float:
    """How many times as many hold both as would by chance: n_ab N / (n_a n_b); the location quotient is the same ratio."""
    return both * population / (a * b)


def holders(profiles: Mapping[str, Profile]) -> dict[str, set[str]]:
    """For each feature who has it."""
    having: dict[str, set[str]] = defaultdict(set)
    for holder, features in profiles.items():
        for feature in features:
            having[feature].add(holder)
    return having


def upper_tail(population: int, a: int, b: int, both: int) -> float:
    """P(X >= both) for X hypergeometric: b drawn from a population that holds a of a kind.

    Exact: whole numbers, each term from the one before, divided once at the end (Fisher's one-sided test).
    """
    term = comb(a, both) * comb(population - a, b - both)
    total = term
    for k in range(both, min(a, b)):
        term = term * (a - k) * (b - k) // ((k + 1) * (population - a - b + k + 1))
        total += term
    return total / comb(population, b)


def closed_sets(profiles: Iterable[Profile]) -> set[Profile]:
    """All intersections of profiles: the closed itemsets, or intents of the formal concepts (Ganter and Wille)."""
    found: set[Profile] = set()
    for profile in set(profiles):
        found |= {profile & other for other in found} | {profile}
    return found
