"""Vocabularies that a domain expert can edit, read once. A folder named in QUANPU_VOCAB comes before our own."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from graph.errors import SourceError

FOLDER = Path(__file__).parent
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def vocabulary(name: str) -> Any:
    """The vocabulary `name`.yml. Raises SourceError, with file and line, where it is no YAML."""
    return _read(path_of(name))


def path_of(name: str) -> Path:
    """The file that `vocabulary(name)` reads: the user's edited copy if there is one, else ours."""
    own = edited_folder()
    return own / f"{name}.yml" if own and (own / f"{name}.yml").is_file() else FOLDER / f"{name}.yml"


def edited_folder() -> Path | None:
    """The folder of edited copies that QUANPU_VOCAB names. Raises SourceError where there is none of that name."""
    named = os.environ.get("QUANPU_VOCAB", "")
    return _folder(named) if named else None


@cache
def _folder(named: str) -> Path:
    if not Path(named).is_dir():
        raise SourceError("QUANPU_VOCAB names no folder", where=named, do="Name one that holds risk.yml or measure.yml, or unset it.")
    return Path(named)


def fingerprint_of_rules() -> str:
    """Changes whenever a vocabulary or a reading rule does: documents read by other rules are read again."""
    return _fingerprint(edited_folder(), os.environ.get("QUANPU_SUGGEST", ""))


def marked(name: str) -> yaml.Node:
    """The vocabulary `name`.yml as YAML nodes, which know their lines. Raises SourceError where it is no YAML or empty."""
    path = path_of(name)
    node = _parse(path, lambda text: yaml.compose(text, Loader=_LOADER))
    if not isinstance(node, yaml.Node):
        raise SourceError("is empty", where=shown(path), do="Copy ours and edit it.")
    found: yaml.Node = node
    return found


def pairs(node: yaml.Node, name: str) -> Iterator[tuple[str, yaml.Node, yaml.Node]]:
    """Key, its node and the value's of a YAML mapping. Raises SourceError for a key that stands twice, or no mapping."""
    if not isinstance(node, yaml.MappingNode):
        raise refuse("a list of `key: value` lines is expected here", name, node)
    seen: set[str] = set()
    for key, value in node.value:
        if key.value in seen:
            raise refuse(f"{key.value!r} stands twice", name, key, do="Join the two.")
        seen.add(key.value)
        yield key.value, key, value


def refuse(what: str, name: str, node: yaml.Node, *, near: str = "", do: str = "Correct it.") -> SourceError:
    """The error for what stands at `node` of the vocabulary `name`, with its file and line: where `near` stands last in it."""
    path, first = path_of(name), node.start_mark.line
    lines = path.read_text(encoding="utf-8").split("\n")[first : node.end_mark.line + 1]
    line = max((k for k, text in enumerate(lines) if near and near in text.split()), default=0)
    return SourceError(what, where=f"{shown(path)}, line {first + line + 1}", do=do)


def shown(path: Path) -> str:
    """A vocabulary's file as errors name it: ours by name alone, an edited copy in full."""
    return path.name if path.parent == FOLDER else str(path)


@cache
def _read(path: Path) -> Any:
    return _parse(path, lambda text: yaml.load(text, Loader=_LOADER))  # noqa: S506 - a safe loader


def _parse(path: Path, parse: Any) -> Any:
    try:
        return parse(path.read_text(encoding="utf-8"))
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        raise SourceError(str(error.problem), where=f"{shown(path)}, line {line}", do="Correct the file.") from error
    except UnicodeDecodeError as error:
        raise SourceError("is not UTF-8", where=shown(path), do="Save it as UTF-8.") from error
    except OSError as error:
        raise SourceError(f"can't be read ({error.strerror})", where=str(path), do="Install quanpu again.") from error


@cache
def _fingerprint(own: Path | None, suggest: str) -> str:
    digest = hashlib.sha256(suggest.encode())
    for folder, paths in ((FOLDER.parent, FOLDER.parent.rglob("*")), (own, own.glob("*.yml") if own else ())):
        for path in sorted(paths):
            if folder and path.suffix in (".yml", ".py"):
                digest.update(path.relative_to(folder).as_posix().encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
