"""Deadlines in duties and item names: 15日, 3个月, 5个工作日, 七日, and what sets each going."""

from __future__ import annotations

import re
from dataclasses import dataclass

from loaders.extract.numerals import HAN, to_int

_AMOUNT = rf"(?:[0-9０-９]{{1,3}}|[{HAN}]{{1,5}})"
_UNIT = r"(?:个?工作日|個?工作日|个自然日|日历日|日|天|个月|個月|个?小时|個?小時|分钟|分鐘|年|周|个星期)"
# 10月20日 and 2019年 are dates, 第3日 is a place in a row
_DEADLINE = re.compile(
    rf"(?<![0-9０-９{HAN}月第.．近前满滿])(?P<amount>{_AMOUNT})\s?(?P<unit>{_UNIT})"
    rf"(?=\s?(?:之?[内內]|以[内內]|期[满滿]?[内內]|(?:作出|做出|完成|办结|辦結|办理|告知|送达|送達|报送|移送|予以|审结|答复|公布)|未))"
    rf"(?!\s?之?以?[内內](?:不得|有|无|没有|曾|发生|再次|累计|禁止))"
)
# a limit said in another way: 不得超过30日, 期限为15日
_LIMIT = re.compile(
    rf"(?:不得?超过|不得超過|不超過|不多于|期限[为為是：:]?|时限[为為是：:]?|時限[为為是：:]?|最长[为是]?)\s?(?P<amount>{_AMOUNT})\s?(?P<unit>{_UNIT})"
)
# what a period is counted from, right before it: 自受理之日起(应当在)20日内, 决定作出后7日内
_BETWEEN = r"[，,]?(?:一般)?(?:应当?|應當?|必须|须|要|可)?[在于於]?(?:法定)?\s?\Z"
_TRIGGERS = (
    re.compile(rf"(?P<words>[自从從](?:(?![自从從])[^，。；;\n]){{1,30}}?(?:起|后|後|之日)){_BETWEEN}"),
    re.compile(rf"(?P<words>[^，。；;、：:\n]{{2,16}}?(?:之日起|之后|以后|后|後)){_BETWEEN}"),
)
_TRIGGER_REACH = 48


@dataclass(frozen=True, slots=True)
class Deadline:
    """A deadline at `start:end` of the text, `words` as printed, such as 15日.

    `amount` counts `unit` (日, 工作日, 个月, 小时 …); `trigger` is the printed wording it is counted from, empty where none is.
    """

    words: str
    start: int
    end: int
    amount: int = 0
    unit: str = ""
    trigger: str = ""


def find_deadlines(text: str) -> tuple[Deadline, ...]:
    """Deadlines in order of appearance; a span of time counts only where something is due within it."""
    found = {match.start("amount"): match for pattern in (_DEADLINE, _LIMIT) for match in pattern.finditer(text)}
    return tuple(deadline for _, match in sorted(found.items()) if (deadline := _deadline(text, match)))


def _deadline(text: str, found: re.Match[str]) -> Deadline | None:
    amount = to_int(found["amount"])
    if not amount:
        return None
    start, end = found.start("amount"), found.end("unit")
    unit = found["unit"].removeprefix("个").removeprefix("個") if "工作日" in found["unit"] else found["unit"]
    return Deadline(text[start:end], start, end, amount, unit, _trigger(text, start))


def _trigger(text: str, start: int) -> str:
    before = text[max(0, start - _TRIGGER_REACH) : start]
    found = next((match for pattern in _TRIGGERS if (match := pattern.search(before))), None)
    return found["words"] if found else ""
