"""Typing of clauses: the vocabularies keep their own promises, cues act in context, likeness only where no cue speaks."""

from __future__ import annotations

import csv
import json
import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import SourceError
from loaders import vocab
from loaders.extract.typing import OTHER, TypeHit, check_vocabulary, rules, type_clause, types
from loaders.vocab.language import CODES, examples, marked_examples
from loaders.vocab.starts import starts

DATA = Path(__file__).parents[1] / "data" / "typing"
KINDS = ("risk", "measure")


def codes(kind: str, text: str, *, suggest: bool = False) -> set[str]:
    return {hit.code for hit in type_clause(kind, text, suggest=suggest)}


# --- the vocabularies as shipped


@pytest.mark.parametrize("kind", KINDS)
def test_the_shipped_vocabulary_keeps_its_promises(kind: str) -> None:
    check_vocabulary(kind)


@pytest.mark.parametrize("kind", KINDS)
def test_each_type_has_examples_and_counter_examples(kind: str) -> None:
    counters = [code for code, _, _ in marked_examples(kind, "counter")]
    assert {code for code in CODES[kind] if len(examples(kind)[code]) < 8} == set()
    assert {code for code in CODES[kind] if counters.count(code) < 4} == set()


@pytest.mark.parametrize("kind", KINDS)
def test_the_types_are_those_of_the_taxonomy(kind: str) -> None:
    lists = Path(os.environ.get("QUANPU_REAL_LISTS", Path(__file__).parents[3] / "shared"))
    table = lists / "domain" / f"taxonomy_{kind}.csv"
    if not table.is_file():
        pytest.skip(f"no {table}")
    with table.open(encoding="utf-8-sig", newline="") as lines:
        told = {row["code"]: (row["name_zh"], row["name_en"], row["family_zh"]) for row in csv.DictReader(lines)}
    assert {info.code: (info.name, info.name_en, info.family) for info in types(kind).values()} == told
    assert tuple(types(kind)) == CODES[kind]
    assert [rule.code for rule in rules(kind)] == list(CODES[kind])


# --- cues and the words that decided


def test_several_types_in_taxonomy_order_each_with_its_words() -> None:
    text = "收受礼金后泄露举报人信息，并拖延办理"
    found = {hit.code: text[hit.start : hit.end] for hit in type_clause("risk", text)}
    assert list(found) == ["BRIBE", "LEAK", "DELAY"]
    assert [found[code] for code in ("BRIBE", "DELAY")] == ["收受", "拖延"]
    assert "泄露" in found["LEAK"]


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ("徇 私 舞弊", "FAVOUR", "徇 私"),
        ("办“人情”案", "SOLICIT", "人情"),
        ("收受當事人財物", "BRIBE", "收受"),
        ("洩露舉報線索", "LEAK", "洩露"),
        ("職責邊界不清", OTHER, ""),
    ],
)
def test_blanks_quotes_and_traditional_characters_are_read_through(text: str, code: str, words: str) -> None:
    hit = next(hit for hit in type_clause("risk", text, suggest=False) if hit.code == code)
    assert text[hit.start : hit.end] == words


def test_the_inside_of_a_law_title_is_not_read() -> None:
    assert codes("measure", "按照《行政处罚听证程序规定》办理") == {"LAWFUL"}
    assert codes("measure", "执行《重大执法决定法制审核目录》") >= {"APPROVAL"}  # no law: what it names counts


@pytest.mark.parametrize("text", ["利用职务便利", "利用职务上的便利条件", "利用工作之便", "", "无", "   "])
def test_no_type_is_invented(text: str) -> None:
    assert type_clause("risk", text, suggest=False) == (TypeHit(OTHER, 0, 0),)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("检查前给企业打招呼", {"LEAK"}),
        ("熟人打招呼后从轻处罚", {"SOLICIT", "DISCRETION"}),
        ("处罚决定不及时执行", {"NONEXEC"}),
        ("案件受理不及时", {"DELAY"}),
        ("应移送而未及时移送", {"NONTRANSFER"}),
        ("不执行回避制度", {"CONFLICT"}),
        ("不按规定集体讨论", {"COLLECTIVE"}),
        ("不按规定程序审批", {"PROCEDURE"}),
        ("擅自将扣押的车辆放行", {"PROPERTY"}),
        ("擅自决定不立案", {"NONFILE", "ULTRA"}),
        ("截留罚没款", {"PROPERTY"}),
        ("截留专项资金", {"FUNDS"}),
        ("刁难办案人员", {"INTERFERE"}),
        ("刁难申请人", {"EXACTION"}),
        ("申请人伪造材料骗取许可", {OTHER}),
        ("伪造检查记录", {"TAMPER"}),
    ],
)
def test_contexts_decide_between_risks(text: str, expected: set[str]) -> None:
    assert codes("risk", text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("建立案件台账", {"FILES"}),
        ("及时立案", {"FILING"}),
        ("落实党风廉政建设责任制", {"ACCOUNT"}),
        ("加强廉政教育", {"EDU_INTEGRITY"}),
        ("加强法律法规学习", {"EDU_LAW"}),
        ("处罚与教育并重，依法办理", {"LAWFUL"}),
        ("严格执行裁量基准", {"BENCHMARK"}),
        ("对处罚决定执行情况进行监督检查", {"EXECUTION"}),
        ("抽查已办结案卷", {"FILES"}),
        ("接受社会监督", {"PUBLIC"}),
        ("加强内部监督", {"INSPECTION"}),
        ("检查对象随机抽取", {OTHER}),
    ],
)
def test_contexts_decide_between_measures(text: str, expected: set[str]) -> None:
    assert codes("measure", text) == expected


@settings(deadline=None)  # the first reads the vocabulary
@given(st.sampled_from(KINDS), st.text(alphabet="收受不未按规定立案，。；、《》法 “”　\n0AＢ罰款", max_size=40))
def test_any_text_is_typed_with_spans_inside_it(kind: str, text: str) -> None:
    hits = type_clause(kind, text)
    assert hits
    for hit in hits:
        assert (hit.code == OTHER) == (hit.start == hit.end)
        assert 0 <= hit.start <= hit.end <= len(text)


def test_a_negation_reaches_its_own_object_only() -> None:
    assert codes("risk", "重大处罚不经法制审核、不经集体研究") == {"PROCEDURE", "COLLECTIVE"}


@pytest.mark.parametrize(
    ("pattern", "characters"),
    [
        ("收受|索取", "收索"),
        ("(?:收受|[拿要]钱)[^，]{0,8}?礼", "收拿要"),
        ("(?<!不)公开|(?:(?<!甲)乙|丙)丁", "公乙丙"),
        ("不?收|索", None),
        ("(?:甲|乙)?丙", None),
        (".{0,3}收", None),
        ("^甲", None),
        ("[^甲]乙", None),
    ],
)
def test_what_a_pattern_can_begin_with(pattern: str, characters: str | None) -> None:
    assert starts(pattern) == (None if characters is None else frozenset(characters))


@pytest.mark.parametrize("kind", KINDS)
def test_a_cue_only_ever_begins_with_what_it_is_looked_up_by(kind: str) -> None:
    texts = [text for texts in examples(kind).values() for text in texts]
    for cue in (cue for rule in rules(kind) for cue in rule.cues):
        begins = starts(cue.pattern.pattern)
        for text in texts if begins is not None else ():
            found = cue.pattern.search(text)
            assert found is None or begins is None or found[0][0] in begins


# --- likeness


def test_words_that_no_cue_finds_are_given_what_they_are_like() -> None:
    text = "收下养猪场的礼金，验粪污池的事便抬抬手过去"
    stated, *rest = type_clause("risk", text)
    assert (stated.code, stated.certainty, stated.score) == ("BRIBE", "stated", 1.0)
    for hit in rest:
        assert (hit.certainty, text[hit.start : hit.end]) == ("suggested", text.split("，")[1])
    hit = next(hit for hit in type_clause("measure", "把各环节的影像都存下来"))
    assert (hit.certainty, 0 < hit.score < 1) in {("stated", False), ("suggested", True)}


def test_suggestions_can_be_switched_off(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "货车司机先表示一下才给过磅"
    assert {hit.certainty for hit in type_clause("risk", text)} == {"suggested"}
    assert codes("risk", text, suggest=False) == {OTHER}
    monkeypatch.setenv("QUANPU_SUGGEST", "0")
    assert {hit.code for hit in type_clause("risk", text)} == {OTHER}
    assert {hit.certainty for hit in type_clause("risk", text, suggest=True)} == {"suggested"}


def test_cues_that_occur_where_they_may_not_speak_forbid_a_suggestion() -> None:
    text = "利用职务便利索要好处替申请单位谋取利益"  # private gain beside a bribe only where it is said separately
    assert codes("risk", text, suggest=True) == {"BRIBE"}


@pytest.mark.parametrize("text", ["利用职务便利", "利用职务上的便利条件", "利用工作之便", "无", "—"])
def test_no_type_is_suggested_for_means_alone(text: str) -> None:
    assert codes("risk", text, suggest=True) == {OTHER}


def test_nothing_is_suggested_for_what_is_like_nothing() -> None:
    assert type_clause("risk", "ABC 123") == (TypeHit(OTHER, 0, 0),)
    assert {hit.code for hit in type_clause("risk", "山区道路结冰，车辆难行")} == {OTHER}


@pytest.mark.parametrize(("kind", "rules_alone", "with_likeness"), [("risk", 0.60, 0.82), ("measure", 0.87, 0.90)])
def test_on_sentences_that_nothing_was_tuned_on(kind: str, rules_alone: float, with_likeness: float) -> None:
    lines = (DATA / f"unseen_{kind}.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [(row["text"], set(row["types"])) for row in map(json.loads, lines)]
    assert _micro_f1(rows, lambda text: codes(kind, text)) > rules_alone
    assert _micro_f1(rows, lambda text: codes(kind, text, suggest=True)) > with_likeness


def _micro_f1(rows: list[tuple[str, set[str]]], typed: Callable[[str], set[str]]) -> float:
    given_and_right = [(len(typed(text)), len(right), len(typed(text) & right)) for text, right in rows]
    given_, right, both = map(sum, zip(*given_and_right, strict=True))
    return 2 * both / (given_ + right)


# --- edited and broken vocabularies


@pytest.fixture
def edit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Path]:
    """Puts an edited copy of a vocabulary, the one of the given name, into a folder that comes first."""

    def edited(old: str, new: str, name: str = "risk") -> Path:
        text = (vocab.FOLDER / f"{name}.yml").read_text(encoding="utf-8")
        assert old in text
        path = tmp_path / f"{name}.yml"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        monkeypatch.setenv("QUANPU_VOCAB", str(tmp_path))
        return path

    return edited


def test_an_edited_copy_takes_effect_and_changes_the_fingerprint(edit: Callable[..., Path]) -> None:
    before = vocab.fingerprint_of_rules()
    assert codes("risk", "揽私单") == {OTHER}
    edit("alone: 谋私", "alone: 揽私单 谋私")
    assert codes("risk", "揽私单") == {"GAIN"}
    assert vocab.fingerprint_of_rules() != before
    assert codes("measure", "加强廉政教育") == {"EDU_INTEGRITY"}  # measure.yml is still ours


def test_suggestions_are_part_of_the_fingerprint(monkeypatch: pytest.MonkeyPatch) -> None:
    before = vocab.fingerprint_of_rules()
    monkeypatch.setenv("QUANPU_SUGGEST", "0")
    assert vocab.fingerprint_of_rules() != before


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("\n  BRIBE:\n", "\n  BRIBERY:\n", "unknown type 'BRIBERY'"),
        ("\n  BRIBE:\n", "\n  GAIN:\n", "'GAIN' stands twice"),
        ("    alone: 谋私 ", "    alone: 谋私 私利[ ", r"bad pattern '私利['"),
        ("    alone: 谋私 ", "    alone: 谋私 {gold} ", "no group of words is called 'gold'"),
        ("    alone: 谋私 ", "    alone: 谋私 谋? ", "fits any clause"),
        ("    alone: 谋私 ", "    alone: 谋私 私利 ", "'私利' stands twice"),
        ("    alone: 谋私 ", "    words: 谋私 ", "unknown key 'words'"),
        ("    cues:\n", "    cues:\n      - '{take}…{gift}'\n", "the same stands twice"),
        ("    cues:\n", "    cues:\n      - {if: 收受}\n", "unknown key of a cue 'if'"),
        ("    cues:\n", "    cues:\n      - {unless: 收受}\n", "a cue without `is`"),
        ("  not: ", "  not: 不曾 不曾 ", "'不曾' stands twice"),
        ("  not: ", "  not: {not} ", "expected"),
        ("  take: ", "  take: '{gift} ' #", "bad pattern"),
        ("yields_to: [NONTRANSFER", "yields_to: [NOWHERE", "unknown type 'NOWHERE'"),
        ("yields_to: [NONTRANSFER", "yields_to: [PROCEDURE", "yield to each other"),
        ("\ntypes:\n", "\nkinds:\n", "unknown key 'kinds'"),
        ("    zh: 收受贿赂、好处\n", "", "type BRIBE has no `zh`"),
    ],
)
def test_a_broken_vocabulary_is_refused_with_file_and_line(edit: Callable[..., Path], old: str, new: str, says: str) -> None:
    path = edit(old, new)
    for use in (lambda: check_vocabulary("risk"), lambda: type_clause("risk", "收受财物")):
        with pytest.raises(SourceError) as refused:
            use()
        line = re.search(rf"{re.escape(str(path))}, line (\d+)", str(refused.value))
        assert line, str(refused.value)
        assert says in str(refused.value) or says == "bad pattern"
        assert refused.value.exit_code == 3


def test_the_line_named_is_the_one_to_correct(edit: Callable[..., Path]) -> None:
    path = edit("    alone: 谋私 ", "    alone: 谋私 私利[ ")
    with pytest.raises(SourceError, match=r"line (\d+)") as refused:
        check_vocabulary("risk")
    line = int(re.findall(r"line (\d+)", str(refused.value))[0])
    assert "私利[" in path.read_text(encoding="utf-8").splitlines()[line - 1]


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        (
            "BRIBE:\n  examples:\n",
            "BRIBE:\n  examples:\n    - 态度粗暴\n",
            "BRIBE misses its example '态度粗暴' (found: CONDUCT)",
        ),
        ("  counter:\n", "  counter:\n    - 收受红包\n", "BRIBE takes its counter-example '收受红包'"),
        ("BRIBE:\n  examples:\n", "BRIBE:\n  examples:\n    - 收受红包\n    - 收受红包\n", "the same stands twice"),
        ("BRIBE:\n  examples:\n", "BRIBE:\n  exampels:\n", "unknown key 'exampels'"),
    ],
)
def test_examples_that_the_cues_contradict_are_refused(edit: Callable[..., Path], old: str, new: str, says: str) -> None:
    path = edit(old, new, "risk_examples")
    for use in (lambda: check_vocabulary("risk"), lambda: type_clause("risk", "收受财物")):
        with pytest.raises(SourceError) as refused:
            use()
        assert says in str(refused.value)
        assert re.search(rf"{re.escape(str(path))}, line \d+", str(refused.value))


def test_an_example_may_stand_beside_its_cues(edit: Callable[..., Path]) -> None:
    edit("    alone: 谋私 ", "    examples: [态度粗暴]\n    alone: 谋私 ")
    with pytest.raises(SourceError, match="GAIN misses its example"):
        check_vocabulary("risk")


@pytest.mark.parametrize(
    ("text", "says"), [("", "is empty"), ("types: [", "line 2"), ("- 1\n", "line 1"), ("words: {}\n", "has no `types`")]
)
def test_what_is_no_vocabulary_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, says: str) -> None:
    (tmp_path / "risk.yml").write_text(text, encoding="utf-8")
    monkeypatch.setenv("QUANPU_VOCAB", str(tmp_path))
    with pytest.raises(SourceError, match=re.escape(says)):
        type_clause("risk", "收受财物")


def test_a_vocabulary_in_another_encoding_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "risk.yml").write_bytes("words: {take: 收受}".encode("gb18030"))
    monkeypatch.setenv("QUANPU_VOCAB", str(tmp_path))
    with pytest.raises(SourceError, match="is not UTF-8"):
        type_clause("risk", "收受财物")


def test_a_folder_that_is_missing_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUANPU_VOCAB", str(tmp_path / "none"))
    with pytest.raises(SourceError, match="names no folder"):
        type_clause("risk", "收受财物")
