"""What must hold on the real list. Names and sentences are read from the file; figures come from the design and the study."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

import quanpu
from graph.stores.embedded import EmbeddedStore
from loaders.library import Library
from loaders.pipeline import documents_in, load, read_file
from loaders.readers import tab_text

Inspection = dict[str, Any]


def ask(path: Path, code: str, **given: Any) -> dict[str, Any]:
    with quanpu.Database(str(path), must_exist=True) as database:
        return database.query(code, **given).to_dict()


def cypher(path: Path, query: str, **given: Any) -> list[dict[str, Any]]:
    return EmbeddedStore(path).read(query, given).rows


def column(answer: dict[str, Any], name: str) -> list[Any]:
    return [row[name] for row in answer["rows"]]


# --- counts of the design's schema table ---------------------------------------------------------------

NODES = {
    "Document": 1,
    "Organization": 1,
    "Department": 4,
    "Official": 6,
    "PowerItem": 87,
    "Category": 1,
    "Duty": 8,
    "RiskPoint": 46,
    "Measure": 48,
    "Law": 14,
    "Certificate": 7,
}
EDGES = {
    "RESPONSIBLE_FOR": 332,
    "HANDLES": 166,
    "LISTED_IN": 87,
    "IN_CATEGORY": 87,
    "HAS_PASSAGE": 7 * 87,
    "LEADS": 4,
    "HEADS": 4,
    "ISSUED_BY": 1,
    "PART_OF": 4,
    "SUPERSEDES": 0,
}


@pytest.mark.parametrize(("kind", "count"), [*NODES.items(), *EDGES.items()])
def test_the_store_holds_what_the_design_counts(seed_store: Path, kind: str, count: int) -> None:
    assert EmbeddedStore(seed_store).counts()[kind] == count


@pytest.mark.parametrize(("field", "count"), [("risk", 15), ("measure", 18), ("duty", 2), ("responsible", 9)])
def test_a_template_is_one_passage(seed_store: Path, field: str, count: int) -> None:
    assert cypher(seed_store, "MATCH (p:Passage) WHERE p.field = $field RETURN count(p) AS n", field=field) == [{"n": count}]


@pytest.mark.parametrize(("field", "count"), [("measure", 17), ("responsible", 3)])
def test_templates_but_for_layout(seed_store: Path, field: str, count: int) -> None:
    query = "MATCH (p:Passage) WHERE p.field = $field RETURN count(DISTINCT p.fingerprint) AS n"
    assert cypher(seed_store, query, field=field) == [{"n": count}]


@pytest.mark.parametrize(("label", "count"), [("RiskPoint", 575), ("Measure", 468), ("Duty", 696)])
def test_instances_over_items(seed_store: Path, label: str, count: int) -> None:
    query = f"MATCH (:PowerItem)-[:HAS_PASSAGE]->(:Passage)-[:STATES]->(:{label}) RETURN count(*) AS n"
    assert cypher(seed_store, query) == [{"n": count}]


def test_instances_as_inspected(seed: Inspection) -> None:
    found = {name: sum(len(item[name]) for item in seed["items"]) for name in ("risks", "measures", "duties")}
    assert found == {"risks": 575, "measures": 468, "duties": 696}


def test_eight_stages(seed: Inspection) -> None:
    stages = {stage for item in seed["items"] for duty in item["duties"] for stage in duty["stages"]}
    assert stages == {"立案", "调查取证", "审查", "告知", "决定", "送达", "执行", "其他"}


def test_stages_of_risks_are_the_standard_ones(seed: Inspection) -> None:
    stages = {stage for item in seed["items"] for risk in item["risks"] for stage in risk["stages"]}
    assert stages <= {"立案", "调查取证", "审查", "告知", "决定", "送达", "执行", "其他"}


def test_the_document(seed: Inspection, seed_text: str) -> None:
    document = seed["document"]
    assert (document["form_date"], document["format"]) == ("2015-05-14", "text")
    assert document["name"] in seed_text
    assert document["organization"] in document["name"]
    assert document["list_kind"] == "权力监督清单"


def test_serials(seed: Inspection) -> None:
    assert [item["serial"] for item in seed["items"]] == [str(n) for n in range(1, 88)]


def test_every_row_is_accounted_for(seed: Inspection) -> None:
    assert Counter(row["why"] for row in seed["skipped"]) == {"header row": 95, "blank template row": 12}


def test_columns(seed: Inspection) -> None:
    fields = [entry["field"] for entry in seed["columns"]]
    assert fields == ["number", "category", "item", "duty", "risk", "measure", "responsible"]


def test_chains_and_slots(seed: Inspection) -> None:
    chains = [chain for item in seed["items"] for chain in item["chains"]]
    assert (len(chains), sum(len(chain["slots"]) for chain in chains)) == (166, 332)
    assert {tuple(slot["role"] for slot in chain["slots"]) for chain in chains} == {("leader", "head")}
    assert {slot["kind"] for chain in chains for slot in chain["slots"]} == {"person"}
    assert all(chain["department"] for chain in chains)


def test_laws_and_certificates_are_told_apart(seed: Inspection, seed_text: str) -> None:
    laws = [law for item in seed["items"] for law in item["laws"]]
    papers = [name for item in seed["items"] for name in item["certificates"]]
    bracketed = {law["name"] for law in laws if law["bracketed"]}
    assert (len(bracketed), len({law["name"] for law in laws if not law["bracketed"]}), len(set(papers))) == (13, 1, 7)
    assert not bracketed & set(papers)
    in_items = {(law["cite"]["start"], law["name"]) for law in laws if law["bracketed"]}
    assert len(re.findall("《[^《》]+》", seed_text)) == 191
    assert len(in_items) + len(papers) == 191


def test_deadlines(seed: Inspection) -> None:
    assert {deadline for item in seed["items"] for duty in item["duties"] for deadline in duty["deadlines"]} == {"15日", "7日", "3个月"}


# --- every citation quotes its words -------------------------------------------------------------------


def quotes(inspection: Inspection) -> Iterator[tuple[str, str, dict[str, int]]]:
    """Kind, words and place of everything that `inspect` cites."""
    for item in inspection["items"]:
        yield "item", item["name"], item["cite"]
        for name, attribute in item["attributes"].items():
            yield name, attribute["text"], attribute["cite"]
        for kind in ("duties", "risks", "measures"):
            for clause in item[kind]:
                yield kind, clause["text"], clause["cite"]
        for chain in item["chains"]:
            for slot in chain["slots"]:
                yield "slot", slot["official"], slot["cite"]
    for issue in inspection["issues"]:
        yield "issue", issue["text"], issue["cite"]


def test_inspect_quotes_the_document(seed: Inspection, seed_text: str) -> None:
    cited = list(quotes(seed))
    assert len(cited) > 87 + 575 + 468 + 696 + 332
    assert [(kind, words) for kind, words, at in cited if seed_text[at["start"] : at["end"]].strip() != words] == []


def test_laws_quote_the_document(seed: Inspection, seed_text: str) -> None:
    for item in seed["items"]:
        for law in item["laws"]:
            words = seed_text[law["cite"]["start"] : law["cite"]["end"]]
            assert words == (f"《{law['name']}》" if law["bracketed"] else law["name"]) + (law["article"] or "")


def test_every_risk_and_measure_ends_where_the_issue_says(seed: Inspection, seed_text: str) -> None:
    """A clause ends at ；。, a newline or the next number, so it holds none of them, and one of them follows."""
    for item in seed["items"]:
        for clause in [*item["risks"], *item["measures"]]:
            assert not re.search(r"[；。\n]", clause["text"]), clause["text"]
            after = seed_text[clause["cite"]["end"] :].lstrip(" \u3000")
            assert re.match(r"[；。\n]|\d{1,2}、|\Z", after), after[:20]


CITED = {
    "clauses": "MATCH (i:PowerItem)-[h:HAS_PASSAGE]->(p:Passage)-[r:STATES]->(n) RETURN n.text AS words, r.start AS a, r.`end` AS b, "
    "p.text AS text, h.start AS at",
    "slots": "MATCH (n:Official)-[r:RESPONSIBLE_FOR]->(i:PowerItem)-[h:HAS_PASSAGE]->(p:Passage) WHERE h.column = r.column "
    "RETURN n.name AS words, r.start AS a, r.`end` AS b, p.text AS text, h.start AS at",
    "departments": "MATCH (n:Department)-[r:HANDLES]->(i:PowerItem)-[h:HAS_PASSAGE]->(p:Passage) WHERE h.column = r.column "
    "RETURN n.name AS words, r.start AS a, r.`end` AS b, p.text AS text, h.start AS at",
    "laws": "MATCH (i:PowerItem)-[h:HAS_PASSAGE]->(p:Passage)-[r:CITES]->(n:Law) RETURN (CASE WHEN r.bracketed THEN '《' ELSE '' END) "
    "AS mark, n.full_name AS full_name, n.name AS words, r.article AS article, r.start AS a, r.`end` AS b, p.text AS text, h.start AS at",
    "certificates": "MATCH (i:PowerItem)-[h:HAS_PASSAGE]->(p:Passage)-[r:MENTIONS]->(n:Certificate) RETURN '《' + n.name + '》' AS words, "
    "r.start AS a, r.`end` AS b, p.text AS text, h.start AS at",
    "categories": "MATCH (i:PowerItem)-[r:IN_CATEGORY]->(:Category) MATCH (i)-[h:HAS_PASSAGE]->(p:Passage) WHERE h.column = r.column "
    "RETURN r.printed AS words, r.start AS a, r.`end` AS b, p.text AS text, h.start AS at",
    "findings": "MATCH (n:Issue)-[r:FOUND_IN]->(i:PowerItem)-[h:HAS_PASSAGE]->(p:Passage) WHERE h.column = r.column AND h.row = r.row "
    "RETURN n.text AS words, r.start AS a, r.`end` AS b, p.text AS text, h.start AS at",
    "items": "MATCH (i:PowerItem)-[h:HAS_PASSAGE]->(p:Passage) WHERE h.field = 'item' "
    "RETURN i.name AS words, 0 AS a, size(p.text) AS b, p.text AS text, h.start AS at",
}
AT_LEAST = {
    "clauses": 575 + 468 + 696,
    "slots": 332,
    "departments": 332,
    "laws": 13,
    "certificates": 7,
    "categories": 87,
    "findings": 200,
    "items": 87,
}


@pytest.mark.parametrize("what", CITED)
def test_the_graph_quotes_the_document(seed_store: Path, seed_text: str, what: str) -> None:
    rows = cypher(seed_store, CITED[what])
    wanted = AT_LEAST[what] if what != "departments" else 166
    assert len(rows) >= wanted
    for row in rows:
        quoted = row["text"][row["a"] : row["b"]]
        assert seed_text[row["at"] + row["a"] : row["at"] + row["b"]] == quoted
        if what == "laws":
            assert quoted.startswith((f"{row['mark']}{row['words']}", f"{row['mark']}{row['full_name']}"))
            assert quoted.endswith(row["article"] or ("》" if row["mark"] else row["words"]))
        else:
            assert quoted == row["words"]


def test_cells_tile_the_document(seed_text: str) -> None:
    grid = tab_text.read(seed_text, "utf-8")
    assert "".join(grid.raw_parts()) == seed_text
    assert len(grid.rows) == 194
    assert {len(row.cells) for row in grid.rows} == {7}


def test_items_on_lines_with_a_blank_before_the_tab(seed_text: str, seed: Inspection) -> None:
    """Items 57, 62, 76 and 87 stand on lines that begin with a blank and a tab, with no header row before them."""
    serials = re.findall(r"^ \t(\d+)$", seed_text, re.MULTILINE)
    assert serials == ["57", "62", "76", "87"]
    rows = {row["row"] for row in seed["skipped"] if row["why"] == "header row"}
    by_serial = {item["serial"]: item["cite"]["row"] for item in seed["items"]}
    assert not rows & {by_serial[serial] for serial in serials}


def test_several_measures_on_a_line(seed: Inspection, seed_text: str) -> None:
    """89 measures are joined to the one before by a run of blanks, 6 by ；."""
    between = [seed_text[a["cite"]["end"] : b["cite"]["start"]] for item in seed["items"] for a, b in pairwise(item["measures"])]
    assert sum(bool(re.fullmatch(r"[；。]?[ \u3000]{2,}\d{1,2}、+ *", gap)) for gap in between) == 89
    assert sum(bool(re.fullmatch(r"；\d{1,2}、+ *", gap)) for gap in between) == 6


def test_item_52_has_unnumbered_clauses(seed: Inspection) -> None:
    item = seed["items"][51]
    assert [duty["number"] is None for duty in item["duties"]][:2] == [True, False]
    assert [measure["number"] is None for measure in item["measures"]][:4] == [True, True, True, False]


def test_nine_risk_lines_bear_no_label(seed: Inspection) -> None:
    assert sum(issue["code"] == "unlabelled-risk" for issue in seed["issues"]) == 9


def test_short_role_word_in_items_1_to_8(seed: Inspection) -> None:
    printed = {item["serial"]: {slot["printed"] for chain in item["chains"] for slot in chain["slots"]} for item in seed["items"]}
    assert [serial for serial, words in printed.items() if "负责" in words] == [str(n) for n in range(1, 9)]


# --- loading twice -------------------------------------------------------------------------------------


def test_loading_twice_changes_nothing_and_says_so(seed_file: Path, tmp_path: Path) -> None:
    path = tmp_path / "twice.kgl"
    with quanpu.open(path) as database:
        database.load(seed_file)
        before = database.store.counts()
    data = path.read_bytes()
    with quanpu.open(path) as database:
        (report,) = database.load(seed_file)
        assert (report.status, report.nodes, report.edges) == ("unchanged", 0, 0)
        assert "nothing changed" in report.line()
        assert database.store.counts() == before
    assert path.read_bytes() == data


def test_a_dry_run_stores_nothing(seed_file: Path, tmp_path: Path) -> None:
    with quanpu.open(tmp_path / "dry.kgl") as database:
        (report,) = load(database.store, Library(tmp_path / "dry.kgl.work"), documents_in([seed_file]), dry_run=True)
    assert (report.status, report.items, report.rows_read) == ("would load", 87, 194)
    assert list(tmp_path.iterdir()) == []


def test_every_fact_read_is_written(seed_file: Path, tmp_path: Path) -> None:
    with quanpu.open(tmp_path / "a.kgl") as database:
        (report,) = database.load(seed_file)
        counts = database.store.counts()
    labels = {kind for kind in counts if not kind.isupper()}
    assert report.nodes == sum(counts[kind] for kind in labels)
    assert report.edges == sum(count for kind, count in counts.items() if kind not in labels)
    assert report.rows_read == 194
    assert report.items + sum(report.skipped.values()) == 194


# --- the published answers -----------------------------------------------------------------------------


def test_c1_two_officials_stand_on_nearly_all_items(seed_store: Path) -> None:
    answer = ask(seed_store, "C1")
    assert column(answer, "items") == [87, 79, 45, 45, 34, 8]
    assert answer["denominator"] == {"items": 87}
    assert [round(share, 3) for share in column(answer, "share")[:2]] == [1.0, 0.908]
    assert (answer["n"], answer["small_n"]) == (6, True)


def test_c2_slots(seed_store: Path) -> None:
    answer = ask(seed_store, "C2")
    assert column(answer, "slots") == [113, 87, 45, 45, 34, 8]
    assert answer["denominator"]["slots"] == 332


def test_x3_concentration_against_chance(seed_store: Path, catalogue: dict[str, dict[str, str]]) -> None:
    """The published figures: mean, 95th percentile and largest of 5,000 assignments from seed 1, and what is observed."""
    published = [float(figure) for figure in re.findall(r"\.\d{4}", catalogue["X3"]["answer_on_seed"])]
    (row,) = [row for row in ask(seed_store, "X3")["rows"] if row["measure"] == "hhi"]
    assert [round(row[name], 4) for name in ("null_mean", "null_p95", "null_max", "observed")] == published
    assert (row["draws"], row["seed"]) == (5000, 1)


def test_c6_one_official_touches_every_item(seed_store: Path) -> None:
    answer = ask(seed_store, "C6")
    assert [(row["rank"], row["size"]) for row in answer["rows"]] == [(1, 1)]
    assert answer["rows"][0]["officials"] == [ask(seed_store, "C1")["rows"][0]["official"]]


def test_s3_no_leader_heads_the_same_chain(seed_store: Path) -> None:
    """S2's caveat in the study: in this list nobody leads and heads one item."""
    assert ask(seed_store, "S3")["rows"] == []


def test_s4_are_the_items_of_s1(seed_store: Path) -> None:
    assert column(ask(seed_store, "S4"), "item_serial") == column(ask(seed_store, "S1"), "item_serial")


def test_c3_hhi_of_slots(seed_store: Path) -> None:
    (row,) = [row for row in ask(seed_store, "C3", base="slots")["rows"] if row["measure"] == "hhi"]
    assert (round(row["value"], 4), row["n"]) == (0.2323, 6)


def test_s1_one_head_for_both_chains(seed_store: Path) -> None:
    answer = ask(seed_store, "S1")
    assert column(answer, "item_serial") == [str(n) for n in range(54, 88)]
    assert len(set(column(answer, "official"))) == 1


def test_s5_items_with_one_chain(seed_store: Path) -> None:
    assert column(ask(seed_store, "S5"), "item_serial") == [str(n) for n in range(1, 9)]


def test_r1_the_twenty_published_counts(seed_store: Path, catalogue: dict[str, dict[str, str]]) -> None:
    published = {code: int(count) for code, count in re.findall(r"([A-Z]+) (\d+)", catalogue["R1"]["answer_on_seed"])}
    assert len(published) == 20
    assert {row["risk_type"]: row["items"] for row in ask(seed_store, "R1")["rows"]} == published


def test_g2_items_without_a_two_officer_measure(seed_store: Path) -> None:
    serials = [str(n) for n in (*range(7, 53), 85, 86)]
    assert len(serials) == 48
    assert column(ask(seed_store, "G2"), "item_serial") == serials


def test_l2_published_counts(seed_store: Path, catalogue: dict[str, dict[str, str]]) -> None:
    rows = ask(seed_store, "L2")["rows"]
    assert [row["items"] for row in rows] == [87, 21, 19, 17, 8, 6, 5, 5, 5, 5, 2, 1, 1]
    published = re.findall(r"(?:^|;)([^;、]+?)(\d+)(?=;)", catalogue["L2"]["answer_on_seed"])
    found = {row["law"]: row["items"] for row in rows}
    named = {name: int(count) for name, count in published if name in found}
    assert len(named) >= 5
    assert named == {name: found[name] for name in named}


def test_reading_gives_one_passage_object_per_template(seed_file: Path) -> None:
    """Each distinct text is worked on once: parse and extract stay far below the 100 ms of the issue's promise."""
    reading, _ = read_file(seed_file)
    risks = [cell.passage for item in reading.items for cell in item.of("risk")]
    assert len({id(passage) for passage in risks}) == 15
