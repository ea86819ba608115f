"""The page of comparison: organizations side by side, each by itself, with its numbers and the small ones marked."""

from __future__ import annotations

from collections.abc import Sequence

from graph.table import SMALL_N, SMALL_N_NOTE, Lang, Table
from viz.charts import BarRow, Part, percent, rows_drawn
from viz.heat import Field, Head, HeatChart
from viz.linked import ALONE, Links
from viz.marks import Mark, MarkBook, quotes, serials_of, unique
from viz.offices import Office, Row, offices
from viz.risk_charts import Kinds, kinds_of
from viz.risks import family_legend, heat_legend, named
from viz.sections import Figure, all_dated, chart_page, section, serial_text
from viz.svg import fit
from viz.words import words

SHARES = ("normalized_hhi", "cr1", "same_head_share")  # run from 0 to 1
MEASURES = ("normalized_hhi", "cr1", "median_items_per_official", "same_head_share")


def compare_page(peers: Table, frequency: Table, cells: Table, *, lang: Lang, links: Links = ALONE) -> str:
    """One HTML page from the answers to X1 and R1 and the items with their risks: a row per organization in every chart.

    Raises `DataError` when R1's denominator lacks an organization, `UsageError` when it compares versions.
    """
    said, book, kinds = words(lang), MarkBook(links), kinds_of(cells)
    found = offices(frequency, cells)
    sources = all_dated(peers.documents or frequency.documents, said)
    figures = [_measure(name, peers, sources, said, book, lang) for name in MEASURES]
    sections = (
        section("peers", said, figures, table="peers"),
        section("mix", said, [_mix(found, frequency, cells, kinds, sources, said, book)], table="mix", keys=True,
                legend=(*heat_legend(said), *family_legend(kinds, said))),
    )  # fmt: skip
    return chart_page("compare", peers, sections, {"peers": peers, "mix": named(frequency, kinds)}, book, lang=lang,
                      remark=said["one_office"] if len(found) == 1 else "")  # fmt: skip


def _measure(name: str, peers: Table, sources: str, said: dict[str, str], book: MarkBook, lang: Lang) -> Figure:
    """One figure of X1 for every organization."""
    most = 1 if name in SHARES else max((row[name] or 0 for row in peers.rows), default=0) or 1
    rows = [_office_bar(name, row, most, peers, said, book) for row in peers.rows]
    small = SMALL_N_NOTE[lang] if any((row["officials"] or 0) < SMALL_N for row in peers.rows) else ""
    if not rows:
        return Figure(said[name], sources, none=said["nothing"].format(total=0))
    title = said["chart_label"].format(name=said["peers_title"], title=said[name])
    facts = said[f"peer_{name}"] + (said["space"] + said["alone_full"] if len(rows) == 1 and name not in SHARES else "")
    return Figure(said[name], sources, facts, small, pair=rows_drawn(rows, title))


def _office_bar(name: str, row: Row, most: float, peers: Table, said: dict[str, str], book: MarkBook) -> BarRow:
    office, n, value = str(row["organization"]), row["officials"] or 0, row[name]
    shown = (
        said["no_figure"]
        if value is None
        else percent(value)
        if name in ("cr1", "same_head_share")
        else f"{value:.3f}"
        if name in SHARES
        else f"{value:g}"
    )
    below = said["peer_below"].format(n=n, items=row["items"])
    few = said["small"] if n < SMALL_N else ""
    chance = _chance(peers, office) if name == "normalized_hhi" and value is not None else None
    part = () if chance is None else (Part("rest", chance, said["by_chance"].format(value=f"{chance:.3f}")),)
    mark = book.add(Mark(office, (said[name], shown), (
        (said["figure_name"], said[name], ""), (said["value"], shown, ""), (said["holders"], f"n = {n}" + (f" · {few}" if few else ""), ""),
        (said["items"], str(row["items"]), ""), *((said["by_chance"].format(value=""), each.text, "broad") for each in part),
        (said["read"], said[f"peer_{name}"], "broad"),
    ), (office,), (), _measure_leads(office, name, said), f"peer {office} {name}"))  # fmt: skip
    label = f"{fit(office, 900, 15)}{said['join']}{said[name]} {shown}{said['join']}{below}"
    return BarRow(office, below, shown, (value or 0) / most, part, label, {"data_mark": mark}, "first", ratio=few)


def _measure_leads(office: str, name: str, said: dict[str, str]) -> tuple[tuple[str, str], ...]:
    """From one figure of an office to its others, and to its risks."""
    others = ((said[other], f"peer {office} {other}") for other in MEASURES if other != name)
    return (*others, (said["mix_title"], f"mix {office}"))


def _chance(peers: Table, office: str) -> float | None:
    """What 95% of random assignments of the office's slots stay below, where X1 tells."""
    parts = peers.denominator.get("organizations", {})
    value = (parts.get(office) or {}).get("dealt_p95") if parts else peers.denominator.get("dealt_p95")
    return float(value) if isinstance(value, (int, float)) else None


def _mix(
    found: Sequence[Office], frequency: Table, cells: Table, kinds: Kinds, sources: str, said: dict[str, str], book: MarkBook
) -> Figure:
    """Shares of items by risk type, a row per organization."""
    total: dict[str, float] = {}
    for office in found:
        for row in office.rows(frequency):
            total[str(row["risk_type"])] = total.get(str(row["risk_type"]), 0) + (row["share"] or 0)
    codes = sorted(total, key=lambda code: (-total[code], code))
    fields = {(place, codes.index(str(row["risk_type"]))): _share(office, row, cells, kinds, said, book)
              for place, office in enumerate(found) for row in office.rows(frequency)}  # fmt: skip
    if not fields:
        return Figure("", sources, none=said["nothing"].format(total=sum(office.total for office in found)))
    rows = [Head(office.name, said["party_items"].format(n=office.total)) for office in found]
    chart = HeatChart(rows, [Head(kinds.name(code), "", kinds.kind(code)) for code in codes], fields, 300, said["mix_title"])
    return Figure("", sources, chart=chart)


def _share(office: Office, row: Row, cells: Table, kinds: Kinds, said: dict[str, str], book: MarkBook) -> Field:
    code, share = str(row["risk_type"]), row["items"] / max(office.total, 1)
    behind = [cell for cell in office.rows(cells) if cell["risk_type"] == code]
    label = said["mix_label"].format(office=fit(office.name, 900, 15), type=kinds.name(code), n=row["items"], total=office.total)
    items = said["items_share"].format(n=row["items"], total=office.total)
    serials = serials_of(behind)
    mark = book.add(Mark(f"{office.name} · {kinds.name(code)}", (items, percent(share)), (
        (said["items"], f"{items} · {percent(share)}", ""), (said["templates"], str(row["templates"]), ""),
        (said["item_serials"], serial_text(serials, said), "broad"), (said["quote"], quotes(behind), "quoted"),
    ), unique((office.name, code)), (), ((said["peers_title"], f"peer {office.name} {MEASURES[0]}"),),
        f"mix {office.name}", (("risk", code),)))  # fmt: skip
    return Field(f"{share:.0%}", share, mark, label)
