"""The pictures that are made of answers alone, by name: what each asks for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol

from graph.errors import UsageError, unknown
from graph.table import Lang, Table
from viz.linked import ALONE, Links


class Ask(Protocol):
    """Answers a question in the scope of a picture.

    `name` is a card's id or code, or one of matrix, item_risks, item_laws, item_parties; `organization` narrows the scope.
    """

    def __call__(self, name: str, *, evidence: bool = False, organization: str | None = None) -> Table: ...  # noqa: D102


def draw(name: str, ask: Ask, *, lang: Lang, subject: str | None = None, links: Links = ALONE) -> str:
    """The page of a view. Raises `UsageError` for an unknown one, or a subject given to one that takes none."""
    if name not in VIEWS:
        raise unknown("view", name, VIEWS)
    if subject and name != "compare":
        raise UsageError(f"{name} takes no subject, and {subject!r} was given", do=f"Draw it alone: quanpu draw {name}")
    return _versions(ask, subject, lang, links) if subject else VIEWS[name](ask, lang, links)


def _responsibility(ask: Ask, lang: Lang, links: Links) -> str:
    from viz.pages import responsibility_page

    return responsibility_page(ask("C1"), ask("matrix"), chains=ask("S6", evidence=True), indices=ask("C3"), lang=lang, links=links)


def _risks(ask: Ask, lang: Lang, links: Links) -> str:
    from viz.risk_charts import RiskAnswers
    from viz.risks import risks_page

    return risks_page(RiskAnswers(ask("item_risks"), ask("R1"), ask("R2"), ask("R4"), ask("R7")), lang=lang, links=links)


def _coverage(ask: Ask, lang: Lang, links: Links) -> str:
    from viz.coverage import coverage_page
    from viz.coverage_charts import CoverageAnswers

    return coverage_page(CoverageAnswers(ask("G1"), ask("item_risks"), ask("item_parties")), lang=lang, links=links)


def _laws(ask: Ask, lang: Lang, links: Links) -> str:
    from viz.law_map import law_page

    return law_page(ask("L2"), ask("item_laws"), lang=lang, links=links)


def _compare(ask: Ask, lang: Lang, links: Links) -> str:
    from viz.compare import compare_page

    return compare_page(ask("X1"), ask("R1"), ask("item_risks"), lang=lang, links=links)


def _versions(ask: Ask, organization: str, lang: Lang, links: Links) -> str:
    from viz.changes import changes_page

    return changes_page(ask("T1", evidence=True, organization=organization), lang=lang, links=links)


VIEWS: Mapping[str, Callable[[Ask, Lang, Links], str]] = {
    "responsibility": _responsibility, "risks": _risks, "coverage": _coverage, "law": _laws, "compare": _compare,
}  # fmt: skip
