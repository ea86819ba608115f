"""Reads documents into a store that is thrown away, so that they can be asked about without touching a loaded graph."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from graph.errors import SourceError
from graph.stores.base import Store
from graph.stores.embedded import EmbeddedStore
from loaders.batch import to_batch
from loaders.columns import reviewed
from loaders.library import Library
from loaders.pipeline import read_data
from loaders.readers.sources import read_bytes


@dataclass(frozen=True, slots=True)
class Aside:
    """A document to be read aside: its file name, told in errors, its bytes, and the header texts a person mapped for it."""

    name: str
    data: bytes
    columns: Mapping[str, str] = field(default_factory=dict)


def file_aside(path: Path) -> Aside:
    """A file. Raises SourceError where it can't be read."""
    return Aside(str(path), read_bytes(path), reviewed(path.parent))


def kept_aside(library: Library, sha256: str) -> Aside:
    """A loaded document as it is kept beside its store. Raises SourceError where it is gone or was changed."""
    for entry in library.kept():
        if entry.sha256 == sha256:
            library.check(entry)
            return Aside(entry.file_name, read_bytes(library.path(entry)), entry.columns)
    raise SourceError("this document is not kept beside the store", where=sha256[:12], do="Name its file instead.")


@contextmanager
def read_aside(*documents: Aside) -> Iterator[tuple[Store, list[str]]]:
    """A store of its own with the documents, and their ids in order; none corrects or replaces another. Raises as `read_data`."""
    with tempfile.TemporaryDirectory() as folder, EmbeddedStore(Path(folder) / "aside.kgl", must_exist=False) as store:
        ids: list[str] = []
        for number, document in enumerate(documents, 1):
            reading = read_data(document.data, document.name, reviewed=document.columns)
            # of one list and date the second would be a correction of the first
            info = replace(reading.document, list_kind=f"{reading.document.list_kind} {number}")
            batch = to_batch(replace(reading, document=info), "")
            if batch.document.id not in ids:
                store.write(batch)
            ids.append(batch.document.id)
        yield store, ids
