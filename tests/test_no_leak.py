"""Nothing of the real list stands in the project: no person, no office, no sentence. Titles of laws are everybody's."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
from support import HEADERS, ROOT

LONGEST_COMMON = 9  # shorter runs of characters are stock phrases of every list
BREAKS = re.compile(r"[，。；：、“”（）《》\s]")


@pytest.fixture(scope="module")
def project() -> dict[str, str]:
    """Text of every file that is or may come under version control."""
    names = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"], cwd=ROOT, capture_output=True, check=False
    ).stdout.decode()
    paths = [ROOT / name for name in names.split("\0") if name] or [path for path in ROOT.rglob("*") if ".git" not in path.parts]
    found = {str(path.relative_to(ROOT)): path.read_bytes().decode("utf-8", "replace") for path in paths if path.is_file()}
    assert "quanpu.py" in found
    return found


def where(project: dict[str, str], words: set[str]) -> dict[str, list[str]]:
    """Files that hold one of the words, blanks and line breaks apart."""
    plain = {name: re.sub(r"\s", "", text) for name, text in project.items()}
    return {name: held for name, text in plain.items() if (held := [word for word in words if word in text])}


def test_no_person_and_no_office(project: dict[str, str], seed: dict[str, Any]) -> None:
    names = {slot["official"] for item in seed["items"] for chain in item["chains"] for slot in chain["slots"]}
    assert len(names) == 6
    assert where(project, names | {seed["document"]["organization"], seed["document"]["name"]}) == {}


def test_no_sentence(project: dict[str, str], seed_text: str, seed: dict[str, Any], real_lists: Path) -> None:
    study = "".join(path.read_text(encoding="utf-8-sig") for path in sorted((real_lists / "domain").iterdir()))
    laws = {law["name"] for item in seed["items"] for law in item["laws"]}
    text = re.sub("《[^《》]*》", " ", seed_text)
    for law in sorted(laws, key=len, reverse=True):
        text = text.replace(law, " ")
    pieces = {piece for piece in BREAKS.split(text) if len(piece) >= LONGEST_COMMON and piece not in study}
    assert len(pieces) > 200
    assert where(project, pieces - set(HEADERS)) == {}


def test_the_name_of_the_real_file_is_not_told(project: dict[str, str], seed_file: Path) -> None:
    assert where(project, {seed_file.stem}) == {}
