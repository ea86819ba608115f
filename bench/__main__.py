"""Parse, load, open, each card, and whole commands, on the real list where it is present, else on the samples."""

from __future__ import annotations

import contextlib
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from graph.stores.base import Store
from graph.stores.copy import copy_graph
from graph.stores.embedded import EmbeddedStore
from graph.stores.opening import open_store
from loaders import passages
from loaders.batch import to_batch
from loaders.extract.typing import type_clause
from loaders.library import Library
from loaders.pipeline import documents_in, load, read_file
from loaders.samples import sample_files
from loaders.vocab.language import examples
from queries.card import catalogue, find_card
from queries.runner import run_card

WARM_UP = 5  # a server compiles a query that is asked again
SIMULATED: tuple[tuple[str, dict[str, Any]], ...] = (  # null models of 5,000 draws in their other forms
    ("X3", {"model": "shuffle", "base": "items"}), ("R3", {"model": "degrees"}), ("X1", {"draws": 5000}),
)  # fmt: skip
ROOT = Path(__file__).resolve().parent.parent


def source() -> Path:
    """The list to measure on."""
    lists = Path(os.environ.get("QUANPU_REAL_LISTS") or ROOT.parent / "shared")
    return next(iter(sorted((lists / "seeds").glob("*.txt"))), sample_files()[0])


def median_ms(action: Callable[[], object], *, runs: int = 9, before: Callable[[], object] = lambda: None) -> float:
    """Median wall time in milliseconds."""
    times = []
    for _ in range(runs):
        before()
        start = time.perf_counter()
        action()
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


def line(what: str, value: float, target: str = "") -> None:
    """One figure."""
    print(f"{what:<58}{value:>10.1f} ms   {target}", flush=True)


def forget_passages() -> None:
    """Every run reads each text anew: what is measured is the work, not the memory of it."""
    passages.read_passage.cache_clear()
    for module in list(sys.modules.values()):
        if getattr(module, "__name__", "").startswith("loaders.extract"):
            for value in vars(module).values():
                if hasattr(value, "cache_clear") and getattr(value, "__module__", "").startswith("loaders.extract"):
                    _clear_results(value)


def _clear_results(function: Callable[..., object]) -> None:
    if function.__name__ in ("find_slots", "find_citations", "find_certificates", "find_mark", "type_clause", "stages_by_content"):
        function.cache_clear()  # type: ignore[attr-defined]


def measure_typing(kind: str) -> None:
    """Ten thousand distinct clauses of a kind: its examples, numbered."""
    known = [text for texts in examples(kind).values() for text in texts]
    texts = [f"{known[k % len(known)]}，第{k}号事项" for k in range(10_000)]
    type_clause(kind, "开始之前")  # vocabulary and examples are read once
    start = time.process_time()
    for text in texts:
        type_clause(kind, text)
    line(f"types of 10,000 {kind} clauses, processor time", (time.process_time() - start) * 1000, "target < 2000 ms")


def measure_in_process(path: Path, folder: Path) -> None:
    """Parse and extract, write, open, each card."""
    line("parse and extract", median_ms(lambda: read_file(path), before=forget_passages), "target < 100 ms")
    reading = read_file(path)[0]
    line("facts of the reading", median_ms(lambda: to_batch(reading, "bench")))
    address = folder / "bench.kgl"
    with EmbeddedStore(address, must_exist=False) as store:
        list(load(store, Library(folder / "work"), documents_in([path])))
    line("open and count items", median_ms(lambda: EmbeddedStore(address).read("MATCH (i:PowerItem) RETURN count(i) AS n")))
    store = EmbeddedStore(address)
    server = os.environ.get("NEO4J_URI")
    if server:
        measure_server(store, server)
    else:
        print("Neo4j: not measured, NEO4J_URI is not set", flush=True)
        measure_cards(store, "", "target < 50 ms")


def measure_server(embedded: Store, address: str) -> None:
    """The same cards on both engines, after a warm-up; the server holds a copy for that time."""
    with contextlib.closing(open_store(address, must_exist=False)) as server:
        if server.documents():
            raise SystemExit(f"{server.address} holds documents: give NEO4J_URI a database that may be emptied")
        start = time.perf_counter()
        copy_graph(embedded, server)
        line("copy to Neo4j", (time.perf_counter() - start) * 1000)
        try:
            measure_cards(embedded, "embedded", "target < 50 ms")
            measure_cards(server, "Neo4j", "target < 150 ms")
        finally:
            server.clear()


def measure_cards(store: Store, engine: str, target: str) -> None:
    """Each card of the catalogue, asked a few times first; then the slower null models."""
    for card in catalogue().values():
        for _ in range(WARM_UP):
            run_card(store, card)
        line(f"card {card.code} {card.id} {engine}".rstrip(), median_ms(lambda card=card: run_card(store, card)), target)
    for code, given in SIMULATED:
        said = " ".join(f"{name}={value}" for name, value in given.items())
        action = partial(run_card, store, find_card(code), params=given)
        line(f"card {code} {said} {engine}".rstrip(), median_ms(action, runs=3), "target < 2000 ms")


def measure_commands(path: Path, folder: Path) -> None:
    """Whole commands, from start to end of the process."""
    python = sys.executable

    def run(*arguments: str) -> None:
        subprocess.run([python, *arguments], check=True, capture_output=True, cwd=folder)

    typer = median_ms(lambda: run("-c", "import typer"))
    version = median_ms(lambda: run("-m", "quanpu", "--version"))
    line("python -c 'import typer'", typer)
    line("quanpu --version", version, f"{version / typer:.2f} x import typer; target < 3 x")
    address = folder / "whole.kgl"

    def fresh() -> None:
        for file in folder.glob("whole.kgl*"):
            if file.is_file():
                file.unlink()

    line(
        "quanpu load, new store",
        median_ms(lambda: run("-m", "quanpu", "--db", str(address), "load", str(path)), before=fresh),
        "target < 1500 ms",
    )
    line("quanpu query run C1", median_ms(lambda: run("-m", "quanpu", "--db", str(address), "query", "run", "C1")))


def main() -> None:
    """Print every figure."""
    path = source()
    what = path.name if "samples" in str(path) else "the real list"
    print(f"on {what}, Python {sys.version.split()[0]}, {os.cpu_count()} cores; medians of 9")
    for kind in ("risk", "measure"):
        measure_typing(kind)
    with tempfile.TemporaryDirectory() as name:
        measure_in_process(path, Path(name))
        measure_commands(path, Path(name))


if __name__ == "__main__":
    main()
