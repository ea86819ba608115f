"""The page of coverage: risks of items, departments and officials that no stated measure answers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from graph.table import Column, Lang, Table
from viz.coverage_charts import STATES, CoverageAnswers, CoverageCharts, state_mark
from viz.grids import listed
from viz.linked import ALONE, Links
from viz.marks import MarkBook
from viz.offices import Row, offices
from viz.risk_charts import Kinds, kinds_of
from viz.risks import family_legend
from viz.sections import Entry, Figure, chart_page, sample, section, swatch
from viz.words import words

PARTY_COLUMNS = (
    Column("organization", "机关", "Organization"), Column("party", "部门或责任人", "Department or official"),
    Column("risk_type", "风险类型", "Risk type"), Column("items", "写有该风险的事项", "Items with that risk", "int"),
    Column("gaps", "没有对应措施", "Without a matching measure", "int"), Column("share", "占比", "Share", "share"),
    Column("state", "对应情况", "Matched"),
)  # fmt: skip


def coverage_page(answers: CoverageAnswers, *, lang: Lang, links: Links = ALONE) -> str:
    """One HTML page on the risks that no stated measure answers, one figure per organization and question.

    Raises `DataError` when G1's denominator lacks an organization, `UsageError` when it compares versions.
    """
    said, book, kinds = words(lang), MarkBook(links), kinds_of(answers.cells)
    drawn = [CoverageCharts(office, answers, kinds, said, book) for office in offices(answers.gaps, answers.cells, answers.parties)]
    units = [charts.by_party("departments", 300 + place) for place, charts in enumerate(drawn)]
    people = [charts.by_party("officials", 400 + place) for place, charts in enumerate(drawn)]
    families = family_legend(kinds, said)
    heat = [Entry(swatch("heat1", "heat2", "heat3", "heat4", "heat5"), said["heat_gap"].format(low="0%", high="100%")),
            Entry(sample(state_mark("undefined", 0, 0, 12, 16)), said["undefined"])]  # fmt: skip
    sections = (
        section("gaps", said, (figure for place, charts in enumerate(drawn) for figure in charts.grid(place * 10)), table="gaps", keys=True,
                legend=[*(Entry(sample(state_mark(state, 0, 0, 12, 16)), said[state], state) for state in STATES), *families]),
        section("units", said, (figure for figure, _ in units), legend=[*heat, *families], table="units", keys=True),
        section("people", said, (figure for figure, _ in people), legend=[*heat, *families], table="people", keys=True),
    )  # fmt: skip
    tables = {"gaps": _gap_table(answers.gaps, kinds, drawn), "units": _party_table(answers.gaps, units),
              "people": _party_table(answers.gaps, people)}  # fmt: skip
    return chart_page("coverage", answers.gaps, sections, tables, book, lang=lang)


def _gap_table(gaps: Table, kinds: Kinds, drawn: Sequence[CoverageCharts]) -> Table:
    """G1's rows with types and measures by name."""
    measures = drawn[0].measures if drawn else {}
    rows = []
    for row in gaps.rows:
        covering = [measures.get(code, code) for code in listed(row["covering_measures"])]
        rows.append(row | {"risk_type": kinds.name(str(row["risk_type"])), "covering_measures": covering})
    return replace(gaps, rows=rows)


def _party_table(gaps: Table, found: Iterable[tuple[Figure, list[Row]]]) -> Table:
    return replace(gaps, columns=PARTY_COLUMNS, rows=[row for _, rows in found for row in rows])
