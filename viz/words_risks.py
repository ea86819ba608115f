"""What the pages of risks and of measures against them say, in both languages, side by side."""

from __future__ import annotations

RISK_WORDS: dict[str, tuple[str, str]] = {
    "risks_site": ("权谱 · 风险", "Quanpu · Risks"),
    "risks_many": ("{n} 份清单的风险", "Risks in {n} lists"),
    "risks_none": ("风险", "Risks"),
    "frequency_title": ("哪些风险类型覆盖事项最多", "Which risk types cover most items"),
    "frequency_lead": (
        "粗条是写有该类风险的事项占全部事项的比例，细条是写有该类风险的模板占全部模板的比例。两条差得多，说明同一段文字被抄到许多事"
        "项上。",
        "The thick bar is the share of all items whose risks are of that type; the thin bar the share of all templates. Where the "
        "two differ much, one text was copied to many items.",
    ),
    "frequency_caveat": (
        "这里数的是清单写了什么，不是发生过什么；按事项数时，被抄得多的文字显得更重。",
        "This counts what the lists say, not what has happened; counted by items, a text copied often weighs more.",
    ),
    "frequency_facts": (
        "{items} 项事项中 {with_risk} 项写有风险，合 {templates} 种不同文字（模板）。",
        "{with_risk} of {items} items state risks, in {templates} distinct texts (templates).",
    ),
    "profile_title": ("哪些事项的风险构成完全相同", "Which items have exactly the same risks"),
    "profile_lead": (
        "一行是一类风险，一列是一项事项；风险类型完全相同的事项排成一组，以字母标出。左侧数字是事项数 · 模板数。",
        "A row is a risk type, a column an item; items with exactly the same types stand together under a letter. The numbers at "
        "the left are items · templates.",
    ),
    "profile_caveat": (
        "同组事项往往是同一段文字的副本，组大不等于风险大；细窄的灰条是仅按相近例句推荐的类型，应查原文。",
        "Items of a group are often copies of one text, so a large group is not a large risk; a slim grey mark is a type suggested "
        "by likeness only: check the words.",
    ),
    "grid_facts": ("图中 {items} 项，归为 {groups} 组。", "Items drawn: {items}. Groups: {groups}."),
    "profile_grid": (
        "{name}：风险类型与事项对照。方向键移动，回车看原文",
        "{name}: risk types by items. Arrow keys move, Enter shows the words",
    ),
    "sets_title": ("哪些风险总在一起写", "Which risks are written together"),
    "sets_lead": (
        "每列是一组风险类型（以线相连的圆点）；上方蓝条是同时写有这组类型的事项，橙条是模板，都按占全部的比例画，数字是个数。",
        "A column is a set of risk types (the joined dots). Above it, blue is the items that state all of them and amber the "
        "templates, drawn as shares of all, printed as counts.",
    ),
    "sets_caveat": (
        "同一事项属于多个组合，各列不能相加；共现多半来自抄用同一模板，看橙条。",
        "One item belongs to several sets, so columns do not add up; sets mostly recur because a template was copied: look at "
        "amber.",
    ),
    "sets_facts": ("画出 {n} 个组合，共 {all} 个；每个至少 2 类。", "Sets drawn: {n} of {all}, each of 2 types or more."),
    "set_of": ("{n} 类", "{n} types"),
    "stage_title": ("风险写在哪些环节", "At which stages risks are written"),
    "stage_lead": (
        "行是办事环节，列是风险类型，格中是事项数；颜色越重占全部事项越多。",
        "Rows are stages of the procedure, columns risk types; a field holds the number of items, in a stronger colour "
        "for a greater share of "
        "all.",
    ),
    "stage_caveat": (
        "环节依清单所标，少数依内容推断；没有环节的句子不在图中。空格是清单没有写，不是没有风险。",
        "Stages are as the list labels them, a few inferred from the words; clauses without a stage are not drawn. An empty field "
        "means that the list does not say, not that there is no risk.",
    ),
    "stage_said": ("{stage}，{type}：{n} 项", "{stage}, {type}: {n} items"),
    "stage_basis": ("环节依据", "Why this stage"),
    "basis_label": ("清单所标", "the list's label"),
    "basis_inferred": ("由不规范的标签推断", "inferred from a label that names no standard stage"),
    "basis_content": ("由内容判断", "the words themselves"),
    "heat_key": ("占全部事项的比例：{low} 至 {high}", "share of all items: {low} to {high}"),
    "frequency_table": ("风险类型", "Risk types"),
    "profiles_table": ("事项的风险构成", "Risks of each item"),
    "sets_table": ("风险组合", "Sets of risk types"),
    "stages_table": ("环节与风险", "Stages and risks"),
    "chart_label": ("{name}：{title}", "{name}: {title}"),
    "coverage_site": ("权谱 · 措施覆盖", "Quanpu · Coverage"),
    "coverage_many": ("{n} 份清单的措施覆盖", "Measures against risks in {n} lists"),
    "coverage_none": ("措施覆盖", "Measures against risks"),
    "gaps_title": ("哪些事项的哪些风险没有对应措施", "Which risks of which items have no matching measure"),
    "gaps_lead": (
        "一行是一类风险，一列是一项事项。橙色整格：该事项没有一条措施属于能对应这类风险的类型；蓝点：有；虚线空格：对应矩阵没有为这"
        "类风险定义措施。左侧数字是无对应措施的事项 / 写有该风险的事项。",
        "A row is a risk type, a column an item. A full amber cell: no measure of the item is of a type that answers this risk; a "
        "blue dot: one is; a dashed outline: the matrix defines no measure for this risk. At the left: items without / items with "
        "that risk.",
    ),
    "gaps_caveat": (
        "清单没有写不等于没有做；哪类措施能对应哪类风险是分析者的判断（对应矩阵可换）。矩阵未定义的不是缺口。",
        "Not written is not the same as not done. Which measure answers which risk is a judgement, and the matrix can be replaced; "
        "what it does not define is no gap.",
    ),
    "gaps_facts": (
        "比较了 {items} 项：{risks} 处风险中 {gaps} 处（{share}）没有对应措施，{undefined} 处矩阵未定义。",
        "Items compared: {items}. Of {risks} risks stated on them, {gaps} ({share}) have no matching measure; for {undefined} the matrix "
        "defines none.",
    ),
    "gaps_grid": (
        "{name}：风险类型与事项对照。方向键移动，回车看原文",
        "{name}: risk types by items. Arrow keys move, Enter shows the words",
    ),
    "gap": ("没有对应措施", "no matching measure"),
    "covered": ("有对应措施", "a matching measure"),
    "undefined": ("对应矩阵未定义", "the matrix defines none"),
    "state": ("对应情况", "Matched"),
    "covering": ("能对应的措施类型", "Measures that would answer"),
    "stated_measures": ("本项列出的措施类型", "Types of measure stated"),
    "officials": ("责任人", "Officials"),
    "units_title": ("各部门：没有对应措施的风险", "By department: risks without a matching measure"),
    "units_lead": (
        "行是部门，列是风险类型；格中是该部门没有对应措施的事项数，颜色越重占该部门写有这类风险的事项越多；“–”为矩阵未定义。",
        "Rows are departments, columns risk types. A field holds the department's items without a matching measure, in "
        "a stronger colour for a "
        "greater share of its items with that risk; – where the matrix defines none.",
    ),
    "units_caveat": (
        "由两个部门承办的事项在两行各计一次，各行不能相加；事项少的部门颜色容易很重，请看数字。",
        "An item that two departments handle counts in both rows, so rows do not add up; with few items a field is "
        "strong in colour easily: "
        "read the numbers.",
    ),
    "people_title": ("各责任人：没有对应措施的风险", "By official: risks without a matching measure"),
    "people_lead": (
        "行是责任人，列是风险类型；格中是其列名事项中没有对应措施的事项数，颜色越重占其列名且写有这类风险的事项越多。",
        "Rows are officials, columns risk types. A field holds the items they are named on without a matching measure, "
        "in a stronger colour for "
        "a greater share of those with that risk.",
    ),
    "people_caveat": (
        "措施由清单起草时写定，缺写不是责任人的过错；列名事项多的人自然数字大。",
        "Measures are written when a list is drafted: a missing one is no official's fault; whoever is named on many items has "
        "larger numbers.",
    ),
    "party_label": ("{party}，{type}：{state}", "{party}, {type}: {state}"),
    "party_gaps": ("{n}/{total} 项没有对应措施", "{n} of {total} items without a matching measure"),
    "party_undefined": ("矩阵未定义措施（{total} 项）", "the matrix defines no measure ({total} items)"),
    "party_items": ("{n} 项", "{n}"),
    "parties_first": ("只画事项最多的 {n} 个，共 {all} 个；其余见数据表。", "Drawn: the {n} with most items, of {all}; the table has all."),
    "nobody_named": ("（清单未列）", "(none listed)"),
    "heat_gap": ("占写有该风险的事项：{low} 至 {high}", "share of items with that risk: {low} to {high}"),
    "no_measures": ("清单没有措施一栏，无从比较。", "The list states no measures: nothing to compare."),
    "gaps_table": ("没有对应措施的风险", "Risks without a matching measure"),
    "units_table": ("按部门", "By department"),
    "people_table": ("按责任人", "By official"),
    "covers_table": ("对应矩阵：哪类措施对应哪类风险", "The matrix: which measures answer which risk"),
}  # fmt: skip
