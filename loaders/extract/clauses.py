"""A cell's text to clauses: where each begins and ends, and the number printed before it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

STOPS = "；;。"
_NUMERAL = "[一二三四五六七八九十]{1,3}"
# a list number: 1、 1. 1．、 （1） （一） 一、 ①; not a decimal (1.5倍) and not an article (第1、2条)
_NUMBER = (
    r"(?:\d{1,2}\s?[、.．]+(?!\d)|[（(]\s?\d{1,2}\s?[)）]、?|[（(]" + _NUMERAL + r"[)）]、?"
    r"|(?P<han>" + _NUMERAL + r")、|[①-⑳]、?)"
)
_NUMBER_HERE = re.compile(_NUMBER)
_INNER_NUMBER = re.compile(r"(?<=[\s　])" + _NUMBER)
_CLOSING = {"《": "》", "（": "）", "(": ")", "“": "”"}
_TRIMMED = " \t\r\n　\xa0\v\f"


@dataclass(frozen=True, slots=True)
class Piece:
    """A clause at `start:end` of the cell's text. `number` is printed before it; `line` counts lines from 0."""

    start: int
    end: int
    number: str
    line: int


def split(text: str, *, at_stops: bool = True) -> list[Piece]:
    """Clauses of a cell. One ends at a line break or the next number, and at ；。 too where `at_stops`.

    Stops inside 《》, brackets or quotation marks do not end a clause. Blanks and numbers around a clause are not part of it.
    """
    pieces: list[Piece] = []
    number = ""
    for line, (start, end) in enumerate(_lines(text)):
        for first, last in _segments(text, start, end, at_stops=at_stops):
            for printed, a, b in _numbered(text, first, last):
                a, b = _trim(text, a, b)
                number = printed or number
                if a < b:
                    pieces.append(Piece(a, b, number, line))
                    number = ""
        number = ""
    return pieces


def _lines(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for found in re.finditer(r"\r\n|\r|\n|\Z", text):
        yield start, found.start()
        start = found.end()


def _segments(text: str, start: int, end: int, *, at_stops: bool) -> Iterator[tuple[int, int]]:
    if at_stops:
        for k in _stops(text, start, end):
            yield start, k
            start = k + 1
    yield start, end


def _stops(text: str, start: int, end: int) -> Iterator[int]:
    closing = ""
    for k in range(start, end):
        character = text[k]
        if closing:
            closing = "" if character == closing else closing
        elif character in _CLOSING and _CLOSING[character] in text[k:end]:
            closing = _CLOSING[character]
        elif character in STOPS:
            yield k


def _numbered(text: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    """The parts of a segment, each with the number before it: numbers count at its start and after blanks."""
    a, _ = _trim(text, start, end)
    number = ""
    found = _NUMBER_HERE.match(text, a, end)
    if found:
        number, a = found[0].strip(), found.end()
    for inner in _INNER_NUMBER.finditer(text, a, end):
        if inner["han"] and not text[inner.start() - 2 : inner.start()].isspace():
            continue  # one blank before 一、 may stand inside a sentence
        yield number, a, inner.start()
        number, a = inner[0].strip(), inner.end()
    yield number, a, end


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _TRIMMED:
        start += 1
    while end > start and text[end - 1] in _TRIMMED:
        end -= 1
    return start, end
