"""Deadlines: a span of time within which something is due."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.extract.deadlines import find_deadlines


def words(text: str) -> list[str]:
    return [deadline.words for deadline in find_deadlines(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("15日内登记", ["15日"]),
        ("自接信之日起7日内回话", ["7日"]),
        ("三个月内办结", ["三个月"]),
        ("20个工作日内", ["20个工作日"]),
        ("5个工作日之内", ["5个工作日"]),
        ("24小时内补办", ["24小时"]),
        ("十五日以内", ["十五日"]),
        ("一年内", ["一年"]),
        ("7日内登记，15日内回话", ["7日", "15日"]),
        ("30天未回话的", ["30天"]),
        ("10个工作日办结", ["10个工作日"]),
    ],
)
def test_deadlines(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize("text", ["有效期3年", "当日登记", "每年一次", "不得少于两人", "", "一日三次", "第15日"])
def test_what_is_no_deadline(text: str) -> None:
    assert words(text) == []


def test_a_calendar_date_is_no_deadline() -> None:
    assert words("2024年5月14日前报送") == []


def test_a_decimal_is_taken_whole() -> None:
    assert words("1.5个月内回话") in (["1.5个月"], [])


@given(st.text(alphabet="自之日起内前15一二十个工作日月年小时，。办结 ", max_size=40))
def test_deadlines_quote_the_text_and_do_not_overlap(text: str) -> None:
    end = 0
    for deadline in find_deadlines(text):
        assert text[deadline.start : deadline.end] == deadline.words
        assert deadline.start >= end
        end = deadline.end
