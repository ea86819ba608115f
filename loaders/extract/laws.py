"""Citations: titles with their articles, references back, certificates that are no laws, references to nowhere."""

from __future__ import annotations

from functools import cache

from loaders.extract.law_titles import STATE, LawInfo, is_law, law_info, standard_level
from loaders.extract.law_walk import Citation, Mention, walk

__all__ = [
    "STATE", "Citation", "LawInfo", "Mention", "find_certificates", "find_citations", "find_dangling", "find_references",
    "find_self_references", "is_law", "is_self_referring", "law_info", "standard_level",
]  # fmt: skip


@cache
def find_citations(text: str) -> tuple[Citation, ...]:
    """Laws cited, in order; a title with several articles gives one citation each."""
    return walk(text).citations


@cache
def find_certificates(text: str) -> tuple[Mention, ...]:
    """Titles in 《》 that are no laws."""
    return walk(text).certificates


def find_references(text: str) -> tuple[Mention, ...]:
    """本办法第三十条, 同法 and their like, each with whether a law named before it says which is meant."""
    return walk(text).references


@cache
def find_self_references(text: str) -> tuple[Mention, ...]:
    """本办法第三十条 and its like, where the text does not say which law; 本办法 alone may be said of any law."""
    return tuple(mention for mention in walk(text).references if not mention.resolved and mention.name.endswith(("条", "款", "项")))


@cache
def find_dangling(text: str) -> tuple[Mention, ...]:
    """以上所列, 前款 and their like, where nothing before them says what they refer to."""
    return tuple(mention for mention in walk(text).dangling if not mention.resolved)


def is_self_referring(text: str) -> bool:
    """Whether a text speaks of 本法, 本办法, 前款 or 以上所列, known or not which law is meant."""
    reading = walk(text)
    return bool(reading.dangling) or any(mention.name.startswith("本") for mention in reading.references)
