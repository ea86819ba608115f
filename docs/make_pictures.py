"""Takes the pictures of docs/images from the samples, in a real browser: `make pictures`."""

from __future__ import annotations

import shutil
import sys
import tempfile
from io import BytesIO
from pathlib import Path

import quanpu
from viz.pages import write_page

SAMPLES = Path(__file__).parent.parent / "samples"
IMAGES = Path(__file__).parent / "images"
OFFICE, OFFICIAL = "云汐县市场监督管理局", "濮阳霁"
# file: view, subject, what is taken of the page
PICTURES = {
    "lines": ("responsibility", None, "#lines figure >> nth=1"), "concentration": ("responsibility", None, "#shares figure >> nth=1"),
    "risks": ("risks", None, "#frequency figure >> nth=1"), "risk-profiles": ("risks", None, "#profile figure >> nth=1"),
    "risk-sets": ("risks", None, "#sets figure >> nth=1"), "risk-stages": ("risks", None, "#stage figure >> nth=1"),
    "gaps": ("coverage", None, "#gaps figure >> nth=1"), "gaps-by-department": ("coverage", None, "#units figure >> nth=1"),
    "laws": ("law", None, "#map figure >> nth=1"), "offices": ("compare", None, "#peers figure >> nth=0"),
    "office-risks": ("compare", None, "#mix figure >> nth=0"), "versions": ("compare", OFFICE, "#changed_items figure >> nth=0"),
    "network": ("network", None, "#stage"), "official": ("official", OFFICIAL, "#ego-chart"),
}  # fmt: skip
LINKED = ("network", "official")  # drawn by script, which says when it is done
LARGEST = 150_000  # bytes


def main() -> None:
    """Draw every view of the samples and keep its charts as small PNGs."""
    from playwright.sync_api import sync_playwright

    program = next((found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None)
    if program is None:
        sys.exit("error: no browser: chromium is not on the PATH. Install it.")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_context(viewport={"width": 1144, "height": 900}, offline=True).new_page()
        with quanpu.open(Path(folder) / "samples.kgl") as database:
            database.load(SAMPLES)
            for name, (view, subject, part) in PICTURES.items():
                path = Path(folder) / f"{view}.html"
                write_page(database.draw(view, subject, lang="zh"), path)
                page.goto(path.as_uri())
                if view in LINKED:
                    page.wait_for_selector("html[data-ready]")
                _keep(IMAGES / f"{name}.png", page.locator(part).screenshot())
        browser.close()


def _keep(path: Path, picture: bytes) -> None:
    """Write the picture in few colours: charts have no more."""
    from PIL import Image

    Image.open(BytesIO(picture)).convert("RGB").quantize(64).save(path, optimize=True)
    size = path.stat().st_size
    if size > LARGEST:
        sys.exit(f"error: {path.name}: {size} bytes, more than {LARGEST}. Take a smaller part of the page.")
    print(f"{path.name} {size // 1024} KB")


if __name__ == "__main__":
    main()
