"""Data-quality findings: what is odd in a list. The text itself is never changed."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from graph.facts import Cite
from loaders.document import DocumentInfo, signatures
from loaders.extract.people import find_units
from loaders.extract.people_words import is_nobody
from loaders.oddities import TEXT_FIELDS, Oddity, oddities
from loaders.passages import lines_without_names
from loaders.readers.grid import Grid
from loaders.reading import CellReading, Finding, ItemReading
from loaders.similar import similar_names
from loaders.vocab import vocabulary

__all__ = ["NEAR_DUPLICATE", "TEXT_FIELDS", "Oddity", "find_all", "grade_scale", "oddities"]

NEAR_DUPLICATE = 0.75  # likeness from which two names of items are reported
_SHORTEST = 8  # code points of a name that is compared: shorter ones differ by little and mean much
_FIGURE = re.compile(r"[0-9０-９一二三四五六七八九十百零〇]+")
_SCALES = {
    "高/中/低": re.compile(r"[高中低](?:风险|级|等级)?\Z|较[高低]\Z"),
    "Ⅰ–Ⅳ": re.compile(r"[ⅠⅡⅢⅣⅤIV]{1,3}级?\Z"),
    "一级–四级": re.compile(r"[一二三四五]级?\Z"),
    "A–D": re.compile(r"[A-EＡ-Ｅ]级?\Z"),
    "1–4": re.compile(r"[1-5]级?\Z"),
    "重大/较大/一般": re.compile(r"(?:特别?重大|重大|较大|一般|轻微|低)(?:风险)?\Z"),
}


def find_all(document: DocumentInfo, items: tuple[ItemReading, ...], grid: Grid) -> tuple[Finding, ...]:
    """Findings of every item's cells, then those that concern several items, then those of the document."""
    found = [finding for item in items for cell in item.cells for finding in _of_cell(document, item, cell)]
    return (*found, *_of_items(document, items), *_of_document(document, grid))


def _of_cell(document: DocumentInfo, item: ItemReading, cell: CellReading) -> Iterator[Finding]:
    for oddity in oddities(cell.passage):
        cite = cell.cite(document.sha256, oddity.start, oddity.end)
        text = cell.passage.text[oddity.start : oddity.end]
        yield Finding(oddity.code, cite, text, oddity.suggestion, oddity.start, oddity.end, cell.passage.field, item.ordinal)
    yield from _unread_names(document, item, cell)


def _unread_names(document: DocumentInfo, item: ItemReading, cell: CellReading) -> Iterator[Finding]:
    """Lines of a cell of people from which nobody, no post and no unit was read, though they are no telephone number and no 无."""
    for start, end in lines_without_names(cell.passage):
        words = cell.passage.text[start:end].strip()
        label, colon, rest = words.replace(":", "：").partition("：")
        if find_units(words) or not (rest if colon else words).strip() or is_nobody(rest or words) or label.strip() in _other_labels():
            continue
        cite = cell.cite(document.sha256, start, start + len(words))
        suggestion = "no name, post or unit was understood here"
        yield Finding("nobody-read", cite, words, suggestion, start, start + len(words), cell.passage.field, item.ordinal)


def _other_labels() -> frozenset[str]:
    return frozenset(vocabulary("roles")["other_labels"])


def _of_items(document: DocumentInfo, items: tuple[ItemReading, ...]) -> Iterator[Finding]:
    yield from _repeated_serials(document, items)
    yield from _near_duplicates(document, items)
    yield from _mixed_grades(document, items)


def _whole(code: str, document: DocumentInfo, item: ItemReading, cell: CellReading, suggestion: str) -> Finding:
    words = cell.passage.text
    return Finding(code, cell.cite(document.sha256), words, suggestion, 0, len(words), cell.passage.field, item.ordinal)


def _repeated_serials(document: DocumentInfo, items: tuple[ItemReading, ...]) -> Iterator[Finding]:
    """A serial that comes again in one table; numbering that begins anew per table, sheet or section is no repetition."""
    seen: set[tuple[str, str]] = set()
    for item in items:
        key = (item.name.part, item.serial or "")
        if key in seen and item.of("number"):
            yield _whole("repeated-serial", document, item, item.of("number")[0], "a serial of its own")
        seen.add(key)


def _near_duplicates(document: DocumentInfo, items: tuple[ItemReading, ...]) -> Iterator[Finding]:
    """Each item with the earlier one of its category that its name is most like."""
    groups: dict[str, list[ItemReading]] = defaultdict(list)
    for item in items:
        if len(item.name.passage.text) >= _SHORTEST:
            groups[item.category].append(item)
    for group in groups.values():
        best: dict[int, tuple[float, int]] = {}
        names = [_full_name(item) for item in group]
        for a, b, score in similar_names(names, NEAR_DUPLICATE):
            if score < 1 and _FIGURE.sub("", names[a]) == _FIGURE.sub("", names[b]):
                continue  # a series: 第1号, 第2号
            best[b] = max(best.get(b, (0.0, 0)), (score, -a))
        for b, (score, a) in best.items():
            other = group[-a]
            yield _whole("near-duplicate", document, group[b], group[b].name, f"{score:.0%} like item {other.serial or other.ordinal}")


def _full_name(item: ItemReading) -> str:
    return item.name.passage.text + "".join(cell.passage.text for cell in item.of("sub_item"))


def grade_scale(grade: str) -> str:
    """The scale that a risk grade belongs to; empty for one that no scale has."""
    return next((scale for scale, pattern in _SCALES.items() if pattern.match("".join(grade.split()))), "")


def _mixed_grades(document: DocumentInfo, items: tuple[ItemReading, ...]) -> Iterator[Finding]:
    graded = [(item, cell, scale) for item in items for cell in item.of("grade") if (scale := grade_scale(cell.passage.text))]
    usual = Counter(scale for _, _, scale in graded).most_common(1)
    for item, cell, scale in graded:
        if scale != usual[0][0]:
            yield _whole("mixed-grades", document, item, cell, f"graded by {scale}, most others by {usual[0][0]}")


def _of_document(document: DocumentInfo, grid: Grid) -> Iterator[Finding]:
    place = grid.after_start
    for signature in signatures(grid.after):
        if not signature.filled:
            cite = Cite(document.sha256, 0, 0, place + signature.start, place + signature.end)
            words = grid.after[signature.start : signature.end].strip()
            yield Finding("unsigned", cite, words, "the signature line is empty")
    if document.sealed is False:
        cite = Cite(document.sha256, 0, 0, place, place + len(grid.after))
        yield Finding("unsealed", cite, grid.after.strip(), "the line for the seal is empty")
    top = Cite(document.sha256, 0, 0, 0, len(grid.before))
    if not document.organization_found:
        yield Finding("no-organization", top, document.name, "the list does not say whose it is")
    if document.form_date is None:
        yield Finding("no-date", top, document.name, "the list bears no date: its versions can't be told apart")
