"""Grid: what every reader gives, cells and where they stood."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell. `raw` is everything that belongs to it in the file, layout included.

    `start` is the code point of `raw` in the decoded document for plain text; for other formats it is 0, as their
    citations count within the cell. `inferred` marks a cell whose text was taken from elsewhere: a merged cell above,
    the row's other half on the page before, the labels that repeat in each block. `skip` and `drop` count the layout
    (a bar, a label) at either end of `raw` that is no word of the cell. `span` is how many columns it covers; the
    covered ones follow as empty cells. `doubt` is the code of a note that says why the text may not be what was meant.
    `nested` holds the rows of tables inside the cell; `text` has them too, as lines parted by tabs.
    """

    raw: str
    start: int = 0
    inferred: bool = False
    skip: int = 0
    drop: int = 0
    span: int = 1
    doubt: str = ""
    nested: tuple[Row, ...] = ()

    @property
    def text(self) -> str:
        """The cell's text without the layout and blanks around it."""
        return self._words.strip()

    @property
    def text_start(self) -> int:
        """Code point of `text`, counted as `start` is."""
        words = self._words
        return self.start + self.skip + len(words) - len(words.lstrip())

    @property
    def _words(self) -> str:
        return self.raw[self.skip : len(self.raw) - self.drop] if self.skip or self.drop else self.raw


@dataclass(frozen=True, slots=True)
class Row:
    """One row of cells. `number` is the file's own row number where it has one; `part` its sheet, table or page.

    A `section` row is no row of a table: a title, caption or paragraph that stands over, between or under its rows.
    """

    cells: tuple[Cell, ...]
    number: int | None = None
    part: str = ""
    section: bool = False

    @property
    def texts(self) -> list[str]:
        """The cells' texts."""
        return [cell.text for cell in self.cells]

    @property
    def words(self) -> str:
        """The row's texts in one line, for titles and captions."""
        return "  ".join(text for text in self.texts if text)

    @property
    def blank(self) -> bool:
        """Whether no cell holds a word."""
        return not any(cell.text for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Note:
    """What a reader must tell: `code` for programs, `text` for people, and the place. `suggestion` is a likely reading."""

    code: str
    text: str
    part: str = ""
    row: int | None = None
    column: int | None = None
    suggestion: str = ""

    def __str__(self) -> str:
        place = [self.part, f"row {self.row}" if self.row else "", f"column {self.column}" if self.column else ""]
        where = ", ".join(part for part in place if part)
        return f"{where}: {self.text}" if where else self.text


@dataclass(frozen=True, slots=True)
class Grid:
    """A document as rows. `before` and `after` are the words around the table; `offsets_in_document` says how `start` counts.

    `lead` are the lines of `before` as section rows: the title of the first table's section is one of them.
    """

    format: str
    rows: list[Row]
    before: str = ""
    after: str = ""
    encoding: str = ""
    offsets_in_document: bool = False
    notes: list[Note] = field(default_factory=list)
    lead: list[Row] = field(default_factory=list)

    def raw_parts(self) -> Iterator[str]:
        """The pieces that, joined, give a plain text file back. Inferred cells repeat words that stand elsewhere."""
        yield self.before
        yield from (cell.raw for cell in self._own_cells())
        yield self.after

    @property
    def after_start(self) -> int:
        """Code point of `after` in the document; 0 where offsets count within cells."""
        return len(self.before) + sum(len(cell.raw) for cell in self._own_cells()) if self.offsets_in_document else 0

    def _own_cells(self) -> list[Cell]:
        cells = [cell for row in self.rows for cell in row.cells if not cell.inferred]
        return sorted(cells, key=lambda cell: cell.start) if self.offsets_in_document else cells


def section(raw: str, start: int = 0, part: str = "", *, skip: int = 0) -> Row:
    """A line of words as a section row."""
    return Row((Cell(raw, start, skip=skip),), None, part, section=True)


def assemble(
    form: str, rows: Iterable[Row], *, encoding: str = "", offsets: bool = False, notes: Iterable[Note] = ()
) -> Grid:  # fmt: skip
    """A grid of rows in document order: section rows at either end become `before` (with `lead`) and `after`."""
    every = _tidied(rows, offsets)
    table = [k for k, row in enumerate(every) if not row.section]
    first, stop = (table[0], table[-1] + 1) if table else (len(every), len(every))
    lead, body, tail = every[:first], every[first:stop], every[stop:]
    words = _verbatim if offsets else _lines
    return Grid(form, body, words(lead), words(tail), encoding, offsets, list(notes), [row for row in lead if not row.blank])


def _tidied(rows: Iterable[Row], offsets: bool) -> list[Row]:
    """The rows without blank section rows: where offsets count, their blanks go to the cell before them."""
    found: list[Row] = []
    for row in rows:
        if not row.section or not row.blank:
            found.append(row)
        elif offsets and found:
            last, blanks = found[-1].cells[-1], "".join(cell.raw for cell in row.cells)
            longer = replace(last, raw=last.raw + blanks, drop=last.drop + len(blanks))
            found[-1] = replace(found[-1], cells=(*found[-1].cells[:-1], longer))
        elif offsets:
            found.append(row)
    return found


def _verbatim(rows: list[Row]) -> str:
    return "".join(cell.raw for row in rows for cell in row.cells)


def _lines(rows: list[Row]) -> str:
    return "\n".join(row.words for row in rows if not row.blank)
