"""A ListReading as the JSON of `quanpu inspect`: what was understood, before anything is stored."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import Any

from graph.facts import Cite
from graph.findings import finding
from graph.table import NOTICE, Lang
from graph.words import word
from loaders.batch import official_name
from loaders.columns import ColumnMap, compact, simplified
from loaders.passages import CLAUSE_FIELDS, PEOPLE_FIELDS
from loaders.reading import CellReading, ChainSlot, Clause, ItemReading, ListReading

_OWN_KEYS = {"number", "code", "item", "category", "grade", *CLAUSE_FIELDS, *PEOPLE_FIELDS}


def inspection(reading: ListReading) -> dict[str, Any]:
    """The reading in the shape that the design lays down."""
    info = reading.document
    return {
        "document": {
            "name": info.name, "organization": info.organization if info.organization_found else None, "list_kind": info.list_kind,
            "form_date": info.form_date, "sha256": info.sha256, "format": info.format, "encoding": info.encoding or None,
        },
        "columns": [{"column": c.column, "header": c.header, "field": c.field, "why": c.why} for c in reading.columns],
        "items": [_item(reading, item) for item in reading.items],
        "issues": [
            {"code": f.code, "where": {"row": f.cite.row, "column": f.cite.column} | _part(f.cite), "text": f.text,
             "suggestion": f.suggestion, "cite": _cite(f.cite)}
            for f in reading.findings
        ],
        "skipped": [{"row": s.row, "why": s.why} | ({"part": s.part} if s.part else {}) for s in reading.skipped],
        "notes": list(reading.notes),
    }  # fmt: skip


def describe_reading(reading: ListReading, lang: Lang) -> str:
    """The reading for a person: document, columns, counts, findings, rows skipped and clauses that no rule types."""
    info, zh = reading.document, lang == "zh"
    rows = Counter(entry.why for entry in reading.skipped)
    findings = Counter(finding.code for finding in reading.findings)
    clauses = Counter(clause.kind for item in reading.items for cell in item.cells for clause in cell.passage.clauses)
    officials = {(official_name(slot.slot), slot.slot.kind) for item in reading.items for slot in item.slots}
    lines = [
        f"{info.name}", f"  {'机关' if zh else 'organization'}: {info.organization}; {'日期' if zh else 'date'}: {info.form_date or '-'}; "
        f"{info.list_kind}; {word(info.format, lang)} {info.encoding}", "", "列:" if zh else "Columns:",
        *(_column_line(c, lang) for c in reading.columns), "",
        f"{'行' if zh else 'Rows'}: {reading.rows_read} = {len(reading.items)} {'事项' if zh else 'items'} + "
        + " + ".join(f"{count} {word(why, lang)}" for why, count in rows.items()),
        f"{'分句' if zh else 'Clauses'}: " + ", ".join(f"{count} {word(kind, lang)}" for kind, count in clauses.items()),
        f"{'责任人' if zh else 'Officials'}: " + ("、".join(f"{name} ({word(kind, lang)})" for name, kind in sorted(officials)) or "-"),
        f"{'发现' if zh else 'Findings'}: " + (", ".join(f"{count} {finding(code, lang)}" for code, count in findings.items()) or "-"),
    ]  # fmt: skip
    other = unclassified(reading)
    lines += [
        "",
        f"{'未归类分句' if zh else 'Clauses of no type'}: {len(other)}",
        *(f"  {word(e['kind'], lang)}, {word('item', lang)} {e['item']}: {e['text']}" for e in other),
    ]
    return "\n".join(lines) + "\n\n" + NOTICE[lang] + "\n"


def _column_line(column: ColumnMap, lang: Lang) -> str:
    field = word(column.field, lang) if column.field else "未识别" if lang == "zh" else "not understood"
    return f"  {column.column}  {''.join(column.header.split())} -> {field} ({word(column.why, lang)})"


def unclassified(reading: ListReading) -> list[dict[str, Any]]:
    """Distinct clauses that no rule types: what to look at when a vocabulary is improved."""
    seen: dict[tuple[str, str], dict[str, Any]] = {}
    for item in reading.items:
        for cell in item.cells:
            for clause in cell.passage.clauses:
                if clause.types and clause.types[0].code == "OTHER":
                    entry = {
                        "kind": clause.kind,
                        "text": clause.text,
                        "item": item.serial,
                        "row": cell.row,
                        "column": cell.column,
                    }
                    seen.setdefault((clause.kind, clause.text), entry)
    return list(seen.values())


def _item(reading: ListReading, item: ItemReading) -> dict[str, Any]:
    sha = reading.document.sha256
    clauses = [(cell, clause) for cell in item.cells for clause in cell.passage.clauses]
    return {
        "serial": item.serial, "code": item.code, "parent": item.parent, "category": _category_shown(item),
        "name": item.name.passage.text, "cite": _cite(item.name.cite(sha)),
        "attributes": _attributes(sha, item),
        "duties": [_duty(sha, cell, clause) for cell, clause in clauses if clause.kind == "duty"],
        "risks": [_risk(sha, cell, clause, item) for cell, clause in clauses if clause.kind == "risk"],
        "measures": [_measure(sha, cell, clause) for cell, clause in clauses if clause.kind == "measure"],
        "chains": _chains(sha, item),
        "departments": [
            {"name": unit.name, "alias": unit.alias or None, "inferred": unit.inferred, "cite": _cite(unit.cite)} for unit in item.units
        ],
        "laws": [
            {"name": c.title, "article": c.article or None, "column": "".join(cell.header.split()), "bracketed": c.bracketed,
             "cite": _cite(cell.cite(sha, c.start, c.end))}
            for cell in item.cells for c in cell.passage.citations
        ],
        "certificates": [mention.name for cell in item.cells for mention in cell.passage.certificates],
    }  # fmt: skip


def _category_shown(item: ItemReading) -> str | None:
    """The standard category; 其他… is no kind of its own and stays as printed."""
    if item.category.startswith("其他"):
        return simplified(compact(item.category_printed)).removesuffix("类")
    return item.category or None


def _attributes(sha: str, item: ItemReading) -> dict[str, Any]:
    """The item's other cells by field; where a field has several cells (six columns of legal basis), all are under `all`."""
    found: dict[str, Any] = {}
    for cell in item.cells:
        if cell.passage.field not in _OWN_KEYS:
            entry = {
                "text": cell.passage.text,
                "cite": _cite(cell.cite(sha)),
                "header": "".join(cell.header.split()),
                "inferred": cell.inferred,
            }
            first = found.setdefault(cell.passage.field, dict(entry))
            first.setdefault("all", []).append(entry)
    return found


def _duty(sha: str, cell: CellReading, clause: Clause) -> dict[str, Any]:
    return {
        "order": clause.order, "kind": "duty", "stages": list(clause.stage.stages), "text": clause.text,
        "deadlines": [deadline.words for deadline in clause.deadlines], "number": clause.number or None,
        "cite": _cite(cell.cite(sha, clause.start, clause.end)),
    }  # fmt: skip


def _risk(sha: str, cell: CellReading, clause: Clause, item: ItemReading) -> dict[str, Any]:
    grades = [other for other in item.of("grade") if other.row == cell.row]
    return {
        "text": clause.text, "stage_printed": clause.stage.printed or None, "stages": list(clause.stage.stages),
        "stage_basis": clause.stage.basis or None, "marker": clause.stage.marker, "types": [hit.code for hit in clause.types],
        "cues": [clause.text[hit.start : hit.end] for hit in clause.types],
        "suggested": {hit.code: round(hit.score, 3) for hit in clause.types if hit.certainty == "suggested"},
        "grade": grades[0].passage.text if grades else None, "cite": _cite(cell.cite(sha, clause.start, clause.end)),
    }  # fmt: skip


def _measure(sha: str, cell: CellReading, clause: Clause) -> dict[str, Any]:
    return {
        "order": clause.order, "text": clause.text, "types": [hit.code for hit in clause.types],
        "cues": [clause.text[hit.start : hit.end] for hit in clause.types], "number": clause.number or None,
        "suggested": {hit.code: round(hit.score, 3) for hit in clause.types if hit.certainty == "suggested"},
        "cite": _cite(cell.cite(sha, clause.start, clause.end)),
    }  # fmt: skip


def _chains(sha: str, item: ItemReading) -> list[dict[str, Any]]:
    chains = groupby(sorted(item.slots, key=lambda entry: entry.chain), key=lambda entry: entry.chain)
    return [_chain(sha, number, list(entries)) for number, entries in chains]


def _chain(sha: str, number: int, entries: list[ChainSlot]) -> dict[str, Any]:
    unit = next((entry.slot.department for entry in entries if entry.slot.department), None)
    slots = [
        {"role": entry.slot.role, "official": official_name(entry.slot), "kind": entry.slot.kind,
         "printed": entry.slot.printed_role or None, "cite": _cite(entry.cell.cite(sha, entry.slot.start, entry.slot.end))}
        for entry in entries
    ]  # fmt: skip
    return {"chain": number, "department": unit, "slots": slots}


def _cite(cite: Cite) -> dict[str, Any]:
    return {"row": cite.row, "column": cite.column, "start": cite.start, "end": cite.end} | _part(cite)


def _part(cite: Cite) -> dict[str, str]:
    return {"part": cite.part} if cite.part else {}
