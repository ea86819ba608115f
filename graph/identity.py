"""Stable ids: a hash of what makes a node or an edge the one it is."""

from __future__ import annotations

import hashlib
import json
import unicodedata

ID_HEX_DIGITS = 20  # 80 bits: below 1e-10 chance of any clash among ten million ids


def stable_id(*parts: object) -> str:
    """Twenty hex digits that depend on `parts` alone (same parts, same id, on any machine)."""
    text = json.dumps(parts, ensure_ascii=False, separators=(",", ":"))
    # surrogatepass: a lone surrogate in a damaged file must give an id, not a traceback
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:ID_HEX_DIGITS]


def fingerprint(text: str) -> str:
    """Equal for two texts that differ only in layout (blanks, line breaks, width forms of ASCII)."""
    return stable_id("".join(unicodedata.normalize("NFKC", text).split()))
