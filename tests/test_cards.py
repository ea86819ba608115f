"""Every card: complete, in both languages, columns as declared, filters, several organizations, evidence; wrong cards are refused."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from support import Result, item, write_list

import quanpu
from graph.errors import SourceError, UsageError
from graph.schema import FIELDS
from graph.table import SMALL_N
from queries import concentration
from queries.card import FOLDER, QueryCard, catalogue, find_card, read_card
from queries.params import Param
from queries.runner import Scope, ask_values, bind, run_card

CARDS = list(catalogue().values())
CODES = [card.code for card in CARDS]
CURRENT = [card for card in CARDS if card.versions in ("current", "date")]  # questions about one version at a time
MARKET, ROADS, WATER = "云汐县市场监督管理局", "云汐县交通运输局", "云汐县水利局"
# items of each office's current list
ITEMS = {MARKET: 12, ROADS: 10, WATER: 8}


def ask(path: Path, code: str, **given: Any) -> dict[str, Any]:
    with quanpu.Database(str(path), must_exist=True) as database:
        return database.query(code, **given).to_dict()


def known_values(path: Path, param: Param) -> list[str]:
    with quanpu.Database(str(path), must_exist=True) as database:
        return ask_values(database.store, param)


# --- what a card says of itself ------------------------------------------------------------------------


def test_the_twelve_cards_to_start_with() -> None:
    assert set(CODES) >= {"C1", "C2", "C3", "S1", "S2", "S5", "S6", "R1", "R2", "G2", "L1", "L2"}


def test_ids_and_codes_are_unique_and_told_apart() -> None:
    names = [name.casefold() for card in CARDS for name in (card.id, card.code)]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("path", sorted(FOLDER.rglob("*.yml")), ids=lambda path: path.stem)
def test_one_question_one_file_named_after_it(path: Path) -> None:
    card = read_card(path)
    assert (card.id, card.group) == (path.stem, path.parent.name)


@pytest.mark.parametrize("card", CARDS, ids=CODES)
def test_a_card_is_complete(card: QueryCard) -> None:
    assert set(card.question) == set(card.limits) == {"zh", "en"}
    assert re.search("[一-鿿]", card.question["zh"])
    assert card.question["en"].endswith("?")
    assert card.question["en"].isascii()
    for text in (card.definition, card.why, *card.limits.values()):
        assert len(text.strip()) > 8
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", card.id)
    for param in card.params:
        assert len(param.help) > 5
        default = param.default if isinstance(param.default, list) else [param.default]
        assert not param.choices or set(default) <= {None, *param.choices}
    for column in card.columns:
        assert column.zh
        assert column.en
        assert re.fullmatch(r"[a-z][a-z0-9_]*", column.name)
    assert set(card.evidence) <= set(FIELDS)
    assert card.evidence


@pytest.mark.parametrize("card", CARDS, ids=CODES)
def test_a_card_is_the_catalogue_s(card: QueryCard, catalogue: dict[str, dict[str, str]]) -> None:
    row = catalogue[card.code]
    assert card.id == row["id"]
    assert [column.name for column in card.columns] == row["columns_en"].split(",")
    for name, value in re.findall(r"(\w+)∈\{([^}]*)\}", row["parameters"]):
        (param,) = [param for param in card.params if param.name == name]
        choices = {choice.strip().replace(" ", "_") for choice in value.split(",")}
        if name == "scope":
            choices = {{"same_item": "item", "org": "organization"}[choice] for choice in choices}
        assert choices <= set(param.choices)


@pytest.mark.parametrize("card", CARDS, ids=CODES)
def test_the_cypher_is_portable(card: QueryCard) -> None:
    text = card.expanded + card.expanded_denominator
    assert text.isascii() or not re.search(r"[^\x00-\x7f](?=[^']*(?:'[^']*'[^']*)*$)", text)
    for forbidden in (
        r"/\*",
        r"\bkeys\(",
        r"\bproperties\(",
        r"\bpercentile",
        r"COLLECT\s*\{",
        r"\bapoc\b",
        r"\bLOAD\b",
        r"\bid\(",
        r"elementId",
        r"\bSHOW\b",
    ):
        assert not re.search(forbidden, text), forbidden
    assert not re.search(r"\{\w+\}", text), "a placeholder is left"


# the samples' offices share no power; tests/queries/test_comparison.py asks of lists that do
ROWLESS = {"X2"}
# values for parameters without choices that are no words
VALUES: dict[str, tuple[Any, ...]] = {
    "bool": (True, False), "int": (1, 99), "float": (0.5, 1.0), "list": ([], ["水法"]), "map": ({},), "date": ("2024-05-21",),
    "document": ("2023-06-01",),
}  # fmt: skip

# --- what comes back -----------------------------------------------------------------------------------

KINDS: dict[str, type | tuple[type, ...]] = {
    "text": str,
    "code": (str, list),
    **dict.fromkeys(("finding", "sentence", "place"), str),
    **dict.fromkeys(("risk_type", "measure_type"), (str, list)),
    "int": int,
    "number": (int, float),
    "chance": float,
    "share": float,
    "list": list,
    "bool": bool,
}


@pytest.mark.parametrize("card", CARDS, ids=CODES)
def test_columns_are_what_comes_back(card: QueryCard, sample_store: Path) -> None:
    answers = [ask(sample_store, card.code, organization=office) for office in ([MARKET] if card.versions == "pair" else ITEMS)]
    names = [column.name for column in card.columns]
    assert all([column["name"] for column in answer["columns"]] == names for answer in answers)
    rows = [row for answer in answers for row in answer["rows"]]
    assert rows or card.code in ROWLESS
    for row in rows:
        assert set(row) == set(names)
        for column in card.columns:
            value = row[column.name]
            assert value is None or (isinstance(value, KINDS[column.kind]) and (column.kind == "bool" or not isinstance(value, bool))), (
                column.name,
                value,
            )
            assert not isinstance(value, float) or math.isfinite(value)
        assert all(0 <= row[column.name] <= 1 for column in card.columns if column.kind == "share")


@pytest.mark.parametrize("card", CARDS, ids=CODES)
def test_the_keys_of_a_row_come_in_the_order_of_the_columns(card: QueryCard, sample_store: Path) -> None:
    for answer in (ask(sample_store, card.code), ask(sample_store, card.code, organization=MARKET)):
        for row in answer["rows"]:
            assert list(row) == [column["name"] for column in answer["columns"]]


@pytest.mark.parametrize("card", CARDS, ids=CODES)
def test_the_order_is_total_and_as_declared(card: QueryCard, sample_store: Path) -> None:
    rows = ask(sample_store, card.code, organization=MARKET)["rows"]
    named = [tuple(str(row[name.lstrip("-")]) for name in card.order) for row in rows]
    assert len(set(named)) == len(named), "rows that the order does not tell apart"
    first = card.order[0]
    values = [row[first.lstrip("-")] for row in rows]
    if values and all(isinstance(value, (int, float)) for value in values):
        assert values == sorted(values, reverse=first.startswith("-"))


@pytest.mark.parametrize("code", [card.code for card in CARDS if card.order[0] == "item_serial"])
def test_serials_come_in_their_natural_order(code: str, sample_store: Path) -> None:
    serials = [int(row["item_serial"]) for row in ask(sample_store, code, document="2023-06-01")["rows"]]
    assert serials == sorted(serials)


@pytest.mark.parametrize("card", CARDS, ids=CODES)
def test_every_choice_of_every_parameter_runs(card: QueryCard, sample_store: Path) -> None:
    for param in card.params:
        known = [[name] if param.type == "list" else name for name in known_values(sample_store, param)]
        values = ([], [ROADS]) if param.name == "peers" else known or VALUES.get(param.type)
        choices = [[choice] if param.type == "list" else choice for choice in param.choices]
        for choice in choices or values or ("measure", "立案", "x"):
            if card.versions == "pair" and param.name == "v1":
                assert ask(sample_store, card.code, v1=choice, v2="2024-06-03")["rows"]
                continue
            answer = ask(sample_store, card.code, **{param.name: choice}, **param.only)
            assert answer["params"][param.name] == choice or (choice == "auto" and card.across)  # one answer says what auto came to


@pytest.mark.parametrize("card", CARDS, ids=CODES)
def test_the_answer_names_its_sources_and_says_what_it_is(card: QueryCard, sample_store: Path) -> None:
    answer = ask(sample_store, card.code)
    dates = ["2023-06-01"] * (card.versions in ("all", "pair")) + ["2024-05-20", "2024-05-28", "2024-06-03"]
    assert sorted(source["form_date"] for source in answer["documents"]) == dates
    assert "no fault" in answer["notice"]
    assert answer["question"] == card.question["en"]
    smallest = answer["n"] if card.across else min(part["n"] for part in answer["denominator"]["organizations"].values())
    assert answer["small_n"] is (smallest < SMALL_N)  # each office is compared within itself
    assert ask(sample_store, card.code, lang="zh")["question"] == card.question["zh"]


@pytest.mark.parametrize("name", ["C1", "c1", "official-coverage", "Official-Coverage"])
def test_a_card_is_found_by_id_or_code(name: str) -> None:
    assert find_card(name).code == "C1"


@pytest.mark.parametrize("card", [card for card in CARDS if not card.counts_roles], ids=lambda card: card.code)
def test_the_filter_role_keeps_items_with_that_part(card: QueryCard, sample_store: Path) -> None:
    whole, led, none = (ask(sample_store, card.code, organization=MARKET, **given) for given in ({}, {"role": "leader"}, {"role": "other"}))
    assert led["params"]["role"] == "leader"
    assert led["denominator"]["items"] <= whole["denominator"]["items"] == ITEMS[MARKET]
    assert none["denominator"]["items"] == 0
    with pytest.raises(UsageError, match="Did you mean 'leader'"):
        ask(sample_store, card.code, role="leeder")


# --- several organizations -----------------------------------------------------------------------------


@pytest.mark.parametrize("card", [card for card in CARDS if not card.across], ids=lambda card: card.code)
def test_several_organizations_are_never_pooled(card: QueryCard, sample_store: Path) -> None:
    together = ask(sample_store, card.code)
    assert "organization" in [column["name"] for column in together["columns"]]
    parts = together["denominator"]["organizations"]
    assert set(parts) == set(ITEMS)
    for office, items in ITEMS.items():
        alone = ask(sample_store, card.code, organization=office)
        assert "organization" not in [column["name"] for column in alone["columns"]]
        own = [
            {name: value for name, value in row.items() if name != "organization"}
            for row in together["rows"]
            if row["organization"] == office
        ]
        assert own == alone["rows"]
        own_part = {name: value for name, value in parts[office].items() if name not in ("n", "level")}
        assert (own_part, parts[office]["n"]) == (alone["denominator"], alone["n"])
        assert alone["denominator"]["items"] == items
        newest = {MARKET: "2024-06-03", ROADS: "2024-05-20", WATER: "2024-05-28"}[office]
        before = {"2023-06-01"} if card.versions == "pair" and office == MARKET else set()
        assert {source["form_date"] for source in alone["documents"]} == {newest} | before


def test_one_name_in_two_offices_is_two_rows(tmp_path: Path) -> None:
    files = [
        write_list(tmp_path / f"{k}.txt", *[item(n) for n in range(1, k + 2)], office=f"云汐县{what}管理局")
        for k, what in enumerate(("纸鸢", "灯笼"))
    ]
    with quanpu.open(tmp_path / "a.kgl") as database:
        database.load(*files)
        rows = [row for row in database.query("C1").rows if row["official"] == "郗望舒"]
    assert sorted((row["organization"], row["items"], row["share"]) for row in rows) == [
        ("云汐县灯笼管理局", 2, 1.0),
        ("云汐县纸鸢管理局", 1, 1.0),
    ]


def test_two_heads_posts_of_one_name_are_two_officials(tmp_path: Path) -> None:
    write_list(
        tmp_path / "a.txt", item(1, people="分管领导：局长\n竹篾股负责人：股长"), item(2, people="分管领导：局长\n彩绘股负责人：股长")
    )
    with quanpu.open(tmp_path / "a.kgl") as database:
        database.load(tmp_path / "a.txt")
        assert {row["official"]: row["items"] for row in database.query("C1").rows} == {"局长": 2, "竹篾股股长": 1, "彩绘股股长": 1}


# --- filters -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("card", CARDS, ids=CODES)
def test_a_category_narrows_the_items(card: QueryCard, sample_store: Path) -> None:
    answer = ask(sample_store, card.code, organization=MARKET, category="行政许可")
    assert answer["denominator"]["items"] == 2
    assert answer["params"]["category"] == "行政许可"
    serials = {row["item_serial"] for row in answer["rows"] if "item_serial" in row}
    assert serials <= {"4", "5"}


@pytest.mark.parametrize("card", CARDS, ids=CODES)
def test_a_department_narrows_the_items(card: QueryCard, sample_store: Path) -> None:
    answer = ask(sample_store, card.code, organization=MARKET, department="食品安全监督管理股")
    assert answer["denominator"]["items"] == 4
    assert {row["item_serial"] for row in answer["rows"] if "item_serial" in row} <= {"1", "2", "3", "12"}


@pytest.mark.parametrize("card", CARDS, ids=CODES)
def test_filters_that_leave_no_item_leave_an_empty_answer_with_its_denominator(card: QueryCard, sample_store: Path) -> None:
    answer = ask(sample_store, card.code, organization=WATER, category="行政强制")
    assert (answer["rows"], answer["denominator"]["items"]) == ([], 0)


@pytest.mark.parametrize("card", CURRENT, ids=lambda card: card.code)
def test_a_superseded_version_counts_only_when_asked_for(card: QueryCard, sample_store: Path) -> None:
    default = ask(sample_store, card.code, organization=MARKET)
    older = ask(sample_store, card.code, document="2023-06-01")
    every = ask(sample_store, card.code, organization=MARKET, all_versions=True)
    assert [source["form_date"] for source in default["documents"]] == ["2024-06-03"]
    assert [source["form_date"] for source in older["documents"]] == ["2023-06-01"]
    assert [source["form_date"] for source in every["documents"]] == ["2023-06-01", "2024-06-03"]
    if card.across:  # its own columns name the offices, and of which version
        assert len(every["rows"]) == len(default["rows"]) + len(older["rows"])
        return
    for answer, date in ((default, "2024-06-03"), (older, "2023-06-01")):
        own = [{name: value for name, value in row.items() if name != "form_date"} for row in every["rows"] if row["form_date"] == date]
        assert own == answer["rows"]


def test_an_organization_s_filter_and_a_document_s_must_fit(sample_store: Path) -> None:
    with pytest.raises(UsageError, match="unknown document"):
        ask(sample_store, "C1", organization=WATER, document="2023-06-01")


def test_units_are_counted_once_per_chain(sample_store: Path) -> None:
    """A unit's chains, not its cells: the sum is the denominator."""
    for office in ITEMS:
        answer = ask(sample_store, "C2", organization=office, level="unit")
        assert sum(row["slots"] for row in answer["rows"]) == answer["denominator"]["slots"]


@pytest.mark.parametrize("level", ["official", "person", "post", "department", "organization"])
def test_the_finest_level_a_list_states(sample_store: Path, level: str) -> None:
    answer = ask(sample_store, "C1", organization=WATER, level=level)
    expected = {"official": 7, "person": 0, "post": 7, "department": 4, "organization": 1}
    assert len(answer["rows"]) == expected[level]
    assert all(row["items"] <= 8 for row in answer["rows"])


def test_a_list_that_names_nobody_is_answered_at_the_level_it_states(tmp_path: Path) -> None:
    """Of 47 other lists most name posts, units or nobody: questions then answer at the finest level and say so."""
    headers = ("序号", "权力类别", "权力事项", "责任事项", "监督重点", "监督措施", "责任科室")
    write_list(tmp_path / "a.txt", *[item(n, people="竹篾股") for n in (1, 2)], headers=headers)
    with quanpu.open(tmp_path / "a.kgl") as database:
        database.load(tmp_path / "a.txt")
        answer = database.query("C1").to_dict()
    assert {row["official"]: row["items"] for row in answer["rows"]} in ({"竹篾股": 2}, {"云汐县纸鸢管理局": 2})


# --- evidence ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("card", CARDS, ids=CODES)
def test_evidence_quotes_the_source(card: QueryCard, sample_store: Path) -> None:
    answer = ask(sample_store, card.code, organization=WATER, evidence=True)
    text = (Path(__file__).parent.parent / "samples" / "yunxi_shuili_2024.txt").read_bytes().decode()
    assert len(answer["evidence"]) == len(answer["rows"])
    for number, (entry, row) in enumerate(zip(answer["evidence"], answer["rows"], strict=True), 1):
        assert entry["row"] == number
        assert entry["cells"]
        for cell in entry["cells"]:
            assert text[cell["cite"]["start"] : cell["cite"]["end"]] == cell["text"]
            assert cell["field"] in card.evidence
        if "item_serial" in row:
            assert entry["item_serials"] == [row["item_serial"]]
        if isinstance(row.get("items"), int):
            assert len(entry["item_serials"]) == entry["items"] == row["items"]


def test_without_being_asked_for_there_is_no_evidence(sample_store: Path) -> None:
    assert ask(sample_store, "C1")["evidence"] == []


def test_evidence_of_an_official_names_that_official(sample_store: Path) -> None:
    answer = ask(sample_store, "C1", organization=MARKET, evidence=True)
    for entry, row in zip(answer["evidence"], answer["rows"], strict=True):
        assert all(row["official"] in cell["text"] for cell in entry["cells"] if cell["field"] == "responsible")


# --- parameters ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "given", "value"),
    [
        ("S6", {"min_support": "3"}, 3),
        ("L2", {"include_unbracketed": "yes"}, True),
        ("L2", {"include_unbracketed": "0"}, False),
        ("L1", {"procedural_laws": "行政强制法，行政处罚法"}, ["行政强制法", "行政处罚法"]),
        ("L1", {"procedural_laws": ""}, []),
        ("C1", {"role": "head"}, "head"),
    ],
)
def test_values_as_typed(code: str, given: dict[str, str], value: object) -> None:
    (name,) = given
    assert bind(find_card(code), given)[name] == value


def test_values_of_a_wrong_type_from_a_notebook_are_refused(sample_store: Path) -> None:
    for code, wrong_value in (
        ("S6", {"min_support": "x"}),
        ("S6", {"min_support": None}),
        ("S6", {"min_support": [1]}),
        ("C1", {"role": 3}),
        ("L1", {"procedural_laws": 3}),
    ):
        with pytest.raises(UsageError):
            ask(sample_store, code, **wrong_value)


def test_least_support(sample_store: Path) -> None:
    all_rows = ask(sample_store, "S6")["rows"]
    assert ask(sample_store, "S6", min_support=3)["rows"] == [row for row in all_rows if row["items"] >= 3]


def test_r1_shows_what_no_rule_typed(tmp_path: Path) -> None:
    """Unclassified clauses are listed, not dropped."""
    write_list(tmp_path / "a.txt", item(1, risk="立案环节：春天风大。"))
    with quanpu.open(tmp_path / "a.kgl") as database:
        database.load(tmp_path / "a.txt")
        assert "OTHER" in {row["risk_type"] for row in database.query("R1").rows}


# --- cards that are wrong ------------------------------------------------------------------------------


def wrong(tmp_path: Path, change: Callable[[dict[str, Any]], None], *, of: str = "separation/single-chain-items.yml") -> Path:
    entry = yaml.safe_load((FOLDER / of).read_text(encoding="utf-8"))
    change(entry)
    path = tmp_path / Path(of).parent / "wrong-card.yml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(yaml.safe_dump(entry, allow_unicode=True), encoding="utf-8")
    return path


def test_the_card_that_the_wrong_ones_are_made_from_is_right(tmp_path: Path) -> None:
    assert read_card(wrong(tmp_path, lambda card: None)).code == "S5"


@pytest.mark.parametrize(
    ("change", "word"),
    [
        (lambda card: card.update(colour="red"), "colour"),
        (lambda card: card.pop("why"), "why"),
        (lambda card: card.pop("question"), "question"),
        (lambda card: card["question"].pop("zh"), "question"),
        (lambda card: card.update(question="What?"), "question"),
        (lambda card: card["columns"].update(extra={"zh": "多", "en": "Extra", "kind": "int"}), "extra"),
        (lambda card: card["columns"]["chains"].update(kind="number of"), "chains"),
        (lambda card: card["columns"]["chains"].pop("en"), "en"),
        (lambda card: card["params"].update(role={"type": "str", "help": "Never used"}), "role"),
        (lambda card: card.update(cypher=card["cypher"] + " LIMIT $most"), "most"),
        (lambda card: card.update(params={"x": {"type": "colour", "help": "Which"}}, cypher=card["cypher"] + " LIMIT $x"), "x"),
        (
            lambda card: card.update(
                params={},
                denominator="{items} RETURN 1 AS items",
                cypher="CREATE (n:X) RETURN n.a AS item_serial, 1 AS item, 1 AS chains, 1 AS leaders",
            ),
            "CREATE",
        ),
        (lambda card: card.update(cypher="CALL dbms.x() YIELD a " + card["cypher"]), "dbms"),
        (lambda card: card.update(denominator="MATCH (n) DELETE n RETURN 1 AS items"), "DELETE"),
        (lambda card: card.update(order=["nothing"]), "order"),
        (lambda card: card.update(group="risk"), "group"),
        (lambda card: card.update(evidence=["colour"]), "evidence"),
        (lambda card: card.update(step="nothing"), "step"),
        (lambda card: card.update(columns=[]), "columns"),
        (lambda card: card.update(params={}, cypher="{holders}"), "level and role"),
        (lambda card: card["columns"].pop("chains"), "chains"),
        (lambda card: card.update(subjects="nothing"), "subjects"),
        (lambda card: card.update(params={"x": {"type": "str"}}, cypher=card["cypher"] + " LIMIT $x"), "help"),
        (lambda card: card.update(id=3), "id"),
        (lambda card: card.update(code="five"), "code"),
    ],
)
def test_a_wrong_card_is_refused_with_its_file_and_what_is_wrong(
    tmp_path: Path, change: Callable[[dict[str, Any]], None], word: str
) -> None:
    path = wrong(tmp_path, change)
    with pytest.raises((SourceError, UsageError)) as caught:
        read_card(path)
    assert caught.value.exit_code == 3
    assert "wrong-card.yml" in caught.value.message
    assert word in caught.value.message
    assert "\n" not in caught.value.message


@pytest.mark.parametrize("text", ["", "- a list", "just text", "id: [", "id: 1\n\tx: 2", "\x00", "&a [*a]"])
def test_a_card_that_is_no_card_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "wrong-card.yml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SourceError, match=r"wrong-card\.yml"):
        read_card(path)


def test_a_card_that_is_no_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "wrong-card.yml"
    path.write_bytes(b"id: \xff\xfe")
    with pytest.raises(SourceError, match=r"wrong-card\.yml"):
        read_card(path)


# --- the arithmetic ------------------------------------------------------------------------------------

counts = st.lists(st.integers(min_value=1, max_value=1000), min_size=1, max_size=12)


@given(counts)
def test_indices_stay_within_their_bounds(values: list[int]) -> None:
    n = len(values)
    assert 1 / n - 1e-12 <= concentration.hhi(values) <= 1
    assert -1e-12 <= concentration.normalized_hhi(values) <= 1 + 1e-12
    assert 1 - 1e-9 <= concentration.effective_number(values) <= n + 1e-9
    assert -1e-12 <= concentration.gini(values) <= 1 - 1 / n + 1e-12
    ratios = [concentration.concentration_ratio(values, k) for k in (1, 2, 3, n)]
    assert ratios == sorted(ratios)
    assert ratios[-1] == pytest.approx(1)


@given(counts, st.integers(min_value=2, max_value=9), st.randoms())
def test_indices_see_neither_scale_nor_order(values: list[int], factor: int, chance: Any) -> None:
    other = [value * factor for value in values]
    chance.shuffle(other)
    for index in (concentration.hhi, concentration.normalized_hhi, concentration.gini):
        assert index(other) == pytest.approx(index(values), abs=1e-12)


@pytest.mark.parametrize("values", [[], [0], [0, 0]])
def test_nothing_is_shared_out(values: list[int]) -> None:
    assert (
        concentration.hhi(values)
        == concentration.gini(values)
        == concentration.concentration_ratio(values, 1)
        == concentration.effective_number(values)
        == 0
    )


def test_known_values() -> None:
    assert concentration.hhi([1, 1, 1, 1]) == 0.25
    assert concentration.gini([0, 0, 0, 4]) == 0.75
    assert concentration.normalized_hhi([5]) == 1
    assert concentration.concentration_ratio([5, 3, 2], 2) == 0.8


# --- on a store without anything of the kind ------------------------------------------------------------


@pytest.mark.parametrize("card", CARDS, ids=CODES)
def test_a_list_with_three_columns_only(card: QueryCard, tmp_path: Path) -> None:
    """Most lists lack some columns: every question is answered, none divides by zero."""
    rows = [(str(n), "行政处罚", f"擅自在第{n}号桥放飞纸鸢的行政处罚") for n in (1, 2)]
    write_list(tmp_path / "a.txt", *rows, headers=("序号", "权力类别", "权力事项"))
    with quanpu.open(tmp_path / "a.kgl") as database:
        database.load(tmp_path / "a.txt")
        answer = run_card(database.store, card, scope=Scope(), evidence=True)
    assert answer.denominator["items"] in (0, 2)
    for form in ("table", "json", "csv", "md"):
        assert answer.render(form)  # type: ignore[arg-type]
    assert len(answer.render("jsonl").splitlines()) == len(answer.rows)


def test_search_counts_items_per_office(run_cli: Callable[..., Result], sample_store: Path) -> None:
    import json

    rows = json.loads(run_cli("--db", sample_store, "search", "营业执照").out)
    assert {(row["kind"], row["organization"]) for row in rows} >= {("Certificate", MARKET)}
    assert all(row["items"] == len(row["item_serials"]) for row in rows)
    assert json.loads(run_cli("--db", sample_store, "search", "没有这样的词").out) == []
