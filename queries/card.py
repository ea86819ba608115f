"""QueryCard: one question with its Cypher, checked when it is read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from graph.errors import SourceError, UsageError, as_text, unknown
from graph.schema import FIELDS
from graph.stores.readonly import check_reads_only
from graph.table import Column
from queries.params import LOADER, PARAM_TYPES, Param, read_map
from queries.steps import STEPS

FOLDER = Path(__file__).parent / "catalogue"
GROUPS = {
    "concentration": {"zh": "集中度", "en": "Concentration"},
    "separation": {"zh": "职责分离", "en": "Separation of duties"},
    "risk": {"zh": "共性风险", "en": "Shared risk"},
    "coverage": {"zh": "覆盖缺口", "en": "Coverage gaps"},
    "law": {"zh": "法律依据", "en": "Law basis"},
    "quality": {"zh": "数据质量", "en": "Data quality"},
    "change": {"zh": "变化", "en": "Change over time"},
    "comparison": {"zh": "单位比较", "en": "Comparison"},
}
REQUIRED = {
    "id",
    "code",
    "question",
    "definition",
    "why",
    "limits",
    "group",
    "columns",
    "order",
    "evidence",
    "denominator",
    "cypher",
}
OPTIONAL = {"params", "step", "subjects", "levels", "across", "versions"}
# code: a word of ours; finding, sentence, place: codes, wording and places of findings; risk_type, measure_type: codes of types
COLUMN_KINDS = (
    "text",
    "code",
    "int",
    "number",
    "chance",
    "share",
    "list",
    "bool",
    "finding",
    "sentence",
    "place",
    "risk_type",
    "measure_type",
)
VERSIONS = ("current", "all", "date", "pair")
PARAM_KEYS = {"type", "default", "choices", "help", "values", "range", "open", "only"}
VOCAB = Path(__file__).parent / "vocab"
# the items that a question is about; every card's Cypher starts from `{items}`
ITEMS = """MATCH (d:Document) WHERE d.id IN $documents
MATCH (i:PowerItem)-[:LISTED_IN]->(d)
WHERE ($department IS NULL OR EXISTS { MATCH (u:Department)-[:HANDLES]->(i) WHERE u.name = $department })
  AND ($category IS NULL OR EXISTS { MATCH (i)-[:IN_CATEGORY]->(c:Category) WHERE c.name = $category })"""
# the filter role keeps items with an official in that part; where a question has its own parameter role, only such slots count
IN_ROLE = """
  AND ($role IS NULL OR EXISTS { MATCH (:Official)-[x:RESPONSIBLE_FOR]->(i) WHERE x.role = $role })"""
# one row per slot of whoever counts at the level: an official's part of a chain, a unit's chain, or the office itself.
# Units and the office play no part, so a role other than any leaves none of them.
HOLDERS = """{items}
MATCH (p:Official)-[r:RESPONSIBLE_FOR]->(i)
WHERE $level IN ['official', p.kind] AND $role IN ['any', r.role]
RETURN DISTINCT p.id AS holder, p.name AS official, i.id AS _item, r.role AS role, r.chain AS chain, d.organization AS organization,
       d.form_date AS form_date, d.current AS current
UNION ALL
{items}
MATCH (p:Department)-[h:HANDLES]->(i)
WHERE $level = 'department' AND $role = 'any'
RETURN DISTINCT p.id AS holder, p.name AS official, i.id AS _item, 'unit' AS role, h.chain AS chain, d.organization AS organization,
       d.form_date AS form_date, d.current AS current
UNION ALL
{items}
MATCH (d)-[:ISSUED_BY]->(p:Organization)
WHERE $level = 'organization' AND $role = 'any'
RETURN p.id AS holder, p.name AS official, i.id AS _item, 'office' AS role, 1 AS chain, d.organization AS organization,
       d.form_date AS form_date, d.current AS current"""
# how many items there are, on how many of them somebody counts at the level, and how many such holders there are
NAMED = """{items}
OPTIONAL MATCH (p:Official)-[r:RESPONSIBLE_FOR]->(i)
WHERE $level IN ['official', p.kind] AND $role IN ['any', r.role]
OPTIONAL MATCH (u:Department)-[:HANDLES]->(i)
WHERE $level = 'department' AND $role = 'any'
WITH i.id AS item, coalesce(p.id, u.id, CASE WHEN $level = 'organization' AND $role = 'any' THEN d.organization END) AS holder
RETURN count(DISTINCT item) AS items, count(DISTINCT CASE WHEN holder IS NOT NULL THEN item END) AS items_named,
       count(DISTINCT holder) AS officials"""
FRAGMENTS = {"{holders}": HOLDERS, "{named}": NAMED}
# given to every query by the runner
GIVEN = frozenset({"documents", "department", "category", "role", "denominator", "lang"})


@dataclass(frozen=True, slots=True)
class QueryCard:
    """One question. `order` sorts rows (a leading - descends); `evidence` names the fields whose cells prove a row.

    `levels`: what the parameter level may fall back to, finest first, when it is auto. `across`: asked once over all
    organizations, whose names stand in its own columns. `versions`: the current ones; all; those in force on the parameter date;
    or a pair, v1 and v2, that is compared.
    """

    id: str
    code: str
    question: Mapping[str, str]
    definition: str
    why: str
    limits: Mapping[str, str]
    group: str
    params: tuple[Param, ...]
    columns: tuple[Column, ...]
    order: tuple[str, ...]
    evidence: tuple[str, ...]
    subjects: str
    denominator: str
    cypher: str
    step: str
    levels: tuple[str, ...] = ()
    across: bool = False
    versions: str = "current"

    @property
    def counts_roles(self) -> bool:
        """Whether the filter role is a parameter of its own."""
        return any(param.name == "role" for param in self.params)

    @property
    def expanded(self) -> str:
        """The Cypher as it is run."""
        return self._expand(self.cypher)

    @property
    def expanded_denominator(self) -> str:
        """The denominator's Cypher as it is run."""
        return self._expand(self.denominator)

    def _expand(self, text: str) -> str:
        for name, fragment in FRAGMENTS.items():
            text = text.replace(name, fragment)
        return text.replace("{items}", ITEMS if self.counts_roles else ITEMS + IN_ROLE)


@cache
def catalogue() -> Mapping[str, QueryCard]:
    """All cards by id, in the order of their codes. Raises SourceError for a card that is wrong."""
    cards = [read_card(path) for path in sorted(FOLDER.rglob("*.yml"))]
    for attribute in ("id", "code"):
        names = [getattr(card, attribute) for card in cards]
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            raise SourceError(f"two cards have the {attribute} {twice[0]}", where=str(FOLDER), do="Rename one.")
    order = list(GROUPS)
    cards.sort(key=lambda card: (order.index(card.group), card.code[0], int(card.code[1:])))
    return {card.id: card for card in cards}


def find_card(name: str) -> QueryCard:
    """The card with that id or code, in any case. Raises UsageError that offers the nearest."""
    cards, name = catalogue(), as_text("the question", name)
    for card in cards.values():
        if name.casefold() in (card.id.casefold(), card.code.casefold()):
            return card
    raise unknown("question", name, [*cards, *(card.code for card in cards.values())], see="`quanpu query list` shows all.")


def read_card(path: Path) -> QueryCard:
    """Read and check one card. Raises SourceError with the file and what is wrong."""
    try:
        entry = yaml.load(path.read_text(encoding="utf-8"), Loader=LOADER)  # noqa: S506
        return _checked(path, entry)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        raise SourceError(str(error.problem), where=f"{path.name}, line {line}", do="Correct the card.") from error
    except UsageError as error:
        raise SourceError(error.what, where=path.name, do="A card only reads.") from error
    except (yaml.YAMLError, KeyError, TypeError, ValueError, AttributeError, RecursionError) as error:
        raise SourceError(
            f"{error}".splitlines()[0] if str(error) else type(error).__name__, where=path.name, do="Correct the card."
        ) from error


def _checked(path: Path, entry: Mapping[str, Any]) -> QueryCard:
    _need(isinstance(entry, Mapping), "this is no card: names and values are needed")
    _need(not REQUIRED - set(entry), f"missing: {', '.join(sorted(REQUIRED - set(entry)))}")
    _need(not set(entry) - REQUIRED - OPTIONAL, f"unknown: {', '.join(sorted(set(entry) - REQUIRED - OPTIONAL))}")
    _need(bool(re.fullmatch(r"[a-z][a-z0-9-]+", str(entry["id"]))), "id is lower-case words joined by -")
    _need(bool(re.fullmatch(r"[A-Z]\d+", str(entry["code"]))), "code is a letter and a number")
    _need(isinstance(entry["columns"], Mapping) and bool(entry["columns"]), "columns are needed, by name")
    _need(entry["group"] in GROUPS and entry["group"] == path.parent.name, f"group {entry['group']!r} is not its folder's")
    _need(set(entry["evidence"]) <= set(FIELDS), "evidence names a field that the schema has not")
    _need(not entry.get("step") or entry["step"] in STEPS, f"no step {entry.get('step')!r}")
    _need(entry.get("versions", "current") in VERSIONS, f"versions is one of {', '.join(VERSIONS)}")
    card = QueryCard(
        id=entry["id"], code=entry["code"], question=_both(entry, "question"), definition=entry["definition"], why=entry["why"],
        limits=_both(entry, "limits"), group=entry["group"], params=tuple(_param(n, p) for n, p in (entry.get("params") or {}).items()),
        columns=tuple(_column(n, c) for n, c in entry["columns"].items()), order=tuple(entry["order"]),
        evidence=tuple(entry["evidence"]), subjects=entry.get("subjects") or "", denominator=entry["denominator"],
        cypher=entry["cypher"], step=entry.get("step") or "", levels=tuple(entry.get("levels") or ()),
        across=bool(entry.get("across")), versions=entry.get("versions", "current"),
    )  # fmt: skip
    _check_names(card)
    return card


def _check_names(card: QueryCard) -> None:
    declared = {param.name for param in card.params}
    used = set(re.findall(r"\$(\w+)", card.expanded + card.expanded_denominator)) - (GIVEN - declared)
    if any(fragment in card.cypher + card.denominator for fragment in FRAGMENTS):
        _need({"level", "role"} <= declared, "{holders} and {named} need the params level and role")
    _need(used <= declared, f"params lacks {', '.join(sorted(used - declared))}")
    needed = {"date": {"date"}, "pair": {"v1", "v2"}}.get(card.versions, set())
    _need(needed <= declared, f"versions: {card.versions} needs the parameters {', '.join(sorted(needed))}")
    _need(bool(card.step) or declared <= used | needed, f"params never used: {', '.join(sorted(declared - used))}")
    columns = {column.name for column in card.columns}
    _need({name.lstrip("-") for name in card.order} <= columns, "order names no column")
    choices = {param.name: param.choices for param in card.params}
    for param in card.params:
        _need(all(value in choices.get(name, ()) for name, value in param.only.items()), f"parameter {param.name}: only names no choice")
    _need(not card.subjects or card.subjects.startswith("/") or card.subjects in columns, "subjects names no column")
    check_reads_only(card.expanded)
    check_reads_only(card.expanded_denominator)
    if not card.step:
        returned = set(re.findall(r"\bAS\s+(\w+)\s*(?:,|$|\n)", card.cypher[card.cypher.rfind("RETURN") :]))
        missing = {name for name in columns if name not in returned}
        _need(not missing, f"columns not returned: {', '.join(sorted(missing))}")
        extra = {name for name in returned - columns if not name.startswith("_")}
        _need(not extra, f"returned but no column: {', '.join(sorted(extra))}")


def _param(name: str, entry: Mapping[str, Any]) -> Param:
    _need(entry["type"] in PARAM_TYPES, f"parameter {name} has no known type")
    _need(not set(entry) - PARAM_KEYS, f"parameter {name} has unknown {', '.join(sorted(set(entry) - PARAM_KEYS))}")
    default, file = entry.get("default"), ""
    if entry["type"] == "map":  # its default is a file of queries/vocab
        file = entry["default"]
        default = read_map(VOCAB / file, file)
    values, limits = entry.get("values") or "", entry.get("range")
    if values:
        check_reads_only(values)
        _need(bool(re.search(r"\bAS value\b", values)), f"parameter {name}: values returns no column value")
    _need(limits is None or (len(limits) == 2 and limits[0] < limits[1]), f"parameter {name}: range is the least and the most")
    choices = tuple(entry.get("choices") or ())
    between = (limits[0], limits[1]) if limits else None
    return Param(
        name, entry["type"], default, entry["help"], choices, values, between, file, bool(entry.get("open")), dict(entry.get("only") or {})
    )


def _column(name: str, entry: Mapping[str, Any]) -> Column:
    _need(entry["kind"] in COLUMN_KINDS, f"column {name} has no known kind")
    return Column(name, entry["zh"], entry["en"], entry["kind"])


def _both(entry: Mapping[str, Any], key: str) -> Mapping[str, str]:
    _need(set(entry[key]) == {"zh", "en"}, f"{key} is needed in zh and en")
    return dict(entry[key])


def _need(condition: bool, message: str) -> None:
    if not condition:
        raise ValueError(message)
