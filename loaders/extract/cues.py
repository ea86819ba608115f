"""Cues: patterns of a vocabulary that speak for a type in their contexts, where they do in a text, and which types that leaves."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from graph.errors import SourceError
from loaders.vocab import edited_folder, path_of, shown, vocabulary
from loaders.vocab.language import check_language, expand
from loaders.vocab.starts import starts

OTHER = "OTHER"

Span = tuple[int, int]

_PLAIN_START = re.compile(r"\w(?![?*{])")


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
        return apart(spans, _spans(_pattern(self.exempt), text)) if self.exempt else spans


@dataclass(frozen=True, slots=True)
class Rule:
    """The cues of a type, the types that explain the same words better, and those beside which it is never given."""

    code: str
    cues: tuple[Cue, ...]
    yields_to: tuple[str, ...]
    not_beside: tuple[str, ...]


def rules(kind: str) -> tuple[Rule, ...]:
    """The rules of `kind` in taxonomy order. Raises SourceError where the vocabulary breaks its language."""
    return rules_of(kind, edited_folder())


@cache
def rules_of(kind: str, folder: Path | None) -> tuple[Rule, ...]:
    """`rules`, by the folder of edited copies."""
    if folder:
        check_language(kind)
    try:
        return tuple(_rule(code, entry, vocabulary(kind)["words"]) for code, entry in vocabulary(kind)["types"].items())
    except (re.error, ValueError, KeyError, TypeError, AttributeError) as error:
        check_language(kind)  # says where
        raise SourceError(f"can't be understood ({error})", where=shown(path_of(kind)), do="Copy ours and edit it.") from error


def _rule(code: str, entry: Mapping[str, Any], words: Mapping[str, str]) -> Rule:
    alone = [entry["alone"]] if entry.get("alone") else []
    cues = (_cues(cue, entry.get("except") or "", words) for cue in [*alone, *(entry.get("cues") or ())])
    every = tuple(cue for some in cues for cue in some)
    return Rule(code, every, tuple(entry.get("yields_to") or ()), tuple(entry.get("not_beside") or ()))


def _cues(cue: str | Mapping[str, str], exempt: str, words: Mapping[str, str]) -> Iterator[Cue]:
    """Patterns that begin with a character apart from those that don't: among themselves, `re` looks for them far quicker."""
    parts = {"is": cue} if isinstance(cue, str) else cue
    exempt = f"{parts.get('except') or ''} {exempt}"
    contexts = [expand(part or "", words) for part in (parts.get("needs"), parts.get("unless"), exempt)]
    patterns = parts["is"].split()
    for plain in (True, False):
        some = [pattern for pattern in patterns if bool(_PLAIN_START.match(pattern)) == plain]
        if some:
            yield Cue(re.compile(expand(" ".join(some), words)), *contexts)


@cache
def _pattern(expression: str) -> re.Pattern[str]:
    return re.compile(expression)


def found_in(kind: str, plain: str, folder: Path | None) -> dict[str, list[Span]]:
    """Where the cues of each type speak. Only those that can begin with one of the clause's characters are searched for."""
    cues, by_start, anywhere = _index(kind, folder)
    able = set(anywhere).union(*(by_start[character] for character in set(plain) if character in by_start))
    found: dict[str, list[Span]] = {}
    for code, cue in (cues[k] for k in sorted(able)):
        # most patterns occur in no part of a clause: asking them first, here, is what makes typing quick
        if cue.pattern.search(plain) and (spans := cue.find(plain)):
            found.setdefault(code, []).extend(spans)
    return found


@cache
def _index(kind: str, folder: Path | None) -> tuple[Sequence[tuple[str, Cue]], Mapping[str, Sequence[int]], Sequence[int]]:
    """All cues in order, their places by the characters they can begin with, and the places of those of which that isn't known."""
    cues = [(rule.code, cue) for rule in rules_of(kind, folder) for cue in rule.cues]
    beginnings = [starts(cue.pattern.pattern) for _, cue in cues]
    by_start: dict[str, list[int]] = {}
    for k, characters in enumerate(beginnings):
        for character in characters or ():
            by_start.setdefault(character, []).append(k)
    return cues, by_start, [k for k, characters in enumerate(beginnings) if characters is None]


def settle(rules: Sequence[Rule], found: Mapping[str, list[Span]]) -> dict[str, Span]:
    """The types to give, each with the words that decided: what a more specific type or a circumstance explains is left out."""
    firing = [rule for rule in rules if rule.code in found and rule.code != OTHER]
    hits: dict[str, Span] = {}
    for rule in firing:
        better = [span for code in (*rule.yields_to, OTHER) if code in found for span in found[code]]
        spans = apart(found[rule.code], better)
        if spans:
            hits[rule.code] = spans[0]
    barred = [rule.code for rule in firing if any(code in hits for code in rule.not_beside)]
    return {code: span for code, span in hits.items() if code not in barred}


def apart(spans: list[Span], others: Sequence[Span]) -> list[Span]:
    """The spans that share no character with any of the others."""
    return [span for span in spans if not any(start < span[1] and span[0] < end for start, end in others)]


def _spans(pattern: re.Pattern[str], text: str) -> list[Span]:
    return [found.span() for found in pattern.finditer(text)]
