"""T1 and T2 worked out again from two versions of one list."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from rapidfuzz import fuzz
from recompute import made_up
from recompute.conftest import parse
from recompute.parsed import Listed, Parsed, ask

import quanpu

Row = dict[str, Any]


@dataclass(frozen=True)
class Versions:
    """Two versions of one office's list in a store."""

    store: Path
    old: Parsed
    new: Parsed

    @property
    def office(self) -> str:
        return str(self.new.inspection["document"]["organization"])

    def ask(self, code: str, **given: Any) -> list[Row]:
        rows: list[Row] = ask(self.store, code, organization=self.office, **given)["rows"]
        return rows


@pytest.fixture(scope="module", params=["samples", "made_up"])
def versions(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Versions:
    if request.param == "samples":
        sampled: dict[str, Listed] = request.getfixturevalue("sampled")
        old, new = (sampled[f"yunxi_shichang_{year}"] for year in (2023, 2024))
        return Versions(new.store, old.parsed, new.parsed)
    folder = tmp_path_factory.mktemp("versions")
    files = made_up.write(folder / "2024.txt"), made_up.write_later(folder / "2025.txt")
    with quanpu.open(folder / "versions.kgl") as database:
        database.load(*files)
    return Versions(folder / "versions.kgl", *map(parse, files))


def paired(old: Parsed, new: Parsed, tau: float) -> dict[int, int]:
    """The old item of each new one: equal names, then the most alike, each once."""
    likeness = {(b, a): fuzz.ratio(old.name[a], new.name[b]) / 100 for a in old.entries for b in new.entries}
    found: dict[int, int] = {}
    for (b, a), alike in sorted(likeness.items(), key=lambda entry: -entry[1]):
        if alike >= tau and b not in found and a not in found.values():
            found[b] = a
    return found


def stated(entry: Row) -> set[tuple[str, str]]:
    """What one item's row says: (kind, words)."""
    found = {(kind, re.sub(r"\s", "", clause["text"])) for kind, many in CLAUSES.items() for clause in entry[many]}
    found |= {("law", law["name"]) for law in entry["laws"]}
    return found


CLAUSES = {"risk": "risks", "measure": "measures", "duty": "duties"}


def seats(entry: Row) -> set[tuple[str, str]]:
    """Who fills which part of one item: ("leader 1", official with unit)."""
    return {
        (f"{slot['role']} {chain['chain']}", f"{slot['official']} ({chain['department']})")
        for chain in entry["chains"]
        for slot in chain["slots"]
    }


def handlers(entry: Row) -> set[tuple[str, str]]:
    """Which unit stands in which chain of one item."""
    return {(f"chain {chain['chain']}", chain["department"]) for chain in entry["chains"] if chain["department"]}


def serials(row: Row) -> tuple[str, str | None]:
    """The serial that a change's subject begins with, and the older one where it differs."""
    match = re.match(r"([^ ←]+)(?:←([^ ]+))?", row["subject"])
    assert match
    return match[1], match[2]


def test_t1_items(versions: Versions) -> None:
    """Whatever isn't paired is removed or added; a pair with another name is changed."""
    old, new, pairs = versions.old, versions.new, paired(versions.old, versions.new, 0.8)
    rows = [row for row in versions.ask("T1") if row["kind"] == "item"]
    found = {(row["change"], row["before"], row["after"]) for row in rows}
    expected = {("added", None, new.name[item]) for item in new.entries if item not in pairs}
    expected |= {("removed", old.name[item], None) for item in old.entries if item not in pairs.values()}
    expected |= {("changed", old.name[a], new.name[b]) for b, a in pairs.items() if old.name[a] != new.name[b]}
    assert found == expected
    assert len(rows) == len(expected)


@pytest.mark.parametrize("kind", ["risk", "measure", "duty", "law"])
def test_t1_what_a_pair_states(versions: Versions, kind: str) -> None:
    """What was said before and not after, and the other way round, pair by pair; rewording puts one of each on a row."""
    pairs = paired(versions.old, versions.new, 0.8)
    gone, come = set(), set()
    for b, a in pairs.items():
        before, after = stated(versions.old.entries[a]), stated(versions.new.entries[b])
        gone |= {(versions.new.serial[b], words) for what, words in before - after if what == kind}
        come |= {(versions.new.serial[b], words) for what, words in after - before if what == kind}
    rows = [row for row in versions.ask("T1") if row["kind"] == kind]
    assert {(serials(row)[0], re.sub(r"\s", "", row["before"])) for row in rows if row["before"]} == gone
    assert {(serials(row)[0], re.sub(r"\s", "", row["after"])) for row in rows if row["after"]} == come
    for row in rows:
        assert (
            row["change"]
            == {(True, True): "changed", (True, False): "removed", (False, True): "added"}[bool(row["before"]), bool(row["after"])]
        )


@pytest.mark.parametrize("kind", ["official", "department"])
def test_t1_officials_and_units_by_chain(versions: Versions, kind: str) -> None:
    gone, come = set(), set()
    told = seats if kind == "official" else handlers
    for b, a in paired(versions.old, versions.new, 0.8).items():
        before, after = told(versions.old.entries[a]), told(versions.new.entries[b])
        gone |= {(versions.new.serial[b], words) for _, words in before - after}
        come |= {(versions.new.serial[b], words) for _, words in after - before}
    rows = [row for row in versions.ask("T1") if row["kind"] == kind]
    assert {(serials(row)[0], row["before"]) for row in rows if row["before"]} == gone
    assert {(serials(row)[0], row["after"]) for row in rows if row["after"]} == come


def test_t1_backwards(versions: Versions) -> None:
    """From the newer to the older version, added and removed change places."""
    old, new = (one.inspection["document"]["form_date"] for one in (versions.old, versions.new))
    forth, back = (versions.ask("T1", v1=first, v2=second) for first, second in ((old, new), (new, old)))
    mirrored = {"added": "removed", "removed": "added", "changed": "changed"}
    assert sorted((mirrored[row["change"]], row["kind"], row["after"] or "", row["before"] or "") for row in forth) == sorted(
        (row["change"], row["kind"], row["before"] or "", row["after"] or "") for row in back
    )


def test_t1_of_a_list_with_itself(versions: Versions) -> None:
    date = versions.new.inspection["document"]["form_date"]
    assert versions.ask("T1", v1=date, v2=date) == []


def named(parsed: Parsed) -> set[tuple[Any, ...]]:
    date = parsed.inspection["document"]["form_date"]
    return {
        (
            parsed.serial[row.item],
            parsed.name[row.item],
            row.official,
            row.role,
            None if row.department != row.department else row.department,
            date,
        )
        for row in parsed.slots.itertuples()
    }


def answered(rows: list[Row]) -> set[tuple[Any, ...]]:
    columns = ["item_serial", "item", "official", "role", "department"]
    return {(*(row[name] for name in columns), row["known_from_document"].split(" ")[0]) for row in rows}


def test_t2(versions: Versions) -> None:
    """The newest list dated on or before the day; before the first one nothing is known."""
    first, second = (one.inspection["document"]["form_date"] for one in (versions.old, versions.new))
    for date, expected in (
        ("2001-01-01", set()),
        (first, named(versions.old)),
        (second, named(versions.new)),
        ("2999-12-31", named(versions.new)),
    ):
        rows = versions.ask("T2", date=date)
        assert answered(rows) == expected, date
        assert len(rows) == len(expected)
    eve = f"{int(second[:4])}-{second[5:7]}-{int(second[8:]) - 1:02}" if int(second[8:]) > 1 else f"{second[:4]}-02-28"
    assert answered(versions.ask("T2", date=eve)) == named(versions.old)


def test_t2_of_one_part(versions: Versions) -> None:
    for role in ("leader", "head", "handler"):
        assert answered(versions.ask("T2", role=role)) == {row for row in named(versions.new) if row[3] == role}


def test_t2_on_the_real_list(real: Listed) -> None:
    date = real.parsed.inspection["document"]["form_date"]
    rows = real.ask("T2", date=date)["rows"]
    assert answered(rows) == named(real.parsed)
    assert len(rows) == 332
    assert real.ask("T2", date="2015-05-13")["rows"] == []
