"""Which stage of the procedure a clause belongs to: from its label, an adverbial, or its content."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from loaders.vocab import vocabulary

# what may follow the words of a stage in a label
_SUFFIX = r"(?:环节|阶段|风险点|风险|责任)"
_LABEL = re.compile(rf"(?P<core>[^\s，,。；;：:、（）()]{{1,12}}?(?:[和与及、][^\s，,。；;：:（）()]{{1,6}}?)?){_SUFFIX}*(?P<colon>[：:])")
_COMMA = re.compile(rf"(?P<core>[^\s，,。；;：:（）()]{{1,10}}?){_SUFFIX}+[，,]")
_BARE = re.compile(r"(?P<core>[^\s，,。；;：:（）()]{1,10}?)(?:环节|阶段)(?:风险|责任)?(?=[^：:，,])")
_ADVERBIAL = re.compile(r"(?:在)?(?P<core>[^\s，,。；;：:（）()]{1,10}?)(?:工作)?(?:过程中|期间|中|时|之后|后)[，,]?")
_HAN_JOIN = re.compile(r"[和与及、]")


@dataclass(frozen=True, slots=True)
class StageMark:
    """A stage wording at the start of a clause: what it says, its form, and where the clause goes on."""

    stages: tuple[str, ...]
    printed: str
    marker: str
    end: int


@dataclass(frozen=True, slots=True)
class StageReading:
    """The stages of a clause and how they are known: `basis` is label, inferred, content, or empty (none known)."""

    stages: tuple[str, ...] = ()
    printed: str = ""
    marker: str = "none"
    basis: str = ""


def families() -> tuple[str, ...]:
    """Categories of power that have stages of their own."""
    return tuple(name for name in vocabulary("stages") if name != "*")


def family_of(category: str) -> str:
    """The family whose stage words apply to a category; empty when it has none of its own."""
    return category if category in families() else ""


@cache
def find_mark(text: str, family: str) -> StageMark | None:
    """The stage wording that opens `text`, if any."""
    for marker, pattern in (("label", _LABEL), ("comma", _COMMA), ("bare", _BARE), ("adverbial", _ADVERBIAL)):
        found = pattern.match(text)
        if found:
            stages = stages_named(found["core"], family)
            if stages or _is_empty_label(found, marker):
                return StageMark(stages, found[0].rstrip("：:，,"), marker, found.end())
    return None


def _is_empty_label(found: re.Match[str], marker: str) -> bool:
    """廉政风险： labels no stage and is no part of the clause either."""
    return marker == "label" and re.search(rf"{_SUFFIX}[：:]\Z", found[0]) is not None


@cache
def stages_named(core: str, family: str) -> tuple[str, ...]:
    """Standard stages that a label's words name, in order: 送达和执行 gives two; empty when the words name none."""
    words = _words(family)
    stages: list[str] = []
    for part in _HAN_JOIN.split(core):
        named, left = _cover(part, words)
        if not named or left > max(1, len(part) // 3):
            return ()
        stages += [stage for stage in named if stage not in stages]
    return tuple(stages)


def _cover(part: str, words: dict[str, str]) -> tuple[list[str], int]:
    """Stages of the longest known words in `part`, left to right, and how many characters no word covers."""
    part = part.removeprefix("案件") or part
    stages: list[str] = []
    left = k = 0
    while k < len(part):
        word = next((part[k:end] for end in range(len(part), k, -1) if part[k:end] in words), "")
        if word:
            stages.append(words[word])
        elif part[k:].startswith("案件"):
            word = "案件"
        else:
            left += 1
        k += len(word) or 1
    return stages, left


@cache
def _words(family: str) -> dict[str, str]:
    """Words to stage names; without a family, all families' words, the first meaning standing."""
    table = vocabulary("stages")
    chosen = [table[family]] if family in table else [table[name] for name in families()]
    words: dict[str, str] = {}
    for stages in [*chosen, table["*"]]:
        for stage, entry in stages.items():
            for word in entry["words"]:
                words.setdefault(word, stage)
    return words


@cache
def stages_by_content(text: str, family: str) -> tuple[str, ...]:
    """The stage that the clause's own words point to, at most one; empty for none or an unknown family."""
    for stage, entry in vocabulary("stages").get(family, {}).items():
        if any(word in text for word in entry["content"]):
            return (stage,)
    return ()
