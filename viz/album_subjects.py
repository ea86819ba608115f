"""The subjects of a set of pages: each official, department, item, law and risk type in scope, with its page and its items."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from graph.network import items_of_each, nodes_of
from graph.stores.base import DocumentRecord, Reader
from graph.table import Lang
from viz.linked import Named, item_name
from viz.network.offices import serial


@dataclass(frozen=True, slots=True)
class Subject:
    """One subject: its node's id, its page, its organization where it has one, what stands before, as and after its name.

    `title` heads its page, `items` are the ids of its items, `offices` their number by organization, `named` what answers call it.
    """

    key: str
    href: str
    organization: str
    number: str
    name: str
    note: str
    title: str
    items: Sequence[str]
    offices: Mapping[str, int]
    named: tuple[Named, ...]


@dataclass(frozen=True)
class Listed:
    """Items in scope, by id and in the lists' order, with the lists that they stand in."""

    store: Reader
    documents: Sequence[DocumentRecord]
    items: Sequence[str]

    @cached_property
    def facts(self) -> dict[str, dict[str, Any]]:
        """The properties of each item."""
        return nodes_of(self.store, "PowerItem", self.items)

    @cached_property
    def lists(self) -> dict[str, DocumentRecord]:
        """The list of each item."""
        by_sha = {document.sha256: document for document in self.documents}
        return {item: by_sha[facts["document"]] for item, facts in self.facts.items()}

    @cached_property
    def totals(self) -> Counter[str]:
        """Number of items by organization."""
        return Counter(document.organization for document in self.lists.values())

    def subjects(self, view: str, label: str, lang: Lang) -> list[Subject]:
        """The subjects of a view that stand on the items: items as listed, others by organization and the busiest first."""
        on = items_of_each(self.store, label, self.items)
        facts = self.facts if label == "PowerItem" else nodes_of(self.store, label, on)
        keys = list(on) if label == "PowerItem" else sorted(on, key=lambda key: _order(facts[key], on[key], key))
        width = max(3, len(str(len(keys))))
        return [self._subject(view, key, f"{view}-{number:0{width}}.html", facts[key], on[key], lang) for number, key in enumerate(keys, 1)]

    def _subject(self, view: str, key: str, href: str, facts: Mapping[str, Any], items: Sequence[str], lang: Lang) -> Subject:
        offices = Counter(self.lists[item].organization for item in items)
        home, name = str(facts.get("organization") or ""), str(facts["name"])
        number, note = "", ""
        named: tuple[Named, ...] = ((view, home, name),)
        match view:
            case "official":
                note = facts["kind"] if facts["kind"] == "post" else ""
            case "item":
                home, number = self.lists[key].organization, serial(facts)
                named = tuple(item_name(home, document, number, name) for document in (self.lists[key].name, ""))
            case "law":
                note = str(facts.get("level") or "")
                named = (("law", name, note),)
            case "risk":
                number = str(facts["code"])
                name = str(facts.get("name_en") or name) if lang == "en" else name
                named = (("risk", number),)
        title = f"{number}  {name}" if view == "item" else name
        return Subject(key, href, home, number, name, note, title, items, offices, named)


def _order(facts: Mapping[str, Any], items: Sequence[str], key: str) -> tuple[str, int, str, str]:
    return str(facts.get("organization") or ""), -len(items), str(facts["name"]), key
