"""Whole lists as read: encodings and line ends change nothing, rows are accounted for, what is odd is a finding."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support import HEADERS, SAMPLES, item, power_list, process, write_list

import quanpu
from graph.errors import QuanpuError
from loaders.readers import tab_text
from loaders.readers.text import decode


def said(found: dict[str, Any]) -> list[Any]:
    """What a list says, without the places where it says so."""
    return [
        (
            entry["serial"],
            entry["category"],
            "".join(entry["name"].split()),
            [clause["text"] for clause in entry["duties"]],
            [(clause["text"], clause["stages"], clause["types"]) for clause in entry["risks"]],
            [(clause["text"], clause["types"]) for clause in entry["measures"]],
            [[(slot["official"], slot["role"]) for slot in chain["slots"]] for chain in entry["chains"]],
            [(law["name"], law["article"], law["column"]) for law in entry["laws"]],
        )
        for entry in found["items"]
    ]


def codes(found: dict[str, Any]) -> set[str]:
    return {issue["code"] for issue in found["issues"]}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_encoding_and_line_ends_change_nothing(tmp_path: Path, encoding: str, newline: str) -> None:
    for sample in SAMPLES:
        text = sample.read_bytes().decode().replace("\n", newline)
        (tmp_path / "a.txt").write_bytes(text.encode(encoding))
        found = quanpu.inspect(tmp_path / "a.txt")
        assert said(found) == said(quanpu.inspect(sample))
        for entry in found["items"]:  # places count in the decoded text, BOM apart, line ends as they are
            for clause in (*entry["duties"], *entry["risks"], *entry["measures"]):
                assert text[clause["cite"]["start"] : clause["cite"]["end"]] == clause["text"]


def test_cells_tile_every_sample() -> None:
    for sample in SAMPLES:
        text = sample.read_bytes().decode()
        assert "".join(tab_text.read(text, "utf-8").raw_parts()) == text


@given(
    st.lists(
        st.sampled_from(["\t", " \t", "\n", "序号", "1", "甲", " ", "单位（盖章）：", "审核人：乙", "\r\n"]), min_size=8, max_size=60
    ).map("".join)
)
def test_cells_tile_any_text_of_this_layout(text: str) -> None:
    if not tab_text.looks_like(text):
        return
    grid = tab_text.read(text, "utf-8")
    assert "".join(grid.raw_parts()) == text
    for row in grid.rows:
        for cell in row.cells:
            assert text[cell.start : cell.start + len(cell.raw)] == cell.raw
            assert text[cell.text_start : cell.text_start + len(cell.text)] == cell.text


@given(st.text(max_size=200))
def test_text_survives_the_encodings_it_is_saved_in(text: str) -> None:
    if "\0" not in text:
        data = text.encode("utf-8", "replace")
        assert decode(data, "a.txt")[0] == data.decode("utf-8-sig")


def test_every_row_is_used_or_skipped_with_a_reason(tmp_path: Path) -> None:
    rows = [item(1), ("", "", "", "", "", "", ""), item("x"), item(2, name=" "), item(3)]
    found = quanpu.inspect(write_list(tmp_path / "a.txt", *rows))
    assert [entry["serial"] for entry in found["items"]] == ["1", "3"]
    assert [row["why"] for row in found["skipped"]] == ["header row", "blank template row", "no serial", "no name of a power item"]


def test_a_column_that_nobody_took_is_a_finding(tmp_path: Path) -> None:
    found = quanpu.inspect(write_list(tmp_path / "a.txt", (*item(1), "红色"), headers=(*HEADERS, "纸鸢颜色")))
    assert found["columns"][-1]["field"] is None
    assert [issue for issue in found["issues"] if "纸鸢颜色" in issue["text"] + issue["suggestion"]]


def test_a_category_that_is_in_no_list_is_a_finding(tmp_path: Path) -> None:
    found = quanpu.inspect(write_list(tmp_path / "a.txt", item(1, category="行政放飞")))
    assert found["items"][0]["category"] == "行政放飞"
    assert [issue for issue in found["issues"] if "行政放飞" in issue["text"]]


def test_findings(tmp_path: Path) -> None:
    odd = item(1, duty="接信登记。\n2、、依照本办法第九条查处。", risk="立案环节：收受礼品。\n一人独断。", name="有以上所列情形的的处罚")
    found = quanpu.inspect(write_list(tmp_path / "a.txt", odd, item(1), date=""))
    assert codes(found) >= {
        "missing-number",
        "numbering",
        "self-reference",
        "dangling-reference",
        "doubled-character",
        "unlabelled-risk",
        "repeated-serial",
        "no-date",
        "unsigned",
        "unsealed",
    }


def test_a_list_without_oddities_has_no_findings(tmp_path: Path) -> None:
    text = power_list([item(1)]).rsplit("单位（盖章）", 1)[0]
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    assert quanpu.inspect(tmp_path / "a.txt")["issues"] == []


def test_a_signature_line_is_no_part_of_the_last_cell(tmp_path: Path) -> None:
    found = quanpu.inspect(write_list(tmp_path / "a.txt", item(1)))
    assert len(found["items"][0]["chains"]) == 2
    assert codes(found) == {"unsigned", "unsealed"}


def test_the_last_item_s_people_are_no_signature(tmp_path: Path) -> None:
    """审核人 in the column of people is an official there, whether or not another row follows."""
    people = "承办人：訾青禾\n审核人：亓官朔"
    found = quanpu.inspect(write_list(tmp_path / "a.txt", item(1, people=people), item(2, people=people)))
    first, last = ([slot["official"] for chain in entry["chains"] for slot in chain["slots"]] for entry in found["items"])
    assert last == first


@pytest.mark.parametrize(
    "title", ["云汐县纸鸢管理局", "2024年度云汐县纸鸢管理局", "云汐县桥头镇人民政府", "云汐经济开发区管委会", "云汐县人民政府办公室"]
)
def test_whose_list_it_is(tmp_path: Path, title: str) -> None:
    found = quanpu.inspect(write_list(tmp_path / "a.txt", item(1), office=title))
    assert found["document"]["organization"] == title.removeprefix("2024年度")


def test_an_office_that_is_not_named_stays_unnamed(tmp_path: Path) -> None:
    found = quanpu.inspect(write_list(tmp_path / "a.txt", item(1), office=""))
    assert found["document"]["organization"] is None
    assert "no-organization" in codes(found)
    with quanpu.open(tmp_path / "a.kgl") as database:
        database.load(tmp_path / "a.txt", write_list(tmp_path / "b.txt", item(2), office=""))
        assert database.store.counts()["Organization"] == 2, "two lists of nobody are not one office's"


def test_split_headers_are_read(tmp_path: Path) -> None:
    headers = [f"{name[:2]}\n\n{name[2:]}" if len(name) == 4 else name for name in HEADERS]
    found = quanpu.inspect(write_list(tmp_path / "a.txt", item(1), headers=headers))
    assert said(found) == said(quanpu.inspect(write_list(tmp_path / "b.txt", item(1))))


def test_columns_may_stand_in_another_order(tmp_path: Path) -> None:
    order = [0, 6, 5, 4, 3, 2, 1]
    turned = write_list(tmp_path / "a.txt", tuple(item(1)[k] for k in order), headers=[HEADERS[k] for k in order])
    straight = quanpu.inspect(write_list(tmp_path / "b.txt", item(1)))
    assert said(quanpu.inspect(turned)) == said(straight)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.permutations(range(1, 6)))
def test_the_order_of_rows_changes_no_answer(tmp_path: Path, order: list[int]) -> None:
    people = ["郗望舒", "訾青禾", "阚知微"]
    items = {
        n: item(n, people=f"分管领导：{people[n % 3]}\n竹篾股负责人：{people[n % 2]}", risk="收受礼品" if n < 3 else "压着不办")
        for n in order
    }
    answers = []
    for name, serials in (("straight", sorted(order)), ("turned", order)):
        path = tmp_path / f"{name}.kgl"
        path.unlink(missing_ok=True)
        with quanpu.open(path) as database:
            database.load(write_list(tmp_path / f"{name}.txt", *[items[n] for n in serials]))
            found = {code: database.query(code).rows for code in ("C1", "C2", "C3", "S2", "S5", "S6", "R1", "G2", "L2")}
        answers.append(found)
    assert answers[0] == answers[1]


@pytest.mark.skipif(os.name == "nt", reason="file names are text on Windows")
def test_a_file_name_that_is_no_text(tmp_path: Path) -> None:
    name = os.fsdecode(b"\xff\xfe.txt")
    (tmp_path / name).write_bytes(power_list([item(1)]).encode())
    done = process("--db", "a.kgl", "load", name, cwd=tmp_path)
    assert done.returncode in (0, 2, 3), done.stderr.decode()
    if done.returncode:
        assert not (tmp_path / "a.kgl.work").exists()


def test_hidden_files_and_work_folders_are_no_lists(tmp_path: Path) -> None:
    write_list(tmp_path / "a.txt")
    write_list(tmp_path / ".hidden.txt")
    write_list(tmp_path / "~$a.txt")
    with quanpu.open(tmp_path / "a.kgl") as database:
        assert [report.status for report in database.load(tmp_path)] == ["loaded"]
        assert [report.status for report in database.load(tmp_path)] == ["unchanged"]


# --- what a person says of the columns, and English instruments ----------------------------------------


def test_a_reviewed_columns_file_overrides_the_guess(tmp_path: Path) -> None:
    rows = "序号,能办的事,谁来办\n1,占道摆摊备案,便民服务中心\n2,村民建房现场核查,规划建设办公室\n"
    (tmp_path / "a.csv").write_text("青岚县花港镇人民政府便民清单（虚构样例）,,\n" + rows, encoding="utf-8")
    with pytest.raises(QuanpuError, match=r"no row could be read|no table"):
        quanpu.inspect(tmp_path / "a.csv")
    (tmp_path / "columns.yml").write_text("item: [能办的事]\noffice: [谁来办]\n", encoding="utf-8")
    found = quanpu.inspect(tmp_path / "a.csv")
    assert [(column["field"], column["why"]) for column in found["columns"]] == [
        ("number", "synonym"), ("item", "reviewed"), ("office", "reviewed"),
    ]  # fmt: skip
    assert [[unit["name"] for unit in entry["departments"]] for entry in found["items"]] == [["便民服务中心"], ["规划建设办公室"]]


def test_a_reviewed_columns_file_that_names_no_field_is_refused(tmp_path: Path) -> None:
    write_list(tmp_path / "a.txt", item(1))
    (tmp_path / "columns.yml").write_text("colour: [权力事项]\n", encoding="utf-8")
    with pytest.raises(QuanpuError, match=r"colour.*columns\.yml|columns\.yml.*colour"):
        quanpu.inspect(tmp_path / "a.txt")


def test_an_english_instrument_of_delegation(tmp_path: Path) -> None:
    text = "Riverbend Council - Instrument of Delegation (fictional)\nDate: 2024-05-01\nPROVISION,DESCRIPTION OF POWER,DELEGATED TO\n"
    text += "s. 12(1),Power to issue a street trading permit,Manager Local Laws; Chief Executive Officer\n"
    text += "s. 14,Power to revoke a permit,Chief Executive Officer\n"
    (tmp_path / "a.csv").write_text(text, encoding="utf-8")
    found = quanpu.inspect(tmp_path / "a.csv")
    assert found["document"]["name"].startswith("Riverbend Council")
    assert [entry["name"] for entry in found["items"]] == ["Power to issue a street trading permit", "Power to revoke a permit"]
    officials = [[(slot["official"], slot["kind"]) for chain in e["chains"] for slot in chain["slots"]] for e in found["items"]]
    assert officials == [[("Manager Local Laws", "post"), ("Chief Executive Officer", "post")], [("Chief Executive Officer", "post")]]
    assert [entry["attributes"]["basis"]["text"] for entry in found["items"]] == ["s. 12(1)", "s. 14"]
