"""LoadReport: what became of each document. Rows read are used or skipped with a reason, facts read are facts written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

from graph.errors import DataError, QuanpuError
from graph.table import Column, Lang, Table, plain_table
from graph.words import word
from loaders.reading import ListReading

Status = Literal["loaded", "new version", "correction", "read again", "unchanged", "would load", "passed over", "not reached", "failed"]


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
    passed_over: int = 0  # files of other kinds in a folder, on an entry of their own
    error: QuanpuError | None = None

    def to_dict(self) -> dict[str, Any]:
        """For JSON."""
        answer: dict[str, Any] = {name: getattr(self, name) for name in self.__slots__ if name != "error"}
        return answer | {"replaced": list(self.replaced), "error": self.error.message if self.error else None}

    def line(self, lang: Lang = "en") -> str:
        """One line for a person."""
        zh = lang == "zh"
        if self.error:
            return f"{self.file}: {word('failed', lang)}: {self.error.message}"
        if self.passed_over:
            return f"{self.file}: " + (
                f"另有{self.passed_over}个其他类型的文件未读" if zh else f"{self.passed_over} files of other kinds passed over"
            )
        if self.status == "not reached":
            return f"{self.file}: {word(self.status, lang)}"
        head = f"{self.file}: {word(self.status, lang)}: {self.name} ({self.form_date or ('无日期' if zh else 'no date')})"
        if self.status == "unchanged":
            return f"{head}: " + ("同样的内容已在图中，没有改动" if zh else "these very bytes are loaded already; nothing changed")
        return "; ".join([head, *(self._counts_zh() if zh else self._counts_en())])

    def _counts_en(self) -> Iterator[str]:
        skipped = ", ".join(f"{count} {why}" for why, count in self.skipped.items())
        yield f"{self.rows_read} rows read: {self.items} items" + (f"; skipped {skipped}" if skipped else "")
        if self.nodes:
            yield f"{self.nodes} nodes, {self.edges} edges written"
        if self.findings:
            yield f"{sum(self.findings.values())} findings"
        if self.replaced:
            yield f"replaces {', '.join(sha256[:12] for sha256 in self.replaced)}"

    def _counts_zh(self) -> Iterator[str]:
        skipped = "、".join(f"{word(why, 'zh')} {count}" for why, count in self.skipped.items())
        yield f"读入{self.rows_read}行：{self.items}个事项" + (f"；略过 {skipped}" if skipped else "")
        if self.nodes:
            yield f"写入{self.nodes}个点、{self.edges}条边"
        if self.findings:
            yield f"发现{sum(self.findings.values())}处存疑"
        if self.replaced:
            yield f"取代 {'、'.join(sha256[:12] for sha256 in self.replaced)}"


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
        ("file", "文件", "File", "text"), ("status", "结果", "Status", "code"), ("name", "名称", "Name", "text"),
        ("organization", "机关", "Organization", "text"), ("form_date", "填表日期", "Form date", "text"),
        ("items", "事项数", "Items", "int"), ("rows_read", "读入行数", "Rows read", "int"), ("nodes", "点", "Nodes", "int"),
        ("edges", "边", "Edges", "int"), ("error", "错误", "Error", "text"),
    )
)  # fmt: skip


def reports_table(reports: Iterable[LoadReport], lang: Lang = "en") -> Table:
    """Reports as a table, one row per document."""
    rows = [report.to_dict() for report in reports]
    return plain_table([{column.name: row[column.name] for column in REPORT_COLUMNS} for row in rows], REPORT_COLUMNS, lang=lang)
