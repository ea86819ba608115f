"""What a step is: a plain function on the rows of a card's query."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

Row = dict[str, Any]
# rows of the query, values of the parameters, the denominator -> rows of the answer
Step = Callable[[list[Row], Mapping[str, Any], Mapping[str, Any]], list[Row]]
# rows (of the answer, or of the query before the step) -> what they add to the denominator
Summary = Callable[[list[Row]], dict[str, Any]]
