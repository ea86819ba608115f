"""Clause to types of a taxonomy: rules with required and forbidding contexts, and the words that decided."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from graph.errors import SourceError
from loaders.extract.likeness import PART_THRESHOLD, THRESHOLD, most_alike
from loaders.vocab import edited_folder, path_of, refuse, shown, vocabulary
from loaders.vocab.language import check_language, expand, marked_examples, plain_text

OTHER = "OTHER"

Span = tuple[int, int]

_PART = re.compile(r"[^，；。：]{4,}")


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


@dataclass(frozen=True, slots=True)
class Cue:
    """A pattern that speaks for a type where `needs` occurs too, `unless` does not, and `exempt` does not cover it."""

    pattern: re.Pattern[str]
    needs: str
    unless: str
    exempt: str

    def find(self, text: str) -> list[Span]:
        """Where it speaks in a plain text, once its pattern is known to occur there."""
        if self.needs and not _pattern(self.needs).search(text):
            return []
        if self.unless and _pattern(self.unless).search(text):
            return []
        spans = _spans(self.pattern, text)
        return _apart(spans, _spans(_pattern(self.exempt), text)) if self.exempt else spans


@dataclass(frozen=True, slots=True)
class Rule:
    """The cues of a type, the types that explain the same words better, and those beside which it is never given."""

    code: str
    cues: tuple[Cue, ...]
    yields_to: tuple[str, ...]
    not_beside: tuple[str, ...]


def type_clause(kind: str, text: str, *, suggest: bool | None = None) -> tuple[TypeHit, ...]:
    """Types of a clause of `kind` (risk or measure), in taxonomy order; OTHER alone when nothing speaks for any.

    A clause, or a part of one between commas, in which no cue speaks is given the type whose examples it is like, with certainty
    `suggested` and the likeness as score: not with `suggest=False`, nor, by default, with QUANPU_SUGGEST=0 in the environment.
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
    rules = _rules(kind, folder)
    found = {rule.code: spans for rule in rules if (spans := _found(rule, plain))}
    hits = {code: (span, "stated", 1.0) for code, span in _settle(rules, found).items()}
    for code, span, score in _suggestions(kind, plain, found) if suggest else ():
        hits.setdefault(code, (span, "suggested", score))
    return tuple(_hit(rule.code, places, *hits[rule.code]) for rule in rules if rule.code in hits) or (TypeHit(OTHER, 0, 0),)


def _found(rule: Rule, plain: str) -> list[Span]:
    # most patterns occur in no part of a clause: asking them first, here, is what makes typing quick
    return [span for cue in rule.cues if cue.pattern.search(plain) for span in cue.find(plain)]


def _hit(code: str, places: Sequence[int], span: Span, certainty: str, score: float) -> TypeHit:
    return TypeHit(code, places[span[0]], places[span[1] - 1] + 1, certainty, score)


def _suggestions(kind: str, plain: str, found: Mapping[str, list[Span]]) -> Iterator[tuple[str, Span, float]]:
    """What the parts of a clause that no cue finds are alike, and the whole clause where no cue finds any of it."""
    known = [span for spans in found.values() for span in spans]
    parts = [(part.span(), PART_THRESHOLD[kind]) for part in _PART.finditer(plain) if _apart([part.span()], known)]
    if not found:
        parts.append(((0, len(plain)), THRESHOLD[kind]))
    for (start, end), threshold in parts:
        code, score = most_alike(kind, plain[start:end])
        if code != OTHER and score >= threshold:
            yield code, (start, end), score


def _settle(rules: Sequence[Rule], found: Mapping[str, list[Span]]) -> dict[str, Span]:
    """The types to give, each with the words that decided: what a more specific type or a circumstance explains is left out."""
    firing = [rule for rule in rules if rule.code in found and rule.code != OTHER]
    hits: dict[str, Span] = {}
    for rule in firing:
        better = [span for code in (*rule.yields_to, OTHER) if code in found for span in found[code]]
        spans = _apart(found[rule.code], better)
        if spans:
            hits[rule.code] = spans[0]
    barred = [rule.code for rule in firing if any(code in hits for code in rule.not_beside)]
    return {code: span for code, span in hits.items() if code not in barred}


def _apart(spans: list[Span], others: Sequence[Span]) -> list[Span]:
    """The spans that share no character with any of the others."""
    return [span for span in spans if not any(start < span[1] and span[0] < end for start, end in others)]


def _spans(pattern: re.Pattern[str], text: str) -> list[Span]:
    return [found.span() for found in pattern.finditer(text)]


def types(kind: str) -> Mapping[str, TypeInfo]:
    """The taxonomy of `kind`, by code, OTHER last."""
    return _types(kind, edited_folder())


@cache
def _types(kind: str, _folder: Path | None) -> Mapping[str, TypeInfo]:
    return {code: _info(code, entry) for code, entry in vocabulary(kind)["types"].items()}


def _info(code: str, entry: Mapping[str, Any]) -> TypeInfo:
    return TypeInfo(code, entry["zh"], entry["en"], entry["family"], entry["family_en"], entry.get("coarse") or code, entry["definition"])


def rules(kind: str) -> tuple[Rule, ...]:
    """The rules of `kind` in taxonomy order. Raises SourceError where the vocabulary breaks its language."""
    return _rules(kind, edited_folder())


@cache
def _rules(kind: str, folder: Path | None) -> tuple[Rule, ...]:
    if folder:
        check_language(kind)
    try:
        return tuple(_rule(code, entry, vocabulary(kind)["words"]) for code, entry in vocabulary(kind)["types"].items())
    except (re.error, ValueError, KeyError, TypeError, AttributeError) as error:
        check_language(kind)  # says where
        raise SourceError(f"can't be understood ({error})", where=shown(path_of(kind)), do="Copy ours and edit it.") from error


def _rule(code: str, entry: Mapping[str, Any], words: Mapping[str, str]) -> Rule:
    alone = [entry["alone"]] if entry.get("alone") else []
    cues = tuple(_cue(cue, entry.get("except") or "", words) for cue in [*alone, *(entry.get("cues") or ())])
    return Rule(code, cues, tuple(entry.get("yields_to") or ()), tuple(entry.get("not_beside") or ()))


def _cue(cue: str | Mapping[str, str], exempt: str, words: Mapping[str, str]) -> Cue:
    parts = {"is": cue} if isinstance(cue, str) else cue
    exempt = f"{parts.get('except') or ''} {exempt}"
    contexts = [expand(part or "", words) for part in (parts.get("needs"), parts.get("unless"), exempt)]
    return Cue(re.compile(expand(parts["is"], words)), *contexts)


@cache
def _pattern(expression: str) -> re.Pattern[str]:
    return re.compile(expression)


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
