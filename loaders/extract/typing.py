"""Clause to types of a taxonomy: rules with required and forbidding contexts, and the words that decided."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from graph.errors import SourceError
from loaders.vocab import vocabulary

OTHER = "OTHER"


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
    """A pattern that speaks for a type, where `needs` occurs in the clause too and `unless` does not."""

    pattern: re.Pattern[str]
    needs: re.Pattern[str] | None
    unless: re.Pattern[str] | None

    def find(self, text: str) -> re.Match[str] | None:
        """The first match whose context fits."""
        if (self.needs and not self.needs.search(text)) or (self.unless and self.unless.search(text)):
            return None
        return self.pattern.search(text)


@cache
def type_clause(kind: str, text: str) -> tuple[TypeHit, ...]:
    """Types of a clause of `kind` (risk or measure), in taxonomy order; OTHER alone when no rule fires."""
    hits: dict[str, TypeHit] = {}
    plain, places = _without_blanks(text)
    for code, cues in rules(kind).items():
        found = next((match for cue in cues if (match := cue.find(plain))), None)
        if found:
            hits[code] = TypeHit(code, places[found.start()], places[found.end() - 1] + 1)
    for code in [code for code in hits if any(other in hits for other in yields_to(kind).get(code, ()))]:
        del hits[code]
    return tuple(hits.values()) or (TypeHit(OTHER, 0, 0),)


def _without_blanks(text: str) -> tuple[str, list[int]]:
    """The text without blanks, and where each character of it stood: lists print 偷 换 for 偷换."""
    places = [k for k, character in enumerate(text) if not character.isspace()]
    return "".join(text[k] for k in places), places


@cache
def types(kind: str) -> Mapping[str, TypeInfo]:
    """The taxonomy of `kind`, by code, OTHER last."""
    return {code: _info(code, entry) for code, entry in _entries(kind).items()}


@cache
def rules(kind: str) -> Mapping[str, tuple[Cue, ...]]:
    """The cues of each type. Raises SourceError that names the type of a pattern that is wrong."""
    return {code: tuple(_cue(kind, code, cue) for cue in entry.get("cues") or ()) for code, entry in _entries(kind).items()}


@cache
def yields_to(kind: str) -> Mapping[str, tuple[str, ...]]:
    """For each general type, the specific ones beside which it is not given."""
    return {code: tuple(entry.get("yields_to") or ()) for code, entry in _entries(kind).items()}


def _entries(kind: str) -> Mapping[str, Any]:
    entries: Mapping[str, Any] = vocabulary(kind)["types"]
    return entries


def _info(code: str, entry: Mapping[str, Any]) -> TypeInfo:
    return TypeInfo(code, entry["zh"], entry["en"], entry["family"], entry["family_en"], entry.get("coarse") or code, entry["definition"])


def _cue(kind: str, code: str, cue: str | Mapping[str, str]) -> Cue:
    parts = {"is": cue} if isinstance(cue, str) else cue
    unknown = set(parts) - {"is", "needs", "unless"}
    if unknown:
        raise SourceError(f"type {code}: unknown key {min(unknown)!r} in a cue", where=f"{kind}.yml", do="Use is, needs, unless.")
    try:
        return Cue(*(re.compile(parts[name]) if parts.get(name) else None for name in ("is", "needs", "unless")))  # type: ignore[arg-type]
    except re.error as error:
        raise SourceError(f"type {code}: bad pattern {error.pattern!r} ({error})", where=f"{kind}.yml", do="Correct it.") from error
