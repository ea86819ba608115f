"""What is reported as odd, and what is not."""

from __future__ import annotations

import pytest
from support import item, power_list

from loaders.document import describe
from loaders.findings import grade_scale
from loaders.oddities import oddities
from loaders.passages import read_passage
from loaders.power_list import read_list
from loaders.readers import tab_text
from loaders.reading import Finding, ListReading
from loaders.similar import similar_names


def odd(field: str, text: str, family: str = "行政许可") -> list[tuple[str, str, str]]:
    found = oddities(read_passage(field, family, text))
    return [(oddity.code, text[oddity.start : oddity.end], oddity.suggestion) for oddity in found]


def codes(field: str, text: str) -> list[str]:
    return [code for code, _, _ in odd(field, text)]


def findings(*items: tuple[str, ...], **given: object) -> tuple[Finding, ...]:
    return reading(*items, **given).findings


def reading(*items: tuple[str, ...], **given: object) -> ListReading:
    text = power_list(items, **given)  # type: ignore[arg-type]
    grid = tab_text.read(text, "utf-8")
    return read_list(grid, describe(grid.before, grid.after, file_name="a", sha256="0", form="text", encoding="utf-8"))


@pytest.mark.parametrize(
    ("text", "words", "reading"),
    [
        ("依照程度放飞", "依照程度", "依照程序"),
        ("循私舞弊", "循私舞弊", "徇私舞弊"),
        ("自由栽量", "自由栽量", "自由裁量"),
        ("帐目不清", "帐目", "账目"),
        ("行驶职权", "行驶职权", "行使职权"),
        ("陈诉申辩", "陈诉申辩", "陈述申辩"),
        ("權利清單", "權利清單", "权力清单"),
    ],
)
def test_misprints(text: str, words: str, reading: str) -> None:
    assert ("typo", words, reading) in odd("risk", text)


@pytest.mark.parametrize(
    "text",
    ["以放飞为目的的行为", "参与与否", "所有有关材料", "该行为为首次", "涉及及时性", "逐步逐步", "程度较轻", "行政权力清单", "车辆行驶证"],
)
def test_what_is_no_misprint(text: str) -> None:
    assert not {"typo", "doubled-character"} & set(codes("item", text))


@pytest.mark.parametrize(
    ("field", "text", "code", "words"),
    [
        ("item", "擅自放飞的的处罚", "doubled-character", "的的"),
        ("item", "放飞的处罚的处罚", "doubled-word", "的处罚的处罚"),
        ("measure", "1、、扎骨", "numbering", "1、、"),
        ("measure", "1、扎骨\n2、糊纸\n4、点睛", "number-skipped", "4、"),
        ("measure", "1、扎骨\n2、糊纸\n2、点睛", "number-repeated", "2、"),
        ("measure", "1、扎骨\n2、糊纸\n1、点睛", "number-restarts", "1、"),
        ("measure", "扎骨\n2、糊纸", "missing-number", "扎骨"),
        ("duty", "受理责任：登记\n2、审查责任：到场", "missing-number", "登记"),
        ("risk", "受理环节：乱收\n丢失纸鸢", "unlabelled-risk", "丢失纸鸢"),
        ("risk", "受理环节：证照做好后压着不发", "stage-mismatch", "证照做好后压着不发"),
        ("measure", "1、扎骨；；2、糊纸", "doubled-mark", "；；"),
        ("measure", "1、扎骨、\n2、糊纸", "cut-short", "扎骨、"),
        ("risk", "偷 换纸鸢", "inner-blank", "偷 换"),
        ("item", "违反《纸鸢条例的处罚", "unbalanced", "《"),
        ("item", "违反本办法第十一条的处罚", "self-reference", "本办法第十一条"),
        ("item", "有以上所列情形的处罚", "dangling-reference", "以上所列"),
    ],
)
def test_oddities(field: str, text: str, code: str, words: str) -> None:
    assert (code, words) in [(one, said) for one, said, _ in odd(field, text)]


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("measure", "1、扎骨；2、糊纸；（1）薄；（2）匀"),
        ("risk", "受理环节：\n1.乱收\n2.丢失\n审查环节：\n1.不到场"),
        ("duty", "1.受理责任：登记。\n2.审查责任：到场。"),
        ("measure", "扎骨\n糊纸"),
        ("risk", "受理环节：收件不登记\n审查环节：不到现场"),
        ("basis", "《纸鸢条例》第一条；本条例第三条"),
    ],
)
def test_what_is_not_odd(field: str, text: str) -> None:
    assert odd(field, text) == []


def test_names_that_are_nearly_the_same() -> None:
    names = ["擅自在古桥下放飞大型纸鸢的处罚", "擅自在古桥上放飞大型纸鸢的处罚", "向游客强卖竹骨的处罚"]
    assert [(a, b) for a, b, _ in similar_names(names, 0.75)] == [(0, 1)]
    assert list(similar_names([], 0.75)) == []


def test_long_lists_are_compared_too() -> None:
    names = [f"对第{k}种纸鸢{chr(0x5000 + k)}{chr(0x6000 + k)}{chr(0x7000 + k)}的检查" for k in range(1600)]
    pairs = [(a, b) for a, b, _ in similar_names([*names, names[7]], 0.99)]
    assert pairs == [(7, 1600)]


def test_items_are_compared_within_their_category_and_series_are_left() -> None:
    first, second = item(1, "擅自在古桥下放飞大型纸鸢的处罚"), item(2, "擅自在古桥上放飞大型纸鸢的处罚")
    assert [(one.code, one.item) for one in findings(first, second) if one.code == "near-duplicate"] == [("near-duplicate", 2)]
    other = item(2, "擅自在古桥上放飞大型纸鸢的处罚", category="行政许可")
    series = item(2, "擅自在第2号桥放飞纸鸢的行政处罚")
    assert not [one for one in findings(first, other) if one.code == "near-duplicate"]
    assert not [one for one in findings(item(1), series) if one.code == "near-duplicate"]


@pytest.mark.parametrize(
    ("grade", "scale"),
    [("高", "高/中/低"), ("Ⅰ级", "Ⅰ–Ⅳ"), ("I级", "Ⅰ–Ⅳ"), ("一级", "一级–四级"), ("A", "A–D"), ("重大风险", "重大/较大/一般"), ("无", "")],
)
def test_scales_of_grades(grade: str, scale: str) -> None:
    assert grade_scale(grade) == scale


def test_unsigned_lines() -> None:
    found = findings(item(1))
    assert [one.text for one in found if one.code == "unsigned"] == ["主要领导签字："]


@pytest.mark.parametrize(
    ("people", "unread"),
    [
        ("分管领导：郗望舒\n待另文公布者若干", ["待另文公布者若干"]),
        ("分管领导：郗望舒\n竹篾股负责人：訾青禾", []),
        ("分管领导：郗望舒\n承办科室：巡查大队", []),
        ("分管领导：郗望舒\n联系电话：1234567", []),
        ("分管领导：郗望舒\n负责人：", []),
        ("无", []),
        ("具体经办者见公示栏", ["具体经办者见公示栏"]),
    ],
)
def test_words_among_people_that_name_nobody_are_reported(people: str, unread: list[str]) -> None:
    found = findings(item(1, people=people))
    assert [finding.text for finding in found if finding.code == "nobody-read"] == unread


def test_a_unit_on_a_line_of_its_own_handles_the_item() -> None:
    (only,) = reading(item(1, people="分管领导：郗望舒\n竹篾股负责人：訾青禾\n承办科室：巡查大队")).items
    assert [(unit.name, unit.inferred) for unit in only.units] == [("巡查大队", False)]
    assert [slot.slot.department for slot in only.slots if slot.slot.role == "head"] == ["竹篾股"]
