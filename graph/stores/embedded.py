"""The embedded store: one kglite file beside its write-ahead log, no server."""

from __future__ import annotations

import re
import shutil
import tempfile
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import kglite

from graph.errors import CommitError, QuanpuError, StoreError, UsageError
from graph.facts import GraphBatch
from graph.schema import SCHEMA_VERSION
from graph.stores.base import (
    DOCUMENTS,
    DocumentRecord,
    Rows,
    Run,
    Written,
    counts,
    edge_problems,
    ordered,
    prune,
    record,
    remove_facts,
    settle_versions,
    write_batch,
)
from graph.stores.readonly import check_reads_only

kglite.set_query_warning_policy("silent")  # an unknown label is an empty answer for us, not a line on stderr

SIDECARS = ("-wal", ".lock", ".lock-owner")
_REBUILD = "Run `quanpu rebuild` to make it again from the kept documents, or restore a copy."


class EmbeddedStore:
    """A graph in one file. Reading takes no lock; writing takes the file's single-writer lease until `close`."""

    proof = "the file's check sums hold and every edge joins what the schema says"

    def __init__(self, path: str | Path, *, must_exist: bool = True) -> None:
        self.path = Path(path)
        self.address = str(path)
        self._writer: kglite.KnowledgeGraph | None = None
        self._reader: kglite.FrozenGraph | None = None
        if self.path.is_dir():
            raise StoreError("this is a folder, not a store", where=self.address, do="Give a file, say quanpu.kgl, with --db.")
        if must_exist and not self.path.exists():
            raise StoreError("no store here yet", where=self.address, do="Load a list first: quanpu load FILE")

    # --- reading

    def read(self, cypher: str, parameters: Mapping[str, Any] | None = None) -> Rows:
        """One reading query on a snapshot. Raises UsageError for a query that writes or is wrong."""
        check_reads_only(cypher)
        if "load" in cypher.lower():  # the scan is ours, the last word is the engine's: it plans without opening the file
            self._check_plan(cypher, parameters or {})
        return self._read(cypher, parameters or {})

    def plan(self, cypher: str, parameters: Mapping[str, Any] | None = None) -> list[str]:
        """How the engine would run a reading query, one operation a line."""
        check_reads_only(cypher)
        steps = self._read(f"EXPLAIN {cypher}", parameters or {}).rows
        return [f"{step['operation']}" + (f" (about {step['estimated_rows']})" if step["estimated_rows"] else "") for step in steps]

    def documents(self) -> list[DocumentRecord]:
        """All loaded documents, by organization, kind and date."""
        return ordered(record(row) for row in self._read(DOCUMENTS, {}).rows)

    def counts(self) -> dict[str, int]:
        """Nodes per label and relationships per type."""
        return counts(self._run_read)

    def verify(self) -> list[str]:
        """Check sums of the file, then that every edge of the schema joins what the schema says."""
        return edge_problems(self._run_read)

    # --- writing

    def write(self, batch: GraphBatch, *, replaces: Sequence[DocumentRecord] = (), exact: bool = False) -> Written:
        """Land a batch in one transaction, removing `replaces` first."""
        with self._transaction() as run:
            return write_batch(run, batch, replaces, exact=exact)

    def remove(self, document: DocumentRecord) -> None:
        """Remove one document's facts; nodes that others share stay."""
        with self._transaction() as run:
            remove_facts(run, document.id, document.sha256)
            prune(run)
            settle_versions(run)

    def clear(self) -> None:
        """Remove everything."""
        with self._transaction() as run:
            run("MATCH (n) DETACH DELETE n", {})

    def hold(self) -> None:
        """Take the single-writer lease now rather than at the first write. Raises StoreError when another process has it."""
        self._open_writer()

    def close(self) -> None:
        """Fold the log into the file and give the lease back."""
        writer, self._writer, self._reader = self._writer, None, None
        if writer is not None:
            self._guard(writer.close)

    def __enter__(self) -> EmbeddedStore:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # --- inside

    def _read(self, cypher: str, parameters: Mapping[str, Any]) -> Rows:
        graph = self._snapshot()
        view = self._guard(lambda: graph.cypher(cypher, params=dict(parameters)))
        return Rows(tuple(view.columns), [dict(row) for row in view.to_list()])

    def _run_read(self, cypher: str, parameters: Mapping[str, Any]) -> list[dict[str, Any]]:
        return self._read(cypher, parameters).rows

    def _check_plan(self, cypher: str, parameters: Mapping[str, Any]) -> None:
        plan = self._read(f"EXPLAIN {cypher}", parameters)
        if any("loadcsv" in "".join(str(value) for value in row.values()).lower() for row in plan.rows):
            raise UsageError("LOAD CSV is refused: `quanpu cypher` opens no file, it only reads", do="Use `quanpu load` for lists.")

    def _snapshot(self) -> Any:
        if self._reader is None:
            self._reader = (self._writer or self._load()).freeze()
        return self._reader

    def _load(self) -> kglite.KnowledgeGraph:
        if not self.path.exists():  # a store that the first write will make
            return kglite.KnowledgeGraph()
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            graph = self._guard(lambda: kglite.load(self.address))
        if any("write-ahead log" in str(warning.message) for warning in caught):
            graph = self._replayed()
        return _of_our_version(graph, self.address)

    def _replayed(self) -> kglite.KnowledgeGraph:
        """The graph with commits that a killed writer left in the log. A copy is replayed: reading must not need the lease."""
        with tempfile.TemporaryDirectory() as folder:
            copy = Path(folder) / self.path.name
            for suffix in ("", "-wal"):
                shutil.copyfile(f"{self.path}{suffix}", f"{copy}{suffix}")
            graph: kglite.KnowledgeGraph = self._guard(lambda: kglite.open(str(copy), lock=False))
            self._guard(graph.close)
        return graph  # closed means detached from the copy: the data stays readable

    @contextmanager
    def _transaction(self) -> Iterator[Run]:
        transaction = self._open_writer().begin()

        def run(cypher: str, parameters: Mapping[str, Any]) -> list[dict[str, Any]]:
            view = self._guard(lambda: transaction.cypher(cypher, params=dict(parameters)))
            return [dict(row) for row in view.to_list()]

        try:
            yield run
        except BaseException:
            transaction.rollback()
            raise
        try:
            self._guard(transaction.commit)
        except StoreError as error:
            raise CommitError(error.what, where=error.where, do=error.do) from error
        self._reader = None

    def _open_writer(self) -> kglite.KnowledgeGraph:
        if self._writer is None:
            new = not self.path.exists()
            self._check_folder()
            graph = self._guard(lambda: kglite.open(self.address))
            if new:  # the file is there from the start: what a killed writer has committed is found beside it
                graph.set_schema_version(SCHEMA_VERSION)
                self._guard(graph.save)
            try:
                self._writer = _of_our_version(graph, self.address)
                self._reader = None  # another process may have written since we looked
            except StoreError:
                graph.close()
                raise
        return self._writer

    def _check_folder(self) -> None:
        if not self.path.parent.is_dir():
            raise StoreError("its folder does not exist", where=self.address, do="Make the folder, or give another place with --db.")

    def _guard(self, action: Callable[[], Any]) -> Any:
        """Run an engine call; its errors become ours, in one line."""
        try:
            return action()
        except QuanpuError:
            raise
        except kglite.WriterLeaseHeldError as error:
            holder = (getattr(error, "holder", None) or {}).get("pid", "?")
            raise StoreError(
                f"locked: process {holder} is writing to it", where=self.address, do="Wait for it to finish, then try again."
            ) from error
        except kglite.FileFormatError as error:
            raise _damaged(error, self.address) from error
        except (kglite.FileIoError, kglite.FileError, OSError) as error:
            raise StoreError(
                f"can't read or write the store ({_first(error)})",
                where=self.address,
                do="Check the path, rights and free space.",
            ) from error
        except kglite.CypherTimeoutError as error:
            raise StoreError("the query took too long and was stopped", where=self.address, do="Narrow it, or add LIMIT.") from error
        except (kglite.CypherError, kglite.SchemaError, kglite.ArgumentError, kglite.MissingArgumentError) as error:
            raise UsageError(f"the query was refused: {_first(error)}", do="`quanpu schema` lists labels and properties.") from error
        except (OverflowError, TypeError, ValueError, RecursionError) as error:  # a parameter that no database holds
            raise UsageError(f"a parameter was refused: {_first(error)}", do="Give text, numbers, true, false or lists of them.") from error
        except kglite.KgError as error:
            raise StoreError(f"the engine failed: {_first(error)}", where=self.address, do=_REBUILD) from error


def store_files(path: str | Path) -> list[Path]:
    """The store's file and those that the engine keeps beside it, as far as they exist."""
    return [file for file in (Path(f"{path}{suffix}") for suffix in ("", *SIDECARS)) if file.exists()]


def _of_our_version(graph: kglite.KnowledgeGraph, address: str) -> kglite.KnowledgeGraph:
    version = int(graph.schema_version or 0)
    if version > SCHEMA_VERSION:
        raise StoreError(
            f"made by a newer quanpu (schema {version}, this one knows {SCHEMA_VERSION})",
            where=address,
            do="Upgrade quanpu, or use another file with --db.",
        )
    return graph


def _damaged(error: BaseException, address: str) -> StoreError:
    reason = re.sub(r"^File format error \(.*?\): ", "", _first(error)).split(" — ")[0].rstrip(".")
    if "only supports up to" in reason:
        return StoreError("made by a newer version of the engine, or damaged", where=address, do=f"Upgrade quanpu. {_REBUILD}")
    return StoreError(f"the store is damaged or not a store ({reason})", where=address, do=_REBUILD)


def _first(error: BaseException) -> str:
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return lines[0] if lines else type(error).__name__
