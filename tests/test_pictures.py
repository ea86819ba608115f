"""What pictures of links are made of: the vendored library, colours, the subgraph of some lists, its layout and its data."""

from __future__ import annotations

import hashlib
import json
from itertools import accumulate, combinations, pairwise
from pathlib import Path
from typing import Any

import pytest
from support import environment, process

import quanpu
from bench.made_up import Size, made_up
from graph.network import items_of_each, items_with, listed_items, listed_network, names_of, network, nodes_of, part_of
from viz.assembly import VENDOR, library, page_json
from viz.network.builder import build, packed
from viz.network.layout import arrange
from viz.network.offices import MOST, letters, offices
from viz.theme import DARK, KINDS, LIGHT

# https://doi.org/10.1109/TVCG.2009.113: what is seen without one kind of cone, on linear RGB
VISION = {
    "full": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}


def lab(colour: str, vision: str) -> tuple[float, float, float]:
    """CIE L*a*b* of a colour as it is seen."""
    srgb = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in srgb]
    red, green, blue = (min(max(sum(m * part for m, part in zip(row, linear, strict=True)), 0), 1) for row in VISION[vision])
    xyz = (
        (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.95047,
        0.2126 * red + 0.7152 * green + 0.0722 * blue,
        (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.08883,
    )
    x, y, z = (part ** (1 / 3) if part > 0.008856 else 7.787 * part + 16 / 116 for part in xyz)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


@pytest.mark.parametrize("vision", VISION)
@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_colours_of_kinds_stay_apart(theme: dict[str, str], vision: str) -> None:
    seen = {kind: lab(theme[kind], vision) for kind in KINDS}
    apart = {pair: sum((a - b) ** 2 for a, b in zip(*map(seen.get, pair), strict=True)) ** 0.5 for pair in combinations(KINDS, 2)}
    assert min(apart.values()) > 12, min(apart.items(), key=lambda entry: entry[1])


@pytest.mark.parametrize("folder", [path.parent for path in VENDOR.rglob("manifest.json")], ids=lambda folder: folder.name)
def test_vendored_files_are_those_of_the_manifest(folder: Path) -> None:
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    found = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir() if path.name != "manifest.json"}
    assert found == manifest["files"]
    assert {"LICENSE-MIT", manifest["script"]} <= set(found)
    assert f"@version {manifest['version']}" in library(folder.name).text
    assert "</script" not in library(folder.name).text.lower()


def edges_of(graph: Any, *kinds: str) -> set[tuple[str, str, str]]:
    return {(source, target, key) for source, target, key, data in graph.edges(keys=True, data=True) if data["kind"] in kinds}


def test_what_items_touch_is_the_store_cut_to_them(sample_store: Path) -> None:
    with quanpu.open(sample_store) as db:
        current = [document.id for document in db.store.documents() if document.current]
        items = listed_items(db.store, current)
        found, whole = listed_network(db.store, items), network(db.store)
    assert len(items) == len(set(items)) == 30
    kinds = ("RESPONSIBLE_FOR", "HANDLES", "HAS_PASSAGE", "LISTED_IN")
    stored = {edge for edge in edges_of(whole, *kinds) if edge[0] in set(items) or edge[1] in set(items)}
    assert edges_of(found, *kinds) == stored
    texts = {target for _, target, _ in edges_of(found, "HAS_PASSAGE")}
    assert edges_of(found, "STATES", "CITES") == {edge for edge in edges_of(whole, "STATES", "CITES") if edge[0] in texts}
    assert all(data == whole.nodes[key] for key, data in found.nodes(data=True))
    shas = {data["sha256"] for _, data in found.nodes(data=True) if data["label"] == "Document"}
    appointed = {edge for edge in edges_of(whole, "LEADS", "HEADS") if whole.edges[edge]["document"] in shas}
    assert edges_of(found, "LEADS", "HEADS") == appointed


def test_the_part_of_some_items_is_what_the_store_gives_for_them(sample_store: Path) -> None:
    with quanpu.open(sample_store) as db:
        items = listed_items(db.store, [document.id for document in db.store.documents() if document.current])
        whole = listed_network(db.store, items)
        for some in (items[:1], items[3:20:4], items):
            part, own = part_of(whole, some, {key: place for place, key in enumerate(whole)}), listed_network(db.store, some)
            assert dict(part.nodes(data=True)) == dict(own.nodes(data=True))
            kinds = {data["kind"] for _, _, data in own.edges(data=True)}
            assert edges_of(part, *kinds) == edges_of(own, *kinds)
        for label in ("Official", "Department", "PowerItem", "Law", "RiskType"):
            on = items_of_each(db.store, label, items)
            assert set(on) == {key for key, data in whole.nodes(data=True) if data["label"] == label}
            assert {item for found in on.values() for item in found} <= set(items)
            assert all(found == [item for item in items if item in set(found)] for found in on.values())
        (key,) = [key for key, data in whole.nodes(data=True) if data["name"] == "宓嘉树"]
        assert items_of_each(db.store, "Official", items)[key] == [item for item in items if whole.has_edge(key, item)]
        assert nodes_of(db.store, "Official", [key]) == {key: whole.nodes[key]}


def test_items_can_be_narrowed_and_asked_for_by_subject(sample_store: Path) -> None:
    with quanpu.open(sample_store) as db:
        current = [document.id for document in db.store.documents() if document.current]
        handled = listed_items(db.store, current, department="登记许可股")
        graph = listed_network(db.store, listed_items(db.store, current))
        assert set(handled) == items_with(db.store, "Department", "登记许可股") & set(graph)
        for label in ("Official", "Department", "PowerItem", "Law", "RiskType"):
            assert items_with(db.store, label, names_of(db.store, label)[0])
        assert items_with(db.store, "Official", "无此人") == set()


def test_groups_are_items_with_one_chain() -> None:
    graph = made_up(Size(items=30, groups=3))
    (office,) = offices(graph)
    assert [group.key for group in office.groups] == ["A", "B", "C"]
    assert sorted(item for group in office.groups for item in group.items) == sorted(
        n for n, d in graph.nodes(data=True) if d["label"] == "PowerItem"
    )
    alone = graph.copy()
    alone.add_edge("o0Official0", "o0i7", kind="RESPONSIBLE_FOR", role="other", chain=3, row=7, column=7, start=0, end=1)
    (office,) = offices(alone)
    assert office.single == ("o0i7",)
    assert office.items == 30


@pytest.mark.parametrize(
    "size", [Size(), Size(offices=7, items=33, groups=9), Size(items=1, groups=1), Size(items=700, groups=300, officials=90)]
)
def test_no_two_nodes_stand_on_each_other(size: Size) -> None:
    drawn = offices(made_up(size))
    layouts = arrange(drawn)
    boxes = [box for layout in layouts for box in layout.nodes.values()]
    assert len({(box.x, box.y) for box in boxes}) == len(boxes)
    for layout in layouts:
        edge = layout.room
        for box in layout.nodes.values():
            assert abs(box.x - edge.x) * 2 + box.width <= edge.width + 1
            assert abs(box.y - edge.y) * 2 + box.height <= edge.height + 1
    rows = sorted((box.y, box.x, box.width) for layout in layouts for key, box in layout.nodes.items() if "i" in key)
    assert all(a[0] != b[0] or a[1] + a[2] / 2 <= b[1] - b[2] / 2 for a, b in pairwise(rows))


@pytest.mark.parametrize(("single", "lines"), [(1, 1), (7, 7), (24, 24)])
def test_a_few_single_items_stand_one_to_a_line_under_the_groups(single: int, lines: int) -> None:
    graph = made_up(Size(items=30, groups=2))
    for place in range(single):
        graph.add_edge(
            "o0Official0", f"o0i{place + 1}", kind="RESPONSIBLE_FOR", role="other", chain=3 + place, row=7, column=7, start=0, end=1
        )
    (office,) = offices(graph)
    assert len(office.single) == single
    (layout,) = arrange([office])
    boxes = [layout.nodes[item] for item in office.single]
    assert len({box.y for box in boxes}) == lines
    assert all(b.y - a.y >= a.height + 6 for a, b in pairwise(boxes))
    items = {*layout.groups.values(), *(layout.nodes[item] for group in office.groups for item in group.items)}
    assert all(box.y + box.height / 2 <= boxes[0].y - boxes[0].height / 2 for box in items)


def unpacked(columns: Any, count: int) -> list[Any]:
    if isinstance(columns, list):
        return columns
    if "step" in columns:
        return list(accumulate(columns["step"]))
    return [columns["same"]] * count if "same" in columns else [columns["of"][place] for place in columns["at"]]


def test_the_data_of_a_page_is_the_network_that_pyvis_built() -> None:
    graph = made_up(Size())
    net, numbers = build(graph, offices(graph))
    assert len(net.edges) == graph.number_of_edges()
    data = json.loads(json.dumps(packed(net)))
    edges = [
        (table["kind"], *pair)
        for table in data["edges"]
        for pair in zip(unpacked(table["from"], table["n"]), unpacked(table["to"], table["n"]), strict=True)
    ]
    assert sorted(edges) == sorted((d["kind"], numbers[a], numbers[b]) for a, b, d in graph.edges(data=True))
    names = [name for table in data["nodes"] for name in unpacked(table["label"], table["n"])]
    assert names == [node["label"] for node in net.nodes]
    assert net.nodes == sorted(net.nodes, key=lambda node: node["id"])
    assert all(node.get("parent", -1) < node["id"] for node in net.nodes)


def test_a_crowded_office_folds_all_but_what_fits() -> None:
    graph = made_up(Size(items=900, groups=400, officials=200, departments=90))
    net, _ = build(graph, offices(graph))
    parents = {node["id"]: node.get("parent") for node in net.nodes}
    top = [
        node for node in net.nodes if node.get("x") is not None and (parents[node["id"]] is None or parents[parents[node["id"]]] is None)
    ]
    first = [node for node in top if parents[node["id"]] is None or net.nodes[parents[node["id"]]]["group"] == "Organization"]
    assert len(first) == MOST


def test_what_json_can_not_hand_to_xml_is_replaced() -> None:
    hostile = ["a\x00\x1fb", "\\u0000", "\\\x01", "<&>"]
    assert json.loads(page_json({"of": hostile})) == {"of": ["a\ufffd\ufffdb", "\\u0000", "\\\ufffd", "<&>"]}


def test_letters() -> None:
    assert [letters(n) for n in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]


@pytest.mark.parametrize("command", [("network",), ("risk", "SOLICIT"), ("risk", "SOLICIT", "--lang", "en")])
def test_pages_are_written_as_utf8_under_another_locale(sample_store: Path, tmp_path: Path, command: tuple[str, ...]) -> None:
    env = environment(LANG="zh_CN.GBK", LC_ALL="zh_CN.GBK", PYTHONUTF8="0", PYTHONIOENCODING="gbk")
    done = process("--db", str(sample_store), "draw", *command, "-o", "page.html", cwd=tmp_path, env=env)
    assert done.returncode == 0, done.stderr.decode()
    assert "云汐县" in (tmp_path / "page.html").read_bytes().decode("utf-8")


@pytest.mark.parametrize(("command", "said"), [
    (("official",), "official needs a subject: name"), (("network", "某人"), "network takes no subject"),
    (("item", "1"), "stands in several organizations"), (("law", "水法规"), "unknown law"),
])  # fmt: skip
def test_a_wrong_subject_is_one_line(run_cli: Any, sample_store: Path, command: tuple[str, ...], said: str, tmp_path: Path) -> None:
    found = run_cli("--db", sample_store, "draw", *command, "-o", "x.html", cwd=tmp_path)
    assert found.code == 2
    assert said in found.error
    assert list(tmp_path.iterdir()) == []
