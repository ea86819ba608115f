"""Every answer of the catalogue in one folder, with an index and a summary, whole or not at all."""

from __future__ import annotations

import csv
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graph.errors import QuanpuError, StoreError, UsageError
from graph.files import check_folder, write_folder
from graph.table import NOTICE, Column, Format, Lang, Table, plain_table
from queries.card import QueryCard, catalogue
from queries.scope import Scope

INDEX, SUMMARY = "index.csv", "summary.md"
ENDINGS: dict[Format, str] = {"csv": "csv", "json": "json", "jsonl": "jsonl", "md": "md", "table": "txt"}
COLUMNS = (
    Column("code", "编号", "Code"), Column("id", "标识", "Id"), Column("question", "问题", "Question"), Column("file", "文件", "File"),
    Column("rows", "行数", "Rows", "int"), Column("denominator", "分母", "Out of"), Column("n", "n", "n", "int"),
    Column("small_n", "样本过小", "Small n", "bool"), Column("params", "参数", "Parameters"), Column("documents", "来源", "Sources"),
    Column("notice", "说明", "Notice"), Column("error", "错误", "Error"),
)  # fmt: skip
_FILTERS = set(Scope.__slots__)  # every question takes these


@dataclass(frozen=True, slots=True)
class Answered:
    """A question with its answer, or the error that came instead."""

    card: QueryCard
    table: Table | None
    error: QuanpuError | None = None


def answer_all(
    ask: Callable[..., Table], name: str | None, params: Sequence[str] | None, filters: Mapping[str, Any], folder: Path | None, *,
    lang: Lang, form: Format,
) -> int:  # fmt: skip
    """Answer every question by `ask(id, filters, lang=…)` into a folder; gives how many failed, each told on stderr.

    Raises UsageError for a question or parameter named beside it, or a folder that holds other things.
    """
    if name or params or folder is None:
        do = "Give it a folder and filters only: quanpu query run --all -o FOLDER"
        raise UsageError("--all asks every question with its defaults", do=do)
    check_folder(folder, _ours)
    cards = list(catalogue().values())
    given = {card.id: _given(card, filters) for card in cards}
    answers = [_answered(card, lambda card: ask(card.id, given[card.id], lang=lang)) for card in cards]
    write_all(answers, folder, lang=lang, form=form)
    failed = [answer for answer in answers if answer.error]
    for answer in failed:
        print(f"error: {answer.card.code}: {answer.error.message if answer.error else ''}", file=sys.stderr)
    print(f"wrote {len(answers) - len(failed)} answers to {folder}", file=sys.stderr)
    return len(failed)


def _given(card: QueryCard, filters: Mapping[str, Any]) -> dict[str, Any]:
    """The filters, and what a card has a parameter for, such as covers. Raises UsageError for a value that does not fit."""
    params = {param.name: param.convert(filters[param.name]) for param in card.params if param.name in set(filters) - _FILTERS}
    return {name: value for name, value in filters.items() if name in _FILTERS} | params


def _answered(card: QueryCard, ask: Callable[[QueryCard], Table]) -> Answered:
    """A card's answer or its error: one that fails does not lose the others. A StoreError ends the run."""
    try:
        return Answered(card, ask(card))
    except StoreError:
        raise
    except QuanpuError as error:
        return Answered(card, None, error)


def write_all(answers: Sequence[Answered], folder: Path, *, lang: Lang, form: Format = "csv") -> None:
    """Write all answers, `index.csv` and `summary.md`; an earlier run's folder is replaced. Raises UsageError as `write_folder`."""
    write_folder(folder, _files(answers, lang, form), _ours)


def _files(answers: Sequence[Answered], lang: Lang, form: Format) -> Iterator[tuple[str, str]]:
    yield from ((_file(answer, form), _encoded(answer.table.render(form), form)) for answer in answers if answer.table)
    yield INDEX, _encoded(_index(answers, lang, form).render("csv"), "csv")
    yield SUMMARY, summary(answers, lang=lang, form=form)


def summary(answers: Sequence[Answered], *, lang: Lang, form: Format = "csv") -> str:
    """The answers' questions, denominators, sizes and sources as Markdown, with the notice."""
    title = {"zh": "全部问题的回答", "en": "Answers to all questions"}[lang]
    lines = [f"# {title}", "", NOTICE[lang], ""]
    for answer in answers:
        lines += [f"## {answer.card.code} {answer.card.question[lang]}", ""]
        if answer.table is None:
            lines += [f"{'未能回答' if lang == 'zh' else 'Not answered'}: {answer.error.message if answer.error else ''}", ""]
            continue
        rows = f"{len(answer.table.rows)} {'行' if lang == 'zh' else 'rows'}"
        params = _shown(dict(answer.table.params))
        lines += [f"- [{_file(answer, form)}]({_file(answer, form)}): {rows}" + (f"; {params}" if params else "")]
        lines += [f"- {line.strip()}" for text in answer.table.footer()[:-1] for line in text.splitlines()] + [""]
    return "\n".join(lines)


def _index(answers: Sequence[Answered], lang: Lang, form: Format) -> Table:
    return plain_table([_entry(answer, lang, form) for answer in answers], COLUMNS, lang=lang)


def _entry(answer: Answered, lang: Lang, form: Format) -> dict[str, Any]:
    card, table = answer.card, answer.table
    head = {"code": card.code, "id": card.id, "question": card.question[lang], "file": _file(answer, form), "notice": NOTICE[lang]}
    if table is None:
        return head | {"file": None, "error": answer.error.message if answer.error else None}
    counts = {name: value for name, value in table.denominator.items() if name != "organizations"}
    return head | {
        "rows": len(table.rows), "denominator": _shown(counts), "n": table.n, "small_n": table.small_n,
        "params": _shown(dict(table.params)), "documents": [f"{source.name} ({source.form_date or '-'})" for source in table.documents],
    }  # fmt: skip


def _shown(values: dict[str, Any]) -> str:
    """Names and values in one line; a map's value by its size."""
    return "; ".join(f"{name}={len(value) if isinstance(value, dict) else value}" for name, value in values.items() if value is not None)


def _file(answer: Answered, form: Format) -> str:
    return f"{answer.card.code}-{answer.card.id}.{ENDINGS[form]}"


def _encoded(text: str, form: Format) -> str:
    """With the mark by which spreadsheets know UTF-8, where they read it."""
    return ("\ufeff" if form == "csv" else "") + text


def _ours(folder: Path) -> set[str]:
    """The files of an earlier run, as its index names them; none where that is no index of ours."""
    try:
        rows = csv.DictReader((folder / INDEX).read_text(encoding="utf-8-sig").splitlines())
        files = {row["file"] for row in rows if row.get("file")}
    except (OSError, UnicodeDecodeError, csv.Error):
        return set()
    return {INDEX, SUMMARY} | files if rows.fieldnames == [column.name for column in COLUMNS] else set()
