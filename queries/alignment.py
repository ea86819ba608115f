"""Pairs the texts of two lists that mean the same, one to one: equal ones first, then the most alike."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from queries.likeness import alike

TAU = 0.8  # likeness from which two names are taken for the same
_KIND_OF_POWER = re.compile(r"的?(?:行政)?(处罚|许可|强制|检查|确认|给付|裁决|奖励|征收|征用)\Z")


@dataclass(frozen=True, slots=True)
class Pair:
    """Index `a` of the first list and `b` of the second; `similarity` from 0 to 1, 1 only for texts equal but for layout."""

    a: int
    b: int
    similarity: float

    @property
    def exact(self) -> bool:
        """Whether the texts are equal but for layout."""
        return self.similarity == 1


@lru_cache(maxsize=100_000)  # an office's names are compared with those of many others
def normalise(name: str) -> str:
    """A name without layout, punctuation and the wording around it: 对X的行政处罚, X的处罚 and Ｘ　处罚 are one."""
    compact = "".join(c for c in unicodedata.normalize("NFKC", name).casefold() if c.isalnum())
    short = _KIND_OF_POWER.sub(r"\1", compact.removeprefix("对"))
    return short or compact


def align(first: Sequence[str], second: Sequence[str], *, tau: float = TAU) -> list[Pair]:
    """Pairs in the order of `first`. Equal names pair in their order, the others greedily, the most alike first.

    Likeness is the Indel ratio 2 m / (len a + len b), m the length of the longest common subsequence; `tau` is its least.
    """
    a, b = [normalise(name) for name in first], [normalise(name) for name in second]
    pairs = list(_equal(a, b))
    left, right = {pair.a for pair in pairs}, {pair.b for pair in pairs}
    for score, i, j in _alike(a, b, left, right, tau):
        if i not in left and j not in right:
            pairs.append(Pair(i, j, score))
            left.add(i)
            right.add(j)
    return sorted(pairs, key=lambda pair: pair.a)


def _equal(a: Sequence[str], b: Sequence[str]) -> Iterator[Pair]:
    places: dict[str, deque[int]] = defaultdict(deque)
    for j, name in enumerate(b):
        places[name].append(j)
    for i, name in enumerate(a):
        if places[name]:
            yield Pair(i, places[name].popleft(), 1.0)


def _alike(a: Sequence[str], b: Sequence[str], left: set[int], right: set[int], tau: float) -> list[tuple[float, int, int]]:
    """Candidates (similarity, i, j), best first; among equals in the order of the lists, so that no engine's order matters."""
    rows, columns = ([k for k in range(len(texts)) if k not in taken] for texts, taken in ((a, left), (b, right)))
    found = [
        (min(round(likeness, 4), 0.9999), rows[i], columns[j])
        for i, j, likeness in alike([a[k] for k in rows], [b[k] for k in columns], tau)
    ]
    return sorted(found, key=lambda entry: (-entry[0], entry[1], entry[2]))
