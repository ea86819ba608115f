"""A ListReading to the facts it states, each with its citation."""

from __future__ import annotations

from graph import schema
from graph.facts import Cite, GraphBatch, NodeFact
from graph.identity import fingerprint
from graph.kinds import EdgeKind, NodeKind
from loaders.document import DocumentInfo, place_of
from loaders.extract.laws import Citation, law_info
from loaders.extract.people import Slot
from loaders.extract.typing import types
from loaders.reading import CellReading, ChainSlot, Clause, Finding, ItemReading, ListReading, PassageReading, UnitRef
from loaders.tables import BLANK

NAME_LENGTH = 40
_ATTRIBUTES = ("sub_item", "level", "target", "limits", "fee", "phone", "note")
_CLAUSE_NODES: dict[str, NodeKind] = {"duty": schema.DUTY, "risk": schema.RISK_POINT, "measure": schema.MEASURE}
_TYPE_EDGES: dict[str, tuple[NodeKind, EdgeKind]] = {
    "risk": (schema.RISK_TYPE, schema.RISK_IS_A), "measure": (schema.MEASURE_TYPE, schema.MEASURE_IS_A),
}  # fmt: skip


def to_batch(reading: ListReading, reader: str) -> GraphBatch:
    """Everything the reading states. `reader` is the fingerprint of the rules it was read with."""
    info = reading.document
    top = Cite(info.sha256, 0, 0, 0, 0)
    document = NodeFact(schema.DOCUMENT, _document_props(reading, reader), top)
    batch = GraphBatch(document)
    place = place_of(info.organization) if info.organization_found else None
    organization = batch.node(
        schema.ORGANIZATION, top, name=info.organization, region=place.region if place else "",
        level=(place.level or None) if place else None, sector=(place.sector or None) if place else None,
    )  # fmt: skip
    batch.edge(schema.ISSUED_BY, document, organization, top)
    items = {item.ordinal: _state_item(batch, info, organization, item) for item in reading.items}
    _state_parents(batch, reading, items)
    for finding in reading.findings:
        _state_finding(batch, info, finding, items.get(finding.item or 0, document))
    return batch


def _document_props(reading: ListReading, reader: str) -> dict[str, str | bool | int | None]:
    info = reading.document
    return {
        "name": info.name, "sha256": info.sha256, "file_name": info.file_name, "organization": info.organization,
        "list_kind": info.list_kind, "form_date": info.form_date, "format": info.format, "encoding": info.encoding or None,
        "signed_by_leader": info.signed_by_leader, "sealed": info.sealed, "reader": reader, "current": True,
        "blank_rows": sum(row.why == BLANK for row in reading.skipped),
    }  # fmt: skip


def _state_item(batch: GraphBatch, info: DocumentInfo, organization: NodeFact, item: ItemReading) -> NodeFact:
    cite = item.name.cite(info.sha256)
    attributes = {name: cells[0].passage.text for name in _ATTRIBUTES if (cells := item.of(name))}
    node = batch.node(
        schema.POWER_ITEM, cite, name=item.name.passage.text, document=info.sha256, ordinal=item.ordinal,
        serial=item.serial, code=item.code, parent=item.parent, **attributes,
    )  # fmt: skip
    batch.edge(schema.LISTED_IN, node, batch.document, cite)
    if item.category and item.category_cite:
        _state_category(batch, node, item, item.category_cite)
    for cell in item.cells:
        _state_cell(batch, info, node, cell, item)
    for unit in item.units:
        _state_unit(batch, info, organization, node, unit)
    for slot in item.slots:
        _state_slot(batch, info, organization, node, slot)
    return node


def _state_category(batch: GraphBatch, node: NodeFact, item: ItemReading, cite: Cite) -> None:
    category = batch.node(schema.CATEGORY, cite, name=item.category)
    inside = cite.column > 0  # in a cell the words are the whole text; in a title they stand where the citation says
    start, end = (0, len(item.category_printed)) if inside else (cite.start, cite.end)
    batch.edge(
        schema.IN_CATEGORY, node, category, cite, printed=item.category_printed, column=cite.column, start=start, end=end,
        inferred=item.category_inferred,
    )  # fmt: skip


def _state_unit(batch: GraphBatch, info: DocumentInfo, organization: NodeFact, item: NodeFact, unit: UnitRef) -> None:
    department = batch.node(schema.DEPARTMENT, unit.cite, name=unit.name, organization=info.organization, alias=unit.alias or None)
    batch.edge(schema.PART_OF, department, organization, unit.cite)
    batch.edge(
        schema.HANDLES, department, item, unit.cite, chain=1, column=unit.column, start=unit.start, end=unit.end, inferred=unit.inferred
    )


def _state_cell(batch: GraphBatch, info: DocumentInfo, node: NodeFact, cell: CellReading, item: ItemReading) -> None:
    cite, passage = cell.cite(info.sha256), cell.passage
    target = _state_passage(batch, info, cell)
    grades = [other for other in item.of("grade") if other.row == cell.row] if passage.field == "risk" else []
    batch.edge(
        schema.HAS_PASSAGE, node, target, cite, field=passage.field, part=cell.part, row=cell.row, column=cell.column,
        header=cell.header, start=cell.start, inferred=cell.inferred, grade=grades[0].passage.text if grades else None,
    )  # fmt: skip


def _state_passage(batch: GraphBatch, info: DocumentInfo, cell: CellReading) -> NodeFact:
    passage, cite = cell.passage, cell.cite(info.sha256)
    known = NodeFact(schema.PASSAGE, _passage_props(passage), cite)
    if known.id in batch.nodes:  # a template: what it says is already stated
        return batch.nodes[known.id]
    batch.nodes[known.id] = known
    for clause in passage.clauses:
        _state_clause(batch, info, known, cell, clause)
    for citation in passage.citations:
        _state_citation(batch, info, known, cell, citation)
    for mention in passage.certificates:
        place = cell.cite(info.sha256, mention.start, mention.end)
        paper = batch.node(schema.CERTIFICATE, place, name=mention.name)
        batch.edge(schema.MENTIONS, known, paper, place, start=mention.start, end=mention.end)
    return known


def _passage_props(passage: PassageReading) -> dict[str, str]:
    return {
        "name": _short(passage.text), "text": passage.text, "field": passage.field, "family": passage.family,
        "fingerprint": fingerprint(passage.text),
    }  # fmt: skip


def _state_clause(batch: GraphBatch, info: DocumentInfo, passage: NodeFact, cell: CellReading, clause: Clause) -> None:
    cite = cell.cite(info.sha256, clause.start, clause.end)
    node = batch.node(_CLAUSE_NODES[clause.kind], cite, name=_short(clause.text), text=clause.text)
    staged = clause.kind != "measure"
    batch.edge(
        schema.STATES, passage, node, cite, order=clause.order, start=clause.start, end=clause.end, number=clause.number or None,
        stages=list(clause.stage.stages) if staged else None, stage_printed=clause.stage.printed or None,
        stage_basis=clause.stage.basis or None, marker=clause.stage.marker if staged else None,
        deadlines=[deadline.words for deadline in clause.deadlines] or None,
    )  # fmt: skip
    for hit in clause.types:
        type_kind, edge_kind = _TYPE_EDGES[clause.kind]
        entry = types(clause.kind)[hit.code]
        target = batch.node(
            type_kind, cite, code=entry.code, name=entry.name, name_en=entry.name_en, family=entry.family,
            family_en=entry.family_en, coarse=entry.coarse, definition=entry.definition,
        )  # fmt: skip
        batch.edge(edge_kind, node, target, cite, cue_start=hit.start, cue_end=hit.end, certainty=hit.certainty, score=hit.score)


def _state_citation(batch: GraphBatch, info: DocumentInfo, passage: NodeFact, cell: CellReading, citation: Citation) -> None:
    law, cite = law_info(citation.title), cell.cite(info.sha256, citation.start, citation.end)
    node = batch.node(schema.LAW, cite, name=law.name, full_name=law.full_name, level=law.level, aliases=list(law.aliases) or None)
    batch.edge(
        schema.CITES, passage, node, cite, article=citation.article or None, bracketed=citation.bracketed,
        start=citation.start, end=citation.end,
    )  # fmt: skip


def _state_slot(batch: GraphBatch, info: DocumentInfo, organization: NodeFact, item: NodeFact, entry: ChainSlot) -> None:
    slot, cell = entry.slot, entry.cell
    cite = cell.cite(info.sha256, slot.start, slot.end)
    official = batch.node(schema.OFFICIAL, cite, name=official_name(slot), organization=info.organization, kind=slot.kind)
    batch.edge(
        schema.RESPONSIBLE_FOR, official, item, cite, role=slot.role, printed_role=slot.printed_role or None, chain=entry.chain,
        department=slot.department or None, row=cell.row, column=cell.column, start=slot.start, end=slot.end,
    )  # fmt: skip
    if slot.department:
        _state_department(batch, info, organization, item, official, entry)


def _state_department(
    batch: GraphBatch, info: DocumentInfo, organization: NodeFact, item: NodeFact, official: NodeFact, entry: ChainSlot
) -> None:
    slot, cell = entry.slot, entry.cell
    cite = entry.unit.cite if entry.unit else cell.cite(info.sha256, slot.department_start, slot.department_end)
    unit = batch.node(schema.DEPARTMENT, cite, name=slot.department, organization=info.organization)
    batch.edge(schema.PART_OF, unit, organization, cite)
    if entry.unit is None:  # else the unit's own cell has said that it handles the item
        batch.edge(
            schema.HANDLES, unit, item, cite, chain=entry.chain, column=cell.column, start=slot.department_start,
            end=slot.department_end,
        )  # fmt: skip
    appointment = {"leader": schema.LEADS, "head": schema.HEADS}.get(slot.role)
    if appointment:
        batch.edge(appointment, official, unit, cite, document=info.sha256, observed_on=info.form_date)


def _state_parents(batch: GraphBatch, reading: ListReading, items: dict[int, NodeFact]) -> None:
    by_serial = {item.serial: item.ordinal for item in reversed(reading.items) if item.serial}
    for item in reading.items:
        parent = by_serial.get(item.parent or "")
        if parent and parent != item.ordinal:
            batch.edge(schema.SUB_ITEM_OF, items[item.ordinal], items[parent], item.name.cite(reading.document.sha256))


def _state_finding(batch: GraphBatch, info: DocumentInfo, finding: Finding, place: NodeFact) -> None:
    cite = finding.cite
    where = f"{cite.part}|{cite.row}|{cite.column}|{cite.start}-{cite.end}"
    issue = batch.node(
        schema.ISSUE, cite, name=finding.code, document=info.sha256, code=finding.code, place=where, text=finding.text,
        suggestion=finding.suggestion,
    )  # fmt: skip
    batch.edge(
        schema.FOUND_IN,
        issue,
        place,
        cite,
        field=finding.field or None,
        row=cite.row,
        column=cite.column,
        start=finding.start,
        end=finding.end,
    )


def official_name(slot: Slot) -> str:
    """A person's name without blanks inside; a post under its own unit's name: the 股长 of two units are two posts."""
    compact = "".join(slot.name.split()) if slot.kind == "person" and not slot.name.isascii() else " ".join(slot.name.split())
    qualified = slot.kind == "post" and slot.role == "head" and slot.department and not compact.startswith(slot.department)
    return f"{slot.department}{compact}" if qualified else compact


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= NAME_LENGTH else words[: NAME_LENGTH - 1] + "…"
