"""Made-up answers to draw: no office, person or item in here exists."""

from __future__ import annotations

from typing import Any

from graph.table import Column, Source, Table

GOODS = ("竹器", "纸伞", "风筝", "陶哨", "木梳", "灯笼", "藤椅", "蓑衣", "油布", "铜铃", "笔洗", "棋盘", "香囊")
ACTS = (
    "对未按规定登记{}的处罚",
    "对制作{}未留存样件的处罚",
    "对在集市摆放{}未标明产地及制作年份的处罚",
    "对转让{}登记凭证的处罚",
)

# What a line of responsibility looks like: (official, role, department), in lines 1 and 2.
Slot = tuple[str, str, str]
OFFICE = ((("沈知远", "leader", ""), ("林砚秋", "head", "代码登记室")),)
GOODS_LINE: tuple[tuple[Slot, ...], ...] = (
    (("高望舒", "leader", ""), ("陆怀瑾", "head", "标准股")), (("林砚秋", "leader", ""), ("顾明溪", "head", "稽查队")),
)  # fmt: skip
QUALITY_LINE: tuple[tuple[Slot, ...], ...] = (
    (("许青禾", "leader", ""), ("顾明溪", "head", "质量股")), (("林砚秋", "leader", ""), ("顾明溪", "head", "稽查队")),
)  # fmt: skip
SAME_LINE: tuple[tuple[Slot, ...], ...] = (
    (("林砚秋", "leader", ""), ("林砚秋", "head", "代码登记室")),
)  # fmt: skip

COVERAGE = (
    Column("organization", "机关", "Organization"), Column("official", "责任人", "Official"), Column("items", "事项数", "Items", "int"),
    Column("share", "占比", "Share", "share"), Column("as_leader", "作为分管领导", "As leader", "int"),
    Column("as_head", "作为负责人", "As head", "int"), Column("as_other", "其他职责", "Other part", "int"),
    Column("departments", "部门", "Departments", "list"),
)  # fmt: skip
MATRIX = (
    Column("organization", "机关", "Organization"), Column("document", "清单", "List"), Column("official", "责任人", "Official"),
    Column("kind", "类别", "Kind"), Column("item_serial", "序号", "No."), Column("item", "权力事项", "Power item"),
    Column("roles", "职责", "Parts", "list"), Column("departments", "部门", "Departments", "list"),
    Column("chains", "责任链", "Lines", "list"),
    Column("row", "行", "Row", "int"), Column("column", "列", "Column", "int"), Column("start", "起", "Start", "int"),
    Column("end", "止", "End", "int"), Column("quote", "原文", "Printed words", "list"),
)  # fmt: skip
PRINTED = {"leader": "分管领导", "head": "负责人", "handler": "经办人", "other": "联系人"}


def item_name(serial: int) -> str:
    return ACTS[serial % len(ACTS)].format(GOODS[serial % len(GOODS)] + (f"及{GOODS[(serial * 5) % 13]}" if serial % 3 == 0 else ""))


def lines_of_county(serial: int) -> tuple[tuple[Slot, ...], ...]:
    if serial <= 8:
        return SAME_LINE if serial in (4, 5) else OFFICE
    return GOODS_LINE if serial <= 53 else QUALITY_LINE


def matrix_rows(
    office: str, document: str, lines: dict[int, tuple[tuple[Slot, ...], ...]], *, kind: str = "person"
) -> list[dict[str, Any]]:
    """One row per official and item, as the matrix answer has them."""
    rows: dict[tuple[int, str], dict[str, Any]] = {}
    for serial, chains in lines.items():
        for number, chain in enumerate(chains, 1):
            for place, (official, role, department) in enumerate(chain):
                start = 1000 * serial + 40 * number + 15 * place
                row = rows.setdefault((serial, official), {
                    "organization": office, "document": document, "official": official, "kind": kind, "item_serial": str(serial),
                    "item": item_name(serial), "roles": [], "departments": [], "chains": [], "row": serial, "column": 7,
                    "start": start, "end": start + 9, "quote": [],
                })  # fmt: skip
                row["roles"] = sorted({*row["roles"], role})
                row["chains"] = sorted({*row["chains"], number})
                row["departments"] += [department] if department and department not in row["departments"] else []
                row["quote"].append(f"{department}{PRINTED[role]}：{official}")
    return list(rows.values())


def coverage_rows(rows: list[dict[str, Any]], totals: dict[str, int]) -> list[dict[str, Any]]:
    """The rows of C1 that belong to the rows of a matrix."""
    found: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for row in rows:
        found.setdefault((row["organization"], row["official"]), []).append(row)
    counted = [{
        "organization": office, "official": official, "items": len(named), "share": len(named) / totals[office],
        "as_leader": sum("leader" in row["roles"] for row in named), "as_head": sum("head" in row["roles"] for row in named),
        "as_other": sum(not {"leader", "head"} & set(row["roles"]) for row in named),
        "departments": list(dict.fromkeys(unit for row in named for unit in row["departments"])),
    } for (office, official), named in found.items()]  # fmt: skip
    return sorted(counted, key=lambda row: (row["organization"], -row["items"], row["official"]))


def answers(rows: list[dict[str, Any]], sources: tuple[Source, ...], totals: dict[str, int]) -> tuple[Table, Table]:
    """The two answers that the page is made of."""
    counted = coverage_rows(rows, totals)
    several = len(totals) > 1
    apart = {office: {"items": total} for office, total in totals.items()}
    columns = COVERAGE if several else COVERAGE[1:]
    coverage = Table(
        columns, [{column.name: row[column.name] for column in columns} for row in counted], id="official-coverage", code="C1",
        question={"zh": "谁被列为责任人的事项最多？", "en": "Who is named on the most power items?"}, documents=sources,
        denominator={"items": sum(totals.values())} | ({"organizations": apart} if several else {}), n=len(counted),
    )  # fmt: skip
    return coverage, Table(MATRIX, rows, id="responsibility-matrix", documents=sources, n=len(counted))


def county(items: int = 87, office: str = "松湾县风物监督局") -> tuple[Table, Table]:
    """One office whose list names six officials on each of its items in one of four ways."""
    title = f"{office}权力监督清单一览表"
    rows = matrix_rows(office, title, {serial: lines_of_county(serial) for serial in range(1, items + 1)})
    return answers(rows, (Source(title, "2031-05-14", office),), {office: items})


def three_offices() -> tuple[Table, Table]:
    """Three offices: one names persons, one posts with handlers, one nobody on most of its items."""
    first, second, third = "松湾县风物监督局", "青垣市河渡管理处", "白鹭镇人民政府"
    posts: dict[int, tuple[tuple[Slot, ...], ...]] = {
        serial: (
            ((("分管副主任", "leader", ""),) if serial % 2 else ()) + (("渡口科科长", "head", "渡口科"), ("窗口经办", "handler", "窗口")),
        )
        for serial in range(1, 33)
    }
    few: dict[int, tuple[tuple[Slot, ...], ...]] = dict.fromkeys((2, 3, 11), ((("镇长", "leader", ""),),))
    sources = tuple(
        Source(f"{office}权责清单", date, office) for office, date in ((first, "2031-05-14"), (second, "2030-11"), (third, None))
    )
    rows = matrix_rows(first, sources[0].name, {serial: lines_of_county(serial) for serial in range(1, 88)})
    rows += matrix_rows(second, sources[1].name, posts, kind="post") + matrix_rows(third, sources[2].name, few, kind="post")
    return answers(rows, sources, {first: 87, second: 32, third: 14})


EVIL = '<img src=x onerror="alert(1)">\'&</script><script>alert(1)</script>'
HOSTILE = (
    EVIL, "长" * 500, "\u202eםולש abc", "👩‍👩‍👧‍👦🏳️‍🌈" * 20, "Z" + "\u0301" * 500, '=HYPERLINK("x")', "a\x00b\ud800c\nd",
    "constructor", "{t}{{7*7}}",
)  # fmt: skip


def hostile() -> tuple[Table, Table]:
    """Names, items, departments, lists and dates that try to be markup, script, formulas, or too long."""
    lines: dict[int, tuple[tuple[Slot, ...], ...]] = {
        place + 1: (((name, "leader", EVIL), (HOSTILE[place - 1], "head", HOSTILE[1])), ((name, "head", ""),))
        for place, name in enumerate(HOSTILE)
    }
    rows = matrix_rows(EVIL, EVIL, lines)
    for row in rows:
        row["item"] = HOSTILE[row["row"] - 1]
    return answers(rows, (Source(EVIL, EVIL, EVIL),), {EVIL: len(HOSTILE)})
