"""A set of linked pages: every link of every page lands on what it names, and a page drawn alone has none."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from browser.conftest import Shown
from browser.made_up import EVIL, HOSTILE
from support import Result, item, listing, write_list

import quanpu
from graph.errors import DataError, UsageError
from graph.table import LANGS, NOTICE, Lang, Source
from queries.drawn import drawn_from
from queries.scope import Scope
from viz.album import draw_all
from viz.album_index import Card, Kind, index_page
from viz.album_subjects import Subject
from viz.linked import Links, Sibling
from viz.views import Request

Run = Callable[..., Result]
VIEWS = {"responsibility", "network", "risks", "coverage", "law", "compare"}
# what a page leads to as [what is named, address]: as it stands, and as details, lists and pictures show it when they are opened
GATHER = """() => {
  const found = [], seen = new Set();
  const put = (name, href) => { if (!seen.has(name + href)) { seen.add(name + href); found.push([name, href]); } };
  const anchors = (root) => root.querySelectorAll("a[href]").forEach((link) => {
    const href = link.getAttribute("href");
    if (link.matches(".own-page") || href.startsWith("#")) return;
    const serial = link.parentNode.querySelector(":scope > .serial");
    put((serial && !link.closest(".risk") ? serial.textContent + " " : "") + (link.querySelector("h3, bdi") ?? link).textContent, href);
  });
  if (typeof nodes !== "undefined") {
    if (page.subject !== undefined) document.querySelectorAll("#subject-parts .entries > li > .quiet").forEach((more) => more.click());
    nodes.filter((node) => ORDER.includes(node.kind) && pageOf(node.id)).forEach((node) => put(nameOf(node.id), pageOf(node.id)));
  }
  anchors(document);
  document.querySelectorAll("[data-show], [data-mark]").forEach((mark) => {
    openDetail(mark);
    anchors(document.getElementById("detail"));
  });
  return found;
}"""


@pytest.fixture(scope="module")
def folders(sample_store: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[Lang, Path]:
    """The set of the samples in both languages."""
    made = {lang: tmp_path_factory.mktemp("set") / lang for lang in LANGS}
    with quanpu.open(sample_store) as db:
        assert [db.draw_all(path, lang=lang).failed for lang, path in made.items()] == [[], []]
    return made


@pytest.fixture
def folder(folders: dict[Lang, Path]) -> Path:
    """The set of the samples in Chinese."""
    return folders["zh"]


@pytest.fixture
def opened(browser: Any) -> Iterator[Callable[..., Shown]]:
    """Open a page of a set, offline, and wait until it is ready."""
    contexts: list[Any] = []

    def open_(path: Path, **options: Any) -> Shown:
        contexts.append(browser.new_context(offline=True, **options))
        shown = Shown(contexts[-1].new_page())
        goto(shown.page, path)
        return shown

    yield open_
    for context in contexts:
        context.close()


def goto(page: Any, path: Path) -> None:
    page.goto(path.as_uri())
    page.wait_for_selector("script[type='text/plain']", state="detached")


def heading(page: Any) -> str:
    """What a page is about: the subject of its own, else the name that the others call it by."""
    name = page.locator("#subject-name")
    if name.count():
        return squeezed(name.inner_text())
    current = page.locator(".siblings [aria-current=page]")
    return squeezed(current.inner_text()) if current.count() else squeezed(page.locator("h1").inner_text())


def squeezed(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def hrefs(html: str) -> set[str]:
    return {href for href in re.findall(r'<a [^>]*?href="([^"]*)"', html) if not href.startswith("#")}


def test_every_link_of_every_page_lands_on_what_it_names(opened, folder):
    shown, named, headings = opened(folder / "index.html"), {}, {}
    for path in sorted(folder.iterdir()):
        goto(shown.page, path)
        headings[path.name] = heading(shown.page)
        for name, href in shown.page.evaluate(GATHER):
            named.setdefault(href, set()).add(squeezed(name))
    assert set(named) == {path.name for path in folder.iterdir()} | {
        f"index.html#{k}" for k in ("official", "department", "item", "law", "risk")
    }
    for href, names in named.items():
        if href.startswith("versions-"):
            assert names == {"两版比较：云汐县市场监督管理局"}
        elif "#" in href:
            goto(shown.page, folder / "index.html")
            assert names == {shown.page.locator(f"#{href.split('#')[1]}-title").inner_text().split("\n")[0].rstrip("0123456789 ")}
        elif href.startswith("item-"):  # a table names it without its serial
            assert names <= {headings[href], headings[href].split(" ", 1)[1]}
        else:
            assert names == {headings[href]}
    assert shown.complaints == []
    assert {url.rsplit("/", 1)[1] for url in shown.requests} == {path.name for path in folder.iterdir()}  # the pages, and nothing else


def test_what_a_reader_presses_leads_on_and_back(opened, folder):
    page = opened(folder / "index.html", viewport={"width": 1280, "height": 900}).page
    page.fill("#search", "宓嘉树")
    assert page.locator(".entry:visible").count() == 1
    page.keyboard.press("Enter")
    page.wait_for_selector("#subject-name:has-text('宓嘉树')")
    assert page.locator(".siblings [aria-current]").inner_text() == "责任人"
    mark = page.locator("#ego-chart .node[role=link]").first
    name = mark.get_attribute("aria-label")
    mark.focus()
    page.keyboard.press("Enter")
    page.wait_for_function("() => typeof subject !== 'undefined' && nameOf(subject) !== '宓嘉树'")
    assert heading(page) in name
    page.go_back()
    page.wait_for_selector("#subject-name:has-text('宓嘉树')")
    page.locator("#subject-parts [data-kind=PowerItem] a.to").first.click()
    page.wait_for_selector("#subject-name:has-text('1')")
    page.click(".siblings >> text=责任网络")
    page.wait_for_selector("html[data-ready]")
    assert page.locator(".siblings [aria-current=page]").inner_text() == "责任网络"
    page.evaluate("go(nodes.find((node) => node.label === '宓嘉树').id)")
    page.locator("#detail .own-page >> nth=0").click()
    page.wait_for_selector("#subject-name:has-text('宓嘉树')")


def test_a_subject_counts_as_it_does_on_a_page_drawn_alone(opened, show, folder, sample_store):
    """Its own page holds only its items: its figures and its neighbours' are still those of all."""
    lines = "() => [...document.querySelectorAll('#subject-parts .to')].map((line) => line.innerText.replace(/\\\\s+/g, ' ')).sort()"
    facts = "() => document.querySelector('#subject-facts').innerText"
    with quanpu.open(sample_store) as db:
        for view, subject, number in (("official", "宓嘉树", 1), ("law", "行政处罚法", 1), ("risk", "BRIBE", 1)):
            name = {"risk": "收受贿赂、好处"}.get(view, subject)
            (path,) = [p for p in folder.glob(f"{view}-*.html") if p.name == f"{view}-{number:03}.html"]
            own = opened(path).page
            assert heading(own) == name
            html = db.draw(view, own.evaluate("nodes[subject].code ?? nodes[subject].label"), lang="zh")
            alone = show(html).page
            for page in (own, alone):
                page.evaluate("document.querySelectorAll('#subject-parts .entries > li > .quiet').forEach((more) => more.click())")
            assert own.evaluate(facts) == alone.evaluate(facts)
            assert own.evaluate(lines) == alone.evaluate(lines)


def test_a_page_drawn_alone_leads_nowhere(sample_store):
    with quanpu.open(sample_store) as db:
        pages = [db.draw(view, lang="zh") for view in sorted(VIEWS)]
        pages += [db.draw("official", "宓嘉树", lang="zh"), db.draw("compare", "云汐县市场监督管理局", lang="zh")]
    for html in pages:
        assert hrefs(html) == set()
        assert 'class="siblings"' not in html
        assert '"linked"' not in html
        assert '"page":' not in html


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("width", [390, 1280])
def test_the_index_says_what_is_here(opened, folders, lang, width):
    counts = {view: len(list(folders[lang].glob(f"{view}-*.html"))) for view in ("official", "department", "item", "law", "risk")}
    shown = opened(folders[lang] / "index.html", viewport={"width": width, "height": 900}, color_scheme="dark")
    assert shown.text(".notice") == NOTICE[lang]
    assert "2024-06-03" in shown.text("header.page")
    assert {view: shown.count(f"#{view} .entry") for view in counts} == counts
    assert [int(shown.text(f"#{view} h2 .no")) for view in counts] == list(counts.values())
    assert shown.count(".card") == len(VIEWS) + 1
    assert shown.page.evaluate("document.documentElement.scrollWidth") <= width
    shown.page.fill("#search", "zzz")
    assert shown.count(".entry:visible") == 0
    assert shown.text("#found")
    shown.page.keyboard.press("Escape")
    assert shown.count(".entry:visible") == sum(counts.values()) + len(VIEWS) + 1
    assert (shown.complaints, len(shown.requests)) == ([], 1)


def test_the_index_without_script_shows_everything(opened, folder):
    page = opened(folder / "index.html", java_script_enabled=False).page
    assert page.locator("#search:visible").count() == 0
    assert page.locator(".entry a:visible").count() == len(list(folder.iterdir())) - 1


OFFICES = ("云汐县纸鸢管理局", "松湾县风物监督局")


@pytest.fixture(scope="module")
def two_offices(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The set of two offices whose lists have the same serials, item names and officials."""
    path = tmp_path_factory.mktemp("two")
    first = write_list(path / "a.txt", item(1), item(2, "同名的行政处罚"), office=OFFICES[0])
    second = write_list(path / "b.txt", item(1), item(2, "同名的行政处罚"), item(3), office=OFFICES[1])
    with quanpu.open(path / "two.kgl") as db:
        db.load(first, second)
        db.draw_all(path / "out", lang="zh")
    return path / "out"


# the addresses and names that the details of an office's marks lead to
OF_OFFICE = """([office, view]) => {
  const own = (mark) => (mark.dataset.show ? record(mark.dataset.show, mark.dataset.row).organization === office
    : mark.closest("figure").textContent.includes(office));
  const found = {};
  document.querySelectorAll("figure [data-show], figure [data-mark]").forEach((mark) => {
    if (!own(mark)) return;
    openDetail(mark);
    document.querySelectorAll("#detail a").forEach((link) => { found[link.getAttribute("href")] = link.textContent; });
  });
  return Object.entries(found);
}"""


@pytest.mark.parametrize(("view", "kinds"), [
    ("responsibility", {"official", "item", "department"}), ("coverage", {"official", "item", "department", "risk"}),
    ("risks", {"item", "risk"}), ("law", {"law", "item"}),
])  # fmt: skip
def test_same_names_and_serials_of_two_offices_lead_apart(opened, two_offices, view, kinds):
    folder, landed = two_offices, []
    page = opened(folder / "index.html").page
    for office in OFFICES:
        goto(page, folder / f"{view}.html")
        found = page.evaluate(OF_OFFICE, [office, view])
        assert {href.split("-")[0] for href, _ in found} == kinds
        for href, name in found:
            goto(page, folder / href)
            assert heading(page) == squeezed(name)
            if not href.startswith(("law", "risk")):
                assert page.evaluate("nodes[organizationOf(page.subject)].label") == office
                landed.append(href)
    assert len(landed) == len(set(landed))


def test_what_two_pages_could_be_meant_by_is_no_link(tmp_path):
    """Twice the same serial and name in one list: no link rather than the wrong one; the index still tells both."""
    with quanpu.open(tmp_path / "twice.kgl") as db:
        db.load(write_list(tmp_path / "a.txt", item(1, "同名"), item(1, "同名", duty="1、另一项的职责。"), item(2)))
        db.draw_all(tmp_path / "out", lang="zh")
    linked = re.search(r'"linked":\{.*?"to":(\[.*?\])\}', (tmp_path / "out" / "responsibility.html").read_text(encoding="utf-8"))[1]
    assert "同名" not in linked
    assert "item-003.html" in linked
    assert {"item-001.html", "item-002.html"} <= hrefs((tmp_path / "out" / "index.html").read_text(encoding="utf-8"))


def test_hostile_names_do_nothing(opened, tmp_path):
    names = [name.encode("utf-8", "replace").decode().translate({0: None, 10: 32}) for name in HOSTILE]
    rows = [item(place, name, duty=f"依照《{EVIL}{place}办法》办理。") for place, name in enumerate(names, 1)]
    with quanpu.open(tmp_path / "evil.kgl") as db:
        assert db.load(write_list(tmp_path / "evil.txt", *rows))[0].items
        written = db.draw_all(tmp_path / "out", lang="zh")
    assert all(re.fullmatch(r"[a-z]+(-\d{1,4})?\.html", name) for name in written.sizes)
    shown = opened(tmp_path / "out" / "index.html", viewport={"width": 390, "height": 800})
    for path in sorted((tmp_path / "out").iterdir()):
        goto(shown.page, path)
        for _, href in shown.page.evaluate(GATHER):
            assert (tmp_path / "out" / href.split("#")[0]).exists()
        assert shown.count("img") == 0
        assert shown.page.evaluate("document.documentElement.scrollWidth") <= 390, path.name
    assert shown.complaints == []
    assert len(shown.requests) == 1 + len(written.sizes)


def test_hostile_names_in_the_index_stay_text(show):
    found = [Subject(f"k{place}", f"official-{place:03}.html", name, name, name, name, name, ["i"], {name: 1}, ())
             for place, name in enumerate(HOSTILE)]  # fmt: skip
    kinds = [Kind(view, 9, found) for view in ("official", "item", "law")]
    cards = [Card("network.html", EVIL, "network"), Card("risks.html", "x", "risks", EVIL)]
    html = index_page((Source(EVIL, EVIL, EVIL),), cards, kinds, dict.fromkeys(HOSTILE, 1), ["index.html"], lang="zh",
                      links=Links((Sibling("index.html", EVIL, "page"),)))  # fmt: skip
    shown = show(html, viewport={"width": 390, "height": 800})
    assert (shown.count("img"), shown.count("script"), shown.count(".entry a")) == (0, 2, 29)
    shown.page.fill("#search", EVIL)
    assert shown.count(".entry:visible") >= 3
    assert shown.page.evaluate("document.documentElement.scrollWidth") <= 390
    assert (shown.complaints, len(shown.requests)) == ([], 1)


# --- the folder ----------------------------------------------------------------------------------------


def test_the_command_writes_a_folder_and_again_replaces_only_its_own(run_cli: Run, sample_store: Path, tmp_path: Path) -> None:
    given = ("draw", "--all", "-o", tmp_path / "out", "--db", sample_store)
    found = run_cli(*given, "--lang", "en")
    assert (found.code, found.out) == (0, "")
    names = set(listing(tmp_path / "out"))
    assert {f"{view}.html" for view in VIEWS} | {"index.html", "official-001.html", "item-030.html"} <= names
    assert re.fullmatch(rf"wrote {len(names)} pages to .*out \([\d.]+ MB\); begin at .*index\.html\n", found.err)
    assert run_cli(*given, "--organization", "云汐县水利局").code == 0
    narrowed = set(listing(tmp_path / "out"))
    assert "item-008.html" in narrowed
    assert "item-009.html" not in narrowed
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out"]
    (tmp_path / "out" / "mine.txt").write_text("mine", encoding="utf-8")
    before = listing(tmp_path)
    assert (run_cli(*given).code, "such as mine.txt" in run_cli(*given).error) == (2, True)
    assert listing(tmp_path) == before


@pytest.mark.parametrize("filters", [
    ("--document", "2024-05-28"), ("--department", "水政监察大队"), ("--category", "行政许可"),
])  # fmt: skip
def test_a_narrowed_set_leads_nowhere_outside_itself(run_cli: Run, sample_store: Path, tmp_path: Path, filters: tuple[str, str]) -> None:
    assert run_cli("draw", "--all", "-o", tmp_path / "out", "--db", sample_store, *filters).code == 0
    names = set(listing(tmp_path / "out"))
    assert 10 < len(names) < 90
    for name in names:
        html = (tmp_path / "out" / name).read_text(encoding="utf-8")
        inside = set(re.findall(r'"((?:official|department|item|law|risk)-\d+\.html)"', html))
        assert {href.split("#")[0] for href in hrefs(html) | inside} <= names


@pytest.mark.parametrize(("arguments", "says"), [
    (("draw", "--all"), "--all draws every picture"), (("draw", "risks", "--all", "-o", "out"), "quanpu draw --all -o FOLDER"),
    (("draw",), "the argument VIEW is missing"), (("draw", "--all", "-o", "file.txt"), "this is no folder"),
    (("draw", "--all", "-o", "file.txt/out"), "can't be written"),
    (("draw", "--all", "-o", "out", "--organization", "无"), "unknown organization"),
])  # fmt: skip
def test_what_can_not_be_done_is_said_and_nothing_is_written(run_cli: Run, sample_store, tmp_path, arguments, says):
    (tmp_path / "file.txt").write_text("mine", encoding="utf-8")
    found = run_cli(*arguments, "--db", sample_store, cwd=tmp_path)
    assert (found.code, says in found.error) == (2, True)
    assert listing(tmp_path) == {"file.txt": b"mine"}


def test_a_picture_that_fails_does_not_lose_the_others(sample_store: Path, tmp_path: Path) -> None:
    with quanpu.open(sample_store) as db:
        answers = drawn_from(db.store, scope=Scope(), lang="en")

        def ask(name: str, **given: Any) -> Any:
            if name == "G1":
                raise DataError("<b>the figures don't add up</b>")
            return answers(name, **given)

        current = [document for document in db.store.documents() if document.current]
        written = draw_all(Request(db.store, current, ask, "en"), tmp_path / "out")
    assert [(picture.view, picture.href) for picture in written.failed] == [("coverage", "coverage.html")]
    html = (tmp_path / "out" / "index.html").read_text(encoding="utf-8")
    assert "&lt;b&gt;the figures" in html
    assert "Not drawn: &lt;b&gt;the figures" in (tmp_path / "out" / "coverage.html").read_text(encoding="utf-8")


def test_an_error_on_the_way_leaves_the_earlier_set(sample_store: Path, tmp_path: Path) -> None:
    with quanpu.open(sample_store) as db:
        db.draw_all(tmp_path / "out")
        before = listing(tmp_path)

        def stop(kind: str) -> None:
            if kind == "risk":
                raise UsageError("enough")

        with pytest.raises(UsageError, match="enough"):
            db.draw_all(tmp_path / "out", lang="en", progress=stop)
    assert listing(tmp_path) == before


def test_of_very_many_subjects_the_busiest_have_pages_and_the_index_says_so(
    sample_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run_cli: Callable[..., Result]
) -> None:
    monkeypatch.setattr("viz.album.MOST_SUBJECTS", 3)
    done = run_cli("--db", sample_store, "draw", "--all", "-o", tmp_path / "out", "--lang", "en")
    assert done.code == 0
    assert "note: 16 subjects of official have no page of their own" in done.err
    assert "note: 27 subjects of item have no page of their own" in done.err
    names = set(listing(tmp_path / "out"))
    assert len(names) == 5 * 3 + len(VIEWS) + 2
    html = (tmp_path / "out" / "index.html").read_text(encoding="utf-8")
    assert "Of 19, the 3 that stand on most items have a page" in html
    assert "Of 30 items, the first 3" in html
    assert {"宓嘉树", "濮阳霁", "郗怀瑾"} == set(re.findall(r'<a href="official-\d+.html"><bdi>(.+?)</bdi>', html))
    for name in names:
        html = (tmp_path / "out" / name).read_text(encoding="utf-8")
        assert {href.split("#")[0] for href in hrefs(html) | set(re.findall(r'"([a-z]+-\d+\.html)"', html))} <= names


def test_a_graph_read_once_and_one_read_for_each_page_give_the_same_bytes(
    sample_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with quanpu.open(sample_store) as db:
        db.draw_all(tmp_path / "once")
        monkeypatch.setattr("viz.album.MOST_SHARED", 0)
        db.draw_all(tmp_path / "each")
    assert listing(tmp_path / "once") == listing(tmp_path / "each")
