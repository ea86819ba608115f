"""A page of charts: sections with how to read them and how they can mislead, a figure per organization, the tables behind."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from markupsafe import Markup

from graph.table import NOTICE, Lang, Source, Table
from viz.assembly import dated, page_title, render, saved_as
from viz.charts import Drawn
from viz.datatable import data_table, page_data
from viz.grids import ranges
from viz.linked import linked_data
from viz.marks import MarkBook
from viz.offices import Office
from viz.svg import block, element
from viz.words import IN_SCRIPT, words

STYLES = ("page.css", "charts.css", "data.css", "marks.css", "print.css")
SCRIPTS = (
    "core.js",
    "panel.js",
    "marks.js",
    "detail.js",
    "grid.js",
    "names.js",
    "search.js",
    "tables.js",
    "save.js",
    "savepng.js",
    "savechart.js",
)
_MOST_SERIALS = 60  # runs of serials that a line of details prints


class Scrolling(Protocol):
    """A chart that scrolls sideways under its rows' names."""

    def svg(self) -> Markup: ...  # noqa: D102
    def label_svg(self) -> Markup: ...  # noqa: D102
    def slices(self) -> list[Markup]: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Entry:
    """A legend's entry; with a kind it is a button that shows and hides that kind."""

    swatch: Markup
    name: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """One organization's chart: drawn wide and narrow, or scrolling; `none` where there is nothing to draw.

    `groups` are (letter, what, who) listed beneath, `said` are (what, sentence) above.
    """

    heading: str
    sources: str
    facts: str = ""
    flag: str = ""
    said: tuple[tuple[str, str], ...] = ()
    pair: Drawn | None = None
    chart: Scrolling | None = None
    groups: tuple[tuple[str, str, str], ...] = ()
    none: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A question with its charts; `keys` where arrow keys move in them; `table` names the table behind."""

    id: str
    title: str
    lead: str
    caveat: str
    figures: tuple[Figure, ...]
    legend: tuple[Entry, ...] = ()
    table: str = ""
    keys: bool = False
    number: int = 0


def section(name: str, said: dict[str, str], figures: Iterable[Figure], *, legend: Iterable[Entry] = (), table: str = "",
            keys: bool = False) -> Section:  # fmt: skip
    """A section whose title, lead and caveat are the words NAME_title, NAME_lead and NAME_caveat."""
    return Section(name, said[f"{name}_title"], said[f"{name}_lead"], said[f"{name}_caveat"], tuple(figures), tuple(legend), table, keys)


def chart_page(
    view: str, answer: Table, sections: Sequence[Section], tables: Mapping[str, Table], book: MarkBook, *, lang: Lang, remark: str = ""
) -> str:  # fmt: skip
    """The page of a view, whose words begin with its name; `answer` gives sources, question and footer, `remark` stands under the title."""
    said = words(lang)
    numbered = [replace(each, number=place) for place, each in enumerate(sections, 1)]
    title = page_title(answer.documents, said, many=f"{view}_many", none=f"{view}_none")
    script = {"title": title, "notice": NOTICE[lang], **saved_as(answer.documents, said),
              "words": {key: said[key] for key in IN_SCRIPT}, **book.data(),
              **linked_data(book.links, marks=[mark.named for mark in book.marks])}  # fmt: skip
    contents = [(each.id, each.title) for each in numbered] + [("tables", said["tables_title"])]
    return render(
        "chart_page.html", links=book.links, remark=remark,
        styles=STYLES, scripts=SCRIPTS, lang=lang, t=said, title=title, notice=NOTICE[lang], site=f"{view}_site",
        search="search_marks", search_hint="search_words", contents=contents, question=answer.question.get(lang, ""),
        documents=answer.documents, sections=numbered, tables_number=len(numbered) + 1,
        footer=replace(answer, lang=lang).footer()[:-1],
        tables=[data_table(name, table, said, lang, book.links) for name, table in tables.items()], data=page_data(dict(tables), **script),
    )  # fmt: skip


def heading(office: Office) -> str:
    """What stands above an organization's chart: its name, where it is not the only one."""
    return "" if office.alone else office.name


def blank(office: Office, said: dict[str, str], none: str) -> Figure:
    """An organization's figure before anything is drawn in it: the sentence `none` says why nothing is."""
    return Figure(heading(office), all_dated(office.sources, said), none=none)


def all_dated(sources: Iterable[Source], said: dict[str, str]) -> str:
    """The lists with their dates, as a saved chart names them."""
    return said["join"].join(dated(source, said) for source in sources)


def swatch(*kinds: str) -> Markup:
    """Small squares of colours, side by side."""
    return sample(*(block(kind, place * 13, 2, 12, 12) for place, kind in enumerate(kinds)), width=13 * len(kinds))


def sample(*marks: Markup, width: int = 12) -> Markup:
    """Marks of 16 pixels' height as a legend shows them."""
    return element("svg", *marks, class_="swatch", viewBox=f"0 0 {width} 16", width=width, height=16, aria_hidden="true")


def serial_text(serials: Iterable[str], said: dict[str, str]) -> str:
    """Serials with runs shortened; of very many the first, and how many there are."""
    every = list(serials)
    runs = ranges(every).split(", ")
    return (
        ", ".join(runs)
        if len(runs) <= _MOST_SERIALS
        else said["serials_more"].format(serials=", ".join(runs[:_MOST_SERIALS]), n=len(every))
    )
