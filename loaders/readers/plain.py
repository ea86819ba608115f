"""Plain text: which of its layouts a text has. The first that recognises itself reads it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import PurePath

from loaders.readers import (
    blank_rows,
    cell_lines,
    delimited,
    inline_labels,
    json_lines,
    key_value,
    pipe_text,
    run_on,
    tab_text,
)  # fmt: skip
from loaders.readers.grid import Grid, Note, assemble, section
from loaders.readers.lines import lines_of
from loaders.readers.text import decode

Layout = tuple[str, Callable[[str], bool], Callable[[str, str], Grid]]

# the order matters: a layout further down would take what one above it reads better
LAYOUTS: tuple[Layout, ...] = (
    ("JSON records", json_lines.looks_like, json_lines.read),
    ("cells parted by tabs or commas", delimited.looks_like, delimited.read_text),
    ("a new cell at each line that begins with a tab", tab_text.looks_like, tab_text.read),
    ("cells between bars", pipe_text.looks_like, pipe_text.read),
    ("labels inside the lines", inline_labels.looks_like, inline_labels.read),
    ("a block of labels and values per item", key_value.looks_like, key_value.read),
    ("one cell per line", cell_lines.looks_like, cell_lines.read),
    ("cells parted by blanks, one row per line", blank_rows.looks_like, blank_rows.read),
    ("cells parted by blanks, run on", run_on.looks_like, run_on.read),
)


def read(data: bytes, name: str) -> Grid:
    """A text file as a grid. Raises SourceError for an unknown encoding."""
    text, encoding = decode(data, name)
    grid = lay_out(text, encoding)
    markdown = PurePath(name).suffix.lower() in (".md", ".markdown") and grid.format == "text"
    return replace(grid, format="markdown") if markdown else grid


def lay_out(text: str, encoding: str, name: str = "") -> Grid:
    """The text by the layout it has; without one, a grid of no rows that says so."""
    for what, looks_like, read_layout in LAYOUTS:
        if looks_like(text):
            grid = read_layout(text, encoding)
            grid.notes.insert(0, Note("layout", f"read as {what}"))
            return grid
    rows = [section(line.raw, line.start) for line in lines_of(text)]
    return assemble("text", rows, encoding=encoding, offsets=True, notes=[Note("no-table", "no table was found in the text")])
