"""Steps of the group change: what two versions of a list say differently."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from queries.alignment import Pair, align
from queries.steps.kinds import Row, Step

CLAUSES = ("duty", "risk", "measure")  # edited clauses are paired by likeness; what else an item has is compared as sets
CLAUSE_TAU = 0.6  # within one item there are few clauses to mistake for each other, and half a sentence is often added


@dataclass(slots=True)
class _Item:
    """An item of one version: `parts` maps (kind, place) to its texts, as printed."""

    id: str
    ordinal: int
    serial: str = ""
    name: str = ""
    chosen: bool = False
    parts: dict[tuple[str, str], list[str]] = field(default_factory=lambda: defaultdict(list))


def version_changes(rows: list[Row], params: Mapping[str, Any], denominator: Mapping[str, Any]) -> list[Row]:
    """Rows {document, _item, ordinal, kind, place, unit, text} of two documents v1, v2 to one row per change."""
    if params["v1"] in (None, params["v2"]):
        return []
    old, new = _items(rows, params["v1"]), _items(rows, params["v2"])
    pairs = align([item.name for item in old], [item.name for item in new], tau=params["tau"])
    kept, come = {pair.a for pair in pairs}, {pair.b for pair in pairs}
    found = [_row("removed", "item", _label(item), item.name, None, item) for k, item in enumerate(old) if k not in kept and item.chosen]
    found += [_row("added", "item", _label(item), None, item.name, item) for k, item in enumerate(new) if k not in come and item.chosen]
    for pair in pairs:
        if old[pair.a].chosen or new[pair.b].chosen:
            found += _changes(old[pair.a], new[pair.b], pair)
    return found


def _items(rows: list[Row], document: str) -> list[_Item]:
    """A document's items in their order; texts of one place sorted, as no engine promises an order."""
    items: dict[str, _Item] = {}
    for row in rows:
        if row["document"] != document:
            continue
        item = items.setdefault(row["_item"], _Item(row["_item"], row["ordinal"]))
        if row["kind"] == "chosen":
            item.chosen = True
        elif row["kind"] == "item":
            item.serial, item.name = row["place"], " / ".join(filter(None, (row["text"], row["unit"])))
        else:
            unit = f" ({row['unit']})" if row["unit"] else ""
            item.parts[row["kind"], row["place"] or ""].append(f"{row['text']}{unit}")
    for item in items.values():
        for texts in item.parts.values():
            texts.sort()
    return sorted(items.values(), key=lambda item: item.ordinal)


def _changes(old: _Item, new: _Item, pair: Pair) -> Iterator[Row]:
    if _compact(old.name) != _compact(new.name):
        yield _row("changed", "item", _label(new, old, pair), old.name, new.name, old, new)
    for kind, place in sorted({*old.parts, *new.parts}):
        subject = _label(new, old, pair, place)
        before, after = old.parts.get((kind, place), []), new.parts.get((kind, place), [])
        differences = _edited(before, after) if kind in CLAUSES else _as_sets(before, after, apart=kind == "law")
        for was, now in differences:
            change = "added" if was is None else "removed" if now is None else "changed"
            yield _row(change, kind, subject, was, now, old, new)


def _edited(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[str | None, str | None]]:
    """Clauses that went, came, or were reworded."""
    gone, come = _only_in(before, after), _only_in(after, before)
    pairs = align(gone, come, tau=CLAUSE_TAU)
    yield from ((gone[pair.a], come[pair.b]) for pair in pairs)
    yield from ((text, None) for k, text in enumerate(gone) if k not in {pair.a for pair in pairs})
    yield from ((None, text) for k, text in enumerate(come) if k not in {pair.b for pair in pairs})


def _as_sets(before: Sequence[str], after: Sequence[str], *, apart: bool) -> Iterator[tuple[str | None, str | None]]:
    """What stands on one side only: each by itself where `apart`, else one change from these to those."""
    gone, come = _only_in(before, after), _only_in(after, before)
    if apart:
        yield from ((text, None) for text in gone)
        yield from ((None, text) for text in come)
    elif gone or come:
        yield "、".join(gone) or None, "、".join(come) or None


def _only_in(texts: Sequence[str], others: Sequence[str]) -> list[str]:
    known = {_compact(text) for text in others}
    return [text for text in texts if _compact(text) not in known]


def _compact(text: str) -> str:
    return "".join(text.split())


def _label(item: _Item, old: _Item | None = None, pair: Pair | None = None, place: str = "") -> str:
    """4←5 · ≈0.93 · leader 1 · name: the serial, the former one where it differs, the likeness that a pairing rests on, the place."""
    serial = f"{item.serial}←{old.serial}" if old and old.serial != item.serial else item.serial
    likeness = f"≈{pair.similarity:.2f}" if pair and not pair.exact else ""
    return " · ".join(filter(None, (serial, likeness, place, _compact(item.name))))


def _row(change: str, kind: str, subject: str, before: str | None, after: str | None, *items: _Item) -> Row:
    return {"change": change, "kind": kind, "subject": subject, "before": before, "after": after, "_items": [item.id for item in items]}


STEPS: Mapping[str, Step] = {"version_changes": version_changes}
