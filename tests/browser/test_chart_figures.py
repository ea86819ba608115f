"""What the charts of risks, measures, laws, lines, offices and versions show: every fact once, in its place, and where it came from."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from browser.made_charts import (
    OFFICE,
    SECOND,
    chain_answer,
    change_answer,
    coverage_answers,
    index_answer,
    law_answers,
    peer_answer,
    risk_answers,
    risk_rows,
)  # fmt: skip
from browser.made_up import county

from graph.errors import DataError, UsageError
from graph.table import Column
from viz.change_places import place_of
from viz.changes import changes_page, item_of
from viz.chart_views import draw
from viz.compare import compare_page
from viz.coverage import coverage_page
from viz.heat import Field, Head, HeatChart, heat_step
from viz.law_map import law_page
from viz.matrix import ROOM
from viz.pages import responsibility_page
from viz.risk_charts import stage_order
from viz.risks import risks_page
from viz.svg import text_width
from viz.words import words as words_in

WIDE = {"viewport": {"width": 1280, "height": 900}}


@pytest.fixture
def risks(show):
    return show(risks_page(risk_answers({OFFICE: 12}), lang="zh"), **WIDE)


def test_risk_bars_print_items_and_templates_side_by_side(risks):
    first = risks.page.locator("#frequency .wide .bar").first
    assert first.locator("text").all_text_contents() == ["收受好处", "廉洁", "12/12 项", "100.0%", "模板 3/3"]
    second = risks.page.locator("#frequency .wide .bar").nth(1)
    widths = [float(second.locator(f".{name}").get_attribute("width")) for name in ("track", "first", "second")]
    assert widths[1] / widths[0] == pytest.approx(8 / 12, abs=0.001)
    assert widths[2] / widths[0] == pytest.approx(2 / 3, abs=0.001)


def test_each_item_and_type_is_one_cell_and_alike_items_stand_together(risks):
    page = risks.page
    assert risks.count("#profile .cell") == len(risk_rows(OFFICE, 12)) == 24
    assert page.locator("#profile .groups dt").all_inner_texts() == ["A", "B", "C"]
    assert "1, 4, 7, 10（4 项）" in page.locator("#profile .groups dd").nth(0).inner_text()
    assert risks.count("#profile .cell rect.rest") == 4  # types that are only suggested
    places = page.locator("#profile .cell").evaluate_all("cells => cells.map(c => [c.parentNode.ariaRowIndex, c.ariaColIndex].join())")
    assert len(set(places)) == 24


def test_a_cell_shows_the_words_and_their_place_and_leads_to_the_bar(risks):
    page = risks.page
    page.locator("#profile .cell[aria-label^='拖延推诿，第 3 项']").click()
    body = risks.text("#detail-body")
    for words in ("第 3 项", "受理环节拖延推诿", "第 3 行第 5 列，码点 3010–3018", "按规则认定", "不作为"):
        assert words in body
    page.locator("#detail-body button", has_text="哪些风险类型覆盖事项最多").click()
    assert risks.text("#detail-title") == "拖延推诿"
    assert "事项 8/12 · 66.7%" in risks.text("#detail-body")
    assert page.evaluate("document.activeElement.id") == "detail"


def test_the_legend_hides_a_family_and_shows_it_again(risks):
    page = risks.page
    key = page.locator("#profile [data-filter]", has_text="廉洁")
    bribes = page.locator("#profile .cell[aria-label^='收受好处']").first
    assert key.get_attribute("aria-pressed") == "true"
    key.click()
    assert (key.get_attribute("aria-pressed"), bribes.is_visible()) == ("false", False)
    assert page.locator("#profile .cell[aria-label^='拖延推诿']").first.is_visible()
    assert page.locator("#stage .cell[aria-label*='收受好处']").first.is_visible()  # another section has its own legend
    key.press("Enter")
    assert bribes.is_visible()


@pytest.mark.parametrize(("asked", "cells"), [("通风", 4), ("5", 3), ("第三方", 0), ("决定", 0)])
def test_search_marks_what_fits(risks, asked, cells):
    risks.page.fill("#search", asked)
    assert risks.count("#profile .cell.found") == cells
    assert bool(risks.text("#found"))
    risks.page.fill("#search", "")
    assert risks.count(".found") == 0


def test_sets_join_their_types_and_print_their_counts(risks):
    column = risks.page.locator("#sets .cell").first
    assert column.locator("text").all_text_contents() == ["8", "2"]
    assert column.locator("circle.total").count() == 2
    heights = [float(column.locator(f"rect.{name}").get_attribute("height")) for name in ("first", "second")]
    assert heights[0] == pytest.approx(heights[1], abs=0.01)  # 8 of 12 items, 2 of 3 templates
    risks.page.locator("#sets [data-filter=second]").click()
    assert not column.locator("rect.second").is_visible()


def test_stages_are_in_the_order_of_the_lists_and_print_items(risks):
    assert risks.page.locator("#labels-400 text").all_text_contents()[::2] == ["决定", "受理", "调查取证"]
    cells = {each.get_attribute("aria-label"): each.text_content() for each in risks.page.locator("#stage .cell").all()}
    assert cells == {"决定，收受好处：12 项": "12", "受理，拖延推诿：8 项": "8", "调查取证，通风报信：4 项": "4"}


def test_a_stage_known_in_two_ways_counts_an_item_once(show):
    answers = risk_answers({OFFICE: 12})
    again = [row | {"basis": "content", "items": 2} for row in answers.stages.rows if row["risk_type"] == "DELAY"]
    answers = replace(answers, stages=replace(answers.stages, rows=[*answers.stages.rows, *again]))
    page = show(risks_page(answers, lang="zh"), **WIDE).page
    assert page.locator("#stage .cell[aria-label^='受理，拖延推诿：8 项']").text_content() == "8"


def test_stage_order_follows_most_items():
    cells = ("abd", "abd", "bcd", "ac", "cb", "de")  # c and b stand in either order, e only beside d
    rows = [
        {"document": "d", "ordinal": n, "quote_stages": [stage], "start": [at]}
        for n, order in enumerate(cells)
        for at, stage in enumerate(order)
    ]
    assert stage_order(rows, ["e", "c", "d", "b", "a"]) == ["a", "c", "b", "d", "e"]


def test_organizations_stand_apart(show):
    page = show(risks_page(risk_answers({OFFICE: 12, SECOND: 9}), lang="zh"), **WIDE).page
    for section, cells in (("profile", [24, 18]), ("stage", [3, 3])):
        assert page.locator(f"#{section} h3").all_inner_texts() == [OFFICE, SECOND]
        assert [grid.locator(".cell").count() for grid in page.locator(f"#{section} .grid").all()] == cells
    assert page.locator("#frequency .wide svg").nth(1).locator("text").nth(2).text_content() == "9/9 项"
    assert "对象不足10个" in page.locator("#frequency .facts").nth(1).inner_text()


def test_a_long_list_is_drawn_by_groups_and_says_so(show):
    shown = show(risks_page(risk_answers({OFFICE: 3000}), lang="zh"), **WIDE)
    assert shown.count("#profile .cell") == 6  # three kinds of cell: of one, two and three types
    assert "每列是文字类型完全相同的一组事项" in shown.text("#profile .facts")
    assert "图中 3000 项，归为 3 组" in shown.text("#profile .facts")
    assert shown.count("[data-table=profiles] tbody tr") == 2000
    assert "这里只列出前 2000 行" in shown.page.locator("#table-profiles .facts").text_content()
    with shown.page.expect_download() as saved:
        shown.page.locator("[data-csv=profiles]").dispatch_event("click")
    assert Path(saved.value.path()).read_bytes().count(b"\n") == 3001
    shown.page.locator("#profile .cell").first.click()
    assert "1000 项" in shown.text("#detail-body")
    assert len(shown.page.content()) < 3_000_000


def test_an_empty_list_says_how_many_items_it_has(show):
    answers = risk_answers({OFFICE: 12})
    empty = replace(answers, **{name: replace(getattr(answers, name), rows=[]) for name in ("cells", "frequency", "sets", "stages")})
    shown = show(risks_page(empty, lang="en"), **WIDE)
    assert shown.page.locator(".none").all_inner_texts() == ["Nothing to draw: 0 of 12 items."] * 4
    assert shown.complaints == []


def test_several_versions_and_a_missing_denominator_are_refused():
    answers = risk_answers({OFFICE: 12})
    versions = replace(answers.frequency, columns=(*answers.frequency.columns, Column("form_date", "填表日期", "Form date")))
    with pytest.raises(UsageError, match="one version of each list"):
        risks_page(replace(answers, frequency=versions), lang="zh")
    with pytest.raises(DataError, match="no number of items"):
        risks_page(replace(answers, frequency=replace(answers.frequency, denominator={})), lang="zh")


def test_gaps_matched_risks_and_what_the_matrix_leaves_out_are_told_apart(show):
    shown = show(coverage_page(coverage_answers({OFFICE: 12}), lang="zh"), **WIDE)
    page = shown.page
    states = {state: shown.count(f"#gaps .cell [data-kind={state}]") for state in ("gap", "covered", "undefined")}
    assert states == {"gap": 4, "covered": 16, "undefined": 4}
    assert "比较了 12 项：24 处风险中 4 处（16.7%）没有对应措施，4 处矩阵未定义" in shown.text("#gaps .facts")
    page.locator("#gaps .cell[aria-label^='拖延推诿，第 3 项']").click()
    for words in ("没有对应措施", "FILES", "教育培训", "林砚秋", "标准股", "第 3 行第 5 列"):
        assert words in shown.text("#detail-body")
    page.locator("#gaps [data-filter=covered]").click()
    assert not page.locator("#gaps .cell [data-kind=covered]").first.is_visible()
    assert page.locator("#gaps .cell [data-kind=gap]").first.is_visible()


def test_gaps_by_department_and_official_count_each_that_is_named(show):
    page = show(coverage_page(coverage_answers({OFFICE: 12}), lang="zh"), **WIDE).page
    units = {each.get_attribute("aria-label"): each.text_content() for each in page.locator("#units .cell").all()}
    assert units["标准股，拖延推诿：4/8 项没有对应措施"] == "4"
    assert units["稽查队，拖延推诿：2/4 项没有对应措施"] == "2"
    assert units["标准股，通风报信：矩阵未定义措施（4 项）"] == "–"
    people = [each.get_attribute("aria-label") for each in page.locator("#people .cell").all()]
    assert "（清单未列），拖延推诿：2/3 项没有对应措施" in people
    assert "林砚秋，拖延推诿：2/5 项没有对应措施" in people


def test_a_list_without_measures_is_not_compared(show):
    answers = coverage_answers({OFFICE: 12})
    parties = replace(answers.parties, rows=[row | {"states_measures": False} for row in answers.parties.rows])
    shown = show(coverage_page(replace(answers, parties=parties), lang="zh"), **WIDE)
    assert shown.count("main .cell") == 0
    assert shown.page.locator(".none").all_inner_texts() == ["清单没有措施一栏，无从比较。"] * 3


def test_laws_show_the_columns_that_cite_them(show):
    shown = show(law_page(*law_answers(), lang="zh"), **WIDE)
    page = shown.page
    bars = page.locator("#laws .wide .bar")
    assert bars.nth(0).locator("text").all_text_contents() == ["风物管理法", "法律", "12/12 项", "100.0%", "责任事项 12", "措施 4"]
    assert shown.count("#map .cell") == 16
    assert page.locator("#map .cell.twice").count() == 4
    page.locator("#map .cell[aria-label='竹器登记办法，第 3 项，措施']").click()
    for words in ("依照《竹器登记办法》的规定办理", "部门规章", "第九条"):
        assert words in shown.text("#detail-body")
    page.locator("#map [data-filter=measure]").click()
    assert not page.locator("#map .cell rect.third").first.is_visible()
    page.locator("#map [data-filter=level0]").click()
    assert not page.locator("#map .cell[aria-label^='风物管理法']").first.is_visible()


def test_lines_run_from_leader_over_department_to_head(show):
    shown = show(responsibility_page(*county(9, OFFICE), chains=chain_answer(), indices=index_answer(), lang="zh"), **WIDE)
    page = shown.page
    assert (shown.count("#lines .wide .flow"), shown.count("#lines .wide .node"), shown.count("#lines .wide .band")) == (3, 8, 6)
    assert "3 种责任线，共 9 条" in shown.text("#lines .facts")
    flow = page.locator("#lines .wide .flow[aria-label='高望舒 → 标准股 → 陆怀瑾、5 项']")
    flow.focus()
    page.keyboard.press("Enter")
    for words in ("5 项", "1–5", "分管领导：高望舒", "第 1 行第 7 列，码点 10–30"):
        assert words in shown.text("#detail-body")
    assert page.locator("#lines .wide .node text", has_text="（清单未列）").count() == 1
    thick = page.locator("#lines .wide .node rect.head").evaluate_all("all => all.map(each => Number(each.getAttribute('height')))")
    assert sorted(thick)[1] / min(thick) == pytest.approx(2, abs=0.01)  # 6 lines and 3


def test_figures_of_concentration_are_said_in_words(show):
    shown = show(responsibility_page(*county(9, OFFICE), chains=chain_answer(), indices=index_answer(), lang="zh"), **WIDE)
    said = shown.page.locator("#shares .said").all_inner_texts()
    assert "3 人分担，集中程度相当于 2.6 个平均分担：最多的一个占 50.0%" in said[0]
    assert "全部由1 人承担" in said[1]
    shown.page.locator("#shares .wide .bar").first.click()
    assert "3 个平均分担时为 0.333，一个独揽为 1" in shown.text("#detail-body")


def test_offices_side_by_side_show_n_and_mark_the_small(show):
    answers = risk_answers({OFFICE: 12, SECOND: 9})
    shown = show(compare_page(peer_answer(), answers.frequency, answers.cells, lang="zh"), **WIDE)
    bars = shown.page.locator("#peers .wide svg").first.locator(".bar")
    assert bars.nth(0).locator("text").all_text_contents() == [OFFICE, "n = 14 · 12 项", "0.250", "", "随机分派 95% 以下 0.080"]
    assert bars.nth(1).locator("text").all_text_contents() == [SECOND, "n = 0 · 9 项", "无", "n 小"]
    assert "对象不足10个" in shown.text("#peers .facts")
    mix = {each.get_attribute("aria-label"): each.text_content() for each in shown.page.locator("#mix .cell").all()}
    assert mix[f"{OFFICE}，拖延推诿：8/12 项"] == "67%"
    assert mix[f"{SECOND}，通风报信：3/9 项"] == "33%"


def test_one_office_alone_says_so(show):
    peers = replace(peer_answer(), rows=peer_answer().rows[:1])
    answers = risk_answers({OFFICE: 12})
    shown = show(compare_page(peers, answers.frequency, answers.cells, lang="en"), **WIDE)
    assert shown.text("header .remark") == "Only one office is selected: nothing to compare with."
    facts = shown.page.locator("#peers .facts").all_text_contents()
    assert ["full by its own value" in said for said in facts] == [False, False, True, False]


def test_leaning_heads_make_no_sideways_scroll_where_the_data_fits(show):
    heads = [Head(name) for name in ("Short", "A rather long name of a type of risk", "Middling", "Another long name of a type")]
    for columns in (heads, heads[::-1], heads * 3):
        chart = HeatChart([Head("青垣市河渡管理处", "9")], columns, {(0, 0): Field("100%", 1.0, 0, "x")}, 1, "x", names=144)
        assert chart.width <= ROOM
        last = max(place + 0.5 for place, column in enumerate(columns) if "long" in column.name)
        longest = text_width(columns[int(last)].name, 13) * 0.7071
        assert chart.width >= max(chart.label_width + last * chart.pitch + longest, chart.label_width + chart.pitch * len(columns))


def test_changes_are_counted_by_kind_and_by_item_and_quoted(show):
    shown = show(changes_page(change_answer(), lang="zh"), **WIDE)
    page = shown.page
    assert "旧版 11 项，新版 12 项，共 5 处变化" in shown.text("#changes .facts")
    assert page.locator("#changes .wide .bar").nth(2).locator("text").all_text_contents()[:3] == ["风险", "", "2 处"]
    cells = {each.get_attribute("aria-label"): each.text_content() for each in page.locator("#changed_items .cell").all()}
    assert cells["2←3 · ≈0.91 · 纸伞登记，风险：2 处变化"] == "2"
    page.locator("#changed_items .cell[aria-label^='2←3 · ≈0.91']").first.click()
    assert "前：旧句  [第 3 行第 5 列，码点 32–34]" in shown.page.locator("#detail-body").text_content()
    assert "后：新句  [第 2 行第 5 列，码点 22–24]" in shown.page.locator("#detail-body").text_content()
    assert "前：（无）" in shown.text("#detail-body")
    shown.page.locator("#detail-body button", has_text="改了什么 · 风险").click()
    assert shown.text("#detail-title") == "风险"
    shown.page.locator("#detail-body button", has_text="纸伞登记").click()
    assert shown.text("#detail-title") == "2←3 · ≈0.91 · 纸伞登记"
    page.fill("#search", "纸伞")
    assert shown.count("[data-table=changes] tr.found") == 3


def test_parts_and_lines_of_a_change_are_in_words(show):
    for lang, said in (("zh", "2←3 · 第 1 条责任线的分管领导 · 纸伞登记"), ("en", "2←3 · Leader, line 1 · 纸伞登记")):
        assert said in show(changes_page(change_answer(), lang=lang), **WIDE).text("[data-table=changes]")


def test_a_law_stands_where_its_whole_title_does():
    row = {"kind": "law", "before": "灯笼办法", "after": None}
    cells = [{"field": "measure", "text": "依照《新灯笼办法》与《灯笼办法》", "cite": {"row": 1, "column": 6, "start": 100}}]
    assert place_of(row, "before", cells, words_in("en")) == "row 1, column 6, code points 111–115"
    assert place_of(row, "after", cells, words_in("en")) == ""
    assert place_of(row | {"kind": "item"}, "before", cells, words_in("en")) == ""


def test_a_list_with_one_version_has_nothing_to_compare():
    changes = change_answer()
    alone = replace(changes, rows=[], denominator={"items": 12, "items_before": 0})
    with pytest.raises(DataError, match=r"权力清单 \(2031-05-14\): no two versions to compare\. Load another"):
        changes_page(alone, lang="zh")


@pytest.mark.parametrize(("subject", "item"), [
    ("8←10 · chain 2 · 网店", "8←10 · 网店"), ("1 · ≈0.93 · leader 1 · 食品", "1 · ≈0.93 · 食品"), ("10 · 明码标价", "10 · 明码标价"),
    ("孤", "孤"),
])  # fmt: skip
def test_the_item_of_a_change(subject, item):
    assert item_of(subject) == item


@pytest.mark.parametrize(("share", "step"), [(None, 0), (0, 1), (0.19, 1), (0.2, 2), (0.99, 5), (1, 5)])
def test_a_share_takes_one_of_five_colours(share, step):
    assert heat_step(share) == step


def test_unknown_views_and_needless_subjects_are_named():
    def ask(*_: object, **__: object) -> None:
        raise AssertionError

    with pytest.raises(UsageError, match="Did you mean 'law'"):
        draw("laws", ask, lang="zh")
    with pytest.raises(UsageError, match="risks takes no subject"):
        draw("risks", ask, lang="zh", subject="x")
