"""What texts are about, by a lexicon, and which names are nearly the same; on plain strings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

CELLS = 2_000_000  # pairs compared at once: 16 MB


def subjects(text: str, lexicon: Mapping[str, Sequence[str]], *, narrow: bool = False) -> frozenset[str]:
    """The subjects that a text has: those of which it holds a word. `lexicon` maps a subject to its words.

    `narrow`: a word inside a longer word that the text holds too speaks for nothing.
    """
    compact = "".join(text.split())
    held = {word for words in lexicon.values() for word in words if word in compact}
    if narrow:
        held = {word for word in held if not any(word in other for other in held - {word})}
    return frozenset(subject for subject, words in lexicon.items() if held.intersection(words))


def similar_pairs(names: Sequence[str], threshold: float) -> Iterator[tuple[int, int, float]]:
    """Pairs (a, b, likeness) of indexes, a < b, whose likeness is `threshold` or more; blanks are not seen.

    Likeness is the normalized Indel similarity: twice the longest common subsequence over both lengths, 0 to 1.
    """
    compact = ["".join(name.split()) for name in names]
    yield from ((a, b, likeness) for b, a, likeness in alike(compact, compact, threshold, below=True))


def alike(first: Sequence[str], second: Sequence[str], threshold: float, *, below: bool = False) -> Iterator[tuple[int, int, float]]:
    """(i, j, likeness) of all pairs of `first` and `second` that are alike by `threshold` or more; `below`: only those with j < i.

    Every pair is compared, many at once: names that can't reach the threshold by their lengths are passed over unseen.
    """
    import numpy as np
    from rapidfuzz import fuzz, process  # 20 ms to import: only where names are compared

    step = max(1, CELLS // max(1, len(second)))
    for begin in range(0, len(first), step):
        rows = first[begin : begin + step]
        columns = second[: begin + len(rows)] if below else second
        found = process.cdist(rows, columns, scorer=fuzz.ratio, score_cutoff=100 * threshold, dtype=np.float64)
        across, down = np.nonzero((found > 0) if threshold else (found >= 0))  # under the cut-off a score is 0
        if below:
            across, down = across[(kept := down < across + begin)], down[kept]
        yield from zip((across + begin).tolist(), down.tolist(), (found[across, down] / 100).tolist(), strict=True)
