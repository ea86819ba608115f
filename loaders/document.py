"""What the words around a table say of the document: title, office, kind of list, date, signatures."""

from __future__ import annotations

import re
from dataclasses import dataclass

from loaders.extract.dates import form_date

_KINDS = (
    "权力监督清单", "权力运行监督清单", "行政权力清单", "行政职权清单", "权力清单", "权责清单", "责任清单", "行政处罚清单",
    "廉政风险防控表", "廉政风险防控", "廉洁风险防控", "风险防控表", "风险点", "职权目录", "权力目录", "事项清单", "事项目录", "清单",
)  # fmt: skip
_OFFICE = re.compile(
    r"(?P<office>[㐀-鿿（）]{2,30}?(?:管理委员会|委员会|人民政府|办公室|管理局|监督局|局|厅|部|院|政府|中心|大队|支队|街道办事处|委))"
    r"(?=行政|权力|权责|责任|职权|廉政|廉洁|岗位|风险|事项|监督|[（(]|\s|$|2|二)"
)
_OFFICE_LABEL = re.compile(r"(?:填报单位|编制单位|填表单位|单位名称|单位)\s*(?:（盖章）|\(盖章\))?\s*[：:]\s*(?P<office>[㐀-鿿]{4,30})")
_PLACE = re.compile(r"(?P<place>[㐀-鿿]{1,12}?(?P<level>自治区|自治州|自治县|自治旗|省|市|县|区|旗|州|乡|镇))(?=[㐀-鿿])")
_LEADER_LINE = re.compile(r"(?:主要负责人|主要领导|负责人|单位领导)(?:签字|签名)\s*[：:][ \t　]*(?P<name>[㐀-鿿]{2,4}(?=\s|$))?")
_SEAL_LINE = re.compile(r"单位\s*[（(]盖章[）)]\s*[：:]?[ \t　]*(?P<seal>[㐀-鿿]{2,30}(?=\s|$))?")


@dataclass(frozen=True, slots=True)
class DocumentInfo:
    """A document before its rows: `form_date` is ISO or None; `signed` and `sealed` are None where the form has no such line."""

    name: str
    file_name: str
    sha256: str
    format: str
    encoding: str
    organization: str
    organization_found: bool
    list_kind: str
    form_date: str | None
    signed_by_leader: bool | None
    sealed: bool | None


@dataclass(frozen=True, slots=True)
class Place:
    """The place in an office's name: 云汐县 of level 县, and the field of work that remains."""

    region: str
    level: str
    sector: str


def describe(before: str, after: str, *, file_name: str, sha256: str, form: str, encoding: str) -> DocumentInfo:
    """What the title lines and the signature line say. Nothing is guessed: an office that is not named stays unnamed."""
    title = next((line.strip() for line in before.splitlines() if line.strip()), "") or file_name
    office = office_named(title, before)
    leader, seal = _LEADER_LINE.search(after), _SEAL_LINE.search(after)
    return DocumentInfo(
        name=title,
        file_name=file_name,
        sha256=sha256,
        format=form,
        encoding=encoding,
        organization=office or f"未写明机关（{file_name}）",
        organization_found=bool(office),
        list_kind=next((kind for kind in _KINDS if kind in title), "清单"),
        form_date=form_date(f"{before}\n{after}"),
        signed_by_leader=bool(leader["name"]) if leader else None,
        sealed=bool(seal["seal"]) if seal else None,
    )


def office_named(title: str, before: str) -> str:
    """The office in 填报单位：… or at the head of the title, else empty."""
    label = _OFFICE_LABEL.search(before)
    if label:
        return label["office"]
    found = _OFFICE.match(title.strip("《》“” "))
    return found["office"] if found else ""


def place_of(office: str) -> Place:
    """Region, level and sector that an office's name shows."""
    region, level, rest = "", "", office
    while found := _PLACE.match(rest):
        region, level, rest = region + found["place"], found["level"], rest[found.end() :]
    sector = re.sub(r"(?:局|委员会|委|办公室|厅|部)\Z", "", rest)
    return Place(region, level, sector)
