"""quanpu (权谱): power lists as a graph. `import quanpu` in a notebook, `quanpu` on a command line.

In a notebook:

    db = quanpu.open("lists.kgl")
    db.load("list.txt")
    db.query("C1", role="leader")      # a Table, shown as one
"""

from __future__ import annotations

import importlib.util
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

__version__ = "0.1.0"
DEFAULT_STORE = "quanpu.kgl"


def _check_own_modules() -> None:
    """Name an intruder: a graph.py in the working folder would be imported in place of ours."""
    here = Path(__file__).resolve().parent
    for name in ("graph", "loaders", "queries", "viz"):
        spec = importlib.util.find_spec(name)
        origin = Path(spec.origin).resolve() if spec and spec.origin else None
        if origin is None or origin.parent.parent != here:
            what = f"{origin} stands in the way of quanpu's own module {name!r}" if origin else f"quanpu's own module {name!r} is missing"
            do = "Run quanpu from another folder, or rename that file." if origin else "Install quanpu again."
            print(f"error: {what}. {do}", file=sys.stderr)
            raise SystemExit(2)


_check_own_modules()

import typer  # noqa: E402 - only after the check above

from graph import terminal  # noqa: E402
from graph.once import Commands  # noqa: E402
from queries import completion  # noqa: E402 - light: it imports what it needs when the Tab key is pressed

if TYPE_CHECKING:
    from graph.stores.base import DocumentRecord, Store
    from graph.table import Format, Lang, Table
    from loaders.aside import Aside
    from loaders.library import Library
    from loaders.report import LoadReport
    from queries.runner import Scope
    from viz.album import Written
    from viz.views import Request

# --- for notebooks -----------------------------------------------------------------------------------


def open(address: str | Path | None = None) -> Database:  # noqa: A001 - quanpu.open reads well
    """Open the graph at `address`, a file or a server (default: QUANPU_DB, else quanpu.kgl); the first load makes the file."""
    from graph.errors import as_text

    if not isinstance(address, Path):
        as_text("the address of the graph", address or "")
    return Database(str(address or os.environ.get("QUANPU_DB") or DEFAULT_STORE))


def inspect(path: str | Path) -> dict[str, Any]:
    """What would be understood of a file, as `quanpu inspect --format json` prints it. Raises QuanpuError."""
    from loaders.inspection import inspection
    from loaders.pipeline import read_file

    return inspection(read_file(_path(path))[0])


def _path(given: str | Path) -> Path:
    from graph.errors import as_text

    return given if isinstance(given, Path) else Path(as_text("the file", given))


def diff(old: str | Path, new: str | Path, *, db: str | Path | None = None, tau: float = 0.8, lang: Lang = "en") -> Table:
    """What differs between two lists, each a file or a document loaded in `db`. Raises QuanpuError."""
    with open(db) as database:
        return database.diff(old, new, tau=tau, lang=lang)


class Database:
    """A graph of power lists with the work folder beside it. Use it in a `with` block, or `close` it."""

    def __init__(self, address: str, *, must_exist: bool = False) -> None:
        from graph.stores.address import work_folder
        from graph.stores.opening import open_store
        from loaders.library import Library

        self.address = address
        self._store: Store | None = open_store(address, must_exist=must_exist)
        self.library: Library = Library(work_folder(address))

    @property
    def store(self) -> Store:
        """The store beneath. Raises UsageError after `close`."""
        from graph.errors import UsageError

        if self._store is None:
            raise UsageError("this graph was closed", where=self.address, do="Open it again: quanpu.open(ADDRESS).")
        return self._store

    def load(self, *paths: str | Path) -> list[LoadReport]:
        """Load files and folders; one report per document. Raises StoreError, naming the document, where the store fails."""
        from graph.errors import StoreError
        from loaders.pipeline import documents_in, load

        reports = list(load(self.store, self.library, documents_in(map(_path, paths))))
        for report in reports:
            if isinstance(report.error, StoreError):
                raise report.error
        return reports

    def query(self, name: str, /, *, evidence: bool = False, lang: Lang = "en", **given: Any) -> Table:
        """Ask a question by id or code, with its parameters and the filters organization, document, department, category, all_versions."""
        return self.ask(name, given, evidence=evidence, lang=lang)

    def ask(
        self,
        name: str,
        given: Mapping[str, Any],
        *,
        evidence: bool = False,
        explain: Callable[[str], object] | None = None,
        lang: Lang = "en",
    ) -> Table:
        """`query` with parameters and filters as a mapping; `explain` is told what was run."""
        from graph.errors import UsageError
        from queries.card import find_card
        from queries.explain import explained
        from queries.runner import run_card, split_scope

        if not isinstance(given, Mapping):
            raise UsageError(f"the parameters are {given!r}", do="Give them as a mapping, such as {'role': 'leader'}.")
        scope, params = split_scope(given)
        run = partial(run_card, card=find_card(name), params=params, scope=scope, evidence=evidence, lang=lang)
        return run(self.store) if explain is None else explained(self.store, find_card(name), run, explain)

    def cypher(self, text: str, params: Mapping[str, Any] | None = None, *, lang: Lang = "en") -> Table:
        """Run a reading query with its parameters."""
        from graph.errors import UsageError, as_text
        from graph.table import Column, plain_table

        if not isinstance(params, Mapping | None):
            raise UsageError(f"the parameters are {params!r}", do="Give them as a mapping, such as {'words': '许可'}.")
        rows = self.store.read(as_text("the query", text), params)
        return plain_table(rows.rows, [Column(name, name, name) for name in rows.columns], lang=lang, names_people=True)

    def search(self, text: str, *, lang: Lang = "en") -> Table:
        """Find words."""
        from queries.search import search

        return search(self.store, text, lang=lang)

    def documents(self, *, lang: Lang = "en") -> Table:
        """The loaded documents."""
        from queries.listings import documents_table

        return documents_table(self.store, lang=lang)

    def status(self, *, lang: Lang = "en") -> Table:
        """What the graph holds, by kind of node and edge."""
        from queries.listings import status_table

        return status_table(self.store, lang=lang)

    def remove(self, document: str) -> DocumentRecord:
        """Remove a document, named by title, file name, date or hash, and what only it states."""
        from graph.errors import as_text
        from queries.scope import one_document

        document = as_text("the document", document)
        found = one_document(self.store.documents(), document)
        self.store.remove(found)
        self.library.forget(found.sha256)
        return found

    def rebuild(self, *, progress: Callable[[str], None] = lambda _: None) -> list[LoadReport]:
        """Read every kept document again, say after a vocabulary was edited; one report per document."""
        from graph.stores.opening import open_store
        from loaders.rebuild import rebuild_store

        self.store.close()
        reports = rebuild_store(self.address, progress=progress)
        self._store = open_store(self.address)
        return reports

    def diff(self, old: str | Path, new: str | Path, *, tau: float = 0.8, evidence: bool = False, lang: Lang = "en") -> Table:
        """What differs between two lists, each a file or a loaded document; files are read aside, nothing is stored."""
        from graph.errors import as_text
        from loaders.aside import read_aside
        from queries.card import find_card
        from queries.runner import run_card

        old, new = (given if isinstance(given, Path) else as_text("a list", given) for given in (old, new))
        with read_aside(self._aside(old), self._aside(new)) as (store, (v1, v2)):
            table = run_card(store, find_card("T1"), params={"v1": v1, "v2": v2, "tau": tau}, evidence=evidence, lang=lang)
        return replace(table, params={"v1": Path(old).name, "v2": Path(new).name, "tau": tau})

    def _aside(self, name: str | Path) -> Aside:
        from graph.errors import UsageError
        from loaders.aside import file_aside, kept_aside
        from queries.scope import one_document

        if Path(name).is_file():
            return file_aside(Path(name))
        try:
            return kept_aside(self.library, one_document(self.store.documents(), str(name)).sha256)
        except UsageError as error:
            raise UsageError(f"{error.what}, and no such file", do=error.do) from error

    def draw(self, view: str, subject: str | None = None, *, lang: Lang = "zh", scope: Scope | None = None) -> str:
        """A picture as one HTML page: responsibility, network, risks, coverage, law, compare; or official, department, item, law, risk
        with a subject, and compare with an organization for its versions."""
        from viz.views import draw

        return draw(view, self._request(subject, lang, scope))

    def draw_all(
        self, folder: str | Path, *, lang: Lang = "zh", scope: Scope | None = None, progress: Callable[[str], None] = lambda _: None
    ) -> Written:
        """Every picture as a folder of linked pages with an index.html; gives what was written and what failed. Raises QuanpuError."""
        from viz.album import draw_all

        return draw_all(self._request(None, lang, scope), Path(folder), progress=progress)

    def _request(self, subject: str | None, lang: Lang, scope: Scope | None) -> Request:
        from queries.drawn import drawn_from
        from queries.scope import Scope, chosen_documents
        from viz.views import Request

        scope = scope or Scope()
        ask = drawn_from(self.store, scope=scope, lang=lang)
        return Request(self.store, chosen_documents(self.store, scope), ask, lang, subject, scope.department, scope.category)

    def copy_to(self, other: Database) -> Table:
        """Make `other` hold what this holds, kept files too; one row per document. Raises UsageError where it holds other documents."""
        from graph.errors import UsageError
        from graph.stores.copy import copy_graph
        from queries.listings import copied_table

        if not isinstance(other, Database):
            raise UsageError(f"the other graph is {other!r}", do="Open it first: quanpu.open(ADDRESS).")
        copied = copy_graph(self.store, other.store, progress=_progress)
        kept = self.library.hand_over(other.library, [entry.document.sha256 for entry in copied])
        return copied_table(copied, kept)

    def close(self) -> None:
        """Finish writing. Closing again does nothing."""
        store, self._store = self._store, None
        if store is not None:
            store.close()

    def __enter__(self) -> Database:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


# --- command line ------------------------------------------------------------------------------------

app = Commands(
    name="quanpu", add_completion=True, no_args_is_help=True, rich_markup_mode=None, pretty_exceptions_enable=False,
    help="Reads the lists in which government offices publish their powers, and answers where responsibility and risks gather.",
)  # fmt: skip


query_app = Commands(no_args_is_help=True, rich_markup_mode=None, help="Ask the questions of the catalogue.")
app.add_typer(query_app, name="query")

Db = Annotated[
    str | None,
    typer.Option(
        "--db", metavar="PATH|ADDRESS", help="The graph: a file, or neo4j://HOST/DATABASE [default: $QUANPU_DB, else quanpu.kgl]."
    ),
]
UnusedDb = Annotated[str | None, typer.Option("--db", metavar="PATH|ADDRESS", help="As with every command; no graph is needed here.")]
FormatOption = Annotated[
    str | None,
    typer.Option("--format", metavar="FORMAT", help="table, json, jsonl, csv or md [default: table on a terminal, json in a pipe]."),
]
LangOption = Annotated[str | None, typer.Option("--lang", metavar="LANG", help="zh or en [default: from the locale].")]
Output = Annotated[Path | None, typer.Option("-o", "--output", metavar="FILE", help="Write to this file instead.")]
Parameters = Annotated[
    list[str] | None,
    typer.Option("-p", "--param", metavar="NAME=VALUE", help="A parameter; may be repeated.", autocompletion=completion.parameters),
]
Organization = Annotated[str | None, typer.Option(help="Only this organization.", autocompletion=completion.organizations)]
DocumentOption = Annotated[
    str | None, typer.Option("--document", help="Only this document: title, file name, date or hash.", autocompletion=completion.documents)
]
Department = Annotated[str | None, typer.Option(help="Only items that this department handles.", autocompletion=completion.departments)]
Category = Annotated[str | None, typer.Option(help="Only items of this category, such as 行政处罚.", autocompletion=completion.categories)]
Evidence = Annotated[bool, typer.Option("--evidence", help="Give the cells behind each row.")]
Role = Annotated[str | None, typer.Option(help="Only this part: leader, head, handler or other.")]
AllVersions = Annotated[bool, typer.Option("--all-versions", help="Superseded versions too, each counted apart.")]
_before: dict[str, str | None] = {}  # options that stood before the command


def _version(wanted: bool) -> None:
    if wanted:
        print(f"quanpu {__version__}")
        raise typer.Exit


@app.callback()
def _options_before(
    db: Db = None, lang: LangOption = None, form: FormatOption = None,
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")] = False,
) -> None:  # fmt: skip
    """Options that may also stand after the command."""
    _before.update(db=db, lang=lang, format=form)


@app.command()
def load(
    paths: Annotated[list[Path], typer.Argument(metavar="FILE|FOLDER...", help="Lists, or folders of them.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Read and report, store nothing.")] = False,
    db: Db = None, form: FormatOption = None, lang: LangOption = None,
) -> None:  # fmt: skip
    """Load published lists into the graph. Example: quanpu load lists/"""
    from loaders.pipeline import load as load_files
    from loaders.pipeline import survey

    files, passed_over = survey(paths)
    with Database(_address(db)) as database:
        reports = list(load_files(database.store, database.library, files, dry_run=dry_run, progress=_progress))
    _print_reports([*reports, *passed_over], form, _lang(lang))


@app.command("inspect")
def inspect_command(
    path: Annotated[Path, typer.Argument(metavar="FILE", help="A list.")], db: UnusedDb = None, form: FormatOption = None,
    lang: LangOption = None, output: Output = None,
) -> None:  # fmt: skip
    """Show what would be understood of a file; nothing is stored. Example: quanpu inspect list.txt"""
    import json

    from loaders.inspection import describe_reading, inspection
    from loaders.pipeline import read_file

    as_json = _text_or_json(form, output, "what is understood of a list") == "json"
    reading, _ = read_file(path)
    if as_json:
        terminal.emit(json.dumps(inspection(reading), ensure_ascii=False, indent=2) + "\n", output)
    else:
        terminal.emit(describe_reading(reading, _lang(lang)), output)


@app.command()
def search(
    text: Annotated[str, typer.Argument(help="Words to find.")],
    db: Db = None,
    form: FormatOption = None,
    lang: LangOption = None,
    output: Output = None,
) -> None:
    """Find items, people, laws and clauses that hold some words. Example: quanpu search 许可证"""
    with _existing(db) as database:
        _show(database.search(text, lang=_lang(lang)), form, output)


@app.command()
def documents(db: Db = None, form: FormatOption = None, lang: LangOption = None, output: Output = None) -> None:
    """List the loaded documents. Example: quanpu documents"""
    with _existing(db) as database:
        _show(database.documents(lang=_lang(lang)), form, output)


@app.command()
def remove(
    document: Annotated[str, typer.Argument(help="Title, file name, date or hash.", autocompletion=completion.documents)], db: Db = None
) -> None:
    """Remove one document and what only it states. Example: quanpu remove 2023-06-01"""
    with _existing(db) as database:
        gone = database.remove(document)
    print(f"removed {gone.name} ({gone.form_date or 'no date'}): {gone.items} items", file=sys.stderr)


@app.command()
def rebuild(db: Db = None, form: FormatOption = None, lang: LangOption = None) -> None:
    """Make the graph again from the kept documents, say after a vocabulary was edited. Example: quanpu rebuild"""
    from loaders.rebuild import rebuild_store

    _print_reports(rebuild_store(_address(db), progress=_progress), form, _lang(lang))


Address = Annotated[str, typer.Argument(metavar="ADDRESS", help="A server, such as neo4j://localhost:7687, or a file.")]


@app.command()
def push(address: Address, db: Db = None, form: FormatOption = None, lang: LangOption = None, output: Output = None) -> None:
    """Copy the graph to ADDRESS; documents of both are replaced. Example: quanpu push neo4j://localhost:7687"""
    _copy(_address(db), address, form, lang, output, given=address)


@app.command()
def pull(address: Address, db: Db = None, form: FormatOption = None, lang: LangOption = None, output: Output = None) -> None:
    """Copy the graph at ADDRESS here; documents of both are replaced. Example: quanpu pull neo4j://localhost:7687"""
    _copy(address, _address(db), form, lang, output, given=address)


@app.command()
def status(
    verify: Annotated[bool, typer.Option("--verify", help="Check the store's integrity.")] = False,
    db: Db = None, form: FormatOption = None, lang: LangOption = None, output: Output = None,
) -> None:  # fmt: skip
    """Show what the graph holds. Example: quanpu status --verify"""
    from graph.errors import DataError

    with _existing(db) as database:
        _show(database.status(lang=_lang(lang)), form, output)
        problems = database.store.verify() if verify else []
        if problems:
            raise DataError("; ".join(problems), where=database.address, do="Run `quanpu rebuild`.")
        if verify:
            print(f"verified: {database.store.proof}", file=sys.stderr)


@app.command()
def schema(db: UnusedDb = None, form: FormatOption = None, lang: LangOption = None, output: Output = None) -> None:
    """List the kinds of nodes and edges with their properties. Example: quanpu schema"""
    from queries.listings import schema_table

    _show(schema_table(lang=_lang(lang)), form, output)


@app.command()
def cypher(
    text: Annotated[str, typer.Argument(help="A reading query.")], param: Parameters = None, db: Db = None, form: FormatOption = None,
    lang: LangOption = None, output: Output = None,
) -> None:  # fmt: skip
    """Run your own reading query. Example: quanpu cypher 'MATCH (i:PowerItem) RETURN count(i) AS items'"""
    from queries.hints import hints

    with _existing(db) as database:
        given = {name: terminal.literal(value) for name, value in terminal.pairs(param).items()}
        _show(database.cypher(text, given, lang=_lang(lang)), form, output)
    for hint in hints(text):
        print(f"hint: {hint}", file=sys.stderr)


@app.command("diff")
def diff_command(
    old: Annotated[str, typer.Argument(help="The older list: a file or a loaded document.", autocompletion=completion.documents)],
    new: Annotated[str, typer.Argument(help="The newer list, likewise.", autocompletion=completion.documents)],
    tau: Annotated[float, typer.Option(help="Likeness from which two names are taken for the same item.")] = 0.8,
    evidence: Evidence = False, db: Db = None, form: FormatOption = None, lang: LangOption = None, output: Output = None,
) -> None:  # fmt: skip
    """Compare two lists, item by item; nothing is stored. Example: quanpu diff 2023-06-01 2024-06-03"""
    from graph.errors import UsageError
    from graph.stores.address import is_server

    absent = [given for given in (old, new) if not Path(given).is_file()]  # without any no graph is needed
    address = _address(db)
    if absent and not is_server(address) and not Path(address).exists():
        do = "Correct the name, or load that list first: quanpu load FILE."
        raise UsageError(f"{absent[0]!r} is no file, and there is no graph at {address} that could hold a document of that name", do=do)
    with Database(address, must_exist=bool(absent)) as database:
        table = database.diff(old, new, tau=tau, evidence=evidence, lang=_lang(lang))
    offices = {source.organization for source in table.documents}
    if len(offices) > 1:
        print(f"hint: the lists are of two offices ({', '.join(sorted(offices))}): X2 compares items across offices", file=sys.stderr)
    _show(table, form, output)


@query_app.command("list")
def query_list(
    group: Annotated[str | None, typer.Option(help="Only this group.", autocompletion=completion.groups)] = None,
    find: Annotated[str | None, typer.Option("--search", help="Only questions that hold this.")] = None,
    db: UnusedDb = None, form: FormatOption = None, lang: LangOption = None, output: Output = None,
) -> None:  # fmt: skip
    """List the questions. Example: quanpu query list --group risk"""
    from queries.listings import cards_table

    table = cards_table(group=group, find=find, lang=_lang(lang))
    _show(table, form, output)
    if not table.rows:
        print(f"hint: 0 of {len(cards_table(lang='en').rows)} questions hold {find!r}: `quanpu query list` shows all", file=sys.stderr)


@query_app.command("show")
def query_show(
    name: Annotated[str, typer.Argument(metavar="ID", autocompletion=completion.questions)],
    db: UnusedDb = None, form: FormatOption = None, lang: LangOption = None, output: Output = None,
) -> None:  # fmt: skip
    """Show a question: what it asks, its definition, parameters, Cypher and limits. Example: quanpu query show C1"""
    import json

    from queries.card import find_card
    from queries.show import card_dict, card_text

    card = find_card(name)
    as_json = _text_or_json(form, output, "a question's card") == "json"
    terminal.emit(json.dumps(card_dict(card), ensure_ascii=False, indent=2) + "\n" if as_json else card_text(card, _lang(lang)), output)


@query_app.command("run")
def query_run(
    name: Annotated[
        str | None, typer.Argument(metavar="ID", help="Id or code, such as official-coverage or C1.", autocompletion=completion.questions)
    ] = None,
    param: Parameters = None,
    organization: Organization = None, document: DocumentOption = None, department: Department = None, category: Category = None,
    role: Role = None, all_versions: AllVersions = False, evidence: Evidence = False,
    explain: Annotated[bool, typer.Option("--explain", help="Say on stderr what was run: Cypher, values, plan, time.")] = False,
    covers: Annotated[Path | None, typer.Option(metavar="FILE", help="For G1: which measures answer which risk, in place of ours.")] = None,
    everything: Annotated[bool, typer.Option("--all", help="Every question, into the folder that -o names.")] = False,
    db: Db = None, form: FormatOption = None, lang: LangOption = None, output: Output = None,
) -> None:  # fmt: skip
    """Answer a question. Example: quanpu query run C1 -p role=leader"""
    from graph.errors import UsageError

    filters = {"organization": organization, "document": document, "department": department, "category": category, "role": role,
               "covers": str(covers) if covers else None}  # fmt: skip
    given: dict[str, Any] = terminal.pairs(param)
    if twice := [key for key, value in filters.items() if value and key in given]:
        raise UsageError(f"{twice[0]} is given twice", do=f"Give it with --{twice[0]} or with -p, not both.")
    given |= {key: value for key, value in filters.items() if value}
    given |= {"all_versions": True} if all_versions else {}
    if everything:
        from queries.answers import answer_all
        from queries.scope import chosen_documents, split_scope

        chosen = _format(form) if form or _before.get("format") else "csv"
        with _existing(db) as database:
            chosen_documents(database.store, split_scope(given)[0])  # one error for all questions, not one for each
            failed = answer_all(database.ask, name, param, given, output, lang=_lang(lang), form=chosen)
        raise typer.Exit(1 if failed else 0)
    if name is None:
        raise UsageError("the argument ID is missing", do="Name a question (`quanpu query list`), or give --all -o FOLDER.")
    with _existing(db) as database:
        told: list[str] = []
        table = database.ask(name, given, evidence=evidence, explain=told.append if explain else None, lang=_lang(lang))
        _show(table, form, output)
    if evidence and (chosen := _format(form, output)) in ("csv", "jsonl"):
        print(f"note: {chosen} holds rows only: for the cells behind them take json, table or md", file=sys.stderr)
    print("".join(told), end="", file=sys.stderr)


@app.command()
def draw(
    view: Annotated[
        str | None, typer.Argument(help="responsibility, network, risks, coverage, law, compare, official, department, item, risk.")
    ] = None,
    subject: Annotated[
        str | None,
        typer.Argument(help="Of official, department, item, law, risk: whose; a name, number or code. Of compare: an organization."),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="FILE|FOLDER", help="The page, - for stdout [default: page.html]; or a folder, for --all."),
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="Every picture, linked, with an index, into the folder that -o names.")] = False,
    organization: Organization = None, document: DocumentOption = None, department: Department = None, category: Category = None,
    db: Db = None, lang: LangOption = None,
) -> None:  # fmt: skip
    """Write a picture as one page that opens offline, or all of them, linked. Example: quanpu draw network"""
    from graph.errors import UsageError
    from queries.scope import Scope
    from viz.pages import write_page

    scope = Scope(organization, document, department, category)
    if everything:
        raise typer.Exit(_draw_all(db, view, output, _lang(lang), scope))
    if view is None:
        raise UsageError("the argument VIEW is missing", do="Name a picture (`quanpu draw --help` lists them), or give --all -o FOLDER.")
    output = output or Path("page.html")
    with _existing(db) as database:
        page = database.draw(view, subject, lang=_lang(lang), scope=scope)
    if str(output) == "-":
        sys.stdout.write(page)
        return
    write_page(page, output)
    print(f"wrote {output} ({len(page.encode()) // 1024} KB)", file=sys.stderr)


@app.command()
def demo(folder: Annotated[Path, typer.Option(help="Where the demo's files go.")] = Path("quanpu-demo"), lang: LangOption = None) -> None:
    """Load the fictional sample lists, answer a question and write a picture. Example: quanpu demo"""
    from loaders.samples import sample_files
    from viz.pages import write_page

    address = folder / "demo.kgl"
    terminal.make_folder(folder)
    chosen = _lang(lang)
    with Database(str(address)) as database:
        for report in database.load(*sample_files()):
            print(report.line(chosen), file=sys.stderr)
        answer = database.query("C1", lang=chosen)
        page = database.draw("responsibility", lang=chosen)
    write_page(page, folder / "responsibility.html")
    print(answer.render("table"))
    page_path = (folder / "responsibility.html").resolve()
    if chosen == "zh":
        print(f"图存在 {address}；继续提问：quanpu --db {address} query list")
        print(f"图片网页在 {page_path}，请用浏览器打开。")
    else:
        print(f"The graph is in {address}; ask more with: quanpu --db {address} query list")
        print(f"The picture is in {page_path}; open it in a browser.")


# --- inside ------------------------------------------------------------------------------------------


def main(arguments: Iterable[str] | None = None) -> None:
    """Run the command line and end the process with our exit codes."""
    if "bash" in os.environ.get("_QUANPU_COMPLETE", "") and "=" in os.environ.get("COMP_WORDS", ""):
        completion.rejoin(os.environ)
    if arguments is None:
        terminal.read_as_utf8(sys.argv)
    raise SystemExit(run(list(sys.argv[1:] if arguments is None else arguments)))


def run(arguments: list[str]) -> int:
    """Run the command line and give the exit code; every error is one line on stderr."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        terminal.check_output(arguments)
        code = app(arguments, standalone_mode=False, prog_name="quanpu")
        return code if isinstance(code, int) else 0
    except (KeyboardInterrupt, EOFError):
        print("interrupted", file=sys.stderr)
        return 130
    except (BrokenPipeError, SystemExit) as error:
        if isinstance(error, SystemExit) and not isinstance(error.__context__, BrokenPipeError):
            raise
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # the reader of our output has gone: `quanpu … | head`
        return 0
    except Exception as error:
        return _report(error)


def _report(error: Exception) -> int:
    from graph.errors import QuanpuError, unknown
    from graph.visible import visible

    if os.environ.get("QUANPU_DEBUG"):
        import traceback

        traceback.print_exc()
    if isinstance(error, QuanpuError):
        print(f"error: {error.message}", file=sys.stderr)
        return error.exit_code
    if type(error).__name__ == "Abort":
        print("interrupted", file=sys.stderr)
        return 130
    show = getattr(error, "format_message", None)
    if type(error).__name__ == "NoArgsIsHelpError" and show:
        print(show(), file=sys.stderr)
        return 2
    if show:  # wrong use, as the command line library puts it
        message = " ".join(str(show()).split())
        if message.startswith("No such command"):
            message = unknown("command", message.split("'")[1], _commands_of(error)).message
        print(f"error: {visible(message).rstrip('.')}{'' if message.endswith('?') else '.'} See `quanpu --help`.", file=sys.stderr)
        return 2
    print(
        f"error: this is a fault of quanpu: {type(error).__name__}: {error}. Set QUANPU_DEBUG=1 to see where, and please report it.",
        file=sys.stderr,
    )
    return 70


def _commands_of(error: Exception) -> list[str]:
    """The commands that could have been meant where an unknown one was given."""
    context = getattr(error, "ctx", None)
    return list(context.command.list_commands(context)) if context else []


def _address(given: str | None) -> str:
    return given or _before.get("db") or os.environ.get("QUANPU_DB") or DEFAULT_STORE


def _copy(source: str, target: str, form: str | None, lang: str | None, output: Path | None, *, given: str) -> None:
    from dataclasses import replace

    from graph.errors import UsageError
    from graph.stores.address import same_place

    if same_place(source, target):
        raise UsageError("it can't be copied to itself", where=source, do="Give another address.")
    with _naming(given), Database(source, must_exist=True) as here, Database(target) as there:
        table = replace(here.copy_to(there), lang=_lang(lang))
        _show(table, form, output)
        print(f"copied {len(table.rows)} documents to {there.store.address}", file=sys.stderr)
        lost = [row["name"] for row in table.rows if not row["kept"]]
        if lost:
            what = f"the files of {len(lost)} of them are not kept beside {there.store.address}"
            print(f"note: {what}: before `quanpu rebuild` there, load them again", file=sys.stderr)


@contextmanager
def _naming(given: str) -> Iterator[None]:
    """An error at the address that was given as an argument must not advise --db, which names the other end of the copy."""
    from graph.errors import StoreError

    try:
        yield
    except StoreError as error:
        if error.where != given:
            raise
        raise StoreError(error.what, where=error.where, do=error.do.replace("with --db", "as ADDRESS")) from error


def _draw_all(db: str | None, view: str | None, folder: Path | None, lang: Lang, scope: Scope) -> int:
    """Write the whole set; the exit code, 1 where a picture failed."""
    from graph.errors import UsageError

    if view or folder is None:
        do = "Give it a folder and filters only: quanpu draw --all -o FOLDER"
        raise UsageError("--all draws every picture", do=do)
    if str(folder) == "-":
        raise UsageError("--all writes a folder of pages, and - is standard output", do="Name a folder: quanpu draw --all -o FOLDER")
    with _existing(db) as database:
        written = database.draw_all(folder, lang=lang, scope=scope, progress=_drawing)
    for picture in written.failed:
        print(f"error: {picture.view}: {picture.error.message if picture.error else ''}", file=sys.stderr)
    for kind, count in written.left.items():
        print(f"note: {count} subjects of {kind} have no page of their own, those on fewest items: `quanpu draw {kind}` draws one",
              file=sys.stderr)  # fmt: skip
    size = sum(written.sizes.values()) / 1_048_576
    print(f"wrote {len(written.sizes)} pages to {folder} ({size:.1f} MB); begin at {folder / 'index.html'}", file=sys.stderr)
    return 1 if written.failed else 0


def _existing(db: str | None) -> Database:
    return Database(_address(db), must_exist=True)


def _lang(given: str | None) -> Lang:
    from graph.errors import unknown

    chosen = given or _before.get("lang")
    if chosen in ("zh", "en"):
        return "zh" if chosen == "zh" else "en"
    if chosen:
        raise unknown("language", chosen, ["zh", "en"])
    return "zh" if terminal.locale_is_chinese() else "en"


def _format(given: str | None, output: Path | None = None) -> Format:
    from graph.errors import unknown
    from graph.table import FORMATS

    ending = output.suffix.lower() if output else ""
    chosen = given or _before.get("format") or {".txt": "table"}.get(ending, ending.removeprefix("."))
    for form in FORMATS:
        if chosen == form:
            return form
    if chosen == ending.removeprefix(".") and chosen:
        raise unknown("ending of a file", ending, [f".{form}" for form in FORMATS], see="Give another ending, or say --format.")
    if chosen:
        raise unknown("format", chosen, FORMATS)
    return "table" if sys.stdout.isatty() and not output else "json"


def _text_or_json(given: str | None, output: Path | None, what: str) -> Format:
    """The format of what is no table. Raises UsageError for one that holds rows."""
    from graph.errors import UsageError

    chosen = _format(given, output)
    if chosen not in ("table", "json"):
        raise UsageError(f"{what} is no table of rows, so there is no {chosen} of it", do="Take --format json, or table for text.")
    return chosen


def _show(table: Table, form: str | None, output: Path | None) -> None:
    chosen = _format(form, output)
    terminal.emit(table.render(chosen), output, bom=chosen == "csv")


def _print_reports(reports: list[LoadReport], form: str | None, lang: Lang) -> None:
    """Reports on stdout, errors on stderr; a lone document's or the store's error gives its code, another among several gives 1."""
    import json

    from graph.errors import StoreError
    from loaders.report import reports_table

    chosen = _format(form)
    if chosen == "json":
        print(json.dumps([report.to_dict() for report in reports], ensure_ascii=False, indent=2))
    elif chosen == "table":
        print("".join(f"{report.line(lang)}\n" for report in reports if not report.error), end="")
    else:
        print(reports_table(reports, lang).render(chosen), end="")
    for report in reports:
        if report.error:
            print(f"error: {report.error.message}", file=sys.stderr)
    errors = [report.error for report in reports if report.error]
    if isinstance(errors[-1] if errors else None, StoreError):  # it ended the run
        raise typer.Exit(errors[-1].exit_code)
    if errors:
        raise typer.Exit(errors[0].exit_code if sum(not report.passed_over for report in reports) == 1 else 1)


def _drawing(name: str) -> None:
    if sys.stderr.isatty():
        print(f"drawing {name} …", file=sys.stderr)


def _progress(name: str) -> None:
    if sys.stderr.isatty():
        print(f"reading {name} …", file=sys.stderr)


if __name__ == "__main__":
    main()
