"""Titles: which of them name laws, which law a printed title means, and of what level it is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from loaders.extract.script import compiled, plain
from loaders.vocab import vocabulary

STATE = "中华人民共和国"
# an edition after a title is no part of it: 《…办法》（2019年修订）; （试行） is
_EDITION = compiled(r"[（(](?:(?:19|20)\d\d年?)?(?:最新)?(?:修订|修正|修改|本|版)*(?:版|稿|本)?[)）]\Z")
_BRACKETS = compiled(r"[（(][^（()）]*[)）]\s*\Z")
_BLANK_TITLE = compiled(r"[×xX✕＊*○]{2,}|…|\.{3}|_{2,}|\A\W*\Z")
_PLACE = compiled(
    r"[㐀-鿿]{2,8}?(?P<level>省(?!级)|自治区|(?<![城超都])市(?![场政民容区级])|自治州|自治县|县(?!级)|(?<![护胜发园社地城小景库林矿片能住])区|旗)"
)
# 皖政[2017]19号 and 皖政〔2017〕19号 are one document
_NUMBER_BRACKETS = compiled(r"[\[【（(［](?P<year>(?:19|20)\d\d)[\]】）)］](?=第?\d+号)")
_SURE_LEVELS = (
    ("党内法规", compiled(r"中国共产党.*(?:条例|规定|准则|办法|规则)\Z")),
    ("司法解释", compiled(r"最高人民(?:法院|检察院).*(?:解释|规定|批复)\Z")),
    ("规范性文件", compiled(r"[㐀-鿿]{1,14}〔\d{4}〕第?\d+号\Z")),
)
_CARRIES_OUT = compiled(r"实施〈|〈[^〈〉]+〉实施|实施中华人民共和国")


@dataclass(frozen=True, slots=True)
class LawInfo:
    """A law: short and full name, level where known and where from (laws.yml's source, or "title"), other names."""

    name: str
    full_name: str
    level: str | None
    aliases: tuple[str, ...]
    source: str = ""


@cache
def is_law(title: str) -> bool:
    """Whether a title in 《》 names a law, regulation, rule or normative document rather than a paper or a standard."""
    vocab = vocabulary("laws")
    name = _normal(title)
    core = _BRACKETS.sub("", name)
    if _by_alias().get(name, name) in vocab["laws"]:
        return True
    if core.endswith(tuple(vocab["notice_endings"])):
        return "〈" in title or any(word in core for word in vocab["notice_needs"])
    return core.endswith(tuple(vocab["law_endings"])) and not core.endswith(tuple(vocab["no_law_endings"]))


def is_placeholder(title: str) -> bool:
    """Whether a form leaves the title open: 《××条例》, 《    》."""
    return bool(_BLANK_TITLE.search(title))


@cache
def law_info(title: str) -> LawInfo:
    """The law a printed title means: full and short names, aliases and traditional script are one."""
    printed = _normal(title, keep_state=True)
    short = _normal(title)
    name = _by_alias().get(short, short)
    entry = vocabulary("laws")["laws"].get(name)
    if entry:
        full = f"{STATE}{name}" if entry.get("prefix", entry["level"] == "法律") else name
        return LawInfo(name, full, entry["level"], tuple(entry.get("aliases") or ()), vocabulary("laws")["sources"].get(entry["level"], ""))
    one = _NUMBER_BRACKETS.sub(r"〔\g<year>〕", name)
    level = _level_shown(one, printed)
    national = printed.startswith(STATE) or level == "法律"
    return LawInfo(name, f"{STATE}{one}" if national else one, level, (), "title" if level else "")


def standard_level(printed: str) -> str:
    """部委规章 is 部门规章; empty for a word that names no level."""
    return _levels().get(plain(printed).text.strip(), "")


def _normal(title: str, *, keep_state: bool = False) -> str:
    """A title in simplified script without blanks, edition and, unless kept, 中华人民共和国; what it quotes in 〈〉."""
    text = "".join(plain(title).text.split()).replace("《", "〈").replace("》", "〉")
    text = _EDITION.sub("", text).replace(f"〈{STATE}", "〈")
    led = re.match(r"〈([^〈〉]+)〉(?=实施(?:条例|细则|办法)\Z)", text)
    text = led[1] + text[led.end() :] if led else text
    return text if keep_state else text.removeprefix(STATE)


def _level_shown(name: str, printed: str) -> str | None:
    """The level that a title itself shows; None where it does not."""
    for level, pattern in _SURE_LEVELS:
        if pattern.match(name):
            return level
    place = _PLACE.match(name)
    core = _BRACKETS.sub("", name)
    if place and not printed.startswith(STATE):
        return _local_level(core, place["level"])
    if core.endswith("法") and not core.endswith(("办法", *vocabulary("laws")["no_law_endings"])):
        return "法律"
    if printed.startswith(STATE) and core.endswith("条例"):
        return "行政法规"
    return "规范性文件" if re.search(r"关于.*(?:通知|意见|批复|公告|通告|函)\Z", core) else None


def _local_level(core: str, place: str) -> str | None:
    if place in ("自治州", "自治县"):
        return None  # an autonomous place's 条例 may be either kind
    if core.endswith("条例") or (place in ("省", "自治区") and _CARRIES_OUT.search(core)):
        return "地方性法规"
    # a city's or province's 办法 may be a rule or less, a county enacts no rules
    return "规范性文件" if place in ("县", "区", "旗") or core.endswith(("通知", "意见")) else None


@cache
def _by_alias() -> Mapping[str, str]:
    laws: Mapping[str, Any] = vocabulary("laws")["laws"]
    return {alias: name for name, entry in laws.items() for alias in entry.get("aliases") or ()}


@cache
def _levels() -> Mapping[str, str]:
    return {word: level for level, words in vocabulary("laws")["levels"].items() for word in words}


@cache
def known_titles() -> tuple[frozenset[str], tuple[int, ...]]:
    """Short names of all laws of the vocabulary, aliases too, and their lengths, longest first."""
    names = frozenset([*vocabulary("laws")["laws"], *_by_alias()])
    return names, tuple(sorted({len(name) for name in names}, reverse=True))
