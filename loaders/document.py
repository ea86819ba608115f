"""What the words around a table say of the document: title, office, kind of list, date, signatures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from loaders.extract.dates import form_date
from loaders.extract.script import compiled, plain, simplified

_KINDS = (
    "权力监督清单", "权力运行监督清单", "行政权力清单", "行政职权清单", "权力清单", "权责清单", "责任清单", "行政处罚清单",
    "廉政风险防控表", "廉政风险防控", "廉洁风险防控", "风险防控表", "风险点", "职权目录", "权力目录", "事项清单", "事项目录", "清单",
)  # fmt: skip
_RISK_FORM = compiled(r"廉[政洁]风险.*(?:表|台账)")
# what a title of such a list names
_TITLE_WORDS = compiled(r"清单|目录|名录|权力|职权|权责|风险|一览表|汇总表|登记表|防控表|台账|事项表")
_NAVIGATION = compiled(r"[>＞»]|当前位置|首页|索引号|组配分类|公开属性|打印本页|关闭窗口")
_LABEL = compiled(
    r"(?:填[表报写]|编制|制表|登记|发布|公布|公开|印发|生成|成文|主管|负责)?(?:单位|机构|机关|部门|科室|日期|时间)\s*[：:（(]"
)
_TITLE_LABEL = compiled(r"[\"“]?(?:标题|题名|名称|title)[\"”]?\s*[：:]\s*[\"“]?(?P<title>[^\"”\n]{4,80})")
_YEAR = compiled(r"\A(?:19|20)\d\d\s*年?度?")
_BEFORE_TITLE = compiled(r"\A(?:[#>\s]*|附件\s*\d*\s*[：:]?\s*|附表\s*\d*\s*[：:]?\s*)+")
_AFTER_TITLE = compiled(rf"(?:\s*[|｜])+\s*\Z|[\s　]+{_LABEL.pattern}.*\Z")
_ENDING = (
    r"(?:管理委员会|委员会|人民政府|办公室|管理局|监督局|局|厅|部|法院|检察院|院|政府|中心|总队|大队|支队|街道办事处|办事处|委|联合会|管委会"
    r"|(?<=[察检育])站|服务站|监督所|管理所|管理处|学校|大学|银行|集团)"
)
_OFFICE = compiled(
    rf"(?P<office>[㐀-鿿（）]{{2,30}}?{_ENDING})"
    r"(?=行政|权力|权责|责任|职权|收费|服务|廉政|廉洁|岗位|风险|事项|监督|执法|公共|政务|内部|科室|部门|及|各|的|关于|[（(]|\s|\Z|[0-9０-９〇一二三四五六七八九十]{4})"
)
_ABOUT = compiled(r"\A(?:\d{4}年度?)?(?:.{0,20}关于)?(?:公布|印发|公开|发布|编制|调整)*")
_VALUE = r"\s*[（(]?(?:盖章|公章|签章)?[)）]?[\"”]?\s*[：:]\s*[\"“]?(?P<office>[㐀-鿿]{4,30})"
_COMPILER = compiled(rf"(?:(?:填[表报写]|编制|制表|登记|制作)(?:单位|机构|机关|部门)|单位名称|机关名称|部门名称|(?<![㐀-鿿])单位){_VALUE}")
_PUBLISHER = compiled(rf"(?:发布|公布|公开|印发)(?:单位|机构|机关|部门){_VALUE}")
_PLACE = compiled(
    r"(?P<a>[㐀-鿿]{2,8}?(?:省|自治区))?(?P<b>[㐀-鿿]{2,8}?(?:(?<!城)市(?![场政容])|自治州|地区|盟))?"
    r"(?P<c>[㐀-鿿]{1,10}?(?:自治县|县|自治旗|旗|(?<!城)市(?![场政容])|(?<![城社园小景校地])区(?!域)))?"
    r"(?P<d>[㐀-鿿]{1,8}?(?:乡|镇|街道)(?=人民政府|政府|办事处|综合|执法))?"
)
_LEVELS = ("自治区", "自治州", "自治县", "自治旗", "街道", "地区", "省", "市", "县", "区", "旗", "州", "盟", "乡", "镇")
_SIGNATURE = compiled(
    r"(?P<who>[㐀-鿿]{0,8}?(?:负责人|领导|局长|组长|书记|主任|纪检[㐀-鿿]{0,4}|监察[㐀-鿿]{0,4}|审核人|审批人|填表人|填报人))"
    r"\s*[（(]?(?:签字|签名|签章|审签)[)）]?\s*[：:][ \t　]*"
    r"(?P<name>[㐀-鿿·]{2,8}(?=\s|\Z))?"
)
_LEADER = compiled(r"负责人|领导|局长|主任|书记")
_SEAL = compiled(r"单位\s*[（(]?(?:盖章|公章|签章)[)）]?\s*[：:]?[ \t　]*(?P<seal>[㐀-鿿]{2,30}(?=\s|\Z))?")


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


@dataclass(frozen=True, slots=True)
class Signature:
    """A line to be signed or sealed at `start:end` of the words after a table, and whether it is."""

    who: str
    filled: bool
    start: int
    end: int


def describe(before: str, after: str, *, file_name: str, sha256: str, form: str, encoding: str) -> DocumentInfo:
    """What the title lines and the signature line say. Nothing is guessed: an office that is not named stays unnamed."""
    title = title_of(before) or _first_words(before) or file_name
    office = office_named(title, before)
    leaders = [signature for signature in signatures(after) if _LEADER.search(signature.who)]
    seal = _SEAL.search(after)
    return DocumentInfo(
        name=title,
        file_name=file_name,
        sha256=sha256,
        format=form,
        encoding=encoding,
        organization=office or f"未写明机关（{file_name}）",
        organization_found=bool(office),
        list_kind=kind_of_list(title),
        form_date=form_date(f"{before}\n{after}"),
        signed_by_leader=any(signature.filled for signature in leaders) if leaders else None,
        sealed=bool(seal["seal"]) if seal else None,
    )


def title_of(before: str) -> str:
    """The title among the lines before a table: the one that names a list, else the first that is no navigation or label."""
    labelled = _TITLE_LABEL.search(before)
    lines = [line for line in _title_lines(before) if line]
    named = [line for line in lines if _TITLE_WORDS.search(plain(line).text)]
    full = next((line for line in named if office_named(line, "")), "")
    if full or not named:
        return full or (labelled["title"].strip() if labelled else next(iter(lines), ""))
    if labelled:
        return labelled["title"].strip()
    k = lines.index(named[0])
    # a title over two lines: the office, then what the list is
    return f"{lines[k - 1]}{named[0]}" if k and _OFFICE.fullmatch(plain(lines[k - 1]).text) else named[0]


def _first_words(before: str) -> str:
    """The first line of an English document."""
    return next((line.strip(" ,|#") for line in before.splitlines() if re.search(r"[A-Za-z]{3}", line)), "")


def _title_lines(before: str) -> Iterator[str]:
    for line in before.splitlines():
        text = _AFTER_TITLE.sub("", _BEFORE_TITLE.sub("", line.strip())).strip()
        if (
            re.search(r"[㐀-鿿]", text)
            and not _NAVIGATION.search(text)
            and not _LABEL.match(simplified(text))
            and not _TITLE_LABEL.match(text)
        ):
            yield text


def kind_of_list(title: str) -> str:
    """The kind of list that a title names, in standard words."""
    words = plain(title).text
    kind = next((kind for kind in _KINDS[:-1] if kind in words), "")
    return kind or ("廉政风险防控表" if _RISK_FORM.search(words) else _KINDS[-1])


def office_named(title: str, before: str) -> str:
    """The office in 填报单位：… or at the head of the title, else the one that published it; empty for none."""
    view = plain(before)
    for pattern in (_COMPILER, None, _PUBLISHER):
        found = pattern.search(view.text) if pattern else None
        office = before[view.at(found.start("office")) : view.at(found.end("office"))] if found else ""
        office = office if pattern else _office_at_head(title)
        if office and re.search(rf"{_ENDING}\Z", simplified(office)):
            return re.sub(r"(?<=人民政府)办公[室厅]\Z", "", office) if pattern is _PUBLISHER else office
    return ""


def _office_at_head(title: str) -> str:
    view = plain(title.strip("《》“” "))
    begins = _ABOUT.match(view.text) or _YEAR.match(view.text)
    found = _OFFICE.match(view.text, begins.end() if begins else 0)
    return title.strip("《》“” ")[view.at(found.start()) : view.at(found.end())] if found else ""


def place_of(office: str) -> Place:
    """Region, level and sector that an office's name shows."""
    words = simplified(office)
    found = _PLACE.match(words)
    end = found.end() if found else 0
    level = next((level for level in _LEVELS if words[:end].endswith(level)), "")
    sector = re.sub(r"(?:管理委员会|管委会|委员会|人民政府|政府|办事处|办公室|局|委|厅|部)\Z", "", words[end:])
    return Place(office[:end], level, office[end : end + len(sector)])


def signatures(after: str) -> tuple[Signature, ...]:
    """The lines that are to be signed."""
    return tuple(Signature(found["who"], bool(found["name"]), *found.span()) for found in _SIGNATURE.finditer(simplified(after)))
