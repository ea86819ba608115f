"""A responsibility cell to runs: words, telephones, brackets and signs, blanks inside names and roles taken out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from loaders.extract.people_words import compact, compound_surnames, has_sure_surname, is_name, is_unit, label_kind, role_at_end
from loaders.extract.script import compiled

# 乡镇（街道）: a bracket that belongs to the word around it
_INNER = r"[（(](?:街道|社区|镇|乡|场|区|分局|管委会|办事处)[)）]"
_LATIN = r"[A-Za-z][A-Za-z.'’-]+(?: [A-Za-z.'’-]+){0,3}(?![㐀-鿿A-Za-z])"
_RAW = compiled(
    r"(?P<phone>\+?[0-9０-９][0-9０-９—–－ -]{4,}(?:转\d+)?)|(?P<end>[\n\r；;]+)|(?P<colon>[：:])|(?P<bracket>[（(][^（()）\n]*[)）])"
    rf"|(?P<blank>[ \t　\xa0]+)|(?P<latin>{_LATIN})|(?P<word>[㐀-鿿·•．・‧A-Za-zＡＢ]+(?:{_INNER}[㐀-鿿]+)*)|(?P<sep>.)"
)
_INNER_BRACKET = compiled(_INNER)


@dataclass(frozen=True, slots=True)
class Run:
    """Characters without blanks between them, and where each stood."""

    words: str
    places: tuple[int, ...]

    def __getitem__(self, part: slice) -> Run:
        return Run(self.words[part], self.places[part])


def runs(text: str) -> list[tuple[str, Run]]:
    """The parts of a cell in order, each with its kind: word, phone, bracket, colon, blank, end (of a line) or gap."""
    return _joined(_raw(text))


def _raw(text: str) -> list[tuple[str, Run]]:
    found: list[tuple[str, Run]] = []
    for match in _RAW.finditer(text):
        kind = str(match.lastgroup)
        hidden = {k for inner in _INNER_BRACKET.finditer(text, *match.span()) for k in range(*inner.span())} if kind == "word" else ()
        places = tuple(k for k in range(*match.span()) if k not in hidden)
        found.append(({"sep": "gap", "latin": "word"}.get(kind, kind), Run("".join(text[k] for k in places), places)))
    return found


def _joined(raw: Sequence[tuple[str, Run]]) -> list[tuple[str, Run]]:
    """Single characters with blanks between them are one word: 孟 澈, 局 长; four are two names, unless they are a role."""
    found: list[tuple[str, Run]] = []
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


def _singles(raw: Sequence[tuple[str, Run]], k: int) -> list[Run]:
    """The words of one character that follow each other from `k` on with nothing but blanks between."""
    found: list[Run] = []
    while k < len(raw) and raw[k][0] == "word" and len(raw[k][1].words) == 1:
        found.append(raw[k][1])
        k += 2 if k + 1 < len(raw) and raw[k + 1][0] == "blank" else len(raw)
    return found


def _groups(singles: Sequence[Run]) -> list[Run]:
    whole = compact("".join(run.words for run in singles))
    size = len(singles) if len(singles) == 3 or role_at_end(whole)[1] or label_kind(whole) else 2
    return [_glued(singles[k : k + size]) for k in range(0, len(singles), size)]


def _glued(runs: Sequence[Run]) -> Run:
    return Run("".join(run.words for run in runs), tuple(place for run in runs for place in run.places))


def _with_next(raw: Sequence[tuple[str, Run]], k: int) -> Run | None:
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
