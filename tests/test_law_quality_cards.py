"""L3, L4 and D1 to D4: against the real list's published facts, what the samples were written to say, and lists made for it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
import yaml
from support import ROOT, SAMPLES, Result, ask, asked, item, write_list
from test_cooccurrence import common_subsequence

import quanpu
from queries.card import find_card
from queries.likeness import similar_pairs, subjects
from queries.maps import VOCAB

EXPECTED = json.loads((ROOT / "tests" / "data" / "samples_expected.json").read_text(encoding="utf-8"))
CURRENT = [entry for name, entry in EXPECTED.items() if "2023" not in name]
LEXICON = yaml.safe_load((VOCAB / "subjects.yml").read_text(encoding="utf-8"))


# --- laws ------------------------------------------------------------------------------------------------


def test_the_lexicon_leaves_laws_of_procedure_alone() -> None:
    for law in ("行政处罚法", "行政强制法", "行政许可法", "行政复议法", "民事诉讼法", "监察法", "公务员法", "交通运输行政执法程序规定"):
        assert subjects(law, LEXICON) == frozenset(), law
    assert all(words and len(set(words)) == len(words) for words in LEXICON.values())


def test_l3_a_law_of_another_subject_is_to_be_checked(tmp_path: Path) -> None:
    """Items 1 to 3 share a template; its law fits the first, has the third's subject among others, and not the second's."""
    measure = "1、按《旅游法》和《行政处罚法》办理。"
    rows = asked(
        tmp_path, "L3", item(1, "旅行社擅自转让经营许可的行政处罚", measure=measure),
        item(2, "食品摊贩占用渡口的行政处罚", measure=measure), item(3, "旅游船舶超载的行政处罚", measure=measure),
        item(4, "放飞纸鸢的行政处罚", measure=measure),
    )["rows"]  # fmt: skip
    assert [(row["item_serial"], row["law"], row["item_terms"], row["law_terms"]) for row in rows] == [
        ("2", "旅游法", ["水路", "食品"], ["旅游"])
    ]
    store = tmp_path / "a.kgl"
    assert ask(store, "L3", column="duty")["rows"] == ask(store, "L3", lexicon={"旅游": ["旅游"]})["rows"] == []


def test_l3_of_the_real_list(seed_store: Path) -> None:
    """Its one misfit: a rule for the people who verify instruments, copied to items about the instruments."""
    rows = ask(seed_store, "L3")["rows"]
    assert {row["law"] for row in rows} == {"计量检定人员管理办法"}
    assert [row["item_serial"] for row in rows] == [str(n) for n in range(25, 41)]


def test_l4_of_the_real_list(seed_store: Path) -> None:
    rows = ask(seed_store, "L4")["rows"]
    assert [(row["item_serial"], row["law"], row["article"]) for row in rows if not row["dangling"]] == [
        ("48", "加油站计量监督管理办法", "第九条"), ("50", "眼镜制配计量监督管理办法", "第四条"),
    ]  # fmt: skip
    assert [(row["item_serial"], row["citation"]) for row in rows if row["dangling"]] == [("65", "以上所列"), ("80", "本办法第三十条")]


def test_l4_of_the_samples_is_what_they_were_written_to_say(sample_store: Path) -> None:
    for entry in CURRENT:
        rows = ask(sample_store, "L4", organization=entry["organization"])["rows"]
        found = {(row["law"], row["article"]) for row in rows if not row["dangling"]}
        assert found == {(law["name"].removeprefix("中华人民共和国"), law["article"]) for law in entry["laws"] if law["article"]}
        assert all(row["citation"].endswith(row["article"][-3:]) for row in rows if row["article"] and "款" not in row["article"])


def test_l4_the_same_words_stand_once_per_item(tmp_path: Path) -> None:
    law = "1、依照《旅游法》第九条办理。"
    rows = asked(tmp_path, "L4", item(1, duty=law, measure=law, risk="立案环节：违反以上所列规定。"))["rows"]
    assert [(row["citation"], row["law"], row["article"], row["dangling"]) for row in rows] == [
        ("以上所列", None, None, True), ("《旅游法》第九条", "旅游法", "第九条", False),
    ]  # fmt: skip


# --- findings --------------------------------------------------------------------------------------------


def test_d1_is_every_finding_in_an_item(seed: dict[str, Any], seed_store: Path) -> None:
    """Findings of `inspect`, those in a cell; equal ones of one item stand once."""
    serials = {item["cite"]["row"]: item["serial"] for item in seed["items"]}
    expected = {
        (issue["code"], serials[issue["cite"]["row"]], issue["text"], issue["suggestion"])
        for issue in seed["issues"]
        if issue["cite"]["row"] in serials
    }
    rows = ask(seed_store, "D1")["rows"]
    assert {(row["code"], row["item_serial"], row["text"], row["suggestion"]) for row in rows} == expected
    kinds = Counter(row["code"] for row in rows)
    assert (kinds["unlabelled-risk"], kinds["doubled-character"]) == (9, 4)
    assert ask(seed_store, "D1", kind="typo")["rows"] == [row for row in rows if row["code"] == "typo"]


def test_d2_of_the_real_list(seed_store: Path) -> None:
    rows = ask(seed_store, "D2")["rows"]
    bare = [row for row in rows if row["marker"] == "none"]
    assert len(bare) == 9
    assert {tuple(row["stage_inferred"]) for row in bare} == {("立案",)}
    assert all(row["stage_inferred"] == [] for row in rows if row["marker"] != "none")
    assert ask(seed_store, "D2", marker="none")["rows"] == bare


def test_d2_every_form(tmp_path: Path) -> None:
    risk = "立案环节：春天风大。\n调查取证过程中收受礼品。\n决定环节，一人说了算。\n审查环节看人办案。\n来信压着不立案。"
    rows = asked(tmp_path, "D2", item(1, risk=risk))["rows"]
    assert {row["marker"]: row["text"] for row in rows} == {
        "adverbial": "收受礼品", "comma": "一人说了算", "bare": "看人办案", "none": "来信压着不立案",
    }  # fmt: skip


@pytest.mark.parametrize("name", [path.name for path in SAMPLES])
def test_d3_every_pair_by_the_definition(sample_store: Path, name: str) -> None:
    entry = EXPECTED[name]
    names = {item["serial"]: "".join(item["name"].split()) for item in quanpu.inspect(ROOT / "samples" / name)["items"]}
    for tau in (0.62, 0.3):
        expected = {}
        for (a, first), (b, second) in combinations(names.items(), 2):
            likeness = 2 * common_subsequence(first, second) / (len(first) + len(second))
            if likeness >= tau:
                expected[a, b] = pytest.approx(likeness)
        rows = ask(sample_store, "D3", document=entry["form_date"], tau=tau)["rows"]
        assert {(row["item_a"], row["item_b"]): row["similarity"] for row in rows} == expected


def test_d3_compares_within_one_list(tmp_path: Path) -> None:
    """The same items in the office's other list are no repetition."""
    write_list(tmp_path / "a.txt", item(1, "擅自放飞纸鸢的行政处罚"), item(2, "擅自 放飞纸鸢的行政处罚"))
    write_list(tmp_path / "b.txt", item(1, "擅自放飞纸鸢的行政处罚"), kind="责任清单")
    with quanpu.open(tmp_path / "a.kgl") as database:
        database.load(tmp_path / "a.txt", tmp_path / "b.txt")
        rows = database.query("D3").rows
    assert [(row["item_a"], row["item_b"], row["similarity"]) for row in rows] == [("1", "2", 1.0)]


def test_d3_shows_the_most_alike_and_says_how_many_more_there_are(run_cli: Callable[..., Result], tmp_path: Path) -> None:
    write_list(tmp_path / "a.txt", *(item(serial) for serial in range(1, 41)))  # a series: 第1号桥 … 第40号桥
    run_cli("load", tmp_path / "a.txt", "--db", tmp_path / "a.kgl")
    with quanpu.Database(str(tmp_path / "a.kgl"), must_exist=True) as database:
        every, some = database.query("D3"), database.query("D3", most=100)
    assert (len(every.rows), every.denominator) == (780, {"items": 40})
    assert some.denominator == {"items": 40, "pairs": 780, "not_shown": 680}
    assert [row["similarity"] for row in some.rows] == [row["similarity"] for row in every.rows][:100]
    out = run_cli("query", "run", "D3", "-p", "most=100", "--db", tmp_path / "a.kgl", "--format", "table", "--lang", "zh").out
    assert "未列出 = 680" in out


def test_similar_pairs_are_all_pairs_however_many_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    names = [f"擅自在第{k}号桥{what}" for k in range(30) for what in ("放飞纸鸢", "点放灯笼")] + ["", "纸"]
    for threshold in (0.0, 0.62, 0.95, 1.0):
        expected = {}
        for (a, first), (b, second) in combinations(enumerate(names), 2):
            longest = len(first) + len(second)
            likeness = 2 * common_subsequence(first, second) / longest if longest else 1.0
            if likeness >= threshold:
                expected[a, b] = pytest.approx(likeness)
        for cells in (1, 100, 2_000_000):
            monkeypatch.setattr("queries.likeness.CELLS", cells)
            assert {(a, b): likeness for a, b, likeness in similar_pairs(names, threshold)} == expected


def test_d4_of_the_real_list(seed_store: Path) -> None:
    rows = ask(seed_store, "D4")["rows"]
    assert [(row["check"], row["value"]) for row in rows if row["check"] == "blank-rows"] == [("blank-rows", "12")]
    assert Counter(row["check"] for row in rows) == {"blank-rows": 1, "unsealed": 1, "unsigned": 2}


def test_d4_of_the_samples(sample_store: Path) -> None:
    for entry in CURRENT:
        rows = ask(sample_store, "D4", organization=entry["organization"])["rows"]
        assert [row["value"] for row in rows if row["check"] == "blank-rows"] == [str(entry["blank_rows"])]


def test_d4_blank_cells_where_others_fill_them(tmp_path: Path) -> None:
    answer = asked(tmp_path, "D4", item(1), item(2, risk="", measure=""), item(3, people=""))
    cells = [row["place"].split(" / ")[1:] for row in answer["rows"] if row["check"] == "blank-cell"]
    assert cells == [["2", "measure"], ["2", "risk"], ["3", "responsible"]]
    store = tmp_path / "a.kgl"
    assert [row["check"] for row in ask(store, "D4", fields="risk")["rows"]].count("blank-cell") == 1
    (tmp_path / "b").mkdir()
    rows = asked(tmp_path / "b", "D4", item(1, risk=""), item(2, risk=""))["rows"]
    assert "blank-cell" not in {row["check"] for row in rows}  # a column that nobody fills is no form to fill


def test_d4_a_filtered_item_is_compared_with_its_whole_list(tmp_path: Path) -> None:
    """The filter leaves the blank item alone; that its neighbours fill the cell is still seen."""
    asked(tmp_path, "D4", item(1), item(2, risk="", category="行政许可"))
    rows = ask(tmp_path / "a.kgl", "D4", category="行政许可")["rows"]
    assert [row["place"].split(" / ")[1:] for row in rows if row["check"] == "blank-cell"] == [["2", "risk"]]


@pytest.mark.parametrize("code", ["L3", "L4", "D1", "D2", "D3", "D4"])
def test_limits_say_that_it_is_to_be_checked_not_judged(code: str) -> None:
    """No wording of these questions accuses."""
    card = find_card(code)
    for text in (*card.limits.values(), *card.question.values(), card.why, card.definition):
        assert not any(word in text for word in ("违规", "违法", "violation", "illegal", "guilty"))
