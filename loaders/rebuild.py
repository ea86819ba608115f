"""Makes a store again from the documents kept beside it: beside the old one first, then in its place, whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from graph.errors import SourceError, StoreError
from graph.stores.embedded import SIDECARS, EmbeddedStore, store_files
from loaders.library import Library
from loaders.pipeline import rebuild
from loaders.report import LoadReport


def rebuild_embedded(address: str, *, progress: Callable[[str], None] = lambda _: None) -> list[LoadReport]:
    """Read every kept document again. The old store stays where one can't be read. Raises SourceError where none is kept."""
    library = Library(Path(f"{address}.work"))
    if not library.kept():
        raise SourceError(
            "no documents are kept here",
            where=str(library.folder),
            do="Load the lists again: quanpu load FILE. If the store is damaged, delete it first.",
        )
    old = _held(address)
    new = Path(f"{address}.rebuild")
    _delete(new)
    try:
        with EmbeddedStore(new, must_exist=False) as store:
            reports = list(rebuild(store, library, progress=progress))
        if old:
            old.close()
        if not any(report.error for report in reports):
            _put_in_place(new, Path(address), damaged=old is None)
        return reports
    finally:
        _delete(new)


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
