"""The samples against what they were written to say, and every card against golden rows."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from itertools import combinations
from operator import itemgetter
from pathlib import Path
from typing import Any

import pytest
from support import SAMPLES, Result

import quanpu
from queries.card import catalogue

HERE = Path(__file__).parent
EXPECTED: dict[str, dict[str, Any]] = json.loads((HERE / "data" / "samples_expected.json").read_text(encoding="utf-8"))
CURRENT = {entry["organization"]: entry for name, entry in EXPECTED.items() if "2024" in name}
MARKET = "云汐县市场监督管理局"
FILES = [pytest.param(file, EXPECTED[file.name], id=file.stem) for file in SAMPLES]


@pytest.fixture(scope="module")
def inspected() -> dict[str, dict[str, Any]]:
    return {file.name: quanpu.inspect(file) for file in SAMPLES}


def ask(path: Path, code: str, **given: Any) -> dict[str, Any]:
    with quanpu.Database(str(path), must_exist=True) as database:
        return database.query(code, **given).to_dict()


def test_there_are_four_samples_of_three_offices() -> None:
    assert {file.name for file in SAMPLES} == set(EXPECTED)
    assert len(CURRENT) == 3


@pytest.mark.parametrize("file", SAMPLES, ids=lambda file: file.stem)
def test_a_sample_says_in_its_title_that_it_is_fictional(file: Path, inspected: dict[str, Any]) -> None:
    title = inspected[file.name]["document"]["name"]
    assert "虚构" in title
    assert title in file.read_text(encoding="utf-8").splitlines()[1]


@pytest.mark.parametrize(("file", "expected"), FILES)
def test_counts(file: Path, expected: dict[str, Any], inspected: dict[str, Any]) -> None:
    found = inspected[file.name]
    skipped = Counter(row["why"] for row in found["skipped"])
    chains = [chain for item in found["items"] for chain in item["chains"]]
    counts = {
        "item_count": len(found["items"]),
        "header_rows": skipped["header row"],
        "blank_rows": skipped["blank template row"],
        "row_count": len(found["items"]) + len(found["skipped"]),
        "chain_count": len(chains),
        "slot_count": sum(len(chain["slots"]) for chain in chains),
        "risk_clauses": sum(len(item["risks"]) for item in found["items"]),
        "measure_clauses": sum(len(item["measures"]) for item in found["items"]),
        "duty_lines": sum(len(item["duties"]) for item in found["items"]),
    }
    assert counts == {name: expected[name] for name in counts}


@pytest.mark.parametrize(("file", "expected"), FILES)
def test_document(file: Path, expected: dict[str, Any], inspected: dict[str, Any]) -> None:
    document = inspected[file.name]["document"]
    assert {name: document[name] for name in ("organization", "form_date", "sha256")} == {
        name: expected[name] for name in ("organization", "form_date", "sha256")
    }


@pytest.mark.parametrize(("file", "expected"), FILES)
def test_items(file: Path, expected: dict[str, Any], inspected: dict[str, Any]) -> None:
    for item, wanted in zip(inspected[file.name]["items"], expected["items"], strict=True):
        assert (item["serial"], item["category"]) == (wanted["serial"], wanted["category"])
        assert item["name"] == wanted.get("name_printed", wanted["name"])
        assert (len(item["duties"]), len(item["risks"]), len(item["measures"])) == (
            wanted["duty_lines"],
            wanted["risk_clauses"],
            wanted["measure_clauses"],
        ), item["serial"]


@pytest.mark.parametrize(("file", "expected"), FILES)
@pytest.mark.parametrize(("kind", "passages"), [("risks", "risk_passages"), ("measures", "measure_passages")])
def test_words_of_clauses(file: Path, expected: dict[str, Any], inspected: dict[str, Any], kind: str, passages: str) -> None:
    items = {item["serial"]: item for item in inspected[file.name]["items"]}
    for passage in expected[passages]:
        for serial in passage["serials"]:
            words = [clause["text"] for clause in items[serial][kind]]
            assert len(words) == passage["clauses"]
            if "clause_texts" in passage:
                assert words == passage["clause_texts"], serial


@pytest.mark.parametrize(("file", "expected"), FILES)
def test_chains(file: Path, expected: dict[str, Any], inspected: dict[str, Any]) -> None:
    text = file.read_bytes().decode()
    for item, wanted in zip(inspected[file.name]["items"], expected["items"], strict=True):
        found = [
            {"department": chain["department"]}
            | {slot["role"]: text[slot["cite"]["start"] : slot["cite"]["end"]] for slot in chain["slots"]}
            for chain in item["chains"]
        ]
        assert found == wanted["chains"], item["serial"]


@pytest.mark.parametrize(("file", "expected"), FILES)
def test_officials(file: Path, expected: dict[str, Any], inspected: dict[str, Any]) -> None:
    slots = [
        (slot["official"], slot["kind"], slot["role"], item["serial"], chain["department"])
        for item in inspected[file.name]["items"]
        for chain in item["chains"]
        for slot in chain["slots"]
    ]
    found = []
    for name in dict.fromkeys(slot[0] for slot in slots):
        own = [slot for slot in slots if slot[0] == name]
        roles = Counter(slot[2] for slot in own)
        heads = sorted({slot[4] for slot in own if slot[2] == "head"})
        found.append(
            {
                "name": name,
                "kind": own[0][1],
                "slots": len(own),
                "leader_slots": roles["leader"],
                "head_slots": roles["head"],
                "items": len({slot[3] for slot in own}),
                "heads_departments": heads,
            }
        )
    wanted = [entry | {"heads_departments": sorted(entry["heads_departments"])} for entry in expected["officials"]]
    assert sorted(found, key=itemgetter("name")) == sorted(wanted, key=itemgetter("name"))


@pytest.mark.parametrize(("file", "expected"), FILES)
def test_laws_and_certificates(file: Path, expected: dict[str, Any], inspected: dict[str, Any]) -> None:
    for item, wanted in zip(inspected[file.name]["items"], expected["items"], strict=True):
        laws = [(law["name"], law["article"], law["column"], law["bracketed"]) for law in item["laws"]]
        assert Counter(laws) == Counter((law["name"], law["article"], law["column"], law["bracketed"]) for law in wanted["laws"]), item[
            "serial"
        ]
        assert list(dict.fromkeys(item["certificates"])) == wanted["certificates"], item["serial"]


@pytest.mark.parametrize(("file", "expected"), FILES)
def test_passages_in_the_graph(file: Path, expected: dict[str, Any], tmp_path: Path) -> None:
    with quanpu.open(tmp_path / "one.kgl") as database:
        database.load(file)
        for field in ("risk", "measure", "duty"):
            query = (
                "MATCH (p:Passage) WHERE p.field = $f RETURN count(DISTINCT p.text) AS texts, count(DISTINCT p.fingerprint) AS templates"
            )
            (row,) = database.cypher(query, {"f": field}).rows
            assert row["texts"] == expected[f"distinct_{field}_passages"]
            assert row["templates"] == expected.get(f"distinct_{field}_templates", row["templates"])


# --- golden answers ------------------------------------------------------------------------------------


def golden(code: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((HERE / "golden" / f"{code}.json").read_text(encoding="utf-8"))
    return found


def test_every_card_has_golden_rows() -> None:
    assert {path.stem for path in (HERE / "golden").glob("*.json")} == {card.code for card in catalogue().values()}


@pytest.mark.parametrize("code", [card.code for card in catalogue().values()])
def test_golden_rows(sample_store: Path, code: str) -> None:
    answer = ask(sample_store, code)
    assert {name: answer[name] for name in ("denominator", "n", "rows")} == golden(code)


def by_office(code: str) -> list[tuple[dict[str, Any], list[dict[str, Any]]]]:
    rows = golden(code)["rows"]
    return [(entry, [row for row in rows if row["organization"] == office]) for office, entry in CURRENT.items()]


def links(entry: dict[str, Any]) -> list[tuple[str, int, str, str, str]]:
    """(serial, chain, unit, leader, head) with a head's post under its unit's name."""

    def named(unit: str, head: str) -> str:
        return f"{unit}{head}" if entry["official_kind"] == "post" and not head.startswith(unit) else head

    return [
        (item["serial"], k, chain["department"], chain["leader"], named(chain["department"], chain["head"]))
        for item in entry["items"]
        for k, chain in enumerate(item["chains"], 1)
    ]


def test_golden_c1_and_c2_are_what_the_samples_were_written_to_say() -> None:
    for entry, rows in by_office("C1"):
        assert {(row["official"], row["items"]) for row in rows} == {(o["name"], o["items"]) for o in entry["officials"]}
        for row in rows:
            assert row["share"] == pytest.approx(row["items"] / entry["item_count"])
            own = [link for link in links(entry) if row["official"] in link[3:]]
            assert row["as_leader"] == len({link[0] for link in own if link[3] == row["official"]})
            assert row["as_head"] == len({link[0] for link in own if link[4] == row["official"]})
            assert row["departments"] == len({link[2] for link in own})
    for entry, rows in by_office("C2"):
        assert {(row["official"], row["slots"]) for row in rows} == {(o["name"], o["slots"]) for o in entry["officials"]}
        assert sum(row["share"] for row in rows) == pytest.approx(1)


def test_golden_c3_is_what_the_samples_were_written_to_say() -> None:
    for entry, rows in by_office("C3"):
        slots = [o["slots"] for o in entry["officials"]]
        (hhi,) = [row for row in rows if (row["base"], row["measure"]) == ("slots", "hhi")]
        assert hhi["value"] == pytest.approx(sum((n / sum(slots)) ** 2 for n in slots))
        assert hhi["n"] == len(slots)
        (largest,) = [row for row in rows if (row["base"], row["measure"]) == ("items", "cr1")]
        items = [o["items"] for o in entry["officials"]]
        assert largest["value"] == pytest.approx(max(items) / sum(items))


def test_golden_separation_is_what_the_samples_were_written_to_say() -> None:
    for entry, rows in by_office("S1"):
        assert [row["item_serial"] for row in rows] == entry["same_head_in_both_chains_serials"]
    for entry, rows in by_office("S2"):
        assert {row["official"] for row in rows} == set(entry["leader_and_head_officials"])
    for entry, rows in by_office("S5"):
        assert [row["item_serial"] for row in rows] == entry["single_chain_serials"]
    for entry, rows in by_office("S6"):
        people: dict[str, set[str]] = {}
        for serial, _, _, leader, head in links(entry):
            people.setdefault(serial, set()).update((leader, head))
        alone = Counter(name for names in people.values() for name in names)
        together = Counter(pair for names in people.values() for pair in combinations(sorted(names), 2))
        pairs = {(row["first"], row["second"]): (row["items"], row["lift"]) for row in rows if row["kind"] == "pair"}
        assert {pair: items for pair, (items, _) in pairs.items()} == dict(together)
        for (a, b), (items, lift) in pairs.items():
            assert lift == pytest.approx(items * entry["item_count"] / (alone[a] * alone[b]))
        chains = Counter((leader, unit, head) for _, _, unit, leader, head in links(entry))
        assert {(row["first"], row["department"], row["second"]): row["items"] for row in rows if row["kind"] == "chain"} == dict(chains)


def test_golden_r2_is_what_the_samples_were_written_to_say() -> None:
    for entry, rows in by_office("R2"):
        groups: dict[str, list[str]] = {}
        for passage in entry["risk_passages"]:
            groups.setdefault("".join(passage["text"].split()), []).extend(passage["serials"])
        assert {tuple(row["item_serials"]) for row in rows} == {tuple(sorted(serials, key=int)) for serials in groups.values()}
        assert len(rows) == entry["distinct_risk_templates"]


def test_golden_law_answers_are_what_the_samples_were_written_to_say() -> None:
    for entry, rows in by_office("L2"):
        found: dict[str, set[str]] = {}
        for item in entry["items"]:
            for law in item["laws"]:
                if law["bracketed"]:
                    found.setdefault(law["name"].removeprefix("中华人民共和国"), set()).add(item["serial"])
        assert {row["law"]: row["items"] for row in rows} == {law: len(serials) for law, serials in found.items()}
    for entry, rows in by_office("L1"):
        without = [
            item["serial"] for item in entry["items"] if not {law["name"] for law in item["laws"] if law["bracketed"]} - {"行政强制法"}
        ]
        assert [row["item_serial"] for row in rows] == without


def test_golden_types_rest_on_clauses_of_those_items(inspected: dict[str, Any]) -> None:
    """R1 and G2 once more from `inspect`, without a store or a query."""
    for name, entry in EXPECTED.items():
        if "2024" not in name:
            continue
        items = inspected[name]["items"]
        counts = Counter(code for item in items for code in {code for risk in item["risks"] for code in risk["types"]})
        rows = [row for row in golden("R1")["rows"] if row["organization"] == entry["organization"]]
        assert {row["risk_type"]: row["items"] for row in rows} == dict(counts)
        stated = [(item["serial"], [{*measure["types"]} - {*measure["suggested"]} for measure in item["measures"]]) for item in items]
        without = [serial for serial, measures in stated if not any("TWO_PERSON" in types for types in measures)]
        assert [row["item_serial"] for row in golden("G2")["rows"] if row["organization"] == entry["organization"]] == without


# --- the pair of versions ------------------------------------------------------------------------------


def test_the_older_version_is_superseded(sample_store: Path) -> None:
    with quanpu.Database(str(sample_store), must_exist=True) as database:
        versions = {d.form_date: d.current for d in database.store.documents() if d.organization == MARKET}
        assert versions == {"2023-06-01": False, "2024-06-03": True}
        pairs = database.cypher("MATCH (n:Document)-[:SUPERSEDES]->(o:Document) RETURN n.form_date AS new, o.form_date AS old").rows
        assert pairs == [{"new": "2024-06-03", "old": "2023-06-01"}]


def test_questions_use_current_documents_only(sample_store: Path) -> None:
    answer = ask(sample_store, "C1", organization=MARKET)
    assert answer["documents"] == [{"name": f"{MARKET}权力监督清单一览表（虚构样例）", "form_date": "2024-06-03"}]
    assert answer["denominator"]["items"] == 12


@pytest.mark.parametrize("date", ["2023-06-01", "2024-06-03"])
def test_a_document_may_be_chosen(sample_store: Path, date: str) -> None:
    expected = EXPECTED["yunxi_shichang_2023.txt" if date.startswith("2023") else "yunxi_shichang_2024.txt"]
    answer = ask(sample_store, "C1", document=date)
    assert {(row["official"], row["items"]) for row in answer["rows"]} == {(o["name"], o["items"]) for o in expected["officials"]}
    assert [source["form_date"] for source in answer["documents"]] == [date]
    by_hash = ask(sample_store, "C1", document=expected["sha256"][:12])
    assert by_hash["rows"] == answer["rows"]


def test_all_versions_are_counted_apart(sample_store: Path) -> None:
    answer = ask(sample_store, "C1", organization=MARKET, all_versions=True)
    for date, expected in (("2023-06-01", EXPECTED["yunxi_shichang_2023.txt"]), ("2024-06-03", EXPECTED["yunxi_shichang_2024.txt"])):
        found = {(row["official"], row["items"]) for row in answer["rows"] if row["form_date"] == date}
        assert found == {(o["name"], o["items"]) for o in expected["officials"]}


def test_a_title_that_two_versions_bear_does_not_pool_them(sample_store: Path) -> None:
    """Either it is refused, or each version is counted apart; 24 items of which one official holds 19 is neither."""
    title = f"{MARKET}权力监督清单一览表（虚构样例）"
    answer = ask(sample_store, "C1", document=title)
    assert max(row["items"] for row in answer["rows"]) <= 12
    assert all(row["share"] == pytest.approx(row["items"] / 12) for row in answer["rows"])


def test_removing_the_newer_version_brings_the_older_back(samples: Path) -> None:
    with quanpu.open(samples) as database:
        (newer,) = [d for d in database.store.documents() if d.form_date == "2024-06-03"]
        database.store.remove(newer)
        assert [(d.form_date, d.current) for d in database.store.documents() if d.organization == MARKET] == [("2023-06-01", True)]
        assert database.cypher("MATCH (:Document)-[r:SUPERSEDES]->(:Document) RETURN count(r) AS n").rows == [{"n": 0}]


def test_posts_are_named_where_no_person_is(sample_store: Path) -> None:
    answer = ask(sample_store, "C1", organization="云汐县水利局")
    assert {row["official"] for row in answer["rows"]} == {o["name"] for o in EXPECTED["yunxi_shuili_2024.txt"]["officials"]}
    assert ask(sample_store, "C1", organization="云汐县水利局", level="person")["rows"] == []


def test_the_demo_prints_where_its_page_is(run_cli: Callable[..., Result], tmp_path: Path) -> None:
    found = run_cli("demo", "--folder", tmp_path / "演 示", "--lang", "en")
    assert found.code == 0, found.err
    page = tmp_path / "演 示" / "responsibility.html"
    assert str(page) in found.out
    assert page.read_bytes().startswith(b"<!")
    assert found.err.count("loaded") + found.err.count("new version") == 4
    again = run_cli("demo", "--folder", tmp_path / "演 示", "--lang", "en")
    assert again.code == 0
    assert again.out == found.out
