"""Word: merged, nested and numbered cells, changes, boxes, tables of labels."""

from __future__ import annotations

import io
import shutil

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.table import Table, _Cell
from readers.conversions import through_office

from loaders.readers import Grid, read_document
from loaders.readers.word_numbers import written

needs_office = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
NUMBERING = """<w:abstractNum {ns} w:abstractNumId="77">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1-%2"/></w:lvl></w:abstractNum>"""


def read(document: docx.document.Document) -> Grid:
    out = io.BytesIO()
    document.save(out)
    return read_document(out.getvalue(), "x.docx")


def filled(rows: list[list[str]]) -> tuple[docx.document.Document, Table]:
    document = docx.Document()
    table = document.add_table(len(rows), len(rows[0]))
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    return document, table


def numbered(document: docx.document.Document, form: str, text: str) -> None:
    root = document.part.numbering_part.element
    root.insert(0, parse_xml(NUMBERING.format(ns=nsdecls("w"), form=form, text=text)))
    root.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))


def number(cell: _Cell, level: int = 0) -> None:
    properties = cell.paragraphs[0]._p.get_or_add_pPr()
    properties.append(parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="77"/></w:numPr>'))


def texts(grid: Grid) -> list[list[str]]:
    return [row.texts for row in grid.rows if not row.section]


def test_merged_cells_repeat_downwards_and_span_sideways() -> None:
    rows = [["序号", "职权名称", "", "备注"], ["", "项目", "子项", ""], ["1", "移栽", "行道树", "甲"], ["", "", "古树", "乙"]]
    document, table = filled(rows)
    for a, b in (((0, 1), (0, 2)), ((0, 0), (1, 0)), ((0, 3), (1, 3)), ((2, 0), (3, 0)), ((2, 1), (3, 1))):
        merged = table.cell(*a).merge(table.cell(*b))
        merged.text = merged.text.strip()
    found = read(document)
    assert texts(found) == [
        ["序号", "职权名称", "", "备注"],
        ["序号", "项目", "子项", "备注"],
        ["1", "移栽", "行道树", "甲"],
        ["1", "移栽", "古树", "乙"],
    ]
    assert [cell.inferred for cell in found.rows[3].cells] == [True, True, False, False]
    assert found.rows[0].cells[1].span == 2


@pytest.mark.parametrize(("form", "text", "wanted"), [("decimal", "%1", ["1", "2"]), ("chineseCounting", "%1、", ["一、", "二、"])])
def test_automatic_numbers_are_shown_and_noted(form: str, text: str, wanted: list[str]) -> None:
    document, table = filled([["序号", "职权名称", "备注"], ["", "移栽", ""], ["", "出租", ""]])
    numbered(document, form, text)
    for row in table.rows[1:]:
        number(row.cells[0])
    found = read(document)
    assert [row[0] for row in texts(found)[1:]] == wanted
    assert [(note.code, note.part, note.column) for note in found.notes] == [("auto-number", "table 1", 1)]


def test_deeper_numbers_count_below_theirs() -> None:
    document, table = filled([["序号", "名称", "备注"], ["", "甲事", ""], ["", "乙事", ""], ["", "丙事", ""], ["", "丁事", ""]])
    numbered(document, "decimal", "%1")
    for row, level in zip(table.rows[1:], (0, 1, 1, 0), strict=True):
        number(row.cells[0], level)
    assert [row[0] for row in texts(read(document))[1:]] == ["1", "1-1", "1-2", "2"]


@needs_office
@pytest.mark.parametrize("to", ["doc", "rtf", "odt"])
def test_other_word_processors_give_the_same(to: str) -> None:
    rows = [
        ["序号", "职权名称", "", "风险"],
        ["", "项目", "子项", ""],
        ["", "移栽", "行道树", "甲"],
        ["", "", "古树", "乙"],
        ["", "出租", "", "丙"],
    ]
    document, table = filled(rows)
    document.add_paragraph("注：虚构")
    for a, b in (((0, 1), (0, 2)), ((0, 0), (1, 0)), ((0, 3), (1, 3)), ((2, 0), (3, 0)), ((2, 1), (3, 1)), ((4, 1), (4, 2))):
        merged = table.cell(*a).merge(table.cell(*b))
        merged.text = merged.text.strip()
    numbered(document, "chineseCounting", "%1.")
    for row in (2, 4):
        number(table.cell(row, 0))
    wanted = read(document)
    assert [row.texts[0] for row in wanted.rows] == ["序号", "序号", "一.", "一.", "二."]
    out = io.BytesIO()
    document.save(out)
    found = read_document(through_office(out.getvalue(), "docx", to), f"x.{to}")
    assert found.format == to
    assert texts(found) == texts(wanted)
    assert [[cell.inferred for cell in row.cells] for row in found.rows] == [[cell.inferred for cell in row.cells] for row in wanted.rows]
    assert [[cell.span for cell in row.cells] for row in found.rows] == [[cell.span for cell in row.cells] for row in wanted.rows]
    assert found.after == wanted.after
    assert [note.code for note in found.notes] == ["auto-number"]


def test_number_formats() -> None:
    assert [written(n, "chineseCounting") for n in (1, 10, 11, 20, 35)] == ["一", "十", "十一", "二十", "三十五"]
    assert [written(4, form) for form in ("decimalEnclosedCircle", "upperRoman", "lowerLetter", "decimalZero")] == ["④", "IV", "d", "04"]
    assert written(5, "someFutureFormat") == "5"


def test_nested_tables_are_lines_and_rows() -> None:
    document, table = filled([["序号", "职权名称", "风险"], ["1", "移栽", ""]])
    inner = table.cell(1, 2).add_table(2, 2)
    for cell, text in zip([c for row in inner.rows for c in row.cells], ("环节", "表现", "受理", "压件"), strict=True):
        cell.text = text
    cell = read(document).rows[1].cells[2]
    assert cell.text == "环节\t表现\n受理\t压件"
    assert [row.texts for row in cell.nested] == [["环节", "表现"], ["受理", "压件"]]


def test_deletions_are_left_out_and_insertions_kept() -> None:
    document, table = filled([["序号", "职权名称", "备注"], ["1", "移栽", ""], ["2", "删去的一行", ""]])
    paragraph = table.cell(1, 1).paragraphs[0]._p
    run = '<w:r><w:t xml:space="preserve">{}</w:t></w:r>'
    paragraph.append(parse_xml(f"<w:ins {nsdecls('w')} w:id='1' w:author='x'>{run.format('审批')}</w:ins>"))
    gone = "<w:r><w:delText>旧字</w:delText></w:r>"
    paragraph.append(parse_xml(f"<w:del {nsdecls('w')} w:id='2' w:author='x'>{gone}</w:del>"))
    table.rows[2]._tr.get_or_add_trPr().append(parse_xml(f"<w:del {nsdecls('w')} w:id='3' w:author='x'/>"))
    assert texts(read(document)) == [["序号", "职权名称", "备注"], ["1", "移栽审批", ""]]


def test_content_controls_and_boxes_are_read() -> None:
    document, table = filled([["序号", "职权名称", "备注"], ["1", "移栽", ""]])
    row = table.rows[1]._tr
    control = parse_xml(f"<w:sdt {nsdecls('w')}><w:sdtContent/></w:sdt>")
    row.addprevious(control)
    control[0].append(row)
    box = parse_xml(
        f"<w:r {nsdecls('w')}><w:pict><v:shape xmlns:v='urn:schemas-microsoft-com:vml'><v:textbox><w:txbxContent>"
        "<w:p><w:r><w:t>白榆县清单</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )
    document.element.body.insert(0, parse_xml(f"<w:p {nsdecls('w')}/>"))
    document.element.body[0].append(box)
    found = read(document)
    assert found.before == "白榆县清单"
    assert texts(found)[1] == ["1", "移栽", ""]


def test_tables_of_labels_are_turned_and_captions_kept() -> None:
    document = docx.Document()
    for k, name in enumerate(("移栽审批", "摊位出租"), 1):
        document.add_paragraph(f"登记表之{k}")
        table = document.add_table(3, 4)
        first = ["序号", str(k), "权力类型", "行政许可"]
        for cell, text in zip(table.rows[0].cells, first, strict=True):
            cell.text = text
        for row, (label, text) in zip(table.rows[1:], (("职权名称", name), ("风险点", "压件。\n漏件。")), strict=True):
            row.cells[1].merge(row.cells[3])
            row.cells[0].text, row.cells[1].text = label, text
    found = read(document)
    assert texts(found) == [
        ["序号", "权力类型", "职权名称", "风险点"],
        ["1", "行政许可", "移栽审批", "压件。\n漏件。"],
        ["2", "行政许可", "摊位出租", "压件。\n漏件。"],
    ]
    assert found.rows[0].cells[0].inferred
    assert [row.words for row in (*found.lead, *found.rows) if row.section] == ["登记表之1", "登记表之2"]
    assert [row.part for row in found.rows if not row.section] == ["table 1", "table 1", "table 2"]


def test_without_a_table_the_paragraphs_are_read_as_text() -> None:
    document = docx.Document()
    for line in ("白榆县清单", "序号 权力类型 职权名称 备注", "1 行政许可 移栽审批 双人", "2 行政许可 摊位出租 单人"):
        document.add_paragraph(line)
    found = read(document)
    assert found.format == "docx"
    assert not found.offsets_in_document
    assert texts(found)[1] == ["1", "行政许可", "移栽审批", "双人"]
