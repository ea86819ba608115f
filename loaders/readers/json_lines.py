"""JSON: one record per line, or an array of records, each an item; keys are the headers."""

from __future__ import annotations

import html
import json
import re
from collections import Counter
from typing import Any

from loaders.readers.grid import Cell, Grid, Note, Row, assemble, section

_BREAK = re.compile(r"<\s*(?:br|/p|/div|/li|/tr)\b[^>]*>", re.IGNORECASE)
_TAG = re.compile(r"</?(?:p|div|span|font|b|strong|u|a|li|ul|ol|td|tr|table|tbody)\b[^>]*>", re.IGNORECASE)

Record = dict[str, Any]


def looks_like(text: str) -> bool:
    """Whether the text holds at least two JSON objects."""
    return text.lstrip()[:1] in ("{", "[") and len(_records(text)) >= 2


def read(text: str, encoding: str) -> Grid:
    """Records as rows; a record whose keys the others lack (a title, a count) stands before the table.

    Offsets count within cells: escapes and entities are decoded.
    """
    records = _records(text)
    usual = _usual_keys([record for _, record in records])
    headers: dict[str, None] = {}
    for _, record in records:
        if _is_item(record, usual):
            headers.update(dict.fromkeys(record))
    rows = [Row(tuple(Cell(key) for key in headers), None)]
    heads: list[Row] = []
    for number, record in records:
        if _is_item(record, usual):
            rows.append(Row(tuple(Cell(plain(record.get(key))) for key in headers), number))
        else:
            heads += [section(f"{key}：{plain(value)}") for key, value in record.items()]
    bad = sum(1 for line in text.splitlines() if line.strip()) - len(records) if "\n" in text.strip() and text.lstrip()[0] == "{" else 0
    notes = [Note("json", f"{bad} lines are no JSON record")] if bad > 0 else []
    return assemble("jsonl", [*heads, *rows], encoding=encoding, notes=notes)


def plain(value: Any) -> str:
    """A JSON value as a cell's text: entities decoded, lists as lines, null as nothing."""
    if value is None:
        return ""
    if isinstance(value, str):
        return html.unescape(_TAG.sub("", _BREAK.sub("\n", value)))
    if isinstance(value, dict):
        return "\n".join(f"{key}：{plain(inner)}" for key, inner in value.items())
    if isinstance(value, list):
        return "\n".join(plain(inner) for inner in value)
    return json.dumps(value)


def _records(text: str) -> list[tuple[int, Record]]:
    """Numbered objects: by line, else the longest list of objects inside a single document."""
    try:
        whole = json.loads(text)
    except (ValueError, RecursionError):
        return [(number, record) for number, line in enumerate(text.splitlines(), 1) if (record := _object(line))]
    best = max(_lists(whole), key=len, default=[])
    return list(enumerate(best, 1))


def _object(line: str) -> Record | None:
    try:
        value = json.loads(line) if line.lstrip()[:1] == "{" else None
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


def _lists(value: Any, depth: int = 0) -> list[list[Record]]:
    if depth > 5 or not isinstance(value, (dict, list)):
        return []
    inner = value.values() if isinstance(value, dict) else value[:20]
    found = [records for part in inner for records in _lists(part, depth + 1)]
    own = [part for part in value if isinstance(part, dict)] if isinstance(value, list) else []
    return [*found, own] if own else found


def _usual_keys(records: list[Record]) -> frozenset[str]:
    counts = Counter(key for record in records for key in record)
    return frozenset(key for key, count in counts.items() if 2 * count > len(records))


def _is_item(record: Record, usual: frozenset[str]) -> bool:
    return 2 * len(usual & record.keys()) >= len(usual)
