"""Which documents a question is about, and which of them are counted together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import NoneType
from typing import Any

from graph.errors import DataError, UsageError, unknown
from graph.stores.base import DocumentRecord, Reader
from graph.table import Source
from queries.card import QueryCard

ROLES = ("leader", "head", "handler", "other")
ALONE = {
    "zh": "没有载入比《{name}》（{date}）更早的版本，没有可比的。",
    "en": "No version earlier than {name} ({date}) is loaded: there is nothing to compare it with.",
}
NOT_YET = {
    "zh": "{name}：没有填表日期在{date}或之前的清单（最早一份为{first}），那一天由谁负责，清单不能证明。",
    "en": "{name}: no list is dated on or before {date} (the first: {first}), so none proves who was responsible on that day.",
}
ONE_OFFICE = {
    "zh": "只有一个机关的清单，没有可比的机关。",
    "en": "Only one organization's lists are asked: there is no other to compare it with.",
}
TWICE = {"zh": "两边是同一份清单。", "en": "Both sides are the same list."}
TWO_OFFICES = {
    "zh": "两份清单分属{a}和{b}：差别是两个单位的差别，不是变化；跨单位比较见X2。",
    "en": "The lists are of two offices, {a} and {b}: what differs is no change over time. X2 compares items across offices.",
}


@dataclass(frozen=True, slots=True)
class Scope:
    """Which documents and items a question is about; None: all current ones. `document` is a title, file name, hash or date."""

    organization: str | None = None
    document: str | None = None
    department: str | None = None
    category: str | None = None
    role: str | None = None
    all_versions: bool = False

    def stated(self) -> dict[str, Any]:
        """The filters that are set, for the answer's params."""
        return {name: value for name in self.__slots__ if (value := getattr(self, name))}


@dataclass(frozen=True, slots=True)
class Frame:
    """Documents that are counted together: one organization's, one version, or (organization None) all that were chosen.

    `version` tells frames of one organization apart; `bound` are parameters that the frame decides; `note` is what to say of it.
    """

    organization: str | None
    version: str | None
    documents: Sequence[DocumentRecord]
    bound: Mapping[str, Any] = field(default_factory=dict)
    note: Mapping[str, str] = field(default_factory=dict)

    @property
    def label(self) -> str:
        """Its name among the parts of a denominator."""
        return " ".join(filter(None, (self.organization, self.version)))


def split_scope(given: Mapping[str, Any]) -> tuple[Scope, dict[str, Any]]:
    """Filters and a question's own parameters, as given together. Raises UsageError for a filter that is no text."""
    filters = {name: given[name] for name in Scope.__slots__ if name in given}
    for name, value in filters.items():
        if name != "all_versions" and not isinstance(value, (str, NoneType)):
            raise UsageError(f"the filter {name} is {value!r}", do="Give one name as text.")
    filters["all_versions"] = _flag(filters.get("all_versions") or False)
    if filters["all_versions"] and filters.get("document"):
        raise UsageError("all_versions does nothing where a document is named: it is read whatever its version", do="Give one of the two.")
    if filters.get("role") == "any":
        filters["role"] = None
    return Scope(**filters), {name: value for name, value in given.items() if name not in filters}


def _flag(value: object) -> bool:
    """The filter all_versions as given in Python or with -p. Raises UsageError for what is neither yes nor no."""
    words = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}
    if isinstance(value, bool):
        return value
    if str(value).lower() not in words:
        raise unknown("value for all_versions", str(value), words)
    return words[str(value).lower()]


def chosen_documents(store: Reader, scope: Scope) -> list[DocumentRecord]:
    """The documents that a scope names. Raises UsageError for an unknown name, DataError where no power item is loaded."""
    documents = store.documents()
    if not sum(document.items for document in documents):
        held = f"{len(documents)} without a power item" if documents else "no document"
        raise DataError(f"0 of 0 power items: the store holds {held}", do="Load a list first: quanpu load FILE")
    _check_filters(store, scope)
    return _chosen(documents, scope)


def frames_of(store: Reader, card: QueryCard, scope: Scope, bound: Mapping[str, Any]) -> list[Frame]:
    """The frames that a card is asked in. Raises as `chosen_documents`."""
    every = replace(scope, all_versions=True)
    if card.versions == "pair":
        return _paired(chosen_documents(store, replace(every, document=None)), bound["v1"], bound["v2"] or scope.document)
    if card.versions == "date" and bound["date"]:
        return _dated(chosen_documents(store, every), bound["date"])
    wanted = every if card.versions == "all" else scope
    chosen = chosen_documents(store, wanted)
    if not card.across:
        return _apart(chosen, wanted)
    return [Frame(None, None, chosen, note=ONE_OFFICE if len({document.organization for document in chosen}) == 1 else {})]


def _dated(documents: list[DocumentRecord], date: str) -> list[Frame]:
    """One frame per organization with its lists in force on a date; one that has none yet is answered with nothing, and says so."""
    frames = []
    for organization in sorted({document.organization for document in documents}):
        own = [document for document in documents if document.organization == organization]
        first = min((document.form_date for document in own if document.form_date), default="-")
        note = {lang: text.format(name=organization, date=date, first=first) for lang, text in NOT_YET.items()}
        chosen = in_force(own, date)
        frames.append(Frame(organization, None, chosen, note={} if chosen else note))
    return frames


def in_force(documents: Iterable[DocumentRecord], date: str) -> list[DocumentRecord]:
    """Of each list the newest version whose whole date lies on or before `date` (ISO); a list dated 2024 counts from 2024-12-31."""
    newest: dict[tuple[str, str], DocumentRecord] = {}
    for document in sorted(documents, key=_age):
        if document.form_date and document.form_date + "-12-31"[len(document.form_date) - 4 :] <= date:
            newest[document.organization, document.list_kind] = document
    return list(newest.values())


def find_documents(documents: Iterable[DocumentRecord], name: str) -> list[DocumentRecord]:
    """Documents by title, file name, date or the beginning of the hash. Raises UsageError that offers the nearest."""
    documents = list(documents)
    found = [d for d in documents if name in (d.name, d.file_name, d.form_date, d.id) or (len(name) >= 6 and d.sha256.startswith(name))]
    if not found:
        known = [text for d in documents for text in (d.name, d.file_name, d.form_date, d.sha256[:12]) if text]
        raise unknown("document", name, known, see="`quanpu documents` lists them.")
    return found


def one_document(documents: Iterable[DocumentRecord], name: str) -> DocumentRecord:
    """The one document of that name. Raises UsageError for none and for several."""
    found = find_documents(documents, name)
    if len(found) > 1:
        names = "; ".join(f"{d.name} ({d.form_date}) {d.sha256[:12]}" for d in found)
        raise UsageError(f"{name!r} names {len(found)} documents", do=f"Give the hash of one: {names}")
    return found[0]


def sources_of(documents: Iterable[DocumentRecord]) -> Iterable[Source]:
    """The documents as an answer names them."""
    return (Source(document.name, document.form_date, document.organization) for document in documents)


def _age(document: DocumentRecord) -> tuple[str, str]:
    return document.form_date or "", document.id


def _apart(chosen: list[DocumentRecord], scope: Scope) -> list[Frame]:
    groups: dict[tuple[str, str | None], list[DocumentRecord]] = {}
    apart = scope.all_versions or scope.document is not None  # a title may be that of several versions
    for document in chosen:
        key = (document.organization, document.form_date if apart else None)
        groups.setdefault(key, []).append(document)
    return [Frame(key[0], key[1], group) for key, group in sorted(groups.items(), key=lambda pair: (pair[0][0], pair[0][1] or ""))]


def _paired(documents: list[DocumentRecord], v1: str | None, v2: str | None) -> list[Frame]:
    """One frame per comparison: the two versions named, else the two newest of each list."""
    if v1 or v2:
        return [_pair(*_named_pair(documents, v1, v2))]
    lists = list(_lists(documents).values())
    frames = [_pair(versions[-2] if len(versions) > 1 else None, versions[-1]) for versions in lists]
    offices = [frame.organization for frame in frames]
    several = {office for office in offices if offices.count(office) > 1}  # then each is told by its list's name too
    return [
        replace(frame, version=f"{frame.documents[-1].name} {frame.version}" if frame.organization in several else None) for frame in frames
    ]


def _named_pair(documents: list[DocumentRecord], v1: str | None, v2: str | None) -> tuple[DocumentRecord | None, DocumentRecord]:
    if v1 and v2:
        return one_document(documents, v1), one_document(documents, v2)
    named = one_document(documents, v1 or v2 or "")
    versions = next(found for found in _lists(documents).values() if named in found)
    place = versions.index(named)
    if v2:
        return (versions[place - 1] if place else None), named
    if place == len(versions) - 1:
        raise UsageError(f"{v1!r} is the newest version of its list", do="Name the one to compare it with too: -p v2=DOCUMENT")
    return named, versions[-1]


def _lists(documents: Iterable[DocumentRecord]) -> dict[tuple[str, str], list[DocumentRecord]]:
    """Versions by list, oldest first; without a date nothing proves which is newer: each undated document is its own list."""
    lists: dict[tuple[str, str], list[DocumentRecord]] = {}
    for document in sorted(documents, key=lambda d: (d.organization, d.list_kind, *_age(d))):
        key = (document.organization, document.list_kind if document.form_date else document.id)
        lists.setdefault(key, []).append(document)
    return lists


def _pair(old: DocumentRecord | None, new: DocumentRecord) -> Frame:
    bound = {"v1": old.id if old else None, "v2": new.id}
    if old is None:
        note = {lang: text.format(name=new.name, date=new.form_date or "-") for lang, text in ALONE.items()}
        return Frame(new.organization, new.form_date, [new], bound, note)
    version = f"{old.form_date or old.file_name} → {new.form_date or new.file_name}"
    if old == new:
        return Frame(new.organization, version, [new], bound, TWICE)
    if old.organization != new.organization:
        note = {lang: text.format(a=old.organization, b=new.organization) for lang, text in TWO_OFFICES.items()}
        return Frame(None, version, [old, new], bound, note)
    return Frame(new.organization, version, [old, new], bound)


def _chosen(documents: list[DocumentRecord], scope: Scope) -> list[DocumentRecord]:
    if scope.organization:
        of_office = [document for document in documents if document.organization == scope.organization]
        if not of_office:
            raise unknown("organization", scope.organization, [document.organization for document in documents])
        documents = of_office
    if scope.document:
        return find_documents(documents, scope.document)
    return documents if scope.all_versions else [document for document in documents if document.current]


def _check_filters(store: Reader, scope: Scope) -> None:
    if scope.role is not None and scope.role not in ROLES:
        raise unknown("role", scope.role, ROLES)
    for what, label, value in (("department", "Department", scope.department), ("category", "Category", scope.category)):
        if value:
            names = [row["name"] for row in store.read(f"MATCH (n:{label}) RETURN DISTINCT n.name AS name").rows]
            if value not in names:
                raise unknown(what, value, names)
