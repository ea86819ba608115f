"""The network page: officials, departments and items of one or several lists, folded so that it can be read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from graph.table import NOTICE, Lang, Source
from viz.assembly import dated, library, page_json, page_title, render
from viz.network.builder import PictureNetwork, build, packed
from viz.network.folding import first_shown
from viz.network.gathering import Shortened
from viz.network.offices import MOST, Office, lone, offices
from viz.svg import element
from viz.theme import LIGHT
from viz.words import ROLE_ORDER, words
from viz.words_network import NETWORK_IN_SCRIPT

if TYPE_CHECKING:
    from graph.network import MultiGraph

MOST_OPEN = 5000  # items that "open all" draws; above it, opening everything would hang a small machine
_STYLES = ("page.css", "charts.css", "data.css", "network.css", "print.css")
_LATER = (  # each part is a task of its own at the start
    ("model.js", "sources.js", "panel.js", "ego.js", "save.js"),
    ("scene.js", "shown.js", "links.js", "picture.js"),
    ("finder.js", "act.js", "export.js", "savepng.js", "linktables.js", "networkrows.js", "start.js"),
)
_MARKS = {  # as scene.js draws them
    "Official": '<rect x="-9" y="-6" width="18" height="12" rx="6"/>', "Department": '<path d="M-9 0L-5-7H5L9 0 5 7H-5Z"/>',
    "PowerItem": '<rect x="-8" y="-6" width="16" height="12" rx="2.5"/>', "RiskPoint": '<path d="M0-7L7.5 6H-7.5Z"/>',
    "Measure": '<path d="M0-7.5L7.5 0 0 7.5-7.5 0Z"/>', "Law": '<path d="M-6-7H6V7L0 3-6 7Z"/>',
}  # fmt: skip
_COLOURS = {
    "Official": "official",
    "Department": "department",
    "PowerItem": "item",
    "RiskPoint": "risk",
    "Measure": "measure",
    "Law": "law",
}
_DASHES = {"handles": "7 5", "handler": "10 4", "other": "2 4"}
_HEADS = {
    "links": (("organization", False), ("document", False), ("name", False), ("part", False), ("department", False), ("chain", True),
              ("item_serial", False), ("item", False), ("times", True), ("row", True), ("column", True), ("quote", False)),
    "nodes": (("kind", False), ("number", False), ("name", False), ("organization", False), ("items", True)),
}  # fmt: skip


def network_page(graph: MultiGraph, sources: Sequence[Source], *, lang: Lang, shortened: Shortened | None = None) -> str:
    """One HTML page with the network of a graph as `gathering.gather` or `graph.network.listed_network` gives it."""
    said, drawn, alone = words(lang), offices(graph), lone(graph)
    net, _ = build(graph, drawn)
    shows, opens = bool(drawn or alone), any(node["group"] == "PowerItem" for node in net.nodes)
    return render(
        "network.html", styles=_STYLES, scripts=("core.js", "waiting.js") if shows else ("core.js",),
        library=library("vis-network") if shows else None, later=_LATER if shows else (), site="network_site", drawn=shows, opens=opens,
        legend=_legend(net, said) + _parts_legend(net, said), tables=_tables(net, said),
        remarks=_remarks(drawn, alone, shortened or Shortened(), said), **page_parts(counted(drawn, said), sources, lang),
        data=page_data(net, sources, lang, heads=_HEADS, open=_open(net, drawn, alone), most_open=MOST_OPEN),
    )  # fmt: skip


def page_parts(counted: Sequence[str], sources: Sequence[Source], lang: Lang) -> dict[str, Any]:
    """What the templates of both kinds of pages want: words, head and foot, which begins with what is `counted`."""
    said = words(lang)
    return {
        "lang": lang, "t": said, "title": page_title(sources, said, many="many_networks", none="no_network"), "notice": NOTICE[lang],
        "question": "", "documents": sources, "footer": [*counted, *(dated(source, said) for source in sources)],
    }  # fmt: skip


def page_data(net: PictureNetwork, sources: Sequence[Source], lang: Lang, **rest: Any) -> Markup:
    """What the script is given: the network and the words it prints."""
    said = words(lang)
    return page_json({
        "title": page_title(sources, said, many="many_networks", none="no_network"), "notice": NOTICE[lang],
        "sources": said["join"].join(dated(source, said) for source in sources), "light": LIGHT,
        "words": {key: said[key] for key in NETWORK_IN_SCRIPT},
        "graph": packed(net), **rest,
    })  # fmt: skip


def _open(net: PictureNetwork, drawn: Sequence[Office], alone: Sequence[str]) -> list[int]:
    if not first_shown(drawn, len(alone))[0]:
        return []
    return [node["id"] for node in net.nodes if node["group"] == "Organization" and node.get("drawn") != "lone"]


def _remarks(drawn: Sequence[Office], alone: Sequence[str], shortened: Shortened, said: Mapping[str, str]) -> list[str]:
    lines = []
    if not first_shown(drawn, len(alone))[0]:
        lines.append(said["aggregated"].format(most=MOST))
    lines += [said["crowded"].format(name=office.name, most=MOST) for office in drawn if office.shown > MOST]
    if shortened.summed:
        lines.append(said["summed"].format(names=_listed(shortened.summed, said), items=_total(shortened.summed)))
    if shortened.lone:
        lines.append(said["lone"].format(n=len(shortened.lone), names=_listed(shortened.lone, said), items=_total(shortened.lone)))
    if shortened.least:
        lines.append(said["least_pairs"].format(n=shortened.least))
    return lines


def _listed(offices: Iterable[tuple[str, int]], said: Mapping[str, str]) -> str:
    each = [said["name_items"].format(name=name, n=items) for name, items in offices]
    return said["join"].join(each[:8]) + ("…" if len(each) > 8 else "")


def _total(offices: Iterable[tuple[str, int]]) -> int:
    return sum(items for _, items in offices)


def counted(drawn: Sequence[Office], said: Mapping[str, str]) -> list[str]:
    """The numbers of items and officials of each organization, for the foot of a page."""
    return [f"{office.name}: {said['counted'].format(total=office.items, n=len(office.officials))}" for office in drawn]


def _tables(net: PictureNetwork, said: Mapping[str, str]) -> list[dict[str, Any]]:
    kinds = ("Official", "Department", "Bundle", "PowerItem", "RiskType", "RiskPoint", "Measure", "Law")
    counts = {
        "links": sum(edge["kind"] in ("RESPONSIBLE_FOR", "HANDLES") for edge in net.edges),
        "nodes": sum(node["group"] in kinds for node in net.nodes),
    }
    return [page_table(name, f"{name}_table", heads, said, counts[name]) for name, heads in _HEADS.items()]


def page_table(name: str, title: str, heads: Iterable[tuple[str, bool]], said: Mapping[str, str], count: int | None) -> dict[str, Any]:
    """A table that the script fills, as the template wants it; `title` is a key of words."""
    return {"id": name, "words": title, "n": count, "heads": [(head, numeric, said[f"head_{head}"]) for head, numeric in heads]}


def kinds_legend(net: PictureNetwork, said: Mapping[str, str]) -> list[tuple[Markup, str, str]]:
    """(swatch, key, words) for each kind of node that occurs."""
    kinds = {"PowerItem" if node["group"] == "Bundle" else node["group"] for node in net.nodes}
    return [(_node_swatch(kind), kind, said[f"kind_{kind}"]) for kind in _MARKS if kind in kinds]


def _legend(net: PictureNetwork, said: Mapping[str, str]) -> list[tuple[Markup, str, str]]:
    """Risks, measures and laws are drawn only where single items are."""
    single = any(node["group"] == "PowerItem" for node in net.nodes)
    return [entry for entry in kinds_legend(net, said) if single or entry[1] in ("Official", "Department", "PowerItem")]


def _parts_legend(net: PictureNetwork, said: Mapping[str, str]) -> list[tuple[Markup, str, str]]:
    parts = {edge["role"] for edge in net.edges if edge["kind"] == "RESPONSIBLE_FOR"}
    parts |= {"handles"} if any(edge["kind"] == "HANDLES" for edge in net.edges) else set()
    return [(_line_swatch(part), part, said[part]) for part in (*ROLE_ORDER, "handles") if part in parts]


def _node_swatch(kind: str) -> Markup:
    colour = _COLOURS[kind]
    drawn = Markup(_MARKS[kind])  # noqa: S704 - a constant of ours
    return element("svg", element("g", drawn, class_=colour, fill=LIGHT[colour]), class_="swatch", viewBox="-10 -9 20 18",
                   width=20, height=18, aria_hidden="true")  # fmt: skip


def _line_swatch(part: str) -> Markup:
    colour = "department" if part == "handles" else part
    line = element("path", d="M0 9H28", class_=f"line-{colour}", stroke=LIGHT[colour], stroke_width=3.0, stroke_dasharray=_DASHES.get(part))
    return element("svg", line, class_="swatch", viewBox="0 0 28 18", width=28, height=18, aria_hidden="true")
