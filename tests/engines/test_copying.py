"""push, pull and rebuild between engines: afterwards both answer the same, and nothing else was touched."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from engines_support import Engine
from support import ROOT, SAMPLES, Result, facts, item, write_list

import quanpu
from queries.card import catalogue

Run = Callable[..., Result]


def answers(address: str) -> list[object]:
    with quanpu.Database(address, must_exist=True) as database:
        return [database.ask(name, {}, evidence=True).to_dict() for name in catalogue()]


def work_folder() -> Path:
    """The server's, in the folder one stands in."""
    (found,) = Path().glob("quanpu.neo4j-*.work")
    return found


def test_push_then_pull_gives_the_same_everywhere(samples: Path, bare_server: Engine, run_cli: Run) -> None:
    before = facts(samples)
    pushed = run_cli("--db", samples, "push", bare_server.address)
    assert pushed.code == 0, pushed.err
    rows = json.loads(pushed.out)
    assert [(row["status"], row["kept"]) for row in rows] == [("new", True)] * 4
    assert sum(row["items"] for row in rows) == 42
    assert all(row["nodes"] > 100 and row["edges"] > 100 for row in rows)
    assert facts(bare_server.address) == before
    assert run_cli("--db", "back.kgl", "pull", bare_server.address).code == 0
    assert facts("back.kgl") == before
    assert answers("back.kgl") == answers(bare_server.address) == answers(str(samples))


def test_pushing_again_replaces_and_changes_nothing(samples: Path, on_server: Engine, run_cli: Run) -> None:
    for status in ("new", "replaced"):
        found = run_cli("--db", samples, "push", on_server.address)
        assert {row["status"] for row in json.loads(found.out)} == {status}
        assert facts(on_server.address) == facts(samples)


def test_a_target_with_other_documents_is_left_alone(samples: Path, on_server: Engine, tmp_path: Path, run_cli: Run) -> None:
    other = write_list(tmp_path / "other.txt", item(1), office="云汐县灯笼管理局")
    assert run_cli("--db", on_server.address, "load", other).code == 0
    before = facts(on_server.address)
    refused = run_cli("--db", samples, "push", on_server.address)
    assert refused.code == 2
    assert "云汐县灯笼管理局" in refused.error
    assert "Remove them there" in refused.error
    assert facts(on_server.address) == before
    assert run_cli("--db", samples, "pull", on_server.address).code == 2


def test_a_correction_is_pushed_over_what_it_corrects(on_server: Engine, tmp_path: Path, run_cli: Run) -> None:
    first, corrected = write_list(tmp_path / "a.txt", item(1), item(2)), write_list(tmp_path / "b.txt", item(1))
    assert run_cli("--db", on_server.address, "load", first).code == 0
    assert run_cli("--db", "a.kgl", "load", corrected).code == 0
    found = run_cli("--db", "a.kgl", "push", on_server.address)
    assert [row["status"] for row in json.loads(found.out)] == ["replaced"]
    assert facts(on_server.address) == facts("a.kgl")


def test_an_empty_or_missing_source_copies_nothing(bare_server: Engine, samples: Path, run_cli: Run) -> None:
    assert run_cli("--db", samples, "pull", bare_server.address).code == 4
    assert run_cli("--db", "none.kgl", "push", bare_server.address).code == 4
    with bare_server.open() as database:
        database.store.hold()
    assert run_cli("--db", samples, "pull", bare_server.address).code == 1
    assert len(answers(str(samples))) == len(catalogue())


def test_a_graph_is_not_copied_to_itself(on_server: Engine, run_cli: Run) -> None:
    assert run_cli("--db", on_server.address, "push", on_server.address).code == 2


def test_the_files_travel_where_they_are_known(samples: Path, on_server: Engine, run_cli: Run) -> None:
    run_cli("--db", samples, "push", on_server.address)
    assert len(list((work_folder() / "documents").iterdir())) == 4
    assert run_cli("--db", on_server.address, "rebuild").code == 0
    assert facts(on_server.address) == facts(samples)
    shutil.rmtree(work_folder())
    found = run_cli("--db", "back.kgl", "pull", on_server.address)
    assert found.code == 0
    assert {row["kept"] for row in json.loads(found.out)} == {False}
    assert "the files of 4 of them are not kept beside back.kgl" in found.err


def test_rebuild_never_drops_a_document_whose_file_is_not_here(samples: Path, on_server: Engine, run_cli: Run, tmp_path: Path) -> None:
    """Others loaded to the server from their machines; a pulled graph has no files: both must survive a rebuild here."""
    run_cli("--db", samples, "push", on_server.address)
    shutil.rmtree(work_folder())
    mine = write_list(tmp_path / "mine.txt", item(1))
    assert run_cli("--db", on_server.address, "load", mine).code == 0
    assert run_cli("--db", "back.kgl", "pull", on_server.address).code == 0
    for address in (on_server.address, "back.kgl"):
        before = facts(address)
        refused = run_cli("--db", address, "rebuild")
        assert refused.code == 3
        assert "4 documents" in refused.error
        assert "Load these files again" in refused.error
        assert facts(address) == before
        assert run_cli("--db", address, "load", *SAMPLES).code == 0  # as the message says
        assert run_cli("--db", address, "rebuild").code == 0
        assert facts(address) == before


def test_rebuild_of_a_server_leaves_all_where_a_file_is_damaged(samples: Path, on_server: Engine, run_cli: Run) -> None:
    run_cli("--db", samples, "push", on_server.address)
    before = facts(on_server.address)
    kept = next((work_folder() / "documents").iterdir())
    kept.write_bytes(kept.read_bytes() + b" ")
    assert run_cli("--db", on_server.address, "rebuild").code != 0
    assert facts(on_server.address) == before


def test_rebuild_fills_an_emptied_server(samples: Path, on_server: Engine, run_cli: Run) -> None:
    run_cli("--db", samples, "push", on_server.address)
    with on_server.open() as database:
        database.store.clear()
    assert run_cli("--db", on_server.address, "rebuild").code == 0
    assert facts(on_server.address) == facts(samples)


def test_the_work_folder_may_be_named(on_server: Engine, run_cli: Run, tmp_path: Path) -> None:
    found = run_cli("--db", on_server.address, "load", SAMPLES[0], env={"QUANPU_WORK": str(tmp_path / "here")})
    assert found.code == 0
    assert len(list((tmp_path / "here" / "documents").iterdir())) == 1


@pytest.mark.parametrize("command", [("documents",), ("status", "--verify"), ("search", "许可"), ("query", "run", "C1", "--evidence"),
                                     ("cypher", "MATCH (i:PowerItem) RETURN count(i) AS items"), ("draw", "responsibility")])  # fmt: skip
def test_every_command_takes_an_address(command: tuple[str, ...], samples: Path, on_server: Engine, run_cli: Run) -> None:
    run_cli("--db", samples, "push", on_server.address)
    here, there = run_cli("--db", samples, *command), run_cli(*command, env={"QUANPU_DB": on_server.address})
    assert (there.code, there.out) == (here.code, here.out) == (0, here.out)


def test_remove_takes_an_address(samples: Path, on_server: Engine, run_cli: Run) -> None:
    run_cli("--db", samples, "push", on_server.address)
    for address in (str(samples), on_server.address):
        assert run_cli("--db", address, "remove", "2024-05-28").code == 0
    assert facts(on_server.address) == facts(samples)


def test_the_guide_s_queries_find_something(samples: Path, on_server: Engine, run_cli: Run) -> None:
    run_cli("--db", samples, "push", on_server.address)
    guide = (ROOT / "docs" / "neo4j.md").read_text(encoding="utf-8")
    queries = guide.split("```cypher\n")[1].split("```")[0].split(";\n")[:-1]
    assert len(queries) == 5
    with on_server.open() as database:
        for query in queries:
            assert database.cypher(query).rows, query
