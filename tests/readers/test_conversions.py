"""One table in every format gives the same cells; the real list too."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from readers.conversions import OFFICE, Table, conversions, table_of

from loaders.readers import read_document, read_file

REAL = Path(os.environ.get("QUANPU_REAL_LISTS") or Path(__file__).resolve().parents[3] / "shared")
needs_office = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
FORMATS = [pytest.param(name, marks=needs_office) if name in (*OFFICE, "pdf") else name for name in conversions()]
LIST = Table(
    [
        ["序号", "职权名称", "责任事项", "防控措施", "责任人"],
        [
            "1",
            "移栽行道树审批",
            "1、受理责任：当日转办。\n2、踏看责任：两人到场，逾期的说明理由。",
            "1、两人踏看   2、批文上网",
            "分管领导：甲某\n股长：乙某",
        ],
        ["2", "公园摊位出租", "", "“公开”竞租，<一年>一签 & 备案", ""],
        ["", "", "", "", ""],
        ["3", "古树㳇认定", "①登记；\n②公示", "专家署名|存档", "丙某"],
    ],
    ("白榆县园林绿化局权力清单（虚构样例）", "填表时间：2024年5月6日"),
    ("单位（盖章）： 主要负责人签字：",),
)


def bare(text: str) -> str:
    return "".join(text.split())


def check(name: str, table: Table) -> None:
    found = read_document(conversions()[name](table), f"x.{name}")
    back = table_of(found)
    if name == "pdf":
        assert [[bare(text) for text in row] for row in back.rows] == [[bare(text) for text in row] for row in table.rows]
    else:
        assert back.rows == table.rows
    assert [bare(line) for line in back.before] == [bare(line) for line in table.before]
    assert [bare(line) for line in back.after] == [bare(line) for line in table.after]


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_cells_come_back(name: str) -> None:
    check(name, LIST)


@pytest.mark.parametrize("name", FORMATS)
def test_the_real_list_comes_back(name: str) -> None:
    lists = sorted((REAL / "seeds").glob("*.txt"))
    if not lists:
        pytest.skip(f"no real lists at {REAL}")
    check(name, table_of(read_file(lists[0])))


@needs_office
def test_a_long_table_in_pdf_is_rejoined_over_its_pages() -> None:
    rows = [["序号", "职权名称", "责任事项"], *([str(k), f"第{k}项", f"第{k}号材料由两人核对。" * 60] for k in range(1, 9))]
    found = read_document(conversions()["pdf"](Table(rows)), "x.pdf")
    assert [[bare(text) for text in row] for row in table_of(found).rows] == rows
    joined = [note for note in found.notes if note.code == "row-rejoined"]
    assert joined
    marked = {(row.part, row.number) for row in found.rows if any(cell.inferred for cell in row.cells)}
    assert marked == {(note.part, note.row) for note in joined}
