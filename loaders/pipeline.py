"""Read, map, extract, check, write: one document at a time, whole or not at all."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path, PurePath

from graph.errors import CommitError, QuanpuError, SourceError, StoreError
from graph.identity import stable_id
from graph.stores.base import DocumentRecord, Store
from loaders.batch import to_batch
from loaders.columns import reviewed
from loaders.document import describe
from loaders.library import Library
from loaders.power_list import read_list
from loaders.readers import Source, read_document, sources
from loaders.readers.sources import read_bytes
from loaders.reading import ListReading
from loaders.report import LoadReport, Status, check_balance, summary
from loaders.vocab import fingerprint_of_rules

# files of these kinds are read when a folder or a zip is walked; others are passed over
SUFFIXES = frozenset({
    ".txt", ".text", ".csv", ".tsv", ".md", ".markdown", ".htm", ".html", ".mht", ".mhtml", ".jsonl", ".ndjson", ".docx", ".docm",
    ".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".pdf", ".doc", ".wps", ".wpt", ".rtf", ".odt", ".et",
})  # fmt: skip


def documents_in(paths: Iterable[Path]) -> list[Source]:
    """The documents that `paths` name: files as given, folders and zips walked.

    Raises SourceError for none or for a path that is not there.
    """
    return survey(paths)[0]


def survey(paths: Iterable[Path]) -> tuple[list[Source], list[LoadReport]]:
    """`documents_in`, and an entry for each path that holds files of other kinds."""
    found: list[Source] = []
    others: list[LoadReport] = []
    for path in paths:
        lone = path.is_file() and path.suffix.lower() != ".zip"
        there = list(sources(path))
        here = [source for source in there if lone or _is_list(source, path)]
        if not here:
            kinds = ", ".join(sorted(SUFFIXES))
            raise SourceError("no list in this folder", where=str(path), do=f"Lists are files ending in {kinds}.")
        found += here
        foreign = 0 if lone else sum(PurePath(source.name).suffix.lower() not in SUFFIXES for source in there if not _is_kept(source, path))
        others += [LoadReport(str(path), "passed over", passed_over=foreign)] if foreign else []
    return found, others


def read_file(path: Path) -> tuple[ListReading, bytes]:
    """What a document says, and its bytes. Raises SourceError for a file that can't be read, DataError for one that is no power list."""
    if path.is_dir():
        raise SourceError("this is a folder", where=str(path), do="Name one file; `quanpu load` takes folders.")
    data = read_bytes(path)
    return read_data(data, str(path), reviewed=reviewed(path.parent)), data


def read_data(data: bytes, name: str, *, reviewed: Mapping[str, str] | None = None) -> ListReading:
    """What a document's bytes say. `name` is its file name, told in errors; `reviewed` maps header texts to fields."""
    grid = read_document(data, name)
    if not grid.rows and not (grid.before + grid.after).strip():
        raise SourceError("the file is empty", where=name, do="Nothing was loaded.")
    if not grid.rows:
        raise SourceError("no table was found in it", where=name, do="Load the document that holds the list's table.")
    sha256 = hashlib.sha256(data).hexdigest()
    short = _written(PurePath(name).name)
    info = describe(grid.before, grid.after, file_name=short, sha256=sha256, form=grid.format, encoding=grid.encoding)
    reading = read_list(grid, info, reviewed)
    check_balance(reading)
    return reading


def load(
    store: Store,
    library: Library,
    documents: Iterable[Source],
    *,
    dry_run: bool = False,
    progress: Callable[[str], None] = lambda _: None,
) -> Iterator[LoadReport]:
    """Load documents one by one; a bad one is reported and the next goes on. After a StoreError the others are reported as not reached."""
    waiting = iter(documents)
    for source in waiting:
        progress(source.name)
        try:
            yield _load_one(store, library, source, dry_run=dry_run)
        except StoreError as error:
            rest = [LoadReport(other.name, "not reached") for other in waiting]
            yield LoadReport(source.name, "failed", error=lost(error, source.name, len(rest)))
            yield from rest
        except QuanpuError as error:
            yield LoadReport(source.name, "failed", error=error)


def rebuild(store: Store, library: Library, *, progress: Callable[[str], None] = lambda _: None) -> Iterator[LoadReport]:
    """Read every kept document again into an emptied store."""
    store.clear()
    for entry in library.kept():
        progress(entry.file_name)
        try:
            library.check(entry)
            reading = read_data(read_bytes(library.path(entry)), entry.file_name, reviewed=entry.columns)
            yield _write(store, reading, entry.file_name, entry.columns)
        except StoreError:
            raise
        except QuanpuError as error:
            yield LoadReport(entry.file_name, "failed", error=error)


def _load_one(store: Store, library: Library, source: Source, *, dry_run: bool) -> LoadReport:
    data = source.read()
    sha256 = hashlib.sha256(data).hexdigest()
    same = next((record for record in store.documents() if record.sha256 == sha256), None)
    given = reviewed(Path(source.name).parent)
    if same and same.reader == _reader(given):
        if not dry_run:  # where the work folder was lost it is made again
            library.keep(sha256, _written(PurePath(source.name).name), data, given)
        return LoadReport(source.name, "unchanged", same.name, same.organization, same.form_date, same.items)
    reading = read_data(data, source.name, reviewed=given)
    if dry_run:
        return summary(source.name, "would load", reading)
    store.hold()  # before anything is kept: where the store can't be written, no folder is left behind
    library.keep(sha256, _written(PurePath(source.name).name), data, given)
    report = _write(store, reading, source.name, given)
    for replaced in report.replaced:
        if replaced != sha256:
            library.forget(replaced)
    return report


def lost(error: StoreError, file: str, left: int) -> StoreError:
    """The store's error with the document that it befell and how many were not reached."""
    stored = "whether this was stored is not known" if isinstance(error, CommitError) else "nothing of it was stored"
    others = f"; {left} more not reached" if left else ""
    return type(error)(f"{error.what}; {file}: {stored}{others}", where=error.where, do=error.do)


def _reader(given: Mapping[str, str]) -> str:
    """Fingerprint of the rules that a document is read with, a reviewed columns.yml among them."""
    return stable_id(fingerprint_of_rules(), sorted(given.items())) if given else fingerprint_of_rules()


def _write(store: Store, reading: ListReading, file: str, given: Mapping[str, str]) -> LoadReport:
    status, replaces = _what_it_replaces(store.documents(), reading)
    written = store.write(to_batch(reading, _reader(given)), replaces=replaces)
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


def _written(name: str) -> str:
    """A file name as text that can be stored, also where its bytes are none."""
    return name.encode("utf-8", "backslashreplace").decode("utf-8")


def _is_list(source: Source, top: Path) -> bool:
    readme = re.sub(r"[\s_-]", "", PurePath(source.name).name.lower()).startswith("readme")
    return not readme and PurePath(source.name).suffix.lower() in SUFFIXES and not _is_kept(source, top)


def _is_kept(source: Source, top: Path) -> bool:
    """Whether it stands in a work folder or is a store of ours."""
    parts = PurePath(source.name).relative_to(top).parts if source.name != str(top) else ()
    return any(part.endswith(".work") for part in parts) or ".kgl" in PurePath(source.name).name
