"""What the Tab key offers: questions, their parameters and values, groups, and the names that a store holds.

Every function here is a callback of the command line: `ctx` is its context, `incomplete` what was typed so far.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, MutableMapping
from typing import TYPE_CHECKING, Any

from graph.errors import QuanpuError

if TYPE_CHECKING:
    from graph.stores.base import Reader
    from queries.params import Param

Offer = tuple[str, str]  # what is inserted, what it means
SPLIT = "_QUANPU_COMPLETE_VALUE_OF"


def rejoin(environ: MutableMapping[str, str]) -> None:
    """Undo what bash does to `-p name=value`: it hands over three words and wants the last one completed."""
    words, here = environ.get("COMP_WORDS", "").split("\n"), int(environ.get("COMP_CWORD") or 0)
    before, current = words[:here], words[here] if here < len(words) else ""
    if current == "=":
        before, current = [*before, "="], ""
    if before[-1:] == ["="] and len(before) > 1:
        environ[SPLIT], before = before[-2], before[:-2]
    joined = "\n".join(before).replace("\n=\n", "=")
    environ.update({"COMP_WORDS": f"{joined}\n{current}", "COMP_CWORD": str(len(joined.split("\n")))})


def questions(incomplete: str) -> list[Offer]:
    """Ids and codes of the questions."""
    from queries.card import catalogue

    cards = catalogue().values()
    return _beginning([(name, card.question["en"]) for card in cards for name in (card.code, card.id)], incomplete)


def groups(incomplete: str) -> list[Offer]:
    """Groups of questions."""
    from queries.card import GROUPS

    return _beginning([(group, names["en"]) for group, names in GROUPS.items()], incomplete)


def parameters(ctx: Any, incomplete: str) -> list[Offer]:
    """`name=` for a question's parameters, then `name=value` for the values that one has."""
    from queries.card import find_card

    card = ctx.params.get("name") or next(iter(ctx.args), "")  # the rest is not parsed where an option lacks its value
    try:
        known = {param.name: param for param in find_card(card).params}
        if SPLIT in os.environ:
            return _beginning(_values(ctx, known[os.environ[SPLIT]]), incomplete)
        name, equals, _ = incomplete.partition("=")
        if not equals:
            return _beginning([(f"{param.name}=", param.help) for param in known.values()], incomplete)
        return _beginning([(f"{name}={value}", meaning) for value, meaning in _values(ctx, known[name])], incomplete)
    except (QuanpuError, KeyError):
        return []


def documents(ctx: Any, incomplete: str) -> list[Offer]:
    """Loaded documents by date, file name, title and hash."""
    try:
        return _beginning(_documents(_store(ctx)), incomplete)
    except QuanpuError:
        return []


def departments(ctx: Any, incomplete: str) -> list[Offer]:
    """Departments of the loaded lists."""
    return _names(ctx, "MATCH (n:Department) RETURN DISTINCT n.name AS name", incomplete)


def categories(ctx: Any, incomplete: str) -> list[Offer]:
    """Categories of the loaded lists."""
    return _names(ctx, "MATCH (n:Category) RETURN DISTINCT n.name AS name", incomplete)


def organizations(ctx: Any, incomplete: str) -> list[Offer]:
    """Organizations of the loaded lists."""
    return _names(ctx, "MATCH (n:Organization) RETURN DISTINCT n.name AS name", incomplete)


def _store(ctx: Any) -> Reader:
    """The store that the line so far names. Raises StoreError where there is none."""
    from graph.stores.opening import open_store

    address = ctx.params.get("db") or ctx.find_root().params.get("db") or os.environ.get("QUANPU_DB") or "quanpu.kgl"
    return open_store(address)


def _names(ctx: Any, cypher: str, incomplete: str) -> list[Offer]:
    try:
        return _beginning(sorted((str(row["name"]), "") for row in _store(ctx).read(cypher).rows), incomplete)
    except QuanpuError:
        return []


def _documents(store: Reader) -> list[Offer]:
    found = [
        (name, f"{document.name} ({document.form_date or 'no date'})")
        for document in store.documents()
        for name in (document.form_date, document.file_name, document.name, document.sha256[:12])
        if name
    ]
    return list(dict(found).items())


def _values(ctx: Any, param: Param) -> list[Offer]:
    from queries.runner import ask_values

    if param.choices:
        return [(str(choice), "") for choice in param.choices]
    if param.type == "bool":
        return [("true", ""), ("false", "")]
    if param.type == "document":
        return _documents(_store(ctx))
    return [(value, "") for value in ask_values(_store(ctx), param)] if param.values else []


def _beginning(offers: Iterable[Offer], incomplete: str) -> list[Offer]:
    return [offer for offer in offers if offer[0].casefold().startswith(incomplete.casefold())]
