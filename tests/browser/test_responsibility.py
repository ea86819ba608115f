"""The responsibility page in a real browser: every fact drawn once, readable, and usable by keyboard, on paper and when narrow."""

from __future__ import annotations

from collections import Counter

import pytest
from browser.made_up import answers, county, lines_of_county, matrix_rows, three_offices

from graph.table import Source
from viz.grids import MOST_GROUPS
from viz.pages import responsibility_page


@pytest.fixture
def page_zh():
    return responsibility_page(*county(), lang="zh")


def test_each_row_is_one_cell_and_a_double_role_has_two_halves(show):
    coverage, matrix = county()
    shown = show(responsibility_page(coverage, matrix, lang="zh"))
    assert shown.count(".cell") == len(matrix.rows) == 296
    assert shown.count(".cell.twice") == sum(len(row["roles"]) * len(row["chains"]) > 1 for row in matrix.rows) == 36
    assert shown.page.locator(".cell.twice").evaluate_all("cells => cells.every(c => c.querySelectorAll('rect:not(.hit)').length === 2)")
    places = shown.page.locator(".cell").evaluate_all("cells => cells.map(c => [c.parentNode.ariaRowIndex, c.ariaColIndex].join())")
    assert len(set(places)) == len(matrix.rows)
    assert shown.page.locator(".groups dt").all_inner_texts() == ["A", "B", "C", "D"]


def test_bars_print_their_numbers(show, page_zh):
    first = show(page_zh, viewport={"width": 1280, "height": 800}).page.locator(".wide .bar").first
    assert first.get_attribute("aria-label") == "林砚秋、列名 87/87 项 100.0%"
    assert first.locator("text").all_text_contents() == ["林砚秋", "代码登记室", "87/87 项", "100.0%", "分管领导 81", "负责人 8"]
    widths = [float(bar.get_attribute("width")) for bar in first.locator(".track, .total, .leader, .head").all()]
    assert widths == pytest.approx([710, 710, 710 * 81 / 87, 710 * 8 / 87], abs=0.01)


def test_few_officials_are_flagged_and_n_is_printed(show, page_zh):
    facts = show(page_zh).text("#bars .facts")
    assert "共 87 项 · 责任人 n = 6" in facts
    assert "对象不足10个" in facts


def test_organizations_stand_apart(show):
    shown = show(responsibility_page(*three_offices(), lang="zh"))
    assert shown.page.locator("#grids h3").all_inner_texts() == ["松湾县风物监督局", "青垣市河渡管理处", "白鹭镇人民政府"]
    assert [grid.locator(".cell").count() for grid in shown.page.locator(".grid").all()] == [296, 80, 3]
    assert "其余 11 项未列责任人" in shown.page.locator("#grids .facts").last.inner_text()
    assert shown.page.locator("#bars .wide svg").last.locator("text").all_text_contents() == ["镇长", "", "3/14 项", "21.4%", "分管领导 3"]


def test_a_list_that_names_nobody_says_so(show):
    shown = show(responsibility_page(*answers([], (Source("空清单", None, "某处"),), {"某处": 40}), lang="en"))
    assert shown.page.locator(".none").all_inner_texts() == ["0 of 40 items name an official."] * 2
    assert shown.complaints == []


def test_a_cell_shows_the_printed_words_and_their_place(show, page_zh):
    shown = show(page_zh)
    shown.page.locator(".cell[aria-label^='顾明溪，第 54 项']").click()
    assert shown.text("#detail-title") == "顾明溪"
    body = shown.text("#detail-body")
    for words in (
        "第 54 项",
        "负责人 ×2",
        "质量股、稽查队",
        "质量股负责人：顾明溪\n稽查队负责人：顾明溪",
        "第 54 行第 7 列，码点 54055–54064",
    ):
        assert words in body


def test_the_matrix_is_one_tab_stop_and_arrows_move(show, page_zh):
    page = show(page_zh).page
    label = "document.activeElement.getAttribute('aria-label')"
    page.locator(".cell[tabindex='0']").focus()
    assert page.locator(".cell[tabindex='0']").count() == 1
    assert page.evaluate(label) == "林砚秋，第 1 项，负责人"
    for key, expected in (
        ("ArrowRight", "林砚秋，第 2 项，负责人"),
        ("End", "林砚秋，第 87 项，分管领导"),
        ("ArrowDown", "顾明溪，第 87 项，负责人 ×2"),
    ):
        page.keyboard.press(key)
        assert page.evaluate(label) == expected
    assert page.locator("#tip").is_visible()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "detail"
    page.keyboard.press("Escape")
    assert page.evaluate(label) == "顾明溪，第 87 项，负责人 ×2"
    assert not page.locator("#detail").is_visible()


def test_a_bar_opens_by_keyboard(show, page_zh):
    page = show(page_zh, viewport={"width": 390, "height": 800}).page
    page.locator(".narrow .bar").nth(1).focus()
    page.keyboard.press(" ")
    assert "列名 79/87 项 · 90.8%" in page.locator("#detail-body").inner_text()
    assert "负责人  9–87" in page.locator("#detail-body").text_content()


@pytest.mark.parametrize(("asked", "cells", "said"), [
    ("顾明溪", 79, "1 位责任人"), ("５４", 3, "1 项事项"), ("第三方", 0, "没有找到"), ("纸 伞", 31, "9 项事项"), ("", 0, ""),
])  # fmt: skip
def test_search_marks_what_fits(show, page_zh, asked, cells, said):
    shown = show(page_zh)
    shown.page.fill("#search", asked)
    assert (shown.count(".cell.found"), shown.text("#found")) == (cells, said)
    assert shown.count("[data-table=matrix] tr.found") == cells
    if cells:
        shown.page.keyboard.press("Enter")
        assert shown.text("#found").startswith("1/")


def test_tables_sort_by_click_and_by_key(show, page_zh):
    page = show(page_zh).page
    head = page.locator("[data-table=coverage] th").nth(1)
    column = page.locator("[data-table=coverage] tbody tr td:nth-child(2)")
    head.locator("button").click()
    assert column.all_inner_texts() == ["6", "34", "45", "45", "79", "87"]
    assert head.get_attribute("aria-sort") == "ascending"
    head.locator("button").press("Enter")
    assert column.all_inner_texts() == ["87", "79", "45", "45", "34", "6"]
    assert head.get_attribute("aria-sort") == "descending"


def test_theme_follows_the_system_until_the_reader_chooses(show, page_zh):
    page = show(page_zh, color_scheme="dark").page
    ground = "getComputedStyle(document.body).backgroundColor"
    assert page.evaluate(ground) == "rgb(21, 23, 26)"
    page.click("#theme")
    assert page.evaluate(ground) == "rgb(252, 251, 248)"
    assert page.locator(".names .ink").count() == 0
    assert page.locator(".names use").get_attribute("href") == "#labels-0"


def test_paper_has_the_notice_and_light_colours_and_cuts_a_wide_matrix(show):
    page = show(responsibility_page(*county(300), lang="zh"), color_scheme="dark").page
    assert not page.locator(".slices").first.is_visible()
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.locator(".notice").first.is_visible()
    assert not page.locator("#search").is_visible()
    assert page.locator(".slices svg[aria-hidden]").count() == 5
    assert not page.locator(".grid").is_visible()


def test_names_stay_while_a_wide_matrix_scrolls(show, page_zh):
    page = show(page_zh, viewport={"width": 390, "height": 800}).page
    page.locator(".scroller").evaluate("box => { box.scrollLeft = 500 }")
    assert page.locator(".names").bounding_box()["x"] == 20
    assert page.locator(".grid").bounding_box()["x"] == -480


def test_a_long_list_stands_group_by_group(show):
    """400 items in four kinds of lines: a column each, the largest first, which says how many and which items it stands for."""
    coverage, matrix = county(400)
    shown = show(responsibility_page(coverage, matrix, lang="zh"))
    kinds = Counter(tuple(lines_of_county(serial)) for serial in range(1, 401))
    heads = shown.page.locator(".grid g[aria-hidden] > text").all_text_contents()
    assert [int(head) for head in heads if head.isdecimal()] == sorted(kinds.values(), reverse=True)
    assert shown.count(".cell") == sum(len({official for line in kind for official, *_ in line}) for kind in kinds)
    assert "400 项列有责任人，归为 4 组。" in shown.text("#grids .facts")
    assert "每列是责任人和职责完全相同的一组事项" in shown.text("#grids .facts")
    shown.page.locator(".cell").first.click()
    assert f"54–400（{max(kinds.values())} 项）" in shown.text("#detail-body")
    assert "第 54 项" in shown.text("#detail-body")
    assert shown.complaints == []


def test_of_very_many_groups_the_largest_are_drawn_and_the_page_says_so(show):
    """Each item names somebody else, but for three that share an official."""
    lines = {serial: ((("陆怀瑾" if serial in (7, 8, 9) else f"职员{serial}号", "head", ""),),) for serial in range(1, 401)}
    rows = matrix_rows("某处", "某清单", lines)
    coverage, matrix = answers(rows, (Source("某清单", None, "某处"),), {"某处": 410})
    shown = show(responsibility_page(coverage, matrix, lang="en"))
    assert shown.count(".cell") == shown.page.locator("#grids .who").count() == MOST_GROUPS
    assert shown.page.locator("#grids .who").first.text_content() == "陆怀瑾"
    facts = shown.text("#grids .facts")
    assert "Items that name an official: 400. Groups: 398." in facts
    assert f"Only the {MOST_GROUPS} largest of 398 groups are drawn" in facts
    assert f"the other {400 - MOST_GROUPS - 2} items" in facts
    assert "Items that name nobody, not drawn: 10." in facts
