"""Pages are alone and safe: no request, no complaint, hostile text stays text, and what is saved runs nothing."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from browser.made_up import EVIL, county, hostile, three_offices

from graph.table import NOTICE
from viz.pages import responsibility_page


@pytest.fixture
def page_zh():
    return responsibility_page(*county(), lang="zh")


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("width", [390, 1280])
def test_it_asks_for_nothing_and_complains_of_nothing(show, lang, width):
    for answers in (county(), three_offices()):
        shown = show(responsibility_page(*answers, lang=lang), viewport={"width": width, "height": 800})
        shown.page.locator(".cell").first.click()
        assert shown.requests == [shown.page.url]
        assert shown.complaints == []
        assert shown.page.evaluate("document.documentElement.scrollWidth") <= width
        assert shown.text(".notice") == NOTICE[lang]


def test_the_policy_forbids_everything_but_its_own_script_and_style(show, page_zh):
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', page_zh)[1].replace("&#39;", "'")
    assert re.match(r"default-src 'none'; style-src 'sha256-[^']+'; script-src 'sha256-[^']+'; img-src data:; ", policy)
    assert not re.search(r'\sstyle="|\son\w+="', page_zh)
    shown = show(page_zh)
    shown.page.evaluate("document.body.append(Object.assign(document.createElement('script'), {textContent: 'window.ran = 1'}))")
    assert shown.page.evaluate("window.ran") is None
    assert "Content Security Policy" in shown.complaints[0]


def test_hostile_text_stays_text(show):
    coverage, matrix = hostile()
    shown = show(responsibility_page(coverage, matrix, lang="zh"), viewport={"width": 390, "height": 800})
    page = shown.page
    assert (shown.count("img"), shown.count("script"), shown.count(".cell")) == (0, 2, len(matrix.rows))
    for cell in page.locator(".cell").all():
        cell.focus()
        page.keyboard.press("Enter")
        assert page.locator("#detail-title").text_content()
        page.keyboard.press("Escape")
    page.fill("#search", EVIL)
    assert shown.count(".cell.found") >= 2
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert shown.complaints == []
    assert len(shown.requests) == 1
    assert page.locator("[data-table=coverage] bdi", has_text=EVIL[:20]).first.text_content() == EVIL


def test_csv_opens_in_a_spreadsheet_and_runs_nothing(show):
    coverage, matrix = hostile()
    shown = show(responsibility_page(coverage, matrix, lang="zh"))
    with shown.page.expect_download() as saved:
        shown.page.click("[data-csv=coverage]")
    data = Path(saved.value.path()).read_bytes()
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert data.startswith(b"\xef\xbb\xbf")
    assert list(rows[0]) == [column.name for column in coverage.columns]
    assert len(rows) == len(coverage.rows)
    assert {'\'=HYPERLINK("x")', EVIL, "长" * 500} <= {row["official"] for row in rows}


def test_what_reorders_text_is_shown_and_kept_in_the_csv(show):
    shown = show(responsibility_page(*hostile(), lang="zh"))
    name = shown.page.locator("[data-table=coverage] bdi", has_text="⟪U+202E⟫").first
    assert "\u202e" not in shown.page.content().replace("\\u202e", "")
    assert name.text_content() == "⟪U+202E⟫םולש abc"
    row = shown.page.evaluate("page.tables.coverage.rows.findIndex((row) => row.some((value) => `${value}`.includes('\\u202e')))")
    shown.page.locator(f".wide [data-show=coverage][data-row='{row}']").click()
    assert shown.text("#detail-title").startswith("⟪U+202E⟫")
    with shown.page.expect_download() as saved:
        shown.page.click("[data-csv=coverage]")
    assert "\u202eםולש abc" in Path(saved.value.path()).read_text(encoding="utf-8-sig")


@pytest.mark.parametrize("chart", ["bars", "grid"])
def test_a_saved_chart_stands_alone(show, chart):
    coverage, matrix = hostile()
    shown = show(responsibility_page(coverage, matrix, lang="zh"), color_scheme="dark")
    with shown.page.expect_download() as saved:
        shown.page.click(f"[data-save={chart}]")
    root = ElementTree.fromstring(Path(saved.value.path()).read_text(encoding="utf-8"))
    text = "\n".join(root.itertext())
    assert NOTICE["zh"] in text
    assert EVIL in text
    assert "分管领导" in text
    assert not [node for node in root.iter() if node.tag.endswith(("script", "style", "image"))]


def test_the_data_in_the_page_can_not_end_its_element():
    html = responsibility_page(*hostile(), lang="en")
    data = re.search(r'<script type="application/json" id="data">(.*?)</script>', html, re.DOTALL)[1]
    assert not re.search("[<>&\u2028\u2029]", data)
    assert json.loads(data)["tables"]["matrix"]["rows"]
