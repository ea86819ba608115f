"""The date on a form, in the ways lists print it."""

from __future__ import annotations

import datetime
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.extract.dates import form_date


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("填表时间：2024年3月1日", "2024-03-01"),
        ("填表时间: 2024-03-01", "2024-03-01"),
        ("2024.3.1", "2024-03-01"),
        ("2024/3/1", "2024-03-01"),
        ("2024 年 3 月 1 日", "2024-03-01"),
        ("二〇二四年三月一日", "2024-03-01"),
        ("二○二四年十二月三十一日", "2024-12-31"),
        ("二零二四年十月二十日", "2024-10-20"),
        ("2024年3月", "2024-03"),
        ("公布日期：2024年", "2024"),
        ("填 表 时 间：2019年3月2日", "2019-03-02"),
        ("（2024年3月1日修订）", "2024-03-01"),
        ("更新于2021年1月2日，填表时间：2020年1月1日", "2020-01-01"),
        ("编制日期：二〇一九年二月", "2019-02"),
        ("2024年3月1", "2024-03-01"),
        ("2024.3.1制表", "2024-03-01"),
        ("2024年3月1号", "2024-03-01"),
    ],
)
def test_dates(text: str, date: str) -> None:
    assert form_date(text) == date


@pytest.mark.parametrize(
    "text",
    [
        "",
        "无日期",
        "填表时间：  年  月  日",
        "2024年",
        "24年3月1日",
        "2024年13月1日",
        "1900年1月1日",
        "3015年1月1日",
        "电话0393-2215-05-14",
        "编号20240301",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert form_date(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "填表日期：2016年5月\n  2015年1月1日",
        "填表时间：2016年5月   3页",
        "填表时间：2016年5月 12项",
        "2016年5月12项",
        "2016.5 12项",
        "2016-5-12项",
    ],
)
def test_a_number_that_follows_a_month_is_no_day(text: str) -> None:
    assert form_date(text) == "2016-05"


def test_a_day_that_the_month_has_not_is_no_day() -> None:
    assert form_date("2023年2月30日") in (None, "2023-02")


@pytest.mark.parametrize("text", ["二〇一九年十十月", "二十一五年三月", "二〇一九年三月二十十日", "十十十十年十月", "一十十〇年五月"])
def test_numerals_out_of_order_are_no_fault(text: str) -> None:
    form_date(text)


HAN = "〇一二三四五六七八九"


def numeral(n: int) -> str:
    tens, ones = divmod(n, 10)
    return ("" if tens == 0 else "十" if tens == 1 else HAN[tens] + "十") + (HAN[ones] if ones or not tens else "")


@given(st.dates(datetime.date(1949, 1, 1), datetime.date(2100, 12, 31)))
def test_a_date_is_the_same_in_each_way_of_writing(day: datetime.date) -> None:
    year = "".join(HAN[int(digit)] for digit in str(day.year))
    for text in (
        f"{day.year}年{day.month}月{day.day}日",
        day.isoformat(),
        f"{day.year}.{day.month}.{day.day}",
        f"填表时间： {day.year} 年 {day.month} 月 {day.day} 日",
        f"{year}年{numeral(day.month)}月{numeral(day.day)}日",
    ):
        assert form_date(text) == day.isoformat(), text


@given(st.text(alphabet="〇○零一二三四五六七八九十0123456789年月日-./ 填表时间：\n", max_size=30))
def test_whatever_comes_out_is_iso_or_nothing(text: str) -> None:
    found = form_date(text)
    if found is not None:
        assert re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", found)
        datetime.date.fromisoformat((found + "-01-01")[:10] if len(found) == 4 else (found + "-01")[:10])
