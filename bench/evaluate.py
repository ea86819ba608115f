"""`make evaluate`: how well clauses, stages, laws and people are read, against the labelled sets in tests/data/labels."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from loaders.batch import official_name
from loaders.extract.laws import find_citations, law_info
from loaders.extract.people import find_slots
from loaders.extract.stages import family_of
from loaders.extract.typing import type_clause
from loaders.passages import read_passage

LABELS = Path(__file__).resolve().parent.parent / "tests" / "data" / "labels"
Row = dict[str, Any]


@dataclass
class Score:
    """Counts of labels found rightly, found wrongly and missed, by label."""

    right: Counter[Hashable] = field(default_factory=Counter)
    wrong: Counter[Hashable] = field(default_factory=Counter)
    missed: Counter[Hashable] = field(default_factory=Counter)
    confused: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, found: set[Any], wanted: set[Any]) -> None:
        """Count one example."""
        self.right.update(found & wanted)
        self.wrong.update(found - wanted)
        self.missed.update(wanted - found)
        self.confused.update((str(lost), str(taken)) for lost in wanted - found for taken in found - wanted)

    def line(self, what: str) -> str:
        """Micro precision, recall and F1, and macro F1 over labels."""
        right, wrong, missed = (sum(part.values()) for part in (self.right, self.wrong, self.missed))
        labels = {*self.right, *self.wrong, *self.missed}
        macro = sum(self.of(label)[2] for label in labels) / max(1, len(labels))
        precision, recall, f1 = _rates(right, wrong, missed)
        return f"{what:<46} P {precision:.3f}  R {recall:.3f}  micro-F1 {f1:.3f}  macro-F1 {macro:.3f}"

    def of(self, label: Hashable) -> tuple[float, float, float]:
        """Precision, recall and F1 of one label."""
        return _rates(self.right[label], self.wrong[label], self.missed[label])


def _rates(right: int, wrong: int, missed: int) -> tuple[float, float, float]:
    precision = right / (right + wrong) if right + wrong else 0.0
    recall = right / (right + missed) if right + missed else 0.0
    return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def rows(name: str, half: str = "") -> list[Row]:
    """A labelled set, or its tune or test half."""
    found = [json.loads(line) for line in (LABELS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]
    return [row for row in found if not half or row.get("half", _half(row["text"])) == half]


def _half(text: str) -> str:
    return "test" if hashlib.sha256(f"quanpu:{text}".encode()).digest()[0] % 2 else "tune"


def typed(kind: str, examples: Iterable[Row], *, suggest: bool) -> Score:
    """Types of clauses of a kind."""
    score = Score()
    for row in examples:
        score.add({hit.code for hit in type_clause(kind, row["text"], suggest=suggest)}, set(row["types"]))
    return score


def scored(examples: Iterable[Row], found: Callable[[Row], set[Any]], wanted: Callable[[Row], set[Any]]) -> Score:
    """Any reading of a text as a set."""
    score = Score()
    for row in examples:
        score.add(found(row), wanted(row))
    return score


def _stages(row: Row) -> set[str]:
    clauses = read_passage("risk", family_of(row["category"]), row["text"]).clauses
    return set(clauses[0].stage.stages) if clauses else set()


def _laws(row: Row) -> set[tuple[str, str]]:
    return {(law_info(citation.title).name, citation.article) for citation in find_citations(row["text"])}


def _people(row: Row) -> set[tuple[str, str, str]]:
    return {(official_name(slot).removeprefix(slot.department), slot.kind, slot.role) for slot in find_slots(row["text"])}


def specimens(kind: str, half: str) -> list[Row]:
    """The clauses of every second specimen: those that rules were tuned on, or the others."""
    found = [row for row in rows("layouts") if row["field"] == kind]
    tuned_on = sorted({row["file"] for row in rows("layouts")})[::2]
    return [row for row in found if (row["file"] in tuned_on) == (half == "tune")]


def _types() -> None:
    for kind in ("risk", "measure"):
        sets = {"development set": rows(f"dev_{kind}")}
        sets |= {f"{half} half": rows(kind, half) for half in ("tune", "test")}
        sets |= {f"specimens, {half} half": specimens(kind, half) for half in ("tune", "test")}
        for name, examples in sets.items():
            for suggest in (True, False):
                print(typed(kind, examples, suggest=suggest).line(f"{kind}, {name}, {'with likeness' if suggest else 'rules only'}"))


def main() -> None:
    """Print every figure; of the clauses that rules were tuned on also how each type fares. The test halves are only scored."""
    _types()
    for half in ("tune", "test"):
        print(scored(rows("stages", half), _stages, lambda row: set(row["stages"])).line(f"stages, {half} half"))
        laws = scored(rows("laws", half), _laws, lambda row: {(law["name"], law["article"] or "") for law in row["laws"]})
        print(laws.line(f"laws with articles, {half} half"))
        people = scored(rows("people", half), _people, lambda row: {(s["name"], s["kind"], s["role"]) for s in row["slots"]})
        print(people.line(f"people, {half} half"))
    for kind in ("risk", "measure"):
        score = typed(kind, rows(f"dev_{kind}"), suggest=True)
        print(f"\n{kind} types, development set, by type (P R F1):")
        for label in sorted(map(str, {*score.right, *score.wrong, *score.missed})):
            print(f"  {label:<14}" + "  ".join(f"{rate:.2f}" for rate in score.of(label)))
        print("most confused (wanted, given): " + ", ".join(f"{a}/{b} {n}" for (a, b), n in score.confused.most_common(8)))


if __name__ == "__main__":
    main()
