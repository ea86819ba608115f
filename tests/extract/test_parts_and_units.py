"""Who is named, in what part and unit; all names are invented."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.extract.people import Slot, find_slots, find_units, number_chains


def named(text: str, role: str = "other", *, posts: bool = False) -> list[tuple[str, str, str]]:
    return [("".join(slot.name.split()), slot.role, slot.department) for slot in find_slots(text, role, posts=posts)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("分管领导：蔺问渠 股长：缪青崖", [("蔺问渠", "leader", ""), ("缪青崖", "head", "")]),
        ("分管领导蔺问渠科室负责人缪青崖", [("蔺问渠", "leader", ""), ("缪青崖", "head", "")]),
        ("副局长蔺问渠/经办 缪青崖", [("蔺问渠", "leader", ""), ("缪青崖", "handler", "")]),
        ("蔺问渠（副局长）、缪青崖（竹篾股股长）", [("蔺问渠", "leader", ""), ("缪青崖", "head", "竹篾股")]),
        ("蔺问渠 局长 缪青崖 科长", [("蔺问渠", "leader", ""), ("缪青崖", "head", "")]),
        ("竹篾股：缪青崖", [("缪青崖", "other", "竹篾股")]),
        ("竹篾股缪青崖", [("缪青崖", "other", "竹篾股")]),
        ("缪青崖（竹篾股）", [("缪青崖", "other", "竹篾股")]),
        ("竹篾股（缪青崖、蔺问渠）", [("缪青崖", "other", "竹篾股"), ("蔺问渠", "other", "竹篾股")]),
        ("巡查中队长 缪青崖", [("缪青崖", "head", "巡查中队")]),
        ("责任科室：竹篾科\n责任人：缪青崖", [("缪青崖", "other", "竹篾科")]),
        ("竹篾股\n负责人：缪青崖\n经办人：蔺问渠", [("缪青崖", "head", "竹篾股"), ("蔺问渠", "handler", "竹篾股")]),
        ("分管领导：\n蔺问渠\n科室负责人：\n缪青崖", [("蔺问渠", "leader", ""), ("缪青崖", "head", "")]),
        ("分管领导\n蔺问渠\n部门负责人\n缪青崖", [("蔺问渠", "leader", ""), ("缪青崖", "head", "")]),
        ("受理：缪青崖 审查：蔺问渠", [("缪青崖", "other", ""), ("蔺问渠", "other", "")]),
        ("姓名：缪青崖 职务：副局长 电话：0000-1234567", [("缪青崖", "leader", "")]),
        ("负责人缪青崖（0000-1234567）", [("缪青崖", "head", "")]),
        ("党组书记、局长：蔺问渠", [("蔺问渠", "leader", "")]),
        ("责任人：处长 缪青崖", [("缪青崖", "head", "")]),
        ("局 长：蔺 渠", [("蔺渠", "leader", "")]),
        ("欧阳 岚、夏侯岚", [("欧阳岚", "other", ""), ("夏侯岚", "other", "")]),
        ("穆㳇、邬堃、𠮷青崖", [("穆㳇", "other", ""), ("邬堃", "other", ""), ("𠮷青崖", "other", "")]),
        ("分管领导：艾尔肯·托合提", [("艾尔肯·托合提", "leader", "")]),
        ("乌兰图雅", [("乌兰图雅", "other", "")]),
        ("纪云岗、李登科", [("李登科", "other", "")]),
        ("缪青崖\n缪青崖", [("缪青崖", "other", "")]),
        ("责任人：缪青崖等3人", [("缪青崖", "other", "")]),
        ("缪青崖同志", [("缪青崖", "other", "")]),
        ("一级责任人：主要领导 二级责任人：科长", [("主要领导", "leader", ""), ("科长", "head", "")]),
        ("由缪青崖负责", [("缪青崖", "head", "")]),
        ("办理人、科室负责人、分管领导", [("办理人", "handler", ""), ("科室负责人", "head", ""), ("分管领导", "leader", "")]),
        ("两名以上执法人员", [("执法人员", "handler", "")]),
        ("廉政监督员", [("廉政监督员", "other", "")]),
        ("竹篾科科长", [("竹篾科科长", "head", "竹篾科")]),
        ("县局分管领导", [("分管领导", "leader", "")]),
        ("安全员", [("安全员", "other", "")]),
    ],
)
def test_cells(text: str, found: list[tuple[str, str, str]]) -> None:
    if text == "纪云岗、李登科":  # after no label the first may be a post
        assert found[0] in named(text)
    else:
        assert named(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "",
        "无",
        "待定",
        "——",
        "/",
        "（空缺）",
        "局长（空缺）",
        "分管领导：（空缺）",
        "科室负责人：",
        "同上",
        "见附表",
        "详见各科室",
        "按职责分工",
        "各科室",
        "投诉电话：0000-12345",
        "0000-1234567",
        "集体研究",
        "局长办公会",
        "无分管领导",
        "竹篾股",
        "□",
    ],
)
def test_nobody(text: str) -> None:
    assert find_slots(text) == ()


def test_roles_alone_are_never_persons() -> None:
    for text in ("分管领导", "安全员、法制员", "全体执法人员", "各科室负责人", "村（社区）干部", "会计"):
        assert {slot.kind for slot in find_slots(text)} == {"post"}, text


def test_a_column_says_the_part() -> None:
    assert named("穆㳇", "leader") == [("穆㳇", "leader", "")]
    assert named("仉亦舟、邸长汀", "handler") == [("仉亦舟", "handler", ""), ("邸长汀", "handler", "")]
    assert named("受理岗、行政审批", posts=True) == [("受理岗", "other", ""), ("行政审批", "other", "")]


def test_other_names_are_kept() -> None:
    (slot,) = find_slots("缪青崖（曾用名缪崖）")
    assert (slot.name, slot.aliases) == ("缪青崖", ("缪崖",))


def test_units_with_their_other_names() -> None:
    assert [(unit.name, unit.aliases) for unit in find_units("云溪商务局（云溪招商中心）\n竹篾股负责人：缪青崖")] == [
        ("云溪商务局", ("云溪招商中心",)),
        ("竹篾股", ()),
    ]
    assert [unit.name for unit in find_units("各业务股室及巡查大队")] == ["巡查大队"]


def test_a_shared_department_is_told_from_a_printed_one() -> None:
    leader, head = number_chains(find_slots("分管领导：蔺问渠\n竹篾股负责人：缪青崖"))
    assert (leader.department, leader.department_shared) == ("竹篾股", True)
    assert (head.department, head.department_shared) == ("竹篾股", False)


def slot(name: str, role: str) -> Slot:
    return Slot(name, "person", role, "", "", 0, 1)


def test_columns_side_by_side_make_one_line_each() -> None:
    slots = [slot("蔺问渠", "leader"), slot("谭照野", "leader"), slot("缪青崖", "head"), slot("鄢若谷", "head")]
    assert [one.chain for one in number_chains(slots, [6, 6, 7, 7])] == [1, 2, 1, 2]
    assert [one.chain for one in number_chains(slots[:3], [6, 6, 7])] == [1, 1, 1]
    assert [one.chain for one in number_chains([slots[0], slots[2], slots[1], slots[3]])] == [1, 1, 2, 2]


@given(
    st.lists(
        st.sampled_from(
            ["分管领导", "竹篾股", "负责人", "：", "蔺问渠", "缪 崖", "、", " ", "\n", "（", "）", "空缺", "局长", "0000-123456", "·", "A"]
        )
    )
)
def test_any_cell_can_be_read(parts: list[str]) -> None:
    text = "".join(parts)
    for found in find_slots(text):
        assert "".join(text[found.start : found.end].split()) == found.name
        assert found.kind in ("person", "post")
        assert found.role in ("leader", "head", "handler", "other")
