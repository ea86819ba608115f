"""What a finding's code and its English wording mean in Chinese: for tables that people read; JSON and CSV keep the words as stored."""

from __future__ import annotations

import re
from typing import Literal

# code of a finding -> its Chinese name
FINDINGS = {
    "typo": "错字", "doubled-character": "叠字", "doubled-word": "重词", "doubled-mark": "叠标点", "inner-blank": "字间空白",
    "self-reference": "自指无名", "dangling-reference": "无所指", "unbalanced": "括号不配", "numbering": "编号标点有误",
    "number-skipped": "跳号", "number-repeated": "重号", "number-restarts": "另起编号", "missing-number": "缺编号",
    "unlabelled-risk": "缺环节标签", "stage-mismatch": "环节不符", "cut-short": "残句", "repeated-serial": "序号重复",
    "near-duplicate": "近似重名", "mixed-grades": "等级标准不一", "short-row": "行缺单元格", "wrong-total": "合计不符",
    "unknown-category": "未知类别", "unknown-column": "未识别的列", "unsigned": "未签字", "unsealed": "未盖章",
    "no-organization": "缺机关", "no-date": "缺日期", "blank-rows": "空白行", "blank-cell": "空白单元格", "nobody-read": "人员文字未识别",
    # what a file format did
    "auto-number": "自动编号", "damaged": "文件受损", "date-serial": "日期变数字", "hidden-sheet": "隐藏工作表",
    "lines-joined": "并行", "long-number": "数字过长", "missing-label": "缺栏目", "no-ruled-table": "无框线表", "no-table": "无表格",
    "odd-row": "异常行", "picture-page": "图片页", "row-rejoined": "跨页并行",
}  # fmt: skip
_SENTENCES: tuple[tuple[str, str], ...] = (
    (r"a number as its neighbours have", "与相邻各条一样加编号"), (r"a stage label", "加环节标签"),
    (r"a serial of its own", "另给序号"), (r"one more (.+)", r"应再加一个 \1"), (r"(\d+) after (\d+)", r"\2 之后应为 \1"),
    (r"(.+) rather than (.+)", r"似为\1，而非\2"), (r"(\d+%) like item (.+)", r"与事项 \2 相似 \1"),
    (r"graded by (.+), most others by (.+)", r"按“\1”分级，其余多按“\2”"), (r"one of (.+)", r"应为其一：\1"),
    (r"the title says (\d+) items, (\d+) follow", r"标题写 \1 项，实有 \2 项"), (r"taken from the row above: (.+)", r"取自上一行：\1"),
    (r"cells were left out; which ones is inferred", "缺单元格，缺哪些为推断"),
    (r"the list does not say which law this is", "清单没有写明是哪部法规"), (r"what it refers to is not in the list", "所指内容不在清单中"),
    (r"the sentence is not brought to an end", "句子没有写完"), (r"the signature line is empty", "签字处空白"),
    (r"the line for the seal is empty", "盖章处空白"), (r"the list does not say whose it is", "清单没有写明机关"),
    (r"the list bears no date: its versions can't be told apart", "清单没有日期，无法区分版本"),
    (r"kept as a remark; map it in a columns\.yml beside the file", "作为备注保留；可在文件旁的 columns.yml 中指定"),
    (r"check it against the document", "请对照原件核对"), (r"rows of the form that are not filled in", "表格中没有填写的行"),
    (r"no name, post or unit was understood here", "此处没有识别出姓名、职务或部门"),
    (r"other items of the list have this cell filled", "清单中其他事项填有此栏"),
    (r"(\d+) numbers come from (?:Word's )?automatic numbering, they are not in the text", r"\1 个编号由软件自动生成，不在文字中"),
    (r"no table was found in the text", "文字中没有找到表格"), (r"the sheet is hidden: it was not read", "工作表被隐藏，没有读取"),
    (r"(.+): only the first 15 digits of a number are kept by a spreadsheet", r"\1：电子表格只保留前15位数字"),
    (r"the date (.+) stands in a column of numbers", r"数字列中出现日期 \1"),
    (r"(\d+) cells under (\d+) headers", r"\2 个表头下有 \1 个单元格"),
    (r"(\d+) lines for (\d+) columns: the last ones were put together", r"\2 列有 \1 行文字，末几行已合并"),
    (r"(\d+) cells under (\d+) headers: which ones are empty is not printed", r"\2 个表头下有 \1 个单元格，哪些为空没有印出"),
    (r"the block has no (.+)", r"该段没有：\1"), (r"its rest stood on (.+), row (\d+)", r"其余部分在 \1 第 \2 行"),
    (r"the PDF is damaged, words may be missing: (.+)", r"PDF 受损，可能缺字：\1"),
    (r"(\d+) pages hold only a picture, and text in pictures is not read", r"\1 页只有图片，图片中的文字没有读取"),
    (r"the PDF draws no table: its lines were read as text", "PDF 没有画出表格，按文字读取"),
)  # fmt: skip


def finding(code: str, lang: Literal["zh", "en"]) -> str:
    """A finding's code, in Chinese after its name: the code is what `-p kind=` takes."""
    return f"{FINDINGS[code]} {code}" if lang == "zh" and code in FINDINGS else code


def sentence(text: str, lang: Literal["zh", "en"]) -> str:
    """A sentence of a finding in a language; words that are the list's own stay as they are."""
    for pattern, chinese in _SENTENCES if lang == "zh" else ():
        if re.fullmatch(pattern, text):
            return re.sub(pattern, chinese, text)
    return text
