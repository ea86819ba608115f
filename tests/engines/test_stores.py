"""What every store promises, on each engine: load twice, replace, remove, versions, clear, verify, whole or not at all."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from engines_support import Engine
from support import OFFICE, SAMPLES, facts, item, write_list

import quanpu
from graph import schema
from graph.errors import DataError, QuanpuError, StoreError, UsageError
from graph.facts import Cite, GraphBatch, NodeFact
from graph.stores import base
from graph.stores.base import DocumentRecord, Store


def load(address: str, *files: Path) -> list[Any]:
    with quanpu.Database(address) as database:
        reports = database.load(*files)
    assert [report.error for report in reports] == [None] * len(reports)
    return reports


def plain(tmp_path: Path, *files: Path) -> set[tuple[Any, ...]]:
    """The facts of a new embedded store that holds these files: what a store has to come to."""
    path = tmp_path / f"plain{len(list(tmp_path.glob('plain*.kgl')))}.kgl"
    load(str(path), *files)
    return facts(path)


def document(sha: str, **given: Any) -> GraphBatch:
    props = {
        "name": "虚构清单",
        "sha256": sha,
        "file_name": "x.txt",
        "organization": OFFICE,
        "list_kind": "清单",
        "reader": "r",
        "current": True,
    }
    return GraphBatch(NodeFact(schema.DOCUMENT, props | given, Cite(sha, 0, 0, 0, 0)))


def batch_of(count: int, sha: str = "a" * 64, **given: Any) -> GraphBatch:
    """A document with some items and nothing else."""
    batch, cite = document(sha, **given), Cite(sha, 0, 0, 0, 0)
    for ordinal in range(1, count + 1):
        power = batch.node(schema.POWER_ITEM, cite, name=f"放飞{ordinal}", document=sha, ordinal=ordinal, serial=str(ordinal))
        batch.edge(schema.LISTED_IN, power, batch.document, cite)
    return batch


def names(store: Store) -> list[str]:
    return [record.file_name for record in store.documents()]


def test_what_lands_is_the_same_on_each_engine(engine: Engine, tmp_path: Path) -> None:
    load(engine.address, *SAMPLES)
    assert facts(engine.address) == plain(tmp_path, *SAMPLES)


def test_loading_twice_changes_nothing(engine: Engine) -> None:
    load(engine.address, *SAMPLES)
    before = facts(engine.address)
    assert {report.status for report in load(engine.address, *SAMPLES)} == {"unchanged"}
    assert facts(engine.address) == before


def test_a_batch_written_twice_is_there_once(engine: Engine) -> None:
    with engine.open() as database:
        for _ in range(2):
            database.store.write(batch_of(2))
        assert {kind: n for kind, n in database.store.counts().items() if n} == {"Document": 1, "PowerItem": 2, "LISTED_IN": 2}


def test_an_exception_in_the_middle_leaves_nothing(engine: Engine) -> None:
    with engine.open() as database:
        database.store.write(batch_of(1))
    before = facts(engine.address)
    bad = batch_of(3, sha="b" * 64)
    bad.nodes.pop(next(fact.id for fact in bad.nodes.values() if fact.kind is schema.POWER_ITEM))
    with engine.open() as database:
        with pytest.raises(DataError, match=r"3 LISTED_IN facts were read but 2 were written\. Nothing was stored"):
            database.store.write(bad, replaces=database.store.documents())
        database.store.write(batch_of(2, sha="c" * 64))
    assert before < facts(engine.address)


def test_a_correction_replaces_that_document_s_facts_only(engine: Engine, tmp_path: Path) -> None:
    other = write_list(tmp_path / "other.txt", item(1, people="分管领导：蔚知远"), office="云汐县灯笼管理局")
    first = write_list(tmp_path / "first.txt", item(1), item(2, people="分管领导：桑予墨\n旧股负责人：钮承砚"))
    corrected = write_list(tmp_path / "corrected.txt", item(1), item(2, people="分管领导：桑予墨\n新股负责人：宓嘉树"))
    load(engine.address, other, first)
    (report,) = load(engine.address, corrected)
    assert report.status == "correction"
    assert facts(engine.address) == plain(tmp_path, other, corrected)


def test_versions_stay_and_the_newest_is_current(engine: Engine, tmp_path: Path) -> None:
    dates = ("2023年3月1日", "2025年3月1日", "2024年3月1日")
    files = [write_list(tmp_path / f"{date[:4]}.txt", item(1), date=date) for date in dates]
    load(engine.address, *files)
    with engine.open() as database:
        current = [(d.form_date, d.current) for d in database.store.documents()]
        chain = database.cypher("MATCH (a:Document)-[:SUPERSEDES]->(b:Document) RETURN a.form_date AS a, b.form_date AS b").rows
        assert current == [("2023-03-01", False), ("2024-03-01", False), ("2025-03-01", True)]
        assert sorted(row["a"] + row["b"] for row in chain) == ["2024-03-012023-03-01", "2025-03-012024-03-01"]
        database.store.remove(database.store.documents()[1])
        assert [(d.form_date, d.current) for d in database.store.documents()] == [("2023-03-01", False), ("2025-03-01", True)]
    assert facts(engine.address) == plain(tmp_path, files[0], files[1])


@pytest.mark.parametrize("gone", range(len(SAMPLES)))
def test_removing_one_is_never_having_loaded_it(engine: Engine, tmp_path: Path, gone: int) -> None:
    load(engine.address, *SAMPLES)
    with engine.open() as database:
        (found,) = [record for record in database.store.documents() if record.file_name == SAMPLES[gone].name]
        database.store.remove(found)
    assert facts(engine.address) == plain(tmp_path, *[file for file in SAMPLES if file != SAMPLES[gone]])


def test_removing_all_leaves_nothing(engine: Engine) -> None:
    load(engine.address, *SAMPLES)
    with engine.open() as database:
        for found in database.store.documents():
            database.store.remove(found)
        assert set(database.store.counts().values()) == {0}
        assert database.cypher("MATCH (n) RETURN count(n) AS n").rows == [{"n": 0}]


def test_clear_leaves_nothing(engine: Engine) -> None:
    load(engine.address, *SAMPLES)
    with engine.open() as database:
        database.store.clear()
        assert set(database.store.counts().values()) == {0}
        assert database.store.documents() == []
        with pytest.raises(QuanpuError, match="no document"):
            database.query("C1")


def test_verify_is_content(engine: Engine) -> None:
    load(engine.address, *SAMPLES)
    with engine.open() as database:
        assert database.store.verify() == []


def test_a_list_that_another_landed_meanwhile_is_replaced(engine: Engine) -> None:
    """The caller saw an empty store; under the lock the same list stands there under another hash."""
    given = {"form_date": "2024-03-01"}
    with engine.open() as database:
        database.store.write(batch_of(3, **given))
        written = database.store.write(batch_of(2, sha="b" * 64, **given))
        assert len(written.replaced) == 1
        assert [(d.sha256, d.items) for d in database.store.documents()] == [("b" * 64, 2)]


def test_undated_lists_of_an_office_both_stay(engine: Engine) -> None:
    with engine.open() as database:
        database.store.write(batch_of(3))
        assert database.store.write(batch_of(2, sha="b" * 64)).replaced == ()
        assert len(database.store.documents()) == 2


def test_a_big_document_lands_in_parts_of_one_transaction(engine: Engine) -> None:
    count = base.ROWS_PER_STATEMENT * 2 + 1
    with engine.open() as database:
        written = database.store.write(batch_of(count))
        assert (written.nodes, written.edges) == (count + 1, count)
        assert database.store.documents()[0].items == count
        bad = batch_of(count, sha="b" * 64)
        bad.nodes.pop(list(bad.nodes)[-1])  # seen only in the last part
        with pytest.raises(DataError, match="Nothing was stored"):
            database.store.write(bad)
        assert [d.items for d in database.store.documents()] == [count]


def test_exact_writing_has_the_last_word_on_shared_nodes(engine: Engine) -> None:
    cite = Cite("a" * 64, 0, 0, 0, 0)
    first, second = document("a" * 64), document("b" * 64)
    first.node(schema.LAW, cite, name="计量法", full_name="计量法", level="法律")
    second.node(schema.LAW, cite, name="计量法", full_name="计量法")
    level = "MATCH (l:Law) RETURN l.level AS level, l.id IS NULL AS lost"
    with engine.open() as database:
        database.store.write(first)
        database.store.write(second)
        assert database.cypher(level).rows == [{"level": "法律", "lost": False}]
        database.store.write(second, exact=True)
        assert database.cypher(level).rows == [{"level": None, "lost": False}]


@pytest.mark.parametrize(
    "query",
    ["CREATE (n:X)", "MATCH (n) SET n.x = 1", "MATCH (n) DETACH DELETE n", "CALL { CREATE (n:X) } RETURN 1 AS x", "MERGE (n:X) RETURN n",
     "LOAD CSV FROM 'file:///x.csv' AS l RETURN l", "CALL db.clearQueryCaches()", "CALL dbms.listConfig()", "DROP CONSTRAINT c IF EXISTS",
     "CREATE INDEX x IF NOT EXISTS FOR (n:X) ON (n.y)", "FOREACH (x IN [1] | CREATE (:X))"],
)  # fmt: skip
def test_asking_writes_nothing(engine: Engine, query: str) -> None:
    load(engine.address, SAMPLES[0])
    with engine.open() as database:
        before = database.store.counts()
        with pytest.raises(UsageError):
            database.cypher(query)
        assert database.store.counts() == before


@pytest.mark.parametrize("fixture", ["in_file", "bare_server"])
def test_a_store_that_is_not_there_is_not_made_by_asking(fixture: str, request: pytest.FixtureRequest) -> None:
    engine: Engine = request.getfixturevalue(fixture)
    for _ in range(2):
        with pytest.raises(StoreError, match="Load a list first") as caught:
            quanpu.Database(engine.address, must_exist=True)
        assert caught.value.exit_code == 4


def test_documents_come_in_one_order(engine: Engine) -> None:
    """By organization, kind and date, the undated last, whatever the engine sorts by."""
    offices = ["乙局", "甲局", "A局", "𠮷局", "Ａ局"]
    with engine.open() as database:
        for number, (office, date) in enumerate((office, date) for office in offices for date in (None, "2024", "2023-01")):
            database.store.write(document(f"{number:064x}", organization=office, form_date=date))
        found: list[DocumentRecord] = database.store.documents()
    assert [(d.organization, d.form_date) for d in found] == [(o, d) for o in sorted(offices) for d in ("2023-01", "2024", None)]
