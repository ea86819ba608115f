"""Hints on a query's names: an unknown label, relationship or property is no error in Cypher, only an empty answer."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from graph.errors import unknown
from graph.schema import EDGE_KINDS, NODE_KINDS

LABELS = tuple(kind.label for kind in NODE_KINDS)
RELATIONSHIPS = tuple(dict.fromkeys(kind.name for kind in EDGE_KINDS))
PROPERTIES = tuple(sorted({"id"} | {prop.name for kind in (*NODE_KINDS, *EDGE_KINDS) for prop in kind.props}))
# strings and comments, where a name is no name
_WORDS = re.compile(r"""'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"|//[^\n]*|/\*.*?(?:\*/|\Z)""", re.DOTALL)
_NODE = re.compile(r"\(\s*(?P<variable>\w*)\s*(?P<names>(?::\s*\w+\s*)(?:[:|&]\s*\w+\s*)*)")
_EDGE = re.compile(r"\[\s*(?P<variable>\w*)\s*(?P<names>(?::\s*\w+\s*)(?:\|\s*:?\s*\w+\s*)*)")
_BOUND = re.compile(r"[(\[]\s*(\w+)\s*[:)\]{]")
_PROPERTY = re.compile(r"(?<![\w.])(\w+)\.(\w+)\b(?!\s*[.(])")


def hints(cypher: str) -> list[str]:
    """One line for each name that the schema has not, with the nearest that it has."""
    text = _WORDS.sub("''", cypher).replace("`", "")
    found = [*_unknown("label", _named(_NODE, text), LABELS), *_unknown("relationship", _named(_EDGE, text), RELATIONSHIPS)]
    bound = set(_BOUND.findall(text))
    used = (name for variable, name in _PROPERTY.findall(text) if variable in bound)
    return [*found, *_unknown("property", used, PROPERTIES)]


def _named(pattern: re.Pattern[str], text: str) -> Iterator[str]:
    for match in pattern.finditer(text):
        yield from re.findall(r"\w+", match["names"])


def _unknown(kind: str, names: Iterable[str], known: tuple[str, ...]) -> Iterator[str]:
    for name in dict.fromkeys(names):
        if name not in known:
            yield unknown(kind, name, known, see="`quanpu schema` lists all.").message
