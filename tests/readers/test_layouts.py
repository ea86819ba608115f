"""Each layout of plain text: the cells that come out, where they stood, and what was noted."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from readers.conversions import Table, table_of
from readers.layouts import LAYOUTS

from loaders.readers import Grid, read_document, read_file

DATA = Path(__file__).parent.parent / "data" / "readers"
ALL = sorted(path.name for path in DATA.iterdir())


def grid(name: str) -> Grid:
    return read_file(DATA / name)


def rows(name: str) -> list[list[str]]:
    return [row.texts for row in grid(name).rows if not row.section]


def sections(name: str) -> list[str]:
    return [row.words for row in grid(name).rows if row.section]


def codes(name: str) -> list[str]:
    return [note.code for note in grid(name).notes]


@pytest.mark.parametrize("name", ALL)
def test_cells_tile_the_document_and_cite_it_exactly(name: str) -> None:
    found = grid(name)
    if not found.offsets_in_document:
        return
    text = (DATA / name).read_bytes().decode(found.encoding)
    assert "".join(found.raw_parts()) == text
    assert text[found.after_start :] == found.after
    for row in (*found.lead, *found.rows):
        for cell in row.cells:
            assert text[cell.text_start : cell.text_start + len(cell.text)] == cell.text


def test_pipes_with_line_breaks_and_dropped_cells() -> None:
    assert rows("spaced_pipes.txt") == [
        ["序号", "责任科室", "风险\n类别", "权力事项", "防控措施", "责任\n领导"],
        ["1", "养护股", "流程", "移栽行道树审批", "1.两人踏看;\n2.批文上网;", "甲某"],
        ["2", "岗位", "公园摊位出租", "公开竞租，一年一签。"],
    ]
    assert grid("spaced_pipes.txt").after.strip() == "说明：本表为虚构样例。"


def test_titles_inside_a_table_are_words_before_it() -> None:
    found = grid("titles_in_table.txt")
    assert [row.words for row in found.lead] == ["白榆縣園林局權力清單（虛構樣例）", "製表日期：2020年7月15日"]
    assert [row.number for row in found.rows] == [3, 4, 5]
    assert rows("titles_in_table.txt")[1] == ["1", "移栽行道樹審批", "行政許可", "", "養護股"]


def test_one_cell_per_line() -> None:
    assert rows("cells_per_line.txt") == [
        ["-", "职权名称", "职权依据", "备注"],
        ["1", "移栽行道树审批", "《虚构绿化条例》第三条", "《虚构绿化办法》第九条"],
        ["2", "占用草坪审批", "", ""],
        ["-", "职权名称", "职权依据", "备注"],
        ["1", "对折损花木的处罚", "《虚构绿化条例》第四十条", "只限公园"],
    ]
    assert [row.words for row in grid("cells_per_line.txt").lead][-1] == "行政许可（二项）"
    assert sections("cells_per_line.txt") == ["行政处罚（一项）"]
    assert grid("cells_per_line.txt").after.strip() == "监督电话：0000-1234567"


def test_key_value_blocks_become_rows_under_their_labels() -> None:
    found = rows("key_value.txt")
    assert found[0] == ["序号", "职权名称", "职权编码", "责任科室", "风险点"]
    assert found[1] == ["1", "移栽行道树审批", "", "养护股", "①先移后批\n②只看材料不看现场"]
    assert found[2] == ["2", "公园摊位出租", "BY-2", "经营股", "私下指定摊主。"]
    assert all(cell.inferred for cell in grid("key_value.txt").rows[0].cells)
    assert sections("key_value.txt") == ["表二"]


def test_key_value_with_colons() -> None:
    assert rows("key_value_colon.txt")[1:] == [
        ["移栽行道树审批", "行政许可", "养护股", "1.受理；\n2.踏看。"],
        ["公园摊位出租", "其他职权", "经营股", "1.公告。"],
    ]


def test_run_on_text_is_cut_at_numbers_and_blanks() -> None:
    found = rows("run_on.txt")
    assert found[1] == ["1、", "移栽行道树审批", "《虚构绿化条例》第三条", "1.受理：当日转办。 2.踏看：两人到场。", "养护股", "7日"]
    assert found[2][:2] == ["2、", "占用草坪审批"]
    assert found[2][-1] == "9日"
    assert found[4][1] == "对折损花木、攀摘果实的处罚"
    assert sections("run_on.txt") == ["行政处罚类（共 1 项）"]
    assert grid("run_on.txt").after.strip() == "投诉电话：0000-7654321"
    assert "columns-from-blanks" in codes("run_on.txt")


def test_rows_parted_by_blanks_tell_when_cells_are_lost() -> None:
    assert rows("blank_rows.txt")[1:3] == [
        ["1", "行政许可", "移栽行道树审批"],
        ["2", "行政检查", "公园安全检查", "游乐设施检查", "双人"],
    ]
    assert sections("blank_rows.txt") == ["二、县图书馆"]
    short = [(note.part, note.row) for note in grid("blank_rows.txt").notes if note.code == "short-row"]
    assert short == [("table 1", 1), ("table 2", 1)]


def test_inline_labels_give_a_row_per_stage() -> None:
    found = rows("inline_labels.txt")
    assert found[0] == ["", "职权编码", "职权名称", "", "风险点", "风险等级", "责任人"]
    assert found[1] == ["行政许可类", "BY-01", "移栽行道树审批", "受理：", "1.压件不办。", "Ⅱ级", "办理人"]
    assert found[2] == ["行政许可类", "BY-01", "移栽行道树审批", "踏看：", "1.一人踏看。 2.收受礼品。", "Ⅰ级", "股长"]
    inferred = [[cell.inferred for cell in row.cells] for row in grid("inline_labels.txt").rows[1:]]
    assert inferred == [[False] * 7, [True] * 3 + [False] * 4, [False] * 7]


def test_markdown_is_decoded_and_says_so() -> None:
    found = grid("two_headers.md")
    assert found.format == "markdown"
    assert not found.offsets_in_document
    assert rows("two_headers.md") == [
        ["事项\n编码", "职权名称", "依据", "", "备注"],
        ["", "", "法律", "规章", ""],
        ["BY01", "移栽|补植审批", "《虚构法》第一条", "", ""],
    ]
    assert found.lead[-1].words == "白榆县园林绿化局权力清单"
    assert found.after == "监督电话：0000-1234567"


def test_a_drawn_form_is_turned() -> None:
    assert rows("box_form.txt") == [["职权名称", "职权类别", "防控措施"], ["移栽行道树审批", "行政许可", "1、两人踏看；\n2、批文上网。"]]
    assert grid("box_form.txt").after == "填表说明：一事一表。"


def test_json_records() -> None:
    found = grid("records.jsonl")
    assert found.before == "标题：白榆县园林绿化局清单（虚构样例）\n记录数：2"
    assert rows("records.jsonl") == [
        ["事项编码", "事项名称", "依据", "电话"],
        ["BY-1", "移栽行道树审批", "《虚构绿化条例》(2020年修订)第三条\n第四条", ""],
        ["BY-2", "占用草坪审批", "第五条\n第六条", "0000-1"],
    ]


def test_a_text_without_a_table_says_so() -> None:
    found = read_document("白榆县通知（虚构样例）\n请各单位按时报送。\n".encode(), "x.txt")
    assert found.rows == []
    assert found.before.startswith("白榆县通知")
    assert [note.code for note in found.notes] == ["no-table"]


WORD = st.text("移栽行道树审批公园摊位出租古认定补植", min_size=2, max_size=9)
ITEM = st.lists(WORD, min_size=4, max_size=4)
HEADERS = ["序号", "职权名称", "实施依据", "责任科室", "备注"]


@pytest.mark.parametrize("layout", sorted(LAYOUTS))
@settings(max_examples=40, deadline=None)
@given(items=st.lists(ITEM, min_size=2, max_size=8, unique_by=lambda item: item[0]))
def test_every_layout_gives_the_same_cells_back(layout: str, items: list[list[str]]) -> None:
    table = Table([HEADERS, *([str(k), *item] for k, item in enumerate(items, 1))], ("白榆县园林绿化局清单（虚构样例）",))
    text = LAYOUTS[layout](table)
    found = read_document(text.encode(), "x.txt")
    back = [[cell.removesuffix("、") if c == 0 else cell for c, cell in enumerate(row)] for row in table_of(found).rows]
    assert back == table.rows
    if found.offsets_in_document:
        assert "".join(found.raw_parts()) == text
