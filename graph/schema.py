"""Every node kind, edge kind and property of a power graph, declared once.

Writes, indexes, clean-up, `quanpu schema`, docs/schema.md and the legends of pictures all come from here.
Every node also has `id` and every edge too: hashes of what identifies them.
"""

from __future__ import annotations

from graph.kinds import EdgeKind, NodeKind, Prop

SCHEMA_VERSION = 1

ROLES = ("leader", "head", "handler", "other")
OFFICIAL_KINDS = ("person", "post")
STAGE_BASES = ("label", "inferred", "content")
MARKERS = ("label", "adverbial", "bare", "comma", "none")
CERTAINTIES = ("stated", "suggested")
FIELDS = (
    "number", "code", "item", "sub_item", "category", "basis", "body", "office", "duty", "duty_basis",
    "accountability", "risk", "grade", "measure", "responsible", "leader", "head", "handler", "post",
    "level", "target", "limits", "fee", "phone", "note", "stage",
)  # fmt: skip

_START = Prop("start", "int", "First code point of the words, counted in the passage's text.")
_END = Prop("end", "int", "Code point after the last of the words.")
_COLUMN = Prop("column", "int", "Column of the cell in its row, from 1: joins to HAS_PASSAGE.column.")
_INFERRED = Prop("inferred", "bool", "Whether it stands in a title, a sheet's name or a merged cell above, not in the item's own cell.")
_CHAIN = Prop("chain", "int", "Which of the item's parallel responsibility lines, from 1.")

# --- nodes -------------------------------------------------------------------------------------------

DOCUMENT = NodeKind(
    "Document", "One version of one list, as one file.", key=("sha256",), color="#5b6470",
    props=(
        Prop("name", "str", "Title as printed, else the file's name."),
        Prop("sha256", "str", "SHA-256 of the file's bytes."),
        Prop("file_name", "str", "The file's name when it was loaded."),
        Prop("organization", "str", "Name of the organization that issued it."),
        Prop("list_kind", "str", "Kind of list as the title has it: 权力清单, 权力监督清单 …"),
        Prop("form_date", "str", "Date on the form: YYYY, YYYY-MM or YYYY-MM-DD."),
        Prop("current", "bool", "Whether it is the newest version of its list."),
        Prop("format", "str", "File format it was read from."),
        Prop("encoding", "str", "Text encoding, where the format has one."),
        Prop("signed_by_leader", "bool", "Whether the leader's signature line is filled; absent: no such line."),
        Prop("sealed", "bool", "Whether the seal line is filled; absent: no such line."),
        Prop("blank_rows", "int", "Rows of the form that are not filled in."),
        Prop("reader", "str", "Fingerprint of the reading rules and vocabularies it was read with."),
    ),
)  # fmt: skip

ORGANIZATION = NodeKind(
    "Organization", "A government office (机关) that publishes a list.", key=("name", "region"), color="#7a4f9a",
    props=(
        Prop("name", "str", "Name as printed."),
        Prop("region", "str", "The place in its name (… 省, 市, 县, 区), empty where there is none."),
        Prop("level", "str", "Level of that place: 省, 市, 县, 区, 乡镇."),
        Prop("sector", "str", "What remains of the name: its field of work."),
        Prop("parent", "str", "Name of the office above it, where a list states one."),
    ),
)  # fmt: skip

DEPARTMENT = NodeKind(
    "Department", "A unit inside an organization (股、科、室、队) that handles power items.",
    key=("organization", "name"), color="#004a44",
    props=(
        Prop("name", "str", "Name as printed."),
        Prop("organization", "str", "The organization it belongs to."),
        Prop("alias", "str", "Other name printed beside it."),
    ),
)  # fmt: skip

OFFICIAL = NodeKind(
    "Official", "A person as one organization names them, or a post where only a post is given.",
    key=("organization", "kind", "name"), color="#93379e",
    props=(
        Prop("name", "str", "Name as printed."),
        Prop("organization", "str", "The organization whose list names them; never merged across organizations."),
        Prop("kind", "str", "person, or post where only a post is given.", OFFICIAL_KINDS),
    ),
)  # fmt: skip

POWER_ITEM = NodeKind(
    "PowerItem", "One row of a list: a power the office may exercise.", key=("document", "ordinal"), color="#6c727b",
    props=(
        Prop("name", "str", "Name as printed."),
        Prop("document", "str", "SHA-256 of the list it stands in."),
        Prop("ordinal", "int", "Its place among the items of that list, from 1."),
        Prop("serial", "str", "Serial as printed."),
        Prop("code", "str", "Code of the power, where the list gives one."),
        Prop("sub_item", "str", "Name of the sub-item, where the list splits items."),
        Prop("parent", "str", "Serial or name of the item it is a sub-item of."),
        Prop("level", "str", "Level of exercise as printed."),
        Prop("target", "str", "To whom it applies, as printed."),
        Prop("limits", "str", "Time limits as printed."),
        Prop("fee", "str", "Fee as printed."),
        Prop("phone", "str", "Telephone for complaints as printed."),
        Prop("note", "str", "Remark as printed."),
    ),
)  # fmt: skip

CATEGORY = NodeKind(
    "Category", "A kind of power: 行政处罚, 行政许可 …", key=("name",), color="#4a6fa5",
    props=(Prop("name", "str", "Standard name."),),
)  # fmt: skip

PASSAGE = NodeKind(
    "Passage", "One distinct cell text; items drafted from one template share it.",
    key=("field", "family", "text"), color="#8a8f98",
    props=(
        Prop("name", "str", "Its first words."),
        Prop("text", "str", "The cell's text without the blanks around it, verbatim."),
        Prop("field", "str", "Which field the column holds.", FIELDS),
        Prop("family", "str", "Category whose stage words were used to read it; empty where none was."),
        Prop("fingerprint", "str", "Equal for texts that differ only in layout: the template."),
    ),
)  # fmt: skip


def _clause(label: str, description: str, color: str) -> NodeKind:
    props = (
        Prop("name", "str", "The clause, cut after 40 code points."),
        Prop("text", "str", "The clause, verbatim, without its number and stage label."),
    )
    return NodeKind(label, description, key=("text",), props=props, color=color)


DUTY = _clause("Duty", "One numbered duty: what the office must do at a stage.", "#5d7f2a")
RISK_POINT = _clause("RiskPoint", "One clause that says what may go wrong.", "#b23420")
MEASURE = _clause("Measure", "One clause that says what is done against it.", "#7a6713")


def _clause_type(label: str, description: str, color: str) -> NodeKind:
    props = (
        Prop("name", "str", "Chinese name."),
        Prop("code", "str", "Code of the taxonomy."),
        Prop("name_en", "str", "English name."),
        Prop("family", "str", "Chinese name of its family."),
        Prop("family_en", "str", "English name of its family."),
        Prop("coarse", "str", "Code in the coarse form of the taxonomy."),
        Prop("definition", "str", "What falls under it."),
    )
    return NodeKind(label, description, key=("code",), props=props, color=color)


RISK_TYPE = _clause_type("RiskType", "A type of integrity risk.", "#e8472f")
MEASURE_TYPE = _clause_type("MeasureType", "A type of preventive measure.", "#544600")

LAW = NodeKind(
    "Law", "A law, regulation or rule (法律、法规、规章、规范性文件).", key=("full_name",), color="#1c6fe0",
    props=(
        Prop("name", "str", "Its usual short name: the full name without 中华人民共和国."),
        Prop("full_name", "str", "Its full name."),
        Prop("level", "str", "Level: 法律, 行政法规, 部门规章, 地方性法规 …, where known."),
        Prop("aliases", "list[str]", "Other names it is cited by."),
    ),
)  # fmt: skip

CERTIFICATE = NodeKind(
    "Certificate", "A licence, certificate, catalogue or standard in 《》 that is not a law.",
    key=("name",), color="#9a7b4f",
    props=(Prop("name", "str", "Name as printed."),),
)  # fmt: skip

ISSUE = NodeKind(
    "Issue", "A data-quality finding.", key=("document", "code", "place"), color="#a0522d",
    props=(
        Prop("name", "str", "Code of the finding."),
        Prop("document", "str", "SHA-256 of the list it was found in."),
        Prop("code", "str", "Kind of finding: typo, doubled-character, numbering …"),
        Prop("place", "str", "Where: row, column and code points, as text."),
        Prop("text", "str", "The words in question."),
        Prop("suggestion", "str", "What was probably meant, or what to check."),
    ),
)  # fmt: skip

# --- edges -------------------------------------------------------------------------------------------

# (:PowerItem)-[:HAS_PASSAGE {field, row, column}]->(:Passage)
HAS_PASSAGE = EdgeKind(
    "HAS_PASSAGE", "A cell of the item's row holds this text.", POWER_ITEM, (PASSAGE,), key=("row", "column", "part"),
    props=(
        Prop("field", "str", "Which field the column holds.", FIELDS),
        Prop("part", "str", "Sheet, table or page the row stands in; empty in a plain text."),
        Prop("row", "int", "Row: as numbered by the file, in a plain text counted without header rows."),
        _COLUMN,
        Prop("header", "str", "Header text of the column."),
        Prop("start", "int", "First code point of the text: in the document for plain text, else in the cell."),
        Prop("grade", "str", "Risk grade, when the row states one for this cell."),
        Prop("inferred", "bool", "Whether the text was taken from a merged cell above."),
    ),
)  # fmt: skip

# (:Passage)-[:STATES {order}]->(:Duty | :RiskPoint | :Measure)
STATES = EdgeKind(
    "STATES", "The passage states this clause.", PASSAGE, (DUTY, RISK_POINT, MEASURE), key=("order",),
    props=(
        Prop("order", "int", "Place among the passage's clauses, from 1."),
        _START, _END,
        Prop("number", "str", "Number as printed before the clause."),
        Prop("stages", "list[str]", "Standard names of the stages it belongs to."),
        Prop("stage_printed", "str", "The stage wording as printed."),
        Prop("stage_basis", "str", "How the stage is known: its own label, inferred from a label that does not name "
             "a standard stage, or the content.", STAGE_BASES),
        Prop("marker", "str", "Form of the stage wording.", MARKERS),
        Prop("deadlines", "list[str]", "Deadlines as printed: 15日, 3个月 …"),
    ),
)  # fmt: skip


def _is_a(source: NodeKind, target: NodeKind) -> EdgeKind:
    props = (
        Prop("cue_start", "int", "First code point of the words that decided, in the clause."),
        Prop("cue_end", "int", "Code point after them."),
        Prop("certainty", "str", "stated by a rule, or suggested by likeness.", CERTAINTIES),
        Prop("score", "float", "Likeness of a suggestion, 0 to 1; 1 where a rule fired."),
    )
    return EdgeKind("IS_A", "The clause is of this type.", source, (target,), props=props)


RISK_IS_A = _is_a(RISK_POINT, RISK_TYPE)
MEASURE_IS_A = _is_a(MEASURE, MEASURE_TYPE)

# (:Official)-[:RESPONSIBLE_FOR {role, chain, department}]->(:PowerItem)
RESPONSIBLE_FOR = EdgeKind(
    "RESPONSIBLE_FOR", "The list names this official for this item.", OFFICIAL, (POWER_ITEM,),
    key=("role", "chain", "row", "column", "start"),
    props=(
        Prop("role", "str", "Part played.", ROLES),
        Prop("printed_role", "str", "Part as printed."),
        _CHAIN,
        Prop("department", "str", "Department of that line, where stated."),
        Prop("row", "int", "Row of the cell, as in HAS_PASSAGE."),
        _COLUMN, _START, _END,
    ),
)  # fmt: skip

# (:Department)-[:HANDLES {chain}]->(:PowerItem)
HANDLES = EdgeKind(
    "HANDLES", "The department handles this item.", DEPARTMENT, (POWER_ITEM,), key=("chain", "column", "start"),
    props=(_CHAIN, _COLUMN, _START, _END, _INFERRED),
)  # fmt: skip


def _appointment(name: str, description: str) -> EdgeKind:
    props = (
        Prop("document", "str", "SHA-256 of the list that shows it."),
        Prop("observed_on", "str", "That list's date: an appointment is proved only for it."),
    )
    return EdgeKind(name, description, OFFICIAL, (DEPARTMENT,), props=props, key=("document",))


LEADS = _appointment("LEADS", "The list shows this official as leader of a line through the department.")
HEADS = _appointment("HEADS", "The list shows this official as head of the department.")

# (:Passage)-[:CITES {article}]->(:Law)
CITES = EdgeKind(
    "CITES", "The passage cites this law.", PASSAGE, (LAW,), key=("start", "article"),
    props=(
        Prop("article", "str", "Article, paragraph and item as printed, where given."),
        Prop("bracketed", "bool", "Whether the title stands in 《》."),
        _START, _END,
    ),
)  # fmt: skip
MENTIONS = EdgeKind(
    "MENTIONS", "The passage mentions this certificate, catalogue or standard.", PASSAGE, (CERTIFICATE,),
    props=(_START, _END), key=("start",),
)  # fmt: skip
LISTED_IN = EdgeKind("LISTED_IN", "The item stands in this list.", POWER_ITEM, (DOCUMENT,))
ISSUED_BY = EdgeKind("ISSUED_BY", "The list was issued by this organization.", DOCUMENT, (ORGANIZATION,))
PART_OF = EdgeKind("PART_OF", "The department belongs to this organization.", DEPARTMENT, (ORGANIZATION,))
IN_CATEGORY = EdgeKind(
    "IN_CATEGORY", "The item is of this kind of power.", POWER_ITEM, (CATEGORY,),
    props=(Prop("printed", "str", "Category as printed."), _COLUMN, _START, _END, _INFERRED),
)  # fmt: skip
SUB_ITEM_OF = EdgeKind("SUB_ITEM_OF", "The item is a part of this item.", POWER_ITEM, (POWER_ITEM,))
SUPERSEDES = EdgeKind("SUPERSEDES", "The list replaces this older version.", DOCUMENT, (DOCUMENT,))
ALIGNED_WITH = EdgeKind(
    "ALIGNED_WITH", "Two items of different lists are the same power.", POWER_ITEM, (POWER_ITEM,),
    props=(
        Prop("score", "float", "Likeness of the names, 0 to 1."),
        Prop("method", "str", "How the likeness was measured."),
        Prop("reviewed", "bool", "Whether a person has confirmed it."),
    ),
)  # fmt: skip
FOUND_IN = EdgeKind(
    "FOUND_IN", "The finding was made here.", ISSUE, (POWER_ITEM, DOCUMENT),
    props=(
        Prop("field", "str", "Which field the words stand in; absent outside the table."),
        Prop("row", "int", "Row of the cell, as in HAS_PASSAGE."),
        _COLUMN, _START, _END,
    ),
)  # fmt: skip

NODE_KINDS = (
    DOCUMENT, ORGANIZATION, DEPARTMENT, OFFICIAL, POWER_ITEM, CATEGORY, PASSAGE, DUTY, RISK_POINT, MEASURE,
    RISK_TYPE, MEASURE_TYPE, LAW, CERTIFICATE, ISSUE,
)  # fmt: skip
EDGE_KINDS = (
    HAS_PASSAGE, STATES, RISK_IS_A, MEASURE_IS_A, RESPONSIBLE_FOR, HANDLES, LEADS, HEADS, CITES, MENTIONS,
    LISTED_IN, ISSUED_BY, PART_OF, IN_CATEGORY, SUB_ITEM_OF, SUPERSEDES, ALIGNED_WITH, FOUND_IN,
)  # fmt: skip
NODE_KIND = {kind.label: kind for kind in NODE_KINDS}

# What a document's removal may leave without a reason to exist: label -> the edges that keep a node, in the
# order in which they are to be checked (a passage first, then what hangs on it).
KEPT_BY: tuple[tuple[NodeKind, tuple[tuple[str, str], ...]], ...] = (
    (PASSAGE, (("in", "HAS_PASSAGE"),)),
    (DUTY, (("in", "STATES"),)),
    (RISK_POINT, (("in", "STATES"),)),
    (MEASURE, (("in", "STATES"),)),
    (RISK_TYPE, (("in", "IS_A"),)),
    (MEASURE_TYPE, (("in", "IS_A"),)),
    (LAW, (("in", "CITES"),)),
    (CERTIFICATE, (("in", "MENTIONS"),)),
    (CATEGORY, (("in", "IN_CATEGORY"),)),
    (OFFICIAL, (("out", "RESPONSIBLE_FOR"), ("out", "LEADS"), ("out", "HEADS"))),
    (DEPARTMENT, (("out", "HANDLES"), ("in", "LEADS"), ("in", "HEADS"))),
    (ORGANIZATION, (("in", "ISSUED_BY"),)),
)
