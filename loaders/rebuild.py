"""Makes a store again from the kept documents: beside the old one first, then in its place, whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

from graph.errors import SourceError, StoreError
from graph.stores.address import is_server, work_folder
from graph.stores.base import DocumentRecord, Store
from graph.stores.copy import copy_graph
from graph.stores.embedded import SIDECARS, EmbeddedStore, store_files
from graph.stores.opening import open_store
from loaders.library import Library
from loaders.pipeline import rebuild
from loaders.report import LoadReport


def rebuild_store(address: str, *, progress: Callable[[str], None] = lambda _: None) -> list[LoadReport]:
    """Read every kept document again, into a file or a server's database. Raises SourceError where none is kept."""
    return (rebuild_server if is_server(address) else rebuild_embedded)(address, progress=progress)


def rebuild_embedded(address: str, *, progress: Callable[[str], None] = lambda _: None) -> list[LoadReport]:
    """Read every kept document again. The old store stays where one can't be read. Raises SourceError where none is kept."""
    library = _kept(address)
    old = _held(address)
    new = Path(f"{address}.rebuild")
    _delete(new)
    try:
        if old:
            _check_all_kept(old, library)
        with EmbeddedStore(new, must_exist=False) as store:
            reports = list(rebuild(store, library, progress=progress))
        if old:
            old.close()
        if not any(report.error for report in reports):
            _put_in_place(new, Path(address), damaged=old is None)
        return reports
    finally:
        _delete(new)


def rebuild_server(address: str, *, progress: Callable[[str], None] = lambda _: None) -> list[LoadReport]:
    """Read every kept document again into a file, and copy that to the server only when every one was read.

    Each document is replaced in one transaction: who asks meanwhile sees all documents. Raises SourceError where none is kept.
    """
    library = _kept(address)
    server = open_store(address, must_exist=False)
    try:
        _check_all_kept(server, library)
        with tempfile.TemporaryDirectory() as folder, EmbeddedStore(Path(folder) / "new.kgl", must_exist=False) as new:
            reports = list(rebuild(new, library, progress=progress))
            if not any(report.error for report in reports):
                copy_graph(new, server, progress=progress)
        return reports
    finally:
        server.close()


def _kept(address: str) -> Library:
    library = Library(work_folder(address))
    if not library.kept():
        do = "Load the lists again: quanpu load FILE."
        if not is_server(address):
            do += " If the store is damaged, delete it first."
        raise SourceError("no documents are kept here", where=str(library.folder), do=do)
    return library


def _check_all_kept(store: Store, library: Library) -> None:
    """A store may hold documents that others loaded or that were pulled: without their files they would be lost."""
    missing = not_kept(store.documents(), library)
    if missing:
        some = ", ".join(f"{d.file_name} ({d.sha256[:12]})" for d in missing[:3]) + (" …" if len(missing) > 3 else "")
        raise SourceError(
            f"the files of {len(missing)} documents of the store are not kept here: {some}", where=str(library.folder),
            do="Load these files again, or remove the documents; nothing was changed.",
        )  # fmt: skip


def not_kept(documents: Iterable[DocumentRecord], library: Library) -> list[DocumentRecord]:
    """The documents whose bytes are not in the work folder."""
    known = {entry.sha256 for entry in library.kept()}
    return [document for document in documents if document.sha256 not in known]


def _held(address: str) -> EmbeddedStore | None:
    """The old store, held so that nobody writes to it meanwhile; None where it is damaged or not there. Raises StoreError when locked."""
    if not Path(address).is_file():
        return None
    store = EmbeddedStore(address)
    try:
        store.hold()
    except StoreError as error:
        if "locked" in error.what or "newer quanpu" in error.what:
            raise
        return None
    return store


def _put_in_place(new: Path, path: Path, *, damaged: bool) -> None:
    try:
        if damaged and path.exists():
            os.replace(path, f"{path}.damaged")
        for suffix in SIDECARS:
            Path(f"{path}{suffix}").unlink(missing_ok=True)
        os.replace(new, path)
    except OSError as error:
        raise StoreError(
            f"can't be replaced ({error.strerror})", where=str(path), do="Close what uses it, then run rebuild again."
        ) from error


def _delete(path: Path) -> None:
    for file in store_files(path):
        file.unlink()
