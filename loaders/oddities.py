"""What is odd in the text of one cell: misprints, doubled words, numbering, labels, references to nowhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from loaders.extract.laws import find_dangling, find_self_references
from loaders.extract.numbers import Number, numbers
from loaders.extract.script import compiled, simplified, vocabulary_pattern
from loaders.extract.stages import contradicting_stage
from loaders.reading import Clause, PassageReading
from loaders.vocab import vocabulary

_DOUBLED = compiled(r"([㐀-鿿])\1")
_DOUBLED_WORD = compiled(r"([㐀-鿿]{2,8})\1")
_DOUBLED_MARK = compiled(r"\d{1,2}[、.．]{2,}|[；。，]{2,}")
_INNER_BLANK = compiled(r"(?<=[㐀-鿿])[ 　](?=[㐀-鿿])")
_CUT = compiled(r"[、，：:](?=\s*\Z)")
_PAIRS = {"《": "》", "（": "）", "“": "”", "【": "】", "〔": "〕"}
TEXT_FIELDS = ("item", "duty", "risk", "measure", "basis")
_NUMBERED_FIELDS = ("duty", "measure", "risk")


@dataclass(frozen=True, slots=True)
class Oddity:
    """A finding at `start:end` of a passage's text."""

    code: str
    start: int
    end: int
    suggestion: str


@cache
def oddities(passage: PassageReading) -> tuple[Oddity, ...]:
    """What is odd in one passage; each distinct text is looked at once."""
    if passage.field not in TEXT_FIELDS:
        return ()
    text = passage.text
    found = [*_misprints(text), *_doubled(text), *_inner_blanks(passage), *_references(text), *_unbalanced(text)]
    found += [*_marks(passage), *_numbering(passage), *_missing_numbers(passage), *_labels(passage), *_cut_short(passage)]
    return tuple(sorted(found, key=lambda oddity: (oddity.start, oddity.code)))


def _misprints(text: str) -> Iterator[Oddity]:
    words = simplified(text)
    for pattern, reading, needs in _misprint_rules():
        if needs in words:
            for match in pattern.finditer(words):
                yield Oddity("typo", match.start(), match.end(), match.expand(reading))


@cache
def _misprint_rules() -> tuple[tuple[re.Pattern[str], str, str], ...]:
    return tuple(
        (vocabulary_pattern("misprints", entry["is"]), entry["read"], entry.get("needs", ""))
        for entry in vocabulary("misprints")["misprints"]
    )


def _doubled(text: str) -> Iterator[Oddity]:
    words = simplified(text)
    table = vocabulary("misprints")["doubled"]
    for match in _DOUBLED.finditer(words):
        if match[1] in table and words[match.start() - 1 : match.start()] not in table[match[1]]:
            yield Oddity("doubled-character", match.start(), match.end(), match[1])
    for match in _DOUBLED_WORD.finditer(words):
        if match[1] not in vocabulary("misprints")["doubled_words"] and len(set(match[1])) > 1:
            yield Oddity("doubled-word", match.start(), match.end(), text[match.start(1) : match.end(1)])


def _inner_blanks(passage: PassageReading) -> Iterator[Oddity]:
    if passage.field == "measure":  # blanks part the measures of a line there
        return
    starts = {clause.start for clause in passage.clauses}
    for match in _INNER_BLANK.finditer(passage.text):
        if match.end() not in starts:
            a, b = match.start() - 1, match.end() + 1
            yield Oddity("inner-blank", a, b, passage.text[a] + passage.text[b - 1])


def _references(text: str) -> Iterator[Oddity]:
    for mention in find_self_references(text):
        yield Oddity("self-reference", mention.start, mention.end, "the list does not say which law this is")
    for mention in find_dangling(text):
        yield Oddity("dangling-reference", mention.start, mention.end, "what it refers to is not in the list")


def _unbalanced(text: str) -> Iterator[Oddity]:
    for opening, closing in _PAIRS.items():
        if text.count(opening) != text.count(closing):
            sign = opening if text.count(opening) > text.count(closing) else closing
            place = text.rfind(sign) if sign == opening else text.find(sign)
            yield Oddity("unbalanced", place, place + 1, f"one more {closing if sign == opening else opening}")


def _marks(passage: PassageReading) -> Iterator[Oddity]:
    for match in _DOUBLED_MARK.finditer(passage.text):
        yield Oddity("numbering" if match[0][0].isdigit() else "doubled-mark", match.start(), match.end(), match[0][:-1])


def _numbering(passage: PassageReading) -> Iterator[Oddity]:
    """Numbers that skip, repeat or begin anew; only those of the outermost style, and of one list."""
    if passage.field not in _NUMBERED_FIELDS:
        return
    before: tuple[Number, Clause] | None = None
    for clause in passage.clauses:
        number = next(iter(numbers(clause.number)), None)
        if number is None or not number.value or (before and number.style != before[0].style):
            continue
        if before and (passage.field == "duty" or clause.stage.printed == before[1].stage.printed):
            yield from _gap(passage.text, before[0].value, number.value, clause)
        before = number, clause


def _gap(text: str, last: int, value: int, clause: Clause) -> Iterator[Oddity]:
    if value == last + 1:
        return
    code = "number-skipped" if value > last else "number-repeated" if value == last else "number-restarts"
    start = max(0, text.rfind(clause.number, 0, clause.start))
    yield Oddity(code, start, start + len(clause.number), f"{last + 1} after {last}")


def _missing_numbers(passage: PassageReading) -> Iterator[Oddity]:
    if passage.field not in ("duty", "measure") or not any(clause.number for clause in passage.clauses):
        return
    for clause in passage.clauses:
        if not clause.number and _opens_line(passage.text, clause):
            yield Oddity("missing-number", clause.start, clause.end, "a number as its neighbours have")


def _opens_line(text: str, clause: Clause) -> bool:
    """Whether nothing but its own label stands before a clause on its line."""
    before = text[: clause.start].rpartition("\n")[2].strip().rstrip("：:，,").rstrip("】）)]")
    return not before or (bool(clause.stage.printed) and before.lstrip("【（([") == clause.stage.printed)


def _labels(passage: PassageReading) -> Iterator[Oddity]:
    if passage.field != "risk":
        return
    labelled = any(clause.stage.marker != "none" for clause in passage.clauses)
    for clause in passage.clauses:
        if labelled and clause.stage.marker == "none" and _opens_line(passage.text, clause):
            yield Oddity("unlabelled-risk", clause.start, clause.end, "、".join(clause.stage.stages) or "a stage label")
        if clause.stage.basis == "label" and (stage := contradicting_stage(clause.text, passage.family, clause.stage.stages)):
            yield Oddity("stage-mismatch", clause.start, clause.end, f"{stage} rather than {'、'.join(clause.stage.stages)}")


def _cut_short(passage: PassageReading) -> Iterator[Oddity]:
    for clause in passage.clauses:
        if _CUT.search(clause.text):
            yield Oddity("cut-short", clause.start, clause.end, "the sentence is not brought to an end")
