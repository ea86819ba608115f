"""Characters that reorder the text around them, made visible: a name must not read as another one."""

from __future__ import annotations

import re

REORDERING = re.compile("[\u202a-\u202e\u2066-\u2069]")  # embeddings, overrides and isolates of both directions


def visible(text: str) -> str:
    """The text with each such character as ⟪U+202E⟫, for display; data that is exported keeps it."""
    return REORDERING.sub(lambda found: f"⟪U+{ord(found[0]):04X}⟫", text)
