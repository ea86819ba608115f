"""X1, X2, X3 on lists made for them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from support import item, write_list

import quanpu
from graph.errors import UsageError

KITES, LAMPS, DRUMS = "云汐县纸鸢管理局", "云汐县灯笼管理局", "云汐县皮鼓管理局"
NAME = "擅自在城墙上放飞纸鸢的行政处罚"
LONER = "分管领导：郗望舒\n竹篾股负责人：郗望舒"
TWICE = "分管领导：郗望舒\n竹篾股负责人：訾青禾\n分管领导：阚知微\n巡查队负责人：訾青禾"


def store(folder: Path, *files: Path) -> Path:
    with quanpu.open(folder / "a.kgl") as database:
        assert not [report.error for report in database.load(*files) if report.error]
    return folder / "a.kgl"


def ask(path: Path, code: str, **given: Any) -> dict[str, Any]:
    with quanpu.Database(str(path), must_exist=True) as database:
        return database.query(code, **given).to_dict()


def made(folder: Path, office: str, *items: tuple[str, ...], **given: Any) -> Path:
    """A list of an office in a file of its own."""
    return write_list(folder / f"{office}{given.get('date', '')}{given.get('kind', '')}.txt", *items, office=office, **given)


# --- X1 peer-concentration -----------------------------------------------------------------------------


def test_x1_by_hand(tmp_path: Path) -> None:
    path = store(
        tmp_path,
        made(tmp_path, KITES, item(1), item(2, people=TWICE)),  # slots: 郗 2, 訾 3, 阚 2, 亓官 1 of 8; items 2, 2, 2, 1
        made(tmp_path, LAMPS, item(1, people=LONER)),  # one official in both slots
    )
    answer = ask(path, "X1")
    lamps, kites = answer["rows"]
    hhi = (4 + 9 + 4 + 1) / 64
    assert (kites["organization"], kites["items"], kites["officials"], kites["cr1"]) == (KITES, 2, 4, 3 / 8)
    assert kites["normalized_hhi"] == pytest.approx((hhi - 1 / 4) / (3 / 4))
    assert kites["median_items_per_official"] == 2
    assert kites["same_head_share"] == 0.5
    assert lamps == {
        "organization": LAMPS, "items": 1, "officials": 1, "normalized_hhi": 1.0, "cr1": 1.0, "median_items_per_official": 1,
        "same_head_share": None,
    }  # fmt: skip
    assert (answer["n"], answer["small_n"]) == (2, True)


def test_x1_says_what_chance_gives(tmp_path: Path) -> None:
    path = store(tmp_path, made(tmp_path, KITES, *[item(n) for n in range(1, 11)]))
    part = ask(path, "X1", draws=2000)["denominator"]["organizations"][KITES]
    assert (part["items"], part["officials"], part["slots"]) == (10, 4, 40)
    assert part["dealt_mean"] == pytest.approx(1 / 40, rel=0.1)  # a multinomial's expected normalised HHI is 1 / slots
    assert part["dealt_p95"] > part["dealt_mean"]
    again = ask(path, "X1", draws=2000)["denominator"]["organizations"][KITES]
    assert again == part
    assert ask(path, "X1", draws=2000, seed=2)["denominator"]["organizations"][KITES] != part


def test_x1_never_merges_one_name_in_two_offices(tmp_path: Path) -> None:
    path = store(tmp_path, *(made(tmp_path, office, item(1, people=LONER)) for office in (KITES, LAMPS)))
    assert [(row["organization"], row["officials"]) for row in ask(path, "X1")["rows"]] == [(LAMPS, 1), (KITES, 1)]


def test_x1_two_lists_of_one_office_are_one_office(tmp_path: Path) -> None:
    files = [made(tmp_path, KITES, item(1), kind=kind) for kind in ("权力清单", "责任清单")]
    path = store(tmp_path, *files, made(tmp_path, LAMPS, item(1)))
    assert {row["organization"]: (row["items"], row["officials"]) for row in ask(path, "X1")["rows"]} == {KITES: (2, 4), LAMPS: (1, 4)}


def test_x1_an_office_that_names_nobody_has_no_figures(tmp_path: Path) -> None:
    headers = ("序号", "权力类别", "权力事项", "责任事项", "监督重点", "监督措施", "责任科室")
    path = store(tmp_path, made(tmp_path, KITES, item(1)), made(tmp_path, LAMPS, item(1, people="灯架股"), headers=headers))
    rows = {row["organization"]: row for row in ask(path, "X1")["rows"]}
    assert (rows[LAMPS]["items"], rows[LAMPS]["officials"], rows[LAMPS]["normalized_hhi"]) == (1, 0, None)
    assert list(rows) == [KITES, LAMPS]  # nothing comes last
    assert {row["organization"]: row["officials"] for row in ask(path, "X1", level="department")["rows"]} == {KITES: 2, LAMPS: 1}


def test_x1_among_chosen_peers(tmp_path: Path) -> None:
    path = store(tmp_path, *(made(tmp_path, office, item(1)) for office in (KITES, LAMPS, DRUMS)))
    answer = ask(path, "X1", peers=[KITES, LAMPS])
    assert {row["organization"] for row in answer["rows"]} == {KITES, LAMPS}
    assert answer["denominator"]["items"] == 2
    with pytest.raises(UsageError, match=r"unknown value for peers.*Did you mean"):
        ask(path, "X1", peers=[KITES + "x"])


def test_x1_a_superseded_version_stands_for_itself(tmp_path: Path) -> None:
    older = made(tmp_path, KITES, item(1), date="2023年3月1日")
    path = store(tmp_path, older, made(tmp_path, KITES, item(1), item(2)), made(tmp_path, LAMPS, item(1)))
    rows = ask(path, "X1", all_versions=True)["rows"]
    assert {row["organization"]: row["items"] for row in rows} == {f"{KITES} 2023-03-01": 1, f"{KITES} 2024-03-01": 2, LAMPS: 1}


# --- X2 same-item-elsewhere ----------------------------------------------------------------------------


def test_x2_the_same_power_with_other_risks(tmp_path: Path) -> None:
    path = store(
        tmp_path,
        made(tmp_path, KITES, item(1, NAME, risk="立案环节：来信压着不办。\n决定环节：收受礼品。")),
        made(tmp_path, LAMPS, item(7, NAME.replace("纸鸢", "纸 鸢"), risk="决定环节：收受礼品。"), item(8, "制作灯笼不合规范的行政处罚")),
    )
    answer = ask(path, "X2", evidence=True)
    (row,) = answer["rows"]
    risks = [set(types(path, office, "RiskPoint")) for office in (KITES, LAMPS)]
    assert len(risks[0]) > len(risks[1]) > 0
    assert (row["item"], row["organization_a"], row["organization_b"], row["similarity"]) == (
        NAME.replace("纸鸢", "纸 鸢"),
        LAMPS,
        KITES,
        1.0,
    )
    assert row["risk_jaccard"] == pytest.approx(len(risks[0] & risks[1]) / len(risks[0] | risks[1]))
    assert row["measure_jaccard"] == 1.0
    assert answer["denominator"] == {"items": 3, "organizations_compared": 2}
    assert {cell["document"][:8] for cell in answer["evidence"][0]["cells"]} == {KITES, LAMPS}


def types(path: Path, office: str, label: str) -> list[str]:
    """Types of the first item of an office."""
    query = f"""MATCH (d:Document)<-[:LISTED_IN]-(i:PowerItem)-[:HAS_PASSAGE]->(:Passage)-[:STATES]->(:{label})-[:IS_A]->(t)
    WHERE d.organization = $office AND i.ordinal = 1 AND t.code <> 'OTHER' RETURN DISTINCT t.code AS code"""
    with quanpu.Database(str(path), must_exist=True) as database:
        return [row["code"] for row in database.cypher(query, {"office": office}).rows]


def test_x2_every_pair_of_three_offices(tmp_path: Path) -> None:
    path = store(tmp_path, *(made(tmp_path, office, item(1, NAME)) for office in (KITES, LAMPS, DRUMS)))
    pairs = [(row["organization_a"], row["organization_b"]) for row in ask(path, "X2")["rows"]]
    assert pairs == [(LAMPS, DRUMS), (LAMPS, KITES), (DRUMS, KITES)]


def test_x2_an_empty_cell_shares_nothing_and_a_missing_column_says_nothing(tmp_path: Path) -> None:
    bare = (("1", "行政处罚", NAME),)
    path = store(
        tmp_path,
        made(tmp_path, KITES, item(1, NAME), item(2)),
        made(tmp_path, LAMPS, item(1, NAME, risk=""), item(2, "制作灯笼不合规范的行政处罚")),
        made(tmp_path, DRUMS, *bare, headers=("序号", "权力类别", "权力事项")),
    )
    rows = {(row["organization_a"], row["organization_b"]): row for row in ask(path, "X2")["rows"]}
    assert (rows[LAMPS, KITES]["risk_jaccard"], rows[LAMPS, KITES]["measure_jaccard"]) == (0.0, 1.0)
    assert (rows[DRUMS, KITES]["risk_jaccard"], rows[DRUMS, KITES]["measure_jaccard"]) == (None, None)


def test_x2_versions_of_one_office_are_not_compared(tmp_path: Path) -> None:
    older = made(tmp_path, KITES, item(1, NAME), date="2023年3月1日")
    path = store(tmp_path, older, made(tmp_path, KITES, item(1, NAME)), made(tmp_path, LAMPS, item(1, NAME)))
    pairs = [(row["organization_a"], row["organization_b"]) for row in ask(path, "X2", all_versions=True)["rows"]]
    assert pairs == [(LAMPS, f"{KITES} 2023-03-01"), (LAMPS, f"{KITES} 2024-03-01")]


def test_x2_within_a_category_and_no_item_twice(tmp_path: Path) -> None:
    """Two of the second office's items are as near; the third bears the same name in another category."""
    near = [item(1, "擅自在城墙上放飞大纸鸢的行政处罚"), item(2, "擅自在城墙上放飞双纸鸢的行政处罚"), item(3, NAME, category="行政检查")]
    path = store(tmp_path, made(tmp_path, KITES, item(1, NAME)), made(tmp_path, LAMPS, *near))
    (row,) = ask(path, "X2")["rows"]
    assert row["item"] == "擅自在城墙上放飞大纸鸢的行政处罚"
    assert row["similarity"] == round(2 * 12 / (12 + 13), 4)  # 擅自在城墙上放飞(大)纸鸢处罚
    assert ask(path, "X2", tau=1.0)["rows"] == []


@pytest.mark.parametrize("tau", [-0.1, 1.1])
def test_x2_a_likeness_out_of_range_is_refused(tmp_path: Path, tau: float) -> None:
    path = store(tmp_path, made(tmp_path, KITES, item(1)))
    with pytest.raises(UsageError, match="give 0 to 1"):
        ask(path, "X2", tau=tau)


# --- X3 concentration-null-model -----------------------------------------------------------------------


def test_x3_a_single_official_is_no_more_than_chance(tmp_path: Path) -> None:
    path = store(tmp_path, made(tmp_path, KITES, item(1, people=LONER)))
    for row in ask(path, "X3", draws=10)["rows"]:
        assert row["observed"] == row["null_mean"] == row["null_p95"] == row["null_max"]


def test_x3_nobody_named(tmp_path: Path) -> None:
    path = store(tmp_path, made(tmp_path, KITES, ("1", "行政处罚", NAME), headers=("序号", "权力类别", "权力事项")))
    answer = ask(path, "X3", level="official")
    assert (answer["rows"], answer["denominator"], answer["n"]) == ([], {"items": 1, "items_named": 0, "officials": 0}, 0)


def test_x3_shuffled_slots_keep_their_concentration_and_items_do_not(tmp_path: Path) -> None:
    path = store(tmp_path, made(tmp_path, KITES, item(1), *[item(n, people=TWICE) for n in range(2, 8)]))
    slots = {row["measure"]: row for row in ask(path, "X3", model="shuffle", draws=200)["rows"]}
    assert slots["hhi"]["null_mean"] == pytest.approx(slots["hhi"]["observed"])
    assert slots["hhi"]["null_max"] == pytest.approx(slots["hhi"]["observed"])
    items = {row["measure"]: row for row in ask(path, "X3", model="shuffle", base="items", draws=200)["rows"]}
    assert items["hhi"]["null_max"] > items["hhi"]["null_mean"]
    assert items["hhi"]["observed"] == pytest.approx((49 * 3 + 1) / 22**2)  # items 7, 7, 7, 1


@pytest.mark.parametrize("draws", [0, -1, 10**9])
def test_draws_out_of_range_are_refused(tmp_path: Path, draws: int) -> None:
    path = store(tmp_path, made(tmp_path, KITES, item(1)))
    for code in ("X1", "X3"):
        with pytest.raises(UsageError, match=f"draws is {draws}: give 1 to 1000000"):
            ask(path, code, draws=draws)


def test_the_same_seed_the_same_figures(tmp_path: Path) -> None:
    path = store(tmp_path, made(tmp_path, KITES, *[item(n) for n in range(1, 6)]))
    assert ask(path, "X3", draws=50)["rows"] == ask(path, "X3", draws=50)["rows"]
    assert ask(path, "X3", draws=50)["rows"] != ask(path, "X3", draws=50, seed=2)["rows"]
