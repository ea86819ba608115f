"""Citations of laws, certificates that are no laws, and references to nowhere. The paper laws are fictional."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.extract.laws import find_certificates, find_citations, find_dangling, find_self_references, is_law, law_info


def cited(text: str) -> list[tuple[str, str, bool]]:
    return [(citation.title, citation.article, citation.bracketed) for citation in find_citations(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("依照《纸鸢条例》处理", [("纸鸢条例", "", True)]),
        ("《纸鸢条例》第三条", [("纸鸢条例", "第三条", True)]),
        ("《纸鸢条例》第十二条第二款", [("纸鸢条例", "第十二条第二款", True)]),
        ("《纸鸢条例》第十二条第（三）项", [("纸鸢条例", "第十二条第（三）项", True)]),
        ("《纸鸢条例》第十二条第二款第三项", [("纸鸢条例", "第十二条第二款第三项", True)]),
        ("《纸鸢条例》第二十条之一", [("纸鸢条例", "第二十条之一", True)]),
        ("《纸鸢条例》第12条", [("纸鸢条例", "第12条", True)]),
        ("《纸鸢条例》（县令第2号）第三条", [("纸鸢条例", "第三条", True)]),
        ("《纸鸢条例》 第三条", [("纸鸢条例", "第三条", True)]),
        ("《纸鸢条例》第三条、第五条和第七条", [("纸鸢条例", "第三条", True), ("纸鸢条例", "第五条", True), ("纸鸢条例", "第七条", True)]),
        ("《纸鸢条例》、《灯笼办法》第二条", [("纸鸢条例", "", True), ("灯笼办法", "第二条", True)]),
        ("《纸鸢条例》《灯笼办法》", [("纸鸢条例", "", True), ("灯笼办法", "", True)]),
        ("《扎骨、糊纸、点睛管理办法》第二条", [("扎骨、糊纸、点睛管理办法", "第二条", True)]),
        ("没有引用", []),
        ("《》", []),
        ("《纸鸢条例", []),
    ],
)
def test_bracketed(text: str, expected: list[tuple[str, str, bool]]) -> None:
    assert cited(text) == expected


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("按照纸鸢放飞人员管理办法开展检查", "纸鸢放飞人员管理办法"),
        ("违反纸鸢放飞管理条例，收缴", "纸鸢放飞管理条例"),
        ("依据纸鸢放飞管理细则办理", "纸鸢放飞管理细则"),
    ],
)
def test_titles_without_brackets(text: str, title: str) -> None:
    assert cited(text) == [(title, "", False)]


@pytest.mark.parametrize(
    ("text", "title", "article"),
    [
        ("依行政许可法第三十四条派两人", "行政许可法", "第三十四条"),
        ("依照行政处罚法第五十七条处理", "行政处罚法", "第五十七条"),
        ("违反纸鸢放飞管理条例第三条的", "纸鸢放飞管理条例", "第三条"),
    ],
)
def test_titles_without_brackets_with_an_article(text: str, title: str, article: str) -> None:
    assert cited(text) == [(title, article, False)]


def test_the_word_after_a_title_is_no_part_of_it() -> None:
    assert cited("依照纸鸢放飞管理细则规定处理") == [("纸鸢放飞管理细则", "", False)]


@pytest.mark.parametrize(
    "text",
    [
        "按照有关规定办理",
        "按照法律、法规的规定处理",
        "违反规定的",
        "依照法定程序办理",
        "按照国家有关规定，",
        "执行上述办法，",
        "根据本办法",
        "违反本条例规定，",
        "按照规定，不按规定",
    ],
)
def test_what_is_no_title(text: str) -> None:
    assert cited(text) == []


@pytest.mark.parametrize(
    "title",
    [
        "纸鸢放飞许可证",
        "扎骨师资格证书",
        "营业执照",
        "纸鸢放飞目录",
        "竹骨检验规范",
        "纸鸢放飞许可证（副本）",
        "处罚决定书",
        "放飞登记表",
        "整改通知书",
        "纸鸢国家标准",
    ],
)
def test_papers_are_no_laws(title: str) -> None:
    assert not is_law(title)
    assert [mention.name for mention in find_certificates(f"持《{title}》放飞")] == [title]
    assert cited(f"持《{title}》放飞") == []


@pytest.mark.parametrize("title", ["营业执照副本", "云汐日报", "纸鸢放飞许可证正本", "论纸鸢"])
def test_a_title_that_ends_like_no_law_is_none(title: str) -> None:
    assert not is_law(title)


@pytest.mark.parametrize(
    "title",
    [
        "纸鸢法",
        "纸鸢条例",
        "纸鸢管理办法（试行）",
        "关于纸鸢的决定",
        "纸鸢放飞暂行规定",
        "纸鸢条例实施细则",
        "纸鸢放飞规则",
        "关于规范纸鸢放飞的通知",
    ],
)
def test_laws_are_laws(title: str) -> None:
    assert is_law(title)


def test_full_and_short_titles_are_one_law() -> None:
    infos = [law_info("水法"), law_info("中华人民共和国水法"), law_info(" 水法 ")]
    assert {info.full_name for info in infos} == {"中华人民共和国水法"}
    assert {info.name for info in infos} == {"水法"}
    assert {info.level for info in infos} == {"法律"}


def test_a_line_break_inside_a_title_makes_no_other_law() -> None:
    """Cells break lines anywhere: 《水\\n法》 is the 水法."""
    (citation,) = find_citations("依照《水\n土保持法》第三条")
    assert law_info(citation.title).full_name == law_info("水土保持法").full_name


def test_a_local_law_shows_its_level() -> None:
    assert law_info("云汐县纸鸢管理条例").level in ("地方性法规", None)
    assert law_info("某某省纸鸢管理条例").level == "地方性法规"
    assert law_info("某某市纸鸢管理办法").level is None  # a city's 规章 and its 规范性文件 may both be called so
    assert law_info("某某县纸鸢管理办法").level == "规范性文件"  # a county enacts no 规章
    assert law_info("纸鸢管理办法").level is None


def test_references_to_nowhere() -> None:
    assert [mention.name for mention in find_self_references("违反本办法第九条")] == ["本办法第九条"]
    assert find_self_references("本办法自公布之日起施行") == ()
    assert find_self_references("本条例自2020年1月1日起实行。") == ()
    assert [mention.name for mention in find_dangling("有以上所列情形之一")] == ["以上所列"]


def test_an_article_before_a_title_is_no_part_of_it() -> None:
    assert cited("第三条本办法第二条") == []
    assert cited("违反第三条和纸鸢放飞管理条例第二条") == [("纸鸢放飞管理条例", "第二条", False)]


def test_doubled_or_nested_brackets() -> None:
    assert cited("依照《《纸鸢条例》》第二条") == [("纸鸢条例", "第二条", True)]
    assert [mention.name for mention in find_certificates("持《放飞证〈副本〉》")] == ["放飞证〈副本〉"]


parts = st.sampled_from(
    [
        "《纸鸢条例》",
        "《放飞许可证》",
        "第三条",
        "第五条第二款",
        "、",
        "和",
        "按照纸鸢放飞管理办法开展",
        "（县令）",
        "\n",
        " ",
        "本办法第二条",
        "《",
        "》",
        "放飞",
    ]
)


@given(st.lists(parts, max_size=10).map("".join))
def test_citations_quote_the_text_and_do_not_overlap(text: str) -> None:
    end = 0
    for citation in find_citations(text):
        words = text[citation.start : citation.end]
        assert citation.start >= end
        assert citation.title in words or words in (citation.article, citation.resolved + citation.article)
        assert words.endswith(citation.article or ("》" if citation.bracketed else citation.title))
        end = citation.end
    for mention in find_certificates(text):
        assert text[mention.start : mention.end] == f"《{mention.name}》"


@given(st.text(max_size=60))
def test_any_text_may_be_searched(text: str) -> None:
    for citation in find_citations(text):
        assert 0 <= citation.start < citation.end <= len(text)
        assert law_info(citation.title).name
