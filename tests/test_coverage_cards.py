"""G1 and G3 to G5 recomputed from what `inspect` prints, on lists made for it, and with a matrix of one's own."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from support import HEADERS, OFFICE, SAMPLES, Result, ask, asked, item, write_list

import quanpu
from graph.errors import UsageError
from loaders.vocab import vocabulary
from queries.card import find_card
from queries.maps import VOCAB, families, measure_codes, risk_codes
from queries.show import card_text

ROADS = "云汐县交通运输局"
COVERS = yaml.safe_load((VOCAB / "covers.yml").read_text(encoding="utf-8"))


# --- the matrix and the families are the taxonomy's ------------------------------------------------------


def test_the_matrix_knows_every_type_of_the_vocabularies() -> None:
    assert set(COVERS) == risk_codes() == set(vocabulary("risk")["types"]) - {"OTHER"}
    assert measure_codes() == set(vocabulary("measure")["types"]) - {"OTHER"}
    assert {code: entry["family"] for code, entry in vocabulary("measure")["types"].items() if code != "OTHER"} == {
        code: family for family, codes in families().items() for code in codes
    }
    assert [choice for choice in find_card("G4").params[0].choices if choice != "any"] == list(families())


def test_the_matrix_is_the_study_s(real_lists: Path) -> None:
    import csv

    text = (real_lists / "domain" / "taxonomy_risk.csv").read_text(encoding="utf-8-sig")
    rows = [row for row in csv.DictReader(text.splitlines()) if row["code"] != "OTHER"]
    assert {row["code"]: [code for code in row["direct_measure_types"].split("|") if code] for row in rows} == COVERS


# --- recomputed ------------------------------------------------------------------------------------------

Case = tuple[list[dict[str, Any]], Path, dict[str, Any]]


@pytest.fixture(scope="module", params=["real", "roads"])
def case(request: pytest.FixtureRequest) -> Case:
    """The real list where it is present, and a sample; suggested types count, as `inspect` does not tell them apart."""
    if request.param == "real":
        return request.getfixturevalue("seed")["items"], request.getfixturevalue("seed_store"), {"include_suggested": True}
    (file,) = [path for path in SAMPLES if "jiaotong" in path.name]
    return quanpu.inspect(file)["items"], request.getfixturevalue("sample_store"), {"include_suggested": True, "organization": ROADS}


def codes(clauses: list[dict[str, Any]]) -> set[str]:
    return {code for clause in clauses for code in clause["types"]} - {"OTHER"}


def test_g1_recomputed(case: Case) -> None:
    items, store, given = case
    expected = {}
    for entry in items:
        measures = codes(entry["measures"])
        people = {slot["official"] for chain in entry["chains"] for slot in chain["slots"]}
        for risk in codes(entry["risks"]):
            if not measures.intersection(COVERS[risk]):
                expected[entry["serial"], risk] = (sorted(COVERS[risk]), len(people), bool(COVERS[risk]))
    answer = ask(store, "G1", **given)
    assert {
        (row["item_serial"], row["risk_type"]): (row["covering_measures"], len(row["officials"]), row["matrix_defined"])
        for row in answer["rows"]
    } == expected
    assert answer["denominator"]["risks"] == sum(len(codes(entry["risks"])) for entry in items)
    assert answer["denominator"]["undefined"] == sum(not row["matrix_defined"] for row in answer["rows"])


def test_g3_recomputed(case: Case) -> None:
    items, store, given = case
    expected = [e["serial"] for e in items if "COLLECTIVE" in codes(e["risks"]) and "COLLECTIVE" not in codes(e["measures"])]
    assert [row["item_serial"] for row in ask(store, "G3", **given)["rows"]] == sorted(expected, key=int)


def test_g4_recomputed(case: Case) -> None:
    items, store, given = case
    expected = {}
    for entry in items:
        missing = sorted(family for family, own in families().items() if not codes(entry["measures"]).intersection(own))
        if missing:
            expected[entry["serial"]] = missing
    assert {row["item_serial"]: row["missing_families"] for row in ask(store, "G4", **given)["rows"]} == expected
    one = ask(store, "G4", family="决策控制", **given)["rows"]
    assert {row["item_serial"] for row in one} == {serial for serial, missing in expected.items() if "决策控制" in missing}


def test_g5_recomputed(case: Case) -> None:
    items, store, given = case
    gaps: dict[str, list[str]] = {}
    for entry in items:
        listed = {stage for risk in entry["risks"] for stage in risk["stages"]}
        for stage in {stage for duty in entry["duties"] for stage in duty["stages"]} - listed:
            gaps.setdefault(stage, []).append(entry["serial"])
    rows = ask(store, "G5", **{name: value for name, value in given.items() if name == "organization"})["rows"]
    assert {row["stage"]: row["item_serials"] for row in rows} == {stage: sorted(own, key=int) for stage, own in gaps.items()}
    assert [row["items"] for row in rows] == [len(row["item_serials"]) for row in rows]


# --- lists made for it -----------------------------------------------------------------------------------

RISK = "立案环节：收受礼品。\n决定环节：一人说了算。\n立案环节：泄露举报人信息。"


def test_gaps_undefined_risks_and_who_is_named(tmp_path: Path) -> None:
    answer = asked(tmp_path, "G1", item(1, risk=RISK, measure="1、公布举报电话，公开结果。"))
    rows = {row["risk_type"]: (row["covering_measures"], row["matrix_defined"]) for row in answer["rows"]}
    assert rows == {"COLLECTIVE": (["COLLECTIVE"], True), "LEAK": ([], False)}
    assert {tuple(row["officials"]) for row in answer["rows"]} == {("亓官朔", "訾青禾", "郗望舒", "阚知微")}
    assert answer["denominator"] == {"items": 1, "risks": 3, "undefined": 1}
    assert [row["matrix_defined"] for row in answer["rows"]] == [True, False]  # gaps first


def test_where_nobody_is_named_the_units_stand(tmp_path: Path) -> None:
    headers = ("序号", "权力类别", "权力事项", "责任事项", "监督重点", "监督措施", "责任科室")
    rows = asked(tmp_path, "G1", item(1, risk=RISK, people="竹篾股"), headers=headers)["rows"]
    assert {tuple(row["officials"]) for row in rows} == {("竹篾股",)}


def test_an_empty_cell_of_measures_is_a_gap_but_a_missing_column_is_not(tmp_path: Path) -> None:
    rows = [item(1, risk=RISK), item(2, risk=RISK, measure="")]
    answer = asked(tmp_path, "G3", *rows)
    assert ([row["item_serial"] for row in answer["rows"]], answer["denominator"]["items"]) == (["1", "2"], 2)
    store = tmp_path / "a.kgl"
    assert {row["item_serial"]: len(row["missing_families"]) for row in ask(store, "G4")["rows"]}["2"] == 4
    (tmp_path / "b").mkdir()
    headers = ("序号", "权力类别", "权力事项", "责任事项", "监督重点")
    asked(tmp_path / "b", "G3", *[row[:5] for row in rows], headers=headers)
    for code in ("G1", "G3", "G4"):
        answer = ask(tmp_path / "b" / "a.kgl", code)
        assert (answer["rows"], answer["denominator"]["items"]) == ([], 0)
    assert ask(tmp_path / "b" / "a.kgl", "G5")["denominator"]["items"] == 2


def test_the_measures_of_another_list_do_not_count(tmp_path: Path) -> None:
    """Of two lists of one office only the one that states risks and measures is asked."""
    write_list(tmp_path / "a.txt", item(1, risk=RISK))
    write_list(tmp_path / "b.txt", *[item(n, risk=RISK)[:5] for n in (1, 2)],
               headers=("序号", "权力类别", "权力事项", "责任事项", "监督重点"), kind="责任清单")  # fmt: skip
    with quanpu.open(tmp_path / "a.kgl") as database:
        database.load(tmp_path / "a.txt", tmp_path / "b.txt")
        for code in ("G1", "G3", "G4"):
            assert database.query(code).denominator["items"] == 1, code
        assert database.query("G5").denominator["items"] == 3


def test_likeness_alone_is_no_finding_unless_asked_for(sample_store: Path) -> None:
    """Road item 10: one of its measures is of the type RECORDING by likeness alone, so TAMPER stays open."""
    given = {"organization": ROADS}
    stated, liked = (
        {(row["item_serial"], row["risk_type"]) for row in ask(sample_store, "G1", include_suggested=flag, **given)["rows"]}
        for flag in (False, True)
    )
    assert ("10", "TAMPER") in stated - liked
    assert ("4", "NONTRANSFER") in liked - stated


def test_items_whose_risks_bear_no_stage_are_not_asked(tmp_path: Path) -> None:
    """An empty cell of risks lists no risk at any stage; clauses without a stage may belong to any."""
    answer = asked(tmp_path, "G5", item(1, risk="立案环节：收受礼品。"), item(2, risk="春天风大。"), item(3, risk=""))
    assert {row["stage"]: row["item_serials"] for row in answer["rows"]} == {"立案": ["3"], "决定": ["1", "3"]}
    assert answer["denominator"]["items"] == 2
    assert [row["stage"] for row in ask(tmp_path / "a.kgl", "G5", stage="决定")["rows"]] == ["决定"]


def test_items_without_a_serial_are_named_by_their_place(tmp_path: Path) -> None:
    rows = [item(n, risk=RISK, measure="" if n < 3 else "1、案卷留痕。")[1:] for n in (1, 2, 3)]
    text = "".join(",".join(f'"{cell}"' for cell in row) + "\n" for row in ((f"{OFFICE}权力清单",), HEADERS[1:], *rows))
    (tmp_path / "a.csv").write_text(text, encoding="utf-8")
    with quanpu.open(tmp_path / "a.kgl") as database:
        database.load(tmp_path / "a.csv")
        assert [row["item_serial"] for row in database.query("G3").rows] == ["#1", "#2", "#3"]
        assert {tuple(row["missing_families"]) for row in database.query("G4", family="监督检查").rows} == {tuple(sorted(families()))}


# --- a matrix of one's own --------------------------------------------------------------------------------


def test_another_matrix_changes_what_is_a_gap(sample_store: Path, run_cli: Callable[..., Result], tmp_path: Path) -> None:
    own = tmp_path / "own.yml"
    own.write_text(yaml.safe_dump({code: ["LAWFUL"] for code in COVERS} | {"BRIBE": []}), encoding="utf-8")
    answers = [
        json.loads(run_cli("--db", sample_store, "query", "run", "G1", *arguments).out)
        for arguments in (("--covers", own), ("-p", f"covers={own}"))
    ]
    assert answers[0] == answers[1]
    rows = answers[0]["rows"]
    assert {row["risk_type"] for row in rows if not row["matrix_defined"]} == {"BRIBE"}
    assert {tuple(row["covering_measures"]) for row in rows} == {(), ("LAWFUL",)}
    assert answers[0]["params"]["covers"]["DELAY"] == ["LAWFUL"]
    assert answers[0]["rows"] == ask(sample_store, "G1", covers=yaml.safe_load(own.read_text(encoding="utf-8")))["rows"]


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("# BRIBES in a remark\nBRIBE: [PUBLIC]\nBRIBES: [PUBLIC]\n", 3, ("unknown risk type 'BRIBES'", "'BRIBE'")),
        ("BRIBE: [PUBLIC]\nLEAK:\n  - RECORDNG\n", 3, ("unknown measure type 'RECORDNG'", "'RECORDING'")),
        ("BRIBE: PUBLIC\n", 1, ("BRIBE has no list", "[A, B]")),
        ("BRIBE: [1]\n", 1, ("BRIBE has no list",)),
        ("ZZZ: []\n", 1, ("unknown risk type 'ZZZ'", "Known: BRIBE, COLLECTIVE")),
    ],
)
def test_a_wrong_matrix_is_refused_with_file_line_and_nearest_code(
    sample_store: Path, run_cli: Callable[..., Result], tmp_path: Path, text: str, line: int, words: tuple[str, ...]
) -> None:
    own = tmp_path / "own.yml"
    own.write_text(text, encoding="utf-8")
    result = run_cli("--db", sample_store, "query", "run", "G1", "--covers", own)
    assert (result.code, result.out) == (2, "")
    assert f"own.yml, line {line}: " in result.error
    for word in words:
        assert word in result.error


@pytest.mark.parametrize("text", ["- BRIBE\n", "BRIBE: [PUBLIC\n", "", "BRIBE: \x00"])
def test_what_is_no_matrix_is_refused(sample_store: Path, run_cli: Callable[..., Result], tmp_path: Path, text: str) -> None:
    own = tmp_path / "own.yml"
    own.write_text(text, encoding="utf-8")
    for name in (own, tmp_path / "missing.yml"):
        result = run_cli("--db", sample_store, "query", "run", "G1", "--covers", name)
        assert (result.code, result.out) == (2, "")
        assert name.name in result.error


def test_a_wrong_matrix_from_a_notebook_is_refused(sample_store: Path) -> None:
    for wrong in ({"BRIBES": []}, {"BRIBE": ["RECORDNG"]}, {"BRIBE": "PUBLIC"}):
        with pytest.raises(UsageError):
            ask(sample_store, "G1", covers=wrong)


def test_other_questions_take_no_matrix(sample_store: Path, run_cli: Callable[..., Result], tmp_path: Path) -> None:
    result = run_cli("--db", sample_store, "query", "run", "G3", "--covers", tmp_path / "own.yml")
    assert (result.code, "covers" in result.error) == (2, True)


def test_show_prints_the_matrix() -> None:
    text = card_text(find_card("G1"), "en")
    assert "covers = queries/vocab/covers.yml" in text
    for risk, measures in COVERS.items():
        assert f"    {risk}: {', '.join(measures)}" in text
