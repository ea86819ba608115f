"""A file, a folder or a zip as the documents in it, one at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path, PurePath
from zipfile import ZipFile, ZipInfo

from graph.errors import SourceError
from loaders.readers.detect import is_zip_of_files
from loaders.readers.limits import check_size, check_zip, foreign

_ZIP_ENDINGS = (".zip",)
_MAX_NESTED = 2  # a zip in a zip is common, deeper ones are bombs
_UTF8_NAME = 0x800


@dataclass(frozen=True, slots=True)
class Source:
    """A document to read: `name` tells where it stands (folder/list.zip/a.docx), `read` gives its bytes or a SourceError."""

    name: str
    read: Callable[[], bytes]


def sources(path: Path) -> Iterator[Source]:
    """The documents at a path in the order of their names; temporary and hidden files are left out.

    Raises SourceError where there is nothing; a document that can't be read says so when read, so that the others go on.
    """
    if path.is_dir():
        found = False
        for file in sorted(path.rglob("*")):
            if file.is_file() and not file.is_symlink() and not _passing(file.relative_to(path)):
                found = True
                yield from _of_file(file, str(file))
        if not found:
            raise SourceError("the folder holds no file", where=str(path), do="Name the folder of the lists.")
        return
    if not path.exists():
        raise SourceError("no such file or folder", where=str(path), do="Check the name.")
    yield from _of_file(path, str(path))


def _of_file(file: Path, name: str) -> Iterator[Source]:
    if file.suffix.lower() not in _ZIP_ENDINGS:
        yield Source(name, lambda: read_bytes(file))
        return
    try:
        data = read_bytes(file)
        zipped = is_zip_of_files(data, name)
    except SourceError as error:
        yield Source(name, _raiser(error))
        return
    yield from _of_zip(data, name, 1) if zipped else iter([Source(name, lambda: read_bytes(file))])


def read_bytes(file: Path) -> bytes:
    """A file's bytes. Raises SourceError where it can't be read, is empty or too large."""
    try:
        check_size(file.stat().st_size, str(file))
        return file.read_bytes()
    except OSError as error:
        do = "Check the name and that you may read it."
        raise SourceError(f"can't be read ({error.strerror})", where=str(file), do=do) from error


def _of_zip(data: bytes, name: str, depth: int) -> Iterator[Source]:
    try:
        with foreign(name, "the archive is damaged", "Get it again."), ZipFile(BytesIO(data)) as archive:
            check_zip(archive, data, name)
            members = [member for member in archive.infolist() if not member.is_dir()]
    except SourceError as error:
        yield Source(name, _raiser(error))
        return
    for member in sorted(members, key=member_name):
        inner = member_name(member)
        if not _passing(PurePath(inner)):
            yield from _of_member(data, member, f"{name}/{inner}", depth)


def _of_member(data: bytes, member: ZipInfo, name: str, depth: int) -> Iterator[Source]:
    def read() -> bytes:
        check_size(member.file_size, name)
        damaged = foreign(name, "this member of the archive is damaged", "Get the archive again.")
        with damaged, ZipFile(BytesIO(data)) as archive:
            return archive.read(member)

    if not name.lower().endswith(_ZIP_ENDINGS):
        yield Source(name, read)
    elif depth >= _MAX_NESTED:
        error = SourceError("archives stand in archives, too deep to be a list", where=name, do="Unpack it and load the folder.")
        yield Source(name, _raiser(error))
    else:
        try:
            inner = read()
        except SourceError as error:
            yield Source(name, _raiser(error))
            return
        yield from _of_zip(inner, name, depth + 1)


def member_name(member: ZipInfo) -> str:
    """A member's name: without the UTF-8 flag Chinese Windows writes it in GBK, some tools in UTF-8 all the same."""
    if member.flag_bits & _UTF8_NAME:
        return member.filename
    try:
        raw = member.filename.encode("cp437")
    except UnicodeEncodeError:
        return member.filename
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return member.filename


def _passing(path: PurePath) -> bool:
    """Files that no one published: of the system, of an open editor."""
    return any(part.startswith((".", "~$", "__MACOSX")) or part in ("Thumbs.db", "desktop.ini") for part in path.parts)


def _raiser(error: SourceError) -> Callable[[], bytes]:
    def read() -> bytes:
        raise error

    return read
