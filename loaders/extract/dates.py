"""The date on a form, in the ways lists print it, as ISO: YYYY, YYYY-MM or YYYY-MM-DD."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator

from loaders.extract.numerals import to_int
from loaders.extract.script import simplified

_HAN = "〇○零Ｏ一二三四五六七八九十"
_COUNTED = r"\s*[项页個个份条件种类次]"  # 12项 is no month and no day
_DATE = re.compile(
    rf"(?<![0-9])(?P<year>[12]\d{{3}}|[１２][０-９]{{3}}|[{_HAN}]{{4}})\s*(?:年|[-./．])\s*"
    rf"(?:(?P<month>\d{{1,2}}|[{_HAN}]{{1,3}})(?!\d|{_COUNTED})"
    # a figure after a month is its day where 日 or nothing but the figure's end says so: 2016年5月 12项 has none
    rf"(?:\s*月\s*(?P<day>\d{{1,2}}|[{_HAN}]{{1,3}})\s*[日号]|\s*月(?P<last>\d{{1,2}})(?![\d㐀-鿿])|\s*[-./．]\s*(?P<figure>\d{{1,2}})(?!\d|{_COUNTED}))?)?"
)
_COMPACT = re.compile(r"(?<!\d)(?P<year>20\d\d)(?P<month>0[1-9]|1[0-2])(?P<day>[0-3]\d)(?!\d)")
# 2024年本, 2023年度: the year of the edition, where nothing states a day
_EDITION = re.compile(r"(?<!\d)(?P<year>20\d\d)\s*年?(?:度|版|本)")
_WHAT = ("填表", "填报", "编制", "制表", "登记", "填写", "制定", "公布", "公开", "发布", "生成", "成文", "发文", "印发", "更新", "")
_LABELS = (*(f"{what}{when}" for what in _WHAT for when in ("时间", "日期")), "截至", "截止", "date")


def form_date(text: str) -> str | None:
    """The form's date: the one after 填表时间 and its like, else the first full date, else the edition's year; None for none."""
    words = simplified(text)
    return next(_labelled(words), None) or next(_full(words), None) or next(_years(words), None)


def _labelled(text: str) -> Iterator[str]:
    for label in _LABELS:
        for found in re.finditer(rf"{_spaced(label)}[\"”]?\s*[：:]?\s*[\"“]?", text):
            date = _DATE.match(text, found.end()) or _COMPACT.match(text, found.end())
            if date and (iso := _iso(date)):
                yield iso


def _full(text: str) -> Iterator[str]:
    for found in _DATE.finditer(text):
        iso = _iso(found)
        if iso and len(iso) > 4:
            yield iso


def _years(text: str) -> Iterator[str]:
    for found in _EDITION.finditer(text):
        yield found["year"]


def _spaced(label: str) -> str:
    return r"\s*".join(label)


def _iso(found: re.Match[str]) -> str | None:
    parts = found.groupdict()
    printed = parts["year"], parts["month"], parts["day"] or parts.get("last") or parts.get("figure")
    year, month, day = (to_int((words or "").replace("Ｏ", "〇")) for words in printed)
    if year is None or not 1949 <= year <= 2100:
        return None
    if month is None or not 1 <= month <= 12:
        return f"{year:04d}" if found["month"] is None else None
    if day is None or not 1 <= day <= calendar.monthrange(year, month)[1]:
        return f"{year:04d}-{month:02d}"
    return f"{year:04d}-{month:02d}-{day:02d}"
