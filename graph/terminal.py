"""What a command line needs: where text goes, the locale's language, values as they are typed."""

from __future__ import annotations

import json
import locale
import os
import sys
from collections.abc import Iterable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from graph.errors import UsageError
from graph.files import write_text


def read_as_utf8(arguments: Iterable[str]) -> None:
    """Begin the process anew in Python's UTF-8 mode where an argument could not be read in the locale's encoding, as in LC_ALL=C."""
    unread = any("\udc80" <= character <= "\udcff" for text in arguments for character in text)
    if unread and os.name == "posix" and sys.getfilesystemencoding() != "utf-8":
        os.execv(sys.executable, [sys.executable, "-X", "utf8", *sys.orig_argv[1:]])  # noqa: S606 - the same program, no shell


def check_output(arguments: Sequence[str]) -> None:
    """Raise UsageError for an output that is named by nothing, as an unset variable of a script would give."""
    empty = "--output=" in arguments or any(pair in (("-o", ""), ("--output", "")) for pair in pairwise(arguments))
    if empty:
        raise UsageError("the output's name is empty", do="Name a file after -o, or leave -o out.")


def emit(text: str, output: Path | None, *, bom: bool = False) -> None:
    """Write text to a file, with a byte order mark for spreadsheets where `bom`, or to stdout."""
    if output is None:
        sys.stdout.write(text)
        return
    write_text(output, ("\ufeff" if bom else "") + text)
    print(f"wrote {output}", file=sys.stderr)


def locale_is_chinese() -> bool:
    """Whether the environment asks for Chinese."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if os.environ.get(name):
            return os.environ[name].lower().startswith("zh")
    return (locale.getlocale()[0] or "").lower().startswith(("zh", "chinese"))


def pairs(given: Iterable[str] | None) -> dict[str, str]:
    """name=value texts as a mapping. Raises UsageError for one without a value or given twice."""
    found: dict[str, str] = {}
    for text in given or ():
        name, equals, value = text.partition("=")
        if not equals:
            raise UsageError(f"parameter {text!r} has no value", do="Write it as name=value, such as -p role=leader.")
        if name.strip() in found:
            raise UsageError(f"parameter {name.strip()!r} is given twice", do="Give it once; several values of a list as name=A,B.")
        found[name.strip()] = value
    return found


def literal(text: str) -> Any:
    """A parameter's value for cypher: JSON where it is JSON (3, true, [1, 2]), else the text."""
    try:
        return json.loads(text)
    except ValueError:
        return text


def make_folder(folder: Path) -> None:
    """Make a folder and those above it. Raises UsageError where that can't be done."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"can't make the folder ({error.strerror})", where=str(folder), do="Give another with --folder.") from error
