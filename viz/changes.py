"""The page of two versions of one list: what changed, by kind of content and by item."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from graph.errors import DataError
from graph.schema import FIELDS
from graph.table import Lang, Table
from viz.change_places import PLACES, place_of
from viz.charts import BarRow, Part, rows_drawn
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
MOST_LEADS = 12  # items that a kind of content leads to
_LINES = 8  # changes that a panel of details prints
_LINE = re.compile(r"(?P<part>chain|leader|head|handler|other) (?P<line>\d+)")


def changes_page(changes: Table, *, lang: Lang, links: Links = ALONE) -> str:
    """One HTML page from the answer to T1: what changed between two versions of a list, one figure per organization.

    Raises `DataError` where no list has two versions.
    """
    said, book = words(lang), MarkBook(links)
    plain = _plain(changes, said)
    found = [office for office in offices(plain) if office.number(plain, "items_before") != 0 or office.rows(plain)]
    if not found:
        raise _nothing_earlier(changes)
    sections = (
        section("changes", said, (_kinds(office, plain, said, book) for office in found), table="changes",
                legend=[Entry(swatch(colour), said[name], colour) for name, colour in CHANGES.items()]),
        section("changed_items", said, (_items(office, plain, said, book, 300 + place) for place, office in enumerate(found)),
                table="changes", keys=True),
    )  # fmt: skip
    return chart_page("versions", plain, sections, {"changes": plain}, book, lang=lang)


def _nothing_earlier(changes: Table) -> DataError:
    where = "; ".join(f"{source.name} ({source.form_date or 'no date'})" for source in changes.documents)
    if chosen := changes.params.get("document"):
        do = f"Of this list the filter --document {chosen} leaves no earlier version: give a newer one, or draw without it."
    else:
        do = "Load another version of the list first: quanpu load FILE"
    return DataError("no two versions to compare", where=where, do=do)


def _plain(changes: Table, said: dict[str, str]) -> Table:
    """The answer as the page shows it: parts in words, and where the words before and after stand."""
    dates = sorted({cell["form_date"] or "" for evidence in changes.evidence for cell in evidence.get("cells", ())}) or [""]
    rows = []
    for number, row in enumerate(changes.rows):
        cells = changes.evidence[number].get("cells", ()) if number < len(changes.evidence) else ()
        found = {f"{name}_place": place_of(row, name, [cell for cell in cells if (cell["form_date"] or "") == date], said)
                 for name, date in zip(("before", "after"), (dates[0], dates[-1]), strict=True)}  # fmt: skip
        rows.append(row | found | {"subject": subject_said(str(row["subject"]), said), "item": item_of(str(row["subject"]))})
    columns = tuple(column for column in changes.columns if column.name != "form_date")
    return replace(changes, columns=(*columns, *PLACES), rows=rows, evidence=[])


def kind_name(kind: str, said: dict[str, str]) -> str:
    """A kind of content in words: a column of the list, or officials, departments and laws."""
    return said.get(f"field_{kind}") or said.get(kind, kind)


def item_of(subject: str) -> str:
    """The item that a row of T1 is about: its subject without the part and the line, which stand between number and name."""
    return " · ".join(part for part in subject.split(" · ") if not _LINE.fullmatch(part))


def subject_said(subject: str, said: dict[str, str]) -> str:
    """The subject of a row of T1 with its part and line in words: leader 2 as the leader of line 2."""
    return " · ".join(_line_said(part, said) for part in subject.split(" · "))


def _line_said(part: str, said: dict[str, str]) -> str:
    found = _LINE.fullmatch(part)
    if not found:
        return part
    name = said["department"] if found["part"] == "chain" else said[found["part"]]
    return said["part_of_line"].format(part=name, n=found["line"])


def _kinds(office: Office, changes: Table, said: dict[str, str], book: MarkBook) -> Figure:
    rows = office.rows(changes)
    sources = all_dated(office.sources, said)
    if not rows:
        return Figure(heading(office), sources, none=said["no_changes"])
    by_kind: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_kind[str(row["kind"])].append(row)
    most = max(map(len, by_kind.values()))
    bars = [_bar(office, kind, by_kind[kind], most, said, book) for kind in _ordered(by_kind)]
    before = office.number(changes, "items_before")
    facts = said["changes_facts"].format(before="–" if before is None else before, items=office.total, changes=len(rows))
    name = said["chart_label"].format(name=office.name, title=said["changes_title"])
    return Figure(heading(office), sources, facts, pair=rows_drawn(bars, name))


def _ordered(kinds: Mapping[str, object]) -> list[str]:
    return sorted(kinds, key=lambda kind: (KINDS.index(kind) if kind in KINDS else len(KINDS), kind))


def _bar(office: Office, kind: str, rows: Sequence[Row], most: int, said: dict[str, str], book: MarkBook) -> BarRow:
    counts = Counter(str(row["change"]) for row in rows)
    name, number = kind_name(kind, said), said["changes_n"].format(n=len(rows))
    parts = tuple(
        Part(colour, counts[change] / most, f"{said[change]} {counts[change]}") for change, colour in CHANGES.items() if counts[change]
    )
    texts = said["join"].join(part.text for part in parts)
    leads = tuple((item, f"changed {office.name} {kind} {item}") for item in unique(row["item"] for row in rows)[:MOST_LEADS])
    mark = book.add(Mark(
        name, (number, texts), ((said["change"], texts, ""), (said["quote"], _told(rows, said), "quoted broad")), (name,), (), leads,
        f"kind {office.name} {kind}",
    ))  # fmt: skip
    return BarRow(
        name, "", number, len(rows) / most, parts, f"{name}{said['join']}{number}{said['join']}{texts}", {"data_mark": mark}, ratio=""
    )


def _told(rows: Sequence[Row], said: dict[str, str]) -> str:
    """Each change on lines of its own: what, before with its place, after with its place."""
    lines = [line for row in rows[:_LINES] for line in _told_of(row, said)]
    return "\n".join([*lines, *([f"… +{len(rows) - _LINES}"] if len(rows) > _LINES else [])])


def _told_of(row: Row, said: dict[str, str]) -> list[str]:
    places = ((name, f"  [{row[f'{name}_place']}]" if row[f"{name}_place"] else "") for name in ("before", "after"))
    quoted = [f"    {said[name]}{said['colon']}{row[name] or said['nothing_before']}{place}" for name, place in places]
    return [f"{said[str(row['change'])]}  {row['subject']}", *quoted]


def _items(office: Office, changes: Table, said: dict[str, str], book: MarkBook, number: int) -> Figure:
    """Items by kinds of content, the number of changes in each field."""
    by_item: dict[str, list[Row]] = defaultdict(list)
    for row in office.rows(changes):
        by_item[str(row["item"])].append(row)
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
                fields[place, column] = _field(office, item, kind, rows, most, said, book)
    name = said["chart_label"].format(name=office.name, title=said["changed_items_title"])
    facts = said["changed_most"].format(n=len(shown), all=len(by_item)) if len(shown) < len(by_item) else ""
    chart = HeatChart(
        [Head(item, _whole(by_item[item], said)) for item in shown],
        [Head(kind_name(kind, said)) for kind in kinds],
        fields,
        number,
        name,
        names=420,
    )
    return Figure(heading(office), sources, facts, chart=chart)


def _whole(rows: Sequence[Row], said: dict[str, str]) -> str:
    """Whether the item itself came or went."""
    return next((said[str(row["change"])] for row in rows if row["kind"] == "item" and row["change"] in ("added", "removed")), "")


def _serial(item: str) -> tuple[int, str]:
    first = item.split(" · ")[0].split("←")[0]
    return (int(first), item) if first.isdecimal() and len(first) < 10 else (1 << 40, item)


def _field(office: Office, item: str, kind: str, rows: Sequence[Row], most: int, said: dict[str, str], book: MarkBook) -> Field:
    name = kind_name(kind, said)
    serials = unique(item.split(" · ")[0].split("←"))
    counts = said["join"].join(f"{said[change]} {count}" for change, count in Counter(str(row["change"]) for row in rows).items())
    fields = (said["change"], f"{name}: {counts}", ""), (said["quote"], _told(rows, said), "quoted")
    leads = ((f"{said['changes_title']} · {name}", f"kind {office.name} {kind}"),)
    mark = book.add(Mark(item, (name, counts), fields, (name,), serials, leads, f"changed {office.name} {kind} {item}"))
    return Field(
        str(len(rows)), len(rows) / most * 0.999, mark, said["change_label"].format(item=fit(item, 900, 15), kind=name, n=len(rows))
    )
