"""The notebook's door given what it does not take: always an error that says what to do, never one of Python's own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import quanpu
from graph.errors import UsageError
from graph.table import Table

Call = Callable[[quanpu.Database], object]
WRONG: dict[str, tuple[Call, str]] = {
    "search": (lambda db: db.search(5), "Give it as text"),  # type: ignore[arg-type]
    "nothing": (lambda db: db.search(None), "Give it as text"),  # type: ignore[arg-type]
    "question": (lambda db: db.query(5), "the question is 5"),  # type: ignore[arg-type]
    "organization": (lambda db: db.query("C1", organization=3), "the filter organization is 3"),
    "organization_name": (lambda db: db.query("C1", organization="云汐县水利"), "Did you mean '云汐县水利局'"),
    "versions": (lambda db: db.query("C1", all_versions="maybe"), "unknown value for all_versions 'maybe'"),
    "number": (lambda db: db.query("C1", all_versions=3), "unknown value for all_versions '3'"),
    "list": (lambda db: db.query("X1", peers=[5]), "It takes list of texts"),
    "field": (lambda db: db.query("D4", fields=["duti"]), "Did you mean 'duty'"),
    "least": (lambda db: db.query("S4", k=0), "k is 0: give 1 to 1000"),
    "mapping": (lambda db: db.ask("C1", 5), "as a mapping"),  # type: ignore[arg-type]
    "language": (lambda db: db.query("C1", lang="fr"), "unknown language 'fr'"),  # type: ignore[arg-type]
    "drawn": (lambda db: db.draw("responsibility", lang="fr"), "unknown language 'fr'"),  # type: ignore[arg-type]
    "searched": (lambda db: db.search("许可", lang="fr"), "unknown language 'fr'"),  # type: ignore[arg-type]
    "listed": (lambda db: db.documents(lang=3), "unknown language '3'"),  # type: ignore[arg-type]
    "format": (lambda db: db.query("C1").render("cvs"), "Did you mean 'csv'"),  # type: ignore[arg-type]
    "cypher": (lambda db: db.cypher(5), "the query is 5"),  # type: ignore[arg-type]
    "parameters": (lambda db: db.cypher("RETURN 1 AS a", [1]), "as a mapping"),  # type: ignore[arg-type]
    "remove": (lambda db: db.remove(5), "the document is 5"),  # type: ignore[arg-type]
    "diff": (lambda db: db.diff(5, 6), "a list is 5"),  # type: ignore[arg-type]
    "tau": (lambda db: db.diff("2023-06-01", "2024-06-03", tau="x"), "unknown value for tau"),  # type: ignore[arg-type]
    "load": (lambda db: db.load(5), "the file is 5"),  # type: ignore[arg-type]
    "copy": (lambda db: db.copy_to("x.kgl"), "Open it first"),  # type: ignore[arg-type]
    "inspect": (lambda db: quanpu.inspect(5), "the file is 5"),  # type: ignore[arg-type]
    "open": (lambda db: quanpu.open(5), "the address of the graph is 5"),  # type: ignore[arg-type]
}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_type_is_an_error_that_says_what_to_do(name: str, sample_store: Path) -> None:
    call, says = WRONG[name]
    with quanpu.Database(str(sample_store), must_exist=True) as database, pytest.raises(UsageError) as error:
        call(database)
    assert says in error.value.message


def test_a_table_of_another_language_is_none() -> None:
    with pytest.raises(UsageError, match="unknown language"):
        Table((), [], lang="")  # type: ignore[arg-type]


@pytest.mark.parametrize("given", [True, "yes", "1", "TRUE"])
def test_versions_may_be_asked_for_in_words(given: object, sample_store: Path) -> None:
    with quanpu.Database(str(sample_store), must_exist=True) as database:
        assert len(database.query("C1", all_versions=given).documents) == 4
