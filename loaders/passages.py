"""Reads one cell text as its field demands. Templates repeat: each distinct text is worked on once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache, partial
from itertools import zip_longest

from loaders.extract.clauses import Piece, split
from loaders.extract.deadlines import find_deadlines
from loaders.extract.laws import find_certificates, find_citations
from loaders.extract.people import Slot, find_slots
from loaders.extract.stage_words import stages_named
from loaders.extract.stages import StageMark, StageReading, find_mark, read_stage
from loaders.extract.typing import type_clause
from loaders.reading import Clause, PassageReading

_NESTED_HEADERS = frozenset({"环节", "阶段", "流程", "表现形式", "风险点", "风险", "内容", "序号", "风险内容", "风险表现"})
CLAUSE_FIELDS = ("duty", "risk", "measure")
_TITLE_MAX = 8
_HAN = re.compile(r"[㐀-鿿]")
_ENGLISH_POST = re.compile(r"[A-Za-z][^;\n]*[A-Za-z)]")
_MARK_ENDS = ("：", ":", "，", ",")
_AROUND_ONE, _ONE = "（()） 、.．", ("1", "一", "①")
# field -> the part that a bare name in it plays
PEOPLE_FIELDS = {"responsible": "other", "leader": "leader", "head": "head", "handler": "handler", "post": "other"}


@cache
def read_passage(field: str, family: str, text: str) -> PassageReading:
    """Clauses, laws, certificates and slots of a cell text.

    `family` names the category whose stage words apply, and after a / the stage that the row stands under.
    """
    citations, certificates = find_citations(text), find_certificates(text)
    if field in CLAUSE_FIELDS:
        return PassageReading(field, family, text, _READERS[field](text, family), citations, certificates)
    if field in PEOPLE_FIELDS:
        role = PEOPLE_FIELDS[field]
        slots = find_slots(text, role, posts=field == "post") or _delegates(text, role)
        return PassageReading(field, "", text, slots=slots)
    return PassageReading(field, "", text, (), citations, certificates)


def lines_without_names(passage: PassageReading) -> Iterator[tuple[int, int]]:
    """The lines of a cell of people on which no slot stands, as start and end; other cells have none."""
    if passage.field not in PEOPLE_FIELDS:
        return
    for found in re.finditer(r"\S[^\n]*", passage.text):
        start, end = found.span()
        if not any(start <= slot.start < end or start < slot.department_end <= end for slot in passage.slots):
            yield start, end


def _delegates(text: str, role: str) -> tuple[Slot, ...]:
    """Posts of an English instrument of delegation: Chief Executive Officer; Manager Local Laws."""
    if _HAN.search(text):
        return ()
    found = [(found.start(), found.end()) for found in _ENGLISH_POST.finditer(text)]
    return tuple(Slot(text[a:b], "post", role, "", "", a, b) for a, b in found)


def _duties(text: str, family: str) -> tuple[Clause, ...]:
    pieces = split(text, at_stops=False, opens=partial(_opens_duty, family))
    return tuple(_duty(text, family, *found, order) for order, found in enumerate(_marked(text, family, pieces), 1))


def _opens_duty(family: str, words: str) -> bool:
    """审查： after a stop begins another duty, where no number tells."""
    mark = find_mark(words, family)
    return bool(mark and mark.marker == "label" and mark.stages)


def _duty(text: str, family: str, piece: Piece, own: StageMark | None, mark: StageMark | None, order: int) -> Clause:
    # duties begin with 调查取证时，…: that is their sentence, not a label to be taken off
    start = _after(text, piece, own if own and own.marker == "label" else None)
    words = text[start : piece.end]
    return Clause(
        "duty", order, words, start, piece.end, piece.number, read_stage(words, _category(family), mark), (), find_deadlines(words)
    )


def _risks(text: str, family: str) -> tuple[Clause, ...]:
    pieces = [piece for piece in split(text) if not _is_table_header(text[piece.start : piece.end])]
    return tuple(_risk(text, family, *found, order) for order, found in enumerate(_marked(text, family, pieces), 1))


def _is_table_header(words: str) -> bool:
    """Whether a line of a nested table holds its headers: 环节 | 表现形式."""
    parts = [part.strip() for part in words.split("\t") if part.strip()]
    return len(parts) > 1 and _NESTED_HEADERS.issuperset(parts)


def _mark(words: str, family: str) -> StageMark | None:
    """The wording that names the stage, or in a nested table the cell before the clause."""
    cell, tab, _ = words.partition("\t")
    stages = stages_named(cell.strip(), family) if tab else ()
    return StageMark(stages, cell.strip(), "label", len(cell) + 1) if stages else find_mark(words, family)


def _risk(text: str, family: str, piece: Piece, own: StageMark | None, mark: StageMark | None, order: int) -> Clause:
    start = _after(text, piece, own)
    words = text[start : piece.end]
    return Clause(
        "risk", order, words, start, piece.end, piece.number, read_stage(words, _category(family), mark), type_clause("risk", words)
    )


def _measures(text: str, family: str) -> tuple[Clause, ...]:
    return tuple(_measure(text, piece, order) for order, piece in enumerate(split(text), 1))


def _measure(text: str, piece: Piece, order: int) -> Clause:
    words = text[piece.start : piece.end]
    types = type_clause("measure", words)
    return Clause("measure", order, words, piece.start, piece.end, piece.number, StageReading(), types)


def _marked(text: str, family: str, pieces: list[Piece]) -> Iterator[tuple[Piece, StageMark | None, StageMark | None]]:
    """Each piece with the stage wording at its start, and the one that governs it.

    A label governs its line, up to the next label or number. A piece that is nothing but a label is no clause: it governs all
    that follows it, up to the next of its kind.
    """
    family, _, under = family.partition("/")
    heading = StageMark(stages_named(under, family), under, "label", 0) if under else None
    mark: StageMark | None = None
    line = -1
    for piece, following in zip_longest(pieces, pieces[1:]):
        own = _mark(text[piece.start : piece.end], family) or _title(text, piece, following, family)
        if own and _after(text, piece, own) >= piece.end:
            if following and own.marker in ("label", "comma"):
                heading, mark, line = own, None, piece.line
                continue
            if text[: piece.end].endswith(_MARK_ENDS):
                continue  # 立案环节： and nothing after it
            mark, line = own, piece.line
            yield piece, None, own  # 审批风险 is all that the cell says
            continue
        same = piece.line == line and not piece.number
        if same and own and own.marker != "label" and mark and mark.marker == "label":
            own = None  # within a labelled line an adverbial is part of its clause
        mark = mark if same and own is None else own
        line = piece.line
        yield piece, own, mark or heading


def _title(text: str, piece: Piece, following: Piece | None, family: str) -> StageMark | None:
    """受理 alone on its line, over a list that begins with 1, is that list's title."""
    words = text[piece.start : piece.end]
    if following is None or following.line == piece.line or following.number.strip(_AROUND_ONE) not in _ONE or len(words) > _TITLE_MAX:
        return None
    return find_mark(f"{words}：", family)


def _category(family: str) -> str:
    return family.partition("/")[0]


def _after(text: str, piece: Piece, mark: StageMark | None) -> int:
    """Where the clause begins once its own label is taken off."""
    start = piece.start + (mark.end if mark else 0)
    while start < piece.end and text[start].isspace():
        start += 1
    return start


_READERS: dict[str, Callable[[str, str], tuple[Clause, ...]]] = {"duty": _duties, "risk": _risks, "measure": _measures}
