"""Citations as lists print them; titles and articles are real or plainly fictional."""

from __future__ import annotations

import pytest

from loaders.extract.laws import find_certificates, find_citations, find_dangling, find_references, find_self_references, is_law, law_info


def cited(text: str) -> list[tuple[str, str]]:
    return [(citation.title, citation.article) for citation in find_citations(text)]


@pytest.mark.parametrize(
    ("text", "articles"),
    [
        ("第三十二条第一款", ["第三十二条第一款"]),
        ("第二条、第十八条", ["第二条", "第十八条"]),
        ("第32条", ["第32条"]),
        ("第30、32、34条", ["第30条", "第32条", "第34条"]),
        ("第三十、三十二条", ["第三十条", "第三十二条"]),
        ("第二十四条、二十七条", ["第二十四条", "第二十七条"]),
        ("第六条至第八条、第十条", ["第六条至第八条", "第十条"]),
        ("第30-34条", ["第30-34条"]),
        ("第十条之一第二款", ["第十条之一第二款"]),
        ("第五条第一款、第二款", ["第五条第一款", "第五条第二款"]),
        ("第五条第一、二款", ["第五条第一款", "第五条第二款"]),
        ("第五条第（一）、（三）项", ["第五条第（一）项", "第五条第（三）项"]),
        ("第五条第一款第（一）项、第二款", ["第五条第一款第（一）项", "第五条第二款"]),
        ("第七条第（一）项至第（四）项", ["第七条第（一）项至第（四）项"]),
        ("第八条第(二)项", ["第八条第(二)项"]),
        (" 第五十三条 第（一）项", ["第五十三条第（一）项"]),
        ("（2020年修订）第九条", ["第九条"]),
        ("（国务院令第1号）：第九条", ["第九条"]),
        ("", [""]),
        ("附件第3项", [""]),
        ("第十条，三项制度", ["第十条"]),
    ],
)
def test_articles(text: str, articles: list[str]) -> None:
    assert cited(f"《水法》{text}") == [("水法", article) for article in articles]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("《水法》第四条：应当申请。第六条：不得拖延。", [("水法", "第四条"), ("水法", "第六条")]),
        ("《纸鸢条例》第一条；本条例第三条", [("纸鸢条例", "第一条"), ("纸鸢条例", "第三条")]),
        ("《水法》第一条，《纸鸢条例》第二条；同法第七条", [("水法", "第一条"), ("纸鸢条例", "第二条"), ("水法", "第七条")]),
        ("《水法》第一条；本条例第五条", [("水法", "第一条")]),
        ("《纸鸢管理条例》（以下简称《条例》）第五条；《条例》第八条", [("纸鸢管理条例", "第五条"), ("纸鸢管理条例", "第八条")]),
        ("《〈民办教育促进法〉实施条例》第一条", [("〈民办教育促进法〉实施条例", "第一条")]),
        ("《关于修改《植物检疫条例》的决定》第二条", [("关于修改《植物检疫条例》的决定", "第二条")]),
        ("城市供水条例（国务院令第158号）第三条", [("城市供水条例", "第三条")]),
        ("依据行政处罚法第五十七条第二款集体讨论", [("行政处罚法", "第五十七条第二款")]),
        ("违反行政处罚法、行政许可法第三条", [("行政处罚法", ""), ("行政许可法", "第三条")]),
        ("中华人民共和国测绘法第二十九条", [("中华人民共和国测绘法", "第二十九条")]),
        ("依照民事诉讼法规定的方式送达", [("民事诉讼法", "")]),
        ("中华人民共和国水法", [("中华人民共和国水法", "")]),
        ("<<水法>>第三条", [("水法", "第三条")]),
        ("云政〔2017〕19号第四条、云办发[2018]2号", [("云政〔2017〕19号", "第四条"), ("云办发[2018]2号", "")]),
        ("《水法》（2016修正，主席令第74号）第一条（云政〔2017〕19号）、第二条", [("水法", "第一条"), ("水法", "第二条")]),
        ("《安全生产法》第九条（法律责任见第十条）", [("安全生产法", "第九条"), ("安全生产法", "第十条")]),
        ("《产品质量法》（根据《关于修改〈产品质量法〉的决定》修正）第五十条", [("产品质量法", "第五十条")]),
        ("《 水法 》第 四十八 条", [("水法", "第四十八条")]),
        ("《××条例》第×条，《      》第  条", []),
        ("公开算法，按照内部财务管理规定办理", []),
        ("營(yíng)業(yè)性演出管理條例第三條", [("營業性演出管理條例", "第三條")]),
        ("对违反本细则第三十七条的", []),
        ("加强法律、法规学习", []),
    ],
)
def test_citations(text: str, found: list[tuple[str, str]]) -> None:
    assert cited(text) == found


def test_how_a_citation_was_read_is_told() -> None:
    named, completed, back = find_citations("【部委规章】《纸鸢办法》（云鸢令第3号）第一条第一款、第二款；本办法第九条")
    assert (named.level, named.number, named.resolved, named.completed) == ("部门规章", "云鸢令第3号", "", False)
    assert (completed.article, completed.completed) == ("第一条第二款", True)
    assert (back.resolved, back.title) == ("本办法", "纸鸢办法")


def test_a_level_holds_until_the_next() -> None:
    text = "法律：《水法》第一条\n行政法规：《河道管理条例》第二条 法规：《纸鸢条例》第三条"
    assert [citation.level for citation in find_citations(text)] == ["法律", "行政法规", ""]


@pytest.mark.parametrize(
    "title",
    [
        "放飞许可证",
        "限期改正通知书",
        "危险废物名录",
        "生活饮用水卫生标准",
        "产业结构调整指导目录",
        "合作社章程",
        "征收决定",
        "检查通知",
        "纸鸢说明书",
    ],
)
def test_papers_are_no_laws(title: str) -> None:
    assert not is_law(title)
    assert [mention.name for mention in find_certificates(f"核发《{title}》")] == [title]


@pytest.mark.parametrize(
    "title",
    [
        "关于公布清单的通知",
        "国务院关于取消审批事项的决定",
        "云溪市纸鸢管理办法（试行）",
        "行政处罚裁量基准",
        "中国共产党廉洁自律准则",
        "民法典",
    ],
)
def test_normative_documents_are(title: str) -> None:
    assert is_law(title)


@pytest.mark.parametrize(
    ("title", "full", "level"),
    [
        ("计量法", "中华人民共和国计量法", "法律"),
        ("中華人民共和國計量法", "中华人民共和国计量法", "法律"),
        ("未来纸鸢法", "中华人民共和国未来纸鸢法", "法律"),
        ("道路运输条例", "中华人民共和国道路运输条例", "行政法规"),
        ("城市绿化条例", "城市绿化条例", "行政法规"),
        ("〈中华人民共和国民办教育促进法〉实施条例", "中华人民共和国民办教育促进法实施条例", "行政法规"),
        ("云溪省纸鸢条例", "云溪省纸鸢条例", "地方性法规"),
        ("云溪县纸鸢办法", "云溪县纸鸢办法", "规范性文件"),
        ("云政[2017]19号", "云政〔2017〕19号", "规范性文件"),
        ("纸鸢管理办法", "纸鸢管理办法", None),
        ("水 法", "中华人民共和国水法", "法律"),
        ("风景名胜区纸鸢办法", "风景名胜区纸鸢办法", None),
    ],
)
def test_names_that_are_one_law(title: str, full: str, level: str | None) -> None:
    info = law_info(title)
    assert (info.full_name, info.level) == (full, level)
    assert bool(info.source) == bool(level)


def test_references() -> None:
    text = "《纸鸢条例》第一条；本条例第二条；本办法第三条"
    assert [(mention.name, mention.resolved) for mention in find_references(text)] == [("本条例第二条", True), ("本办法第三条", False)]
    assert [mention.name for mention in find_self_references(text)] == ["本办法第三条"]
    assert [mention.name for mention in find_dangling("违反前款规定，有以上所列情形")] == ["前款规定", "以上所列"]
    assert find_dangling("《水法》第三条：违反前款规定的") == ()
