"""Lists too large for one page: nothing is left uncounted, what is not in the page is said, and the page stays small."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from browser.test_network import NAMED, WIDE, kinds, press, until

import quanpu
from graph.errors import UsageError
from viz.network.offices import MOST

COUNTED = ["Official", "Department", "Document", "Organization", "Law", "RiskType"]
COUNTS = f"nodes.filter((n) => {COUNTED}.includes(n.kind)).map((n) => [n.kind, n.label, countOf(n.id), coverage(n.id)]).sort()"
SHARED = """nodes.filter((n) => ["Official", "Department", "Organization"].includes(n.kind)).map((n) => [n.label, ["Official", "Department"]
  .map((kind) => (neighbours(n.id).get(kind) ?? []).map((other) => [nodes[other.id].label, other.shared]).sort())]).sort()"""
PARTS = "nodes.filter((n) => n.kind === 'Official').map((n) => [n.label, partsOf(n.id).split('、').sort().join()]).sort()"
TIMES = "linkRows().reduce((sum, row) => sum + row[8], 0)"
FAMILIES = "甄宓阚亓訾臧慕郗缑蔚鄢逯钮"
HEAD = ("序号", "权力类别", "权力事项", "责任事项", "监督重点", "监督措施", "责任人")


def write_list(path: Path, office: str, items: int) -> Path:
    """A fictional list in which 25 officials stand in four parts, alike on every 125 items, but for the last."""
    rows: list[tuple[str, ...]] = [(f"{office}权力监督清单一览表",), ("填表时间：2031年5月14日",), HEAD]
    for place in range(items):
        first, law = place // 125 % 12, ("行政处罚法", "行政许可法", "行政强制法")[place % 3]
        other, unit = FAMILIES[first + (place == items - 1)], ("风筝股", "纸伞股", "竹器股", "陶哨股")[first % 4]
        who = f"分管领导：{FAMILIES[first]}青禾\n登记股负责人：{FAMILIES[first]}望舒\n\n分管领导：濮阳霁\n{unit}负责人：{other}望舒"
        rows.append((
            str(place + 1), "行政处罚", f"对未按规定登记第{place + 1}号风筝的处罚", f"1、立案阶段责任：依照《{law}》办理。",
            f"立案环节：接受吃请、收受礼品，第{place % 30}类。", f"1、两人以上共同办理，第{place % 20}类。", who,
        ))  # fmt: skip
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return path


@pytest.fixture(scope="module")
def large(tmp_path_factory):
    """A store with one organization of 3,001 items and a small one."""
    folder = tmp_path_factory.mktemp("large")
    lists = [write_list(folder / "a.csv", "松湾县风物监督局", 3001), write_list(folder / "b.csv", "白鹭镇人民政府", 14)]
    with quanpu.open(folder / "large.kgl") as db:
        db.load(*lists)
    return folder / "large.kgl"


@pytest.fixture
def page_of(show, sample_store):
    """Draws a page of the samples with smaller limits and gives it as shown."""

    def drawn(view: str, subject: str | None = None, lang: str = "zh", **limits: int):
        with pytest.MonkeyPatch.context() as patch, quanpu.open(sample_store) as db:
            for name, limit in limits.items():
                patch.setattr(f"viz.network.gathering.{name}", limit)
            return show(db.draw(view, subject, lang=lang), **WIDE)

    return drawn


def test_more_than_3000_items_are_all_counted(show, large):
    with quanpu.open(large) as db:
        html = db.draw("network", lang="zh")
    assert len(html.encode()) < 1_500_000
    shown = show(html, **WIDE)
    page = shown.page
    assert "松湾县风物监督局 3001 项" in page.locator(".remark").inner_text()
    assert "quanpu draw network --department" in page.locator(".remark").inner_text()
    office, bundles = "countOf(nodes.find((n) => n.label === '松湾县风物监督局').id)", "nodes.filter((n) => n.kind === 'Bundle')"
    assert page.evaluate(office) == page.evaluate(f"{bundles}.reduce((sum, n) => sum + n.items, 0)") == 3001
    assert page.evaluate(f"{bundles}.map((n) => [n.items, n.chains, n.serials]).at(-1)") == [1, 1, "3001"]
    assert page.evaluate(NAMED) == (3001 + 14) * 4
    assert page.evaluate(TIMES) == (3001 + 14) * 6
    leaders = "nodes.filter((n) => n.kind === 'Official' && n.label === '濮阳霁').map((n) => coverage(n.id)).sort()"
    assert page.evaluate(leaders) == ["14/14 项", "3001/3001 项"]
    law = "coverage(nodes.find((n) => n.label === '行政处罚法').id)"
    assert page.evaluate(law).split("\n") == ["松湾县风物监督局  1001/3001 项", "白鹭镇人民政府  5/14 项"]
    assert kinds(page)["Organization"] == 2
    assert shown.complaints == []
    assert len(shown.requests) == 1


def test_a_serial_leads_to_the_group_that_holds_it(show, large):
    with quanpu.open(large) as db:
        page = show(db.draw("network", lang="zh"), **WIDE).page
    page.fill("#search", "2222")
    page.keyboard.press("Enter")
    until(page, "selected !== null")
    assert page.evaluate("within(nodes[selected].serials, '2222') && nodes[selected].kind") == "Bundle"
    assert "不在本页" in page.locator("#detail .note").inner_text()
    page.fill("#search", "第2222号风筝")
    assert "不在本页" in page.locator("#found").inner_text()


def test_a_department_of_a_large_organization_is_drawn_whole(show, large):
    with quanpu.open(large) as db:
        scope = quanpu_scope("松湾县风物监督局", "纸伞股")
        page = show(db.draw("network", lang="zh", scope=scope), **WIDE).page
    assert page.locator(".remark").count() == 0
    assert page.evaluate("nodes.filter((n) => n.kind === 'PowerItem').length") == 750


def quanpu_scope(organization: str, department: str):
    from queries.scope import Scope

    return Scope(organization, None, department, None)


def test_organizations_summed_up_have_the_figures_of_those_drawn_whole(page_of):
    whole, summed = page_of("network").page, page_of("network", MOST_ITEMS=5).page
    assert summed.evaluate("nodes.some((n) => n.kind === 'PowerItem')") is False
    for figures in (COUNTS, SHARED, PARTS, TIMES, NAMED):
        assert summed.evaluate(figures) == whole.evaluate(figures)
    bundle = summed.evaluate("nodes.find((n) => n.kind === 'Bundle' && n.chains > 1)?.id ?? nodes.find((n) => n.kind === 'Bundle').id")
    press(summed, bundle)
    until(summed, f"selected === {bundle}")
    assert summed.locator("#detail .to").count() > 3


def test_some_whole_some_summed_some_alone(page_of):
    shown = page_of("network", lang="en", MOST_ITEMS=9, MOST_SUMMED=12)
    page = shown.page
    drawn = "Object.fromEntries(nodes.filter((n) => n.kind === 'Organization').map((n) => [countOf(n.id), n.drawn ?? 'whole']))"
    assert page.evaluate(drawn) == {"8": "whole", "10": "lone", "12": "summed"}
    remarks = " ".join(page.locator(".remark").all_inner_texts())
    assert "云汐县市场监督管理局 12" in remarks
    assert "云汐县交通运输局 10" in remarks
    press(page, page.evaluate("nodes.find((n) => n.drawn === 'lone').id"))
    until(page, "selected !== null")
    assert "--organization 云汐县交通运输局" in page.locator("#detail .note").inner_text()
    page.click("[data-act=open]")
    page.click("[data-act=close]")
    assert shown.complaints == []


def test_very_many_organizations_are_counted_and_fold(show, large, monkeypatch):
    from viz.network import pages
    from viz.network.gathering import Shortened

    with quanpu.open(large) as db:
        monkeypatch.setattr("viz.network.gathering.MOST_OFFICES", 0)
        page = show(db.draw("network", lang="zh"), **WIDE).page
        assert kinds(page) == {"Organization": 2}
    from bench.made_up import Size, made_up

    graph = made_up(Size(items=8))
    for number in range(400):
        graph.add_node(f"lone{number}", label="Organization", name=f"青垣市第{number}渡口管理处", drawn="lone", items=5)
    shortened = Shortened(lone=tuple((f"青垣市第{number}渡口管理处", 5) for number in range(400)))
    page = show(pages.network_page(graph, (), lang="zh", shortened=shortened), **WIDE).page
    assert "另有 400 个机关（2000 项）" in page.locator(".remark").last.inner_text()
    assert page.evaluate("shown.nodes.length") <= MOST
    press(page, page.evaluate("nodes.find((n) => n.kind === 'Offices').id"))
    until(page, "shown.nodes.filter((id) => nodes[id].kind === 'Organization').length === 401")


@pytest.mark.parametrize("subject", [("official", "宓嘉树"), ("department", "综合行政执法大队"), ("law", "行政处罚法"), ("risk", "BRIBE")])
def test_a_subject_with_too_many_items_has_its_true_figures(page_of, subject):
    view, name = subject
    whole, cut = page_of(view, name).page, page_of(view, name, MOST_ITEMS=3).page
    figures = """['Official', 'Department', 'PowerItem', 'Law', 'RiskType', 'RiskPoint', 'Measure'].map((kind) => {
      const entries = neighbours(subject).get(kind) ?? [];
      const few = ['Official', 'Department', 'Law', 'RiskType'].includes(kind);
      return [kind, kindTotal(subject, kind, entries), few &&
         entries.map((one) => [nodes[one.id].label, one.shared, countOf(one.id)]).sort()];
    })"""
    assert cut.evaluate(figures) == whole.evaluate(figures)
    assert cut.evaluate("[coverage(subject).split('\\n').sort(), partsOf(subject)]") == whole.evaluate(
        "[coverage(subject).split('\\n').sort(), partsOf(subject)]"
    )
    assert cut.evaluate("nodes.filter((n) => n.kind === 'PowerItem').length") == 3
    assert "只列前 3 项" in cut.locator(".remark").last.inner_text()
    assert "不在本页" in cut.locator("#subject-parts").inner_text()


def test_a_subject_of_a_large_store_is_drawn_from_its_own_items(page_of):
    shown = page_of("official", "宓嘉树", MOST_ITEMS=9)
    page = shown.page
    assert "本页只含与“宓嘉树”同列事项的内容" in page.locator(".remark").inner_text()
    assert page.evaluate("nodes.filter((n) => n.kind === 'PowerItem').length") == page.evaluate("itemsOf(subject).length") == 9
    assert page.evaluate("coverage(subject)") == "9/10 项"
    with pytest.raises(UsageError, match=r"unknown official '宓嘉澍'\. Did you mean '宓嘉树'"):
        page_of("official", "宓嘉澍", MOST_ITEMS=9)


def test_the_table_of_a_summed_page_says_how_often(page_of):
    page = page_of("network", MOST_ITEMS=5).page
    with page.expect_download() as saved:
        page.evaluate("document.querySelector('[data-csv=links]').click()")
    rows = list(csv.DictReader(io.StringIO(Path(saved.value.path()).read_bytes().decode("utf-8-sig"), newline="")))
    assert sum(int(row["times"]) for row in rows) == page.evaluate(TIMES) > len(rows)
    assert all(row["item_serial"] and row["document"] for row in rows)
