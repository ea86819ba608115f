"""Read, map, extract, check, write: one document at a time, whole or not at all."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from graph.errors import QuanpuError, SourceError, StoreError
from graph.stores.base import DocumentRecord, Store
from loaders.batch import to_batch
from loaders.document import describe
from loaders.library import Library
from loaders.power_list import read_list
from loaders.readers import tab_text
from loaders.readers.text import decode
from loaders.reading import ListReading
from loaders.report import LoadReport, Status, check_balance, summary
from loaders.vocab import fingerprint_of_rules

SUFFIXES = (".txt", ".text")
MAX_BYTES = 512 * 1024 * 1024


def files_in(paths: Iterable[Path]) -> list[Path]:
    """The documents that `paths` name: files as given, folders walked. Raises SourceError for none or for a path that is not there."""
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = sorted(file for file in path.rglob("*") if file.suffix.lower() in SUFFIXES and not _hidden(file, path))
            if not inside:
                raise SourceError("no list in this folder", where=str(path), do=f"Lists are files ending in {', '.join(SUFFIXES)}.")
            found += inside
        elif path.exists():
            found.append(path)
        else:
            raise SourceError("no such file or folder", where=str(path), do="Check the name; quote it if it holds blanks.")
    return found


def read_file(path: Path, *, name: str | None = None) -> tuple[ListReading, bytes]:
    """What a document says, and its bytes. `name` is the file name to report where it differs from the path's.

    Raises SourceError for a file that can't be read, DataError for one that holds no power list.
    """
    shown = name or path.name
    data = _bytes(path, shown)
    text, encoding = decode(data, shown)
    if not text.strip():
        raise SourceError("the file is empty", where=shown, do="Nothing was loaded.")
    if not tab_text.looks_like(text):
        raise SourceError("no table was found in this text", where=shown, do="A list's cells start with a tab, each on its own line.")
    grid = tab_text.read(text, encoding)
    sha256 = hashlib.sha256(data).hexdigest()
    info = describe(grid.before, grid.after, file_name=shown, sha256=sha256, form=grid.format, encoding=encoding)
    reading = read_list(grid, info)
    check_balance(reading)
    return reading, data


def load(
    store: Store,
    library: Library,
    paths: Iterable[Path],
    *,
    dry_run: bool = False,
    progress: Callable[[str], None] = lambda _: None,
) -> Iterator[LoadReport]:
    """Load documents one by one; a bad one is reported and the next goes on. StoreErrors end the run."""
    for path in paths:
        progress(str(path))
        try:
            yield _load_one(store, library, path, dry_run=dry_run)
        except StoreError:
            raise
        except QuanpuError as error:
            yield LoadReport(str(path), "failed", error=error)


def rebuild(store: Store, library: Library, *, progress: Callable[[str], None] = lambda _: None) -> Iterator[LoadReport]:
    """Read every kept document again into an emptied store."""
    store.clear()
    for entry in library.kept():
        progress(entry.file_name)
        try:
            library.check(entry)
            reading, _ = read_file(library.path(entry), name=entry.file_name)
            yield _write(store, reading, entry.file_name)
        except StoreError:
            raise
        except QuanpuError as error:
            yield LoadReport(entry.file_name, "failed", error=error)


def _load_one(store: Store, library: Library, path: Path, *, dry_run: bool) -> LoadReport:
    data = _bytes(path, path.name)
    sha256 = hashlib.sha256(data).hexdigest()
    same = next((record for record in store.documents() if record.sha256 == sha256), None)
    if same and same.reader == fingerprint_of_rules():
        return LoadReport(str(path), "unchanged", same.name, same.organization, same.form_date, same.items)
    reading, data = read_file(path)
    if dry_run:
        return summary(str(path), "would load", reading)
    store.hold()  # from here on nobody else writes; where the store can't be written, nothing is left behind
    library.keep(sha256, path.name, data)
    report = _write(store, reading, str(path))
    for replaced in report.replaced:
        if replaced != sha256:
            library.forget(replaced)
    return report


def _write(store: Store, reading: ListReading, file: str) -> LoadReport:
    status, replaces = _what_it_replaces(store.documents(), reading)
    written = store.write(to_batch(reading, fingerprint_of_rules()), replaces=replaces)
    replaced = tuple(record.sha256 for record in replaces)
    return summary(file, status, reading, nodes=written.nodes, edges=written.edges, replaced=replaced)


def _what_it_replaces(records: list[DocumentRecord], reading: ListReading) -> tuple[Status, list[DocumentRecord]]:
    """Same bytes are read again; same office, kind and date is a correction; another date is another version."""
    info = reading.document
    same = [record for record in records if record.sha256 == info.sha256]
    if same:
        return "read again", same
    siblings = [r for r in records if r.organization == info.organization and r.list_kind == info.list_kind and r.form_date]
    if info.form_date is None or not siblings:
        return "loaded", []
    corrected = [record for record in siblings if record.form_date == info.form_date]
    return ("correction", corrected) if corrected else ("new version", [])


def _bytes(path: Path, shown: str) -> bytes:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise SourceError(f"larger than {MAX_BYTES >> 20} MB", where=shown, do="Split the list, or load its parts.")
        data = path.read_bytes()
    except OSError as error:
        raise SourceError(f"can't be read ({error.strerror})", where=str(path), do="Check the name and rights.") from error
    if not data:
        raise SourceError("the file is empty", where=shown, do="Nothing was loaded.")
    return data


def _hidden(file: Path, top: Path) -> bool:
    return any(part.startswith((".", "~$")) or part.endswith(".work") for part in file.relative_to(top).parts)
