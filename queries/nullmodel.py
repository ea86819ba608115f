"""Chance to compare with: slots dealt or shuffled at random, from a seed, on plain numbers."""

from __future__ import annotations

import struct
from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from random import Random
from typing import TypeVar

Dealt = TypeVar("Dealt", bytes, "array[int]")

_BURN_IN = 100  # trades before the first draw, so that it no longer resembles what is observed
_WORD = 4  # bytes of one output of the Mersenne Twister
_BATCH = 4096  # outputs at once
# up to eight holders have a bit of a byte each: counting bits takes half the time of counting bytes, whose order no processor can foresee
_BIT = [bytes([1 << holder]) for holder in range(8)]
_ONE_HOT = b"".join(_BIT) + bytes(256 - len(_BIT))


def deal(slots: int, holders: int, draws: int, seed: int) -> Iterator[bytes] | Iterator[array[int]]:
    """For each draw, which of `holders` (from 0) each slot falls to, all equally likely and independent.

    The same numbers as `slots` calls of `Random(seed).randrange(holders)` per draw, several times as fast: randrange takes the upper
    bits of an output and drops what is too large, and so does this, for many outputs at once. `holders` are fewer than 2**32.
    """
    random = Random(seed)  # noqa: S311 - a simulation, no secret
    return _cut(_few(random, holders), slots, draws) if holders <= 255 else _cut(_many(random, holders), slots, draws)


def _cut(more: Iterator[Dealt], slots: int, draws: int) -> Iterator[Dealt]:
    """What comes in batches, in draws of so many slots."""
    left, start = next(more), 0
    for _ in range(draws):
        while len(left) < start + slots:
            left, start = left[start:] + next(more), 0
        yield left[start : start + slots]
        start += slots


def _few(random: Random, holders: int) -> Iterator[bytes]:
    shift = 8 - holders.bit_length()
    table = bytes(byte >> shift for byte in range(256))
    too_large = bytes(byte for byte in range(256) if byte >> shift >= holders)
    while True:
        yield _outputs(random)[_WORD - 1 :: _WORD].translate(table, too_large)


def _many(random: Random, holders: int) -> Iterator[array[int]]:
    shift = 8 * _WORD - holders.bit_length()
    while True:
        outputs = struct.unpack(f"<{_BATCH}I", _outputs(random))
        yield array("L", [value for output in outputs if (value := output >> shift) < holders])


def _outputs(random: Random) -> bytes:
    return random.getrandbits(8 * _WORD * _BATCH).to_bytes(_WORD * _BATCH, "little")


def shuffle(owners: Sequence[int], draws: int, seed: int) -> Iterator[list[int]]:
    """For each draw, the owners of the slots in another order: each keeps as many slots, each item as many places (a permutation)."""
    random = Random(seed)  # noqa: S311 - a simulation, no secret
    mixed = list(owners)
    for _ in range(draws):
        random.shuffle(mixed)
        yield mixed.copy()


def trade(sets: Sequence[int], draws: int, seed: int) -> Iterator[list[int]]:
    """For each draw, other sets of as many members each, with every member in as many of them: a degree-preserving null model.

    A set is the bits of a number. Global trades of C. J. Carstens, A. Berger and G. Strona (2018), "A unifying framework for fast
    randomization of ecological networks with fixed (node) degrees": all sets pair up, and the members that only one of a pair has are
    dealt anew to the two. A draw is one such trade after the last, the first after `_BURN_IN`: in the long run every arrangement comes
    equally often, but a draw resembles the one before it, so that means over draws vary up to twice as much as over independent ones.
    """
    random = Random(seed)  # noqa: S311 - a simulation, no secret
    traded, order = list(sets), list(range(len(sets)))
    for draw in range(-_BURN_IN, draws):
        random.shuffle(order)
        for a, b in zip(order[::2], order[1::2], strict=False):
            differ = traded[a] ^ traded[b]
            owed = (traded[a] & differ).bit_count()
            given = sum(sorted(_bits(differ), key=lambda _: random.random())[:owed])
            both = traded[a] & traded[b]
            traded[a], traded[b] = both | given, both | differ ^ given
        if draw >= 0:
            yield traded.copy()


def _bits(number: int) -> Iterator[int]:
    while number:
        lowest = number & -number
        yield lowest
        number ^= lowest


def slot_counts(dealt: Sequence[int], holders: int) -> list[int]:
    """How many slots each holder has."""
    if holders <= len(_BIT) and isinstance(dealt, bytes):
        bits = int.from_bytes(dealt.translate(_ONE_HOT))
        return [(bits & mask).bit_count() for mask in _masks(len(dealt), holders)]
    counts = Counter(dealt)
    return [counts[holder] for holder in range(holders)]


@cache
def _masks(slots: int, holders: int) -> list[int]:
    """For each holder, its bit in every byte."""
    return [int.from_bytes(bit * slots) for bit in _BIT[:holders]]


def item_counts(dealt: Sequence[int], holders: int, sizes: Sequence[int]) -> list[int]:
    """On how many items each holder is: the slots stand item by item, `sizes` says how many slots each item has."""
    counts: Counter[int] = Counter()
    start = 0
    for size in sizes:
        counts.update(set(dealt[start : start + size]))
        start += size
    return [counts[holder] for holder in range(holders)]


def quantile(values: Sequence[float], q: float) -> float:
    """The q-quantile, linear between neighbours (R. J. Hyndman and Y. Fan 1996, type 7). `values` holds at least one."""
    ordered = sorted(values)
    place = q * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (place - below) * (ordered[above] - ordered[below])
