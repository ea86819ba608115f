"""Spans of time within which something is due, and what they are counted from."""

from __future__ import annotations

import pytest

from loaders.extract.deadlines import find_deadlines
from loaders.extract.numerals import to_int


@pytest.mark.parametrize(
    ("text", "amount", "unit", "trigger"),
    [
        ("应当自收到来信之日起15日内核查", 15, "日", "自收到来信之日起"),
        ("自放飞之日起应在4个月内归档", 4, "个月", "自放飞之日起"),
        ("七日内送交", 7, "日", ""),
        ("三个工作日内答复", 3, "工作日", ""),
        ("决定作出后7日内颁发", 7, "日", "决定作出后"),
        ("情况紧急的24小时内补办", 24, "小时", ""),
        ("十五分钟内派人", 15, "分钟", ""),
        ("办理期限为二十个工作日", 20, "工作日", ""),
        ("最长不得超过30日", 30, "日", ""),
        ("收齐材料之日起 5 个工作日内", 5, "工作日", "收齐材料之日起"),
        ("承诺15个工作日办结", 15, "工作日", ""),
    ],
)
def test_deadlines(text: str, amount: int, unit: str, trigger: str) -> None:
    (found,) = find_deadlines(text)
    assert (found.amount, found.unit, found.trigger) == (amount, unit, trigger)
    assert text[found.start : found.end] == found.words


@pytest.mark.parametrize(
    "text",
    [
        "当日转办，即时办理",
        "每年8月20日前答复",
        "公示不少于七日",
        "名单公示5个工作日",
        "期满前五日提醒",
        "提前三日送达",
        "一小时后提醒",
        "罚款3万元",
        "2019年3月1日内部放飞",
        "两年内不得申请",
        "近三年内放飞",
        "第三日内",
    ],
)
def test_no_deadlines(text: str) -> None:
    assert find_deadlines(text) == ()


@pytest.mark.parametrize(
    ("words", "number"),
    [("１５", 15), ("十五", 15), ("二十", 20), ("一百零四", 104), ("二〇二三", 2023), ("两", 2), ("纸", None), ("", None)],
)
def test_numerals(words: str, number: int | None) -> None:
    assert to_int(words) == number
