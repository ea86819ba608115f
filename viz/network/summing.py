"""An organization with too many items to hold: its items with the same lines as one node each, with the true numbers."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from graph.counts import Item, Line
from viz.grids import ranges
from viz.network.offices import letters

LONGEST = 1500  # characters of a bundle's serials; the number of its items is always whole


@dataclass(frozen=True, slots=True)
class Bundle:
    """Items as one node. `lines` says how often each line stands on them; `chains` counts the ways in which they differ (1: none)."""

    key: str
    items: tuple[Item, ...]
    lines: Counter[Line]
    chains: int

    @property
    def serials(self) -> str:
        """The printed serials, runs shortened; a very long list is cut with …"""
        said = ranges(item.serial for item in self.items)
        return said if len(said) <= LONGEST else said[:LONGEST].rsplit(",", 1)[0] + ", …"


def bundles(items: Iterable[Item], most: int) -> list[Bundle]:
    """The `most` largest sets of items with the same lines, then the others by the departments that handle them, the rest as one."""
    kept, others = _largest(_sorted_by(items, lambda item: tuple(sorted(item.lines))), most)
    by_units, rest = _largest(_sorted_by(others, _departments), most - len(kept))
    parts = [*map(_alike, kept), *map(_mixed, by_units), *([_mixed(rest)] if rest else [])]
    return [Bundle(letters(place), *part) for place, part in enumerate(parts)]


def _sorted_by(items: Iterable[Item], same: Callable[[Item], tuple[Any, ...]]) -> list[list[Item]]:
    found: dict[tuple[Any, ...], list[Item]] = defaultdict(list)
    for item in items:
        found[same(item)].append(item)
    return list(found.values())


def _largest(sets: Sequence[list[Item]], most: int) -> tuple[list[list[Item]], list[Item]]:
    """The largest sets of two items or more, as they stood, and the items of the others."""
    ranked = sorted((place for place, members in enumerate(sets) if len(members) > 1), key=lambda place: -len(sets[place]))
    kept = set(ranked[:most])
    return [sets[place] for place in sorted(kept)], [item for place, members in enumerate(sets) if place not in kept for item in members]


def _departments(item: Item) -> tuple[str, ...]:
    return tuple(sorted({node for label, node, *_ in item.lines if label == "Department"}))


def _alike(members: Sequence[Item]) -> tuple[tuple[Item, ...], Counter[Line], int]:
    return tuple(members), Counter({line: len(members) * times for line, times in Counter(members[0].lines).items()}), 1


def _mixed(members: Sequence[Item]) -> tuple[tuple[Item, ...], Counter[Line], int]:
    """Where lines differ, only who stands in which part is kept: numbers of lines and departments mean nothing across items."""
    lines = Counter((label, node, role, 0, "") for item in members for label, node, role, _, _ in item.lines)
    return tuple(members), lines, len({tuple(sorted(item.lines)) for item in members})


def named(items: Iterable[Item]) -> Counter[tuple[str, str]]:
    """On how many items each (label, id) stands, each item counted once."""
    return Counter(party for item in items for party in {(label, node) for label, node, *_ in item.lines})


def together(sums: Iterable[tuple[str, Bundle]]) -> Counter[tuple[str, str]]:
    """On how many items two stand together: officials, departments, lists, and the bundles by the keys they are given with."""
    found: Counter[tuple[str, str]] = Counter()
    for key, bundle in sums:
        for parties, items in Counter(_parties(bundle)).items():
            for pair in combinations((*parties, key), 2):
                found[pair] += items
    return found


def _parties(bundle: Bundle) -> Iterator[tuple[str, ...]]:
    for item in bundle.items:
        yield (*sorted({node for _, node, *_ in item.lines}), item.document)


def strongest(pairs: Counter[tuple[str, str]], most: int) -> tuple[dict[tuple[str, str], int], int]:
    """At most `most` of the pairs, those with the most items, all or none of equal ones; and the largest number that is left out."""
    if len(pairs) <= most:
        return dict(pairs), 0
    least = sorted(pairs.values(), reverse=True)[most]
    return {pair: items for pair, items in pairs.items() if items > least}, least
