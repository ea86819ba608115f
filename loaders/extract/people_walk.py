"""The walk over a responsibility cell's tokens: which name plays which part in which unit."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from loaders.extract.people_tokens import Token, tokens
from loaders.extract.people_words import is_generic_unit, is_name, is_nobody, role_at_end, title_of_surname
from loaders.extract.slots import Slot
from loaders.vocab import vocabulary


@dataclass(slots=True)
class _Reader:
    """The walk over a cell's tokens: the role and unit in force, and the slots found."""

    tokens: list[Token]
    default_role: str
    role: Token | None = None  # label or role that the next names belong to
    label_open: bool = False  # a colon stands after it and no name yet
    unit: Token | None = None
    names_first: bool = False  # 张三 科长: the post follows the name
    slots: list[Slot] = field(default_factory=list)


def walk(found: Sequence[Token], default_role: str) -> list[Slot]:
    """The slots that tokens name, in order; `default_role` is the part that a bare name plays."""
    reader = _Reader(list(found), default_role)
    for k, token in enumerate(reader.tokens):
        _HANDLERS[token.kind](reader, token, k)
    return reader.slots


def _next(reader: _Reader, k: int) -> Token | None:
    return reader.tokens[k + 1] if k + 1 < len(reader.tokens) else None


def _take_role(reader: _Reader, token: Token, k: int) -> None:
    following = _next(reader, k)
    if token.before_colon:
        reader.role, reader.label_open = token, True
        reader.unit = None if token.unit or token.role == "leader" else reader.unit
        return
    if (reader.names_first or _asked_post(reader)) and reader.slots:
        _give_role(reader, token)
    elif _same_title_follows(reader, token, k):
        return
    elif _is_value(reader) or not _names_someone(following):
        _add_post(reader, token)
    else:
        reader.role, reader.label_open = token, False
        reader.unit = None if token.unit or token.role == "leader" else reader.unit


def _asked_post(reader: _Reader) -> bool:
    return reader.role is not None and reader.role.role == "post"


def _same_title_follows(reader: _Reader, token: Token, k: int) -> bool:
    """党组书记、局长：张三 is one official with two titles."""
    gap, other = _next(reader, k), _next(reader, k + 1)
    both = gap is not None and gap.words == "、" and other is not None and other.kind == "role" and other.role == token.role
    return both and other is not None and (other.before_colon or _names_someone(_next(reader, k + 2)))


def _is_value(reader: _Reader) -> bool:
    """Whether the role stands where a label asks who: 责任人：处长."""
    return reader.label_open and reader.role is not None


def _names_someone(token: Token | None) -> bool:
    if token is None:
        return False
    if token.kind == "bracket":
        return is_name(token.words[1:-1], expected=False)
    return token.kind == "word" and (is_name(token.words, expected=True) or is_nobody(token.words))


def _add_post(reader: _Reader, token: Token) -> None:
    label = reader.role if reader.label_open else None
    role = label.role if label and label.role not in ("", "other") else token.role
    if reader.default_role != "other" and label is None:
        role = reader.default_role
    unit = _unit_of(reader, token, label)
    printed = label.words if label else token.words
    glued = token.role == "head" and bool(token.unit) and token.unit_end == token.start  # 竹篾股股长 is the post's whole name
    name, start = (token.unit + token.words, token.unit_start) if glued else (token.words, token.start)
    reader.slots.append(Slot(name, "post", role, printed, *unit[:1], start, token.end, *unit[1:]))
    reader.label_open = False
    reader.role = None if label is None else reader.role


def _unit_of(reader: _Reader, token: Token, label: Token | None) -> tuple[str, int, int]:
    for role in (token, label):
        if role and role.unit:
            return role.unit, role.unit_start, role.unit_end
    unit = reader.unit
    if unit is None or token.role == "leader" or is_generic_unit(unit.words):
        return "", 0, 0
    return unit.words, unit.start, unit.end


def _give_role(reader: _Reader, token: Token) -> None:
    """张三 科长: the post after the name; only where the name has no part of its own yet."""
    last = reader.slots[-1]
    if last.kind != "person" or role_at_end(last.printed_role)[0]:
        return
    role = token.role if reader.default_role == "other" else reader.default_role
    unit = (token.unit, token.unit_start, token.unit_end) if token.unit else (last.department, last.department_start, last.department_end)
    reader.slots[-1] = replace(
        last, role=role, printed_role=token.words, department=unit[0], department_start=unit[1], department_end=unit[2]
    )


def _take_word(reader: _Reader, token: Token, k: int) -> None:
    if is_nobody(token.words):
        reader.label_open = False
        return
    expected = reader.role is not None or reader.default_role != "other"
    if not is_name(token.words, expected=expected) and not title_of_surname(token.words):
        return
    if reader.role is None:
        following = _next(reader, k)
        reader.names_first = (
            following is not None and following.kind == "role" and not following.before_colon and _role_ends_line(reader, k)
        )
    _add_person(reader, token)


def _role_ends_line(reader: _Reader, k: int) -> bool:
    """Whether a line that begins with a name ends with a role: then each role belongs to the name before it."""
    line = []
    for token in reader.tokens[k + 1 :]:
        if token.kind == "end":
            break
        line.append(token)
    return bool(line) and [t for t in line if t.kind in ("role", "word")][-1].kind == "role"


def _add_person(reader: _Reader, token: Token) -> None:
    label = reader.role
    role = label.role if label and label.kind == "role" else ""
    role = role if role and (role != "other" or reader.default_role == "other") else reader.default_role
    unit = _unit_of(reader, Token("word", "", 0, 0, role=role), label if label and label.kind == "role" else None)
    reader.slots.append(Slot(token.words, "person", role, label.words if label else "", unit[0], token.start, token.end, *unit[1:]))
    reader.label_open = False


def _take_unit(reader: _Reader, token: Token, k: int) -> None:
    if is_generic_unit(token.words):
        return
    reader.unit = token
    if _is_value(reader) and not token.before_colon and _ends_value(reader, k):
        _add_unit(reader, token)
    elif token.before_colon:
        reader.role, reader.label_open = None, False
    elif reader.role is not None and not reader.label_open:
        reader.role = None


def _ends_value(reader: _Reader, k: int) -> bool:
    """Whether nothing follows that could be the name asked for, on this line or at the start of the next."""
    rest = [token for token in reader.tokens[k + 1 : k + 3] if token.kind != "phone"]
    return not rest or (rest[0].kind == "end" and (len(rest) == 1 or rest[1].kind != "word"))


def _add_unit(reader: _Reader, token: Token) -> None:
    """负责人：竹篾股 names no person, yet somebody: whoever holds the unit's post."""
    label = reader.role
    if label is None or label.kind != "role":
        return
    unit = ("", 0, 0) if label.role == "leader" else (token.words, token.start, token.end)
    reader.slots.append(Slot(token.words, "post", label.role, label.words, unit[0], token.start, token.end, *unit[1:]))
    reader.label_open = False


def _take_label(reader: _Reader, token: Token, k: int) -> None:
    reader.role, reader.label_open = (None, False) if token.role in ("unit", "other") else (token, token.role != "post")


def _take_bracket(reader: _Reader, token: Token, k: int) -> None:
    inner = token.words[1:-1].strip()
    before = reader.tokens[k - 1] if k else None
    if before is None or is_nobody(inner):
        reader.label_open = False
        return
    if before.kind == "word" and reader.slots and reader.slots[-1].end == before.end:
        _add_to_last(reader, inner)
    elif before.kind in ("role", "unit", "colon") and is_name(inner, expected=False):
        reader.role = before if before.kind == "role" else reader.role
        _add_person(reader, Token("word", inner, token.start + 1, token.end - 1))


def _add_to_last(reader: _Reader, inner: str) -> None:
    """原名张三 is an alias; 法规股股长 a post."""
    last = reader.slots[-1]
    alias = next((inner[len(word) :].strip("：: ") for word in _alias_words() if inner.startswith(word)), "")
    if alias and is_name(alias, expected=True):
        reader.slots[-1] = replace(last, aliases=(*last.aliases, alias))
        return
    role = next((inside for inside in tokens(inner) if inside.kind == "role"), None)
    if role is not None:
        _give_role(reader, role)


@cache
def _alias_words() -> tuple[str, ...]:
    return tuple(sorted(vocabulary("roles")["alias_words"], key=len, reverse=True))


def _take_gap(reader: _Reader, token: Token, k: int) -> None:
    """A separator parts names of one role; nothing changes."""


def _take_end(reader: _Reader, token: Token, k: int) -> None:
    """A label without a name waits for the next line, where that begins with a name."""
    following = _next(reader, k)
    waits = reader.label_open and following is not None and following.kind == "word" and "\n" in token.words
    if not waits:
        reader.role, reader.label_open = None, False
    reader.names_first = False
    reader.unit = reader.unit if reader.unit and _alone(reader, reader.unit) else None


def _alone(reader: _Reader, unit: Token) -> bool:
    """Whether a unit is its line's only word, or the value of a label: then it holds for the lines that follow."""
    k = reader.tokens.index(unit)
    before, following = reader.tokens[k - 1] if k else None, _next(reader, k)
    return (before is None or before.kind in ("end", "colon")) and (following is None or following.kind == "end")


_HANDLERS: dict[str, Callable[[_Reader, Token, int], None]] = {
    "role": _take_role, "word": _take_word, "unit": _take_unit, "label": _take_label, "bracket": _take_bracket,
    "gap": _take_gap, "colon": _take_gap, "phone": _take_gap, "end": _take_end,
}  # fmt: skip
