"""LoadReport: what became of each document. Rows read are used or skipped with a reason, facts read are facts written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Literal

from graph.errors import DataError, QuanpuError
from graph.table import Column, Table, plain_table
from loaders.reading import ListReading

Status = Literal["loaded", "new version", "correction", "read again", "unchanged", "would load", "failed"]


@dataclass(frozen=True, slots=True)
class LoadReport:
    """One document's load. Counts are of rows, facts and findings; `error` is set where `status` is failed."""

    file: str
    status: Status
    name: str = ""
    organization: str = ""
    form_date: str | None = None
    items: int = 0
    rows_read: int = 0
    skipped: dict[str, int] = field(default_factory=dict)
    nodes: int = 0
    edges: int = 0
    findings: dict[str, int] = field(default_factory=dict)
    replaced: tuple[str, ...] = ()
    error: QuanpuError | None = None

    def to_dict(self) -> dict[str, Any]:
        """For JSON."""
        answer: dict[str, Any] = {name: getattr(self, name) for name in self.__slots__ if name != "error"}
        return answer | {"replaced": list(self.replaced), "error": self.error.message if self.error else None}

    def line(self) -> str:
        """One line for a person."""
        if self.error:
            return f"{self.file}: failed: {self.error.message}"
        skipped = ", ".join(f"{count} {why}" for why, count in self.skipped.items())
        rows = f"{self.rows_read} rows read: {self.items} items" + (f"; skipped {skipped}" if skipped else "")
        parts = [f"{self.file}: {self.status}: {self.name} ({self.form_date or 'no date'})"]
        if self.status == "unchanged":
            return f"{parts[0]}: these very bytes are loaded already; nothing changed"
        parts.append(rows)
        if self.nodes:
            parts.append(f"{self.nodes} nodes, {self.edges} edges written")
        if self.findings:
            parts.append(f"{sum(self.findings.values())} findings")
        if self.replaced:
            parts.append(f"replaces {', '.join(self.replaced)}")
        return "; ".join(parts)


def check_balance(reading: ListReading) -> None:
    """Raise DataError unless every row read is used or skipped with a reason."""
    accounted = len(reading.items) + reading.continued + len(reading.skipped)
    if accounted != reading.rows_read:
        raise DataError(
            f"{reading.rows_read} rows were read but {accounted} are accounted for", where=reading.document.file_name,
            do="Nothing was stored. Please report this list's layout.",
        )  # fmt: skip


def summary(file: str, status: Status, reading: ListReading, **written: Any) -> LoadReport:
    """The report of a reading."""
    info = reading.document
    return LoadReport(
        file, status, info.name, info.organization, info.form_date, len(reading.items), reading.rows_read,
        dict(Counter(entry.why for entry in reading.skipped)), findings=dict(Counter(f.code for f in reading.findings)), **written,
    )  # fmt: skip


REPORT_COLUMNS = tuple(
    Column(name, zh, en, kind) for name, zh, en, kind in (
        ("file", "文件", "File", "text"), ("status", "结果", "Status", "text"), ("name", "名称", "Name", "text"),
        ("organization", "机关", "Organization", "text"), ("form_date", "填表日期", "Form date", "text"),
        ("items", "事项数", "Items", "int"), ("rows_read", "读入行数", "Rows read", "int"), ("nodes", "点", "Nodes", "int"),
        ("edges", "边", "Edges", "int"), ("error", "错误", "Error", "text"),
    )
)  # fmt: skip


def reports_table(reports: Iterable[LoadReport]) -> Table:
    """Reports as a table, one row per document."""
    rows = [report.to_dict() for report in reports]
    return plain_table([{column.name: row[column.name] for column in REPORT_COLUMNS} for row in rows], REPORT_COLUMNS)
