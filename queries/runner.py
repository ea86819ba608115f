"""Asks a question of a store: binds parameters, runs each organization apart, answers with denominator and evidence."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

from graph.errors import unknown
from graph.stores.base import Reader
from graph.table import LANGS, Column, Lang, Table
from queries.card import QueryCard
from queries.evidence import evidence_of
from queries.scope import Frame, Scope, chosen_documents, find_documents, frames_of, sources_of, split_scope
from queries.steps import COUNTS, STEPS, SUMMARIES
from queries.typenames import names_for
from queries.values import Note, ask_values, check_values

__all__ = ["Scope", "ask_values", "bind", "chosen_documents", "find_documents", "run_card", "sources_of", "split_scope"]

ORGANIZATION = Column("organization", "机关", "Organization")
VERSION = Column("form_date", "填表日期", "Form date")
NO_DAY = {"zh": "未指定日期：所读清单的填表日期为{dates}。", "en": "No day was asked for: the lists that were read are dated {dates}."}
OFFICIAL_LEVELS, UNIT_LEVELS = ("official", "person", "post"), ("department", "unit")
# whether the lists name officials or units at all
STATED = """MATCH (d:Document) WHERE d.id IN $documents
MATCH (i:PowerItem)-[:LISTED_IN]->(d)
OPTIONAL MATCH (i)<-[r:RESPONSIBLE_FOR]-(:Official)
WITH i, count(r) AS slots
OPTIONAL MATCH (i)<-[h:HANDLES]-(:Department)
WITH i, slots, count(h) AS chains
RETURN sum(slots) AS officials, sum(chains) AS units, 1 AS organizations"""


def run_card(
    store: Reader, card: QueryCard, *, params: Mapping[str, Any] | None = None, scope: Scope | None = None, evidence: bool = False,
    lang: Lang = "en",
) -> Table:  # fmt: skip
    """Answer a card. Raises UsageError for an unknown parameter or filter value, DataError where nothing is loaded."""
    scope = scope or Scope()
    given = dict(params or {})
    if lang not in LANGS:
        raise unknown("language", str(lang), LANGS)
    if scope.role is not None and card.counts_roles:
        scope, given = replace(scope, role=None), {"role": scope.role} | given
    bound = bind(card, given)
    frames = frames_of(store, card, scope, bound)
    unheld = check_values(store, card, bound, given)
    answers = [(frame, *_ask(store, card, frame, bound, scope, lang)) for frame in frames]
    rows = [_labelled(row, frame) for frame, _, found in answers for row in found]
    chances = {column.name for column in card.columns if column.kind == "chance"}
    shown = [
        {name: _plain(value, chance=name in chances) for name, value in row.items() if not name.startswith("_")} for row in rows
    ]  # fmt: skip
    versions = len(frames) > len({frame.organization for frame in frames})  # then each row says of which
    extra = [ORGANIZATION] * (len({frame.organization for frame in frames}) > 1) + [VERSION] * versions
    columns = (*extra, *card.columns)
    subjects = [part["n"] for _, part, _ in answers]
    asked = _asked(card, given, bound) | scope.stated()
    if len(answers) == 1 and card.levels:  # what auto came to; with several organizations each says its own
        bound["level"] = answers[0][1]["level"]
        asked |= {"level": bound["level"]} if card.across or bound["level"] != card.levels[0] else {}
    denominator = _denominator([(frame, found) for frame, found, _ in answers])
    return Table(
        columns=columns, rows=[{column.name: row.get(column.name) for column in columns} for row in shown], id=card.id, code=card.code,
        question=card.question, params=bound | scope.stated(), asked=asked,
        denominator=denominator, n=sum(subjects), smallest=min(subjects, default=0),
        documents=tuple(source for frame in frames for source in sources_of(frame.documents)), lang=lang,
        notes=_notes(card, frames, bound, unheld),
        evidence=evidence_of(store, card, rows) if evidence else [], names=names_for(store, card.columns),
    )  # fmt: skip


def _asked(card: QueryCard, given: Mapping[str, Any], bound: Mapping[str, Any]) -> dict[str, Any]:
    """Parameters that were given and are not at their default; a document that is compared stands among the sources."""
    named = [param for param in card.params if param.name in given and param.type != "document"]
    return {param.name: bound[param.name] for param in named if bound[param.name] != param.default}


def bind(card: QueryCard, given: Mapping[str, Any]) -> dict[str, Any]:
    """Values for all of a card's parameters. Raises UsageError for an unknown name or a value that does not fit."""
    known = {param.name: param for param in card.params}
    for name in given:
        if name not in known:
            raise unknown(f"parameter of {card.id}", name, known, see=f"`quanpu query show {card.code}` lists them.")
    bound = {name: param.convert(given[name]) if name in given else param.default for name, param in known.items()}
    for name in given:
        known[name].check_counts(bound)
    return bound


def _notes(card: QueryCard, frames: Sequence[Frame], bound: Mapping[str, Any], unheld: Sequence[Note]) -> Mapping[str, str]:
    """A card's limits, after what is to be said of values, of the day that was taken and of single frames."""
    no_day = [NO_DAY] * (card.versions == "date" and bound["date"] is None)
    notes = [*unheld, *no_day, *(frame.note for frame in frames if frame.note)]
    dates = "、".join(sorted({document.form_date or "-" for frame in frames for document in frame.documents}))
    return {lang: "\n".join([*(note[lang].replace("{dates}", dates) for note in notes), limits]) for lang, limits in card.limits.items()}


def _ask(
    store: Reader, card: QueryCard, frame: Frame, bound: Mapping[str, Any], scope: Scope, lang: Lang
) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    bound = {**_at_level(store, card, frame, bound), **frame.bound}
    level = {"level": bound["level"]} if card.levels else {}
    given = {
        "lang": lang,
        "documents": [document.id for document in frame.documents],
        "department": scope.department,
        "category": scope.category,
        "role": scope.role,
    }
    denominator = dict(store.read(card.expanded_denominator, given | dict(bound)).rows[0])
    first = next(iter(denominator.values()))
    rows = store.read(card.expanded, given | dict(bound) | {"denominator": first}).rows
    if card.step:
        denominator |= COUNTS[card.step](rows) if card.step in COUNTS else {}
        rows = STEPS[card.step](rows, {**bound, "lang": lang}, denominator)
        denominator |= SUMMARIES[card.step](rows) if card.step in SUMMARIES else {}
    rows = _ordered(rows, card.order)
    return denominator | level | {"n": _subjects(card, rows, denominator)}, rows


def _at_level(store: Reader, card: QueryCard, frame: Frame, bound: Mapping[str, Any]) -> Mapping[str, Any]:
    """Level auto becomes the finest that the list states: officials, else units, else the organization itself."""
    if not card.levels or bound.get("level") != "auto":
        return bound
    documents = {"documents": [document.id for document in frame.documents]}
    stated = store.read(STATED, documents).rows[0]
    for level in card.levels:
        if stated["officials" if level in OFFICIAL_LEVELS else "units" if level in UNIT_LEVELS else "organizations"]:
            return {**bound, "level": level}
    return {**bound, "level": card.levels[-1]}


def _labelled(row: dict[str, Any], frame: Frame) -> dict[str, Any]:
    if frame.organization is None:
        return row
    return row | {"organization": frame.organization, "form_date": frame.version}


def _denominator(found: list[tuple[Frame, dict[str, Any]]]) -> dict[str, Any]:
    """One organization's numbers, or their sums with the parts beside them; what is no count is not summed."""
    if len(found) == 1:
        return {name: value for name, value in found[0][1].items() if name not in ("n", "level")}
    counts = dict.fromkeys(name for _, part in found for name, value in part.items() if isinstance(value, int) and name != "n")
    total: dict[str, Any] = {name: sum(part.get(name, 0) for _, part in found) for name in counts}
    parts = {frame.label: part for frame, part in found}
    return total | {"organizations": parts}


def _subjects(card: QueryCard, rows: list[dict[str, Any]], denominator: Mapping[str, Any]) -> int:
    """How many subjects are compared: rows, the distinct or largest values of a column, or /NAME of the denominator."""
    if not card.subjects:
        return len(rows)
    if card.subjects.startswith("/"):
        return int(denominator.get(card.subjects[1:], 0))
    values = [row[card.subjects] for row in rows]
    if all(isinstance(value, int) for value in values):
        return max(values, default=0)
    return len({(row.get("organization"), row[card.subjects]) for row in rows})


def _ordered(rows: list[dict[str, Any]], order: Sequence[str]) -> list[dict[str, Any]]:
    """Rows in a card's order; those that it leaves equal come in one order on every engine."""
    keys = [_by(name.lstrip("-"), nothing=-1 if name.startswith("-") else 3) for name in order]
    keyed = [(tuple(key(row) for key in keys), row) for row in rows]
    if len({found for found, _ in keyed}) < len(rows):
        keyed.sort(key=lambda one: _whole(one[1]))
    for place, name in reversed([*enumerate(order)]):
        keyed.sort(key=lambda one, place=place: one[0][place], reverse=name.startswith("-"))  # type: ignore[misc]
    return [row for _, row in keyed]


def _whole(row: Mapping[str, Any]) -> str:
    return str(sorted((name, str(_plain(value))) for name, value in row.items()))


def _sortable(value: Any) -> tuple[int, Any]:
    """Numbers by size, serials in their natural order (2 before 10), nothing last."""
    if value is None:
        return (3, 0)
    if isinstance(value, (int, float)):
        return (0, value)
    return _sortable_text("、".join(value) if isinstance(value, list) else str(value))


@lru_cache(maxsize=10_000)
def _sortable_text(text: str) -> tuple[int, Any]:
    number = re.match(r"[0-9]+(?![^ ←])", text)  # a serial, alone or before what it stands for
    return (1, (int(number[0]), text)) if number else (2, text)


def _plain(value: Any, *, chance: bool = False) -> Any:
    """Lists are sorted: no engine promises an order for what it collects. Floats lose noise past 12 digits; a chance never becomes 0."""
    if isinstance(value, list):
        return sorted(value, key=_sortable)
    if chance and value is not None and value < 1e-6:
        return float(f"{value:.6g}")
    return round(value, 12) if isinstance(value, float) else value


def _by(name: str, *, nothing: int) -> Callable[[Mapping[str, Any]], tuple[int, Any]]:
    return lambda row: (nothing, 0) if row[name] is None else _sortable(row[name])
