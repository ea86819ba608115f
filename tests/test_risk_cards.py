"""R3 to R7 recomputed from what `inspect` prints, and on lists made for what the samples have not."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from scipy.stats import hypergeom
from support import SAMPLES, item, write_list

import quanpu
from loaders.readers import tab_text

ROADS = "云汐县交通运输局"


def ask(path: Path, code: str, **given: Any) -> dict[str, Any]:
    with quanpu.Database(str(path), must_exist=True) as database:
        return database.query(code, **given).to_dict()


def asked(tmp_path: Path, code: str, *items: tuple[str, ...], headers: tuple[str, ...] | None = None, **given: Any) -> dict[str, Any]:
    write_list(tmp_path / "a.txt", *items, **({"headers": headers} if headers else {}))
    with quanpu.open(tmp_path / "a.kgl") as database:
        database.load(tmp_path / "a.txt")
        return database.query(code, **given).to_dict()


class Facts:
    """What `inspect` prints of one list, as sets by serial."""

    def __init__(self, path: Path) -> None:
        items = quanpu.inspect(path)["items"]
        grid = tab_text.read(path.read_bytes().decode("utf-8-sig"), "utf-8")
        cells = {row.cells[0].text: "".join(row.cells[4].text.split()) for row in grid.rows if row.cells[0].text.isdigit()}
        self.types = {i["serial"]: {code for risk in i["risks"] for code in risk["types"]} - {"OTHER"} for i in items}
        self.template = {i["serial"]: cells[i["serial"]] for i in items}
        self.officials: dict[str, set[str]] = defaultdict(set)
        self.units: dict[str, set[str]] = defaultdict(set)
        self.staged: dict[tuple[Any, ...], set[str]] = defaultdict(set)
        for i in items:
            for chain in i["chains"]:
                self.units[chain["department"]].add(i["serial"])
                for slot in chain["slots"]:
                    name = slot["official"]
                    post = slot["kind"] == "post" and slot["role"] == "head" and not name.startswith(chain["department"])
                    self.officials[f"{chain['department']}{name}" if post else name].add(i["serial"])
            for risk in i["risks"]:
                for code in risk["types"]:
                    for stage in risk["stages"] or [None]:
                        self.staged[stage, code, risk["stage_basis"] if risk["stages"] else None].add(i["serial"])

    @property
    def copies(self) -> dict[str, set[str]]:
        """The types of each template."""
        found: dict[str, set[str]] = defaultdict(set)
        for serial, text in self.template.items():
            found[text] |= self.types[serial]
        return found


@pytest.fixture(scope="module", params=["real", "roads"])
def case(request: pytest.FixtureRequest) -> tuple[Facts, Path, dict[str, str]]:
    """The real list where it is present, and a sample: facts, store, filter."""
    if request.param == "real":
        return Facts(request.getfixturevalue("seed_file")), request.getfixturevalue("seed_store"), {}
    (file,) = [path for path in SAMPLES if "jiaotong" in path.name]
    return Facts(file), request.getfixturevalue("sample_store"), {"organization": ROADS}


def test_r3_recomputed(case: tuple[Facts, Path, dict[str, str]]) -> None:
    facts, store, given = case
    every = sorted(set().union(*facts.types.values()))
    tests = len(every) * (len(every) - 1) // 2
    for unit in ("item", "template"):
        answer = ask(store, "R3", unit=unit, **given)
        found = {(row["risk_a"], row["risk_b"]): row for row in answer["rows"]}
        expected = set()
        for a, b in combinations(every, 2):
            levels = []
            for holding in (facts.types, facts.copies):
                n_a, n_b, both = (sum(wanted <= types for types in holding.values()) for wanted in ({a}, {b}, {a, b}))
                levels.append(
                    (both, both / (n_a + n_b - both), both * len(holding) / (n_a * n_b), hypergeom.sf(both - 1, len(holding), n_a, n_b))
                )
            if not levels[0][0]:
                continue
            expected.add((a, b))
            row = found[a, b]
            assert row["items"] == levels[0][0]
            shown = levels[unit == "template"]
            assert (row["jaccard"], row["lift"]) == pytest.approx(shown[1:3])
            assert (row["p_items"], row["p_templates"]) == pytest.approx((levels[0][3], levels[1][3]), abs=1e-11)
            assert row["significant_items"] is bool(levels[0][3] * tests <= 0.05)
            assert row["significant_templates"] is bool(levels[1][3] * tests <= 0.05)
        assert set(found) == expected
        assert (answer["denominator"]["templates"], answer["n"]) == (len(facts.copies), len(facts.copies))


def test_r4_recomputed(case: tuple[Facts, Path, dict[str, str]]) -> None:
    facts, store, given = case
    rows = ask(store, "R4", **given)["rows"]
    closed = {frozenset(types) for types in facts.types.values()}
    while more := {a & b for a in closed for b in closed} - closed:
        closed |= more
    expected = set()
    for types in closed:
        items = sum(types <= own for own in facts.types.values())
        if items >= 2 and len(types) >= 2:
            expected.add((tuple(sorted(types)), len(types), items, sum(types <= own for own in facts.copies.values())))
    assert {(tuple(row["risk_types"]), row["size"], row["items"], row["templates"]) for row in rows} == expected
    assert len(rows) == len(expected)


def test_r5_recomputed(case: tuple[Facts, Path, dict[str, str]]) -> None:
    facts, store, given = case
    total = len(facts.types)
    expected = {}
    for official, own in facts.officials.items():
        for code in set().union(*(facts.types[serial] for serial in own)):
            everywhere = sum(code in types for types in facts.types.values())
            both = sum(code in facts.types[serial] for serial in own)
            expected[official, code] = (both, pytest.approx((both / len(own)) / (everywhere / total)), len(own))
    rows = ask(store, "R5", **given)["rows"]
    assert {(r["official"], r["risk_type"]): (r["items"], r["location_quotient"], r["official_items"]) for r in rows} == expected


def test_r6_recomputed(case: tuple[Facts, Path, dict[str, str]]) -> None:
    facts, store, given = case
    expected = {}
    for code in set().union(*facts.types.values()):
        units = sorted(unit for unit, own in facts.units.items() if any(code in facts.types[serial] for serial in own))
        expected[code] = (units, "common" if len(units) == len(facts.units) else "unique" if len(units) == 1 else "partial")
    answer = ask(store, "R6", **given)
    assert {row["risk_type"]: (row["departments"], row["scope"]) for row in answer["rows"]} == expected
    assert answer["n"] == answer["denominator"]["units"] == len(facts.units)


def test_r7_recomputed(case: tuple[Facts, Path, dict[str, str]]) -> None:
    facts, store, given = case
    rows = ask(store, "R7", **given)["rows"]
    assert {(row["stage"], row["risk_type"], row["basis"]): row["items"] for row in rows} == {
        key: len(serials) for key, serials in facts.staged.items()
    }


def test_on_templates_nothing_of_the_real_list_is_significant_that_is_on_items(seed_store: Path) -> None:
    """87 rows are 15 templates: what looks beyond chance on rows is copied text."""
    rows = ask(seed_store, "R3")["rows"]
    assert sum(row["significant_items"] for row in rows) > 20
    assert not any(row["significant_templates"] for row in rows)


# --- lists made for it ---------------------------------------------------------------------------------

BRIBE, LEAK, BOTH = "立案环节：收受礼品。", "立案环节：泄露举报人信息。", "立案环节：收受礼品，泄露举报人信息。"


def test_a_layout_of_its_own_is_no_template_of_its_own(tmp_path: Path) -> None:
    items = (item(1, risk=BOTH), item(2, risk=BOTH.replace("，", "， ")), item(3, risk=BRIBE))
    (row,) = asked(tmp_path, "R3", *items)["rows"]
    assert (row["risk_a"], row["risk_b"], row["items"], row["jaccard"], row["lift"]) == ("BRIBE", "LEAK", 2, pytest.approx(2 / 3), 1.0)
    assert (row["p_items"], row["p_templates"]) == (1.0, 1.0)  # every item has BRIBE
    (row,) = ask(tmp_path / "a.kgl", "R4")["rows"]
    assert (row["risk_types"], row["items"], row["templates"]) == (["BRIBE", "LEAK"], 2, 1)


def test_the_unit_decides_what_jaccard_counts(tmp_path: Path) -> None:
    asked(tmp_path, "R3", item(1, risk=BOTH), item(2, risk=BOTH), item(3, risk=LEAK), item(4, risk=BRIBE))
    shown = {unit: ask(tmp_path / "a.kgl", "R3", unit=unit)["rows"][0] for unit in ("item", "template")}
    assert {unit: (row["items"], row["jaccard"]) for unit, row in shown.items()} == {
        "item": (2, 0.5),
        "template": (2, pytest.approx(1 / 3)),
    }


def test_one_item_alone(tmp_path: Path) -> None:
    answer = asked(tmp_path, "R3", item(1, risk=BOTH))
    (row,) = answer["rows"]
    assert (row["jaccard"], row["lift"], row["p_items"], row["significant_items"], answer["n"]) == (1.0, 1.0, 1.0, False, 1)
    store = tmp_path / "a.kgl"
    assert ask(store, "R4")["rows"] == []
    assert [row["items"] for row in ask(store, "R4", min_support=1)["rows"]] == [1]
    assert {row["location_quotient"] for row in ask(store, "R5")["rows"]} == {1.0}


def test_items_without_a_risk_cell_do_not_count(tmp_path: Path) -> None:
    """An empty cell says nothing about risks: it makes no pair likelier and no mix thinner."""
    answer = asked(tmp_path, "R3", item(1, risk=BOTH), item(2, risk=BRIBE), item(3, risk=""))
    assert (answer["denominator"], answer["rows"][0]["lift"]) == ({"items": 2, "templates": 2}, 1.0)
    store = tmp_path / "a.kgl"
    assert {row["official_items"] for row in ask(store, "R5")["rows"]} == {2}
    assert {code: ask(store, code)["denominator"]["items"] for code in ("R4", "R6", "R7")} == {"R4": 2, "R6": 2, "R7": 2}


def test_unclassified_clauses_make_no_pair_but_stand_in_the_matrix(tmp_path: Path) -> None:
    answer = asked(tmp_path, "R3", item(1, risk="立案环节：收受礼品；春天风大。"))
    store = tmp_path / "a.kgl"
    assert answer["rows"] == ask(store, "R4", min_support=1)["rows"] == []
    assert {row["risk_type"] for code in ("R5", "R6") for row in ask(store, code)["rows"]} == {"BRIBE"}
    assert {row["risk_type"] for row in ask(store, "R7")["rows"]} == {"BRIBE", "OTHER"}


def test_a_mix_falls_back_to_units_and_to_the_office(tmp_path: Path) -> None:
    units = ("序号", "权力类别", "权力事项", "责任事项", "监督重点", "监督措施", "责任科室")
    rows = [item(1, risk=BOTH, people="竹篾股"), item(2, risk=BRIBE, people="彩绘股")]
    answer = asked(tmp_path, "R5", *rows, headers=units)
    quotients = {(row["official"], row["risk_type"]): row["location_quotient"] for row in answer["rows"]}
    assert (answer["params"]["level"], quotients["竹篾股", "LEAK"], quotients["彩绘股", "BRIBE"]) == ("department", 2.0, 1.0)
    nobody = [row[:-1] for row in rows]
    (tmp_path / "b").mkdir()
    answer = asked(tmp_path / "b", "R5", *nobody, headers=units[:-1])
    assert (answer["params"]["level"], {row["location_quotient"] for row in answer["rows"]}) == ("organization", {1.0})


def test_common_partial_and_unique_among_three_units(tmp_path: Path) -> None:
    def named(unit: str) -> str:
        return f"分管领导：郗望舒\n{unit}负责人：訾青禾"

    answer = asked(
        tmp_path, "R6", item(1, risk=BOTH + "决定环节：一人说了算。", people=named("竹篾股")), item(2, risk=BOTH, people=named("彩绘股")),
        item(3, risk=BRIBE, people=named("丝线股")),
    )  # fmt: skip
    assert {row["risk_type"]: row["scope"] for row in answer["rows"]} == {"BRIBE": "common", "LEAK": "partial", "COLLECTIVE": "unique"}
    two = ask(tmp_path / "a.kgl", "R6", departments="彩绘股，丝线股")
    assert {row["risk_type"]: row["scope"] for row in two["rows"]} == {"BRIBE": "common", "LEAK": "unique"}
    one = ask(tmp_path / "a.kgl", "R6", departments="彩绘股")
    assert {row["risk_type"]: row["scope"] for row in one["rows"]} == {"BRIBE": "only", "LEAK": "only"}


def test_without_units_there_is_nothing_to_share(tmp_path: Path) -> None:
    headers = ("序号", "权力类别", "权力事项", "责任事项", "监督重点", "监督措施")
    answer = asked(tmp_path, "R6", item(1)[:-1], headers=headers)
    assert (answer["rows"], answer["denominator"]) == ([], {"units": 0, "items": 1})


def test_two_lists_of_one_office_are_one_population(tmp_path: Path) -> None:
    """One of them has no column of risks: its items are not asked."""
    write_list(tmp_path / "a.txt", item(1, risk=BOTH), item(2, risk=BRIBE))
    write_list(tmp_path / "b.txt", *[item(n)[:4] for n in (1, 2)], headers=("序号", "权力类别", "权力事项", "责任事项"), kind="责任清单")
    with quanpu.open(tmp_path / "a.kgl") as database:
        database.load(tmp_path / "a.txt", tmp_path / "b.txt")
        assert len(database.query("C1").documents) == 2
        answer = database.query("R3").to_dict()
        mix = {(row["risk_type"], row["official_items"]) for row in database.query("R5").rows}
    assert (answer["denominator"]["items"], answer["rows"][0]["lift"]) == (2, 1.0)
    assert mix == {("BRIBE", 2), ("LEAK", 2)}


def test_stages_by_how_they_are_known(tmp_path: Path) -> None:
    answer = asked(tmp_path, "R7", item(1, risk="立案环节：收受礼品。\n春天风大。"), basis="label")
    assert [(row["stage"], row["risk_type"], row["basis"]) for row in answer["rows"]] == [("立案", "BRIBE", "label")]
