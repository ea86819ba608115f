"""The page queries.md: every question with its definition, limits, parameters, Cypher and the beginning of a sample answer."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import quanpu
from docs import parity
from graph.table import Table
from loaders.samples import sample_files
from queries.card import GROUPS, IN_ROLE, ITEMS, QueryCard, catalogue
from queries.params import Param
from queries.show import matrix

SHOWN = 5  # rows of a sample answer
WIDTH = 60  # code points of a cell
HEAD = """# Questions

Ask one with `quanpu query run CODE`; `quanpu query show CODE` prints its card, `quanpu query run --all -o FOLDER` answers all of them.
Every question takes the filters `--organization`, `--document`, `--department`, `--category`, `--role` and `--all-versions`.
Offices are never pooled: with several, each row says of which. The sample answers are those of the four fictional lists in
[samples/](../samples), asked when this page was made. Being listed records a division of duties and implies no fault.

`{items}` in a Cypher text stands for the items in scope; `quanpu query show CODE` prints it in full:

```cypher
"""
AFTER_ITEMS = """```

The last condition is left out where a question has a parameter `role` of its own.
"""
PARITY = """## The two engines

One Cypher text runs on the embedded engine and on Neo4j. The record below compares the rows by their hash
([parity.json](parity.json), written by `make parity` with `NEO4J_URI` set; the tests check the embedded half each time, the other
half in the suite of the engines). `-` is not compared since the rows last changed.
"""


def queries_page() -> str:
    """Every question of the catalogue, by group."""
    groups = {group: [card for card in catalogue().values() if card.group == group] for group in GROUPS}
    lines = [f"{HEAD}{ITEMS}{IN_ROLE}\n{AFTER_ITEMS}", *_contents(groups), ""]
    with tempfile.TemporaryDirectory() as folder, quanpu.open(Path(folder) / "samples.kgl") as database:
        database.load(*sample_files())
        for group, cards in groups.items():
            if cards:
                lines += [f"## {_heading(group)}", ""]
                for card in cards:
                    lines += [*_card(card), *_sample(database.query(card.id)), ""]
    return "\n".join([*lines, PARITY, *parity.table()])


def _contents(groups: Mapping[str, list[QueryCard]]) -> Iterator[str]:
    for group, cards in groups.items():
        if cards:
            yield f"- [{_heading(group)}](#{_anchor(_heading(group))})"
            yield from (f"  - [{card.code}](#{_anchor(_title(card))}) {card.question['en']} {card.question['zh']}" for card in cards)
    yield f"- [The two engines](#{_anchor('The two engines')})"


def _heading(group: str) -> str:
    return f"{GROUPS[group]['zh']} {GROUPS[group]['en']}"


def _title(card: QueryCard) -> str:
    return f"{card.code} {card.id}"


def _anchor(heading: str) -> str:
    """The name that a Markdown page gives a heading."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def _card(card: QueryCard) -> Iterator[str]:
    yield from (f"### {_title(card)}", "", f"**{card.question['zh']}** {card.question['en']}", "")
    yield from (f"- Why: {card.why}", f"- Definition: {card.definition}", f"- Limits: {card.limits['en']} {card.limits['zh']}")
    for param in card.params:
        yield f"- Parameter `{param.name}` ({param.type}, default {_default(param)}): {param.help}.{_allowed(param)}"
        if param.type == "map":
            yield from (f"  - {line}" for line in matrix(param))
    yield "- Columns: " + ", ".join(f"`{column.name}` {column.zh}" for column in card.columns)
    step = f", then the step `{card.step}` in `queries/steps/{card.group}.py`" if card.step else ""
    yield from ("", f"<details><summary>Cypher{step.replace('`', '')}</summary>", "", "```cypher", card.cypher.rstrip(), "```", "")
    yield from ("It is out of:", "", "```cypher", card.denominator.rstrip(), "```", "", "</details>", "")


def _default(param: Param) -> str:
    return f"`queries/vocab/{param.file}`" if param.file else "none" if param.default is None else f"`{param.default}`"


def _allowed(param: Param) -> str:
    only = "".join(f" Only with `{name}={value}`." for name, value in param.only.items())
    if param.choices:
        return f" One of: {', '.join(f'`{choice}`' for choice in param.choices)}.{only}"
    if param.range:
        return f" From {param.range[0]} to {param.range[1]}.{only}"
    return f" A value that the graph holds.{only}" if param.values else only


def _sample(table: Table) -> Iterator[str]:
    rows = [{name: _clipped(value) for name, value in row.items()} for row in table.rows[:SHOWN]]
    text = replace(table, rows=rows, lang="en").render("md")
    counts = ", ".join(f"{name} = {value}" for name, value in table.denominator.items() if name != "organizations")
    yield from (f"Sample answer, {len(rows)} of {len(table.rows)} rows (out of {counts}):", "")
    yield from (line for line in text.splitlines() if line.startswith("|"))


def _clipped(value: Any) -> Any:
    if isinstance(value, list) and len("、".join(map(str, value))) > WIDTH:
        return _clipped("、".join(map(str, value)))
    return f"{value[: WIDTH - 1]}…" if isinstance(value, str) and len(value) > WIDTH else value
