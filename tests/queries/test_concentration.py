"""C2 to C7, S3 to S7 on lists made for them: what no sample shows."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from support import PEOPLE, item, write_list

import quanpu
from graph.errors import UsageError

ONE = "分管领导：郗望舒"
SELF = "分管领导：郗望舒\n竹篾股负责人：郗望舒"
POSTS = "分管领导：副局长\n竹篾股负责人：股长"
UNITS = ("序号", "权力类别", "权力事项", "责任事项", "监督重点", "监督措施", "责任科室")
BARE = ("序号", "权力类别", "权力事项")
OF_HOLDERS = ("C2", "C3", "C4", "C5", "C6", "C7", "S4", "X3")


def ask(folder: Path, code: str, *items: tuple[str, ...], given: dict[str, Any] | None = None, **made: Any) -> dict[str, Any]:
    """A question to a list of these items."""
    with quanpu.open(folder / "a.kgl") as database:
        if items:
            database.load(write_list(folder / "a.txt", *items, **made))
        return database.query(code, **(given or {})).to_dict()


def figures(answer: dict[str, Any], *names: str) -> list[tuple[Any, ...]]:
    return [tuple(row[name] for name in names) for row in answer["rows"]]


# --- C4 ------------------------------------------------------------------------------------------------


def test_c4_counts_distinct_types_of_each_item(tmp_path: Path) -> None:
    """Item 1 is of one type in two clauses, item 2 of that and another, item 3 has an empty cell."""
    rows = (
        item(1, risk="立案环节：收受礼品。\n决定环节：收受红包。", people=ONE),
        item(2, risk="立案环节：收受礼品。\n决定环节：泄露案情。"),
        item(3, risk=""),
    )
    answer = ask(tmp_path, "C4", *rows)
    assert answer["denominator"] == {"items": 3, "items_named": 3, "officials": 4, "exposure": 3}
    assert figures(answer, "official", "exposure", "share", "mean_per_item", "risk_types") == [
        ("郗望舒", 3, 1.0, 1.0, 2),
        *((name, 2, pytest.approx(2 / 3), 1.0, 2) for name in ("亓官朔", "訾青禾", "阚知微")),
    ]
    assert figures(ask(tmp_path, "C4", given={"role": "leader"}), "official", "exposure") == [("郗望舒", 3), ("阚知微", 2)]
    assert figures(ask(tmp_path, "C4", given={"weights": {"BRIBE": 0.5, "LEAK": 2}}), "official", "exposure")[0] == ("郗望舒", 3.0)
    assert figures(ask(tmp_path, "C4", given={"weights": {"BRIBE": 0}}), "official", "exposure", "share")[:1] == [("亓官朔", 1, 1.0)]


def test_c4_weights_from_a_file(tmp_path: Path) -> None:
    (tmp_path / "weights.yml").write_text("BRIBE: 3\n", encoding="utf-8")
    answer = ask(tmp_path, "C4", item(1, risk="立案环节：收受礼品。", people=ONE), given={"weights": str(tmp_path / "weights.yml")})
    assert figures(answer, "exposure", "risk_types") == [(3, 1)]


@pytest.mark.parametrize(
    ("weights", "words"),
    [
        ({"BRIBES": 2}, "Did you mean 'BRIBE'"),
        ({"BRIBE": -1}, "0 or more"),
        ({"BRIBE": "much"}, "0 or more"),
        ({"BRIBE": True}, "0 or more"),
    ],
)
def test_c4_weights_that_are_none(tmp_path: Path, weights: dict[str, Any], words: str) -> None:
    with pytest.raises(UsageError, match=words):
        ask(tmp_path, "C4", item(1), given={"weights": weights})


def test_c4_without_risks_nothing_is_exposed(tmp_path: Path) -> None:
    answer = ask(tmp_path, "C4", item(1, risk=""))
    assert set(figures(answer, "exposure", "share", "mean_per_item", "risk_types")) == {(0, None, None, 0)}


# --- C5 ------------------------------------------------------------------------------------------------


def test_c5_who_leaves_what(tmp_path: Path) -> None:
    answer = ask(tmp_path, "C5", item(1), item(2, people=SELF), item(3, people=ONE), item(4, people=""))
    assert answer["denominator"] == {"items": 4, "items_named": 3, "officials": 4, "bus_factor": 1.0}
    assert answer["n"] == 4
    assert figures(answer, "official", "items_without_leader", "items_without_head", "items_without_anyone") == [("郗望舒", 2, 1, 2)]
    leaders = ask(tmp_path, "C5", given={"role": "leader"})
    assert figures(leaders, "official", "items_without_leader", "items_without_head", "items_without_anyone") == [("郗望舒", 2, None, None)]


def test_c5_two_absent_together(tmp_path: Path) -> None:
    answer = ask(tmp_path, "C5", item(1), item(2, people=POSTS.replace("副局长", "郗望舒")), given={"k": 2})
    found = {row["official"]: (row["items_without_leader"], row["items_without_head"]) for row in answer["rows"]}
    assert found["郗望舒、阚知微"] == (2, 0)
    assert found["亓官朔、訾青禾"] == (0, 1)


@pytest.mark.parametrize(("code", "given"), [("C5", {"k": 0}), ("C6", {"most": 0}), ("C7", {"min_weight": 0})])
def test_numbers_below_one_are_refused(tmp_path: Path, code: str, given: dict[str, int]) -> None:
    with pytest.raises(UsageError, match="is 0: give 1 to 1000000"):
        ask(tmp_path, code, item(1), given=given)


# --- C6, C7 --------------------------------------------------------------------------------------------


def test_c6_smallest_groups(tmp_path: Path) -> None:
    other = "分管领导：钮承砚\n巡查队负责人：亓官朔"
    answer = ask(tmp_path, "C6", item(1), item(2, people=SELF), item(3, people=other))
    assert figures(answer, "rank", "officials", "size") == [(1, ["亓官朔", "郗望舒"], 2), (2, ["郗望舒", "钮承砚"], 2)]
    assert figures(ask(tmp_path, "C6", given={"role": "leader"}), "officials") == [(["郗望舒", "钮承砚"],)]
    assert len(ask(tmp_path, "C6", given={"most": 1})["rows"]) == 1


def test_c7_a_bridge(tmp_path: Path) -> None:
    """郗望舒 is with one partner on item 1 and with another on item 2; 钮承砚 shares no item."""
    rows = [item(1, people="分管领导：郗望舒\n竹篾股负责人：訾青禾"), item(2, people="分管领导：郗望舒\n彩绘股负责人：阚知微"),
            item(3, people="分管领导：钮承砚")]  # fmt: skip
    answer = ask(tmp_path, "C7", *rows)
    assert figures(answer, "official", "degree", "strength", "betweenness", "constraint", "core", "cut_vertex") == [
        ("郗望舒", 2, 2, pytest.approx(1 / 3), 0.5, 1, True), ("訾青禾", 1, 1, 0.0, 1.0, 1, False),
        ("阚知微", 1, 1, 0.0, 1.0, 1, False), ("钮承砚", 0, 0, 0.0, None, 0, False),
    ]  # fmt: skip
    assert answer["denominator"]["degree_centralization"] == pytest.approx((0 + 1 + 1 + 2) / 6)
    assert answer["denominator"]["betweenness_centralization"] == pytest.approx(1 / 3)
    only = ask(tmp_path, "C7", given={"measure": "degree"})
    assert set(figures(only, "strength", "betweenness", "constraint", "core", "cut_vertex")) == {(None,) * 5}
    assert only["denominator"]["betweenness_centralization"] is None


def test_c7_fewer_shared_items_make_no_tie(tmp_path: Path) -> None:
    answer = ask(
        tmp_path, "C7", item(1), item(2, people=POSTS.replace("副局长", "郗望舒").replace("股长", "訾青禾")), given={"min_weight": 2}
    )
    assert {row["official"]: row["degree"] for row in answer["rows"]} == {"郗望舒": 1, "訾青禾": 1, "阚知微": 0, "亓官朔": 0}


# --- S3, S4, S5, S6, S7 --------------------------------------------------------------------------------


def test_s3_leader_and_head_of_one_chain(tmp_path: Path) -> None:
    crossed = "分管领导：郗望舒\n竹篾股负责人：阚知微\n分管领导：阚知微\n巡查队负责人：郗望舒"
    answer = ask(tmp_path, "S3", item(1), item(2, people=SELF), item(3, people=crossed))
    assert figures(answer, "item_serial", "chain", "official") == [("2", 1, "郗望舒")]


def test_s4_several_slots(tmp_path: Path) -> None:
    twice = PEOPLE.replace("阚知微", "郗望舒")
    answer = ask(tmp_path, "S4", item(1), item(2, people=twice), item(3, people=SELF))
    names = ("item_serial", "official", "slots", "officials_in_item")
    assert figures(answer, *names) == [("2", "郗望舒", 2, 3), ("3", "郗望舒", 2, 1)]
    assert figures(ask(tmp_path, "S4", given={"role": "leader"}), *names) == [("2", "郗望舒", 2, 1)]
    assert figures(ask(tmp_path, "S4", given={"k": 3}), *names) == []


def test_s7_the_stages_asked_for(tmp_path: Path) -> None:
    wide = "调查取证环节：收受礼品。\n审核环节：泄露案情。\n决定环节：一人说了算。"
    answer = ask(tmp_path, "S7", item(1), item(2, risk=wide, people=ONE), item(3, risk=wide, people=""), item(4, risk=""))
    assert [(row["item_serial"], row["official"], sorted(row["stages"])) for row in answer["rows"]] == [
        ("2", "郗望舒", sorted(["决定", "审查", "调查取证"]))
    ]
    assert {row["item_serial"] for row in ask(tmp_path, "S7", given={"stages": "立案，决定"})["rows"]} == {"1"}


# --- levels --------------------------------------------------------------------------------------------


def test_posts_only(tmp_path: Path) -> None:
    for code, given in (("C2", {}), ("C2", {"level": "post"})):
        answer = ask(tmp_path, code, item(1, people=POSTS), given=given)
        assert figures(answer, "official", "slots") == [("副局长", 1), ("竹篾股股长", 1)]
    assert ask(tmp_path, "C2", given={"level": "person"})["rows"] == []
    assert ask(tmp_path, "C6", given={})["params"]["level"] == "official"


def test_units_only(tmp_path: Path) -> None:
    rows = [item(1, people="竹篾股"), item(2, people="竹篾股"), item(3, people="彩绘股")]
    answer = ask(tmp_path, "C2", *rows, headers=UNITS)
    assert (answer["params"]["level"], answer["denominator"]["slots"]) == ("department", 3)
    assert figures(answer, "official", "slots", "share") == [("竹篾股", 2, pytest.approx(2 / 3)), ("彩绘股", 1, pytest.approx(1 / 3))]
    assert ask(tmp_path, "C2", given={"level": "unit"})["rows"] == answer["rows"]
    assert figures(ask(tmp_path, "C4"), "official") == [("竹篾股",), ("彩绘股",)]
    assert figures(ask(tmp_path, "C5"), "official", "items_without_leader", "items_without_anyone") == [("竹篾股", 0, 2), ("彩绘股", 0, 1)]
    assert figures(ask(tmp_path, "C6"), "officials") == [(["彩绘股", "竹篾股"],)]
    assert figures(ask(tmp_path, "C7"), "official", "degree") == [("彩绘股", 0), ("竹篾股", 0)]
    assert figures(ask(tmp_path, "S5"), "item_serial") == [("1",), ("2",), ("3",)]
    hhi = [row for row in ask(tmp_path, "C3")["rows"] if (row["base"], row["measure"]) == ("slots", "hhi")]
    assert (hhi[0]["value"], hhi[0]["n"]) == (pytest.approx(5 / 9), 2)
    for code in ("S6", "S4"):
        assert ask(tmp_path, code)["rows"] == []
    assert ask(tmp_path, "X3", given={"draws": 5})["n"] == 2


@pytest.mark.parametrize("code", OF_HOLDERS)
def test_a_part_is_played_by_officials_alone(tmp_path: Path, code: str) -> None:
    """A list of units asked about leaders has none, and does not answer with its units."""
    assert ask(tmp_path, code, item(1, people="竹篾股"), headers=UNITS, given={"role": "leader"})["rows"] == []


@pytest.mark.parametrize("code", OF_HOLDERS)
def test_a_list_that_names_no_one(tmp_path: Path, code: str) -> None:
    answer = ask(tmp_path, code, *[(str(n), "行政处罚", f"擅自在第{n}号桥放飞纸鸢的行政处罚") for n in (1, 2)], headers=BARE)
    assert answer["params"]["level"] in ("organization", "department")
    for row in answer["rows"]:
        assert row.get("official", "云汐县纸鸢管理局") == "云汐县纸鸢管理局"
    assert ask(tmp_path, code, given={"level": "official"})["rows"] == []


@pytest.mark.parametrize("code", [*OF_HOLDERS, "S5", "S6"])
@pytest.mark.parametrize("level", ["official", "person", "post", "department", "organization"])
def test_every_level_is_answered_and_cites_its_items(tmp_path: Path, code: str, level: str) -> None:
    with quanpu.open(tmp_path / "a.kgl") as database:
        database.load(write_list(tmp_path / "a.txt", item(1), item(2, people=POSTS), item(3, people="")))
        answer = database.query(code, level=level, evidence=True).to_dict()
    assert answer["params"]["level"] == level
    assert all(entry["items"] for entry in answer["evidence"])
    assert len(answer["evidence"]) == len(answer["rows"])


# --- names that are not unique, serials that are not there ---------------------------------------------


def test_one_name_and_one_unit_in_two_offices(tmp_path: Path) -> None:
    files = [
        write_list(tmp_path / f"{k}.txt", *[item(n) for n in range(1, k + 2)], office=f"云汐县{what}管理局")
        for k, what in enumerate(("纸鸢", "灯笼"))
    ]
    with quanpu.open(tmp_path / "a.kgl") as database:
        database.load(*files)
        for code in ("C4", "C7"):
            rows = [row for row in database.query(code).rows if row["official"] == "郗望舒"]
            assert sorted(row["organization"] for row in rows) == ["云汐县灯笼管理局", "云汐县纸鸢管理局"]
        units = [row for row in database.query("C2", level="department").rows if row["official"] == "竹篾股"]
        assert sorted((row["organization"], row["slots"]) for row in units) == [("云汐县灯笼管理局", 2), ("云汐县纸鸢管理局", 1)]


def test_two_lists_of_one_office_are_counted_together(tmp_path: Path) -> None:
    files = [write_list(tmp_path / f"{kind}.txt", item(1), kind=kind) for kind in ("权力清单", "责任清单")]
    with quanpu.open(tmp_path / "a.kgl") as database:
        database.load(*files)
        assert {row["official"]: row["strength"] for row in database.query("C7").rows}["郗望舒"] == 6
        assert database.query("C6").denominator["items"] == 2
        assert len(database.query("S5").rows) == 0


def test_items_without_a_serial(tmp_path: Path) -> None:
    lines = ["权力类别,权力事项,责任人", *(f'行政处罚,擅自在{where}放飞纸鸢的行政处罚,"{SELF}"' for where in ("城墙", "河堤"))]
    (tmp_path / "云汐县纸鸢管理局权力清单.csv").write_text("\n".join(lines), encoding="utf-8")
    with quanpu.open(tmp_path / "a.kgl") as database:
        database.load(tmp_path / "云汐县纸鸢管理局权力清单.csv")
        for code in ("S3", "S4"):
            assert figures(database.query(code).to_dict(), "item_serial") == [("#1",), ("#2",)]


# --- slots ---------------------------------------------------------------------------------------------


def test_who_is_printed_twice_in_one_part_of_one_chain_fills_one_slot(tmp_path: Path) -> None:
    once = "分管领导：局长\n竹篾股负责人：股长\n分管领导：郗望舒\n巡查队负责人：局长"
    twice = "分管领导：局长、局长\n竹篾股负责人：股长\n分管领导：郗望舒、郗望舒\n巡查队负责人：局长"
    answers = []
    for people in (once, twice):
        folder = tmp_path / str(len(answers))
        folder.mkdir()
        ask(folder, "C2", item(1, people=people), item(2))
        answers.append({code: ask(folder, code) for code in (*OF_HOLDERS, "C1", "X1")})
        with quanpu.open(folder / "a.kgl") as database:
            printed = database.cypher("MATCH (:Official)-[r:RESPONSIBLE_FOR]->(:PowerItem) RETURN count(r) AS n").rows[0]["n"]
        assert printed == (8 if people is once else 10)
    assert answers[0]["C2"]["denominator"]["slots"] == 8
    for code, answer in answers[0].items():
        assert (answer["rows"], answer["denominator"]) == (answers[1][code]["rows"], answers[1][code]["denominator"]), code
