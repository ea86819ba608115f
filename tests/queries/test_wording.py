"""What people read: names beside codes, Chinese in Chinese answers, words in footers; codes in JSON and CSV."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from support import ROOT, SAMPLES, Result, item, write_list

import quanpu
from graph.findings import FINDINGS, finding, sentence
from graph.words import place
from loaders.extract.typing import types
from loaders.pipeline import read_file
from queries.card import QueryCard, catalogue
from queries.typenames import known_names

Run = Callable[..., Result]
CODES = re.compile(r"\b(?:BRIBE|TAMPER|DISCRETION|NEGLECT|CONFLICT|EXACTION|ULTRA|EDU_INTEGRITY|INSPECTION)\b")


@pytest.mark.parametrize("kind", ["risk", "measure"])
def test_names_are_those_of_the_vocabularies(kind: str) -> None:
    ours = {code: {"zh": info.name, "en": info.name_en} for code, info in types(kind).items()}
    assert known_names()[f"{kind}_type"] == ours


@pytest.mark.parametrize("code", ["R2", "R3", "R4", "R5", "R6", "R7", "G1"])
@pytest.mark.parametrize(("form", "lang"), [("table", "zh"), ("md", "zh"), ("table", "en"), ("md", "en")])
def test_a_type_stands_with_its_name(run_cli: Run, sample_store: Path, code: str, form: str, lang: str) -> None:
    out = run_cli("query", "run", code, "--db", sample_store, "--format", form, "--lang", lang).out
    names = {kind: {code: f"{name[lang]} {code}" for code, name in known.items()} for kind, known in known_names().items()}
    said = {code: {names[kind].get(code, "") for kind in names} for kind in names for code in names[kind]}
    found = list(CODES.finditer(out))
    assert found
    for match in found:
        before = out[: match.end()]
        assert any(name and before.endswith(name) for name in said[match[0]]), before[-60:]


@pytest.mark.parametrize("form", ["json", "csv", "jsonl"])
def test_codes_stay_alone_in_what_programs_read(run_cli: Run, sample_store: Path, form: str) -> None:
    for code in ("R4", "G1"):
        out = run_cli("query", "run", code, "--db", sample_store, "--format", form, "--lang", "zh").out
        assert "BRIBE" in out
        assert "收受贿赂" not in out


def test_a_graph_s_own_names_go_before_ours(sample_store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("queries.typenames.known_names", lambda: {"risk_type": {}, "measure_type": {}})
    with quanpu.Database(str(sample_store), must_exist=True) as database:
        assert "收受贿赂、好处 BRIBE" in database.query("R3", lang="zh").render("table")


@pytest.mark.parametrize(
    ("lang", "name", "family"), [("en", "Bribery, gifts and hospitality", "Integrity"), ("zh", "收受贿赂、好处", "廉洁")]
)
def test_r1_names_types_in_the_answer_s_language(sample_store: Path, lang: Any, name: str, family: str) -> None:
    with quanpu.Database(str(sample_store), must_exist=True) as database:
        for level, code, expected in (("type", "BRIBE", name), ("coarse", "BRIBE", name), ("family", "Integrity", family)):
            rows = database.query("R1", level=level, lang=lang).rows
            assert {row["risk_name"] for row in rows if row["risk_type"] == code} == {expected}
        coarse = database.query("R1", level="coarse", lang=lang).rows
    assert all(row["risk_name"] != row["risk_type"] for row in coarse)


def test_every_code_of_a_finding_has_a_chinese_name() -> None:
    """The codes that the loaders' source gives, save those that only tell how a file was read."""
    source = "\n".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "loaders").rglob("*.py")))
    given = set(re.findall(r"""\b(?:Oddity|Finding|Note|_whole)\(\s*"([a-z]+(?:-[a-z]+)*)\"""", source))
    given |= {"number-skipped", "number-repeated", "number-restarts", "doubled-mark", "blank-rows", "blank-cell"}
    how = set(re.findall(r'"([a-z-]+)"', re.search(r"_HOW = frozenset\(\{(.*?)\}\)", source)[1]))  # type: ignore[index]
    assert given - how == set(FINDINGS)
    assert finding("typo", "zh") == "错字 typo"
    assert finding("typo", "en") == "typo"


def test_what_findings_say_is_said_in_chinese() -> None:
    said = {found.suggestion for path in SAMPLES for found in read_file(path)[0].findings}
    english = {text for text in said if re.search(r"[a-z]{2} [a-z]{2}", text)}
    assert len(english) > 4
    assert [text for text in english if re.search(r"[a-z]{2} [a-z]{2}", sentence(text, "zh"))] == []
    assert sentence("76% like item 6", "zh") == "与事项 6 相似 76%"
    assert sentence("76% like item 6", "en") == "76% like item 6"


def test_places_are_put_in_words() -> None:
    assert place("4←5 · ≈0.93 · chain 2 · 某事项", "zh") == "4←5 · ≈0.93 · 责任链2 · 某事项"
    assert place("4 · leader 1 · 某事项", "zh") == "4 · 责任链1分管领导 · 某事项"
    assert place("某清单 / 4 / basis", "zh") == "某清单 / 4 / 依据"
    assert place("4 · chain 2 · 某事项", "en") == "4 · chain 2 · 某事项"


@pytest.mark.parametrize("card", catalogue().values(), ids=lambda card: card.code)
def test_footers_are_worded(card: QueryCard, sample_store: Path) -> None:
    with quanpu.Database(str(sample_store), must_exist=True) as database:
        english, chinese = (database.query(card.id, lang=lang) for lang in ("en", "zh"))
    assert [line for line in english.footer() if re.search(r"\b[a-z]+_[a-z0-9]+\b", line)] == []
    counts = [line for line in chinese.footer() if line.startswith(("分母", "  "))]
    assert [line for line in counts if re.search(r"[a-z]{3}", line)] == []


def test_chinese_answers_hold_no_english_words(run_cli: Run, tmp_path: Path) -> None:
    write_list(tmp_path / "a.txt", item(1), item(2), date="2024年3月1日")
    write_list(
        tmp_path / "b.txt",
        item(1, people="分管领导：郗望舒\n竹篾股负责人：訾青禾"),
        item(2, measure="1、两人同去；\n案卷留痕。"),
        date="2025年3月1日",
    )
    run_cli("load", tmp_path / "a.txt", tmp_path / "b.txt", "--db", tmp_path / "a.kgl")
    for code in ("T1", "D1", "D4"):
        out = run_cli("query", "run", code, "--db", tmp_path / "a.kgl", "--format", "table", "--lang", "zh").out
        words = set(re.findall(r"[a-z]{2,}(?:-[a-z]+)*", out)) - set(FINDINGS)
        assert words == set(), (code, words)
        rows = json.loads(run_cli("query", "run", code, "--db", tmp_path / "a.kgl", "--format", "json", "--lang", "zh").out)["rows"]
        assert rows
