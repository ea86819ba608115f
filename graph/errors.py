"""Errors a user can act on: each says what, where and what to do, and carries its exit code."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from graph.visible import visible

MANY, LONG = 10, 60  # of very many names so many are shown, and so much of a long one


class QuanpuError(Exception):
    """Base of every error we raise on purpose. `exit_code` is what the command line returns."""

    exit_code = 70

    def __init__(self, what: str, *, where: str = "", do: str = "") -> None:
        self.what, self.where, self.do = what, where, do
        super().__init__(self.message)

    @property
    def message(self) -> str:
        """One line: where, what, what to do."""
        head = f"{self.where}: {self.what}" if self.where else self.what
        text = f"{head.rstrip('.')}. {self.do}" if self.do else head
        return visible(" ".join(text.split()))


class DataError(QuanpuError):
    """The data was read and failed a check (exit 1)."""

    exit_code = 1


class UsageError(QuanpuError):
    """A wrong option or an unknown name (exit 2)."""

    exit_code = 2


class SourceError(QuanpuError):
    """A source, card or vocabulary that can't be read (exit 3)."""

    exit_code = 3


class StoreError(QuanpuError):
    """A database that can't be reached, opened or locked (exit 4)."""

    exit_code = 4


class CommitError(StoreError):
    """The database failed in the moment of storing: what was being stored is whole in it or not at all (exit 4)."""


def as_text(what: str, value: object) -> str:
    """The value, which must be text. Raises UsageError for anything else, as `db.search(5)` would give."""
    if isinstance(value, str):
        return value
    raise UsageError(f"{what} is {value!r}", do="Give it as text.")


def nearest(given: str, known: Iterable[str]) -> list[str]:
    """Up to three known names that are most like the one given."""
    folded = {name.casefold(): name for name in sorted(set(known))}
    wanted = given.casefold()
    near = get_close_matches(wanted, list(folded), n=3, cutoff=0.5) or [name for name in folded if wanted.strip() and wanted in name][:3]
    return [folded[name] for name in near]


def unknown(kind: str, given: str, known: Iterable[str], *, see: str = "") -> UsageError:
    """A `UsageError` for an unknown name that offers the nearest known ones."""
    names = sorted(set(known))
    near = nearest(given, names)
    offer = f"Did you mean {' or '.join(map(repr, near))}?" if near else ""
    few = f"Known: {', '.join(names)}." if names and len(names) <= (30 if not near else 6) else ""
    few = few or ("" if near or see or not names else f"Known: {', '.join(names[:MANY])} and {len(names) - MANY} more.")
    shown = given if len(given) <= LONG else given[:LONG] + "…"
    return UsageError(f"unknown {kind} {shown!r}", do=" ".join(part for part in (offer, few, see) if part))
