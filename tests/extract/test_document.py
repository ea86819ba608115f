"""What the words around a table say; offices and places are invented."""

from __future__ import annotations

import pytest

from loaders.document import DocumentInfo, describe, place_of, signatures
from loaders.extract.dates import form_date


def read(before: str, after: str = "") -> DocumentInfo:
    return describe(before, after, file_name="鸢.txt", sha256="0", form="text", encoding="utf-8")


@pytest.mark.parametrize(
    ("before", "name", "office", "kind", "date"),
    [
        (
            "当前位置：首页 > 权责清单\n\n云溪区纸鸢局行政检查事项清单\n索引号 1 生成日期 2024-03-18",
            "云溪区纸鸢局行政检查事项清单",
            "云溪区纸鸢局",
            "事项清单",
            "2024-03-18",
        ),
        ("云溪县纸鸢局\n行政权力清单\n填表时间：2016年6月24日", "云溪县纸鸢局行政权力清单", "云溪县纸鸢局", "行政权力清单", "2016-06-24"),
        (
            "附件1：云溪县纸鸢局廉政风险登记表\n登记时间：二〇二四年五月八日",
            "云溪县纸鸢局廉政风险登记表",
            "云溪县纸鸢局",
            "廉政风险防控表",
            "2024-05-08",
        ),
        ("关于公布云溪县纸鸢局权力清单的通知", "关于公布云溪县纸鸢局权力清单的通知", "云溪县纸鸢局", "权力清单", None),
        (
            "发布机构：云溪县人民政府办公室 发布日期：2024-12-05\n云溪县县级部门权责清单目录",
            "云溪县县级部门权责清单目录",
            "云溪县人民政府",
            "权责清单",
            "2024-12-05",
        ),
        ("# 云溪市纸鸢局行政权力清单\ndate: 2022-11-15", "云溪市纸鸢局行政权力清单", "云溪市纸鸢局", "行政权力清单", "2022-11-15"),
        (
            "雲溪縣紙鳶局行政權(quán)力清單 | |\n製表日期：2020年7月15日",
            "雲溪縣紙鳶局行政權(quán)力清單",
            "雲溪縣紙鳶局",
            "行政权力清单",
            "2020-07-15",
        ),
        ('{"标题": "云溪市纸鸢局权责清单", "发布时间": "2023-04-03"}', "云溪市纸鸢局权责清单", "云溪市纸鸢局", "权责清单", "2023-04-03"),
        ("附件2\n云溪县行政权力事项自查表\n填表单位：（盖章）  填表时间：  年  月  日", "云溪县行政权力事项自查表", "", "清单", None),
        ("单位：万元\n云溪县纸鸢局2023年度权责清单", "云溪县纸鸢局2023年度权责清单", "云溪县纸鸢局", "权责清单", "2023"),
    ],
)
def test_titles(before: str, name: str, office: str, kind: str, date: str | None) -> None:
    info = read(before)
    assert (info.name, info.organization if info.organization_found else "", info.list_kind, info.form_date) == (name, office, kind, date)


@pytest.mark.parametrize(
    ("office", "region", "level", "sector"),
    [
        ("云溪县住房和城乡建设局", "云溪县", "县", "住房和城乡建设"),
        ("云溪市城市管理局", "云溪市", "市", "城市管理"),
        ("江阳省云溪市青溪区纸鸢局", "江阳省云溪市青溪区", "区", "纸鸢"),
        ("青溪区杏林镇人民政府", "青溪区杏林镇", "镇", ""),
        ("纸鸢局", "", "", "纸鸢"),
        ("雲溪縣紙鳶局", "雲溪縣", "县", "紙鳶"),
    ],
)
def test_places(office: str, region: str, level: str, sector: str) -> None:
    place = place_of(office)
    assert (place.region, place.level, place.sector) == (region, level, sector)


def test_signatures() -> None:
    after = "单位（公章）：      单位负责人签名：缪青崖   纪检组长签名：      "
    assert [(signature.who, signature.filled) for signature in signatures(after)] == [("单位负责人", True), ("纪检组长", False)]
    info = read("云溪县纸鸢局权力清单", after)
    assert (info.signed_by_leader, info.sealed) == (True, False)
    assert read("云溪县纸鸢局权力清单").signed_by_leader is None


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("填 表 时 间：2016年6月24日", "2016-06-24"),
        ("日期 2021/6/30 10:20", "2021-06-30"),
        ("发布日期：20230615", "2023-06-15"),
        ("2018年12月", "2018-12"),
        ("2023年2月30日", "2023-02"),
        ("自2019年起", None),
        ("填表时间：  年  月  日", None),
        ("（2020年修订）", None),
    ],
)
def test_dates(text: str, date: str | None) -> None:
    assert form_date(text) == date
