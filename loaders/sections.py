"""What stands over and between tables: a category, a department, a total, or nothing that we know."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from loaders.columns import compact, simplified
from loaders.extract.people_words import is_unit
from loaders.readers.grid import Row
from loaders.vocab import vocabulary

_TOTAL = re.compile(r"[（(]\s*共?\s*(?P<total>\d{1,4}|[一二三四五六七八九十百]{1,5})\s*(?:项|条|个)\s*[)）]")
_ORDINAL = re.compile(r"\A\s*(?:[（(]?[一二三四五六七八九十]{1,3}[)）]?[、.．]?|\d{1,2}[、.．])\s*")
_ALIAS = re.compile(r"[（(](?P<alias>[^（）()]{2,20})[)）]\s*\Z")
_LABELLED = re.compile(r"(?:填报|编制|填表|责任|承办|所属)?(?:科室|处室|股室|部门)\s*[：:]\s*(?P<unit>[㐀-鿿]{2,20})")
_DIGITS = {c: k for k, c in enumerate("零一二三四五六七八九")}


@dataclass(frozen=True, slots=True)
class Words:
    """Words outside the cells: `start` counts in the document, or within the line for other formats."""

    text: str
    start: int
    row: int
    part: str


@dataclass(frozen=True, slots=True)
class Section:
    """What is in force for the rows below: category and department with the words that say so, and the total they announce."""

    category: str = ""
    category_words: Words | None = None
    department: str = ""
    alias: str = ""
    department_words: Words | None = None
    total: int | None = None


def read_section(row: Row, number: int, before: Section) -> Section:
    """The section after a title line: a category ends the one before it, so does a department; other lines change nothing."""
    text = row.words.strip()
    words = Words(text, row.cells[0].text_start if row.cells else 0, number, row.part)
    category = category_titled(text)
    if category:
        printed = category[1]
        at = text.find(printed)
        there = replace(words, text=printed, start=words.start + at)
        return replace(before, category=category[0], category_words=there, total=total_of(text))
    unit = department_titled(text)
    if unit:
        at = text.find(unit[0])
        there = replace(words, text=unit[0], start=words.start + at)
        return replace(before, department=unit[0], alias=unit[1], department_words=there, total=total_of(text))
    return before


@cache
def category_titled(text: str) -> tuple[str, str] | None:
    """Standard category and printed words of a title such as 行政许可（五项） or 二、行政处罚类; None for other lines."""
    core = _ORDINAL.sub("", _TOTAL.sub("", text)).strip()
    known = standard_category(core)
    if known in vocabulary("categories") and len(core) <= 10:
        return known, core
    last = re.search(rf"(?:\A|\s)(?P<core>[㐀-鿿]{{2,8}})\s*{_TOTAL.pattern}\s*\Z", text)  # a title run on after other words
    if last and last["core"] != text and standard_category(last["core"]) in vocabulary("categories"):
        return standard_category(last["core"]), last["core"]
    return None


@cache
def department_titled(text: str) -> tuple[str, str] | None:
    """Unit and alias of a title such as 一、县商务局（县招商服务中心） or 填报科室：测绘科; None for other lines."""
    labelled = _LABELLED.search(text)
    if labelled:
        return labelled["unit"], ""
    if not _ORDINAL.match(text):
        return None
    core = _TOTAL.sub("", _ORDINAL.sub("", text, count=1)).strip()
    alias = _ALIAS.search(core)
    name = core[: alias.start()].strip() if alias else core
    if not (3 <= len(name) <= 20 and is_unit(name) and re.fullmatch(r"[㐀-鿿]+", name)):
        return None
    return name, alias["alias"] if alias else ""


def unit_of_part(part: str) -> str:
    """A sheet named after a unit (测绘地理信息科) is that unit's part of the list."""
    return part if is_unit(part) and re.fullmatch(r"[㐀-鿿]{2,20}", part) else ""


@cache
def standard_category(printed: str) -> str:
    """行政处罚类 and 处罚 are 行政处罚; a category that no word names stays as printed, without blanks."""
    text = compact(printed)
    core = re.sub(r"(?:类型|类|权|事项)\Z", "", simplified(text))
    for name, words in vocabulary("categories").items():
        if core == name or core in words or simplified(text) in words:
            return str(name)
    return text


def category_in_title(title: str) -> tuple[str, str] | None:
    """A list of one category says so in its title: 行政检查事项清单."""
    for name in vocabulary("categories"):
        if len(name) == 4 and re.search(rf"{name}(?:事项|权力|职权)?(?:责任)?(?:清单|目录|一览表)", title):
            return str(name), str(name)
    return None


def total_of(text: str) -> int | None:
    """The number of items that a title announces."""
    found = _TOTAL.search(text)
    return han_number(found["total"]) if found else None


def han_number(text: str) -> int:
    """五 is 5, 二十三 is 23, 一百零二 is 102, 12 is 12."""
    if text.isascii():
        return int(text)
    hundreds, _, rest = text.rpartition("百")
    tens, ten, ones = rest.partition("十")
    value = 100 * (_DIGITS.get(hundreds, 1) if hundreds else 0)
    if not ten:
        return value + _DIGITS.get(rest.lstrip("零"), 0)
    return value + 10 * (_DIGITS.get(tens.lstrip("零"), 1) if tens.lstrip("零") else 1) + _DIGITS.get(ones, 0)
