"""The page of laws: which law is cited by how many items, on which, and in which column."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from markupsafe import Markup

from graph.schema import FIELDS
from graph.table import Lang, Table
from viz.charts import BarRow, Part, percent, rows_drawn
from viz.grids import listed
from viz.item_grid import Line, Shape, grid_figures
from viz.linked import ALONE, Links, named_in
from viz.marks import Mark, MarkBook, places, quotes, serials_of, unique
from viz.offices import Office, Row, offices
from viz.sections import Entry, Figure, blank, chart_page, sample, section, serial_text
from viz.svg import block
from viz.words import words

COLOURS = {"basis": "first", "duty": "second", "measure": "third", "risk": "fourth"}  # other columns: rest


@dataclass(frozen=True)
class LawCharts:
    """One organization's share of L2 and of its citations, and what its charts have in common."""

    office: Office
    coverage: Table
    citations: Table
    said: dict[str, str]
    book: MarkBook
    levels: Sequence[str]

    @cached_property
    def cells(self) -> list[Row]:
        """Its rows of items and laws."""
        return self.office.rows(self.citations)

    @cached_property
    def laws(self) -> list[Row]:
        """Its rows of L2, the most cited first."""
        return self.office.rows(self.coverage)

    @cached_property
    def behind(self) -> dict[tuple[str, str], list[Row]]:
        """The rows of items of each law, by its name and level."""
        found: dict[tuple[str, str], list[Row]] = defaultdict(list)
        for row in self.cells:
            found[law_key(row)].append(row)
        return found

    @property
    def blank(self) -> Figure:
        """The organization's figure before anything is drawn in it."""
        return blank(self.office, self.said, self.said["nothing"].format(total=self.office.total))

    def bars(self) -> Figure:
        """Items per law, and per column that cites it."""
        citing = len({(row["document"], row["ordinal"]) for row in self.cells})
        facts = self.said["laws_facts"].format(items=self.office.total, citing=citing, laws=len(self.laws))
        rows = [self._bar(row) for row in self.laws]
        if not rows:
            return self.blank
        name = self.said["chart_label"].format(name=self.office.name, title=self.said["laws_title"])
        return replace(self.blank, facts=facts, pair=rows_drawn(rows, name))

    def _bar(self, row: Row) -> BarRow:
        said, law, behind = self.said, str(row["law"]), self.behind[law_key(row)]
        counts = Counter(field for cell in behind for field in listed(cell["fields"]))
        share = row["items"] / max(self.office.total, 1)
        items, serials = said["of_items"].format(items=row["items"], total=self.office.total), serials_of(behind)
        total = max(self.office.total, 1)
        parts = [Part(COLOURS.get(field, "rest"), counts[field] / total, f"{said[f'field_{field}']} {counts[field]}", field)
                 for field in FIELDS if counts[field]]  # fmt: skip
        mark = self.book.add(Mark(
            law, (self._level(row), items, *(part.text for part in parts)),
            ((said["items"], f"{items} · {percent(share)}", ""), (said["law_level"], self._level(row), ""),
             (said["fields"], said["join"].join(part.text for part in parts), ""),
             (said["articles"], said["join"].join(map(str, listed(row["articles"]))), ""),
             (said["item_serials"], serial_text(serials, said), "broad"), (said["quote"], quotes(behind), "quoted")),
            (law,), serials, ((said["map_title"], self._cell_key(row)),), self._bar_key(row), named_in(row, self.office.name),
        ))  # fmt: skip
        label = f"{law}{said['join']}{items}{said['join']}{said['join'].join(part.text for part in parts)}"
        return BarRow(law, self._level(row), items, share, tuple(parts), label, {"data_mark": mark, "data_kind": self._kind(row)})

    def _level(self, row: Row) -> str:
        return str(row.get("level") or self.said["no_level"])

    def _kind(self, row: Row) -> str:
        return f"level{self.levels.index(self._level(row))}"

    def _bar_key(self, row: Row) -> str:
        return f"law {self.office.name} {' '.join(law_key(row))}"

    def _cell_key(self, row: Row) -> str:
        return f"cited {self._bar_key(row)}"

    def grid(self, number: int) -> tuple[Figure, ...]:
        """Laws by items, each cell in bands by the columns that cite it."""
        lines = [Line(" ".join(law_key(row)), str(row["law"]), str(row["items"]), self._kind(row)) for row in self.laws]
        known = {line.key for line in lines}
        cells = [row | {"key": " ".join(law_key(row))} for row in self.cells if " ".join(law_key(row)) in known]
        shape = Shape(
            lambda row: tuple(f"field_{field}" for field in FIELDS if field in listed(row["fields"])),
            self._describe,
            _band,
            "key",
            "map_grid",
        )
        return grid_figures(self.office, cells, lines, shape, self.book, self.said, number).figures or (self.blank,)

    def _describe(self, line: Line, rows: Sequence[Row]) -> Mark:
        said, first, alone = self.said, rows[0], len(rows) == 1
        serials = serials_of(rows)
        item = f"{said['item_serial'].format(serial=first['item_serial'])}  {first['item']}" if alone else (
            said["group_items"].format(serials=serial_text(serials, said), n=len(rows)))  # fmt: skip
        cited = said["join"].join(said[f"field_{field}"] for field in listed(first["fields"]))
        articles = said["join"].join(unique(article for row in rows for article in listed(row["articles"])))
        fields = (
            (said["item"], item, "broad"), (said["fields"], cited, ""), (said["articles"], articles, ""),
            (said["law_level"], self._level(first), ""), (said["quote"], quotes(rows), "quoted"),
            (said["place"], places(first, said) if alone else "", "placed"), (said["document"], str(first["document"]), ""),
        )  # fmt: skip
        names = (*(str(row["item"]) for row in rows[:50]), self._level(first))
        named = named_in(first if alone else dict(zip(("law", "level"), law_key(first), strict=True)), self.office.name)
        leads = ((said["laws_title"], self._bar_key(first)),)
        return Mark(line.name, (item, cited), fields, names, serials, leads, self._cell_key(first), named)


def law_page(coverage: Table, citations: Table, *, lang: Lang, links: Links = ALONE) -> str:
    """One HTML page on the laws that lists cite, from the answer to L2 and the citations of items, one figure per organization.

    Raises `DataError` when L2's denominator lacks an organization, `UsageError` when it compares versions.
    """
    said, book = words(lang), MarkBook(links)
    levels = list(unique(row["level"] or said["no_level"] for row in (*coverage.rows, *citations.rows)))
    drawn = [LawCharts(office, coverage, citations, said, book, levels) for office in offices(coverage, citations)]
    bars = [charts.bars() for charts in drawn]
    fields = _field_legend(citations, said)
    level_keys = [Entry(Markup(""), said["shown"]), *(Entry(Markup(""), level, f"level{place}") for place, level in enumerate(levels))]
    sections = (
        section("laws", said, bars, legend=[*fields, *level_keys], table="laws"),
        section("map", said, (figure for place, charts in enumerate(drawn) for figure in charts.grid(place * 10)),
                legend=[*fields, *level_keys], table="map", keys=True),
    )  # fmt: skip
    return chart_page("law", coverage, sections, {"laws": coverage, "map": _without_places(citations)}, book, lang=lang)


def law_key(row: Row) -> tuple[str, str]:
    """What tells a law from another in an answer: two may share a short name at different levels."""
    return str(row["law"]), str(row.get("level") or "")


def field_mark(field: str, x: float, y: float, width: float, height: float) -> Markup:
    """The column that cites, told by shape as well as colour: full, rounded, slim, low."""
    kind = COLOURS.get(field, "rest")
    if field == "measure":
        return block(kind, x, y, width, height, rx=min(width / 2, 5), data_kind=field)
    if field == "risk":
        return block(kind, x + width * 0.25, y, width * 0.5, height, data_kind=field)
    if field not in COLOURS:
        return block(kind, x, y + height * 0.3, width, height * 0.4, data_kind=field)
    return block(kind, x, y, width, height, data_kind=field)


def _band(name: str, x: float, y: float, width: float, height: float) -> Markup:
    return field_mark(name.removeprefix("field_"), x, y, width, height)


def _field_legend(citations: Table, said: dict[str, str]) -> list[Entry]:
    occurring = {field for row in citations.rows for field in listed(row["fields"])}
    return [
        Entry(sample(field_mark(field, 0, 0, 10, 16), width=10), said[f"field_{field}"], field) for field in FIELDS if field in occurring
    ]


def _without_places(citations: Table) -> Table:
    keep = ("organization", "document", "item_serial", "item", "law", "level", "fields", "articles")
    columns = tuple(column for column in citations.columns if column.name in keep)
    return Table(
        columns, [{name: row[name] for name in keep} for row in citations.rows], documents=citations.documents, lang=citations.lang
    )
