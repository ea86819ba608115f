"""Words of tables, footers and reports in the reader's language; codes in JSON and CSV stay as they are."""

from __future__ import annotations

import re
from typing import Literal

CHINESE = {
    # what an answer is out of
    "items": "事项", "items_before": "旧版事项", "slots": "席位", "lists": "清单", "level": "口径", "templates": "模板",
    "effective_templates": "等效模板", "modularity": "模块度", "modularity_profiles": "模块度(不同组合各计一次)", "communities": "社区",
    "draws_needed": "判定显著至少需抽样次数", "official": "责任人", "person": "人", "post": "岗位", "department": "部门",
    "unit": "部门",
    "organization": "机关", "organizations": "机关", "pairs": "对", "clauses": "分句", "laws": "法律", "officials": "责任人数",
    "items_named": "有人计入的事项", "exposure": "事项与风险组合", "bus_factor": "缺几人即有事项无人", "units": "部门数", "risks": "风险",
    "undefined": "矩阵未定义", "organizations_compared": "参与比较的机关", "degree_centralization": "度中心势",
    "betweenness_centralization": "介数中心势", "dealt_mean": "随机分派的标准化HHI均值", "dealt_p95": "随机分派的标准化HHI 95%分位",
    "not_shown": "未列出", "role": "职责", "document": "文件", "all_versions": "含旧版",
    "items_comparable": "可能出现该情形的事项", "items_with_leader": "列有分管领导的事项", "items_with_head": "列有负责人的事项",
    "organizations_named": "其中有人列名的机关",
    # bases and indices, sets of units, shapes of labels
    "cr1": "最大1人占比", "cr2": "最大2人占比", "cr3": "最大3人占比", "gini": "基尼系数", "hhi": "HHI", "normalized_hhi": "标准化HHI",
    "pair": "两人", "common": "共有", "partial": "部分有", "unique": "独有", "adverbial": "状语", "bare": "无标点", "comma": "逗号",
    "none": "无",
    # parts, changes, kinds of clauses and cells
    "leader": "分管领导", "head": "负责人", "handler": "经办人", "other": "其他", "any": "不限", "chain": "责任链",
    "added": "新增", "removed": "删除", "changed": "修改", "item": "事项", "duty": "责任", "risk": "风险", "measure": "措施", "law": "法律",
    "category": "类别", "basis": "依据", "body": "实施主体", "grade": "风险等级", "accountability": "追责情形",
    "target": "对象", "limits": "时限",
    "fee": "收费", "phone": "电话", "note": "备注", "number": "序号", "code": "编码", "responsible": "责任人", "office": "科室",
    "stage": "环节",
    "content": "内容", "label": "标签", "inferred": "推断", "only": "仅此一个部门", "stated": "规则判定", "suggested": "相似推断",
    "sub_item": "子项", "duty_basis": "责任依据", "yes": "是", "no": "否",
    # loading and inspecting
    "not reached": "未轮到",
    "loaded": "已载入", "new version": "新版本", "correction": "更正", "read again": "已重读", "unchanged": "未变", "would load": "可载入",
    "failed": "失败", "header row": "表头行", "blank template row": "空白模板行", "title, caption or remark": "标题、小节或附注",
    "no header row before it": "其前没有表头", "synonym": "同义词", "reviewed": "人工核定", "text": "文本",
}  # fmt: skip
# names in footers that are no English words
ENGLISH = {
    "items_before": "items before", "items_named": "items on which someone counts", "effective_templates": "effective templates",
    "modularity_profiles": "modularity with each distinct profile once", "draws_needed": "draws that a verdict takes",
    "bus_factor": "fewest whose absence leaves an item with nobody", "undefined": "risks for which the matrix names no measure",
    "organizations_compared": "organizations compared", "degree_centralization": "degree centralization",
    "betweenness_centralization": "betweenness centralization", "dealt_mean": "mean normalised HHI if dealt at random",
    "dealt_p95": "95th percentile of normalised HHI if dealt at random", "all_versions": "all versions", "not_shown": "not shown",
    "items_comparable": "items that could show it", "items_with_leader": "items with a leader", "items_with_head": "items with a head",
    "organizations_named": "organizations that name anyone at the level",
}  # fmt: skip
_PART = re.compile(r"(chain|leader|head|handler|other) (\d+)")


def word(text: str, lang: Literal["zh", "en"]) -> str:
    """A word of ours in a language; one that is not ours stays as it is."""
    return (CHINESE if lang == "zh" else ENGLISH).get(text, text)


def place(text: str, lang: Literal["zh", "en"]) -> str:
    """A place such as `4 · chain 2 · NAME` or `LIST / 4 / basis` with our words of it in a language."""
    if lang == "en":
        return text
    mark = " · " if " · " in text else " / "
    return mark.join(_place_part(part) for part in text.split(mark))


def _place_part(text: str) -> str:
    part = _PART.fullmatch(text)
    if not part:
        return CHINESE.get(text, text)
    return f"{CHINESE['chain']}{part[2]}" + ("" if part[1] == "chain" else CHINESE[part[1]])
