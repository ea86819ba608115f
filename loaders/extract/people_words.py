"""Which words name a post, a unit or a person."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from loaders.extract.script import compiled, simplified
from loaders.vocab import vocabulary

_DOTTED = compiled(r"[㐀-鿿]{1,8}(?:[·•．・‧][㐀-鿿]{1,8})+\Z")
_LATIN = re.compile(r"[A-Za-z][A-Za-z.'’-]{2,40}\Z")
_COUNT = compiled(r"\A(?:[0-9一二两三四五]+[名位人个](?:以上|及以上)?的?)")  # 两名以上执法人员
_SHORT = compiled(r"[㐀-鿿]{2,4}\Z")
_LONG = compiled(r"[㐀-鿿]{4,7}\Z")
_NO_NAME = compiled(
    r"科室|股室|处室|部门|单位|人员|领导|负责|责任|分工|附表|附件|工作|管理|审批|执法|监督|检查|按照|根据|相关|各级|各股|各科|全体|详见|同上|岗位|职责|窗口|小组|公司"
)


def compact(words: str) -> str:
    """Words without blanks, in simplified script."""
    return simplified("".join(words.split()))


def role_at_end(words: str) -> tuple[str, str]:
    """The part that words end with, and the word for it: 标准计量股负责人 gives ("head", "负责人"); ("", "") for none."""
    ends = (words[-length:] for length in range(min(len(words), _longest_role()), 0, -1))
    return next(((_roles()[word], word) for word in ends if word in _roles()), ("", ""))


def role_at_start(words: str) -> tuple[str, str]:
    """The part that words begin with, and the word for it."""
    starts = (words[:length] for length in range(min(len(words), _longest_role()), 0, -1))
    return next(((_roles()[word], word) for word in starts if word in _roles()), ("", ""))


@cache
def _roles() -> Mapping[str, str]:
    return {word: role for role, words in vocabulary("roles")["roles"].items() for word in words}


@cache
def _longest_role() -> int:
    return max(len(word) for word in _roles())


def is_post(words: str) -> bool:
    """Whether the words name a post."""
    return bool(role_at_end(words)[0]) or (len(words) > 2 and words.endswith(_tuple("post_endings")))


def is_unit(words: str) -> bool:
    """Whether the words name a unit. 李登科 does not, though it ends as one."""
    if not words.endswith(_tuple("unit_endings")) or len(words) < 2 or words in _roles() or words.endswith(_tuple("no_units")):
        return False
    return not (words.endswith("科") and len(words) <= 3 and words[0] in _never_in_a_unit())


def is_generic_unit(words: str) -> bool:
    """承办股室 and the like: no unit in particular."""
    return words in _set("generic_units")


def is_name(words: str, *, expected: bool) -> bool:
    """Whether the words are a person's name. `expected`: they stand where a name must, so an unknown surname will do."""
    text = compact(words)
    if _DOTTED.match(text) or (expected and _LATIN.match(text)):
        return True
    if _NO_NAME.search(text) or text in _set("no_names") or text in _set("nobody") or is_unit(text) or role_at_end(text)[0]:
        return False
    if is_post(text) and not (len(text) <= 3 and text[0] in surnames() and text[:2] not in _set("no_names")):
        return False  # 安全员 is a post; 纪云岗, after a label, a name
    if is_post(text) and text[0] not in _never_in_a_unit() and not expected:
        return False
    foreign = sum(c in _set("transliteration") for c in text)
    if (expected and _LONG.match(text) and foreign >= len(text) - 1) or (_SHORT.match(text) and len(text) > 2 and foreign == len(text)):
        return True
    return bool(_SHORT.match(text)) and _has_surname(text, expected=expected)


def _has_surname(text: str, *, expected: bool) -> bool:
    if text[:2] in compound_surnames() and len(text) > 2:
        return True
    rare = any(not _common(c) for c in text)
    if len(text) == 4:
        return (text[0] in surnames() and text[1] in surnames() and expected) or rare
    return text[0] in surnames() or rare or expected


def has_sure_surname(text: str) -> bool:
    """Whether a run of characters begins with a surname: what tells 副局长褚子衿 from 局长办公会."""
    words = compact(text)
    return words[:1] in surnames() or words[:2] in compound_surnames()


def kind_of(words: str) -> str:
    """person for a name, post for the name of a post or unit."""
    text = compact(words)
    return "person" if is_name(text, expected=True) or text.isascii() else "post"


@cache
def _common(character: str) -> bool:
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


@cache
def surnames() -> frozenset[str]:
    """Surnames of one character."""
    return frozenset("".join(vocabulary("roles")["surnames"].split()))


@cache
def compound_surnames() -> frozenset[str]:
    """Surnames of two characters."""
    return frozenset(vocabulary("roles")["compound_surnames"].split())


def never_in_a_unit(words: str) -> bool:
    """Whether the words begin with a surname that no unit's or post's name begins with."""
    return words[:1] in _never_in_a_unit()


@cache
def _never_in_a_unit() -> frozenset[str]:
    """Surnames that no unit's name begins with."""
    return frozenset(
        "李王张刘陈杨赵黄周吴徐孙胡朱何郭罗梁宋郑谢韩唐冯董曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴钟汪姜范谭廖邹熊陆郝孔崔毛邱秦顾侯邵孟段雷钱汤尹黎"
    )


@cache
def _set(name: str) -> frozenset[str]:
    words: Mapping[str, object] | Sequence[str] | str = vocabulary("roles")[name]
    return frozenset("".join(words.split()) if isinstance(words, str) else words)


@cache
def _tuple(name: str) -> tuple[str, ...]:
    return tuple(vocabulary("roles")[name])


def is_nobody(words: str) -> bool:
    """无, 待定, 空缺, 见附表."""
    return compact(words) in _set("nobody")


def label_kind(words: str) -> str:
    """What a label that is no role asks for: unit, post, other (a telephone, an address); empty for a stage or the like."""
    text = compact(words)
    return next((kind for kind in ("unit", "post", "other") if text in _set(f"{kind}_labels")), "")


def strip_qualifiers(words: str) -> str:
    """全体执法人员 without 全体."""
    words = _COUNT.sub("", words)
    while qualifier := next((q for q in _tuple("qualifiers") if words.startswith(q) and len(words) != len(q) + 1), ""):
        words = words[len(qualifier) :]
    return words
