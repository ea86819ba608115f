"""What the Neo4j driver raises, as our errors: one line each, with what to do."""

from __future__ import annotations

import re
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager

from neo4j import exceptions as neo

from graph.errors import CommitError, QuanpuError, StoreError, UsageError
from graph.stores.address import Server

OLDEST = (5, 26)
PLAN = "EXPLAIN "  # goes before a query whose plan is looked at first
_START = "Start the server (docs/neo4j.md) or correct the address."
_SCHEMA = "`quanpu schema` lists labels and properties."
# the beginning of a server's code -> what, what to do
_BY_CODE = (
    ("Neo.ClientError.Security.Unauthorized", "user name or password is wrong",
     "Set NEO4J_USERNAME (default neo4j) and NEO4J_PASSWORD; it was tried once, as three wrong ones lock the user out for a while."),
    ("Neo.ClientError.Security.AuthenticationRateLimit", "too many wrong passwords", "The server lets nobody in for some seconds: wait."),
    ("Neo.ClientError.Security.CredentialsExpired", "the password must be changed first", "Change it in Neo4j Browser, then try again."),
    ("Neo.ClientError.Security", "this user may not do that", "Give another with NEO4J_USERNAME and NEO4J_PASSWORD."),
    ("Neo.ClientError.Database.DatabaseNotFound", "no such database on this server",
     "Give its name as the end of the address or in NEO4J_DATABASE; Neo4j Community has one: neo4j."),
    ("Neo.TransientError.Database.DatabaseUnavailable", "the database is not available", "Start it, or wait until it has started."),
    ("Neo.ClientError.Transaction.TransactionTimedOut", "it took too long and was stopped",
     "Narrow the query, or wait until another load has ended."),
    ("Neo.TransientError.General.MemoryPool", "the server has too little memory for it",
     "Raise server.memory.heap.max_size (and db.memory.transaction.max, where it is set), or narrow the query."),
    ("Neo.TransientError.General.OutOfMemory", "the server has too little memory for it",
     "Raise server.memory.heap.max_size (and db.memory.transaction.max, where it is set), or narrow the query."),
    ("Neo.ClientError.Cluster.NotALeader", "this member of the cluster takes no writes", "Use neo4j:// in the address instead of bolt://."),
)  # fmt: skip


@contextmanager
def explained(there: Server) -> Iterator[None]:
    """Turns errors of the driver into ours."""
    try:
        yield
    except QuanpuError:
        raise
    except neo.Neo4jError as error:
        raise of_server(error, there) from error
    except neo.IncompleteCommit as error:
        raise CommitError(
            "the connection was lost in the moment of storing: the document is either whole in it or not at all", where=there.text,
            do="Load it again: what is there stays as it is.",
        ) from error  # fmt: skip
    except (neo.ServiceUnavailable, neo.SessionExpired, OSError) as error:
        raise of_connection(error, there) from error
    except (neo.ConfigurationError, neo.UnsupportedServerProduct) as error:
        if isinstance(error, neo.UnsupportedServerProduct) or "not supported for the Bolt Protocol" in str(error):
            raise too_old("older than that", there) from error  # its protocol is: it was not even asked who it is
        raise StoreError(f"the driver refused ({first_line(error)})", where=there.text, do=_START) from error
    except neo.DriverError as error:
        raise StoreError(f"the driver failed ({first_line(error)})", where=there.text, do=_START) from error
    except (OverflowError, TypeError, ValueError, RecursionError) as error:  # a parameter that no database holds
        reason = first_line(error)
        raise UsageError(f"a parameter was refused: {reason}", do="Give text, numbers, true, false or lists of them.") from error


def too_old(what: str, there: Server) -> StoreError:
    """The server is of a version that we were never tried with."""
    needed = ".".join(map(str, OLDEST))
    return StoreError(f"quanpu needs Neo4j {needed} or newer, the server is {what}", where=there.text, do="Upgrade the server.")


def of_server(error: neo.Neo4jError, there: Server) -> QuanpuError:
    """The server's own error, by its code."""
    code = error.code or ""
    for beginning, what, do in _BY_CODE:
        if code.startswith(beginning):
            return StoreError(what, where=there.text, do=do)
    if ".Statement." in code:
        return UsageError(f"the query was refused: {_said(first_line(error.message))}", do=_SCHEMA)
    return StoreError(f"the server failed ({first_line(error.message)})", where=there.text, do="See the server's log, then try again.")


def of_connection(error: BaseException, there: Server) -> StoreError:
    """The server can't be reached, or is no longer."""
    behind = list(_behind(error))
    if any(isinstance(cause, socket.gaierror) for cause in behind):
        return StoreError(f"unknown host {there.host}", where=there.text, do="Correct the address.")
    if any(isinstance(cause, ssl.SSLError) for cause in behind):
        do = "Without a certificate the address begins with neo4j:// or bolt://, with one of its own with neo4j+ssc://."
        return StoreError("no trusted, encrypted connection", where=there.text, do=do)
    if any(isinstance(cause, neo.SessionExpired) or "defunct" in str(cause) or "closed" in str(cause) for cause in behind):
        return StoreError("the connection was lost; nothing half-written stays", where=there.text, do="Try again when the server is back.")
    return StoreError("the server can't be reached", where=there.text, do=_START)


def _behind(error: BaseException | None) -> Iterator[BaseException]:
    """An error and what caused it; for a cluster's address the causes come as a group."""
    while error is not None:
        yield error
        for one in getattr(error, "exceptions", ()):
            yield from _behind(one)
        error = error.__cause__ or error.__context__


def _said(message: str) -> str:
    """A message about a query without the long list of what else might stand there, and with the place in the user's own text."""
    message = re.sub(r": expected '.*(?= \(line )", "", message, flags=re.DOTALL)
    place = re.search(r" \(line (\d+), column (\d+) \(offset: \d+\)\)", message)
    if place is None:
        return message
    before = len(PLAN) if place[1] == "1" else 0
    return message.replace(place[0], f" (line {place[1]}, column {int(place[2]) - before})")


def first_line(error: object) -> str:
    """The first line of a message that says something."""
    lines = [line.strip() for line in str(error or "").splitlines() if line.strip()]
    return lines[0] if lines else type(error).__name__
