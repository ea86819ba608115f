"""Data-quality findings: what is odd in a list's text. The text itself is never changed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from graph.facts import Cite
from loaders.document import DocumentInfo
from loaders.extract.laws import find_dangling, find_self_references
from loaders.readers.grid import Grid
from loaders.reading import CellReading, Finding, ItemReading, PassageReading
from loaders.vocab import vocabulary

_DOUBLED = re.compile(r"([㐀-鿿])\1")
_DOUBLED_MARK = re.compile(r"\d{1,2}[、.．]{2,}|[；。，]{2,}")
_INNER_BLANK = re.compile(r"(?<=[㐀-鿿])[ 　](?=[㐀-鿿])")
TEXT_FIELDS = ("item", "duty", "risk", "measure", "basis")


@dataclass(frozen=True, slots=True)
class Oddity:
    """A finding at `start:end` of a passage's text."""

    code: str
    start: int
    end: int
    suggestion: str


def find_all(document: DocumentInfo, items: tuple[ItemReading, ...], grid: Grid) -> tuple[Finding, ...]:
    """Findings of every item's cells, then those of the document."""
    found = [finding for item in items for cell in item.cells for finding in _of_cell(document, item, cell)]
    return (*found, *_of_document(document, items, grid))


def _of_cell(document: DocumentInfo, item: ItemReading, cell: CellReading) -> Iterator[Finding]:
    for oddity in oddities(cell.passage):
        cite = cell.cite(document.sha256, oddity.start, oddity.end)
        text = cell.passage.text[oddity.start : oddity.end]
        yield Finding(oddity.code, cite, text, oddity.suggestion, oddity.start, oddity.end, cell.passage.field, item.ordinal)


@cache
def oddities(passage: PassageReading) -> tuple[Oddity, ...]:
    """What is odd in one passage; each distinct text is looked at once."""
    if passage.field not in TEXT_FIELDS:
        return ()
    found = [*_misprints(passage.text), *_doubled(passage.text), *_inner_blanks(passage), *_references(passage.text)]
    found += [*_numbering(passage), *_unlabelled(passage)]
    return tuple(sorted(found, key=lambda oddity: (oddity.start, oddity.code)))


def _misprints(text: str) -> Iterator[Oddity]:
    for pattern, reading in _misprint_rules():
        for match in pattern.finditer(text):
            yield Oddity("typo", match.start(), match.end(), reading)


@cache
def _misprint_rules() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(entry["is"]), entry["read"]) for entry in vocabulary("misprints")["misprints"])


def _doubled(text: str) -> Iterator[Oddity]:
    words = frozenset(vocabulary("misprints")["doubled_words"])
    for match in _DOUBLED.finditer(text):
        if match[1] not in words and match[1] in "的了和与或在对为是有等及被把":
            yield Oddity("doubled-character", match.start(), match.end(), match[1])


def _inner_blanks(passage: PassageReading) -> Iterator[Oddity]:
    if passage.field == "measure":  # blanks part the measures of a line there
        return
    for match in _INNER_BLANK.finditer(passage.text):
        a, b = match.start() - 1, match.end() + 1
        yield Oddity("inner-blank", a, b, passage.text[a] + passage.text[b - 1])


def _references(text: str) -> Iterator[Oddity]:
    for mention in find_self_references(text):
        yield Oddity("self-reference", mention.start, mention.end, "the list does not say which law this is")
    for mention in find_dangling(text):
        yield Oddity("dangling-reference", mention.start, mention.end, "what it refers to is not in the list")


def _numbering(passage: PassageReading) -> Iterator[Oddity]:
    for match in _DOUBLED_MARK.finditer(passage.text):
        yield Oddity("numbering" if match[0][0].isdigit() else "doubled-mark", match.start(), match.end(), match[0][:-1])
    if passage.field not in ("duty", "measure"):
        return
    for clause in passage.clauses:
        if not clause.number and any(other.number for other in passage.clauses) and _opens_line(passage.text, clause.start):
            yield Oddity("missing-number", clause.start, clause.end, "a number as its neighbours have")


def _opens_line(text: str, start: int) -> bool:
    return not text[:start].rpartition("\n")[2].strip()


def _unlabelled(passage: PassageReading) -> Iterator[Oddity]:
    if passage.field != "risk" or not any(clause.stage.marker != "none" for clause in passage.clauses):
        return
    for clause in passage.clauses:
        if clause.stage.marker == "none" and _opens_line(passage.text, clause.start):
            suggestion = "、".join(clause.stage.stages) or "a stage label"
            yield Oddity("unlabelled-risk", clause.start, clause.end, suggestion)


def _of_document(document: DocumentInfo, items: tuple[ItemReading, ...], grid: Grid) -> Iterator[Finding]:
    place = len(grid.before) + sum(len(cell.raw) for row in grid.rows for cell in row.cells) if grid.offsets_in_document else 0
    cite = Cite(document.sha256, 0, 0, place, place + len(grid.after))
    if document.signed_by_leader is False:
        yield Finding("unsigned", cite, grid.after.strip(), "the signature line is empty")
    if document.sealed is False:
        yield Finding("unsealed", cite, grid.after.strip(), "the line for the seal is empty")
    top = Cite(document.sha256, 0, 0, 0, len(grid.before))
    if not document.organization_found:
        yield Finding("no-organization", top, document.name, "the list does not say whose it is")
    if document.form_date is None:
        yield Finding("no-date", top, document.name, "the list bears no date: its versions can't be told apart")
    yield from _repeated_serials(document, items)


def _repeated_serials(document: DocumentInfo, items: tuple[ItemReading, ...]) -> Iterator[Finding]:
    seen: set[str] = set()
    for item in items:
        if item.serial in seen and item.of("number"):
            cell = item.of("number")[0]
            words = cell.passage.text
            yield Finding(
                "repeated-serial", cell.cite(document.sha256), words, "a serial of its own", 0, len(words), "number", item.ordinal
            )
        seen.add(item.serial or "")
