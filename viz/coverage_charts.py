"""The charts of coverage of one organization: risks of items, departments and officials that no stated measure answers."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from markupsafe import Markup

from graph.table import Table
from viz.charts import percent
from viz.grids import listed
from viz.heat import Field, Head, HeatChart
from viz.item_grid import Line, Shape, grid_figures
from viz.linked import named_in
from viz.marks import Mark, MarkBook, places, quotes, serials_of, unique
from viz.offices import Office, Row
from viz.risk_charts import Kinds
from viz.sections import Figure, blank, serial_text
from viz.svg import block, element, fit
from viz.theme import LIGHT

STATES = ("gap", "covered", "undefined")
MOST_LEADS = 12  # items that a field leads to
MOST_PARTIES = 80  # rows of a chart of departments or officials


@dataclass(frozen=True, slots=True)
class CoverageAnswers:
    """What the page is drawn from: G1, items with their types and words, items with their units, officials and measures."""

    gaps: Table
    cells: Table
    parties: Table


@dataclass(frozen=True)
class CoverageCharts:
    """One organization's share of the answers, and what its charts have in common."""

    office: Office
    answers: CoverageAnswers
    kinds: Kinds
    said: dict[str, str]
    book: MarkBook

    @cached_property
    def parties(self) -> dict[tuple[str, int], Row]:
        """Who handles each item, by list and place in it."""
        return {(str(row["document"]), int(row["ordinal"])): row for row in self.office.rows(self.answers.parties)}

    @cached_property
    def measures(self) -> dict[str, str]:
        """Names of the types of measure that occur, by code."""
        return {code: name for row in self.answers.parties.rows for code, name in zip(row["measures"], row["measure_names"], strict=True)}

    @cached_property
    def cells(self) -> list[Row]:
        """The risks that G1 asks about, each with its state: in lists that state measures, and as sure of the type as G1 is."""
        asked = {document for (document, _), row in self.parties.items() if row["states_measures"]}
        suggested = bool(self.answers.gaps.params.get("include_suggested", False))
        found = {(str(row["item_serial"]), str(row["item"]), str(row["risk_type"])): row for row in self.office.rows(self.answers.gaps)}
        cells = []
        for row in self.office.rows(self.answers.cells):
            if row["document"] in asked and row["risk_type"] != "OTHER" and (suggested or row["certainty"] == "stated"):
                open_ = found.get((str(row["item_serial"]), str(row["item"]), str(row["risk_type"])))
                state = "covered" if open_ is None else "gap" if open_["matrix_defined"] else "undefined"
                cells.append(row | {"state": state, "covering": listed(open_["covering_measures"]) if open_ else []})
        return cells

    @cached_property
    def types(self) -> list[str]:
        """The types, those with most gaps first, those that the matrix leaves out last."""
        codes = unique(row["risk_type"] for row in self.cells)
        return sorted(codes, key=lambda code: (self._of(code, "undefined") > 0, -self._of(code, "gap"), -self._of(code), code))

    @cached_property
    def _counts(self) -> Counter[tuple[str, str]]:
        return Counter((str(row["risk_type"]), str(row["state"])) for row in self.cells)

    def _of(self, code: str, *states: str) -> int:
        return sum(self._counts[code, state] for state in states or STATES)

    @property
    def blank(self) -> Figure:
        """The organization's figure before anything is drawn in it."""
        return blank(self.office, self.said, self.said["no_measures"])

    def grid(self, number: int) -> tuple[Figure, ...]:
        """Risk types by items."""
        lines = [Line(code, self.kinds.name(code), self._note(code), self.kinds.kind(code)) for code in self.types]
        shape = Shape(lambda row: (str(row["state"]),), self._describe, state_mark, "risk_type", "gaps_grid")
        figures = grid_figures(self.office, self.cells, lines, shape, self.book, self.said, number).figures
        counts = {state: sum(row["state"] == state for row in self.cells) for state in STATES}
        facts = self.said["gaps_facts"].format(
            items=len(self.parties), risks=len(self.cells), gaps=counts["gap"], undefined=counts["undefined"],
            share=percent(counts["gap"] / max(len(self.cells), 1)),
        )  # fmt: skip
        return tuple(replace(figure, facts=f"{facts}{self.said['space']}{figure.facts}") for figure in figures) or (self.blank,)

    def _note(self, code: str) -> str:
        return "–" if self._of(code, "undefined") else f"{self._of(code, 'gap')}/{self._of(code)}"

    def _describe(self, line: Line, rows: Sequence[Row]) -> Mark:
        said, first, alone = self.said, rows[0], len(rows) == 1
        party = self.parties[str(first["document"]), int(first["ordinal"])]
        serials = serials_of(rows)
        item = f"{said['item_serial'].format(serial=first['item_serial'])}  {first['item']}" if alone else ""
        several = said["group_items"].format(serials=serial_text(serials, said), n=len(rows))
        fields = (
            (said["item"], item or several, "broad"), (said["state"], said[str(first["state"])], ""),
            (said["covering"], self._named(first["covering"]), ""), (said["stated_measures"], self._named(party["measures"]), "broad"),
            (said["officials"], said["join"].join(party["officials"]), ""),
            (said["departments"], said["join"].join(party["departments"]), ""),
            (said["quote"], quotes(rows), "quoted"), (said["place"], places(first, said) if alone else "", "placed"),
            (said["document"], str(first["document"]), ""),
        )  # fmt: skip
        names = (line.key, *(str(row["item"]) for row in rows[:50]), *party["officials"], *party["departments"])
        named = named_in(party, self.office.name) if alone else ()
        leads = [
            (party_name, f"party {self.office.name} {party_name} {line.key}") for party_name in (*party["departments"], *party["officials"])
        ]
        key = f"item {self.office.name} {first['document']} {first['ordinal']} {line.key}"
        return Mark(
            line.name, (item or several, said[str(first["state"])]), fields, names, serials, tuple(leads), key, (*named, ("risk", line.key))
        )

    def _named(self, codes: Iterable[str]) -> str:
        return self.said["list"].join(self.measures.get(code, code) for code in codes)

    def by_party(self, name: str, number: int) -> tuple[Figure, list[Row]]:
        """Gaps by department or official (`name` of the column) and type; with the rows behind the chart."""
        found: dict[tuple[str, str], list[Row]] = defaultdict(list)
        items: dict[str, set[tuple[object, object]]] = defaultdict(set)
        for row in self.cells:
            for party in self.parties[str(row["document"]), int(row["ordinal"])][name] or [self.said["nobody_named"]]:
                found[party, str(row["risk_type"])].append(row)
                items[party].add((row["document"], row["ordinal"]))
        parties = sorted(items, key=lambda party: (-len(items[party]), party))
        codes = [code for code in self.types if self._of(code, "gap") or self._of(code, "undefined")]
        if not parties or not codes:
            return self.blank, []
        shown = {party: len(items[party]) for party in parties[:MOST_PARTIES]}
        title = self.said["units_title" if name == "departments" else "people_title"]
        facts = self.said["parties_first"].format(n=len(shown), all=len(parties)) if len(shown) < len(parties) else ""
        figure = replace(self.blank, facts=facts, chart=self._heat(shown, codes, found, number, title, name))
        return figure, [self._row(party, code, found[party, code]) for party in parties for code in codes if (party, code) in found]

    def _heat(
        self, parties: Mapping[str, int], codes: Sequence[str], found: Mapping[tuple[str, str], Sequence[Row]], number: int, title: str,
        column: str,
    ) -> HeatChart:  # fmt: skip
        places = {party: place for place, party in enumerate(parties)}
        fields = {(places[party], codes.index(code)): self._field(party, code, stated, column)
                  for (party, code), stated in found.items() if party in places and code in codes}  # fmt: skip
        rows = [Head(party, self.said["party_items"].format(n=items)) for party, items in parties.items()]
        columns = [Head(self.kinds.name(code), "–" if self._of(code, "undefined") else str(self._of(code, "gap")), self.kinds.kind(code))
                   for code in codes]  # fmt: skip
        return HeatChart(rows, columns, fields, number, self.said["chart_label"].format(name=self.office.name, title=title))

    def _field(self, party: str, code: str, rows: Sequence[Row], column: str) -> Field:
        said, gaps = self.said, [row for row in rows if row["state"] == "gap"]
        undefined = rows[0]["state"] == "undefined"
        state = said["party_undefined" if undefined else "party_gaps"].format(n=len(gaps), total=len(rows))
        label = said["party_label"].format(party=fit(party, 900, 15), type=self.kinds.name(code), state=state)
        serials = serials_of(gaps)
        mark = self.book.add(Mark(
            f"{party} · {self.kinds.name(code)}", (state,),
            ((said["state"], state, "broad"), (said["covering"], self._named(gaps[0]["covering"]) if gaps else "", ""),
             (said["item_serials"], serial_text(serials, said), "broad"), (said["quote"], quotes(gaps or rows), "quoted")),
            (party, code), serials, self._items_of(gaps or rows, code), f"party {self.office.name} {party} {code}",
            named_in({column: party, "risk_type": code}, self.office.name),
        ))  # fmt: skip
        return Field("–" if undefined else str(len(gaps)), None if undefined else len(gaps) / len(rows), mark, label)

    def _items_of(self, rows: Sequence[Row], code: str) -> tuple[tuple[str, str], ...]:
        """From a party's field to the first of its items in the grid."""
        return tuple((self.said["item_serial"].format(serial=row["item_serial"]),
                      f"item {self.office.name} {row['document']} {row['ordinal']} {code}") for row in rows[:MOST_LEADS])  # fmt: skip

    def _row(self, party: str, code: str, rows: Sequence[Row]) -> Row:
        undefined = rows[0]["state"] == "undefined"
        gaps = sum(row["state"] == "gap" for row in rows)
        return {
            "organization": self.office.name, "party": party, "risk_type": self.kinds.name(code), "items": len(rows),
            "gaps": None if undefined else gaps, "share": None if undefined else gaps / len(rows),
            "state": self.said["undefined"] if undefined else self.said["gap"] if gaps else self.said["covered"],
        }  # fmt: skip


def state_mark(state: str, x: float, y: float, width: float, height: float) -> Markup:
    """A gap fills the cell, a matched risk is a dot, one that the matrix leaves out an empty outline."""
    if state == "gap":
        return block("second", x, y, width, height, data_kind=state)
    if state == "covered":
        return block("first", x + width * 0.3, y + height * 0.34, width * 0.4, height * 0.32, data_kind=state)
    place = {"x": x + 0.5, "y": y + 0.5, "width": width - 1, "height": height - 1}
    return element("rect", class_="hollow", fill="none", stroke=LIGHT["rest"], stroke_dasharray="2 2", data_kind=state, **place)
