"""Reads only: refuses a query that would write, read a local file or call a procedure we don't know."""

from __future__ import annotations

import re

from graph.errors import UsageError

ALLOWED_PROCEDURES = frozenset({"db.labels", "db.relationshiptypes", "db.propertykeys"})
# strings, names in backticks and comments, in one pass: a quote inside a name must not hide what follows
_TOKEN = re.compile(r"""'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"|`(?:``|[^`])*`|//[^\n]*|/\*.*?(?:\*/|\Z)""", re.DOTALL)
# a digit may stand right before a keyword (LIMIT 1CALL …), so a word boundary is not enough
_REFUSED = re.compile(
    r"(?<![A-Za-z_])(CREATE|MERGE|SET|DELETE|REMOVE|DROP|FOREACH|INSERT|ALTER|GRANT|DENY|REVOKE|FORMAT\s+CSV)\b",
    re.IGNORECASE,
)
_CALL = re.compile(r"(?<![A-Za-z_])CALL(?![A-Za-z_])\s*(\{|\(|[A-Za-z_][\w.]*)?", re.IGNORECASE)

# a property (n.set), label (:Set), parameter ($set), alias (AS set), type in a list (|SET) or key ({set: 1}) is a name, no clause
_NAMES = re.compile(r"(?:[.:$|]\s*|\bAS\s+)[A-Za-z_]\w*|\b[A-Za-z_]\w*(?=\s*:)", re.IGNORECASE)
_LOAD = re.compile(r"(?<![A-Za-z_])LOAD\s+CSV(?![A-Za-z_])", re.IGNORECASE)

# a server's own commands: some end other people's queries, and the server calls them reading
_COMMAND = re.compile(r"\s*(SHOW|TERMINATE|USE|START|STOP|ENABLE)(?![A-Za-z_])", re.IGNORECASE)
_PLAN = re.compile(r"\s*(EXPLAIN|PROFILE)(?![A-Za-z_])", re.IGNORECASE)
_PREFIX = re.compile(r"\s*CYPHER(?![A-Za-z_])", re.IGNORECASE)


def check_reads_only(cypher: str) -> None:
    """Raise UsageError unless `cypher` only reads the graph. Words in strings, names in backticks and comments are free."""
    code = _TOKEN.sub(lambda found: _blanked(found[0], names=False), cypher)
    if not code.strip():
        raise UsageError("the query is empty", do="Try: quanpu cypher 'MATCH (i:PowerItem) RETURN count(i) AS items'")
    if ";" in code.strip().rstrip(";").rstrip():  # one engine would run the last alone, the other refuses
        raise UsageError("several queries are given", do="Ask one at a time.")
    # the engine takes keywords in backticks too: `LOAD` CSV
    bare = _TOKEN.sub(lambda found: _blanked(found[0], names=True), cypher)
    if _PREFIX.match(bare):
        raise UsageError("a CYPHER prefix is refused: `quanpu cypher` only reads", do="Begin with MATCH, UNWIND or RETURN.")
    if _LOAD.search(bare):
        raise UsageError("LOAD CSV is refused: `quanpu cypher` opens no file, it only reads", do="Use `quanpu load` for lists.")
    names_gone = _NAMES.sub(" ", code)
    refused = _REFUSED.search(names_gone)
    if refused:
        word = " ".join(refused[0].upper().split())
        raise UsageError(f"{word} is refused: `quanpu cypher` only reads", do="Use load, remove or rebuild to change the graph.")
    for call in (*_CALL.finditer(code), *_CALL.finditer(bare)):
        _check_call(call[1])


def check_is_query(cypher: str) -> None:
    """Raise UsageError for a server's command, and for a plan where an answer is wanted; for stores on a server."""
    bare = _TOKEN.sub(lambda found: _blanked(found[0], names=True), cypher)
    found = _COMMAND.match(bare) or _PLAN.match(bare)
    if found:
        raise UsageError(f"{found[1].upper()} is refused: `quanpu cypher` asks the graph, not the server", do="Use Neo4j Browser for it.")


def _check_call(callee: str | None) -> None:
    if callee in ("{", "("):  # a subquery: what stands in it was scanned above
        return
    if (callee or "").lower() not in ALLOWED_PROCEDURES:
        allowed = ", ".join(sorted(ALLOWED_PROCEDURES))
        raise UsageError(f"procedure {callee or '?'} is refused", do=f"Allowed: {allowed}, and CALL {{ … }} subqueries.")


def _blanked(token: str, *, names: bool) -> str:
    """What a token leaves to be scanned: nothing of strings and comments, the words of a name where `names`."""
    if token[0] == "`":
        return f" {re.sub(r'[^0-9A-Za-z_]', ' ', token)} " if names else "``"
    return "''" if token[0] in "'\"" else " "
