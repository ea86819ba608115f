"""List numbers inside a text: 1. 1、 (1) （一） 一、 ① …, told apart from decimals, dates, articles and tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from loaders.extract.numerals import to_int
from loaders.extract.script import compiled

_D = r"[0-9０-９]{1,2}"
_H = r"[一二三四五六七八九十]{1,3}"
# style -> pattern; the group named like the style holds the number itself
_STYLES = {
    "named": rf"(?:风险点|防控措施|监督措施|措施|表现形式)\s?(?P<named>{_D}|{_H})\s?[：:、.．]",
    "multi": rf"(?<![0-9０-９.．A-Za-z/／-]){_D}[.．-](?:{_D}[.．-])?(?P<multi>{_D})(?:[、．.]|[ \t　]+)(?=[㐀-鿿])",
    "dot": rf"(?<![0-9０-９.．,，A-Za-z/／-])(?<![0-9][:：])(?P<dot>{_D})\s?[.．、]+",
    "bracket": rf"[（(]\s?(?P<bracket>{_D})\s?[)）][、.．]?",
    "half": rf"(?<![0-9０-９A-Za-z.．（(-])(?P<half>{_D})[)）][、.．]?",
    "han_bracket": rf"[（(]\s?(?P<han_bracket>{_H})\s?[)）][、.．]?",
    "han": rf"(?<![一二三四五六七八九十百第])(?P<han>{_H})[、.．](?!{_H}[、和及至到级类等审])(?![级类等])",
    "ordinal": rf"第(?P<ordinal>{_H})[，、：,:]",
    "one_is": rf"(?<![一二三四五六七八九十第])(?P<one_is>{_H})是(?=[㐀-鿿])(?!否)",
    "sign": r"(?P<sign>[①-⑳⑴-⒇⒈-⒛㈠-㈩❶-❿])[、.．]?",
    "bullet": r"(?P<bullet>[●○◆◇★▲►➢❖▪•])",
    "plain": rf"(?<![0-9０-９.．A-Za-z/／-])(?<![0-9][:：])(?P<plain>{_D})(?:[，,：:](?![0-9０-９])|[ \t　]+(?=[㐀-鿿《“]))",
}
_TOKEN = compiled("|".join(_STYLES.values()))
_WEAK = frozenset({"ordinal", "one_is", "plain"})
# what makes a figure after it the name of something: 第1、 表3. 附件2、
_NAMED = compiled(r"(?:第|附|附件|附表|附图|见表|如图|约|近|达|每|满|逾|超|仅|共|[0-9０-９][、,，和及至到或～~])\Z")
_DECIMAL_AFTER = compiled(r"[0-9０-９]*(?:[.．][0-9０-９]+)?\s?(?:倍|%|％|‰|万|亿|元|米|公里|吨|千克|公斤|版|活动|晚会|宪法)")
_LIST_AFTER = compiled(r"[0-9０-９]+\s?[、和及至到与或号條条款项項目类類级級组組楼期批章节編编]")
_DATE_AFTER = compiled(r"[0-9０-９]{1,2}(?:[.．日月]|期间)")
_ITEM_AFTER = compiled(r"\s?(?:项(?!目)|款(?![项物])|条(?![件例款])|[、和及至到]?[（(](?:[一二三四五六七八九十]|[0-9]))")
_SIGNS = {chr(0x2460 + k): k % 20 + 1 for k in range(60)}
_SIGNS |= {row[k]: k + 1 for row in ("㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩", "❶❷❸❹❺❻❼❽❾❿") for k in range(10)}


@dataclass(frozen=True, slots=True)
class Number:
    """A list number at `start:end`; `value` is 0 for a bullet. A weak one counts only in a row of its like."""

    style: str
    value: int
    start: int
    end: int
    weak: bool


@dataclass(slots=True)
class Sequence:
    """The numbers met so far in a cell, by style, outermost style first."""

    last: dict[str, int] = field(default_factory=dict)

    def continues(self, number: Number) -> bool:
        """Whether it is the next one of its style."""
        return number.value > 1 and self.last.get(number.style) == number.value - 1

    def nested(self, style: str) -> bool:
        """Whether another style stands above this one."""
        return bool(self.last) and next(iter(self.last)) != style

    def met(self, number: Number) -> None:
        """Note it; the styles below it begin anew."""
        if number.style in self.last:
            for style in list(self.last)[list(self.last).index(number.style) + 1 :]:
                del self.last[style]
        self.last[number.style] = number.value


@cache
def numbers(text: str) -> tuple[Number, ...]:
    """Everything in `text` that has the form of a list number and is not plainly something else."""
    return tuple(_numbers(text))


def in_a_row(text: str, number: Number) -> bool:
    """Whether the next number of the same style stands later in the text."""
    return any(other.style == number.style and other.value == number.value + 1 and other.start > number.start for other in numbers(text))


def _numbers(text: str) -> Iterator[Number]:
    position = 0
    while found := _TOKEN.search(text, position):
        number = _number(text, found)
        position = found.end() if number else found.start() + 1
        if number:
            yield number


def _number(text: str, found: re.Match[str]) -> Number | None:
    style = str(found.lastgroup)
    value = 0 if style == "bullet" else _SIGNS.get(found[style]) or to_int(found[style])
    if value is None or _names_something(text, style, found):
        return None
    # 1.2名以上执法人员 may be the number 1, 1.5倍 is not
    digit_after = text[found.end() : found.end() + 1].isdecimal()
    if style == "multi" and _DECIMAL_AFTER.match(text, found.end()):
        return None
    if digit_after and (style != "dot" or _goes_on(text, found)):
        return None
    return Number(style, value, found.start(), found.end(), style in _WEAK or (digit_after and not found[0].endswith("、")))


def _goes_on(text: str, found: re.Match[str]) -> bool:
    """Whether the figure is the first part of a decimal, a date or a list of figures."""
    if found[0].endswith("、"):
        return bool(_LIST_AFTER.match(text, found.end()))
    return bool(_DATE_AFTER.match(text, found.end()) or _DECIMAL_AFTER.match(text, found.end()))


def _names_something(text: str, style: str, found: re.Match[str]) -> bool:
    """第1、2条, 表3、 and （三）项 number things, not clauses."""
    before = text[max(0, found.start() - 4) : found.start()].rstrip(" \t　")
    if style in ("bracket", "han_bracket"):
        return before.endswith(("第", "条", "款", "项")) or bool(_ITEM_AFTER.match(text, found.end()))
    return style in ("dot", "half", "plain", "multi") and bool(_NAMED.search(before))
