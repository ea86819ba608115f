"""Law titles that stand without 《》: before an article or a note of enactment, or where the words cite."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from loaders.extract.law_titles import STATE, known_titles
from loaders.extract.script import compiled

_ENDING = r"(?:法典|法|条例|规定|办法|细则|规则|准则|决定|意见|通知)"
_RUN = r"[㐀-鿿、〈〉]"
_CITING = r"依据|依照|根据|按照|遵照|参照|对照|违反|触犯|适用|执行|遵守|符合|援引|引用|落实|贯彻|参见|详见|见|按|依"
_TEACHING = r"学习|宣传|掌握|熟悉|宣讲|普及"
_N = r"[一二三四五六七八九十百千零〇0-9０-９]{1,7}"
# followed by its article or by a note of who enacted it and when
_BEFORE_ARTICLE = compiled(
    rf"(?P<run>{_RUN}{{1,60}}?{_ENDING})[”\"』」]?\s*(?:\x00+\s*){{0,3}}[：:]?\s*(?=第\s?{_N}(?:[、，,和]\s?第?{_N})*\s*条|\x00)"
)
# cited as a whole: 按照…规定开展; the verbs keep a list's own rules out
_CITED = compiled(
    rf"(?:按照|依照|根据|依据|执行|违反|遵守|依)(?P<run>{_RUN}{{3,40}}?(?:实施条例|实施细则|条例|办法|细则|规定|规则))"
    r"(?=开展|进行|办理|实施|审理|处理|处罚|执行|[之的]?规定|要求|等|[，。；、]|\s|\Z)"
)
_NATIONAL = compiled(rf"{STATE}[㐀-鿿]{{1,30}}?(?:法典|法(?:实施条例|实施细则)?|条例|规定|办法|细则)(?!实施)")
_CITED_MIN = 8  # a title that no vocabulary knows and no article follows is believed from this length on
_NO_TITLE = compiled(
    r"法律|法规|规章|程序(?!规定)|有关|相关|国家规定|^本|^该|^同|上述|以上|法定|[的应不可未按]|本局|我局|本单位|内部|廉政|廉洁|工作纪律|回避|罚缴|八项|财务|保密|文件|制度"
)
# words that end as a law does and are none: 算法, 方法, 执法
_OTHER_WORD = compiled(r"[算方做手用看书执司违非合依守普立]法\Z")
_JOINED = compiled(r".*(?:法典|法|条例|规定|办法|细则|规则)(?:[、和及与]|以及)")
_ARTICLE_BEFORE = compiled(rf".*第\s?{_N}[条款项](?:之{_N})?(?:[、，,和及与]|以及)?")
_NOT_LAW_AFTER = compiled(r"[律规学院定人官制治庭]")


def bare_titles(masked: str) -> Iterator[tuple[int, int]]:
    """Where titles without 《》 stand. In `masked` the words of titles in 《》 and of notes are NUL characters."""
    yield from _unique([*_before_articles(masked), *_national(masked), *_known(masked), *_cited(masked)])


def _unique(spans: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    end = -1
    for a, b in sorted(spans, key=lambda span: (span[0], -span[1])):
        if a >= end:
            yield a, b
            end = b


def _before_articles(masked: str) -> Iterator[tuple[int, int]]:
    for found in _BEFORE_ARTICLE.finditer(masked):
        a, b = found.span("run")
        start = _title_start(masked[a:b])
        if start is not None:
            yield a + start, b


def _title_start(run: str) -> int | None:
    """Where the title begins in a run of words that ends with it; None where it ends with none."""
    if STATE in run:
        return run.rindex(STATE)
    joined = _JOINED.match(run, 0, len(run) - 1)
    start = joined.end() if joined and len(run) - joined.end() > 1 else 0
    article = _ARTICLE_BEFORE.match(run, start)
    start = article.end() if article else start
    known = _known_suffix(run[start:])
    if known is not None:
        return start + known
    cites = list(re.finditer(_CITING, run[start:]))
    start += cites[-1].end() if cites else 0
    title = run[start:]
    plausible = len(title) >= 4 and not (_NO_TITLE.search(title) or _OTHER_WORD.search(title)) and not title.startswith("、")
    return start if plausible else None


def _known_suffix(run: str) -> int | None:
    """Where a known title begins that ends the run; a place before it makes it another law."""
    names, lengths = known_titles()
    start = next((len(run) - length for length in lengths if length <= len(run) and run[-length:] in names), None)
    left = run[:start] if start is not None else ""
    return None if re.search(r"[省市县区州旗]\Z", left) else start


def _national(masked: str) -> Iterator[tuple[int, int]]:
    """中华人民共和国…法 is a title wherever it stands."""
    for found in _NATIONAL.finditer(masked):
        if not _NOT_LAW_AFTER.match(masked, found.end()) or masked.startswith("规定", found.end()):
            yield found.span()


def _known(masked: str) -> Iterator[tuple[int, int]]:
    """Laws of the vocabulary that the words cite (依照民事诉讼法规定的方式) or that stand by themselves, as in a list of laws."""
    for found in re.finditer(r"法|条例", masked):
        end = found.end()
        start = _known_start(masked[max(0, end - 30) : end])
        other_word = _NOT_LAW_AFTER.match(masked, end) and not masked.startswith("规定", end)
        if start is None or other_word:
            continue
        start += max(0, end - 30)
        before = masked[max(0, start - 12) : start]
        alone = re.search(r"(?:\A|[、，,；;。：:\s])\Z", before) and re.match(r"[、，,；;。\s]|\Z", masked[end : end + 1])
        applied = re.match(r"(?:的|等)?(?:有关|相关)?(?:规定|要求)", masked[end : end + 6])
        if alone or applied or re.search(rf"(?:{_CITING}|{_TEACHING}|{_ENDING}[、和及与])(?:了|{STATE})?\Z", before):
            yield start, end


def _known_start(words: str) -> int | None:
    names, lengths = known_titles()
    return next((len(words) - length for length in lengths if 3 <= length <= len(words) and words[-length:] in names), None)


def _cited(masked: str) -> Iterator[tuple[int, int]]:
    for found in _CITED.finditer(masked):
        title = found["run"]
        if len(title) >= _CITED_MIN and not _NO_TITLE.search(title):
            yield found.span("run")


@cache
def may_cite(text: str) -> bool:
    """A quick look: whether a text can hold a citation at all."""
    return bool(re.search(r"[《〈<＜〔]|[\[（(【]\s?(?:19|20)\d\d|令第|条|法|规定|办法|细则|规则|前款|所列", text))
