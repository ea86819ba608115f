"""Who is named in a responsibility cell. All people, posts and units are fictional."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.batch import official_name
from loaders.extract.people import Slot, find_slots, number_chains, role_named


def kind_of(name: str) -> str | None:
    """What a value where a person is asked for is read as; None: nobody."""
    return next((slot.kind for slot in find_slots(f"分管领导：{name}")), None)


def in_lines(text: str, **given: Any) -> list[Slot]:
    """The slots of an item that has but this cell, each with the unit of its line."""
    return number_chains(find_slots(text, **given))


def slots(text: str, **given: Any) -> list[tuple[int, str, str, str, str]]:
    return [(slot.chain, slot.role, slot.department, slot.name, slot.kind) for slot in in_lines(text, **given)]


PAIR = "分管领导：郗望舒\n竹篾股负责人：訾青禾"


def test_a_line_of_responsibility() -> None:
    assert slots(PAIR) == [(1, "leader", "竹篾股", "郗望舒", "person"), (1, "head", "竹篾股", "訾青禾", "person")]


@pytest.mark.parametrize(
    "text",
    [
        PAIR.replace("\n", "\n\n\n"),
        PAIR.replace("\n", "\r\n"),
        PAIR.replace("：", ":"),
        PAIR.replace("：", " ： "),
        PAIR.replace("\n", "；"),
        f"\n  {PAIR}\n\n",
        PAIR.replace("郗望舒", "郗望舒　"),
    ],
)
def test_layout_changes_nothing(text: str) -> None:
    assert slots(text) == slots(PAIR)


def test_two_lines_are_two_chains() -> None:
    text = f"{PAIR}\n分管领导：阚知微\n巡查队负责人：訾青禾"
    assert slots(text) == [
        (1, "leader", "竹篾股", "郗望舒", "person"),
        (1, "head", "竹篾股", "訾青禾", "person"),
        (2, "leader", "巡查队", "阚知微", "person"),
        (2, "head", "巡查队", "訾青禾", "person"),
    ]


def test_a_second_unit_without_a_leader_is_a_chain_of_its_own() -> None:
    assert [slot[0] for slot in slots("竹篾股负责人：訾青禾\n巡查队负责人：亓官朔")] == [1, 2]


def test_the_short_role_word() -> None:
    found = find_slots("竹篾股负责：訾青禾")
    assert [(slot.role, slot.printed_role, slot.department) for slot in found] == [("head", "负责", "竹篾股")]


@pytest.mark.parametrize(
    ("label", "role"),
    [
        ("分管领导", "leader"),
        ("主管领导", "leader"),
        ("主要负责人", "leader"),
        ("局长", "leader"),
        ("负责人", "head"),
        ("部门负责人", "head"),
        ("股长", "head"),
        ("科长", "head"),
        ("承办人", "handler"),
        ("经办人", "handler"),
        ("直接责任人", "handler"),
    ],
)
def test_roles(label: str, role: str) -> None:
    assert role_named(label) == (role, label)
    assert [(slot.role, slot.name) for slot in find_slots(f"{label}：訾青禾")] == [(role, "訾青禾")]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("承办人：訾青禾、亓官朔", ["訾青禾", "亓官朔"]),
        ("承办人：訾青禾，亓官朔", ["訾青禾", "亓官朔"]),
        ("承办人：訾青禾/亓官朔", ["訾青禾", "亓官朔"]),
        ("訾青禾 亓官朔", ["訾青禾", "亓官朔"]),
        ("负责人：郗 舒", ["郗舒"]),
        ("郗　舒", ["郗舒"]),
        ("王 五", ["王五"]),
        ("分管领导：王 五\n负责人：李 四", ["王五", "李四"]),
        ("负责人：阿依古丽·麦麦提", ["阿依古丽·麦麦提"]),
        ("负责人：Lin Qiu", ["Lin Qiu"]),
        ("负责人：Lin Qiu、訾青禾", ["Lin Qiu", "訾青禾"]),
        ("负责人：", []),
        ("/", []),
        ("—", []),
        ("", []),
        ("\n\n", []),
    ],
)
def test_names(text: str, names: list[str]) -> None:
    assert [slot.name for slot in find_slots(text)] == names


def test_a_name_with_a_blank_inside_is_the_name() -> None:
    text = "负责人：郗 舒"
    (slot,) = find_slots(text)
    assert (official_name(slot), text[slot.start : slot.end]) == ("郗舒", "郗 舒")


def test_posts_bear_their_unit() -> None:
    found = find_slots("分管领导：分管副局长\n竹篾股负责人：股长")
    assert [(slot.kind, official_name(slot)) for slot in found] == [("post", "分管副局长"), ("post", "竹篾股股长")]
    assert [slot.name for slot in find_slots("竹篾股股长")] == ["竹篾股股长"]
    shared = in_lines("分管副局长\n竹篾股股长")
    assert [(slot.role, slot.kind, official_name(slot), slot.department) for slot in shared] == [
        ("leader", "post", "分管副局长", "竹篾股"),
        ("head", "post", "竹篾股股长", "竹篾股"),
    ]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("訾青禾", "person"),
        ("郗舒", "person"),
        ("欧阳青禾", "person"),
        ("局长", "post"),
        ("竹篾股", "post"),
        ("执法人员", "post"),
        ("副股长", "post"),
        ("窗口工作人员", "post"),
        ("各股室负责人", "post"),
    ],
)
def test_kinds(name: str, kind: str) -> None:
    assert kind_of(name) == kind


@pytest.mark.parametrize("name", ["王登科", "郗书记"])
def test_a_name_may_end_like_a_unit_or_a_post(name: str) -> None:
    """登科 is a given name: a surname and two characters after 分管领导： are a person, unless they say a post."""
    assert find_slots(f"分管领导：{name}")[0].kind == ("post" if name == "郗书记" else "person")


@pytest.mark.parametrize("text", ["见附表", "详见附件", "无", "分管领导：无", "分管领导：（空缺）", "暂无", "待定", "同上"])
def test_what_names_nobody_is_nobody(text: str) -> None:
    assert find_slots(text) == ()


def test_a_remark_in_brackets_is_no_part_of_a_name() -> None:
    assert [(slot.name, slot.kind) for slot in find_slots("分管领导：郗望舒（兼）")] == [("郗望舒", "person")]


def test_a_telephone_is_nobody() -> None:
    assert [slot.name for slot in find_slots("负责人：訾青禾 电话：12345678")] == ["訾青禾"]


@pytest.mark.parametrize(
    "text", ["分管领导：郗望舒，竹篾股负责人：訾青禾", "分管领导：郗望舒  竹篾股负责人：訾青禾", "分管领导：郗望舒 竹篾股负责人：訾青禾"]
)
def test_two_parts_on_one_line(text: str) -> None:
    assert slots(text) == slots(PAIR)


def test_a_column_says_what_bare_names_in_it_are() -> None:
    assert [slot[1] for slot in slots("訾青禾", default_role="handler")] == ["handler"]
    assert [slot[1] for slot in slots("訾青禾")] == ["other"]


def quotes(text: str, slot: Slot) -> bool:
    """Whether the name is what stands at its place, blanks within aside."""
    printed = text[slot.start : slot.end]
    return slot.name in (printed, "".join(printed.split())) and printed.strip() == printed


labels = st.sampled_from(["分管领导：", "竹篾股负责人：", "巡查队负责：", "承办人：", "", "主要负责人:", "局长", "竹篾股股长"])
people = st.sampled_from(["郗望舒", "訾青禾", "郗 舒", "局长", "", "阿依·古丽", "、", "亓官朔、訾青禾"])


@given(st.lists(st.tuples(labels, people).map("".join), max_size=6), st.sampled_from(["\n", "\n\n", "；", "\r\n"]))
def test_slots_quote_the_cell(lines: list[str], mark: str) -> None:
    text = mark.join(lines)
    chain = 0
    for slot in find_slots(text):
        assert quotes(text, slot)
        assert slot.name.strip() == slot.name != ""
        assert text[slot.department_start : slot.department_end] == slot.department
        assert slot.chain in (chain, chain + 1)
        chain = max(chain, slot.chain)


@given(st.text(max_size=40))
def test_any_text_may_stand_in_the_cell(text: str) -> None:
    for slot in find_slots(text):
        assert quotes(text, slot)
        assert slot.role in ("leader", "head", "handler", "other")
