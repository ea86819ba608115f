"""Writes a file whole or not at all, as UTF-8 whatever the locale."""

from __future__ import annotations

import os
from pathlib import Path

from graph.errors import UsageError


def write_text(path: Path, text: str) -> None:
    """Write `text` with its line ends as they are. Raises UsageError where the place can't be written; an old file then stays."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        if path.is_dir():
            raise IsADirectoryError(21, "it is a folder")
        temporary.write_bytes(text.encode("utf-8", "backslashreplace"))
        os.replace(temporary, path)
    except OSError as error:
        temporary.unlink(missing_ok=True) if temporary.parent.is_dir() else None
        raise UsageError(
            f"can't be written ({error.strerror})",
            where=str(path),
            do="Check the folder and your rights, or give another place with -o.",
        ) from error
