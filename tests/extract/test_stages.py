"""Stage wordings at the head of a clause: labels, comma labels, bare ones, adverbials, and what only looks like one."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.extract.stage_words import families, stages_named
from loaders.extract.stages import family_of, find_mark, stages_by_content
from loaders.passages import read_passage
from loaders.vocab import vocabulary

PENALTY, LICENCE, INSPECTION = "行政处罚", "行政许可", "行政检查"


def seen(text: str, family: str = PENALTY) -> tuple[Any, ...] | None:
    mark = find_mark(text, family)
    return (mark.stages, mark.marker, text[mark.end :]) if mark else None


@pytest.mark.parametrize(
    ("text", "stages", "rest"),
    [
        ("立案环节：放走纸鸢", ("立案",), "放走纸鸢"),
        ("立案：放走纸鸢", ("立案",), "放走纸鸢"),
        ("调查取证阶段：漏数", ("调查取证",), "漏数"),
        ("决定风险:独断", ("决定",), "独断"),
        ("送达和执行：拖延", ("送达", "执行"), "拖延"),
        ("审理、决定环节：走样", ("审查", "决定"), "走样"),
        ("立案环节风险点：放走", ("立案",), "放走"),
        ("其他责任：照办", ("其他",), "照办"),
        ("案件审理环节：走样", ("审查",), "走样"),
        ("执行阶段责任：收缴", ("执行",), "收缴"),
        ("受里环节：放走", ("立案",), "放走"),
        ("审察环节：走样", ("审查",), "走样"),
        ("调查取政阶段：漏数", ("调查取证",), "漏数"),
    ],
)
def test_labels(text: str, stages: tuple[str, ...], rest: str) -> None:
    assert seen(text) == (stages, "label", rest)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("立案环节，放走纸鸢", (("立案",), "comma", "放走纸鸢")),
        ("审核环节放走纸鸢", (("审查",), "bare", "放走纸鸢")),
        ("调查取证过程中收受竹骨", (("调查取证",), "adverbial", "收受竹骨")),
        ("在调查取证过程中，收受竹骨", (("调查取证",), "adverbial", "收受竹骨")),
        ("执行时拖延", (("执行",), "adverbial", "拖延")),
        ("现场检查工作中走样", (("调查取证",), "adverbial", "走样")),
    ],
)
def test_other_forms(text: str, expected: tuple[Any, ...]) -> None:
    assert seen(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "建立案件台账：逐只登记",
        "立案不实",
        "对放鸢人：要说清",
        "不及时执行决定",
        "决定书送达回证",
        "执法人员收受竹骨",
        "：没有头",
        "，没有头",
        "纸鸢中有竹骨",
        "",
        "环节：",
        "风险点 放走",
        "履行责任：放走",
        "对各个环节：要说清",
    ],
)
def test_what_is_no_stage(text: str) -> None:
    mark = find_mark(text, PENALTY)
    assert mark is None or not mark.stages


@pytest.mark.parametrize(("text", "rest"), [("廉政风险：放走纸鸢", "放走纸鸢"), ("扎骨环节：放走", "放走")])
def test_a_label_that_names_no_stage_is_still_no_part_of_the_clause(text: str, rest: str) -> None:
    assert seen(text) == ((), "label", rest)


@pytest.mark.parametrize(
    ("text", "family", "stages"),
    [
        ("事后监管时睁一只眼", LICENCE, ("事后监管",)),
        ("事后监管过程中放任", LICENCE, ("事后监管",)),
        ("事中事后监管期间放任", LICENCE, ("事后监管",)),
        ("后续监管中放任", LICENCE, ("事后监管",)),
    ],
)
def test_an_adverbial_of_a_stage_whose_name_holds_an_adverb(text: str, family: str, stages: tuple[str, ...]) -> None:
    """后 and 中 stand inside 事后监管 and 事中事后监管."""
    mark = find_mark(text, family)
    assert mark is not None
    assert mark.stages == stages


@pytest.mark.parametrize(
    ("category", "family"), [("行政处罚", "行政处罚"), ("行政许可", "行政许可"), ("行政征用", ""), ("", ""), ("其他权力", "")]
)
def test_a_category_without_stages_of_its_own_has_no_family(category: str, family: str) -> None:
    assert family_of(category) == family


def test_the_same_word_may_be_another_stage_elsewhere() -> None:
    assert stages_named("受理", PENALTY) == ("立案",)
    assert stages_named("受理", LICENCE) == ("受理",)
    assert stages_named("检查", INSPECTION) == ("实施检查",)


def test_every_word_of_the_vocabulary_names_its_stage() -> None:
    for family in families():
        for stage, entry in vocabulary("stages")[family].items():
            assert stages_named(stage, family) == (stage,)
            assert [word for word in entry["words"] if not stages_named(word, family)] == [], f"{family} {stage}"


def test_content_names_one_stage_at_most() -> None:
    assert stages_by_content("有案不办", PENALTY) == ("立案",)
    assert stages_by_content("收受礼品", PENALTY) == ()
    assert stages_by_content("有案不办", "") == ("立案",)  # the words of 其他权力 serve where no family does
    assert stages_by_content("收受礼品", "") == ()


def test_a_label_stands_for_its_whole_line_and_no_further() -> None:
    passage = read_passage("risk", PENALTY, "立案环节：放走纸鸢；收受竹骨。\n一人独断。\n送达环节：拖延；丢失")
    assert [(clause.text, clause.stage.stages, clause.stage.basis) for clause in passage.clauses] == [
        ("放走纸鸢", ("立案",), "label"),
        ("收受竹骨", ("立案",), "label"),
        ("一人独断", (), ""),
        ("拖延", ("送达",), "label"),
        ("丢失", ("送达",), "label"),
    ]


def test_an_adverbial_inside_a_line_stays_in_its_clause() -> None:
    passage = read_passage("risk", PENALTY, "立案环节：放走纸鸢；调查取证过程中收受竹骨。")
    assert [(clause.text, clause.stage.stages) for clause in passage.clauses] == [
        ("放走纸鸢", ("立案",)),
        ("调查取证过程中收受竹骨", ("立案",)),
    ]


@pytest.mark.parametrize("field", ["duty", "risk", "measure"])
def test_no_clause_is_empty(field: str) -> None:
    """A label with nothing after it states nothing."""
    for text in (
        "1、立案阶段责任：接信。\n2、执行阶段责任：\n3、其他责任：照办。",
        "立案环节：\n放走纸鸢",
        "立案环节：",
        "审核环节，",
        "放走\n执行阶段责任：",
    ):
        assert [clause for clause in read_passage(field, PENALTY, text).clauses if not clause.text.strip()] == []


def test_a_bare_label_that_is_the_whole_cell_is_its_clause() -> None:
    (clause,) = read_passage("risk", PENALTY, "执行风险").clauses
    assert (clause.text, clause.stage.stages) == ("执行风险", ("执行",))


@given(
    st.lists(
        st.sampled_from(["立案环节：", "调查取证过程中", "审核环节，", "放走纸鸢", "；", "。", "\n", "1、", " ", "《办法》"]), max_size=12
    ).map("".join),
    st.sampled_from(["duty", "risk", "measure"]),
)
def test_clauses_quote_their_cell(text: str, field: str) -> None:
    end = 0
    for clause in read_passage(field, PENALTY, text.strip()).clauses:
        assert text.strip()[clause.start : clause.end] == clause.text
        assert clause.start >= end
        end = clause.end


@given(st.text(max_size=40), st.sampled_from(["", PENALTY, LICENCE]))
def test_any_text_may_stand_at_the_head(text: str, family: str) -> None:
    mark = find_mark(text, family)
    assert mark is None or (0 < mark.end <= len(text) and text.startswith(mark.printed))
