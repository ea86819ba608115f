"""The walk over a text's titles, articles and references: which law each of them cites."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

from loaders.extract.law_articles import Article
from loaders.extract.law_bare import may_cite
from loaders.extract.law_scan import Token, tokens
from loaders.extract.script import Plain, plain, simplified


@dataclass(frozen=True, slots=True)
class Citation:
    """A law cited at `start:end` of the text (title and article). `title` is printed; `article` may be empty.

    `resolved` is the printed word that refers back to it (本条例, 同法), empty where the title itself stands; `completed` says
    that the article has words which the list leaves out there (、第二款). `level` is the list's own tag in standard form and
    `number` the document number printed with the title.
    """

    title: str
    article: str
    bracketed: bool
    start: int
    end: int
    resolved: str = ""
    completed: bool = False
    level: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True)
class Mention:
    """A certificate, catalogue or standard at `start:end` of the text, or the words of a reference."""

    name: str
    start: int
    end: int
    resolved: bool = False


@dataclass(frozen=True, slots=True)
class CitationReading:
    """What was read from one text, in order."""

    citations: tuple[Citation, ...] = ()
    certificates: tuple[Mention, ...] = ()
    references: tuple[Mention, ...] = ()
    dangling: tuple[Mention, ...] = ()


@dataclass(slots=True)
class _State:
    """The walk over a text's tokens: the law in force, those named so far, and what was found."""

    text: str
    view: Plain
    current: Token | None = None
    back: Token | None = None
    level: str = ""
    named: list[Token] = field(default_factory=list)
    levels: dict[int, str] = field(default_factory=dict)
    cited: set[int] = field(default_factory=set)
    citations: list[Citation] = field(default_factory=list)
    certificates: list[Mention] = field(default_factory=list)
    references: list[Mention] = field(default_factory=list)
    dangling: list[Mention] = field(default_factory=list)
    outside: list[tuple[int, Token | None]] = field(default_factory=list)

    def printed(self, start: int, end: int) -> str:
        """The printed words, without noise between them, of a span of the plain text."""
        return "".join(self.text[self.view.at(k)] for k in range(start, end))


@cache
def walk(text: str) -> CitationReading:
    """Everything in a text that cites."""
    view = plain(text)
    if not may_cite(view.text):
        return CitationReading()
    state = _State(text, view)
    for token in tokens(view.text):
        _leave_brackets(state, token)
        _HANDLERS[token.kind](state, token)
    _cite_titles_alone(state)
    found = sorted(state.citations, key=lambda citation: (citation.start, citation.end))
    return CitationReading(tuple(found), tuple(state.certificates), tuple(state.references), tuple(state.dangling))


def _leave_brackets(state: _State, token: Token) -> None:
    """A law named within brackets is in force only there."""
    while state.outside and token.start >= state.outside[-1][0]:
        _, state.current = state.outside.pop()
    before = state.view.text.rfind("（", 0, token.start)
    close = state.view.text.find("）", before) if before >= 0 else -1
    if close > token.start and (not state.outside or state.outside[-1][0] != close):
        state.outside.append((close, state.current))


def _take_title(state: _State, token: Token) -> None:
    known = _called(state, token)
    state.current = known or token
    state.back = token if known else None
    if known is None:
        state.named.append(token)
        state.levels[token.start] = state.level


def _called(state: _State, token: Token) -> Token | None:
    """The law that 《条例》 stands for, after …（以下简称《条例》） or a title of that kind."""
    said = next((named for named in reversed(state.named) if named.called == token.words), None)
    if said or token.words not in ("法", "条例", "办法", "规定", "细则", "实施细则", "实施办法", "规则", "若干规定"):
        return said
    return next((named for named in reversed(state.named) if _core(named).endswith(token.words)), None)


def _take_paper(state: _State, token: Token) -> None:
    name = _inside_brackets(state.printed(token.start, token.end), token.words)
    state.certificates.append(Mention(name, state.view.at(token.start), state.view.at(token.end)))


def _take_back(state: _State, token: Token) -> None:
    law = _meant(state, token)
    state.references.append(
        Mention(state.printed(token.start, token.end), state.view.at(token.start), state.view.at(token.end), law is not None)
    )
    state.current, state.back = law, token


def _meant(state: _State, token: Token) -> Token | None:
    """The law of the kind that was named last: 本条例 means a 条例, never the 办法 named after it."""
    kind = re.sub(r"\A(?:本|该|同|上述|前述)", "", token.words)
    return next((named for named in reversed(state.named) if _is_of(kind, _core(named))), None)


def _is_of(kind: str, title: str) -> bool:
    if kind == "法":
        return title.endswith(("法", "法典")) and not title.endswith("办法")
    return title.endswith(kind)


def _core(token: Token) -> str:
    return re.sub(r"[（(][^（()）]*[)）]\Z", "", token.words)


def _take_articles(state: _State, token: Token) -> None:
    back = (
        state.back if state.back and not state.text[state.view.at(state.back.end) : state.view.at(token.start)].strip(" 　的“”") else None
    )
    if back and back.kind == "back":
        _lengthen_reference(state, back, token)
    if state.current is None:
        return
    for k, article in enumerate(token.articles):
        first = k == 0 and (back is not None or _follows(state, token))
        state.citations.append(_citation(state, state.current, article, back, first=first))
    state.cited.add(state.current.start)
    state.back = None


def _follows(state: _State, token: Token) -> bool:
    """Whether nothing was cited from the law in force yet: its title and this article are one citation."""
    return state.current is not None and state.current.start not in state.cited and state.current.start < token.start


def _lengthen_reference(state: _State, back: Token, articles: Token) -> None:
    """The reference is 本办法第三十条, not 本办法 alone."""
    last = state.references.pop()
    end = state.view.at(articles.articles[0].end)
    state.references.append(Mention(state.printed(back.start, articles.articles[0].end), last.start, end, last.resolved))


def _citation(state: _State, law: Token, article: Article, back: Token | None, *, first: bool) -> Citation:
    start = law.start if first and back is None else article.start
    printed = state.printed(article.start, article.end)
    words = "".join(printed.split()) if not article.completed and "".join(printed.split()) and _same(printed, article) else article.text
    return Citation(
        _title(state, law), words, law.kind == "title", state.view.at(start), state.view.at(article.end),
        back.words if back else "", article.completed, state.levels.get(law.start, ""), law.number,
    )  # fmt: skip


def _same(printed: str, article: Article) -> bool:
    return len("".join(printed.split())) == len(article.text)


def _title(state: _State, law: Token) -> str:
    """The title as printed, without the brackets around it and the blanks in it."""
    return _inside_brackets("".join(state.printed(law.start, law.end).split()), "".join(law.words.split()))


def _inside_brackets(printed: str, words: str) -> str:
    start = simplified(printed).find(words)
    return printed[start : start + len(words)]


def _take_dangling(state: _State, token: Token) -> None:
    resolved = bool(state.named) and not token.words.endswith("所列")
    state.dangling.append(Mention(state.printed(token.start, token.end), state.view.at(token.start), state.view.at(token.end), resolved))


def _take_level(state: _State, token: Token) -> None:
    state.level = token.words


def _cite_titles_alone(state: _State) -> None:
    for law in state.named:
        if law.start not in state.cited:
            place = state.view.at(law.start), state.view.at(law.end)
            level = state.levels.get(law.start, "")
            state.citations.append(Citation(_title(state, law), "", law.kind == "title", *place, level=level, number=law.number))


_HANDLERS = {
    "title": _take_title, "bare": _take_title, "number": _take_title, "paper": _take_paper, "articles": _take_articles,
    "back": _take_back, "dangling": _take_dangling, "level": _take_level,
}  # fmt: skip
