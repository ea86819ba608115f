"""S1-S7 worked out again from the parsed rows."""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from typing import Any

import pytest
from recompute.parsed import Listed, Parsed, in_order

ROLES = ("leader", "head", "handler", "other")


@pytest.mark.parametrize("role", ROLES)
def test_s1(listed: Listed, role: str) -> None:
    parsed = listed.parsed
    slots = parsed.slots[parsed.slots["role"] == role]
    pairs = slots.merge(slots, on=["item", "official"])
    pairs = pairs[pairs["chain_x"] < pairs["chain_y"]]
    expected = {
        (parsed.serial[row.item], parsed.name[row.item], row.official, row.department_x, row.department_y) for row in pairs.itertuples()
    }
    assert listed.rows("S1", "item_serial item official department_1 department_2", role=role) == expected


def dual(parsed: Parsed, *, same_item: bool) -> set[tuple[Any, ...]]:
    """S2: who leads and heads, on how many items each and both, in which units."""
    rows = set()
    for official, own in parsed.slots.groupby("official"):
        leads, heads = (set(own[own["role"] == role]["item"]) for role in ("leader", "head"))
        if (leads & heads) if same_item else (leads and heads):
            rows.add((official, len(leads), len(heads), len(leads & heads), in_order(own["department"].dropna())))
    return rows


@pytest.mark.parametrize("scope", ["organization", "item"])
def test_s2(listed: Listed, scope: str) -> None:
    found = listed.rows("S2", "official items_as_leader items_as_head items_as_both departments", scope=scope)
    assert found == dual(listed.parsed, same_item=scope == "item")


def test_s3(listed: Listed) -> None:
    parsed = listed.parsed
    lead, head = (parsed.slots[parsed.slots["role"] == role] for role in ("leader", "head"))
    both = lead.merge(head, on=["item", "chain", "official"])
    expected = {(parsed.serial[row.item], parsed.name[row.item], row.chain, row.official) for row in both.itertuples()}
    assert listed.rows("S3", "item_serial item chain official") == expected


def test_s3_finds_nobody_on_the_real_list(real: Listed) -> None:
    assert real.ask("S3")["rows"] == []


@pytest.mark.parametrize("k", [None, 1, 2, 3, 4])
def test_s4(listed: Listed, k: int | None) -> None:
    """Slots are told apart by chain and role."""
    parsed = listed.parsed
    seats = parsed.slots.groupby(["item", "official"]).size()
    expected = {
        (parsed.serial[item], parsed.name[item], official, count, len(parsed.people[item]))
        for (item, official), count in seats.items()
        if count >= (k or 2)
    }
    assert listed.rows("S4", "item_serial item official slots officials_in_item", **({"k": k} if k else {})) == expected


def test_s5(listed: Listed) -> None:
    parsed = listed.parsed
    chains = parsed.chains.groupby("item")["chain"].nunique()
    leaders = parsed.slots[parsed.slots["role"] == "leader"].groupby("item")["official"].agg(in_order)
    expected = {(parsed.serial[item], parsed.name[item], 1, leaders.get(item, ())) for item in chains[chains == 1].index}
    assert listed.rows("S5", "item_serial item chains leaders") == expected


def lines_of(parsed: Parsed, item: int) -> set[tuple[str | None, str | None, str | None]]:
    """The chain types of one item: leader, unit, head, with None for who is not named."""
    found = set()
    for chain in parsed.entries[item]["chains"]:
        named = {role: [slot["official"] for slot in chain["slots"] if slot["role"] == role] or [None] for role in ("leader", "head")}
        found |= {(leader, chain["department"], head) for leader in named["leader"] for head in named["head"]}
    return found


@pytest.mark.parametrize("least", [1, 5])
def test_s6(listed: Listed, least: int) -> None:
    parsed = listed.parsed
    alone = Counter(name for names in parsed.people.values() for name in names)
    together = Counter(pair for names in parsed.people.values() for pair in combinations(sorted(names), 2))
    pairs = {("pair", a, None, b, n, round(n * parsed.n / (alone[a] * alone[b]), 9)) for (a, b), n in together.items() if n >= least}
    lines = Counter(line for item in parsed.entries for line in lines_of(parsed, item))
    chains = {("chain", *line, n, None) for line, n in lines.items() if n >= least and any(line)}
    assert listed.rows("S6", "kind first department second items lift", min_support=least) == pairs | chains


@pytest.mark.parametrize("stages", [None, ["立案", "执行"], ["决定"]])
def test_s7(listed: Listed, stages: list[str] | None) -> None:
    parsed = listed.parsed
    wanted = set(stages or ["调查取证", "审查", "决定"])
    at = parsed.clauses("risks").dropna(subset="stage").groupby("item")["stage"].agg(set)
    expected = {
        (parsed.serial[item], parsed.name[item], official, in_order(found))
        for item, found in at.items()
        if wanted <= found
        for official in parsed.people.get(item, ())
    }
    found = listed.rows("S7", "item_serial item official stages", **({"stages": stages} if stages else {}))
    assert {(*row, in_order(shown)) for *row, shown in found} == expected
