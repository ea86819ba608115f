"""Pages of links in a real browser: size, time to write, time until ready, frames while panning, the longest task."""

from __future__ import annotations

import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from bench.__main__ import median_ms, source
from bench.made_up import Size, made_up
from graph.network import listed_items, listed_network
from graph.stores.embedded import EmbeddedStore
from graph.table import Source
from loaders.library import Library
from loaders.pipeline import documents_in, load
from quanpu import Database
from viz.network.pages import network_page
from viz.pages import write_page

SIZES = {
    150: Size(items=87, risks=20, measures=20, laws=10),
    500: Size(offices=4, items=87, groups=5, risks=50, measures=40, laws=20),
    5000: Size(offices=40, items=75, groups=5, risks=800, measures=700, laws=60),
}
TARGETS = {150: (1.0, None, None, None), 500: (1.0, 1.0, 55, 100), 5000: (2.0, 2.0, 40, 200)}
# long tasks are counted from the start; panning is by mouse moves, one per frame
WATCH = """window.tasks = [];
new PerformanceObserver((list) => list.getEntries().forEach((entry) => tasks.push(entry.duration)))
  .observe({ type: 'longtask', buffered: true });"""
PAN = """() => new Promise((done) => {
    const canvas = document.querySelector('#stage canvas'), box = canvas.getBoundingClientRect(), times = [];
    const send = (type, x, y) => canvas.dispatchEvent(new PointerEvent(type, {
        bubbles: true, pointerId: 1, pointerType: 'mouse', isPrimary: true, button: 0, buttons: 1, clientX: box.x + x,
        clientY: box.y + y }));
    send('pointerdown', 300, 300);
    const from = network.getViewPosition();
    const step = (now) => {
        times.push(now);
        send('pointermove', 300 + 150 * Math.sin(times.length / 12), 300 + 60 * Math.cos(times.length / 12));
        if (times.length < 121) return requestAnimationFrame(step);
        send('pointerup', 300, 300);
        const to = network.getViewPosition();
        return done({ fps: 120000 / (times.at(-1) - times[0]), moved: Math.hypot(to.x - from.x, to.y - from.y) });
    };
    requestAnimationFrame(step);
})"""


def measure(browser: Any, path: Path) -> dict[str, float]:
    """Open the page afresh; ready is the first drawing, tasks are those until everything is open and panned."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.add_init_script(WATCH)
    page.goto(path.as_uri())
    page.wait_for_selector("html[data-ready]", state="attached")
    found = {"ready": float(page.evaluate("Number(document.documentElement.dataset.ready) / 1000"))}
    page.wait_for_timeout(300)
    found["start task"] = page.evaluate("Math.max(0, ...tasks)")
    found["fps"] = page.evaluate(PAN)["fps"]
    page.evaluate("tasks.length = 0")
    page.click("[data-act=open]")
    page.wait_for_timeout(500)
    found["shown"] = page.evaluate("shown.nodes.length")
    found["open task"] = page.evaluate("Math.max(0, ...tasks)")
    panned = page.evaluate(PAN)
    found["open fps"], found["moved"] = panned["fps"], panned["moved"]
    page.close()
    return found


def report(browser: Any, folder: Path) -> None:
    """One line per size, medians of three; targets in brackets."""
    for size, shape in SIZES.items():
        graph = made_up(shape)
        nodes = sum(data["label"] != "Passage" for _, data in graph.nodes(data=True))
        start = time.perf_counter()
        html = network_page(graph, (Source("虚构清单", "2031-05-14", ""),) * shape.offices, lang="zh")
        made = time.perf_counter() - start
        path = folder / f"{size}.html"
        write_page(html, path)
        runs = [measure(browser, path) for _ in range(3)]
        found = {name: statistics.median(run[name] for run in runs) for name in runs[0]}
        megabytes, ready, fps, task = TARGETS[size]
        print(f"{nodes} nodes, {graph.number_of_edges()} edges: {path.stat().st_size / 1e6:.2f} MB ({megabytes}), made in {made:.2f} s")
        print(f"  at first: ready {found['ready']:.2f} s ({ready}), panning {found['fps']:.0f} fps ({fps})", end=", ")
        print(f"longest task {found['start task']:.0f} ms ({task})")
        print(
            f"  all open: {found['shown']:.0f} nodes, panning {found['open fps']:.0f} fps, longest task {found['open task']:.0f} ms",
            flush=True,
        )


def real(folder: Path) -> None:
    """The list to measure on: collecting, and the whole page with its file."""
    path = source()
    address = str(folder / "store.kgl")
    with EmbeddedStore(address, must_exist=False) as store:
        list(load(store, Library(folder / "work"), documents_in([path])))
    with Database(address) as database:
        documents = [document.id for document in database.store.documents()]
        collected = median_ms(lambda: listed_network(database.store, listed_items(database.store, documents)))
        written = median_ms(lambda: write_page(database.draw("network"), folder / "network.html"))
    size = (folder / "network.html").stat().st_size / 1e6
    name = path.name if "samples" in str(path) else "the real list"
    print(f"{name}: collected in {collected:.0f} ms, page of {size:.2f} MB written in {written:.0f} ms (1000)", flush=True)


def main() -> None:
    """Print every figure."""
    from playwright.sync_api import sync_playwright

    program = next((found for name in ("chromium", "google-chrome") if (found := shutil.which(name))), None)
    if program is None:
        sys.exit("no chromium on the PATH")
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        real(Path(name))
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        report(browser, Path(name))
        browser.close()


if __name__ == "__main__":
    main()
