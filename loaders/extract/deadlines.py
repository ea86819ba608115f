"""Deadlines in duties and item names: 15日, 3个月, 5个工作日."""

from __future__ import annotations

import re
from dataclasses import dataclass

_AMOUNT = r"(?:\d+|[一二两三四五六七八九十]+)"
_UNIT = r"(?:个?工作日|日|天|个月|小时|年)"
_DEADLINE = re.compile(
    rf"(?P<trigger>(?:自|从|在)?[^，。；、\s]{{0,20}}?(?:之日起|之日|后|起)?)?(?P<words>{_AMOUNT}{_UNIT})(?=之?内|前|以内|作出|完成|办结|未)"
)


@dataclass(frozen=True, slots=True)
class Deadline:
    """A deadline at `start:end` of the text, `words` as printed, such as 15日."""

    words: str
    start: int
    end: int


def find_deadlines(text: str) -> tuple[Deadline, ...]:
    """Deadlines in order of appearance; a span of time counts only where something is due within it."""
    return tuple(Deadline(found["words"], *found.span("words")) for found in _DEADLINE.finditer(text))
