"""Change over time: aligning names, versions compared, who was named on a date."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import ROOT, item, write_list

import quanpu
from graph.errors import UsageError
from queries.alignment import align, normalise
from queries.params import day

MARKET = "云汐县市场监督管理局"
EXPECTED: dict[str, Any] = json.loads((ROOT / "tests" / "data" / "samples_expected.json").read_text(encoding="utf-8"))


def ask(path: Path, code: str, **given: Any) -> dict[str, Any]:
    with quanpu.Database(str(path), must_exist=True) as database:
        return database.query(code, **given).to_dict()


# --- aligning ------------------------------------------------------------------------------------------


def test_names_are_normalised() -> None:
    assert len({normalise(name) for name in ("对擅放纸鸢的行政处罚", "擅放纸鸢的处罚", "擅放　纸鸢 处罚", "“擅放纸鸢”的行政处罚")}) == 1
    assert normalise("擅放纸鸢的行政处罚") != normalise("擅放纸鸢的行政强制")
    assert normalise("对") == "对"


def test_equal_names_pair_first_and_each_once() -> None:
    pairs = align(["放飞纸鸢许可", "放飞纸鸢的许可", "糊纸许可"], ["放飞纸鸢许可", "糊竹许可"], tau=0.6)
    assert [(pair.a, pair.b, pair.exact) for pair in pairs] == [(0, 0, True), (2, 1, False)]
    assert pairs[1].similarity == 0.75


def test_the_most_alike_pair_wins_whatever_the_order() -> None:
    first, second = ["甲乙丙丁戊己", "甲乙丙丁戊"], ["甲乙丙丁戊庚"]
    assert [(pair.a, pair.b) for pair in align(first, second, tau=0.5)] == [(1, 0)]
    assert [(pair.a, pair.b) for pair in align(first[::-1], second, tau=0.5)] == [(0, 0)]


names = st.lists(st.text("纸鸢灯笼许可处罚甲乙的对 ", max_size=8), max_size=8)


@given(names, names, st.floats(min_value=0, max_value=1))
def test_pairs_are_one_to_one_and_as_alike_as_asked_for(first: list[str], second: list[str], tau: float) -> None:
    pairs = align(first, second, tau=tau)
    assert len({pair.a for pair in pairs}) == len({pair.b for pair in pairs}) == len(pairs)
    assert all(pair.similarity >= round(tau, 4) - 1e-4 for pair in pairs)
    assert all(pair.exact == (normalise(first[pair.a]) == normalise(second[pair.b])) for pair in pairs)
    assert len(align(first, first, tau=tau)) == len(first)


# --- what changed --------------------------------------------------------------------------------------


def two_versions(folder: Path, before: tuple[tuple[str, ...], ...], after: tuple[tuple[str, ...], ...]) -> dict[str, Any]:
    old = write_list(folder / "old.txt", *before, date="2023年3月1日")
    new = write_list(folder / "new.txt", *after, date="2024年3月1日")
    with quanpu.open(folder / "two.kgl") as database:
        database.load(old, new)
        return database.query("T1", evidence=True).to_dict()


def changes(answer: dict[str, Any]) -> set[tuple[str, str, str | None, str | None]]:
    return {(row["kind"], row["change"], row["before"], row["after"]) for row in answer["rows"]}


def test_the_same_list_again_changes_nothing(tmp_path: Path) -> None:
    answer = two_versions(tmp_path, (item(1), item(2)), (item(1), item(2)))
    assert answer["rows"] == []
    assert answer["denominator"] == {"items": 2, "items_before": 2}


def test_another_order_and_another_layout_change_nothing(tmp_path: Path) -> None:
    spaced = item(2, duty="1、立案阶段责任：接到来信7日内登记。\n\n2、决定阶段责任：依照《纸鸢管理条例》第三条处理。")
    assert two_versions(tmp_path, (item(1), item(2)), (spaced, item(1)))["rows"] == []


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"risk": "立案环节：来信压着不办。\n决定环节：一人说了算。"}, ("risk", "changed", "来信压着不办，收受礼品", "来信压着不办")),
        ({"measure": "1、两人同去；2、案卷留痕；3、半年轮岗。"}, ("measure", "added", None, "半年轮岗")),
        ({"measure": "1、两人同去；2、案卷全程留痕。"}, ("measure", "changed", "案卷留痕", "案卷全程留痕")),
        ({"category": "行政检查"}, ("category", "changed", "行政处罚", "行政检查")),
        (
            {"people": "分管领导：郗望舒\n竹篾股负责人：逯见山\n分管领导：阚知微\n巡查队负责人：亓官朔"},
            ("official", "changed", "訾青禾 (竹篾股)", "逯见山 (竹篾股)"),
        ),
        (
            {"duty": "1、立案阶段责任：接到来信7日内登记。\n2、决定阶段责任：依照《灯笼管理条例》第三条处理。"},
            ("law", "added", None, "灯笼管理条例"),
        ),
    ],
)
def test_one_cell_changed(tmp_path: Path, cells: dict[str, str], expected: tuple[str, str, str | None, str | None]) -> None:
    answer = two_versions(tmp_path, (item(1), item(2)), (item(1), item(2, **cells)))
    assert expected in changes(answer)
    assert all(row["subject"].startswith("2 ·") for row in answer["rows"])
    for entry in answer["evidence"]:
        assert {cell["document"] for cell in entry["cells"]} == {"云汐县纸鸢管理局权力清单（虚构样例）"}
        assert len(entry["cells"]) > 2
        assert entry["items"] == 2


def test_items_that_come_and_go_and_are_renamed(tmp_path: Path) -> None:
    before = (item(1, "擅自放飞纸鸢的行政处罚"), item(2, "销售无标识纸鸢的行政处罚"), item(3, "竹篾检疫证核发"))
    after = (item(1, "销售无标识、无厂名纸鸢的行政处罚"), item(2, "擅自放飞纸鸢的处罚"), item(3, "灯会备案"))
    answer = two_versions(tmp_path, before, after)
    assert changes(answer) == {
        ("item", "removed", "竹篾检疫证核发", None),
        ("item", "added", None, "灯会备案"),
        ("item", "changed", "销售无标识纸鸢的行政处罚", "销售无标识、无厂名纸鸢的行政处罚"),
        ("item", "changed", "擅自放飞纸鸢的行政处罚", "擅自放飞纸鸢的处罚"),
    }
    subjects = {row["after"]: row["subject"] for row in answer["rows"] if row["after"]}
    assert subjects["销售无标识、无厂名纸鸢的行政处罚"].startswith("1←2 · ≈0.8")
    assert subjects["擅自放飞纸鸢的处罚"] == "2←1 · 擅自放飞纸鸢的处罚"


def test_a_filter_keeps_changes_of_items_that_pass_it_on_either_side(tmp_path: Path) -> None:
    moved = item(2, people="分管领导：郗望舒\n彩绘股负责人：訾青禾")
    old = write_list(tmp_path / "old.txt", item(1), item(2), date="2023年3月1日")
    new = write_list(tmp_path / "new.txt", item(1), moved, date="2024年3月1日")
    with quanpu.open(tmp_path / "two.kgl") as database:
        database.load(old, new)
        for unit in ("竹篾股", "彩绘股"):
            rows = database.query("T1", department=unit).rows
            assert {row["kind"] for row in rows} == {"department", "official"}, unit


def test_evidence_quotes_both_versions(sample_store: Path) -> None:
    answer = ask(sample_store, "T1", organization=MARKET, evidence=True)
    texts = [(ROOT / "samples" / f"yunxi_shichang_{year}.txt").read_bytes().decode() for year in (2023, 2024)]
    for row, entry in zip(answer["rows"], answer["evidence"], strict=True):
        assert entry["items"] == (1 if row["kind"] == "item" and row["change"] != "changed" else 2)
        assert {cell["form_date"] for cell in entry["cells"]} <= {"2023-06-01", "2024-06-03"}
        assert entry["items"] == len({cell["form_date"] for cell in entry["cells"]})
        for cell in entry["cells"]:
            assert any(text[cell["cite"]["start"] : cell["cite"]["end"]] == cell["text"] for text in texts)


def test_tau_decides_what_is_the_same_item(sample_store: Path) -> None:
    def items(tau: float) -> set[str]:
        rows = ask(sample_store, "T1", organization=MARKET, tau=tau)["rows"]
        return {row["change"] for row in rows if row["kind"] == "item" and "未取得食品经营许可" in row["subject"]}

    assert items(0.8) == {"changed"}
    assert items(0.99) == {"added", "removed"}
    with pytest.raises(UsageError, match="give 0 to 1"):
        items(7)


@pytest.mark.parametrize(
    ("given", "dates", "rows", "says"),
    [
        ({}, ["2023-06-01", "2024-06-03"], True, ""),
        ({"v1": "2023-06-01"}, ["2023-06-01", "2024-06-03"], True, ""),
        ({"v1": "yunxi_shichang_2024.txt", "v2": "2023-06-01"}, ["2024-06-03", "2023-06-01"], True, ""),
        ({"v2": "2023-06-01"}, ["2023-06-01"], False, "No version earlier"),
        ({"v1": "2024-06-03", "v2": "2024-06-03"}, ["2024-06-03"], False, "the same list"),
        ({"v1": "2024-05-28", "v2": "2024-05-20"}, ["2024-05-28", "2024-05-20"], True, "two offices"),
    ],
)
def test_versions_named(sample_store: Path, given: dict[str, str], dates: list[str], rows: bool, says: str) -> None:
    answer = ask(sample_store, "T1", **({} if "two" in says else {"organization": MARKET}), **given)
    assert [source["form_date"] for source in answer["documents"]] == dates
    assert (bool(answer["rows"]), says in answer["note"]) == (rows, True)


def test_the_other_way_round_swaps_before_and_after(sample_store: Path) -> None:
    there = changes(ask(sample_store, "T1", v1="2023-06-01", v2="2024-06-03"))
    back = changes(ask(sample_store, "T1", v1="2024-06-03", v2="2023-06-01"))
    other = {"added": "removed", "removed": "added", "changed": "changed"}
    assert {(kind, other[change], after, before) for kind, change, before, after in there} == back


@pytest.mark.parametrize(("given", "says"), [({"v1": "2024-06-03"}, "newest"), ({"v1": "2024-06-04"}, "Did you mean '2024-06-03'")])
def test_versions_that_cannot_be_compared(sample_store: Path, given: dict[str, str], says: str) -> None:
    with pytest.raises(UsageError, match=says):
        ask(sample_store, "T1", **given)


def test_two_lists_of_one_office_are_compared_each_with_its_own(tmp_path: Path) -> None:
    files = [
        write_list(tmp_path / f"{kind}{year}.txt", item(1), *([item(2)] if year == 2024 else []), date=f"{year}年3月1日", kind=kind)
        for kind in ("权力清单", "责任清单")
        for year in (2023, 2024)
    ]
    with quanpu.open(tmp_path / "a.kgl") as database:
        database.load(*files)
        answer = database.query("T1")
    assert len(answer.rows) == len({row["form_date"] for row in answer.rows}) == 2
    assert answer.denominator["items"] == 4


# --- who was named -------------------------------------------------------------------------------------


@pytest.mark.parametrize("year", [2023, 2024])
def test_who_was_named_is_what_the_list_says(sample_store: Path, year: int) -> None:
    on = {2023: "2024-06-02", 2024: "2024-06-03"}[year]
    expected = {
        (entry["serial"], role, chain["department"], chain[role])
        for entry in EXPECTED[f"yunxi_shichang_{year}.txt"]["items"]
        for chain in entry["chains"]
        for role in ("leader", "head")
        if role in chain
    }
    answer = ask(sample_store, "T2", organization=MARKET, date=on)
    assert {(row["item_serial"], row["role"], row["department"], row["official"]) for row in answer["rows"]} == expected
    assert len(answer["rows"]) == len(expected)
    dated = EXPECTED[f"yunxi_shichang_{year}.txt"]["form_date"]
    assert {row["known_from_document"][:11] for row in answer["rows"]} == {f"{dated} "}


def test_nothing_is_proved_before_the_first_list(sample_store: Path) -> None:
    answer = ask(sample_store, "T2", organization=MARKET, date="2023-05-31")
    assert (answer["rows"], answer["denominator"], answer["documents"]) == ([], {"items": 0, "lists": 0}, [])
    assert "no list is dated on or before 2023-05-31 (the first: 2023-06-01)" in answer["note"]


def test_one_office_may_have_a_list_where_another_has_none(sample_store: Path) -> None:
    answer = ask(sample_store, "T2", date="2023-12-31")
    assert {row["organization"] for row in answer["rows"]} == {MARKET}
    assert len(answer["denominator"]["organizations"]) == 3
    assert answer["note"].count("no list is dated") == 2


MONTH, YEAR = "2024年3月", "2024年"


@pytest.mark.parametrize(
    ("printed", "on", "named"),
    [(MONTH, "2024-03-30", 0), (MONTH, "2024-03-31", 1), (YEAR, "2024-12-30", 0), (YEAR, "2024-12-31", 1)],
)
def test_a_list_dated_by_month_or_year_counts_from_its_last_day(tmp_path: Path, printed: str, on: str, named: int) -> None:
    with quanpu.open(tmp_path / "a.kgl") as database:
        database.load(write_list(tmp_path / "a.txt", date=printed))
        assert bool(database.query("T2", date=on).rows) is bool(named)


def test_a_list_without_a_date_proves_nothing_about_a_day(tmp_path: Path) -> None:
    with quanpu.open(tmp_path / "a.kgl") as database:
        database.load(write_list(tmp_path / "a.txt", date=""))
        assert database.query("T2").rows
        assert database.query("T2", date="2030-01-01").rows == []


def test_units_answer_where_a_list_names_nobody(tmp_path: Path) -> None:
    headers = ("序号", "权力类别", "权力事项", "责任事项", "监督重点", "监督措施", "责任科室")
    with quanpu.open(tmp_path / "a.kgl") as database:
        database.load(write_list(tmp_path / "a.txt", item(1, people="竹篾股"), headers=headers))
        rows = database.query("T2", date="2024-03-01").rows
    assert [(row["official"], row["role"], row["department"]) for row in rows] == [(None, None, "竹篾股")]


@pytest.mark.parametrize("text", ["2024-05-06", "2024年5月6日", "2024/5/6", "２０２４年５月６日", "2024. 05. 06"])
def test_a_day_as_it_may_be_typed(text: str) -> None:
    assert day(text) == "2024-05-06"


@pytest.mark.parametrize("text", ["2024", "2024-05", "2023-02-29", "6.5.2024", "5月6日", "", "today", "2024-05-06T10:00"])
def test_what_is_no_day_is_refused(text: str, sample_store: Path) -> None:
    with pytest.raises(UsageError, match="Write it as 2024-05-06 or 2024年5月6日"):
        ask(sample_store, "T2", date=text)


def test_a_day_given_in_python(sample_store: Path) -> None:
    assert ask(sample_store, "T2", date=date(2024, 6, 2)) == ask(sample_store, "T2", date="2024年6月2日")
