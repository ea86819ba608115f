"""G1-G5 worked out again from the parsed rows."""

from __future__ import annotations

import pytest
from recompute.parsed import Listed, Parsed, in_order

Taxonomy = dict[str, dict[str, str]]


def cover(taxonomy: Taxonomy) -> dict[str, set[str]]:
    """The measure types that answer each risk type directly, as the study has them; empty where it names none."""
    return {code: set(filter(None, row["direct_measure_types"].split("|"))) for code, row in taxonomy.items()}


def gaps(parsed: Parsed, matrix: dict[str, set[str]], *, suggested: bool) -> set[tuple[object, ...]]:
    """G1: serial, name, type, what would cover it, people, whether the matrix names any measure for the type."""
    risks, measures = (parsed.types(what, suggested=suggested) for what in ("risks", "measures"))
    return {
        (
            parsed.serial[item],
            parsed.name[item],
            kind,
            in_order(matrix[kind]),
            in_order(parsed.people.get(item) or parsed.units[item]),
            bool(matrix[kind]),
        )
        for item in parsed.entries
        for kind in risks[item]
        if not matrix[kind] & measures[item]
    }


COLUMNS = "item_serial item risk_type covering_measures officials matrix_defined"


@pytest.mark.parametrize("suggested", [True, False])
def test_g1(listed: Listed, taxonomy: Taxonomy, suggested: bool) -> None:
    rows = listed.ask("G1", include_suggested=suggested)["rows"]
    found = {
        (
            row["item_serial"],
            row["item"],
            row["risk_type"],
            in_order(row["covering_measures"]),
            in_order(row["officials"]),
            row["matrix_defined"],
        )
        for row in rows
    }
    assert len(found) == len(rows)
    assert found == gaps(listed.parsed, cover(taxonomy), suggested=suggested)


def test_g1_keeps_what_the_matrix_leaves_open_apart(real: Listed, taxonomy: Taxonomy) -> None:
    open_types = {kind for kind, measures in cover(taxonomy).items() if not measures}
    assert {"PROPERTY", "LEAK", "INTERFERE"} <= open_types
    assert {row["risk_type"] for row in real.ask("G1")["rows"] if not row["matrix_defined"]} <= open_types


def without(parsed: Parsed, code: str, *, suggested: bool) -> set[tuple[str, str]]:
    measures = parsed.types("measures", suggested=suggested)
    return {(parsed.serial[item], parsed.name[item]) for item, found in measures.items() if code not in found}


@pytest.mark.parametrize("suggested", [True, False])
@pytest.mark.parametrize("code", ["TWO_PERSON", "LAWFUL", "FILING", "REVISIT"])
def test_g2(listed: Listed, code: str, suggested: bool) -> None:
    found = listed.rows("G2", "item_serial item", measure_type=code, include_suggested=suggested)
    assert found == without(listed.parsed, code, suggested=suggested)


def test_g1_with_a_matrix_of_our_own(listed: Listed) -> None:
    """What the matrix does not name is not defined."""
    matrix = {"BRIBE": {"FILES"}, "NONFILE": set()}
    rows = listed.ask("G1", covers={kind: sorted(measures) for kind, measures in matrix.items()})["rows"]
    every = {kind for found in listed.parsed.types("risks").values() for kind in found}
    expected = gaps(listed.parsed, {key: set() for key in every} | matrix, suggested=False)
    assert {(row["item_serial"], row["risk_type"], row["matrix_defined"]) for row in rows} == {
        (serial, kind, defined) for serial, _, kind, _, _, defined in expected
    }


@pytest.mark.parametrize("suggested", [True, False])
def test_g3(listed: Listed, suggested: bool) -> None:
    parsed = listed.parsed
    risks, measures = (parsed.types(what, suggested=suggested) for what in ("risks", "measures"))
    expected = {
        (parsed.serial[item], parsed.name[item])
        for item in parsed.entries
        if "COLLECTIVE" in risks[item] and "COLLECTIVE" not in measures[item]
    }
    assert listed.rows("G3", "item_serial item", include_suggested=suggested) == expected


@pytest.mark.parametrize("suggested", [True, False])
def test_g4(listed: Listed, measure_families: dict[str, str], suggested: bool) -> None:
    parsed, measures = listed.parsed, listed.parsed.types("measures", suggested=suggested)
    every = set(measure_families.values()) - {measure_families["OTHER"]}
    lacking = {item: every - {measure_families[kind] for kind in found} for item, found in measures.items()}
    expected = {(parsed.serial[item], parsed.name[item], in_order(families)) for item, families in lacking.items() if families}
    found = listed.rows("G4", "item_serial item missing_families", include_suggested=suggested)
    assert {(serial, name, in_order(families)) for serial, name, families in found} == expected


def test_g5(listed: Listed) -> None:
    """An item whose risks bear no stage at all is not asked: where they sit is not known."""
    parsed = listed.parsed
    at = {
        what: set(parsed.clauses(what).dropna(subset="stage")[["item", "stage"]].itertuples(index=False, name=None))
        for what in ("duties", "risks")
    }
    staged = {item for item, _ in at["risks"]} | {item for item, entry in parsed.entries.items() if not entry["risks"]}
    bare: dict[str, list[int]] = {}
    for item, stage in at["duties"] - at["risks"]:
        if item in staged:
            bare.setdefault(stage, []).append(item)
    expected = {(stage, len(items), parsed.serials(items)) for stage, items in bare.items()}
    assert listed.rows("G5", "stage items item_serials") == expected
