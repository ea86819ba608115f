"""Writes a table in each layout of plain text that is read. The first row holds headers."""

from __future__ import annotations

import json
from collections.abc import Callable

from readers.conversions import Table


def to_tab_text(table: Table) -> str:
    cells = [f"\t{text}\n" for row in table.rows for text in row]
    return _framed(table, "".join(cells))


def to_pipes(table: Table) -> str:
    return _framed(table, "".join(" | ".join(row) + " |\n" for row in table.rows))


def to_spaced_pipes(table: Table) -> str:
    """Rows that begin and end with a bar, with blank lines between them; cells may hold line breaks."""
    return _framed(table, "\n    \n      ".join("| " + " | ".join(row) + " | " for row in table.rows) + "\n    \n")


def to_cells_per_line(table: Table) -> str:
    """Each cell on a line with a blank line behind it; an empty cell is a blank line more, and so is a row's end."""
    return _framed(table, "\n".join("".join(f"{text}\n\n" if text else "\n" for text in row) for row in table.rows) + "\n")


def to_key_value(table: Table) -> str:
    blocks = (zip(table.rows[0], row, strict=True) for row in table.rows[1:])
    return _framed(table, "\n".join("".join(f"{label}\n{text}\n" for label, text in block) for block in blocks))


def to_blank_rows(table: Table) -> str:
    return _framed(table, "".join(" ".join(row) + "\n" for row in table.rows))


def to_run_on(table: Table) -> str:
    first, *rest = table.rows
    items = (" ".join([f"{row[0]}、{row[1]}", *row[2:]]) for row in rest)
    return " ".join([*table.before, *first, *items]) + "\n"


def to_json_lines(table: Table) -> str:
    first, *rest = table.rows
    return "".join(json.dumps(dict(zip(first, row, strict=True)), ensure_ascii=False) + "\n" for row in rest)


def to_inline_labels(table: Table) -> str:
    first, *rest = table.rows
    return _framed(table, "".join(" ".join(f"{a}：{b}" for a, b in zip(first, row, strict=True)) + "\n" for row in rest))


def _framed(table: Table, body: str) -> str:
    return "".join(f"{line}\n" for line in table.before) + "\n" + body + "\n" + "".join(f"{line}\n" for line in table.after)


LAYOUTS: dict[str, Callable[[Table], str]] = {
    "tab text": to_tab_text,
    "pipes": to_pipes,
    "spaced pipes": to_spaced_pipes,
    "cells per line": to_cells_per_line,
    "key-value": to_key_value,
    "blank rows": to_blank_rows,
    "run on": to_run_on,
    "JSON lines": to_json_lines,
    "inline labels": to_inline_labels,
}
