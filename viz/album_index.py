"""The index of a set of pages: what is here, each picture with a line, and every subject by kind with its number of items."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from markupsafe import Markup

from graph.table import NOTICE, Lang, Source
from viz.album_subjects import Subject
from viz.assembly import dated, page_json, page_title, render
from viz.linked import Links
from viz.svg import block, element
from viz.words import words
from viz.words_album import ALBUM_IN_SCRIPT

INDEX = "index.html"
MARK = "quanpu draw --all"  # by which a later run knows a folder as ours
_COLOURS = {"official": "official", "department": "department", "item": "item", "law": "law", "risk": "risk"}
_BAR = 72  # width of the bar of all items
_OPEN = 150  # entries of a kind above which it is opened by a press


@dataclass(frozen=True, slots=True)
class Card:
    """A picture of the set: its file, its name, its view, and why it could not be drawn."""

    href: str
    name: str
    view: str
    error: str = ""


@dataclass(frozen=True, slots=True)
class Kind:
    """The subjects of a kind that have a page, of `total`."""

    view: str
    total: int
    shown: Sequence[Subject]


def index_page(
    sources: Sequence[Source], pictures: Sequence[Card], kinds: Sequence[Kind], totals: Mapping[str, int], files: Sequence[str], *,
    lang: Lang, links: Links,
) -> str:  # fmt: skip
    """The index as HTML; `totals` are items by organization, `files` every file of the set."""
    said = words(lang)
    title = page_title(sources, said, many="album_many", none="album_none")
    return render(
        "index.html", links=links, styles=("page.css", "charts.css", "marks.css", "album.css", "print.css"),
        scripts=("core.js", "album.js"), lang=lang, t=said, title=title, site="album_site",
        notice=NOTICE[lang], question="", documents=sources, pictures=pictures,
        kinds=[_kind(kind, totals, said) for kind in kinds], footer=_footer(sources, totals, said),
        data=page_json({"mark": MARK, "files": list(files), "words": {key: said[key] for key in ALBUM_IN_SCRIPT}}),
    )  # fmt: skip


def blank_page(sources: Sequence[Source], why: str, *, lang: Lang, links: Links) -> str:
    """The page in place of a picture that could not be drawn: it says why."""
    said = words(lang)
    return render(
        "blank.html", links=links, styles=("page.css", "print.css"), scripts=("core.js",), lang=lang, t=said, site="album_site", why=why,
        title=page_title(sources, said, many="album_many", none="album_none"), notice=NOTICE[lang], question="", documents=sources,
        footer=[dated(source, said) for source in sources], data=page_json({}),
    )  # fmt: skip


def _kind(kind: Kind, totals: Mapping[str, int], said: dict[str, str]) -> dict[str, Any]:
    cut = said["items_cut" if kind.view == "item" else "pages_cut"].format(n=len(kind.shown), all=kind.total)
    groups = [(office, [_entry(kind.view, subject, totals, said) for subject in found])
              for office, found in groupby(kind.shown, key=lambda subject: subject.organization)]  # fmt: skip
    return {
        "view": kind.view, "name": said[f"pages_{kind.view}"], "n": kind.total, "cut": cut if len(kind.shown) < kind.total else "",
        "groups": groups, "open": len(kind.shown) <= _OPEN, "plain": len(totals) == 1 or kind.view in ("law", "risk"),
    }  # fmt: skip


def _entry(view: str, subject: Subject, totals: Mapping[str, int], said: dict[str, str]) -> dict[str, Any]:
    count, bar = "", Markup("")
    if len(subject.offices) == 1 and view != "item":
        ((office, n),) = subject.offices.items()
        count, bar = said["of_items"].format(items=n, total=totals[office]), _bar(_COLOURS[view], n / totals[office])
    elif view != "item":
        count = said["in_offices"].format(n=len(subject.offices))
    note = said["post"] if subject.note == "post" else subject.note
    return {"href": subject.href, "number": subject.number, "name": subject.name, "note": note, "count": count, "bar": bar}


def _bar(colour: str, share: float) -> Markup:
    width = max(_BAR * share, 1.5)
    marks = block("track", 0, 3, _BAR, 8), block(colour, 0, 3, width, 8)
    return element("svg", *marks, class_="share", viewBox=f"0 0 {_BAR} 14", width=_BAR, height=14, aria_hidden="true")


def _footer(sources: Sequence[Source], totals: Mapping[str, int], said: dict[str, str]) -> list[str]:
    counted = [f"{office}: {said['n_items'].format(n=n)}" for office, n in totals.items()]
    return [*counted, *(dated(source, said) for source in sources)]
