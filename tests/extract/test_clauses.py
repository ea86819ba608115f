"""A cell's text to clauses: where each begins and ends, and the number before it. All examples are fictional."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.extract.clauses import split


def words(text: str, *, at_stops: bool = True) -> list[tuple[str, str]]:
    return [(piece.number, text[piece.start : piece.end]) for piece in split(text, at_stops=at_stops)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("扎骨；糊纸；点睛。", ["扎骨", "糊纸", "点睛"]),
        ("扎骨\n糊纸", ["扎骨", "糊纸"]),
        ("扎骨\r\n糊纸\r点睛", ["扎骨", "糊纸", "点睛"]),
        ("扎骨;糊纸", ["扎骨", "糊纸"]),
        ("扎骨，糊纸、点睛", ["扎骨，糊纸、点睛"]),
        ("  扎骨 。\n\n　糊纸\t\n", ["扎骨", "糊纸"]),
        ("", []),
        (" \n。；\n", []),
        ("\x1f扎骨\x85；\u2028糊纸\x1c", ["扎骨", "糊纸"]),
        ("\x1f", []),
        ("扎骨。。；；糊纸", ["扎骨", "糊纸"]),
        ("先看《扎骨；糊纸。办法》再动手。", ["先看《扎骨；糊纸。办法》再动手"]),
        ("他说“先扎。再糊；”便走了。", ["他说“先扎。再糊；”便走了"]),
        ("扎骨（竹；木。）后糊纸", ["扎骨（竹；木。）后糊纸"]),
        ("扎骨（竹；木", ["扎骨（竹", "木"]),
        ("《扎骨；糊纸", ["《扎骨", "糊纸"]),
    ],
)
def test_where_a_clause_ends(text: str, expected: list[str]) -> None:
    assert [text for _, text in words(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1、扎骨\n2、糊纸", [("1、", "扎骨"), ("2、", "糊纸")]),
        ("1、扎骨；  2、糊纸；3、点睛", [("1、", "扎骨"), ("2、", "糊纸"), ("3、", "点睛")]),
        ("1、扎骨               2、糊纸", [("1、", "扎骨"), ("2、", "糊纸")]),
        ("4、、点睛", [("4、、", "点睛")]),
        ("1.扎骨 2.糊纸", [("1.", "扎骨"), ("2.", "糊纸")]),
        ("1．扎骨", [("1．", "扎骨")]),
        ("（1）扎骨（竹）", [("（1）", "扎骨（竹）")]),
        ("(2)糊纸", [("(2)", "糊纸")]),
        ("（一）扎骨", [("（一）", "扎骨")]),
        ("一、扎骨\n二、糊纸", [("一、", "扎骨"), ("二、", "糊纸")]),
        ("①扎骨 ②糊纸", [("①", "扎骨"), ("②", "糊纸")]),
        ("扎骨\n2、糊纸", [("", "扎骨"), ("2、", "糊纸")]),
        ("1、\n扎骨", [("1、", "扎骨")]),
        ("1 、扎骨", [("1 、", "扎骨")]),
        ("1、扎骨。糊纸", [("1、", "扎骨"), ("", "糊纸")]),
        ("12、扎骨", [("12、", "扎骨")]),
    ],
)
def test_numbers_are_told_from_words(text: str, expected: list[tuple[str, str]]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "处1.5倍罚款",
        "依照第1、2条处理",
        "竹骨长3.5尺",
        "纸鸢宽1、2尺",
        "第一、第二号桥",
        "2015年的规矩",
        "100、200只",
        "依一、二款处理",
        "1、2号桥上放飞",
        "3、4级风不放飞",
    ],
)
def test_numbers_inside_a_sentence_part_nothing(text: str) -> None:
    assert words(text) == [("", text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1、5日内扎好", [("1、", "5日内扎好")]),
        ("2、12只一组清点", [("2、", "12只一组清点")]),
        ("1、扎骨；2、3日内糊纸", [("1、", "扎骨"), ("2、", "3日内糊纸")]),
        ("1、2名以上扎骨人到场", [("1、", "2名以上扎骨人到场")]),
        ("扎骨。1、3个工作日内糊纸", [("", "扎骨"), ("1、", "3个工作日内糊纸")]),
    ],
)
def test_a_numbered_clause_may_begin_with_a_digit(text: str, expected: list[tuple[str, str]]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize("text", ["1)扎骨\n2)糊纸", "1）扎骨\n2）糊纸"])
def test_half_a_bracket_marks_a_number_too(text: str) -> None:
    assert [clause for _, clause in words(text)] == ["扎骨", "糊纸"]


def test_circled_numbers_part_clauses_without_a_blank() -> None:
    assert words("①扎骨②糊纸") == [("①", "扎骨"), ("②", "糊纸")]


def test_duties_keep_their_sentences() -> None:
    text = "1、立案阶段：看过；问过。\n2、决定阶段：写下。"
    assert words(text, at_stops=False) == [("1、", "立案阶段：看过；问过。"), ("2、", "决定阶段：写下。")]


def test_lines_are_counted() -> None:
    assert [piece.line for piece in split("扎骨；糊纸\n\n点睛")] == [0, 0, 2]


cells = st.text(alphabet="甲乙丙 　\t\n\r；;。，、1239０（）()《》“”一二①②.．", max_size=60)


@given(cells, st.booleans())
def test_pieces_are_trimmed_ordered_and_apart(text: str, at_stops: bool) -> None:
    pieces = split(text, at_stops=at_stops)
    end = 0
    for piece in pieces:
        assert end <= piece.start < piece.end <= len(text)
        assert text[piece.start : piece.end].strip() == text[piece.start : piece.end]
        assert "\n" not in text[piece.start : piece.end]
        end = piece.end


@given(cells, st.booleans())
def test_nothing_but_marks_and_numbers_is_left_out(text: str, at_stops: bool) -> None:
    kept = bytearray(len(text))
    for piece in split(text, at_stops=at_stops):
        kept[piece.start : piece.end] = b"\1" * (piece.end - piece.start)
    left = "".join(character for character, used in zip(text, kept, strict=True) if not used)
    assert re.fullmatch(r"[\s；;。、，.．（）()1239０一二①②]*", left)
    assert not re.search("[甲乙丙《》“”]", left)


@given(st.lists(st.text(alphabet="甲乙丙", min_size=1, max_size=5), max_size=6), st.sampled_from(["；", "。", "\n", "；\n", "。  "]))
def test_joined_clauses_come_apart_again(parts: list[str], mark: str) -> None:
    assert [text for _, text in words(mark.join(parts))] == parts


@given(st.lists(st.text(alphabet="甲乙丙", min_size=1, max_size=5), min_size=1, max_size=9), st.sampled_from(["\n", "；", "    ", "；\n"]))
def test_numbered_clauses_come_apart_again(parts: list[str], mark: str) -> None:
    text = mark.join(f"{k}、{part}" for k, part in enumerate(parts, 1))
    assert words(text) == [(f"{k}、", part) for k, part in enumerate(parts, 1)]


@given(st.text(max_size=80))
def test_any_text_can_be_split(text: str) -> None:
    for piece in split(text):
        assert text[piece.start : piece.end].strip()
