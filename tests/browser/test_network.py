"""The network page in a real browser: what is shown and counted, opening and closing, finding, filtering, saving, keyboard, paper."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from xml.etree import ElementTree

import pytest
from browser.made_up import EVIL, HOSTILE

import quanpu
from bench.made_up import Size, made_up, plain
from graph.network import listed_items, listed_network
from graph.table import NOTICE, Source
from viz.network.offices import MOST
from viz.network.pages import network_page
from viz.theme import DARK, LIGHT

LIST = (Source("松湾县第0风物局权力监督清单一览表", "2031-05-14", "松湾县第0风物局"),)
ROLES = "['leader', 'head', 'handler', 'other']"
NAMED = f"shown.links.reduce((sum, link) => sum + ({ROLES}.includes(link.part) ? link.count : 0), 0)"
WIDE = {"viewport": {"width": 1280, "height": 900}}


def number(page, kind, label):
    """The number of a node in the page."""
    return page.evaluate("([kind, label]) => nodes.find((n) => n.kind === kind && (n.serial ?? n.label) === label).id", [kind, label])


def press(page, node):
    """Click on a node in the picture."""
    page.evaluate("document.querySelector('#stage').scrollIntoView({ block: 'center', behavior: 'instant' })")
    at = page.evaluate(
        "(id) => { const { x, y } = network.canvasToDOM(middle(id)), box = stage.getBoundingClientRect(); return [box.x + x, box.y + y]; }",
        node,
    )
    page.mouse.click(*at)
    page.wait_for_timeout(400)  # vis-network waits for a second tap before it reports a click


def until(page, holds):
    """Wait until an expression holds; the page's policy forbids what the browser driver's own waiting would evaluate."""
    for _ in range(100):
        if page.evaluate(holds):
            return
        page.wait_for_timeout(20)
    raise AssertionError(holds)


def kinds(page, of="shown.nodes"):
    return page.evaluate(f"Object.fromEntries(Object.entries(Object.groupBy({of}, (id) => nodes[id].kind)).map(([k, v]) => [k, v.length]))")


@pytest.fixture(scope="module")
def county():
    return made_up(Size())


@pytest.fixture
def page_zh(county):
    return network_page(county, LIST, lang="zh")


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("width", [390, 1280])
def test_it_asks_for_nothing_and_complains_of_nothing(show, county, lang, width):
    shown = show(network_page(county, LIST, lang=lang), viewport={"width": width, "height": 800})
    press(shown.page, number(shown.page, "Group", "A"))
    shown.page.fill("#search", "3")
    shown.page.keyboard.press("Escape")
    for act in ("open", "close", "fit", "closer", "further"):
        shown.page.click(f"[data-act={act}]")
    assert shown.requests == [shown.page.url.split("#")[0]]
    assert shown.complaints == []
    assert shown.page.evaluate("document.documentElement.scrollWidth") <= width
    assert shown.text(".notice") == NOTICE[lang]
    assert "2031-05-14" in shown.text(".dated")


def test_officials_departments_and_groups_come_first(show, page_zh):
    page = show(page_zh, **WIDE).page
    assert kinds(page) == {"Organization": 1, "Group": 4, "Official": 6, "Department": 4}
    assert page.evaluate(NAMED) == 87 * 4
    assert page.evaluate("nodes.filter((n) => n.kind === 'Group').map((n) => n.children.length)") == [21, 22, 22, 22]


def test_every_stored_edge_is_in_the_page_and_counted_once_whatever_is_open(show, county, page_zh):
    page = show(page_zh, **WIDE).page
    stored = [data["kind"] for *_, data in county.edges(data=True)]
    for kind in ("RESPONSIBLE_FOR", "HANDLES", "STATES", "CITES", "HAS_PASSAGE", "IS_A"):
        assert page.evaluate(f"edgesOf('{kind}').length") == stored.count(kind)
    for label in ("A", "C"):
        page.evaluate(f"toggle({number(page, 'Group', label)})")
        assert page.evaluate(NAMED) == 87 * 4
    page.click("[data-act=open]")
    assert page.evaluate(f"shown.links.filter((link) => {ROLES}.includes(link.part) && link.own && link.count === 1).length") == 87 * 4
    assert page.evaluate("new Set(shown.links.map((link) => [link.x1, link.y1, link.x2, link.y2].join())).size") == 87 * 6


def test_a_group_opens_into_its_items_and_an_item_into_what_its_cells_state(show, county, page_zh):
    page = show(page_zh, **WIDE).page
    group = number(page, "Group", "B")
    press(page, group)
    members = page.evaluate("shown.nodes.filter((id) => nodes[id].kind === 'PowerItem').map((id) => nodes[id].serial)")
    assert members == [str(serial) for serial in range(22, 44)]
    item = number(page, "PowerItem", "30")
    press(page, item)
    cells = [target for _, target, data in county.out_edges("o0i30", data=True) if data["kind"] == "HAS_PASSAGE"]
    stated = {county.nodes[target].get("text") or county.nodes[target]["name"] for cell in cells for target in county.successors(cell)}
    facts = page.evaluate("shown.nodes.filter((id) => FACTS.includes(nodes[id].kind)).map((id) => nodes[id].label)")
    assert set(facts) == stated
    assert len(facts) == len(stated) == 11
    assert page.evaluate(f"shown.links.filter((link) => link.from === {item}).length") == 11
    press(page, item)
    assert kinds(page) == {"Organization": 1, "Group": 4, "Official": 6, "Department": 4, "PowerItem": 22}
    press(page, group)
    assert kinds(page) == {"Organization": 1, "Group": 4, "Official": 6, "Department": 4}


def test_the_panel_says_what_a_node_touches_with_the_printed_words_and_their_places(show, page_zh):
    page = show(page_zh, **WIDE).page
    press(page, number(page, "Official", "职员1号"))
    said = page.locator("#detail").inner_text()
    for part in (
        "职员1号",
        "责任人",
        "44/87 项".replace("44", str(page.evaluate("itemsOf(selected).length"))),
        "原文",
        "第 7 列",
        "风物监督局"[:2],
    ):
        assert part in said
    quote = page.locator("#detail blockquote").first.inner_text()
    assert "职员1号" in quote
    assert "码点" in page.locator("#detail .place").first.inner_text()


def test_every_way_out_of_the_panel_lands_on_what_it_names(show, page_zh):
    page = show(page_zh, **WIDE).page
    page.evaluate(f"go({number(page, 'PowerItem', '30')})")
    until(page, "selected !== null")
    targets = page.locator("#detail .to").evaluate_all("buttons => buttons.map((b) => Number(b.dataset.node))")
    assert {page.evaluate(f"nodes[{target}].kind") for target in targets} == {
        "Official", "Department", "RiskType", "RiskPoint", "Measure", "Law",
    }  # fmt: skip
    for target in targets:
        page.evaluate(f"go({number(page, 'PowerItem', '30')})")
        until(page, f"selected === {number(page, 'PowerItem', '30')}")
        page.locator(f"#detail .to[data-node='{target}']").click()
        until(page, f"selected === {target}")
        assert page.locator("#detail-title").inner_text() == page.evaluate(f"nameOf({target})")
        assert page.evaluate(f"location.hash === '#n{target}'")
    page.go_back()
    until(page, f"selected === {number(page, 'PowerItem', '30')}")


@pytest.mark.parametrize(("asked", "found"), [("职员2号", 1), ("４２", 1), ("办 法 之 3", 1), ("solicit", 1), ("无此", 0)])
def test_search_finds_and_enter_goes_there(show, page_zh, asked, found):
    shown = show(page_zh, **WIDE)
    shown.page.fill("#search", asked)
    assert shown.count("#hits .to") == found
    assert shown.text("#found") == (f"{found} 个" if found else "没有找到")
    if found:
        shown.page.keyboard.press("Enter")
        until(shown.page, "selected === hits[0]")
        assert shown.page.locator("#detail").is_visible()


@pytest.mark.parametrize(("width", "height"), [(390, 844), (1280, 640), (1280, 900)])
def test_what_was_found_is_brought_on_screen_above_the_panel(show, page_zh, width, height):
    page = show(page_zh, viewport={"width": width, "height": height}).page
    page.fill("#search", "42")
    page.keyboard.press("Enter")
    until(page, "selected !== null")
    page.wait_for_timeout(100)
    at = page.evaluate("stage.getBoundingClientRect().top + network.canvasToDOM(middle(selected)).y")
    panel = page.locator("#detail").bounding_box()
    foot = panel["y"] if width == 390 else height
    assert 0 < at < foot
    assert panel["y"] < height
    across = page.evaluate("network.canvasToDOM(middle(selected)).x")
    assert 0 < across < (width if width == 390 else panel["x"])


def test_the_tip_goes_when_the_pointer_leaves_the_picture(show, page_zh):
    page = show(page_zh, **WIDE).page
    page.evaluate("stage.scrollIntoView({ block: 'center', behavior: 'instant' })")
    page.wait_for_timeout(200)  # scrolling hides the tip, too
    where = """(() => {
      const { x, y } = network.canvasToDOM(middle(nodes.find((n) => n.kind === 'Official').id)), box = stage.getBoundingClientRect();
      return [box.x + x, box.y + y];
    })()"""
    x, y = page.evaluate(where)
    page.mouse.move(x + 1, y)
    page.mouse.move(x, y)
    until(page, "!tip.hidden")
    said = page.locator("#tip").bounding_box()
    assert said["x"] < x < said["x"] + said["width"]
    assert 0 < y - (said["y"] + said["height"]) < 40
    page.mouse.move(5, 5)
    assert page.locator("#tip").is_hidden()


def test_lines_to_facts_pass_between_departments_and_the_officials_stay_in_view(show, page_zh):
    page = show(page_zh, **WIDE).page
    page.click("[data-act=open]")
    item = number(page, "PowerItem", "30")
    page.evaluate(f"activate({item})")
    until(page, "selected !== null")
    assert page.evaluate("shown.links.filter((link) => link.part === 'states').length") == 11
    apart = """shown.links.filter((link) => link.part === 'states').every((link) => link.via && shown.nodes.every((id) =>
      nodes[id].kind !== 'Department' || Math.abs(middle(id).y - link.via.y) > edgeSize(id).h / 2))"""
    assert page.evaluate(apart)
    inside = """[...lit].filter((id) => ['Official', 'Department'].includes(nodes[id].kind)).every((id) => {
      const { x, y } = network.canvasToDOM(middle(id));
      return x > 0 && y > 0 && x < stage.clientWidth - panelCover().right && y < stage.clientHeight;
    })"""
    assert page.evaluate(inside)


def test_a_narrow_picture_says_that_it_can_be_dragged_and_leaves_no_blank_below(show, page_zh):
    page = show(page_zh, viewport={"width": 390, "height": 844}).page
    assert page.locator("#pan").is_visible()
    bottom = page.evaluate("network.canvasToDOM({ x: 0, y: extent(shown.nodes).bottom }).y")
    assert 0 <= page.evaluate("stage.clientHeight") - bottom < 110
    page.evaluate("stage.scrollIntoView({ block: 'center', behavior: 'instant' })")
    box = page.locator("#stage").bounding_box()
    page.mouse.move(200, box["y"] + box["height"] - 60)
    page.mouse.down()
    page.mouse.move(100, box["y"] + box["height"] - 60, steps=4)
    page.mouse.up()
    until(page, "document.querySelector('#pan').hidden")
    assert show(page_zh, **WIDE).page.locator("#pan").is_hidden()


def test_the_legend_hides_a_kind_and_a_part(show, page_zh):
    page = show(page_zh, **WIDE).page
    page.locator("#legend input[value=Official]").uncheck()
    assert kinds(page) == {"Organization": 1, "Group": 4, "Department": 4}
    assert page.evaluate(NAMED) == 0
    page.locator("#legend input[value=Official]").check()
    page.locator("#legend input[value=leader]").uncheck()
    assert page.evaluate("shown.links.some((link) => link.part === 'leader')") is False
    assert page.evaluate(NAMED) == 87 * 2
    page.fill("#search", "职员2号")
    page.locator("#legend input[value=Official]").uncheck()
    page.locator("#search").press("Enter")  # what was looked for is shown even if its kind was hidden
    until(page, "selected !== null && shown.nodes.includes(selected)")
    assert page.locator("#legend input[value=Official]").is_checked()


def test_the_keyboard_walks_opens_and_says_where_it_is(show, page_zh):
    page = show(page_zh, **WIDE).page
    page.focus("#stage")
    page.keyboard.press("Home")
    seen = [page.locator("#spoken").text_content()]
    for key in ("ArrowDown", "ArrowRight", "ArrowLeft", "ArrowDown"):
        page.keyboard.press(key)
        seen.append(page.locator("#spoken").text_content())
    assert seen[0] == "松湾县第0风物局、机关、0 条联系、已展开"
    assert seen[1] == seen[3] == "A 组（21 项）、责任链相同的事项、126 条联系、可展开"
    assert "部门" in seen[2]
    assert seen[4].startswith("B 组（22 项）")
    page.evaluate(f"moveCursor({number(page, 'Group', 'C')})")
    assert "可展开" in page.locator("#spoken").text_content()
    page.keyboard.press("Enter")
    until(page, "selected !== null")
    assert kinds(page)["PowerItem"] == 22
    assert page.locator("#spoken").text_content() == "已展开 C 组（22 项）。" + page.locator("#shown-count").inner_text()
    assert "条线" in page.locator("#spoken").text_content()
    page.keyboard.press("Escape")
    assert not page.locator("#detail").is_visible()
    assert page.evaluate("document.activeElement.id") == "stage"


def test_saved_pictures_stand_alone(show, page_zh):
    shown = show(page_zh, color_scheme="dark", **WIDE)
    shown.page.click("[data-act=open]")
    with shown.page.expect_download() as saved:
        shown.page.click("[data-act=svg]")
    root = ElementTree.fromstring(Path(saved.value.path()).read_text(encoding="utf-8"))
    said = "\n".join(root.itertext())
    assert NOTICE["zh"] in said
    assert LIST[0].name in said
    assert {f"职员{n}号" for n in range(6)} <= set(said.split("\n"))
    assert sum(node.tag.endswith("path") and "C" in node.get("d", "") for node in root.iter()) == 87 * 6
    with shown.page.expect_download() as saved:
        shown.page.click("[data-act=png]")
    assert Path(saved.value.path()).read_bytes().startswith(b"\x89PNG")
    assert shown.complaints == []


def test_the_tables_hold_every_link_and_sort(show, page_zh):
    page = show(page_zh, **WIDE).page
    page.locator("#table-links summary").click()
    page.wait_for_selector("[data-table=links] tbody tr")
    assert page.locator("[data-table=links] tbody tr").count() == 300
    assert "300" in page.locator("#table-links .cut").inner_text()
    head = page.locator("[data-table=links] th").nth(6)
    head.locator("button").press("Enter")
    head.locator("button").press("Enter")
    assert head.get_attribute("aria-sort") == "descending"
    assert page.locator("[data-table=links] tbody td:nth-child(7)").first.inner_text() == "87"
    with page.expect_download() as saved:
        page.click("[data-csv=links]")
    rows = list(csv.DictReader(io.StringIO(Path(saved.value.path()).read_bytes().decode("utf-8-sig"), newline="")))
    assert len(rows) == 87 * 6
    assert {row["quote"] for row in rows if row["part"] in ("分管领导", "负责人")} == {f"职员{n}号" for n in range(6)}


@pytest.mark.parametrize("started", [True, False], ids=["started", "at-once"])
def test_paper_gets_the_picture_as_drawing_and_the_notice(show, page_zh, started):
    page = show(page_zh, started=started, color_scheme="dark", **WIDE).page
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert page.locator("#printed svg").is_visible()
    assert not page.locator("#stage").is_visible()
    assert page.locator(".notice").first.is_visible()
    assert "职员1号" in page.locator("#printed").text_content()


def test_many_offices_are_folded_and_it_says_so(show):
    page = show(network_page(made_up(Size(offices=30, items=20)), LIST * 30, lang="zh"), **WIDE).page
    assert kinds(page) == {"Organization": 30}
    assert f"超过 {MOST} 个" in page.locator(".remark").inner_text()
    press(page, number(page, "Organization", "松湾县第7风物局"))
    assert kinds(page) == {"Organization": 30, "Group": 4, "Official": 6, "Department": 4}
    assert page.evaluate(NAMED) == 20 * 4


def test_a_crowded_office_keeps_the_busiest_and_folds_the_rest(show):
    graph = made_up(Size(items=400, groups=200, officials=120, departments=60))
    page = show(network_page(graph, LIST, lang="en"), **WIDE).page
    assert page.evaluate("shown.nodes.length") <= MOST
    assert kinds(page)["Rest"] == 3
    assert page.evaluate(NAMED) == 400 * 4
    page.evaluate("nodes.filter((n) => n.kind === 'Rest').forEach((n) => toggle(n.id))")
    assert kinds(page)["Official"] == 120
    assert page.evaluate(NAMED) == 400 * 4


def test_several_offices_stand_apart(show, sample_store):
    with quanpu.open(sample_store) as db:
        page = show(db.draw("network", lang="zh"), **WIDE).page
    boxes = page.evaluate(
        "nodes.filter((n) => n.kind === 'Organization').map((n) => [n.x - n.w / 2, n.y - n.h / 2, n.x + n.w / 2, n.y + n.h / 2])"
    )
    assert len(boxes) == 3
    assert all(a[2] < b[0] or b[2] < a[0] or a[3] < b[1] or b[3] < a[1] for place, a in enumerate(boxes) for b in boxes[place + 1 :])
    inside = "edgesOf('RESPONSIBLE_FOR').every((e) => ancestors(e.from).at(-1) === ancestors(e.to).at(-1))"
    assert page.evaluate(inside)


def test_hostile_names_do_nothing(show):
    def name(kind: str, number: int) -> str:
        return HOSTILE[number % len(HOSTILE)] + ("" if number < len(HOSTILE) else str(number))

    graph = made_up(Size(items=20, officials=9, departments=9, risks=9, measures=9, laws=9), name)
    shown = show(network_page(graph, (Source(EVIL, EVIL, EVIL),), lang="zh"), viewport={"width": 390, "height": 800})
    page = shown.page
    page.click("[data-act=open]")
    for kind in ("Official", "Department", "PowerItem", "Law", "RiskPoint", "Measure", "Organization", "Group"):
        page.evaluate(f"nodes.filter((n) => n.kind === '{kind}').slice(0, 9).forEach((n) => show(n.id))")
        assert page.locator("#detail-title").text_content()
    for table in ("links", "nodes"):
        page.locator(f"#table-{table} summary").click()
    page.fill("#search", EVIL)
    with page.expect_download() as saved:
        page.click("[data-act=svg]")
    ElementTree.fromstring(Path(saved.value.path()).read_text(encoding="utf-8"))
    assert (shown.count("img"), shown.count("script"), shown.count("#hits img")) == (0, 6, 0)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert shown.complaints == []
    assert len(shown.requests) == 1


def test_without_webgl_it_draws_the_same(show, page_zh):
    shown = show(page_zh, **WIDE)
    assert shown.page.evaluate("[...document.querySelectorAll('#stage canvas')].every((canvas) => canvas.getContext('webgl') === null)")
    ink = """() => {
        const canvas = document.querySelector("#stage canvas");
        const data = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
        return data.filter((value, place) => place % 4 === 3 && value > 0).length;
    }"""
    assert shown.page.evaluate(ink) > 20000


def test_colours_follow_the_theme(show, page_zh):
    page = show(page_zh, color_scheme="dark", **WIDE).page
    assert page.evaluate("palette.official") == "#e9a9f4"
    page.click("#theme")
    assert page.evaluate("palette.official") == "#93379e"


def test_an_empty_graph_says_so(show):
    shown = show(network_page(made_up(Size(offices=0, risks=0, measures=0, laws=0)), LIST, lang="en"))
    assert "0 power items" in shown.text(".none")
    assert NOTICE["en"] in shown.text(".notice")
    assert shown.complaints == []


def test_all_slots_of_the_real_list_are_drawn(show, seed_store):
    with quanpu.open(seed_store) as db:
        page = show(db.draw("network", lang="zh"), **WIDE).page
        graph = listed_network(db.store, listed_items(db.store, [document.id for document in db.store.documents()]))
    assert sum(data["kind"] == "RESPONSIBLE_FOR" for *_, data in graph.edges(data=True)) == 332
    assert page.evaluate("edgesOf('RESPONSIBLE_FOR').length") == 332
    assert page.evaluate(NAMED) == 332
    page.click("[data-act=open]")
    assert page.evaluate(f"shown.links.filter((link) => {ROLES}.includes(link.part) && link.own).length") == 332


def test_the_same_graph_gives_the_same_page(county):
    assert network_page(county, LIST, lang="zh") == network_page(made_up(Size(), plain), LIST, lang="zh")


def test_names_can_be_read_at_once_and_after_the_window_changes(show, page_zh):
    page = show(page_zh, **WIDE).page
    for width, height in ((1280, 900), (900, 1200), (1500, 700)):
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_timeout(300)
        inside = """shown.nodes.every((id) => {
          const { x, y } = network.canvasToDOM(middle(id));
          return x > 0 && y > 0 && x < stage.clientWidth && y < stage.clientHeight;
        })"""
        until(page, inside)
        assert 15 * page.evaluate("network.getScale()") > 8


def test_a_narrow_screen_starts_where_names_can_be_read(show, page_zh):
    page = show(page_zh, viewport={"width": 390, "height": 800}).page
    assert page.evaluate("network.getScale()") == 0.5
    assert page.evaluate("network.canvasToDOM(middle(nodes.find((n) => n.kind === 'Official').id)).x") > 0
    page.click("[data-act=fit]")
    assert page.evaluate("network.getScale()") < 0.5


def test_tab_leads_from_the_picture_to_what_follows(show, page_zh):
    page = show(page_zh, **WIDE).page
    page.focus("#stage")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#table-links"


def test_offices_step_aside_for_the_facts_of_an_open_item(show, sample_store):
    with quanpu.open(sample_store) as db:
        page = show(db.draw("network", lang="zh"), **WIDE).page
    left = "nodes.filter((n) => n.kind === 'Organization').sort((a, b) => a.row - b.row || a.x - b.x)[0].id"
    item = page.evaluate(f"nodes.find((n) => n.kind === 'PowerItem' && n.parent === {left}).id")
    page.evaluate(f"go({item})")
    until(page, "selected !== null")
    page.evaluate("toggle(selected)")
    apart = """shown.nodes.filter((id) => FACTS.includes(nodes[id].kind)).every((id) => {
      const right = middle(id).x + sizeOf(nodes[id], false).w / 2;
      return shown.nodes.every((other) => FACTS.includes(nodes[other].kind) || organizationOf(other) === organizationOf(selected)
        || nodes[organizationOf(other)].row !== nodes[organizationOf(selected)].row
        || middle(other).x - sizeOf(nodes[other], opened.has(other)).w / 2 > right);
    })"""
    assert page.evaluate("shown.nodes.some((id) => FACTS.includes(nodes[id].kind))")
    assert page.evaluate(apart)


def contrast(one: str, other: str) -> float:
    """https://www.w3.org/TR/WCAG21/#dfn-contrast-ratio"""

    def light(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    brighter, darker = sorted((light(one), light(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_colours_of_text_and_marks_can_be_told_from_what_is_behind(theme):
    for back in ("paper", "raised"):
        assert all(contrast(theme[text], theme[back]) >= 4.5 for text in ("ink", "muted", "accent"))
        marks = ("official", "department", "item", "risk", "measure", "law", "leader", "head", "handler", "other")
        assert all(contrast(theme[mark], theme[back]) >= 3 for mark in marks)
    assert all(contrast(theme["on"], theme[mark]) >= 4.5 for mark in ("official", "department", "item"))  # names in the picture
    assert all(contrast(theme["on"], theme[mark]) >= 3 for mark in ("risk", "measure", "law", "total"))  # large and bold
