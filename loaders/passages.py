"""Reads one cell text as its field demands. Templates repeat: each distinct text is worked on once."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from loaders.extract.clauses import Piece, split
from loaders.extract.deadlines import find_deadlines
from loaders.extract.laws import find_certificates, find_citations
from loaders.extract.people import find_slots
from loaders.extract.stages import StageMark, StageReading, find_mark, stages_by_content
from loaders.extract.typing import type_clause
from loaders.reading import Clause, PassageReading

CLAUSE_FIELDS = ("duty", "risk", "measure")
# field -> the part that a bare name in it plays
PEOPLE_FIELDS = {"responsible": "other", "leader": "leader", "head": "head", "handler": "handler", "post": "other"}


@cache
def read_passage(field: str, family: str, text: str) -> PassageReading:
    """Clauses, laws, certificates and slots of a cell text. `family` names the category whose stage words apply."""
    citations, certificates = find_citations(text), find_certificates(text)
    if field in CLAUSE_FIELDS:
        return PassageReading(field, family, text, _READERS[field](text, family), citations, certificates)
    if field in PEOPLE_FIELDS:
        slots = find_slots(text, PEOPLE_FIELDS[field])
        return PassageReading(field, "", text, slots=slots)
    return PassageReading(field, "", text, (), citations, certificates)


def _duties(text: str, family: str) -> tuple[Clause, ...]:
    return tuple(_duty(text, family, piece, order) for order, piece in enumerate(split(text, at_stops=False), 1))


def _duty(text: str, family: str, piece: Piece, order: int) -> Clause:
    mark = find_mark(text[piece.start : piece.end], family)
    if mark and mark.marker != "label":  # duties begin with 调查取证时，…: that is their sentence, not a label
        mark = None
    start = _after(text, piece, mark)
    words = text[start : piece.end]
    stage = _stage(words, family, mark)
    return Clause("duty", order, words, start, piece.end, piece.number, stage, (), find_deadlines(words))


def _risks(text: str, family: str) -> tuple[Clause, ...]:
    clauses: list[Clause] = []
    mark: StageMark | None = None
    line = -1
    for piece in split(text):
        new = find_mark(text[piece.start : piece.end], family) if piece.line != line else _later_label(text, piece, family)
        mark = new if new or piece.line != line else mark
        line = piece.line
        start = _after(text, piece, new)
        if start < piece.end:
            clauses.append(_risk(text, family, piece, start, mark, len(clauses) + 1))
    return tuple(clauses)


def _later_label(text: str, piece: Piece, family: str) -> StageMark | None:
    """Within a line only a label with a colon opens another stage; an adverbial there is part of its clause."""
    mark = find_mark(text[piece.start : piece.end], family)
    return mark if mark and mark.marker == "label" else None


def _risk(text: str, family: str, piece: Piece, start: int, mark: StageMark | None, order: int) -> Clause:
    words = text[start : piece.end]
    return Clause("risk", order, words, start, piece.end, piece.number, _stage(words, family, mark), type_clause("risk", words))


def _measures(text: str, family: str) -> tuple[Clause, ...]:
    return tuple(_measure(text, piece, order) for order, piece in enumerate(split(text), 1))


def _measure(text: str, piece: Piece, order: int) -> Clause:
    words = text[piece.start : piece.end]
    types = type_clause("measure", words)
    return Clause("measure", order, words, piece.start, piece.end, piece.number, StageReading(), types)


def _stage(words: str, family: str, mark: StageMark | None) -> StageReading:
    if mark and mark.stages:
        return StageReading(mark.stages, mark.printed, mark.marker, "label")
    stages = ("其他",) if words.startswith("其他") else stages_by_content(words, family)
    printed, marker = (mark.printed, mark.marker) if mark else ("", "none")
    basis = ("content" if mark else "inferred") if stages else ""
    return StageReading(stages, printed, marker, basis)


def _after(text: str, piece: Piece, mark: StageMark | None) -> int:
    """Where the clause begins once its label is taken off."""
    start = piece.start + (mark.end if mark else 0)
    while start < piece.end and text[start].isspace():
        start += 1
    return start


_READERS: dict[str, Callable[[str, str], tuple[Clause, ...]]] = {"duty": _duties, "risk": _risks, "measure": _measures}
