"""Answers as self-contained pages: one file that asks nobody for anything and runs no script but its own."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from types import SimpleNamespace

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from graph.files import write_text
from graph.table import NOTICE, SMALL_N, SMALL_N_NOTE, Lang, Source, Table
from viz.charts import NARROW, WIDE, bars_svg
from viz.datatable import data_table, page_data
from viz.grids import Grid
from viz.matrix import MatrixChart, roles_said
from viz.panels import Panel, panels
from viz.svg import element, printable, role_mark
from viz.theme import theme_css
from viz.words import IN_SCRIPT, ROLE_ORDER, words

_STYLES = ("page.css", "charts.css", "data.css", "print.css")
_SCRIPTS = ("core.js", "detail.js", "grid.js", "search.js", "tables.js", "save.js")


@dataclass(frozen=True, slots=True)
class _View:
    """A panel with its drawings, as the template wants it."""

    panel: Panel
    heading: str
    sources: str
    bars: tuple[Markup, Markup]
    charts: tuple[MatrixChart, ...]
    facts: tuple[str, ...]

    @property
    def small(self) -> bool:
        return bool(self.panel.bars) and self.panel.n < SMALL_N


def responsibility_page(coverage: Table, matrix: Table, *, lang: Lang) -> str:
    """One HTML page on who is named on which items, from the answers to C1 and to its matrix, one panel per organization.

    Raises `DataError` when the coverage answer's denominator lacks an organization, `UsageError` when it compares versions.
    """
    said = words(lang)
    drawn = panels(coverage, matrix)
    title = _title(coverage.documents, said)
    script = {"title": title, "notice": NOTICE[lang], "words": {key: said[key] for key in IN_SCRIPT},
              "totals": {panel.organization: panel.total for panel in drawn}, "alone": len(drawn) == 1,
              "said": _said(drawn, said), "parts": {bar.row: bar.serials for panel in drawn for bar in panel.bars},
              "units": {bar.row: bar.departments for panel in drawn for bar in panel.bars}}  # fmt: skip
    return _render(
        "responsibility.html", lang=lang, t=SimpleNamespace(**said), title=title, notice=NOTICE[lang], small_n_note=SMALL_N_NOTE[lang],
        question=coverage.question.get(lang, ""), documents=coverage.documents, views=_views(drawn, said),
        legend=_legend(drawn, said), footer=replace(coverage, lang=lang).footer()[:-1],
        tables=[data_table("coverage", coverage, said, lang), data_table("matrix", matrix, said, lang)],
        data=page_data({"coverage": coverage, "matrix": matrix}, **script),
    )  # fmt: skip


def write_page(html: str, path: Path) -> None:
    """Write the page as UTF-8 with its newlines as they are, whole or not at all. Raises `UsageError` when it can't be written there."""
    write_text(path, html)


def _render(name: str, **values: object) -> str:
    style, script = _ours(theme_css(), *map(_asset, _STYLES)), _ours(*map(_asset, _SCRIPTS))
    policy = (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; img-src data:; base-uri 'none'; form-action 'none'"
    )
    page = _environment().get_template(name).render(style=style, script=script, policy=policy, **values)
    return printable(page)


@lru_cache(maxsize=1)
def _environment() -> Environment:
    return Environment(loader=PackageLoader("viz"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)


def _asset(name: str) -> str:
    text, _, _ = PackageLoader("viz").get_source(_environment(), name)
    return text.replace("\r\n", "\n")  # as the browser reads it before it computes the hash


def _ours(*parts: str) -> Markup:
    return Markup("\n".join(parts))  # noqa: S704 - files of this package, which no data reaches


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")


def _title(documents: Iterable[Source], said: dict[str, str]) -> str:
    names = [source.name for source in documents]
    if len(names) == 1:
        return names[0]
    return said["many_lists"].format(n=len(names)) if names else said["no_list"]


def _dated(source: Source, said: dict[str, str]) -> str:
    return f"{source.name} ({source.form_date or said['undated']})"


def _views(drawn: list[Panel], said: dict[str, str]) -> list[_View]:
    views, number = [], 0
    for panel in drawn:
        charts = tuple(MatrixChart(grid, number + place, said) for place, grid in enumerate(panel.grids))
        number += len(charts)
        bars = bars_svg(panel, said, layout=WIDE), bars_svg(panel, said, layout=NARROW)
        heading = panel.organization if len(drawn) > 1 else ""
        sources = said["join"].join(_dated(source, said) for source in panel.sources)
        views.append(_View(panel, heading, sources, bars, charts, tuple(_facts(panel, grid, said) for grid in panel.grids)))
    return views


def _said(drawn: list[Panel], said: dict[str, str]) -> dict[int, str]:
    grids = (grid for panel in drawn for grid in panel.grids)
    return {cell.row: roles_said(cell.bands, said) for grid in grids for cell in grid.cells}


def _facts(panel: Panel, grid: Grid, said: dict[str, str]) -> str:
    sentences = [said["grouped"].format(items=grid.items, groups=len(grid.blocks))]
    if len(panel.grids) == 1 and panel.total > grid.items:
        sentences.append(said["unnamed"].format(n=panel.total - grid.items))
    if grid.doubled:
        sentences.append(said["twice_count"].format(n=grid.doubled))
    return said["space"].join(sentences)


def _legend(drawn: list[Panel], said: dict[str, str]) -> list[tuple[Markup, str, str]]:
    """(swatch, letter, words) for each part that occurs, then for a cell of two parts if there is one."""
    grids = [grid for panel in drawn for grid in panel.grids]
    bands = [cell.bands for grid in grids for cell in grid.cells]
    occurring = {role for roles in bands for role in roles}
    entries = [(_swatch(role), said[f"letter_{role}"], said[role]) for role in ROLE_ORDER if role in occurring]
    double = next((roles for roles in bands if len(roles) > 1), None)
    return [*entries, (_swatch(*double[:2]), "", said["twice"])] if double else entries


def _swatch(*roles: str) -> Markup:
    height = (30 - 3 * (len(roles) - 1)) / len(roles)
    pieces = (role_mark(role, 0, index * (height + 3), 9, height) for index, role in enumerate(roles))
    return element("svg", *pieces, class_="swatch", viewBox="0 0 9 30", width=6, height=20, aria_hidden="true")
