"""Bounds on what the streams of a PDF unpack to: pdfminer sets none, and tries broken ones byte by byte."""

from __future__ import annotations

import logging
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import SimpleNamespace

from pdfminer import pdftypes
from pdfminer.lzw import lzwdecode
from pdfminer.runlength import rldecode

from graph.errors import SourceError
from loaders.readers.limits import MIB

MAX_STREAM, MAX_STREAMS = 64 * MIB, 512 * MIB
MAX_OLD = MIB // 4  # packed bytes of a stream in the old filters, which unpack to a thousand times as much
_CHUNK = MIB


@contextmanager
def bounded_streams(name: str) -> Iterator[None]:
    """While it lasts, a stream that unpacks to too much is a SourceError."""
    left = [MAX_STREAMS]

    def decompress(data: bytes) -> bytes:
        """What zlib.decompress gives; of a damaged stream what comes before the damage."""
        stream, rest, found, size = zlib.decompressobj(), data, [], 0
        while rest and not stream.eof:
            try:
                found.append(stream.decompress(rest, _CHUNK))
            except zlib.error as error:
                logging.getLogger("pdfminer").warning("a stream breaks off after %d bytes (%s)", size, error)
                break
            size += len(found[-1])
            if size > min(MAX_STREAM, left[0]):
                raise _too_much(name)
            rest = stream.unconsumed_tail
        left[0] -= size
        return b"".join(found)

    own = {
        "zlib": SimpleNamespace(decompress=decompress, decompressobj=zlib.decompressobj, error=zlib.error),
        "lzwdecode": _short(lzwdecode, name),
        "rldecode": _short(rldecode, name),
    }
    kept = {key: getattr(pdftypes, key) for key in own}
    try:
        vars(pdftypes).update(own)
        yield
    finally:
        vars(pdftypes).update(kept)


def _short(decode: Callable[[bytes], bytes], name: str) -> Callable[[bytes], bytes]:
    """The decoder, for streams that are short while packed."""

    def decoded(data: bytes) -> bytes:
        if len(data) > MAX_OLD:
            raise _too_much(name)
        return decode(data)

    return decoded


def _too_much(name: str) -> SourceError:
    what = f"a stream of the PDF unpacks to more than {MAX_STREAM // MIB} MiB"
    return SourceError(what, where=name, do="It may be a bomb: nothing was read of it.")
