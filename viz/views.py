"""The pictures that can be drawn, by name: each makes one page from what it is handed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from graph.errors import UsageError, unknown
from graph.stores.base import DocumentRecord, Reader
from graph.table import Lang, Source
from viz import chart_views
from viz.chart_views import Ask
from viz.linked import ALONE, Links

if TYPE_CHECKING:
    from viz.network.gathering import Narrowed

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
    if name == "law" and request.subject:
        request = replace(request, subject=untitled(request.subject))
    return view.draw(request)


def untitled(name: str) -> str:
    """The name of a law without the marks 《》 around it, in which lists cite it."""
    held = name.strip()
    return held[1:-1].strip() if held.startswith("《") and held.endswith("》") and "》" not in held[1:-1] else name


def _charts(name: str) -> Callable[[Request], str]:
    return lambda request: chart_views.draw(name, request.ask, lang=request.lang, subject=request.subject, links=request.links)


def _laws(request: Request) -> str:
    """The map of all laws, or the page of one."""
    return (_subject("law", SUBJECTS["law"]) if request.subject else _charts("law"))(request)


def _network(request: Request) -> str:
    from viz.network.gathering import gather
    from viz.network.pages import network_page

    graph, shortened = gather(_narrowed(request))
    return network_page(graph, request.sources, lang=request.lang, shortened=shortened, links=request.links)


def _subject(name: str, label: str) -> Callable[[Request], str]:
    def page(request: Request) -> str:
        from viz.network.own import gather_subject
        from viz.network.subjects import subject_page

        subject = str(request.subject)
        graph, own = gather_subject(_narrowed(request), name, label, subject)
        return subject_page(graph, request.sources, name, label, subject, lang=request.lang, own=own)

    return page


def _narrowed(request: Request) -> Narrowed:
    from viz.network.gathering import Narrowed

    return Narrowed(request.store, request.documents, request.department, request.category)


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
