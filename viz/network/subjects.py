"""The page of one subject: an official, a department, an item, a law or a type of risk, and all that it touches."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from graph.errors import UsageError, unknown
from graph.table import Lang, Source
from viz.assembly import render
from viz.network.builder import build
from viz.network.offices import offices, serial
from viz.network.pages import counted, kinds_legend, page_data, page_parts, page_table
from viz.words import words

if TYPE_CHECKING:
    from graph.network import MultiGraph
    from viz.network.own import Own

_STYLES = ("page.css", "charts.css", "data.css", "network.css", "print.css")
_SCRIPTS = (
    "core.js", "model.js", "sources.js", "panel.js", "ego.js", "save.js", "savepng.js", "scene.js", "finder.js", "linktables.js",
    "egorows.js", "egopage.js",
)  # fmt: skip
_HEADS = {
    "links": (("kind", False), ("number", False), ("name", False), ("shared", True), ("items", True)),
    "places": (("document", False), ("sheet", False), ("row", True), ("column", True), ("start", True), ("end", True), ("header", False),
               ("quote", False)),
}  # fmt: skip
_TITLES = {"links": "neighbours_table", "places": "places_table"}


def subject_page(
    graph: MultiGraph, sources: Sequence[Source], view: str, label: str, name: str, *, lang: Lang, own: Own | None = None
) -> str:
    """One HTML page that opens at a subject; every other node of the graph is one press away in the same page.

    `own` says that the graph holds only items of the subject. Raises `UsageError` for an unknown or ambiguous subject.
    """
    key = find_subject(graph, view, label, name)
    said, drawn = words(lang), offices(graph)
    net, numbers = build(graph, drawn)
    shown = str(graph.nodes[key]["name"])
    tables = [page_table(table, _TITLES[table], heads, said, None) for table, heads in _HEADS.items()]
    return render(
        "ego.html", styles=_STYLES, scripts=_SCRIPTS, site="ego_site", legend=kinds_legend(net, said), tables=tables, subject_name=shown,
        remarks=_remarks(own, shown, said), **page_parts(counted(drawn, said) if own is None else _all_items(graph, said), sources, lang),
        data=page_data(net, sources, lang, heads=_HEADS, subject=numbers[key], totals=own.totals if own else {},
                       parts=own.parts if own else {}),
    )  # fmt: skip


def _all_items(graph: MultiGraph, said: Mapping[str, str]) -> list[str]:
    offices = [data for _, data in graph.nodes(data=True) if data["label"] == "Organization"]
    return [f"{data['name']}: {said['counted_whole'].format(total=data['items'])}" for data in offices]


def _remarks(own: Own | None, shown: str, said: Mapping[str, str]) -> list[str]:
    if not own:
        return []
    cut = [said["cut_own"].format(name=shown, n=own.items, held=own.held)] if own.held < own.items else []
    return [said["partial"].format(name=shown), *cut]


def find_subject(graph: MultiGraph, view: str, label: str, name: str) -> str:
    """The node that a name means in a view: its name, serial, code or other name, in any case.

    Raises `UsageError` where there is none, with the nearest, or several, with what tells them apart.
    """
    called = {key: list(_called(label, data)) for key, data in graph.nodes(data=True) if data["label"] == label}
    wanted = name.strip().casefold()
    found = [key for key, names in called.items() if wanted in (one.casefold() for one in names)]
    if not found:
        raise unknown(view, name, [one for names in called.values() for one in names])
    exact = [key for key in found if graph.nodes[key]["name"] == name]  # a serial may be another item's name
    found = exact or found
    if len(found) > 1:
        raise _ambiguous(graph, view, name, found)
    return found[0]


def _called(label: str, data: Mapping[str, Any]) -> Iterator[str]:
    yield str(data["name"])
    match label:
        case "PowerItem":
            yield serial(data)
            if data.get("code"):
                yield str(data["code"])
        case "Law":
            yield from (str(data["full_name"]), *map(str, data.get("aliases") or ()))
        case "RiskType":
            yield from (str(data["code"]), str(data.get("name_en") or data["code"]))


def _ambiguous(graph: MultiGraph, view: str, name: str, found: Sequence[str]) -> UsageError:
    homes = sorted({_home(graph, key) for key in found})
    if len({office for office, _ in homes}) > 1:
        which = "; ".join(sorted({office for office, _ in homes}))
        return UsageError(f"{view} {name!r} stands in several organizations", do=f"Choose one with --organization: {which}.")
    if len(homes) > 1:
        which = "; ".join(document for _, document in homes)
        return UsageError(f"{view} {name!r} stands in several lists", do=f"Choose one with --document: {which}.")
    several = "; ".join(sorted(f"{serial(graph.nodes[key])} {graph.nodes[key]['name']}" if view == "item" else key for key in found))
    return UsageError(f"{view} {name!r} names {len(found)} of them", do=f"Give the whole name or another number: {several}.")


def _home(graph: MultiGraph, key: str) -> tuple[str, str]:
    """The organization of an official or department; for an item its list too."""
    data = graph.nodes[key]
    if data["label"] != "PowerItem":
        return str(data.get("organization", "")), ""
    document = next(target for _, target, edge in graph.out_edges(key, data=True) if edge["kind"] == "LISTED_IN")
    return str(graph.nodes[document]["organization"]), str(graph.nodes[document]["name"])
