"""Citations: 《…》 with its article, titles without brackets, certificates that are no laws, references to nowhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from loaders.vocab import vocabulary

STATE = "中华人民共和国"
_N = r"(?:[一二三四五六七八九十百零〇]{1,7}|\d{1,4})"
_ARTICLE = re.compile(
    rf"(?:（[^（）]{{1,40}}）|\([^()]{{1,40}}\)|\s)*(?P<article>第{_N}条(?:之[一二三四五六七八九十])?(?:第{_N}款)?(?:第?[（(]{_N}[)）]项|第{_N}项)?)"
)
_NEXT_ARTICLE = re.compile(
    rf"(?:、|，|,|和|及|以及|至)?(?P<article>第{_N}条(?:之[一二三四五六七八九十])?(?:第{_N}款)?(?:第?[（(]{_N}[)）]项|第{_N}项)?)"
)
_TITLE = re.compile(r"《(?P<title>[^《》]{2,80})》")
# a title in running text after a word that cites: 按照…规定开展
_BARE = re.compile(
    r"(?:按照|依照|根据|依据|执行|违反|遵守|依)(?P<title>[㐀-鿿]{4,30}?(?:实施条例|实施细则|条例|办法|细则|规定|规则))"
    r"(?=开展|进行|办理|实施|审理|处理|的规定|要求|，|。|；|、|第|$)"
)
_NOT_A_TITLE = re.compile(r"法律|法规|规章|程序|有关|相关|国家|本|该|上述|以上|法定|的|应|不|可|未|按")
_SELF = re.compile(rf"(?P<words>本(?:法|条例|办法|规定|细则|规则)(?P<article>第{_N}条(?:第{_N}款)?)?)")
_DANGLING = re.compile(r"以上所列|上述所列|前款所列|前条所列|前款规定|前条规定")


@dataclass(frozen=True, slots=True)
class Citation:
    """A law cited at `start:end` of the text (title and article). `title` is printed; `article` may be empty."""

    title: str
    article: str
    bracketed: bool
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Mention:
    """A certificate, catalogue or standard at `start:end` of the text, or the words of a reference to nowhere."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class LawInfo:
    """A law: short and full name, level where known, other names."""

    name: str
    full_name: str
    level: str | None
    aliases: tuple[str, ...]


@cache
def find_citations(text: str) -> tuple[Citation, ...]:
    """Laws cited, in order; a title with several articles gives one citation each."""
    found = [citation for match in _TITLE.finditer(text) if is_law(match["title"]) for citation in _cited(text, match)]
    return tuple(sorted([*found, *_bare(text)], key=lambda citation: (citation.start, citation.end)))


@cache
def find_certificates(text: str) -> tuple[Mention, ...]:
    """Titles in 《》 that are no laws."""
    return tuple(Mention(m["title"], m.start(), m.end()) for m in _TITLE.finditer(text) if not is_law(m["title"]))


@cache
def find_self_references(text: str) -> tuple[Mention, ...]:
    """本办法第三十条 and its like: the list does not say which law."""
    return tuple(Mention(m["words"], m.start(), m.end()) for m in _SELF.finditer(text) if m["article"])


@cache
def find_dangling(text: str) -> tuple[Mention, ...]:
    """以上所列 and its like: what they refer to is not in the list."""
    return tuple(Mention(m[0], m.start(), m.end()) for m in _DANGLING.finditer(text))


@cache
def is_law(title: str) -> bool:
    """Whether a title in 《》 names a law, regulation or rule rather than a paper or a standard."""
    vocab = vocabulary("laws")
    core = re.sub(r"（[^（）]*）|\([^()]*\)", "", title).strip()
    if core.endswith(tuple(vocab["law_endings"])) and not core.endswith(tuple(vocab["not_laws"])):
        return True
    return not core.endswith(tuple(vocab["not_laws"]))


@cache
def law_info(title: str) -> LawInfo:
    """The law a printed title means: full and short names and aliases are one."""
    printed = title.strip()
    short = printed.removeprefix(STATE)
    name = _by_alias().get(short, short)
    entry = vocabulary("laws")["laws"].get(name)
    full = f"{STATE}{name}" if printed.startswith(STATE) or _is_national(entry) else name
    level = entry["level"] if entry else _level_shown(name)
    return LawInfo(name, full, level, tuple((entry or {}).get("aliases") or ()))


def _is_national(entry: Mapping[str, Any] | None) -> bool:
    """Whether the official title begins with 中华人民共和国."""
    return entry is not None and entry["level"] in ("法律", "行政法规") and entry.get("prefix", True)


def _level_shown(name: str) -> str | None:
    """The level that a title itself shows: a place before 条例 makes it local; else unknown."""
    place = re.match(r"[㐀-鿿]{2,8}?(?:省|自治区|市|自治州|自治县)", name)
    if place and name.endswith("条例"):
        return "地方性法规"
    if place and name.endswith(("办法", "规定", "细则")):
        return "地方政府规章"
    return None


@cache
def _by_alias() -> dict[str, str]:
    return {alias: name for name, entry in vocabulary("laws")["laws"].items() for alias in entry.get("aliases") or ()}


def _cited(text: str, match: re.Match[str]) -> Iterator[Citation]:
    title = match["title"]
    article = _ARTICLE.match(text, match.end())
    if article is None:
        yield Citation(title, "", True, match.start(), match.end())
        return
    yield Citation(title, article["article"], True, match.start(), article.end())
    position = article.end()
    while following := _NEXT_ARTICLE.match(text, position):
        yield Citation(title, following["article"], True, following.start("article"), following.end())
        position = following.end()


def _bare(text: str) -> Iterator[Citation]:
    for match in _BARE.finditer(text):
        title = match["title"]
        if len(title) >= 6 and not _NOT_A_TITLE.search(title) and "《" not in title:
            yield Citation(title, "", False, match.start("title"), match.end("title"))
