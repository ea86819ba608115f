"""What every page of charts does: stands alone, says what it is, searches, filters, sorts, saves, and runs nothing it was given."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from browser.made_charts import (
    OFFICE,
    SECOND,
    chain_answer,
    change_answer,
    coverage_answers,
    hostile_risks,
    index_answer,
    law_answers,
    peer_answer,
    risk_answers,
)  # fmt: skip
from browser.made_up import EVIL, county

from graph.table import NOTICE
from viz.changes import changes_page
from viz.compare import compare_page
from viz.coverage import coverage_page
from viz.law_map import law_page
from viz.pages import responsibility_page
from viz.risks import risks_page

SIZES = {OFFICE: 12, SECOND: 9}
PAGES = {
    "risks": lambda lang: risks_page(risk_answers(SIZES), lang=lang),
    "coverage": lambda lang: coverage_page(coverage_answers(SIZES), lang=lang),
    "law": lambda lang: law_page(*law_answers(), lang=lang),
    "compare": lambda lang: compare_page(peer_answer(), risk_answers(SIZES).frequency, risk_answers(SIZES).cells, lang=lang),
    "versions": lambda lang: changes_page(change_answer(), lang=lang),
    "responsibility": lambda lang: responsibility_page(*county(9, OFFICE), chains=chain_answer(), indices=index_answer(), lang=lang),
}


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("view", PAGES)
def test_it_asks_for_nothing_and_complains_of_nothing(show, view, lang, width):
    shown = show(PAGES[view](lang), viewport={"width": width, "height": 800})
    for mark in shown.page.locator("[data-mark]:visible").all()[::7]:
        mark.click(position={"x": 2, "y": 2}, force=True)
    assert shown.requests == [shown.page.url]
    assert shown.complaints == []
    assert shown.page.evaluate("document.documentElement.scrollWidth") <= width
    assert shown.text(".notice") == NOTICE[lang]
    assert "2031-05-14" in shown.text("header.page")


@pytest.mark.parametrize("view", PAGES)
def test_every_chart_says_how_to_read_it_and_how_it_misleads(show, view):
    shown = show(PAGES[view]("en"))
    sections = [each for each in shown.page.locator("main > section").all() if each.get_attribute("id") not in ("tables", "bars", "grids")]
    for section in sections:
        assert [each.inner_text().split("  ")[0][:12] for each in section.locator(".lead b").all()] == ["How to read", "How it can m"]
        assert section.locator("svg[aria-label]").first.get_attribute("aria-label")
    assert sections


@pytest.mark.parametrize("view", PAGES)
def test_no_language_is_mixed_into_the_other(show, view):
    page = show(PAGES[view]("en")).page
    names = page.evaluate("Array.from(document.querySelectorAll('h2, .lead, .legend b, th button, .after'), (each) => each.textContent)")
    assert not [name for name in names if any("一" <= sign <= "鿿" for sign in name) and "《》" not in name]


@pytest.mark.parametrize("view", PAGES)
def test_every_mark_opens_by_keyboard_and_gives_the_focus_back(show, view):
    page = show(PAGES[view]("zh"), viewport={"width": 1280, "height": 900}).page
    first = page.locator("main [data-mark]:visible").first
    label = first.get_attribute("aria-label")
    first.focus()
    page.keyboard.press("Enter")
    assert page.locator("#detail").is_visible()
    assert page.locator("#detail-title").inner_text()
    assert page.locator("#detail-body dd").count() >= 1
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == label


@pytest.mark.parametrize("view", PAGES)
def test_the_table_behind_a_chart_sorts_and_downloads(show, view):
    page = show(PAGES[view]("zh")).page
    name = page.locator("#tables [data-table]").last.get_attribute("data-table")
    page.locator(f"#table-{name}").evaluate("each => { each.open = true }")
    head = page.locator(f"[data-table={name}] th").first
    head.locator("button").click()
    assert head.get_attribute("aria-sort") == "ascending"
    with page.expect_download() as saved:
        page.click(f"[data-csv={name}]")
    data = Path(saved.value.path()).read_bytes()
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert data.startswith(b"\xef\xbb\xbf")
    assert len(rows) == page.locator(f"[data-table={name}] tbody tr").count() + 1


@pytest.mark.parametrize(("view", "chart"), [("risks", "profile"), ("risks", "sets"), ("risks", "stage"), ("responsibility", "lines")])
def test_a_chart_is_saved_as_a_drawing_and_as_a_picture(show, view, chart):
    page = show(PAGES[view]("zh"), color_scheme="dark").page
    buttons = page.locator(f"#{chart} figure [data-save={chart}]")
    with page.expect_download() as saved:
        buttons.nth(0).click()
    root = ElementTree.fromstring(Path(saved.value.path()).read_text(encoding="utf-8"))
    assert NOTICE["zh"] in "\n".join(root.itertext())
    assert not [node for node in root.iter() if node.tag.endswith(("script", "style", "image"))]
    with page.expect_download() as saved:
        buttons.nth(1).click()
    picture = Path(saved.value.path()).read_bytes()
    figure = "1-" if page.locator(f"#{chart} figure").count() > 1 else ""
    assert saved.value.suggested_filename == f"quanpu-{chart}-{figure}{OFFICE}-2031-05-14.png"
    assert picture.startswith(b"\x89PNG\r\n\x1a\n")
    assert int.from_bytes(picture[16:20], "big") >= 1280


def test_hostile_text_stays_text(show):
    risks, coverage = hostile_risks()
    for html in (risks_page(risks, lang="zh"), coverage_page(coverage, lang="en")):
        shown = show(html, viewport={"width": 390, "height": 800})
        page = shown.page
        assert (shown.count("img"), shown.count("script")) == (0, 2)
        for mark in page.locator("[data-mark]:visible").all():
            mark.focus()
            page.keyboard.press("Enter")
            assert page.locator("#detail-title").text_content()
            page.keyboard.press("Escape")
        page.fill("#search", EVIL)
        assert shown.count("[data-mark].found") >= 1
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        assert shown.complaints == []
        assert len(shown.requests) == 1


def test_print_has_the_charts_and_no_buttons(show):
    page = show(PAGES["risks"]("zh"), color_scheme="dark").page
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.locator("#stage .grid").first.is_visible()
    assert not page.locator("[data-save]").first.is_visible()
    assert page.locator(".notice").first.is_visible()


def test_downloads_are_told_apart_by_names_that_every_system_takes(show):
    answers, peers = risk_answers({OFFICE: 12}), peer_answer()
    peers = replace(peers, documents=peers.documents[:1])
    page = show(compare_page(peers, answers.frequency, answers.cells, lang="en"), viewport={"width": 1280, "height": 900}).page
    names = []
    for button in page.locator("#peers [data-save]:not([data-as])").all():
        with page.expect_download() as saved:
            button.click()
        names.append(saved.value.suggested_filename)
    assert names[0] == f"quanpu-peers-1-Normalised_HHI-{OFFICE}-2031-05-14.svg"
    assert len(set(names)) == len(names) == 4
    made = page.evaluate("fileName(['a', 'x:y/z|\\u202e' + '长'.repeat(200)], 'L (2030-01-02)、L (2031-05-14)、L (2031)')")
    assert made.startswith("quanpu-a-x_y_z_长")
    assert made.endswith("长-2030-01-02-2031-05-14")
    assert len(made.encode()) < 250


@pytest.mark.parametrize("view", ["versions", "risks"])
def test_printed_tables_break_no_word_and_the_footer_has_room(show, view):
    page = show(PAGES[view]("en"), viewport={"width": 703, "height": 1000}).page
    page.evaluate("document.querySelectorAll('details').forEach((part) => { part.open = true; })")
    page.emulate_media(media="print")
    broken = page.evaluate("""() => [...document.querySelectorAll('th button')].filter((head) => {
      const text = head.firstChild, words = [...text.textContent.matchAll(/[A-Za-z]+/g)];
      return words.some((word) => {
        const range = document.createRange();
        range.setStart(text, word.index);
        range.setEnd(text, word.index + word[0].length);
        return range.getClientRects().length > 1;
      });
    }).map((head) => head.textContent)""")
    assert broken == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 703
    assert page.evaluate("parseFloat(getComputedStyle(document.querySelector('footer.page')).paddingTop)") > 8


@pytest.mark.parametrize("view", PAGES)
def test_pictures_lead_to_each_other(show, view):
    page = show(PAGES[view]("zh"), viewport={"width": 1280, "height": 900}).page
    sections = {}
    for section in page.locator("main > section").all():
        marks = section.locator("[data-mark]:visible, [data-show]:visible")
        if section.get_attribute("id") in ("tables", "shares") or not marks.count():
            continue
        marks.first.dispatch_event("click")
        leads = page.locator("#detail-body button").all()
        sections[section.get_attribute("id")] = len(leads)
        if leads:
            before = page.locator("#detail-title").inner_text()
            leads[0].click()
            assert page.locator("#detail").is_visible()
            assert page.evaluate("document.querySelector('.open') !== null"), before
    assert all(sections.values()), sections


@pytest.mark.parametrize("view", PAGES)
def test_what_the_legend_hides_is_out_of_reach_of_keys_too(show, view):
    page = show(PAGES[view]("zh"), viewport={"width": 1280, "height": 900}).page
    keys = page.locator("[data-filter]")
    assert keys.count() >= 2
    for key in keys.all():
        key.click()
        assert key.locator("svg").count() == 0 or key.locator("svg").is_visible()
    stops = page.locator(".cell[tabindex='0']")
    assert all(stop.is_visible() for stop in stops.all() if not stop.evaluate("cell => cell.matches('.off')"))
    for key in keys.all():
        key.click()
    assert page.locator(".off").count() == 0


def test_arrows_pass_over_what_the_legend_hides(show):
    page = show(PAGES["responsibility"]("zh"), viewport={"width": 1280, "height": 900}).page
    label = "document.activeElement.getAttribute('aria-label')"
    page.locator("#grids [data-filter=leader]").click()
    stop = page.locator("#grids .cell[tabindex='0']").first
    assert "分管领导" not in stop.get_attribute("aria-label")
    stop.focus()
    seen = [page.evaluate(label)]
    for key in ("ArrowRight", "ArrowDown", "End", "ArrowUp", "Home"):
        page.keyboard.press(key)
        seen.append(page.evaluate(label))
    assert all(said and not said.endswith("，分管领导") for said in seen)


@pytest.mark.parametrize(("view", "width"), [("law", 390), ("versions", 390), ("risks", 390), ("compare", 700)])
def test_names_leave_a_wide_chart_room_and_stay_in_view(show, view, width):
    page = show(PAGES[view]("en"), viewport={"width": width, "height": 800}).page
    for box in page.locator(".scroller:visible").all():
        names, whole = box.locator(".names").bounding_box(), box.bounding_box()
        assert names["width"] <= max(150, whole["width"] * 0.46)
        box.evaluate("each => { each.scrollLeft = 200 }")
        assert box.locator(".names").bounding_box()["x"] == whole["x"]
    page.set_viewport_size({"width": 1280, "height": 800})
    page.locator(".names.cut").first.wait_for(state="detached")
    assert page.locator(".names > g").count() == 0
