"""A browser for pages, offline, that writes down what a page asks for and complains of."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NoReturn

import pytest

from viz.pages import write_page

CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--disable-default-apps", "--no-first-run", "--disable-dev-shm-usage",
)  # fmt: skip


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """A headless Chromium of this machine; without one the test skips by name, in CI it fails."""
    program = next((found for name in CHROMIUM if (found := shutil.which(name))), None)
    if program is None:
        _missing(f"no browser: none of {', '.join(CHROMIUM)} is on the PATH")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        _missing("no browser driver: playwright is not installed")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=program, args=list(FLAGS))
        yield running
        running.close()


@pytest.fixture
def show(browser: Any, tmp_path: Path) -> Iterator[Callable[..., Shown]]:
    """Open a page, offline, from a file, and wait until its scripts have run or not; options are those of a browser context."""
    contexts: list[Any] = []

    def opened(html: str, *, started: bool = True, **options: Any) -> Shown:
        path = tmp_path / f"page-{len(contexts)}.html"
        write_page(html, path)
        contexts.append(browser.new_context(offline=True, **options))
        shown = Shown(contexts[-1].new_page())
        shown.page.goto(path.as_uri())
        if started:
            shown.page.wait_for_selector("script[type='text/plain']", state="detached")
        return shown

    yield opened
    for context in contexts:
        context.close()


class Shown:
    """A page in the browser, and everything it asked for or complained about."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.requests: list[str] = []
        self.complaints: list[str] = []
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("console", lambda message: self.complaints.append(message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("dialog", self._dismiss)

    def _dismiss(self, dialog: Any) -> None:
        self.complaints.append("dialog")
        dialog.dismiss()

    def count(self, selector: str) -> int:
        return int(self.page.locator(selector).count())

    def text(self, selector: str) -> str:
        return str(self.page.locator(selector).first.inner_text())


def _missing(what: str) -> NoReturn:
    if os.environ.get("CI") == "true":
        pytest.fail(what)
    pytest.skip(what)
