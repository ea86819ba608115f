"""Takes the pictures of docs/images from the samples, in a real browser: `make pictures`."""

from __future__ import annotations

import shutil
import sys
import tempfile
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import quanpu
from queries.scope import Scope
from viz.pages import write_page

SAMPLES = Path(__file__).parent.parent / "samples"
IMAGES = Path(__file__).parent / "images"
OFFICE, OFFICIAL, DEPARTMENT = "云汐县市场监督管理局", "濮阳霁", "综合行政执法大队"
ITEM, LAW, RISK = "网店经营者未在首页显著位置公示《营业执照》信息的行政处罚", "行政处罚法", "BRIBE"
NARROW, WIDE = 904, 1144  # pixels of the window: the page's text is 64 narrower, and below 900 charts are drawn for a telephone
LARGEST = 200_000  # bytes
_WIDEST = 1400  # pixels
_EDGE = 10  # pixels round a picture


@dataclass(frozen=True, slots=True)
class Picture:
    """What is drawn, of one office where `office` says so, and the part of the page that is kept, down to the end of `until`."""

    view: str
    part: str
    subject: str | None = None
    office: bool = False
    window: int = NARROW
    until: str = ""

    @property
    def linked(self) -> bool:
        """Whether it is drawn by a script, which says when it is done."""
        return self.part in ("#stage", "#ego-chart")


PICTURES = {
    "bars": Picture("responsibility", "#bars figure >> nth=1"), "matrix": Picture("responsibility", "#grids figure >> nth=1"),
    "responsibility": Picture("responsibility", "#bars", office=True, until="#grids .scroller >> nth=0"),
    "lines": Picture("responsibility", "#lines figure >> nth=1"), "concentration": Picture("responsibility", "#shares figure >> nth=1"),
    "risks": Picture("risks", "#frequency figure >> nth=2"), "risk-profiles": Picture("risks", "#profile figure >> nth=1"),
    "risk-sets": Picture("risks", "#sets figure >> nth=0"), "risk-stages": Picture("risks", "#stage figure >> nth=2", window=WIDE),
    "gaps": Picture("coverage", "#gaps figure >> nth=0"), "gaps-by-department": Picture("coverage", "#units figure >> nth=0"),
    "gaps-by-official": Picture("coverage", "#people figure >> nth=0"),
    "law-bars": Picture("law", "#laws figure >> nth=2"), "laws": Picture("law", "#map figure >> nth=1"),
    "offices": Picture("compare", "#peers figure >> nth=0"), "office-risks": Picture("compare", "#mix figure >> nth=0", window=WIDE),
    "changes": Picture("compare", "#changes figure >> nth=0", OFFICE),
    "versions": Picture("compare", "#changed_items figure >> nth=0", OFFICE),
    "network": Picture("network", "#stage", office=True),
    "official": Picture("official", "#ego-chart", OFFICIAL, office=True, window=WIDE),
    "department": Picture("department", "#ego-chart", DEPARTMENT, office=True, window=WIDE),
    "item": Picture("item", "#ego-chart", ITEM, office=True, window=WIDE),
    "law": Picture("law", "#ego-chart", LAW, office=True, window=WIDE),
    "risk": Picture("risk", "#ego-chart", RISK, office=True, window=WIDE),
}  # fmt: skip


def main() -> None:
    """Draw every view of the samples and keep its charts as small PNGs."""
    from playwright.sync_api import sync_playwright

    program = next((found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None)
    if program is None:
        sys.exit("error: no browser: chromium is not on the PATH. Install it.")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_context(device_scale_factor=2, offline=True).new_page()
        with quanpu.open(Path(folder) / "samples.kgl") as database:
            database.load(SAMPLES)
            for name, picture in PICTURES.items():
                _keep(IMAGES / f"{name}.png", _taken(picture, database, page, Path(folder) / "page.html"))
        browser.close()


def _taken(picture: Picture, database: quanpu.Database, page: Any, path: Path) -> bytes:
    """The picture as PNG: the page is written to `path` and opened."""
    scope = Scope(organization=OFFICE) if picture.office else None
    write_page(database.draw(picture.view, picture.subject, lang="zh", scope=scope), path)
    page.set_viewport_size({"width": picture.window, "height": 900})
    page.goto(path.as_uri())
    if picture.linked:
        page.wait_for_selector("html[data-ready]")
    page.locator(".after, .groups").evaluate_all("every => every.forEach((each) => each.remove())")
    first, last = (page.locator(part).bounding_box() for part in (picture.part, picture.until or picture.part))
    high, edge = last["y"] + last["height"] - first["y"], 0 if picture.linked else _EDGE
    clip = {"x": first["x"] - edge, "y": first["y"] - edge, "width": first["width"] + 2 * edge, "height": high + 2 * edge}
    return bytes(page.screenshot(full_page=True, clip=clip))


def _keep(path: Path, picture: bytes) -> None:
    """Write the picture in few colours, charts have no more, and no wider than a page of Markdown shows sharply."""
    from PIL import Image

    image = Image.open(BytesIO(picture)).convert("RGB")
    image.thumbnail((_WIDEST, 10 * _WIDEST))
    image.quantize(64, kmeans=2).save(path, optimize=True)
    size = path.stat().st_size
    if size > LARGEST:
        sys.exit(f"error: {path.name}: {size} bytes, more than {LARGEST}. Take a smaller part of the page.")
    print(f"{path.name} {size // 1024} KB")


if __name__ == "__main__":
    main()
