"""Header texts to fields, and why."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from support import HEADERS

from graph.schema import FIELDS
from loaders import columns
from loaders.columns import compact, is_header_row, map_columns, map_header, synonyms


def test_the_real_list_s_headers() -> None:
    assert [column.field for column in map_columns(HEADERS)] == ["number", "category", "item", "duty", "risk", "measure", "responsible"]
    assert {column.why for column in map_columns(HEADERS)} == {"synonym"}
    assert [column.column for column in map_columns(HEADERS)] == [1, 2, 3, 4, 5, 6, 7]


@pytest.mark.parametrize("header", ["权力\n类别", "权力\n\n类别", " 权 力 类 别 ", "权力　类别", "权力\r\n类别"])
def test_a_header_may_be_split(header: str) -> None:
    found = map_header(header, 2)
    assert (found.field, found.header) == ("category", header)


@pytest.mark.parametrize(
    ("header", "field", "why"),
    [
        ("具体责任事项内容", "duty", "contains 责任事项"),
        ("主要防控措施", "measure", "contains 防控措施"),
        ("责任事项依据", "duty_basis", "synonym"),
        ("行政权力事项名称", "item", None),
        ("备注栏", "note", "contains 备注"),
    ],
)
def test_the_longest_known_word_inside_decides(header: str, field: str, why: str | None) -> None:
    found = map_header(header, 1)
    assert found.field == field
    assert why is None or found.why == why


@pytest.mark.parametrize(
    ("header", "why"),
    [("", "no header text"), ("纸鸢颜色", "no known header text"), ("第一季度", "no known header text"), ("  ", "no header text")],
)
def test_an_unknown_header_is_nobody_s(header: str, why: str) -> None:
    found = map_header(header, 1)
    assert found.field is None
    assert found.why == why


def test_no_text_names_two_fields_and_every_field_is_the_schema_s() -> None:
    assert set(synonyms().values()) <= set(FIELDS)
    table = yaml.safe_load(Path(columns.__file__).with_suffix(".yml").read_text(encoding="utf-8"))
    texts = list(itertools.chain.from_iterable(table.values()))
    assert len(texts) == len({compact(text).upper() for text in texts}) == len(synonyms())
    assert all("".join(text.split()) == text for text in texts if not text.isascii())


@pytest.mark.parametrize(
    ("texts", "is_header"),
    [
        (HEADERS, True),
        (["序号", "权力\n类别", "权力事项", "", ""], True),
        (["1", "行政处罚", "放飞纸鸢", "责任事项"], False),
        (["序号", "备注"], True),  # a short one; that no column names an item is the table's matter
        (["序号", "纸鸢颜色"], False),
        ([], False),
        (["", "", ""], False),
        (["序号", "类别", "备注", "甲", "乙", "丙", "丁", "戊"], False),
    ],
)
def test_header_rows(texts: list[str], is_header: bool) -> None:
    assert is_header_row(texts) is is_header


@given(st.text(max_size=20))
def test_any_text_may_be_a_header(text: str) -> None:
    assert map_header(text, 1).field in (*FIELDS, None)
