"""Asking: two lists compared, all questions into a folder, explanations, hints, valid values, the Tab key, the notebook's door."""

from __future__ import annotations

import csv
import json
import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from support import ROOT, SAMPLES, Result, environment, facts, item, listing, process, write_list

import quanpu
from graph.errors import DataError, QuanpuError, StoreError, UsageError
from graph.findings import FINDINGS
from graph.schema import FIELDS
from graph.stores.embedded import EmbeddedStore
from graph.table import NOTICE
from queries.answers import COLUMNS, write_all
from queries.card import QueryCard, catalogue, find_card
from queries.hints import hints

Run = Callable[..., Result]
OLD, NEW = (next(file for file in SAMPLES if file.stem == f"yunxi_shichang_{year}") for year in (2023, 2024))
WATER = next(file for file in SAMPLES if "shuili" in file.stem)
CARDS = list(catalogue().values())


def answer(result: Result) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(result.out)
    return found


# --- two lists compared --------------------------------------------------------------------------------


@pytest.mark.parametrize("old", ["2023-06-01", OLD], ids=["loaded", "file"])
@pytest.mark.parametrize("new", ["2024-06-03", NEW], ids=["loaded", "file"])
def test_diff_gives_the_rows_of_t1(run_cli: Run, samples: Path, old: str | Path, new: str | Path) -> None:
    before, held = listing(samples.parent), facts(samples)
    found = run_cli("diff", old, new, "--db", samples, "--format", "json")
    assert (found.code, found.err) == (0, "")
    expected = answer(run_cli("query", "run", "T1", "-p", "v1=2023-06-01", "-p", "v2=2024-06-03", "--db", samples, "--format", "json"))
    assert answer(found)["rows"] == expected["rows"] != []
    assert answer(found)["params"] == {"v1": Path(old).name, "v2": Path(new).name, "tau": 0.8}
    assert (listing(samples.parent), facts(samples)) == (before, held)


def test_two_files_need_no_store_and_leave_none(run_cli: Run, tmp_path: Path) -> None:
    old = write_list(tmp_path / "a.txt", item(1), item(2), date="2024年3月1日")
    new = write_list(tmp_path / "b.txt", item(1), item(3), date="2024年3月1日")  # of one date: neither corrects the other
    found = run_cli("diff", "a.txt", "b.txt", "--tau", "1", cwd=tmp_path)
    assert {(row["change"], row["kind"], row["subject"][:1]) for row in answer(found)["rows"]} == {
        ("removed", "item", "2"),
        ("added", "item", "3"),
    }
    assert sorted(listing(tmp_path)) == [old.name, new.name]


def test_no_difference_is_no_error(run_cli: Run, tmp_path: Path) -> None:
    write_list(tmp_path / "a.txt")
    shutil.copy(tmp_path / "a.txt", tmp_path / "b.txt")
    found = run_cli("diff", "a.txt", "b.txt", cwd=tmp_path)
    assert (found.code, answer(found)["rows"], answer(found)["denominator"]["items"]) == (0, [], 1)
    assert "the same list" in answer(found)["note"]


def test_lists_of_two_offices_are_compared_with_a_hint(run_cli: Run, tmp_path: Path) -> None:
    found = run_cli("diff", NEW, WATER, cwd=tmp_path)
    assert found.code == 0
    assert "X2" in found.err
    assert "two offices" in answer(found)["note"]


def test_evidence_of_a_diff_quotes_both_files(run_cli: Run, tmp_path: Path) -> None:
    found = answer(run_cli("diff", OLD, NEW, "--evidence", "--format", "json", cwd=tmp_path))
    texts = {date: file.read_bytes().decode() for date, file in (("2023-06-01", OLD), ("2024-06-03", NEW))}
    assert {cell["form_date"] for entry in found["evidence"] for cell in entry["cells"]} == set(texts)
    for entry in found["evidence"]:
        for cell in entry["cells"]:
            assert texts[cell["form_date"]][cell["cite"]["start"] : cell["cite"]["end"]] == cell["text"]


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (("2023-06-01", "2024-06-04"), 2, "Did you mean '2024-06-03'"),
        (("no.txt", "2024-06-03"), 2, "unknown document 'no.txt', and no such file"),
        (("2023-06-01", "empty.txt"), 3, "empty"),
        (("2023-06-01", "."), 2, "no such file"),
        (("2023-06-01", "2024-06-03", "--tau", "2"), 2, "tau is 2.0: give 0 to 1"),
        (("云汐县市场监督管理局权力监督清单一览表（虚构样例）", "2024-06-03"), 2, "names 2 documents"),
    ],
)
def test_what_cannot_be_compared(run_cli: Run, samples: Path, arguments: tuple[str, ...], code: int, says: str) -> None:
    (samples.parent / "empty.txt").write_bytes(b"")
    found = run_cli("diff", *arguments, "--db", samples, cwd=samples.parent)
    assert (found.code, found.out) == (code, "")
    assert says in found.error


def test_a_loaded_document_whose_file_is_gone(run_cli: Run, samples: Path) -> None:
    shutil.rmtree(f"{samples}.work")
    found = run_cli("diff", "2023-06-01", NEW, "--db", samples)
    assert (found.code, "Name its file instead" in found.error) == (3, True)


# --- every question into a folder ----------------------------------------------------------------------


def test_all_answers_in_a_folder(run_cli: Run, sample_store: Path, tmp_path: Path) -> None:
    found = run_cli("query", "run", "--all", "-o", tmp_path / "out", "--db", sample_store, "--lang", "en")
    assert (found.code, found.out) == (0, "")
    names = {f"{card.code}-{card.id}.csv" for card in CARDS}
    assert {path.name for path in (tmp_path / "out").iterdir()} == names | {"index.csv", "summary.md"}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out"]
    for card in CARDS:
        data = (tmp_path / "out" / f"{card.code}-{card.id}.csv").read_bytes()
        alone = run_cli("query", "run", card.code, "--db", sample_store, "--format", "csv").out
        assert data.decode("utf-8") == f"\ufeff{alone}", card.code
    rows = list(csv.DictReader((tmp_path / "out" / "index.csv").read_text(encoding="utf-8-sig").splitlines()))
    assert [row["code"] for row in rows] == [card.code for card in CARDS]
    assert list(rows[0]) == [column.name for column in COLUMNS]
    coverage = rows[0]
    assert (coverage["rows"], coverage["denominator"], coverage["n"], coverage["small_n"]) == ("19", "items=30", "19", "True")
    assert "(2024-06-03)" in coverage["documents"]
    assert coverage["notice"] == NOTICE["en"]
    summary = (tmp_path / "out" / "summary.md").read_text(encoding="utf-8")
    assert NOTICE["en"] in summary
    assert all(f"## {card.code} {card.question['en']}" in summary for card in CARDS)
    assert "Out of: items = 30" in summary


def test_all_again_replaces_its_own_folder_only(run_cli: Run, sample_store: Path, tmp_path: Path) -> None:
    given = ("query", "run", "--all", "-o", tmp_path / "out", "--db", sample_store)
    assert run_cli(*given, "--format", "json").code == 0
    assert (tmp_path / "out" / "C1-official-coverage.json").exists()
    assert run_cli(*given).code == 0
    assert not (tmp_path / "out" / "C1-official-coverage.json").exists()
    (tmp_path / "out" / "mine.txt").write_text("mine", encoding="utf-8")
    before = listing(tmp_path)
    found = run_cli(*given)
    assert (found.code, "such as mine.txt" in found.error) == (2, True)
    assert listing(tmp_path) == before


def test_a_folder_with_another_index_is_foreign(tmp_path: Path) -> None:
    (tmp_path / "index.csv").write_text("file\nC1.csv\n", encoding="utf-8")
    with pytest.raises(UsageError, match=r"such as index\.csv"):
        write_all([], tmp_path, lang="en")
    write_all([], tmp_path / "new", lang="en")
    assert (tmp_path / "new" / "index.csv").exists()


def test_filters_narrow_every_answer(run_cli: Run, sample_store: Path, tmp_path: Path) -> None:
    found = run_cli(
        "query", "run", "--all", "-o", tmp_path / "out", "--db", sample_store, "--organization", "云汐县水利局", "--role", "leader"
    )
    assert found.code == 0
    rows = list(csv.DictReader((tmp_path / "out" / "index.csv").read_text(encoding="utf-8-sig").splitlines()))
    assert all("organization=云汐县水利局" in row["params"] for row in rows)
    assert not [row["code"] for row in rows if "市场监督管理局" in row["documents"]]


def test_one_failing_question_does_not_lose_the_others(
    run_cli: Run, sample_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def ask(self: quanpu.Database, name: str, given: Any, **options: Any) -> Any:
        if name == "dual-role":
            raise DataError("the data is odd", do="Look.")
        return original(self, name, given, **options)

    original = quanpu.Database.ask
    monkeypatch.setattr(quanpu.Database, "ask", ask)
    found = run_cli("query", "run", "--all", "-o", tmp_path / "out", "--db", sample_store, "--lang", "en")
    assert found.code == 1
    assert found.err.splitlines()[0] == "error: S2: the data is odd. Look."
    assert not (tmp_path / "out" / "S2-dual-role.csv").exists()
    assert (tmp_path / "out" / "S1-same-head-both-chains.csv").exists()
    rows = {row["code"]: row for row in csv.DictReader((tmp_path / "out" / "index.csv").read_text(encoding="utf-8-sig").splitlines())}
    assert (rows["S2"]["file"], rows["S2"]["error"]) == ("", "the data is odd. Look.")
    assert "Not answered: the data is odd" in (tmp_path / "out" / "summary.md").read_text(encoding="utf-8")


def test_all_with_a_matrix_of_one_s_own(run_cli: Run, sample_store: Path, tmp_path: Path) -> None:
    """The questions that have no such parameter are asked without it; a file that can't be read is one error, not one per question."""
    own = tmp_path / "own.yml"
    own.write_text("LEAK: [PUBLIC]\n", encoding="utf-8")
    found = run_cli("query", "run", "--all", "-o", tmp_path / "out", "--covers", own, "--format", "json", "--db", sample_store)
    assert (found.code, len(list((tmp_path / "out").iterdir()))) == (0, len(CARDS) + 2)
    answered = json.loads((tmp_path / "out" / "G1-risks-without-measure.json").read_text(encoding="utf-8"))
    assert answered["params"]["covers"] == {"LEAK": ["PUBLIC"]}
    for wrong in (("--covers", tmp_path / "none.yml"), ("--role", "nobody"), ("--organization", "云汐县")):
        found = run_cli("query", "run", "--all", "-o", tmp_path / "other", *wrong, "--db", sample_store)
        assert (found.code, "C1" in found.error) == (2, False)
    assert not (tmp_path / "other").exists()


def test_a_filter_that_is_given_in_two_ways_is_refused(run_cli: Run, sample_store: Path) -> None:
    found = run_cli("query", "run", "C1", "--role", "leader", "-p", "role=head", "--db", sample_store)
    assert (found.code, "role is given twice" in found.error) == (2, True)


@pytest.mark.parametrize("arguments", [("C1", "-o", "out"), ("-o", "out", "-p", "role=head"), ()], ids=["id", "param", "no folder"])
def test_all_takes_a_folder_and_filters_only(run_cli: Run, sample_store: Path, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    found = run_cli("query", "run", "--all", *arguments, "--db", sample_store, cwd=tmp_path)
    assert (found.code, "--all" in found.error, listing(tmp_path)) == (2, True, {})


# --- what was run --------------------------------------------------------------------------------------


def test_explain_says_on_stderr_what_was_run(run_cli: Run, sample_store: Path) -> None:
    given = ("query", "run", "R2", "--organization", "云汐县水利局", "--db", sample_store, "--format", "json")
    plain, explained = run_cli(*given), run_cli(*given, "--explain")
    assert plain.out == explained.out
    card = catalogue()["risk-templates"]
    assert card.expanded.rstrip() in explained.err
    assert card.expanded_denominator.rstrip() in explained.err
    assert '"documents": ["' in explained.err
    assert "Match :Document" in explained.err
    assert "then the step templates in queries/steps/risk.py" in explained.err
    assert explained.err.rstrip().endswith("ms")


def test_every_card_can_be_explained(sample_store: Path) -> None:
    with quanpu.Database(str(sample_store), must_exist=True) as database:
        for card in CARDS:
            told: list[str] = []
            database.ask(card.id, {}, explain=told.append)
            assert "the engine gives no plan" not in told[0], card.code


# --- the catalogue -------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("card", CARDS, ids=lambda card: card.code)
def test_show_tells_all_of_a_card_in_both_languages(run_cli: Run, card: QueryCard, lang: str) -> None:
    text = run_cli("query", "show", card.code, "--format", "table", "--lang", lang).out
    for words in (*card.question.values(), *card.limits.values(), card.definition, card.why):
        assert words in text
    for line in (*card.expanded.splitlines(), *card.expanded_denominator.splitlines()):
        assert line.rstrip() in text
    for param in card.params:
        assert f"  {param.name} = " in text
        assert param.help in text
        assert all(str(choice) in text for choice in param.choices)
    shown = answer(run_cli("query", "show", card.id, "--format", "json"))
    assert (shown["question"], shown["limits"], shown["cypher"]) == (card.question, card.limits, card.expanded)


def test_list_narrows_by_group_and_words(run_cli: Run) -> None:
    def codes(*arguments: str) -> list[str]:
        return [row["code"] for row in json.loads(run_cli("query", "list", *arguments).out)]

    assert codes("--group", "change") == ["T1", "T2"]
    assert codes("--search", "两版") == codes("--search", "TWO DATED") == ["T1"]
    assert codes("--search", "known_from_document") == ["T2"]
    assert codes("--group", "law", "--search", "两版") == []
    assert run_cli("query", "list", "--search", "没有的词").err.startswith(f"hint: 0 of {len(CARDS)} questions hold '没有的词'")


# --- names that are not in the graph -------------------------------------------------------------------


def test_choices_are_all_that_there_are() -> None:
    choices = {code: {param.name: param.choices for param in find_card(code).params} for code in ("D1", "D4")}
    assert set(choices["D1"]["kind"]) == set(FINDINGS)
    assert choices["D4"]["fields"] == FIELDS


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("BRIBE: [PUBLIC]\nLEAK: []\nBRIBE: []\n", "line 3: BRIBE stands there again. Put it together with line 1."),
        ("{BRIBE: [PUBLIC], BRIBE: []}", "line 1: BRIBE stands there again"),
        ("BRIBE: &again {a: *again}", "BRIBE has no list of words"),
    ],
)
def test_a_name_twice_in_a_file_of_a_parameter(run_cli: Run, sample_store: Path, tmp_path: Path, text: str, says: str) -> None:
    (tmp_path / "own.yml").write_text(text, encoding="utf-8")
    found = run_cli("query", "run", "G1", "--covers", tmp_path / "own.yml", "--db", sample_store)
    assert (found.code, says in found.error) == (2, True)


@pytest.mark.parametrize(
    ("card", "given", "says"),
    [
        ("R1", "stage=立按", "unknown value for stage '立按'. Did you mean '立案'?"),
        ("L2", "column=measures", "Did you mean 'measure'?"),
        ("L3", "column=mesure", "Did you mean 'measure'?"),
        ("G5", "stage=告", "Did you mean '告知'?"),
        ("D1", "kind=tpyo", "Did you mean 'typo'?"),
        ("D4", "fields=duty,baseis", "unknown value for fields 'baseis'. Did you mean 'basis'"),
        ("T1", "v1=2023-06-02", "Did you mean '2023-06-01'"),
    ],
)
def test_a_value_that_names_nothing_is_refused(run_cli: Run, sample_store: Path, card: str, given: str, says: str) -> None:
    found = run_cli("query", "run", card, "-p", given, "--db", sample_store)
    assert (found.code, says in found.error) == (2, True)


@pytest.mark.parametrize("card", CARDS, ids=lambda card: card.code)
def test_values_are_those_that_the_graph_holds(card: QueryCard, sample_store: Path) -> None:
    store = EmbeddedStore(sample_store)
    for param in card.params:
        if param.values:
            rows = store.read(param.values).rows
            assert rows
            assert {frozenset(row) for row in rows} == {frozenset({"value"})}


@pytest.mark.parametrize(
    ("cypher", "expected"),
    [
        ("MATCH (i:PowerItm) RETURN i.name AS a", ["label 'PowerItm'. Did you mean 'PowerItem'?"]),
        ("MATCH (i:PowerItem)-[r:RESPONSIBLE]->(o) RETURN r.chain AS a", ["relationship 'RESPONSIBLE'. Did you mean 'RESPONSIBLE_FOR'?"]),
        ("MATCH (o:Official) WHERE o.nane = 'x' RETURN o.name AS a", ["property 'nane'. Did you mean 'name'"]),
        ("MATCH (o:`Oficial`) RETURN 1 AS a", ["label 'Oficial'. Did you mean 'Official'?"]),
        ("MATCH ()-[:LEADS|HEDS]->() RETURN 1 AS a", ["relationship 'HEDS'. Did you mean 'HEADS'"]),
        ("MATCH (o:Official) // (x:Nothing)\nRETURN '(y:Nothing).z' AS a, o.id AS b", []),
        ("MATCH (d:Document) WITH d, {nane: 1} AS m RETURN m.nane AS a, d.form_date AS b", []),
        ("UNWIND [{nane: 1}] AS row RETURN row.nane AS a", []),
    ],
)
def test_hints_on_names_that_the_schema_has_not(cypher: str, expected: list[str]) -> None:
    found = hints(cypher)
    assert len(found) == len(expected)
    assert all(part in line for part, line in zip(expected, found, strict=True))


@pytest.mark.parametrize("card", CARDS, ids=lambda card: card.code)
def test_no_card_names_what_the_schema_has_not(card: QueryCard) -> None:
    assert hints(card.expanded) == hints(card.expanded_denominator) == []


def test_a_hint_stands_on_stderr_beside_the_empty_answer(run_cli: Run, sample_store: Path) -> None:
    found = run_cli("cypher", "MATCH (i:PowerItm) RETURN i.name AS a", "--db", sample_store)
    assert (found.code, found.out) == (0, "[]\n")
    assert found.err.startswith("hint: unknown label 'PowerItm'. Did you mean 'PowerItem'?")


# --- a store without items -----------------------------------------------------------------------------


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    with quanpu.open(tmp_path / "a.kgl") as database:
        database.load(write_list(tmp_path / "a.txt"))
        database.remove("a.txt")
    return tmp_path / "a.kgl"


def test_without_an_item_a_search_says_to_load_a_list(run_cli: Run, empty: Path) -> None:
    found = run_cli("search", "许可", "--db", empty)
    assert (found.code, "0 of 0 power items" in found.error) == (1, True)


@pytest.mark.parametrize("card", CARDS, ids=lambda card: card.code)
def test_without_an_item_every_card_says_to_load_a_list(card: QueryCard, empty: Path, run_cli: Run) -> None:
    found = run_cli("query", "run", card.code, "--db", empty)
    assert (found.code, found.out) == (1, "")
    assert found.error.startswith("error: 0 of 0 power items: the store holds no document. Load a list first: quanpu load FILE")


# --- the Tab key ---------------------------------------------------------------------------------------


def tab(*words: str, store: Path | str = "nowhere.kgl", cwd: Path) -> list[str]:
    """What bash would be offered for the last of the words, as it hands them over."""
    given = {"_QUANPU_COMPLETE": "complete_bash", "COMP_WORDS": "\n".join(("quanpu", *words)), "COMP_CWORD": str(len(words))}
    found = process(cwd=cwd, env=environment(QUANPU_DB=str(store), **given))
    assert (found.returncode, found.stderr) == (0, b"")
    return found.stdout.decode().split()


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        (("query", "run", "official-cov"), {"official-coverage"}),
        (("query", "show", "T"), {"T1", "T2"}),
        (("query", "list", "--group", "la"), {"law"}),
        (("query", "run", "R1", "-p", "st"), {"stage="}),
        (("query", "run", "-p", "level=type", "R1", "-p", "le"), {"level="}),
        (("query", "run", "R1", "-p", "level=c"), {"level=coarse"}),
        (("query", "run", "R1", "-p", "level", "=", "c"), {"coarse"}),
        (("query", "run", "R1", "-p", "level", "=", "type", "-p", "stage", "=", "立"), {"立案"}),
        (("query", "run", "R1", "-p", "include_suggested", "="), {"true", "false"}),
        (("query", "run", "C1", "--department", "食"), {"食品安全监督管理股"}),
        (("query", "run", "C1", "--category", "行政检"), {"行政检查"}),
        (("query", "run", "C1", "--organization", "云汐县水"), {"云汐县水利局"}),
        (("query", "run", "C1", "--document", "2023"), {"2023-06-01"}),
        (("query", "run", "T1", "-p", "v1", "=", "yunxi_shui"), {"yunxi_shuili_2024.txt"}),
        (("remove", "yunxi_shichang"), {"yunxi_shichang_2023.txt", "yunxi_shichang_2024.txt"}),
        (("diff", "2023"), {"2023-06-01"}),
        (("query", "run", "nothing", "-p", "x"), set()),
    ],
    ids=" ".join,
)
def test_what_the_tab_key_offers(words: tuple[str, ...], offered: set[str], sample_store: Path, tmp_path: Path) -> None:
    assert set(tab(*words, store=sample_store, cwd=tmp_path)) == offered


def test_the_store_may_be_named_on_the_line(sample_store: Path, tmp_path: Path) -> None:
    assert tab("--db", str(sample_store), "remove", "2023", cwd=tmp_path) == ["2023-06-01"]
    assert tab("query", "run", "--db", str(sample_store), "C1", "--document", "2023", cwd=tmp_path) == ["2023-06-01"]


def test_without_a_store_nothing_is_offered_and_nothing_said(tmp_path: Path) -> None:
    assert tab("remove", "2", cwd=tmp_path) == []
    (tmp_path / "bad.kgl").write_bytes(b"no store")
    assert tab("query", "run", "R1", "-p", "stage", "=", store=tmp_path / "bad.kgl", cwd=tmp_path) == []
    assert sorted(path.name for path in tmp_path.iterdir()) == ["bad.kgl"]


@pytest.mark.skipif(not shutil.which("bash"), reason="no bash")
def test_in_bash_itself(sample_store: Path, tmp_path: Path) -> None:
    (tmp_path / "quanpu").write_text(f'#!/bin/sh\nexec "{sys.executable}" -c "import quanpu; quanpu.main()" "$@"\n', encoding="utf-8")
    (tmp_path / "quanpu").chmod(0o755)
    env = environment(QUANPU_DB=str(sample_store), PATH=f"{tmp_path}:{os.environ['PATH']}")
    script = """eval "$(quanpu --show-completion bash)"
COMP_WORDS=(quanpu query run R1 -p stage = 立); COMP_CWORD=7; _quanpu_completion quanpu; echo "${COMPREPLY[@]}" """
    found = subprocess.run(["bash", "-c", script], env=env, cwd=tmp_path, capture_output=True, timeout=60, check=True)
    assert found.stdout.decode() == "立案\n"


def test_the_tab_key_is_fast(sample_store: Path, tmp_path: Path) -> None:
    """A quarter of a second of work on one machine; four times that here, so that a slow machine does not fail it."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    tab("query", "run", "C1", "--department", "食", store=sample_store, cwd=tmp_path)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < 1


# --- the notebook's door -------------------------------------------------------------------------------


def test_a_notebook_does_what_the_command_line_does(samples: Path, run_cli: Run) -> None:
    with quanpu.open(samples) as database:
        assert [row["form_date"] for row in database.documents().rows] == ["2024-05-20", "2023-06-01", "2024-06-03", "2024-05-28"]
        assert database.status().rows == json.loads(run_cli("status", "--db", samples).out)
        rows = database.diff("2023-06-01", NEW).rows
        assert rows == quanpu.diff(OLD, NEW).rows == database.query("T1", v1="2023-06-01").rows
        gone = database.remove("2023-06-01")
        assert (gone.items, len(database.documents().rows)) == (12, 3)
        with pytest.raises(UsageError, match="Did you mean '2024-06-03'"):
            database.remove("2023-06-01")
        assert [report.status for report in database.rebuild()] == ["loaded"] * 3
        assert len(database.query("C1").documents) == 3
    assert not list((samples.parent / "samples.kgl.work" / "documents").glob(f"{gone.sha256}*"))


def test_a_removal_that_is_not_told_apart_is_refused(samples: Path) -> None:
    with quanpu.open(samples) as database, pytest.raises(UsageError, match="names 2 documents"):
        database.remove("云汐县市场监督管理局权力监督清单一览表（虚构样例）")


def test_a_rebuild_that_fails_leaves_the_store_open(samples: Path) -> None:
    shutil.rmtree(f"{samples}.work")
    with quanpu.open(samples) as database:
        with pytest.raises(QuanpuError):
            database.rebuild()
        assert len(database.documents().rows) == 4


def test_a_diff_of_files_makes_no_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert quanpu.diff(OLD, NEW).rows
    with pytest.raises((UsageError, StoreError)):
        quanpu.diff(OLD, "2024-06-03")
    assert listing(tmp_path) == {}


# --- folders and languages -----------------------------------------------------------------------------


def test_files_of_other_kinds_are_counted(run_cli: Run, tmp_path: Path) -> None:
    folder = tmp_path / "lists"
    folder.mkdir()
    write_list(folder / "a.txt")
    for name in ("seal.png", "old.bak", "README.md", ".hidden"):
        (folder / name).write_text("x", encoding="utf-8")
    given = ("load", folder, "--db", tmp_path / "a.kgl")
    found = json.loads(run_cli(*given).out)
    assert [(entry["status"], entry["passed_over"]) for entry in found] == [("loaded", 0), ("passed over", 2)]
    assert run_cli(*given, "--format", "table", "--lang", "en").out.splitlines()[-1].endswith("lists: 2 files of other kinds passed over")
    assert "另有2个其他类型的文件未读" in run_cli(*given, "--format", "table", "--lang", "zh").out
    (folder / "b.txt").write_bytes(b"")
    assert run_cli(*given).code == 1


def test_a_lone_document_s_error_keeps_its_code_beside_other_files(run_cli: Run, tmp_path: Path) -> None:
    (tmp_path / "lists").mkdir()
    (tmp_path / "lists" / "a.txt").write_bytes(b"")
    (tmp_path / "lists" / "seal.png").write_bytes(b"x")
    assert run_cli("load", tmp_path / "lists", "--db", tmp_path / "a.kgl").code == 3


def test_a_correction_names_the_replaced_by_a_short_hash(run_cli: Run, tmp_path: Path) -> None:
    write_list(tmp_path / "a.txt")
    run_cli("load", tmp_path / "a.txt", "--db", tmp_path / "a.kgl")
    write_list(tmp_path / "a.txt", item(1), item(2))
    line = run_cli("load", tmp_path / "a.txt", "--db", tmp_path / "a.kgl", "--format", "table", "--lang", "en").out
    assert len(line.rstrip().rpartition("replaces ")[2]) == 12


@pytest.mark.parametrize(
    ("arguments", "absent"),
    [
        (("load", OLD, "--dry-run"), ("would load", "items", "rows", "findings", "header row", "blank")),
        (("inspect", WATER), ("item ", "duty", " risk,", " measure", "synonym", "header row", "(post)", "text utf")),
        (("query", "run", "T1"), ("added", "removed", "items", "yes", "measure ")),
        (("query", "run", "T2"), ("leader", "head", "items", "lists")),
        (("documents",), (" yes", " no ")),
    ],
    ids=lambda value: " ".join(map(str, value[:3])) if isinstance(value, tuple) else "",
)
def test_chinese_is_chinese(run_cli: Run, sample_store: Path, tmp_path: Path, arguments: tuple[Any, ...], absent: tuple[str, ...]) -> None:
    db = () if arguments[0] == "inspect" else ("--db", tmp_path / "new.kgl" if arguments[0] == "load" else sample_store)
    out = run_cli(*arguments, *db, "--format", "table", "--lang", "zh").out
    words = out.replace(str(OLD), "")
    assert words.strip()
    assert [word for word in absent if word in words] == []


def test_codes_stay_codes_in_json_and_csv(run_cli: Run, sample_store: Path) -> None:
    for form in ("json", "csv"):
        out = run_cli("query", "run", "T2", "--db", sample_store, "--lang", "zh", "--format", form).out
        assert "leader" in out
        assert "分管领导," not in out
    assert (ROOT / "docs" / "cli.md").read_text(encoding="utf-8").count("quanpu diff") >= 2
