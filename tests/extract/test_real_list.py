"""The first real list: what its words must give. Nothing of it is written here."""

from __future__ import annotations

import hashlib
from collections import Counter

import pytest
from extract.shared import LISTS, needs_real_list

from loaders.document import describe
from loaders.extract.laws import law_info
from loaders.power_list import read_list
from loaders.readers import tab_text
from loaders.reading import CellReading, Clause, ListReading

pytestmark = needs_real_list


@pytest.fixture(scope="module")
def text() -> str:
    return next((LISTS / "seeds").glob("*.txt")).read_bytes().decode("utf-8-sig")


@pytest.fixture(scope="module")
def reading(text: str) -> ListReading:
    grid = tab_text.read(text, "utf-8")
    sha = hashlib.sha256(text.encode()).hexdigest()
    return read_list(grid, describe(grid.before, grid.after, file_name="x", sha256=sha, form="text", encoding="utf-8"))


def clauses(reading: ListReading, kind: str) -> list[tuple[CellReading, Clause]]:
    return [(cell, clause) for item in reading.items for cell in item.cells for clause in cell.passage.clauses if clause.kind == kind]


def test_clauses_are_the_words_at_their_place(reading: ListReading, text: str) -> None:
    for kind, texts, instances in (("risk", 46, 575), ("measure", 48, 468), ("duty", 8, 696)):
        found = clauses(reading, kind)
        assert (len({clause.text for _, clause in found}), len(found)) == (texts, instances)
        assert all(text[cell.start + clause.start : cell.start + clause.end] == clause.text for cell, clause in found)


def test_stages(reading: ListReading) -> None:
    risks = clauses(reading, "risk")
    assert Counter(clause.stage.basis for _, clause in risks) == {"label": 566, "inferred": 9}
    assert {stage for _, clause in [*risks, *clauses(reading, "duty")] for stage in clause.stage.stages} == {
        "立案", "调查取证", "审查", "告知", "决定", "送达", "执行", "其他",
    }  # fmt: skip
    assert Counter(finding.code for finding in reading.findings)["unlabelled-risk"] == 9


def test_laws_and_certificates(reading: ListReading) -> None:
    found = [(item.ordinal, citation) for item in reading.items for cell in item.cells for citation in cell.passage.citations]
    papers = [mention.name for item in reading.items for cell in item.cells for mention in cell.passage.certificates]
    bracketed = [citation for _, citation in found if citation.bracketed]
    assert len({law_info(citation.title).name for citation in bracketed}) == 13
    assert len({citation.title for _, citation in found if not citation.bracketed}) == 1
    assert len(set(papers)) == 7
    assert len(bracketed) + len(papers) == 191
    assert sorted((ordinal, citation.article) for ordinal, citation in found if citation.article) == [(48, "第九条"), (50, "第四条")]


def test_people(reading: ListReading) -> None:
    slots = [entry for item in reading.items for entry in item.slots]
    assert sum(len({entry.chain for entry in item.slots}) for item in reading.items) == 166
    assert (len(slots), len({entry.slot.name for entry in slots}), len({entry.slot.department for entry in slots})) == (332, 6, 4)
    assert {entry.slot.kind for entry in slots} == {"person"}


def test_deadlines(reading: ListReading) -> None:
    found = {(deadline.words, deadline.trigger) for _, clause in clauses(reading, "duty") for deadline in clause.deadlines}
    assert found == {("15日", "自发现之日起"), ("3个月", "自立案之日起"), ("7日", "")}
