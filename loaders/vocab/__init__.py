"""Vocabularies that a domain expert can edit, read once."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from graph.errors import SourceError

FOLDER = Path(__file__).parent


@cache
def vocabulary(name: str) -> Any:
    """The vocabulary `name`.yml. Raises SourceError, with file and line, where it is no YAML."""
    path = FOLDER / f"{name}.yml"
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=loader)  # noqa: S506 - a safe loader
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        raise SourceError(str(error.problem), where=f"{path.name}, line {line}", do="Correct the file.") from error
    except OSError as error:
        raise SourceError(f"can't be read ({error.strerror})", where=str(path), do="Install quanpu again.") from error


@cache
def fingerprint_of_rules() -> str:
    """Changes whenever a vocabulary or a reading rule does: documents read by other rules are read again."""
    digest = hashlib.sha256()
    for path in sorted(FOLDER.parent.rglob("*")):
        if path.suffix in (".yml", ".py"):
            digest.update(path.relative_to(FOLDER.parent).as_posix().encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
