"""Article references: 第三条第二款第（一）项, lists, ranges, and what a short form leaves out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_N = r"[一二三四五六七八九十百千零〇○两0-9０-９]{1,8}"
_TO = r"\s?(?:至|到|－|—|–|-|~|～)\s?"
_SEP = r"\s?(?:[、，,]|和|及|与|以及|或者|或)?\s?"
_AND = r"\s?(?:[、，,]|和|及|与|或)\s?"
_BRACKETED = rf"[（(]\s?{_N}\s?[)）]"
_SUB = r"(?:\s?之[一二三四五六七八九十]{1,3})?"
# one figure or a list of figures that share their 条, 款 or 项; a range counts as one figure
_FIGURE = rf"{_N}(?:{_TO}第?{_N})?"
_ITEM_FIGURE = rf"(?:{_BRACKETED}|{_N})"
_END = r"(?=[、，,；;。）)规的\s]|和|及|\Z)"
_PARTS = {
    "条": re.compile(rf"第\s?(?P<figures>{_N}\s?条?{_SUB}{_TO}第?\s?{_N}|{_FIGURE}(?:{_AND}第?\s?{_FIGURE})*)\s?条(?P<sub>{_SUB})"),
    "款": re.compile(rf"(?:第\s?)?(?P<figures>(?<=第){_N}款{_TO}第{_N}|{_FIGURE}(?:{_AND}第?{_FIGURE})*)\s?款"),
    "项": re.compile(
        rf"(?P<first>第\s?)?(?P<figures>{_ITEM_FIGURE}\s?项?{_TO}第?\s?{_ITEM_FIGURE}|{_ITEM_FIGURE}(?:(?:{_AND})?第?\s?{_BRACKETED}|{_AND}第?\s?{_N})*)\s?(?:项|(?<=[)）]){_END})"
    ),
    "目": re.compile(rf"第\s?(?P<figures>{_N})\s?目"),
}
_BLANK, _SEPARATOR = re.compile(r"\s?"), re.compile(_SEP)
_START = re.compile(rf"第\s?{_N}(?:{_AND}第?\s?{_N}){{0,8}}\s?条|第\s?{_N}(?:\s?条)?{_TO}第?\s?{_N}\s?条")
_RANGE = re.compile(_TO)
_BARE_START = re.compile(rf"\s?(?:、|，|,)\s?(?P<figure>{_N})\s?条")


@dataclass(frozen=True, slots=True)
class Article:
    """An article with its paragraph and item, in full. `completed`: what the printed words at `start:end` leave out was added."""

    text: str
    start: int
    end: int
    completed: bool


@dataclass(slots=True)
class _Reading:
    """The parts in force while a list of references is read."""

    position: int
    parts: dict[str, str] = field(default_factory=dict)
    found: list[Article] = field(default_factory=list)


def article_starts(text: str) -> Iterator[int]:
    """Places where an article is named."""
    for found in _START.finditer(text):
        yield found.start()


def articles_at(text: str, position: int) -> tuple[list[Article], int]:
    """The articles listed from `position` on, and where the list ends; none where no article is named there."""
    reading = _Reading(position)
    while _step(text, reading):
        pass
    return reading.found, reading.position


def _step(text: str, reading: _Reading) -> bool:
    """Read one more part of the list; False at its end."""
    glued = _next_part(text, _past(_BLANK, text, reading.position), reading)
    apart = None if glued else _next_part(text, _past(_SEPARATOR, text, reading.position), reading)
    if apart and not apart[1][0].startswith(("第", "（", "(")):
        apart = None  # 第十条，三项制度
    name, found = glued or apart or ("", None)
    if found is None:
        return _short_article(text, reading)
    _take(reading, name, found, new=apart is not None)
    reading.position = found.end()
    return True


def _past(pattern: re.Pattern[str], text: str, position: int) -> int:
    found = pattern.match(text, position)
    return found.end() if found else position


def _next_part(text: str, position: int, reading: _Reading) -> tuple[str, re.Match[str]] | None:
    for name, pattern in _PARTS.items():
        found = pattern.match(text, position)
        if found and (name == "条" or reading.parts):
            return name, found
    return None


def _short_article(text: str, reading: _Reading) -> bool:
    """第二十四条、二十七条: the later one has no 第."""
    found = _BARE_START.match(text, reading.position) if reading.parts else None
    if found is None:
        return False
    reading.parts = {"条": f"第{found['figure']}条"}
    reading.found.append(Article(reading.parts["条"], found.start("figure"), found.end(), True))
    reading.position = found.end()
    return True


def _take(reading: _Reading, name: str, found: re.Match[str], *, new: bool) -> None:
    figures = _figures(found)
    order = list(_PARTS)
    for k, (words, (start, end)) in enumerate(zip(_in_full(name, found, figures), _places(found, figures), strict=True)):
        kept = {part: reading.parts[part] for part in order[: order.index(name)] if part in reading.parts}
        reading.parts = {**kept, name: words}
        full = "".join(reading.parts[part] for part in order if part in reading.parts)
        extends = k == 0 and not new and name != "条" and bool(reading.found)
        start = reading.found.pop().start if extends else start
        completed = not extends and (name != "条" or len(figures) > 1)
        reading.found.append(Article("".join(full.split()), start, end, completed))


def _places(found: re.Match[str], figures: list[str]) -> list[tuple[int, int]]:
    """Where each figure of a list stands; the first with what stands before it, the last with what stands after."""
    starts = [found.start("figures")]
    for figure in figures[1:]:
        starts.append(found.string.index(figure, starts[-1] + 1))
    ends = [start + len(figure) for start, figure in zip(starts, figures, strict=True)]
    return list(zip([found.start(), *starts[1:]], [*ends[:-1], found.end()], strict=True))


def _figures(found: re.Match[str]) -> list[str]:
    printed = found["figures"]
    if _RANGE.search(printed) and not re.search(_AND, printed):
        return [printed]
    figures = [part for part in re.split(rf"{_AND}|(?<=[)）])\s?(?=第?\s?[（(])", printed) if part]
    return [part.strip().removeprefix("第").strip() for part in figures]


def _in_full(name: str, found: re.Match[str], figures: list[str]) -> list[str]:
    """Each figure with the words that it shares with the others."""
    if len(figures) == 1:
        return ["".join(found[0].split())]
    first = "" if name == "项" and not found["first"] else "第"
    last = name if found[0].endswith(name) else ""
    return [f"{first}{figure}{last}" for figure in figures]
