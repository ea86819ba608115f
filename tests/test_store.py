"""The embedded store: one transaction per document, corrections, versions, removal, crashes, locks and damage."""

from __future__ import annotations

import contextlib
import json
import random
import re
import shutil
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import kglite
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from support import OFFICE, ROOT, SAMPLES, Result, environment, facts, item, listing, process, python, write_list

import quanpu
from graph import schema
from graph.errors import DataError, QuanpuError, StoreError
from graph.facts import Cite, GraphBatch, NodeFact
from graph.stores import embedded
from graph.stores.embedded import EmbeddedStore
from loaders.rebuild import rebuild_embedded

SHA = "a" * 64


def load(path: Path, *files: Path) -> list[Any]:
    with quanpu.open(path) as database:
        return database.load(*files)


def batch_of(*ordinals: int, sha: str = SHA) -> GraphBatch:
    """A document with some items and nothing else."""
    cite = Cite(sha, 0, 0, 0, 0)
    document = {
        "name": "虚构清单",
        "sha256": sha,
        "file_name": "x.txt",
        "organization": OFFICE,
        "list_kind": "清单",
        "reader": "r",
        "current": True,
    }
    batch = GraphBatch(NodeFact(schema.DOCUMENT, document, cite))
    for ordinal in ordinals:
        power = batch.node(schema.POWER_ITEM, cite, name=f"放飞{ordinal}", document=sha, ordinal=ordinal, serial=str(ordinal))
        batch.edge(schema.LISTED_IN, power, batch.document, cite)
    return batch


# --- what lands ----------------------------------------------------------------------------------------


def test_parallel_edges_are_kept(tmp_path: Path) -> None:
    """One official leads and heads both lines of an item: four edges between one pair."""
    people = "分管领导：郗望舒\n竹篾股负责人：郗望舒\n分管领导：郗望舒\n巡查队负责人：郗望舒"
    load(tmp_path / "a.kgl", write_list(tmp_path / "a.txt", item(1, people=people)))
    query = "MATCH (p:Official)-[r:RESPONSIBLE_FOR]->(i:PowerItem) RETURN r.role AS role, r.chain AS chain, r.department AS unit"
    rows = EmbeddedStore(tmp_path / "a.kgl").read(query).rows
    assert sorted((row["chain"], row["role"], row["unit"]) for row in rows) == [
        (1, "head", "竹篾股"),
        (1, "leader", "竹篾股"),
        (2, "head", "巡查队"),
        (2, "leader", "巡查队"),
    ]


def test_every_node_and_edge_has_the_id_that_the_schema_promises(sample_store: Path) -> None:
    store = EmbeddedStore(sample_store)
    for kind in schema.NODE_KINDS:
        ids = [row["id"] for row in store.read(f"MATCH (n:{kind.label}) RETURN n.id AS id").rows]
        assert [i for i in ids if not re.fullmatch("[0-9a-f]{20}", str(i))] == [], kind.label
        assert len(set(ids)) == len(ids)
    for name in {kind.name for kind in schema.EDGE_KINDS}:
        ids = [row["id"] for row in store.read(f"MATCH ()-[r:{name}]->() RETURN r.id AS id").rows]
        assert [i for i in ids if not re.fullmatch("[0-9a-f]{20}", str(i))] == [], name
        assert len(set(ids)) == len(ids)


def test_a_batch_written_twice_is_there_once(tmp_path: Path) -> None:
    with EmbeddedStore(tmp_path / "a.kgl", must_exist=False) as store:
        store.write(batch_of(1, 2))
        store.write(batch_of(1, 2))
        assert {kind: n for kind, n in store.counts().items() if n} == {"Document": 1, "PowerItem": 2, "LISTED_IN": 2}


def test_an_exception_in_the_middle_leaves_nothing(tmp_path: Path) -> None:
    """The nodes are written, then the edges fail: neither stays, and the store goes on working."""
    path = tmp_path / "a.kgl"
    with EmbeddedStore(path, must_exist=False) as store:
        store.write(batch_of(1))
    before = facts(path)
    with EmbeddedStore(path) as store:
        bad = batch_of(1, 2, 3, sha="b" * 64)
        stray = NodeFact(schema.CATEGORY, {"name": "无"}, Cite("b" * 64, 0, 0, 0, 0))
        bad.nodes.pop(next(fact.id for fact in bad.nodes.values() if fact.kind is schema.POWER_ITEM))  # an edge now lacks its source
        bad.nodes[stray.id] = stray
        with pytest.raises(DataError, match=r"3 LISTED_IN facts were read but 2 were written\. Nothing was stored"):
            store.write(bad)
        assert store.counts()["Category"] == 0
        assert store.counts()["PowerItem"] == 1
        store.write(batch_of(1, 2, sha="c" * 64))
        assert store.counts()["PowerItem"] == 3
    assert before < facts(path)


def test_a_failed_write_is_not_seen_after_opening_again(tmp_path: Path) -> None:
    path = tmp_path / "a.kgl"
    bad = batch_of(1, 2)
    bad.nodes.pop(next(fact.id for fact in bad.nodes.values() if fact.kind is schema.POWER_ITEM))
    with contextlib.suppress(DataError), EmbeddedStore(path, must_exist=False) as store:
        store.write(bad)
    assert sum(EmbeddedStore(path).counts().values()) == 0


def test_loading_twice_is_loading_once(samples: Path) -> None:
    before = facts(samples)
    assert {report.status for report in load(samples, *SAMPLES)} == {"unchanged"}
    assert facts(samples) == before


def test_status_verify_is_content(samples: Path) -> None:
    assert EmbeddedStore(samples).verify() == []


def test_verify_names_an_edge_that_joins_the_wrong_kinds(samples: Path) -> None:
    with kglite.open(str(samples)) as graph:
        graph.cypher("MATCH (d:Document) MATCH (o:Organization) WITH d, o LIMIT 1 CREATE (d)-[:RESPONSIBLE_FOR {id: 'x'}]->(o)")
    assert [problem for problem in EmbeddedStore(samples).verify() if "1 RESPONSIBLE_FOR" in problem]


# --- corrections and versions --------------------------------------------------------------------------


def test_a_correction_replaces_that_document_s_facts_only(tmp_path: Path) -> None:
    other = write_list(tmp_path / "other.txt", item(1, people="分管领导：蔚知远"), office="云汐县灯笼管理局")
    first = write_list(tmp_path / "first.txt", item(1), item(2, people="分管领导：桑予墨\n旧股负责人：钮承砚"))
    corrected = write_list(tmp_path / "corrected.txt", item(1), item(2, people="分管领导：桑予墨\n新股负责人：宓嘉树"))
    load(tmp_path / "a.kgl", other, first)
    (report,) = load(tmp_path / "a.kgl", corrected)
    assert report.status == "correction"
    assert len(report.replaced) == 1
    load(tmp_path / "b.kgl", other, corrected)
    assert facts(tmp_path / "a.kgl") == facts(tmp_path / "b.kgl")


def test_another_date_is_another_version(tmp_path: Path) -> None:
    files = [write_list(tmp_path / f"{year}.txt", item(1), date=f"{year}年1月5日") for year in (2022, 2024, 2023)]
    reports = load(tmp_path / "a.kgl", *files)
    assert [report.status for report in reports] == ["loaded", "new version", "new version"]
    with quanpu.open(tmp_path / "a.kgl") as database:
        assert {d.form_date: d.current for d in database.store.documents()} == {
            "2022-01-05": False,
            "2023-01-05": False,
            "2024-01-05": True,
        }
        chain = database.cypher("MATCH (a:Document)-[:SUPERSEDES]->(b:Document) RETURN a.form_date AS a, b.form_date AS b").rows
    assert sorted((row["a"], row["b"]) for row in chain) == [("2023-01-05", "2022-01-05"), ("2024-01-05", "2023-01-05")]


def test_undated_lists_are_never_versions_of_each_other(tmp_path: Path) -> None:
    files = [write_list(tmp_path / f"{k}.txt", item(1, name=f"放飞{k}号纸鸢的行政处罚"), date="") for k in (1, 2)]
    load(tmp_path / "a.kgl", *files)
    documents = EmbeddedStore(tmp_path / "a.kgl").documents()
    assert [(d.form_date, d.current) for d in documents] == [(None, True), (None, True)]


def test_same_people_in_two_offices_are_two_officials(tmp_path: Path) -> None:
    files = [write_list(tmp_path / f"{k}.txt", office=office) for k, office in enumerate((OFFICE, "云汐县灯笼管理局"))]
    load(tmp_path / "a.kgl", *files)
    assert EmbeddedStore(tmp_path / "a.kgl").counts()["Official"] == 8


def test_reading_again_by_other_rules_leaves_nothing_of_the_old_reading(tmp_path: Path) -> None:
    """After a vocabulary was edited, loading again gives what a fresh store gives."""
    project = tmp_path / "project"
    for name in ("graph", "loaders", "queries", "viz"):
        shutil.copytree(ROOT / name, project / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "quanpu.py", project)
    env = environment(PYTHONPATH=str(project))
    lists = write_list(tmp_path / "a.txt", item(1, risk="立案环节：收受礼品。"))
    (tmp_path / "run").mkdir()

    def run(*arguments: str) -> bytes:
        done = process(*arguments, cwd=tmp_path / "run", env=env)
        assert done.returncode == 0, done.stderr.decode()
        return done.stdout

    run("--db", "old.kgl", "load", str(lists))
    risk = project / "loaders" / "vocab" / "risk.yml"
    text = risk.read_text(encoding="utf-8")
    risk.write_text(text.replace("收受", "收授").replace("|收|受)", ")"), encoding="utf-8")
    run("--db", "old.kgl", "load", str(lists))
    run("--db", "new.kgl", "load", str(lists))
    assert facts(tmp_path / "run" / "old.kgl") == facts(tmp_path / "run" / "new.kgl")


# --- removal -------------------------------------------------------------------------------------------

names = st.sampled_from(["郗望舒", "訾青禾", "阚知微", "亓官朔"])
units = st.sampled_from(["竹篾股", "巡查队", "彩绘股"])
lines = st.lists(st.tuples(names, units, names), min_size=1, max_size=2).map(
    lambda chains: "\n".join(f"分管领导：{leader}\n{unit}负责人：{head}" for leader, unit, head in chains)
)
clauses = st.lists(
    st.sampled_from(["收受礼品", "压着不办", "一人说了算", "案卷留痕", "两人同去", "依照《纸鸢管理条例》第三条"]),
    min_size=1,
    max_size=3,
    unique=True,
)
rows = st.builds(
    lambda people, risk, measure, category: {
        "people": people,
        "risk": "。".join(risk),
        "measure": "；".join(measure),
        "category": category,
    },
    lines,
    clauses,
    clauses,
    st.sampled_from(["行政处罚", "行政许可", "其他"]),
)
documents = st.lists(st.lists(rows, min_size=1, max_size=3), min_size=2, max_size=4)


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow], phases=[Phase.explicit, Phase.reuse, Phase.generate]
)
@given(documents, st.data())
def test_order_of_loading_does_not_matter_and_removing_one_equals_never_loading_it(
    tmp_path_factory: pytest.TempPathFactory, lists: list[list[dict[str, str]]], data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("lists")
    files = []
    for k, cells in enumerate(lists):
        items = [item(n, **row) for n, row in enumerate(cells, 1)]
        # two offices, so that some lists are versions of each other and some are not
        files.append(write_list(folder / f"{k}.txt", *items, office=[OFFICE, "云汐县灯笼管理局"][k % 2], date=f"202{k}年3月1日"))
    order = data.draw(st.permutations(files))
    gone = data.draw(st.sampled_from(files))
    load(folder / "ordered.kgl", *files)
    load(folder / "shuffled.kgl", *order)
    assert facts(folder / "ordered.kgl") == facts(folder / "shuffled.kgl")
    load(folder / "without.kgl", *[file for file in files if file != gone])
    with quanpu.open(folder / "shuffled.kgl") as database:
        (record,) = [d for d in database.store.documents() if d.file_name == gone.name]
        database.store.remove(record)
    assert facts(folder / "shuffled.kgl") == facts(folder / "without.kgl")


def test_removing_every_document_leaves_an_empty_store(samples: Path) -> None:
    with quanpu.open(samples) as database:
        for record in database.store.documents():
            database.store.remove(record)
        assert {name: count for name, count in database.store.counts().items() if count} == {}


def test_remove_forgets_the_kept_document(samples: Path, run_cli: Callable[..., Result]) -> None:
    assert run_cli("--db", samples, "remove", "2024-05-28").code == 0
    assert "yunxi_shuili_2024.txt" not in (Path(f"{samples}.work") / "documents.jsonl").read_text(encoding="utf-8")
    before = facts(samples)
    assert run_cli("--db", samples, "rebuild").code == 0
    assert facts(samples) == before


# --- the work folder and rebuild -----------------------------------------------------------------------


def test_rebuild_gives_the_same_graph(samples: Path) -> None:
    before = facts(samples)
    assert [report.error for report in rebuild_embedded(str(samples))] == [None] * 4
    assert facts(samples) == before
    assert not list(samples.parent.glob("*.rebuild*"))


def test_rebuild_keeps_the_old_store_when_a_kept_document_is_gone(samples: Path, run_cli: Callable[..., Result]) -> None:
    before = facts(samples)
    next((Path(f"{samples}.work") / "documents").iterdir()).unlink()
    assert run_cli("--db", samples, "rebuild").code != 0
    assert facts(samples) == before
    assert not list(samples.parent.glob("*.rebuild*"))


def test_rebuild_notices_that_a_kept_document_was_changed(samples: Path, run_cli: Callable[..., Result]) -> None:
    """Its name is its hash: other bytes under that name are damage, not a document."""
    kept = next((Path(f"{samples}.work") / "documents").glob("*.txt"))
    kept.write_bytes(kept.read_bytes().replace("股".encode(), "科".encode()))
    before = facts(samples)
    assert run_cli("--db", samples, "rebuild").code != 0
    assert facts(samples) == before


def test_a_damaged_document_list_is_one_line(samples: Path, run_cli: Callable[..., Result]) -> None:
    (Path(f"{samples}.work") / "documents.jsonl").write_text("not json\n", encoding="utf-8")
    found = run_cli("--db", samples, "rebuild")
    assert found.code == 3
    assert "documents.jsonl, line 1" in found.error


@pytest.mark.parametrize(
    "listed",
    [b"\xff\xfe\x00", b"[]\n", b"{}\n", b'{"sha256": 1, "file_name": 2}\n', b'{"sha256": "../../x", "file_name": "y.txt"}\n', b"null\n"],
)
def test_a_document_list_of_any_content_is_no_fault_of_ours(samples: Path, run_cli: Callable[..., Result], listed: bytes) -> None:
    (Path(f"{samples}.work") / "documents.jsonl").write_bytes(listed)
    before = facts(samples)
    assert run_cli("--db", samples, "rebuild").code in (1, 3, 4)
    assert facts(samples) == before


def test_a_refused_load_keeps_no_document(samples: Path, tmp_path: Path, run_cli: Callable[..., Result]) -> None:
    """What a locked store refused must not come back by a rebuild."""
    before = listing(Path(f"{samples}.work"))
    new = write_list(tmp_path / "new.txt")
    with held(samples):
        found = run_cli("--db", samples, "load", new, "--format", "table")
    assert found.code == 4
    assert listing(Path(f"{samples}.work")) == before


# --- locks ---------------------------------------------------------------------------------------------

HOLD = """
import sys, time
from graph.stores.embedded import EmbeddedStore
store = EmbeddedStore(sys.argv[1]); store.hold(); print("held", flush=True); time.sleep(60)
"""


@contextlib.contextmanager
def held(path: Path) -> Iterator[int]:
    """Another process writes to the store."""
    other = python(HOLD, str(path), cwd=path.parent)
    try:
        assert other.stdout
        assert other.stdout.readline().strip() == b"held"
        yield other.pid
    finally:
        other.kill()
        other.communicate()


def test_a_locked_store_is_one_line_and_exit_4(samples: Path, tmp_path: Path, run_cli: Callable[..., Result]) -> None:
    new = write_list(tmp_path / "new.txt")
    with held(samples) as pid:
        for arguments in (("load", new), ("remove", "2024-05-28"), ("rebuild",)):
            found = (
                run_cli("--db", samples, *arguments, "--format", "table")
                if arguments[0] != "remove"
                else run_cli("--db", samples, *arguments)
            )
            assert found.code == 4, arguments
            assert "locked" in found.error
            assert str(pid) in found.error
        assert run_cli("--db", samples, "query", "run", "C1").code == 0  # reading goes on
    assert run_cli("--db", samples, "load", new).code == 0


def test_a_lock_of_a_dead_process_is_no_lock(samples: Path, tmp_path: Path) -> None:
    with held(samples):
        pass
    (report,) = load(samples, write_list(tmp_path / "new.txt"))
    assert report.status == "loaded"


def test_a_writer_sees_what_another_wrote_since_it_was_opened(tmp_path: Path) -> None:
    """Opened before the other's commit, it must not take a correction for a new document."""
    path = tmp_path / "a.kgl"
    first, corrected = write_list(tmp_path / "a.txt", item(1)), write_list(tmp_path / "b.txt", item(1), item(2))
    load(path, write_list(tmp_path / "other.txt", office="云汐县灯笼管理局"))
    with quanpu.open(path) as late:
        assert len(late.store.documents()) == 1
        load(path, first)
        (report,) = late.load(corrected)
    assert report.status == "correction"
    assert len([d for d in EmbeddedStore(path).documents() if d.organization == OFFICE]) == 1


# --- crashes -------------------------------------------------------------------------------------------

COMMIT_AND_WAIT = """
import sys, time, quanpu
database = quanpu.open(sys.argv[1])
for file in sys.argv[2:]:
    database.load(file)
print("committed", flush=True); time.sleep(60)
"""
LOAD = "import sys, quanpu\nwith quanpu.open(sys.argv[1]) as database:\n    print('begin', flush=True)\n    database.load(*sys.argv[2:])\n"


def test_a_commit_survives_kill_9_and_is_seen_by_readers_and_writers(tmp_path: Path) -> None:
    path = tmp_path / "a.kgl"
    other = python(COMMIT_AND_WAIT, str(path), *map(str, SAMPLES), cwd=tmp_path)
    assert other.stdout
    assert other.stdout.readline().strip() == b"committed"
    other.send_signal(signal.SIGKILL)
    other.communicate()
    load(tmp_path / "b.kgl", *SAMPLES)
    assert facts(path) == facts(tmp_path / "b.kgl")
    assert EmbeddedStore(path).verify() == []
    assert {report.status for report in load(path, *SAMPLES)} == {"unchanged"}
    assert facts(path) == facts(tmp_path / "b.kgl")


def test_what_is_committed_is_seen_while_the_writer_lives(tmp_path: Path) -> None:
    path = tmp_path / "a.kgl"
    other = python(COMMIT_AND_WAIT, str(path), str(SAMPLES[0]), cwd=tmp_path)
    try:
        assert other.stdout
        assert other.stdout.readline().strip() == b"committed"
        assert [d.file_name for d in EmbeddedStore(path).documents()] == [SAMPLES[0].name]
    finally:
        other.kill()
        other.communicate()


@pytest.mark.parametrize("delay", [0.0, 0.02, 0.04, 0.06, 0.08, 0.1, 0.13, 0.16])
def test_kill_9_at_any_time_leaves_whole_documents(tmp_path: Path, delay: float) -> None:
    path = tmp_path / "a.kgl"
    load(path, SAMPLES[0])
    other = python(LOAD, str(path), *map(str, SAMPLES), cwd=tmp_path)
    assert other.stdout
    other.stdout.readline()
    time.sleep(delay)
    other.send_signal(signal.SIGKILL)
    other.communicate()
    store = EmbeddedStore(path)
    assert store.verify() == []
    landed = [file for file in SAMPLES if file.name in {d.file_name for d in store.documents()}]
    assert SAMPLES[0] in landed
    load(tmp_path / "b.kgl", *landed)
    assert facts(path) == facts(tmp_path / "b.kgl")
    load(path, *SAMPLES)
    load(tmp_path / "b.kgl", *SAMPLES)
    assert facts(path) == facts(tmp_path / "b.kgl")


# --- damage --------------------------------------------------------------------------------------------


def test_flipped_bits_are_noticed_wherever_they_are(sample_store: Path, tmp_path: Path) -> None:
    data = sample_store.read_bytes()
    chance = random.Random(7)
    places = {*range(32), *range(len(data) - 32, len(data)), *chance.sample(range(len(data)), 60)}
    path = tmp_path / "damaged.kgl"
    for place in sorted(places):
        damaged = bytearray(data)
        damaged[place] ^= 1 << chance.randrange(8)
        path.write_bytes(damaged)
        with pytest.raises(StoreError, match="damaged") as caught:
            EmbeddedStore(path).documents()
        assert "\n" not in caught.value.message, place
        assert "rebuild" in caught.value.message


@pytest.mark.parametrize(
    "content", [b"", b"\0", b"RGF", b"RGF" + bytes(50), b"hello\n" * 100, b"SQLite format 3\0" + bytes(4096), "序号\t".encode() * 50]
)
@pytest.mark.parametrize(
    "arguments",
    [
        ("status",),
        ("query", "run", "C1"),
        ("load", str(SAMPLES[0])),
        ("search", "许可"),
        ("documents",),
        ("remove", "2024-05-28"),
        ("cypher", "RETURN 1"),
    ],
)
def test_what_is_no_store_is_one_line_and_exit_4(
    run_cli: Callable[..., Result], tmp_path: Path, content: bytes, arguments: tuple[str, ...]
) -> None:
    path = tmp_path / "no.kgl"
    path.write_bytes(content)
    before = listing(tmp_path)
    found = run_cli("--db", path, *arguments)
    assert found.code == 4
    assert "no.kgl" in found.error
    assert '"status": "failed"' in found.out if arguments[0] == "load" else found.out == ""  # a load accounts for every document
    assert listing(tmp_path) == before


@pytest.mark.parametrize(
    "damage",
    [lambda data: data[:-1], lambda data: data[: len(data) // 2], lambda data: b"", lambda data: data[:200] + b"\xff" + data[201:]],
)
def test_rebuild_recovers_a_damaged_store(samples: Path, run_cli: Callable[..., Result], damage: Callable[[bytes], bytes]) -> None:
    before = facts(samples)
    samples.write_bytes(damage(samples.read_bytes()))
    assert run_cli("--db", samples, "status").code == 4
    assert run_cli("--db", samples, "rebuild").code == 0
    assert facts(samples) == before


def test_rebuild_makes_a_store_that_is_gone(samples: Path, run_cli: Callable[..., Result]) -> None:
    before = facts(samples)
    for file in embedded.store_files(samples):
        file.unlink()
    assert run_cli("--db", samples, "rebuild").code == 0
    assert facts(samples) == before


@pytest.mark.parametrize("content", [b"", b"\0", b"garbage" * 100])
def test_a_damaged_log_is_an_error_or_is_ignored_but_no_fault_of_ours(
    samples: Path, content: bytes, run_cli: Callable[..., Result]
) -> None:
    Path(f"{samples}-wal").write_bytes(content)
    found = run_cli("--db", samples, "query", "run", "C1")
    assert found.code in (0, 4)
    if found.code:
        assert "samples.kgl" in found.error
        assert run_cli("--db", samples, "rebuild").code == 0
    assert run_cli("--db", samples, "query", "run", "C1").code == 0


@pytest.mark.parametrize(
    "arguments", [("status",), ("query", "run", "C1"), ("load", str(SAMPLES[0])), ("rebuild",), ("remove", "2024-05-28")]
)
def test_a_store_of_a_newer_version_is_left_alone(samples: Path, run_cli: Callable[..., Result], arguments: tuple[str, ...]) -> None:
    with kglite.open(str(samples)) as graph:
        graph.set_schema_version(schema.SCHEMA_VERSION + 1)
    before = samples.read_bytes()
    found = run_cli("--db", samples, *arguments)
    assert found.code == 4
    assert "newer quanpu" in found.error
    assert "Upgrade" in found.error
    assert samples.read_bytes() == before


def test_a_new_store_says_its_version(samples: Path) -> None:
    assert int(kglite.load(str(samples)).schema_version) == schema.SCHEMA_VERSION


def test_reading_writes_nothing(samples: Path, run_cli: Callable[..., Result]) -> None:
    before = listing(samples.parent)
    for arguments in (("status", "--verify"), ("documents",), ("search", "许可"), ("query", "run", "C1"), ("cypher", "RETURN 1 AS one")):
        assert run_cli("--db", samples, *arguments).code == 0
    assert listing(samples.parent) == before


def test_a_store_that_is_not_there_is_not_made_by_asking(run_cli: Callable[..., Result], tmp_path: Path) -> None:
    for arguments in (
        ("status",),
        ("documents",),
        ("search", "x"),
        ("query", "run", "C1"),
        ("cypher", "RETURN 1"),
        ("remove", "x"),
        ("draw", "responsibility"),
    ):
        found = run_cli("--db", tmp_path / "none.kgl", *arguments)
        assert found.code == 4, arguments
        assert "quanpu load" in found.error
    assert list(tmp_path.iterdir()) == []


def test_a_store_without_documents_says_so(tmp_path: Path) -> None:
    with EmbeddedStore(tmp_path / "a.kgl", must_exist=False) as store:
        store.hold()
    with quanpu.Database(str(tmp_path / "a.kgl"), must_exist=True) as database, pytest.raises(QuanpuError, match="no document") as caught:
        database.query("C1")
    assert caught.value.exit_code == 1


def test_the_kept_list_names_each_document_once(samples: Path) -> None:
    lines = (Path(f"{samples}.work") / "documents.jsonl").read_text(encoding="utf-8").splitlines()
    assert sorted(json.loads(line)["file_name"] for line in lines) == [file.name for file in SAMPLES]


def test_a_lost_work_folder_is_made_again_by_loading_again(samples: Path, run_cli: Callable[..., Result]) -> None:
    """`rebuild` says: load the lists. So loading them must lead out, though the store holds these very bytes."""
    before = facts(samples)
    shutil.rmtree(f"{samples}.work")
    assert "quanpu load" in run_cli("--db", samples, "rebuild").error
    assert run_cli("--db", samples, "load", *SAMPLES).code == 0
    assert run_cli("--db", samples, "rebuild").code == 0
    assert facts(samples) == before


def test_there_is_a_way_out_of_a_damaged_store_without_a_work_folder(samples: Path, run_cli: Callable[..., Result]) -> None:
    """`load` says rebuild and `rebuild` says load: one of the two has to name the file that is to go."""
    samples.write_bytes(b"damaged")
    shutil.rmtree(f"{samples}.work")
    said = run_cli("--db", samples, "load", SAMPLES[0], "--format", "table").err + run_cli("--db", samples, "rebuild").err
    assert re.search(r"\b([Dd]elete|[Rr]emove|[Mm]ove) ", said), said


def test_two_loads_at_once_lose_nothing(tmp_path: Path) -> None:
    both = [python(LOAD, "a.kgl", str(file), cwd=tmp_path) for file in SAMPLES[:2]]
    ended = [process.communicate() for process in both]
    for running, (_, err) in zip(both, ended, strict=True):
        assert running.returncode == 0 or b"locked" in err, err.decode()
    landed = {d.file_name for d in EmbeddedStore(tmp_path / "a.kgl").documents()}
    lines = (tmp_path / "a.kgl.work" / "documents.jsonl").read_text(encoding="utf-8").splitlines()
    assert landed
    assert {json.loads(line)["file_name"] for line in lines} == landed
    assert len(lines) == len(landed)
