"""A responsibility cell to tokens: roles with their unit, units, names, labels, brackets, telephones."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from loaders.extract.people_runs import Run, runs
from loaders.extract.people_words import (
    compact,
    has_sure_surname,
    is_generic_unit,
    is_name,
    is_post,
    is_unit,
    label_kind,
    never_in_a_unit,
    role_at_end,
    role_at_start,
    strip_qualifiers,
)  # fmt: skip
from loaders.extract.script import compiled

_AFTER_NAME = compiled(r"(?:同志|先生|女士|等人?)\Z")
# 无分管领导, 局长办公会: nobody in particular
_NOBODY = compiled(r"\A(?:无|未|暂无|没有|不设|不涉及|见|详见|参见|按)|(?:办公会|党组会|常务会|例会|会议|会)\Z|研究|讨论")
_OVERLAP = compiled(r"(?P<base>股|科|处|所|站|大队|中队|支队|总队|分队|队|班)长\Z")
_AND = compiled(r"(?<=..)(?:以及|及|和|与)(?=..)")
_GENERIC = frozenset({"责任", "承办", "业务", "相关", "有关", "主管", "分管", "具体", "牵头", "主办", "各"})
_COUNCIL = compiled(r"(?:委|委员会|管委会|政府|局|厅)\Z")
_NO_DEPARTMENT = compiled(r"(?:局|厅|委|政府|委员会|管委会|支部|党组|总支)\Z")


@dataclass(frozen=True, slots=True)
class Token:
    """kind: role, unit, word (perhaps a name), label, colon, bracket, phone, end (of a line), gap.

    `words` are without blanks; `start:end` is where they stand. A role has its part, and the unit printed before it.
    """

    kind: str
    words: str
    start: int
    end: int
    role: str = ""
    unit: str = ""
    unit_start: int = 0
    unit_end: int = 0
    before_colon: bool = False


def _token(run: Run, kind: str, **more: object) -> Token:
    return replace(Token(kind, run.words, run.places[0], run.places[-1] + 1), **more)  # type: ignore[arg-type]


def tokens(text: str) -> list[Token]:
    """The tokens of a cell, in order."""
    raw = runs(text)
    found: list[Token] = []
    for k, (kind, run) in enumerate(raw):
        if kind == "bracket" and re.search("[：:]", run.words):
            found += [_moved(token, run.places[0] + 1) for token in tokens(run.words[1:-1])]
        elif kind != "word":
            found.append(_token(run, kind))
        else:
            found += _of_word(run, raw[k + 1 : k + 3], found)
    return [token for token in found if token.kind != "blank"]


def _of_word(run: Run, rest: Sequence[tuple[str, Run]], found: Sequence[Token]) -> list[Token]:
    colon = next((kind for kind, _ in rest if kind != "blank"), "") == "colon"
    after_label = next((token.kind for token in reversed(found) if token.kind != "blank"), "") == "colon"
    return _label(run, after_label=after_label) if colon else _parse(run)


def _moved(token: Token, by: int) -> Token:
    return replace(token, start=token.start + by, end=token.end + by, unit_start=token.unit_start + by, unit_end=token.unit_end + by)


def _label(run: Run, *, after_label: bool) -> list[Token]:
    """A word before a colon."""
    words = compact(run.words)
    role, printed = role_at_end(words)
    if label_kind(words):
        return [_token(run, "label", role=label_kind(words), before_colon=True)]
    if role:
        if after_label and (cut := _name_before_unit(words[: len(words) - len(printed)])):
            return [_token(run[:cut], "word"), *_role(run[cut:], role, printed, before_colon=True)]
        return list(_role(run, role, printed, before_colon=True))
    if is_unit(words):
        return [_token(run, "unit", before_colon=True)]
    return [_token(run, "label", before_colon=True)]


def _name_before_unit(words: str) -> int:
    """李望舒法规审核股: how long the name is that a unit was glued to; 0 where there is none."""
    lengths = (3, 2) if len(words) > 5 else (2,)
    return next((k for k in lengths if is_name(words[:k], expected=False) and is_unit(words[k:]) and len(words) - k > 1), 0)


def _parse(run: Run) -> list[Token]:
    """A word that no colon follows."""
    words = compact(run.words)
    role, printed = role_at_end(words)
    if role and len(printed) == len(words):
        return [_token(run, "role", role=role)]
    if words in ("男", "女"):
        return []
    if label_kind(words) or _NOBODY.search(words):
        return [_token(run, "gap")]
    return list(
        _with_name_last(run, words) or _with_role_last(run, words, role, printed) or _two_units(run, words) or [_single(run, words)]
    )


def _two_units(run: Run, words: str) -> list[Token]:
    """业务股室及执法大队 are two units."""
    joined = _AND.search(words)
    if not joined or not is_unit(words[: joined.start()]) or not is_unit(words[joined.end() :]):
        return []
    return [_single(run[: joined.start()], words[: joined.start()]), _single(run[joined.end() :], words[joined.end() :])]


def _single(run: Run, words: str) -> Token:
    if (said := _AFTER_NAME.search(words)) and is_name(words[: said.start()], expected=False):
        return _token(run[: said.start()], "word")
    if is_unit(words):
        kept = strip_qualifiers(words)
        return _token(run[len(words) - len(kept) :], "unit")
    kept = strip_qualifiers(words)
    if is_post(kept) and not is_name(words, expected=True):
        return _token(run[len(words) - len(kept) :], "role", role=role_at_end(kept)[0] or "other")
    return _token(run, "word")


def _with_name_last(run: Run, words: str) -> list[Token]:
    """副局长褚子衿, 法规股张三, 分管领导钟岱科室负责人燕行歌."""
    bare = _AFTER_NAME.sub("", words)
    for length in (3, 2, 4):
        head, name = bare[:-length].removesuffix("为").removesuffix("是"), bare[-length:]
        if not head or not has_sure_surname(name) or not is_name(name, expected=False):
            continue
        role, _ = role_at_end(head)
        if role or (is_unit(head) and len(head) > 2):
            before = _parse(run[: len(head)]) if role else [_token(run[: len(head)], "unit")]
            return [*before, _token(run[len(bare) - length : len(bare)], "word")]
    return []


def _with_role_last(run: Run, words: str, role: str, printed: str) -> list[Token]:
    if not role:
        return []
    head = words[: len(words) - len(printed)]
    first, opening = role_at_start(head)
    if first and is_name(head[len(opening) :], expected=False):
        name = _token(run[len(opening) : len(head)], "word")
        return [_token(run[: len(opening)], "role", role=first), name, _token(run[len(head) :], "role", role=role)]
    for who in (head, head.removeprefix("由")):  # 由张三负责
        sure = len(who) > 2 or never_in_a_unit(who)  # 张三科长 is a name and a post, 廉政监督员 a post
        if sure and is_name(who, expected=False) and has_sure_surname(who) and not is_unit(who):
            return [_token(run[len(head) - len(who) : len(head)], "word"), _token(run[len(head) :], "role", role=role)]
    if joined := re.search(r"(?:以?及其?|和|、|与)(?=[^及和与]{2,}\Z)", head + printed):
        left, right = _parse(run[: joined.start()]), _parse(run[joined.end() :])
        if left[-1].kind == right[0].kind == "role":
            return [*left, *right]
    return list(_role(run, role, printed, before_colon=False))


def _role(run: Run, role: str, printed: str, *, before_colon: bool) -> Iterator[Token]:
    """A role, with the unit before it: 行政审批科 and 科长 in 行政审批科科长, and in 行政审批科长 too."""
    words = compact(run.words)
    head = words[: len(words) - len(printed)]
    if head and not head.startswith("各") and is_generic_unit(head + printed[:2]) and role_at_end(printed[2:])[0]:
        # 承办股室 and 负责人, not 承办 and 股室负责人
        head, printed = head + printed[:2], printed[2:]
    unit = strip_qualifiers(head)
    skipped = len(head) - len(unit)
    overlap = _OVERLAP.search(printed)
    if is_generic_unit(unit) or not unit:
        yield _token(run[len(head) :], "role", role=role, before_colon=before_colon)
    elif is_unit(unit):
        actual = "leader" if printed in ("主任", "副主任") and _COUNCIL.search(unit) else role
        yield _with_unit(run, len(head), skipped, len(head), actual, before_colon)
    elif (role == "leader" and _COUNCIL.search(unit)) or (overlap and head in _GENERIC):
        yield _token(run[len(head) :], "role", role=role, before_colon=before_colon)
    elif overlap and not printed.startswith("副"):
        yield _with_unit(run, len(head), skipped, len(head) + len(overlap["base"]), role, before_colon)
    else:
        yield _token(run[skipped:], "role", role=role, before_colon=before_colon)


def _with_unit(run: Run, post: int, start: int, end: int, role: str, before_colon: bool) -> Token:
    unit = run[start:end]
    none = role == "leader" and bool(_NO_DEPARTMENT.search(unit.words))  # 县局分管领导: of the office itself
    place = (0, 0) if none else (unit.places[0], unit.places[-1] + 1)
    return _token(
        run[post:], "role", role=role, unit="" if none else unit.words, unit_start=place[0], unit_end=place[1], before_colon=before_colon
    )
