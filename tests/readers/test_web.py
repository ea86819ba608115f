"""Web pages: spans, charsets, layout tables, what a browser doesn't show, web archives."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest

from loaders.readers import read_document, read_file

DATA = Path(__file__).parent.parent / "data" / "readers"
PAGE = "<html><meta charset={}><table><tr><th>序号<th>职权名称<th>备注</tr><tr><td>1<td>移栽审批<td>㳇</tr></table></html>"


def test_spans_hidden_cells_and_nested_tables() -> None:
    found = read_file(DATA / "layout_gb18030.html")
    assert [row.texts for row in found.rows] == [
        ["序号", "职权名称", "", "备 注"],
        ["序号", "项目", "子项", "备 注"],
        ["1", "移栽审批", "行道树", "㳇某\n负责"],
        ["1", "移栽审批", "古树", "㳇某\n负责"],
        ["2", "占用草坪", "", "㳇某\n负责"],
        ["3", "风险\n环节\t表现\n受理\t压件", "", "㳇某\n负责"],
    ]
    assert [cell.inferred for cell in found.rows[3].cells] == [True, True, False, True]
    assert found.rows[0].cells[1].span == 2
    assert [row.texts for row in found.rows[5].cells[1].nested] == [["环节", "表现"], ["受理", "压件"]]


def test_the_words_around_a_layout_table() -> None:
    found = read_file(DATA / "layout_gb18030.html")
    assert found.before == "首页 > 清单\n白榆县园林绿化局清单（虚构样例）"
    assert found.after == "版权所有 © 虚构"
    assert [str(note) for note in found.notes] == ["declared gb2312, read as gb18030"]


@pytest.mark.parametrize(
    ("declared", "encoding"), [("gb2312", "gb18030"), ("gbk", "gb18030"), ("utf-8", "utf-8"), ("gb2312", "utf-8"), ("utf-8", "gb18030")]
)
def test_bytes_go_before_what_is_declared(declared: str, encoding: str) -> None:
    found = read_document(PAGE.format(declared).encode(encoding), "x.htm")
    assert found.encoding == encoding
    assert found.rows[1].texts == ["1", "移栽审批", "㳇"]


def test_big5_is_read_where_it_is_declared() -> None:
    page = (
        PAGE.replace("㳇", "無")
        .replace("职权名称", "職權名稱")
        .replace("移栽审批", "移栽審批")
        .replace("序号", "序號")
        .replace("备注", "備註")
    )
    assert read_document(page.format("big5").encode("big5"), "x.htm").rows[1].texts == ["1", "移栽審批", "無"]


def test_a_web_archive() -> None:
    body = base64.encodebytes(PAGE.format("gb2312").encode("gb18030")).decode()
    head = 'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="b"\n\n--b\n'
    part = f"Content-Type: text/html; charset=gb2312\nContent-Transfer-Encoding: base64\n\n{body}\n--b--\n"
    found = read_document((head + part).encode(), "x.doc")
    assert found.rows[1].texts == ["1", "移栽审批", "㳇"]


def test_without_a_table_the_lines_are_read_as_text() -> None:
    page = "<html><body><p>白榆县清单</p><p>序号 权力类型 职权名称 备注</p><p>1 行政许可 移栽审批 双人</p></body></html>"
    found = read_document(page.encode(), "x.html")
    assert found.format == "html"
    assert found.rows[1].texts == ["1", "行政许可", "移栽审批", "双人"]


def test_long_spans_are_bounded() -> None:
    page = "<table>" + "<tr><td rowspan=99999 colspan=99999>一<td>二</tr>" * 3 + "</table>"
    assert len(read_document(page.encode(), "x.html").rows) <= 3
