"""A fictional list of hard cases: one person in several parts, parts left blank, texts that almost agree."""

from __future__ import annotations

from pathlib import Path

from support import item, write_list

OFFICE = "澜溪县灯彩管理局"
LEADER, HEAD, OTHER, LAST = "郗望舒", "訾青禾", "阚知微", "亓官朔"
RISKS = (
    "立案环节：接到举报不立案；收受礼金。\n调查取证环节：伪造证据；向当事人通风报信。\n"
    "审查环节：不按规定集体审理，少数人说了算。\n决定环节：越权审批；私分罚没财物。"
)
SHORT_RISKS = "立案环节：接到举报不立案。\n执行环节：对处罚决定不执行。"
INNER = "一人经手全程时收受礼金\n领导利用职权干预办案"
MEASURES = "1、两人以上执法，全程录音录像；2、重大案件集体讨论；3、加强廉政教育；4、案卷定期抽查。"
SOFT = "1、加强廉政教育；2、落实责任追究制度。"
SIX_STAGES = "1、立案阶段责任：7日内登记。\n2、调查阶段责任：两人到场。\n3、决定阶段责任：依照《灯彩管理条例》第三条作出决定。"
CITING = (
    "1、立案阶段责任：按照《灯彩管理条例》第八条、第九条登记。\n2、执行阶段责任：依照《行政强制法》第五十三条申请执行，依据本办法办理。"
)


def chain(leader: str, unit: str, head: str) -> str:
    """One chain as the real list prints it."""
    return f"分管领导：{leader}\n{unit}负责人：{head}"


def lines(*chains: str) -> str:
    return "\n".join(chains)


ITEMS = (
    item(1, people=lines(chain(LEADER, "竹骨股", LEADER), chain(OTHER, "巡灯队", HEAD)), duty=SIX_STAGES, risk=RISKS, measure=MEASURES),
    item(2, people=lines(chain(LEADER, "竹骨股", HEAD), chain(OTHER, "巡灯队", HEAD)), duty=CITING, risk=RISKS, measure=SOFT),
    item(3, people=lines(chain(LEADER, "竹骨股", HEAD), chain(LEADER, "巡灯队", HEAD)), risk=SHORT_RISKS, measure=MEASURES),
    item(4, people="", risk=SHORT_RISKS, measure=SOFT),
    item(5, people=f"分管领导：{LAST}", category="行政检查", risk="", measure=MEASURES),
    item(6, people=chain(OTHER, "裱糊股", LAST), risk=INNER, measure=""),
    item(7, "擅自在桥头悬挂灯彩的行政处罚", people=chain(LAST, "裱糊股", OTHER), risk=RISKS.replace("；", "； "), measure=SOFT),
    item(8, "擅自在桥尾悬挂灯彩的行政处罚", people=f"{chain(LEADER, '裱糊股', OTHER)}\n经办人：{LAST}", risk=RISKS, measure=MEASURES),
)


def write(path: Path) -> Path:
    """The list of hard cases in a file."""
    return write_list(path, *ITEMS, office=OFFICE)


LATER = (
    item(1, people=lines(chain(LEADER, "竹骨股", OTHER), chain(OTHER, "巡灯队", HEAD)), duty=SIX_STAGES, risk=RISKS, measure=MEASURES),
    item(2, people=lines(chain(OTHER, "巡灯队", HEAD)), duty=CITING, risk=SHORT_RISKS, measure=MEASURES),
    item(3, "擅自在桥头悬挂彩灯的行政处罚", people=chain(LAST, "裱糊股", OTHER), risk=RISKS.replace("；", "；\n"), measure=SOFT),
    item(
        4, "擅自在第3号桥放飞纸鸢的行政处罚", people=lines(chain(LEADER, "竹骨股", HEAD)), risk="", measure=MEASURES.replace("定期", "每月")
    ),
    item(5, "灯谜会登记", people=chain(LEADER, "竹骨股", HEAD), risk=SHORT_RISKS, measure=SOFT),
    item(6, "擅自在桥尾悬挂灯彩的行政处罚", people=f"{chain(LEADER, '裱糊股', OTHER)}\n经办人：{LEADER}", risk=RISKS, measure=MEASURES),
)


def write_later(path: Path) -> Path:
    """The next year's version: items renamed, moved, dropped and added; people, risks and measures changed."""
    return write_list(path, *LATER, office=OFFICE, date="2025年3月1日")


NEIGHBOUR = "云杉县灯彩管理局"
NEXT_DOOR = (
    item(1, "擅自在桥头悬挂灯彩的行政处罚", people=chain("慕容听雪", "灯市股", "公冶长歌"), risk=RISKS, measure=MEASURES),
    item(2, "擅自在第1号桥 放飞纸鸢的处罚", people=chain("慕容听雪", "灯市股", "公冶长歌"), risk=SHORT_RISKS, measure=SOFT),
    item(3, "擅自在第3号桥放飞纸鸢的行政处罚", people=chain("慕容听雪", "灯市股", "慕容听雪"), risk="", measure=MEASURES),
    item(4, "擅自在第4号桥放飞大纸鸢的行政处罚", people=chain("公冶长歌", "灯市股", "慕容听雪"), risk=RISKS, measure=""),
    item(5, "灯谜会登记", category="行政确认", people="", risk=INNER, measure=SOFT),
)


def write_neighbour(path: Path) -> Path:
    """Another office's list, with some of the same powers."""
    return write_list(path, *NEXT_DOOR, office=NEIGHBOUR)
