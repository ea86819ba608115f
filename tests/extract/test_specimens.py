"""The specimens of other offices' layouts: what the words of their cells must give, whatever reads the files."""

from __future__ import annotations

import csv
import html
import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from extract.shared import LISTS, needs_layouts

from loaders.extract.laws import find_citations
from loaders.passages import read_passage

pytestmark = needs_layouts
Cells = dict[str, list[str]]


def paragraphs(text: str) -> Cells:
    parts = [part.strip() for part in re.split(r"\n\s*\n", text)]
    return {"basis": [part for part in parts if re.match(r"《|[㐀-鿿]{4}〔", part)]}


def blocks(text: str) -> Cells:
    between = {"basis": "设定依据\n(.*?)\n责任事项", "duty": "责任事项\n(.*?)\n廉政风险点", "risk": "廉政风险点\n(.*?)\n风险等级"}
    between["measure"] = "防控措施\n(.*?)\n监督电话"
    return {field: re.findall(pattern, text, re.DOTALL) for field, pattern in between.items()}


def html_cells(text: str) -> Cells:
    body = text[text.index("<tbody") :]
    cells = [html.unescape(cell.replace("<br>", "\n")) for cell in re.findall(r"<td[^>]*>(.*?)</td>", body, re.DOTALL)]
    return {"basis": [cell for cell in cells if cell.startswith("《")]}


def run_on(text: str) -> Cells:
    items = [part for part in re.split(r"\s(?=\d、[^\d])", text) if re.match(r"\d、", part)]
    offices = "水政水资源股|水土保持站|河务执法大队"
    duties = [found[0] for part in items if (found := re.search(rf"1\..*?(?=\s(?:{offices}))", part))]
    return {"basis": [re.split(r"\s1\.", part)[0] for part in items], "duty": duties}


def table(rows: list[list[str]], columns: dict[str, int]) -> Cells:
    return {field: [row[column] for row in rows] for field, column in columns.items()}


def records(text: str) -> Cells:
    rows = [json.loads(line) for line in text.splitlines()[1:]]
    return {field: [html.unescape(row[key] or "") for row in rows] for field, key in (("basis", "实施依据"), ("duty", "责任事项"))}


def comma_rows(text: str) -> Cells:
    rows = [row for row in list(csv.reader(io.StringIO(text)))[3:] if row and row[0]]
    return table(rows, {"basis": 4, "duty": 5, "risk": 6, "measure": 8})


def pipe_rows(text: str, columns: dict[str, int]) -> Cells:
    rows = [[cell.strip() for cell in line.split("|")] for line in text.splitlines()]
    return table([row for row in rows if re.match(r"\d+\Z", row[0])], columns)


def six_columns(text: str) -> Cells:
    rows = [[cell.strip() for cell in line.strip("| ").split("|")] for line in text.splitlines()]
    return {"basis": [cell for row in rows if re.match(r"\d{6}\Z", row[0]) for cell in row[5:11] if cell]}


SPECIMENS: dict[str, tuple[str, str, Callable[[str], Cells]]] = {
    "02": ("txt", "utf-8", paragraphs),
    "03": ("txt", "utf-8", blocks),
    "04": ("html", "gb18030", html_cells),
    "05": ("txt", "utf-8", run_on),
    "09": ("csv", "gb18030", comma_rows),
    "10": ("txt", "utf-8", paragraphs),
    "12": ("md", "utf-8", six_columns),
    "13": ("txt", "utf-8", lambda text: pipe_rows(text, {"basis": 3, "duty": 5, "risk": 6, "measure": 7})),
    "15": ("jsonl", "utf-8", records),
}


def specimen(number: str) -> tuple[Cells, dict[str, Any]]:
    ending, encoding, cells = SPECIMENS[number]
    path: Path = next((LISTS / "layouts").glob(f"{number}_*.{ending}"))
    expected = path.with_name(f"{path.stem}.expected.json")
    return cells(path.read_text(encoding=encoding)), json.loads(expected.read_text(encoding="utf-8"))


@pytest.mark.parametrize("number", SPECIMENS)
def test_laws_of_the_legal_basis(number: str) -> None:
    cells, expected = specimen(number)
    found = [(citation.title, citation.article or None) for cell in cells["basis"] for citation in find_citations(cell)]
    assert list(dict.fromkeys(found)) == list(dict.fromkeys((law["name"], law["article"]) for law in expected["laws"]))


@pytest.mark.parametrize("number", [number for number in SPECIMENS if number in ("03", "05", "09", "13", "15")])
def test_clauses(number: str) -> None:
    cells, expected = specimen(number)
    assert [len(read_passage("duty", "", cell).clauses) for cell in cells["duty"]] == expected["duty_clauses"]
    for field in ("risk", "measure"):
        if field in cells:
            assert sum(len(read_passage(field, "", cell).clauses) for cell in cells[field]) == expected[f"{field}_clauses"]
