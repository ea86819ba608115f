"""For words that no cue finds: the type whose examples they are most alike, by characters and pairs of characters."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from loaders.vocab import edited_folder
from loaders.vocab.language import examples, plain_text

# The least likeness for a suggestion: of a clause that no cue finds, and of one part of a clause whose other parts cues explain.
# Chosen by leaving batches of examples out; docs/vocabularies.md has the figures.
THRESHOLD = {"risk": 0.06, "measure": 0.09}
PART_THRESHOLD = {"risk": 0.1, "measure": 0.15}

# gram -> weight
Weights = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Likeness:
    """What the examples of a kind teach: how rare each gram is, and its weight in each type that has it."""

    rarity: Weights
    types: Mapping[str, tuple[tuple[str, float], ...]]


def most_alike(kind: str, plain: str) -> tuple[str, float]:
    """The type that a plain text is most alike, and how much: the cosine of their weighted characters and pairs, 0 to 1.

    Empty, with 0, for a text that shares no character with any example.
    """
    return _most_alike(kind, plain, edited_folder())


@cache
def _most_alike(kind: str, plain: str, folder: Path | None) -> tuple[str, float]:
    learnt = _learnt(kind, folder)
    scores: defaultdict[str, float] = defaultdict(float)
    for gram, weight in _weighted(plain, learnt.rarity).items():
        for code, share in learnt.types[gram]:
            scores[code] += weight * share
    code = max(scores, key=scores.__getitem__, default="")
    return code, round(min(scores[code], 1.0), 3)


@cache
def _learnt(kind: str, _folder: Path | None) -> Likeness:
    """A type's weight of a gram is its mean over the examples times its rarity over types; the root keeps the common ones low."""
    sentences = {code: [plain_text(text)[0] for text in texts] for code, texts in examples(kind).items() if texts}
    rarity = _rarity(_grams(text) for texts in sentences.values() for text in texts)
    means = {code: _mean([_weighted(text, rarity) for text in texts]) for code, texts in sentences.items()}
    over_types = _rarity(means.values())
    types: dict[str, list[tuple[str, float]]] = {gram: [] for gram in rarity}
    for code, mean in means.items():
        for gram, weight in _unit({gram: math.sqrt(weight * over_types[gram]) for gram, weight in mean.items()}).items():
            types[gram].append((code, weight))
    return Likeness(rarity, {gram: tuple(shares) for gram, shares in types.items()})


def _weighted(plain: str, rarity: Weights) -> Weights:
    return _unit({gram: (1 + math.log(count)) * rarity[gram] for gram, count in _grams(plain).items() if gram in rarity})


def _grams(plain: str) -> Mapping[str, int]:
    """Characters and pairs of neighbours, and how often each occurs."""
    runs = "".join(character if character.isalnum() else " " for character in plain).split()
    return Counter([*"".join(runs), *(run[k : k + 2] for run in runs for k in range(len(run) - 1))])


def _rarity(sets: Iterable[Iterable[str]]) -> Weights:
    """log((N + 1) / n) of each gram that n of the N sets hold."""
    every = [set(grams) for grams in sets]
    counts = Counter(gram for grams in every for gram in grams)
    return {gram: math.log((len(every) + 1) / count) for gram, count in counts.items()}


def _mean(vectors: list[Weights]) -> Weights:
    total: defaultdict[str, float] = defaultdict(float)
    for vector in vectors:
        for gram, weight in vector.items():
            total[gram] += weight
    return {gram: weight / len(vectors) for gram, weight in total.items()}


def _unit(vector: Weights) -> Weights:
    length = math.sqrt(sum(weight * weight for weight in vector.values())) or 1.0
    return {gram: weight / length for gram, weight in vector.items()}
