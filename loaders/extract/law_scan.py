"""What a text holds that matters for citations, in order: titles, articles, references back, document numbers, levels."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from loaders.extract.law_articles import Article, article_starts, articles_at
from loaders.extract.law_bare import bare_titles
from loaders.extract.law_titles import is_law, is_placeholder, standard_level
from loaders.extract.script import compiled
from loaders.vocab import vocabulary

_TITLES = (
    compiled(r"《(?P<title>(?:[^《》]|《[^《》\n]{1,60}》){1,120})》"),
    compiled(r"[<＜]{1,2}(?P<title>[^<>＜＞\n]{1,60}(?:法|条例|规定|办法|细则))[>＞]{1,2}"),
    compiled(r"〈(?P<title>[^〈〉《》\n]{1,60}(?:法|条例|规定|办法|细则))〉"),
)
_DOUBLED = compiled(r"《([^《》]*)》")  # 《《条例》》
# after a title or an article: who enacted it and when, or how it is called from here on
_NOTE = compiled(r"\s*(?P<words>(?:[（(](?:[^（()）]|[（(][^（()）]*[)）]){1,200}[)）]))")
_NOTE_WORDS = compiled(r"令|号|修[订正改]|通过|公布|发布|施行|颁布|[以下]简称|(?:19|20)\d\d年")
_CALLED = compiled(r"简称[：:]?\s*[《“\"]?(?P<name>[㐀-鿿]{2,20})")
NUMBER = compiled(
    r"(?P<number>[㐀-鿿]{1,14}[〔\[【（(［]\s?(?:19|20)\d{2}\s?[〕\]】)）］]\s?第?\s?\d{1,5}\s?号"
    r"|(?:(?![年月日])[㐀-鿿]){2,20}令(?:[〔\[（(]\d{4}[〕\])）])?\s?第?\s?[一二三四五六七八九十百零〇\d]{1,6}\s?号)"
)
_CITING = compiled(r".*(?:依据|依照|根据|按照|遵照|参照|执行|违反|文件|[、和及与])")
_BACK = compiled(
    r"(?<![基根日资成样版标剧文课书原])(?P<words>(?P<which>本|该|同|上述|前述)(?P<kind>法|条例|办法|规定|细则|规则|决定|意见|通知|通则))"
    r"(?![律规院定学人制治]|自[^，。；\n]{0,20}起[施实]行)"  # 本办法自公布之日起施行 speaks of the law that is quoted
)
_DANGLING = compiled(r"以上所列|上述所列|(?:前款|前条|前两款|前两条|前述)(?:所列|规定|的规定)?")


@dataclass(frozen=True, slots=True)
class Token:
    """Something at `start:end`: kind is title, paper, bare, number, articles, back, dangling or level."""

    kind: str
    start: int
    end: int
    words: str
    number: str = ""
    called: str = ""
    articles: tuple[Article, ...] = ()


def tokens(text: str) -> list[Token]:
    """The tokens of a text in simplified script, in order."""
    titles = _titles(text)
    notes = dict(_notes(text, titles))
    masked = _mask(text, [(t.start, t.end) for t in titles] + [(a, b) for a, b in notes.values()])
    titles = [_with_note(text, token, notes) for token in titles if not _inside(token, notes)]
    bare = [_bare(text, span, notes) for span in bare_titles(masked)]
    numbers = list(_numbers(masked, [*titles, *bare]))
    titles = [_numbered(token, numbers) for token in titles]
    masked = _mask(masked, [(t.start, t.end) for t in [*bare, *numbers]])
    free = [number for number in numbers if not any(number.words == token.number for token in titles)]
    others = [*_articles(masked), *_backs(masked), *_dangling(masked), *_level_tags(masked)]
    return sorted([*titles, *bare, *free, *others], key=lambda token: (token.start, token.end))


def _titles(text: str) -> list[Token]:
    found: list[Token] = []
    for pattern in _TITLES:
        taken = _mask(text, [(token.start, token.end) for token in found])
        for match in pattern.finditer(text):
            title, start, end = match["title"], match.start(), match.end()
            while doubled := _DOUBLED.fullmatch(title):
                title, start, end = doubled[1], start + 1, end - 1
            if taken[start] != "\x00" and not is_placeholder(title):
                found.append(Token("title" if is_law(title) else "paper", start, end, title))
    return sorted(found, key=lambda token: token.start)


def _notes(text: str, titles: list[Token]) -> Iterator[tuple[int, tuple[int, int]]]:
    """Notes of enactment by where they begin: after a title, an article or words that end like a title."""
    ends = {token.end for token in titles} | {found.end() for found in re.finditer(r"[条款项号法例定则]|办法|[)）]", text)}
    for end in sorted(ends):
        found = _NOTE.match(text, end)
        if found and _NOTE_WORDS.search(found["words"]) and not NUMBER.match(text, max(0, end - 1)):
            yield end, found.span("words")


def _inside(token: Token, notes: dict[int, tuple[int, int]]) -> bool:
    return any(a <= token.start < b for a, b in notes.values())


def _with_note(text: str, token: Token, notes: dict[int, tuple[int, int]]) -> Token:
    words = ""
    end = token.end
    while end in notes:
        a, end = notes[end]
        words += text[a:end]
    number, called = NUMBER.search(words), _CALLED.search(words)
    return Token(token.kind, token.start, token.end, token.words, number["number"] if number else "", called["name"] if called else "")


def _bare(text: str, span: tuple[int, int], notes: dict[int, tuple[int, int]]) -> Token:
    return _with_note(text, Token("bare", *span, text[slice(*span)]), notes)


def _numbers(masked: str, titles: list[Token]) -> Iterator[Token]:
    """Document numbers outside notes."""
    for found in NUMBER.finditer(masked):
        start = found.start()
        cited = _CITING.match(found["number"].split("令")[0][:14])
        start += cited.end() if cited and cited.end() < 12 else 0
        if not any(token.start <= start < token.end for token in titles):
            yield Token("number", start, found.end(), masked[start : found.end()])


def _numbered(token: Token, numbers: list[Token]) -> Token:
    """A number right before or right after a title is that document's own."""
    beside = next((n for n in numbers if n.end == token.start or n.start == token.end), None)
    if beside is None:
        return token
    return Token(token.kind, token.start, token.end, token.words, beside.words, token.called)


def _articles(masked: str) -> Iterator[Token]:
    end = 0
    for start in article_starts(masked):
        if start >= end:
            found, end = articles_at(masked, start)
            if found:
                yield Token("articles", start, end, masked[start:end], articles=tuple(found))


def _backs(masked: str) -> Iterator[Token]:
    for found in _BACK.finditer(masked):
        yield Token("back", found.start(), found.end(), found["words"])


def _dangling(masked: str) -> Iterator[Token]:
    for found in _DANGLING.finditer(masked):
        yield Token("dangling", found.start(), found.end(), found[0])


def _level_tags(masked: str) -> Iterator[Token]:
    for found in _level_pattern().finditer(masked):
        yield Token("level", found.start(), found.end(), standard_level(found["a"] or found["b"]))


@cache
def _level_pattern() -> re.Pattern[str]:
    known = [word for words in vocabulary("laws")["levels"].values() for word in words]
    # 法规： alone may be either kind: the tag before it is in force no longer
    any_level = "|".join(sorted([*known, "法规", "规章", "其他", "政策"], key=len, reverse=True))
    return compiled(rf"[【〔\[（(]\s?(?P<a>{any_level})\s?[】〕\])）]|(?:\A|(?<=[\s.、．)）；。]))(?P<b>{any_level})[：:]")


def _mask(text: str, spans: list[tuple[int, int]]) -> str:
    characters = list(text)
    for a, b in spans:
        characters[a:b] = "\x00" * (b - a)
    return "".join(characters)
