"""Bytes to text: UTF-8 first, then the encodings that Chinese Windows writes; never a guess that loses a byte."""

from __future__ import annotations

from graph.errors import SourceError

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_SAVE_AS_UTF8 = "Save it as UTF-8 text and load that."


def decode(data: bytes, name: str) -> tuple[str, str]:
    """The text and the name of its encoding. Line ends stay as they are; a BOM is not counted.

    Raises SourceError for bytes that are no text in UTF-8, UTF-16 with BOM or GB18030.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _strict(data, encoding, name), encoding
    if b"\x00" in data:
        raise SourceError(
            "this is a binary file, not a list in text", where=name, do="Load the Word, Excel, PDF, HTML or text file itself."
        )
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        text = _strict(data, "gb18030", name)
    if not _reads_as_chinese(text):
        raise SourceError("the encoding is neither UTF-8 nor GB18030", where=name, do=_SAVE_AS_UTF8)
    return text, "gb18030"


def _strict(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        what = f"byte {error.start + 1} is no {encoding} text"
        raise SourceError(f"unknown encoding: {what}", where=name, do=_SAVE_AS_UTF8) from error


def _reads_as_chinese(text: str) -> bool:
    """GB18030 decodes almost anything: real text in it holds common characters and no control characters."""
    sample = text[:20_000]
    if any(ord(c) < 32 and c not in "\t\n\r\f\v" for c in sample):
        return False
    wide = [c for c in sample if ord(c) > 127]
    common = sum(c in _COMMON for c in wide)
    return bool(wide) and common >= 0.02 * len(wide)


# the most frequent characters of official lists and their punctuation; mojibake holds almost none of them
_COMMON = frozenset("的，。、；：（）《》一二三四五六七八九十号责任事项权力行政处罚许可检查法律依据人员部门单位规定不按为或和以及应当对在")
