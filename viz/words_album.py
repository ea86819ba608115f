"""What the index of a set of pages says, and what its pages say of each other, in both languages."""

from __future__ import annotations

ALBUM_WORDS: dict[str, tuple[str, str]] = {
    "album_site": ("权谱 · 目录", "Quanpu · Contents"),
    "album_many": ("{n} 份清单的全部图", "All pictures of {n} lists"),
    "album_none": ("全部图", "All pictures"),
    "album_index": ("目录", "Contents"),
    "set": ("同一套图", "This set of pages"),
    "own_page": ("其单独一页", "Its own page"),
    "own_pages": ("各自的页", "Their own pages"),
    "album_pictures": ("图", "Pictures"),
    "album_pictures_lead": (
        "每张图自成一页，不联网也能打开；图中点到的人、部门、事项、法律与风险类型，都能转到其单独一页。",
        "Each picture is a page of its own and opens offline; whoever or whatever is named in it leads to its own page.",
    ),
    "view_responsibility": ("责任分布", "Responsibility"),
    "view_network": ("责任网络", "Network"),
    "view_risks": ("风险", "Risks"),
    "view_coverage": ("措施覆盖", "Coverage"),
    "view_law": ("法律依据", "Laws"),
    "view_compare": ("单位比较", "Comparison"),
    "says_responsibility": (
        "谁列名在多少项、哪些项上；从领导经部门到负责人的线；集中程度。",
        "Who is named on how many items and on which; lines from leader to head; concentration.",
    ),
    "says_network": (
        "责任人、部门与事项的全图，可逐组展开到风险、措施与法律。",
        "Officials, departments and items in one picture that opens group by group, down to risks, measures and laws.",
    ),
    "says_risks": (
        "哪些风险写得最多，哪些事项写得一样，哪些风险总在一起，出在哪个环节。",
        "Which risks are written most, which items say the same, which risks recur together, at which stage.",
    ),
    "says_coverage": (
        "写明的措施没有对应到的风险，按事项、部门与责任人。",
        "Risks that no stated measure answers, by item, department and official.",
    ),
    "says_law": ("哪部法律引在哪些事项的哪一栏。", "Which law is cited on which items, and in which column."),
    "says_compare": ("各单位并排：集中程度与风险构成。", "Organizations side by side: concentration and mix of risks."),
    "view_versions": ("两版比较：{name}", "Two versions: {name}"),
    "not_drawn": ("未能画出：{why}", "Not drawn: {why}"),
    "pages_official": ("责任人", "Officials"),
    "pages_department": ("部门", "Departments"),
    "pages_item": ("权力事项", "Power items"),
    "pages_law": ("法律", "Laws"),
    "pages_risk": ("风险类型", "Types of risk"),
    "pages_lead": (
        "条长是列名的事项占该机关事项的比例；同列一项不说明其他。",
        "The bar is the share of the organization's items; standing on an item says no more than that.",
    ),
    "pages_cut": (
        "共 {all} 个，为涉及事项最多的 {n} 个写了单独一页，其余没有：用 --organization、--department 或 --category 缩小范围再写。",
        "Of {all}, the {n} that stand on most items have a page, the others have none: narrow it with --organization, --department "
        "or --category.",
    ),
    "items_cut": (
        "共 {all} 项，为清单顺序的前 {n} 项写了单独一页，其余没有：用 --organization、--department 或 --category 缩小范围再写。",
        "Of {all} items, the first {n} in the lists' order have a page, the others have none: narrow it with --organization, "
        "--department or --category.",
    ),
    "album_entries": ("{n} 条", "{n}"),
    "in_offices": ("{n} 个机关", "{n} organizations"),
    "search_album": ("查找图、责任人、部门、事项、法律、风险", "Find a picture, official, department, item, law or risk"),
    "search_album_hint": ("名称、序号或其中的字词", "Name, number or words of it"),
    "album_of": (
        "本页含“{name}”所在事项的全部内容。别的责任人、部门、事项、法律与风险类型点开是其单独一页；风险点与措施在本页内看，"
        "其数字只就这些事项而言。",
        "This page holds everything about the items of {name}. Other officials, departments, items, laws and types of risk lead to "
        "their own pages; risks and measures open in this page, with figures of these items alone.",
    ),
    "album_of_item": (
        "本页含这一事项的全部内容。责任人、部门、法律与风险类型点开是其单独一页；风险点与措施在本页内看，其数字只就这一事项而言。",
        "This page holds everything about this item. Officials, departments, laws and types of risk lead to their own pages; risks "
        "and measures open in this page, with figures of this item alone.",
    ),
    "album_first": ("所列事项共 {all} 项，本页只含前 {n} 项。", "It stands on {all} items; this page holds the first {n}."),
}  # fmt: skip

ALBUM_IN_SCRIPT = ("found_nothing", "found_n")
