"""The words that name a stage and those that betray it, per category of power."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from operator import ne
from typing import Any

from loaders.extract.script import compiled, vocabulary_pattern
from loaders.vocab import vocabulary

OTHER_FAMILY = "其他权力"
CONTENT, HINT = 3, 1  # weights of a cue
_JOIN = compiled(r"[、/／—-]|(?<=[㐀-鿿])[和与及或并](?=[㐀-鿿])")
_NO_FAMILY = ("*", "fillers", "empty_labels")


def families() -> tuple[str, ...]:
    """Categories of power that have stages of their own."""
    return tuple(name for name in vocabulary("stages") if name not in _NO_FAMILY)


@cache
def stages_named(core: str, family: str, *, exactly: bool = False) -> tuple[str, ...]:
    """Standard stages that a label's words name, in order: 送达和执行 gives two; empty when the words name none.

    `exactly`: where the words are nothing but such names, rightly spelt.
    """
    stages: list[str] = []
    for part in _JOIN.split("".join(core.split())):
        named = _cover_all(part, _words(family)) if exactly else _part_named(part, family)
        if not named:
            return ()
        stages += [stage for stage in named if stage not in stages]
    return tuple(stages)


def _cover_all(part: str, words: Mapping[str, str]) -> list[str]:
    named, left = _cover(part, words)
    return named if not left else []


def _part_named(part: str, family: str) -> list[str]:
    """A word of the family, of any family, or a word misspelt."""
    for words in (_words(family), _words(OTHER_FAMILY), _all_words()):
        named, left = _cover(part, words)
        if named and left <= max(1, len(part) // 4):
            return named
    return _misspelt(part, _words(family))


def _cover(part: str, words: Mapping[str, str]) -> tuple[list[str], int]:
    """Stages of the longest known words in `part`, left to right, and how many characters no word covers."""
    stages: list[str] = []
    left = k = 0
    while k < len(part):
        word = _longest_at(part, k, words) or _longest_at(part, k, _fillers())
        if word in words and words[word] not in stages:
            stages.append(words[word])
        left += not word
        k += len(word) or 1
    return stages, left


def _longest_at(part: str, k: int, words: Mapping[str, str]) -> str:
    return next((part[k:end] for end in range(len(part), k, -1) if part[k:end] in words), "")


def _misspelt(part: str, words: Mapping[str, str]) -> list[str]:
    """罚没资物处置 is one slip away from 罚没物资处置. Short words are too alike for that."""
    if len(part) < 4:
        return []
    return next(
        ([stage] for word, stage in words.items() if abs(len(word) - len(part)) <= 1 and len(word) >= 4 and _one_slip(part, word)), []
    )


@cache
def stages_misspelt(core: str, suffix: str, family: str) -> tuple[str, ...]:
    """Stages that a label with a misprint means: 受里 before 环节 is 受理. Empty where it may mean several.

    What misprints.yml reads comes first; else the words of the family that differ in one character only, all of one stage.
    """
    read = _as_meant(core + suffix).removesuffix(suffix)
    if read != core and (named := stages_named(read, family)):
        return named
    if not suffix.startswith(("环节", "阶段", "步骤")):
        return ()
    alike = {stage for word, stage in _words(family).items() if len(word) == len(core) > 1 and sum(map(ne, word, core)) == 1}
    return tuple(alike) if len(alike) == 1 else ()


def _as_meant(words: str) -> str:
    for is_, read in _misprints():
        words = is_.sub(read, words)
    return words


@cache
def _misprints() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((compiled(entry["is"]), entry["read"]) for entry in vocabulary("misprints")["misprints"] if "needs" not in entry)


def _one_slip(a: str, b: str) -> bool:
    """Whether one character is wrong, missing or too many, or two neighbours are swapped."""
    head = next((k for k, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    x, y = a[head:], b[head:]
    swapped = len(x) > 1 and len(y) > 1 and x[0] == y[1] and x[1] == y[0] and x[2:] == y[2:]
    return x[1:] == y[1:] or x[1:] == y or x == y[1:] or swapped


@cache
def _words(family: str) -> Mapping[str, str]:
    """Words to stage names. A stage's own name always names it; without a family the words of other powers apply."""
    table = vocabulary("stages")
    stages: Mapping[str, Any] = {**table[family if family in table else OTHER_FAMILY], **table["*"]}
    words = {stage: stage for stage in stages}
    for stage, entry in stages.items():
        for word in entry["words"]:
            words.setdefault(word, stage)
    return words


@cache
def _all_words() -> Mapping[str, str]:
    words: dict[str, str] = {}
    for family in families():
        for word, stage in _words(family).items():
            words.setdefault(word, stage)
    return words


@cache
def cues(family: str) -> Mapping[str, tuple[tuple[re.Pattern[str], int], ...]]:
    """Stage to the patterns that speak for it in a clause, with their weight."""
    table = vocabulary("stages")
    stages = {**table["*"], **table[family if family in families() else OTHER_FAMILY]}
    return {
        stage: tuple(
            (vocabulary_pattern("stages", pattern), weight)
            for key, weight in (("content", CONTENT), ("hints", HINT))
            for pattern in entry[key]
        )
        for stage, entry in stages.items()
    }


@cache
def _fillers() -> Mapping[str, str]:
    return dict.fromkeys(vocabulary("stages")["fillers"], "")


@cache
def empty_labels() -> frozenset[str]:
    """Labels that name no stage: 廉政风险."""
    return frozenset(vocabulary("stages")["empty_labels"])
