"""Writes a file whole or not at all, as UTF-8 whatever the locale."""

from __future__ import annotations

import os
from pathlib import Path

from graph.errors import UsageError


def write_text(path: Path, text: str) -> None:
    """Write `text` with its line ends as they are; through a link, into a pipe or device.

    Raises UsageError where the place can't be written; an old file then stays as it was.
    """
    data = text.encode("utf-8", "backslashreplace")
    try:
        if path.exists() and not path.is_file() and not path.is_dir():
            path.write_bytes(data)
        else:
            _replace(path, data)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        do = "Check the folder and your rights, or give another place with -o."
        raise UsageError(f"can't be written ({reason})", where=str(path), do=do) from error


def _replace(path: Path, data: bytes) -> None:
    if not path.name or path.is_dir():
        raise IsADirectoryError(21, "it is a folder")
    target = path.resolve()  # a link stays a link
    temporary = target.with_name(f".{target.name[:80]}.{os.getpid()}.new")
    try:
        temporary.write_bytes(data)
        if target.exists():
            temporary.chmod(target.stat().st_mode & 0o777)
        os.replace(temporary, target)
    finally:
        temporary.unlink(missing_ok=True)
