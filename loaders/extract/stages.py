"""Which stage of the procedure a clause belongs to: from its label, an adverbial, or its content."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from loaders.extract.script import compiled, plain
from loaders.extract.stage_words import CONTENT, HINT, OTHER_FAMILY, cues, empty_labels, families, stages_misspelt, stages_named

# what may follow the words of a stage in a label
_SUFFIX = r"(?:环节|阶段|步骤|风险点|风险|责任|职责)"
_CORE = r"[㐀-鿿](?:[㐀-鿿、/／—-]|[ 　](?=[㐀-鿿])){0,15}?"
_OPEN, _CLOSE = r"[【（(\[〔〖<《]", r"[】）)\]〕〗>》]"
# marker -> pattern, in the order in which they are tried
_MARKS = (
    ("label", compiled(rf"{_OPEN}?\s*(?P<core>{_CORE})\s*(?P<suffix>{_SUFFIX}*)\s*{_CLOSE}?\s*(?:[：:]|—{{1,2}}|--)")),
    ("label", compiled(rf"{_OPEN}\s*(?P<core>{_CORE})\s*(?P<suffix>{_SUFFIX}*)\s*{_CLOSE}")),
    ("label", compiled(rf"(?P<core>{_CORE})(?P<suffix>{_SUFFIX}+)(?=\s|\Z)")),
    ("comma", compiled(rf"(?P<core>{_CORE})(?P<suffix>{_SUFFIX}+)[，,]")),
    ("bare", compiled(rf"(?P<core>{_CORE})(?P<suffix>(?:环节|阶段)(?:风险点|风险|责任)?)(?=[^：:，,中])")),
)
# 在…过程中: the words before the first of these that name a stage; 中 stands inside 事中事后监管 too
_ADVERB = compiled(
    r"(?:工作|环节|阶段)?(?:的?过程之?中|的?过程当中|的?过程|期间|之中|当中|中|时候|之时|时)(?P<comma>[，,]?)(?!限|效|间|机|有发生)"
)
_ADVERB_CORE = compiled(r"[㐀-鿿、]{2,14}\Z")
_UNKNOWN_LABEL = 6  # code points of a label that names no stage we know and is one all the same: 扎骨环节：
_NO_LABEL = compiled(r"[对在于各将把被给向从]|.*(?:各|每|关键|重点|重要|薄弱|所有)\Z")
_TITLE_MAX = 8  # code points of a clause that is nothing but the names of stages
_REACH = 48  # code points in which a stage wording can stand


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


def family_of(category: str) -> str:
    """The family whose stage words apply to a category; empty when it has none of its own."""
    return category if category in families() and category != OTHER_FAMILY else ""


@cache
def find_mark(text: str, family: str) -> StageMark | None:
    """The stage wording that opens `text`, if any. Blanks, brackets and the colon are no part of what is `printed`."""
    mark = _first_mark(text[:_REACH], family)
    if mark is None or mark.stages:
        return mark
    rest = text[mark.end :]
    inner = find_mark(rest.lstrip(), family)  # 廉政风险：受理环节…
    if inner is None or not inner.stages:
        return mark
    return replace(inner, end=mark.end + len(rest) - len(rest.lstrip()) + inner.end)


def _first_mark(text: str, family: str) -> StageMark | None:
    view = plain(text)
    for marker, pattern in _MARKS:
        found = pattern.match(view.text)
        stages = _named(found, marker, family) if found else ()
        if found and (stages or (marker == "label" and _is_empty_label(found))):
            printed = text[view.at(found.start("core")) : view.at(found.end("suffix"))].strip()
            return StageMark(stages, printed, marker, view.at(found.end()))
    return _adverbial(text, family)


def _named(found: re.Match[str], marker: str, family: str) -> tuple[str, ...]:
    return stages_named(found["core"], family) or (_misspelt(found, family) if marker == "label" else ())


def _adverbial(text: str, family: str) -> StageMark | None:
    view = plain(text)
    begin = 1 if view.text.startswith("在") else 0
    for found in _ADVERB.finditer(view.text, begin):
        core = view.text[begin : found.start()]
        stages = stages_named(core, family) if _ADVERB_CORE.match(core) else ()
        if stages:
            return StageMark(stages, text[: view.at(found.start("comma"))], "adverbial", view.at(found.end()))
    return None


def _misspelt(found: re.Match[str], family: str) -> tuple[str, ...]:
    """受里环节： is 受理环节：, where a label's own words name no stage."""
    return stages_misspelt(found["core"], found["suffix"], family) if _ends_in_colon(found) else ()


def _is_empty_label(found: re.Match[str]) -> bool:
    """廉政风险： labels no stage and is no part of the clause either; nor is 扎骨环节：, a stage that nobody knows."""
    words = found["core"] + found["suffix"]
    unknown = found["suffix"].startswith(("环节", "阶段", "步骤")) and len(found["core"]) <= _UNKNOWN_LABEL
    known = found["core"] in empty_labels() or words in empty_labels()
    return _ends_in_colon(found) and (known or (unknown and not _NO_LABEL.match(found["core"])))


def _ends_in_colon(found: re.Match[str]) -> bool:
    return found[0].rstrip().endswith(("：", ":"))


def read_stage(words: str, family: str, mark: StageMark | None) -> StageReading:
    """The stages of a clause: as its mark says, else as its own words do."""
    if mark and mark.stages:
        return StageReading(mark.stages, mark.printed, mark.marker, "label")
    stages = stages_by_content(words, family)
    printed, marker = (mark.printed, mark.marker) if mark else ("", "none")
    basis = ("content" if mark else "inferred") if stages else ""
    return StageReading(stages, printed, marker, basis)


@cache
def stages_by_content(text: str, family: str) -> tuple[str, ...]:
    """The stage that the clause's own words point to: one at most, unless it does nothing but name stages."""
    if len(text) <= _TITLE_MAX and (named := stages_named(text.strip("。；;，"), family, exactly=True)):
        return named  # 决定并送达 says no more than the stages' names
    scores = _scores(text, family)
    best = max(scores.values(), default=0)
    return tuple(stage for stage, score in scores.items() if score == best)[:1] if best else ()


@cache
def contradicting_stage(text: str, family: str, stages: tuple[str, ...]) -> str:
    """A stage that the words of a clause clearly speak of, where nothing in them speaks of the `stages` it is labelled with."""
    if not stages or any(stage in _scores(text, family) for stage in stages):
        return ""
    strong = _scores(text, family, least=CONTENT)
    return max(strong, key=lambda stage: strong[stage], default="")


def _scores(text: str, family: str, least: int = HINT) -> dict[str, int]:
    """Stage to the weight of the cues found that weigh `least` or more, the stage whose cue comes first standing first."""
    words = plain(text).text
    found: list[tuple[int, str, int]] = []
    for stage, entries in cues(family).items():
        places = [(match.start(), weight) for pattern, weight in entries if weight >= least and (match := pattern.search(words))]
        if places:
            found.append((min(place for place, _ in places), stage, sum(weight for _, weight in places)))
    return {stage: score for _, stage, score in sorted(found)}
