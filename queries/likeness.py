"""What texts are about, by a lexicon, and which names are nearly the same; on plain strings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence


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
    from rapidfuzz import fuzz, process  # 20 ms to import: only where names are compared

    compact = ["".join(name.split()) for name in names]
    for b in range(1, len(compact)):
        for _, score, a in process.extract(compact[b], compact[:b], scorer=fuzz.ratio, score_cutoff=100 * threshold, limit=None):
            yield a, b, score / 100
