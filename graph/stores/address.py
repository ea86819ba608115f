"""Where a store is: a file, or a server's address with the name of a database."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from graph.errors import UsageError, unknown

SCHEMES = ("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc")
DEFAULT_PORT, DEFAULT_DATABASE = 7687, "neo4j"
_FORM = "Write it as neo4j://HOST:PORT/DATABASE."


@dataclass(frozen=True, slots=True)
class Server:
    """A server's database. `uri` is what a driver takes, `text` what people are shown: neither holds a password."""

    scheme: str
    host: str
    port: int
    database: str

    @property
    def uri(self) -> str:
        """Address without the database."""
        return f"{self.scheme}://{f'[{self.host}]' if ':' in self.host else self.host}:{self.port}"

    @property
    def text(self) -> str:
        """Address with the database."""
        return f"{self.uri}/{self.database}"


def is_server(address: str) -> bool:
    """Whether an address names a server rather than a file."""
    return "://" in address


def same_place(one: str, other: str) -> bool:
    """Whether two addresses are written for one store: equal, or paths of one file."""
    return one == other or (not is_server(one) and not is_server(other) and Path(one).resolve() == Path(other).resolve())


def server(address: str, environment: Mapping[str, str] = os.environ) -> Server:
    """The server that an address names; its database is that of the address, else NEO4J_DATABASE, else neo4j.

    Raises UsageError for an unknown scheme and for an address that holds a password: it would be seen in process lists and logs.
    """
    scheme = address.split("://")[0].lower()
    if "@" in address:
        raise UsageError(
            "an address with a user or a password in it is refused", where=f"{scheme}://…",
            do="Set NEO4J_USERNAME and NEO4J_PASSWORD, and leave them out of the address.",
        )  # fmt: skip
    if scheme not in SCHEMES:
        raise unknown("address scheme", scheme, SCHEMES, see="A graph in a file is given by its path.")
    try:
        parts = urlsplit(address)
        host, port = parts.hostname, parts.port or DEFAULT_PORT
    except ValueError as error:
        raise UsageError(f"not an address ({error})", where=address, do=_FORM) from error
    if not host:
        raise UsageError("no host in it", where=address, do=_FORM)
    return Server(scheme, host, port, _database(parts, address) or environment.get("NEO4J_DATABASE") or DEFAULT_DATABASE)


def work_folder(address: str, environment: Mapping[str, str] = os.environ) -> Path:
    """Where the documents of a store are kept: beside a file; for a server $QUANPU_WORK, else a folder here named after it."""
    if not is_server(address):
        return Path(f"{address}.work")
    given = environment.get("QUANPU_WORK")
    if given:
        return Path(given)
    there = server(address, environment)
    name = re.sub(r"[^\w.-]", "_", f"{there.host}-{there.port}-{there.database}")
    return Path(f"quanpu.neo4j-{name}.work")


def _database(parts: SplitResult, address: str) -> str:
    given = dict(parse_qsl(parts.query, keep_blank_values=True))
    name = given.pop("database", "")
    for other in given:
        raise unknown("part of an address", other, ["database"], see=_FORM)
    path = unquote(parts.path.strip("/"))
    if "/" in path or (path and name and path != name):
        raise UsageError("it names more than one database", where=address, do=_FORM)
    return path or name
