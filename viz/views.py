"""The pictures that can be drawn, by name: each makes one page from what it is handed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from graph.errors import UsageError, unknown
from graph.network import items_with, listed_items, listed_network, names_of
from graph.stores.base import DocumentRecord, Reader
from graph.table import Lang, Source
from viz import chart_views
from viz.chart_views import Ask
from viz.linked import ALONE, Links

MOST_ITEMS = 3000  # of one page: about 5,000 nodes with what they touch
MOST_OFFICES = 140  # of one page: each is at least one node
# view -> the label of its subjects
SUBJECTS: Mapping[str, str] = {
    "official": "Official", "department": "Department", "item": "PowerItem", "law": "Law", "risk": "RiskType",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Request:
    """What a picture is made from: the store, the documents in scope, and `ask`, which answers a question in that scope.

    `ask` takes a card's id or code, or one of matrix, item_risks, item_laws, item_parties.
    """

    store: Reader
    documents: Sequence[DocumentRecord]
    ask: Ask
    lang: Lang
    subject: str | None = None
    department: str | None = None
    category: str | None = None
    links: Links = ALONE

    @property
    def sources(self) -> tuple[Source, ...]:
        """The documents as a page names them."""
        return tuple(Source(document.name, document.form_date, document.organization) for document in self.documents)


@dataclass(frozen=True, slots=True)
class View:
    """One kind of picture. `subject` says what must be named after it, or may where it is `optional`; empty where nothing."""

    name: str
    draw: Callable[[Request], str]
    subject: str = ""
    optional: bool = False


def draw(name: str, request: Request) -> str:
    """The page of a view. Raises `UsageError` for an unknown view, a subject that is missing, unknown or ambiguous."""
    view = VIEWS.get(name)
    if view is None:
        raise unknown("view", name, VIEWS)
    if view.subject and not request.subject and not view.optional:
        raise UsageError(f"{name} needs a subject: {view.subject}", do=f"Say which: quanpu draw {name} {view.subject.upper()}")
    if request.subject and not view.subject:
        raise UsageError(f"{name} takes no subject, and {request.subject!r} was given", do=f"Draw it alone: quanpu draw {name}")
    return view.draw(request)


def _charts(name: str) -> Callable[[Request], str]:
    return lambda request: chart_views.draw(name, request.ask, lang=request.lang, subject=request.subject, links=request.links)


def _laws(request: Request) -> str:
    """The map of all laws, or the page of one."""
    return (_subject("law", SUBJECTS["law"]) if request.subject else _charts("law"))(request)


def _network(request: Request) -> str:
    from viz.network.pages import LeftOut, network_page

    drawn, others = _largest(request.documents)
    items = _items(request, drawn)
    left_out = LeftOut(others, max(len(items) - MOST_ITEMS, 0))
    graph = listed_network(request.store, items[:MOST_ITEMS])
    return network_page(graph, request.sources, lang=request.lang, left_out=left_out, links=request.links)


def _subject(name: str, label: str) -> Callable[[Request], str]:
    def page(request: Request) -> str:
        from viz.network.subjects import subject_page

        subject, items = str(request.subject), _items(request, request.documents)
        partial = len(items) > MOST_ITEMS
        if partial:
            its_own = items_with(request.store, label, subject)
            if not its_own:
                raise unknown(name, subject, names_of(request.store, label))
            items = [item for item in items if item in its_own][:MOST_ITEMS]
        graph = listed_network(request.store, items)
        return subject_page(graph, request.sources, name, label, subject, lang=request.lang, partial=partial)

    return page


def _items(request: Request, documents: Sequence[DocumentRecord]) -> list[str]:
    ids = [document.id for document in documents]
    return listed_items(request.store, ids, department=request.department, category=request.category)


def _largest(documents: Sequence[DocumentRecord]) -> tuple[list[DocumentRecord], tuple[tuple[str, int], ...]]:
    """The documents of the organizations with the most items, as many as one page holds; and the others with their items."""
    by_name = sorted(documents, key=lambda document: document.organization)
    offices = [(name, list(group)) for name, group in groupby(by_name, key=lambda document: document.organization)]
    sized = sorted(((sum(d.items for d in group), name, group) for name, group in offices), key=lambda office: (-office[0], office[1]))
    drawn: list[DocumentRecord] = []
    others, room = [], MOST_ITEMS
    for place, (items, name, group) in enumerate(sized):
        if place and (items > room or place >= MOST_OFFICES):
            others.append((name, items))
        else:
            drawn, room = drawn + group, room - items
    return drawn, tuple(others)


_SAID = {"official": "name", "department": "name", "item": "number or name", "law": "name", "risk": "code or name"}
VIEWS: Mapping[str, View] = {
    view.name: view
    for view in (
        View("network", _network),
        *(View(name, _subject(name, label), _SAID[name]) for name, label in SUBJECTS.items()),
        *(View(name, _charts(name)) for name in chart_views.VIEWS if name not in ("law", "compare")),
        View("law", _laws, "name", optional=True),
        View("compare", _charts("compare"), "organization", optional=True),
    )
}
