"""With which characters the words a pattern finds can begin: so that a clause is searched only for what can be in it."""

from __future__ import annotations

import re
from collections.abc import Iterator

_GROUP = re.compile(r"\(\?(?::|<?[=!])")
_OPTIONAL = ("?", "*", "{")
_CLOSES = {"(": ")", "[": "]"}


def starts(pattern: str) -> frozenset[str] | None:
    """The characters that a find of a regular expression can begin with; None where that can't be told.

    Told are alternatives that begin with a letter, `[…]` or `(?:…)`, also after a look around.
    """
    found = [_first(alternative) for alternative in _alternatives(pattern)]
    known = [characters for characters in found if characters]
    return frozenset().union(*known) if len(known) == len(found) else None


def _first(pattern: str) -> frozenset[str] | None:
    around = _GROUP.match(pattern)
    if around:
        end = _end(pattern, 0)
        if around[0] != "(?:":
            return _first(pattern[end:])
        return None if pattern.startswith(_OPTIONAL, end) else starts(pattern[around.end() : end - 1])
    if pattern.startswith("["):
        end = _end(pattern, 0)
        plain = pattern[1 : end - 1]
        return None if not plain.isalnum() or pattern.startswith(_OPTIONAL, end) else frozenset(plain)
    return frozenset(pattern[0]) if pattern[:1].isalnum() and not pattern.startswith(_OPTIONAL, 1) else None


def _alternatives(pattern: str) -> Iterator[str]:
    """The parts of a pattern between its outermost `|`."""
    at = start = 0
    while at < len(pattern):
        if pattern[at] == "|":
            yield pattern[start:at]
            start = at + 1
        at = _end(pattern, at)
    yield pattern[start:]


def _end(pattern: str, at: int) -> int:
    """Where what begins at `at` ends: a bracket with all in it, or one character."""
    closes = _CLOSES.get(pattern[at])
    step = at + (2 if pattern[at] == "\\" else 1)
    while closes and pattern[step] != closes:
        step = _end(pattern, step) if closes == ")" else step + 1
    return step + 1 if closes else step
