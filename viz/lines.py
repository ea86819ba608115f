"""Two sections of the page of responsibility: lines from leader over department to head, and figures of concentration."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from graph.table import SMALL_N, SMALL_N_NOTE, Lang, Table
from viz.charts import NARROW, BarRow, Drawn, Part, percent, rows_drawn
from viz.linked import Named, named_in
from viz.marks import Field, Mark, MarkBook, unique
from viz.offices import Office, Row
from viz.sankey import Flow, Sankey
from viz.sections import Figure, Section, all_dated, heading, section, serial_text

BASES = ("slots", "items", "leader", "head", "unit")
MOST_LINES = 150  # kinds of line that a chart draws
MEASURES = ("hhi", "normalized_hhi", "gini", "cr1", "cr2", "cr3")


def line_section(chains: Table, found: Sequence[Office], said: dict[str, str], book: MarkBook) -> Section:
    """The Sankey of S6's chains, one per organization; with evidence the details say which items and in which words."""
    numbered = [
        row | {"_evidence": chains.evidence[place] if place < len(chains.evidence) else {}} for place, row in enumerate(chains.rows)
    ]
    kept = replace(chains, rows=[row for row in numbered if row["kind"] == "chain"])
    return section("lines", said, (_line_figure(office, office.rows(kept), said, book) for office in found), table="chains")


def _line_figure(office: Office, rows: Sequence[Row], said: dict[str, str], book: MarkBook) -> Figure:
    sources, none = all_dated(office.sources, said), said["no_lines"].format(total=office.total)
    drawn = sorted(rows, key=lambda row: -row["items"])[:MOST_LINES] if len(rows) > MOST_LINES else rows
    flows = [_flow(office, row, said, book) for row in drawn]
    if not flows:
        return Figure(heading(office), sources, none=none)
    name = said["chart_label"].format(name=office.name, title=said["lines_title"])
    heads = said["leader"], said["department"], said["head"]
    sankey = Sankey(flows, heads, _nodes(office, flows, drawn, said, book), said["lines_of"], name)
    narrow = replace(sankey, width=NARROW.width, stacked=True)
    facts = [said["lines_facts"].format(kinds=len(rows), lines=sum(row["items"] for row in rows))]
    if len(rows) > len(flows):
        facts.append(said["lines_most"].format(n=len(flows), lines=sum(flow.items for flow in flows)))
    return Figure(heading(office), sources, said["space"].join(facts),
                  pair=Drawn(sankey.svg(), narrow.svg()))  # fmt: skip


def _ends(row: Row, said: dict[str, str]) -> tuple[str, str, str]:
    leader, unit, head = (str(row[name] or said["nobody_named"]) for name in ("first", "department", "second"))
    return leader, unit, head


def _flow(office: Office, row: Row, said: dict[str, str], book: MarkBook) -> Flow:
    ends = _ends(row, said)
    serials = unique(row["_evidence"].get("item_serials", ()))
    count = said["named_items"].format(n=row["items"])
    leads = [(name, f"bar {office.name} {name}") for name in dict.fromkeys((row["first"], row["second"])) if name]
    mark = book.add(Mark(" → ".join(ends), (count,), (
        (said["items"], count, ""), (said["item_serials"], serial_text(serials, said), "broad"), *_words(row, said),
    ), ends, serials, tuple(leads), "", _named(row, office.name)))  # fmt: skip
    return Flow(ends, row["items"], mark, f"{' → '.join(ends)}{said['join']}{count}")


def _named(row: Row, office: str, columns: Sequence[int] = (0, 1, 2)) -> tuple[Named, ...]:
    """The leader, department and head of a line, or some of them."""
    ends = row["first"], row["department"], row["second"]
    kinds = "official", "department", "official"
    return tuple(dict.fromkeys(name for column in columns for name in named_in({kinds[column]: ends[column]}, office)))


def _words(row: Row, said: dict[str, str]) -> list[Field]:
    """The distinct cells behind a line, and where the first of them stands."""
    cells = row["_evidence"].get("cells", ())
    texts = list(unique(cell["text"] for cell in cells))
    if not texts:
        return []
    cite = cells[0]["cite"]
    place = said["place_of"].format(
        part=f"{cite['part']} " if cite.get("part") else "", **{name: cite[name] for name in ("row", "column", "start", "end")}
    )
    more = f"\n… +{len(texts) - 3}" if len(texts) > 3 else ""
    return [(said["quote"], "\n".join(texts[:3]) + more, "quoted"), (said["place"], place, "placed")]


def official_leads(organization: str, official: str, said: dict[str, str]) -> tuple[tuple[str, str], ...]:
    """From an official to the bar, the first cell and the ends of lines."""
    ends = (
        (f"{said['lines']} · {said[part]}", f"line {organization} {column} {official}") for column, part in ((0, "leader"), (2, "head"))
    )
    return (said["bars_title"], f"bar {organization} {official}"), (said["matrix_title"], f"cell {organization} {official}"), *ends


def _nodes(office: Office, flows: Sequence[Flow], rows: Sequence[Row], said: dict[str, str], book: MarkBook) -> dict[tuple[int, str], int]:
    """A mark for each leader, department and head: the lines that go through it."""
    through: dict[tuple[int, str], list[tuple[Flow, Row]]] = defaultdict(list)
    for flow, row in zip(flows, rows, strict=True):
        for column, name in enumerate(flow.ends):
            through[column, name].append((flow, row))
    heads = said["leader"], said["department"], said["head"]
    nodes = {}
    for (column, name), found in through.items():
        lines = "\n".join(f"{' → '.join(flow.ends)}  {said['named_items'].format(n=flow.items)}" for flow, _ in found)
        serials = unique(serial for _, row in found for serial in row["_evidence"].get("item_serials", ()))
        leads = () if column == 1 else official_leads(office.name, name, said)
        nodes[column, name] = book.add(Mark(
            name, (heads[column],), ((said["lines"], lines, "quoted broad"),), (name,), serials, leads,
            f"line {office.name} {column} {name}", _named(found[0][1], office.name, [column]),
        ))  # fmt: skip
    return nodes


def concentration_section(indices: Table, found: Sequence[Office], said: dict[str, str], book: MarkBook, lang: Lang) -> Section:
    """C3's figures, each with a sentence; bars of what the one, two and three largest hold."""
    return section("shares", said, (_share_figure(office, indices, said, book, lang) for office in found), table="indices")


def _share_figure(office: Office, indices: Table, said: dict[str, str], book: MarkBook, lang: Lang) -> Figure:
    values: dict[str, dict[str, Row]] = defaultdict(dict)
    for row in office.rows(indices):
        values[str(row["base"])][str(row["measure"])] = row
    bases = [base for base in BASES if base in values]
    sources, none = all_dated(office.sources, said), said["nobody"].format(total=office.total)
    if not bases:
        return Figure(heading(office), sources, none=none)
    rows = [_share_bar(base, values[base], said, book) for base in bases]
    name = said["chart_label"].format(name=office.name, title=said["shares_title"])
    sentences = tuple((said[f"base_{base}"], share_sentence(base, values[base], said)) for base in bases)
    few = SMALL_N_NOTE[lang] if min(int(values[base]["hhi"]["n"]) for base in bases) < SMALL_N else ""
    return Figure(heading(office), sources, said["shares_facts"], few, sentences,
                  pair=rows_drawn(rows, name))  # fmt: skip


def share_sentence(base: str, values: Mapping[str, Row], said: dict[str, str]) -> str:
    """What the figures of one base mean, in words."""
    n = int(values["hhi"]["n"])
    if n == 1:
        return said["shares_one"].format(who=said[f"who_{'unit' if base == 'unit' else 'person'}"].format(n=1))
    who = said[f"who_{'unit' if base == 'unit' else 'person'}"]
    return said["shares_said"].format(
        who=who.format(n=n), effective=f"{values['hhi']['effective_n']:.1f}", cr1=percent(values["cr1"]["value"]),
        cr2=percent(values["cr2"]["value"]), hhi=f"{values['hhi']['value']:.3f}", normalized=f"{values['normalized_hhi']['value']:.3f}",
        gini=f"{values['gini']['value']:.3f}",
    )  # fmt: skip


def _share_bar(base: str, values: Mapping[str, Row], said: dict[str, str], book: MarkBook) -> BarRow:
    n = int(values["hhi"]["n"])
    first = float(values["cr1"]["value"])
    parts = [Part("heat4" if name == "cr2" else "heat3", values[name]["value"], f"{said[name]} {percent(values[name]['value'])}")
             for k, name in ((2, "cr2"), (3, "cr3")) if n > k]  # fmt: skip
    means = {name: said[f"{name}_means"].format(n=n, even=f"{1 / n:.3f}") for name in MEASURES}
    fields = tuple((f"{said[name]} {values[name]['value']:.4f}", means[name], "broad") for name in MEASURES)
    who = said[f"who_{'unit' if base == 'unit' else 'person'}"].format(n=n)
    effective = said["effective"].format(n=f"{values['hhi']['effective_n']:.1f}")
    fields = ((said["holders"], who, ""), (said["effective_name"], effective, ""), *fields)
    mark = book.add(Mark(said[f"base_{base}"], (f"n = {n}", effective), fields, (said[f"base_{base}"],)))
    label = f"{said[f'base_{base}']}{said['join']}{share_sentence(base, values, said)}"
    return BarRow(said[f"base_{base}"], f"n = {n}", percent(first), first, tuple(parts), label, {"data_mark": mark}, "first", effective)


def chain_rows(chains: Table) -> Table:
    """S6's chains alone, for the table behind the Sankey."""
    names = {
        "first": ("分管领导", "Leader"),
        "department": ("部门", "Department"),
        "second": ("负责人", "Head"),
        "items": ("事项数", "Items"),
    }
    columns = tuple(replace(column, zh=names[column.name][0], en=names[column.name][1]) if column.name in names else column
                    for column in chains.columns if column.name not in ("kind", "lift"))  # fmt: skip
    return replace(chains, columns=columns, rows=[row for row in chains.rows if row["kind"] == "chain"], evidence=[])
