"""What these tests share: labelled examples, and where the real lists are."""

from __future__ import annotations

import json
import os
from functools import cache
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
LABELS = ROOT / "tests" / "data" / "labels"
LISTS = Path(os.environ.get("QUANPU_REAL_LISTS") or ROOT.parent / "shared")

needs_layouts = pytest.mark.skipif(not (LISTS / "layouts").is_dir(), reason=f"no specimens at {LISTS}/layouts")
needs_real_list = pytest.mark.skipif(not (LISTS / "seeds").is_dir(), reason=f"no real list at {LISTS}/seeds")


@cache
def labelled(name: str) -> list[dict[str, Any]]:
    """The examples of tests/data/labels/`name`.jsonl."""
    return [json.loads(line) for line in (LABELS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]
