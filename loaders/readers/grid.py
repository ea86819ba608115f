"""Grid: what every reader gives, cells and where they stood."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell. `raw` is everything that belongs to it in the file, layout included.

    `start` is the code point of `raw` in the decoded document for plain text; for other formats it is 0, as their
    citations count within the cell. `inferred` marks a cell whose text was taken from a merged cell above.
    """

    raw: str
    start: int = 0
    inferred: bool = False

    @property
    def text(self) -> str:
        """The cell's text without the blanks around it."""
        return self.raw.strip()

    @property
    def text_start(self) -> int:
        """Code point of `text`, counted as `start` is."""
        return self.start + len(self.raw) - len(self.raw.lstrip())


@dataclass(frozen=True, slots=True)
class Row:
    """One row of cells. `number` is the file's own row number where it has one; `part` its sheet, table or page."""

    cells: tuple[Cell, ...]
    number: int | None = None
    part: str = ""

    @property
    def texts(self) -> list[str]:
        """The cells' texts."""
        return [cell.text for cell in self.cells]

    @property
    def blank(self) -> bool:
        """Whether no cell holds a word."""
        return not any(cell.text for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Grid:
    """A document as rows. `before` and `after` are the words around the table; `offsets_in_document` says how `start` counts."""

    format: str
    rows: list[Row]
    before: str = ""
    after: str = ""
    encoding: str = ""
    offsets_in_document: bool = False
    notes: list[str] = field(default_factory=list)

    def raw_parts(self) -> Iterator[str]:
        """The pieces that, joined, give a plain text file back."""
        yield self.before
        for row in self.rows:
            for cell in row.cells:
                yield cell.raw
        yield self.after
