"""What the tests share: fictional lists in the real one's layout, and a way to run the command line."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import quanpu

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = sorted((ROOT / "samples").glob("*.txt"))
HEADERS = ("序号", "权力类别", "权力事项", "责任事项", "监督重点", "监督措施", "责任人")
OFFICE = "云汐县纸鸢管理局"
DUTY = "1、立案阶段责任：接到来信7日内登记。\n2、决定阶段责任：依照《纸鸢管理条例》第三条处理。"
RISK = "立案环节：来信压着不办，收受礼品。\n决定环节：一人说了算。"
MEASURE = "1、两人同去；2、案卷留痕。"
PEOPLE = "分管领导：郗望舒\n竹篾股负责人：訾青禾\n分管领导：阚知微\n巡查队负责人：亓官朔"


def item(serial: int | str, name: str = "", **cells: str) -> tuple[str, ...]:
    """The seven cells of one item; `category`, `duty`, `risk`, `measure` and `people` may be given."""
    return (
        str(serial),
        cells.get("category", "行政处罚"),
        name or f"擅自在第{serial}号桥放飞纸鸢的行政处罚",
        cells.get("duty", DUTY),
        cells.get("risk", RISK),
        cells.get("measure", MEASURE),
        cells.get("people", PEOPLE),
    )


def power_list(
    items: Iterable[tuple[str, ...]],
    *,
    office: str = OFFICE,
    date: str = "2024年3月1日",
    kind: str = "权力清单",
    headers: Iterable[str] = HEADERS,
) -> str:
    """A list as the real one is laid out: each cell opens with a tab, a header row before the first item."""
    rows = [tuple(headers), *items]
    table = "\n".join("\n".join(f"\t{cell}" for cell in row) for row in rows)
    dated = f"填表时间：{date}\n" if date else ""
    return f"{office}{kind}（虚构样例）\n{dated}{table}\n单位（盖章）：      主要领导签字：\n"


def write_list(path: Path, *items: tuple[str, ...], **given: Any) -> Path:
    """`power_list` in a file."""
    path.write_bytes(power_list(items or (item(1),), **given).encode())
    return path


@dataclass(frozen=True)
class Result:
    """How a command ended and what it printed."""

    code: int
    out: str
    err: str

    @property
    def error(self) -> str:
        """The one line on stderr; fails where there are more, or no error."""
        lines = self.err.splitlines()
        assert len(lines) == 1, self.err
        assert lines[0].startswith("error: "), self.err
        assert "Traceback" not in self.err
        return lines[0]


def environment(**changes: str) -> dict[str, str]:
    """This process's environment without what would steer quanpu, and with `changes`; our own modules are found."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("QUANPU_", "PYTHONIOENCODING", "LC_", "LANG"))}
    return kept | {"PYTHONPATH": str(ROOT)} | changes


def process(*arguments: str, cwd: Path, env: Mapping[str, str] | None = None, **options: Any) -> subprocess.CompletedProcess[bytes]:
    """`python -m quanpu` in a process of its own; output as bytes."""
    command = [sys.executable, "-m", "quanpu", *arguments]
    return subprocess.run(command, cwd=cwd, env=env or environment(), capture_output=True, timeout=60, check=False, **options)


def python(code: str, *arguments: str, cwd: Path) -> subprocess.Popen[bytes]:
    """A Python process that runs `code` with our modules; its output comes through pipes."""
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.Popen(command, cwd=cwd, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def listing(folder: Path) -> dict[str, bytes | None]:
    """Every file (with its bytes) and folder below `folder`."""
    return {str(path.relative_to(folder)): path.read_bytes() if path.is_file() else None for path in sorted(folder.rglob("*"))}


def facts(address: Path | str) -> set[tuple[Any, ...]]:
    """All nodes and edges of a store with all their properties, edges by their ends: two stores are equal when these are."""
    from graph.schema import EDGE_KINDS, NODE_KINDS
    from graph.stores.opening import open_store

    store = open_store(str(address))
    found: set[tuple[Any, ...]] = set()
    for kind in NODE_KINDS:
        wanted = ", ".join(f"n.`{name}` AS n_{name}" for name in ("id", *(prop.name for prop in kind.props)))
        found |= {(kind.label, *map(_hashable, row.values())) for row in store.read(f"MATCH (n:{kind.label}) RETURN {wanted}").rows}
    for edge in EDGE_KINDS:
        for target in edge.targets:
            wanted = "".join(f", r.`{prop.name}` AS r_{prop.name}" for prop in edge.props)
            query = f"MATCH (a:{edge.source.label})-[r:{edge.name}]->(b:{target.label}) RETURN a.id AS source, b.id AS target{wanted}"
            rows = store.read(query).rows
            found |= {(edge.name, *map(_hashable, row.values())) for row in rows}
            assert len(rows) == len({tuple(map(_hashable, row.values())) for row in rows}), f"equal {edge.name} edges"
    store.close()
    return found


def _hashable(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def ask(path: Path, code: str, **given: Any) -> dict[str, Any]:
    """The answer to a question of a store."""
    with quanpu.Database(str(path), must_exist=True) as database:
        return database.query(code, **given).to_dict()


def asked(tmp_path: Path, code: str, *items: tuple[str, ...], **given: Any) -> dict[str, Any]:
    """The answer to a question of a list with these items; `headers` for another layout."""
    layout = {name: given.pop(name) for name in ("headers",) if name in given}
    write_list(tmp_path / "a.txt", *items, **layout)
    with quanpu.open(tmp_path / "a.kgl") as database:
        database.load(tmp_path / "a.txt")
        return database.query(code, **given).to_dict()
