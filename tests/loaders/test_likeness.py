"""Likeness: the weights that sentences teach, checked by the formula written out, and what is like nothing."""

from __future__ import annotations

import math
from collections import Counter

import pytest

from loaders.extract.likeness import Likeness, cosines_of, learn, most_alike
from loaders.vocab.language import CODES, examples

SENTENCES = {
    "GIFT": ["收下礼金", "收下烟酒", "替同学收下红包", "送礼送礼"],
    "LATE": ["拖着不办", "超期，未办结", "拖延"],
    "BOTH": ["收下红包，拖着不办", "替同学收下红包"],
    "NONE": [],
}


def grams(text: str) -> list[str]:
    parts = text.split("，")
    return [*"".join(parts), *(part[k : k + 2] for part in parts for k in range(len(part) - 1))]


def by_hand() -> tuple[dict[str, float], dict[str, dict[str, float]]]:
    """How rare each gram is, and what it adds to the cosine with each type, by the formula that docs/vocabularies.md words."""
    texts = [(code, Counter(grams(text))) for code, some in SENTENCES.items() for text in some]
    rarity = {gram: math.log((len(texts) + 1) / sum(gram in counts for _, counts in texts)) for _, counts in texts for gram in counts}
    rarity = {gram: weight for gram, weight in rarity.items() if len(gram) > 1 or weight > math.log(20)}
    held = {code: dict.fromkeys(rarity, 0.0) for code, some in SENTENCES.items() if some}
    for code, counts in texts:
        weights = {gram: (1 + math.log(n)) * rarity[gram] for gram, n in counts.items() if gram in rarity}
        for gram, weight in weights.items():
            held[code][gram] += weight / math.hypot(*weights.values())
    found = {}
    for code, own in held.items():
        others = {gram: sum(held[other][gram] for other in held if other != code) for gram in rarity}
        odds = {
            gram: math.log((own[gram] + 0.3) / (sum(own.values()) + 0.3 * len(rarity)))
            - math.log((others[gram] + 0.3) / (sum(others.values()) + 0.3 * len(rarity)))
            for gram in rarity
        }
        found[code] = {gram: rarity[gram] * odds[gram] / math.hypot(*odds.values()) for gram in rarity}
    return rarity, found


def test_the_weights_are_those_of_the_formula() -> None:
    learnt, (_, wanted) = learn(SENTENCES), by_hand()
    assert learnt.codes == ("GIFT", "LATE", "BOTH")
    for k, code in enumerate(learnt.codes):
        assert {gram: learnt.weights[row, k] for gram, row in learnt.row.items()} == pytest.approx(wanted[code])


@pytest.mark.parametrize("text", ["收下红包", "送礼，送礼送礼，不办", "超期拖延"])
def test_a_text_is_weighed_by_how_often_it_has_each_gram(text: str) -> None:
    rarity, wanted = by_hand()
    times = {gram: 1 + math.log(n) for gram, n in Counter(grams(text)).items() if gram in rarity}
    size = math.hypot(*(times[gram] * rarity[gram] for gram in times))
    right = [sum(times[gram] * of_type[gram] for gram in times) / size for of_type in wanted.values()]
    assert cosines_of(learn(SENTENCES), text) == pytest.approx(right)


def test_one_sentence_teaches_without_a_division_by_nothing() -> None:
    learnt = learn({"GIFT": ["收下礼金", "——"]})
    assert isinstance(learnt, Likeness)
    assert set(learnt.row) == {"收下", "下礼", "礼金"}


@pytest.mark.parametrize("text", ["", "——", "XYZ"])
def test_what_shares_nothing_with_any_example_is_like_nothing(text: str) -> None:
    assert most_alike("risk", text) == ("", 0.0)


@pytest.mark.parametrize("kind", ["risk", "measure"])
def test_most_examples_are_most_alike_their_own_type(kind: str) -> None:
    types_of: dict[str, set[str]] = {}
    for code in CODES[kind]:
        for text in examples(kind)[code]:
            types_of.setdefault(text, set()).add(code)
    asked = list(types_of)[::40]
    found = {text: most_alike(kind, text) for text in asked}
    assert sum(found[text][0] in types_of[text] for text in asked) > 0.9 * len(asked)
    assert all(0 < score <= 1 for _, score in found.values())
