"""The pages of one subject: what they count against the graph, and that every press lands on what it names."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from xml.etree import ElementTree

import pytest
from browser.made_up import EVIL, HOSTILE
from browser.test_network import until

import quanpu
from bench.made_up import Size, made_up
from graph.errors import UsageError
from graph.table import NOTICE, Source
from viz.network.subjects import find_subject, subject_page

LIST = (Source("松湾县第0风物局权力监督清单一览表", "2031-05-14", "松湾县第0风物局"),)
SUBJECTS = [("official", "Official", "职员1号"), ("department", "Department", "风物2股"), ("item", "PowerItem", "30"),
            ("law", "Law", "风物管理办法之3"), ("risk", "RiskType", "solicit")]  # fmt: skip


@pytest.fixture(scope="module")
def county():
    return made_up(Size())


@pytest.fixture(params=SUBJECTS, ids=lambda subject: subject[0])
def subject(request):
    return request.param


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("width", [390, 1280])
def test_it_asks_for_nothing_and_complains_of_nothing(show, county, subject, lang, width):
    shown = show(subject_page(county, LIST, *subject, lang=lang), viewport={"width": width, "height": 800})
    shown.page.locator("#ego-chart .node").first.click()
    assert shown.requests == [shown.page.url.split("#")[0]]
    assert shown.complaints == []
    assert shown.page.evaluate("document.documentElement.scrollWidth") <= width
    assert shown.text(".notice") == NOTICE[lang]


def test_its_counts_are_those_of_the_graph(show, county):
    page = show(subject_page(county, LIST, "official", "Official", "职员1号", lang="zh")).page
    key = find_subject(county, "official", "Official", "职员1号")
    items = set(county.successors(key))
    others = {n: set(county.successors(n)) & items for n, d in county.nodes(data=True) if d["label"] == "Official" and n != key}
    others = {county.nodes[n]["name"]: (len(shared), len(set(county.successors(n)))) for n, shared in others.items() if shared}
    assert f"{len(items)}/87 项" in page.locator("#subject-facts").inner_text()
    lines = page.locator("[data-kind=Official] .to").all_inner_texts()
    assert {line.split("\n")[0]: line.split("\n")[1] for line in lines} == {
        name: f"同列 {shared} 项 / 共 {total} 项" for name, (shared, total) in others.items()
    }
    assert f"权力事项（{len(items)}）" in page.locator("[data-kind=PowerItem] h3").inner_text()


def test_every_press_in_chart_and_lists_turns_the_page_to_it_and_back_returns(show, county, subject):
    page = show(subject_page(county, LIST, *subject, lang="zh"), viewport={"width": 1280, "height": 900}).page
    first = page.locator("#subject-name").inner_text()
    for where in ("#ego-chart .node", "#subject-parts .to"):
        targets = page.locator(where).evaluate_all("marks => marks.map((mark) => mark.dataset.node)")
        assert targets
        for target in targets[:: max(len(targets) // 8, 1)]:
            page.locator(f"{where}[data-node='{target}']").first.dispatch_event("click")
            until(page, f"subject === {target}")
            assert page.locator("#subject-name").inner_text().split() == page.evaluate(f"nameOf({target})").split()
            page.go_back()
            until(page, "subject === page.subject")
            assert page.locator("#subject-name").inner_text() == first


def test_every_quote_is_in_the_graph_at_its_place(show, county, subject):
    page = show(subject_page(county, LIST, *subject, lang="zh")).page
    places = page.evaluate("placesOf(subject)")
    cells = {
        (d["row"], d["column"]): (county.nodes[p]["text"], d["start"]) for _, p, d in county.edges(data=True) if d["kind"] == "HAS_PASSAGE"
    }
    assert places
    for place in places:
        text, start = cells[place["row"], place["column"]]
        words = text[place["start"] - start : place["end"] - start]
        assert words
        assert words in place["quote"]


def test_keyboard_search_filter_and_theme(show, county):
    page = show(subject_page(county, LIST, "law", "Law", "风物管理办法之3", lang="en"), color_scheme="dark").page
    mark = page.locator("#ego-chart .node").nth(2)
    mark.focus()
    target = mark.get_attribute("data-node")
    page.keyboard.press("Enter")
    until(page, f"subject === {target}")
    assert page.evaluate("document.activeElement.id") == "subject-name"
    page.fill("#search", "职员4号")
    page.keyboard.press("Enter")
    until(page, "nodes[subject].label === '职员4号'")
    page.locator("#legend input[value=RiskPoint]").uncheck()
    assert page.evaluate("chart().querySelectorAll('[data-node]').length") == page.locator("#ego-chart .node").count() > 0
    assert "Risks" not in page.locator("#ego-chart").text_content()
    page.click("#home")
    until(page, "subject === page.subject")


def test_saved_pictures_and_tables(show, county):
    shown = show(subject_page(county, LIST, "item", "PowerItem", "30", lang="zh"), color_scheme="dark")
    with shown.page.expect_download() as saved:
        shown.page.click("[data-act=svg]")
    said = "\n".join(ElementTree.fromstring(Path(saved.value.path()).read_text(encoding="utf-8")).itertext())
    assert NOTICE["zh"] in said
    assert "风物管理办法之4" in said
    with shown.page.expect_download() as saved:
        shown.page.click("[data-act=png]")
    assert Path(saved.value.path()).read_bytes().startswith(b"\x89PNG")
    for table, rows in (("links", "neighbourRows().length"), ("places", "placesOf(subject).length")):
        with shown.page.expect_download() as saved:
            shown.page.evaluate(f"document.querySelector('[data-csv={table}]').click()")
        read = list(csv.DictReader(io.StringIO(Path(saved.value.path()).read_bytes().decode("utf-8-sig"), newline="")))
        assert len(read) == shown.page.evaluate(rows) > 0


def test_hostile_names_do_nothing(show):
    graph = made_up(
        Size(items=20, officials=9, departments=9, risks=9, measures=9, laws=9), lambda _, number: HOSTILE[number % 9] + str(number)
    )
    shown = show(
        subject_page(graph, (Source(EVIL, EVIL, EVIL),), "official", "Official", EVIL + "0", lang="zh"),
        viewport={"width": 390, "height": 800},
    )
    page = shown.page
    for node in page.evaluate("nodes.filter((n) => ORDER.includes(n.kind)).map((n) => n.id)"):
        page.evaluate(f"show({node})")
    page.evaluate("document.querySelectorAll('.data').forEach((part) => { part.open = true; })")
    assert (shown.count("img"), shown.count("script")) == (0, 2)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert (shown.complaints, len(shown.requests)) == ([], 1)


def test_a_name_in_two_offices_asks_which(county):
    two = made_up(Size(offices=2))
    with pytest.raises(
        UsageError, match=r"stands in several organizations\. Choose one with --organization: 松湾县第0风物局; 松湾县第1风物局"
    ):
        find_subject(two, "official", "Official", "职员1号")
    with pytest.raises(UsageError, match=r"unknown law '风物管理办法之99'\. Did you mean"):
        find_subject(county, "law", "Law", "风物管理办法之99")
    assert county.nodes[find_subject(county, "item", "PowerItem", "12")]["serial"] == "12"


def test_who_leads_and_heads_a_department_is_said_on_both_pages(show, sample_store):
    with quanpu.open(sample_store) as db:
        official = show(db.draw("official", "宓嘉树", lang="zh")).page
        department = show(db.draw("department", "公路路政股", lang="en")).page
        stored = db.store.read("MATCH (o:Official)-[:LEADS]->(d:Department) WHERE o.name = $name RETURN DISTINCT d.name AS name",
                               {"name": "宓嘉树"}).rows  # fmt: skip
    said = official.locator("[data-kind=Department] .to").all_inner_texts()
    assert {line.split("\n")[0] for line in said if "列为分管" in line} == {row["name"] for row in stored}
    assert "listed as its leader" in next(
        line for line in department.locator("[data-kind=Official] .to").all_inner_texts() if line.startswith("宓嘉树")
    )


def test_a_very_long_name_is_cut_in_the_heading_and_shown_whole_on_a_press(show):
    graph = made_up(Size(items=5), lambda kind, number: f"{kind}{number}" + "长" * (500 if kind == "PowerItem" else 0))
    page = show(subject_page(graph, LIST, "item", "PowerItem", "3", lang="zh"), viewport={"width": 390, "height": 844}).page
    heading = page.locator("#subject-name")
    assert heading.bounding_box()["height"] < 844 / 4
    assert heading.get_attribute("title").endswith("长" * 500)
    page.click("#whole-name")
    assert heading.bounding_box()["height"] > 844 / 2
    assert page.locator("#whole-name").is_hidden()
    assert page.evaluate("document.activeElement.id") == "subject-name"
    page.evaluate("go(nodes.find((n) => n.kind === 'Official').id)")
    until(page, "subject !== page.subject")
    assert page.locator("#whole-name").is_hidden()
