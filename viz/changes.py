"""The page of two versions of one list: what changed, by kind of content and by item."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from graph.errors import DataError
from graph.schema import FIELDS
from graph.table import Lang, Table
from viz.charts import NARROW, BarRow, Part, rows_svg, wide_for
from viz.heat import Field, Head, HeatChart
from viz.linked import ALONE, Links
from viz.marks import Mark, MarkBook, unique
from viz.offices import Office, Row, offices
from viz.sections import Entry, Figure, all_dated, chart_page, heading, section, swatch
from viz.svg import fit
from viz.words import words

CHANGES = {"added": "third", "removed": "fourth", "changed": "second"}
KINDS = ("item", "official", "department", "duty", "risk", "measure", "law", *FIELDS)
MOST_ITEMS = 120  # rows of the chart of items
_LINES = 8  # changes that a panel of details prints


def changes_page(changes: Table, *, lang: Lang, links: Links = ALONE) -> str:
    """One HTML page from the answer to T1: what changed between two versions of a list, one figure per organization.

    Raises `DataError` where no list has two versions.
    """
    said, book = words(lang), MarkBook(links)
    plain = replace(changes, columns=tuple(column for column in changes.columns if column.name != "form_date"))
    found = [office for office in offices(plain) if office.number(plain, "items_before") != 0 or office.rows(plain)]
    if not found:
        what = "; ".join(f"{source.name} ({source.form_date or 'no date'})" for source in changes.documents)
        raise DataError("no two versions to compare", where=what, do="Load another version of the list first: quanpu load FILE")
    sections = (
        section("changes", said, (_kinds(office, plain, said, book) for office in found), table="changes",
                legend=[Entry(swatch(colour), said[name]) for name, colour in CHANGES.items()]),
        section("changed_items", said, (_items(office, plain, said, book, 300 + place) for place, office in enumerate(found)),
                table="changes", keys=True),
    )  # fmt: skip
    return chart_page("versions", plain, sections, {"changes": plain}, book, lang=lang)


def kind_name(kind: str, said: dict[str, str]) -> str:
    """A kind of content in words: a column of the list, or officials, departments and laws."""
    return said.get(f"field_{kind}") or said.get(kind, kind)


def item_of(subject: str) -> str:
    """The item that a row of T1 is about: its subject without the part and the line, which stand between number and name."""
    parts = subject.split(" · ")
    marked = [part for part in parts[1:-1] if part.startswith("≈")]
    return " · ".join([parts[0], *marked, parts[-1]]) if len(parts) > 1 else subject


def _kinds(office: Office, changes: Table, said: dict[str, str], book: MarkBook) -> Figure:
    rows = office.rows(changes)
    sources = all_dated(office.sources, said)
    if not rows:
        return Figure(heading(office), sources, none=said["no_changes"])
    by_kind: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_kind[str(row["kind"])].append(row)
    most = max(map(len, by_kind.values()))
    bars = [_bar(kind, by_kind[kind], most, said, book) for kind in _ordered(by_kind)]
    before = office.number(changes, "items_before")
    facts = said["changes_facts"].format(before="–" if before is None else before, items=office.total, changes=len(rows))
    name = said["chart_label"].format(name=office.name, title=said["changes_title"])
    return Figure(heading(office), sources, facts, pair=(rows_svg(bars, name, layout=wide_for(bars)), rows_svg(bars, name, layout=NARROW)))


def _ordered(kinds: Mapping[str, object]) -> list[str]:
    return sorted(kinds, key=lambda kind: (KINDS.index(kind) if kind in KINDS else len(KINDS), kind))


def _bar(kind: str, rows: Sequence[Row], most: int, said: dict[str, str], book: MarkBook) -> BarRow:
    counts = Counter(str(row["change"]) for row in rows)
    name, number = kind_name(kind, said), said["changes_n"].format(n=len(rows))
    parts = tuple(
        Part(colour, counts[change] / most, f"{said[change]} {counts[change]}") for change, colour in CHANGES.items() if counts[change]
    )
    texts = said["join"].join(part.text for part in parts)
    mark = book.add(Mark(name, (number, texts), ((said["change"], texts, ""), (said["quote"], _told(rows, said), "quoted")), (name,)))
    return BarRow(
        name, "", number, len(rows) / most, parts, f"{name}{said['join']}{number}{said['join']}{texts}", {"data_mark": mark}, ratio=""
    )


def _told(rows: Sequence[Row], said: dict[str, str]) -> str:
    """Each change on lines of its own: what, before, after."""
    none = said["nothing_before"]
    lines = [f"{said[str(row['change'])]}  {row['subject']}\n    {row['before'] or none} → {row['after'] or none}" for row in rows[:_LINES]]
    return "\n".join([*lines, *([f"… +{len(rows) - _LINES}"] if len(rows) > _LINES else [])])


def _items(office: Office, changes: Table, said: dict[str, str], book: MarkBook, number: int) -> Figure:
    """Items by kinds of content, the number of changes in each field."""
    by_item: dict[str, list[Row]] = defaultdict(list)
    for row in office.rows(changes):
        by_item[item_of(str(row["subject"]))].append(row)
    sources = all_dated(office.sources, said)
    if not by_item:
        return Figure(heading(office), sources, none=said["no_changes"])
    shown = sorted(by_item, key=lambda item: (-len(by_item[item]), item))[:MOST_ITEMS] if len(by_item) > MOST_ITEMS else list(by_item)
    shown.sort(key=_serial)
    kinds = _ordered({str(row["kind"]): None for item in shown for row in by_item[item]})
    most = max(Counter(str(row["kind"]) for row in by_item[item]).most_common(1)[0][1] for item in shown)
    fields = {}
    for place, item in enumerate(shown):
        for column, kind in enumerate(kinds):
            rows = [row for row in by_item[item] if row["kind"] == kind]
            if rows:
                fields[place, column] = _field(item, kind, rows, most, said, book)
    name = said["chart_label"].format(name=office.name, title=said["changed_items_title"])
    facts = said["changed_most"].format(n=len(shown), all=len(by_item)) if len(shown) < len(by_item) else ""
    chart = HeatChart(
        [Head(item) for item in shown], [Head(kind_name(kind, said)) for kind in kinds], fields, number, name, names=420, notes=16
    )
    return Figure(heading(office), sources, facts, chart=chart)


def _serial(item: str) -> tuple[int, str]:
    first = item.split(" · ")[0].split("←")[0]
    return (int(first), item) if first.isdecimal() and len(first) < 10 else (1 << 40, item)


def _field(item: str, kind: str, rows: Sequence[Row], most: int, said: dict[str, str], book: MarkBook) -> Field:
    name = kind_name(kind, said)
    serials = unique(item.split(" · ")[0].split("←"))
    counts = said["join"].join(f"{said[change]} {count}" for change, count in Counter(str(row["change"]) for row in rows).items())
    fields = (said["change"], f"{name}: {counts}", ""), (said["quote"], _told(rows, said), "quoted")
    mark = book.add(Mark(item, (name, counts), fields, (name,), serials))
    return Field(
        str(len(rows)), len(rows) / most * 0.999, mark, said["change_label"].format(item=fit(item, 900, 15), kind=name, n=len(rows))
    )
