"""What Cypher can't say: Python steps after a card's query, by name; one module per group of questions."""

from __future__ import annotations

from collections.abc import Mapping

from queries.steps import concentration, risk, separation
from queries.steps.kinds import Step, Summary

STEPS: Mapping[str, Step] = {**concentration.STEPS, **separation.STEPS, **risk.STEPS}
# what a step adds to the denominator
SUMMARIES: Mapping[str, Summary] = {**risk.SUMMARIES}
