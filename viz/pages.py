"""Answers as self-contained pages: one file that asks nobody for anything and runs no script but its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from markupsafe import Markup

from graph.files import write_text
from graph.table import NOTICE, SMALL_N, SMALL_N_NOTE, Lang, Table
from viz.assembly import dated, page_title, render, saved_as
from viz.charts import Drawn, bars_drawn
from viz.datatable import data_table, page_data
from viz.grids import Grid
from viz.lines import chain_rows, concentration_section, line_section, official_leads
from viz.linked import ALONE, Links, linked_data, named_in
from viz.marks import MarkBook
from viz.matrix import Look, MatrixChart, roles_said
from viz.offices import offices
from viz.panels import Panel, panels
from viz.sections import SCRIPTS, STYLES, serial_text
from viz.svg import element, role_mark
from viz.words import IN_SCRIPT, ROLE_ORDER, words


@dataclass(frozen=True, slots=True)
class _View:
    """A panel with its drawings, as the template wants it."""

    panel: Panel
    heading: str
    sources: str
    bars: Drawn
    charts: tuple[MatrixChart, ...]
    facts: tuple[str, ...]

    @property
    def small(self) -> bool:
        return bool(self.panel.bars) and self.panel.n < SMALL_N


def responsibility_page(
    coverage: Table, matrix: Table, *, chains: Table | None = None, indices: Table | None = None, lang: Lang, links: Links = ALONE
) -> str:
    """One HTML page on who is named on which items, from the answers to C1 and to its matrix, one panel per organization.

    With the answers to S6 (with evidence) and C3 it draws lines of responsibility and figures of concentration too.

    Raises `DataError` when the coverage answer's denominator lacks an organization, `UsageError` when it compares versions.
    """
    said = words(lang)
    drawn = panels(coverage, matrix)
    title = page_title(coverage.documents, said, many="many_lists", none="no_list")
    book, found = MarkBook(links), offices(coverage, matrix)
    _point(drawn, book)
    sections = ([line_section(chains, found, said, book)] if chains else []) + (
        [concentration_section(indices, found, said, book, lang)] if indices else [])  # fmt: skip
    sections = [replace(each, number=place) for place, each in enumerate(sections, 3)]
    leads = {_named(panel, official, drawn): book.leads(*official_leads(panel.organization, official, said))
             for panel in drawn for official in _officials(panel)}  # fmt: skip
    tables = {"coverage": coverage, "matrix": matrix} | ({"chains": chain_rows(chains)} if chains else {}) | (
        {"indices": indices} if indices else {})  # fmt: skip
    units = {bar.row: bar.departments for panel in drawn for bar in panel.bars}
    script = {"title": title, "notice": NOTICE[lang], **saved_as(coverage.documents, said), **book.data(),
              "words": {key: said[key] for key in IN_SCRIPT},
              "totals": {panel.organization: panel.total for panel in drawn}, "alone": len(drawn) == 1, "leads": leads,
              "said": _said(drawn, said), "alike": _alike(drawn, said),
              "parts": {bar.row: bar.serials for panel in drawn for bar in panel.bars},
              "units": units, **_linked(book, coverage, matrix, drawn, units)}  # fmt: skip
    return render(
        "responsibility.html", links=links, styles=STYLES, scripts=SCRIPTS, lang=lang, t=said, title=title, notice=NOTICE[lang],
        small_n_note=SMALL_N_NOTE[lang],
        serials=lambda group: serial_text(group.every_serial, said),
        site="site", search="search", search_hint="search_hint", sections=sections,
        tables_number=len(sections) + 3,
        contents=[("bars", said["bars_title"]), ("grids", said["matrix_title"]), *((each.id, each.title) for each in sections),
                  ("tables", said["tables_title"])],
        question=coverage.question.get(lang, ""), documents=coverage.documents, views=_views(drawn, said),
        legend=_legend(drawn, said), footer=replace(coverage, lang=lang).footer()[:-1],
        tables=[data_table(name, table, said, lang, links) for name, table in tables.items()], data=page_data(tables, **script),
    )  # fmt: skip


def _linked(
    book: MarkBook, coverage: Table, matrix: Table, drawn: list[Panel], units: Mapping[int, tuple[str, ...]]
) -> dict[str, Any]:  # fmt: skip
    """The pages of those whom bars, cells and marks name."""
    office = drawn[0].organization if len(drawn) == 1 else ""
    bars = [named_in(row | {"departments": units.get(place, ())}, office) for place, row in enumerate(coverage.rows)]
    cells = [named_in(row, office) for row in matrix.rows]
    return linked_data(book.links, marks=[mark.named for mark in book.marks], coverage=bars, matrix=cells)


def write_page(html: str, path: Path) -> None:
    """Write the page as UTF-8 with its newlines as they are, whole or not at all. Raises `UsageError` when it can't be written there."""
    write_text(path, html)


def _views(drawn: list[Panel], said: dict[str, str]) -> list[_View]:
    views, number = [], 0
    for panel in drawn:
        charts = tuple(MatrixChart(grid, number + place, said, Look(narrowest=30) if grid.alike else Look())
                       for place, grid in enumerate(panel.grids))  # fmt: skip
        number += len(charts)
        bars = bars_drawn(panel, said)
        heading = panel.organization if len(drawn) > 1 else ""
        sources = said["join"].join(dated(source, said) for source in panel.sources)
        views.append(_View(panel, heading, sources, bars, charts, tuple(_facts(panel, grid, said) for grid in panel.grids)))
    return views


def _point(drawn: list[Panel], book: MarkBook) -> None:
    """Let marks lead to the bar of each official and to the first of their cells."""
    for panel in drawn:
        for bar in panel.bars:
            book.point(f"bar {panel.organization} {bar.official}", f"[data-show=coverage][data-row='{bar.row}']")
        for grid in panel.grids:
            for cell in grid.cells:
                official = grid.officials[cell.official][0]
                book.point(f"cell {panel.organization} {official}", f"[data-show=matrix][data-row='{cell.row}']")


def _officials(panel: Panel) -> Iterable[str]:
    """Each once, in a fixed order."""
    named = [name for grid in panel.grids for name, _, _ in grid.officials]
    return dict.fromkeys([bar.official for bar in panel.bars] + named)


def _named(panel: Panel, official: str, drawn: list[Panel]) -> str:
    return official if len(drawn) == 1 else f"{panel.organization}\n{official}"


def _said(drawn: list[Panel], said: dict[str, str]) -> dict[int, str]:
    grids = (grid for panel in drawn for grid in panel.grids)
    return {cell.row: roles_said(cell.bands, said) for grid in grids for cell in grid.cells}


def _alike(drawn: list[Panel], said: dict[str, str]) -> dict[int, str]:
    """Where a column stands for several items: which they are, by the row of a cell."""
    blocks = [block for panel in drawn for grid in panel.grids if grid.alike for block in grid.blocks]
    text = {block: said["group_of"].format(n=block.count, serials=serial_text(block.every_serial, said)) for block in blocks}
    return {cell.row: text[block] for block in blocks for cell in block.items[0].cells}


def _facts(panel: Panel, grid: Grid, said: dict[str, str]) -> str:
    sentences = [said["grouped"].format(items=grid.items, groups=grid.groups)]
    if grid.alike:
        sentences.append(said["alike_named"])
    if grid.others:
        sentences.append(said["alike_largest"].format(n=len(grid.blocks), all=grid.groups, items=sum(grid.others)))
    if len(panel.grids) == 1 and panel.total > grid.items:
        sentences.append(said["unnamed"].format(n=panel.total - grid.items))
    if grid.doubled:
        sentences.append(said["twice_count"].format(n=grid.doubled))
    return said["space"].join(sentences)


def _legend(drawn: list[Panel], said: dict[str, str]) -> list[tuple[Markup, str, str, str]]:
    """(swatch, letter, words, kind) for each part that occurs, then without kind for a cell of two parts if there is one."""
    grids = [grid for panel in drawn for grid in panel.grids]
    bands = [cell.bands for grid in grids for cell in grid.cells]
    occurring = {role for roles in bands for role in roles}
    entries = [(_swatch(role), said[f"letter_{role}"], said[role], role) for role in ROLE_ORDER if role in occurring]
    double = next((roles for roles in bands if len(roles) > 1), None)
    return [*entries, (_swatch(*double[:2]), "", said["twice"], "")] if double else entries


def _swatch(*roles: str) -> Markup:
    height = (30 - 3 * (len(roles) - 1)) / len(roles)
    pieces = (role_mark(role, 0, index * (height + 3), 9, height) for index, role in enumerate(roles))
    return element("svg", *pieces, class_="swatch", viewBox="0 0 9 30", width=6, height=20, aria_hidden="true")
