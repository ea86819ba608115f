"""What Cypher can't say: Python steps after a card's query, by name; one module per group of questions."""

from __future__ import annotations

from collections.abc import Mapping

from queries.steps import change, comparison, concentration, coverage, law, quality, risk, separation
from queries.steps.kinds import Step, Summary

STEPS: Mapping[str, Step] = {
    **concentration.STEPS, **separation.STEPS, **risk.STEPS, **coverage.STEPS, **law.STEPS, **quality.STEPS, **change.STEPS,
    **comparison.STEPS,
}  # fmt: skip
# what a step adds to the denominator: from the rows it gives, and from those it is given
SUMMARIES: Mapping[str, Summary] = {**concentration.SUMMARIES, **risk.SUMMARIES, **comparison.SUMMARIES, **quality.SUMMARIES}
COUNTS: Mapping[str, Summary] = {**risk.COUNTS}
