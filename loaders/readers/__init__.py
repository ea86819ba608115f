"""One file per file format; each gives a Grid of cells with their places and no meaning.

`read_document` reads one file, `sources` walks a file, folder or zip. Format libraries are imported when first needed.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import cast

from graph.errors import SourceError
from loaders.readers.detect import kind_of
from loaders.readers.grid import Grid
from loaders.readers.limits import check_grid, check_size
from loaders.readers.sources import Source, read_bytes, sources

__all__ = ["Grid", "Source", "read_document", "read_file", "sources"]

# what kind_of says -> the module that reads it
_MODULES = {
    "docx": "word", "odt": "open_text", "workbook": "workbook", "html": "web", "mht": "web", "pdf": "pdf",
    "csv": "delimited", "text": "plain", "office-text": "office", "office-sheet": "office",
}  # fmt: skip


def read_document(data: bytes, name: str) -> Grid:
    """A document's bytes as a grid. `name` is told in errors; its ending decides only where the content doesn't.

    Raises SourceError for what can't be read, is protected or breaks a limit.
    """
    check_size(len(data), name)
    try:
        module = import_module(f"{__name__}.{_MODULES[kind_of(data, name)]}")
        return check_grid(cast(Grid, module.read(data, name)), name)
    except SourceError as error:
        if error.where:
            raise
        raise SourceError(error.what, where=name, do=error.do) from error


def read_file(path: Path) -> Grid:
    """A single file as a grid. Raises SourceError as `read_document` does; a zip of files is read with `sources`."""
    return read_document(read_bytes(path), str(path))
