"""Every specimen of another office's layout gives its expected facts."""

from __future__ import annotations

import json
import os
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

import quanpu
from graph.errors import QuanpuError
from loaders.columns import without_noise
from loaders.pipeline import read_file

FOLDER = Path(os.environ.get("QUANPU_REAL_LISTS") or Path(__file__).parent.parent.parent / "shared") / "layouts"
SPECIMENS = sorted(FOLDER.glob("*.expected.json"))


def wanted(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def document(path: Path) -> Path:
    name = path.name.removesuffix(".expected.json")
    return next(file for file in FOLDER.iterdir() if file.name.startswith(f"{name}.") and file != path)


def short(text: str) -> str:
    return "".join(text.split())[:20]


FILLED = [pytest.param(path, id=path.name[:2]) for path in SPECIMENS if wanted(path)["items"]]
REFUSED = [pytest.param(path, id=path.name[:2]) for path in SPECIMENS if not wanted(path)["items"]]


def test_the_specimens_are_there(real_lists: Path) -> None:
    assert len(SPECIMENS) == 18


@pytest.mark.parametrize("path", FILLED)
def test_items(path: Path) -> None:
    facts, found = wanted(path), quanpu.inspect(document(path))
    items = found["items"]
    assert [short(item["name"]) for item in items] == [short(name) for name in facts["names"]]
    if any(item["serial"] for item in items):  # a list with codes in place of serials says its codes
        assert [item["serial"] for item in items] == facts["serials"]
    if "codes" in facts:
        assert [item["code"] for item in items] == facts["codes"]
    assert Counter(item["category"] for item in items if item["category"]) == facts["categories"]
    assert (found["document"]["organization"], found["document"]["form_date"]) == (facts["organization"], facts["form_date"])


@pytest.mark.parametrize("path", FILLED)
def test_people_and_departments(path: Path) -> None:
    facts, items = wanted(path), quanpu.inspect(document(path))["items"]
    named: dict[tuple[str, str], tuple[set[str], set[int]]] = {}
    units: Counter[str] = Counter()
    for k, item in enumerate(items):
        for slot in (slot for chain in item["chains"] for slot in chain["slots"]):
            roles, where = named.setdefault((slot["official"], slot["kind"]), (set(), set()))
            roles.add(slot["role"])
            where.add(k)
        units.update({unit["name"] for unit in item["departments"]} | {c["department"] for c in item["chains"] if c["department"]})
    officials = {(o["name"], o["kind"]): (set(o["roles"]), o["items"]) for o in facts["officials"]}
    assert {key: (roles, len(where)) for key, (roles, where) in named.items()} == officials
    assert sorted(units) == sorted(facts["departments"])
    assert "department_items" not in facts or dict(units) == facts["department_items"]


@pytest.mark.parametrize("path", FILLED)
def test_clauses(path: Path) -> None:
    facts, items = wanted(path), quanpu.inspect(document(path))["items"]
    assert sum(len(item["risks"]) for item in items) == facts["risk_clauses"]
    assert sum(len(item["measures"]) for item in items) == facts["measure_clauses"]
    assert "duty_clauses" not in facts or [len(item["duties"]) for item in items] == facts["duty_clauses"]


@pytest.mark.parametrize("path", FILLED)
def test_laws_of_the_legal_basis(path: Path) -> None:
    reading, _ = read_file(document(path))
    basis = [cell.passage for item in reading.items for cell in item.cells if cell.passage.field == "basis"]
    found = [(c.title, c.article or None) for passage in basis for c in passage.citations]
    plain = [tuple(without_noise("".join(part.split())) if part else None for part in pair) for pair in found]
    assert list(dict.fromkeys(plain)) == list(dict.fromkeys((law["name"], law["article"]) for law in wanted(path)["laws"]))


@pytest.mark.parametrize("path", REFUSED)
def test_what_is_no_list_is_refused_and_says_why(path: Path) -> None:
    words = {"blank form": "blank form", "not a power list (list of agencies)": "list of agencies"}
    with pytest.raises(QuanpuError, match=words[wanted(path)["must_report"]]):
        quanpu.inspect(document(path))
