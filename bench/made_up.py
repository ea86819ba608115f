"""A made-up network of any size, as the store would give it: no office, person or item in here exists."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import networkx as nx

MultiGraph = nx.MultiDiGraph


@dataclass(frozen=True)
class Size:
    """How much of each there is: per office, and for texts and laws in all."""

    offices: int = 1
    items: int = 87
    groups: int = 4
    officials: int = 6
    departments: int = 4
    risks: int = 46
    measures: int = 48
    laws: int = 13


def plain(kind: str, number: int) -> str:
    """A harmless name."""
    words = {
        "Organization": "松湾县第{}风物局", "Official": "职员{}号", "Department": "风物{}股", "Law": "风物管理办法之{}",
        "PowerItem": "对未按规定登记第{}种风筝、纸伞及其附件的处罚", "Document": "第{}风物局权力监督清单一览表（虚构）",
        "RiskPoint": "办理第{}类事项时接受吃请、收受礼品，不按规定程序登记", "Measure": "第{}类事项由两人共同办理，全程记录并留存案卷备查",
    }  # fmt: skip
    return words[kind].format(number)


def made_up(size: Size, name: Callable[[str, int], str] = plain) -> MultiGraph:
    """The graph: each office's items fall into groups with one chain of two lines, and share texts with other items."""
    graph: MultiGraph = nx.MultiDiGraph()
    for label, count in (("RiskPoint", size.risks), ("Measure", size.measures)):
        for number in range(count):
            text = name(label, number)
            graph.add_node(f"{label}{number}", label=label, name=text[:40], text=text)
    for number in range(size.laws):
        graph.add_node(f"Law{number}", label="Law", name=name("Law", number), full_name=name("Law", number))
    graph.add_node("RiskType", label="RiskType", code="SOLICIT", name="收受财物", name_en="Taking gifts")
    for number in range(size.risks):
        graph.add_edge(f"RiskPoint{number}", "RiskType", kind="IS_A", certainty="stated")
    for office in range(size.offices):
        _office(graph, office, size, name)
    return graph


def _office(graph: MultiGraph, office: int, size: Size, name: Callable[[str, int], str]) -> None:
    key, document = f"o{office}", f"d{office}"
    graph.add_node(key, label="Organization", name=name("Organization", office))
    graph.add_node(document, label="Document", name=name("Document", office), sha256=document, organization=name("Organization", office))
    graph.add_edge(document, key, kind="ISSUED_BY")
    for label, count in (("Official", size.officials), ("Department", size.departments)):
        for number in range(count):
            kind = {"kind": "person"} if label == "Official" else {}
            graph.add_node(
                f"{key}{label}{number}", label=label, name=name(label, number), organization=name("Organization", office), **kind
            )
    for ordinal in range(1, size.items + 1):
        _item(graph, office, ordinal, size, name)


def _item(graph: MultiGraph, office: int, ordinal: int, size: Size, name: Callable[[str, int], str]) -> None:
    key, item, group = f"o{office}", f"o{office}i{ordinal}", ordinal * size.groups // (size.items + 1)
    graph.add_node(item, label="PowerItem", name=name("PowerItem", ordinal), ordinal=ordinal, serial=str(ordinal), document=f"d{office}")
    graph.add_edge(item, f"d{office}", kind="LISTED_IN")
    people = [(group + place) % size.officials for place in range(3)] + [(group + 1) % size.officials]
    units = [group % size.departments, (group + 1) % size.departments]
    roles = [("leader", "分管领导"), ("head", "负责人")] * 2
    lines = [f"{printed}：{name('Official', one)}" for (_, printed), one in zip(roles, people, strict=True)]
    text = "\n".join([*(name("Department", unit) for unit in units), *lines])
    _cell(graph, item, ordinal, 7, "责任人", text)
    for place, ((role, printed), one) in enumerate(zip(roles, people, strict=True)):
        start = text.index(lines[place]) + len(printed) + 1
        where = {"row": ordinal, "column": 7, "start": start, "end": start + len(name("Official", one))}
        graph.add_edge(f"{key}Official{one}", item, kind="RESPONSIBLE_FOR", role=role, printed_role=printed, chain=place // 2 + 1, **where)
    for chain, unit in enumerate(units, 1):
        start = text.index(name("Department", unit))
        graph.add_edge(f"{key}Department{unit}", item, kind="HANDLES", chain=chain, column=7, start=start, end=start + 1)
    _clauses(graph, item, ordinal, size)
    law = ordinal % size.laws
    cell = _cell(graph, item, ordinal, 4, "责任事项", f"依照《{name('Law', law)}》办理。")
    if not graph.out_degree(cell):
        graph.add_edge(cell, f"Law{law}", kind="CITES", start=2, end=4 + len(name("Law", law)))


def _clauses(graph: MultiGraph, item: str, ordinal: int, size: Size) -> None:
    for column, header, label, count in ((5, "监督重点", "RiskPoint", size.risks), (6, "监督措施", "Measure", size.measures)):
        facts = sorted({(ordinal // 6 * 5 + place) % count for place in range(5)})
        texts = [graph.nodes[f"{label}{fact}"]["text"] for fact in facts]
        cell = _cell(graph, item, ordinal, column, header, "\n".join(texts))
        if graph.out_degree(cell):  # another item's cell says the same
            continue
        at = 0
        for order, (fact, words) in enumerate(zip(facts, texts, strict=True), 1):
            graph.add_edge(cell, f"{label}{fact}", kind="STATES", order=order, start=at, end=at + len(words), stages=["立案"])
            at += len(words) + 1


def _cell(graph: MultiGraph, item: str, row: int, column: int, header: str, text: str) -> str:
    key = f"p{column} {text}"
    graph.add_node(key, label="Passage", name=text[:20], text=text, field={4: "duty", 5: "risk", 6: "measure", 7: "responsible"}[column])
    graph.add_edge(
        item,
        key,
        kind="HAS_PASSAGE",
        field="risk",
        part="",
        row=row,
        column=column,
        header=header,
        start=100 * row + column,
        inferred=False,
    )
    return key
