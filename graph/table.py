"""Table: an answer with its columns, denominator, sources and notice; what passes between the rooms."""

from __future__ import annotations

import csv
import html
import io
import json
import math
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from graph.errors import unknown
from graph.findings import finding, sentence
from graph.quoted import evidence_lines
from graph.visible import visible
from graph.words import place, word

Lang = Literal["zh", "en"]
LANGS: tuple[Lang, ...] = ("zh", "en")
Format = Literal["table", "json", "jsonl", "csv", "md"]
FORMATS: tuple[Format, ...] = ("table", "json", "jsonl", "csv", "md")
# kinds of columns whose values are words of ours, and how they are put
_SAID: Mapping[str, Callable[[str, Lang], str]] = {"code": word, "finding": finding, "sentence": sentence, "place": place}
# what a spreadsheet takes for the beginning of a formula, also in full width
FORMULA_SIGNS = frozenset("=+-@＝＋－＠")
SMALL_N = 10  # below this many rows' subjects a comparison is flagged

NOTICE = {
    "zh": "被列入清单是职责分工的记载，不表示有任何过错。数字只说明清单写了什么。",
    "en": "Being listed records a division of duties and implies no fault. Figures say only what the list says.",
}
SMALL_N_NOTE = {"zh": "对象不足10个，比较时请谨慎。", "en": "Fewer than 10 subjects: compare with care."}


@dataclass(frozen=True, slots=True)
class Column:
    """A column: English snake_case name, headings in both languages, and the kind of its values."""

    name: str
    zh: str
    en: str
    kind: str = "text"

    def heading(self, lang: Lang) -> str:
        """The heading in a language."""
        return self.zh if lang == "zh" else self.en


@dataclass(frozen=True, slots=True)
class Source:
    """A document that an answer rests on."""

    name: str
    form_date: str | None
    organization: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """An answer. `rows` are mappings from column name to a scalar, a list or None; `n` counts the subjects compared.

    Raises UsageError for a language or, when it is rendered, a format that there is not.
    """

    columns: tuple[Column, ...]
    rows: list[dict[str, Any]]
    id: str = ""
    code: str = ""
    question: Mapping[str, str] = field(default_factory=dict)
    params: Mapping[str, Any] = field(default_factory=dict)
    asked: Mapping[str, Any] = field(default_factory=dict)  # filters, and parameters that are not at their default
    documents: tuple[Source, ...] = ()
    denominator: Mapping[str, Any] = field(default_factory=dict)
    n: int = 0
    smallest: int | None = None  # the least n of an organization, where several are answered for
    notes: Mapping[str, str] = field(default_factory=dict)
    evidence: list[dict[str, Any]] = field(default_factory=list)
    lang: Lang = "en"
    names_people: bool = False  # a listing that may name people bears the notice too
    names: Mapping[str, Mapping[str, Mapping[str, str]]] = field(default_factory=dict)  # kind of column -> code -> language -> name

    def __post_init__(self) -> None:
        if self.lang not in LANGS:
            raise unknown("language", str(self.lang), LANGS)

    @property
    def small_n(self) -> bool:
        """Whether too few subjects are compared, in any organization, for a comparison to mean much."""
        return (self.n if self.smallest is None else self.smallest) < SMALL_N

    def to_dict(self) -> dict[str, Any]:
        """The answer's JSON as the design has it."""
        columns = [{"name": column.name, "zh": column.zh, "en": column.en} for column in self.columns]
        answer: dict[str, Any] = {
            "id": self.id, "code": self.code, "question": self.question.get(self.lang, ""), "params": dict(self.params),
            "documents": [{"name": source.name, "form_date": source.form_date} for source in self.documents],
            "denominator": dict(self.denominator), "n": self.n, "small_n": self.small_n, "notice": NOTICE[self.lang],
            "columns": columns, "rows": self.rows, "evidence": self.evidence,
        }  # fmt: skip
        if self.notes:
            answer["note"] = self.notes.get(self.lang, "")
        return answer

    def render(self, form: Format) -> str:
        """The table as text in one of `FORMATS`, ending in a newline; csv and jsonl hold rows only."""
        if form not in FORMATS:
            raise unknown("format", str(form), FORMATS)
        text = _RENDERERS[form](self)
        return visible(text) if form in ("table", "md") else text

    def footer(self) -> list[str]:
        """What must stand under the rows: what was asked for, what they are out of, sources, notice."""
        counts = ((name, value) for name, value in self.denominator.items() if name != "organizations" and value is not None)
        out_of = ", ".join(f"{word(name, self.lang)} = {_cell(value, self.lang)}" for name, value in counts)
        asked = "; ".join(f"{word(name, self.lang)} = {_asked(value, self.lang)}" for name, value in self.asked.items())
        lines = [f"{'限定' if self.lang == 'zh' else 'Asked with'}: {asked}"] if asked else []
        lines += [f"{'分母' if self.lang == 'zh' else 'Out of'}: {out_of}; n = {self.n}"] if out_of else []
        lines += [f"  {name}: {_cell(part, self.lang)}" for name, part in self.denominator.get("organizations", {}).items()]
        if self.small_n and self.rows and self.n:
            lines.append(SMALL_N_NOTE[self.lang])
        if self.notes.get(self.lang):
            lines.append(self.notes[self.lang])
        undated = "无日期" if self.lang == "zh" else "no date"
        lines += [
            f"{'来源' if self.lang == 'zh' else 'Source'}: {source.name} ({source.form_date or undated})" for source in self.documents
        ]
        return [*lines, NOTICE[self.lang]]

    def shown(self, column: Column, value: Any) -> str:
        """A value as people read it: codes with their names, in the table's language."""
        say = _SAID.get(column.kind)
        if column.kind in self.names:
            names = self.names[column.kind]
            value = _each(value, lambda code: f"{names[code][self.lang]} {code}" if code in names else code)
            if isinstance(value, list):  # the names hold 、 themselves
                return visible(("；" if self.lang == "zh" else "; ").join(value))
        elif say:
            value = _each(value, lambda text: say(text, self.lang))
        return f"{value:.1%}" if column.kind == "share" and isinstance(value, (int, float)) else visible(_cell(value, self.lang))

    def __str__(self) -> str:
        return self.render("table")

    def _repr_html_(self) -> str:
        """For notebooks: the rows, then the footer."""
        head = "".join(f"<th>{html.escape(column.heading(self.lang))}</th>" for column in self.columns)
        lines = ([self.shown(column, row.get(column.name)) for column in self.columns] for row in self.rows)
        body = "".join("<tr>" + "".join(f"<td>{html.escape(text)}</td>" for text in line) + "</tr>" for line in lines)
        foot = "".join(f"<div>{html.escape(visible(line))}</div>" for line in self.footer())
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table><small>{foot}</small>"


def plain_table(rows: Iterable[Mapping[str, Any]], columns: Iterable[Column], *, lang: Lang = "en", names_people: bool = False) -> Table:
    """A table that is no answer to a question: listings, schema, search."""
    return Table(columns=tuple(columns), rows=[dict(row) for row in rows], lang=lang, names_people=names_people)


def display_width(text: str) -> int:
    """Columns the text takes on a terminal: wide characters take two, combining marks none."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def _cell(value: Any, lang: Lang = "en") -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return word("yes" if value else "no", lang)
    if isinstance(value, float):
        return f"{value:.1e}" if 0 < abs(value) < 0.0001 else f"{value:.4f}".rstrip("0").rstrip(".") if value else "0"
    if isinstance(value, (list, tuple)):
        return "、".join(_cell(part, lang) for part in value)
    if isinstance(value, Mapping):
        return ", ".join(f"{word(str(key), lang)}: {word(_cell(part, lang), lang)}" for key, part in value.items() if part is not None)
    return " ".join(str(value).split())


def _asked(value: Any, lang: Lang) -> str:
    """A value that was asked for; a map by its size."""
    return str(len(value)) if isinstance(value, Mapping) else word(_cell(value, lang), lang)


def _each(value: Any, say: Callable[[str], str]) -> Any:
    """The value, or each of a list, put in words; what is no text stays."""
    if isinstance(value, (list, tuple)):
        return [_each(part, say) for part in value]
    return say(value) if isinstance(value, str) else value


def _clip(text: str, width: int) -> str:
    if display_width(text) <= width:
        return text
    kept = ""
    for character in text:
        if display_width(kept + character) > width - 1:
            break
        kept += character
    return kept + "…"


def _pad(text: str, width: int, *, right: bool) -> str:
    fill = " " * max(0, width - display_width(text))
    return fill + text if right else text + fill


def _render_table(table: Table, *, limit: int = 44) -> str:
    heads = [column.heading(table.lang) for column in table.columns]
    body = [
        [_clip(table.shown(column, row.get(column.name)), _width(table, column, limit)) for column in table.columns] for row in table.rows
    ]
    widths = [max(display_width(line[k]) for line in [heads, *body]) for k in range(len(heads))]
    right = [column.kind in ("int", "number", "chance", "share") for column in table.columns]
    lines = ["  ".join(_pad(text, width, right=flag) for text, width, flag in zip(line, widths, right, strict=True)).rstrip()
             for line in [heads, ["-" * width for width in widths], *body]]  # fmt: skip
    if table.code:
        lines = [f"{table.code}  {table.question.get(table.lang, '')}", "", *lines]
    quoted = evidence_lines(table.evidence, table.lang)
    lines += ["", *quoted] if quoted else []
    if table.code or table.names_people:
        lines += ["", *table.footer()]
    return "\n".join(lines) + "\n"


def _width(table: Table, column: Column, limit: int) -> int:
    """The most that a column takes: of a listing the last one may run on, as nothing stands behind it; names of types are long."""
    return 3 * limit if column is table.columns[-1] and not table.code else 2 * limit if column.kind in table.names else limit


def _render_json(table: Table) -> str:
    answer = table.to_dict() if table.code else table.rows
    return json.dumps(_jsonable(answer), ensure_ascii=False, indent=2) + "\n"


def _jsonable(value: Any) -> Any:
    """The value in JSON's words: what it has none for becomes text, and no number null."""
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, Mapping):
        return {str(key): _jsonable(part) for key, part in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [_jsonable(part) for part in value]
    return value if value is None or isinstance(value, (bool, int, str)) else str(value)


def _render_jsonl(table: Table) -> str:
    return "".join(json.dumps(_jsonable(row), ensure_ascii=False) + "\n" for row in table.rows)


def _render_csv(table: Table) -> str:
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow([column.name for column in table.columns])
    for row in table.rows:
        writer.writerow([_guarded(row.get(column.name)) for column in table.columns])
    return buffer.getvalue()


def _guarded(value: Any) -> Any:
    """A value for csv; text that a spreadsheet would run as a formula gets an apostrophe in front."""
    if value is None or (isinstance(value, (int, float)) and not isinstance(value, bool)):
        return value
    text = "、".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)
    return f"'{text}" if text.lstrip()[:1] in FORMULA_SIGNS or text.startswith(("\t", "\r")) else text


def _render_md(table: Table) -> str:
    heads = [column.heading(table.lang) for column in table.columns]
    lines = [heads, ["---"] * len(heads)]
    lines += [[table.shown(column, row.get(column.name)).replace("|", "\\|") for column in table.columns] for row in table.rows]
    text = "\n".join("| " + " | ".join(line) + " |" for line in lines)
    if table.names_people and not table.code:
        text += "\n\n" + "\n\n".join(table.footer())
    if table.code:
        under = [*evidence_lines(table.evidence, table.lang), *table.footer()]
        text = f"## {table.code} {table.question.get(table.lang, '')}\n\n{text}\n\n" + "\n\n".join(line.strip() for line in under)
    return text + "\n"


_RENDERERS = {"table": _render_table, "json": _render_json, "jsonl": _render_jsonl, "csv": _render_csv, "md": _render_md}
