"""Hard use: values out of range, names that name nothing, one store under two names, and what a table must say of its limits."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from support import Result, write_list

import quanpu
from graph.errors import UsageError
from graph.table import Column, Table, plain_table
from queries.listings import cards_table

Run = Callable[..., Result]


@pytest.mark.parametrize(
    ("card", "given", "says"),
    [
        ("D3", "tau=2", "tau is 2: give 0 to 1"),
        ("D3", "tau=nan", "tau is nan: give 0 to 1"),
        ("X2", "tau=-1", "tau is -1: give 0 to 1"),
        ("R3", "alpha=5", "alpha is 5: give 0 to 1"),
        ("S7", "stages=", "stages has 0 names: give 1 to 12"),
        ("S7", "stages=立按,决定", "Did you mean '立案'?"),
        ("R6", "departments=水政监查大队", "Did you mean '水政监察大队'"),
    ],
)
def test_a_value_that_makes_no_sense_is_refused(run_cli: Run, sample_store: Path, card: str, given: str, says: str) -> None:
    found = run_cli("query", "run", card, "-p", given, "--db", sample_store)
    assert (found.code, says in found.error) == (2, True), found.err


def test_a_parameter_given_twice_is_refused(run_cli: Run, sample_store: Path) -> None:
    found = run_cli("query", "run", "R6", "-p", "departments=水土保持股", "-p", "departments=水政监察大队", "--db", sample_store)
    assert (found.code, "'departments' is given twice" in found.error) == (2, True)


@pytest.mark.parametrize("given", [{"organization": ["云汐县水利局"]}, {"document": 5}])
def test_a_filter_in_python_is_text(sample_store: Path, given: dict[str, Any]) -> None:
    with quanpu.open(sample_store) as db, pytest.raises(UsageError, match="Give one name as text"):
        db.query("C1", **given)


def test_an_unknown_language_in_python(sample_store: Path) -> None:
    with quanpu.open(sample_store) as db, pytest.raises(UsageError, match="unknown language 'fr'"):
        db.query("C1", lang="fr")  # type: ignore[arg-type]


def test_empty_text_is_empty_in_csv() -> None:
    table = plain_table([{"a": "", "b": "=1"}], [Column("a", "a", "a"), Column("b", "b", "b")])
    assert list(csv.reader(io.StringIO(table.render("csv")))) == [["a", "b"], ["", "'=1"]]


def test_a_missing_file_of_pairs_is_told_once(run_cli: Run, sample_store: Path) -> None:
    error = run_cli("query", "run", "G1", "--covers", "none.yml", "--db", sample_store).error
    assert error == "error: none.yml: can't be read (No such file or directory). Give a YAML file of names and lists."


def test_a_store_under_two_names_is_not_copied_to_itself(
    run_cli: Run, sample_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(sample_store.parent)
    for name in (f"./{sample_store.name}", sample_store, f"../{sample_store.parent.name}/{sample_store.name}"):
        found = run_cli("push", name, "--db", sample_store.name)
        assert (found.code, "can't be copied to itself" in found.error) == (2, True)


def test_several_queries_at_once_are_refused(run_cli: Run, sample_store: Path) -> None:
    found = run_cli("cypher", "RETURN 1 AS a; RETURN 2 AS b", "--db", sample_store)
    assert (found.code, found.error) == (2, "error: several queries are given. Ask one at a time.")
    assert run_cli("cypher", "RETURN ';' AS a ; ", "--db", sample_store).code == 0


def test_a_group_goes_by_the_heading_that_the_list_shows() -> None:
    named = cards_table(group="risk", lang="en").rows
    assert named == cards_table(group="Shared risk", lang="en").rows == cards_table(group="共性风险", lang="en").rows != []


def test_all_answers_of_an_empty_store_are_one_error(run_cli: Run, tmp_path: Path) -> None:
    store = tmp_path / "empty.kgl"
    with quanpu.open(store) as db:
        db.load(write_list(tmp_path / "list.txt"))
        db.remove("2024-03-01")
    found = run_cli("query", "run", "--all", "-o", tmp_path / "answers", "--db", store)
    assert (found.code, "the store holds no document" in found.error) == (1, True)
    assert not (tmp_path / "answers").exists()


def asked(table: Table) -> list[str]:
    return [line for line in table.footer() if line.startswith("Asked with: ")]


def test_a_table_says_what_it_was_narrowed_to(sample_store: Path) -> None:
    with quanpu.open(sample_store) as db:
        assert asked(db.query("C1")) == asked(db.query("C1", role="any")) == []
        assert asked(db.query("C1", role="leader", department="水政监察大队")) == ["Asked with: role = leader; department = 水政监察大队"]
        assert asked(db.query("T1", v1="2023-06-01", v2="2024-06-03", tau=0.9)) == ["Asked with: tau = 0.9"]
        assert "限定: 职责 = 分管领导" in db.query("C1", role="leader", lang="zh").footer()
        assert "Asked with: role = leader" in db.query("C1", role="leader").render("md")


@pytest.mark.parametrize("card", ["X1", "X2"])
def test_one_office_has_no_peers(sample_store: Path, card: str) -> None:
    with quanpu.open(sample_store) as db:
        note = "Only one organization's lists are asked"
        assert note in str(db.query(card, organization="云汐县水利局"))
        assert note not in str(db.query(card))


@pytest.mark.parametrize("card", ["C3", "C5", "C7", "G1", "R6", "S6", "X1", "X2", "X3"])
def test_counts_and_codes_are_chinese_in_a_chinese_table(sample_store: Path, card: str) -> None:
    english = ("items_named", "bus_factor", "exposure", "units", "dealt_", "centralization", "organizations_compared", "undefined",
               "risks", "gini", "normalized_hhi", "common", "chain", "pair", "slots")  # fmt: skip
    with quanpu.open(sample_store) as db:
        text = str(db.query(card, lang="zh"))
    assert [word for word in english if word in text] == []


@pytest.mark.parametrize("form", ["table", "md"])
def test_evidence_is_shown_where_people_read(sample_store: Path, form: str) -> None:
    with quanpu.open(sample_store) as db:
        table = db.query("S1", evidence=True)
        text = table.render(form)  # type: ignore[arg-type]
        assert "Evidence" not in db.query("S1").render(form)  # type: ignore[arg-type]
        assert "负责人：亓官朔”" in db.query("S1", evidence=True, lang="zh").render(form)  # type: ignore[arg-type]
    assert "Row 1, items 9" in text
    cells = [cell for entry in table.evidence for cell in entry["cells"]]
    assert cells
    assert [cell["text"] for cell in cells if " ".join(cell["text"].split()) not in text] == []


def test_a_cell_that_items_share_is_quoted_once(sample_store: Path) -> None:
    with quanpu.open(sample_store) as db:
        table = db.query("R2", evidence=True)
    cells = table.evidence[0]["cells"]
    texts = {" ".join(cell["text"].split()) for cell in cells}
    assert len(cells) > len(texts)
    assert [str(table).count(f"“{text}”") for text in texts] == [1] * len(texts)


def test_forms_that_hold_rows_only_say_so(run_cli: Run, sample_store: Path) -> None:
    found = run_cli("query", "run", "S1", "--evidence", "--format", "csv", "--db", sample_store)
    assert found.err == "note: csv holds rows only: for the cells behind them take json, table or md\n"
    assert run_cli("query", "run", "S1", "--evidence", "--format", "json", "--db", sample_store).err == ""


def test_the_questions_are_not_cut_short_in_their_list() -> None:
    for lang in ("zh", "en"):
        table = cards_table(lang=lang)
        assert [row["question"] for row in table.rows if row["question"] not in str(table)] == []


def test_an_unknown_name_always_comes_with_what_there_is(run_cli: Run, sample_store: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    assert "Did you mean '收受贿赂、好处'?" in run_cli("draw", "risk", "受贿", "-o", page, "--db", sample_store).error
    assert " more." in run_cli("draw", "law", "zzz", "-o", page, "--db", sample_store).error
    assert len(run_cli("draw", "official", "x" * 500, "-o", page, "--db", sample_store).error) < 400
