"""The work folder beside a store: the loaded documents themselves and the list of them, so that a store can always be rebuilt."""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

from graph.errors import SourceError, StoreError


@dataclass(frozen=True, slots=True)
class Kept:
    """A kept document: its hash, the file name it was loaded under, and the header texts a person mapped for it."""

    sha256: str
    file_name: str
    columns: dict[str, str] = field(default_factory=dict)

    @property
    def kept_as(self) -> str:
        """Name in the work folder; the extension stays, as readers choose by it."""
        return f"{self.sha256}{Path(self.file_name).suffix}"


class Library:
    """Documents kept beside a store. Every change of the list replaces the file whole."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._list = folder / "documents.jsonl"

    def kept(self) -> list[Kept]:
        """The kept documents in the order they were loaded. Raises SourceError for a damaged list."""
        if not self._list.exists():
            return []
        return list(self._read())

    def keep(self, sha256: str, file_name: str, data: bytes, columns: Mapping[str, str]) -> None:
        """Keep a document's bytes and its reviewed columns; the same again changes nothing."""
        entry = Kept(sha256, file_name, dict(columns))
        known = self.kept()
        if entry in known:
            return
        known = [other for other in known if other.sha256 != sha256]
        try:
            (self.folder / "documents").mkdir(parents=True, exist_ok=True)
            _replace(self.folder / "documents" / entry.kept_as, data)
            self._write([*known, entry])
        except OSError as error:
            raise StoreError(
                f"can't keep the document ({error.strerror})", where=str(self.folder), do="Check rights and free space."
            ) from error

    def forget(self, sha256: str) -> None:
        """Drop a document from the list and the folder."""
        for entry in self.kept():
            if entry.sha256 == sha256:
                self._write([other for other in self.kept() if other.sha256 != sha256])
                self.path(entry).unlink(missing_ok=True)

    def hand_over(self, other: Library, wanted: Iterable[str]) -> set[str]:
        """Give another work folder the documents with these hashes; those that it has now, hashes as well."""
        if self.folder.resolve() != other.folder.resolve():
            hashes = set(wanted)
            for entry in self.kept():
                if entry.sha256 in hashes:
                    self.check(entry)
                    other.keep(entry.sha256, entry.file_name, self.path(entry).read_bytes(), entry.columns)
        return {entry.sha256 for entry in other.kept()}

    def path(self, entry: Kept) -> Path:
        """Where a document's bytes are kept."""
        return self.folder / "documents" / entry.kept_as

    def check(self, entry: Kept) -> None:
        """Raise SourceError where the kept bytes are gone or not those that were loaded."""
        path = self.path(entry)
        try:
            same = hashlib.sha256(path.read_bytes()).hexdigest() == entry.sha256
        except OSError as error:
            raise SourceError(f"can't be read ({error.strerror})", where=str(path), do=f"Load {entry.file_name} again.") from error
        if not same:
            raise SourceError("this kept document was changed", where=str(path), do=f"Load {entry.file_name} again.")

    def _read(self) -> Iterator[Kept]:
        lines = self._list.read_bytes().decode("utf-8", "replace").splitlines()
        for number, line in enumerate(lines, 1):
            try:
                entry = Kept(**json.loads(line))
                if not (isinstance(entry.file_name, str) and re.fullmatch(r"[0-9a-f]{64}", entry.sha256)):
                    raise ValueError(line)
                yield entry
            except (ValueError, TypeError) as error:
                where = f"{self._list}, line {number}"
                raise SourceError("this line is no entry of the document list", where=where, do="Correct or delete the line.") from error

    def _write(self, entries: list[Kept]) -> None:
        lines = [json.dumps(asdict(entry), ensure_ascii=False) for entry in entries]
        _replace(self._list, "".join(f"{line}\n" for line in lines).encode())


def _replace(path: Path, data: bytes) -> None:
    """Write a file whole or not at all."""
    temporary = path.with_name(f"{path.name}.{os.getpid()}.new")
    temporary.write_bytes(data)
    os.replace(temporary, path)
