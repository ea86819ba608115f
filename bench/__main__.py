"""Parse, load, open, each card, and whole commands, on the real list where it is present, else on the samples."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from graph.stores.embedded import EmbeddedStore
from loaders import passages
from loaders.batch import to_batch
from loaders.library import Library
from loaders.pipeline import documents_in, load, read_file
from loaders.samples import sample_files
from queries.card import catalogue
from queries.runner import run_card

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
    for card in catalogue().values():
        line(f"card {card.code} {card.id}", median_ms(lambda card=card: run_card(store, card)), "target < 20 ms")


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
    with tempfile.TemporaryDirectory() as name:
        measure_in_process(path, Path(name))
        measure_commands(path, Path(name))


if __name__ == "__main__":
    main()
