"""Every card, with each choice of its parameters and each filter, gives both engines the same rows in order, denominators and evidence."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from engines_support import wipe
from support import SAMPLES, listing

import quanpu
from graph.errors import QuanpuError
from queries.card import QueryCard, catalogue
from queries.matrix import official_item_matrix

CARDS = list(catalogue().values())


class Both(NamedTuple):
    """The same documents on both engines."""

    file: quanpu.Database
    server: quanpu.Database


@pytest.fixture(scope="module", params=["samples", "real list", "layouts"])
def both(request: pytest.FixtureRequest, neo4j_uri: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Both]:
    """Loaded once for all cards, as they only read."""
    files = SAMPLES
    if request.param == "real list":
        files = [request.getfixturevalue("seed_file")]
    elif request.param == "layouts":
        files = [request.getfixturevalue("real_lists") / "layouts"]
    folder = tmp_path_factory.mktemp("both")
    wipe(neo4j_uri)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("QUANPU_WORK", str(folder / "server.work"))
        with quanpu.Database(str(folder / "a.kgl")) as file, quanpu.Database(neo4j_uri) as server:
            reports = [database.load(*files) for database in (file, server)]
            assert [r.to_dict() for r in reports[0]] == [r.to_dict() for r in reports[1]]
            assert any(report.nodes for report in reports[0])
            yield Both(file, server)
    wipe(neo4j_uri)


def answer(database: quanpu.Database, name: str, given: dict[str, Any]) -> Any:
    """The whole answer, or the error in its place."""
    try:
        return database.ask(name, given, evidence=True).to_dict()
    except QuanpuError as error:
        return error.message


def ways(card: QueryCard) -> list[dict[str, Any]]:
    """The card as it is, and with each other value that its parameters may take."""
    found: list[dict[str, Any]] = [{}]
    for param in card.params:
        values = param.choices or ([not param.default] if param.type == "bool" else [])
        found += [{param.name: value} for value in values if value != param.default]
    return found


@pytest.mark.parametrize("card", CARDS, ids=lambda card: card.code)
def test_a_card_gives_the_same(card: QueryCard, both: Both) -> None:
    for given in ways(card):
        assert answer(both.server, card.id, given) == answer(both.file, card.id, given), given


@pytest.mark.parametrize("card", CARDS, ids=lambda card: card.code)
def test_a_card_gives_the_same_within_filters(card: QueryCard, both: Both) -> None:
    documents = both.file.store.documents()
    units = both.file.store.read("MATCH (d:Department)-[:HANDLES]->(:PowerItem) RETURN DISTINCT d.name AS name").rows
    kinds = both.file.store.read("MATCH (c:Category) RETURN c.name AS name").rows
    scopes: list[dict[str, Any]] = [{"all_versions": True}, {"organization": documents[-1].organization}, {"document": documents[0].sha256}]
    scopes += [{"department": name} for name in sorted(row["name"] for row in units)[:2]]
    scopes += [{"category": name} for name in sorted(row["name"] for row in kinds)[:2]]
    for scope in scopes:
        assert answer(both.server, card.id, scope) == answer(both.file, card.id, scope), scope


@pytest.mark.parametrize("words", ["责任", "许可证", "局长", "股", "，", "《", "𠮷", "不在里面的字"])
def test_a_search_finds_the_same(words: str, both: Both) -> None:
    assert both.server.search(words).to_dict() == both.file.search(words).to_dict()


def test_documents_counts_and_the_matrix_are_the_same(both: Both) -> None:
    assert both.server.store.documents() == both.file.store.documents()
    assert both.server.store.counts() == both.file.store.counts()
    assert both.server.store.verify() == both.file.store.verify() == []
    assert official_item_matrix(both.server.store).to_dict() == official_item_matrix(both.file.store).to_dict()


@pytest.mark.parametrize("view", ["responsibility", "risks", "coverage", "law", "compare", "network"])
def test_the_page_is_the_same(both: Both, view: str) -> None:
    assert both.server.draw(view, lang="zh") == both.file.draw(view, lang="zh")


def test_the_whole_set_of_pages_is_the_same(both: Both, tmp_path: Path) -> None:
    for name, database in (("server", both.server), ("file", both.file)):
        assert database.draw_all(tmp_path / name, lang="zh").failed == []
    assert listing(tmp_path / "server") == listing(tmp_path / "file")


def test_the_network_is_the_same(both: Both) -> None:
    from graph.network import network

    one, other = network(both.server.store), network(both.file.store)
    assert dict(one.nodes(data=True)) == dict(other.nodes(data=True))
    assert {(*edge[:3], str(sorted(edge[3].items()))) for edge in one.edges(keys=True, data=True)} == {
        (*edge[:3], str(sorted(edge[3].items()))) for edge in other.edges(keys=True, data=True)
    }


def test_the_catalogue_was_asked(both: Both) -> None:
    """A suite that asks nothing would be green as well."""
    assert len(CARDS) >= 12
    rows = [answer(both.file, card.id, {}) for card in CARDS]
    assert sum(isinstance(row, dict) and bool(row["rows"]) for row in rows) >= 6
    assert Path(both.file.address).is_file()
