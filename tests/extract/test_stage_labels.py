"""Stage labels in their forms, and what governs which clause."""

from __future__ import annotations

from typing import Any

import pytest

from graph.errors import SourceError
from loaders.extract.script import vocabulary_pattern
from loaders.extract.stage_words import families, stages_named
from loaders.extract.stages import contradicting_stage, family_of, find_mark, stages_by_content
from loaders.passages import read_passage
from loaders.vocab import vocabulary

LICENCE, PENALTY = "行政许可", "行政处罚"


def risks(text: str, category: str = LICENCE) -> list[tuple[Any, ...]]:
    return [(clause.stage.stages, clause.stage.printed, clause.text) for clause in read_passage("risk", family_of(category), text).clauses]


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("受理环节：乱收纸鸢", "受理环节"),
        ("受理：乱收纸鸢", "受理"),
        ("受理责任:乱收纸鸢", "受理责任"),
        ("【受理】乱收纸鸢", "受理"),
        ("（受理环节）乱收纸鸢", "受理环节"),
        ("[受理阶段]乱收纸鸢", "受理阶段"),
        ("受理环节——乱收纸鸢", "受理环节"),
        ("受理风险点  乱收纸鸢", "受理风险点"),
        ("受 理 环节：乱收纸鸢", "受 理 环节"),
        ("廉政风险：受理环节：乱收纸鸢", "受理环节"),
        ("受里环节：乱收纸鸢", "受里环节"),
        ("受理環節：乱收纸鸢", "受理環節"),
        ("受理环节，乱收纸鸢", "受理环节"),
        ("受理环节乱收纸鸢", "受理环节"),
        ("在受理申请时乱收纸鸢", "在受理申请时"),
        ("受理过程中，乱收纸鸢", "受理过程中"),
    ],
)
def test_forms_of_a_mark(text: str, printed: str) -> None:
    assert risks(text) == [(("受理",), printed, "乱收纸鸢")]


@pytest.mark.parametrize(
    ("category", "label", "stages"),
    [
        (PENALTY, "审核决定风险", ("审查", "决定")),
        (PENALTY, "立案、调查环节", ("立案", "调查取证")),
        (PENALTY, "处罚决定执行环节", ("执行",)),
        (PENALTY, "罚没资物处置环节", ("执行",)),
        (LICENCE, "受理、审查和决定环节", ("受理", "审查", "决定")),
        (LICENCE, "发证环节", ("送达",)),
        ("行政检查", "抽查计划环节", ("制定方案",)),
        ("行政征收", "入库环节", ("执行",)),
        ("行政给付", "公示环节", ("审查",)),
        ("行政强制", "查封扣押环节", ("执行",)),
        ("行政奖励", "推荐环节", ("受理",)),
        ("内部管理", "定标环节", ("决定",)),
        ("", "受理环节", ("受理",)),
        ("行政征用", "审批环节", ("决定",)),
        (PENALTY, "扎骨环节", ()),
    ],
)
def test_labels_by_category(category: str, label: str, stages: tuple[str, ...]) -> None:
    mark = find_mark(f"{label}：放走纸鸢", family_of(category))
    assert mark is not None
    assert (mark.stages, mark.printed) == (stages, label)


def test_a_heading_governs_the_list_under_it() -> None:
    text = "受理环节：\n1.乱收纸鸢\n2.丢失纸鸢\n审查环节：\n1.不到场"
    assert [(stages, words) for stages, _, words in risks(text)] == [
        (("受理",), "乱收纸鸢"),
        (("受理",), "丢失纸鸢"),
        (("审查",), "不到场"),
    ]


def test_a_number_ends_what_an_adverbial_governs() -> None:
    text = "1.受理时乱收；2.审批过程中会面；3.把竹骨拆开报"
    assert [stages for stages, *_ in risks(text)] == [("受理",), ("决定",), ()]


def test_words_that_say_what_the_risk_is_are_no_label() -> None:
    assert risks("滥用职权风险：乱放纸鸢", PENALTY)[0][2] == "滥用职权风险：乱放纸鸢"


@pytest.mark.parametrize(
    ("category", "text", "stage"),
    [
        (PENALTY, "同样的违法行为罚款相差数倍", "决定"),
        (PENALTY, "未出示执法证件即进店", "调查取证"),
        (PENALTY, "收受礼品", ""),
        (LICENCE, "证照做好后压着不发", "送达"),
        (LICENCE, "重审批轻管理", "事后监管"),
        (LICENCE, "现场踏勘走过场", "审查"),
        ("行政检查", "整改后不复查", "事后监管"),
        ("行政强制", "扣押物品损毁", "执行"),
        ("行政征用", "材料不核实", "审查"),
        ("", "收受礼品", ""),
    ],
)
def test_content(category: str, text: str, stage: str) -> None:
    assert stages_by_content(text, family_of(category)) == ((stage,) if stage else ())


def test_a_label_that_the_words_contradict() -> None:
    assert contradicting_stage("送达回证由他人代签", PENALTY, ("立案",)) == "送达"
    assert contradicting_stage("送达回证由他人代签", PENALTY, ("送达",)) == ""
    assert contradicting_stage("收受礼品", PENALTY, ("立案",)) == ""


def test_other_duties() -> None:
    (clause,) = read_passage("duty", PENALTY, "9.法律法规规章规定应履行的其他责任").clauses
    assert clause.stage.stages == ("其他",)


def test_every_synonym_of_the_vocabulary_names_its_stage() -> None:
    for family in families():
        for stage, entry in vocabulary("stages")[family].items():
            for word in entry["words"]:
                assert stages_named(word, family)[:1], f"{family} {stage} {word}"


def test_a_bad_pattern_is_refused_with_its_file() -> None:
    with pytest.raises(SourceError, match="bad pattern"):
        vocabulary_pattern("stages", "(受理")
