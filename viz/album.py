"""A whole set of linked pages: an index, each view, and a page for each official, department, item, law and risk type."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from graph.counts import issued_by, items_touching
from graph.errors import QuanpuError, StoreError
from graph.files import check_folder, write_folder
from graph.network import listed_items, listed_network, part_of
from graph.table import Source, Table
from viz.album_index import INDEX, MARK, Card, Kind, blank_page, index_page
from viz.album_subjects import Listed, Subject
from viz.linked import Links, Sibling, unambiguous
from viz.network.gathering import MOST_ITEMS, Narrowed
from viz.network.own import LABELS, Totals
from viz.views import SUBJECTS, VIEWS, Request
from viz.words import words

if TYPE_CHECKING:
    from graph.network import MultiGraph

PAGES = ("responsibility", "network", "risks", "coverage", "law", "compare")
MOST_SUBJECTS = 1000  # pages of one kind
MOST_SHARED = 20000  # items whose graph is read once for all pages; above it each page reads its own
_DATA = re.compile(r'<script type="application/json" id="data">(.*?)</script>', re.DOTALL)


@dataclass(frozen=True, slots=True)
class Picture:
    """A page of a view: its name, what is named after it, its file; `error` where that says only why it could not be drawn."""

    view: str
    href: str
    subject: str | None = None
    error: QuanpuError | None = None


@dataclass(slots=True)
class Written:
    """What was written: files by size in bytes, the pictures that could not be drawn, and how many subjects of a view got no page."""

    sizes: dict[str, int] = field(default_factory=dict)
    failed: list[Picture] = field(default_factory=list)
    left: dict[str, int] = field(default_factory=dict)


def draw_all(request: Request, folder: Path, *, progress: Callable[[str], None] = lambda _: None) -> Written:
    """Write the whole set into a folder, or nothing; an earlier set is replaced. `progress` is told of each kind of page.

    Raises UsageError for a folder that holds other things or can't be written. A picture that fails does not lose the others.
    """
    check_folder(folder, ours)
    album, written = Album(replace(request, ask=_once(request.ask))), Written()

    def noted() -> Iterator[tuple[str, str]]:
        for name, html in album.files(written.failed):
            if _kind(name) not in map(_kind, written.sizes):
                progress(_kind(name))
            written.sizes[name] = len(html.encode("utf-8", "backslashreplace"))
            yield name, html

    write_folder(folder, noted(), ours)
    left = {view: len(found) - len(album.shown[view]) for view, found in album.subjects.items()}
    written.left = {view: count for view, count in left.items() if count}
    return written


@dataclass(frozen=True)
class Album:
    """A set of pages of what a request has in scope."""

    request: Request

    @cached_property
    def items(self) -> list[str]:
        """Ids of the items in scope, in the lists' order."""
        request = self.request
        ids = [document.id for document in request.documents]
        return listed_items(request.store, ids, department=request.department, category=request.category)

    @cached_property
    def listed(self) -> Listed:
        """The items with their lists."""
        return Listed(self.request.store, self.request.documents, self.items)

    @cached_property
    def subjects(self) -> Mapping[str, Sequence[Subject]]:
        """View to its subjects in scope, in the order of the index."""
        return {view: self.listed.subjects(view, label, self.request.lang) for view, label in SUBJECTS.items()}

    @cached_property
    def shown(self) -> Mapping[str, Sequence[Subject]]:
        """The subjects that get a page: of very many those that stand on most items."""
        return {view: _busiest(found) for view, found in self.subjects.items()}

    @cached_property
    def pictures(self) -> list[Picture]:
        """The views, and two versions of a list for each organization that has them."""
        held, versions = self.request.store.documents(), set()
        for new in (document for document in self.request.documents if self.listed.totals[document.organization]):
            lists = [old for old in held if (old.organization, old.list_kind) == (new.organization, new.list_kind)]
            if any(old.form_date and old.form_date < (new.form_date or "") for old in lists):
                versions.add(new.organization)
        return [Picture(view, f"{view}.html") for view in PAGES] + [
            Picture("compare", f"versions-{number}.html", name) for number, name in enumerate(sorted(versions), 1)
        ]

    @cached_property
    def links(self) -> Links:
        """Every address of the set."""
        said, every = words(self.request.lang), [subject for found in self.shown.values() for subject in found]
        views = [Sibling(f"{view}.html", said[f"view_{view}"]) for view in PAGES]
        named = unambiguous((name, (subject.href, subject.title)) for subject in every for name in subject.named)
        known = {subject.key: subject.href for subject in every}
        # a name that a page-less subject bears too would lead to the wrong one
        bare = {name for found in self.subjects.values() for subject in found if subject.key not in known for name in subject.named}
        return Links(
            (Sibling(INDEX, said["album_index"]), *views), known,
            {name: target for name, target in named.items() if name not in bare},
        )  # fmt: skip

    @cached_property
    def totals(self) -> Totals:
        """On how many items in scope everything stands: the page of a subject holds only its own."""
        request, ids = self.request, [document.id for document in self.request.documents]
        narrowed = Narrowed(request.store, request.documents, request.department, request.category)
        touched: dict[str, dict[str, int]] = {}
        for label in LABELS:
            touched |= items_touching(request.store, label, self.items)
        return Totals(narrowed.offices()[0], issued_by(request.store, ids), touched)

    def files(self, failed: list[Picture]) -> Iterator[tuple[str, str]]:
        """Every page with its name, the index last; a picture that could not be drawn says so, and is added to `failed`."""
        said = words(self.request.lang)
        for picture in self.pictures:
            links = self.links.on(picture.href)
            try:
                page = VIEWS[picture.view].draw(replace(self.request, subject=picture.subject, links=links))
            except StoreError:
                raise
            except QuanpuError as error:
                failed.append(replace(picture, error=error))
                page = blank_page(self.request.sources, said["not_drawn"].format(why=error.message), lang=self.request.lang, links=links)
            yield picture.href, page
        yield from self._subject_pages()
        errors = {picture.href: picture.error.message for picture in failed if picture.error}
        names = [picture.href for picture in self.pictures]
        names += [subject.href for found in self.shown.values() for subject in found]
        yield INDEX, self._index(errors, [*names, INDEX])

    def _index(self, errors: Mapping[str, str], files: Sequence[str]) -> str:
        said = words(self.request.lang)
        pictures = [
            Card(picture.href, said["view_versions"].format(name=picture.subject) if picture.subject else said[f"view_{picture.view}"],
                 "versions" if picture.subject else picture.view, errors.get(picture.href, "")) for picture in self.pictures
        ]  # fmt: skip
        kinds = [Kind(view, len(self.subjects[view]), found) for view, found in self.shown.items()]
        sources, links = self.request.sources, self.links.on(INDEX)
        return index_page(sources, pictures, kinds, self.listed.totals, files, lang=self.request.lang, links=links)

    def _subject_pages(self) -> Iterator[tuple[str, str]]:
        from viz.network.subjects import key_page

        said, cut = words(self.request.lang), self._cutter()
        for view, found in self.shown.items():
            kind = Sibling(f"{INDEX}#{view}", said[f"pages_{view}"], "true")
            links = replace(self.links, siblings=(*self.links.siblings, kind))
            for subject in found:
                items = subject.items[:MOST_ITEMS]
                graph = cut(items)
                self.totals.add_to(graph)
                remarks = [said["album_of_item" if view == "item" else "album_of"].format(name=subject.name)]
                if len(items) < len(subject.items):
                    remarks.append(said["album_first"].format(n=len(items), all=len(subject.items)))
                sources = self._sources(graph)
                yield subject.href, key_page(graph, sources, subject.key, lang=self.request.lang, remarks=remarks, links=links)

    def _cutter(self) -> Callable[[Sequence[str]], MultiGraph]:
        """What gives the graph of some items: a part of one that is read once, or of very many items one of its own."""
        if len(self.items) > MOST_SHARED:
            return lambda items: listed_network(self.request.store, items)
        graph = listed_network(self.request.store, self.items)
        places = {key: place for place, key in enumerate(graph)}
        return lambda items: part_of(graph, items, places)

    def _sources(self, graph: MultiGraph) -> tuple[Source, ...]:
        documents = zip(self.request.documents, self.request.sources, strict=True)
        return tuple(source for document, source in documents if document.id in graph)


def ours(folder: Path) -> set[str]:
    """The files of an earlier set, as its index names them; none where that is no index of ours."""
    try:
        held = _DATA.search((folder / INDEX).read_text(encoding="utf-8"))
        data = json.loads(held[1]) if held else {}
    except (OSError, ValueError):
        return set()
    return set(data["files"]) if data.get("mark") == MARK else set()


def _kind(name: str) -> str:
    return name.removesuffix(".html").split("-")[0]


def _busiest(found: Sequence[Subject]) -> Sequence[Subject]:
    if len(found) <= MOST_SUBJECTS:
        return found
    kept = {subject.key for subject in sorted(found, key=lambda subject: -len(subject.items))[:MOST_SUBJECTS]}
    return [subject for subject in found if subject.key in kept]


def _once(ask: Callable[..., Table]) -> Callable[..., Table]:
    """`ask` that answers the same question once: several pages are made of it."""
    answers: dict[tuple[str, bool, str | None], Table] = {}

    def asked(name: str, *, evidence: bool = False, organization: str | None = None) -> Table:
        key = name, evidence, organization
        if key not in answers:
            answers[key] = ask(name, evidence=evidence, organization=organization)
        return answers[key]

    return asked
