"""One ruled table of a PDF page: its cells' words in lines as printed, merged cells filled; and lines joined again."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from typing import Any

from pdfplumber.page import Page
from pdfplumber.table import Table
from pdfplumber.utils.clustering import cluster_objects
from pdfplumber.utils.text import dedupe_chars, extract_text

from loaders.readers.grid import Cell
from loaders.readers.lines import MARK
from loaders.readers.merges import Merge, fill

Box = tuple[float, float, float, float]
Char = dict[str, Any]
_NUMERALS = {char: value for value, char in enumerate("一二三四五六七八九", 1)}
_SLACK = 1.0  # points
_LINE_SLACK = 3.0  # points by which the characters of one line may stand apart in height
_FULL = 2.6  # characters by which the longest line of a cell may fall short of its border and still be full
# what a line break never tears apart: opening signs, a word or one character, closing signs
_UNTORN = re.compile(r"[（(《〈“‘「【［]*(?:[0-9A-Za-z.,:/%-]+|[^（(《〈“‘「【［])?[，。、；：？！）)》〉”’」】］,.;:?!…]*")
_STOPS = ("。", "；", ";")
_DOUBT = 0.65  # characters by which the width of a line is not known
_HANGING = re.compile(r"[，。、；：？！,.;:]")
ENDED, FOOT = "\u2028", "\u2029"


def table_rows(page: Page, table: Table) -> list[list[Cell]]:
    """The table's rows by column. A cell that reaches over rows repeats in them, inferred."""
    boxes = [box for box in table.cells if box]
    lefts, tops = _edges(box[0] for box in boxes), _edges(box[1] for box in boxes)
    texts = _texts(page, table)
    grid = [[Cell("") for _ in lefts] for _ in tops]
    merges = []
    for box in boxes:
        r, c = _at(tops, box[1]), _at(lefts, box[0])
        words = texts[box].partition(FOOT)[0]
        grid[r][c] = Cell(texts[box], drop=len(texts[box]) - len(words))
        bottom, right = _last(tops, box[3]), _last(lefts, box[2])
        if bottom > r or right > c:
            merges.append(Merge(r, c, bottom, right))
    return fill(grid, merges)


def _texts(page: Page, table: Table) -> dict[Box, str]:
    """The words in each cell. The page's characters are sorted into rows first: else each cell would search them all."""
    found: dict[Box, str] = {}
    chars = sorted(within(page.chars, table.bbox), key=_height)
    heights = [_height(char) for char in chars]
    for row in table.rows:
        boxes = [box for box in row.cells if box and box not in found]
        bottom = max([row.bbox[3], *(box[3] for box in boxes)])
        near = chars[bisect_left(heights, row.bbox[1]) : bisect_left(heights, bottom)]
        found.update((box, cell_text(within(near, box), box)) for box in boxes)
    return found


def within(chars: list[Char], box: Box) -> list[Char]:
    """The characters whose middle lies in a box: fonts reach over the lines of a table."""
    x0, top, x1, bottom = box
    return [char for char in chars if x0 <= _middle(char, "x0", "x1") < x1 and top <= _middle(char, "top", "bottom") < bottom]


def _middle(char: Char, low: str, high: str) -> float:
    return float(char[low] + char[high]) / 2


def _height(char: Char) -> float:
    return _middle(char, "top", "bottom")


def text_of(chars: list[Char]) -> str:
    """Characters as lines of text; those printed twice to look bold count once."""
    return str(extract_text(dedupe_chars(chars))) if chars else ""


def cell_text(chars: list[Char], box: Box) -> str:
    """A cell's characters as lines; one that ends well before the cell does was ended by its writer and bears `ENDED`.

    After the last line stands `FOOT` and the room it leaves, in tenths of a character: the next page tells what it means.
    """
    lines = cluster_objects(dedupe_chars(chars), "doctop", _LINE_SLACK) if chars else []
    margin = min((min(char["x0"] for char in line) - box[0] for line in lines), default=0.0)
    border, longest = box[2] - max(margin, 0.0), _longest(lines)
    texts = [str(extract_text(line)) for line in lines]
    marked = []
    for line, text, following in zip(lines, texts, [*texts[1:], ""], strict=False):
        last = _right(line)
        edge = longest if border - longest <= _FULL * last["size"] else border
        room = (edge - last["x1"]) / last["size"]
        marked.append(text + (ENDED if following and ended_before(text, following, room) else ""))
    return "\n".join(marked) + (f"{FOOT}{max(0, int(10 * room))}" if marked else "")


def ended_before(line: str, following: str, room: float) -> bool:
    """Whether a line that leaves so much room (in characters) was ended by its writer: what follows would have fitted in it."""
    return room >= _first_width(following) + (-0.15 if line.endswith(_STOPS) else _DOUBT)


def _longest(lines: list[list[Char]]) -> float:
    """The right end of the longest line; a sign that hangs over the margin doesn't count."""
    ends = [_right(line) for line in lines]
    words = [float(end["x1"]) for end in ends if not _HANGING.match(end["text"])]
    return max(words or [float(end["x1"]) for end in ends], default=0.0)


def _first_width(following: str) -> float:
    """How many characters wide the part is that can't be torn from the beginning of the next line: （二〇一九, 定》，"""
    found = _UNTORN.match(following.strip())
    return sum(1.0 if _wide(char) else 0.55 for char in found[0]) if found else 1.0


def _right(line: list[Char]) -> Char:
    return max(line, key=lambda char: float(char["x1"]))


def _edges(values: object) -> list[float]:
    """Distinct positions; those that differ by less than a point are one line drawn twice."""
    found: list[float] = []
    for value in sorted(values):  # type: ignore[call-overload]
        if not found or value - found[-1] > _SLACK:
            found.append(value)
    return found


def _at(edges: list[float], value: float) -> int:
    return min(range(len(edges)), key=lambda k: abs(edges[k] - value))


def _last(edges: list[float], end: float) -> int:
    """The last row or column that begins before `end`."""
    return max(k for k, edge in enumerate(edges) if edge < end - _SLACK)


def join_lines(text: str) -> str:
    """Lines wrapped by the cell's width as one: no blank between Chinese characters, one between Latin words.

    A line break stays after a line that ended short, and where the next line goes on counting (1. 2. 3.): there the list's own
    line ended.
    """
    joined = ""
    last: dict[str, int] = {}
    ended = False
    for raw in text.split("\n"):
        line, before, ended = raw.strip(f" \t{ENDED}"), ended, raw.rstrip(" \t").endswith(ENDED)
        if not joined or not line:
            joined += line
            ended = ended or (before and not line)
        elif (before and joined[-1] not in "第、，,（(") or (_counts_on(line, last) and joined[-1] not in "第、，,.（("):
            joined += f"\n{line}"
        else:
            joined += line if _wide(joined[-1]) or _wide(line[0]) else f" {line}"
        _remember(line, last)
    return joined


def _wide(char: str) -> bool:
    return unicodedata.east_asian_width(char) in "WFA"


def _counts_on(line: str, last: dict[str, int]) -> bool:
    """Whether the line begins with the next number of a list that its cell has begun, or with a first number."""
    mark = _number(line)
    return mark is not None and mark[1] == last.get(mark[0], 0) + 1


def _remember(line: str, last: dict[str, int]) -> None:
    for found in re.finditer(rf"(?:(?<=[\s；;。，,])|\A){MARK.pattern}", line):
        mark = _number(found[0])
        if mark and mark[1] == last.get(mark[0], 0) + 1:
            last[mark[0]] = mark[1]


def _number(line: str) -> tuple[str, int] | None:
    """A list mark as its style and its number: （2） is ("（）", 2)."""
    found = MARK.match(line)
    if not found:
        return None
    mark = found[0]
    if "①" <= mark <= "⑳":
        return "①", ord(mark) - ord("①") + 1
    core = mark.strip("（()）.．、")
    if core.isdigit():
        return mark.replace(core, ""), int(core)
    tens, _, ones = core.rpartition("十")
    ten = 0 if "十" not in core else 10 * _NUMERALS.get(tens, 1)
    return mark.replace(core, "一"), ten + _NUMERALS.get(ones, 0)
