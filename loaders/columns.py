"""Header texts to fields, and why: exact match first, then the longest known text inside the header."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import yaml

from graph.errors import SourceError
from graph.schema import FIELDS

# pinyin that a bad copy left after a rare form: 權(quán)力
_NOISE = re.compile(r"(?<=[㐀-鿿])[(（][a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňǹ]{1,7}[)）]")
_INSTRUCTION = re.compile(r"[（(【\[].*?[)）】\]]|[:：*＊].*\Z")
# children of a two-row header that mean what stands over them
_GENERIC = {
    "名称": "",
    "项目": "",
    "事项": "",
    "内容": "",
    "项目名称": "",
    "编码": "code",
    "代码": "code",
    "编号": "code",
    "子项": "sub_item",
}
_DISCRETION = re.compile("裁量|违法程度|违法情节|处罚幅度|处罚标准")
_AGENCIES = re.compile("(?:主体|机构|单位|部门|机关)名称")


@dataclass(frozen=True, slots=True)
class ColumnMap:
    """A column (from 1) with its header and the field it holds; None for a column that nobody took.

    `why` says how it was found: synonym, contains WORD, under HEADER, reviewed, content.
    """

    column: int
    header: str
    field: str | None
    why: str


def compact(header: str) -> str:
    """A header without blanks, line breaks and left-over pinyin: 权力 / 类别 split over lines is 权力类别."""
    return "".join(without_noise(unicodedata.normalize("NFKC", header)).split())


def without_noise(text: str) -> str:
    """The text without the pinyin that a bad copy left in brackets."""
    return _NOISE.sub("", text)


@cache
def simplified(text: str) -> str:
    """The text in simplified script; only for matching, never for showing."""
    try:
        text.encode("gb2312")
        return text
    except UnicodeEncodeError:
        return str(_opencc().convert(text))


@cache
def synonyms() -> Mapping[str, str]:
    """Header text to field, from columns.yml."""
    return _read_synonyms(Path(__file__).with_suffix(".yml"))


def _read_synonyms(path: Path) -> Mapping[str, str]:
    table = yaml.safe_load(path.read_text(encoding="utf-8"))
    unknown = set(table) - set(FIELDS)
    if unknown:
        raise SourceError(f"no field is called {min(unknown)!r}", where=path.name, do=f"Fields: {', '.join(FIELDS)}.")
    return {compact(text).upper(): field for field, texts in table.items() for text in texts}


def map_header(header: str, column: int, parent: str = "") -> ColumnMap:
    """The field that a header names, `parent` being the header over it in a two-row header."""
    if parent and parent != header:
        return _under(header, column, parent)
    known, text = synonyms(), simplified(compact(header)).upper()
    if re.search("风险(?:类别|类型|种类|分类)", text):
        return ColumnMap(column, header, None, "a kind of risk, not of power")
    if text in known:
        return ColumnMap(column, header, known[text], "synonym")
    core = _INSTRUCTION.sub("", text)
    if core in known:
        return ColumnMap(column, header, known[core], f"synonym {core}")
    inside = max((word for word in known if len(word) > 1 and word in text), key=lambda word: (len(word), text.rfind(word)), default="")
    if inside:
        return ColumnMap(column, header, known[inside], f"contains {inside}")
    return ColumnMap(column, header, None, "no known header text" if text else "no header text")


def _under(header: str, column: int, parent: str) -> ColumnMap:
    above, shown = map_header(parent, column), f"{compact(parent)}/{compact(header)}"
    text = simplified(compact(header))
    if above.field == "basis":
        return ColumnMap(column, shown, "basis", f"under {compact(parent)}")
    if text in _GENERIC:
        return ColumnMap(column, shown, _GENERIC[text] or above.field, f"under {compact(parent)}")
    own = map_header(header, column)
    if own.field is None:
        return ColumnMap(column, shown, above.field, f"under {compact(parent)}")
    return replace(own, header=shown)


def map_columns(headers: Sequence[str], parents: Sequence[str] = ()) -> tuple[ColumnMap, ...]:
    """One ColumnMap per header, numbered from 1; what only the whole row can tell is settled here."""
    over = list(parents) or [""] * len(headers)
    found = [map_header(header, k, parent) for k, (header, parent) in enumerate(zip(headers, over, strict=True), 1)]
    texts = [simplified(compact(column.header)) for column in found]
    if any(_DISCRETION.search(text) for text in texts):  # a table of discretion grades: 类别 is the grade of the penalty
        found = [replace(c, field="grade", why="grade of a discretion table") if c.field == "category" else c for c in found]
    return tuple(_item_column(_joined(found)))


def _joined(columns: list[ColumnMap]) -> list[ColumnMap]:
    """A header split over two cells (权力 | 类型) names both columns."""
    for k, (left, right) in enumerate(pairwise(columns)):
        whole = compact(left.header) + compact(right.header)
        if left.field is None and right.field is None and left.header and right.header and whole in synonyms():
            field = synonyms()[whole]
            columns[k : k + 2] = [replace(c, field=field, why=f"split over two cells: {whole}") for c in (left, right)]
    return columns


def _item_column(columns: list[ColumnMap]) -> list[ColumnMap]:
    """Without a column for the item, a short 风险点 beside a column of risk texts names what is at risk: it serves as the item."""
    if any(column.field == "item" for column in columns):
        return columns
    risks = [k for k, column in enumerate(columns) if column.field == "risk"]
    if len(risks) >= 2 and compact(columns[risks[0]].header) in ("风险点", "廉政风险点", "风险名称"):
        k = risks[0]
        columns[k] = replace(columns[k], field="item", why="no item column; another column holds the risk text")
    return columns


def names_agencies(headers: Sequence[str]) -> bool:
    """Whether a header row is that of a list of agencies: it names bodies and no powers."""
    columns = map_columns(headers)
    has_item = any(column.field == "item" for column in columns)
    return not has_item and any(_AGENCIES.search(compact(header)) for header in headers)


def known_headers(texts: Sequence[str]) -> int:
    """How many of the texts are headers that we know, as such or in a longer header."""
    return sum(1 for text in texts if text.strip() and len(compact(text)) <= 24 and map_header(text, 1).field is not None)


def is_header_row(texts: Sequence[str], given: Mapping[str, str] | None = None) -> bool:
    """Whether a row holds headers: short texts, at least two of them known as such, and at least half of all.

    `given` are the header texts that a person has mapped: a row with the one for the item is a header row.
    """
    filled = [text for text in texts if text.strip()]
    if given and "item" in {given.get(compact(text).upper()) for text in filled}:
        return True
    exact = sum(1 for text in filled if _is_exact(text))
    short = all(len(compact(text)) <= 40 for text in filled)
    return short and exact >= 2 and 2 * known_headers(filled) >= len(filled) and not any(re.fullmatch(r"\d+", t.strip()) for t in filled)


def _is_exact(text: str) -> bool:
    return map_header(text, 1).why.startswith("synonym")


def reviewed(folder: Path) -> Mapping[str, str]:
    """Header texts that a person has mapped in a columns.yml beside the documents; none where there is no such file."""
    path = folder / "columns.yml"
    return _read_synonyms(path) if path.is_file() else {}


def apply_reviewed(columns: tuple[ColumnMap, ...], given: Mapping[str, str]) -> tuple[ColumnMap, ...]:
    """The columns with the reviewed mapping over the guessed one."""
    return tuple(
        replace(column, field=given[key], why="reviewed") if (key := compact(column.header).upper()) in given else column
        for column in columns
    )


@cache
def _opencc() -> Any:
    from opencc import OpenCC

    return OpenCC("t2s")
