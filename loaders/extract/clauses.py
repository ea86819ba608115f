"""A cell's text to clauses: where each begins and ends, and the number printed before it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from loaders.extract.numbers import Number, Sequence, in_a_row, numbers
from loaders.extract.script import compiled

STOPS = "；;。"
_CLOSING = {"《": "》", "（": "）)", "(": "）)", "“": "”", "「": "」", "〈": "〉", "【": "】"}
_LINE_END = compiled(r"\r\n|\r|\n|\Z")
# a run of blanks parts two clauses; one or two may stand inside a word
_GAP = compiled(r"(?<=[^\s：:，,、])(?:[ \t\xa0]{3,}|[　]{2,}|\t+)(?=[^\s])")
_GAP_AFTER = 4  # code points that a clause before a gap has at least
# 审查责任： after a stop or a blank opens a statement of its own
_LABEL = compiled(r"(?<=[\s。；;])[㐀-鿿、]{2,10}(?:责任|責任|环节|環節|阶段|階段|风险|風險|风险点|風險點)[：:]")

Opens = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Piece:
    """A clause at `start:end` of the cell's text. `number` is printed before it; `line` counts lines from 0."""

    start: int
    end: int
    number: str
    line: int


@dataclass(slots=True)
class _Line:
    """One line at `start:end`, with the places inside brackets or quotation marks, where nothing ends."""

    text: str
    start: int
    end: int
    first: int = field(init=False)
    enclosed: list[tuple[int, int]] = field(init=False)

    def __post_init__(self) -> None:
        self.first, _ = _trim(self.text, self.start, self.end)
        self.enclosed = list(_enclosed(self.text, self.start, self.end))

    def inside(self, position: int) -> bool:
        """Whether `position` stands within brackets, their own signs not counted."""
        k = bisect_left(self.enclosed, (position,)) - 1
        return k >= 0 and self.enclosed[k][0] < position < self.enclosed[k][1]


def split(text: str, *, at_stops: bool = True, opens: Opens | None = None) -> list[Piece]:
    """Clauses of a cell. One ends at a line break or the next number, and at ；。 too where `at_stops`.

    Without `at_stops`, a stop still ends a clause where `opens` says of the words after it that they begin another.
    Stops inside 《》, brackets or quotation marks do not end a clause. Blanks and numbers around a clause are not part of it.
    """
    pieces: list[Piece] = []
    sequence, printed = Sequence(), ""  # a number alone on its line counts for the next
    for count, (start, end) in enumerate(_lines(text)):
        line = _Line(text, start, end)
        for segment in _segments(line, at_stops, opens):
            for number, a, b in _numbered(line, segment, sequence, nested_too=at_stops):
                a, b = _trim(text, a, b, STOPS if at_stops else "")
                printed = number or printed
                if text[a:b].strip(STOPS):
                    pieces.append(Piece(a, b, printed, count))
                    printed = ""
    return pieces


def _lines(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for found in _LINE_END.finditer(text):
        yield start, found.start()
        start = found.end()


def _enclosed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The outermost pairs of brackets and quotation marks; one that is never closed encloses nothing."""
    last = {c: text.rfind(c, start, end) for closings in _CLOSING.values() for c in closings}
    stack: list[str] = []
    opened = start
    for k in range(start, end):
        character = text[k]
        if stack and character in stack[-1]:
            stack.pop()
            if not stack:
                yield opened, k
        elif character in _CLOSING and any(last[c] > k for c in _CLOSING[character]):
            opened = opened if stack else k
            stack.append(_CLOSING[character])


def _segments(line: _Line, at_stops: bool, opens: Opens | None) -> Iterator[tuple[int, int]]:
    start = line.start
    for cut in sorted({*_stop_cuts(line, at_stops, opens), *_other_cuts(line)}):
        yield start, cut
        start = cut
    yield start, line.end


def _stop_cuts(line: _Line, at_stops: bool, opens: Opens | None) -> Iterator[int]:
    if not at_stops and opens is None:
        return
    for k in range(line.start, line.end):
        if line.text[k] in STOPS and not line.inside(k):
            following = line.text[k + 1 : k + 40].lstrip()
            if at_stops or (opens and opens(following.partition("\n")[0])):
                yield k + 1


def _other_cuts(line: _Line) -> Iterator[int]:
    for found in _LABEL.finditer(line.text, line.start, line.end):
        yield found.start()
    for found in _GAP.finditer(line.text, line.first, line.end):
        if found.start() - line.first >= _GAP_AFTER and not line.inside(found.start()):
            yield found.end()


def _numbered(line: _Line, segment: tuple[int, int], sequence: Sequence, *, nested_too: bool) -> Iterator[tuple[str, int, int]]:
    """The parts of a segment, each with the number before it."""
    printed, (a, end) = "", segment
    found = numbers(line.text)
    for number in found[bisect_left(found, a, key=lambda n: n.start) : bisect_left(found, end, key=lambda n: n.start)]:
        if line.inside(number.start) or not _opens_clause(line, number, sequence):
            continue
        if not nested_too and number.start > line.first and sequence.nested(number.style):
            continue  # （1）…（2）… within one numbered duty
        sequence.met(number)
        yield printed, a, number.start
        printed, a = line.text[number.start : number.end].strip(), number.end
    yield printed, a, end


def _opens_clause(line: _Line, number: Number, sequence: Sequence) -> bool:
    """Whether a number stands where a clause may begin: at a line's start, after a stop or blanks, or next in its row."""
    before = line.text[max(line.start, number.start - 80) : number.start]
    stripped = before.rstrip()
    after_stop = number.start <= line.first or stripped.endswith(tuple(STOPS))
    after_colon = stripped.endswith(("：", ":"))
    if number.weak:
        first = number.value == 1 or number.start <= line.first
        in_row = sequence.continues(number) or (first and in_a_row(line.text, number))
        return in_row and (after_stop or after_colon)
    if after_stop or (after_colon and number.value <= 1):
        return True
    if line.text[number.end : number.end + 1].isdecimal():  # 1、5日内 opens a clause, …3、5日内 within one does not
        return False
    blanks = len(before) - len(stripped)
    if blanks > (1 if number.style == "han" else 0):
        return True
    return sequence.continues(number) and number.style != "multi"


def _trim(text: str, start: int, end: int, stops: str = "") -> tuple[int, int]:
    """`start:end` without the blanks around it, and without `stops` after it; a stop before it belongs to no clause."""
    while start < end and (text[start].isspace() or text[start] in STOPS):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in stops):
        end -= 1
    return start, end
