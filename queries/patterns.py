"""Who is needed on what: groups whose absence leaves items to nobody, the smallest that touch every item; how far sets agree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from typing import Any, TypeVar

from graph.errors import DataError

SECONDS = 30  # for one programme
Holders = Mapping[str, frozenset[str]]
Member = TypeVar("Member", str, tuple[str, str])  # an id, or a name with the id of who bears it


def lost_without(holders: Holders, k: int) -> dict[frozenset[str], list[str]]:
    """Each group of `k` that some item depends on as a whole, with all items whose holders are all in the group.

    An item depends on the group when its holders are exactly the group. Items that nobody holds are lost to no one.
    """
    groups = {held for held in holders.values() if len(held) == k}
    return {group: without(holders, group) for group in groups}


def without(holders: Holders, group: frozenset[str]) -> list[str]:
    """The items that have a holder, and none outside the group."""
    return sorted(item for item, held in holders.items() if held and held <= group)


def jaccard(first: Set[str], second: Set[str]) -> float | None:
    """Size of what both hold over what either holds (P. Jaccard 1901): 0 nothing in common, 1 equal; None where both are empty."""
    either = first | second
    return len(first & second) / len(either) if either else None


def minimum_covers(profiles: Sequence[frozenset[Member]], most: int) -> list[frozenset[Member]]:
    """Up to `most` of the smallest groups that have a member in every profile, first those named in most profiles, then in order.

    Where more groups are equal than `most` leaves room for, it is open which of them are given. Minimum hitting sets
    (R. M. Karp 1972) as integer programmes, solved exactly with HiGHS: first the size, then the groups of that size one after
    another, each forbidding those before it. Raises DataError where that takes too long.
    """
    named = Counter(member for profile in profiles for member in profile)
    least = _least(profiles)
    members = sorted(set().union(*least))
    groups = [frozenset(members[k] for k in chosen) for chosen in _solutions(members, least, named, most)]
    return sorted(groups, key=lambda group: (-sum(named[member] for member in group), sorted(group)))


def _least(profiles: Iterable[frozenset[Member]]) -> list[frozenset[Member]]:
    """The profiles without those that hold another: who touches the smaller touches the larger too."""
    found: list[frozenset[Member]] = []
    for profile in sorted(set(profiles), key=lambda profile: (len(profile), sorted(profile))):
        if profile and not any(smaller <= profile for smaller in found):
            found.append(profile)
    return found


def _solutions(members: list[Member], profiles: list[frozenset[Member]], named: Mapping[Member, int], most: int) -> Iterator[list[int]]:
    if not profiles:
        return
    from scipy.optimize import LinearConstraint  # 0.4 s to import: only where there is something to solve

    touched = LinearConstraint([[member in profile for member in members] for profile in profiles], lb=1)
    size = len(_solved([1] * len(members), [touched]) or ())
    limits = [touched, LinearConstraint([1] * len(members), ub=size)]
    for _ in range(most):
        chosen = _solved([-named[member] for member in members], limits)
        if chosen is None:
            return
        yield chosen
        limits.append(LinearConstraint([k in chosen for k in range(len(members))], ub=size - 1))


def _solved(cost: list[int], limits: list[Any]) -> list[int] | None:
    """The cheapest choice within the limits; None where there is none."""
    from scipy.optimize import milp

    result = milp(cost, integrality=1, bounds=(0, 1), constraints=limits, options={"mip_rel_gap": 0, "time_limit": SECONDS})
    if result.status == 1:
        raise DataError(f"no smallest group could be proved in {SECONDS} s", do="Ask about a part: --department, --category or --role.")
    return None if result.x is None else [k for k, value in enumerate(result.x) if value > 0.5]
