"""The evidence of every card's every row: the items that the row counts, the cells in the document's own words."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from recompute.parsed import Listed, Parsed
from recompute.test_separation import lines_of
from support import item, write_list

import quanpu
from queries.card import catalogue

Row = dict[str, Any]
ONE_LIST = sorted({card.code for card in catalogue().values()} - {"T1"})  # a change has cells in two versions


def answered(listed: Listed, code: str) -> list[tuple[Row, Row]]:
    """Each row with its evidence."""
    answer = listed.ask(code, evidence=True)
    assert [entry["row"] for entry in answer["evidence"]] == list(range(1, len(answer["rows"]) + 1))
    return list(zip(answer["rows"], answer["evidence"], strict=True))


@pytest.mark.parametrize("code", ONE_LIST)
def test_every_cell_is_found_where_it_is_cited(code: str, listed: Listed) -> None:
    text = listed.parsed.text
    for _, entry in answered(listed, code):
        for cell in entry["cells"]:
            assert quoted(text, cell), (code, cell["item_serial"], cell["field"])


def quoted(text: str, cell: Row) -> bool:
    """Whether a document says at that place what the cell says."""
    return bool(cell["text"]) and text[cell["cite"]["start"] : cell["cite"]["end"]] == cell["text"]


def test_the_cells_of_a_change_are_found_in_the_version_they_name(sampled: dict[str, Listed]) -> None:
    texts = {stem[-4:]: one.parsed.text for stem, one in sampled.items() if "shichang" in stem}
    pairs = answered(sampled["yunxi_shichang_2024"], "T1")
    assert pairs
    for row, entry in pairs:
        assert all(quoted(texts[cell["form_date"][:4]], cell) for cell in entry["cells"])
        for year, words in (("2023", row["before"]), ("2024", row["after"])):
            shown = "".join(cell["text"] for cell in entry["cells"] if cell["form_date"].startswith(year))
            assert bool(shown) or not words
            assert row["kind"] in ("official", "department") or plain(words or "") in plain(shown), row


def plain(text: str) -> str:
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize("code", ONE_LIST)
def test_the_cells_are_of_the_items(code: str, listed: Listed) -> None:
    """Cells stand on the rows of the items that the evidence names, and every item is there unless its cell is blank."""
    rows = {entry["cite"]["row"]: entry["serial"] for entry in listed.parsed.entries.values()}
    for _, entry in answered(listed, code):
        assert {cell["item_serial"] for cell in entry["cells"]} <= set(entry["item_serials"])
        for cell in entry["cells"]:
            assert rows.get(cell["cite"]["row"]) == cell["item_serial"]


@pytest.mark.parametrize("code", ONE_LIST)
def test_the_evidence_names_the_items_that_the_row_counts(code: str, listed: Listed) -> None:
    known = set(listed.parsed.serial.values())
    for row, entry in answered(listed, code):
        serials = entry["item_serials"]
        assert len(serials) == entry["items"]
        assert set(serials) <= known
        if isinstance(row.get("items"), int):
            assert len(serials) == row["items"], (code, row)
        if "item_serials" in row:
            assert sorted(serials) == sorted(row["item_serials"])
        if row.get("item_serial"):
            assert serials == [row["item_serial"]]


Items = Callable[[Parsed, Row], set[int]]


def named(parsed: Parsed, *officials: str) -> set[int]:
    """The items that name all of these officials."""
    return {item for item, people in parsed.people.items() if set(officials) <= people}


def with_risks(parsed: Parsed, *kinds: str) -> set[int]:
    """The items with all of these risk types."""
    return {item for item, held in parsed.kinds.items() if set(kinds) <= held}


def at_stage(parsed: Parsed, row: Row) -> set[int]:
    clauses = parsed.typed("risks", other=True)
    for column, value in (("stage", row["stage"]), ("basis", row["basis"]), ("kind", row["risk_type"])):
        clauses = clauses[clauses[column].isna() if value is None else clauses[column] == value]
    return set(clauses["item"])


def in_chain(parsed: Parsed, row: Row) -> set[int]:
    """S6: the items that name both of a pair, or have a chain of this leader, unit and head."""
    if row["kind"] == "pair":
        return named(parsed, row["first"], row["second"])
    line = (row["first"], row["department"], row["second"])
    return {item for item in parsed.entries if line in lines_of(parsed, item)}


def cites(parsed: Parsed, law: str) -> set[int]:
    laws = parsed.laws[parsed.laws["bracketed"].astype(bool)]
    return set(laws[laws["name"] == law]["item"])


BEHIND: dict[str, Items] = {
    "C1": lambda parsed, row: named(parsed, row["official"]),
    "C2": lambda parsed, row: named(parsed, row["official"]),
    "C4": lambda parsed, row: named(parsed, row["official"]),
    "C7": lambda parsed, row: named(parsed, row["official"]),
    "S2": lambda parsed, row: named(parsed.in_part("leader"), row["official"]) | named(parsed.in_part("head"), row["official"]),
    "S6": in_chain,
    "R1": lambda parsed, row: with_risks(parsed, row["risk_type"]),
    "R3": lambda parsed, row: with_risks(parsed, row["risk_a"], row["risk_b"]),
    "R4": lambda parsed, row: with_risks(parsed, *row["risk_types"]),
    "R5": lambda parsed, row: with_risks(parsed, row["risk_type"]) & named(parsed, row["official"]),
    "R6": lambda parsed, row: with_risks(parsed, row["risk_type"]) & {item for item, units in parsed.units.items() if units},
    "R7": at_stage,
    "L2": lambda parsed, row: cites(parsed, row["law"]),
    "D3": lambda parsed, row: {item for item, serial in parsed.serial.items() if serial in (row["item_a"], row["item_b"])},
}


@pytest.mark.parametrize("code", sorted(BEHIND))
def test_the_items_behind_a_row_are_those_it_is_about(code: str, listed: Listed) -> None:
    for row, entry in answered(listed, code):
        assert set(entry["item_serials"]) == set(listed.parsed.serials(BEHIND[code](listed.parsed, row))), row


def test_items_that_share_a_serial_are_all_named(tmp_path: Path) -> None:
    """Sections of a list often count from 1 again."""
    file = write_list(tmp_path / "list.txt", item(1), item(2), item(1, "擅自在桥头悬挂灯彩的行政处罚"))
    with quanpu.open(tmp_path / "list.kgl") as database:
        database.load(file)
        entry = database.query("C1", evidence=True).to_dict()["evidence"][0]
    assert (entry["items"], entry["item_serials"]) == (3, ["1", "2", "1"])
