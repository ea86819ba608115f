"""Spreadsheets: merges, numbers, dates that were serials, codes too long, hidden sheets."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable
from datetime import date

import pytest
import xlsxwriter
from readers.conversions import through_office
from xlsxwriter.worksheet import Worksheet

from loaders.readers import Grid, read_document

needs_office = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
HEADERS = ["序号", "职权编码", "职权名称", "责任领导", "备注"]


def book(fill: Callable[[xlsxwriter.Workbook], None]) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "default_date_format": "yyyy-mm-dd"}) as made:
        fill(made)
    return out.getvalue()


def sheet(made: xlsxwriter.Workbook, name: str, rows: list[list[object]]) -> Worksheet:
    added = made.add_worksheet(name)
    for r, row in enumerate(rows):
        for c, value in enumerate(row):
            if value != "":
                added.write(r, c, value)
    return added


def sample(made: xlsxwriter.Workbook) -> None:
    rows: list[list[object]] = [
        [],
        [],
        HEADERS,
        [1, 410100101, "移栽审批", "甲某", 1.5],
        [date(2024, 2, 1), 4101003010001000001, "出租", "", ""],
    ]
    added = sheet(made, "养护股", [*rows, [3, "0012", "认定", "乙某", True]])
    added.merge_range(0, 0, 0, 4, "白榆县园林绿化局清单（虚构样例）")
    added.merge_range(1, 0, 1, 2, "填报科室：养护股")
    added.merge_range(1, 3, 1, 4, "填报日期：2024年5月6日")
    added.merge_range(3, 3, 4, 3, "甲某")
    added.write_formula(6, 2, "=1+1", None, "公式所得")
    sheet(made, "旧稿", [["不读"]]).hide()


def texts(grid: Grid) -> list[list[str]]:
    return [row.texts for row in grid.rows if not row.section]


def test_values_are_shown_as_a_spreadsheet_does() -> None:
    found = read_document(book(sample), "x.xlsx")
    assert found.before == "白榆县园林绿化局清单（虚构样例）\n填报科室：养护股  填报日期：2024年5月6日"
    assert texts(found) == [
        HEADERS,
        ["1", "410100101", "移栽审批", "甲某", "1.5"],
        ["2024-02-01", "4101003010001000000", "出租", "甲某", ""],
        ["3", "0012", "认定", "乙某", "TRUE"],
        ["", "", "公式所得", "", ""],
    ]
    assert [row.number for row in found.rows] == [3, 4, 5, 6, 7]
    assert {row.part for row in found.rows} == {"养护股"}


def test_what_a_spreadsheet_spoils_is_noted_and_marked() -> None:
    found = read_document(book(sample), "x.xlsx")
    notes = [(note.code, note.part, note.row, note.column, note.suggestion) for note in found.notes]
    assert ("hidden-sheet", "旧稿", None, None, "") in notes
    assert ("date-serial", "养护股", 5, 1, "2-1") in notes
    assert ("long-number", "养护股", 5, 2, "") in notes
    spoilt = found.rows[2]
    assert [cell.doubt for cell in spoilt.cells[:3]] == ["date-serial", "long-number", ""]
    assert spoilt.cells[3].inferred


@needs_office
@pytest.mark.parametrize("ending", ["xls", "ods"])
def test_other_spreadsheets_give_the_same(ending: str) -> None:
    data = book(sample)
    found = read_document(through_office(data, "xlsx", ending), f"x.{ending}")
    assert found.format == ending
    assert texts(found)[:4] == texts(read_document(data, "x.xlsx"))[:4]


def test_a_title_between_rows_is_a_section() -> None:
    def fill(made: xlsxwriter.Workbook) -> None:
        added = sheet(made, "表", [HEADERS, [1, "a", "b", "c", "d"], [], [1, "e", "f", "g", "h"]])
        added.merge_range(2, 0, 2, 4, "行政处罚（一项）")

    found = read_document(book(fill), "x.xlsx")
    assert [(row.section, row.words) for row in found.rows if row.section] == [(True, "行政处罚（一项）")]


def test_cells_far_apart_are_refused() -> None:
    def fill(made: xlsxwriter.Workbook) -> None:
        sheet(made, "表", [HEADERS]).write(1_048_575, 16_383, "远")

    with pytest.raises(Exception, match=r"covers .* cells"):
        read_document(book(fill), "x.xlsx")
