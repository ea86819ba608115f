"""The record that both engines give the same rows: docs/parity.json, written by `make parity`, checked by the tests."""

from __future__ import annotations

import hashlib
import json
import os
import sys
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import quanpu
from graph.errors import QuanpuError, UsageError
from loaders.samples import sample_files
from queries.card import catalogue

RECORD = Path(__file__).parent / "parity.json"


def canonical_hash(rows: Iterable[Mapping[str, Any]]) -> str:
    """SHA-256 of an answer's rows as JSON with sorted keys, in their order; floats to nine decimals, as engines sum in other orders."""
    text = json.dumps([_rounded(dict(row)) for row in rows], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def answers(database: quanpu.Database) -> dict[str, list[dict[str, Any]]]:
    """Every card's rows with its defaults, by code."""
    return {card.code: database.query(card.id).rows for card in catalogue().values()}


def recorded() -> dict[str, dict[str, Any]]:
    """The committed record by code: rows_on_samples, embedded and neo4j (hashes), neo4j_version, same_on_real_list."""
    if not RECORD.exists():
        return {}
    return {entry["code"]: entry for entry in json.loads(RECORD.read_text(encoding="utf-8"))}


def record(address: str | None) -> list[dict[str, Any]]:
    """The record made anew: the server's half where `address` names one, else kept where the embedded rows are still the same."""
    with tempfile.TemporaryDirectory() as folder, quanpu.open(Path(folder) / "samples.kgl") as database:
        database.load(*sample_files())
        here = answers(database)
    there, version, same = _on_server(address) if address else ({}, None, {})
    entries = []
    for code, rows in here.items():
        entry = {"code": code, "rows_on_samples": len(rows), "embedded": canonical_hash(rows)}
        old = recorded().get(code, {})
        if address:
            entry |= {"neo4j": canonical_hash(there[code]), "neo4j_version": version, "same_on_real_list": same.get(code)}
        elif old.get("embedded") == entry["embedded"]:
            entry |= {name: old.get(name) for name in ("neo4j", "neo4j_version", "same_on_real_list")}
        else:
            entry |= {"neo4j": None, "neo4j_version": None, "same_on_real_list": None}
        entries.append(entry)
    return entries


def table() -> list[str]:
    """The record as a Markdown table."""
    lines = [
        "| question | rows on the samples | Neo4j, same rows | Neo4j version | same on the real list |",
        "| --- | --- | --- | --- | --- |",
    ]
    for code, entry in recorded().items():
        same = None if entry["neo4j"] is None else entry["neo4j"] == entry["embedded"]
        told = [_told(same), entry["neo4j_version"] or "-", _told(entry["same_on_real_list"])]
        lines.append(f"| {code} | {entry['rows_on_samples']} | {' | '.join(told)} |")
    return lines


def _on_server(address: str) -> tuple[dict[str, list[dict[str, Any]]], str, dict[str, bool]]:
    with tempfile.TemporaryDirectory() as work:
        os.environ["QUANPU_WORK"] = work  # the kept documents are not wanted here
        return _ask_server(address)


def _ask_server(address: str) -> tuple[dict[str, list[dict[str, Any]]], str, dict[str, bool]]:
    with quanpu.Database(address) as database:
        if database.store.documents():
            raise UsageError("this database holds documents", where=address, do="Give an empty one in NEO4J_URI: it is cleared afterwards.")
        try:
            database.load(*sample_files())
            found = answers(database)
            database.store.clear()
            return found, _version(address), _same_on_real_list(database)
        finally:
            database.store.clear()


def _version(address: str) -> str:
    import neo4j  # only where there is a server

    user, password = os.environ.get("NEO4J_USERNAME", "neo4j"), os.environ.get("NEO4J_PASSWORD", "")
    with neo4j.GraphDatabase.driver(address, auth=(user, password)) as driver:
        return driver.get_server_info().agent.removeprefix("Neo4j/")


def _same_on_real_list(server: quanpu.Database) -> dict[str, bool]:
    folder = Path(os.environ.get("QUANPU_REAL_LISTS") or Path(__file__).resolve().parents[2] / "shared") / "seeds"
    files = sorted(folder.glob("*.txt"))
    if not files:
        return {}
    with tempfile.TemporaryDirectory() as work, quanpu.open(Path(work) / "real.kgl") as database:
        for one in (server, database):
            one.load(*files)
        here, there = answers(database), answers(server)
    return {code: canonical_hash(rows) == canonical_hash(there[code]) for code, rows in here.items()}


def _rounded(value: Any) -> Any:
    if isinstance(value, float):
        return round(value, 9)
    if isinstance(value, dict):
        return {name: _rounded(part) for name, part in value.items()}
    return [_rounded(part) for part in value] if isinstance(value, list) else value


def _told(same: bool | None) -> str:
    return "-" if same is None else "yes" if same else "NO"


def main() -> int:
    """Write the record; the server is the one that NEO4J_URI names."""
    try:
        entries = record(os.environ.get("NEO4J_URI"))
    except QuanpuError as error:
        print(f"error: {error.message}", file=sys.stderr)
        return error.exit_code
    RECORD.write_text("[\n" + ",\n".join(f" {json.dumps(entry)}" for entry in entries) + "\n]\n", encoding="utf-8", newline="\n")
    print(f"wrote {len(entries)} entries to {RECORD.name}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
