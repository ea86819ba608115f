"""The charts of risks of one organization: bars of types, sets that recur, stages by types."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from graph.table import SMALL_N, SMALL_N_NOTE, Lang, Table
from viz.charts import BarRow, Part, percent, rows_drawn
from viz.grids import listed
from viz.heat import Field, Head, HeatChart
from viz.marks import Mark, MarkBook, quotes, serials_of, unique
from viz.offices import Office, Row
from viz.sections import Figure, blank, serial_text
from viz.upset import Combination, UpSet
from viz.words_stages import stage_name

MOST_SETS = 24  # columns of the UpSet


@dataclass(frozen=True, slots=True)
class RiskAnswers:
    """What the page is drawn from: items with their types and words, R1, R2, R4 and R7."""

    cells: Table
    frequency: Table
    templates: Table
    sets: Table
    stages: Table


@dataclass(frozen=True, slots=True)
class Kinds:
    """The types of risk as the page calls them: their names, and their families in the order of the legend."""

    names: Mapping[str, str]
    family: Mapping[str, str]

    def name(self, code: str) -> str:
        """A type's name; its code where no clause of the lists is of it."""
        return self.names.get(code, code)

    def kind(self, code: str) -> str:
        """A type's family, as the legend's filter knows it."""
        families = list(dict.fromkeys(self.family.values()))
        return f"family{families.index(self.family[code])}" if code in self.family else ""


def kinds_of(cells: Table) -> Kinds:
    """The types that occur in an answer of items with their types."""
    rows = sorted(cells.rows, key=lambda row: (str(row["family"]), str(row["risk_type"])))
    return Kinds(
        {str(row["risk_type"]): str(row["risk_name"]) for row in rows}, {str(row["risk_type"]): str(row["family"]) for row in rows}
    )


@dataclass(frozen=True)
class RiskCharts:
    """One organization's share of the answers, and what its charts have in common."""

    office: Office
    answers: RiskAnswers
    kinds: Kinds
    said: dict[str, str]
    book: MarkBook
    lang: Lang

    @cached_property
    def cells(self) -> list[Row]:
        """Its rows of items and types."""
        return self.office.rows(self.answers.cells)

    @cached_property
    def types(self) -> list[str]:
        """The codes of its types, the most frequent first."""
        return [str(row["risk_type"]) for row in self.office.rows(self.answers.frequency)]

    @cached_property
    def templates(self) -> int:
        """Number of its templates."""
        return self.office.number(self.answers.templates, "templates") or 0

    @property
    def blank(self) -> Figure:
        """The organization's figure before anything is drawn in it."""
        flag = SMALL_N_NOTE[self.lang] if self.office.total < SMALL_N else ""
        return replace(blank(self.office, self.said, self.said["nothing"].format(total=self.office.total)), flag=flag)

    def frequency(self) -> Figure:
        """Items and templates of each type, as shares of all."""
        stated = self.office.number(self.answers.templates, "items")
        facts = self.said["frequency_facts"].format(items=self.office.total, with_risk=stated or 0, templates=self.templates)
        rows = [self._bar(row) for row in self.office.rows(self.answers.frequency)]
        if not rows:
            return self.blank
        name = self.said["chart_label"].format(name=self.office.name, title=self.said["frequency_title"])
        return replace(self.blank, facts=facts, pair=rows_drawn(rows, name))

    def _bar(self, row: Row) -> BarRow:
        code, said = str(row["risk_type"]), self.said
        items = said["items_share"].format(n=row["items"], total=self.office.total)
        templates = said["templates_of"].format(n=row["templates"], total=self.templates)
        behind = [cell for cell in self.cells if cell["risk_type"] == code]
        serials = serials_of(behind)
        mark = self.book.add(Mark(
            self.kinds.name(code), (items, templates),
            ((said["items"], f"{items} · {percent(row['share'])}", ""), (said["templates"], templates, ""),
             (said["family"], self.kinds.family.get(code, ""), ""), (said["item_serials"], serial_text(serials, said), "broad"),
             (said["quote"], quotes(behind), "quoted")),
            (code, self.kinds.family.get(code, "")), serials,
            ((said["profile_title"], f"profile {self.office.name} {code}"), *self.stage_leads(code, self._stages_of(behind))),
            f"type {self.office.name} {code}", (("risk", code),),
        ))  # fmt: skip
        part = Part("second", row["templates"] / max(self.templates, 1), templates)
        label = said["join"].join((self.kinds.name(code), items, templates))
        data = {"data_mark": mark, "data_kind": self.kinds.kind(code) or None}
        return BarRow(
            self.kinds.name(code), self.kinds.family.get(code, ""), said["of_items"].format(items=row["items"], total=self.office.total),
            row["share"] or 0, (part,), label, data, "first",
        )  # fmt: skip

    def _stages_of(self, rows: Iterable[Row]) -> list[str]:
        return stage_order(self.cells, (stage for row in rows for stage in listed(row["stages"])))

    def stage_leads(self, code: str, stages: Iterable[str]) -> tuple[tuple[str, str], ...]:
        """From a type to its fields in the chart of stages."""
        return tuple(
            (f"{self.said['field_stage']} · {stage_name(stage, self.lang)}", f"stage {self.office.name} {stage} {code}") for stage in stages
        )

    def sets(self, number: int) -> Figure:
        """The sets of two types or more that most items state."""
        found = [row for row in self.office.rows(self.answers.sets) if row["size"] >= 2]
        shown = found[:MOST_SETS]
        if not shown:
            return self.blank
        members = {code for row in shown for code in listed(row["risk_types"])}
        codes = [code for code in self.types if code in members]
        columns = [self._combination(row, codes) for row in shown]
        rows = [(self.kinds.name(code), code_count(self.office, self.answers.frequency, code), "") for code in codes]
        name = self.said["chart_label"].format(name=self.office.name, title=self.said["sets_title"])
        facts = self.said["sets_facts"].format(n=len(shown), all=len(found))
        return replace(self.blank, facts=facts, chart=UpSet(rows, columns, 300 + number, name))

    def _combination(self, row: Row, codes: Sequence[str]) -> Combination:
        inside = [code for code in codes if code in listed(row["risk_types"])]
        said, names = self.said, self.said["with"].join(self.kinds.name(code) for code in inside)
        items = said["items_share"].format(n=row["items"], total=self.office.total)
        templates = said["templates_of"].format(n=row["templates"], total=self.templates)
        behind = self._items_with(inside)
        serials = serials_of(behind)
        mark = self.book.add(Mark(
            names, (items, templates),
            ((said["items"], items, ""), (said["templates"], templates, ""), (said["item_serials"], serial_text(serials, said), "broad")),
            tuple(inside), serials, self._leads(inside), "", tuple(("risk", code) for code in inside),
        ))  # fmt: skip
        return Combination(
            frozenset(codes.index(code) for code in inside), (row["items"] / max(self.office.total, 1), str(row["items"])),
            (row["templates"] / max(self.templates, 1), str(row["templates"])), mark, said["join"].join((names, items, templates)),
        )  # fmt: skip

    def _items_with(self, codes: Sequence[str]) -> list[Row]:
        """Rows of the items that state all of the types."""
        types: dict[tuple[object, object], set[str]] = defaultdict(set)
        for row in self.cells:
            types[row["document"], row["ordinal"]].add(row["risk_type"])
        return [row for row in self.cells if types[row["document"], row["ordinal"]] >= set(codes) and row["risk_type"] == codes[0]]

    def _leads(self, codes: Iterable[str]) -> tuple[tuple[str, str], ...]:
        return tuple((self.kinds.name(code), f"type {self.office.name} {code}") for code in codes)

    def stages(self, number: int) -> Figure:
        """Items by stage and type."""
        found: dict[tuple[str, str], list[Row]] = defaultdict(list)
        for row in self.office.rows(self.answers.stages):
            if row["stage"] is not None:
                found[str(row["stage"]), str(row["risk_type"])].append(row)
        codes = [code for code in self.types if any(code == kind for _, kind in found)]
        stages = stage_order(self.cells, (stage for stage, _ in found))
        if not codes:
            return self.blank
        fields = {
            (stages.index(stage), codes.index(code)): self._field(stage, code, rows)
            for (stage, code), rows in found.items() if code in codes
        }  # fmt: skip
        rows = [Head(stage_name(stage, self.lang)) for stage in stages]
        columns = [
            Head(self.kinds.name(code), code_count(self.office, self.answers.frequency, code), self.kinds.kind(code)) for code in codes
        ]
        name = self.said["chart_label"].format(name=self.office.name, title=self.said["stage_title"])
        return replace(self.blank, chart=HeatChart(rows, columns, fields, 400 + number, name, notes=16))

    def _field(self, stage: str, code: str, rows: Sequence[Row]) -> Field:
        """One field; where stages are known in several ways its rows share items, which count once."""
        said, called = self.said, stage_name(stage, self.lang)
        behind = [cell for cell in self.cells if cell["risk_type"] == code and stage in listed(cell["stages"])]
        serials = serials_of(behind)
        count = rows[0]["items"] if len(rows) == 1 else len({(cell["document"], cell["ordinal"]) for cell in behind})
        items = said["items_share"].format(n=count, total=self.office.total)
        basis = said["join"].join(unique(said.get(f"basis_{name}", str(name)) for row in rows for name in listed(row["basis"])))
        mark = self.book.add(Mark(
            f"{called} · {self.kinds.name(code)}", (items,),
            ((said["items"], items, ""), (said["stage_basis"], basis, ""), (said["item_serials"], serial_text(serials, said), "broad"),
             (said["quote"], quotes(quotes_at(row, stage) for row in behind), "quoted")),
            unique((code, stage, called)), serials, self._leads([code]), f"stage {self.office.name} {stage} {code}", (("risk", code),),
        ))  # fmt: skip
        text = said["stage_said"].format(stage=called, type=self.kinds.name(code), n=count)
        return Field(str(count), count / max(self.office.total, 1), mark, text)


def code_count(office: Office, frequency: Table, code: str) -> str:
    """The number of items of a type, as a note."""
    return next((str(row["items"]) for row in office.rows(frequency) if row["risk_type"] == code), "")


def quotes_at(row: Row, stage: str) -> Row:
    """The printed words of a row that stand under a stage."""
    both = zip(listed(row["quote"]), listed(row["quote_stages"]), strict=True)
    return {"quote": [quote for quote, said in both if stage in str(said).split("、")]}


def stage_order(cells: Iterable[Row], stages: Iterable[str]) -> list[str]:
    """The stages in the order in which the lists mostly write them."""
    first: dict[tuple[object, object], dict[str, tuple[int, int]]] = defaultdict(dict)
    for row in cells:
        item = first[row["document"], row["ordinal"]]
        for start, said in zip(listed(row["start"]), listed(row["quote_stages"]), strict=True):
            for place, stage in enumerate(filter(None, str(said).split("、"))):
                item[stage] = min(item.get(stage, (int(start), place)), (int(start), place))
    ahead: Counter[tuple[str, str]] = Counter()
    for item in first.values():
        ahead.update((one, other) for one in item for other in item if item[one] < item[other])
    left = list(unique(stages))
    ordered: list[str] = []
    while left:  # next is what fewest of the rest mostly come before, and of such what comes before most
        before = {stage: sum(ahead[other, stage] > ahead[stage, other] for other in left) for stage in left}
        after = {stage: sum(ahead[stage, other] > ahead[other, stage] for other in left) for stage in left}
        ordered.append(min(left, key=lambda stage: (before[stage], -after[stage])))
        left.remove(ordered[-1])
    return ordered
