"""What the pages of laws, of responsibility, of organizations and of versions side by side say, in both languages, side by side."""

from __future__ import annotations

COMPARE_WORDS: dict[str, tuple[str, str]] = {
    "law_site": ("权谱 · 法律依据", "Quanpu · Laws"),
    "law_many": ("{n} 份清单引用的法律", "Laws cited in {n} lists"),
    "law_none": ("引用的法律", "Laws cited"),
    "laws_title": ("哪部法律被最多事项引用", "Which law is cited by most items"),
    "laws_lead": (
        "粗条是引用该法律的事项占全部事项的比例，细条按引用所在的栏分列；一项可在几栏引用，细条之和可能大于总数。",
        "The thick bar is the share of items that cite the law; thin bars count by the column that cites it. An item may cite it "
        "in several, so they may add up to more.",
    ),
    "laws_caveat": (
        "引在措施或责任栏不等于设定依据；只数书名号中的法律，清单不引不等于没有依据。",
        "A law cited among measures or duties is not thereby the basis of the power. Only titles in 《》 are counted; not cited is "
        "not the same as without basis.",
    ),
    "laws_facts": ("{items} 项中 {citing} 项引用法律，共 {laws} 部。", "{citing} of {items} items cite a law; laws cited: {laws}."),
    "map_title": ("哪部法律引在哪些事项的哪一栏", "Which law is cited on which items, and in which column"),
    "map_lead": (
        "一行是一部法律，一列是一项事项；引用完全相同的事项排成一组。颜色与形状表示引用所在的栏，一格分层即不止一栏引用。",
        "A row is a law, a column an item; items that cite alike stand together. Colour and shape say in which column it is cited; "
        "a split cell is cited in several.",
    ),
    "map_caveat": (
        "许多引用随模板抄入，与事项主题未必相符；点开看原句。",
        "Many citations were copied with a template and need not fit the item: open a cell and read the sentence.",
    ),
    "map_grid": ("{name}：法律与事项对照。方向键移动，回车看原句", "{name}: laws by items. Arrow keys move, Enter shows the sentence"),
    "fields": ("引用所在栏", "Cited in"),
    "articles": ("条款", "Articles"),
    "law_level": ("层级", "Level"),
    "no_level": ("层级不详", "level not known"),
    "laws_table": ("法律与事项数", "Laws by items"),
    "map_table": ("法律与事项", "Laws and items"),
    "lines_title": ("责任线：分管领导 → 部门 → 负责人", "Lines of responsibility: leader → department → head"),
    "lines_lead": (
        "每条带是一种责任线，从分管领导经部门到负责人，粗细是列有这条线的事项数；一项可有两条线。",
        "A band is one kind of line, from leader over department to head, as thick as the items that list it; an item may have two "
        "lines.",
    ),
    "lines_caveat": (
        "带粗只说明列名的事项多，不是工作量，也不是决定权；一人可同时出现在左右两侧。",
        "Thick means named on many items: neither an amount of work nor a power to decide. One official may stand on both sides.",
    ),
    "lines_facts": ("{kinds} 种责任线，共 {lines} 条。", "Kinds of line: {kinds}; lines in all: {lines}."),
    "lines_most": (
        "只画其中最多见的 {n} 种（{lines} 条），名字旁的数字只计这些；全部在下面的表里。",
        "Only the {n} most frequent are drawn ({lines} lines), and numbers at names count these alone; the table below has all.",
    ),
    "lines": ("责任线", "Lines"),
    "lines_of": ("{n} 条", "{n}"),
    "named_items": ("{n} 项", "items: {n}"),
    "no_lines": ("清单 {total} 项中，0 项列有责任线。", "0 of {total} items list a line of responsibility."),
    "department": ("部门", "Department"),
    "shares_title": ("职责集中到什么程度", "How concentrated responsibility is"),
    "shares_lead": (
        "每行是一种口径：粗条是最多的一人（或部门）所占份额，细条是最多的两人、三人合计；右端是同样的集中程度相当于几个平均分担。席位即清单上的一个位置：一人在一项任分管领导又任负责人，占两席。",
        "A row is one way of counting. The thick bar is the share of the largest holder, thin bars that of the two and three "
        "largest; at the right end, how many equal holders would be as concentrated. A slot is one place in the list: leader and head of "
        "one item are two.",
    ),
    "shares_caveat": (
        "人少的单位必然集中，只宜与人数相近的单位比；份额是列名，不是工作量或权力大小。",
        "Few holders are always concentrated: compare offices of like size. Shares are of names in a list, not of work or power.",
    ),
    "shares_facts": ("点按一行看各指标的含义。", "Open a row to read what each figure means."),
    "shares_said": (
        "{who}分担，集中程度相当于 {effective} 个平均分担：最多的一个占 {cr1}，最多的两个合占 {cr2}。HHI {hhi}，"
        "标准化 HHI {normalized}，基尼系数 {gini}。",
        "Shared by {who}, but as concentrated as if {effective} shared it evenly: the largest has {cr1}, the two largest {cr2}. "
        "HHI {hhi}, normalised HHI {normalized}, Gini {gini}.",
    ),
    "shares_one": ("全部由{who}承担。", "All of it held by {who}."),
    "who_person": ("{n} 人", "{n} holders"),
    "who_unit": ("{n} 个部门", "{n} departments"),
    "holders": ("分担者", "Holders"),
    "effective": ("≈ {n} 均分", "≈ {n} equal"),
    "effective_name": ("等效人数", "Equal holders"),
    "base_slots": ("席位", "Slots"),
    "base_items": ("列名事项", "Items named on"),
    "base_leader": ("分管席位", "Slots as leader"),
    "base_head": ("负责席位", "Slots as head"),
    "base_unit": ("部门责任线", "Lines of departments"),
    "hhi": ("HHI", "HHI"),
    "normalized_hhi": ("标准化 HHI", "Normalised HHI"),
    "gini": ("基尼系数", "Gini"),
    "cr1": ("最多者所占份额", "Share of the largest"),
    "cr2": ("最多两个", "two largest"),
    "cr3": ("最多三个", "three largest"),
    "hhi_means": (
        "各份额平方之和：{n} 个平均分担时为 {even}，一个独揽为 1。",
        "Sum of squared shares: {even} if {n} shared evenly, 1 if one held all.",
    ),
    "normalized_hhi_means": (
        "扣除人数影响后的 HHI：平均分担为 0，独揽为 1。",
        "HHI without the effect of numbers: 0 if even, 1 if one held all.",
    ),
    "gini_means": ("份额不均的程度：平均分担为 0，越近 1 越不均。", "How unequal the shares are: 0 if even, towards 1 the more unequal."),
    "cr1_means": ("份额最多的一个所占。", "The share of the largest holder."),
    "cr2_means": ("份额最多的两个合占。", "The share of the two largest together."),
    "cr3_means": ("份额最多的三个合占。", "The share of the three largest together."),
    "chains_table": ("责任线", "Lines of responsibility"),
    "indices_table": ("集中度指标", "Figures of concentration"),
    "compare_site": ("权谱 · 单位比较", "Quanpu · Comparison"),
    "compare_many": ("{n} 份清单的比较", "{n} lists side by side"),
    "compare_none": ("单位比较", "Offices side by side"),
    "peers_title": ("各单位集中程度", "How concentrated each office is"),
    "peers_lead": (
        "每个指标一幅图，一行是一个单位；粗条是该单位的数值。标准化 HHI 下的细条是把同样多的席位随机分给同样多的人时 95% 的情形不会"
        "超过的数。",
        "One chart per figure, a row per office. Under the normalised HHI the thin bar is what 95% of random assignments of as "
        "many slots to as many officials stay below.",
    ),
    "peers_caveat": (
        "单位规模、层级、列名方式（人、职务或部门）不同，不可据此排优劣；n 小的单位数值跳动大，已标出。",
        "Offices differ in size, level and in whom they name (persons, posts, units): this ranks nobody. Figures of offices with a "
        "small n, marked here, jump about.",
    ),
    "peer_below": ("n = {n} · {items} 项", "n = {n} · items: {items}"),
    "small": ("n 小", "small n"),
    "no_figure": ("无", "none"),
    "by_chance": ("随机分派 95% 以下 {value}", "95% of random assignments below {value}"),
    "median_items_per_official": ("每人列名事项的中位数", "Median items per official"),
    "same_head_share": ("两条线由同一人负责的事项", "Items whose lines share a head"),
    "peer_normalized_hhi": (
        "席位分担的集中程度：平均分担为 0，一人独揽为 1；已扣除人数影响。",
        "How unevenly slots are shared: 0 if even, 1 if one held all; without the effect of numbers.",
    ),
    "peer_cr1": ("占席位最多的一人所占份额。", "The share of slots of whoever has most."),
    "peer_median_items_per_official": ("一半的人列名不多于这么多项。", "Half of the officials are named on no more items than this."),
    "peer_same_head_share": (
        "有两条以上责任线的事项中，两条线由同一人负责的比例。",
        "Of items with two lines or more, the share in which one official heads two.",
    ),
    "figure_name": ("指标", "Figure"),
    "value": ("数值", "Value"),
    "mix_title": ("各单位写有哪些风险", "Which risks each office states"),
    "mix_lead": (
        "一行是一个单位，一列是一类风险；格中是写有该类风险的事项占该单位全部事项的百分比，颜色越重越多。各单位分别计算，不合并。",
        "A row is an office, a column a risk type; a field holds the percentage of the office's items that state it, in "
        "a stronger colour for "
        "more. Each office is counted by itself.",
    ),
    "mix_caveat": (
        "差别可能只是模板不同；事项少的单位一项就是很大的百分比。空格是清单没有写。",
        "A difference may be one of templates only; with few items one item is a large percentage. An empty field: the list does "
        "not say.",
    ),
    "mix_label": ("{office}，{type}：{n}/{total} 项", "{office}, {type}: {n} of {total} items"),
    "peers_table": ("各单位的指标", "Figures of each office"),
    "mix_table": ("各单位的风险类型", "Risk types of each office"),
    "one_office": ("只选了一个单位，没有可比的对象。", "Only one office is selected: nothing to compare with."),
    "alone_full": ("只有一个单位，满格只是它自己的数值。", "With one office the bar is full by its own value alone."),
    "versions_site": ("权谱 · 两版比较", "Quanpu · Two versions"),
    "versions_many": ("两版清单的变化", "What changed between versions"),
    "versions_none": ("两版清单的变化", "What changed between versions"),
    "changes_title": ("改了什么", "What changed"),
    "changes_lead": (
        "一行是一类内容，粗条是变化的处数，细条分为新增、删除、修改；以变化最多的一类为满格。",
        "A row is a kind of content. The thick bar counts its changes, thin bars what was added, removed and changed; the fullest "
        "is the kind with most.",
    ),
    "changes_caveat": (
        "同一处模板改动会在每个抄用它的事项上各计一次；事项靠名称对齐，改名过多会显示为一删一增。",
        "A change of a template counts on every item copied from it; items are paired by name, and one renamed too far shows as "
        "removed and added.",
    ),
    "changes_facts": (
        "旧版 {before} 项，新版 {items} 项，共 {changes} 处变化。",
        "Items before: {before}, after: {items}; changes: {changes}.",
    ),
    "changed_items_title": ("哪些事项改了什么", "Which items changed in what"),
    "changed_items_lead": (
        "一行是一项事项（← 前为新序号、后为旧序号；右侧注明整项新增或删除），一列是一类内容，格中是变化的处数；点开看前后文字。",
        "A row is an item (new number ← old number; marked where the whole item was added or removed), a column a kind of "
        "content; a field holds the number of changes: open it to "
        "read the words before and after.",
    ),
    "changed_items_caveat": (
        "没有变化的事项不在图中；标有 ≈ 的事项靠名称相似对齐，应先核对是否同一事项。",
        "Items without a change are not drawn; those marked ≈ were paired by likeness of names: check first that they are the same.",
    ),
    "changed_most": ("只画变化最多的 {n} 项，共 {all} 项有变化。", "Only the {n} items with most changes of {all} are drawn."),
    "changes_n": ("{n} 处", "{n}"),
    "change_label": ("{item}，{kind}：{n} 处变化", "{item}, {kind}: changes: {n}"),
    "no_changes": ("两版之间没有变化。", "Nothing changed between the versions."),
    "added": ("新增", "added"),
    "removed": ("删除", "removed"),
    "changed": ("修改", "changed"),
    "change": ("变化", "Changes"),
    "law": ("引用法律", "Laws cited"),
    "official": ("责任人", "Officials"),
    "changes_table": ("全部变化", "Every change"),
    "part_of_line": ("第 {n} 条责任线的{part}", "{part}, line {n}"),
    "before": ("前", "before"),
    "after": ("后", "after"),
    "colon": ("：", ": "),
    "nothing_before": ("（无）", "(nothing)"),
}  # fmt: skip
