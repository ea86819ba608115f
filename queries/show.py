"""A question as `quanpu query show` prints it: in both languages, with its parameters, what its maps hold, and its Cypher."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from graph.table import Lang
from queries.card import GROUPS, QueryCard
from queries.params import Param

FILTERS = ("organization", "document", "department", "category", "role", "all-versions")
WORDS = {
    "zh": {"definition": "定义", "why": "为何问", "limits": "局限", "params": "参数", "filters": "筛选", "columns": "列",
           "cypher": "Cypher", "denominator": "分母", "none": "无",
           "one_of": "可取", "from_graph": "图中已有的值", "step": "其后一步", "kind": "类型", "only_with": "仅用于"},
    "en": {"definition": "Definition", "why": "Why", "limits": "Limits", "params": "Parameters", "filters": "Filters", "columns": "Columns",
           "cypher": "Cypher", "denominator": "Out of", "none": "none", "one_of": "one of", "from_graph": "a value that the graph holds",
           "step": "then the step", "kind": "type", "only_with": "only with"},
}  # fmt: skip


def card_dict(card: QueryCard) -> dict[str, Any]:
    """A card for JSON."""
    return {
        "id": card.id, "code": card.code, "group": card.group, "question": dict(card.question), "definition": card.definition,
        "why": card.why, "limits": dict(card.limits), "params": [_param_dict(param) for param in card.params], "filters": list(FILTERS),
        "columns": [{"name": c.name, "zh": c.zh, "en": c.en, "kind": c.kind} for c in card.columns],
        "denominator": card.expanded_denominator, "cypher": card.expanded, "step": card.step or None,
    }  # fmt: skip


def card_text(card: QueryCard, lang: Lang) -> str:
    """A card for reading; its question and limits in both languages."""
    words = WORDS[lang]
    return "\n".join([
        f"{card.code}  {card.id}  ({GROUPS[card.group][lang]})", f"  {card.question['zh']}", f"  {card.question['en']}", "",
        f"{words['definition']}: {card.definition}", f"{words['why']}: {card.why}", f"{words['limits']}: {card.limits['zh']}",
        f"  {card.limits['en']}", "", f"{words['params']}:", *(_param_lines(card, words) or [f"  {words['none']}"]),
        f"{words['filters']}: " + ", ".join(f"--{name}" for name in FILTERS), "",
        f"{words['columns']}: " + ", ".join(f"{column.name} ({column.heading(lang)})" for column in card.columns), "",
        f"{words['denominator']}:", *_indented(card.expanded_denominator), "", f"{words['cypher']}:", *_indented(card.expanded),
        *([f"{words['step']}: {card.step} (queries/steps/{card.group}.py)"] if card.step else []), "",
    ])  # fmt: skip


def matrix(param: Param) -> list[str]:
    """A map's names with what each holds, one a line."""
    return [f"{name}: {_held(value)}" for name, value in param.default.items()]


def _held(value: Any) -> str:
    if isinstance(value, Mapping):
        return "; ".join(f"{name}: {_held(part)}" for name, part in value.items())
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _param_dict(param: Param) -> dict[str, Any]:
    entry: dict[str, Any] = {"name": param.name, "type": param.type, "default": param.default, "choices": list(param.choices)}
    entry |= {"help": param.help}
    entry |= ({"values": param.values} if param.values else {}) | ({"range": list(param.range)} if param.range else {})
    return entry | ({"only": dict(param.only)} if param.only else {})


def _param_lines(card: QueryCard, words: Mapping[str, str]) -> list[str]:
    return [line for param in card.params for line in _lines_of(param, words)]


def _lines_of(param: Param, words: Mapping[str, str]) -> Iterator[str]:
    limits = f"{param.range[0]} … {param.range[1]}" if param.range else ""
    allowed = (
        f"{words['one_of']} {', '.join(map(str, param.choices))}" if param.choices else words["from_graph"] if param.values else limits
    )
    allowed = "; ".join(filter(None, [allowed, *(f"{words['only_with']} {name}={value}" for name, value in param.only.items())]))
    default = f"queries/vocab/{param.file}" if param.file else "-" if param.default is None else param.default
    yield f"  {param.name} = {default}  ({words['kind']} {param.type}{'; ' + allowed if allowed else ''})"
    yield f"      {param.help}"
    if param.type == "map":
        yield from (f"      {line}" for line in matrix(param))


def _indented(text: str) -> list[str]:
    return [f"  {line}" for line in text.rstrip().splitlines()]
