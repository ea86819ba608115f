"""Word's automatic numbers: what a numbered paragraph shows though its text does not hold it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from docx.document import Document
from docx.oxml.ns import qn
from lxml.etree import _Element

_CHINESE = ("chineseCounting", "chineseCountingThousand", "ideographDigital", "japaneseCounting", "taiwaneseCountingThousand")
_FORMAL = ("chineseLegalSimplified", "ideographLegalTraditional")
_LEVEL = re.compile(r"%([1-9])")
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_STEMS = "甲乙丙丁戊己庚辛壬癸"


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a numbering: where it starts, how its number is written, and the text around it (%1.)."""

    start: int
    form: str
    text: str


@dataclass(slots=True)
class Numbering:
    """The numberings of a document and where each stands. Labels must be asked for in document order."""

    abstract: dict[str, dict[int, Level]] = field(default_factory=dict)
    lists: dict[str, tuple[str, dict[int, int]]] = field(default_factory=dict)
    styles: dict[str, tuple[str, int]] = field(default_factory=dict)
    counts: dict[str, dict[int, int]] = field(default_factory=dict)
    begun: set[tuple[str, int]] = field(default_factory=set)

    @classmethod
    def of(cls, document: Document) -> Numbering:
        """The numberings that a document declares; none where it has no numbering part."""
        found = [rel.target_part for rel in document.part.rels.values() if not rel.is_external and rel.reltype.endswith("/numbering")]
        root = getattr(found[0], "element", None) if found else None
        numbering = cls(styles=_styles(document.styles.element))
        if root is not None:
            numbering.abstract = {a.get(qn("w:abstractNumId"), ""): _levels(a) for a in root.iterfind(qn("w:abstractNum"))}
            numbering.lists = dict(map(_list, root.iterfind(qn("w:num"))))
        return numbering

    def label(self, paragraph: _Element) -> str:
        """The number that Word shows before a paragraph, else empty. Each call counts the paragraph."""
        number, depth = _reference(paragraph.find(qn("w:pPr")), self.styles)
        if number not in self.lists:
            return ""
        name, overrides = self.lists[number]
        levels = self.abstract.get(name, {})
        if depth not in levels:
            return ""
        counts = self.counts.setdefault(name, {})
        if depth in overrides and (number, depth) not in self.begun:
            counts[depth] = overrides[depth] - 1
        self.begun.add((number, depth))
        counts[depth] = counts.get(depth, levels[depth].start - 1) + 1
        for deeper in [other for other in counts if other > depth]:
            del counts[deeper]
        return _LEVEL.sub(lambda found: _shown(counts, levels, int(found[1]) - 1), levels[depth].text)


def _shown(counts: dict[int, int], levels: dict[int, Level], depth: int) -> str:
    level = levels.get(depth)
    return written(counts.get(depth, level.start), level.form) if level else ""


def _levels(abstract: _Element) -> dict[int, Level]:
    found = {}
    for level in abstract.iterfind(qn("w:lvl")):
        form = _value(level, "w:numFmt", "decimal")
        text = "" if form in ("bullet", "none") else _value(level, "w:lvlText", "")
        start = _value(level, "w:start", "1")
        found[int(level.get(qn("w:ilvl"), "0"))] = Level(int(start) if start.isdigit() else 1, form, text)
    return found


def _list(num: _Element) -> tuple[str, tuple[str, dict[int, int]]]:
    starts = {}
    for override in num.iterfind(qn("w:lvlOverride")):
        start = _value(override, "w:startOverride", "")
        if start.isdigit():
            starts[int(override.get(qn("w:ilvl"), "0"))] = int(start)
    return num.get(qn("w:numId"), ""), (_value(num, "w:abstractNumId", ""), starts)


def _styles(styles: _Element) -> dict[str, tuple[str, int]]:
    found = {}
    for style in styles.iterfind(qn("w:style")):
        number, depth = _reference(style.find(qn("w:pPr")), {})
        if number:
            found[style.get(qn("w:styleId"), "")] = (number, depth)
    return found


def _reference(properties: _Element | None, styles: dict[str, tuple[str, int]]) -> tuple[str, int]:
    """The list and level that paragraph properties name, themselves or through their style."""
    if properties is None:
        return "", 0
    own = properties.find(qn("w:numPr"))
    if own is None:
        return styles.get(_value(properties, "w:pStyle", ""), ("", 0))
    depth = _value(own, "w:ilvl", "0")
    return _value(own, "w:numId", ""), int(depth) if depth.isdigit() else 0


def _value(parent: _Element, name: str, default: str) -> str:
    child = parent.find(qn(name))
    return default if child is None else child.get(qn("w:val"), default)


def written(number: int, form: str) -> str:
    """A number in one of Word's number formats; unknown ones as digits."""
    if form in _CHINESE and 0 < number < 100:
        return chinese(number)
    if form in _FORMAL and 0 < number <= 10:
        return "壹贰叁肆伍陆柒捌玖拾"[number - 1]
    if form.startswith("decimalEnclosedCircle") and 0 < number <= 20:
        return chr(0x2460 + number - 1)
    if form in ("upperLetter", "lowerLetter") and 0 < number <= 26:
        return chr((65 if form == "upperLetter" else 97) + number - 1)
    if form in ("upperRoman", "lowerRoman") and 0 < number < 40:
        return _roman(number).upper() if form == "upperRoman" else _roman(number)
    if form == "ideographTraditional" and 0 < number <= 10:
        return _STEMS[number - 1]
    return f"{number:02d}" if form == "decimalZero" else str(number)


def chinese(number: int) -> str:
    """1 to 99 as 一 … 九十九."""
    digits = "〇一二三四五六七八九"
    tens, ones = divmod(number, 10)
    head = "" if not tens else "十" if tens == 1 else f"{digits[tens]}十"
    return head + (digits[ones] if ones or not tens else "")


def _roman(number: int) -> str:
    text = ""
    for value, letters in _ROMAN:
        while number >= value:
            text, number = text + letters, number - value
    return text
