"""Stages of a procedure in English, as pages print them; in Chinese they stand as the graph holds them."""

from __future__ import annotations

from collections.abc import Mapping

from graph.table import Lang

# The names' home is loaders/vocab/stages.yml, where a stage may be called differently in each category of power; pages put the
# categories together and take the most general one. A test holds the two together.
ENGLISH: Mapping[str, str] = {
    "立案": "Case opening", "调查取证": "Investigation", "审查": "Review", "告知": "Notice", "决定": "Decision", "送达": "Service",
    "执行": "Execution", "公示": "Publication", "受理": "Acceptance", "事后监管": "Follow-up", "制定方案": "Planning",
    "实施检查": "Inspection", "处置": "Disposition", "提出": "Proposal", "监督": "Supervision", "其他": "Other",
}  # fmt: skip


def stage_name(stage: str, lang: Lang) -> str:
    """A stage in the page's language; one of an edited vocabulary stays as it is."""
    return ENGLISH.get(stage, stage) if lang == "en" else stage
