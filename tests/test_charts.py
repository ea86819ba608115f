"""Pictures drawn from stores: what they are drawn from agrees with the questions and with the documents, and each view is one page."""

from __future__ import annotations

import os
from collections import Counter

import pytest
import yaml
from support import ROOT, environment, process

import quanpu
from graph.errors import UsageError
from queries.drawn import item_laws, item_parties, item_risks
from queries.scope import Scope
from viz.chart_views import VIEWS
from viz.risk_charts import stage_order
from viz.words_stages import ENGLISH

OFFICE = "云汐县市场监督管理局"


@pytest.fixture(scope="module", params=["sample_store", "seed_store"])
def database(request):
    with quanpu.open(request.getfixturevalue(request.param)) as opened:
        yield opened


def test_items_with_their_risks_agree_with_r1(database):
    rows = item_risks(database.store, lang="zh").rows
    counted = Counter((row["organization"], row["risk_type"]) for row in rows)
    asked = database.ask("R1", {}, lang="zh")
    alone = asked.documents[0].organization
    assert counted == {(row.get("organization", alone), row["risk_type"]): row["items"] for row in asked.rows}
    assert len({(row["document"], row["ordinal"], row["risk_type"]) for row in rows}) == len(rows)


def test_items_with_their_laws_agree_with_l2(database):
    counted = Counter((row["organization"], row["law"]) for row in item_laws(database.store, lang="zh").rows)
    asked = database.ask("L2", {}, lang="zh")
    alone = asked.documents[0].organization
    assert counted == {(row.get("organization", alone), row["law"]): row["items"] for row in asked.rows}


def test_every_item_has_its_parties_once(database):
    table = item_parties(database.store, lang="zh")
    assert len(table.rows) == table.denominator["items"]
    assert len({(row["document"], row["ordinal"]) for row in table.rows}) == len(table.rows)
    assert all(row["states_measures"] for row in table.rows)
    assert all(len(row["measures"]) == len(row["measure_names"]) for row in table.rows)


def test_gaps_on_the_page_are_those_of_g1(database):
    from viz.coverage_charts import CoverageAnswers, CoverageCharts
    from viz.marks import MarkBook
    from viz.offices import offices
    from viz.risk_charts import kinds_of
    from viz.words import words

    answers = CoverageAnswers(database.ask("G1", {}), item_risks(database.store), item_parties(database.store))
    kinds, said = kinds_of(answers.cells), words("en")
    charts = [CoverageCharts(office, answers, kinds, said, MarkBook()) for office in offices(answers.gaps)]
    states = Counter(row["state"] for chart in charts for row in chart.cells)
    asked = Counter("gap" if row["matrix_defined"] else "undefined" for row in answers.gaps.rows)
    assert (states["gap"], states["undefined"]) == (asked["gap"], asked["undefined"])
    assert sum(states.values()) == answers.gaps.denominator["risks"]


def test_quoted_words_stand_where_they_are_said_to(seed_store, seed_text):
    with quanpu.open(seed_store) as opened:
        risks, laws = item_risks(opened.store).rows, item_laws(opened.store).rows
    places = [place for row in risks for place in zip(row["start"], row["end"], row["quote"], strict=True)]
    assert len(places) > 800
    assert all(" ".join(seed_text[start:end].split()) == quote for start, end, quote in places)
    assert all(row["law"] in seed_text[row["start"][0] : row["end"][0]] for row in laws)


def test_each_quoted_clause_has_its_own_stages(database):
    rows = item_risks(database.store, lang="zh").rows
    assert all(len(row["quote_stages"]) == len(row["quote"]) for row in rows)
    assert all(set(row["stages"]) == {stage for said in row["quote_stages"] for stage in said.split("、") if stage} for row in rows)


def test_stages_are_drawn_in_the_order_of_the_procedure(seed_store):
    with quanpu.open(seed_store) as opened:
        rows = item_risks(opened.store, lang="zh").rows
    stages = sorted({stage for row in rows for stage in row["stages"]})
    assert stage_order(rows, stages) == ["立案", "调查取证", "审查", "决定", "告知", "送达", "执行"]


def test_a_scope_narrows_what_is_drawn(sample_store):
    with quanpu.open(sample_store) as opened:
        rows = item_risks(opened.store, scope=Scope(organization=OFFICE)).rows
        assert {row["organization"] for row in rows} == {OFFICE}
        page = opened.draw("risks", scope=Scope(organization=OFFICE))
    assert "云汐县水利局" not in page


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("view", VIEWS)
def test_each_view_of_the_real_list_is_one_page_of_a_megabyte_at_most(seed_store, view, lang):
    with quanpu.open(seed_store) as opened:
        page = opened.draw(view, lang=lang)
    assert 50_000 < len(page.encode()) < 1_000_000


def test_two_versions_are_compared_on_the_command_line(run_cli, sample_store, tmp_path):
    done = run_cli("--db", sample_store, "draw", "compare", OFFICE, "-o", tmp_path / "两版.html", "--lang", "zh")
    page = (tmp_path / "两版.html").read_text(encoding="utf-8")
    assert (done.code, "2023-06-01" in page, "2024-06-03" in page) == (0, True, True)
    assert "缑清越" in page


@pytest.mark.parametrize(("arguments", "said"), [
    (("laws",), "Did you mean 'law'"), (("risks", OFFICE), "risks takes no subject"), (("compare", "某局"), "unknown organization '某局'"),
    (("compare", "云汐县水利局"), "no two versions to compare"),
    (("compare", OFFICE, "--document", "2023-06-01"), "the filter --document 2023-06-01 leaves no earlier version"),
])  # fmt: skip
def test_what_can_not_be_drawn_is_said_in_a_line(run_cli, sample_store, tmp_path, arguments, said):
    done = run_cli("--db", sample_store, "draw", *arguments, "-o", tmp_path / "x.html")
    assert done.code in (1, 2)
    assert said in done.err
    assert done.err.count("\n") == 1
    assert not (tmp_path / "x.html").exists()


def test_a_law_is_found_with_the_marks_of_its_title(sample_store):
    with quanpu.open(sample_store) as opened:
        name = item_laws(opened.store).rows[0]["law"]
        assert opened.draw("law", f"《{name}》") == opened.draw("law", name)


def test_a_page_is_the_same_whatever_the_hash_seed(sample_store, tmp_path):
    pages = [process("--db", str(sample_store), "draw", "responsibility", "-o", "-", cwd=tmp_path, env=environment(PYTHONHASHSEED=seed))
             for seed in "12"]  # fmt: skip
    assert pages[0].stdout == pages[1].stdout
    assert pages[0].stdout.startswith(b"<!doctype html>")
    assert (pages[0].stderr, list(tmp_path.iterdir())) == (b"", [])


@pytest.mark.parametrize(("arguments", "said"), [
    (("draw", "risks", "-o", ""), "the output's name is empty"), (("query", "run", "C1", "--output="), "the output's name is empty"),
    (("draw", "--all", "-o", "-"), "- is standard output"),
])  # fmt: skip
def test_an_output_that_is_no_place_is_refused(run_cli, sample_store, arguments, said):
    done = run_cli("--db", sample_store, *arguments)
    assert (done.code, said in done.error) == (2, True)


def test_arguments_are_read_whatever_the_locale(sample_store, tmp_path):
    env = environment(LC_ALL="C", PYTHONUTF8="0")
    for arguments in (("draw", "compare", OFFICE, "-o", "图.html"), ("query", "run", "C1", "--organization", OFFICE, "-o", "答.csv")):
        done = process("--db", str(sample_store), *arguments, cwd=tmp_path, env=env)
        assert done.returncode == 0, done.stderr
    assert {os.fsencode(path.name).decode() for path in tmp_path.iterdir()} == {"图.html", "答.csv"}
    done = process("--db", str(sample_store), "draw", "law", "无此法", cwd=tmp_path, env=env)
    assert "unknown law '无此法'" in done.stderr.decode()


def test_what_reorders_text_is_visible_in_errors_and_tables_and_stays_in_data(run_cli, sample_store):
    assert UsageError("it is no list", where="\u202e甲").message == "⟪U+202E⟫甲: it is no list"
    asked = "--db", sample_store, "cypher", "RETURN '\u2066甲' AS x", "--format"
    for form, shown in (("table", "⟪U+2066⟫甲"), ("md", "⟪U+2066⟫甲"), ("csv", "\u2066甲"), ("json", "\u2066甲")):
        assert shown in run_cli(*asked, form).out


def test_english_names_of_stages_are_those_of_the_vocabulary():
    vocabulary = yaml.safe_load((ROOT / "loaders" / "vocab" / "stages.yml").read_text(encoding="utf-8"))
    names: dict[str, set[str]] = {}
    for stages in vocabulary.values():
        for stage, entry in stages.items() if isinstance(stages, dict) else ():
            names.setdefault(stage, set()).add(entry["en"])
    assert set(ENGLISH) == set(names)
    assert all(ENGLISH[stage] in known for stage, known in names.items())


def test_an_english_page_names_stages_in_english(sample_store):
    with quanpu.open(sample_store) as opened:
        chinese, english = (opened.draw("risks", lang=lang).split('<script type="application/json"')[0] for lang in ("zh", "en"))
    assert ">调查取证<" in chinese
    assert ">Investigation<" in english
    assert not [stage for stage in ENGLISH if f">{stage}<" in english]
