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
from collections.abc import Iterable, Mapping
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

if TYPE_CHECKING:
    from graph.stores.base import Store
    from graph.table import Format, Lang, Table
    from loaders.library import Library
    from loaders.report import LoadReport
    from queries.runner import Scope

# --- for notebooks -----------------------------------------------------------------------------------


def open(address: str | Path | None = None) -> Database:  # noqa: A001 - quanpu.open reads well
    """Open the graph at `address` (default: QUANPU_DB, else quanpu.kgl); the first load makes the file."""
    return Database(str(address or os.environ.get("QUANPU_DB") or DEFAULT_STORE))


def inspect(path: str | Path) -> dict[str, Any]:
    """What would be understood of a file, as `quanpu inspect --format json` prints it. Raises QuanpuError."""
    from loaders.inspection import inspection
    from loaders.pipeline import read_file

    return inspection(read_file(Path(path))[0])


class Database:
    """A graph of power lists with the work folder beside it. Use it in a `with` block, or `close` it."""

    def __init__(self, address: str, *, must_exist: bool = False) -> None:
        from graph.stores.embedded import EmbeddedStore
        from loaders.library import Library

        self.address = address
        self.store: Store = EmbeddedStore(address, must_exist=must_exist)
        self.library: Library = Library(Path(f"{address}.work"))

    def load(self, *paths: str | Path) -> list[LoadReport]:
        """Load files and folders; one report per document."""
        from loaders.pipeline import documents_in, load

        return list(load(self.store, self.library, documents_in(map(Path, paths))))

    def query(self, name: str, /, *, evidence: bool = False, lang: Lang = "en", **given: Any) -> Table:
        """Ask a question by id or code, with its parameters and the filters organization, document, department, category, all_versions."""
        return self.ask(name, given, evidence=evidence, lang=lang)

    def ask(self, name: str, given: Mapping[str, Any], *, evidence: bool = False, lang: Lang = "en") -> Table:
        """`query` with parameters and filters as a mapping."""
        from queries.card import find_card
        from queries.runner import run_card, split_scope

        scope, params = split_scope(given)
        return run_card(self.store, find_card(name), params=params, scope=scope, evidence=evidence, lang=lang)

    def cypher(self, text: str, params: Mapping[str, Any] | None = None, *, lang: Lang = "en") -> Table:
        """Run a reading query with its parameters."""
        from graph.table import Column, plain_table

        rows = self.store.read(text, params)
        return plain_table(rows.rows, [Column(name, name, name) for name in rows.columns], lang=lang, names_people=True)

    def search(self, text: str, *, lang: Lang = "en") -> Table:
        """Find words."""
        from queries.search import search

        return search(self.store, text, lang=lang)

    def responsibility_page(self, *, lang: Lang = "zh", scope: Scope | None = None) -> str:
        """The picture of responsibility as one HTML page."""
        from queries.card import find_card
        from queries.matrix import official_item_matrix
        from queries.runner import run_card
        from viz.pages import responsibility_page

        coverage = run_card(self.store, find_card("C1"), scope=scope, lang=lang)
        return responsibility_page(coverage, official_item_matrix(self.store, scope=scope, lang=lang), lang=lang)

    def close(self) -> None:
        """Finish writing."""
        self.store.close()

    def __enter__(self) -> Database:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


# --- command line ------------------------------------------------------------------------------------

app = typer.Typer(
    name="quanpu", add_completion=True, no_args_is_help=True, rich_markup_mode=None, pretty_exceptions_enable=False,
    help="Reads the lists in which government offices publish their powers, and answers where responsibility and risks gather.",
)  # fmt: skip
query_app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="Ask the questions of the catalogue.")
app.add_typer(query_app, name="query")

Db = Annotated[str | None, typer.Option("--db", metavar="PATH", help="The graph [default: $QUANPU_DB, else quanpu.kgl].")]
FormatOption = Annotated[
    str | None,
    typer.Option("--format", metavar="FORMAT", help="table, json, jsonl, csv or md [default: table on a terminal, json in a pipe]."),
]
LangOption = Annotated[str | None, typer.Option("--lang", metavar="LANG", help="zh or en [default: from the locale].")]
Output = Annotated[Path | None, typer.Option("-o", "--output", metavar="FILE", help="Write to this file instead.")]
Parameters = Annotated[list[str] | None, typer.Option("-p", "--param", metavar="NAME=VALUE", help="A parameter; may be repeated.")]
Organization = Annotated[str | None, typer.Option(help="Only this organization.")]
DocumentOption = Annotated[str | None, typer.Option("--document", help="Only this document: title, file name, date or hash.")]
Department = Annotated[str | None, typer.Option(help="Only items that this department handles.")]
Category = Annotated[str | None, typer.Option(help="Only items of this category, such as 行政处罚.")]
Role = Annotated[str | None, typer.Option(help="Only this part: leader, head, handler or other.")]
AllVersions = Annotated[bool, typer.Option("--all-versions", help="Superseded versions too, each counted apart.")]
PICTURES = ("responsibility",)
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
    db: Db = None, form: FormatOption = None,
) -> None:  # fmt: skip
    """Load published lists into the graph. Example: quanpu load lists/"""
    from loaders.pipeline import documents_in
    from loaders.pipeline import load as load_files

    files = documents_in(paths)
    with Database(_address(db)) as database:
        reports = list(load_files(database.store, database.library, files, dry_run=dry_run, progress=_progress))
    _print_reports(reports, form)


@app.command("inspect")
def inspect_command(
    path: Annotated[Path, typer.Argument(metavar="FILE", help="A list.")], form: FormatOption = None, output: Output = None,
    lang: LangOption = None,
) -> None:  # fmt: skip
    """Show what would be understood of a file; nothing is stored. Example: quanpu inspect list.txt"""
    import json

    from loaders.inspection import describe_reading, inspection
    from loaders.pipeline import read_file

    reading, _ = read_file(path)
    if _format(form, output) == "json":
        _emit(json.dumps(inspection(reading), ensure_ascii=False, indent=2) + "\n", output)
    else:
        _emit(describe_reading(reading, _lang(lang)), output)


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
    from queries.listings import documents_table

    with _existing(db) as database:
        _show(documents_table(database.store, lang=_lang(lang)), form, output)


@app.command()
def remove(document: Annotated[str, typer.Argument(help="Title, file name, date or hash.")], db: Db = None) -> None:
    """Remove one document and what only it states. Example: quanpu remove 2023-06-01"""
    from graph.errors import UsageError
    from queries.runner import find_documents

    with _existing(db) as database:
        found = find_documents(database.store.documents(), document)
        if len(found) > 1:
            names = "; ".join(f"{d.name} ({d.form_date}) {d.sha256[:12]}" for d in found)
            raise UsageError(f"{document!r} names {len(found)} documents", do=f"Give the hash of one: {names}")
        database.store.remove(found[0])
        database.library.forget(found[0].sha256)
        print(f"removed {found[0].name} ({found[0].form_date or 'no date'}): {found[0].items} items", file=sys.stderr)


@app.command()
def rebuild(db: Db = None, form: FormatOption = None) -> None:
    """Make the graph again from the kept documents, say after a vocabulary was edited. Example: quanpu rebuild"""
    from loaders.rebuild import rebuild_embedded

    _print_reports(rebuild_embedded(_address(db), progress=_progress), form)


@app.command()
def status(
    verify: Annotated[bool, typer.Option("--verify", help="Check the store's integrity.")] = False,
    db: Db = None, form: FormatOption = None, lang: LangOption = None, output: Output = None,
) -> None:  # fmt: skip
    """Show what the graph holds. Example: quanpu status --verify"""
    from graph.errors import DataError
    from queries.listings import status_table

    with _existing(db) as database:
        _show(status_table(database.store, lang=_lang(lang)), form, output)
        problems = database.store.verify() if verify else []
        if problems:
            raise DataError("; ".join(problems), where=database.address, do="Run `quanpu rebuild`.")
        if verify:
            print("verified: the file's check sums hold and every edge joins what the schema says", file=sys.stderr)


@app.command()
def schema(form: FormatOption = None, lang: LangOption = None, output: Output = None) -> None:
    """List the kinds of nodes and edges with their properties. Example: quanpu schema"""
    from queries.listings import schema_table

    _show(schema_table(lang=_lang(lang)), form, output)


@app.command()
def cypher(
    text: Annotated[str, typer.Argument(help="A reading query.")], param: Parameters = None, db: Db = None, form: FormatOption = None,
    lang: LangOption = None, output: Output = None,
) -> None:  # fmt: skip
    """Run your own reading query. Example: quanpu cypher 'MATCH (i:PowerItem) RETURN count(i) AS items'"""
    with _existing(db) as database:
        given = {name: _literal(value) for name, value in _pairs(param).items()}
        _show(database.cypher(text, given, lang=_lang(lang)), form, output)


@query_app.command("list")
def query_list(
    group: Annotated[str | None, typer.Option(help="Only this group.")] = None,
    find: Annotated[str | None, typer.Option("--search", help="Only questions that hold this.")] = None,
    form: FormatOption = None, lang: LangOption = None, output: Output = None,
) -> None:  # fmt: skip
    """List the questions. Example: quanpu query list --group risk"""
    from queries.listings import cards_table

    _show(cards_table(group=group, find=find, lang=_lang(lang)), form, output)


@query_app.command("show")
def query_show(
    name: Annotated[str, typer.Argument(metavar="ID")], form: FormatOption = None, lang: LangOption = None, output: Output = None
) -> None:
    """Show a question: what it asks, its definition, parameters, Cypher and limits. Example: quanpu query show C1"""
    import json

    from queries.card import find_card
    from queries.listings import card_dict, card_text

    card = find_card(name)
    as_json = _format(form, output) == "json"
    _emit(json.dumps(card_dict(card), ensure_ascii=False, indent=2) + "\n" if as_json else card_text(card, _lang(lang)), output)


@query_app.command("run")
def query_run(
    name: Annotated[str, typer.Argument(metavar="ID", help="Id or code, such as official-coverage or C1.")], param: Parameters = None,
    organization: Organization = None, document: DocumentOption = None, department: Department = None, category: Category = None,
    role: Role = None, all_versions: AllVersions = False,
    evidence: Annotated[bool, typer.Option("--evidence", help="Give the cells behind each row.")] = False,
    db: Db = None, form: FormatOption = None, lang: LangOption = None, output: Output = None,
) -> None:  # fmt: skip
    """Answer a question. Example: quanpu query run C1 -p role=leader"""
    filters = {
        "organization": organization,
        "document": document,
        "department": department,
        "category": category,
        "role": role,
        "all_versions": all_versions or None,
    }
    given: dict[str, Any] = {**_pairs(param), **{key: value for key, value in filters.items() if value}}
    with _existing(db) as database:
        _show(database.ask(name, given, evidence=evidence, lang=_lang(lang)), form, output)


@app.command()
def draw(
    view: Annotated[str, typer.Argument(help="Which picture: responsibility.")],
    output: Annotated[Path, typer.Option("-o", "--output", metavar="FILE", help="The page to write.")] = Path("page.html"),
    organization: Organization = None, document: DocumentOption = None, department: Department = None, category: Category = None,
    db: Db = None, lang: LangOption = None,
) -> None:  # fmt: skip
    """Write a picture as one page that opens offline. Example: quanpu draw responsibility -o page.html"""
    from graph.errors import unknown
    from queries.runner import Scope
    from viz.pages import write_page

    if view not in PICTURES:
        raise unknown("view", view, PICTURES)
    with _existing(db) as database:
        page = database.responsibility_page(lang=_lang(lang), scope=Scope(organization, document, department, category))
    write_page(page, output)
    print(f"wrote {output} ({len(page.encode()) // 1024} KB)", file=sys.stderr)


@app.command()
def demo(folder: Annotated[Path, typer.Option(help="Where the demo's files go.")] = Path("quanpu-demo"), lang: LangOption = None) -> None:
    """Load the fictional sample lists, answer a question and write a picture. Example: quanpu demo"""
    from loaders.samples import sample_files
    from viz.pages import write_page

    address = folder / "demo.kgl"
    _make_folder(folder)
    chosen = _lang(lang)
    with Database(str(address)) as database:
        for report in database.load(*sample_files()):
            print(report.line(), file=sys.stderr)
        answer = database.query("C1", lang=chosen)
        page = database.responsibility_page(lang=chosen)
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
    raise SystemExit(run(list(sys.argv[1:] if arguments is None else arguments)))


def run(arguments: list[str]) -> int:
    """Run the command line and give the exit code; every error is one line on stderr."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
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
        print(f"error: {message.rstrip('.')}{'' if message.endswith('?') else '.'} See `quanpu --help`.", file=sys.stderr)
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


def _existing(db: str | None) -> Database:
    return Database(_address(db), must_exist=True)


def _lang(given: str | None) -> Lang:
    from graph.errors import unknown

    chosen = given or _before.get("lang")
    if chosen in ("zh", "en"):
        return "zh" if chosen == "zh" else "en"
    if chosen:
        raise unknown("language", chosen, ["zh", "en"])
    return "zh" if _locale_is_chinese() else "en"


def _locale_is_chinese() -> bool:
    import locale

    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if os.environ.get(name):
            return os.environ[name].lower().startswith("zh")
    return (locale.getlocale()[0] or "").lower().startswith(("zh", "chinese"))


def _format(given: str | None, output: Path | None = None) -> Format:
    from graph.errors import unknown
    from graph.table import FORMATS

    chosen = given or _before.get("format")
    for form in FORMATS:
        if chosen == form or (not chosen and output and output.suffix == f".{form}"):
            return form
    if chosen:
        raise unknown("format", chosen, FORMATS)
    return "table" if sys.stdout.isatty() and not output else "json"


def _show(table: Table, form: str | None, output: Path | None) -> None:
    chosen = _format(form, output)
    _emit(table.render(chosen), output, bom=chosen == "csv")


def _emit(text: str, output: Path | None, *, bom: bool = False) -> None:
    if output is None:
        sys.stdout.write(text)
        return
    from graph.files import write_text

    write_text(output, ("\ufeff" if bom else "") + text)
    print(f"wrote {output}", file=sys.stderr)


def _print_reports(reports: list[LoadReport], form: str | None) -> None:
    """Reports on stdout, errors on stderr; a lone document's error gives its code, one among several gives 1."""
    import json

    from loaders.report import reports_table

    chosen = _format(form)
    if chosen == "json":
        print(json.dumps([report.to_dict() for report in reports], ensure_ascii=False, indent=2))
    elif chosen == "table":
        print("".join(f"{report.line()}\n" for report in reports if not report.error), end="")
    else:
        print(reports_table(reports).render(chosen), end="")
    for report in reports:
        if report.error:
            print(f"error: {report.error.message}", file=sys.stderr)
    errors = [report.error for report in reports if report.error]
    if errors:
        raise typer.Exit(errors[0].exit_code if len(reports) == 1 else 1)


def _progress(name: str) -> None:
    if sys.stderr.isatty():
        print(f"reading {name} …", file=sys.stderr)


def _pairs(given: list[str] | None) -> dict[str, str]:
    from graph.errors import UsageError

    pairs: dict[str, str] = {}
    for text in given or []:
        name, equals, value = text.partition("=")
        if not equals:
            raise UsageError(f"parameter {text!r} has no value", do="Write it as name=value, such as -p role=leader.")
        pairs[name.strip()] = value
    return pairs


def _literal(text: str) -> Any:
    """A parameter's value for cypher: JSON where it is JSON (3, true, [1, 2]), else the text."""
    import json

    try:
        return json.loads(text)
    except ValueError:
        return text


def _make_folder(folder: Path) -> None:
    from graph.errors import UsageError

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"can't make the folder ({error.strerror})", where=str(folder), do="Give another with --folder.") from error


if __name__ == "__main__":
    main()
