"""The cells behind an answer's rows as lines that people read: which list, which items, which field, the words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Literal

from graph.words import word

Lang = Literal["zh", "en"]
SAID: Mapping[str, Mapping[Lang, str]] = {
    "title": {"zh": "原文", "en": "Evidence"},
    "row": {"zh": "第{number}行，事项 {items}", "en": "Row {number}, items {items}"},
    "cell": {
        "zh": "《{document}》（{date}）{field}，事项 {items}：“{text}”",
        "en": "{document} ({date}), {field}, items {items}: “{text}”",
    },
    "none": {"zh": "没有这样的单元格", "en": "no such cell"},
    "undated": {"zh": "无日期", "en": "no date"},
}


def evidence_lines(evidence: Iterable[Mapping[str, Any]], lang: Lang) -> list[str]:
    """An answer's evidence as text, row by row; a cell that many items share is quoted once. Empty where there is none."""
    lines = [line for entry in evidence for line in _entry(entry, lang)]
    return [SAID["title"][lang], *lines] if lines else []


def _entry(entry: Mapping[str, Any], lang: Lang) -> Iterator[str]:
    yield SAID["row"][lang].format(number=entry["row"], items="、".join(entry["item_serials"]))
    shared: dict[tuple[str, str, str, str], list[str]] = {}
    for cell in entry["cells"]:
        date, text = cell["form_date"] or SAID["undated"][lang], " ".join(cell["text"].split())
        shared.setdefault((cell["document"], date, cell["field"], text), []).append(cell["item_serial"])
    for (document, date, field, text), serials in shared.items():
        items = "、".join(dict.fromkeys(serials))
        yield "  " + SAID["cell"][lang].format(document=document, date=date, field=word(field, lang), items=items, text=text)
    if not shared:
        yield "  " + SAID["none"][lang]
