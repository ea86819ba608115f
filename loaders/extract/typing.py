"""Clause to types of a taxonomy: what cues state, what likeness to the examples suggests beside them, and the words that decided."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from loaders.extract.cues import OTHER, Rule, Span, apart, found_in, rules, rules_of, settle
from loaders.extract.likeness import BESIDE, THRESHOLD, most_alike
from loaders.vocab import edited_folder, refuse, vocabulary
from loaders.vocab.language import check_language, marked_examples, plain_text

__all__ = ["OTHER", "TypeHit", "TypeInfo", "check_vocabulary", "rules", "type_clause", "types"]

_PART = re.compile(r"[^，；。：]{4,}")
_SHORTEST = 4  # characters that say enough to be compared


@dataclass(frozen=True, slots=True)
class TypeHit:
    """A type that a clause is of. The words at `start:end` of the clause decided; for OTHER none did."""

    code: str
    start: int
    end: int
    certainty: str = "stated"
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class TypeInfo:
    """A type of the taxonomy."""

    code: str
    name: str
    name_en: str
    family: str
    family_en: str
    coarse: str
    definition: str


def type_clause(kind: str, text: str, *, suggest: bool | None = None) -> tuple[TypeHit, ...]:
    """Types of a clause of `kind` (risk or measure), in taxonomy order; OTHER alone when nothing speaks for any.

    A clause in which no cue speaks is given the type whose examples it is like, with certainty `suggested` and the likeness as
    score: not with `suggest=False`, nor, by default, with QUANPU_SUGGEST=0 in the environment.
    Raises SourceError, with file and line, for an edited vocabulary that `check_vocabulary` refuses.
    """
    wanted = os.environ.get("QUANPU_SUGGEST") != "0" if suggest is None else suggest
    folder = edited_folder()
    if folder:
        _checked(kind, folder)
    return _type_clause(kind, text, wanted, folder)


@cache
def _checked(kind: str, _folder: Path) -> None:
    check_vocabulary(kind)


@cache
def _type_clause(kind: str, text: str, suggest: bool, folder: Path | None) -> tuple[TypeHit, ...]:
    plain, places = plain_text(text)
    rules = rules_of(kind, folder)
    found = found_in(kind, plain, folder)
    hits = {code: (span, "stated", 1.0) for code, span in settle(rules, found).items()}
    for code, span, score in _suggestions(kind, plain, {rule.code: rule for rule in rules}, found) if suggest else ():
        hits.setdefault(code, (span, "suggested", score))
    return tuple(_hit(rule.code, places, *hits[rule.code]) for rule in rules if rule.code in hits) or (TypeHit(OTHER, 0, 0),)


def _hit(code: str, places: Sequence[int], span: Span, certainty: str, score: float) -> TypeHit:
    return TypeHit(code, places[span[0]], places[span[1] - 1] + 1, certainty, score)


def _suggestions(kind: str, plain: str, rules: Mapping[str, Rule], found: Mapping[str, list[Span]]) -> Iterator[tuple[str, Span, float]]:
    """The types whose examples a clause, or a part of one that no cue finds, is alike.

    Where cues say something of the clause, only what they don't speak against: they do where one of the type occurs, but in a
    context that forbids it or in words that a more specific type explains.
    """
    known = [span for spans in found.values() for span in spans]
    parts = [part.span() for part in _PART.finditer(plain) if found and apart([part.span()], known)]
    for start, end in ((0, len(plain)), *parts) if set(found) != {OTHER} else parts:
        code, score = most_alike(kind, plain[start:end]) if end - start >= _SHORTEST else ("", 0.0)
        if code in ("", OTHER) or score < (BESIDE if found else THRESHOLD)[kind]:
            continue
        if not found or not any(cue.pattern.search(plain, start, end) for cue in rules[code].cues):
            yield code, (start, end), score


def types(kind: str) -> Mapping[str, TypeInfo]:
    """The taxonomy of `kind`, by code, OTHER last."""
    return _types(kind, edited_folder())


@cache
def _types(kind: str, _folder: Path | None) -> Mapping[str, TypeInfo]:
    return {code: _info(code, entry) for code, entry in vocabulary(kind)["types"].items()}


def _info(code: str, entry: Mapping[str, Any]) -> TypeInfo:
    return TypeInfo(code, entry["zh"], entry["en"], entry["family"], entry["family_en"], entry.get("coarse") or code, entry["definition"])


def check_vocabulary(kind: str) -> None:
    """Raises SourceError, with file and line, where the vocabulary of `kind` (the edited one, if any) is wrong.

    Wrong are an unknown code or key, a bad pattern, what stands twice, types that yield to each other, an example that the cues
    of its type miss, and a counter-example that they find.
    """
    check_language(kind)
    for code, node, name in marked_examples(kind, "examples"):
        given = _codes(kind, node.value)
        if code not in given:
            missed = f"{code} misses its example {node.value!r} (found: {', '.join(given)})"
            raise refuse(missed, name, node, do="Widen its cues.")
    for code, node, name in marked_examples(kind, "counter"):
        if code in _codes(kind, node.value):
            raise refuse(f"{code} takes its counter-example {node.value!r}", name, node, do="Narrow its cues.")


def _codes(kind: str, text: str) -> list[str]:
    return [hit.code for hit in _type_clause(kind, text, False, edited_folder())]
