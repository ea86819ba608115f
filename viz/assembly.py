"""A page from its template, styles and scripts: one file whose policy lets nothing run or load but what is in it."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from graph.table import Source
from graph.visible import REORDERING
from viz.linked import ALONE, Links
from viz.svg import printable
from viz.theme import theme_css

# control characters as JSON writes them: no XML may hold them, and what is saved from a page is XML
_CONTROL = re.compile(r"((?<!\\)(?:\\\\)*)\\u00(?:0[0-8bcef]|1[0-9a-f])")
VENDOR = Path(__file__).parent / "vendor"


@dataclass(frozen=True, slots=True)
class Library:
    """A script of others that pages carry: its text, and the hashes of the style elements that it adds by itself."""

    text: str
    styles: tuple[str, ...]


def render(
    template: str, *, styles: Iterable[str], scripts: Iterable[str], library: Library | None = None,
    later: Iterable[Iterable[str]] = (), links: Links = ALONE, **values: object,
) -> str:  # fmt: skip
    """The page as HTML. `styles`, `scripts` and the parts of `later` name files of templates/.

    A page of a set has `links`: to its siblings at the top.
    `scripts` run while the page is read; waiting.js among them then runs the library and each part of `later` in a task of its own.
    """
    styles = (*styles, "linked.css") if links.siblings else styles
    style, script = _ours(theme_css(), *map(_asset, styles)), _ours(*map(_asset, scripts))
    allowed_styles = [_hash(style), *(library.styles if library else ())]
    waiting = [_ours(library.text)] if library else []
    waiting += [_ours('"use strict";', *map(_asset, part)) for part in later]
    allowed_scripts = [_hash(part) for part in (script, *waiting)]
    policy = (
        f"default-src 'none'; style-src {_quoted(allowed_styles)}; script-src {_quoted(allowed_scripts)}; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )
    values |= {"style": style, "script": script, "waiting": waiting, "policy": policy, "siblings": links.siblings}
    page = _environment().get_template(template).render(values)
    return printable(page)


@lru_cache
def library(name: str) -> Library:
    """A vendored script by the name of its folder; its manifest lists files, hashes and the styles it adds."""
    manifest = json.loads((VENDOR / name / "manifest.json").read_text(encoding="utf-8"))
    return Library((VENDOR / name / manifest["script"]).read_text(encoding="utf-8"), tuple(manifest["styles"]))


def page_json(value: Mapping[str, Any], *, kept: Container[str] = ()) -> Markup:
    """JSON for a `<script type="application/json">`: no character in it can end the element or a line of script.

    What reorders text becomes visible in the page, but in the members `kept`, of which files are saved, it stays.
    """
    members = (f"{_json(name)}:{_escaped(_json(part)) if name in kept else _json(part)}" for name, part in value.items())
    return Markup("{" + ",".join(members) + "}")  # noqa: S704 - what could be markup was escaped in each


def saved_as(documents: Sequence[Source], said: dict[str, str]) -> dict[str, dict[str, str]]:
    """What the script names files by: the organization, where there is one only, and the lists with their dates."""
    offices = {source.organization or "" for source in documents}
    office = offices.pop() if len(offices) == 1 else ""
    return {"saved": {"office": office, "sources": said["join"].join(dated(source, said) for source in documents)}}


def page_title(documents: Iterable[Source], said: dict[str, str], *, many: str, none: str) -> str:
    """A lone list's own title, else how many lists there are; `many` and `none` are keys of words."""
    names = [source.name for source in documents]
    if len(names) == 1:
        return names[0]
    return said[many].format(n=len(names)) if names else said[none]


def dated(source: Source, said: dict[str, str]) -> str:
    """A list with its date."""
    return f"{source.name} ({source.form_date or said['undated']})"


@lru_cache(maxsize=1)
def _environment() -> Environment:
    return Environment(loader=PackageLoader("viz"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)


def _asset(name: str) -> str:
    text, _, _ = PackageLoader("viz").get_source(_environment(), name)
    return text.replace("\r\n", "\n")  # as the browser reads it before it computes the hash


def _ours(*parts: str) -> Markup:
    return Markup("\n".join(parts))  # noqa: S704 - files of this package, which no data reaches


def _json(value: Any) -> str:
    text = _CONTROL.sub(r"\1\\ufffd", json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=str))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


def _escaped(text: str) -> str:
    return REORDERING.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _quoted(hashes: Iterable[str]) -> str:
    return " ".join(f"'{value}'" for value in hashes)


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")
