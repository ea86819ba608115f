"""The page of risks: types by frequency, items with the same risks, sets that recur, stages by types."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from markupsafe import Markup

from graph.table import Column, Lang, Table
from viz.grids import listed
from viz.item_grid import Grids, Line, Shape, grid_figures
from viz.linked import ALONE, Links, named_in
from viz.marks import Mark, MarkBook, places, quotes, serials_of
from viz.offices import Row, offices
from viz.risk_charts import Kinds, RiskAnswers, RiskCharts, kinds_of
from viz.sections import Entry, chart_page, sample, section, serial_text, swatch
from viz.svg import block
from viz.words import words
from viz.words_stages import stage_name

GROUP = Column("group", "组", "Group")
TYPES = Column("risk_types", "风险类型", "Risk types", "list")


def risks_page(answers: RiskAnswers, *, lang: Lang, links: Links = ALONE) -> str:
    """One HTML page on what the lists say may go wrong, one figure per organization and question.

    Raises `DataError` when R1's denominator lacks an organization, `UsageError` when it compares versions.
    """
    said, book, kinds = words(lang), MarkBook(links), kinds_of(answers.cells)
    drawn = [RiskCharts(office, answers, kinds, said, book, lang) for office in offices(answers.frequency, answers.cells)]
    frequency = [charts.frequency() for charts in drawn]
    grids = [_profiles(charts, number * 10) for number, charts in enumerate(drawn)]
    families = family_legend(kinds, said)
    sections = (
        section("frequency", said, frequency, legend=(*pair_legend(said), *families), table="frequency"),
        section("profile", said, (figure for grid in grids for figure in grid.figures), table="profiles", keys=True,
                legend=(*_certainty_legend(answers.cells, said), *families)),
        section("sets", said, (charts.sets(number) for number, charts in enumerate(drawn)), table="sets", keys=True,
                legend=pair_legend(said)),
        section("stage", said, (charts.stages(number) for number, charts in enumerate(drawn)), table="stages", keys=True,
                legend=(*heat_legend(said), *families)),
    )  # fmt: skip
    tables = {"frequency": named(answers.frequency, kinds), "profiles": _profile_table(answers.cells, grids),
              "sets": named(answers.sets, kinds), "stages": _with_stages(named(answers.stages, kinds), lang)}  # fmt: skip
    return chart_page("risks", answers.frequency, sections, tables, book, lang=lang)


def pair_legend(said: dict[str, str]) -> list[Entry]:
    """Blue for items, amber for templates."""
    return [Entry(swatch(kind), said[name], kind) for kind, name in (("first", "items_n"), ("second", "templates_n"))]


def heat_legend(said: dict[str, str]) -> list[Entry]:
    """The five steps of the shares of all items."""
    return [Entry(swatch("heat1", "heat2", "heat3", "heat4", "heat5"), said["heat_key"].format(low="0%", high="100%"))]


def family_legend(kinds: Kinds, said: dict[str, str]) -> list[Entry]:
    """A button per family of types."""
    families = [Entry(Markup(""), family, f"family{place}") for place, family in enumerate(dict.fromkeys(kinds.family.values()))]
    return [Entry(Markup(""), said["shown"]), *families] if families else []


def _certainty_legend(cells: Table, said: dict[str, str]) -> list[Entry]:
    occurring = [name for name in ("stated", "suggested") if any(row["certainty"] == name for row in cells.rows)]
    return [Entry(sample(risk_mark(name, 0, 0, 12, 16)), said[name], name) for name in occurring]


def risk_mark(band: str, x: float, y: float, width: float, height: float) -> Markup:
    """A type by a rule fills the cell; one that is only suggested is slim and grey."""
    if band == "suggested":
        return block("rest", x + width * 0.3, y, width * 0.4, height, data_kind=band)
    return block("first", x, y, width, height, data_kind=band)


def _profiles(charts: RiskCharts, number: int) -> Grids:
    counts = {str(row["risk_type"]): row for row in charts.office.rows(charts.answers.frequency)}
    codes = dict.fromkeys([*charts.types, *(str(row["risk_type"]) for row in charts.cells)])
    lines = [Line(code, charts.kinds.name(code), _note(counts.get(code)), charts.kinds.kind(code)) for code in codes]
    shape = Shape(
        lambda row: (str(row["certainty"]),), lambda line, rows: _describe(charts, line, rows), risk_mark, "risk_type", "profile_grid"
    )
    drawn = grid_figures(charts.office, charts.cells, lines, shape, charts.book, charts.said, number)
    return drawn if drawn.figures else replace(drawn, figures=(charts.blank,))


def _note(row: Row | None) -> str:
    return f"{row['items']} · {row['templates']}" if row else ""


def _describe(charts: RiskCharts, line: Line, rows: Sequence[Row]) -> Mark:
    said, first = charts.said, rows[0]
    alone = len(rows) == 1
    item = f"{said['item_serial'].format(serial=first['item_serial'])}  {first['item']}" if alone else ""
    serials = serials_of(rows)
    stages = said["join"].join(stage_name(str(stage), charts.lang) for stage in listed(first["stages"]))
    fields = (
        (said["item"], item, "broad"), (said["item_serials"], "" if alone else serial_text(serials, said), "broad"),
        (said["certainty"], said[str(first["certainty"])], ""), (said["family"], str(first["family"]), ""),
        (said["stages"], stages, ""), (said["quote"], quotes(rows), "quoted"),
        (said["place"], places(first, said) if alone else "", "placed"), (said["document"], str(first["document"]), ""),
    )  # fmt: skip
    tip = item or said["group_items"].format(serials=serial_text(serials, said), n=len(rows))
    names = (line.key, *(str(row["item"]) for row in rows[:50]))
    named = named_in(first if alone else {"risk_type": line.key}, charts.office.name)
    leads = ((said["frequency_title"], f"type {charts.office.name} {line.key}"), *charts.stage_leads(line.key, listed(first["stages"])))
    return Mark(line.name, (tip,), fields, names, serials, leads, f"profile {charts.office.name} {line.key}", named)


def named(table: Table, kinds: Kinds) -> Table:
    """The answer with its types by name in the page's language."""
    rows = [row | {name: _with_names(row[name], kinds) for name in ("risk_type", "risk_types") if name in row and "risk_name" not in row}
            | ({"risk_name": kinds.name(str(row["risk_type"]))} if "risk_name" in row else {}) for row in table.rows]  # fmt: skip
    return replace(table, rows=rows)


def _with_stages(table: Table, lang: Lang) -> Table:
    return replace(table, rows=[row | {"stage": row["stage"] and stage_name(str(row["stage"]), lang)} for row in table.rows])


def _with_names(value: object, kinds: Kinds) -> object:
    return [kinds.name(str(code)) for code in value] if isinstance(value, (list, tuple)) else kinds.name(str(value))


def _profile_table(cells: Table, grids: Iterable[Grids]) -> Table:
    """One row per item: its group's letter and its types."""
    letters = {item: letter for grid in grids for item, letter in grid.letter_of.items()}
    items: dict[tuple[str, str, int], Row] = {}
    for row in cells.rows:
        key = str(row["organization"]), str(row["document"]), int(row["ordinal"])
        item = items.setdefault(key, {**{c.name: row[c.name] for c in cells.columns[:5]}, "group": letters.get(key, ""), "risk_types": []})
        item["risk_types"].append(row["risk_name"])
    columns = (*(column for column in cells.columns[:5] if column.name != "ordinal"), GROUP, TYPES)
    return replace(cells, columns=columns, rows=list(items.values()))
