"""D1-D4 worked out again from the parsed rows."""

from __future__ import annotations

import re
from collections import Counter
from itertools import combinations
from typing import Any

import pytest
from recompute.parsed import Listed, Parsed


def findings(parsed: Parsed) -> set[tuple[Any, ...]]:
    """What the reading rules found in items: kind, serial, field, words, suggestion."""
    fields = {column["column"]: column["field"] for column in parsed.inspection["columns"]}
    return {
        (issue["code"], serial, fields[issue["where"]["column"]], issue["text"], issue["suggestion"])
        for issue in parsed.inspection["issues"]
        if (serial := parsed.serial_at(issue["where"]["row"]))
    }


def test_d1(listed: Listed) -> None:
    """Findings that agree in everything stand once per item."""
    expected = findings(listed.parsed)
    assert listed.rows("D1", "code item_serial field text suggestion") == expected
    for code in {row[0] for row in expected}:
        assert listed.rows("D1", "code item_serial field text suggestion", kind=code) == {row for row in expected if row[0] == code}


@pytest.mark.parametrize("marker", ["any", "none", "adverbial", "bare", "comma"])
def test_d2(listed: Listed, marker: str) -> None:
    """Risk clauses whose stage wording is no label; stages are shown where they were inferred."""
    expected = {
        (entry["serial"], clause["text"], clause["marker"], tuple(clause["stages"]) if clause["stage_basis"] == "inferred" else ())
        for entry in listed.parsed.entries.values()
        for clause in entry["risks"]
        if clause["marker"] != "label" and marker in ("any", clause["marker"])
    }
    found = listed.rows("D2", "item_serial text marker stage_inferred", marker=marker)
    assert {(*row, tuple(stages or ())) for *row, stages in found} == expected


def likeness(a: str, b: str) -> float:
    """2 LCS / (length a + length b), blanks left out."""
    a, b = (re.sub(r"\s", "", text) for text in (a, b))
    above = [0] * (len(b) + 1)
    for sign in a:
        row = [0]
        for at, other in enumerate(b):
            row.append(above[at] + 1 if sign == other else max(above[at + 1], row[at]))
        above = row
    return 2 * above[-1] / (len(a) + len(b))


def in_common(a: str, b: str) -> float:
    """No likeness is above this: the signs both have, wherever they stand."""
    a, b = (re.sub(r"\s", "", text) for text in (a, b))
    return 2 * (Counter(a) & Counter(b)).total() / (len(a) + len(b))


def test_the_likeness_of_two_words() -> None:
    """By hand: abcd and acbd share abd or acd."""
    assert likeness("ab cd", "acbd") == pytest.approx(6 / 8)


@pytest.mark.parametrize("least", [0.62, 0.9])
def test_d3(listed: Listed, least: float) -> None:
    parsed = listed.parsed
    near = [pair for pair in combinations(parsed.entries, 2) if in_common(*(parsed.name[item] for item in pair)) >= least - 1e-12]
    pairs = {(a, b): likeness(parsed.name[a], parsed.name[b]) for a, b in near}
    expected = {
        (parsed.serial[a], parsed.serial[b], round(alike, 3), parsed.name[a], parsed.name[b])
        for (a, b), alike in pairs.items()
        if alike >= least - 1e-12
    }
    found = listed.rows("D3", "item_a item_b similarity name_a name_b", tau=least)
    assert {(a, b, round(alike, 3), *names) for a, b, alike, *names in found} == expected


FIELDS = ("number", "category", "duty", "risk", "measure", "responsible")


def blanks(parsed: Parsed) -> set[tuple[str, str, str | None]]:
    """D4: blank rows of the form, cells that are blank where other items fill them, and what concerns the whole document."""
    document = parsed.inspection["document"]["name"]
    rows = sum(row["why"] == "blank template row" for row in parsed.inspection["skipped"])
    found: set[tuple[str, str, str | None]] = {("blank-rows", document, str(rows))} if rows else set()
    for field in FIELDS:
        cells = parsed.cells(field)
        empty = [item for item, text in cells.items() if not text.strip()]
        found |= {("blank-cell", f"{document} / {parsed.serial[item]} / {field}", None) for item in empty if len(empty) < len(cells)}
    issues = [issue for issue in parsed.inspection["issues"] if parsed.serial_at(issue["where"]["row"]) is None]
    return found | {(issue["code"], document, issue["text"]) for issue in issues}


def test_d4(listed: Listed) -> None:
    assert listed.rows("D4", "check place value") == blanks(listed.parsed)


def test_d4_on_the_real_list(real: Listed) -> None:
    """12 rows of the form are blank, the line for the seal and two signatures too; no item has a blank cell."""
    assert sorted(row["check"] for row in real.ask("D4")["rows"]) == ["blank-rows", "unsealed", "unsigned", "unsigned"]
    assert ("blank-rows", "12") in real.rows("D4", "check value")
