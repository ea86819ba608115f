"""For words that no cue finds: the type whose examples they are most alike, by characters and pairs of characters."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from loaders.vocab import edited_folder
from loaders.vocab.language import examples, plain_text

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

# The least likeness for a suggestion, chosen on development sentences that are no examples; docs/vocabularies.md has the figures.
THRESHOLD = {"risk": 0.15, "measure": 0.5}
BESIDE = {"risk": 0.5, "measure": 0.9}
# What each gram is taken to weigh in each type before any example is read
_PRIOR = 0.3
# Single characters that one sentence in twenty has say next to nothing and take half of the time
_TELLING = math.log(20)
# How sharply a difference of cosines parts two types: chosen so that the likeness is about how often a suggestion is right
_SHARPNESS = 100

_RUN = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Likeness:
    """What the examples of a kind teach: its types, and of each gram its row in `weights`, with a column for each type.

    A weight is what the gram adds to the cosine of a text with the type, before the text is brought to length 1. A last column holds
    the square of its own weight in a text, which gives that length.
    """

    codes: tuple[str, ...]
    row: Mapping[str, int]
    weights: Floats


def most_alike(kind: str, plain: str) -> tuple[str, float]:
    """The type that a plain text is most alike, and its share of the likeness to all types, 0 to 1.

    A type weighs each gram by the logarithm of how much oftener its examples have it than the others; shares are the softmax of the
    cosines with these weights. Empty, with 0, for a text that shares no character with any example.
    """
    return _most_alike(kind, plain, edited_folder())


@cache
def _most_alike(kind: str, plain: str, folder: Path | None) -> tuple[str, float]:
    learnt = _learnt(kind, folder)
    cosines = cosines_of(learnt, plain)
    if not cosines:
        return "", 0.0
    best = max(cosines)
    share = 1 / sum(math.exp(_SHARPNESS * (cosine - best)) for cosine in cosines)
    return learnt.codes[cosines.index(best)], round(share, 3)


def cosines_of(learnt: Likeness, plain: str) -> Sequence[float]:
    """The cosine of a plain text with each type, in the order of `codes`; none where no gram is known."""
    known = [learnt.row[gram] for gram in _grams(plain) if gram in learnt.row]
    if not known:
        return ()
    *sums, square = _summed(learnt.weights, known).tolist()
    size = math.sqrt(square)
    return [some / size for some in sums]


def _summed(weights: Floats, known: Sequence[int]) -> Floats:
    """The sum of the rows of a text's grams; what occurs n times counts 1 + log n times, squared in the last column."""
    total: Floats
    if len(set(known)) == len(known):
        total = weights.take(known, 0).sum(0)
        return total
    times = Counter(known)
    rows = weights.take(list(times), 0)
    for k, count in enumerate(times.values()):
        if count > 1:
            rows[k, :-1] *= 1 + math.log(count)
            rows[k, -1] *= (1 + math.log(count)) ** 2
    total = rows.sum(0)
    return total


@cache
def _learnt(kind: str, _folder: Path | None) -> Likeness:
    return learn(examples(kind))


def learn(sentences: Mapping[str, Sequence[str]]) -> Likeness:
    """The likeness that sentences by type teach; one that stands under several types counts for each."""
    import numpy as np  # takes a tenth of a second to import: only where a suggestion is asked for

    texts = [(k, Counter(_grams(plain_text(text)[0]))) for k, some in enumerate(filter(None, sentences.values())) for text in some]
    codes = tuple(code for code, some in sentences.items() if some)
    rarity = {gram: weight for gram, weight in _rarity(counts for _, counts in texts).items() if len(gram) > 1 or weight > _TELLING}
    row = {gram: k for k, gram in enumerate(rarity)}
    rare = np.fromiter(rarity.values(), dtype=float)
    held = np.zeros((len(codes), len(row)))
    for k, counts in texts:
        known = [row[gram] for gram in counts if gram in row]
        weights = rare[known] * [1 + math.log(count) if count > 1 else 1 for gram, count in counts.items() if gram in row]
        held[k, known] += weights / (math.sqrt(weights @ weights) or 1.0)
    weights = np.vstack([_log_odds(held) * rare, rare**2]).T
    return Likeness(codes, row, np.ascontiguousarray(weights))  # a gram's weights beside each other: sums take a third of the time


def _log_odds(held: Floats) -> Floats:
    """How much oftener each type (row) has each gram (column) than all others, as a logarithm; each type's brought to length 1."""
    import numpy as np

    every = held.sum(0)
    own = held.sum(1, keepdims=True)
    odds = np.log((held + _PRIOR) / (own + _PRIOR * held.shape[1]))
    odds -= np.log((every - held + _PRIOR) / (every.sum() - own + _PRIOR * held.shape[1]))
    lengths = np.linalg.norm(odds, axis=1, keepdims=True)
    scaled: Floats = odds / np.where(lengths > 0, lengths, 1)
    return scaled


def _grams(plain: str) -> list[str]:
    """Characters and pairs of neighbours, as often as each occurs."""
    runs = _RUN.findall(plain)
    return [*"".join(runs), *chain.from_iterable(map(str.__add__, run, run[1:]) for run in runs)]


def _rarity(texts: Iterable[Mapping[str, int]]) -> Mapping[str, float]:
    """log((N + 1) / n) of each gram that n of the N texts hold."""
    every = list(texts)
    counts = Counter(chain.from_iterable(every))
    return {gram: math.log((len(every) + 1) / count) for gram, count in counts.items()}
