"""Made-up answers on risks, measures, laws, lines and changes: no office, person or law in here exists."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import Any

from browser.made_up import EVIL, HOSTILE, item_name

from graph.table import Column, Source, Table
from viz.coverage_charts import CoverageAnswers
from viz.risk_charts import RiskAnswers

Row = dict[str, Any]
OFFICE, SECOND = "松湾县风物监督局", "青垣市河渡管理处"
TYPES = {
    "BRIBE": ("收受好处", "廉洁"), "DELAY": ("拖延推诿", "不作为"), "LEAK": ("通风报信", "案情与证据"), "OTHER": ("未归类", "未归类"),
}  # fmt: skip
# which types an item states, by what remains of its serial: three kinds of cell
STATED = {0: ("BRIBE", "DELAY"), 1: ("BRIBE",), 2: ("BRIBE", "DELAY", "LEAK")}
STAGES = {"BRIBE": "决定", "DELAY": "受理", "LEAK": "调查取证", "OTHER": ""}
LAWS = {"duty": ("风物管理法", "法律"), "measure": ("竹器登记办法", "部门规章")}


def column(name: str, kind: str = "text") -> Column:
    return Column(name, f"{name}（中）", name, kind)


def columns(*names: str, **kinds: str) -> tuple[Column, ...]:
    return tuple(column(name, kinds.get(name, "text")) for name in names)


def place(serial: int, at: int, quote: str) -> Row:
    start = 1000 * serial + at
    return {"part": [""], "row": [serial], "column": [5], "start": [start], "end": [start + len(quote)], "quote": [quote]}


def item(office: str, serial: int) -> Row:
    return {
        "organization": office,
        "document": f"{office}权力清单",
        "ordinal": serial,
        "item_serial": str(serial),
        "item": item_name(serial),
    }


def risk_rows(office: str, items: int) -> list[Row]:
    """Item 3, 6, 9 … state two types, 1, 4, 7 … one, 2, 5, 8 … three, of which the third is only suggested."""
    return [
        item(office, serial) | {
            "risk_type": code, "risk_name": TYPES[code][0], "family": TYPES[code][1], "stages": [STAGES[code]],
            "quote_stages": [STAGES[code]],
            "certainty": "suggested" if code == "LEAK" else "stated", "templates": [serial % 3 + 1],
        } | place(serial, 10 * at, f"{STAGES[code]}环节{TYPES[code][0]}")
        for serial in range(1, items + 1) for at, code in enumerate(STATED[serial % 3])
    ]  # fmt: skip


def table(rows: list[Row], names: tuple[Column, ...], offices: dict[str, Row], **more: Any) -> Table:
    """An answer as the runner gives it: with several organizations a column for them and a denominator of each."""
    several = len(offices) > 1
    total = {name: sum(part[name] for part in offices.values()) for name in next(iter(offices.values()))}
    denominator = total | ({"organizations": offices} if several else {})
    given = (column("organization"), *names) if several and names[0].name != "organization" else names
    sources = tuple(Source(f"{office}权力清单", "2031-05-14", office) for office in offices)
    shown = [{each.name: row[each.name] for each in given} for row in rows]
    return Table(given, shown, denominator=denominator, documents=sources, n=12, question={"zh": "问？", "en": "Asked?"}, **more)


CELLS = columns("organization", "document", "ordinal", "item_serial", "item", "risk_type", "risk_name", "family", "certainty", "stages",
                "quote_stages", "templates", "part", "row", "column", "start", "end", "quote")  # fmt: skip


def counted(rows: list[Row], *names: str) -> dict[tuple[Any, ...], list[Row]]:
    found: dict[tuple[Any, ...], list[Row]] = defaultdict(list)
    for row in rows:
        found[tuple(row[name] for name in names)].append(row)
    return found


def risk_answers(sizes: dict[str, int]) -> RiskAnswers:
    """The answers for offices with so many items."""
    rows = [row for office, items in sizes.items() for row in risk_rows(office, items)]
    return risk_answers_of(rows, sizes)


def risk_answers_of(rows: list[Row], sizes: dict[str, int]) -> RiskAnswers:
    plain = {office: {"items": items} for office, items in sizes.items()}
    frequency = [{
        "organization": office, "risk_type": code, "risk_name": found[0]["risk_name"], "items": len(found),
        "share": len(found) / sizes[office], "templates": len({row["templates"][0] for row in found}), "statements": 1,
    } for (office, code), found in counted(rows, "organization", "risk_type").items()]  # fmt: skip
    frequency.sort(key=lambda row: (row["organization"], -row["items"]))
    codes = list(dict.fromkeys(row["risk_type"] for row in rows))[:2]
    sets = [{"organization": office, "risk_types": codes, "size": len(codes), "items": sizes[office] // 3 * 2, "templates": 2}
            for office in sizes]  # fmt: skip
    stages = [{"organization": office, "stage": stage or None, "risk_type": code, "items": len(found), "basis": "label"}
              for (office, code, stage), found in counted([row | {"stage": row["stages"][0]} for row in rows], "organization", "risk_type",
                                                          "stage").items()]  # fmt: skip
    return RiskAnswers(
        table(rows, CELLS, plain),
        table(frequency, columns("risk_type", "risk_name", "items", "share", "templates", "statements", share="share"), plain),
        table([], columns("template"), {office: {"items": items, "templates": 3} for office, items in sizes.items()}),
        table(sets, columns("risk_types", "size", "items", "templates"), plain),
        table(stages, columns("stage", "risk_type", "items", "basis"), plain),
    )


def coverage_answers(sizes: dict[str, int]) -> CoverageAnswers:
    """DELAY has no measure on items 3, 6, 9 …; for LEAK the matrix defines none; BRIBE has one."""
    cells = [row for office, items in sizes.items() for row in risk_rows(office, items)]
    gaps = [row | {"covering_measures": [] if row["risk_type"] == "LEAK" else ["FILES"], "officials": ["甲"],
                   "matrix_defined": row["risk_type"] != "LEAK"}
            for row in cells if row["risk_type"] == "LEAK" or (row["risk_type"] == "DELAY" and row["ordinal"] % 3 == 0)]  # fmt: skip
    plain = {office: {"items": items} for office, items in sizes.items()}
    parties = [item(office, serial) | {
        "departments": [] if serial == 1 else ["标准股"] if serial % 2 else ["标准股", "稽查队"],
        "officials": ["林砚秋"] if serial < 9 else [],
        "measures": ["TRAINING"], "measure_names": ["教育培训"], "states_measures": True,
    } for office, items in sizes.items() for serial in range(1, items + 1)]  # fmt: skip
    names = columns("item_serial", "item", "risk_type", "covering_measures", "officials", "matrix_defined")
    return CoverageAnswers(
        table(gaps, names, plain, params={"include_suggested": True}), table(cells, CELLS, plain),
        table(parties, columns(*parties[0]), plain),
    )  # fmt: skip


def law_answers(items: int = 12) -> tuple[Table, Table]:
    """Every item cites the first law among its duties; every third the second among its measures, and the first there too."""
    rows = []
    for serial in range(1, items + 1):
        third = serial % 3 == 0
        for field, (law, level) in LAWS.items():
            if field == "duty" or third:
                fields = ["duty", "measure"] if field == "duty" and third else [field]
                rows.append(item(OFFICE, serial) | {"law": law, "level": level, "fields": fields, "articles": ["第九条"] if third else []}
                            | place(serial, 7, f"依照《{law}》的规定办理"))  # fmt: skip
    counts = [{"law": law, "level": level, "items": len(found), "columns": ["duty"], "articles": []}
              for (law, level), found in counted(rows, "law", "level").items()]  # fmt: skip
    plain = {OFFICE: {"items": items}}
    return table(counts, columns("law", "level", "items", "columns", "articles"), plain), table(rows, columns(*rows[0]), plain)


def chain_answer() -> Table:
    """Three kinds of line; one official is leader in one and head in another, one line names no leader."""
    lines = [("高望舒", "标准股", "陆怀瑾", 5), ("林砚秋", "稽查队", "高望舒", 3), (None, "窗口", "陆怀瑾", 1)]
    rows = [{"kind": "chain", "first": first, "department": unit, "second": second, "items": items, "lift": None}
            for first, unit, second, items in lines]  # fmt: skip
    rows.insert(0, {"kind": "pair", "first": "高望舒", "department": None, "second": "陆怀瑾", "items": 5, "lift": 1.1})
    cite = {"row": 1, "column": 7, "start": 10, "end": 30}
    evidence = [{"row": number, "items": row["items"], "item_serials": [str(serial) for serial in range(1, row["items"] + 1)],
                 "cells": [{"text": f"分管领导：{row['first']}", "cite": cite}]} for number, row in enumerate(rows, 1)]  # fmt: skip
    names = columns("kind", "first", "department", "second", "items", "lift")
    return table(rows, names, {OFFICE: {"items": 9}}, evidence=evidence)


def index_answer() -> Table:
    """Six slots held 3, 2, 1; leaders by a single one."""
    values = {"slots": (3, (0.3889, 0.0833, 0.2222, 0.5, 0.8333, 1.0)), "leader": (1, (1.0, 1.0, 0.0, 1.0, 1.0, 1.0))}
    rows = [{"base": base, "measure": name, "value": value, "n": n, "effective_n": 1 / numbers[0]}
            for base, (n, numbers) in values.items()
            for name, value in zip(("hhi", "normalized_hhi", "gini", "cr1", "cr2", "cr3"), numbers, strict=True)]  # fmt: skip
    return table(rows, columns("base", "measure", "value", "n", "effective_n"), {OFFICE: {"items": 9}})


def peer_answer() -> Table:
    """Two offices, one of which names nobody."""
    rows = [
        {"organization": OFFICE, "items": 12, "officials": 14, "normalized_hhi": 0.25, "cr1": 0.5, "median_items_per_official": 4,
         "same_head_share": 0.125},
        {"organization": SECOND, "items": 9, "officials": 0, "normalized_hhi": None, "cr1": None, "median_items_per_official": None,
         "same_head_share": None},
    ]  # fmt: skip
    offices = {OFFICE: {"items": 12, "dealt_p95": 0.08}, SECOND: {"items": 9, "dealt_p95": 0}}
    return table(rows, columns(*rows[0], cr1="share", same_head_share="share"), offices)


def change_answer() -> Table:
    """Changes of three items between two versions; of one the cells that its words stand in."""
    rows = [
        ("added", "item", "12 · 对竹器的检查", None, "对竹器的检查"), ("changed", "official", "2←3 · leader 1 · 纸伞登记", "甲", "乙"),
        ("changed", "risk", "2←3 · ≈0.91 · 纸伞登记", "旧句", "新句"), ("added", "risk", "2←3 · ≈0.91 · 纸伞登记", None, "又一句"),
        ("removed", "law", "5 · 灯笼转让", "灯笼办法", None),
    ]  # fmt: skip
    names = ("change", "kind", "subject", "before", "after")
    cells = [{"form_date": date, "field": "risk", "text": f"1、{words}", "cite": {"row": row, "column": 5, "start": row * 10}}
             for date, row, words in (("2030-05-14", 3, "旧句"), ("2031-05-14", 2, "新句"))]  # fmt: skip
    answer = table([dict(zip(names, row, strict=True)) for row in rows], columns(*names), {OFFICE: {"items": 12, "items_before": 11}})
    return replace(answer, evidence=[{"cells": cells if row[3] == "旧句" else []} for row in rows])


def hostile_risks() -> tuple[RiskAnswers, CoverageAnswers]:
    """Types, items, stages and words that try to be markup, script, formulas, or too long."""
    rows = risk_rows(EVIL, 6)
    for number, row in enumerate(rows):
        text = HOSTILE[number % len(HOSTILE)]
        row |= {
            "risk_type": text,
            "risk_name": text,
            "family": text,
            "item": text,
            "stages": [text],
            "quote_stages": [text],
            "quote": [text],
            "document": EVIL,
        }
    answers = risk_answers_of(rows, {EVIL: 6})
    parties = [item(EVIL, serial) | {
        "document": EVIL, "departments": [HOSTILE[serial]], "officials": [HOSTILE[serial]], "measures": [EVIL], "measure_names": [EVIL],
        "states_measures": True,
    } for serial in range(1, 7)]  # fmt: skip
    gaps = [row | {"covering_measures": [EVIL], "officials": [EVIL], "matrix_defined": True} for row in rows]
    names = columns("item_serial", "item", "risk_type", "covering_measures", "officials", "matrix_defined")
    plain = {EVIL: {"items": 6}}
    return answers, CoverageAnswers(
        table(gaps, names, plain, params={"include_suggested": True}), table(rows, CELLS, plain),
        table(parties, columns(*parties[0]), plain),
    )  # fmt: skip
