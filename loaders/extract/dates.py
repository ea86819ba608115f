"""The date on a form, in the ways lists print it, as ISO: YYYY, YYYY-MM or YYYY-MM-DD."""

from __future__ import annotations

import re

_DIGITS = {**{c: k for k, c in enumerate("〇一二三四五六七八九")}, "○": 0, "零": 0, "Ｏ": 0}
_HAN = "〇○零Ｏ一二三四五六七八九十"
_DATE = re.compile(
    rf"(?P<year>[12]\d{{3}}|[{_HAN}]{{4}})\s*(?:年|[-./])\s*"
    rf"(?:(?P<month>\d{{1,2}}|[{_HAN}]{{1,3}})\s*(?:月|[-./](?=\d)|(?!\d))\s*(?:(?P<day>\d{{1,2}}|[{_HAN}]{{1,3}})\s*日?)?)?"
)
_LABELS = ("填表时间", "填表日期", "填报时间", "填报日期", "编制时间", "编制日期", "制表时间", "制表日期", "公布时间", "公布日期",
           "发布时间", "发布日期", "时间", "日期", "截至")  # fmt: skip


def form_date(text: str) -> str | None:
    """The form's date: the one after 填表时间 and its like, else the first full date; None when there is none."""
    for label in _LABELS:
        for found in re.finditer(rf"{_spaced(label)}\s*[：:]?\s*", text):
            date = _DATE.match(text, found.end())
            if date and _iso(date):
                return _iso(date)
    dates = [iso for found in _DATE.finditer(text) if (iso := _iso(found)) and len(iso) > 4]
    return dates[0] if dates else None


def _spaced(label: str) -> str:
    return r"\s*".join(label)


def _iso(found: re.Match[str]) -> str | None:
    year, month, day = (_number(found[name]) for name in ("year", "month", "day"))
    if year is None or not 1949 <= year <= 2100:
        return None
    if month is None or not 1 <= month <= 12:
        return f"{year:04d}" if found["month"] is None else None
    if day is None or not 1 <= day <= 31:
        return f"{year:04d}-{month:02d}"
    return f"{year:04d}-{month:02d}-{day:02d}"


def _number(text: str | None) -> int | None:
    """十二 is 12, 二〇二三 is 2023."""
    if not text:
        return None
    if text.isdigit() and text.isascii():
        return int(text)
    if "十" not in text:
        return int("".join(str(_DIGITS[c]) for c in text))
    tens, _, ones = text.partition("十")
    return (_DIGITS[tens] if tens else 1) * 10 + (_DIGITS[ones] if ones else 0)
