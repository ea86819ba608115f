"""Writes a table in each format that is read, so that a test can ask for the same cells back."""

from __future__ import annotations

import csv
import html
import io
import re
from collections.abc import Callable
from dataclasses import dataclass

import docx
import xlsxwriter

from loaders.readers.grid import Grid
from loaders.readers.office import convert


@dataclass(frozen=True)
class Table:
    """A table's rows with the lines before and after it."""

    rows: list[list[str]]
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()

    @property
    def width(self) -> int:
        return max(len(row) for row in self.rows)


def table_of(grid: Grid) -> Table:
    """A grid as a table: its rows filled up to one width, and the lines around them."""
    rows = [[line_ends(text) for text in row.texts] for row in grid.rows if not row.section]
    width = max(len(row) for row in rows)
    return Table([row + [""] * (width - len(row)) for row in rows], words(grid.before), words(grid.after))


def line_ends(text: str) -> str:
    """Line ends as \\n and no blanks at the ends of lines, which several formats don't keep."""
    return "\n".join(line.strip() for line in re.split(r"\r\n|\r|\n", text)).strip()


def words(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def to_docx(table: Table) -> bytes:
    document = docx.Document()
    for line in table.before:
        document.add_paragraph(line)
    made = document.add_table(len(table.rows), table.width, style="Table Grid")
    for cells, texts in zip((row.cells for row in made.rows), table.rows, strict=True):
        for cell, text in zip(cells, texts, strict=True):
            cell.paragraphs[0].add_run(text)
    for line in table.after or ("",):  # Word ends a document with a paragraph; without one LibreOffice writes .doc wrongly
        document.add_paragraph(line)
    return saved(document.save)


def to_xlsx(table: Table) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_numbers": False}) as book:
        sheet = book.add_worksheet("清单")
        at = 0
        for line in table.before:
            sheet.merge_range(at, 0, at, table.width - 1, line)
            at += 1
        for texts in table.rows:
            for column, text in enumerate(texts):
                if text.isdigit() and len(text) < 16 and text[0] != "0":
                    sheet.write_number(at, column, int(text))
                elif text:
                    sheet.write_string(at, column, text)
            at += 1
        for line in table.after:
            sheet.merge_range(at, 0, at, table.width - 1, line)
            at += 1
    return out.getvalue()


def to_html(table: Table, encoding: str = "gb18030", declared: str = "gb2312") -> bytes:
    def shown(text: str) -> str:
        blanks = re.sub(r" {2,}", lambda found: "&nbsp;" * len(found[0]), html.escape(text))
        return blanks.replace("\n", "<br>")

    rows = "\n".join("<tr>" + "".join(f"<td>{shown(text) or '&nbsp;'}</td>" for text in row) + "</tr>" for row in table.rows)
    before, after = ("".join(f"<p>{shown(line)}</p>\n" for line in lines) for lines in (table.before, table.after))
    page = f'<html><head><meta http-equiv="Content-Type" content="text/html; charset={declared}"></head><body>{before}<table border=1>'
    return f"{page}\n{rows}\n</table>\n{after}</body></html>".encode(encoding)


def to_csv(table: Table, encoding: str = "utf-8-sig", delimiter: str = ",") -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter)
    around = [[[line] + [""] * (table.width - 1) for line in lines] for lines in (table.before, table.after)]
    writer.writerows([*around[0], *table.rows, *around[1]])
    return out.getvalue().encode(encoding)


def to_markdown(table: Table) -> bytes:
    def line(texts: list[str]) -> str:
        return "| " + " | ".join(text.replace("|", "\\|").replace("\n", "<br>") for text in texts) + " |"

    rows = [line(table.rows[0]), "|" + "---|" * table.width, *map(line, table.rows[1:])]
    return "\n".join([*table.before, "", *rows, "", *table.after, ""]).encode()


def to_pdf(table: Table) -> bytes:
    return through_office(to_docx(table), "docx", "pdf")


def through_office(data: bytes, ending: str, to: str) -> bytes:
    """A document of ours in a format that LibreOffice writes."""
    return convert(data, f"test.{ending}", ending, to)


def saved(save: Callable[[io.BytesIO], None]) -> bytes:
    out = io.BytesIO()
    save(out)
    return out.getvalue()


OFFICE = {
    "doc": ("docx", "doc"),
    "odt": ("docx", "odt"),
    "rtf": ("docx", "rtf"),
    "xls": ("xlsx", "xls"),
    "ods": ("xlsx", "ods"),
}


def conversions() -> dict[str, Callable[[Table], bytes]]:
    """File ending (with a mark for the encoding) to the function that writes it."""
    made: dict[str, Callable[[Table], bytes]] = {
        "docx": to_docx,
        "xlsx": to_xlsx,
        "html": to_html,
        "utf-8.html": lambda table: to_html(table, "utf-8", "utf-8"),
        "csv": to_csv,
        "gb18030.csv": lambda table: to_csv(table, "gb18030"),
        "utf-16.csv": lambda table: to_csv(table, "utf-16", ";"),
        "tsv": lambda table: to_csv(table, "utf-8", "\t"),
        "md": to_markdown,
        "pdf": to_pdf,
    }
    base = {"docx": to_docx, "xlsx": to_xlsx}
    for ending, (source, to) in OFFICE.items():
        made[ending] = lambda table, source=source, to=to: through_office(base[source](table), source, to)  # type: ignore[misc]
    return made
