"""A responsibility cell to tokens: roles with their unit, units, names, labels, brackets, telephones."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from loaders.extract.people_words import (
    compact,
    compound_surnames,
    has_sure_surname,
    is_generic_unit,
    is_name,
    is_post,
    is_unit,
    label_kind,
    role_at_end,
    role_at_start,
    strip_qualifiers,
    title_of_surname,
)  # fmt: skip
from loaders.extract.script import compiled

# 乡镇（街道）: a bracket that belongs to the word around it
_INNER = r"[（(](?:街道|社区|镇|乡|场|区|分局|管委会|办事处)[)）]"
_RAW = compiled(
    r"(?P<phone>\+?[0-9０-９][0-9０-９—–－ -]{4,}(?:转\d+)?)|(?P<end>[\n\r；;]+)|(?P<colon>[：:])|(?P<bracket>[（(][^（()）\n]*[)）])"
    r"|(?P<blank>[ \t　\xa0]+)|(?P<latin>[A-Z][A-Za-z'’.-]*(?: [A-Z][A-Za-z'’.-]*){1,3}(?![A-Za-z㐀-鿿]))"
    rf"|(?P<word>[㐀-鿿·•．・‧A-Za-zＡＢ]+(?:{_INNER}[㐀-鿿]+)*)|(?P<sep>.)"
)
_INNER_BRACKET = compiled(_INNER)
_AFTER_NAME = compiled(r"(?:同志|先生|女士)\Z")
_OVERLAP = compiled(r"(?P<base>股|科|处|所|站|大队|中队|支队|总队|分队|队)长\Z")
_COUNCIL = compiled(r"(?:委|委员会|管委会|政府|局|厅)\Z")
_NO_DEPARTMENT = compiled(r"(?:局|厅|委|政府|委员会|管委会)\Z")


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


@dataclass(frozen=True, slots=True)
class _Run:
    """Characters without blanks between them, and where each stood."""

    words: str
    places: tuple[int, ...]

    def __getitem__(self, part: slice) -> _Run:
        return _Run(self.words[part], self.places[part])

    def token(self, kind: str, **more: object) -> Token:
        """A token of these characters."""
        return replace(Token(kind, self.words, self.places[0], self.places[-1] + 1), **more)  # type: ignore[arg-type]


def tokens(text: str) -> list[Token]:
    """The tokens of a cell, in order."""
    raw = _joined(_raw(text))
    found: list[Token] = []
    for k, (kind, run) in enumerate(raw):
        if kind != "word":
            found.append(run.token("word" if kind == "latin" else kind))
            continue
        colon = next((other for other, _ in raw[k + 1 :] if other != "blank"), "") == "colon"
        after_label = bool(found) and next((t.kind for t in reversed(found) if t.kind != "blank"), "") == "colon"
        found += _label(run, after_label=after_label) if colon else _parse(run)
    return [token for token in found if token.kind != "blank"]


def _raw(text: str) -> list[tuple[str, _Run]]:
    found: list[tuple[str, _Run]] = []
    for match in _RAW.finditer(text):
        kind = str(match.lastgroup)
        hidden = {k for inner in _INNER_BRACKET.finditer(text, *match.span()) for k in range(*inner.span())} if kind == "word" else ()
        places = tuple(k for k in range(*match.span()) if k not in hidden)
        found.append(({"sep": "gap"}.get(kind, kind), _Run("".join(text[k] for k in places), places)))
    return found


def _joined(raw: Sequence[tuple[str, _Run]]) -> list[tuple[str, _Run]]:
    """Single characters with blanks between them are one word: 孟 澈, 局 长; four are two names, unless they are a role."""
    found: list[tuple[str, _Run]] = []
    k = 0
    while k < len(raw):
        singles = _singles(raw, k)
        if len(singles) > 1:
            found += [piece for group in _groups(singles) for piece in (("word", group), ("blank", group[:1]))]
            k += 2 * len(singles) - 1
        elif raw[k][0] == "word" and (joined := _with_next(raw, k)):
            found.append(("word", joined))
            k += 3
        else:
            found.append(raw[k])
            k += 1
    return found


def _singles(raw: Sequence[tuple[str, _Run]], k: int) -> list[_Run]:
    """The words of one character that follow each other from `k` on with nothing but blanks between."""
    found: list[_Run] = []
    while k < len(raw) and raw[k][0] == "word" and len(raw[k][1].words) == 1:
        found.append(raw[k][1])
        k += 2 if k + 1 < len(raw) and raw[k + 1][0] == "blank" else len(raw)
    return found


def _groups(singles: Sequence[_Run]) -> list[_Run]:
    whole = compact("".join(run.words for run in singles))
    size = len(singles) if len(singles) == 3 or role_at_end(whole)[1] or label_kind(whole) else 2
    return [_glued(singles[k : k + size]) for k in range(0, len(singles), size)]


def _glued(runs: Sequence[_Run]) -> _Run:
    return _Run("".join(run.words for run in runs), tuple(place for run in runs for place in run.places))


def _with_next(raw: Sequence[tuple[str, _Run]], k: int) -> _Run | None:
    """欧阳 修, 王 小明, 负责 人: a word of one character and its neighbour."""
    if k + 2 >= len(raw) or raw[k + 1][0] != "blank" or raw[k + 2][0] != "word":
        return None
    first, second = raw[k][1], raw[k + 2][1]
    if 1 not in (len(first.words), len(second.words)):
        return None
    both = compact(first.words + second.words)
    surname = first.words in compound_surnames() or (len(first.words) == 1 and len(second.words) == 2 and has_sure_surname(first.words))
    named = surname and is_name(both, expected=False) and not is_unit(second.words)
    return _glued((first, second)) if named or role_at_end(both)[1] == both else None


def _label(run: _Run, *, after_label: bool) -> list[Token]:
    """A word before a colon."""
    words = compact(run.words)
    role, printed = role_at_end(words)
    if label_kind(words):
        return [run.token("label", role=label_kind(words), before_colon=True)]
    if role:
        if after_label and (cut := _name_before_unit(words[: len(words) - len(printed)])):
            return [run[:cut].token("word"), *_role(run[cut:], role, printed, before_colon=True)]
        return list(_role(run, role, printed, before_colon=True))
    if is_unit(words):
        return [run.token("unit", before_colon=True)]
    return [run.token("label", before_colon=True)]


def _name_before_unit(words: str) -> int:
    """A unit glued to a name: how long the name is that a unit was glued to; 0 where there is none."""
    lengths = (3, 2) if len(words) > 5 else (2,)
    return next((k for k in lengths if is_name(words[:k], expected=False) and is_unit(words[k:]) and len(words) - k > 1), 0)


def _parse(run: _Run) -> list[Token]:
    """A word that no colon follows."""
    words = compact(run.words)
    role, printed = role_at_end(words)
    if role and len(printed) == len(words):
        return [run.token("role", role=role)]
    if label_kind(words):
        return [run.token("gap")]
    if title_of_surname(words):
        return [run.token("word")]
    return list(_with_name_last(run, words) or _with_role_last(run, words, role, printed) or [_single(run, words)])


def _single(run: _Run, words: str) -> Token:
    if _AFTER_NAME.search(words) and len(words) > 3:
        return run[: len(words) - 2].token("word")
    if is_unit(words):
        kept = strip_qualifiers(words)
        return run[len(words) - len(kept) :].token("unit")
    kept = strip_qualifiers(words)
    if is_post(kept) and not is_name(words, expected=False):
        return run[len(words) - len(kept) :].token("role", role=role_at_end(kept)[0] or "other")
    return run.token("word")


def _with_name_last(run: _Run, words: str) -> list[Token]:
    """副局长褚子衿, 法规股张三, 分管领导钟岱科室负责人燕行歌."""
    bare = words[:-2] if _AFTER_NAME.search(words) else words
    for length in (3, 2, 4):
        head, name = bare[:-length], bare[-length:]
        if not head or not has_sure_surname(name) or not is_name(name, expected=False):
            continue
        role, _ = role_at_end(head)
        if role or (is_unit(head) and len(head) > 2):
            before = _parse(run[: len(head)]) if role else [run[: len(head)].token("unit")]
            return [*before, run[len(head) : len(bare)].token("word")]
    return []


def _with_role_last(run: _Run, words: str, role: str, printed: str) -> list[Token]:
    if not role:
        return []
    head = words[: len(words) - len(printed)]
    first, opening = role_at_start(head)
    if first and is_name(head[len(opening) :], expected=False):
        name = run[len(opening) : len(head)].token("word")
        return [run[: len(opening)].token("role", role=first), name, run[len(head) :].token("role", role=role)]
    for who in (head, head.removeprefix("由")):  # 由张三负责
        if is_name(who, expected=False) and has_sure_surname(who) and not is_unit(who):
            return [run[len(head) - len(who) : len(head)].token("word"), run[len(head) :].token("role", role=role)]
    if joined := re.search(r"(?:以?及其?|和|、|与)(?=[^及和与]{2,}\Z)", head + printed):
        left, right = _parse(run[: joined.start()]), _parse(run[joined.end() :])
        if left[-1].kind == right[0].kind == "role":
            return [*left, *right]
    return list(_role(run, role, printed, before_colon=False))


def _role(run: _Run, role: str, printed: str, *, before_colon: bool) -> Iterator[Token]:
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
        yield run[len(head) :].token("role", role=role, before_colon=before_colon)
    elif is_unit(unit):
        actual = "leader" if printed in ("主任", "副主任") and _COUNCIL.search(unit) else role
        yield _with_unit(run, len(head), skipped, len(head), actual, before_colon)
    elif overlap and not printed.startswith("副"):
        yield _with_unit(run, len(head), skipped, len(head) + len(overlap["base"]), role, before_colon)
    else:
        yield run[skipped:].token("role", role=role, before_colon=before_colon)


def _with_unit(run: _Run, post: int, start: int, end: int, role: str, before_colon: bool) -> Token:
    unit = run[start:end]
    none = role == "leader" and bool(_NO_DEPARTMENT.search(unit.words))  # 县局分管领导: of the office itself
    place = (0, 0) if none else (unit.places[0], unit.places[-1] + 1)
    return run[post:].token(
        "role", role=role, unit="" if none else unit.words, unit_start=place[0], unit_end=place[1], before_colon=before_colon
    )
