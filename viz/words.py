"""Every word a page prints, in both languages, side by side."""

from __future__ import annotations

from graph.table import Lang
from viz.words_album import ALBUM_WORDS
from viz.words_charts import CHART_WORDS
from viz.words_compare import COMPARE_WORDS
from viz.words_network import NETWORK_WORDS
from viz.words_risks import RISK_WORDS

_WORDS: dict[str, tuple[str, str]] = {
    # roles, and the letter that stands for each beside its colour
    "leader": ("分管领导", "Leader"),
    "head": ("负责人", "Head"),
    "handler": ("经办人", "Case handler"),
    "other": ("其他职责", "Other part"),
    "letter_leader": ("领", "L"),
    "letter_head": ("负", "H"),
    "letter_handler": ("办", "C"),
    "letter_other": ("他", "O"),
    "person": ("人员", "person"),
    "post": ("职务", "post"),
    # the head of the page
    "site": ("权谱 · 责任分布", "Quanpu · Responsibility"),
    "many_lists": ("{n} 份清单的责任分布", "Responsibility in {n} lists"),
    "no_list": ("责任分布", "Responsibility"),
    "form_date": ("填表日期 {date}", "Form dated {date}"),
    "undated": ("未注明日期", "no date given"),
    "lists": ("清单", "Lists"),
    "skip": ("跳到图表", "Skip to the charts"),
    "sections": ("本页内容", "On this page"),
    "notice": ("说明", "Please note"),
    "search": ("查找责任人或事项", "Find an official or item"),
    "search_hint": ("姓名、职务、序号或事项中的字词", "Name, post, number or words of an item"),
    "found_officials": ("{n} 位责任人", "officials: {n}"),
    "found_items": ("{n} 项事项", "items: {n}"),
    "found_nothing": ("没有找到", "Nothing found"),
    "theme": ("深色 / 浅色", "Dark / light"),
    # section 1
    "bars_title": ("每位责任人列名多少项", "How many items each official is named on"),
    "bars_lead": (
        "粗条是列名的事项总数，浅底为清单全部事项；细条按职责分列。同一人可在同一事项中担任不止一种职责，细条之和因此可能大于总数。",
        "The thick bar counts the items an official is named on; the pale ground is the whole list. Thin bars count by part. "
        "One official can have more than one part in an item, so the parts may add up to more than the total.",
    ),
    "bars_caveat": (
        "列名多少取决于职务与分工，不是工作量、权力大小，更不是过错。",
        "How many items name someone follows from post and division of duties: it is no measure of work, power or fault.",
    ),
    "named": ("列名 {items}/{total} 项", "named on {items} of {total} items"),
    "of_items": ("{items}/{total} 项", "{items} of {total}"),
    "counted": ("共 {total} 项 · 责任人 n = {n}", "Items: {total} · officials: n = {n}"),
    "nobody": ("清单 {total} 项中，0 项列有责任人。", "0 of {total} items name an official."),
    # section 2
    "matrix_title": ("谁列在哪些事项上", "Who is named on which items"),
    "matrix_lead": (
        "一列是一项权力事项，一行是一位责任人。责任人与职责完全相同的事项排在一起，以字母标组。",
        "A column is one power item, a row one official. Items with exactly the same officials in the same parts stand "
        "together as a group with a letter.",
    ),
    "matrix_caveat": (
        "同组事项往往是一次分工写了许多遍，组大不等于责任重；空格只是清单没有列名。",
        "A group is often one division of duties written many times, so a large group is not a heavy duty; an empty cell only means "
        "that the list names nobody there.",
    ),
    "twice": ("上下两半：同一事项列名两次", "Two halves: named twice on one item"),
    "twice_count": ("同一人在同一事项列名两次或以上：{n} 处。", "Cells in which one official is named twice or more: {n}."),
    "grouped": ("{items} 项列有责任人，归为 {groups} 组。", "Items that name an official: {items}. Groups: {groups}."),
    "alike_named": (
        "事项过多：每列是责任人和职责完全相同的一组事项，列上数字是事项数；点开是其中第一项的原文。",
        "Too many items to draw one by one: a column is a group of items that name the same officials in the same parts, the number above "
        "it says how many; its words are those of the first.",
    ),
    "alike_largest": (
        "只画最大的 {n} 组和其中的责任人，共 {all} 组；其余 {items} 项在下面的表里。",
        "Only the {n} largest of {all} groups are drawn, with who is named on them; the other {items} items are in the table below.",
    ),
    "alike_items": ("本组事项", "Items of the group"),
    "unnamed": ("其余 {n} 项未列责任人，不在图中。", "Items that name nobody, not drawn: {n}."),
    "items_count": ("{n} 项", "{n}"),
    "groups": ("各组说明", "The groups"),
    "group_of": ("{serials}（{n} 项）", "No. {serials} ({n})"),
    "times": ("{role} ×{n}", "{role} ×{n}"),
    "cell_label": ("{official}，第 {serial} 项，{roles}", "{official}, item {serial}, {roles}"),
    "bars_label": ("{name}：各责任人列名事项数", "{name}: items per official"),
    "grid_label": (
        "{name}：责任人与事项对照。方向键移动，回车看原文位置",
        "{name}: officials by items. Arrow keys move, Enter shows the source",
    ),
    "how": (
        "点按一格看原文与位置；也可用 Tab 进入，方向键移动，回车打开。",
        "Select a cell for the printed words and their place; or Tab in, move with arrow keys, open with Enter.",
    ),
    # section 3
    "tables_title": ("图中的数据", "The figures behind the charts"),
    "coverage_table": ("每位责任人列名多少项", "Items per official"),
    "matrix_table": ("谁列在哪些事项上", "Officials by items"),
    "rows": ("{n} 行", "{n}"),
    "sort_by": ("按“{column}”排序", "Sort by {column}"),
    "csv": ("下载 CSV", "Download CSV"),
    "svg": ("下载 SVG", "Download SVG"),
    "to_table": ("数据表", "Table"),
    "sources": ("来源与分母", "Sources and denominators"),
    "made": ("由 quanpu 依清单文本生成；页面不联网。", "Made by quanpu from the text of the lists; this page makes no network request."),
    # the details panel
    "close": ("关闭", "Close"),
    "organization": ("机关", "Organization"),
    "document": ("清单", "List"),
    "item": ("事项", "Item"),
    "item_serial": ("第 {serial} 项", "Item {serial}"),
    "roles": ("职责", "Part"),
    "departments": ("部门", "Departments"),
    "chains": ("责任链", "Line"),
    "quote": ("原文", "Printed words"),
    "place": ("位置", "Place"),
    "place_of": ("{part}第 {row} 行第 {column} 列，码点 {start}–{end}", "{part}row {row}, column {column}, code points {start}–{end}"),
    "items": ("列名事项", "Named on"),
    "by_part": ("按职责", "By part"),
    "join": ("、", ", "),
    "space": ("", " "),
}  # fmt: skip

ROLE_ORDER = ("leader", "head", "handler", "other")
IN_SCRIPT = (
    *ROLE_ORDER, "post", "found_officials", "found_items", "found_nothing", "named", "organization", "document", "item", "item_serial",
    "roles", "departments", "chains", "quote", "place", "place_of", "items", "by_part", "join", "see_also", "found_marks", "wider",
    "hidden", "own_pages", "alike_items",
)  # fmt: skip


def words(lang: Lang) -> dict[str, str]:
    """Every word of the pages in one language."""
    return {
        key: pair[0 if lang == "zh" else 1]
        for key, pair in (CHART_WORDS | RISK_WORDS | COMPARE_WORDS | _WORDS | NETWORK_WORDS | ALBUM_WORDS).items()
    }
