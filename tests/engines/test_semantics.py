"""What Cypher means on each engine; a known difference is a strict xfail with a name, and no query of ours rests on one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from engines_probes import ERROR, OTHERWISE, PROBES, REFUSED, WRITES
from engines_support import Engine, wipe
from support import item, write_list

import quanpu
from graph.errors import QuanpuError, UsageError
from graph.stores.base import Run
from graph.stores.embedded import EmbeddedStore
from graph.stores.neo4j import Neo4jStore
from queries import evidence, matrix, runner, search
from queries.card import catalogue

ENGINES = ("embedded", "neo4j")
KNOWN = {name: how for name, (how, _) in OTHERWISE.items()} | REFUSED
CASES = [
    pytest.param(
        kind, *(*probe, {})[:4], id=f"{probe[0]} ({kind})",
        marks=[pytest.mark.xfail(strict=True, reason=KNOWN[probe[0]])] if kind == "embedded" and probe[0] in KNOWN else [],
    )
    for probe in PROBES for kind in ENGINES
]  # fmt: skip


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], quanpu.Database]]:
    """A list of three items on an engine, one of them with a single person in both parts; opened once, only read."""
    folder = tmp_path_factory.mktemp("semantics")
    single = item(2, people="分管领导：郗望舒\n竹篾股负责人：郗望舒")
    list_file = write_list(folder / "a.txt", item(1), single, item(3))
    opened: dict[str, quanpu.Database] = {}

    def database(address: str) -> quanpu.Database:
        if address not in opened:
            if "://" in address:
                wipe(address)
            opened[address] = quanpu.Database(address if "://" in address else str(folder / address))
            opened[address].load(list_file)
        return opened[address]

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("QUANPU_WORK", str(folder / "server.work"))
        yield database
    for one in opened.values():
        one.close()


def exactly(value: Any) -> Any:
    """With the kind of each number: 1 and 1.0 are two, the order of a map's names is nothing."""
    if isinstance(value, dict):
        return sorted((name, exactly(part)) for name, part in value.items())
    if isinstance(value, list):
        return [exactly(part) for part in value]
    return type(value).__name__, value


@pytest.mark.parametrize(("kind", "name", "query", "expected", "parameters"), CASES)
def test_it_means_the_same(
    kind: str, name: str, query: str, expected: Any, parameters: dict[str, Any],
    asked: Callable[[str], quanpu.Database], request: pytest.FixtureRequest,
) -> None:  # fmt: skip
    store = asked("a.kgl" if kind == "embedded" else request.getfixturevalue("neo4j_uri")).store
    if expected == ERROR:
        with pytest.raises(QuanpuError) as caught:
            store.read(query, parameters)
        assert caught.value.exit_code == 2
        assert "\n" not in caught.value.message
    else:
        assert exactly([list(row.values()) for row in store.read(query, parameters).rows]) == exactly(expected)


def test_the_probes_are_told_apart() -> None:
    names = [probe[0] for probe in PROBES]
    assert len(names) == len(set(names)) > 150
    assert set(KNOWN) <= set(names)


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_refused_is_refused_in_one_line(name: str, asked: Callable[[str], quanpu.Database]) -> None:
    (query,) = [probe[1] for probe in PROBES if probe[0] == name]
    with pytest.raises(UsageError) as caught:
        asked("a.kgl").store.read(query)
    assert "\n" not in caught.value.message


@pytest.mark.parametrize("name", OTHERWISE)
def test_no_query_of_ours_rests_on_a_difference(name: str) -> None:
    """Their texts hold nothing of what it needs; what they answer is compared in test_cards.py. What is refused would fail there."""
    pattern = re.compile(OTHERWISE[name][1], re.IGNORECASE)
    (probe,) = [probe[1] for probe in PROBES if probe[0] == name]
    assert pattern.search(probe), "the pattern does not even find the probe"
    ours = {card.code: f"{card.expanded}\n{card.expanded_denominator}" for card in catalogue().values()}
    ours |= {"matrix": matrix.CYPHER, "evidence": evidence.EVIDENCE, "stated": runner.STATED}
    ours |= {kind: f"{path} {words}" for kind, (path, words) in search._PATHS.items()}
    assert [code for code, text in ours.items() if pattern.search(text)] == []


# --- writing --------------------------------------------------------------------------------------------


def change(store: Any, work: Callable[[Run], None]) -> None:
    """Run statements in one transaction of either engine."""
    if isinstance(store, EmbeddedStore):
        with store._transaction() as run:
            work(run)
    else:
        assert isinstance(store, Neo4jStore)
        store._write(work)


@pytest.mark.parametrize(("statements", "question", "expected"), [case[1:] for case in WRITES], ids=[case[0] for case in WRITES])
def test_writing_means_the_same(engine: Engine, statements: tuple[str, ...], question: str, expected: list[Any]) -> None:
    def work(run: Run) -> None:
        for statement in statements:
            run(statement, {})

    with engine.open() as database:
        change(database.store, work)
        rows = database.store.read(question).rows
    assert [value for row in rows for value in row.values()] == expected


def test_merging_on_null_is_an_error(engine: Engine) -> None:
    with engine.open() as database:
        with pytest.raises(QuanpuError):
            change(database.store, lambda run: run("MERGE (n:X {id: $id})", {"id": None}) and None)
        assert database.store.read("MATCH (n) RETURN count(n) AS n").rows == [{"n": 0}]
