"""What an answer must say of itself: the level it fell back to, the day it was taken for, how many could have shown what is asked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from support import ROOT, Result, item, write_list

import quanpu
from graph.table import Format, Table

Run = Callable[..., Result]
UNITS = ("序号", "权力类别", "权力事项", "责任事项", "监督重点", "监督措施", "责任科室")
BARE = ("序号", "权力类别", "权力事项")
LAMPS = "云汐县灯笼管理局"
SELF = "分管领导：郗望舒\n竹篾股负责人：郗望舒"
SAME = "分管领导：郗望舒\n竹篾股负责人：訾青禾\n分管领导：阚知微\n巡查队负责人：訾青禾"


def ask(folder: Path, code: str, *items: tuple[str, ...], given: dict[str, Any] | None = None, **made: Any) -> Table:
    """A question to a list of these items, or to what is loaded already."""
    with quanpu.open(folder / "a.kgl") as database:
        if items:
            assert not [report.error for report in database.load(write_list(folder / "a.txt", *items, **made)) if report.error]
        return database.query(code, **(given or {}))


def unnamed(count: int) -> list[tuple[str, ...]]:
    return [(str(n), "行政处罚", f"擅自在第{n}号桥放飞纸鸢的行政处罚") for n in range(1, count + 1)]


# --- the level and the day ------------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["table", "md"])
def test_a_level_that_auto_fell_back_to_is_said(tmp_path: Path, form: Format) -> None:
    table = ask(tmp_path, "C1", item(1, people="竹篾股"), headers=UNITS)
    assert "Asked with: level = department" in table.render(form)
    assert table.to_dict()["params"]["level"] == "department"


def test_the_finest_level_needs_no_word(tmp_path: Path) -> None:
    assert "level" not in ask(tmp_path, "C1", item(1)).render("table")
    assert "level = person" in ask(tmp_path, "C1", given={"level": "person"}).render("table")


def test_an_answer_over_all_offices_says_its_level(tmp_path: Path) -> None:
    assert "level = organization" in ask(tmp_path, "X1", *unnamed(1), headers=BARE).render("table")


def test_without_a_day_the_lists_dates_are_said(tmp_path: Path) -> None:
    text = ask(tmp_path, "T2", item(1)).render("table")
    assert "No day was asked for: the lists that were read are dated 2024-03-01." in text
    assert "No day" not in ask(tmp_path, "T2", given={"date": "2024-05-06"}).render("table")
    assert "未指定日期：所读清单的填表日期为2024-03-01" in ask(tmp_path, "T2").notes["zh"]
