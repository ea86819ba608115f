"""Reads only: whatever is asked, no local file is read, nothing is written and no procedure runs that we don't know."""

from __future__ import annotations

import itertools
from pathlib import Path

import kglite
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support import facts, listing

from graph.errors import UsageError
from graph.stores.embedded import EmbeddedStore
from graph.stores.readonly import check_reads_only

SECRET = "kept-to-ourselves"


@pytest.fixture(scope="module")
def secret(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A local file that no query may read."""
    path = tmp_path_factory.mktemp("secret") / "secret.csv"
    path.write_text(f"word,n\n{SECRET},2\n")
    return path


def attempt(store: Path, query: str) -> str:
    """What comes back: rows as text, or the message of a refusal."""
    try:
        return str(EmbeddedStore(store).read(query).rows)
    except UsageError as error:
        return f"refused: {error.message}"


def test_the_engine_alone_would_read_local_files(sample_store: Path, secret: Path) -> None:
    """Else the tests below prove nothing."""
    graph = kglite.load(str(sample_store)).freeze()
    assert SECRET in str(graph.cypher(f"LOAD CSV FROM '{secret}' AS r RETURN r").to_list())


LOADS = [
    "LOAD CSV FROM '{f}' AS r RETURN r",
    "load csv from '{f}' as r return r",
    "LoAd\n\tcSv FROM '{f}' AS r RETURN r",
    "LOAD CSV WITH HEADERS FROM '{f}' AS r RETURN r",
    "LOAD CSV FROM 'file://{f}' AS r RETURN r",
    "LOAD // a\nCSV FROM '{f}' AS r RETURN r",
    "LOAD//\nCSV FROM '{f}' AS r RETURN r",
    "LOAD /* a */ CSV FROM '{f}' AS r RETURN r",
    "LOAD/**/CSV FROM '{f}' AS r RETURN r",
    "// a\nLOAD CSV FROM '{f}' AS r RETURN r",
    "  \n LOAD  CSV FROM '{f}' AS r RETURN r",
    ";LOAD CSV FROM '{f}' AS r RETURN r",
    "RETURN 1 AS a; LOAD CSV FROM '{f}' AS r RETURN r",
    "EXPLAIN LOAD CSV FROM '{f}' AS r RETURN r",
    "PROFILE LOAD CSV FROM '{f}' AS r RETURN r",
    "CYPHER 5 LOAD CSV FROM '{f}' AS r RETURN r",
    "CYPHER 5LOAD CSV FROM '{f}' AS r RETURN r",
    "CYPHER 25LOAD CSV FROM '{f}' AS r RETURN r",
    "cypher 5load csv from '{f}' as r return r",
    "CYPHER runtime=1LOAD CSV FROM '{f}' AS r RETURN r",
    "WITH 1LOAD CSV FROM '{f}' AS r RETURN r",
    "WITH 1 AS x LIMIT 1LOAD CSV FROM '{f}' AS r RETURN r",
    "UNWIND [1] AS x LOAD CSV FROM '{f}' AS r RETURN r",
    "RETURN 1 AS r UNION LOAD CSV FROM '{f}' AS r RETURN r",
    "CALL {{ LOAD CSV FROM '{f}' AS r RETURN r }} RETURN r",
    "CALL{{LOAD CSV FROM '{f}' AS r RETURN r}} RETURN r",
    "WITH 'a\\' LOAD' AS x LOAD CSV FROM '{f}' AS r RETURN r",
    "WITH 'a\\\\' AS x LOAD CSV FROM '{f}' AS r RETURN r",
    "WITH 'a''b' AS x LOAD CSV FROM '{f}' AS r RETURN r",
    "WITH `a``b` LOAD CSV FROM '{f}' AS r RETURN r",
    "MATCH (`as`) WITH `as` LOAD CSV FROM '{f}' AS r RETURN r",
    "MATCH (as) WITH as LOAD CSV FROM '{f}' AS r RETURN r",
    "WITH 1 AS x // '\nLOAD CSV FROM '{f}' AS r RETURN r",
    "WITH 1 AS x /* ' */ LOAD CSV FROM '{f}' AS r RETURN r",
    "LOAD\u3000CSV FROM '{f}' AS r RETURN r",
    "LOAD\u00a0CSV FROM '{f}' AS r RETURN r",
    "LOAD\u2028CSV FROM '{f}' AS r RETURN r",
    "LOAD\u200bCSV FROM '{f}' AS r RETURN r",
    "\ufeffLOAD CSV FROM '{f}' AS r RETURN r",
    "ＬＯＡＤ ＣＳＶ FROM '{f}' AS r RETURN r",
    "`LOAD` CSV FROM '{f}' AS r RETURN r",
    "LOAD `CSV` FROM '{f}' AS r RETURN r",
    "`load``csv` FROM '{f}' AS r RETURN r",
    "`LOAD`//\n`CSV` FROM '{f}' AS r RETURN r",
    "EXPLAIN `LOAD` CSV FROM '{f}' AS r RETURN r",
    "RETURN 1; `LOAD` CSV FROM '{f}' AS r RETURN r",
    "RETURN $x LOAD CSV FROM '{f}' AS r RETURN r",
    "// x\rLOAD CSV FROM '{f}' AS r RETURN r",
    "L\\u004fAD CSV FROM '{f}' AS r RETURN r",
    "CYPHER runtime=x LOAD CSV FROM '{f}' AS r RETURN r",
    "CYPHER runtime=`'` LOAD CSV FROM '{f}' AS r RETURN r",
    "CYPHER runtime=`//` LOAD CSV FROM '{f}' AS r RETURN r",
    "CYPHER runtime=`/*` `LOAD` CSV FROM '{f}' AS r RETURN r",
    "CYPHER planner='`' LOAD CSV FROM '{f}' AS r RETURN r",
    "CYPHER replan=`\"`LOAD `CSV` FROM '{f}' AS r RETURN r",
]


@pytest.mark.parametrize("query", LOADS)
def test_no_local_file_is_read(sample_store: Path, secret: Path, query: str) -> None:
    assert SECRET not in attempt(sample_store, query.format(f=secret))


WRITES = [
    "`CREATE` (n:X)",
    "MATCH (n:Document) `SET` n.name = 'x'",
    "MATCH (n) `DELETE` n",
    "MATCH (n) `DETACH` `DELETE` n",
    "CREATE (n:X) RETURN n",
    "create (n:X)",
    "MERGE (n:X {id: 1})",
    "MATCH (n:Document) SET n.name = 'x'",
    "MATCH (n:Document) SET n:X",
    "MATCH (n) DELETE n",
    "MATCH (n) DETACH DELETE n",
    "MATCH (n) REMOVE n.name",
    "FOREACH (x IN [1] | CREATE (:X))",
    "DROP INDEX x",
    "CREATE INDEX FOR (n:X) ON (n.a)",
    "CALL { CREATE (n:X) } RETURN 1",
    "CALL{CREATE (n:X)} RETURN 1",
    "CALL { MATCH (n) DELETE n } IN TRANSACTIONS",
    "RETURN 1; CREATE (n:X)",
    "EXPLAIN CREATE (n:X)",
    "PROFILE CREATE (n:X)",
    "RETURN 1 AS x UNION CREATE (n:X) RETURN 1 AS x",
    "MATCH (n)WITH n CREATE (m:X)",
    "MATCH (n:Document) WITH n LIMIT 1CREATE (m:X)",
    "WITH 1CREATE (n:X)",
    "MATCH (n:Document) WITH n LIMIT 1SET n.name = 'x'",
    "CYPHER 5CREATE (n:X)",
    "CREATE//\n(n:X)",
    "CREATE\u200b(n:X)",
    "\ufeffCREATE (n:X)",
    "ＣＲＥＡＴＥ (n:X)",
    "MATCH (n:Document) \u017fET n.name = 'x'",
    "WITH 'a\\'' AS x CREATE (n:X)",
    "// a\nCREATE (n:X)",
    "INSERT (:X)",
    "ALTER DATABASE x",
    "GRANT ROLE x TO y",
    "MATCH (n:Document) WITH n AS SET SET n.name = 'x'",
    "CR\\u0045ATE (n:X)",
    "MATCH (`as`:Document) WITH `as` SET `as`.name = 'x'",
]


@pytest.mark.parametrize("query", WRITES)
def test_nothing_is_written(samples: Path, query: str) -> None:
    before = listing(samples.parent)
    assert attempt(samples, query).startswith("refused")
    assert listing(samples.parent) == before


@pytest.mark.parametrize(
    "query",
    [
        "CREATE (n:X) RETURN n",
        "MERGE (n:X)",
        "MATCH (n) SET n.x = 1",
        "MATCH (n) DELETE n",
        "MATCH (n) REMOVE n.x",
        "LOAD CSV FROM 'x' AS r RETURN r",
        "MATCH (n) RETURN n.name FORMAT CSV",
    ],
)
def test_the_refusal_names_the_word_and_what_to_do(query: str) -> None:
    with pytest.raises(UsageError, match=r"^(CREATE|MERGE|SET|DELETE|REMOVE|LOAD CSV|FORMAT CSV) is refused: .*only reads\. Use "):
        check_reads_only(query)


@pytest.mark.parametrize(
    "name",
    [
        "apoc.load.csv('x')",
        "apoc.cypher.runWrite('x', {})",
        "dbms.components()",
        "db.index.fulltext.queryNodes('x', 'y')",
        "pagerank() YIELD node",
        "db.labelsx()",
        "db.labels.x()",
        "`db.labels`()",
        "db . create.x()",
        "x",
        "",
        "table.delete({})",
        "db.cdc.enable()",
    ],
)
def test_unknown_procedures_are_refused(sample_store: Path, name: str) -> None:
    assert attempt(sample_store, f"CALL {name} RETURN 1").startswith("refused: procedure")


@pytest.mark.parametrize(
    "query",
    [
        "WITH 1 AS x LIMIT 1CALL pagerank() YIELD node RETURN node.name",
        "MATCH (n:Document) WITH n SKIP 0CALL pagerank() YIELD node RETURN node.name",
        "CYPHER 5CALL pagerank() YIELD node RETURN node.name",
        "CALL//\npagerank() YIELD node RETURN node.name",
        "call pagerank() yield node return node.name",
        "RETURN 1; CALL pagerank() YIELD node RETURN node.name",
        "CALL { CALL pagerank() YIELD node RETURN node } RETURN node.name",
        "`CALL` pagerank() YIELD node RETURN node.name",
        "CALL `pagerank`() YIELD node RETURN node.name",
    ],
)
def test_unknown_procedures_are_refused_wherever_they_stand(sample_store: Path, query: str) -> None:
    assert attempt(sample_store, query).startswith("refused")


@pytest.mark.parametrize(
    "query", ["CALL db.labels() YIELD label RETURN label", "CALL db.relationshipTypes()", "call DB.LABELS()", "CALL db.propertyKeys()"]
)
def test_known_procedures_run(sample_store: Path, query: str) -> None:
    assert not attempt(sample_store, query).startswith("refused")


READS = [
    "RETURN 'LOAD CSV FROM x'",
    'RETURN "CREATE (n)"',
    "RETURN 'it\\'s SET'",
    "MATCH (n:Document) RETURN n.set, n.delete, n.create",
    "MATCH (n:Document) RETURN n.name AS set",
    "MATCH (n:Document) RETURN n.name AS `delete`",
    "// CREATE\nMATCH (n:Document) RETURN n.name",
    "MATCH (n:Document) RETURN n.name // DELETE",
    "MATCH (n:`Document`) RETURN count(n)",
    "CALL { MATCH (n:Document) RETURN count(n) AS c } RETURN c",
    "CALL{MATCH (n:Document) RETURN count(n) AS c} RETURN c",
    "MATCH (n:Law) WHERE n.name CONTAINS 'merge' RETURN count(n)",
    "MATCH ()-[r:SET]->() RETURN count(r)",
    "MATCH (n:Document) RETURN n {.set, .name}",
    "EXPLAIN MATCH (n) RETURN count(n)",
    "RETURN 1;",
    "MATCH (n:Document) RETURN n.createdOn, n.offset, n.dataset",
    "MATCH (i:PowerItem) WHERE EXISTS { MATCH (i)-[:HAS_PASSAGE]->(:Passage) } RETURN count(i)",
    "RETURN 1 AS x UNION RETURN 2 AS x",
    "MATCH (n:Document) RETURN count(n) AS call_count",
]


@pytest.mark.parametrize("query", READS)
def test_reads_are_not_refused(sample_store: Path, query: str) -> None:
    assert not attempt(sample_store, query).startswith("refused")


@pytest.mark.parametrize(
    "query",
    ["MATCH (n:Document) RETURN {set: n.name} AS x", "WITH {set: 1} AS x RETURN x.set", "MATCH ()-[r:CITES|SET]->() RETURN count(r)"],
)
def test_names_in_maps_and_type_lists_are_free(sample_store: Path, query: str) -> None:
    assert not attempt(sample_store, query).startswith("refused")


@pytest.mark.parametrize("query", ["", "  \n", "// nothing", ";"])
def test_an_empty_query_says_so(sample_store: Path, query: str) -> None:
    assert "empty" in attempt(sample_store, query).lower()


def test_a_wrong_query_is_one_line(sample_store: Path) -> None:
    for query in ("MATCH (n", "RETURN", "MATCH (n) RETURN m", "RETURN $missing", "RETURN 1/0", "SELECT 1", "RETURN nosuch(1)"):
        message = attempt(sample_store, query)
        assert message.startswith("refused"), query
        assert "\n" not in message


PARTS = [
    "LOAD",
    "CSV",
    "load",
    " ",
    "\n",
    "//",
    "/*",
    "*/",
    "'",
    '"',
    "`",
    "\\",
    "{",
    "}",
    "(",
    ")",
    ";",
    "1",
    ".",
    ":",
    "$",
    "AS ",
    "CALL ",
    "RETURN 1",
    "CYPHER 5",
    "CYPHER runtime=",
    "`'`",
    "`//`",
    "FROM '{f}' AS r RETURN r",
    "LOAD CSV FROM '{f}' AS r RETURN r",
    "`LOAD`",
    "`CSV` ",
    "`CALL` ",
    "CREATE (:X)",
    "WITH 1 AS x ",
    "UNION ",
    "\u3000",
    "\r",
    "EXPLAIN ",
    "PROFILE ",
]


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(PARTS), min_size=1, max_size=7))
def test_no_mixture_reads_a_file_or_writes(sample_store: Path, secret: Path, parts: list[str]) -> None:
    assert SECRET not in attempt(sample_store, "".join(parts).replace("{f}", str(secret)))


def test_no_prefix_opens_the_door(sample_store: Path, secret: Path) -> None:
    """What may stand before a query's first clause, with and without a blank, in every pair."""
    prefixes = [
        "",
        "EXPLAIN",
        "PROFILE",
        "CYPHER",
        "CYPHER 5",
        "CYPHER 25",
        "CYPHER runtime=`'`",
        "CYPHER debug=`//`",
        "5",
        "0",
        "1.",
        "''",
        "``",
        "$a",
        ";",
        "//\n",
        "x",
        "_",
        "x1",
        "USE a",
        "(",
        "{",
        "-",
    ]
    for a, b in itertools.product(prefixes, prefixes):
        for gap in ("", " "):
            assert SECRET not in attempt(sample_store, f"{a}{gap}{b}LOAD CSV FROM '{secret}' AS r RETURN r"), (a, gap, b)


def test_the_store_is_as_it_was(sample_store: Path) -> None:
    """Run last in this file: all those attempts left no trace."""
    assert not [fact for fact in facts(sample_store) if "X" in fact[:1]]
    assert EmbeddedStore(sample_store).read("MATCH (n:X) RETURN count(n) AS n").rows == [{"n": 0}]
