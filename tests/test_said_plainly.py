"""What an answer must say of itself: the level it fell back to, the day it was taken for, how many could have shown what is asked."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from neo4j.exceptions import Neo4jError
from support import Result, item, write_list

import quanpu
from graph.errors import CommitError, StoreError, UsageError
from graph.stores.address import server
from graph.stores.neo4j_errors import of_server
from graph.table import Format, Table
from loaders.pipeline import lost

Run = Callable[..., Result]
UNITS = ("序号", "权力类别", "权力事项", "责任事项", "监督重点", "监督措施", "责任科室")
BARE = ("序号", "权力类别", "权力事项")
LAMPS = "云汐县灯笼管理局"
SELF = "分管领导：郗望舒\n竹篾股负责人：郗望舒"
SAME = "分管领导：郗望舒\n竹篾股负责人：訾青禾\n分管领导：阚知微\n巡查队负责人：訾青禾"


def ask(folder: Path, code: str, *items: tuple[str, ...], given: dict[str, Any] | None = None, **made: Any) -> Table:
    """A question to a list of these items, or to what is loaded already."""
    with quanpu.open(folder / "a.kgl") as database:
        if items:
            assert not [report.error for report in database.load(write_list(folder / "a.txt", *items, **made)) if report.error]
        return database.query(code, **(given or {}))


def unnamed(count: int) -> list[tuple[str, ...]]:
    return [(str(n), "行政处罚", f"擅自在第{n}号桥放飞纸鸢的行政处罚") for n in range(1, count + 1)]


# --- the level and the day ------------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["table", "md"])
def test_a_level_that_auto_fell_back_to_is_said(tmp_path: Path, form: Format) -> None:
    table = ask(tmp_path, "C1", item(1, people="竹篾股"), headers=UNITS)
    assert "Asked with: level = department" in table.render(form)
    assert table.to_dict()["params"]["level"] == "department"


def test_the_finest_level_needs_no_word(tmp_path: Path) -> None:
    assert "level" not in ask(tmp_path, "C1", item(1)).render("table")
    assert "level = person" in ask(tmp_path, "C1", given={"level": "person"}).render("table")


def test_an_answer_over_all_offices_says_its_level(tmp_path: Path) -> None:
    assert "level = organization" in ask(tmp_path, "X1", *unnamed(1), headers=BARE).render("table")


def test_without_a_day_the_lists_dates_are_said(tmp_path: Path) -> None:
    text = ask(tmp_path, "T2", item(1)).render("table")
    assert "No day was asked for: the lists that were read are dated 2024-03-01." in text
    assert "No day" not in ask(tmp_path, "T2", given={"date": "2024-05-06"}).render("table")
    assert "未指定日期：所读清单的填表日期为2024-03-01" in ask(tmp_path, "T2").notes["zh"]


# --- out of how many ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "could"),
    [
        ("S1", {"items_comparable": (0, 2)}),
        ("S2", {"items_with_leader": (0, 3), "items_with_head": (0, 2)}),
        ("S3", {"items_comparable": (0, 2)}),
        ("S5", {"items_named": (0, 3)}),
    ],
)
def test_how_many_items_could_show_it(tmp_path: Path, code: str, could: dict[str, tuple[int, int]]) -> None:
    """Items 1 and 2 have two chains with leader and head, item 3 has a leader alone, item 4 names nobody."""
    (tmp_path / "bare").mkdir()
    bare = ask(tmp_path / "bare", code, *unnamed(4), headers=BARE)
    named = ask(tmp_path, code, item(1), item(2, people=SAME), item(3, people="分管领导：郗望舒"), item(4, people=""))
    assert (bare.rows, bare.denominator) == ([], {"items": 4} | {name: counts[0] for name, counts in could.items()})
    assert named.denominator == {"items": 4} | {name: counts[1] for name, counts in could.items()}


def test_self_supervision_needs_leader_and_head_in_one_chain(tmp_path: Path) -> None:
    chains = "分管领导：郗望舒\n巡查队负责人：亓官朔"
    assert ask(tmp_path, "S3", item(1, people=SELF), item(2, people="分管领导：郗望舒")).denominator == {"items": 2, "items_comparable": 1}
    assert ask(tmp_path, "S1", item(1, people=chains), given={"role": "leader"}).denominator["items_comparable"] == 0


def test_x1_counts_offices_with_figures(tmp_path: Path) -> None:
    with quanpu.open(tmp_path / "a.kgl") as database:
        database.load(write_list(tmp_path / "a.txt", item(1), item(2)))
        database.load(write_list(tmp_path / "b.txt", *unnamed(2), headers=BARE, office=LAMPS))
        table = database.query("X1")
    assert (table.n, len(table.rows)) == (1, 2)
    assert (table.denominator["organizations_compared"], table.denominator["organizations_named"]) == (2, 1)
    assert "Asked with: level = official" in table.render("table")
    assert "organizations compared = 2, organizations that name anyone at the level = 1; n = 1" in table.render("table")


def test_c4_without_a_risk_has_no_share(tmp_path: Path) -> None:
    (row,) = ask(tmp_path, "C4", *unnamed(2), headers=BARE).rows
    assert (row["exposure"], row["share"], row["mean_per_item"]) == (0, None, None)


# --- levels ---------------------------------------------------------------------------------------------


def test_s4_falls_back_to_the_office_and_cites_the_cell_that_names_it(tmp_path: Path) -> None:
    headers = (*BARE, "实施主体")
    rows = [(*row, "云汐县纸鸢管理局") for row in unnamed(2)]
    table = ask(tmp_path, "S4", *rows, headers=headers)
    assert (table.rows, table.params["level"]) == ([], "organization")
    with quanpu.open(tmp_path / "a.kgl") as database:
        table = database.query("S4", k=1, level="organization", evidence=True)
    assert [(row["official"], row["slots"]) for row in table.rows] == [("云汐县纸鸢管理局", 1)] * 2
    assert [cell["field"] for entry in table.evidence for cell in entry["cells"]] == ["body", "body"]


def test_an_office_stands_in_no_chain(tmp_path: Path) -> None:
    """A list that names nobody has no single-chain item, and says that no item names anyone."""
    table = ask(tmp_path, "S5", *unnamed(2), headers=BARE)
    assert (table.rows, table.params["level"], table.denominator["items_named"]) == ([], "organization", 0)
    with quanpu.open(tmp_path / "a.kgl") as database:
        assert database.query("S5", level="organization").rows == []


# --- parameters -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("card", "given", "says"),
    [
        ("R2", "tau=0.3", "tau counts only with normalise=communities, and normalise=space is asked. Add normalise=communities"),
        ("R2", "seed=2", "seed counts only with normalise=communities"),
        ("R3", "draws=10", "draws counts only with model=degrees"),
        ("R3", "draws=0", "draws is 0: give 1 to 100000."),
        ("X1", "draws=0", "draws is 0: give 1 to 1000000."),
        ("X3", "draws=1000001", "draws is 1000001: give 1 to 1000000."),
        ("X3", "seed=99999999999999999999999", "seed is 99999999999999999999999: give -9223372036854775808 to 9223372036854775807."),
        ("S6", "min_support=0", "min_support is 0: give 1 to 1000000."),
        ("X1", "peers=云汐县水利", "unknown value for peers '云汐县水利'. Did you mean '云汐县水利局'"),
    ],
)
def test_a_parameter_that_does_not_fit_is_refused(run_cli: Run, sample_store: Path, card: str, given: str, says: str) -> None:
    found = run_cli("query", "run", card, "-p", given, "--db", sample_store)
    assert (found.code, says in found.error) == (2, True), found.err


def test_what_a_parameter_counts_with_is_shown(run_cli: Run) -> None:
    assert "; only with normalise=communities)" in run_cli("query", "show", "R2", "--format", "table", "--lang", "en").out
    assert "0 … 1" in run_cli("query", "show", "R2", "--format", "table").out


def test_a_peer_that_a_filter_leaves_out(run_cli: Run, sample_store: Path) -> None:
    given = ("-p", "peers=云汐县水利局", "--organization", "云汐县交通运输局")
    found = run_cli("query", "run", "X1", *given, "--db", sample_store)
    assert (found.code, "none of its items is among those asked about. Ask without the filter" in found.error) == (2, True)


def test_a_law_that_no_list_cites_is_noted(tmp_path: Path) -> None:
    table = ask(tmp_path, "L1", item(1), given={"procedural_laws": ["纸鸢管理条列", "行政强制法"]})
    assert "procedural_laws: nothing in the graph is named 纸鸢管理条列; nearest: 纸鸢管理条例." in table.render("table")
    assert "图中没有“纸鸢管理条列”，相近的有：纸鸢管理条例" in table.notes["zh"]
    assert "nothing in the graph" not in ask(tmp_path, "L1", given={"procedural_laws": ["纸鸢管理条例"]}).render("table")


# --- the command line and the notebook ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "option"),
    [
        (("query", "run", "C1", "--organization", "云汐县水利局", "--organization", "云汐县交通运输局"), "--organization"),
        (("query", "run", "C1", "--document", "2023-06-01", "--document", "2024-06-03"), "--document"),
        (("query", "run", "C1", "--department", "甲", "--department", "乙"), "--department"),
        (("query", "run", "C1", "--category", "甲", "--category", "甲"), "--category"),
        (("query", "run", "C1", "--role=head", "--role=leader"), "--role"),
        (("query", "run", "C1", "--format", "json", "--format", "csv"), "--format"),
        (("query", "run", "C1", "-o", "a.json", "--output", "b.json"), "--output"),
        (("diff", "a", "b", "--tau", "0.5", "--tau", "0.6"), "--tau"),
        (("draw", "network", "--lang", "zh", "--lang", "en"), "--lang"),
        (("--db", "a.kgl", "--db", "b.kgl", "status"), "--db"),
        (("query", "list", "--group", "risk", "--group", "law"), "--group"),
    ],
)
def test_an_option_of_one_value_is_given_once(run_cli: Run, tmp_path: Path, arguments: tuple[str, ...], option: str) -> None:
    found = run_cli(*arguments, cwd=tmp_path)
    assert (found.code, f"{option} is given 2 times. Give it once" in found.error, list(tmp_path.iterdir())) == (2, True, [])


def test_parameters_and_flags_may_be_repeated(run_cli: Run, sample_store: Path) -> None:
    given = ("-p", "level=person", "-p", "role=head", "--evidence", "--evidence", "--format", "json")
    assert run_cli("query", "run", "C1", *given, "--db", sample_store).code == 0


def test_a_document_is_read_whatever_its_version(run_cli: Run, sample_store: Path) -> None:
    found = run_cli("query", "run", "C1", "--document", "2023-06-01", "--all-versions", "--db", sample_store)
    assert (found.code, "all_versions does nothing where a document is named" in found.error) == (2, True)


def test_a_mistyped_file_is_the_fault_where_there_is_no_graph(run_cli: Run, tmp_path: Path) -> None:
    write_list(tmp_path / "list.txt", item(1))
    for old, new in (("list.txt", "typo.txt"), ("typo.txt", "list.txt")):
        found = run_cli("diff", old, new, cwd=tmp_path)
        assert (found.code, "'typo.txt' is no file, and there is no graph at quanpu.kgl" in found.error) == (2, True)
    assert [path.name for path in tmp_path.iterdir()] == ["list.txt"]


def test_an_ending_that_is_no_format_of_ours_is_refused(run_cli: Run, sample_store: Path, tmp_path: Path) -> None:
    found = run_cli("query", "run", "C1", "-o", tmp_path / "a.docx", "--db", sample_store)
    assert (found.code, "unknown ending of a file '.docx'" in found.error, ".csv" in found.error) == (2, True, True)
    assert run_cli("query", "run", "C1", "-o", tmp_path / "a.docx", "--format", "md", "--db", sample_store).code == 0
    assert run_cli("query", "run", "C1", "-o", tmp_path / "a.CSV", "--db", sample_store).code == 0
    assert run_cli("query", "run", "C1", "-o", tmp_path / "a.txt", "--db", sample_store).code == 0
    assert (tmp_path / "a.CSV").read_text(encoding="utf-8-sig").startswith("organization,official,")
    assert (tmp_path / "a.txt").read_text(encoding="utf-8").startswith("C1  ")


def test_a_closed_graph_says_so(tmp_path: Path) -> None:
    with quanpu.open(tmp_path / "a.kgl") as database:
        database.load(write_list(tmp_path / "a.txt", item(1)))
    for use in (database.documents, lambda: database.query("C1"), lambda: database.load(tmp_path / "a.txt"), database.rebuild):
        with pytest.raises(UsageError, match=r"this graph was closed\. Open it again"):
            use()
    database.close()


# --- a store that fails while lists are loaded ----------------------------------------------------------


def test_a_store_that_fails_names_the_document_and_accounts_for_the_others(run_cli: Run, tmp_path: Path) -> None:
    files = [write_list(tmp_path / f"{name}.txt", item(1), item(n)) for n, name in enumerate("abc", 2)]
    with quanpu.open(tmp_path / "a.kgl") as holder:
        holder.load(files[0])  # from here on the file is this writer's
        before = [document.file_name for document in holder.store.documents()]
        found = run_cli("load", *files, "--db", tmp_path / "a.kgl", "--format", "json")
        reports = json.loads(found.out)
        assert [(Path(one["file"]).name, one["status"]) for one in reports] == [
            ("a.txt", "unchanged"), ("b.txt", "failed"), ("c.txt", "not reached")
        ]  # fmt: skip
        assert found.code == 4
        assert f"{files[1]}: nothing of it was stored; 1 more not reached. Wait" in found.error
        shown = run_cli("load", *files, "--db", tmp_path / "a.kgl", "--format", "table", "--lang", "zh")
        assert shown.out.splitlines()[-1] == f"{files[2]}: 未轮到"
        with pytest.raises(StoreError, match=r"b\.txt: nothing of it was stored"), quanpu.open(tmp_path / "a.kgl") as other:
            other.load(*files)
    with quanpu.open(tmp_path / "a.kgl") as database:
        assert [document.file_name for document in database.store.documents()] == before


@pytest.mark.parametrize("code", ["Neo.TransientError.General.MemoryPoolOutOfMemoryError", "Neo.TransientError.General.OutOfMemoryError"])
def test_a_server_out_of_memory_says_what_to_raise(code: str) -> None:
    error = Neo4jError("too much")
    error._neo4j_code = code
    told = of_server(error, server("neo4j://localhost"))
    assert isinstance(told, StoreError)
    assert "too little memory for it. Raise server.memory.heap.max_size" in told.message


@pytest.mark.parametrize(
    ("error", "says"),
    [
        (StoreError("the server has too little memory for it", where="neo4j://h", do="Raise it."), "a.txt: nothing of it was stored"),
        (CommitError("the connection was lost", where="neo4j://h"), "a.txt: whether this was stored is not known"),
    ],
)
def test_what_is_said_of_a_document_that_the_store_failed_on(error: StoreError, says: str) -> None:
    told = lost(error, "a.txt", 2)
    assert type(told) is type(error)
    assert told.message.startswith(f"neo4j://h: {error.what}; {says}; 2 more not reached")
