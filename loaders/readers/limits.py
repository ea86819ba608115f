"""Bounds that keep a hostile or broken file from filling memory, and its parser's errors from reaching the user."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from graph.errors import QuanpuError, SourceError
from loaders.readers.grid import Grid

MIB = 1 << 20
MAX_FILE = 100 * MIB  # the longest of 47 real lists has 12 MiB
MAX_UNPACKED = 256 * MIB  # 10,000 rows of docx unpack to 60 MiB
MAX_RATIO = 500  # text repeated from templates reaches 150; a bomb 1,000
MAX_MEMBERS = 10_000
MAX_CELLS = 5_000_000
MAX_NESTED = 5  # tables in tables
MAX_CELL = 1_000_000  # code points in one cell
_CHUNK = MIB


def check_size(size: int, name: str) -> None:
    """Refuses a file that is empty or too large to be a list."""
    if not size:
        raise SourceError("the file is empty", where=name, do="Get the file again.")
    if size > MAX_FILE:
        what = f"the file has {size // MIB} MiB, more than the {MAX_FILE // MIB} MiB that a list may have"
        raise SourceError(what, where=name, do="Split it, or take the pictures out.")


def check_cells(count: int, name: str, part: str = "") -> None:
    """Refuses a table too large to be a list."""
    if count > MAX_CELLS:
        what = f"{part or 'the table'} covers {count:,} cells, more than {MAX_CELLS:,}"
        raise SourceError(what, where=name, do="Clear the stray cells far from the table, or split the list.")


def check_grid(grid: Grid, name: str) -> Grid:
    """The grid, if it and each of its cells keep to the limits."""
    check_cells(sum(len(row.cells) for row in grid.rows), name)
    for row in grid.rows:
        for column, cell in enumerate(row.cells, 1):
            if len(cell.raw) > MAX_CELL:
                place = ", ".join(part for part in (row.part, f"row {row.number}" if row.number else "", f"column {column}") if part)
                what = f"{place}: a cell of {len(cell.raw):,} characters"
                raise SourceError(what, where=name, do="A list has no such cell: correct the file.")
    return grid


def check_zip(archive: ZipFile, data: bytes, name: str) -> None:
    """Refuses an archive that needs a password or unpacks to too much. Sizes are measured, not taken from its headers."""
    members = archive.infolist()
    if len(members) > MAX_MEMBERS:
        raise SourceError(f"the archive has {len(members):,} members, more than {MAX_MEMBERS:,}", where=name, do="Split it.")
    total = 0
    for member in members:
        if member.flag_bits & 1:
            raise SourceError("the archive is protected by a password", where=name, do="Unpack it and load the files.")
        total += _inflated(member, data, name, MAX_UNPACKED - total)
    if total > 32 * MIB and total > MAX_RATIO * len(data):
        raise _bomb(name, f"unpacks to {total // len(data)} times its size")


def _inflated(member: ZipInfo, data: bytes, name: str, left: int) -> int:
    """How many bytes a member really unpacks to; a header can lie."""
    names = struct.unpack_from("<HH", data, member.header_offset + 26)
    begin = member.header_offset + 30 + sum(names)
    packed = memoryview(data)[begin : begin + member.compress_size]
    size = len(packed) if member.compress_type == ZIP_STORED else 0
    if member.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        raise SourceError("the archive uses a rare compression", where=name, do="Pack it again as an ordinary zip.")
    if member.compress_type == ZIP_DEFLATED:
        stream, rest = zlib.decompressobj(-15), bytes(packed)
        while rest and size <= left:
            size += len(stream.decompress(rest, _CHUNK))
            rest = stream.unconsumed_tail
    if size > left:
        raise _bomb(name, f"unpacks to more than {MAX_UNPACKED // MIB} MiB")
    return size


def _bomb(name: str, what: str) -> SourceError:
    return SourceError(f"the archive {what}", where=name, do="It may be a zip bomb: nothing was read of it.")


@contextmanager
def foreign(name: str, what: str, do: str) -> Iterator[None]:
    """Turns whatever a parser of another library raises into a SourceError that says `what` and what to `do`."""
    try:
        yield
    except QuanpuError:
        raise
    except MemoryError as error:
        raise SourceError("the file does not fit into memory", where=name, do="Split it.") from error
    except Exception as error:  # parsers raise anything on broken input, and their users must not see it
        raise SourceError(f"{what} ({_reason(error)})", where=name, do=do) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # a Rust parser's panic is no Exception
            raise
        raise SourceError(f"{what} ({_reason(error)})", where=name, do=do) from error


def _reason(error: BaseException) -> str:
    first = str(error).strip().splitlines()
    return (first[0] if first else type(error).__name__)[:120].rstrip(".")
