"""Items of one list whose names are nearly the same."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

_ALL_PAIRS = 1500  # names up to which every pair is compared: a fifth of a second
_RARE = 40  # above that, only pairs that share a pair of characters which at most so many names hold


def similar_names(names: Sequence[str], threshold: float) -> Iterator[tuple[int, int, float]]:
    """Pairs (a, b, likeness) of indexes, a < b, whose likeness (Indel ratio, 0 to 1) is `threshold` or more.

    Long lists are compared where names share uncommon wording; names that consist of common wording alone may be missed there.
    """
    from rapidfuzz import fuzz, process  # 20 ms to import: only where two names are compared

    compact = ["".join(name.split()) for name in names]
    for b, candidates in _candidates(compact):
        choices = [compact[a] for a in candidates]
        for _, score, k in process.extract(compact[b], choices, scorer=fuzz.ratio, score_cutoff=100 * threshold, limit=None):
            yield candidates[k], b, score / 100


def _candidates(names: Sequence[str]) -> Iterator[tuple[int, Sequence[int]]]:
    if len(names) <= _ALL_PAIRS:
        for b in range(1, len(names)):
            yield b, range(b)
        return
    common = Counter(gram for name in names for gram in _grams(name))
    holders: dict[str, list[int]] = defaultdict(list)
    first: dict[str, int] = {}
    for b, name in enumerate(names):
        rare = [gram for gram in _grams(name) if common[gram] <= _RARE]
        same = {first.setdefault(name, b)} - {b}
        yield b, sorted(same | {a for gram in rare for a in holders[gram]})
        for gram in rare:
            holders[gram].append(b)


def _grams(name: str) -> set[str]:
    return {name[k : k + 2] for k in range(len(name) - 1)}
