"""ListReading: what was understood of one document, before anything is stored."""

from __future__ import annotations

from dataclasses import dataclass, field

from graph.facts import Cite
from loaders.columns import ColumnMap
from loaders.document import DocumentInfo
from loaders.extract.deadlines import Deadline
from loaders.extract.laws import Citation, Mention
from loaders.extract.people import Slot
from loaders.extract.stages import StageReading
from loaders.extract.typing import TypeHit


@dataclass(frozen=True, slots=True)
class Clause:
    """A duty, risk or measure at `start:end` of its passage's text, with all that was read from it."""

    kind: str
    order: int
    text: str
    start: int
    end: int
    number: str
    stage: StageReading
    types: tuple[TypeHit, ...] = ()
    deadlines: tuple[Deadline, ...] = ()


@dataclass(frozen=True, slots=True)
class PassageReading:
    """One distinct cell text and what it says; spans count in `text`. `family` is the category whose stage words were used."""

    field: str
    family: str
    text: str
    clauses: tuple[Clause, ...] = ()
    citations: tuple[Citation, ...] = ()
    certificates: tuple[Mention, ...] = ()
    slots: tuple[Slot, ...] = ()


@dataclass(frozen=True, slots=True)
class CellReading:
    """A cell of an item's row: its column and where its text starts (in the document, or 0 where offsets count in the cell)."""

    column: int
    header: str
    row: int
    part: str
    start: int
    inferred: bool
    passage: PassageReading

    def cite(self, document: str, start: int = 0, end: int | None = None) -> Cite:
        """The place of `start:end` of the cell's text."""
        stop = len(self.passage.text) if end is None else end
        return Cite(document, self.row, self.column, self.start + start, self.start + stop, self.part)


@dataclass(frozen=True, slots=True)
class UnitRef:
    """A department that handles an item: `start:end` of its cell's text, or column 0 where a title or sheet names it."""

    name: str
    cite: Cite
    column: int
    start: int
    end: int
    inferred: bool
    alias: str = ""


@dataclass(frozen=True, slots=True)
class ChainSlot:
    """One slot of an item's responsibility lines, in the cell it was read from."""

    slot: Slot
    chain: int
    cell: CellReading
    unit: UnitRef | None = None  # where the department stands in a column, title or sheet of its own


@dataclass(frozen=True, slots=True)
class ItemReading:
    """One power item: the cells of its rows, its category in standard form, its responsibility lines and units."""

    ordinal: int
    serial: str | None
    code: str | None
    parent: str | None
    category: str
    name: CellReading
    cells: tuple[CellReading, ...]
    slots: tuple[ChainSlot, ...]
    category_printed: str = ""
    category_cite: Cite | None = None
    category_inferred: bool = False
    units: tuple[UnitRef, ...] = ()

    def of(self, field_name: str) -> tuple[CellReading, ...]:
        """The cells that hold a field, in column order."""
        return tuple(cell for cell in self.cells if cell.passage.field == field_name)


@dataclass(frozen=True, slots=True)
class Finding:
    """A data-quality finding at `start:end` of its cell's text. `item` is None where it concerns the document."""

    code: str
    cite: Cite
    text: str
    suggestion: str
    start: int = 0
    end: int = 0
    field: str = ""
    item: int | None = None


@dataclass(frozen=True, slots=True)
class Skipped:
    """A row that was read and not used, and why."""

    row: int
    why: str
    part: str = ""


@dataclass(frozen=True, slots=True)
class ListReading:
    """Everything read from one document. rows read = len(items) + rows that go on with one + len(skipped)."""

    document: DocumentInfo
    columns: tuple[ColumnMap, ...]
    items: tuple[ItemReading, ...]
    findings: tuple[Finding, ...]
    skipped: tuple[Skipped, ...]
    rows_read: int
    notes: tuple[str, ...] = field(default=())
    continued: int = 0
