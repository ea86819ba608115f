"""Writes a file or a folder whole or not at all, as UTF-8 whatever the locale."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable
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


def check_folder(folder: Path, ours: Callable[[Path], set[str]]) -> None:
    """Raise UsageError unless the folder is new, empty, or holds an earlier run's files, as `ours` names them, and nothing else."""
    if not folder.exists() and not folder.is_symlink():
        return
    if not folder.is_dir():
        raise UsageError("this is no folder", where=str(folder), do="Give a folder with -o.")
    held = {path.name for path in folder.iterdir()}
    foreign = sorted(held - ours(folder)) if held else []
    if foreign:
        do = "Give an empty folder, or one that an earlier --all has written."
        raise UsageError(f"the folder holds other things, such as {foreign[0]}", where=str(folder), do=do)


def write_folder(folder: Path, files: Iterable[tuple[str, str]], ours: Callable[[Path], set[str]]) -> None:
    """Write (name, text) as the files of a folder, whole or not at all; an earlier run's folder is replaced.

    The files are asked for one by one as they are written. Raises UsageError as `check_folder` and where it can't be written.
    """
    check_folder(folder, ours)
    folder = folder.resolve()
    new, old = (folder.with_name(f".{folder.name}.{os.getpid()}.{word}") for word in ("new", "old"))
    try:
        new.mkdir(parents=True)
        for name, text in files:
            (new / name).write_bytes(text.encode("utf-8", "backslashreplace"))
        if folder.exists():
            os.replace(folder, old)
        os.replace(new, folder)
    except OSError as error:
        do = "Check the folder and your rights, or give another with -o."
        raise UsageError(f"can't be written ({error.strerror})", where=str(folder), do=do) from error
    finally:
        if old.exists() and not folder.exists():  # the earlier files come back
            os.replace(old, folder)
        for leftover in (new, old):
            shutil.rmtree(leftover, ignore_errors=True)
