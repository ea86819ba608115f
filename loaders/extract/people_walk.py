"""The walk over a responsibility cell's tokens: which name plays which part in which unit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache

from loaders.extract.people_reader import Reader, add_person, add_post, add_unit, give_role, give_unit
from loaders.extract.people_tokens import Token, tokens
from loaders.extract.people_words import is_generic_unit, is_name, is_nobody, is_post
from loaders.extract.slots import Slot
from loaders.vocab import vocabulary


def walk(text: str, default_role: str, *, posts: bool) -> list[Slot]:
    """The slots that a cell names, in order; `default_role` is the part that a bare name plays, `posts` as for find_slots."""
    reader = Reader(text, tokens(text), default_role, posts)
    for k, token in enumerate(reader.tokens):
        _HANDLERS[token.kind](reader, token, k)
    return reader.slots


def _next(reader: Reader, k: int) -> Token | None:
    return reader.tokens[k + 1] if k + 1 < len(reader.tokens) else None


def _take_role(reader: Reader, token: Token, k: int) -> None:
    following = _next(reader, k)
    if token.before_colon:
        reader.role, reader.label_open = token, True
        reader.unit = None if token.unit or token.role == "leader" else reader.unit
        return
    if (reader.names_first or _asked_post(reader)) and reader.slots:
        give_role(reader, token)
    elif _same_title_follows(reader, token, k):
        return
    elif _is_value(reader) and _names_someone(following):
        _take_title(reader, token)
    elif _is_value(reader) or not _names_someone(following):
        if _heads_next_line(reader, k):
            reader.role, reader.label_open = token, True
        else:
            add_post(reader, token)
    else:
        reader.role, reader.label_open = token, False
        reader.unit = None if token.unit or token.role == "leader" else reader.unit


def _heads_next_line(reader: Reader, k: int) -> bool:
    """Whether a role alone on its line stands over a line of names alone."""
    before = reader.tokens[k - 1] if k else None
    end, name, after = _next(reader, k), _next(reader, k + 1), _next(reader, k + 2)
    alone = (before is None or before.kind == "end") and end is not None and end.kind == "end" and "\n" in end.words
    named = alone and name is not None and name.kind == "word" and is_name(name.words, expected=False)
    return named and (after is None or after.kind in ("end", "gap"))


def _take_title(reader: Reader, token: Token) -> None:
    """责任人：处长 张三: the title says which part, where the label does not."""
    if reader.role is not None and reader.role.role == "other":
        reader.role = token
    reader.label_open = False


def _asked_post(reader: Reader) -> bool:
    return reader.role is not None and reader.role.role == "post"


def _same_title_follows(reader: Reader, token: Token, k: int) -> bool:
    """党组书记、局长：张三 is one official with two titles."""
    gap, other = _next(reader, k), _next(reader, k + 1)
    both = gap is not None and gap.words == "、" and other is not None and other.kind == "role" and other.role == token.role
    return both and other is not None and (other.before_colon or _names_someone(_next(reader, k + 2)))


def _is_value(reader: Reader) -> bool:
    """Whether the role stands where a label asks who: 责任人：处长."""
    return reader.label_open and reader.role is not None


def _names_someone(token: Token | None) -> bool:
    if token is None:
        return False
    if token.kind == "bracket":
        return bool(_names(token.words[1:-1]))
    return token.kind == "word" and (is_name(token.words, expected=True) or is_nobody(token.words))


def _take_word(reader: Reader, token: Token, k: int) -> None:
    if is_nobody(token.words):
        reader.label_open = False
        return
    expected = reader.role is not None or reader.default_role != "other"
    if not is_name(token.words, expected=expected):
        if (reader.posts and len(token.words) > 1) or is_post(token.words):
            add_post(reader, replace(token, kind="role", role="other"))
        return
    if reader.role is None:
        following = _next(reader, k)
        reader.names_first = (
            following is not None and following.kind == "role" and not following.before_colon and _role_ends_line(reader, k)
        )
    add_person(reader, token)


def _role_ends_line(reader: Reader, k: int) -> bool:
    """Whether a line that begins with a name ends with a role: then each role belongs to the name before it."""
    line = []
    for token in reader.tokens[k + 1 :]:
        if token.kind == "end":
            break
        line.append(token)
    return bool(line) and [t for t in line if t.kind in ("role", "word")][-1].kind == "role"


def _take_unit(reader: Reader, token: Token, k: int) -> None:
    if is_generic_unit(token.words):
        return
    if _after_name(reader, token, k):
        give_unit(reader, token)
        return
    reader.unit, reader.unit_place = token, k
    if _is_value(reader) and not token.before_colon and _ends_value(reader, k):
        add_unit(reader, token)
    elif token.before_colon:
        reader.role, reader.label_open = None, False
    elif reader.role is not None and not reader.label_open:
        reader.role = None


def _ends_value(reader: Reader, k: int) -> bool:
    """Whether nothing follows that could be the name asked for, on this line or at the start of the next."""
    rest = [token for token in reader.tokens[k + 1 : k + 3] if token.kind != "phone"]
    return not rest or (rest[0].kind == "end" and (len(rest) == 1 or rest[1].kind != "word"))


def _after_name(reader: Reader, token: Token, k: int) -> bool:
    before, following = reader.tokens[k - 1] if k else None, _next(reader, k)
    last = following is None or following.kind in ("end", "gap")
    return bool(reader.slots) and before is not None and before.kind == "word" and last and not token.before_colon


def _take_label(reader: Reader, token: Token, k: int) -> None:
    reader.role, reader.label_open = (None, False) if token.role in ("unit", "other") else (token, token.role != "post")


def _take_bracket(reader: Reader, token: Token, k: int) -> None:
    inner = token.words[1:-1].strip()
    before = reader.tokens[k - 1] if k else None
    if before is None or is_nobody(inner):
        reader.label_open = False
        if before and before.kind == "role" and reader.slots and reader.slots[-1].end == before.end:
            reader.slots.pop()  # 局长（空缺）
        return
    if before.kind == "word" and reader.slots and reader.slots[-1].end == before.end:
        _add_to_last(reader, inner)
    elif before.kind in ("role", "unit", "colon"):
        reader.role = before if before.kind == "role" else reader.role
        for name in _names(inner):
            add_person(reader, replace(name, start=name.start + token.start + 1, end=name.end + token.start + 1))


def _names(words: str) -> list[Token]:
    return [token for token in tokens(words) if token.kind == "word" and is_name(token.words, expected=False)]


def _add_to_last(reader: Reader, inner: str) -> None:
    """原名张三 is an alias; 法规股股长 a post."""
    last = reader.slots[-1]
    alias = next((inner[len(word) :].strip("：: ") for word in _alias_words() if inner.startswith(word)), "")
    if alias and is_name(alias, expected=True):
        reader.slots[-1] = replace(last, aliases=(*last.aliases, alias))
        return
    inside = tokens(inner)
    role = next((token for token in inside if token.kind == "role"), None)
    if role is not None and not inner.startswith("原"):
        give_role(reader, role)
    elif len(inside) == 1 and inside[0].kind == "unit" and not last.department and not is_generic_unit(inside[0].words):
        place = reader.text.index(inside[0].words, last.end)
        reader.slots[-1] = replace(last, department=inside[0].words, department_start=place, department_end=place + len(inside[0].words))


@cache
def _alias_words() -> tuple[str, ...]:
    return tuple(sorted(vocabulary("roles")["alias_words"], key=len, reverse=True))


def _take_gap(reader: Reader, token: Token, k: int) -> None:
    """A separator parts names of one role; nothing changes."""


def _take_end(reader: Reader, token: Token, k: int) -> None:
    """A label without a name waits for the next line, where that begins with a name."""
    following = _next(reader, k)
    waits = reader.label_open and following is not None and following.kind == "word" and "\n" in token.words
    if not waits:
        reader.role, reader.label_open = None, False
    reader.names_first = False
    reader.unit = reader.unit if reader.unit and _alone(reader) else None


def _alone(reader: Reader) -> bool:
    """Whether the unit in force is its line's only word, or the value of a label: then it holds for the lines that follow."""
    k = reader.unit_place
    before, following = reader.tokens[k - 1] if k else None, _next(reader, k)
    return (before is None or before.kind in ("end", "colon")) and (following is None or following.kind == "end")


_HANDLERS: dict[str, Callable[[Reader, Token, int], None]] = {
    "role": _take_role, "word": _take_word, "unit": _take_unit, "label": _take_label, "bracket": _take_bracket,
    "gap": _take_gap, "colon": _take_gap, "phone": _take_gap, "end": _take_end,
}  # fmt: skip
