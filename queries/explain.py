"""Explains an answer: each Cypher text as it was run, with its values, its plan and its time."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from graph.stores.base import DocumentRecord, Reader, Rows, Store
from graph.table import Table
from queries.card import QueryCard


@dataclass(frozen=True, slots=True)
class Asked:
    """One query that was run: its text, its values, how many rows came back and after how many seconds."""

    cypher: str
    parameters: Mapping[str, Any]
    rows: int
    seconds: float


class Recorder:
    """A store that reads as another does and remembers what was asked of it."""

    def __init__(self, store: Store) -> None:
        self.store, self.asked = store, list[Asked]()

    def read(self, cypher: str, parameters: Mapping[str, Any] | None = None) -> Rows:
        """As the store's own."""
        begin = time.perf_counter()
        rows = self.store.read(cypher, parameters)
        self.asked.append(Asked(cypher, dict(parameters or {}), len(rows.rows), time.perf_counter() - begin))
        return rows

    def documents(self) -> list[DocumentRecord]:
        """As the store's own."""
        return self.store.documents()


def explained(store: Store, card: QueryCard, ask: Callable[[Reader], Table], tell: Callable[[str], object]) -> Table:
    """The card's answer by `ask`; `tell` is given what was run for it."""
    recorder, begin = Recorder(store), time.perf_counter()
    table = ask(recorder)
    tell(explanation(recorder, card, time.perf_counter() - begin))
    return table


def explanation(recorder: Recorder, card: QueryCard, seconds: float) -> str:
    """What was run, in order; `seconds` is the time of the whole answer."""
    lines = [f"{card.code} {card.id}: {len(recorder.asked)} queries on {recorder.store.address}"]
    for number, asked in enumerate(recorder.asked, 1):
        lines += ["", f"-- {number}: {_rows(asked.rows)} in {1000 * asked.seconds:.1f} ms", *_text(asked)]
        lines += [f"--   {line}" for line in recorder.store.plan(asked.cypher, asked.parameters)] or ["--   the engine gives no plan"]
    step = f"then the step {card.step} in queries/steps/{card.group}.py" if card.step else "no step in Python"
    lines += ["", f"-- {step}; rows ordered by {', '.join(card.order)}", f"-- answered in {1000 * seconds:.1f} ms"]
    return "\n".join(lines) + "\n"


def _text(asked: Asked) -> Iterator[str]:
    yield from asked.cypher.rstrip().splitlines()
    used = {name: value for name, value in asked.parameters.items() if f"${name}" in asked.cypher}
    yield f"-- with {json.dumps(used, ensure_ascii=False, default=str)}"


def _rows(count: int) -> str:
    return f"{count} row{'' if count == 1 else 's'}"
