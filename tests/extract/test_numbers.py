"""Numbers in every form that lists print, and words that look like numbers and are none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.extract.clauses import split


def words(text: str, *, at_stops: bool = True) -> list[tuple[str, str]]:
    return [(piece.number, text[piece.start : piece.end]) for piece in split(text, at_stops=at_stops)]


SIGNS = ["{}.", "{}、", "{}．", "{} 、", "({})", "（{}）", "{})", "{}）"]
FORMS = [[sign.format(k) for k in (1, 2, 3)] for sign in SIGNS]
FORMS += [[sign.format(k) for k in "一二三"] for sign in ("{}、", "（{}）", "({})")]
FORMS += [list("①②③"), list("⑴⑵⑶"), list("㈠㈡㈢"), ["第一，", "第二，", "第三，"], ["一是", "二是", "三是"], ["１、", "２、", "３、"]]
CLAUSES = ["扎好竹骨", "糊上皮纸", "点睛试飞"]


@pytest.mark.parametrize("numbers", FORMS, ids=lambda numbers: numbers[0])
@pytest.mark.parametrize("between", ["\n", "；", "；\n", "。", "；  "])
def test_every_form_of_number(numbers: list[str], between: str) -> None:
    text = between.join(f"{number}{clause}" for number, clause in zip(numbers, CLAUSES, strict=True))
    assert words(text) == [(number, clause) for number, clause in zip(numbers, CLAUSES, strict=True)]


@pytest.mark.parametrize("numbers", [form for form in FORMS if form[0] not in ("第一，", "一是")], ids=lambda numbers: numbers[0])
def test_numbers_with_nothing_between_the_clauses(numbers: list[str]) -> None:
    text = "".join(f"{number}{clause}" for number, clause in zip(numbers, CLAUSES, strict=True))
    assert words(text) == [(number, clause) for number, clause in zip(numbers, CLAUSES, strict=True)]


@pytest.mark.parametrize(
    "text",
    [
        "罚款1.5倍以下",
        "自2019.3.1起施行",
        "按第1、2条处理",
        "依照第30、32、34条处理",
        "第（一）、（三）项情形",
        "见表3-1填写",
        "附件2、附件3齐全",
        "下午2、3时放飞",
        "8：30前到岗",
        "3、4级纸鸢",
        "一、二级工匠",
        "PM2.5超标",
        "3.15期间检查",
        "依照《关于1、2类；（一）等纸鸢的办法》放飞",
        "（含1、竹骨；2、皮纸）",
        "“扎骨；糊纸”两道工序",
        "2023.6月底前完成",
    ],
)
def test_what_is_no_number_and_no_stop(text: str) -> None:
    assert words(text) == [("", text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1.2名以上工匠到场；2.24小时内放飞", [("1.", "2名以上工匠到场"), ("2.", "24小时内放飞")]),
        ("加强练习教育    严格审批制度    落实回避", [("", "加强练习教育"), ("", "严格审批制度"), ("", "落实回避")]),
        ("受理环节：1.扎骨\n2.糊纸", [("", "受理环节："), ("1.", "扎骨"), ("2.", "糊纸")]),
        ("1.1 扎骨\n1.2 糊纸", [("1.1", "扎骨"), ("1.2", "糊纸")]),
        ("风险点1：扎骨；风险点2：糊纸", [("风险点1：", "扎骨"), ("风险点2：", "糊纸")]),
        ("●扎骨\n●糊纸", [("●", "扎骨"), ("●", "糊纸")]),
        ("1 扎骨\n2 糊纸", [("1", "扎骨"), ("2", "糊纸")]),
        ("1.扎骨（竹；木）。2.糊纸", [("1.", "扎骨（竹；木）"), ("2.", "糊纸")]),
    ],
)
def test_what_parts_clauses(text: str, expected: list[tuple[str, str]]) -> None:
    assert words(text) == expected


def test_a_duty_keeps_its_sentences_and_its_inner_numbers() -> None:
    text = "1.受理责任：当场登记。缺件的：（1）列出清单；（2）一次告知。2.审查责任：到场。"
    assert words(text, at_stops=False) == [("1.", "受理责任：当场登记。缺件的：（1）列出清单；（2）一次告知。"), ("2.", "审查责任：到场。")]


def test_a_label_opens_a_duty_where_no_number_does() -> None:
    assert [clause for _, clause in words("受理责任：登记。审查责任：到场。", at_stops=False)] == ["受理责任：登记。", "审查责任：到场。"]


@given(
    st.lists(
        st.sampled_from(["1、", "2.", "（一）", "①", "一、", "；", "。", "\n", "（", "）", "《", "》", "  ", "扎骨", "第", "条", "3", "."])
    )
)
def test_pieces_follow_each_other(parts: list[str]) -> None:
    text, end = "".join(parts), 0
    for piece in split(text):
        assert end <= piece.start < piece.end <= len(text)
        assert text[piece.start : piece.end].strip() == text[piece.start : piece.end]
        end = piece.end
