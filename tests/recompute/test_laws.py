"""L1-L4 worked out again from the parsed rows."""

from __future__ import annotations

import re

import pytest
from recompute.parsed import Listed, Parsed, in_order


def cited(parsed: Parsed, *, unbracketed: bool) -> dict[int, set[str]]:
    """The laws that each item's row cites."""
    laws = parsed.laws if unbracketed else parsed.laws[parsed.laws["bracketed"].astype(bool)]
    found = {item: set(own) for item, own in laws.groupby("item")["name"]}
    return {item: found.get(item, set()) for item in parsed.entries}


@pytest.mark.parametrize("unbracketed", [False, True])
@pytest.mark.parametrize("procedural", [["行政强制法"], ["行政强制法", "行政处罚法"], []])
def test_l1(listed: Listed, procedural: list[str], unbracketed: bool) -> None:
    parsed = listed.parsed
    expected = {
        (parsed.serial[item], parsed.name[item], in_order(laws))
        for item, laws in cited(parsed, unbracketed=unbracketed).items()
        if not laws - set(procedural)
    }
    assert listed.rows("L1", "item_serial item laws", procedural_laws=procedural, include_unbracketed=unbracketed) == expected


@pytest.mark.parametrize("unbracketed", [False, True])
def test_l2(listed: Listed, unbracketed: bool) -> None:
    laws = listed.parsed.laws if unbracketed else listed.parsed.laws[listed.parsed.laws["bracketed"].astype(bool)]
    expected = {
        (name, own["item"].nunique(), in_order(own["field"]), in_order(own["article"].dropna())) for name, own in laws.groupby("name")
    }
    found = listed.rows("L2", "law items columns articles", include_unbracketed=unbracketed)
    assert {(name, items, in_order(columns), in_order(articles)) for name, items, columns, articles in found} == expected


def subjects(text: str, lexicon: dict[str, list[str]]) -> tuple[str, ...]:
    """The subjects whose words a text holds; a word inside a longer one found there does not count."""
    found = [(subject, hit.start(), hit.start() + len(word)) for subject, words in lexicon.items() for word in words
             for hit in re.finditer(f"(?={re.escape(word)})", text)]  # fmt: skip
    longest = [subject for subject, start, end in found if not any(a <= start and end <= b and b - a > end - start for _, a, b in found)]
    return in_order(longest)


def mismatched(parsed: Parsed, lexicon: dict[str, list[str]]) -> set[tuple[object, ...]]:
    """L3: item and cited law, both with subjects, none in common."""
    rows = set()
    for item, laws in cited(parsed, unbracketed=False).items():
        of_item = subjects(parsed.name[item], lexicon)
        for law in laws:
            of_law = subjects(law, lexicon)
            if of_item and of_law and not set(of_item) & set(of_law):
                rows.add((parsed.serial[item], parsed.name[item], law, of_item, of_law))
    return rows


@pytest.mark.parametrize(
    "lexicon", [None, {"放飞": ["桥", "纸鸢"], "灯彩": ["灯彩", "悬挂"], "执行": ["强制", "处罚法"]}], ids=["own", "given"]
)
def test_l3(listed: Listed, lexicon: dict[str, list[str]] | None) -> None:
    answer = listed.ask("L3", **({"lexicon": lexicon} if lexicon else {}))
    used = lexicon or answer["params"]["lexicon"]
    found = {
        (row["item_serial"], row["item"], row["law"], in_order(row["item_terms"]), in_order(row["law_terms"])) for row in answer["rows"]
    }
    assert found == mismatched(listed.parsed, used)
    assert len(found) == len(answer["rows"])


DANGLING = ("dangling-reference", "self-reference")


def test_l4(listed: Listed) -> None:
    """Every citation with an article once per item, and what points at nothing, as the findings have it."""
    parsed = listed.parsed
    expected = {
        (
            entry["serial"],
            parsed.text[law["cite"]["start"] : law["cite"]["end"]],
            law["name"].removeprefix("中华人民共和国"),
            law["article"],
            False,
        )
        for entry in parsed.entries.values()
        for law in entry["laws"]
        if law["article"]
    }
    expected |= {
        (parsed.serial_at(issue["where"]["row"]), issue["text"], None, None, True)
        for issue in parsed.inspection["issues"]
        if issue["code"] in DANGLING
    }
    assert listed.rows("L4", "item_serial citation law article dangling") == expected
