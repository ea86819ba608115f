"""What a question's map must look like: the measure-covers-risk matrix knows its codes, every other holds lists of words."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from graph.errors import UsageError, unknown
from queries.weights import checked_weights

VOCAB = Path(__file__).parent / "vocab"
# a map as read, the file it came from (None: given in Python) -> the map as it is used
Check = Callable[[Mapping[str, Any], Path | None], Mapping[str, Any]]


def checked_lists(entries: Mapping[str, Any], path: Path | None) -> dict[str, list[str]]:
    """Names with lists of words; nothing stands for an empty list. Raises UsageError with the place of anything else."""
    for name, words in entries.items():
        if words is not None and not (isinstance(words, list) and all(isinstance(word, str) for word in words)):
            raise UsageError(f"{name} has no list of words", where=_place(path, str(name)), do=f"Write {name}: [A, B].")
    return {str(name): list(words or []) for name, words in entries.items()}


def checked_covers(entries: Mapping[str, Any], path: Path | None) -> dict[str, list[str]]:
    """Risk types with the measure types that answer them. Raises UsageError for an unknown code, with its place and the nearest."""
    covers = checked_lists(entries, path)
    risks, measures = risk_codes(), measure_codes()
    for risk, covering in covers.items():
        _known("risk type", risk, risks, path)
        for measure in covering:
            _known("measure type", measure, measures, path)
    return covers


# by the name of the file that is a parameter's default
CHECKS: Mapping[str, Check] = {"covers.yml": checked_covers, "subjects.yml": checked_lists, "risk_weights.yml": checked_weights}


@cache
def risk_codes() -> frozenset[str]:
    """All risk types that a matrix may name."""
    return frozenset(_vocab("covers.yml"))


@cache
def families() -> Mapping[str, list[str]]:
    """The families of measure types with their codes."""
    return _vocab("families.yml")


def measure_codes() -> frozenset[str]:
    """All measure types that a matrix may name."""
    return frozenset(code for codes in families().values() for code in codes)


def _vocab(name: str) -> dict[str, list[str]]:
    entries: dict[str, list[str]] = yaml.safe_load((VOCAB / name).read_text(encoding="utf-8"))
    return entries


def _known(kind: str, code: str, known: Collection[str], path: Path | None) -> None:
    if code not in known:
        error = unknown(kind, code, known)
        raise UsageError(error.what, where=_place(path, code), do=error.do or error.message)


def _place(path: Path | None, word: str) -> str:
    """The file and the first line outside a comment that holds the word."""
    if path is None:
        return ""
    line = next(_lines_with(path, word), None)
    return f"{path}, line {line}" if line else str(path)


def _lines_with(path: Path, word: str) -> Iterator[int]:
    pattern = re.compile(rf"(?<!\w){re.escape(word)}(?!\w)")
    for number, text in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if pattern.search(text.partition("#")[0]):
            yield number
